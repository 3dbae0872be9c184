"""Scores the day of publication as the text alone gives it: it may be silent, but it may not be wrong."""

from datetime import date
from typing import Final

from dateline.reading import published, times
from dateline.record.reading import Block, Published, Reading
from quality.gold import CASES, Place, dated_rows
from quality.measure import Measure, Scored
from quality.metrics import Counts, share
from quality.readings import dated
from quality.times import table


def answered(given: Published) -> bool:
    """Say whether a bound of the interval is known."""
    return given.earliest is not None or given.latest is not None


def holds(given: Published, day: date) -> bool:
    """Say whether the day lies in the interval; a bound that is not known excludes nothing."""
    return (given.earliest or date.min) <= day <= (given.latest or date.max)


def _reading(blocks: str) -> Reading:
    """Return the reading of a case, its blocks given: ``role:words`` pieces with bars between them."""
    found, text = [], ""
    for role, _, words in (piece.partition(":") for piece in blocks.split("|")):
        start = len(text) + 1 if text else 0
        text = f"{text}\n{words}" if text else words
        found.append(Block(start, len(text), role))
    reading = Reading(text).with_layer("blocks", tuple(found))
    return reading.with_layer("times", times.COMPONENT.apply(reading))


def own(_place: Place) -> Scored:
    """Score the intervals of our own cases, each a short article whose blocks are given."""
    rows = table(CASES / "published" / "texts.csv")
    errors = []
    for row in rows:
        given = published.COMPONENT.apply(_reading(row["blocks"]))
        assert isinstance(given, Published)
        days = tuple(day.isoformat() if day else "" for day in (given.earliest, given.latest))
        if days != (row["earliest"], row["latest"]):
            wanted = (row["earliest"], row["latest"])
            errors.append(f"case {row['name']!r} wanted {wanted} given {days} by {given.basis}")
    return Scored({"published.cases": share(len(rows) - len(errors), len(rows))}, tuple(errors))


def articles(place: Place) -> Scored:
    """Score texts whose day of publication is known from elsewhere: how many are answered, and how many rightly."""
    counts, full, errors = Counts(), 0, list[str]()
    for row in dated_rows(place, "time/article_dates_dev.jsonl"):
        given, day = dated(row["text"]).published, date.fromisoformat(row["dct"][:10])
        right = answered(given) and holds(given, day)
        counts = counts.plus(Counts(int(right), 1, int(answered(given))))
        full += given.earliest is not None and right
        if answered(given) and not right:
            errors.append(f"wrong {row['id']} gold {day} ours {given.earliest}/{given.latest} by {given.evidence}")
    errors.append(f"count {counts}, of these right with both bounds {full}")
    figures = {
        "published.not_wrong": share(counts.wanted - counts.given + counts.right, counts.wanted),
        "published.right": counts.precision,
        "published.answered": share(counts.given, counts.wanted),
    }
    return Scored(figures, tuple(errors))


MEASURES: Final = (Measure("published", own, gold=False), Measure("articles", articles))
