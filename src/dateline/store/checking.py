"""Is the record whole? Looks at the file, at what points where, and at every span."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import sqlalchemy as sa

from dateline.errors import RecordError
from dateline.record import ids
from dateline.record.reading import ACTOR_KINDS, ROLES
from dateline.record.tables import ARRIVAL
from dateline.stages.stage import Stage
from dateline.store.choice import chosen
from dateline.store.database import Database, open_database
from dateline.store.keeping import Row, batched
from dateline.store.queries import waiting
from dateline.store.schema import TABLES

_KINDS: Final = ", ".join(f"'{kind}'" for kind in ACTOR_KINDS)
_ROLES: Final = ", ".join(f"'{role}'" for role in ROLES)

_QUESTIONS: Final = {
    "articles with a span outside their text": """
        SELECT count(*) FROM article a JOIN (
          SELECT article_id, min(start) AS first, max("end") AS last, max(start >= "end") AS empty FROM (
            SELECT article_id, start, "end" FROM block
            UNION ALL SELECT article_id, start, "end" FROM sentence
            UNION ALL SELECT article_id, start, "end" FROM time_expression
            UNION ALL SELECT article_id, start, "end" FROM actor_mention
            UNION ALL SELECT article_id, start, "end" FROM place_mention
            UNION ALL SELECT article_id, start, "end" FROM line
          ) GROUP BY article_id
        ) p USING (article_id) WHERE p.first < 0 OR p.empty OR p.last > length(a.text)
    """,
    "articles without text": "SELECT count(*) FROM article WHERE text IS NULL OR text = ''",
    "articles that were met nowhere": """
        SELECT count(*) FROM article a
        WHERE NOT EXISTS (SELECT 1 FROM article_source s WHERE s.article_id = a.article_id)
    """,
    "intervals that end before they begin, or are half known": """
        SELECT (SELECT count(*) FROM time_expression WHERE earliest > latest OR (earliest IS NULL) <> (latest IS NULL))
          + (SELECT count(*) FROM article WHERE published_earliest > published_latest)
    """,
    "days that are none": """
        SELECT (SELECT count(*) FROM time_expression
            WHERE date(earliest, '+0 days') IS NOT earliest OR date(latest, '+0 days') IS NOT latest)
          + (SELECT count(*) FROM article WHERE date(published_earliest, '+0 days') IS NOT published_earliest
              OR date(published_latest, '+0 days') IS NOT published_latest
              OR date(modified, '+0 days') IS NOT modified)
    """,
    "lists that are none": """
        SELECT (SELECT count(*) FROM article WHERE NOT json_valid(coalesce(authors, '[]'))
              OR NOT json_valid(coalesce(published_candidates, '[]')) OR NOT json_valid(coalesce(signals, '[]')))
          + (SELECT count(*) FROM article_source
            WHERE NOT json_valid(coalesce(authors, '[]')) OR NOT json_valid(coalesce(signals, '[]')))
          + (SELECT count(*) FROM block WHERE NOT json_valid(coalesce(marks, '[]')))
    """,
    "blocks with an unknown role": f"SELECT count(*) FROM block WHERE role NOT IN ({_ROLES})",  # noqa: S608 - our words
    "sentences and times whose id is not their place": """
        SELECT (SELECT count(*) FROM sentence WHERE sentence_id <> article_id || '.s' || start)
          + (SELECT count(*) FROM time_expression WHERE time_id <> article_id || '.t' || start)
          + (SELECT count(*) FROM time_expression WHERE sentence_id NOT LIKE article_id || '.s%')
    """,
    "times that hang from nothing that is there": """
        SELECT count(*) FROM time_expression t WHERE t.anchor_time_id IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM time_expression o WHERE o.time_id = t.anchor_time_id)
    """,
    "actors and roles that nothing mentions": """
        SELECT (SELECT count(*) FROM actor c
            WHERE NOT EXISTS (SELECT 1 FROM actor_mention m WHERE m.actor_id = c.actor_id))
          + (SELECT count(*) FROM actor_role r
            WHERE NOT EXISTS (SELECT 1 FROM actor c WHERE c.actor_id = r.actor_id))
    """,
    "mentions of nobody": """
        SELECT count(*) FROM actor_mention m WHERE NOT EXISTS (SELECT 1 FROM actor c WHERE c.actor_id = m.actor_id)
    """,
    "actors of an unknown kind": f"SELECT count(*) FROM actor WHERE kind NOT IN ({_KINDS})",  # noqa: S608 - our words
    "rows that do not say what made them": """
        SELECT (SELECT count(*) FROM sentence WHERE stage IS NULL) + (SELECT count(*) FROM line WHERE stage IS NULL)
          + (SELECT count(*) FROM time_expression WHERE stage IS NULL)
          + (SELECT count(*) FROM actor_role r JOIN actor c USING (actor_id) WHERE r.stage IS NOT c.stage)
          + (SELECT count(*) FROM actor WHERE stage IS NULL) + (SELECT count(*) FROM actor_mention WHERE stage IS NULL)
          + (SELECT count(*) FROM place_mention WHERE stage IS NULL)
    """,
    "articles that were neither read nor wait to be": """
        SELECT count(*) FROM article a WHERE a.stage IS NULL
          AND NOT EXISTS (SELECT 1 FROM pending p WHERE p.stage = 'read' AND p.key = a.article_id)
    """,
}


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check found.

    Args:
        wrong: what is wrong with the record, one line each; empty if it is whole.
        notes: what is worth knowing, such as work that a crash left over.

    """

    wrong: tuple[str, ...]
    notes: tuple[str, ...]


def _pieces_missing(connection: sa.Connection) -> list[str]:
    """Return what of the schema is not there, or is not what it should be."""
    with TemporaryDirectory() as folder:
        fresh = open_database(Path(folder) / "fresh.db", create=True)
        with fresh.transaction() as other:
            wanted = dict(map(tuple, other.exec_driver_sql("SELECT name, sql FROM sqlite_master")))
        fresh.close()
    there = dict(map(tuple, connection.exec_driver_sql("SELECT name, sql FROM sqlite_master")))
    return [f"{name} is missing or altered" for name, sql in wanted.items() if there.get(name) != sql]


def _strange_articles(connection: sa.Connection) -> Iterator[str]:
    """Yield the articles whose id or fields are not what their text and sources make them."""
    names = [name for name in ARRIVAL.columns if name not in {"article_id", "language"}]
    article, met = TABLES["article"], TABLES["article_source"]
    ids_ = connection.execute(sa.select(article.c.article_id).order_by(article.c.article_id)).scalars().all()
    for piece in batched(ids_):
        query = sa.select(article.c.article_id, *(article.c[name] for name in names))
        rows = connection.execute(query.where(article.c.article_id.in_(piece))).mappings().all()
        sources: dict[str, list[Row]] = {id_: [] for id_ in piece}
        for row in connection.execute(sa.select(met).where(met.c.article_id.in_(piece))).mappings():
            sources[row["article_id"]].append(dict(row))
        for row in rows:
            said = sources[row["article_id"]]
            if not said or row["text"] is None:
                continue
            wanted = {**chosen(said), "text": row["text"]}
            wanted["wire_given"] = wanted.pop("wire")
            same_id = all(
                ids.article_id(row["text"], source["url"] or "", source["outlet"] or "") == row["article_id"]
                for source in said
            )
            if not same_id or any(row[name] != wanted[name] for name in names):
                yield row["article_id"]


def _index(database: Database) -> tuple[list[str], list[str]]:
    """Return what is wrong with the full-text index, and notes: it can be looked at only by one who may write."""
    try:
        with database.writing(), database.transaction() as connection:
            connection.exec_driver_sql("INSERT INTO article_search(article_search, rank) VALUES ('integrity-check', 1)")
    except RecordError as error:
        return [], [f"the full-text index was not looked at: {error.what}"]
    except sa.exc.DatabaseError as error:
        if "malformed" in str(error.orig) or "corrupt" in str(error.orig):
            return [f"the full-text index: {error.orig}"], []
        return [], [f"the full-text index was not looked at: {error.orig}"]
    return [], []


def check(database: Database, stages: Sequence[Stage]) -> Findings:
    """Look at a whole record; takes time in proportion to its size.

    Whether the rows are those that reading would give is not looked at: that would be to read all articles again.

    Args:
        database: the record.
        stages: the plan, to say which stages' rows are of another version.

    """
    with database.transaction() as connection:
        wrong = [
            f"the file: {row[0]}" for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"
        ]
        wrong += _pieces_missing(connection)
        if wrong:
            return Findings(tuple(wrong), ())
        wrong += [
            f"{row[0]}: a row points to {row[2]}, which is not there"
            for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
        ]
        for what, question in _QUESTIONS.items():
            count = connection.execute(sa.text(question)).scalar_one()
            wrong += [f"{count} {what}"] if count else []
        if any(line.endswith("lists that are none") for line in wrong):  # the rest cannot be read
            return Findings(tuple(wrong), ())
        strange = sum(1 for _ in _strange_articles(connection))
        wrong += [f"{strange} articles that are not what their text and sources make them"] if strange else []
        notes = _notes(connection, stages)
    damaged, unseen = _index(database)
    return Findings((*wrong, *damaged), (*notes, *unseen))


def _notes(connection: sa.Connection, stages: Sequence[Stage]) -> list[str]:
    notes = []
    groups = waiting(connection)
    if groups:
        notes.append(f"unfinished: {groups} groups wait to be computed; dateline add takes them up")
    kept = dict(map(tuple, connection.exec_driver_sql("SELECT stage, version FROM kept_stage")))
    return notes + [
        f"{stage.family}: its rows are of {kept[stage.family]}, ours is {stage.version}; dateline add brings it forward"
        for stage in stages
        if kept.get(stage.family, stage.version) != stage.version
    ]
