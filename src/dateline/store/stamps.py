"""Reads one date as machines and editors write it on pages; a day that is not fully written is no day."""

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Final, NamedTuple

from dateline.codebook.page_fields import month_names

_EARLIEST: Final = 1990
_LATEST: Final = 2099
"""Years that a web page can have been published in. Fixed, so that no answer depends on the clock."""

_LONGEST: Final = 200
_ISO = re.compile(
    r"(?<![0-9])([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})(?![0-9])"
    r"(?:(?:T|\s{1,3}|,\s{1,3}|\s-\s)([0-9]{1,2}):?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]{1,9})?)?"
    r"\s{0,2}(Z|UTC|GMT|[+\u2212-][0-9]{2}:?[0-9]{2}|[+-][0-9]{2}(?![0-9]))?)?",
    re.IGNORECASE,
)
_NUMERIC = re.compile(
    r"(?<![0-9./-])([0-9]{1,2})\s?([-/.|])\s?([0-9]{1,2})\s?\2\s?([0-9]{4}|[0-9]{2})(?![0-9]|[./-][0-9])"
)
_DAY_MONTH = re.compile(
    r"(?<!\w)(\d{1,2})(?:st|nd|rd|th|er|\xba|\xaa|\.|-)?\s{0,3}(?:de\s|of\s|d['\u2019])?\s{0,2}([^\W\d_]{3,14})\.?,?[\s-]{0,3}"
    r"(?:de\s|del\s)?\s{0,2}(\d{4})(?!\d)",
    re.IGNORECASE,
)
_MONTH_DAY = re.compile(
    r"(?<!\w)([^\W\d_]{3,14})\.?\s{1,3}(\d{1,2})(?:st|nd|rd|th)?\.?,?\s{1,3}(\d{4})(?!\d)", re.IGNORECASE
)
_YEAR_MONTH = re.compile(r"(?<!\d)(\d{4})[.,]?\s{1,3}([^\W\d_]{3,14})\.?\s{1,3}(\d{1,2})(?!\d)", re.IGNORECASE)
_IDEOGRAPHS = re.compile(r"(\d{4})\s?[\u5e74\ub144]\s?(\d{1,2})\s?[\u6708\uc6d4]\s?(\d{1,2})\s?[\u65e5\uc77c]")
_CLOCK = re.compile(
    r"^,?\s{0,3}(\d{1,2}):(\d{2})(?::(\d{2}))?\s{0,2}(?:(Z|UTC|GMT)?([+-]\d{2}:?\d{2})?)(?!\d)", re.IGNORECASE
)
_EPOCH = re.compile(r"1[0-9]{9}(?:[0-9]{3})?")


class Stamp(NamedTuple):
    """A day with the words that gave it."""

    day: date
    instant: datetime | None
    """The point in time, with its zone where the words give one; None where they give no clock."""
    words: str


def day_first_in(language: str) -> bool | None:
    """Say whether 3/4/2023 is the third of April to readers of a language tag; None where that cannot be told.

    English without a region, or no language at all, does not tell. The United States and the Philippines write the
    month first.
    """
    parts = language.lower().split("-")
    region = parts[-1] if len(parts) > 1 else ""
    if region in {"us", "ph"}:
        return False
    if parts[0] in {"", "en"} and not region:
        return None
    return True


def stamp_in(words: str, *, day_first: bool | None) -> Stamp | None:
    """Return the first full date in a short string, or None.

    Args:
        words: what a field, an attribute or a line of a page holds.
        day_first: how to read two numbers that both could be a month; None where not known: then they are no date.

    """
    text = words[:_LONGEST]
    if _EPOCH.fullmatch(text.strip()):
        instant = datetime.fromtimestamp(int(text.strip()[:10]), UTC)
        return Stamp(instant.date(), instant, text.strip())
    for match in _ISO.finditer(text):
        stamp = _from_iso(match)
        if stamp:
            return stamp
    return _from_names(text) or _from_numbers(text, day_first=day_first)


def _from_iso(match: re.Match[str]) -> Stamp | None:
    """Return the date of year, month and day in this order, with its clock and zone where they stand."""
    if not match[2] and len(match[3]) + len(match[4]) != 4:  # noqa: PLR2004 - 20230618 has eight digits, no fewer
        return None
    day = _day(int(match[1]), int(match[3]), int(match[4]))
    if day is None:
        return None
    instant = _instant(day, (match[5], match[6], match[7]), match[8] or "") if match[5] else None
    return Stamp(day, instant, match[0].strip())


def _from_names(text: str) -> Stamp | None:
    """Return the first date whose month is a word, or a sign of its own as in East Asia."""
    readings: list[tuple[int, Stamp]] = []
    for pattern, order in (
        (_DAY_MONTH, (3, 2, 1)),
        (_MONTH_DAY, (3, 1, 2)),
        (_YEAR_MONTH, (1, 2, 3)),
        (_IDEOGRAPHS, (1, 2, 3)),
    ):
        for match in pattern.finditer(text):
            year, month, number = (match[group] for group in order)
            named = int(month) if month.isdecimal() else month_names().get(month.lower(), 0)
            day = _day(int(year), named, int(number))
            if day:
                clock = _CLOCK.match(text[match.end() : match.end() + 40])
                zone = f"{clock[4] or ''}{clock[5] or ''}" if clock else ""
                instant = _instant(day, (clock[1], clock[2], clock[3]), zone) if clock else None
                readings.append((match.start(), Stamp(day, instant, match[0].strip() + (clock[0] if clock else ""))))
                break
    return min(readings, key=lambda reading: reading[0])[1] if readings else None


def _from_numbers(text: str, *, day_first: bool | None) -> Stamp | None:
    """Return the first date of three numbers with the year last."""
    for match in _NUMERIC.finditer(text):
        one, two, year = int(match[1]), int(match[3]), int(match[4])
        year += 0 if len(match[4]) > 2 else (1900 if year >= 90 else 2000)  # noqa: PLR2004 - no page is of 1989
        stop = match[2] == "."
        if one == two or two > 12 or one > 12 or stop or day_first is not None:  # noqa: PLR2004 - twelve months
            first = stop or (day_first is not False)
            number, month = (one, two) if (first or one > 12) and two <= 12 else (two, one)  # noqa: PLR2004
            day = _day(year, month, number)
            if day:
                return Stamp(day, None, match[0])
    return None


def _day(year: int, month: int, number: int) -> date | None:
    """Return the day if there is such a one, in a year that a page can be of."""
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _instant(day: date, clock: tuple[str, str, str | None], zone: str) -> datetime | None:
    """Return the point in time, without a zone where none is given, or None where the clock cannot be."""
    try:
        hour, minute, second = int(clock[0]), int(clock[1]), int(clock[2] or 0)
        return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=_zone(zone))
    except ValueError:
        return None


def _zone(zone: str) -> timezone | None:
    """Return the zone that ``Z``, ``GMT`` or ``+05:30`` names; None for no words.

    Raises:
        ValueError: there is no such offset.

    """
    digits = zone.upper().removeprefix("UTC").removeprefix("GMT").replace(":", "").replace("\u2212", "-")
    if not zone:
        return None
    if digits in {"", "Z"}:
        return UTC
    minutes = int(digits[1:3]) * 60 + int(digits[3:5] or 0)
    return timezone(timedelta(minutes=-minutes if digits[0] == "-" else minutes))
