"""How far a command is, on stderr: bars on a terminal, plain lines otherwise."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from dateline.faces.report import note


class _Lines:
    """Progress as plain lines: now and then how much of each step is done."""

    EVERY: Final = 1000

    def __init__(self) -> None:
        self.done: Counter[str] = Counter()

    def __call__(self, what: str, count: int) -> None:
        before = self.done[what]
        self.done[what] += count
        if before // self.EVERY != self.done[what] // self.EVERY:
            note(f"{what}: {self.done[what]}")


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int], None]]:
    """Give a callable that shows progress on stderr: bars on a terminal, plain lines otherwise."""
    if quiet:
        yield lambda _what, _count: None
        return
    if not sys.stderr.isatty():
        yield _Lines()
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415

    columns = (SpinnerColumn(), TextColumn("{task.description:<10} {task.completed:>9,.0f}"), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bars:
        tasks: dict[str, Any] = {}

        def show(what: str, count: int) -> None:
            if what not in tasks:
                tasks[what] = bars.add_task(what, total=None)
            bars.advance(tasks[what], count)

        yield show
