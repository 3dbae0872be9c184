"""The opening of a dispatch: place, date and agency before the first sentence."""

import re
from typing import Final

from dateline.codebook import furniture

_LONGEST: Final = 90
"""Longest dateline, in code points."""
_PLACES: Final = 4
"""Most words of a town and its country."""
_PLACE: Final = r"[A-Z][\w.'’-]*+(?: (?:[A-Z][\w.'’-]*+|of|de|la|el|al|the|and|do|en))*+"
_CAPITALS: Final = r"[A-Z][A-Z.'’-]++(?:[ /-](?:[A-Z.'’-]++|of|de|DE|and|do))*+"
DAY: Final = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:\d{1,2}(?:st|nd|rd|th)? )?"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?(?: \d{1,2}(?:st|nd|rd|th)?)?(?:,? \d{4})?"
)
"""A day as a dateline or stamp writes it, as a regular expression without groups."""
_WHERE: Final = rf"(?:{_CAPITALS}|{_PLACE})(?:, ?{_PLACE}){{0,2}}"
_WIRE: Final = r"\((?:[A-Z][\w.&/'’-]*+(?: [A-Z&][\w.&/'’-]*+){0,4})\)"
_AGENCY: Final = (
    r"(?:[A-Z][\w .]{1,20}/)?(?i:"
    + "|".join(sorted(furniture.words("agency")))
    + r")(?:/[A-Z][\w .]{1,20}| [A-Z][a-z]{2,12})?"
)
_DASH: Final = r"(?:[–—―−_]|--+|-(?=[\s\"“A-Z]))"
_BREAK: Final = rf"(?:{_DASH}|:)++\s*"
_BARE_DASH: Final = r"(?:[–—―−_]|--+|(?<=\s)-(?=\s))+"
_OR_PLACE: Final = r"(?:/\s*[A-Z][\w ]{1,20})?"
_DATELINES: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_WHERE},? ?(?:\(?{DAY}\)?,? ?)?\({_AGENCY}\)\s*(?:{_DASH}|:|\.)*+\s*",
        rf"{_CAPITALS}(?:, ?{_PLACE}){{0,2}},? ?(?:\(?{DAY}\)?,? ?)?{_WIRE}\s*{_BREAK}",
        rf"{_WHERE},? ?{DAY},?\s*(?:{_WIRE}|\| ?[A-Z][\w ]{{1,20}} ?)?\s*{_BREAK}",
        rf"{_CAPITALS}(?:, ?{_PLACE}){{0,2}}(?:, ?{_CAPITALS})?\s*{_OR_PLACE}\s*{_BARE_DASH}\s*",
        rf"\({_AGENCY}\)\s*{_DASH}+\s*",
    )
)
_ALONE: Final = tuple(
    re.compile(form)
    for form in (
        rf"(?:DATELINE: )?{_CAPITALS}(?:, ?{_PLACE}){{0,2}},? ?(?:{DAY})?,? ?(?:{_WIRE}|{_DASH})?\W*",
        rf"(?:DATELINE: )?{_PLACE}(?:, ?{_PLACE}){{1,2}}, ?{DAY}\W*",
        rf"{_PLACE}, ?{DAY}(?: {_WIRE})\W*",
        rf"[A-Z][\w.'’-]*+, ?{DAY}\W*",
        rf"{_WHERE}\s*(?:[–—]|--)",
    )
)
"""Lines that are a dateline and nothing more; the first needs a mark that it is no heading (see ``_alone``)."""
_FIRST_DATELINES: Final = tuple(
    re.compile(form)
    for form in (
        rf"{_PLACE}(?:, ?{_PLACE}){{0,2}}\s*(?:[–—―]|--+)+\s*(?=[A-Z“\"])",
        rf"{_CAPITALS}(?:, ?{_PLACE}){{0,2}}:\s+(?=[A-Z“\"])",
    )
)
_DATELINE_SIGN: Final = re.compile(r"[(–—―−_:]|--|\s-\s|, ?[A-Z\d]")
_BARE_CITY: Final = re.compile(r"([A-Z]{4,}(?: [A-Z]{2,})?),? (?=[A-Z][a-z])")


def opening(text: str, start: int, end: int, *, first: bool) -> int:
    """Return the length of the dateline that opens a line, white space after it included; 0 if none does.

    Args:
        text: the article's text.
        start: where the line starts.
        end: where it ends.
        first: whether no prose stands before it; then looser forms are known, such as a city before a dash.

    """
    if start >= end or not (text[start].isupper() or text[start] == "("):
        return 0
    limit = min(end, start + _LONGEST)
    if not first and _DATELINE_SIGN.search(text, start, limit) is None:
        return 0
    for form in _DATELINES + _FIRST_DATELINES if first else _DATELINES:
        match = form.match(text, start, limit)
        if match is not None and (match.end() >= end or _goes_on(text, match.end(), end)):
            return match.end() - start if _names_place(match.group(), first=first) else 0
    if end - start < _LONGEST and _alone(text[start:end]):
        return end - start
    city = _BARE_CITY.match(text, start, limit) if first else None
    if (
        city is not None
        and _goes_on(text, city.end(), end)
        and city.group(1).split()[0].casefold() in furniture.words("place")
    ):
        return city.end() - start
    return 0


def _alone(line: str) -> bool:
    """Say whether a line is a place with a day or an agency, or in capitals with a comma: no heading, no name."""
    if not any(form.fullmatch(line) for form in _ALONE):
        return False
    words = furniture.tokens(line)
    if words[0] in furniture.words("label"):
        return False
    plain = furniture.words("english") | furniture.words("plain")
    two_places = ", " in line and len(words) <= _PLACES and plain.isdisjoint(words)
    return two_places or "#" in words or "(" in line or line[-1] in "–—-"


def _names_place(words_of_it: str, *, first: bool) -> bool:
    """Say whether what looks like a dateline names a place: no label, and before a colon a city that is known.

    Deep in a text, capitals and a dash alone do not suffice.
    """
    words = furniture.tokens(words_of_it)
    if not first and len(words) == 1 and words[0] not in furniture.words("place") | furniture.words("agency"):
        return False
    if words and words[0] in furniture.words("label"):
        return False
    return not words_of_it.rstrip().endswith(":") or "#" in words or not furniture.words("place").isdisjoint(words)


def _goes_on(text: str, start: int, end: int) -> bool:
    """Say whether what follows a dateline can be the opening of a dispatch, and not the rest of a name or slogan."""
    words = text[start : min(end, start + 200)].split()
    return len(words) > 5 and any(word[0].islower() for word in words[1:])  # noqa: PLR2004
