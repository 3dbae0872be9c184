"""``check`` sees every kind of damage that it promises to see, and sees none where there is none."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import dateline
from piles import make_pile, take_in

A_ROW = "WHERE article_id = (SELECT min(article_id) FROM ITS_TABLE)"
A_TIME = "WHERE time_id = (SELECT min(time_id) FROM time_expression WHERE earliest IS NOT NULL)"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole")
    make_pile(folder / "pile")
    take_in(folder / "whole.db", [folder / "pile"])
    return folder / "whole.db"


@pytest.fixture
def path(whole: Path, tmp_path: Path) -> Path:
    """Return a record that may be damaged."""
    return Path(shutil.copy(whole, tmp_path / "x.db"))


def _damage(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            table = statement.removeprefix("DELETE FROM ").removeprefix("UPDATE ").split(maxsplit=1)[0]
            whole = statement.replace("A_TIME", A_TIME).replace("A_ROW", A_ROW).replace("ITS_TABLE", table)
            assert connection.execute(whole).rowcount, f"nothing was damaged by {whole}"


def _wrong(path: Path) -> str:
    with dateline.open(path) as record:
        return "\n".join(record.check().wrong)


def test_a_whole_record_has_nothing_wrong_and_nothing_to_note(path: Path) -> None:
    with dateline.open(path) as record:
        findings = record.check()
    assert (findings.wrong, findings.notes) == ((), ())


PLACES = ("block", "sentence", "time_expression", "actor_mention", "place_mention", "line")
OUTSIDE = ('"end" = 100000', '"end" = start', "start = start - 100000")
STRANGE = "not what their text and sources make them"
NO_DAY = "days that are none"

DAMAGE = [
    *(
        (
            "span outside their text",
            "UPDATE A_TABLE SET A_PLACE A_ROW".replace("A_TABLE", table).replace("A_PLACE", change),
        )
        for table in PLACES
        for change in OUTSIDE
    ),
    ("articles without text", "UPDATE article SET text = '' A_ROW"),
    ("articles without text", "UPDATE article SET text = NULL A_ROW"),
    ("met nowhere", "DELETE FROM article_source A_ROW"),
    ("end before they begin", "UPDATE time_expression SET earliest = '2999-01-01' A_TIME"),
    (
        "end before they begin",
        "UPDATE article SET published_earliest = '2999-01-02', published_latest = '2999-01-01' A_ROW",
    ),
    ("half known", "UPDATE time_expression SET earliest = NULL A_TIME"),
    ("half known", "UPDATE time_expression SET latest = NULL A_TIME"),
    (NO_DAY, "UPDATE time_expression SET earliest = 'soon' A_TIME"),
    (NO_DAY, "UPDATE time_expression SET latest = 'soon' A_TIME"),
    (NO_DAY, "UPDATE article SET published_earliest = 'soon' A_ROW"),
    (NO_DAY, "UPDATE article SET published_latest = 'soon' A_ROW"),
    (NO_DAY, "UPDATE article SET modified = 'soon' A_ROW"),
    ("lists that are none", "UPDATE block SET marks = 'cut' A_ROW"),
    ("unknown role", "UPDATE block SET role = 'advert' A_ROW"),
    ("id is not their place", "UPDATE sentence SET sentence_id = 'other' A_ROW AND start = 0"),
    ("id is not their place", "UPDATE time_expression SET time_id = 'other' A_TIME"),
    ("id is not their place", "UPDATE time_expression SET sentence_id = 'other.s0' A_TIME"),
    ("hang from nothing", "UPDATE time_expression SET anchor_time_id = 'nothing' A_TIME"),
    ("actors and roles that nothing mentions", "DELETE FROM actor_mention"),
    ("actors and roles that nothing mentions", "UPDATE actor_role SET actor_id = 'person:nobody'"),
    ("mentions of nobody", "DELETE FROM actor WHERE actor_id = (SELECT min(actor_id) FROM actor_mention)"),
    ("unknown kind", "UPDATE actor SET kind = 'planet'"),
    ("do not say what made them", "UPDATE actor SET stage = NULL"),
    ("do not say what made them", "UPDATE actor_mention SET stage = NULL"),
    ("do not say what made them", "UPDATE place_mention SET stage = NULL"),
    ("do not say what made them", "UPDATE sentence SET stage = NULL A_ROW"),
    ("do not say what made them", "UPDATE time_expression SET stage = NULL A_ROW"),
    ("neither read nor wait", "UPDATE article SET stage = NULL A_ROW"),
    ("a row points to article", "INSERT INTO sentence VALUES ('nobody.s0', 'nobody', 0, 1, 'read.v1')"),
    ("a row points to actor", "UPDATE actor_mention SET actor_id = 'nobody' A_ROW"),
    ("a row points to sentence", "DELETE FROM sentence WHERE sentence_id IN (SELECT sentence_id FROM time_expression)"),
    (STRANGE, "UPDATE article SET text = text || ' more' A_ROW"),
    (STRANGE, "UPDATE article SET text = upper(text) A_ROW"),
    (STRANGE, "UPDATE article SET title = 'Other' A_ROW"),
    (STRANGE, "UPDATE article SET url = 'Other' A_ROW"),
    (STRANGE, "UPDATE article SET outlet = 'Other' A_ROW"),
    (STRANGE, "UPDATE article SET wire_given = 'Other' A_ROW"),
    (STRANGE, "UPDATE article SET authors = '[\"Other\"]' A_ROW"),
    (STRANGE, "UPDATE article SET signals = '[1]' A_ROW"),
    (STRANGE, "UPDATE article_source SET title = 'Other', authors = '[\"Other\"]' WHERE title = 'Round 8'"),
]
"""What ``check`` must say, and a statement that does the damage; ``A_ROW`` and ``A_TIME`` say to which rows."""


@pytest.mark.parametrize(("wrong", "statement"), DAMAGE, ids=range(len(DAMAGE)))
def test_damaged_rows_are_seen(wrong: str, statement: str, path: Path) -> None:
    _damage(path, statement)
    assert wrong in _wrong(path)


@pytest.mark.parametrize(
    "statement",
    [
        "DROP INDEX block_by_key",
        "DROP TRIGGER article_search_insert",
        "DROP TRIGGER article_search_delete",
        "DROP TRIGGER article_search_update",
        "DROP VIEW timeline",
        "DROP TABLE line",
        "DROP TABLE article_search",
    ],
)
def test_a_piece_of_the_schema_that_is_missing_is_seen(statement: str, path: Path) -> None:
    _damage(path, statement)
    assert f"{statement.rpartition(' ')[2]} is missing or altered" in _wrong(path)


def test_a_piece_of_the_schema_that_does_something_else_is_seen(path: Path) -> None:
    _damage(
        path,
        "DROP TRIGGER article_search_delete",
        "CREATE TRIGGER article_search_delete AFTER DELETE ON article BEGIN SELECT 1; END",
    )
    assert "article_search_delete is missing or altered" in _wrong(path)


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO article_search(article_search) VALUES ('delete-all')",
        "INSERT INTO article_search(rowid, title, text) VALUES (1, 'nobody', 'has this text')",
        """
        INSERT INTO article_search(article_search, rowid, title, text)
        SELECT 'delete', search_id, title, text FROM article LIMIT 1
        """,
    ],
)
def test_a_full_text_index_that_is_not_that_of_the_texts_is_seen(statement: str, path: Path) -> None:
    _damage(path, statement)
    assert "the full-text index" in _wrong(path)


def test_a_row_that_an_index_does_not_know_is_seen(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        entry = connection.execute("SELECT * FROM sqlite_master WHERE name = 'block_by_key'").fetchone()
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_master WHERE name = 'block_by_key'")
    _damage(path, "UPDATE block SET key = 'unknown to the index' A_ROW")
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("INSERT INTO sqlite_master VALUES (?, ?, ?, ?, ?)", entry)
    assert "the file: " in _wrong(path)


def test_a_record_that_somebody_writes_to_is_whole_and_its_index_is_not_looked_at(path: Path) -> None:
    with dateline.open(path) as writer, writer._database.writing(), writer._database.transaction() as connection:
        connection.exec_driver_sql("UPDATE article SET title = 'not yet', text = 'not yet'")
        with dateline.open(path) as record:
            findings = record.check()
    assert findings.wrong == ()
    assert len(findings.notes) == 1
    assert "full-text index was not looked at" in findings.notes[0]


def test_work_that_waits_and_rows_of_another_version_are_noted_and_not_wrong(path: Path) -> None:
    _damage(
        path,
        "INSERT INTO pending SELECT 'read', article_id FROM article",
        "UPDATE kept_stage SET version = 'lines.v0' WHERE stage = 'lines'",
    )
    with dateline.open(path) as record:
        findings = record.check()
    assert findings.wrong == ()
    assert findings.notes[0].startswith("unfinished: 18 groups wait")
    assert findings.notes[1].startswith("lines: its rows are of lines.v0, ours is lines.v1")
