"""Holds what the house makes of the demo's pile against the tables that were written by hand beside it."""

import re
import sqlite3
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, NamedTuple

import dateline
from quality.gold import ROOT, Place
from quality.measure import Measure, Scored
from quality.metrics import share

DEMO: Final = ROOT / "src" / "dateline" / "faces" / "demo"
_CELL: Final = re.compile(r"(?<!\\)\|")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_RULE: Final = re.compile(r"[-:| ]+")
_COPY: Final = {"05": "04"}
"""05 says what 04 says, word for word."""
_SEASON: Final = re.compile(r"spring|summer|autumn|winter")
_TOLD: Final = """
SELECT s.source, t.words, t.earliest, t.latest FROM told t JOIN article_source s USING (article_id)
ORDER BY s.source, t.start
"""

Days = tuple[str, str]
"""First and last day as text; empty where unknown."""


class Told(NamedTuple):
    """A dated passage of the record."""

    words: str
    days: Days


class Wanted(NamedTuple):
    """A row of the table of calendar dates."""

    words: str
    days: Days


def rows_under(heading: str, text: str) -> list[list[str]]:
    """Return the cells of the tables that stand under a heading of a Markdown page, without their head rows."""
    _, _, rest = text.partition(f"\n## {heading}\n")
    lines = [line for line in rest.partition("\n## ")[0].splitlines() if line.startswith("|")]
    body = [line for place, line in enumerate(lines) if place and not _RULE.fullmatch(line)]
    return [[cell.strip().replace("\\|", "|") for cell in _CELL.split(line)[1:-1]] for line in body]


def wanted_dates(text: str) -> dict[str, list[Wanted]]:
    """Return the calendar dates of each file; where only the pile tells the year, the first reading must not."""
    found: dict[str, list[Wanted]] = {}
    for file, words, interval, *_ in rows_under("Calendar dates in the prose", text):
        days = _DAY.findall(interval)
        known = ("", "") if "(pile)" in interval else (days[0], days[-1])
        found.setdefault(file, []).append(Wanted(words, known))
    return found | {copy: found[original] for copy, original in _COPY.items() if original in found}


def taken(wanted: Wanted, told: list[Told]) -> list[Told]:
    """Return the passages that give a row's words: one that holds them, or several that they hold."""
    for one in told:
        if wanted.words in one.words or one.words == wanted.words.removeprefix("in "):
            return [one]
    bounded = [one for one in told if re.search(rf"\b{re.escape(one.words)}\b", wanted.words)]
    return bounded[:2] if " and " in wanted.words else bounded[:1]


def agrees(wanted: Wanted, found: list[Told]) -> bool:
    """Say whether passages together give the row's days; of a season, a first reading may give the year."""
    if not found:
        return False
    days = (min(one.days[0] for one in found), max(one.days[1] for one in found))
    if _SEASON.search(wanted.words):
        return days[0] <= wanted.days[0] and wanted.days[1] <= days[1]
    return days == wanted.days


def compare(wanted: list[Wanted], told: list[Told], file: str) -> tuple[int, list[str]]:
    """Return how many rows are right, and what is wrong, lacking or beyond the table."""
    left, right, errors = list(told), 0, []
    for row in sorted(wanted, key=lambda one: -len(one.words)):
        found = taken(row, left)
        for one in found:
            left.remove(one)
        if agrees(row, found):
            right += 1
        else:
            errors.append(f"{'differs' if found else 'lacking'} {file}: {row} given {found}")
    beyond = [one for one in left if one.days not in {row.days for row in wanted}]
    return right, [*errors, *(f"beyond {file}: {one}" for one in beyond)]


def _record(folder: Path) -> tuple[dict[str, list[Told]], dict[str, Days], set[str]]:
    """Read the pile into a record; return its dated passages, publication days and skipped files, by file number."""
    path = folder / "demo.db"
    with dateline.open(path, create=True) as record:
        record.add(DEMO / "pile", cores=1)
        articles = {row["article_id"]: row for row in record.articles().to_dicts()}
        skipped = {Path(row["source"]).name[:2] for row in record.skipped().to_dicts()}
    connection = sqlite3.connect(path)
    try:
        told: dict[str, list[Told]] = {}
        for source, words, first, last in connection.execute(_TOLD):
            told.setdefault(Path(source).name[:2], []).append(Told(words, (first or "", last or "")))
        sources = connection.execute("SELECT source, article_id FROM article_source").fetchall()
    finally:
        connection.close()
    days = {
        Path(source).name[:2]: (
            str(articles[article]["published_earliest"] or ""),
            str(articles[article]["published_latest"] or ""),
        )
        for source, article in sources
    }
    return told, days, skipped


def published(text: str, days: dict[str, Days], skipped: set[str]) -> tuple[int, list[str]]:
    """Return how many files have the publication date of the table (or are skipped), and the others."""
    errors = []
    rows = rows_under("The files", text)
    for name, outlet, day, *_ in rows:
        file = name[:2]
        known = day if _DAY.fullmatch(day) else ""
        if not outlet and not day:
            if file not in skipped:
                errors.append(f"not skipped {name}")
        elif days.get(file) != (known, known):
            errors.append(f"published {name} wanted {known or 'unknown'} given {days.get(file)}")
    return len(rows) - len(errors), errors


def demo(_place: Place) -> Scored:
    """Score publication dates and calendar dates of the demo's pile against its tables."""
    text = (DEMO / "README.md").read_text(encoding="utf-8")
    with TemporaryDirectory() as folder:
        told, days, skipped = _record(Path(folder))
    dated, errors = published(text, days, skipped)
    files = len(rows_under("The files", text))
    wanted, right, kinds = wanted_dates(text), 0, Counter[str]()
    for file in sorted(wanted.keys() | told.keys()):
        good, wrong = compare(wanted.get(file, []), told.get(file, []), file)
        right += good
        errors += wrong
        kinds.update(line.partition(" ")[0] for line in wrong)
    passages = sum(map(len, told.values()))
    figures = {
        "demo.published": share(dated, files),
        "demo.dates": share(right, sum(map(len, wanted.values()))),
        "demo.nothing_beyond": share(passages - kinds["beyond"], passages),
    }
    return Scored(figures, tuple(errors))


MEASURES: Final = (Measure("demo", demo, gold=False),)
