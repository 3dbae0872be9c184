"""Where the record is kept: opening, creating and bringing it up to date, transactions, the writer's lock."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Final
from zlib import crc32

import sqlalchemy as sa
from filelock import FileLock, Timeout
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from dateline.errors import RecordDamaged, RecordForeign, RecordLocked, RecordMissing, RecordReadOnly

APPLICATION_ID: Final = 0x444C494E
"""``DLIN`` in the header of the SQLite file: says that it is a record of ours."""

HEAD: Final = "0002"
"""The newest migration; a test holds it to the scripts in ``migrations``."""

_PRAGMAS: Final = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 10000",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA cache_size = -65536",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA wal_autocheckpoint = 8000",
)


_as_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""One encoder for all: ``json.dumps`` makes a new one for every value."""


def _on_connect(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Leave transactions to SQLAlchemy: sqlite3's own would commit before every schema statement."""
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _on_begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _engine(path: Path) -> sa.Engine:
    url = sa.URL.create("sqlite", database=str(path.absolute()))
    engine = sa.create_engine(url, json_serializer=_as_json)
    sa.event.listen(engine, "connect", _on_connect)
    sa.event.listen(engine, "begin", _on_begin)
    return engine


class Database:
    """A record that is open. Made by ``open_database``.

    Args:
        path: the SQLite file.
        engine: SQLAlchemy's engine for it.

    """

    def __init__(self, path: Path, engine: sa.Engine) -> None:
        self.path = path
        self.engine = engine

    @contextmanager
    def transaction(self) -> Iterator[sa.Connection]:
        """One transaction: committed at the end of the body, rolled back if it raises."""
        with self.engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the record's only right to write; the system gives it back if the process dies.

        Raises:
            RecordLocked: another process has it.

        """
        with _right_to_write(self.path):
            yield

    def close(self) -> None:
        """Close every connection; the write-ahead log is folded into the file."""
        self.engine.dispose()


@contextmanager
def _right_to_write(path: Path, patience: float = 0) -> Iterator[None]:
    """Hold the lock beside the file that ``path`` really is.

    Args:
        path: of the record.
        patience: seconds to wait for another process.

    Raises:
        RecordLocked: another process has it.
        RecordReadOnly: nobody can write there.

    """
    lock = FileLock(f"{path.resolve()}.lock", timeout=patience)
    try:
        lock.acquire()
    except Timeout as error:
        raise RecordLocked(
            "DL202", f"another process is writing to {path}.", "wait for it to finish, or end it."
        ) from error
    except OSError as error:
        raise RecordReadOnly("DL206", f"{path} cannot be written: {error.strerror}.", "copy it elsewhere.") from error
    try:
        yield
    finally:
        lock.release()


def _migrated(engine: sa.Engine) -> None:
    """Bring the schema to ``HEAD`` and the views to what they now are, in one transaction."""
    from alembic import command  # noqa: PLC0415 - half a second of imports that only this needs
    from alembic.config import Config  # noqa: PLC0415

    configuration = Config()
    configuration.set_main_option("script_location", str(files("dateline.store") / "migrations"))
    with engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, HEAD)
        for statement in _views():
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {_views_version()}")


def _views_script() -> str:
    return (files("dateline.store") / "views.sql").read_text(encoding="utf-8")


def _views_version() -> int:
    """Return a number that tells one script of views from another; it stands in the file's header."""
    return crc32(_views_script().encode()) >> 1


def _views() -> Iterator[str]:
    """Yield the statements that drop and make the views."""
    for statement in _views_script().split(";"):
        if "CREATE VIEW" in statement:
            name = statement.split("CREATE VIEW", 1)[1].split(None, 1)[0]
            yield f"DROP VIEW IF EXISTS {name}"
            yield statement.strip()


def _version(engine: sa.Engine, path: Path) -> str | None:
    """Return the migration that the file is at; None if it is new. Views of another Dateline make it another one.

    Raises:
        RecordForeign: it is no record of ours.

    """
    try:
        with engine.connect() as connection:
            ours = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
            views = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
            tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
            if not tables and not ours:
                return None
            if ours == APPLICATION_ID:
                version = str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one())
                return f"{version} with older views" if version == HEAD and views != _views_version() else version
    except sa.exc.DatabaseError as error:
        words = str(error.orig)
        if "not a database" in words:
            raise _foreign(path) from error
        raise RecordDamaged(
            "DL205", f"{path} cannot be opened: {words}.", "see whether it is whole, and yours to read."
        ) from error
    raise _foreign(path)


def _foreign(path: Path) -> RecordForeign:
    return RecordForeign("DL203", f"{path} is not a record of Dateline.", "name another file with -r.")


def open_database(path: str | Path, *, create: bool = False) -> Database:
    """Open the record at ``path``, bringing an older one up to date.

    Args:
        path: the SQLite file.
        create: make it if it is not there.

    Raises:
        RecordMissing: it is not there (or its folder is not).
        RecordForeign: it is another kind of file, or a newer Dateline's.
        RecordDamaged: it cannot be opened.

    """
    place = Path(path)
    if not place.is_file() if not create else not place.absolute().parent.is_dir() or place.is_dir():
        raise RecordMissing(
            "DL201", f"there is no record at {place}.", f"make it: dateline add PILE -r {place}; its folder must exist."
        )
    engine = _engine(place)
    version = _version(engine, place)
    if version is None and not create:
        raise _foreign(place)
    if version is not None and version[: len(HEAD)] > HEAD:
        raise RecordForeign(
            "DL204", f"{place} was written by a newer Dateline (schema {version}, ours is {HEAD}).", "update Dateline."
        )
    if version != HEAD:
        _bring_up_to_date(engine, place)
    return Database(place, engine)


def _bring_up_to_date(engine: sa.Engine, place: Path) -> None:
    """Migrate under the lock, unless another process has done it meanwhile.

    Views of another Dateline are used as they are where the record cannot be written now.

    Raises:
        RecordError: the schema is older, or there is none, and the record cannot be written.

    """
    try:
        with _right_to_write(place, patience=10):
            version = _version(engine, place)
            if version == HEAD:
                return
            with engine.connect() as connection:
                connection.connection.dbapi_connection.execute("PRAGMA journal_mode = WAL")  # type: ignore[union-attr]
            _migrated(engine)
    except (RecordLocked, RecordReadOnly):
        version = _version(engine, place)
        if version is None or not version.startswith(HEAD):
            raise
