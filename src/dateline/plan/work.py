"""Carrying out the plan on a record: take in what arrives, then compute what is pending until nothing is."""

import json
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from hashlib import blake2b
from typing import Final

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from dateline.engines.local import LocalEngine, Refused
from dateline.record.tables import (
    ACTOR,
    ACTOR_MENTION,
    ACTOR_ROLE,
    BLOCK,
    LINE,
    PLACE_MENTION,
    SENTENCE,
    TIME_EXPRESSION,
)
from dateline.stages.stage import Stage
from dateline.store.arrival import Arrived, arrive
from dateline.store.database import Database
from dateline.store.document import Document, Skipped, SourceSettings
from dateline.store.intake import Intake
from dateline.store.keeping import Keeper
from dateline.store.pending import pending_keys, rows_of, within
from dateline.store.schema import TABLES, stored

ARRIVAL: Final = "arrival.v1"
"""Version of what makes articles of documents: decoding, extraction, language. Another one reads all sources anew."""

DOCUMENTS: Final = 256
"""Documents in one batch and one transaction."""

LETTERS: Final = 4_000_000
"""A batch of documents is full at this size, too: bounds memory where pages are large."""

ROWS: Final = 64
"""Articles in one batch of a stage of the shape *each*: some seconds of reading, which a crash may cost."""

KEYS: Final = 5_000
"""Groups in one batch of a stage of the shape *group*: they are small, and most are not worth a call."""

GROUPED_ROWS: Final = 20_000
"""Rows after which no further group joins such a batch; a larger group comes alone."""

_KEPT: Final = (BLOCK, TIME_EXPRESSION, SENTENCE, ACTOR_MENTION, PLACE_MENTION, ACTOR_ROLE, ACTOR, LINE)
"""Tables in which stages keep rows, those that point to others first."""

Clock = Callable[[], str]
Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True)
class Noted:
    """Something that did not become an article, with the digest of its content; empty if nothing was read of it."""

    skipped: Skipped
    digest: str


def _quiet(_what: str, _count: int) -> None:
    """Report nothing."""


def _unheard(_source: str, _reason: str) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class Work:
    """What a command does to a record.

    Args:
        database: open, and this process has the right to write (``Database.writing``).
        engine: where the work runs.
        stages: the plan.
        clock: gives the time now as ISO 8601; asked at the edges of the run, for history alone.
        version: of the package, for history.
        progress: told what was done and how much of it, after every batch.
        skipping: told the source and the reason of everything that is skipped.
        coding: how articles are read from now on, as JSON, for history; empty where it is as it was.

    """

    database: Database
    engine: LocalEngine
    stages: Sequence[Stage]
    clock: Clock
    version: str
    progress: Progress = field(default=_quiet)
    skipping: Callable[[str, str], None] = field(default=_unheard)
    coding: str = ""

    @contextmanager
    def run(self, command: str, settings: str) -> Iterator[tuple[int, Counter[str]]]:
        """Book a run around the body; its counts are written when the body ends well."""
        run = TABLES["run"]
        counts: Counter[str] = Counter()
        with self.database.transaction() as connection:
            row = {
                "command": command,
                "version": self.version,
                "settings": settings,
                "stages": json.dumps([stage.version for stage in self.stages]),
                "started": self.clock(),
            }
            run_id = connection.execute(run.insert().values(row).returning(run.c.run_id)).scalar_one()
            self._refresh(Keeper(connection, self.stages, run_id))
        yield run_id, counts
        with self.database.transaction() as connection:
            connection.execute(
                run.update()
                .where(run.c.run_id == run_id)
                .values(finished=self.clock(), counts=json.dumps(counts, sort_keys=True))
            )

    def add(self, documents: Iterable[Document | Skipped], settings: SourceSettings) -> Counter[str]:
        """Take in documents and bring the record up to date; return what became of them.

        Returns:
            Counts of ``new``, ``met``, ``again`` and ``skipped`` (see ``Intake.accept``).

        """
        with self.run("add", _as_json(settings, self.coding)) as (run_id, counts):
            arrival = arrival_version(settings)
            aside: list[Noted] = []
            batches = self._unknown(documents, aside, counts, arrival)
            for answers in self.engine.each(partial(_receive, settings=settings), batches):
                outcomes = [_refused(answer) if isinstance(answer, Refused) else answer for answer in answers]
                self._accept(run_id, counts, outcomes, aside, arrival)
            self._accept(run_id, counts, [], aside, arrival)
            self.settle(run_id)
        return counts

    def remove(self, articles: Sequence[str]) -> int:
        """Take articles out and bring the record up to date; return how many there were."""
        with self.run("remove", "") as (run_id, counts):
            with self.database.transaction() as connection:
                intake = Intake(Keeper(connection, self.stages, run_id), self.clock(), "")
                counts["removed"] = intake.remove(articles)
            self.settle(run_id)
        return counts["removed"]

    def settle(self, run_id: int) -> None:
        """Compute, stage by stage, every group that is pending; what a crash left over is taken up here."""
        for stage in self.stages:
            keys: deque[list[str]] = deque()
            for batch, refused in self.engine.stage(stage, self._pending(stage, keys)):
                with self.database.transaction() as connection:
                    keeper = Keeper(connection, self.stages, run_id)
                    computed = keys.popleft()
                    reasons = {item.item: item.reason for item in refused}
                    keeper.replace(stage, [key for key in computed if key not in reasons], batch)
                    keeper.refuse(stage, computed, reasons)
                self.progress(stage.family, batch.num_rows)

    def _pending(self, stage: Stage, keys: deque[list[str]]) -> Iterator[pa.RecordBatch]:
        """Yield the rows of the groups that a stage has yet to compute; their keys go into ``keys``."""
        after = ""
        size = KEYS if stage.by else ROWS
        while True:
            with self.database.transaction() as connection:
                piece = pending_keys(connection, stage, after, size)
                if not piece:
                    return
                if stage.by:
                    piece = within(connection, stage, piece, GROUPED_ROWS)
                batch = rows_of(connection, stage, piece)
            keys.append(piece)
            after = piece[-1]
            yield batch

    def _unknown(
        self, documents: Iterable[Document | Skipped], aside: list[Noted], counts: Counter[str], arrival: str
    ) -> Iterator[list[Document]]:
        """Yield batches of documents that are new to the record; what was skipped already goes into ``aside``."""
        batch: list[Document] = []
        letters = 0
        for item in documents:
            if isinstance(item, Skipped):
                aside.append(Noted(item, ""))
                if len(aside) >= DOCUMENTS:
                    yield []
                continue
            batch.append(item)
            letters += len(item.content)
            if len(batch) >= DOCUMENTS or letters >= LETTERS:
                yield self._without_known(batch, counts, arrival)
                batch, letters = [], 0
        if batch:
            yield self._without_known(batch, counts, arrival)

    def _without_known(self, batch: list[Document], counts: Counter[str], arrival: str) -> list[Document]:
        """Leave out what was met in the same place before, by its digest, and would be read as it was then."""
        known: dict[tuple[str, str], str] = {}
        with self.database.transaction() as connection:
            for table, kind in (("article_source", "again"), ("skipped", "skipped")):
                place = TABLES[table]
                query = sa.select(place.c.source, place.c.digest).where(
                    place.c.source.in_([document.source for document in batch]), place.c.stage == arrival
                )
                known |= {(row.source, row.digest): kind for row in connection.execute(query)}
        kinds = [known.get((document.source, document.digest)) for document in batch]
        counts.update(kind for kind in kinds if kind)
        return [document for document, kind in zip(batch, kinds, strict=True) if kind is None]

    def _accept(
        self, run_id: int, counts: Counter[str], outcomes: Sequence[Arrived | Noted], aside: list[Noted], arrival: str
    ) -> None:
        arrived = [item for item in outcomes if isinstance(item, Arrived)]
        noted = [item for item in outcomes if isinstance(item, Noted)] + aside
        aside.clear()
        if not arrived and not noted:
            return
        with self.database.transaction() as connection:
            intake = Intake(Keeper(connection, self.stages, run_id), self.clock(), arrival)
            counts.update(intake.accept(arrived, [(item.skipped, item.digest) for item in noted]))
        self.progress("arrival", len(arrived) + len(noted))
        for item in noted:
            self.skipping(item.skipped.source, item.skipped.reason)

    def _refresh(self, keeper: Keeper) -> None:
        """Mark every group of the stages whose version is not the one whose rows the record holds.

        Rows of stages that are no longer in the plan go.
        """
        connection = keeper.connection
        kept, pending = TABLES["kept_stage"], TABLES["pending"]
        before = {row.stage: row.version for row in connection.execute(sa.select(kept))}
        for family in sorted(set(before) - {stage.family for stage in self.stages}):
            keeper.retire(family, before[family], _KEPT)
        for stage in self.stages:
            if before.get(stage.family) == stage.version:
                continue
            key = stored(stage.reads).c[stage.key]
            every = sa.select(sa.literal(stage.family), key).distinct()
            connection.execute(pending.insert().prefix_with("OR IGNORE").from_select(["stage", "key"], every))
            _keep_version(connection, stage.family, stage.version)


def _keep_version(connection: sa.Connection, stage: str, version: str) -> None:
    statement = insert(TABLES["kept_stage"]).values(stage=stage, version=version)
    connection.execute(statement.on_conflict_do_update(index_elements=["stage"], set_={"version": version}))


def _receive(document: Document, settings: SourceSettings) -> Arrived | Noted:
    """Return the article of a document, or the reason why there is none; runs in a worker."""
    answer = arrive(document, settings)
    return Noted(answer, document.digest) if isinstance(answer, Skipped) else answer


def _refused(answer: Refused[Document]) -> Noted:
    """Note a document that overran its guard; without its digest, so that it is tried again another time."""
    return Noted(Skipped(answer.item.source, answer.reason), "")


def _as_json(settings: SourceSettings, coding: str = "") -> str:
    said = asdict(settings) | ({"coding": json.loads(coding)} if coding else {})
    return json.dumps(said, sort_keys=True)


def arrival_version(settings: SourceSettings) -> str:
    """Return the version of arrival that rows carry; other settings than the usual are part of it."""
    if settings == SourceSettings():
        return ARRIVAL
    return f"{ARRIVAL} {blake2b(_as_json(settings).encode(), digest_size=4).hexdigest()}"
