"""What a line is by where it stands: before the prose, after it, or among furniture."""

import re
from typing import TYPE_CHECKING, Final

from dateline.codebook import furniture
from dateline.reading.block.authors import biographies, bylines
from dateline.reading.block.beside import BLURBED, beside, furniture_at
from dateline.reading.block.page import offers, page_lines
from dateline.reading.block.tail import follow, linked, portraits, spreads, tail
from dateline.reading.block.title import headline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.block.pieces import Piece
    from dateline.record.reading import Source

_BRIEF: Final = 10
"""Longest line, in words, that takes its neighbours' role."""
_RUN: Final = 6
"""Most short lines in a row that the furniture around them claims."""
_STANDFIRST: Final = 45
"""Longest standfirst, in words."""
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
_LABEL: Final = 3
"""Longest label, in words."""
_LIST: Final = re.compile(r"\s*(?:[•*·–—-]\s|\(?[\dA-Za-z]{1,3}[.)]\s|[“\"„'‘«(\[])")


def place(pieces: "list[Piece]", source: "Source") -> None:
    """Give a role to what form and words left open, by its neighbours and its place in the text.

    Args:
        pieces: all pieces of the text in order; their roles are set.
        source: what is known of the article; its title helps to find the headline.

    """
    portraits(pieces)
    first, last = _prose(pieces)
    page_lines(pieces, first, last)
    first, last = _prose(pieces)
    if 0 < first < last and pieces[first + 1].role == "byline":
        first = next(index for index in range(first + 1, last + 1) if _tells(pieces[index]))
    beside(pieces, first)
    _settle(pieces, first, last)
    if last < 0:
        biographies(pieces, source)
        return
    _head(pieces, first, source)
    biographies(pieces, source)
    tail(pieces, last)
    _among(pieces)
    portraits(pieces)
    _outlets(pieces, first, last, source)


def _prose(pieces: "Sequence[Piece]") -> tuple[int, int]:
    """Return the indices of the first and last paragraph of prose: one past the end and -1 where there is none."""
    prose = [index for index, piece in enumerate(pieces) if _tells(piece)]
    return (prose[0], prose[-1]) if prose else (len(pieces), -1)


def _tells(piece: "Piece") -> bool:
    """Say whether a piece looks like prose, and nothing certain says that it is furniture."""
    return piece.prose and piece.strength in {"", "near"}


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
    if not furniture_at(pieces, at):
        return False
    return spreads(pieces[at]) or (piece.role == "byline" and pieces[at].role == "byline")


def _head(pieces: "list[Piece]", first: int, source: "Source") -> None:
    """Find headline, standfirst, by-line and labels before the first paragraph of prose."""
    head = [piece for piece in pieces[:first] if not piece.role]
    title = headline(pieces, head, source)
    bylines(pieces, first, title, source)
    for piece in head:
        if piece.role:
            continue
        if piece is title:
            piece.give("title", "headline")
        elif title is None or piece.start < title.start:
            above = _brief(piece) or (title is not None and not piece.stop and len(piece.words) <= _BRIEF * 2)
            if above and (title is not None or _beside_furniture(pieces, piece)):
                piece.give("promo", "over-headline")
        elif not piece.stop and offers(piece):
            piece.give("promo", "under-headline")
        elif len(piece.words) >= _HEADLINE and not _LIST.match(piece.line):
            piece.give("lede", "standfirst")
    if title is not None:
        _lede(pieces, first)


def _beside_furniture(pieces: "Sequence[Piece]", piece: "Piece") -> bool:
    """Say whether a piece of the head has furniture for its neighbour."""
    at = next(index for index, other in enumerate(pieces) if other is piece)
    return furniture_at(pieces, at - 1) or furniture_at(pieces, at + 1)


def _lede(pieces: "list[Piece]", first: int) -> None:
    """Find a standfirst that ends with a stop: prose between headline and by-line or share buttons."""
    for index in range(1, min(first + 1, len(pieces) - 1)):
        piece = pieces[index]
        apart = pieces[index - 1].role == "title" and pieces[index + 1].role in {"byline", "social"}
        if piece.prose and not piece.role and apart and len(piece.words) <= _STANDFIRST:
            piece.give("lede", "standfirst")


def _among(pieces: "list[Piece]") -> None:
    """Give short lines between two pieces of furniture, and headlines under a heading for them, their role."""
    index = 1
    while index < len(pieces):
        if not pieces[index].role and furniture_at(pieces, index - 1):
            end = index
            while end < len(pieces) and end - index < _RUN and _brief(pieces[end]):
                end += 1
            run = pieces[index:end]
            asked = pieces[index - 1].role in BLURBED
            shut = furniture_at(pieces, end) and spreads(pieces[end]) and spreads(pieces[index - 1])
            if run and (len(run) == 1 or asked) and shut:
                for piece in run:
                    follow(piece, pieces[index - 1])
            elif linked(pieces, index) and not pieces[index].prose:
                follow(pieces[index], pieces[index - 1])
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
