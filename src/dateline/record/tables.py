"""The tables of the record, as Arrow schemas with their keys: one definition for every store and engine.

``Table.relation`` names the stored table that holds the rows; ``ARRIVAL`` and ``ARTICLE`` are two sides of one:
what the sources gave, and what reading found. A stage that reads the first runs again when a source says
something new; one that reads the second, when the reading differs.
"""

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

TEXT: Final = pa.string()
NUMBER: Final = pa.int64()
DEGREES: Final = pa.float64()
DAY: Final = pa.date32()
TRUTH: Final = pa.bool_()
WORDS: Final = pa.list_(pa.string())


@dataclass(frozen=True)
class Table:
    """One table: what it means, its columns and how its rows are known.

    Args:
        name: the name that stages, exports and SQL use.
        about: what a row is, for the reference.
        schema: Arrow schema; nullable unless the column is part of the key.
        key: columns that identify a row.
        refers: pairs of a column and the ``table.column`` that it points to.
        indexes: further columns by which rows are looked up.
        relation: the stored table that holds it; its own name unless it is a side of another.
        parts: tables that the rows of this one unfold into when stored.
        named_by: table and column whose rows keep a row of this one: it belongs to no article, says the same wherever
            it comes from, and goes when nothing names it any longer; None for a table whose rows have an article.
        history: columns that law 2 leaves out; ``("*",)`` for a whole table.

    """

    name: str
    about: str
    schema: pa.Schema
    key: tuple[str, ...]
    refers: tuple[tuple[str, str], ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()
    relation: str = ""
    parts: tuple["Table", ...] = ()
    named_by: tuple[str, str] | None = None
    history: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Fill in the relation."""
        if not self.relation:
            object.__setattr__(self, "relation", self.name)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns, in order."""
        return tuple(self.schema.names)


def _schema(**columns: pa.DataType) -> pa.Schema:
    return pa.schema(list(columns.items()))


_GIVEN: Final[dict[str, pa.DataType]] = {"url": TEXT, "outlet": TEXT, "title": TEXT, "authors": WORDS}
_FOUND: Final[dict[str, pa.DataType]] = {
    "published_earliest": DAY,
    "published_latest": DAY,
    "published_basis": TEXT,
    "published_evidence": TEXT,
    "published_candidates": WORDS,
    "modified": DAY,
    "dateline": TEXT,
    "wire": TEXT,
}
_IN_ARTICLE: Final = (("article_id", "article.article_id"),)

ARTICLE_SOURCE: Final = Table(
    "article_source",
    "A place where an article was met, and what was said of it there.",
    _schema(source=TEXT, article_id=TEXT, digest=TEXT, retrieved=TEXT, **_GIVEN, wire=TEXT, signals=TEXT, stage=TEXT),
    key=("source", "digest"),
    refers=_IN_ARTICLE,
    indexes=(("article_id",),),
    history=("retrieved",),
)

ARRIVAL: Final = Table(
    "arrival",
    "An article as its sources gave it: text, and the fields chosen from its sources by a fixed order.",
    _schema(article_id=TEXT, text=TEXT, language=TEXT, **_GIVEN, wire_given=TEXT, signals=TEXT),
    key=("article_id",),
    relation="article",
)

ARTICLE: Final = Table(
    "article",
    "One page or dispatch from one outlet, with its own immutable text, and when it was published.",
    _schema(article_id=TEXT, **_FOUND, stage=TEXT),
    key=("article_id",),
)

BLOCK: Final = Table(
    "block",
    "A stretch of an article with a role; furniture keeps the reason why it is furniture.",
    _schema(article_id=TEXT, start=NUMBER, end=NUMBER, role=TEXT, marks=WORDS, reason=TEXT, key=TEXT, stage=TEXT),
    key=("article_id", "start", "end", "stage"),
    refers=_IN_ARTICLE,
    indexes=(("key",),),
)

SENTENCE: Final = Table(
    "sentence",
    "A sentence of an article's own news.",
    _schema(sentence_id=TEXT, article_id=TEXT, start=NUMBER, end=NUMBER, stage=TEXT),
    key=("sentence_id",),
    refers=_IN_ARTICLE,
    indexes=(("article_id",),),
)

TIME_EXPRESSION: Final = Table(
    "time_expression",
    "Words that say when: TIMEX3 type and value, the days they can mean, and what they hang from.",
    _schema(
        time_id=TEXT,
        article_id=TEXT,
        sentence_id=TEXT,
        start=NUMBER,
        end=NUMBER,
        role=TEXT,
        type=TEXT,
        value=TEXT,
        earliest=DAY,
        latest=DAY,
        precision=TEXT,
        direction=TEXT,
        anchor_kind=TEXT,
        anchor_time_id=TEXT,
        rule=TEXT,
        stage=TEXT,
    ),
    key=("time_id",),
    refers=(*_IN_ARTICLE, ("sentence_id", "sentence.sentence_id")),
    indexes=(("article_id",), ("earliest",)),
)


ACTOR: Final = Table(
    "actor",
    "A person, office, agency, state, organisation or group that the record's articles mention.",
    _schema(actor_id=TEXT, name=TEXT, kind=TEXT, country=TEXT, sector=TEXT, stage=TEXT),
    key=("actor_id",),
    indexes=(("country",),),
    named_by=("actor_mention", "actor_id"),
)

ACTOR_ROLE: Final = Table(
    "actor_role",
    "An office that a person of the record held or holds, as the codebook knows it.",
    _schema(
        actor_id=TEXT, role=TEXT, country=TEXT, sector=TEXT, since=TEXT, until=TEXT, known=DAY, source=TEXT, stage=TEXT
    ),
    key=("actor_id", "role", "country", "since", "until"),
    refers=(("actor_id", "actor.actor_id"),),
    named_by=("actor_mention", "actor_id"),
)

ACTOR_MENTION: Final = Table(
    "actor_mention",
    "Words that name an actor, with who is meant, and what that was when the article was written.",
    _schema(
        article_id=TEXT,
        start=NUMBER,
        end=NUMBER,
        actor_id=TEXT,
        mention=TEXT,
        country=TEXT,
        sector=TEXT,
        role=TEXT,
        basis=TEXT,
        stage=TEXT,
    ),
    key=("article_id", "start", "end", "actor_id"),
    refers=(*_IN_ARTICLE, ("actor_id", "actor.actor_id")),
    indexes=(("actor_id",),),
)

PLACE_MENTION: Final = Table(
    "place_mention",
    "Words that name a place, with which is meant.",
    _schema(
        article_id=TEXT,
        start=NUMBER,
        end=NUMBER,
        name=TEXT,
        country=TEXT,
        latitude=DEGREES,
        longitude=DEGREES,
        geonames=TEXT,
        basis=TEXT,
        stage=TEXT,
    ),
    key=("article_id", "start", "end"),
    refers=_IN_ARTICLE,
    indexes=(("country",),),
)


def _rows_of(table: Table) -> pa.DataType:
    """Return the list type that nests rows of a table under their article."""
    return pa.list_(pa.struct([column for column in table.schema if column.name != "article_id"]))


_NESTED: Final = (BLOCK, SENTENCE, TIME_EXPRESSION, ACTOR, ACTOR_ROLE, ACTOR_MENTION, PLACE_MENTION)

READING: Final = Table(
    "reading",
    "All that reading found in one article; unfolds into the tables of its parts.",
    pa.schema([*ARTICLE.schema] + [pa.field(part.name, _rows_of(part)) for part in _NESTED]),
    key=("article_id",),
    parts=(ARTICLE, *_NESTED),
)

LINE: Final = Table(
    "line",
    "A line of an article as it may repeat within its outlet; an inner table of the stage repeats.",
    _schema(
        article_id=TEXT, start=NUMBER, end=NUMBER, line=TEXT, fingerprint=TEXT, prose=TRUTH, edge=TRUTH, stage=TEXT
    ),
    key=("article_id", "start"),
    refers=_IN_ARTICLE,
    indexes=(("line",),),
)

SKIPPED: Final = Table(
    "skipped",
    "What was met and did not become an article, with the reason.",
    _schema(source=TEXT, reason=TEXT, digest=TEXT, stage=TEXT),
    key=("source", "reason", "digest"),
    indexes=(("stage",),),
)

RUN: Final = Table(
    "run",
    "One command that wrote to the record.",
    _schema(
        run_id=NUMBER, command=TEXT, version=TEXT, settings=TEXT, stages=TEXT, started=TEXT, finished=TEXT, counts=TEXT
    ),
    key=("run_id",),
    history=("*",),
)

CHANGE: Final = Table(
    "change",
    "What a run changed in what was there before it.",
    _schema(change_id=NUMBER, run_id=NUMBER, table=TEXT, id=TEXT, field=TEXT, old=TEXT, new=TEXT),
    key=("change_id",),
    refers=(("run_id", "run.run_id"),),
    indexes=(("run_id",), ("id", "field")),
    history=("*",),
)

PENDING: Final = Table(
    "pending",
    "A group of rows that a stage has yet to compute; empty when the record is settled.",
    _schema(stage=TEXT, key=TEXT),
    key=("stage", "key"),
)

KEPT_STAGE: Final = Table(
    "kept_stage",
    "The version of each stage, and of what it runs, whose rows the record holds.",
    _schema(stage=TEXT, version=TEXT),
    key=("stage",),
)

STORED: Final = (
    ARTICLE,
    ARTICLE_SOURCE,
    BLOCK,
    SENTENCE,
    TIME_EXPRESSION,
    ACTOR,
    ACTOR_ROLE,
    ACTOR_MENTION,
    PLACE_MENTION,
    LINE,
    SKIPPED,
    RUN,
    CHANGE,
    PENDING,
    KEPT_STAGE,
)
"""Every table that a store holds, those that others point to first."""
