"""Finds calendar dates and ranges in the words of a text, and says what the words say by themselves.

Every such date holds a number, so only numbers are looked at, each with the words just before it. This component
does not read weekdays alone, months without a year, "last", "ago", seasons, feasts, durations or sets.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, partial
from typing import Final

from dateline.codebook.calendar_names import cues, months, weekdays
from dateline.reading.calendar_forms import Form, forms, parts
from dateline.reading.calendar_guards import GUARDS, word_before
from dateline.reading.calendar_values import calendar_value, day_comes_first, meaning, month_number
from dateline.reading.component import Component
from dateline.record.reading import Reading, TimeWords

_NUMBER: Final = re.compile(r"[0-9]+")
_ARTICLE: Final = re.compile(r"[Tt]he\s{1,2}")
_ONE_DAY: Final = re.compile(r"[0-9]{1,2}")
_REACH: Final = 120
"""How many code points before a number its date may begin: a weekday, a part and some months."""
_ONE_MONTH_REACH: Final = 40
_JOINT_REACH: Final = 12
_JOINED: Final = re.compile(
    r"(?:[-\u2010-\u2015,]\s?|\b(?:to|through|and|or|until|[Ee]arly|[Mm]id|[Ll]ate)[\s-]{1,3})\Z"
)
_NEAR: Final = 24
_LETTER_OR_MARK: Final = re.compile(r"[A-Za-z./-]")
_YEAR_DIGITS: Final = 4
_LENGTHS: Final = (1, 2, _YEAR_DIGITS)
"""How many digits the first number of a date may have."""


@cache
def _month_lead() -> re.Pattern[str]:
    """Return what may stand between the start of a date that names its month first and its first number."""
    month, weekday, part = parts()["one_month"], parts()["weekday"], parts()["part"]
    joint = r"(?:\s?[-\u2010-\u2015,]\s?|,?\s{1,3}(?:to|through|and|or|until)\s{1,3})"
    return re.compile(
        rf"{weekday}{part}(?:{month}{joint}{part}){{0,11}}{month}(?:\s{{0,2}},)?\s{{0,3}}(?:of\s{{1,2}}|the\s)?\Z"
    )


@cache
def _number_lead() -> re.Pattern[str]:
    """Return what may stand before the number that opens a date: a weekday, ``the``, ``early``."""
    return re.compile(rf"\b(?:{parts()['weekday']}(?:[Tt]he\s{{1,2}})?{parts()['part']})(?<=[\s-])\Z")


@cache
def _month_endings() -> re.Pattern[str]:
    """Return a pattern for words that end in a month's name: glued words ("onJune 18") hide it in a longer one."""
    return re.compile(rf"(?:{'|'.join(sorted(months()))})\Z")


@cache
def _opening_words() -> frozenset[str]:
    return frozenset(weekdays()) | cues("part") | {"the"}


@cache
def _day_opens() -> re.Pattern[str]:
    """Return what a number must look like to open a date; most numbers in the news do not, and cost no more."""
    month = parts()["one_month"]
    return re.compile(
        r"[0-9]{1,2}(?:st|nd|rd|th|ST|ND|RD|TH)?(?:"
        r":[0-9]{2}|[.]?[0-9]{0,2}\s?[AaPp]\.?\s?[Mm]|[./-](?:[0-9]{1,2}[./-]|[A-Z])"
        rf"|\s{{0,3}}(?:of\s{{1,2}})?{month}"
        r"|,?\s{0,3}(?:[-\u2010-\u2015\u2212,/&]{1,2}|to|thr|[ut]n?til|up|and|or)[a-z]{0,4}\s{1,3}[0-9MTWFSa-z]"
        r"|\s?[-\u2010-\u2015\u2212,/]{1,2}[0-9MTWFS])"
    )


@cache
def _one_month() -> re.Pattern[str]:
    return re.compile(parts()["one_month"])


def _lead_of_month(text: str, taken: int, start: int) -> re.Match[str] | None:
    """Return what stands before the first number of a date that names its month first.

    A window that holds one month and what may stand around it is looked at first: only where other months may stand
    before that one is it worth four times as much to look further.
    """
    lead = _month_lead().search(text, max(taken, start - _ONE_MONTH_REACH), start)
    if lead:
        joint = _JOINED.search(text, max(taken, lead.start() - _JOINT_REACH), lead.start())
        if not joint or not _month_endings().search(word_before(text, joint.start())):
            return lead
    return _month_lead().search(text, max(taken, start - _REACH), start)


def _starts(text: str, number: re.Match[str], taken: int) -> Iterator[tuple[int, str]]:
    """Yield where a date with this first number may start, and what kind of form opens there."""
    start = number.start()
    word = word_before(text, start)
    named = word_before(text, text.rfind(word, 0, start)) if word in ("of", "the") else word
    if _month_endings().search(named):
        lead = _lead_of_month(text, taken, start)
        if lead:
            yield lead.start(), "month"
    opens = "year" if len(number[0]) == _YEAR_DIGITS else "day"
    if opens == "day" and not (
        _day_opens().match(text, start) and _LETTER_OR_MARK.search(text, start + 1, start + _NEAR)
    ):
        return
    if word in _opening_words():
        lead = _number_lead().search(text, max(taken, start - _NEAR), start)
        if lead:
            yield lead.start(), opens
            if article := _ARTICLE.match(text, lead.start(), start):
                yield article.end(), opens
    yield start, opens


def _listed(match: re.Match[str], rule: str) -> list[TimeWords] | None:
    """Return one expression for each day or month of a list; None where the calendar lacks one of them."""
    found = match.groupdict()
    unit = "day" if found.get("listed_days") else "month"
    spans = (match.span(f"listed_{unit}s"), match.span(unit))
    one = _ONE_DAY if unit == "day" else _one_month()
    items = list(one.finditer(match.string, min(span[0] for span in spans), max(span[1] for span in spans)))
    month = found.get("month") or found.get("until_month") or ""
    result = []
    for place, item in enumerate(items):
        day = int(item[0]) if unit == "day" else None
        value = calendar_value(found.get("until_year"), month_number(month if day else item[0]), day)
        if value is None:
            return None
        start = item.start() if place else match.start()
        end = item.end() if place < len(items) - 1 else match.end()
        result.append(TimeWords(start, end, "DATE", value, unit, "", rule))
    return result


def _meant(match: re.Match[str], rule: str, order: Callable[[], bool | None]) -> list[TimeWords]:
    """Return the expressions of a match; empty where the calendar has no such date."""
    found = match.groupdict()
    if found.get("listed_days") or found.get("listed_months"):
        return _listed(match, rule) or []
    meant = meaning(match, order)
    if meant is None:
        return []
    return [TimeWords(match.start(), match.end(), meant.type, meant.value, meant.precision, "", rule)]


def _longest(text: str, start: int, opens: str, previous: TimeWords | None) -> tuple[Form, re.Match[str]] | None:
    """Return the longest form that opens there and whose surroundings let it be a date."""
    matches = [(form, match) for form in forms()[opens] if (match := form.pattern.match(text, start))]
    matches.sort(key=lambda found: -found[1].end())
    return next(((form, match) for form, match in matches if GUARDS[form.guard](match, previous)), None)


def _dates(text: str) -> Iterator[TimeWords]:
    taken = 0
    previous: TimeWords | None = None
    order = cache(partial(day_comes_first, text))
    for number in _NUMBER.finditer(text):
        if number.start() < taken or number.end() - number.start() not in _LENGTHS:
            continue
        for start, opens in _starts(text, number, taken):
            if found := _longest(text, start, opens, previous):
                form, match = found
                # What the calendar does not have ("June 31, 2023") is no date, and neither is a part of it.
                taken = match.end()
                for words in _meant(match, form.rule, order):
                    yield words
                    previous = words
                break


def times(reading: Reading) -> tuple[TimeWords, ...]:
    """Return the calendar dates and ranges of the whole text, sorted, not overlapping.

    Args:
        reading: its text alone is read, furniture and all; who uses a time looks at the block it stands in.

    """
    return tuple(_dates(reading.text))


COMPONENT: Final = Component("times.v1", reads=(), adds="times", apply=times)
