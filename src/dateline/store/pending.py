"""What a stage has yet to compute: its keys, and the rows of the groups that they name."""

from collections.abc import Sequence

import pyarrow as pa
import sqlalchemy as sa

from dateline.stages.stage import Stage
from dateline.store.keeping import Row, batched
from dateline.store.schema import TABLES, stored


def pending_keys(connection: sa.Connection, stage: Stage, after: str, limit: int) -> list[str]:
    """Return the next keys that a stage has yet to compute, in order."""
    pending = TABLES["pending"]
    query = (
        sa.select(pending.c.key)
        .where(pending.c.stage == stage.family, pending.c.key > after)
        .order_by(pending.c.key)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def within(connection: sa.Connection, stage: Stage, keys: list[str], rows: int) -> list[str]:
    """Return the first of the keys whose groups together have no more rows than that; at least one."""
    key = stored(stage.reads).c[stage.key]
    sizes: dict[str, int] = {}
    for piece in batched(keys):
        query = sa.select(key, sa.func.count()).where(key.in_(piece)).group_by(key)
        query = query.having(sa.func.count() >= stage.at_least)
        sizes |= {row[0]: row[1] for row in connection.execute(query)}
    total = 0
    for number, name in enumerate(keys):
        total += sizes.get(name, 0)
        if total > rows and number:
            return keys[:number]
    return keys


def rows_of(connection: sa.Connection, stage: Stage, keys: Sequence[str]) -> pa.RecordBatch:
    """Return the rows that a stage reads for some keys: whole groups, sorted by key and the table's own key."""
    place = stored(stage.reads)
    key = place.c[stage.key]
    found: list[Row] = []
    order = [key, *(place.c[column] for column in stage.reads.key)]
    for piece in batched(sorted(keys)):
        if stage.at_least > 1:
            large = sa.select(key).where(key.in_(piece)).group_by(key).having(sa.func.count() >= stage.at_least)
            piece = list(connection.execute(large).scalars())  # noqa: PLW2901 - the small groups yield nothing
        query = sa.select(*(place.c[column] for column in stage.reads.columns)).where(key.in_(piece))
        found += [dict(row) for row in connection.execute(query.order_by(*order)).mappings()]
    return pa.RecordBatch.from_pylist(found, schema=stage.reads.schema)
