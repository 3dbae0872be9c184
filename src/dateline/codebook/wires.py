"""Finds the news agency in a credit, so that an agency is never taken for a person or an outlet."""

import re
from functools import cache
from typing import NamedTuple

from dateline.codebook.load import table

_WORDS = re.compile(r"\w+")


class Credited(NamedTuple):
    """An agency found in the words of a credit, and what is left of them."""

    name: str
    """The agency's name; empty where none was found."""
    rest: str
    """The words without the agency's."""


@cache
def _alone() -> dict[str, str]:
    """Return the name by every spelling that counts only as a whole credit."""
    return {row["spelling"]: row["name"] for row in table("wires") if row["alone"]}


@cache
def _anywhere() -> tuple[re.Pattern[str], dict[str, str]]:
    """Return a pattern for the spellings that count within a credit, longest first, and the names by them."""
    names = {row["spelling"].casefold(): row["name"] for row in table("wires") if not row["alone"]}
    spellings = sorted(names, key=lambda spelling: (-len(spelling), spelling))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, spellings))})(?!\w)", re.IGNORECASE), names


def wire_in(credit: str) -> Credited:
    """Return the agency that one credit names ("Reuters Staff", "AFP") and the words that remain.

    Args:
        credit: one part of a byline, already split at commas and the like.

    """
    words = credit.strip()
    bare = words.strip("()[]- \u2013\u2014/")
    if bare in _alone():
        return Credited(_alone()[bare], "")
    pattern, names = _anywhere()
    match = pattern.search(words)
    if match is None:
        return Credited("", words)
    name = names.get(match[0].casefold(), "")
    return Credited(name, f"{words[: match.start()]} {words[match.end() :]}".strip()) if name else Credited("", words)


def is_wire(name: str) -> bool:
    """Say whether a name is that of a news agency and of nothing else."""
    found = wire_in(name)
    return bool(found.name) and not _WORDS.search(found.rest)
