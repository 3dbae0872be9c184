"""Scores explicit calendar dates: on our own cases, and on three corpora with TIMEX3."""

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from dateline.record.reading import TimeExpression
from dateline.record.span import Span, overlap, quote
from quality.gold import CASES, Place, dated_rows
from quality.measure import Measure, Scored
from quality.metrics import share
from quality.readings import dated

_DAY_MONTH_YEAR: Final = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?")
_CALENDAR_WORDS: Final = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\b"
    r"|\b(?:january|february|march|april|august|september|october|november|december)\b"
    r"|(?<![0-9])[12][0-9]{3}(?![0-9])|[0-9]{1,2}[/.-][0-9]{1,2}[/.-][0-9]{2,4}",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(r"[0-9]")
_CORPORA: Final = ("timebank", "aquaint", "meantime_dev")
_AROUND: Final = 40
_NO_END: Final = 10**9


def table(path: Path) -> list[dict[str, str]]:
    """Return the rows of a table of cases, without its comments."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return list(csv.DictReader(line for line in lines if not line.startswith("#")))


def own(_place: Place) -> Scored:
    """Score expressions with their value and precision on our own cases, and sentences in which nothing is a date.

    A case names one expression of its text, not all: another found beside it is no error.
    """
    rows, errors = table(CASES / "times" / "dates.csv"), list[str]()
    for row in rows:
        text, wanted = row["text"], (row["expression"], row["value"], row["precision"])
        given = [(quote(text, one), one.value, one.precision) for one in dated(text).time_words]
        if wanted not in given:
            errors.append(f"case {text!r} wanted {wanted} given {given}")
    clean = [row["text"] for row in table(CASES / "times" / "none.csv")]
    found = [text for text in clean if dated(text).time_words]
    figures = {
        "times.cases": share(len(rows) - len(errors), len(rows)),
        "times.no_dates": share(len(clean) - len(found), len(clean)),
    }
    return Scored(figures, (*errors, *(f"no date: {text!r}" for text in found)))


def explicit(row: Mapping[str, Any]) -> bool:
    """Say whether a TIMEX3 of the gold is an explicit calendar date: a day, month or year whose words say so."""
    return bool(_DAY_MONTH_YEAR.fullmatch(str(row["value"]))) and bool(_CALENDAR_WORDS.search(str(row["text"])))


def same_value(given: str, wanted: str) -> bool:
    """Say whether a value is the one wanted; a range of ours is right where either end is, for gold has one each."""
    return wanted in (given, *given.split("/"))


class Tally:
    """Counts of one corpus: gold dates found, with the same span, with the same value; answers that are times."""

    def __init__(self) -> None:
        self.wanted = self.found = self.strict = self.value = self.given = self.on_gold = 0
        self.numbered = self.numbered_found = 0

    def add(self, other: "Tally") -> None:
        """Add the counts of another."""
        for name, count in vars(other).items():
            setattr(self, name, getattr(self, name) + count)

    def figures(self, name: str) -> dict[str, float]:
        """Return the five figures; ``numbered`` is the recall of dates whose words hold a number."""
        return {
            f"times.{name}.precision": share(self.on_gold, self.given),
            f"times.{name}.recall": share(self.found, self.wanted),
            f"times.{name}.strict": share(self.strict, self.wanted),
            f"times.{name}.value": share(self.value, self.wanted),
            f"times.{name}.numbered": share(self.numbered_found, self.numbered),
        }


def tally(
    text: str, gold: list[Mapping[str, Any]], given: list[TimeExpression], errors: list[str], where: str
) -> Tally:
    """Return the counts of one text; any TIMEX3 of the gold makes an answer on it right, explicit ones are wanted."""
    counts = Tally()
    spans = [Span(row["start"], row["end"]) for row in gold]
    for row, span in zip(gold, spans, strict=True):
        if not explicit(row):
            continue
        ours = [one for one in given if overlap(one, span)]
        counts.wanted += 1
        counts.found += bool(ours)
        counts.numbered += bool(_NUMBER.search(row["text"]))
        counts.numbered_found += bool(_NUMBER.search(row["text"])) and bool(ours)
        counts.strict += any((one.start, one.end) == span for one in ours)
        right = any(same_value(one.value, row["value"]) for one in ours)
        counts.value += right
        if not right:
            values = ", ".join(one.value for one in ours)
            errors.append(
                f"{where} {'value' if ours else 'missed'} {row['value']} ours {values}: {_around(text, span)}"
            )
    for one in given:
        on_gold = any(overlap(one, span) for span in spans)
        counts.given += 1
        counts.on_gold += on_gold
        if not on_gold:
            errors.append(f"{where} not in gold {one.value}: {_around(text, Span(one.start, one.end))}")
    return counts


def _around(text: str, span: Span) -> str:
    before, after = text[max(0, span.start - _AROUND) : span.start], text[span.end : span.end + _AROUND]
    return f"{before}[{quote(text, span)}]{after}".replace("\n", " ")


def _tallies(place: Place, errors: list[str]) -> Iterator[tuple[str, Tally]]:
    for corpus in _CORPORA:
        counts = Tally()
        for row in dated_rows(place, f"time/{corpus}.jsonl"):
            end = row.get("annotated_chars") or _NO_END
            reading = dated(row["text"], row["dct"][:10])
            given = [one for one in reading.times if one.start < end]
            gold = [one for one in row["timex"] if one["start"] < end]
            counts.add(tally(row["text"], gold, given, errors, corpus))
        yield corpus.partition("_")[0], counts


def corpora(place: Place) -> Scored:
    """Score explicit calendar dates of TimeBank, AQUAINT and MEANTIME; the day of publication is given."""
    errors, figures, total = list[str](), dict[str, float](), Tally()
    for corpus, counts in _tallies(place, errors):
        total.add(counts)
        figures |= counts.figures(corpus)
        errors.append(f"count {corpus}: {vars(counts)}")
    return Scored(figures | total.figures("all"), tuple(sorted(errors)))


MEASURES: Final = (Measure("times", own, gold=False), Measure("corpora", corpora))
