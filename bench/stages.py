"""Speed on plain text: each component, each stage, the store and the whole, beside trafilatura and htmldate."""

import argparse
import logging
import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import psutil
import pyarrow as pa
import trafilatura
from htmldate import find_date
from htmldate.meta import reset_caches as forget_dates
from trafilatura.meta import reset_caches as forget_pages

import dateline
from dateline.engines.local import LocalEngine
from dateline.plan.order import STAGES
from dateline.plan.work import ROWS, Work
from dateline.record.reading import Reading
from dateline.record.tables import ARRIVAL
from dateline.stages.read import COMPONENTS, read_article
from dateline.stages.stage import Stage, applied
from dateline.store.arrival import Arrived, arrive
from dateline.store.database import open_database
from dateline.store.document import Document, Skipped, SourceSettings
from dateline.store.html import article_of_page
from dateline.store.language import language_of
from dateline.store.sources import documents
from pile import Article, articles, write_pile

_SETTINGS = SourceSettings()
_WARM = 64
"""Articles of the small pile that shows what it takes to start: opening, migrating, workers, tables."""


class Part(NamedTuple):
    """How long one part of the work takes."""

    name: str
    milliseconds: float
    """CPU time of an article."""


def fastest(functions: Sequence[Callable[[Any], object]], items: Sequence[Any], rounds: int) -> list[float]:
    """Return the CPU seconds that each function takes for all items together.

    The functions take turns on every item, and the fastest of some rounds counts for each item: what else the machine
    does then weighs little, and on none of them more than on the others.
    """
    best = [[float("inf")] * len(items) for _ in functions]
    for turn in range(rounds):
        forget_dates()
        forget_pages()
        for place, item in enumerate(items):
            for step in range(len(functions)):
                number = (step + turn + place) % len(functions)
                start = time.process_time()
                functions[number](item)
                best[number][place] = min(best[number][place], time.process_time() - start)
    return [sum(seconds) for seconds in best]


def parts(named: dict[str, Callable[[Any], object]], items: Sequence[Any], rounds: int) -> list[Part]:
    """Return the time of each of some functions on the same items."""
    seconds = fastest(list(named.values()), items, rounds)
    return [Part(name, spent / len(items) * 1000) for name, spent in zip(named, seconds, strict=True)]


def components_of(readings: Sequence[Reading], rounds: int) -> list[Part]:
    """Return the time of each component, each given the layers that those before it add."""
    return parts({component.name: component.apply for component in COMPONENTS}, readings, rounds)


def stages_of(batch: pa.RecordBatch, rounds: int) -> Iterator[Part]:
    """Yield the time of each stage with its Arrow batches, each given what those before it wrote."""
    tables = {ARRIVAL.name: batch}
    for stage in STAGES:
        rows = tables[stage.reads.name]
        if stage.by:
            rows = rows.sort_by([(name, "ascending") for name in (stage.key, *stage.reads.key)])
            pieces = [rows]
        else:
            pieces = [rows.slice(start, ROWS) for start in range(0, rows.num_rows, ROWS)]

        def work(piece: pa.RecordBatch, stage: Stage = stage) -> pa.RecordBatch:
            return applied(stage, piece)

        yield Part(stage.name, fastest([work], pieces, rounds)[0] / batch.num_rows * 1000)
        tables[stage.writes.name] = pa.Table.from_batches(map(work, pieces)).combine_chunks().to_batches()[0]


class _Stopwatch:
    """Adds up the CPU time spent in some functions and iterators."""

    def __init__(self) -> None:
        self.seconds = 0.0

    def function(self, inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def timed(argument: object) -> object:
            start = time.process_time()
            try:
                return inner(argument)
            finally:
                self.seconds += time.process_time() - start

        return timed

    def iterator(self, inner: Iterable[Any]) -> Iterator[Any]:
        step = self.function(lambda steps: next(steps, None))
        steps = iter(inner)
        while (item := step(steps)) is not None:
            yield item


class _TimedEngine(LocalEngine):
    """Does the work in this process, and lets a stopwatch run while articles arrive."""

    def __init__(self, watch: _Stopwatch) -> None:
        super().__init__(cores=0)
        self.watch = watch

    def each(self, function: Callable[[Any], Any], batches: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
        timed = self.watch.function(function)
        return ([timed(item) for item in batch] for batch in batches)


def store_of(pile: Path, count: int, folder: Path) -> Part:
    """Return the time of the store with the plan: what an ``add`` takes beside sources, arrival and stages.

    The guards and pipes of worker processes are no part of it.
    """
    watch = _Stopwatch()
    stages = [replace(stage, apply=watch.function(stage.apply)) for stage in STAGES]
    database = open_database(folder / "store.db", create=True)
    work = Work(database, _TimedEngine(watch), stages, lambda: "2031-01-01", "bench", lambda _what, _count: None)
    found: Iterator[Document | Skipped] = watch.iterator(documents([pile], _SETTINGS, None))
    start = time.process_time()
    with database.writing():
        work.add(found, _SETTINGS)
    spent = time.process_time() - start - watch.seconds
    database.close()
    (folder / "store.db").unlink()
    return Part("store and plan", spent / count * 1000)


class Whole(NamedTuple):
    """How long one ``add`` took, from opening the record to closing it, start of workers included; in seconds."""

    wall: float
    cpu: float
    """Of this process and its workers, the server that starts them among them."""

    def without(self, start: "Whole") -> "Whole":
        """Return what is left after another one, each figure by itself."""
        return Whole(self.wall - start.wall, self.cpu - start.cpu)


def whole(pile: Path, folder: Path, cores: int) -> Whole:
    """Run one ``Record.add`` on a new record and return the seconds that it took."""
    workers: dict[int, float] = {}

    def ask(_what: str, _count: int) -> None:
        for process in psutil.Process().children(recursive=True):
            used = process.cpu_times()
            workers[process.pid] = used.user + used.system

    ask("", 0)
    before = sum(workers.values())
    wall, cpu = time.perf_counter(), time.process_time()
    with dateline.open(folder / "whole.db", create=True) as record:
        record.add(pile, cores=cores, progress=ask)
    spent = Whole(time.perf_counter() - wall, time.process_time() - cpu + sum(workers.values()) - before)
    for file in folder.glob("whole.db*"):
        file.unlink()
    return spent


def least(times: Iterable[Whole]) -> Whole:
    """Return the least of each figure."""
    walls, cpus = zip(*times, strict=True)
    return Whole(min(walls), min(cpus))


def end_to_end(small: Path, pile: Path, count: int, rounds: int, base: float) -> None:
    """Print the time of ``add``: its start, by a pile of ``_WARM`` articles, and that of each article after them."""
    for cores, title in ((0, "end to end, in one process"), (1, "end to end, with a worker")):
        start = least(whole(small, small.parent, cores) for _ in range(rounds))
        spent = least(whole(pile, pile.parent, cores) for _ in range(rounds))
        each = spent.without(start)
        print(f"{title}: the first {_WARM} articles {start.cpu:.2f} s CPU, {start.wall:.2f} s wall; after them")
        line(Part(f"{title}: CPU", each.cpu / (count - _WARM) * 1000), base)
        line(Part(f"{title}: wall", each.wall / (count - _WARM) * 1000), base)


def line(part: Part, against: float = 0.0) -> None:
    """Print one line; with a ratio of speeds where another way's time is given."""
    share = f"   x{against / part.milliseconds:.2f} of trafilatura's speed" if against else ""
    print(f"{part.name:38} {part.milliseconds:8.3f} ms {1000 / part.milliseconds:9.0f} articles/s{share}")


def inside(pile: Path, made: Sequence[Article], rounds: int, folder: Path) -> None:
    """Print the parts of reading plain text, and the store."""
    found = [item for item in documents([pile], _SETTINGS, None) if isinstance(item, Document)]
    arrived = [item for item in (arrive(document, _SETTINGS) for document in found) if isinstance(item, Arrived)]
    readings = [read_article(Reading(item.text, item.known)) for item in arrived]
    start = time.process_time()
    for _ in documents([pile], _SETTINGS, None):
        pass
    line(Part("sources (.jsonl)", (time.process_time() - start) / len(made) * 1000))
    line(parts({"": lambda document: arrive(document, _SETTINGS)}, found, rounds)[0]._replace(name="arrival"))
    line(parts({"  of it: language": lambda item: language_of(item.text)}, arrived, rounds)[0])
    for part in components_of(readings, rounds):
        line(part._replace(name=f"  component {part.name}"))
    rows = arrival_rows(pile, folder)
    for part in stages_of(rows, rounds):
        line(part._replace(name=f"stage {part.name}"))


def arrival_rows(pile: Path, folder: Path) -> pa.RecordBatch:
    """Return the rows that the first stage reads, as an ``add`` of the pile keeps them."""
    with dateline.open(folder / "rows.db", create=True) as record:
        record.add(pile, cores=0)
    database = open_database(folder / "rows.db")
    with database.transaction() as connection:
        columns = ", ".join(f'"{name}"' for name in ARRIVAL.columns)
        found = connection.exec_driver_sql(f"SELECT {columns} FROM article ORDER BY article_id")  # noqa: S608 - our own
        rows = [{**row, "authors": None} for row in found.mappings()]
    database.close()
    (folder / "rows.db").unlink()
    return pa.RecordBatch.from_pylist(rows, schema=ARRIVAL.schema)


def side_by_side(made: Sequence[Article], rounds: int) -> list[Part]:
    """Return the times of other programs, and of ours, on pages of the same texts, taking turns."""
    pages = [article.as_page() for article in made]
    return parts(
        {
            "trafilatura alone, pages": lambda page: trafilatura.extract(page, favor_precision=True),
            "htmldate alone (extensive), pages": lambda page: find_date(
                page, extensive_search=True, original_date=True
            ),
            "dateline, page to article": article_of_page,
        },
        pages,
        rounds,
    )


def main() -> None:
    """Print everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=2000, help="of the run end to end")
    parser.add_argument("--sample", type=int, default=300, help="articles that parts are measured on")
    parser.add_argument("--rounds", type=int, default=3, help="the fastest counts")
    parser.add_argument("--cpu", type=int, default=min(psutil.Process().cpu_affinity() or [0]))
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    os.sched_setaffinity(0, {given.cpu})  # workers inherit it: all of the work is done by one core
    made = list(articles(given.sample))
    words = sum(len(article.text.split()) for article in made) / len(made)
    print(f"{given.articles} articles, {words:.0f} words each, one core, fastest of {given.rounds} rounds; CPU time")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        small, sample, pile = (folder / f"{name}.jsonl" for name in ("small", "sample", "pile"))
        write_pile(small, _WARM)
        write_pile(sample, given.sample)
        write_pile(pile, given.articles)
        inside(sample, made, given.rounds, folder)
        times = [store_of(pile, given.articles, folder) for _ in range(given.rounds)]
        line(min(times, key=lambda part: part.milliseconds))
        others = side_by_side(made, given.rounds)
        base = others[0].milliseconds
        for part in others:
            line(part, base)
        end_to_end(small, pile, given.articles, given.rounds, base)


if __name__ == "__main__":
    main()
