"""Loads the word lists by which actors are read: what stands before titles, after capitals, between sides."""

from functools import cache
from typing import TYPE_CHECKING

from dateline.codebook.load import table

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def _lists() -> "Mapping[str, frozenset[str]]":
    return {row["kind"]: frozenset(row["forms"].split()) for row in table("actor_words")}


def listed(kind: str) -> frozenset[str]:
    """Return the words of a kind that ``actor_words.csv`` names.

    Raises:
        KeyError: no such kind: a defect of the package.

    """
    return _lists()[kind]
