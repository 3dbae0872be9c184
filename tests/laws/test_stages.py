"""The stage laws: promised schema, pickles, cutting and shuffling change nothing, one core equals two."""

import pickle
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
from strategies import ARRIVALS, arrival_row

LAWFUL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def _sorted(rows: Rows) -> Rows:
    return sorted(rows, key=repr)


def _groups(stage: Stage, rows: Rows) -> list[Rows]:
    groups: dict[Any, Rows] = {}
    for row in batch_for(stage, rows).to_pylist():
        groups.setdefault(row[stage.key], []).append(row)
    return list(groups.values())


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
        groups = _groups(stage, list(run(STAGES[: STAGES.index(stage)], arrivals)[stage.reads.name]))
        whole = _apply(stage, groups)
        chance.shuffle(groups)
        pieces = [row for start in range(0, len(groups), cut) for row in _apply(stage, groups[start : start + cut])]
        assert _sorted(pieces) == _sorted(whole)

    @LAWFUL
    @given(arrivals=ARRIVALS)
    def test_says_in_every_row_what_made_it(self, stage: Stage, arrivals: Rows) -> None:
        inputs = list(run(STAGES[: STAGES.index(stage)], arrivals)[stage.reads.name])
        assert all(row["stage"] for row in _apply(stage, _groups(stage, inputs)))


def test_one_core_two_cores_and_none_give_the_same() -> None:
    arrivals = [
        arrival_row(Reading(f"Envoys met on {day} March 2031.\nThe Harbour Post tells it\nNumber {day}.", source))
        for day in range(1, 29)
        for source in (Source(outlet="The Harbour Post"), Source())
    ]
    for stage in STAGES:
        inputs = batch_for(stage, list(run(STAGES[: STAGES.index(stage)], arrivals)[stage.reads.name]))
        groups = _groups(stage, inputs.to_pylist())
        batches = [
            pa.RecordBatch.from_pylist([row for group in groups[at : at + 9] for row in group], schema=inputs.schema)
            for at in range(0, len(groups), 9)
        ]
        answers = []
        for cores in (0, 1, 2):
            with LocalEngine(cores) as engine:
                answers.append([batch.to_pylist() for batch, _ in engine.stage(stage, batches)])
        assert answers[0] == answers[1] == answers[2]
        assert any(answers[0])
