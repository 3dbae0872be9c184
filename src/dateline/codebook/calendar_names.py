"""Names of the calendar: months, days of the week, time zones, and the words that make a number a date or not."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from dateline.codebook.load import table


class WrittenForm(NamedTuple):
    """One row of ``calendar_forms.csv``: a way to write a calendar date."""

    rule: str
    opens: str
    """``month``, ``day`` or ``year``."""
    guard: str
    pattern: str


def _numbered(name: str, kind: str) -> Mapping[str, int]:
    return MappingProxyType(
        {row["word"].lower(): int(row["number"]) for row in table(name) if kind in ("", row["kind"])}
    )


@cache
def months(kind: str = "") -> Mapping[str, int]:
    """Return lower-cased month words and their numbers, 1 to 12; ``kind``: ``name``, ``abbreviation`` or both."""
    return _numbered("months", kind)


@cache
def weekdays(kind: str = "") -> Mapping[str, int]:
    """Return lower-cased words for days of the week and their ISO numbers, Monday 1; ``kind`` as in ``months``."""
    return _numbered("weekdays", kind)


@cache
def zones() -> tuple[str, ...]:
    """Return the time zones that clocks name, longest first."""
    return tuple(sorted((row["zone"] for row in table("zones")), key=lambda zone: (-len(zone), zone)))


@cache
def cues(use: str) -> frozenset[str]:
    """Return the lower-cased words of ``date_cues.csv`` with that use."""
    return frozenset(row["word"] for row in table("date_cues") if row["use"] == use)


@cache
def written_forms() -> tuple[WrittenForm, ...]:
    """Return the written forms of calendar dates, in the order of the table."""
    return tuple(
        WrittenForm(row["rule"], row["opens"], row["guard"], row["pattern"]) for row in table("calendar_forms")
    )
