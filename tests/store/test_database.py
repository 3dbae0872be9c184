"""The record's file: its schema, its lock, what it refuses, and any name that a file can have."""

import sqlite3
import subprocess
import sys
from contextlib import closing
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
    insert = "INSERT INTO skipped (source, reason, digest) VALUES ('a', 'b', '')"
    with pytest.raises(sa.exc.OperationalError), database.transaction() as connection:
        connection.exec_driver_sql(insert) and connection.exec_driver_sql("no SQL")
    with database.transaction() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM skipped").scalar_one() == 0
    database.close()


@pytest.mark.parametrize(
    "name", ["what?.db", "50%.db", "50%20.db", "#3.db", "a b.db", "x.db?mode=ro", "a&b=c.db", "ä:ö.db", "file:x.db"]
)
def test_a_record_may_have_any_name_that_a_file_can_have(name: str, tmp_path: Path) -> None:
    for _ in range(2):
        database = open_database(tmp_path / name, create=True)
        with database.writing(), database.transaction() as connection:
            connection.exec_driver_sql("INSERT INTO skipped SELECT 'a', count(*), '', NULL FROM skipped")
        database.close()
    with closing(sqlite3.connect(tmp_path / name)) as file:
        assert file.execute("SELECT count(*) FROM skipped").fetchone() == (2,)
    assert {path.name for path in tmp_path.iterdir()} <= {name, f"{name}.lock"}


def test_a_record_under_two_names_has_one_right_to_write(tmp_path: Path) -> None:
    database = open_database(tmp_path / "x.db", create=True)
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link.db").symlink_to(tmp_path / "x.db")
    (tmp_path / "linked").symlink_to(tmp_path / "folder")
    for name in ("folder/link.db", "linked/link.db", "folder/../x.db"):
        other = open_database(tmp_path / name)
        with database.writing(), pytest.raises(RecordLocked), other.writing():
            pass
        with other.writing(), pytest.raises(RecordLocked), database.writing():
            pass
        other.close()
    database.close()


def test_processes_that_make_one_record_at_once_all_open_it(tmp_path: Path) -> None:
    script = (
        "import sys\nfrom dateline.store.database import open_database\nimport alembic.command\n"
        "print('ready', flush=True)\n"
        "for line in sys.stdin:\n"
        "    database = open_database(line.strip(), create=True)\n"
        "    with database.transaction() as connection:\n"
        "        print(connection.exec_driver_sql('SELECT count(*) FROM article').scalar_one(), flush=True)\n"
        "    database.close()\n"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    try:
        for number in range(-1, 12):
            answers = []
            for process in processes:
                assert process.stdin is not None
                assert process.stdout is not None
                if number >= 0:
                    process.stdin.write(f"{tmp_path / str(number)}.db\n")
                    process.stdin.flush()
            answers = [process.stdout.readline().strip() for process in processes if process.stdout]
            assert answers == ["ready" if number < 0 else "0"] * 3
    finally:
        for process in processes:
            process.communicate()


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
