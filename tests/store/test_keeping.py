"""Rows are kept by the key that they came from: what went, failed or changed its version leaves nothing behind."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pytest

import dateline
from dateline.plan.order import STAGES
from dateline.stages.stage import Stage
from dumps import dump
from piles import SLOGAN, make_pile, make_slogan_pile, take_in

READ, LINES, REPEATS = STAGES
Apply = Callable[[pa.RecordBatch], pa.RecordBatch]


def _without_times(batch: pa.RecordBatch) -> pa.RecordBatch:
    rows = [{**row, "wire": "Meridian", "time_expression": []} for row in READ.apply(batch).to_pylist()]
    return pa.RecordBatch.from_pylist(rows, schema=READ.writes.schema)


def _no_lines(_batch: pa.RecordBatch) -> pa.RecordBatch:
    return pa.RecordBatch.from_pylist([], schema=LINES.writes.schema)


def _other_role(batch: pa.RecordBatch) -> pa.RecordBatch:
    rows = [{**row, "role": "social"} for row in REPEATS.apply(batch).to_pylist()]
    return pa.RecordBatch.from_pylist(rows, schema=REPEATS.writes.schema)


def _with(stage: Stage) -> tuple[Stage, ...]:
    """Return the plan with a stage in the place of its family's."""
    return tuple(stage if other.family == stage.family else other for other in STAGES)


@pytest.mark.parametrize("removed", [1, 2, 3, 4])
def test_removing_articles_of_an_outlet_gives_the_record_of_the_others(removed: int, tmp_path: Path) -> None:
    files = make_slogan_pile(tmp_path / "pile")
    take_in(tmp_path / "others.db", files[removed:])
    with dateline.open(tmp_path / "others.db") as record:
        others = {row["article_id"] for row in record.articles()}
    take_in(tmp_path / "x.db", files)
    with dateline.open(tmp_path / "x.db") as record:
        gone = {row["article_id"] for row in record.articles()} - others
        assert record.remove(gone) == removed
    assert dump(tmp_path / "x.db") == dump(tmp_path / "others.db")
    assert bool([row for row in dump(tmp_path / "x.db")["block"] if "repeats.v1" in row]) == (removed < 3)


@pytest.mark.parametrize(
    "stage",
    [
        replace(READ, name="read.v2", apply=_without_times),
        replace(READ, runs=(*READ.runs[:-1], "anchored.v99"), apply=_without_times),
        replace(LINES, name="lines.v2", apply=_no_lines),
        replace(REPEATS, name="repeats.v2", apply=_other_role),
    ],
    ids=lambda stage: stage.version[-12:],
)
def test_another_version_makes_all_rows_of_a_stage_anew(stage: Stage, tmp_path: Path) -> None:
    files = make_slogan_pile(tmp_path / "pile", 3)
    take_in(tmp_path / "straight.db", files, stages=_with(stage))
    take_in(tmp_path / "usual.db", files)
    take_in(tmp_path / "x.db", files)
    take_in(tmp_path / "x.db", [], stages=_with(stage))
    assert dump(tmp_path / "x.db") == dump(tmp_path / "straight.db") != dump(tmp_path / "usual.db")
    take_in(tmp_path / "x.db", [])
    assert dump(tmp_path / "x.db") == dump(tmp_path / "usual.db")


@pytest.mark.parametrize("left", [STAGES[:-1], STAGES[:-2]], ids=len)
def test_a_stage_that_leaves_the_plan_leaves_no_rows(left: tuple[Stage, ...], tmp_path: Path) -> None:
    make_pile(tmp_path / "pile")
    take_in(tmp_path / "straight.db", [tmp_path / "pile"], stages=left)
    take_in(tmp_path / "x.db", [tmp_path / "pile"])
    assert dump(tmp_path / "x.db") != dump(tmp_path / "straight.db")
    take_in(tmp_path / "x.db", [], stages=left)
    assert dump(tmp_path / "x.db") == dump(tmp_path / "straight.db")


def test_a_stage_in_the_place_of_one_that_left_is_followed_by_those_that_read_it(tmp_path: Path) -> None:
    files = make_slogan_pile(tmp_path / "pile")
    other = (READ, replace(LINES, name="cuts.v1", apply=_no_lines), REPEATS)
    take_in(tmp_path / "straight.db", files, stages=other)
    take_in(tmp_path / "x.db", files)
    take_in(tmp_path / "x.db", [], stages=other)
    assert dump(tmp_path / "x.db") == dump(tmp_path / "straight.db")


def test_to_leave_small_groups_out_beforehand_changes_no_row(tmp_path: Path) -> None:
    make_pile(tmp_path / "pile")
    take_in(tmp_path / "usual.db", [tmp_path / "pile"])
    take_in(tmp_path / "x.db", [tmp_path / "pile"], stages=_with(replace(REPEATS, at_least=1)))
    assert dump(tmp_path / "x.db") == dump(tmp_path / "usual.db")


def _fails_over(stage: Stage, told: Callable[[pa.RecordBatch], bool]) -> Stage:
    """Return the stage with a defect over what ``told`` names."""

    def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
        if told(batch):
            raise ZeroDivisionError
        return stage.apply(batch)

    return replace(stage, apply=apply)


def _round_three(batch: pa.RecordBatch) -> bool:
    return any("round 3" in text for text in batch.column("text").to_pylist())


def _a_slogan(batch: pa.RecordBatch) -> bool:
    return len(batch) == 5


@pytest.mark.parametrize(("stage", "told"), [(READ, _round_three), (LINES, _round_three), (REPEATS, _a_slogan)])
def test_a_defect_costs_one_key_is_listed_and_mended_code_catches_up(
    stage: Stage, told: Callable[[pa.RecordBatch], bool], tmp_path: Path
) -> None:
    files = make_slogan_pile(tmp_path / "pile")
    take_in(tmp_path / "straight.db", files)
    take_in(tmp_path / "x.db", files, stages=_with(_fails_over(stage, told)))
    with dateline.open(tmp_path / "x.db") as record:
        (skipped,) = record.skipped()
        assert skipped["reason"].startswith("fails: ZeroDivisionError")
        assert record.unfinished() == 1
        read = [row["words"] for row in record.timeline() if row["kind"] == "told"]
        assert len(record.articles()) == 5
        assert len(read) == (4 if stage is READ else 5)
        assert record.check().wrong == ()
        if stage is not REPEATS:
            assert skipped["source"] in {row["article_id"] for row in record.search("round 3")}
        record.add([], cores=0)
        assert not len(record.skipped())
    assert dump(tmp_path / "x.db") == dump(tmp_path / "straight.db")


def test_an_article_whose_reading_fails_is_listed_until_it_goes(tmp_path: Path) -> None:
    files = make_slogan_pile(tmp_path / "pile", 3)
    take_in(tmp_path / "x.db", files, stages=_with(_fails_over(READ, _round_three)))
    with dateline.open(tmp_path / "x.db") as record:
        (skipped,) = record.skipped()
        record.remove(skipped["source"])
        assert not len(record.skipped())
        assert record.unfinished() == 0
    take_in(tmp_path / "others.db", files[:2])
    assert dump(tmp_path / "x.db") == dump(tmp_path / "others.db")


def test_the_slogan_is_what_repeats(tmp_path: Path) -> None:
    take_in(tmp_path / "x.db", make_slogan_pile(tmp_path / "pile"))
    with dateline.open(tmp_path / "x.db") as record, record._database.transaction() as connection:
        words = connection.exec_driver_sql("SELECT words FROM furniture WHERE reason = 'repeated-in-outlet'")
        assert [row[0] for row in words] == [SLOGAN] * 5
