"""Are two spellings one name? And what a name is as an identifier."""

import re
import unicodedata
from typing import Final

NAMELESS: Final = frozenset(
    {"al", "el", "bin", "ibn", "ben", "abu", "de", "da", "dos", "van", "von", "ould", "u", "daw", "sir", "dr", "the"}
)
SAME: Final = 2
"""One name's words are the other's but for a letter in five."""
ALIKE: Final = 1
"""First and last word are, or all words of the shorter are in the longer: as true of a son and his father."""

_LETTERS: Final = str.maketrans(
    {
        "ł": "l",
        "Ł": "L",
        "ø": "o",
        "Ø": "O",
        "đ": "d",
        "Đ": "D",
        "ı": "i",
        "ß": "ss",
        "æ": "ae",
        "ə": "a",
        "Ə": "A",
        "ð": "d",
        "þ": "th",
    }
)
"""Letters that do not come apart into a plain one and an accent."""


def _ascii(name: str) -> str:
    return (
        unicodedata.normalize("NFKD", name.translate(_LETTERS))
        .encode("ascii", "ignore")
        .decode()
        .lower()
        .replace("'", "")
    )


def plain(name: str) -> tuple[str, ...]:
    """Return the words of a name in lower case, without accents, hyphens and particles."""
    return tuple(word for word in re.findall(r"[a-z]+", _ascii(name)) if word not in NAMELESS)


def slug_of(name: str) -> str:
    """Return a name as an identifier: lower case, words joined by hyphens."""
    return "-".join(re.findall(r"[a-z]+", _ascii(name))) or "unnamed"


def _near(one: str, other: str) -> bool:
    """Say whether two words differ in at most one letter of five."""
    if one == other:
        return True
    most = max(len(one), len(other)) // 5
    if abs(len(one) - len(other)) > most:
        return False
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        before, row[0] = row[0], i
        for j, b in enumerate(other, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + (a != b))
    return row[-1] <= most


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> int:
    """Say how alike the spellings of two persons are.

    Returns:
        ``SAME``, ``ALIKE``, or 0 where they are not.

    """
    best = 0
    for a in one:
        for b in other:
            first, second = sorted((plain(a), plain(b)), key=len)
            if not first:
                continue
            joined = "".join(sorted(first)), "".join(sorted(second))
            if _near(*joined) or "".join(first) == "".join(second):
                return SAME
            if (
                (len(first) > 1 and _near(first[0], second[0]) and _near(first[-1], second[-1]))
                or all(
                    any(_near(word, its) or (len(word) == 1 and its.startswith(word)) for its in second)
                    for word in first
                )
                or (len(first) > 1 and first[-1] == second[-1] and first[0][:3] == second[0][:3])
            ):
                best = ALIKE
    return best
