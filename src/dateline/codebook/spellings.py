"""One spelling of words that differ in case, accents, dots, hyphens and quotation marks alone."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "&": "and"})
_CUT: Final = re.compile(r"(?<=\w)['’`´](?=[sS]\b)|[\s/\-‐‑–—,()]+")
_ACRONYM: Final = re.compile(r"(?:[A-Z]\.?){2,7}\d{0,3}|[A-Z]\.?\d{1,3}|[A-Z]{1,5}&[A-Z]{1,3}")
_LEAD: Final = "the"


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Return one word without case, accents, dots and quotation marks: ``U.S.`` is ``us``, ``Élysée`` is ``elysee``.

    What holds no letter or digit is empty, save ``&``, which is ``and``.
    """
    if word.isascii():
        if word.isalpha():
            return word.lower()
        if word == "&":
            return "and"
        return "".join(filter(str.isalnum, word)).lower()
    plain = unicodedata.normalize("NFD", word.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if letter.isalnum())


@lru_cache(maxsize=16_384)
def parts(words: str) -> tuple[str, ...]:
    """Return the folded words of a name, cut at white space, hyphens, slashes and before a possessive ``'s``.

    A leading article is left out: ``the People's Republic of China`` is ``people s republic of china``.
    """
    found = tuple(part for piece in _CUT.split(words) if (part := fold(piece)))
    return found[1:] if len(found) > 1 and found[0] == _LEAD else found


def is_acronym(words: str) -> bool:
    """Say whether words are capitals throughout, as ``WHO``, ``U.S.`` or ``M23``: such names count in capitals only."""
    return _ACRONYM.fullmatch(words) is not None


def fits_case(spelling: str, words: str) -> bool:
    """Say whether words are in the letter case in which a spelling counts: an acronym only in capitals."""
    return not is_acronym(spelling) or words.replace("’", "'").removesuffix("'s").isupper()


def near(one: str, other: str) -> int:
    """Return how many letters two folded words differ by, 3 for three and more; two letters swapped count once."""
    if one == other:
        return 0
    if abs(len(one) - len(other)) > 2:  # noqa: PLR2004 - three and more are the same
        return 3
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        older, before, row = before, row, [at]
        for to, second in enumerate(other, start=1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != second))
            if older and to > 1 and letter == other[to - 2] and one[at - 2] == second:
                cost = min(cost, older[to - 2] + 1)
            row.append(cost)
    return min(row[-1], 3)
