"""Law 4 where a stage itself gives no answer: the article stays, is listed with its reason, and is tried again."""

import dataclasses
import os
import signal
from pathlib import Path

import pyarrow as pa

from dateline.engines.guard import Guard
from dateline.engines.local import LocalEngine
from dateline.plan.order import STAGES
from dateline.plan.work import Work
from dateline.store.database import open_database
from dateline.store.document import SourceSettings
from dateline.store.queries import SKIPPED, fetch
from dateline.store.sources import documents
from piles import make_pile


def _dies_over_round_three(batch: pa.RecordBatch) -> pa.RecordBatch:
    if any("round 3" in text for text in batch.column("text").to_pylist()):
        os.kill(os.getpid(), signal.SIGKILL)
    return STAGES[0].apply(batch)


def _add(path: Path, folder: Path, stages: tuple[object, ...]) -> list[str]:
    database = open_database(path, create=True)
    with LocalEngine(1, Guard(seconds=5)) as engine, database.writing():
        work = Work(database, engine, stages, lambda: "2031-03-03", "0")  # type: ignore[arg-type]
        work.add(documents([folder], SourceSettings()), SourceSettings())
    with database.transaction() as connection:
        reasons = [row["reason"] for row in fetch(connection, SKIPPED).to_pylist()]
    database.close()
    return reasons


def test_an_article_that_kills_its_reader_is_listed_and_a_new_version_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    make_pile(folder)
    usual = _add(tmp_path / "usual.db", folder, STAGES)
    fatal = dataclasses.replace(STAGES[0], apply=_dies_over_round_three)
    reasons = _add(tmp_path / "x.db", folder, (fatal, *STAGES[1:]))
    assert sorted(set(reasons) - set(usual)) == ["breaks: it ended its worker process"]
    mended = dataclasses.replace(STAGES[0], name="read.v2")
    assert sorted(_add(tmp_path / "x.db", folder, (mended, *STAGES[1:]))) == sorted(usual)
