"""Law 4 where a stage itself gives no answer: the article stays, is listed with its reason, and is tried again."""

import dataclasses
import os
import signal
from pathlib import Path

import pyarrow as pa

import dateline
from dateline.plan.order import STAGES
from dateline.stages.stage import Stage
from piles import make_pile, take_in


def _dies_over_round_three(batch: pa.RecordBatch) -> pa.RecordBatch:
    if any("round 3" in text for text in batch.column("text").to_pylist()):
        os.kill(os.getpid(), signal.SIGKILL)
    return STAGES[0].apply(batch)


def _add(path: Path, folder: Path, stages: tuple[Stage, ...]) -> list[str]:
    take_in(path, [folder], stages=stages, cores=1)
    with dateline.open(path) as record:
        return [row["reason"] for row in record.skipped()]


def test_an_article_that_kills_its_reader_is_listed_and_a_new_version_reads_it(tmp_path: Path) -> None:
    folder = tmp_path / "pile"
    make_pile(folder)
    usual = _add(tmp_path / "usual.db", folder, STAGES)
    fatal = dataclasses.replace(STAGES[0], apply=_dies_over_round_three)
    reasons = _add(tmp_path / "x.db", folder, (fatal, *STAGES[1:]))
    assert sorted(set(reasons) - set(usual)) == ["breaks: it ended its worker process"]
    mended = dataclasses.replace(STAGES[0], name="read.v2")
    assert sorted(_add(tmp_path / "x.db", folder, (mended, *STAGES[1:]))) == sorted(usual)
