"""Bounds on one piece of work inside a worker: how long it may take and how much memory it may add."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

try:
    import resource
except ImportError:  # not on Windows: there the deadline of the worker is the only guard
    resource = None  # type: ignore[assignment]


class TooSlow(BaseException):
    """The work took longer than its guard allows. Not an Exception, so that no parser's broad handler swallows it."""


@dataclass(frozen=True, slots=True)
class Guard:
    """Bounds on one article.

    Args:
        seconds: wall-clock time.
        bytes: memory that it may add to its worker.

    """

    seconds: float = 20.0
    bytes: int = 1 << 30


def _raise_too_slow(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlow


def _address_space() -> int | None:
    """Return the size of this process in bytes, or None where the system does not tell."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[0]
    except OSError:
        return None
    return int(pages) * resource.getpagesize()


@contextmanager
def _memory_bound(extra: int) -> Iterator[None]:
    size = _address_space() if resource is not None else None
    if size is None:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    limits = [limit for limit in (soft, hard) if limit != resource.RLIM_INFINITY]
    resource.setrlimit(resource.RLIMIT_AS, (min([size + extra, *limits]), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


@contextmanager
def guarded(guard: Guard) -> Iterator[None]:
    """Run the body under the guard. Only the main thread of a process can be interrupted: in others nothing is bounded.

    Raises:
        TooSlow: the time is up. Code that never returns to the interpreter is not reached by this; the engine ends
            its worker some seconds later.
        MemoryError: the memory is used up.

    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGALRM, _raise_too_slow)
    signal.setitimer(signal.ITIMER_REAL, guard.seconds, 1.0)
    try:
        with _memory_bound(guard.bytes):
            yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
