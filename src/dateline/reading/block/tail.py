"""What stands after the last paragraph of prose: little of it is the article's."""

import re
from typing import TYPE_CHECKING, Final

from dateline.reading.block.authors import portrayed
from dateline.reading.block.beside import BLURBED, furniture_at
from dateline.record.reading import FURNITURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.block.pieces import Piece

_LABEL: Final = 3
"""Longest label, in words."""
_LINK: Final = (4, 18)
"""Shortest and longest headline under a heading such as "Read next", in words."""
_BARE: Final = 14
"""Longest line without a stop, in words, that may be another story's headline."""
_ROW: Final = 8
"""Most lines without stop or role in a tail; more are verse, a list or figures of the article."""
_TOP: Final = 10
"""How many pieces from the top the words of an author about oneself may stand, under a glued copy of the article."""
_ASKED: Final = 12
"""Longest question to the reader, in words."""
_LIST: Final = re.compile(r"\s*(?:[•*·–—-]\s|\(?[\dA-Za-z]{1,3}[.)]\s|[“\"„'‘«(\[])")
_SIGNED: Final = re.compile(r"(?:[—–-]{1,2} ?|\()?[A-Z][\w.'’-]*+(?: (?:[A-Z][\w.'’-]*+|of|the|de|van|and|&)){1,4}\)?")
_FIGURE: Final = re.compile(r".*\d|.*:\s")
_ACCOUNT: Final = frozenset(
    {"was", "were", "had", "said", "says", "told", "would", "could", "did", "he", "she", "they", "his", "her", "that"}
)
_HEADINGS: Final = frozenset({"related-heading", "beside-related", "site-words"})
_ALONE: Final = frozenset(
    {
        "ad-label",
        "read-prompt",
        "more-prompt",
        "watch-prompt",
        "read-more-tail",
        "capitals",
        "separator",
        "page-frame",
        "page-jump",
    }
)


def tail(pieces: "Sequence[Piece]", last: int) -> None:
    """Give what stands after the last paragraph of prose its neighbour's role, or that of what it looks like.

    Args:
        pieces: all pieces of the text in order.
        last: index of the last that looks like prose.

    """
    for index in range(last + 1, len(pieces)):
        piece = pieces[index]
        if piece.role or not furniture_at(pieces, index - 1) or not spreads(pieces[index - 1]):
            continue
        listed = pieces[index - 1].reason in _HEADINGS
        bare = not piece.stop and (listed or not _LIST.match(piece.line))
        if (
            bare
            or linked(pieces, index)
            or (len(piece.words) <= _LABEL and piece.line.endswith(("!", "?", ":", "…", "...")))
        ):
            follow(piece, pieces[index - 1])
    if last >= 0 and not pieces[last].line.endswith(":"):
        _labels(pieces, last)
        _headlines(pieces, last)
        _signature(pieces, last)


def _labels(pieces: "Sequence[Piece]", last: int) -> None:
    """Find labels and questions over the furniture of the tail."""
    for index in range(len(pieces) - 2, last, -1):
        piece, after = pieces[index], pieces[index + 1]
        if piece.role or _LIST.match(piece.line) or not furniture_at(pieces, index + 1):
            continue
        label = not piece.stop and len(piece.words) <= _LABEL
        asked = piece.line.endswith("?") and len(piece.words) <= _ASKED and after.role in BLURBED
        if (label or asked) and spreads(after):
            follow(piece, after)


def _headlines(pieces: "Sequence[Piece]", last: int) -> None:
    """Find what looks like headlines of other stories: no stop, hardly a function word, nothing told of the past.

    That counts only if the text has other furniture, and no lines of that kind amid its prose: it may be a list.
    """
    bare = [piece for piece in pieces[last + 1 :] if not piece.role]
    amid = sum(not piece.role and not piece.stop and len(piece.words) >= _LINK[0] for piece in pieces[1:last])
    dirty = any(piece.role in FURNITURE and piece.strength == "sure" and spreads(piece) for piece in pieces)
    if not dirty or not 0 < len(bare) <= _ROW or amid > _LABEL:
        return
    for piece in reversed(pieces[last + 1 :]):
        if piece.role:
            continue
        if (
            piece.stop
            or not 0 < len(piece.words) <= _BARE
            or piece.english * 3 > len(piece.words)
            or not _ACCOUNT.isdisjoint(piece.words)
            or _LIST.match(piece.line)
            or _FIGURE.match(piece.line)
        ):
            return  # what stands over a part of the article is its heading
        piece.give("related", "bare-tail")


def _signature(pieces: "Sequence[Piece]", last: int) -> None:
    """Find what a text ends with: one stray word, or the name of who wrote or published it."""
    end = pieces[-1]
    if last != len(pieces) - 2 or end.role or end.stop:
        return
    if end.line.isalpha():
        end.give("promo", "tail-shard")
    elif len(end.words) > 1 and _SIGNED.fullmatch(end.line) and not pieces[last].line.endswith(("”", '"')):
        end.give("byline", "signature")


def linked(pieces: "Sequence[Piece]", index: int) -> bool:
    """Say whether a piece is a headline under a heading such as "Read next"."""
    piece = pieces[index]
    return (
        pieces[index - 1].role == "related"
        and pieces[index - 1].reason in _HEADINGS
        and _LINK[0] <= len(piece.words) <= _LINK[1]
        and not piece.line.endswith((".", ":", "”", '"'))
    )


def spreads(piece: "Piece") -> bool:
    """Say whether furniture of this kind stands in rows; a label, a link or a credit stands alone amid the prose."""
    return piece.role not in {"caption", "byline", "duplicate"} and piece.reason not in _ALONE


def follow(piece: "Piece", neighbour: "Piece") -> None:
    """Give a piece the role that its neighbour's makes likely."""
    role = neighbour.role if neighbour.role in {"related", "form", "social", "newsletter", "promo"} else "related"
    piece.give(role, "beside-" + neighbour.role)


def portraits(pieces: "Sequence[Piece]") -> None:
    """Find biographies at the very end or top, of somebody of whom the article says nothing."""
    news = sum(piece.prose and not piece.role for piece in pieces)
    above = 0
    for index in range(min(_TOP, len(pieces) - 1) if news > _LABEL else 0):
        piece = pieces[index]
        above += piece.prose and not piece.role
        if above > 1:
            break
        if piece.prose and not piece.role and portrayed(pieces, index, alone=True):
            piece.give("bio", "portrait")
            news -= 1
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.role or (not piece.stop and index + _ROW >= len(pieces) and len(piece.words) <= _LABEL + 1):
            continue
        if news <= _LABEL or not piece.words or not portrayed(pieces, index):
            return
        news -= piece.prose
        piece.give("bio", "portrait")
