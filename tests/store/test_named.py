"""Rows that belong to no article: they come with the first that names them and go with the last."""

import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import dateline
from dateline.plan.order import STAGES
from dateline.store.database import open_database
from dumps import dump
from piles import take_in

NAMED = ("actor", "actor_role")
MERKEL = "person:angela-merkel"
TEXTS = {
    "a": "Reporters in Ostrava asked the envoys of Denmark about Angela Merkel on 3 March 2031, but they said nothing.",
    "b": "A book about Angela Merkel was shown in Ostrava on 4 March 2031, and Denmark sent nobody to see it there.",
    "c": "Nobody whom anybody knows came to the old ferry quay on 5 March 2031, and the line stayed closed all day.",
}


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    found = {name: tmp_path / f"{name}.txt" for name in TEXTS}
    for name, path in found.items():
        path.write_text(TEXTS[name], "utf-8")
    return found


def _actors(path: Path) -> set[str]:
    return {row[0] for row in dump(path)["actor"]}


def _article(record: dateline.Record, words: str) -> str:
    (found,) = record.search(words)
    return str(found["article_id"])


def test_an_actor_comes_with_the_first_article_that_names_it_and_goes_with_the_last(
    files: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "x.db"
    take_in(path, [files["c"]])
    assert MERKEL not in _actors(path)
    for name in ("a", "b"):
        take_in(path, [files[name]])
        assert MERKEL in _actors(path)
        assert [row[0] for row in dump(path)["actor_role"]].count(MERKEL) == 1
    with dateline.open(path) as record:
        record.remove(_article(record, "book"))
        assert {row["actor_id"]: row["articles"] for row in record.actors()}[MERKEL] == 1
        record.remove(_article(record, "envoys"))
        assert record.check().wrong == ()
    assert MERKEL not in _actors(path)
    assert MERKEL not in {row[0] for row in dump(path)["actor_role"]}
    take_in(tmp_path / "other.db", [files["c"]])
    assert dump(path) == dump(tmp_path / "other.db")


def test_what_is_named_again_is_written_once_and_told_as_no_change(files: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    take_in(path, [files["a"]])
    first = {name: dump(path)[name] for name in NAMED}
    take_in(path, [files["b"]])
    assert {row[0] for row in first["actor"]} < _actors(path)
    assert set(first["actor_role"]) == set(dump(path)["actor_role"])
    with dateline.open(path) as record:
        assert not [row for row in record.changes() if row["table"] in NAMED]


def _renamed(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Read as the first stage does, but call Merkel otherwise and let her office begin on another day."""
    rows: list[dict[str, Any]] = STAGES[0].apply(batch).to_pylist()
    for row in rows:
        for actor in row["actor"]:
            actor["name"] = "Dr Merkel" if actor["actor_id"] == MERKEL else actor["name"]
        for role in row["actor_role"]:
            role["since"] = "2005-11" if role["actor_id"] == MERKEL else role["since"]
    return pa.RecordBatch.from_pylist(rows, schema=STAGES[0].writes.schema)


def _nobody(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Read as the first stage does, and find no actor."""
    rows = [{**row, "actor": [], "actor_role": [], "actor_mention": []} for row in STAGES[0].apply(batch).to_pylist()]
    return pa.RecordBatch.from_pylist(rows, schema=STAGES[0].writes.schema)


def test_another_version_says_it_of_the_row_that_is_there(files: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    take_in(path, list(files.values()))
    usual = dump(path)
    take_in(path, [], stages=(replace(STAGES[0], name="read.v2", apply=_renamed), *STAGES[1:]))
    assert {row[0]: row[1] for row in dump(path)["actor"]}[MERKEL] == "Dr Merkel"
    assert [row[4] for row in dump(path)["actor_role"] if row[0] == MERKEL] == ["2005-11"]
    assert {name: len(dump(path)[name]) for name in NAMED} == {name: len(usual[name]) for name in NAMED}
    take_in(path, [])
    assert dump(path) == usual


def test_a_version_that_finds_nobody_leaves_nobody(files: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    take_in(path, list(files.values()))
    take_in(path, [], stages=(replace(STAGES[0], name="read.v2", apply=_nobody), *STAGES[1:]))
    rows = dump(path)
    assert (rows["actor"], rows["actor_role"], rows["actor_mention"]) == ([], [], [])
    with dateline.open(path) as record:
        assert record.check().wrong == ()


def test_an_article_that_changes_leaves_nobody_behind(tmp_path: Path) -> None:
    path, rows = tmp_path / "x.db", tmp_path / "rows.jsonl"
    for text in (TEXTS["a"], TEXTS["c"]):
        rows.write_text(json.dumps({"text": text}), "utf-8")
        take_in(path, [rows])
    with dateline.open(path) as record:
        assert len(record.articles()) == 2
        record.remove(_article(record, "envoys"))
    rows.write_text(json.dumps({"text": TEXTS["c"]}), "utf-8")
    take_in(tmp_path / "other.db", [rows])
    assert dump(path)["actor"] == dump(tmp_path / "other.db")["actor"]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM actor WHERE actor_id = 'person:angela-merkel'",
        "UPDATE actor_mention SET actor_id = 'person:nobody'",
        "UPDATE actor_role SET actor_id = 'person:nobody'",
        "UPDATE actor_mention SET article_id = 'nobody'",
        "UPDATE place_mention SET article_id = 'nobody'",
    ],
)
def test_nobody_who_is_named_can_be_taken_away(statement: str, files: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    take_in(path, list(files.values()))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
            connection.execute(statement)


def test_the_mentions_of_an_article_go_with_its_row(files: dict[str, Path], tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    take_in(path, [files["a"]])
    database = open_database(path)
    with database.transaction() as connection:
        connection.exec_driver_sql("DELETE FROM article")
        left = {
            table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()  # noqa: S608 - our names
            for table in ("actor_mention", "place_mention")
        }
        connection.rollback()
    database.close()
    assert left == {"actor_mention": 0, "place_mention": 0}
