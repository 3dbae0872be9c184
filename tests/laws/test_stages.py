"""The stage laws: promised schema, pickles, cutting and shuffling change nothing, one core equals two."""

import pickle
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.engines.local import LocalEngine
from dateline.plan.order import STAGES
from dateline.record.reading import Reading, Source
from dateline.stages.stage import Stage, applied, empty
from in_memory import Rows, batch_for, run
from strategies import ARRIVALS, REPEATING, arrival_row

LAWFUL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _sorted(rows: Rows) -> Rows:
    return sorted(rows, key=repr)


def _groups(stage: Stage, rows: Rows) -> list[Rows]:
    groups: dict[Any, Rows] = {}
    for row in batch_for(stage, rows).to_pylist():
        groups.setdefault(row[stage.key], []).append(row)
    return list(groups.values())


def _inputs(stage: Stage, arrivals: Rows) -> Rows:
    return list(run(STAGES[: STAGES.index(stage)], arrivals)[stage.reads.name])


def _apply(stage: Stage, groups: list[Rows]) -> Rows:
    rows = [row for group in groups for row in group]
    found: Rows = applied(stage, pa.RecordBatch.from_pylist(rows, schema=stage.reads.schema)).to_pylist()
    return found


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
class TestEveryStage:
    def test_gives_the_promised_schema_for_nothing(self, stage: Stage) -> None:
        assert stage.apply(empty(stage.reads)).schema == stage.writes.schema
        assert stage.apply(empty(stage.reads)).num_rows == 0

    def test_pickles(self, stage: Stage) -> None:
        assert pickle.loads(pickle.dumps(stage)) == stage  # noqa: S301 - our own

    @LAWFUL
    @given(arrivals=ARRIVALS, chance=st.randoms(use_true_random=False), cut=st.integers(1, 5))
    def test_gives_the_same_however_its_input_is_cut_and_shuffled(
        self, stage: Stage, arrivals: Rows, chance: Any, cut: int
    ) -> None:
        groups = _groups(stage, _inputs(stage, arrivals))
        whole = _apply(stage, groups)
        chance.shuffle(groups)
        pieces = [row for start in range(0, len(groups), cut) for row in _apply(stage, groups[start : start + cut])]
        assert _sorted(pieces) == _sorted(whole)

    @LAWFUL
    @given(arrivals=ARRIVALS)
    def test_says_in_every_row_what_made_it(self, stage: Stage, arrivals: Rows) -> None:
        assert all(row["stage"] for row in _apply(stage, _groups(stage, _inputs(stage, arrivals))))

    @LAWFUL
    @given(arrivals=ARRIVALS)
    def test_gives_the_same_where_small_groups_are_not_left_out_beforehand(self, stage: Stage, arrivals: Rows) -> None:
        groups = _groups(stage, _inputs(stage, arrivals))
        assert _apply(replace(stage, at_least=1), groups) == _apply(stage, groups)


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
@LAWFUL
@given(arrivals=REPEATING)
def test_every_stage_has_something_to_say_of_the_piles_that_the_laws_see(stage: Stage, arrivals: Rows) -> None:
    assert _apply(stage, _groups(stage, _inputs(stage, arrivals)))


@LAWFUL
@given(arrivals=REPEATING)
def test_somebody_is_named_in_several_articles_of_the_piles_that_the_laws_see(arrivals: Rows) -> None:
    tables = run(STAGES[:1], arrivals)
    named = {row["actor_id"] for row in tables["actor"]}
    assert any(
        len({row["article_id"] for row in tables["actor_mention"] if row["actor_id"] == one}) > 1 for one in named
    )


def test_each_place_of_a_repeated_line_is_a_row_whatever_stands_beside_it_in_the_batch() -> None:
    lines = ("Ahead of the tide", "More from Ostrava")
    arrivals = [
        arrival_row(Reading(f"Envoys of Veldria met on {day} March 2031 in Ostrava.\n{line}", Source(outlet=outlet)))
        for outlet, articles in (("The Harbour Post", 4), ("Osmar Daily", 3), ("Meridian", 2))
        for line in lines
        for day in range(1 + articles * lines.index(line), 1 + articles + articles * lines.index(line))
    ]
    stage = next(stage for stage in STAGES if stage.family == "repeats")
    found = _apply(stage, _groups(stage, _inputs(stage, arrivals)))
    texts = {row["article_id"]: row["text"] for row in arrivals}
    words = sorted(str(texts[row["article_id"]])[row["start"] : row["end"]] for row in found)
    assert words == [lines[0]] * 7 + [lines[1]] * 7


def test_one_core_two_cores_and_none_give_the_same() -> None:
    arrivals = [
        arrival_row(Reading(f"Envoys met on {day} March 2031.\nThe Harbour Post tells it\nNumber {day}.", source))
        for day in range(1, 29)
        for source in (Source(outlet="The Harbour Post"), Source())
    ]
    for stage in STAGES:
        groups = _groups(stage, _inputs(stage, arrivals))
        batches = [
            pa.RecordBatch.from_pylist(
                [row for group in groups[at : at + 9] for row in group], schema=stage.reads.schema
            )
            for at in range(0, len(groups), 9)
        ]
        answers = []
        for cores in (0, 1, 2):
            with LocalEngine(cores) as engine:
                answers.append([batch.to_pylist() for batch, _ in engine.stage(stage, batches)])
        assert answers[0] == answers[1] == answers[2]
        assert any(answers[0])
