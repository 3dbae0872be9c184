"""The record's tables for SQLAlchemy, made from the Arrow schemas of ``record.tables``; and its views."""

from typing import Any, Final

import pyarrow as pa
import sqlalchemy as sa

from dateline.record.tables import ARRIVAL, ARTICLE, DAY, DEGREES, NUMBER, STORED, TEXT, TRUTH, WORDS, Table

_TYPES: Final[dict[pa.DataType, sa.types.TypeEngine[Any]]] = {
    TEXT: sa.Text(),
    NUMBER: sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
    DEGREES: sa.Double(),
    DAY: sa.Date(),
    TRUTH: sa.Boolean(),
    WORDS: sa.JSON(none_as_null=True),
}

SEARCH_ID: Final = "search_id"
"""Integer column of ``article`` by which the full-text index finds it."""

_FIRST_IN_ARTICLE: Final = ("article_id", "url", "outlet", "title", "authors", "language", "text")


def _article_fields() -> list[pa.Field]:
    """Return the fields of both sides of ``article``: first those that people read."""
    fields = {field.name: field for table in (ARRIVAL, ARTICLE) for field in table.schema}
    first = [fields.pop(name) for name in _FIRST_IN_ARTICLE]
    return [*first, *fields.values(), pa.field(SEARCH_ID, NUMBER)]


_NAMED: Final = frozenset(table.name for table in STORED if table.named_by)


def _column(table: Table, field: pa.Field) -> sa.Column[Any]:
    refers = dict(table.refers).get(field.name)
    # A row goes with what it points to, but never with what lives only as long as it is named.
    goes = None if refers and refers.partition(".")[0] in _NAMED else "CASCADE"
    rules = [sa.ForeignKey(refers, ondelete=goes, deferrable=True, initially="DEFERRED")] if refers else []
    return sa.Column(
        field.name,
        _TYPES[field.type],
        *rules,
        primary_key=field.name in table.key,
        nullable=field.name not in table.key,
        unique=True if field.name == SEARCH_ID else None,
    )


def _stored(table: Table, metadata: sa.MetaData) -> sa.Table:
    fields = _article_fields() if table is ARTICLE else list(table.schema)
    counted = table.key[0] in {"run_id", "change_id"}
    made = sa.Table(
        table.name,
        metadata,
        *(_column(table, field) for field in fields),
        # A table with a text key is its own index in SQLite, unless its rows are long.
        sqlite_with_rowid=counted or table is ARTICLE,
    )
    for columns in table.indexes:
        sa.Index(f"{table.name}_by_{'_'.join(columns)}", *(made.c[column] for column in columns))
    return made


METADATA: Final = sa.MetaData()
"""The live schema; migrations bring a file to it, and a test holds them together."""

TABLES: Final = {table.name: _stored(table, METADATA) for table in STORED}
"""Stored tables by name."""


def stored(table: Table) -> sa.Table:
    """Return the stored table that holds the rows of ``table``."""
    return TABLES[table.relation]
