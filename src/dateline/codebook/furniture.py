"""What furniture looks like: phrases, patterns and word lists, compiled so that prose costs little."""

import re
from collections import defaultdict
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from dateline.codebook.load import table

if TYPE_CHECKING:
    from collections.abc import Mapping

_SPACED: Final = tuple("“”„«»‹›…–—―•·¿¡。、，：！？（）「」『』【】؟،\u00a0")
_PLAIN: Final = (("’", "'"), ("©", " © "), ("\x85", "\n"), ("\u2028", "\n"), ("\u2029", "\n"))
_BYTES: Final = bytes(
    10
    if byte in b"\n\r\v\f\x1c\x1d\x1e"
    else 48
    if 48 <= byte <= 57  # noqa: PLR2004 - every digit is 0
    else byte
    if byte >= 128 or chr(byte).isalnum() or byte == 39  # noqa: PLR2004 - beyond ASCII, letters, the apostrophe
    else 32
    for byte in range(256)
)
"""What each byte of UTF-8 becomes: one pass in C instead of a regular expression over every word."""


class Sign(NamedTuple):
    """What the codebook says of a line that fits one of its entries."""

    role: str
    reason: str
    strength: str
    """``sure`` (wherever it stands), ``near`` (beside furniture or at an edge) or ``tail`` (after the prose)."""


class Pattern(NamedTuple):
    """A pattern with what else must hold of the line."""

    order: int
    """Its place in the table: of several that fit, the first holds."""
    sign: Sign
    expression: re.Pattern[str]
    """Matched at the start of the line."""
    most: int
    """Longest line that it may claim, in words."""
    form: str
    """``any``, ``line`` (no full stop at its end),
    ``no`` (no line where a sentence ends), ``names`` (names and words of names, no end of a sentence)
    or ``credit`` (names and words of credit)."""


def lines_of_tokens(text: str) -> list[list[str]]:
    """Return the words of each line of a text in lower case; numbers are ``#``, punctuation is left out.

    Lines end at each of the characters at which ``str.splitlines`` ends them, but every single one of them ends a line
    (carriage return and line feed leave an empty line between), so that they can be counted off against the text.
    """
    plain = text.casefold()
    if not plain.isascii():
        for mark in _SPACED:
            plain = plain.replace(mark, " ")
        for mark, other in _PLAIN:
            plain = plain.replace(mark, other)
    plain = plain.encode("utf-8", "surrogatepass").translate(_BYTES).decode("utf-8", "surrogatepass")
    return [
        ["#" if word[0] == "0" else word for word in line.split()] if "0" in line else line.split()
        for line in plain.split("\n")
    ]


def tokens(line: str) -> list[str]:
    """Return the words of one line, as ``lines_of_tokens`` does."""
    return [word for words_of_line in lines_of_tokens(line) for word in words_of_line]


@cache
def phrases() -> "Mapping[str, Sign]":
    """Return every whole-line phrase, as the ``tokens`` of it joined by blanks, with its sign."""
    found: dict[str, Sign] = {}
    for row in table("furniture_phrases"):
        for phrase in row["phrases"].split(";"):
            words = tokens(phrase.replace("#", "0"))
            alone = row["strength"] == "alone" or (row["strength"] == "sure" and (len(words) > 1 or not _latin(phrase)))
            sign = Sign(row["role"], row["reason"], "sure" if alone else "near")
            found.setdefault(" ".join(words), sign)
    return MappingProxyType(found)


def _latin(phrase: str) -> bool:
    """Say whether a phrase is written in the letters of English: then one word of it may as well be a subhead."""
    return phrase.isascii()


@cache
def patterns(where: str) -> "Mapping[str, tuple[Pattern, ...]]":
    """Return the patterns by the word that calls for them, in the order of the table.

    Args:
        where: ``opens`` (the word is the line's first) or ``holds`` (the word stands anywhere in it).

    """
    found: defaultdict[str, list[Pattern]] = defaultdict(list)
    for order, row in enumerate(table("furniture")):
        if row["where"] == where:
            sign = Sign(row["role"], row["reason"], row["strength"])
            pattern = Pattern(order, sign, re.compile(row["pattern"]), int(row["most"]), row["stop"])
            for word in dict.fromkeys(row["words"].split()):
                found[word].append(pattern)
    return MappingProxyType({word: tuple(listed) for word, listed in found.items()})


@cache
def words(kind: str) -> frozenset[str]:
    """Return the words of one kind in all languages: ``name``, ``credit``, ``stamp``, ``clock``, ``english``...

    Raises:
        KeyError: there is no such kind: a defect of the caller.

    """
    found = frozenset(word for row in table("furniture_words") if row["kind"] == kind for word in row["words"].split())
    if not found:
        raise KeyError(kind)
    return found
