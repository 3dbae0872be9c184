"""Hostile files: none raises, each is read or listed, in bounded time and memory."""

import resource
import time
from collections import Counter
from pathlib import Path

import pytest

from dateline.store.arrival import arrive
from dateline.store.sources import Skipped, SourceSettings, documents, source_name
from store.hostile import PROSE, write_pile

SETTINGS = SourceSettings()
MEGABYTE = 1_000_000


def _peak() -> int:
    """Return the most memory that this process has held so far, in bytes (Linux counts in kilobytes)."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _met(top: Path) -> tuple[Counter[str], Counter[str]]:
    """Return how many articles, and how many skips, came from each file below ``top``."""
    read: Counter[str] = Counter()
    listed: Counter[str] = Counter()
    place = source_name(top)
    for found in documents([top], SETTINGS):
        arrived = found if isinstance(found, Skipped) else arrive(found, SETTINGS)
        source = arrived.source.removeprefix(place).partition("#")[0]
        (listed if isinstance(arrived, Skipped) else read)[source] += 1
        assert not isinstance(arrived, Skipped) or arrived.reason
        arrived.source.encode("utf-8")
    return read, listed


def test_a_thousand_hostile_files_are_each_read_or_listed(tmp_path: Path) -> None:
    entries = write_pile(tmp_path)
    before, started = _peak(), time.monotonic()
    read, listed = _met(tmp_path)
    assert len({*read, *listed}) == entries
    assert time.monotonic() - started < 240
    assert _peak() - before < 1500 * MEGABYTE
    assert len(read) > 300
    assert len(listed) > 300


def test_what_is_no_file_is_listed_and_never_waited_for(tmp_path: Path) -> None:
    write_pile(tmp_path, 0)
    place = source_name(tmp_path)
    reasons = {
        found.source.removeprefix(place): found.reason
        for found in documents([tmp_path], SETTINGS)
        if isinstance(found, Skipped)
    }
    assert reasons["/pipe.txt"].startswith("not a file: a pipe")
    assert reasons["/socket.txt"] == "not a file: a socket"
    assert reasons["/loop"].startswith("repeated")
    assert reasons["/self"].startswith("unreadable")
    assert reasons["/nowhere.txt"].startswith("unreadable")
    assert reasons["/.hidden.txt"] == "hidden"
    assert reasons["/draft.txt~"].startswith("temporary")
    assert reasons["/bomb.txt.gz"].startswith("over-large")
    assert reasons["/picture.png"] == "binary"


@pytest.mark.parametrize(("name", "before", "after"), [
    ("line.txt", "", ""),
    ("line.jsonl", '{"text": "', '"}\n{"text": "' + PROSE.strip() + '"}\n'),
    ("line.csv", 'id,text\n1,"', '"\n2,"' + PROSE.strip() + '"\n'),
])  # fmt: skip
def test_a_line_of_two_hundred_megabytes_is_skipped_without_being_held(
    tmp_path: Path, name: str, before: str, after: str
) -> None:
    with (tmp_path / name).open("w") as file:
        file.write(before)
        for _ in range(200):
            file.write("a " * (MEGABYTE // 2))
        file.write(after)
    peak = _peak()
    read, listed = _met(tmp_path)
    assert listed == {f"/{name}": 1}
    assert read == ({f"/{name}": 1} if after else {})
    assert _peak() - peak < 100 * MEGABYTE
