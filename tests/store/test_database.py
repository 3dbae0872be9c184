import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

import dateline.store
from dateline.errors import RecordForeign, RecordLocked, RecordMissing
from dateline.store.database import HEAD, open_database
from dateline.store.schema import METADATA


def test_a_record_made_by_the_migrations_is_the_live_schema(tmp_path: Path) -> None:
    database = open_database(tmp_path / "x.db", create=True)
    ours = set(METADATA.tables)
    with database.transaction() as connection:
        context = MigrationContext.configure(
            connection,
            opts={"include_name": lambda name, kind, _parents: kind != "table" or name in ours, "compare_type": True},
        )
        differences = [
            difference
            for difference in compare_metadata(context, METADATA)
            if not (isinstance(difference, tuple) and difference[0] in {"remove_fk", "add_fk"})
        ]
        assert differences == []
        keys = {
            (table, key["constrained_columns"][0], key["referred_table"], key["options"].get("ondelete"))
            for table in ours
            for key in sa.inspect(connection).get_foreign_keys(table)
        }
        assert keys == {
            (table.name, key.parent.name, key.column.table.name, key.ondelete)
            for table in METADATA.tables.values()
            for key in table.foreign_keys
        }
    database.close()


def test_the_newest_migration_is_the_one_that_we_ask_for() -> None:
    configuration = Config()
    configuration.set_main_option("script_location", str(Path(dateline.store.__path__[0]) / "migrations"))
    assert ScriptDirectory.from_config(configuration).get_heads() == [HEAD]


def test_a_record_that_is_not_there_is_missing(tmp_path: Path) -> None:
    with pytest.raises(RecordMissing, match="dateline add"):
        open_database(tmp_path / "x.db")
    with pytest.raises(RecordMissing, match="folder"):
        open_database(tmp_path / "nowhere" / "x.db", create=True)
    with pytest.raises(RecordMissing):
        open_database(tmp_path, create=True)


def test_another_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("no database " * 100, "utf-8")
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as connection:
        connection.execute("CREATE TABLE mine (a)")
    connection.close()
    for path in (text, other):
        before = path.read_bytes()
        with pytest.raises(RecordForeign):
            open_database(path, create=True)
        assert path.read_bytes() == before


def test_a_record_of_a_newer_dateline_is_refused(tmp_path: Path) -> None:
    database = open_database(tmp_path / "x.db", create=True)
    with database.transaction() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    with pytest.raises(RecordForeign, match="newer"):
        open_database(tmp_path / "x.db")


def test_a_transaction_that_fails_leaves_nothing(tmp_path: Path) -> None:
    database = open_database(tmp_path / "x.db", create=True)
    insert = "INSERT INTO skipped (source, reason) VALUES ('a', 'b')"
    with pytest.raises(sa.exc.OperationalError), database.transaction() as connection:
        connection.exec_driver_sql(insert) and connection.exec_driver_sql("no SQL")
    with database.transaction() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM skipped").scalar_one() == 0
    database.close()


def test_two_writers_do_not_meet(tmp_path: Path) -> None:
    database = open_database(tmp_path / "x.db", create=True)
    other = (
        "import sys; from dateline.store.database import open_database; from dateline.errors import RecordLocked\n"
        "try:\n    with open_database(sys.argv[1]).writing(): print('in')\n"
        "except RecordLocked: print('locked')"
    )
    command = [sys.executable, "-c", other, str(tmp_path / "x.db")]
    with database.writing():
        assert subprocess.check_output(command, text=True).strip() == "locked"
    assert subprocess.check_output(command, text=True).strip() == "in"
    database.close()
    assert issubclass(RecordLocked, Exception)
