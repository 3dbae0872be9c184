"""Calendar arithmetic on TIMEX3 values: which days a value can mean, and in which years it would fit."""

import calendar
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

OPEN_YEAR: Final = "XXXX"
"""The year of a value whose words name none."""

_VALUE: Final = re.compile(r"([0-9X]{2,4})(?:-([0-9X]{2}))?(?:-([0-9X]{2}))?(?:T[0-9:.+\-Z]*)?")
_MONTHS: Final = 12
_DECADE_DIGITS: Final = 3
_YEAR_DIGITS: Final = 4


def exists(year: int | None, month: int, day: int) -> bool:
    """Say whether the calendar has that day; with no year, whether any year has it (29 February does)."""
    if not 1 <= month <= _MONTHS or day < 1:
        return False
    return day <= calendar.monthrange(2000 if year is None else year, month)[1]


@lru_cache(maxsize=1 << 14)
def interval(value: str) -> tuple[date, date] | None:
    """Return the first and last day (inclusive) that a TIMEX3 value of the calendar can mean.

    Args:
        value: a century ``19``, decade ``199``, year, month or day, a day with a time, each with ``XX`` for an
            open month or day; or two of these with a slash, in either of which no year may be open.

    Returns:
        None where the year is open, the value is of another kind, or the days do not exist.

    """
    first, _, last = value.partition("/")
    start = _one(first)
    end = _one(last) if last else start
    if start is None or end is None or start[0] > end[1]:
        return None
    return start[0], end[1]


def _one(value: str) -> tuple[date, date] | None:
    found = _VALUE.fullmatch(value)
    if not found or "X" in found[1]:
        return None
    step = 10 ** (_YEAR_DIGITS - len(found[1]))
    first_year = int(found[1]) * step
    if first_year < 1:
        return None
    if step > 1 or found[2] in (None, "XX"):
        return date(first_year, 1, 1), date(first_year + step - 1, _MONTHS, 31)
    month = int(found[2]) if found[2].isdigit() else 0
    day = int(found[3]) if found[3] and found[3].isdigit() else 1
    if not exists(first_year, month, day):
        return None
    if found[3] in (None, "XX"):
        return date(first_year, month, 1), date(first_year, month, calendar.monthrange(first_year, month)[1])
    return date(first_year, month, day), date(first_year, month, day)


def open_year(value: str) -> bool:
    """Say whether the words of the value leave its year open."""
    return "X" in value[:_YEAR_DIGITS] and len(value) > _DECADE_DIGITS


@lru_cache(maxsize=1 << 14)
def in_year(value: str, year: int) -> str | None:
    """Return an open value with its year filled in; the end of a range is the first such day after its start.

    Args:
        value: a value, or a range of two, whose year is open (``XXXX-12-30/XXXX-01-02``, ``XX07-07-08``).
        year: year of the (first) value; it must fit the digits that the words give.

    Returns:
        None where the year does not fit, or has no such day.

    """
    first, _, last = value.partition("/")
    if any(written not in ("X", digit) for written, digit in zip(first[:_YEAR_DIGITS], f"{year:04d}", strict=False)):
        return None
    start = f"{year:04d}{first[_YEAR_DIGITS:]}"
    if not last:
        return start if interval(start) else None
    ends = (f"{year + later:04d}{last[_YEAR_DIGITS:]}" for later in (0, 1))
    return next((f"{start}/{end}" for end in ends if interval(f"{start}/{end}")), None)


def fitting(value: str, around: int, reach: int) -> Iterator[str]:
    """Yield an open value filled with every year that fits, from ``around - reach`` to ``around + reach``."""
    for year in range(max(1, around - reach), min(9998, around + reach) + 1):
        if filled := in_year(value, year):
            yield filled


def distance(value: str, day: date) -> int:
    """Return how many days lie between the day and the value's interval; 0 inside. The value must have one.

    Raises:
        ValueError: the value has no interval.

    """
    bounds = interval(value)
    if bounds is None:
        message = f"no interval: {value}"
        raise ValueError(message)
    return max(0, (bounds[0] - day).days, (day - bounds[1]).days)


def weekday_of(value: str) -> int:
    """Return the ISO number (Monday is 1) of a value's first day. The value must have an interval.

    Raises:
        ValueError: the value has no interval.

    """
    bounds = interval(value)
    if bounds is None:
        message = f"no interval: {value}"
        raise ValueError(message)
    return bounds[0].isoweekday()
