"""What a line is by its neighbour: a sentence over a photo's credit, a blurb beside a sign-up, capitals amid prose."""

import re
from typing import TYPE_CHECKING, Final

from dateline.codebook import furniture
from dateline.record.reading import FURNITURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.block.pieces import Piece

BLURBED: Final = frozenset({"newsletter", "form"})
"""Roles of furniture that speaks to the reader in whole sentences."""
_BRIEF: Final = 10
"""Longest line, in words, that is a credit and nothing more."""
_HEADLINE: Final = 7
"""Fewest words of a line of capitals that is no subhead."""
_LABEL: Final = 3
_CREDITS: Final = frozenset(
    {"credit-word", "credit-agency", "credit-tail", "copyright-sign", "caption-label", "slash-credit"}
)
_SCENE: Final = re.compile(
    r"(?i)\b(?:pictured|seen|left|right|cent(?:er|re)|above|below|earlier (?:this|last) \w+|at an?|during|outside"
    r"|inside|file|archive|near|off|along|(?:in|on) (?-i:January|February|March|April|May|June|July"
    r"|August|September|October|November|December|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))\b"
    r"|\w+ing\b.* (?:in|at|on|near) "
)
_QUOTE: Final = re.compile(r"[“”\"„«]")


def beside(pieces: "Sequence[Piece]", first: int) -> None:
    """Give a role to lines that their neighbours explain.

    Args:
        pieces: all pieces of the text in order.
        first: index of the first that looks like prose.

    """
    _captions(pieces, first)
    _capitals(pieces, first)
    _blurbs(pieces)


def furniture_at(pieces: "Sequence[Piece]", index: int) -> bool:
    """Say whether there is a piece at ``index``, and it is furniture for certain."""
    return 0 <= index < len(pieces) and pieces[index].role in FURNITURE and pieces[index].strength == "sure"


def _capitals(pieces: "Sequence[Piece]", first: int) -> None:
    """Find headlines of other stories: whole lines of capitals amid prose that is not written so."""
    if first < len(pieces) and pieces[first].line.isupper():
        return
    for piece in pieces[first:]:
        if (
            not piece.role
            and len(piece.words) >= _HEADLINE
            and not piece.stop
            and piece.line.isupper()
            and piece.line.isascii()
        ):
            piece.give("related", "capitals")


def _captions(pieces: "Sequence[Piece]", first: int) -> None:
    """Find the sentences that stand over a credit of their own line; the first of the text may be a standfirst."""
    pairs = [
        (pieces[index - 1], piece)
        for index, piece in enumerate(pieces)
        if index and piece.role == "caption" and piece.reason in _CREDITS and len(piece.words) <= _BRIEF
    ]
    single = [over for over, _ in pairs if over.stop and _one_sentence(over)]
    bare = [over for over in single if over.role in {"caption", "duplicate"} or _verbless(over)]
    regular = bool(bare) and len(pairs) > 1 and len(single) == len(pairs)
    for over in single if regular else bare:
        if not over.role and over is not pieces[min(first, len(pieces) - 1)]:
            over.give("caption", "over-credit")


def _verbless(piece: "Piece") -> bool:
    """Say whether a line of some length tells of a scene, and has no verb that tells of an event."""
    return (
        len(piece.words) > _LABEL
        and not furniture.words("verb").intersection(piece.words)
        and not any(word.endswith("ed") for word in piece.words)
        and _SCENE.search(piece.line) is not None
    )


def _one_sentence(piece: "Piece") -> bool:
    """Say whether a piece is one sentence without a quotation."""
    return len(piece.words) <= 45 and not re.search(r"[.!?] [A-Z“\"][a-z]{2}|[“”\"„«]", piece.line)  # noqa: PLR2004


def _blurbs(pieces: "Sequence[Piece]") -> None:
    """Find the lines beside a sign-up or a form that speak to the reader."""
    for order in (range(len(pieces)), range(len(pieces) - 1, -1, -1)):
        for index in order:
            piece = pieces[index]
            if (piece.role and piece.strength == "sure") or not piece.words or len(piece.words) > 30:  # noqa: PLR2004
                continue
            if furniture.words("reader").intersection(piece.words) and not _QUOTE.search(piece.line):
                beside = [at for at in (index - 1, index + 1) if furniture_at(pieces, at)]
                asking = [pieces[at].role for at in beside if pieces[at].role in BLURBED]
                if asking and (len(beside) > 1 or (asking[0] == "newsletter" and not piece.prose)):
                    piece.give(asking[0], "speaks-to-reader")
