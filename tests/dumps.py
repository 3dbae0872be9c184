"""A record as plain rows, without its history: what law 2 says must be the same."""

from pathlib import Path
from typing import Any

import sqlalchemy as sa

from dateline.record.tables import PENDING, STORED
from dateline.store.database import open_database
from dateline.store.schema import stored


def dump(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table but those, and those columns, that are history."""
    database = open_database(path)
    rows = {}
    with database.transaction() as connection:
        for table in STORED:
            if "*" in table.history:
                continue
            columns = [column for column in stored(table).c if column.name not in table.history]
            rows[table.name] = sorted(map(tuple, connection.execute(sa.select(*columns))), key=repr)
    database.close()
    assert not rows[PENDING.name], "the record is not settled"
    return rows
