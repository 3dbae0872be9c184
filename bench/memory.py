"""Memory and time of ``dateline add`` on plain text, for piles of growing size: the curve should be flat."""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import psutil

from pile import write_pile

_SIZES = (1_000, 5_000, 20_000, 50_000)
_EVERY = 0.1
"""Seconds between two looks at the processes."""
_COMMAND = (sys.executable, "-c", "from dateline.faces.cli import main; main()")
"""The command line by another name, so that it need not be on the path."""
_MEGABYTE = 1 << 20


class Peak(NamedTuple):
    """What one ``add`` took."""

    parent: int
    """Most bytes of resident memory that the command's own process had."""
    worker: int
    """Most that any of its workers had."""
    together: int
    """Most that all had at one time; what they share counts several times."""
    seconds: float
    """Wall-clock time."""


def resident(process: psutil.Process) -> int:
    """Return the resident memory of a process in bytes; 0 once it has ended."""
    try:
        return int(process.memory_info().rss)
    except psutil.NoSuchProcess:
        return 0


def watched(command: list[str]) -> Peak:
    """Run a command to its end, looking at its memory all along.

    Raises:
        subprocess.CalledProcessError: the command failed.

    """
    start = time.perf_counter()
    parent = worker = together = 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        process = psutil.Process(running.pid)
        while running.poll() is None:
            own = resident(process)
            try:
                others = [resident(child) for child in process.children(recursive=True)]
            except psutil.NoSuchProcess:
                others = []
            parent, worker = max(parent, own), max([worker, *others])
            together = max(together, own + sum(others))
            time.sleep(_EVERY)
    if running.returncode:
        raise subprocess.CalledProcessError(running.returncode, command)
    return Peak(parent, worker, together, time.perf_counter() - start)


def main() -> None:
    """Print a line for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=_SIZES, help="articles in each pile")
    parser.add_argument("--cores", type=int, default=1)
    given = parser.parse_args()
    print("articles   parent MB   worker MB   together MB   seconds   articles/s   record KB an article")
    for size in given.sizes:
        with tempfile.TemporaryDirectory() as name:
            pile, record = Path(name) / "pile.jsonl", Path(name) / "pile.db"
            write_pile(pile, size)
            peak = watched([*_COMMAND, "add", str(pile), "-r", str(record), "--cores", str(given.cores)])
            print(
                f"{size:8,} {peak.parent / _MEGABYTE:11.0f} {peak.worker / _MEGABYTE:11.0f}"
                f" {peak.together / _MEGABYTE:13.0f} {peak.seconds:9.1f} {size / peak.seconds:12.0f}"
                f" {record.stat().st_size / size / 1024:15.1f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
