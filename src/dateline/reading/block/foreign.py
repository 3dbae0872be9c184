"""Lines in another language than the article's: a site's own prompts around an English text."""

from typing import TYPE_CHECKING, Final

from dateline.codebook import furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.block.pieces import Piece

_FEW: Final = 3
"""More different function words of English than these make a line English."""
_LONGEST: Final = 60
"""Longest line, in words, that can be a prompt."""
_PHRASE: Final = 3
"""Fewest uncapitalised words of which a third must be foreign function words, where no letter shows it."""
_PROMPT: Final = 16
"""Longest line, in words, that one word of a prompt makes one."""
_LATIN_END: Final = "\u0250"
"""First letter after those of the Latin script."""


def foreign(pieces: "Sequence[Piece]") -> None:
    """Give a role to lines in another language, if the article's own prose is English.

    Quotations, verse and names are left alone: a line counts only without a single function word of English and with
    words, letters or a script that are not English.
    """
    whole = [piece for piece in pieces if piece.prose]
    prose = [piece for piece in whole if piece.english > _FEW or piece.english * 6 >= len(piece.words)]
    if not prose or len(prose) * 2 < len(whole):
        return
    first, last = prose[0].start, prose[-1].start
    said: frozenset[str] = frozenset()
    for piece in pieces:
        if (piece.role and piece.strength == "sure") or piece.english > _FEW or not piece.words:
            continue
        if "(@" not in piece.line and len(piece.words) <= _LONGEST and piece.line[0] not in "“\"„«‘'[(":
            strength = _strength(piece)
            if strength != "sure" and not piece.line.isascii() and not piece.stop:
                said = said or frozenset(word for one in prose for word in one.words)
                strength = "sure" if _accented(piece, said) else strength
            if strength == "sure" or (strength and not piece.role):
                piece.give(_role(piece, first, last), "other-language", strength)


def _strength(piece: "Piece") -> str:
    """Return how clearly the line is in another language: ``sure``, ``near`` or empty."""
    if not piece.line.isascii():
        letters = [letter for letter in piece.line if letter.isalpha()]
        if len([letter for letter in letters if letter >= _LATIN_END]) * 2 > len(letters):
            return "sure"
    if any(word in furniture.words("plain") for word in piece.words):
        return ""
    if len(piece.words) <= _PROMPT and not furniture.words("prompt").isdisjoint(piece.words):
        return "sure"
    small = _tokens_in_lower_case(piece.line)
    accented = sum(not word.isascii() for word in small)
    function = sum(word in furniture.words("foreign") for word in small)
    if accented + function <= piece.english:
        return ""
    if (function and (accented or (len(small) >= _PHRASE and function * 3 >= len(small)))) or accented * 4 > len(
        piece.words
    ):
        return "sure"
    return "near" if accented or function * 5 >= len(small) else ""


def _accented(piece: "Piece", said: frozenset[str]) -> bool:
    """Say whether over a quarter of a short line's words have letters not English, and the article none of them."""
    if len(piece.words) > _PROMPT or not (furniture.words("plain") | furniture.words("verb")).isdisjoint(piece.words):
        return False
    small = [word for word in _tokens_in_lower_case(piece.line) if not word.isascii()]
    opening = [part.split()[0] for part in piece.line.split(": ") if part.strip()]
    strange = {word for word in piece.words if not word.isascii()}
    told = bool(small) or sum(not word.isascii() for word in opening) > 1  # one capitalised word may be a name
    return told and len(strange) > piece.english and len(strange) * 4 > len(piece.words) and said.isdisjoint(strange)


def _tokens_in_lower_case(line: str) -> list[str]:
    """Return the words of a line that are not capitalised: a foreign name is no foreign sentence."""
    return [word.strip(".,:;!?()") for word in line.replace("’", "'").split() if word[0].islower()]


def _role(piece: "Piece", first: int, last: int) -> str:
    """Return the likeliest role of a prompt that nobody here can read, by its place."""
    if piece.start < first:
        return "byline" if "#" in piece.words else "promo"
    if piece.start > last:
        return "form"
    return "related" if ":" in piece.line else "promo"
