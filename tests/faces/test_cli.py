"""The command line as a user meets it: exit codes, streams, formats, and what goes wrong."""

import csv
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

from dateline.faces.cli import cli

ARTICLE = """Envoys to meet in Ostrava

OSTRAVA, March 3, 2031 (Meridian) - Envoys of Veldria and Osmar met on March 2 and will meet again on April 4-5.

They last met on 12 May 2029, the ministry said.
"""


def write_pile(folder: Path) -> Path:
    folder.mkdir()
    (folder / "a.txt").write_text(ARTICLE, "utf-8")
    (folder / "b.txt").write_text("The envoys of Veldria came home without a word about the ferry line.", "utf-8")
    return folder


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    return write_pile(tmp_path / "pile")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    pile = write_pile(folder / "pile")
    assert run("add", str(pile), "-r", str(folder / "x.db")).exit_code == 0
    return folder / "x.db"


@pytest.fixture
def record(made: Path, tmp_path: Path) -> str:
    """Return a record of the pile's, which a test may change."""
    return str(shutil.copy(made, tmp_path / "x.db"))


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(cli, list(arguments), input=given)


def test_help_waits_for_no_heavy_import() -> None:
    command = [sys.executable, "-X", "importtime", "-m", "dateline.faces.cli", "--help"]
    loaded = subprocess.check_output(command, stderr=subprocess.STDOUT, text=True)
    assert "click" in loaded
    for heavy in ("sqlalchemy", "pyarrow", "trafilatura", "alembic"):
        assert heavy not in loaded


def test_the_chronology_has_a_line_for_each_dated_passage_in_order(record: str) -> None:
    lines = run("timeline", "-r", record).stdout.splitlines()
    assert [line[:26].split()[0] for line in lines] == [
        "2029-05-12",
        "2031-03-02",
        "2031-03-03",
        "2031-04-04..05",
        "undated",
    ]
    assert [line[23] for line in lines] == [" ", "~", ">", "~", ">"]
    assert "will meet again on April 4-5." in lines[3]


def test_filters_keep_what_meets_the_days_and_say_what_they_cannot_place(record: str) -> None:
    result = run("timeline", "-r", record, "--since", "2031-04", "--until", "2031-04-04")
    assert len(result.stdout.splitlines()) == 1
    assert "1 article and 0 passages of unknown date" in result.stderr


def test_results_go_to_stdout_and_all_else_to_stderr(pile: Path, tmp_path: Path) -> None:
    result = run("add", str(pile), "-r", str(tmp_path / "y.db"))
    assert result.stdout == ""
    assert "2 new articles" in result.stderr


def test_every_format_holds_the_same_rows(record: str) -> None:
    read: dict[str, Callable[[bytes], list[dict[str, Any]]]] = {
        "csv": lambda out: list(csv.DictReader(io.StringIO(out.decode(), newline=""))),
        "jsonl": lambda out: [json.loads(line) for line in out.splitlines()],
        "parquet": lambda out: pyarrow.parquet.read_table(io.BytesIO(out)).to_pylist(),
    }
    ids = {
        form: [row["id"] for row in parse(run("timeline", "-r", record, "--format", form).stdout_bytes)]
        for form, parse in read.items()
    }
    assert ids["csv"] == ids["jsonl"] == ids["parquet"]
    assert len(ids["csv"]) == 4


def test_why_leads_from_a_date_to_its_words_and_to_what_it_hangs_from(record: str) -> None:
    rows = [json.loads(line) for line in run("timeline", "-r", record, "--format", "jsonl").stdout.splitlines()]
    inferred = next(row["id"] for row in rows if row["earliest"] == "2031-04-04")
    told = run("why", inferred, "-r", record).stdout
    assert "April 4-5" in told
    assert "hangs from  the day of publication" in told
    assert "March 3, 2031" in told
    assert run("why", rows[0]["article_id"], "-r", record).exit_code == 0


def test_search_finds_words_and_is_not_moved_by_operators(record: str) -> None:
    assert "ferry" in run("search", "ferry", "line", "-r", record).stdout
    for words in ('"', "a OR b", "NEAR(", "title:x", "*", "'; DROP TABLE article; --", "-"):
        assert run("search", words, "-r", record).exit_code in {0, 2}
    assert run("check", "-r", record).exit_code == 0


def test_removing_takes_the_article_out_of_every_listing(record: str) -> None:
    listed = [json.loads(line) for line in run("articles", "-r", record, "--format", "jsonl").stdout.splitlines()]
    dated = next(row["article_id"] for row in listed if row["published_earliest"])
    assert run("remove", dated, "-r", record).exit_code == 0
    assert dated not in run("timeline", "-r", record).stdout
    assert dated in run("changes", "-r", record).stdout
    assert run("remove", dated, "-r", record).exit_code == 1
    assert run("check", "-r", record).stdout.endswith("the record is whole\n")


def test_standard_input_is_a_source(tmp_path: Path) -> None:
    path = str(tmp_path / "x.db")
    assert run("add", "-", "-r", path, given=ARTICLE.encode()).exit_code == 0
    assert "2029-05-12" in run("timeline", "-r", path).stdout


def test_what_is_skipped_is_named_and_makes_the_exit_code_one(pile: Path, tmp_path: Path) -> None:
    (pile / "c.txt").write_bytes(b"")
    path = str(tmp_path / "x.db")
    result = run("add", str(pile), "-r", path)
    assert result.exit_code == 1
    assert "c.txt: empty" in result.stderr
    assert "c.txt: empty" in run("articles", "--skipped", "-r", path).stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ("timeline", "-r", "nowhere.db"),
        ("add", "nowhere", "-r", "{x}"),
        ("timeline", "-r", "{record}", "--since", "soon"),
        ("why", "e0", "-r", "{record}"),
        ("changes", "-r", "{record}", "--since", "lately"),
        ("add", "{pile}", "-r", "{x}", "--settings", "nowhere.toml"),
        ("timeline",),
        ("no-such-command",),
    ],
)
def test_wrong_use_ends_with_two_and_one_line_of_advice(
    arguments: tuple[str, ...], record: str, pile: Path, tmp_path: Path
) -> None:
    names = {"record": record, "pile": str(pile), "x": str(tmp_path / "new.db")}
    result = run(*(argument.format(**names) for argument in arguments))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Traceback" not in result.stderr
    assert result.stderr.strip()


COMMAND = [sys.executable, "-m", "dateline.faces.cli"]


def started(*arguments: str | bytes, **streams: Any) -> subprocess.Popen[bytes]:
    """Start the command line as a process of its own, which ends by ``main``."""
    streams = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **streams}
    return subprocess.Popen([*COMMAND, *arguments], **streams)


@pytest.mark.parametrize("form", ["table", "csv", "jsonl", "parquet"])
def test_a_reader_that_goes_away_is_an_end_and_no_error(form: str, record: str) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    process = started("timeline", "-r", record, "--format", form, stdout=writing)
    os.close(writing)
    _, errors = process.communicate()
    assert (process.returncode, b"Error" in errors) == (0, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("form", ["table", "csv", "jsonl", "parquet"])
def test_a_full_disk_ends_with_two_and_says_so(form: str, record: str) -> None:
    with Path("/dev/full").open("wb") as full:
        process = started("timeline", "-r", record, "--format", form, stdout=full)
        _, errors = process.communicate()
    assert process.returncode == 2
    assert b"No space left" in errors
    assert b"Traceback" not in errors


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ((b"changes", b"--since", b"99999999999999999999999", b"-r", b"{record}"), 2),
        ((b"add", b"\xff\xfe.txt", b"-r", b"{record}"), 2),
        ((b"remove", b"\xff\xfe", b"-r", b"{record}"), 1),
        ((b"why", b"\xff\xfe", b"-r", b"{record}"), 2),
        ((b"search", b"\xff\xfe", b"-r", b"{record}"), 0),
        ((b"articles", b"--since", b"\xff\xfe", b"-r", b"{record}"), 2),
        ((b"timeline", b"--format", b"\xff\xfe", b"-r", b"{record}"), 2),
        ((b"timeline", b"-r", b"\xff\xfe.db"), 2),
        ((b"\xff\xfe",), 2),
    ],
)
def test_odd_bytes_and_numbers_are_told_apart_from_faults_of_ours(
    arguments: tuple[bytes, ...], code: int, record: str
) -> None:
    process = started(*(argument.replace(b"{record}", record.encode()) for argument in arguments))
    _, errors = process.communicate()
    assert process.returncode == code
    assert b"Traceback" not in errors
    assert errors.strip()


def test_an_interrupted_add_ends_with_130_and_its_record_opens(tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    process = started("add", "-", "-r", str(path), "--cores", "1", stdin=subprocess.PIPE)
    while not path.exists() and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in errors
    assert b"stopped" in errors
    assert run("add", "-", "-r", str(path), given=ARTICLE.encode()).exit_code == 0
    assert run("check", "-r", str(path)).exit_code == 0
