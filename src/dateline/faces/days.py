"""Days as people write them: read from a filter, and shown no more exactly than the words that gave them."""

import re
from calendar import monthrange
from datetime import date
from typing import Final

from dateline.errors import QueryError

_DAY: Final = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def interval_of(words: str) -> tuple[date, date]:
    """Return first and last day of ``2031``, ``2031-03`` or ``2031-03-05``.

    Raises:
        QueryError: it is none of these.

    """
    match = _DAY.fullmatch(words.strip())
    try:
        if match is None:
            raise ValueError  # noqa: TRY301 - the same answer as for a day that does not exist
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None  # noqa: S101 - the pattern has it
        if month is None:
            return date(year, 1, 1), date(year, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError as error:
        raise QueryError(
            "DL121", f"{words!r} is not a day, month or year.", "write it as 2031-03-05, 2031-03 or 2031."
        ) from error


def _months(earliest: date, latest: date) -> str:
    """Return an interval of whole months: a month, a year, or a range of them."""
    first, last = earliest.isoformat()[:7], latest.isoformat()[:7]
    if (earliest.month, latest.month) == (1, 12):
        first, last = first[:4], last[:4]
    return first if first == last else f"{first}..{last}"


def shown(earliest: date | None, latest: date | None) -> str:
    """Return an interval of days as briefly as it can be said: a year, a month, a day, or first..last."""
    if earliest is None or latest is None:
        return f"from {earliest}" if earliest else f"until {latest}" if latest else "unknown"
    if earliest == latest:
        return earliest.isoformat()
    if earliest.day == 1 and latest.day == monthrange(latest.year, latest.month)[1]:
        return _months(earliest, latest)
    same_month = earliest.isoformat()[:7] == latest.isoformat()[:7]
    return f"{earliest}..{latest.isoformat()[8 if same_month else 0 :]}"
