"""Turns what a written calendar form matched into a TIMEX3 value, type and precision."""

import re
from collections.abc import Callable
from typing import Final, NamedTuple

from dateline.codebook.calendar_names import months
from dateline.record.days import OPEN_YEAR, exists


class Meaning(NamedTuple):
    """What a matched form says."""

    type: str
    value: str
    precision: str


_HALF_DAY: Final = 12
_NUMBERS_ALONE: Final = re.compile(r"(?<![0-9./-])([0-3]?[0-9])([/-])([0-3]?[0-9])\2(?:[12][0-9])?[0-9]{2}(?![0-9/-])")


def day_comes_first(text: str) -> bool | None:
    """Return whether the dates in numbers alone of a text ("18/06/2023") put the day first.

    Returns:
        None where no date of the text settles it, or two say different things.

    """
    found = {
        int(match[1]) > _HALF_DAY
        for match in _NUMBERS_ALONE.finditer(text)
        if (int(match[1]) > _HALF_DAY) != (int(match[3]) > _HALF_DAY)
    }
    return next(iter(found)) if len(found) == 1 else None


def day_number(words: str) -> int:
    """Return the number in the words of a day: 18 for ``18th``."""
    return int(words.rstrip("stndrhSTNDRH"))


def month_number(words: str) -> int:
    """Return the number of a month as written: 6 for ``Jun.``."""
    return months()[words.rstrip(".").lower()]


def calendar_value(year: str | None, month: int | None, day: int | None) -> str | None:
    """Return a TIMEX3 value with ``XXXX`` for a missing year; None where the calendar has no such day."""
    if month is None:
        return year
    if day is None:
        return f"{year or OPEN_YEAR}-{month:02d}"
    if not exists(int(year) if year and year.isdigit() else None, month, day):
        return None
    return f"{year or OPEN_YEAR}-{month:02d}-{day:02d}"


def _written(found: dict[str, str | None], before: str) -> tuple[str | None, int | None, int | None]:
    year, day = found.get(f"{before}year"), found.get(f"{before}day")
    month, number = found.get(f"{before}month"), found.get(f"{before}month_number")
    return (
        year,
        month_number(month) if month else int(number) if number else None,
        day_number(day) if day else None,
    )


def _ends(found: dict[str, str | None]) -> str | None:
    """Return the value of a range: what one end leaves out, the other gives."""
    year, month, day = _written(found, "")
    until_year, until_month, until_day = _written(found, "until_")
    start = (month or until_month or 0, day or 0)
    end = (until_month or month or 0, until_day or 0)
    turns = start > end
    if turns and not (month and until_month):
        return None
    if until_year and not year:
        year = str(int(until_year) - 1) if turns else until_year
    elif year and not until_year:
        until_year = str(int(year) + 1) if turns else year
    if (
        (year or "") > (until_year or "")
        or (year == until_year and year and turns)
        or (start == end and year == until_year)
    ):
        return None
    first = calendar_value(year, start[0] or None, start[1] or None)
    last = calendar_value(until_year, end[0] or None, end[1] or None)
    return f"{first}/{last}" if first and last else None


def _with_clock(value: str, found: dict[str, str | None]) -> Meaning:
    hour = int(found["hour"] or 0)
    half = (found.get("half") or "").lower()
    if half and hour <= 12:  # noqa: PLR2004 - the hours of a half day
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    minute, second = found.get("minute"), found.get("second")
    clock = ":".join([f"{hour:02d}", *(part for part in (minute, second) if part)])
    # Only an offset is part of ISO 8601: what "ET" means hangs from the season, and stays in the words.
    zone = (found.get("zone") or "").strip()
    offset = "" if zone.isalpha() and zone != "Z" else zone
    return Meaning("TIME", f"{value}T{clock}{offset}", "second" if second else "minute" if minute else "hour")


def _in_numbers(match: re.Match[str], found: dict[str, str | None], order: Callable[[], bool | None]) -> Meaning | None:
    """Return what a date in numbers alone says; where day and month may be either, only the year is sure."""
    year = found["year"] or f"XX{found['short_year']}"
    first, second = int(match["first"]), int(match["second_number"])
    orders = {True: (second, first), False: (first, second)}
    if match["mark"] == ".":
        del orders[False]
    known = int(year) if year.isdigit() else None
    possible = {day_first: order for day_first, order in orders.items() if exists(known, *order)}
    if len(set(possible.values())) > 1:
        day_first = order()
        if day_first is None:
            return Meaning("DATE", f"{year}-XX-XX", "year")
        possible = {day_first: possible[day_first]}
    if not possible:
        return None
    month, day = next(iter(possible.values()))
    value = f"{year}-{month:02d}-{day:02d}"
    return _with_clock(value, found) if found.get("hour") else Meaning("DATE", value, "day")


def meaning(match: re.Match[str], order: Callable[[], bool | None]) -> Meaning | None:
    """Return what a matched form of one date or range says; None where the calendar has no such date.

    Lists of days or months are not read here.

    Args:
        match: of a pattern of ``calendar_forms``.
        order: says, as ``day_comes_first`` does, how the text orders day and month; asked only where it matters.

    """
    found = match.groupdict()
    if found.get("second_number"):
        return _in_numbers(match, found, order)
    if found.get("decade"):
        decade = str(found["decade"])
        # "The 1800s" is a century in most mouths and a decade in some: the wider one holds both.
        whole = decade.endswith("0") and decade != "200"
        return Meaning("DATE", decade[:2] if whole else decade, "century" if whole else "decade")
    if short := found.get("short_until_year"):
        found["until_year"] = f"{str(found['year'])[:2]}{short}"
    ranged = any(found.get(f"until_{part}") for part in ("year", "month", "day"))
    year, month, day = _written(found, "")
    value = _ends(found) if ranged else calendar_value(year, month, day)
    if value is None:
        return None
    if found.get("hour"):
        return _with_clock(value, found)
    finest = day or found.get("until_day")
    return Meaning("DATE", value, "day" if finest else "month" if month or found.get("until_month") else "year")
