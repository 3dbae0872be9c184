"""Questions to a record: what the doors list, as Arrow tables with days as days."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pyarrow as pa
import sqlalchemy as sa

from dateline.errors import QueryError
from dateline.record.tables import DAY, DEGREES, NUMBER, TEXT, TRUTH, WORDS


@dataclass(frozen=True, slots=True)
class Query:
    """One listing: SQL and the columns that it gives.

    Args:
        select: SQL up to and without WHERE.
        columns: name -> Arrow type, in the order of the SELECT.
        earliest: column with the first day that a row can mean; empty if rows have no days.
        latest: column with the last.
        order: columns to sort by; unknown days come last.
        group: column to count by; empty if rows are listed.

    """

    select: str
    columns: Mapping[str, pa.DataType]
    order: str
    earliest: str = ""
    latest: str = ""
    group: str = ""


def _listed(view: str, columns: Mapping[str, pa.DataType], order: str, **more: str) -> Query:
    names = ", ".join(f'"{name}"' for name in columns)
    return Query(f"SELECT {names} FROM {view}", columns, order, **more)  # noqa: S608 - names of our own


TIMELINE: Final = _listed(
    "timeline",
    {
        "earliest": DAY,
        "latest": DAY,
        "precision": TEXT,
        "kind": TEXT,
        "inferred": TRUTH,
        "words": TEXT,
        "sentence": TEXT,
        "outlet": TEXT,
        "title": TEXT,
        "article_id": TEXT,
        "id": TEXT,
        "url": TEXT,
    },
    "earliest, latest, kind DESC, article_id, id",
    earliest="earliest",
    latest="latest",
)

UNPLACED: Final = _listed(
    "unplaced",
    {
        "value": TEXT,
        "precision": TEXT,
        "words": TEXT,
        "sentence": TEXT,
        "outlet": TEXT,
        "title": TEXT,
        "article_id": TEXT,
        "id": TEXT,
        "rule": TEXT,
        "url": TEXT,
    },
    "article_id, id",
)

UNDATED: Final = _listed(
    "undated",
    {
        "article_id": TEXT,
        "outlet": TEXT,
        "title": TEXT,
        "url": TEXT,
        "language": TEXT,
        "published_latest": DAY,
        "published_basis": TEXT,
        "published_evidence": TEXT,
        "opening": TEXT,
    },
    "article_id",
)

ARTICLES: Final = _listed(
    "articles",
    {
        "article_id": TEXT,
        "published_earliest": DAY,
        "published_latest": DAY,
        "published_basis": TEXT,
        "outlet": TEXT,
        "wire": TEXT,
        "title": TEXT,
        "authors": WORDS,
        "url": TEXT,
        "language": TEXT,
        "letters": NUMBER,
        "sources": NUMBER,
    },
    "published_earliest IS NULL, published_earliest, published_latest, article_id",
    earliest="published_earliest",
    latest="published_latest",
)

ACTORS: Final = _listed(
    "actors",
    {
        "actor_id": TEXT,
        "name": TEXT,
        "kind": TEXT,
        "country": TEXT,
        "sector": TEXT,
        "mentions": NUMBER,
        "articles": NUMBER,
    },
    "articles DESC, mentions DESC, actor_id",
)

MENTIONS: Final = _listed(
    "mentioned",
    {
        "actor_id": TEXT,
        "name": TEXT,
        "kind": TEXT,
        "country": TEXT,
        "sector": TEXT,
        "role": TEXT,
        "mention": TEXT,
        "words": TEXT,
        "basis": TEXT,
        "sentence": TEXT,
        "outlet": TEXT,
        "title": TEXT,
        "url": TEXT,
        "published_earliest": DAY,
        "published_latest": DAY,
        "article_id": TEXT,
        "start": NUMBER,
        "end": NUMBER,
    },
    'published_earliest IS NULL, published_earliest, article_id, start, "end", actor_id',
)

PLACES: Final = _listed(
    "places",
    {
        "name": TEXT,
        "country": TEXT,
        "latitude": DEGREES,
        "longitude": DEGREES,
        "geonames": TEXT,
        "mentions": NUMBER,
        "articles": NUMBER,
    },
    "articles DESC, mentions DESC, name, country",
)

SKIPPED: Final = _listed("left_out", {"source": TEXT, "reason": TEXT}, "source, reason")

LANGUAGES: Final = Query(
    "SELECT language, count(*) AS articles FROM article",
    {"language": TEXT, "articles": NUMBER},
    "language",
    group="language",
)

CHANGES: Final = _listed(
    "change JOIN run USING (run_id)",
    {
        "run_id": NUMBER,
        "started": TEXT,
        "table": TEXT,
        "id": TEXT,
        "field": TEXT,
        "old": TEXT,
        "new": TEXT,
    },
    "change_id",
)

RUNS: Final = _listed(
    "run",
    {"run_id": NUMBER, "command": TEXT, "version": TEXT, "started": TEXT, "finished": TEXT, "counts": TEXT},
    "run_id",
)


def _between(query: Query, since: date | None, until: date | None) -> tuple[list[str], dict[str, Any]]:
    """Return conditions for rows whose interval of days meets ``[since, until]``; rows without days do not."""
    conditions, values = [], {}
    if since is not None:
        conditions.append(f"{query.latest} >= :since")
        values["since"] = since.isoformat()
    if until is not None:
        conditions.append(f"{query.earliest} <= :until")
        values["until"] = until.isoformat()
    return conditions, values


def _value(value: Any, kind: pa.DataType) -> Any:  # noqa: ANN401 - what a driver gives
    if value is None:
        return None
    if kind == DAY:
        return date.fromisoformat(value)
    if kind == TRUTH:
        return bool(value)
    return json.loads(value) if kind == WORDS else value


def fetch(  # noqa: PLR0913 - the parts of one question
    connection: sa.Connection,
    query: Query,
    *,
    since: date | None = None,
    until: date | None = None,
    where: Sequence[str] = (),
    values: Mapping[str, Any] | None = None,
) -> pa.Table:
    """Return the rows of a listing.

    Args:
        connection: to the record.
        query: the listing.
        since: first day of interest, inclusive.
        until: last day of interest, inclusive.
        where: further conditions, with parameters as ``:name``.
        values: the values of those parameters.

    Raises:
        QueryError: ``since`` is later than ``until``.

    """
    if since is not None and until is not None and since > until:
        raise QueryError("DL125", f"no day lies between {since} and {until}.", "give the earlier day as --since.")
    between, days = _between(query, since, until)
    conditions = [*between, *where]
    text = query.select + (" WHERE " + " AND ".join(conditions) if conditions else "")
    text += (f" GROUP BY {query.group}" if query.group else "") + " ORDER BY " + query.order
    result = connection.execute(sa.text(text), {**days, **(values or {})})
    kinds = list(query.columns.values())
    rows = [[_value(value, kind) for value, kind in zip(row, kinds, strict=True)] for row in result]
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in kinds]
    schema = pa.schema(list(query.columns.items()))
    return pa.Table.from_arrays(
        [pa.array(column, type=kind) for column, kind in zip(columns, kinds, strict=True)], schema=schema
    )


_MATCHES: Final = sa.text(
    """
    SELECT a.article_id, a.published_earliest, a.published_latest, a.outlet, a.headline AS title, a.url,
      snippet(article_search, -1, :open, :close, ' … ', 24) AS passage
    FROM article_search JOIN headed a ON a.search_id = article_search.rowid
    WHERE article_search MATCH :words ORDER BY rank, a.article_id LIMIT :limit
    """
)


def _phrases(words: str) -> str:
    """Return the words as a full-text query that cannot be mistaken for its operators: quoted, all required."""
    terms = [term for part in words.split('"')[1::2] if (term := part.strip())]
    terms += [term for part in words.split('"')[0::2] for term in part.split()]
    return " ".join('"' + term.replace("\x00", " ") + '"' for term in terms)


def search(connection: sa.Connection, words: str, limit: int) -> pa.Table:
    """Return the articles that hold all the words (or quoted phrases), best first, with a passage of each.

    Matched words stand between ``[`` and ``]`` in the passage.
    """
    columns = {
        "article_id": TEXT,
        "published_earliest": DAY,
        "published_latest": DAY,
        "outlet": TEXT,
        "title": TEXT,
        "url": TEXT,
        "passage": TEXT,
    }
    phrases = _phrases(words)
    rows: list[tuple[Any, ...]] = []
    if phrases:
        values = {"words": phrases, "limit": limit, "open": "[", "close": "]"}
        rows = [tuple(row) for row in connection.execute(_MATCHES, values)]
    found = [
        {name: _value(value, kind) for value, (name, kind) in zip(row, columns.items(), strict=True)} for row in rows
    ]
    return pa.Table.from_pylist(found, schema=pa.schema(list(columns.items())))


def waiting(connection: sa.Connection) -> int:
    """Return how many groups of rows wait to be computed."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM pending").scalar_one())


def one(connection: sa.Connection, statement: str, **values: object) -> dict[str, Any] | None:
    """Return the only row of a statement as a mapping, or None."""
    row = connection.execute(sa.text(statement), values).mappings().first()
    return None if row is None else dict(row)


def many(connection: sa.Connection, statement: str, **values: object) -> Iterator[dict[str, Any]]:
    """Yield the rows of a statement as mappings."""
    for row in connection.execute(sa.text(statement), values).mappings():
        yield dict(row)
