"""Is the record whole? Looks at the file, at what points where, and at every span."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import sqlalchemy as sa

from dateline.record import ids
from dateline.stages.stage import Stage

_QUESTIONS: Final = {
    "spans outside their text": """
        SELECT count(*) FROM (
          SELECT article_id, start, "end" FROM block
          UNION ALL SELECT article_id, start, "end" FROM sentence
          UNION ALL SELECT article_id, start, "end" FROM time_expression
          UNION ALL SELECT article_id, start, "end" FROM line
        ) p JOIN article a USING (article_id) WHERE p.start < 0 OR p.start >= p."end" OR p."end" > length(a.text)
    """,
    "articles that were met nowhere": """
        SELECT count(*) FROM article a
        WHERE NOT EXISTS (SELECT 1 FROM article_source s WHERE s.article_id = a.article_id)
    """,
    "intervals that end before they begin": """
        SELECT (SELECT count(*) FROM time_expression WHERE earliest > latest)
          + (SELECT count(*) FROM article WHERE published_earliest > published_latest)
    """,
    "rows that do not say what made them": """
        SELECT (SELECT count(*) FROM block WHERE stage IS NULL) + (SELECT count(*) FROM sentence WHERE stage IS NULL)
          + (SELECT count(*) FROM time_expression WHERE stage IS NULL)
    """,
    "articles that were neither read nor wait to be": """
        SELECT count(*) FROM article a WHERE a.stage IS NULL
          AND NOT EXISTS (SELECT 1 FROM pending p WHERE p.stage = 'read' AND p.key = a.article_id)
          AND NOT EXISTS (SELECT 1 FROM skipped s WHERE s.source = a.article_id)
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


def _strange_ids(connection: sa.Connection) -> int:
    rows = connection.execution_options(yield_per=500).execute(
        sa.text("SELECT a.article_id, a.text, s.url, s.outlet FROM article a JOIN article_source s USING (article_id)")
    )
    return sum(row.article_id != ids.article_id(row.text, row.url or "", row.outlet or "") for row in rows)


def check(connection: sa.Connection, stages: Sequence[Stage]) -> Findings:
    """Look at a whole record; takes time in proportion to its size.

    Args:
        connection: to the record.
        stages: the plan, to say which stages' rows are of another version.

    """
    wrong = [f"the file: {row[0]}" for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    wrong += [
        f"{row[0]}: a row points to {row[2]}, which is not there"
        for row in connection.exec_driver_sql("PRAGMA foreign_key_check")
    ]
    for what, question in _QUESTIONS.items():
        count = connection.execute(sa.text(question)).scalar_one()
        if count:
            wrong.append(f"{count} {what}")
    strange = _strange_ids(connection)
    if strange:
        wrong.append(f"{strange} articles whose id is not the hash of their text and address")
    try:
        connection.exec_driver_sql("INSERT INTO article_search(article_search, rank) VALUES ('integrity-check', 1)")
    except sa.exc.DatabaseError as error:
        wrong.append(f"the full-text index: {error.orig}")
    return Findings(tuple(wrong), tuple(_notes(connection, stages)))


def _notes(connection: sa.Connection, stages: Sequence[Stage]) -> list[str]:
    notes = []
    waiting = connection.exec_driver_sql("SELECT count(*) FROM pending").scalar_one()
    if waiting:
        notes.append(f"unfinished: {waiting} groups wait to be computed; dateline add takes them up")
    kept = dict(map(tuple, connection.exec_driver_sql("SELECT stage, version FROM kept_stage")))
    return notes + [
        f"{stage.family}: its rows are of {kept[stage.family]}, ours is {stage.version}; dateline add brings it forward"
        for stage in stages
        if kept.get(stage.family, stage.version) != stage.version
    ]
