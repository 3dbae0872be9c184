"""Spells the table of written calendar forms out as patterns.

A part such as ``<day>`` of a pattern in ``calendar_forms.csv`` stands for the expression below. Every repetition is
bounded, so that matching at one place takes no more than a fixed number of steps, whatever the text.
"""

import re
from functools import cache
from typing import Final, NamedTuple

from dateline.codebook.calendar_names import months, weekdays, written_forms, zones


class Form(NamedTuple):
    """A written form with its compiled pattern."""

    rule: str
    guard: str
    pattern: re.Pattern[str]


_DASH: Final = r"[-\u2010-\u2015\u2212]"
_TO: Final = rf",?(?:\s?{_DASH}{{1,2}}\s?|\s{{1,3}}(?:to|through|thru|until|till|up\sto)\s{{1,3}})"
_AND: Final = r"(?:and|or|&)"
_DAY: Final = r"(?:3[01]|[12][0-9]|0?[1-9])(?:st|nd|rd|th|ST|ND|RD|TH)?"
_YEAR: Final = r"(?:1[0-9]{3}|2[01][0-9]{2})"
_MAY_BE_OTHER_WORDS: Final = ("may", "march")
"""Months that in small letters are a verb; they are read so only in a full date."""

_EDGES: Final = {
    "month": r"(?:(?<![A-Za-z0-9_])|(?<=[a-z])(?=[A-Z][a-z]))",
    "day": r"(?<![\w$\u00a3\u20ac\u00a5\u20b9#@/\\=-])(?<![0-9][:.,])",
    "year": r"(?<![\w$\u00a3\u20ac\u00a5\u20b9#@/\\=])(?<![0-9][:.,\u2010-\u2015-])",
}
"""What may stand before an expression. A month may follow glued words ("onJune 18"), a number may not."""

_END: Final = (
    r"(?![0-9_@])(?![.,:/\\][0-9])(?!\s?[%\u00b0\u20ac\u00a3$])(?!-[0-9a-z])(?![a-z]{1,3}(?![a-z]))(?![A-Z](?![a-z]))"
)
"""What may not follow one: a number that goes on, a sign that makes it an amount, a letter of a name ("18A")."""


def _cased(words: list[str], also_small: frozenset[str] | set[str]) -> str:
    spellings = [
        spelling
        for word in sorted(words, key=lambda word: (-len(word), word))
        for spelling in (word.capitalize(), word.upper(), *([word] if word in also_small else []))
    ]
    return "|".join(spellings)


def _month(*, any_case: bool) -> str:
    names = list(months("name"))
    small = {name for name in names if any_case or name not in _MAY_BE_OTHER_WORDS}
    return (
        rf"(?:(?:{_cased(names, small)})(?![a-z])|(?:{_cased(list(months('abbreviation')), set())})(?![A-Za-z0-9])\.?)"
    )


def _weekday() -> str:
    names = weekdays("name")
    return rf"(?:{_cased(list(weekdays()), set(names))})(?![a-z])"


def _clock() -> str:
    half = r"[AaPp]\.?\s?[Mm](?![A-Za-z])\.?"
    return (
        rf"(?=[0-9]{{1,2}}(?::[0-9]{{2}}|[.:]?[0-9]{{0,2}}\s?{half}))(?P<hour>2[0-3]|[01]?[0-9])"
        rf"(?:[:.](?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?)?(?:\s?(?P<half>{half}))?"
        rf"(?:\s?\(?(?P<zone>(?:{'|'.join(zones())})(?![A-Za-z])|[+-][0-9]{{2}}:?[0-9]{{2}})\)?)?"
    )


@cache
def parts() -> dict[str, str]:
    """Return the expression for each part that a pattern of the table may name, but ``edge``."""
    month, weekday, clock = _month(any_case=False), _weekday(), _clock()
    return {
        "weekday": rf"(?:{weekday}[.,]{{0,2}}\s{{1,3}}(?:the\s)?)?",
        "one_month": _month(any_case=True),
        "month": rf"(?P<month>{month})",
        "any_month": rf"(?P<month>{_month(any_case=True)})",
        "until_month": rf"(?P<until_month>{month})",
        "months": rf"(?P<listed_months>(?:,\s{{0,2}}{month}){{0,10}},?\s{{1,3}}{_AND}\s{{1,3}}{month})",
        "day": rf"(?P<day>{_DAY})",
        "until_day": rf"(?P<until_day>{_DAY})",
        "days": rf"(?P<listed_days>(?:\s?,\s{{0,2}}{_DAY}){{0,10}},?\s{{1,3}}{_AND}\s{{1,3}}{_DAY})",
        "first_days": rf"(?P<listed_days>{_DAY}(?:,\s{{0,2}}{_DAY}){{0,10}}),?\s{{1,3}}{_AND}\s{{1,3}}",
        "year": rf"(?P<year>{_YEAR})",
        "until_year": rf"(?P<until_year>{_YEAR})",
        "short_year": rf"(?:(?P<year>{_YEAR})|(?P<short_year>[0-9]{{2}}))",
        "short_until_year": r"(?P<short_until_year>[0-9]{2})",
        "decade": r"(?P<decade>1[0-9]{2}|20[0-9])0['\u2019]?s",
        "first": r"(?P<first>[0-3]?[0-9])",
        "second": r"(?P<second_number>[0-3]?[0-9])",
        "month_number": r"(?P<month_number>1[0-2]|0?[1-9])",
        "day_number": r"(?P<day>3[01]|[12][0-9]|0?[1-9])",
        "gap": r"\s{0,3}(?:the\s)?",
        "of": r"(?:\s{1,3}of\s{1,2}|\s{0,3})",
        "article": r"(?:[Tt]he\s{1,2})?",
        # "The 18th of June" is a date whole; in "the 18 June talks" the article is that of the talks.
        "the": r"(?:[Tt]he\s{1,2}(?=[0-9]{1,2}(?:st|nd|rd|th|\s{1,3}of)))?",
        "part": r"(?:(?:[Ee]arly|[Mm]id|[Ll]ate)(?:\s?-\s?|\s{1,2}))?",
        "comma": r"(?:\s{0,2},\s{0,2}|\s{1,3}(?:of\s{1,2})?)",
        "between": r"(?P<between>(?<=etween\s))?",
        "to": _TO,
        "span": rf"(?(between)\s{{1,3}}(?:and|to)\s{{1,3}}|{_TO})",
        "day_span": rf"(?(between)\s{{1,3}}(?:and|to)\s{{1,3}}|(?:{_TO}|\s?/\s?))",
        "comma_to": rf"{_TO}",
        "dash": r"(?P<dash>[-\u2010-\u2015/])",
        "clock": rf"(?:\s{{0,3}}(?:[,|\u00b7\u2022]\s{{0,2}}|{_DASH}\s{{0,2}})?(?:at\s)?{clock})?",
        "clock_first": rf"{clock},?\s{{1,3}}(?:on\s)?",
        "iso_clock": (
            r"(?:(?:T|,?\s)(?P<hour>2[0-3]|[01][0-9]):(?P<minute>[0-5][0-9])"
            r"(?::(?P<second>[0-5][0-9])(?:\.[0-9]{1,9})?)?"
            rf"(?P<zone>\s?(?:Z|{'|'.join(zones())})(?![A-Za-z])|\s?[+-][0-9]{{2}}:?[0-9]{{2}})?)?"
        ),
    }


@cache
def forms() -> dict[str, tuple[Form, ...]]:
    """Return the forms by what they open with: ``month``, ``day`` or ``year``."""
    found: dict[str, list[Form]] = {"month": [], "day": [], "year": []}
    spelt = parts()
    for row in written_forms():
        known = {**spelt, "edge": _EDGES[row.opens]}
        pieces = re.split(r"(?<!\?P)<([a-z_]+)>", row.pattern)
        spelt_out = "".join(known[piece] if place % 2 else piece for place, piece in enumerate(pieces))
        found[row.opens].append(Form(row.rule, row.guard, re.compile(spelt_out + _END)))
    return {opens: tuple(several) for opens, several in found.items()}
