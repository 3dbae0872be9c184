"""Law 2 and law 5 on a whole record: any order, any cut, removals, a second look, ``kill -9``."""

import multiprocessing
import random  # noqa: TID251 - a seeded lot, to choose orders
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
import sqlalchemy as sa

import dateline
from dateline.engines.workers import PRELOADED
from dateline.plan import work
from dateline.store.database import Database
from dateline.store.document import SourceSettings
from dumps import dump
from piles import SLOGAN, make_pile, make_slogan_pile, take_in


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


def test_a_line_repeated_in_an_outlet_is_left_out_in_each_of_its_articles_and_nothing_else_is(whole: Path) -> None:
    with dateline.open(whole) as record:
        outlets = {row["article_id"]: row["outlet"] for row in record.articles()}
        with record._database.transaction() as connection:
            left_out = connection.exec_driver_sql("SELECT article_id, words FROM furniture WHERE stage = 'repeats.v1'")
            found = sorted((article, words) for article, words in left_out)
    named = [article for article, outlet in outlets.items() if outlet]
    assert len(named) == 10
    assert found == sorted((article, SLOGAN) for article in named)


def test_two_cores_give_the_rows_of_one(pile: list[Path], whole: Path, tmp_path: Path) -> None:
    take_in(tmp_path / "x.db", pile, cores=2)
    assert dump(tmp_path / "x.db") == dump(whole)


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


OTHER = {
    "another column names the outlet": SourceSettings(columns={**SourceSettings().columns, "outlet": ("title",)}),
    "no column names the outlet": SourceSettings(columns={**SourceSettings().columns, "outlet": ()}),
    "longer texts are over-large": SourceSettings(max_text_chars=300),
    "shorter texts are empty": SourceSettings(min_letters=250),
}


@pytest.mark.parametrize("settings", OTHER.values(), ids=OTHER)
def test_what_is_added_again_under_other_settings_is_as_if_it_had_never_been_read_under_the_first(
    settings: SourceSettings, pile: list[Path], whole: Path, tmp_path: Path
) -> None:
    take_in(tmp_path / "straight.db", pile, settings=settings)
    take_in(tmp_path / "x.db", pile)
    take_in(tmp_path / "x.db", pile, settings=settings)
    assert dump(tmp_path / "x.db") == dump(tmp_path / "straight.db") != dump(whole)
    take_in(tmp_path / "x.db", pile)
    assert dump(tmp_path / "x.db") == dump(whole)


class _CrashError(Exception):
    """Stands for the end of the process in the midst of a transaction."""


def _crash_in(number: int, patch: pytest.MonkeyPatch) -> None:
    """Let the transaction of that number, from now on, end before what it did is kept."""
    whole = Database.transaction
    numbers = iter(range(number + 1))

    @contextmanager
    def transaction(database: Database) -> Iterator[sa.Connection]:
        with whole(database) as connection:
            yield connection
            if next(numbers, None) == number:
                raise _CrashError

    patch.setattr(Database, "transaction", transaction)


def test_a_crash_in_any_third_transaction_of_an_add_leaves_a_whole_record_that_resumes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, size in (("DOCUMENTS", 4), ("ROWS", 3), ("KEYS", 5)):
        monkeypatch.setattr(work, name, size)  # so that a small pile takes many transactions
    make_pile(tmp_path / "pile")
    make_slogan_pile(tmp_path / "pile" / "slogans")
    take_in(tmp_path / "straight.db", [tmp_path / "pile"])
    expected = dump(tmp_path / "straight.db")
    for number in range(0, 1000, 3):
        path = tmp_path / f"{number}.db"
        try:
            with monkeypatch.context() as patch:
                _crash_in(number, patch)
                take_in(path, [tmp_path / "pile"])
        except _CrashError:
            with dateline.open(path) as record:
                assert record.check().wrong == ()
            take_in(path, [tmp_path / "pile"])
            assert dump(path) == expected
        else:
            break
    assert number > 15, "the pile takes too few transactions to show anything"


def test_a_crash_in_any_transaction_of_a_removal_leaves_a_whole_record_that_resumes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = make_slogan_pile(tmp_path / "pile")
    take_in(tmp_path / "others.db", files[3:])
    expected = dump(tmp_path / "others.db")
    with dateline.open(tmp_path / "others.db") as record:
        others = {row["article_id"] for row in record.articles()}
    for number in range(100):
        path = tmp_path / f"{number}.db"
        take_in(path, files)
        with dateline.open(path) as record:
            gone = {row["article_id"] for row in record.articles()} - others
            try:
                with monkeypatch.context() as patch:
                    _crash_in(number, patch)
                    record.remove(gone)
            except _CrashError:
                assert record.check().wrong == ()
                record.remove(gone)
                assert dump(path) == expected
            else:
                break
    assert number > 4, "a removal takes too few transactions to show anything"


BY_LINE = [sys.executable, "-m", "dateline.faces.cli", "add", "--quiet", "--cores", "1"]
KILLS = 20
BY_LINE_EVERY = 5
"""Every fifth process that is killed is the command line with a worker; the others start at once."""


def _add_in_small_steps(path: Path, folder: Path) -> None:
    """Add in this process, in many transactions."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work, "DOCUMENTS", 16)
        patch.setattr(work, "ROWS", 16)
        _record(path, [folder])


def _by_line(path: Path, folder: Path) -> Callable[[float], None]:
    """Start the command line; return what waits some seconds and kills it."""
    process = subprocess.Popen([*BY_LINE, str(folder), "-r", str(path)], stderr=subprocess.DEVNULL)
    while not path.exists() and process.poll() is None:
        time.sleep(0.001)

    def kill(after: float) -> None:
        with suppress(subprocess.TimeoutExpired):
            process.wait(after)
        process.kill()
        process.wait()

    return kill


def _by_door(path: Path, folder: Path) -> Callable[[float], None]:
    """Start an ``add`` from Python; return what waits some seconds and kills it."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*PRELOADED, "alembic.command", "dateline.faces.api"])
    process = context.Process(target=_add_in_small_steps, args=(path, folder))
    process.start()

    def kill(after: float) -> None:
        process.join(after)
        process.kill()
        process.join()

    return kill


def _seconds(start: Callable[[Path, Path], Callable[[float], None]], path: Path, folder: Path) -> float:
    """Return how long an ``add`` takes that nobody kills."""
    wait = start(path, folder)
    started = time.monotonic()
    wait(600)
    return time.monotonic() - started


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL on Windows")
def test_kill_at_random_instants_leaves_a_whole_record_that_resumes(tmp_path: Path) -> None:
    chance = random.Random(20)  # noqa: S311
    folder = tmp_path / "pile"
    make_pile(folder)
    rows = "\n".join(  # their addresses tell them apart, for the reading of one sentence costs more than that of a row
        f'{{"text": "Envoys met on {day % 7 + 1} March 2031.\\n{SLOGAN}", "outlet": "The Harbour Post", "url": '
        f'"https://harbour.example/{day}"}}'
        for day in range(120)
    )
    (folder / "many.jsonl").write_text(rows, "utf-8")
    expected = dump(_record(tmp_path / "straight.db", [folder]))
    whole_run = {start: _seconds(start, tmp_path / f"{start.__name__}.db", folder) for start in (_by_line, _by_door)}
    unfinished = 0
    for number in range(KILLS):
        path = tmp_path / f"{number}.db"
        start = _by_door if number % BY_LINE_EVERY else _by_line
        start(path, folder)(chance.uniform(0, whole_run[start]))
        with dateline.open(path, create=True) as record:
            findings = record.check()
            unfinished += bool(findings.notes)
            assert findings.wrong == ()
            record.add(folder, cores=0)
        assert dump(path) == expected
    assert unfinished, "no kill met the computing; the pile is too small to show anything"
