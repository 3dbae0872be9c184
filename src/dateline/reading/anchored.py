"""Says what each time expression means once it hangs from the publication date or from an expression beside it."""

import re
from datetime import date
from typing import Final

from dateline.codebook.calendar_names import weekdays
from dateline.reading.component import Component
from dateline.record.days import distance, fitting, interval, open_year, weekday_of
from dateline.record.reading import Anchored, Published, Reading, TimeWords

_BESIDE: Final = re.compile(
    r"[\s,;]{0,3}(?:(?:and|or|to|until|till|through|then|later|again|on|from|[-\u2010-\u2015]|the)[\s,]{1,3}){1,4}"
)
"""What may stand between two dates that share a year: "between 28 May 2022 and June 3"."""
_FIRST_WORD: Final = re.compile(r"[A-Za-z]+")
_LONGEST_LINK: Final = 32
_NEARBY: Final = 400
_SENTENCES_BACK: Final = 3
"""Code points and sentences within which a full date before it casts doubt on a year."""
_STOP: Final = re.compile(r"[.!?][\"'\u201d\u2019)]?\s")
_CLEARLY_NEARER: Final = 92
"""Days by which the best year must beat the next. Of dates in the news that missed it, half had the other year:
"Aug. 6" in February looks back or ahead, and only the words around it tell (the grammar of time will)."""
_TIMES_LOOKED_BACK: Final = 8
_YEARS_AROUND: Final = 1
_YEARS_OF_A_WEEKDAY: Final = 3
_YEARS_OF_A_CENTURY: Final = 60


def _reach(value: str, weekday: int | None) -> int:
    """Return how many years either side of its anchor an open year is looked for."""
    if not value.startswith("XXXX"):
        return _YEARS_OF_A_CENTURY
    # A weekday tells the years apart, so it may lead further away; a leap day needs the room.
    return _YEARS_OF_A_WEEKDAY if weekday or "-02-29" in value else _YEARS_AROUND


def _nearest(value: str, weekday: int | None, day: date) -> str | None:
    """Return the value filled with the year that brings it clearly nearest to the day; None where none does."""
    filled = [
        one for one in fitting(value, day.year, _reach(value, weekday)) if weekday is None or weekday_of(one) == weekday
    ]
    filled.sort(key=lambda one: distance(one, day))
    if len(filled) > 1 and distance(filled[1], day) - distance(filled[0], day) < _CLEARLY_NEARER:
        return None
    return filled[0] if filled else None


def _weekday(text: str, words: TimeWords) -> int | None:
    """Return the day of the week that a date's own words begin with, 1 for Monday."""
    first = _FIRST_WORD.match(text, words.start, words.end)
    return weekdays().get(first[0].lower()) if first else None


def _between(value: str, weekday: int | None, earliest: date | None, latest: date | None) -> str | None:
    """Return the filled value that every day of an interval agrees on; None where its two ends do not.

    The nearest year can only grow with the day, so that what both ends agree on holds between them.
    """
    if earliest is None or latest is None:
        return None
    at_first = _nearest(value, weekday, earliest)
    return at_first if at_first == _nearest(value, weekday, latest) else None


def _hung(value: str, kind: str, anchor: int | None) -> Anchored:
    bounds = interval(value) or (None, None)
    return Anchored(value, bounds[0], bounds[1], kind, anchor)


def _neighbour(reading: Reading, index: int) -> int | None:
    """Return the index of the full date that an expression is joined to, the one before it first."""
    times = reading.time_words
    for other in (index - 1, index + 1):
        if not 0 <= other < len(times):
            continue
        first, second = times[min(index, other)], times[max(index, other)]
        if second.start - first.end > _LONGEST_LINK or times[other].precision != times[index].precision:
            continue
        full = not open_year(times[other].value) and interval(times[other].value) is not None
        if full and _BESIDE.fullmatch(reading.text, first.end, second.start):
            return other
    return None


def _doubted(reading: Reading, index: int, value: str, weekday: int | None) -> bool:
    """Say whether a full date shortly before would give another year: a passage of history is not this year's."""
    times, text = reading.time_words, reading.text
    start = times[index].start
    for words in reversed(times[max(0, index - _TIMES_LOOKED_BACK) : index]):
        between = text[words.end : start]
        if len(between) > _NEARBY or "\n" in between or len(_STOP.findall(between)) > _SENTENCES_BACK:
            return False
        bounds = interval(words.value)
        if bounds and bounds[0] == bounds[1]:
            return _between(times[index].value, weekday, *bounds) != value
    return False


def _one(reading: Reading, index: int, published: Published) -> Anchored:
    words = reading.time_words[index]
    if not open_year(words.value):
        return _hung(words.value, "none", None)
    weekday = _weekday(reading.text, words)
    other = _neighbour(reading, index)
    if other is not None:
        bounds = interval(reading.time_words[other].value) or (None, None)
        if value := _between(words.value, weekday, *bounds):
            return _hung(value, "expression", other)
    value = _between(words.value, weekday, published.earliest, published.latest)
    if value and not _doubted(reading, index, value, weekday):
        return _hung(value, "published", None)
    return Anchored(words.value, None, None, "none", None)


def anchored(reading: Reading) -> tuple[Anchored, ...]:
    """Return what each time expression means, in order.

    A date with its year means itself. One without hangs from a full date that it is joined to, else from the
    publication interval: its year is the one that brings it clearly nearest, if every day of that interval says the
    same and no full date shortly before speaks of another year. Else it stays open.

    Args:
        reading: with the layers ``times`` and ``published``.

    """
    published = reading.published
    return tuple(_one(reading, index, published) for index in range(len(reading.time_words)))


COMPONENT: Final = Component("anchored.v1", reads=("times", "published"), adds="anchored", apply=anchored, dated=True)
