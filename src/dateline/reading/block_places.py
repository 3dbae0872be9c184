"""What a line is by where it stands: before the prose, after it, or among furniture."""

import re
from typing import TYPE_CHECKING, Final

from dateline.codebook import furniture
from dateline.reading import block_authors, block_beside, block_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.block_pieces import Piece
    from dateline.record.reading import Source

_BRIEF: Final = 10
"""Longest line, in words, that takes its neighbours' role."""
_RUN: Final = 6
"""Most short lines in a row that the furniture around them claims."""
_STANDFIRST: Final = 45
"""Longest standfirst, in words."""
_LINK: Final = (4, 18)
"""Shortest and longest headline under a heading such as "Read next", in words."""
_HEADLINE: Final = 6
"""Fewest words of a standfirst."""
_SIGNING: Final = frozenset({"byline", "bio", "standards", "newsletter", "promo"})
"""Roles of furniture that names the outlet."""
_HEADED: Final = frozenset(
    {"stamp", "full-date", "section-label", "agency-line", "hashtags", "breadcrumb", "other-language", "by-line-abroad"}
)
"""Reasons that suffice before the prose, where nothing stands beside them."""
_ENDING: Final = frozenset(
    {"desk-initials", "agency-line", "hashtags", "filed-under", "other-language", "full-date", "number-list", "code"}
)
"""Reasons that suffice after the prose."""
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
_LABEL: Final = 3
"""Longest label, in words."""
_LIST: Final = re.compile(r"\s*(?:[•*·–—-]\s|\(?[\dA-Za-z]{1,3}[.)]\s|[“\"„'‘«(\[])")
_SLOGAN: Final = re.compile(r"\s[|–—-]\s")


def place(pieces: "list[Piece]", source: "Source") -> None:
    """Give a role to what form and words left open, by its neighbours and its place in the text.

    Args:
        pieces: all pieces of the text in order; their roles are set.
        source: what is known of the article; its title helps to find the headline.

    """
    prose = [index for index, piece in enumerate(pieces) if piece.prose and piece.strength in {"", "near"}]
    first, last = (prose[0], prose[-1]) if prose else (len(pieces), -1)
    if 0 < first < last and pieces[first + 1].role == "byline":
        first = prose[1]
    block_page.page_lines(pieces, first, last)
    block_beside.beside(pieces, first)
    _settle(pieces, first, last)
    if not prose:
        block_authors.biographies(pieces, source)
        return
    _head(pieces, first, source)
    block_authors.biographies(pieces, source)
    _tail(pieces, last)
    _among(pieces)
    _outlets(pieces, first, last, source)


def _settle(pieces: "list[Piece]", first: int, last: int) -> None:
    """Keep or drop the roles that hold only beside furniture, or at an edge of a text."""
    order = range(len(pieces))
    for index in (*order, *reversed(order)):
        piece = pieces[index]
        if piece.strength == "near":
            head = index < first < len(pieces) and piece.reason in _HEADED
            tail = -1 < last < index and piece.reason in _ENDING
            if head or tail or _rows(pieces, index - 1, piece) or _rows(pieces, index + 1, piece):
                piece.strength = "sure"
    for piece in pieces:
        if piece.strength == "near":
            piece.give("", "", "")


def _rows(pieces: "Sequence[Piece]", at: int, piece: "Piece") -> bool:
    """Say whether the furniture at ``at`` stands in rows, so that a doubtful neighbour is likely more of it."""
    if not block_beside.furniture_at(pieces, at):
        return False
    return _spreads(pieces[at]) or (piece.role == "byline" and pieces[at].role == "byline")


def _head(pieces: "list[Piece]", first: int, source: "Source") -> None:
    """Find headline, standfirst, by-line and labels before the first paragraph of prose."""
    head = [piece for piece in pieces[:first] if not piece.role]
    title = _title(head, pieces[pieces.index(head[0]) + 1], source) if head else None
    block_authors.bylines(pieces, first, title, source)
    for piece in head:
        if piece.role:
            continue
        if piece is title:
            piece.give("title", "headline")
        elif title is None or piece.start < title.start:
            if _brief(piece) and (title is not None or _beside_furniture(pieces, piece)):
                piece.give("promo", "over-headline")
        elif len(piece.words) >= _HEADLINE and not _LIST.match(piece.line):
            piece.give("lede", "standfirst")
    if title is not None:
        _lede(pieces, first)


def _beside_furniture(pieces: "Sequence[Piece]", piece: "Piece") -> bool:
    """Say whether a piece of the head has furniture for its neighbour."""
    at = next(index for index, other in enumerate(pieces) if other is piece)
    return block_beside.furniture_at(pieces, at - 1) or block_beside.furniture_at(pieces, at + 1)


def _title(head: "Sequence[Piece]", follows: "Piece", source: "Source") -> "Piece | None":
    """Return the headline: the line that the source names or the text repeats, else the first that is long enough.

    Args:
        head: pieces without a role before the prose.
        follows: the piece after the first of them.
        source: what is known of the article.

    """
    named = furniture.tokens(source.title)
    for piece in head:
        if (
            named
            and piece.words
            and (piece.words == named or (len(piece.words) > _LABEL and piece.words == named[: len(piece.words)]))
        ):
            return piece
    long = [piece for piece in head if len(piece.words) > _LABEL and not piece.line.endswith(":")]
    for piece in long:
        if piece is long[-1] or len(piece.words) > _BRIEF or not _SLOGAN.search(piece.line):
            return piece
    if head and head[0].words and not head[0].line.endswith(":") and (follows.prose and not follows.role):
        return head[0]
    return None


def _lede(pieces: "list[Piece]", first: int) -> None:
    """Find a standfirst that ends with a stop: prose between headline and by-line or share buttons."""
    for index in range(1, min(first + 1, len(pieces) - 1)):
        piece = pieces[index]
        apart = pieces[index - 1].role == "title" and pieces[index + 1].role in {"byline", "social"}
        if piece.prose and not piece.role and apart and len(piece.words) <= _STANDFIRST:
            piece.give("lede", "standfirst")


def _tail(pieces: "list[Piece]", last: int) -> None:
    """Give what stands after the last paragraph of prose its neighbour's role."""
    for index in range(last + 1, len(pieces)):
        piece = pieces[index]
        if piece.role or not block_beside.furniture_at(pieces, index - 1) or not _spreads(pieces[index - 1]):
            continue
        listed = pieces[index - 1].reason in _HEADINGS
        bare = not piece.stop and (listed or not _LIST.match(piece.line))
        if (
            bare
            or _linked(pieces, index)
            or (len(piece.words) <= _LABEL and piece.line.endswith(("!", "?", ":", "…", "...")))
        ):
            _follow(piece, pieces[index - 1])
    if not pieces[last].line.endswith(":"):
        _labels_of_tail(pieces, last)


def _labels_of_tail(pieces: "list[Piece]", last: int) -> None:
    """Find labels over the furniture of the tail, and one stray word as the end of the text."""
    for index in range(len(pieces) - 2, last, -1):
        piece, after = pieces[index], pieces[index + 1]
        label = not piece.role and not piece.stop and len(piece.words) <= _LABEL and not _LIST.match(piece.line)
        if label and block_beside.furniture_at(pieces, index + 1) and _spreads(after):
            _follow(piece, after)
    shard = pieces[-1]
    if last == len(pieces) - 2 and not shard.role and not shard.stop and shard.line.isalpha():
        shard.give("promo", "tail-shard")


def _linked(pieces: "Sequence[Piece]", index: int) -> bool:
    """Say whether a piece is a headline under a heading such as "Read next"."""
    piece = pieces[index]
    return (
        pieces[index - 1].role == "related"
        and pieces[index - 1].reason in _HEADINGS
        and _LINK[0] <= len(piece.words) <= _LINK[1]
        and not piece.line.endswith((".", ":", "”", '"'))
    )


def _spreads(piece: "Piece") -> bool:
    """Say whether furniture of this kind stands in rows; a label, a link or a credit stands alone amid the prose."""
    return piece.role not in {"caption", "byline", "duplicate"} and piece.reason not in _ALONE


def _follow(piece: "Piece", neighbour: "Piece") -> None:
    """Give a piece the role that its neighbour's makes likely."""
    role = neighbour.role if neighbour.role in {"related", "form", "social", "newsletter", "promo"} else "related"
    piece.give(role, "beside-" + neighbour.role)


def _among(pieces: "list[Piece]") -> None:
    """Give short lines between two pieces of furniture, and headlines under a heading for them, their role."""
    index = 1
    while index < len(pieces):
        if not pieces[index].role and block_beside.furniture_at(pieces, index - 1):
            end = index
            while end < len(pieces) and end - index < _RUN and _brief(pieces[end]):
                end += 1
            run = pieces[index:end]
            asked = pieces[index - 1].role in block_beside.BLURBED
            shut = block_beside.furniture_at(pieces, end) and _spreads(pieces[end]) and _spreads(pieces[index - 1])
            if run and (len(run) == 1 or asked) and shut:
                for piece in run:
                    _follow(piece, pieces[index - 1])
            elif _linked(pieces, index) and not pieces[index].prose:
                _follow(pieces[index], pieces[index - 1])
        index += 1


def _brief(piece: "Piece") -> bool:
    """Say whether a piece without a role is short, no sentence, and no item of a list."""
    return not piece.role and not piece.stop and len(piece.words) <= _BRIEF and not _LIST.match(piece.line)


def _outlets(pieces: "Sequence[Piece]", first: int, last: int, source: "Source") -> None:
    """Find the name of the outlet alone on a line: the source says it, or other furniture of the page does."""
    said = [" ".join(piece.words) for piece in pieces if piece.role in _SIGNING]
    known = f" {' '.join([*said, *furniture.tokens(source.outlet)])} "
    for index in (*range(first), *range(last + 1, len(pieces))):
        piece = pieces[index]
        name = f" {' '.join(piece.words)} "
        if not piece.role and piece.words and len(piece.words) <= _LABEL + 1 and name in known and not piece.stop:
            piece.give("promo", "outlet-name")
