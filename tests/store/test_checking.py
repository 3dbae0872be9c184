"""``check`` sees every kind of damage that it promises to see, and sees none where there is none."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

import dateline
from piles import make_pile, take_in

FIRST = "(SELECT min(article_id) FROM {0})"


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
            changed = connection.execute(statement).rowcount
            assert changed, f"nothing was damaged by {statement}"


def _wrong(path: Path) -> str:
    with dateline.open(path) as record:
        return "\n".join(record.check().wrong)


def test_a_whole_record_has_nothing_wrong_and_nothing_to_note(path: Path) -> None:
    with dateline.open(path) as record:
        findings = record.check()
    assert (findings.wrong, findings.notes) == ((), ())


def _places(table: str) -> tuple[str, ...]:
    where = f"WHERE article_id = {FIRST.format(table)}"
    return (
        f"UPDATE {table} SET \"end\" = 100000 {where}",
        f'UPDATE {table} SET "end" = start {where}',
        f"UPDATE {table} SET start = start - 100000 {where}",
    )


ONE_TIME = "WHERE time_id = (SELECT min(time_id) FROM time_expression WHERE earliest IS NOT NULL)"
ONE_ARTICLE = f"WHERE article_id = {FIRST.format('article')}"
ONE_SENTENCE = "WHERE sentence_id = (SELECT max(sentence_id) FROM sentence)"
ONE_BLOCK = f"WHERE article_id = {FIRST.format('block')}"

DAMAGE = [
    *(
        ("span outside their text", statement)
        for table in ("block", "sentence", "time_expression", "line")
        for statement in _places(table)
    ),
    ("articles without text", f"UPDATE article SET text = '' {ONE_ARTICLE}"),
    ("articles without text", f"UPDATE article SET text = NULL {ONE_ARTICLE}"),
    ("met nowhere", f"DELETE FROM article_source {ONE_ARTICLE}"),
    ("end before they begin", f"UPDATE time_expression SET earliest = '2999-01-01' {ONE_TIME}"),
    ("half known", f"UPDATE time_expression SET earliest = NULL {ONE_TIME}"),
    ("half known", f"UPDATE time_expression SET latest = NULL {ONE_TIME}"),
    (
        "end before they begin",
        f"UPDATE article SET published_earliest = '2999-01-02', published_latest = '2999-01-01' {ONE_ARTICLE}",
    ),
    *(
        ("days that are none", f"UPDATE time_expression SET {column} = 'soon' {ONE_TIME}")
        for column in ("earliest", "latest")
    ),
    *(
        ("days that are none", f"UPDATE article SET {column} = 'soon' {ONE_ARTICLE}")
        for column in ("published_earliest", "published_latest", "modified")
    ),
    ("lists that are none", f"UPDATE block SET marks = 'cut' {ONE_BLOCK}"),
    ("unknown role", f"UPDATE block SET role = 'advert' {ONE_BLOCK}"),
    ("id is not their place", f"UPDATE sentence SET sentence_id = 'other' {ONE_SENTENCE}"),
    ("id is not their place", f"UPDATE time_expression SET time_id = 'other' {ONE_TIME}"),
    ("id is not their place", f"UPDATE time_expression SET sentence_id = 'other.s0' {ONE_TIME}"),
    ("hang from nothing", f"UPDATE time_expression SET anchor_time_id = 'nothing' {ONE_TIME}"),
    *(
        ("do not say what made them", f"UPDATE {table} SET stage = NULL {ONE_ARTICLE}")
        for table in ("sentence", "time_expression")
    ),
    ("neither read nor wait", f"UPDATE article SET stage = NULL {ONE_ARTICLE}"),
    ("a row points to article", "INSERT INTO sentence VALUES ('nobody.s0', 'nobody', 0, 1, 'read.v1')"),
    ("a row points to sentence", f"DELETE FROM sentence {ONE_SENTENCE}"),
    ("not what their text and sources make them", f"UPDATE article SET text = text || ' more' {ONE_ARTICLE}"),
    ("not what their text and sources make them", f"UPDATE article SET text = upper(text) {ONE_ARTICLE}"),
    *(
        ("not what their text and sources make them", f"UPDATE article SET {column} = 'Other' {ONE_ARTICLE}")
        for column in ("title", "url", "outlet", "wire_given")
    ),
    ("not what their text and sources make them", f"UPDATE article SET authors = '[\"Other\"]' {ONE_ARTICLE}"),
    (
        "not what their text and sources make them",
        "UPDATE article_source SET title = 'Other' WHERE title IS NOT NULL AND article_id = "
        "(SELECT article_id FROM article_source WHERE title IS NOT NULL GROUP BY 1 HAVING count(*) = 1 LIMIT 1)",
    ),
]


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
    assert f"{statement.split()[-1]} is missing or altered" in _wrong(path)


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
        "INSERT INTO article_search(article_search, rowid, title, text) "
        f"SELECT 'delete', search_id, title, text FROM article {ONE_ARTICLE}",
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
    _damage(path, f"UPDATE block SET key = 'unknown to the index' {ONE_BLOCK}")
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
