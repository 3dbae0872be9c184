"""Loads the words that tell a full stop inside a sentence from one that ends it."""

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from dateline.codebook.load import table

if TYPE_CHECKING:
    from collections.abc import Mapping

ABBREVIATIONS: Final = ("title", "inner", "number", "either", "hour", "unit")
"""Kinds whose forms are abbreviations; the head of the table says what each does."""


@cache
def words(kind: str) -> frozenset[str]:
    """Return the forms of a kind, without the stop, in the letter case in which they count.

    Args:
        kind: one that ``abbreviations.csv`` names, such as ``title`` or ``open``; another has no forms.

    """
    return frozenset(form for row in table("abbreviations") if row["kind"] == kind for form in row["forms"].split())


@cache
def abbreviations() -> "Mapping[str, str]":
    """Return the kind of each abbreviation by its form without the stop: ``{"Gen": "title", "a.m": "hour"}``.

    Titles also count in capitals throughout ("GEN."), as headlines write them. Where two kinds hold one form, the
    kind that ``ABBREVIATIONS`` names first has it.
    """
    kinds: dict[str, str] = {}
    for kind in ABBREVIATIONS:
        kinds |= {form: kind for form in words(kind) if form not in kinds}
    return MappingProxyType({form.upper(): "title" for form in words("title")} | kinds)
