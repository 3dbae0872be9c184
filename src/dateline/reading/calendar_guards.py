"""Says whether the surroundings of a matched calendar form let it be a date, and not a count, a name or an address."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from dateline.codebook.calendar_names import cues, zones
from dateline.record.reading import TimeWords

Guard = Callable[[re.Match[str], TimeWords | None], bool]
"""From a match and the expression before it, if any, to whether the match stands."""

_WORD_BEFORE: Final = re.compile(r"([A-Za-z]{1,12})[\s.,'\u2019(-]{0,4}\Z")
_WORD_AFTER: Final = re.compile(r"(?:[^\S\n]{1,2}|-)([A-Za-z]+)")
_NOUN_AFTER: Final = re.compile(r"[^\S\n]([A-Za-z]{2,})")
_OWNER_BEFORE: Final = re.compile(r"[A-Za-z](?:['\u2019]s|s['\u2019])\s\Z")
_SOMEONES_BEFORE: Final = re.compile(r"\b([A-Za-z]{1,6})\s\Z")
_ADDRESS: Final = re.compile(r"://|www\.|[@\\_]|\.[a-z]|/[A-Za-z]|[A-Za-z]/")
_NEXT_IN_LIST: Final = re.compile(r"\s?(?:,|,?\s(?:and|or|to|versus|vs\.?)|&|/)\s?")
_YEAR_NEXT: Final = re.compile(r"\s(?:and|or)\s(?:19|20)[0-9]{2}(?![0-9])(?![.,][0-9])(?!\s[a-z])")
_OPENS_RANGE: Final = ("from", "between")
_GOES_ON: Final = re.compile(r"\s(?:to|and|or)\s[0-9]")
_LONGEST_GLUE: Final = 80
_YEARS_OF_NEWS: Final = range(1900, 2100)
_YEARS_OF_PRINT: Final = range(1700, 2100)
_LONGEST_RANGE: Final = 300


def word_before(text: str, position: int) -> str:
    """Return the word just before a position in small letters, over blanks and light punctuation; empty if none."""
    found = _WORD_BEFORE.search(text, max(0, position - 16), position)
    return found[1].lower() if found else ""


def word_after(text: str, position: int) -> str:
    """Return the word just after a position as written; empty if there is none."""
    found = _WORD_AFTER.match(text, position)
    return found[1] if found else ""


@cache
def _counted() -> frozenset[str]:
    return cues("count") | {zone.lower() for zone in zones()}


def is_count(text: str, end: int) -> bool:
    """Say whether the words after a number make it a count, or a clock ("18 people", "1500 GMT")."""
    return word_after(text, end).lower() in _counted()


def _no_calendar_year(text: str, start: int, word: str) -> bool:
    """Say whether the word before a number makes it a name's, an amount, or a fiscal year."""
    if word in ("year", "years"):
        word = word_before(text, start - len(word) - 1)
    return word in cues("no_year")


def _names_person(match: re.Match[str]) -> bool:
    month = match.groupdict().get("month")
    return bool(month) and word_before(match.string, match.start("month")) in cues("person")


def _day(match: re.Match[str], _previous: TimeWords | None) -> bool:
    # "On June 18 people marched" is a date and a comma that is missing, "in June 18 people" a month and a count.
    counted = is_count(match.string, match.end()) and word_before(match.string, match.start()) != "on"
    return not counted and not _names_person(match)


def _year(match: re.Match[str], _previous: TimeWords | None) -> bool:
    found = match.groupdict()
    year = int(found.get("until_year") or match["year"])
    could_be_count = year % 100 == 0 or year not in _YEARS_OF_NEWS
    return not (could_be_count and is_count(match.string, match.end())) and not _names_person(match)


def _list(match: re.Match[str], previous: TimeWords | None) -> bool:
    word = word_after(match.string, match.end())
    return _day(match, previous) and (not word or word in cues("after_list") or word[0].isupper())


def _numeric(match: re.Match[str], _previous: TimeWords | None) -> bool:
    text, start, end = match.string, match.start(), match.end()
    before = re.search(r"\S*\Z", text[max(0, start - _LONGEST_GLUE) : start])
    after = re.match(r"\S*", text[end : end + _LONGEST_GLUE])
    if word_before(text, start) in cues("no_year"):
        return False
    if any(glued and _ADDRESS.search(glued[0]) for glued in (before, after)):
        return False
    return not match.groupdict().get("short_year") or match["mark"] == "/"


def _decade(_match: re.Match[str], _previous: TimeWords | None) -> bool:
    return True


def _year_range(match: re.Match[str], _previous: TimeWords | None) -> bool:
    text, found = match.string, match.groupdict()
    first, short = int(match["year"]), found.get("short_until_year")
    last = int(f"{match['year'][:2]}{short}") if short else int(match["until_year"])
    word = word_before(text, match.start())
    if not first < last <= first + _LONGEST_RANGE or is_count(text, match.end()):
        return False
    if _no_calendar_year(text, match.start(), word):
        return False
    if short and match["dash"] == "/":
        return last == first + 1
    cued = word in cues("year_after") or text[match.start() - 1 : match.start()] == "("
    round_numbers = first % 50 == 0 and last % 50 == 0 and first not in _YEARS_OF_NEWS
    return cued or (first in _YEARS_OF_PRINT and last in _YEARS_OF_PRINT and not round_numbers)


def _cued_year(match: re.Match[str], previous: TimeWords | None) -> bool:
    """Say whether its surroundings make a bare four-digit number a year."""
    text, start, end, year = match.string, match.start("year"), match.end(), int(match["year"])
    word = word_before(text, start)
    if _no_calendar_year(text, start, word) or is_count(text, end):
        return False
    if previous and previous.precision == "year" and _NEXT_IN_LIST.fullmatch(text, previous.end, start):
        return year in _YEARS_OF_NEWS
    before = text[max(0, start - 1) : start]
    if before == "(":
        return year in _YEARS_OF_NEWS and text[end : end + 1] in (")", ",", ";")
    if match.start() < start or (year in _YEARS_OF_NEWS and before.isspace() and _YEAR_NEXT.match(text, end)):
        return True
    return before.isspace() and (_after_preposition(match, word) or _before_noun(match, year))


def _after_preposition(match: re.Match[str], word: str) -> bool:
    text, start = match.string, match.start()
    if word not in cues("year_after") or not re.search(r"[A-Za-z]\s{1,3}\Z", text[max(0, start - 4) : start]):
        return False
    if word == "of" and word_before(text, text.rfind("of", 0, start)) in cues("no_year_of"):
        return False
    if word in _OPENS_RANGE and _GOES_ON.match(text, match.end()):  # of amounts: one of years was tried before
        return False
    following = word_after(text, match.end())
    # Outside the years of news a plural after the number is more likely counted than dated.
    plural = following.islower() and following.endswith("s") and len(following) > len("was")
    return int(match["year"]) in _YEARS_OF_NEWS or not plural


def _before_noun(match: re.Match[str], year: int) -> bool:
    text, start = match.string, match.start()
    noun = _NOUN_AFTER.match(text, match.end())
    if year not in _YEARS_OF_NEWS or not noun or noun[1] in ("and", "or"):
        return False
    near = text[max(0, start - 8) : start]
    someones = _SOMEONES_BEFORE.search(near)
    owner = _OWNER_BEFORE.search(near) or (someones and someones[1].lower() in cues("year_owner"))
    if not owner and not (someones and someones[1].lower() in cues("year_noun")):
        return False
    if owner and noun[1][0].isupper():  # the make of a car or a wine, as often as not
        return False
    # "The 2000 soldiers": a round number before a plural is a count as easily as a year.
    return year % 100 != 0 or not noun[1].endswith("s")


GUARDS: Final[Mapping[str, Guard]] = MappingProxyType(
    {
        "day": _day,
        "year": _year,
        "list": _list,
        "numeric": _numeric,
        "decade": _decade,
        "year_range": _year_range,
        "cued_year": _cued_year,
    }
)
"""The tests that ``calendar_forms.csv`` names."""
