"""Law 2 and law 5 on a whole record: any order, any cut, removals, a second look, ``kill -9``."""

import os
import random  # noqa: TID251 - a seeded lot, to choose orders
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import dateline
from dateline.store.document import SourceSettings
from dumps import dump
from piles import SLOGAN, make_pile


def _record(path: Path, files: list[Path]) -> Path:
    with dateline.open(path, create=True) as record:
        record.add(files, cores=0)
    return path


@pytest.fixture(scope="module")
def pile(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make_pile(tmp_path_factory.mktemp("pile"))


@pytest.fixture(scope="module")
def whole(pile: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _record(tmp_path_factory.mktemp("whole") / "whole.db", pile)


def test_two_outlets_with_one_text_are_two_articles_and_a_moved_file_is_one(whole: Path) -> None:
    rows = dump(whole)
    texts = [row[6] for row in rows["article"]]
    assert len(rows["article"]) == 6 + 1 + 10 + 1
    assert len(set(texts)) == 6 + 1 + 5 + 1
    assert len(rows["article_source"]) == 6 + 2 + 1 + 11 + 1
    assert sorted(Path(row[0]).name for row in rows["skipped"]) == ["binary.txt", "empty.txt", "rows.jsonl#12"]


def test_a_line_repeated_in_an_outlet_is_left_out_and_the_article_is_not_read_again(whole: Path) -> None:
    with dateline.open(whole) as record:
        repeated = [row for row in record.articles() if row["outlet"] == "The Harbour Post"]
    blocks = [row for row in dump(whole)["block"] if "repeats.v1" in row]
    assert len(blocks) == 2 * len(repeated)
    assert all(SLOGAN for _ in blocks)


@pytest.mark.parametrize("seed", range(10))
def test_any_order_and_cut_with_removals_among_them_gives_the_same_rows(
    seed: int, pile: list[Path], whole: Path, tmp_path: Path
) -> None:
    chance = random.Random(seed)  # noqa: S311 - a lot, not a secret
    files = [*pile, *chance.sample(pile, 4)]
    chance.shuffle(files)
    with dateline.open(tmp_path / "x.db", create=True) as record:
        while files:
            size = chance.randint(1, 6)
            record.add(files[:size], cores=0)
            files = files[size:]
            there = [row["article_id"] for row in record.articles()]
            record.remove(chance.sample(there, min(3, len(there))))
        record.add(chance.sample(pile, len(pile)), cores=0)
    assert dump(tmp_path / "x.db") == dump(whole)


def test_removing_gives_the_record_of_the_others(pile: list[Path], tmp_path: Path) -> None:
    some = [path for path in pile if path.name in {"a3.txt", "a4.txt", "rows.jsonl"}]
    rest = [path for path in pile if path not in some and path.suffix == ".txt"]
    _record(tmp_path / "rest.db", rest)
    with dateline.open(tmp_path / "x.db", create=True) as record:
        record.add(rest, cores=0)
        before = {row["article_id"] for row in record.articles()}
        record.add(some, cores=0)
        record.remove([row["article_id"] for row in record.articles() if row["article_id"] not in before])
    left, rest_rows = dump(tmp_path / "x.db"), dump(tmp_path / "rest.db")
    left.pop("skipped")
    rest_rows.pop("skipped")
    assert left == rest_rows


def test_adding_again_changes_nothing_and_says_so(pile: list[Path], tmp_path: Path) -> None:
    path = _record(tmp_path / "x.db", pile)
    before = dump(path)
    with dateline.open(path) as record:
        counts = record.add(pile, cores=0)
        assert (counts["new"], counts["met"]) == (0, 0)
        assert not len(record.changes())
    assert dump(path) == before


def test_other_column_names_read_the_rows_anew(tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"words": "Envoys of Veldria met on 3 March 2031 in Ostrava, said the ministry."}', "utf-8")
    columns = {**SourceSettings().columns, "text": ("words",)}
    with dateline.open(tmp_path / "x.db", create=True) as record:
        assert record.add(rows, cores=0)["skipped"] == 1
        assert record.add(rows, cores=0, settings=SourceSettings(columns=columns))["new"] == 1
        assert not len(record.skipped())


def _killed(command: list[str], after: float) -> None:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_kill_at_random_instants_leaves_a_whole_record_that_resumes(tmp_path: Path) -> None:
    chance = random.Random(20)  # noqa: S311
    folder = tmp_path / "pile"
    for copy in range(12):
        make_pile(folder / str(copy))
    rows = "\n".join(
        f'{{"text": "Envoys met on {day % 28 + 1} March 2031. Note {day}.\\n{SLOGAN}", "outlet": "The Harbour Post"}}'
        for day in range(600)
    )
    (folder / "many.jsonl").write_text(rows, "utf-8")
    straight = _record(tmp_path / "straight.db", [folder])
    command = [sys.executable, "-m", "dateline.faces.cli", "add", str(folder), "--quiet", "-r"]
    started = time.monotonic()
    subprocess.run([*command, str(tmp_path / "timed.db")], check=False)
    whole_run = time.monotonic() - started
    expected = dump(straight)
    unfinished = 0
    for number in range(20):
        path = tmp_path / f"{number}.db"
        _killed([*command, str(path)], chance.uniform(0.2, whole_run))
        if path.exists() and path.stat().st_size:
            with dateline.open(path, create=True) as record:
                findings = record.check()
                unfinished += bool(findings.notes)
                assert not findings.wrong
        with dateline.open(path, create=True) as record:
            record.add(folder, cores=0)
        assert dump(path) == expected
    assert unfinished, "no kill met the computing; the pile is too small to show anything"
