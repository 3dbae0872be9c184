"""The local engine: batches over the cores of this machine, in order, a bounded number in flight."""

import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

import pyarrow as pa

from dateline.engines.guard import Guard, TooSlow, guarded
from dateline.engines.workers import Lost, Workers
from dateline.stages.stage import Stage, applied, empty, groups

SLOWEST: Final = 4_000
"""Bytes of a batch that the slowest machine reads in a second: a seventh of what two-year-old server cores do."""

Item = TypeVar("Item")
Answer = TypeVar("Answer")

PATIENCE = 3
"""A batch gets this many times the time of one article before its worker is ended and its rows are tried singly:
pages take milliseconds, so only a batch with a page that hangs comes near it."""


@dataclass(frozen=True, slots=True)
class Refused(Generic[Item]):
    """One item that gave no answer, and why."""

    item: Item
    reason: str


def failure(error: BaseException) -> str:
    """Return the reason under which something is listed over which our own code failed."""
    frame = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f" ({Path(line.filename).name}:{line.lineno})" for line in frame)
    return f"{FAILS}: {type(error).__name__}: {error}{where}"


FAILS = "fails"
"""How reasons begin that are our fault."""


@dataclass(frozen=True, slots=True)
class _Each(Generic[Item, Answer]):
    """Applies a function to each item of a batch under the guard; picklable, runs in a worker."""

    function: Callable[[Item], Answer]
    guard: Guard

    def one(self, item: Item) -> Answer | Refused[Item]:
        try:
            with guarded(self.guard):
                return self.function(item)
        except TooSlow:
            return Refused(item, f"slow: it took over {self.guard.seconds:g} seconds")
        except MemoryError:
            return Refused(item, f"swells: it took over {self.guard.bytes >> 20} MB of memory")
        except Exception as error:  # noqa: BLE001 - a defect of ours over one article must not cost the others
            return Refused(item, failure(error))

    def __call__(self, items: Sequence[Item]) -> list[Answer | Refused[Item]]:
        return [self.one(item) for item in items]


@dataclass(frozen=True, slots=True)
class _Apply:
    """Applies a stage to a batch; picklable, runs in a worker."""

    stage: Stage

    def __call__(self, batch: pa.RecordBatch) -> "pa.RecordBatch | str":
        """Return what the stage gives, or in what words it failed."""
        try:
            return applied(self.stage, batch)
        except Exception as error:  # noqa: BLE001 - likewise
            return failure(error)


class LocalEngine:
    """Runs functions and stages over batches.

    Args:
        cores: worker processes; 0 does all work in this process, where a hang or a crash is not survived.
        guard: bounds on each article.

    """

    def __init__(self, cores: int, guard: Guard | None = None) -> None:
        self.cores = cores
        self.guard = guard or Guard()
        self._workers: Workers | None = None

    def __enter__(self) -> Self:
        """Return the engine; worker processes start when there is work."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the worker processes."""
        if self._workers is not None:
            self._workers.close()
            self._workers = None

    def each(
        self, function: Callable[[Item], Answer], batches: Iterable[Sequence[Item]]
    ) -> Iterator[list[Answer | Refused[Item]]]:
        """Yield, for each batch, the answers of its items in order; ``Refused`` for an item that gave none."""
        work = _Each(function, self.guard)
        if not self.cores:
            yield from map(work, batches)
            return
        for answer in self._run(work, batches):
            if isinstance(answer, Lost):
                yield [single for item in answer.task for single in self._alone(work, item)]
            else:
                yield answer

    def stage(
        self, stage: Stage, batches: Iterable[pa.RecordBatch]
    ) -> Iterator[tuple[pa.RecordBatch, list[Refused[str]]]]:
        """Yield, for each batch of whole groups, what the stage gives, and the keys that gave nothing and why."""
        work = _Apply(stage)
        tasks, given = remembered(batches)
        answers = self._run(work, tasks) if self.cores else map(work, tasks)
        for answer in answers:
            batch = given.popleft()
            if isinstance(answer, Lost | str):
                yield self._piecewise(work, batch)
            else:
                yield answer, []

    def _run(self, work: Callable[[Item], Answer], tasks: Iterable[Item]) -> Iterator[Answer | Lost[Item]]:
        if self._workers is None:
            self._workers = Workers(self.cores)
        return self._workers.run(work, tasks, lambda task: PATIENCE * self.guard.seconds + _allowance(task))

    def _alone(self, work: _Each[Item, Answer], item: Item) -> Iterator[Answer | Refused[Item]]:
        """Run one item of a lost batch in a worker of its own, so that only the guilty one is refused."""
        workers = Workers(1)
        try:
            for answer in workers.run(work, [[item]], lambda _: 2 * self.guard.seconds):
                if isinstance(answer, Lost):
                    yield Refused(item, f"breaks: {answer.reason}")
                else:
                    yield from answer
        finally:
            workers.close()

    def _piecewise(self, work: _Apply, batch: pa.RecordBatch) -> tuple[pa.RecordBatch, list[Refused[str]]]:
        """Run the groups (or rows) of a lost batch one by one."""
        stage = work.stage
        pieces = groups(stage, batch) if stage.by else (batch.slice(row, 1) for row in range(batch.num_rows))
        answers, refused = [], []
        for piece, answer in self._one_by_one(work, pieces):
            if isinstance(answer, pa.RecordBatch):
                answers.append(answer)
            else:
                refused.append(Refused(str(piece.column(stage.key)[0]), answer))
        return pa.concat_batches(answers) if answers else empty(stage.writes), refused

    def _one_by_one(
        self, work: _Apply, pieces: Iterable[pa.RecordBatch]
    ) -> Iterator[tuple[pa.RecordBatch, pa.RecordBatch | str]]:
        """Yield each piece with what the stage gives for it, or why it gives nothing; each in a worker that may die."""
        if not self.cores:
            yield from ((piece, work(piece)) for piece in pieces)
            return
        tasks, given = remembered(pieces)
        workers = Workers(1)
        try:
            for answer in workers.run(work, tasks, lambda task: 2 * self.guard.seconds + _allowance(task)):
                yield given.popleft(), f"breaks: {answer.reason}" if isinstance(answer, Lost) else answer
        finally:
            workers.close()


def _allowance(task: object) -> float:
    """Return the further seconds that a batch gets for its size: a long text is no text that hangs."""
    return task.nbytes / SLOWEST if isinstance(task, pa.RecordBatch) else 0.0


def remembered(tasks: Iterable[Item]) -> tuple[Iterator[Item], deque[Item]]:
    """Return the tasks, and a queue that holds those that were drawn until they are taken from it."""
    given: deque[Item] = deque()

    def drawn() -> Iterator[Item]:
        for task in tasks:
            given.append(task)
            yield task

    return drawn(), given
