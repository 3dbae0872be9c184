"""A record of an earlier schema is brought forward: nothing that it held is lost, and adding fills what is new."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

import dateline
import dateline.store
from dateline.store.database import APPLICATION_ID, HEAD, open_database
from dumps import dump
from piles import make_pile, make_slogan_pile, take_in

NEW = {"actor", "actor_role", "actor_mention", "place_mention"}
"""Tables that a record of schema 0001 lacks."""
READ_THEN = "read.v1 blocks.v1 sentences.v1 times.v1 published.v1 anchored.v1"


def _made_by(path: Path, revision: str) -> None:
    """Make an empty record as the Dateline of that migration did."""
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(dateline.store.__path__[0]) / "migrations"))
    engine = sa.create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, revision)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    engine.dispose()


def _filled_from(path: Path, straight: Path) -> None:
    """Copy what a record of that schema can hold."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("ATTACH ? AS straight", (str(straight),))
        tables = [row[0] for row in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        kept = [name for name in tables if not name.startswith(("article_search", "alembic", "sqlite_"))]
        for name in kept:
            columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({name})"))
            connection.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM straight.{name}")  # noqa: S608
        connection.execute("UPDATE kept_stage SET version = ? WHERE stage = 'read'", (READ_THEN,))
    assert not NEW & set(kept)


@pytest.fixture
def straight(tmp_path: Path) -> Path:
    make_pile(tmp_path / "pile")
    make_slogan_pile(tmp_path / "pile" / "slogans", 3)
    take_in(tmp_path / "straight.db", [tmp_path / "pile"])
    return tmp_path / "straight.db"


@pytest.fixture
def path(straight: Path, tmp_path: Path) -> Path:
    """Return a record of schema 0001 that holds the pile."""
    _made_by(tmp_path / "old.db", "0001")
    _filled_from(tmp_path / "old.db", straight)
    return tmp_path / "old.db"


def test_a_record_of_schema_0001_opens_and_lists_what_it_held(path: Path, straight: Path) -> None:
    with dateline.open(path) as record, dateline.open(straight) as other:
        assert record.timeline().to_dicts() == other.timeline().to_dicts()
        assert record.articles().to_dicts() == other.articles().to_dicts()
        assert len(record.search("Ostrava")) == len(other.search("Ostrava")) > 0
        assert record.actors().to_dicts() == record.mentions().to_dicts() == record.places().to_dicts() == []
        findings = record.check()
    assert findings.wrong == ()
    assert any(note.startswith("read: its rows are of ") for note in findings.notes)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchone() == (HEAD,)


def test_adding_to_a_record_of_schema_0001_gives_the_rows_that_it_would_have_today(path: Path, straight: Path) -> None:
    take_in(path, [])
    assert dump(path) == dump(straight)
    assert all(dump(path)[table] for table in NEW)


def test_adding_the_same_again_to_a_record_of_schema_0001_does_too(path: Path, straight: Path, tmp_path: Path) -> None:
    take_in(path, [tmp_path / "pile"])
    assert dump(path) == dump(straight)


@pytest.mark.parametrize("revision", ["0001", "0002"])
def test_an_empty_record_of_each_schema_takes_a_pile_in(revision: str, straight: Path, tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    _made_by(path, revision)
    open_database(path).close()
    take_in(path, [tmp_path / "pile"])
    assert dump(path) == dump(straight)
