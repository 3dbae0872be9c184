"""Which line before the prose is the headline: the one that the source names, or that shares words with the article."""

import re
from typing import TYPE_CHECKING, Final

from dateline.codebook import furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.block.pieces import Piece
    from dateline.record.reading import Source

_BRIEF: Final = 10
"""Longest slogan, in words."""
_LABEL: Final = 3
"""Longest label, in words."""
_STEM: Final = 5
"""Letters by which two words are taken for forms of one."""
_SHARED: Final = 2
"""As many stems in common with the prose make a line the headline, if the one above it has none."""
_SLOGAN: Final = re.compile(r"\s[|–—-]\s")


def headline(pieces: "Sequence[Piece]", head: "Sequence[Piece]", source: "Source") -> "Piece | None":
    """Return the headline, if there is one.

    It is the line that the source names, else the first that is long enough; but one that has no word in common with
    the prose (a slogan, an offer) gives way to one below it that has several.

    Args:
        pieces: all pieces of the text in order.
        head: those without a role before the prose.
        source: what is known of the article; its title.

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
            return _of_article(pieces, long[long.index(piece) :])
    if not head or not head[0].words or head[0].line.endswith(":"):
        return None
    follows = pieces[next(index for index, piece in enumerate(pieces) if piece is head[0]) + 1]
    return head[0] if follows.prose and not follows.role else None


def _of_article(pieces: "Sequence[Piece]", long: "Sequence[Piece]") -> "Piece":
    """Return the first line, or, if it has no word of the article's prose, the first below it that has several."""
    if len(long) > 1:
        prose = {stem for piece in pieces if piece.prose and not piece.role for stem in _stems(piece)}
        if prose.isdisjoint(_stems(long[0])):
            for piece in long[1:]:
                if len(prose & _stems(piece)) >= _SHARED:
                    return piece
    return long[0]


def _stems(piece: "Piece") -> set[str]:
    """Return the first letters of a piece's longer words, without those of any text."""
    plain = furniture.words("english") | furniture.words("plain")
    return {word[:_STEM] for word in piece.words if len(word) > _LABEL and word not in plain}
