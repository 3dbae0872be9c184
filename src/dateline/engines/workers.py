"""Worker processes that may die: a pool that loses a piece of work with its reason, and goes on."""

import multiprocessing
import pickle
import signal
import sys
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Generic, TypeVar

from dateline.errors import EngineError

Task = TypeVar("Task")
Answer = TypeVar("Answer")

START_SECONDS = 60
"""How long a new worker process may take to answer."""

PRELOADED = ("dateline.stages.read", "dateline.store.arrival", "dateline.engines.local")
"""Modules that the server of worker processes imports once, so that a new worker starts in milliseconds."""


@dataclass(frozen=True, slots=True)
class Lost(Generic[Task]):
    """A task that gave no answer: its worker died over it, or was ended because the time was up."""

    task: Task
    reason: str


@dataclass(frozen=True, slots=True)
class _Raised:
    """What a function raised, as text: not every exception can be sent."""

    words: str
    trace: str


def _echo(words: str) -> str:
    return words


def _serve(link: Connection) -> None:
    """Answer tasks until the other end closes: a worker's whole life."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which closes the pipe
    while True:
        try:
            function, task = link.recv()
        except (EOFError, OSError):
            return
        try:
            answer = function(task)
        except Exception as error:  # noqa: BLE001 - carried to the parent, which raises it
            answer = _Raised(f"{type(error).__name__}: {error}", "".join(traceback.format_exception(error)))
        try:
            link.send(answer)
        except (pickle.PicklingError, AttributeError, TypeError):
            link.send(_Raised(f"its answer cannot be sent: {answer!r:.200}", ""))
        except BrokenPipeError:
            return


class _Worker:
    """One process and the two ends of its pipe."""

    def __init__(self, context: multiprocessing.context.BaseContext) -> None:
        self.link, theirs = context.Pipe()
        self.process: BaseProcess = context.Process(target=_serve, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
        with _without_main():
            self.process.start()
        theirs.close()
        self.number = -1
        self.deadline = 0.0

    def prove(self) -> None:
        """Wait until the process answers: where none can live, the fault is not that of a task.

        Raises:
            EngineError: it does not.

        """
        try:
            self.link.send((_echo, "alive"))
            if self.link.poll(START_SECONDS) and self.link.recv() == "alive":
                return
        except (EOFError, OSError):
            pass
        raise EngineError(
            "DL402", "worker processes do not start or end at once.", "look at what they print; or work with cores=0."
        )

    def end(self) -> None:
        self.link.close()
        self.process.kill()
        self.process.join()


@contextmanager
def _without_main() -> Iterator[None]:
    """Hide the script that is running, so that a worker does not run it again.

    multiprocessing imports the main script in every process that it starts, which runs the whole of a user's script
    that has no ``if __name__ == "__main__"``. Workers are sent functions of importable modules only.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


def _context() -> multiprocessing.context.BaseContext:
    if "forkserver" in multiprocessing.get_all_start_methods():
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(list(PRELOADED))
        return context
    return multiprocessing.get_context("spawn")


class Workers:
    """A few processes; ``run`` gives answers in the order of the tasks, a bounded number of them ahead.

    Args:
        count: processes, at least one.

    """

    AHEAD = 4
    """Tasks a worker may be ahead of the answer that is due next: bounds what waits in memory."""

    def __init__(self, count: int) -> None:
        self._context = _context()
        self._idle: list[_Worker] = [_Worker(self._context) for _ in range(count)]
        self._count = count

    def close(self) -> None:
        """End the processes; the pool cannot be used afterwards."""
        for worker in self._idle:
            worker.end()
        self._idle = []

    def run(
        self, function: Callable[[Task], Answer], tasks: Iterable[Task], seconds: Callable[[Task], float]
    ) -> Iterator[Answer | Lost[Task]]:
        """Yield ``function(task)`` for every task, in order; ``Lost`` where a worker died or overran.

        Args:
            function: module-level, picklable.
            tasks: drawn only as far ahead as there are workers to take them.
            seconds: how long a task may take before its worker is ended.

        Raises:
            EngineError: ``function`` raised; the error says what and where.

        """
        return _Shift(self._context, self._idle, function, tasks, seconds, self._count * self.AHEAD).answers()


class _Shift(Generic[Task, Answer]):
    """One run of the pool: which worker has which task, and which answers wait for their turn."""

    def __init__(  # noqa: PLR0913, PLR0917 - the state of one run, built in one place
        self,
        context: multiprocessing.context.BaseContext,
        workers: list[_Worker],
        function: Callable[[Task], Answer],
        tasks: Iterable[Task],
        seconds: Callable[[Task], float],
        ahead: int,
    ) -> None:
        self.context, self.workers, self.function, self.seconds, self.ahead = context, workers, function, seconds, ahead
        self.tasks = enumerate(tasks)
        self.busy: dict[int, tuple[_Worker, Task]] = {}
        self.done: dict[int, Answer | Lost[Task] | _Raised] = {}
        self.due = 0
        self.drained = False

    def answers(self) -> Iterator[Answer | Lost[Task]]:
        """Yield the answers in order; leave no worker busy, however it ends."""
        try:
            while True:
                self._hand_out()
                if not self.busy and not self.done:
                    return
                while self.due in self.done:
                    answer = self.done.pop(self.due)
                    self.due += 1
                    if isinstance(answer, _Raised):
                        raise EngineError("DL401", f"a worker failed: {answer.words}\n{answer.trace}")
                    yield answer
                    self._hand_out()
                if self.busy:
                    self._collect()
        finally:
            for worker, _ in self.busy.values():
                self._replace(worker)

    def _hand_out(self) -> None:
        working = {id(worker) for worker, _ in self.busy.values()}
        free = deque(worker for worker in self.workers if id(worker) not in working)
        while free and not self.drained and len(self.busy) + len(self.done) < self.ahead:
            entry = next(self.tasks, None)
            if entry is None:
                self.drained = True
                return
            number, task = entry
            worker = free.popleft()
            worker.deadline = time.monotonic() + self.seconds(task)
            self.busy[number] = (worker, task)
            try:
                worker.link.send((self.function, task))
            except OSError:
                self._lose(number, "its worker process ended")

    def _collect(self) -> None:
        now = time.monotonic()
        until = min(worker.deadline for worker, _ in self.busy.values())
        ready = wait([worker.link for worker, _ in self.busy.values()], timeout=max(0.0, until - now))
        for number, (worker, _) in list(self.busy.items()):
            if worker.link in ready:
                try:
                    answer = worker.link.recv()
                except (EOFError, OSError):
                    self._lose(number, "it ended its worker process")
                    continue
                del self.busy[number]
                self.done[number] = answer
            elif worker.deadline <= time.monotonic():
                self._lose(number, "it did not come to an end in time")

    def _lose(self, number: int, reason: str) -> None:
        worker, task = self.busy.pop(number)
        self._replace(worker)
        self.done[number] = Lost(task, reason)

    def _replace(self, worker: _Worker) -> None:
        worker.end()
        fresh = _Worker(self.context)
        self.workers[self.workers.index(worker)] = fresh
        fresh.prove()
