"""Keeping the record: rows by the key they came from, only what differs replaced, what hangs from it marked."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any, Final

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert

from dateline.record.tables import ARTICLE, LINE, STORED, Table
from dateline.stages.stage import Stage, empty
from dateline.store.schema import TABLES, stored
from dateline.store.writing import insert_rows

Row = dict[str, Any]

BATCH: Final = 400
"""Keys in one statement: SQLite allows 999 parameters in its older builds."""

_UNTOLD: Final = frozenset({LINE.name})
"""Inner tables, whose rows are nobody's news."""


def batched(values: Iterable[Any], size: int = BATCH) -> Iterator[list[Any]]:
    """Cut values into lists of at most ``size``."""
    remaining = iter(values)
    while piece := list(islice(remaining, size)):
        yield piece


@dataclass(frozen=True, slots=True)
class Keeper:
    """Replaces rows inside one transaction, and marks what has to be computed anew because of it.

    Args:
        connection: an open transaction of the writer.
        stages: all stages of the plan, in order.
        run_id: the run that changes are booked under.
        quiet: book no changes: what goes with an article that is removed is told by its removal.

    """

    connection: sa.Connection
    stages: Sequence[Stage]
    run_id: int
    quiet: bool = False

    def mark(self, stage: Stage, keys: Iterable[str]) -> None:
        """Book keys that the stage has yet to compute; those booked already stay booked once."""
        pending = TABLES["pending"]
        rows = [{"stage": stage.family, "key": key} for key in keys]
        if rows:
            insert_rows(self.connection, pending, rows, "OR IGNORE")

    def touched(self, table: Table, rows: Iterable[Mapping[str, Any]]) -> None:
        """Mark, for every stage that reads ``table``, the keys of rows that came, went or changed."""
        readers = [stage for stage in self.stages if stage.reads.name == table.name]
        if readers:
            seen = list(rows)
            for stage in readers:
                self.mark(stage, sorted({row[stage.key] for row in seen}))

    def replace(self, stage: Stage, keys: Sequence[str], batch: pa.RecordBatch) -> int:
        """Put what a stage gave for some keys in the place of what it gave before; return how many rows differ.

        Args:
            stage: whose rows they are.
            keys: the keys that were computed; a key without rows loses those that it had.
            batch: rows of ``stage.writes``.

        """
        different = 0
        unfolded = [(part, _unfolded(part, batch)) for part in stage.writes.parts or (stage.writes,)]
        for table, rows in unfolded:
            if table is ARTICLE:
                different += self._replace_fields(rows)
            elif table.named_by:
                namer, column = table.named_by
                told = next(more for part, more in unfolded if part.name == namer)
                different += self._keep_named(table, column, rows, sorted({row[column] for row in told}))
            else:
                different += self._replace_rows(stage, table, keys, rows)
        for piece in batched(keys):
            pending = TABLES["pending"]
            self.connection.execute(pending.delete().where(pending.c.stage == stage.family, pending.c.key.in_(piece)))
        return different

    def refuse(self, stage: Stage, keys: Sequence[str], refused: Mapping[str, str]) -> None:
        """List the keys for which a stage gave no answer, with the reason, and no longer those that it now answers.

        Args:
            stage: that was asked.
            keys: that it was asked for.
            refused: those of them that gave no answer -> why.

        """
        skipped = TABLES["skipped"]
        ours = skipped.c.stage.startswith(f"{stage.family}.v", autoescape=True)
        if self.connection.execute(sa.select(skipped.c.source).where(ours).limit(1)).first():
            for piece in batched(keys):
                self.connection.execute(skipped.delete().where(skipped.c.source.in_(piece), ours))
        if refused:
            rows = [
                {"source": key, "reason": reason, "digest": "", "stage": stage.name} for key, reason in refused.items()
            ]
            insert_rows(self.connection, skipped, rows)

    def retire(self, family: str, version: str, tables: Iterable[Table]) -> None:
        """Delete the rows of a stage that is no longer in the plan, and mark what read them.

        Args:
            family: the stage's name without its version.
            version: of the stage as the record holds it: its name, and the names of what it ran inside.
            tables: that stages keep rows in.

        """
        for table in tables:
            place = stored(table)
            made = (
                place.c.stage.startswith(f"{name.rpartition('.v')[0]}.v", autoescape=True) for name in version.split()
            )
            query = sa.select(place).where(sa.or_(*made)).limit(5000)
            while rows := [dict(row) for row in self.connection.execute(query).mappings()]:
                self._delete(table, rows)
                self.touched(table, rows)
        for name in ("pending", "kept_stage"):
            self.connection.execute(TABLES[name].delete().where(TABLES[name].c.stage == family))

    def forget(self, articles: Sequence[str]) -> None:
        """Delete the rows that stages made from these articles one by one, and mark what read those rows."""
        for stage in self.stages:
            if not stage.by:
                replace(self, quiet=True).replace(stage, articles, empty(stage.writes))

    def _replace_rows(self, stage: Stage, table: Table, keys: Sequence[str], rows: list[Row]) -> int:
        place = stored(table)
        old: dict[tuple[Any, ...], Row] = {}
        for piece in batched(keys):
            query = sa.select(place).where(place.c[stage.kept_by].in_(piece))
            query = query.where(*self._own(stage, table))
            for row in self.connection.execute(query).mappings():
                old[tuple(row[column] for column in table.key)] = dict(row)
        new = {tuple(row[column] for column in table.key): row for row in rows}
        gone = [row for key, row in old.items() if new.get(key) != row]
        come = [row for key, row in new.items() if old.get(key) != row]
        self._delete(table, gone)
        if come:
            insert_rows(self.connection, place, come)
        self._drop_unnamed(table, gone)
        if table.name not in _UNTOLD:
            self._tell_rows(table, gone, come)
        self.touched(table, [*gone, *come])
        return len(gone) + len(come)

    def _keep_named(self, table: Table, column: str, rows: list[Row], named: Sequence[str]) -> int:
        """Put rows that belong to no article; those that say what is there already cost nothing.

        Args:
            table: that they are of.
            column: that says whom a row is of.
            rows: all that is to be said of those who are named.
            named: whom the batch names: what is there of them and is not said any longer goes.

        """
        place = stored(table)
        new = {tuple(row[column] for column in table.key): row for row in rows}
        old: dict[tuple[Any, ...], Row] = {}
        for piece in batched(named):
            query = sa.select(place).where(place.c[column].in_(piece))
            old |= {
                tuple(row[column] for column in table.key): dict(row)
                for row in self.connection.execute(query).mappings()
            }
        gone = [row for key, row in old.items() if key not in new]
        come = [row for key, row in new.items() if old.get(key) != row]
        self._delete(table, gone)
        if come:
            statement = insert(place)
            renewed = {column: statement.excluded[column] for column in table.columns if column not in table.key}
            self.connection.execute(statement.on_conflict_do_update(index_elements=table.key, set_=renewed), come)
        return len(come)

    def _drop_unnamed(self, table: Table, gone: list[Row]) -> None:
        """Delete what rows of ``table`` named that went, and nothing names any longer."""
        for kept in STORED:
            if not kept.named_by or kept.named_by[0] != table.name:
                continue
            place, names = stored(kept), stored(table)
            column = kept.named_by[1]
            for piece in batched(sorted({row[column] for row in gone})):
                named = sa.exists().where(names.c[column] == place.c[column])
                self.connection.execute(place.delete().where(place.c[column].in_(piece), ~named))

    def _own(self, stage: Stage, table: Table) -> list[sa.ColumnElement[bool]]:
        """Return what tells a stage's own rows from those that other stages keep in the same table."""
        column = stored(table).c.stage
        if stage.writes is table:
            return [column.startswith(f"{stage.family}.v", autoescape=True)]
        others = [other for other in self.stages if other.writes is table]
        return [~column.startswith(f"{other.family}.v", autoescape=True) for other in others]

    def _delete(self, table: Table, rows: list[Row]) -> None:
        if not rows:
            return
        place = stored(table)
        query = place.delete().where(*(place.c[column] == sa.bindparam(f"is_{column}") for column in table.key))
        self.connection.execute(query, [{f"is_{column}": row[column] for column in table.key} for row in rows])

    def _replace_fields(self, rows: list[Row]) -> int:
        """Update the fields of ``article`` that reading finds."""
        place = stored(ARTICLE)
        fields = [column for column in ARTICLE.columns if column != "article_id"]
        old: dict[str, Row] = {}
        for piece in batched(row["article_id"] for row in rows):
            query = sa.select(*(place.c[column] for column in ARTICLE.columns)).where(place.c.article_id.in_(piece))
            old |= {row["article_id"]: dict(row) for row in self.connection.execute(query).mappings()}
        moved = [row for row in rows if old.get(row["article_id"]) not in (row, None)]
        if moved:
            query_ = place.update().where(place.c.article_id == sa.bindparam("is_article"))
            values: dict[str, Any] = {field: sa.bindparam(f"to_{field}") for field in fields}
            self.connection.execute(
                query_.values(values),
                [{"is_article": row["article_id"], **{f"to_{f}": row[f] for f in fields}} for row in moved],
            )
        changes = [
            (ARTICLE.name, row["article_id"], field, before[field], row[field])
            for row in moved
            if (before := old[row["article_id"]])["stage"] is not None
            for field in fields
            if before[field] != row[field]
        ]
        self.tell(changes)
        self.touched(ARTICLE, moved)
        return len(moved)

    def _tell_rows(self, table: Table, gone: list[Row], come: list[Row]) -> None:
        """Book rows that went or came in articles that were there before this run."""
        fresh = self._fresh({row["article_id"] for row in (*gone, *come)})
        gone, come = ([row for row in rows if row["article_id"] not in fresh] for rows in (gone, come))
        only_remade = {_meaning(row) for row in gone} & {_meaning(row) for row in come}
        rows = [(row, True) for row in gone] + [(row, False) for row in come]
        self.tell(
            (table.name, _id_of(table, row), "row", _told(row) if went else None, None if went else _told(row))
            for row, went in rows
            if _meaning(row) not in only_remade
        )

    def _fresh(self, articles: set[str]) -> set[str]:
        """Return those of the articles that came in this run, or in one that did not end."""
        change = TABLES["change"]
        found: set[str] = set()
        first = self._first_open_run()
        for piece in batched(sorted(articles)):
            # run_id + 0: by its index every look would read the whole run
            query = sa.select(change.c.id).where(
                change.c.id.in_(piece), change.c.field == "added", change.c.run_id + 0 >= first
            )
            found |= set(self.connection.execute(query).scalars())
        return found

    def _first_open_run(self) -> int:
        """Return the earliest run after which none has ended: the one that this run carries on."""
        run = TABLES["run"]
        ended = self.connection.execute(sa.select(sa.func.max(run.c.run_id)).where(run.c.finished.is_not(None)))
        return min(self.run_id, (ended.scalar() or 0) + 1)

    def tell(self, changes: Iterable[tuple[str, str, str, object, object]]) -> None:
        """Book changes: table, id, field, the old value and the new."""
        rows = (
            []
            if self.quiet
            else [
                {
                    "run_id": self.run_id,
                    "table": table,
                    "id": id_,
                    "field": field,
                    "old": _plain(old),
                    "new": _plain(new),
                }
                for table, id_, field, old, new in changes
            ]
        )
        if rows:
            insert_rows(self.connection, TABLES["change"], rows)


def _plain(value: object) -> str | None:
    return None if value is None else str(value)


def _id_of(table: Table, row: Row) -> str:
    return ".".join(str(row[column]) for column in table.key)


def _meaning(row: Row) -> str:
    """Return what a row says, apart from what made it: a new version that finds the same is no news."""
    return _told({name: value for name, value in row.items() if name != "stage"})


def _told(row: Row) -> str:
    return json.dumps(
        {name: value for name, value in row.items() if value is not None}, default=str, ensure_ascii=False
    )


def _unfolded(part: Table, batch: pa.RecordBatch) -> list[Row]:
    """Return the rows of one part of a batch: itself, or what is nested in READING under its name."""
    if part.name not in batch.schema.names or batch.schema.equals(part.schema):
        rows_: list[Row] = batch.select(list(part.columns)).to_pylist()
        return rows_
    articles = batch.column("article_id").to_pylist()
    nested = batch.column(part.name).to_pylist()
    if part.named_by:
        return [row for rows in nested for row in rows or ()]
    return [
        {"article_id": article, **row} for article, rows in zip(articles, nested, strict=True) for row in rows or ()
    ]
