"""The local engine survives what its work does: raises, hangs, swells, dies."""

import multiprocessing
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.engines.guard import Guard, TooSlow, guarded
from dateline.engines.local import LocalEngine, Refused


def _work(task: str) -> str:
    if task == "sleep":
        time.sleep(60)
    if task == "swell":
        return str(len(bytearray(2 << 30)))
    if task == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if task == "deaf":  # as code does that never returns to the interpreter
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(60)
    if task == "raise":
        raise ValueError(task)
    return task.upper()


def _run(batches: list[list[str]], cores: int = 2) -> list[list[str]]:
    with LocalEngine(cores, Guard(seconds=1.0, bytes=1 << 29)) as engine:
        answers = engine.each(_work, batches)
        return [[item.reason if isinstance(item, Refused) else item for item in batch] for batch in answers]


def _bounds() -> tuple[tuple[int, int], tuple[float, float], object]:
    """Return what a guard sets in its process."""
    timer = signal.getitimer(signal.ITIMER_REAL)
    return resource.getrlimit(resource.RLIMIT_AS), timer, signal.getsignal(signal.SIGALRM)


@pytest.mark.parametrize("error", [None, ValueError, MemoryError, TooSlow])
def test_a_guard_leaves_its_process_as_it_was(error: type[BaseException] | None) -> None:
    before = _bounds()
    bytes_before = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    try:
        with guarded(Guard(seconds=9.0, bytes=1 << 30)):
            (soft, hard), (left, _), handler = _bounds()
            assert bytes_before < soft <= bytes_before + (2 << 30)
            assert hard == resource.getrlimit(resource.RLIMIT_AS)[1]
            assert 0 < left <= 9.0
            assert handler != before[2]
            if error is not None:
                raise error
    except (ValueError, MemoryError, TooSlow) as raised:
        assert type(raised) is error  # noqa: PT017 - what is raised, if at all, is a parameter
    assert _bounds() == before


def test_what_swelled_and_was_slow_bounds_nothing_that_comes_after_it_in_one_process() -> None:
    tasks = ["swell", "a", "raise", "b"]
    with LocalEngine(0, Guard(seconds=5.0, bytes=1 << 28)) as engine:
        (answers,) = engine.each(_work, [tasks])
        assert [isinstance(answer, Refused) for answer in answers] == [True, False, True, False]
    assert len(bytearray(1 << 29)) == 1 << 29


def test_answers_come_in_the_order_of_the_tasks() -> None:
    batches = [[f"a{number}", f"b{number}"] for number in range(40)]
    assert _run(batches) == [[item.upper() for item in batch] for batch in batches]


@pytest.mark.parametrize(
    ("task", "reason"),
    [("sleep", "slow"), ("swell", "swells"), ("die", "breaks"), ("deaf", "breaks")],
)
def test_only_the_guilty_one_of_a_batch_is_refused_and_the_others_go_on(task: str, reason: str) -> None:
    before, guilty, after = _run([["a", "b"], ["c", task, "d"], ["e"]])
    assert (before, after) == (["A", "B"], ["E"])
    assert (guilty[0], guilty[2]) == ("C", "D")
    assert guilty[1].startswith(reason)


@pytest.mark.parametrize("cores", [0, 1])
def test_a_defect_of_ours_costs_one_item_and_says_where_it_is(cores: int) -> None:
    (answers,) = _run([["a", "raise", "b"]], cores)
    assert answers[::2] == ["A", "B"]
    assert answers[1].startswith("fails: ValueError: raise (test_local.py:")


def test_no_worker_outlives_its_engine() -> None:
    _run([["a"], ["die"], ["b"]])
    assert multiprocessing.active_children() == []


def test_a_script_without_a_main_guard_is_not_run_again_in_workers(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Envoys of Veldria met in Ostrava on 3 March 2031, the ministry said.", "utf-8")
    script = tmp_path / "script.py"
    script.write_text(
        "import dateline\nprint('once')\n"
        f"print(dateline.open({str(tmp_path / 'x.db')!r}, create=True).add({str(tmp_path / 'a.txt')!r})['new'])\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["once", "1"]


def test_tasks_are_drawn_only_as_far_ahead_as_there_is_room() -> None:
    drawn = []

    def tasks() -> Iterator[list[str]]:
        for number in range(1000):
            drawn.append(number)
            yield [str(number)]

    with LocalEngine(1) as engine:
        answers = engine.each(_work, tasks())
        next(iter(answers))
        assert len(drawn) < 20
