"""What is behind a fact: the words, the rules and versions, and the chain to the publication date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from dateline.errors import QueryError
from dateline.faces.days import shown
from dateline.record import ids
from dateline.store.queries import many, one

_ARTICLE = "SELECT * FROM headed WHERE article_id = :id"
_TIME = "SELECT * FROM time_expression WHERE time_id = :id"
_SENTENCE = "SELECT * FROM sentence WHERE sentence_id = :id"
_TIMES_OF = "SELECT * FROM time_expression WHERE article_id = :id ORDER BY start"
_BLOCKS_OF = 'SELECT * FROM block WHERE article_id = :id ORDER BY start, "end", stage'
_SOURCES_OF = "SELECT * FROM article_source WHERE article_id = :id ORDER BY source, digest"

_ACTOR = "SELECT * FROM actor WHERE actor_id = :id"
_ROLES_OF = "SELECT * FROM actor_role WHERE actor_id = :id ORDER BY since, role, country"
_MENTIONS_OF = 'SELECT * FROM actor_mention WHERE actor_id = :id ORDER BY article_id, start, "end" LIMIT :limit'
_ACTORS_OF = """
    SELECT m.*, c.name FROM actor_mention m JOIN actor c USING (actor_id)
    WHERE m.article_id = :id ORDER BY m.start, m."end", m.actor_id
"""
_PLACES_OF = "SELECT * FROM place_mention WHERE article_id = :id ORDER BY start"

SHOWN_MENTIONS = 40
"""Mentions of an actor that ``why`` shows; a listing has them all."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is behind one id.

    Args:
        id: the id that was asked for.
        kind: ``article``, ``sentence``, ``time`` or ``actor``.
        lines: what there is to say, as (what, words), in reading order; words may hold line breaks.

    """

    id: str
    kind: str
    lines: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        """Return the lines as text, what and words side by side."""
        width = max(len(what) for what, _ in self.lines)
        return "\n".join(f"{what:<{width}}  {' '.join(words.split())}" for what, words in self.lines)


Lines = Iterator[tuple[str, str]]


def _days(row: dict[str, Any], prefix: str = "") -> str:
    def day(name: str) -> date | None:
        value = row[prefix + name]
        return None if value is None else date.fromisoformat(value)

    return shown(day("earliest"), day("latest"))


def _quote(article: dict[str, Any], row: dict[str, Any]) -> str:
    return f"{article['text'][row['start'] : row['end']]}  [{row['start']}:{row['end']}]"


def _article_lines(article: dict[str, Any]) -> Lines:
    yield "article", f"{article['headline'] or 'without title'}  [{article['article_id']}]"
    if article["outlet"]:
        yield "outlet", article["outlet"]
    if article["url"]:
        yield "url", article["url"]
    yield "published", f"{_days(article, 'published_')} (basis: {article['published_basis']})"
    if article["published_evidence"]:
        yield "because of", article["published_evidence"]
    if article["dateline"]:
        yield "dateline", article["dateline"]
    if article["wire"]:
        yield "wire", article["wire"]


def _why_article(connection: sa.Connection, article: dict[str, Any]) -> Lines:
    yield from _article_lines(article)
    yield "language", article["language"]
    for source in many(connection, _SOURCES_OF, id=article["article_id"]):
        yield "met at", f"{source['source']} ({source['retrieved']}, {source['stage']})"
    for block in many(connection, _BLOCKS_OF, id=article["article_id"]):
        marks = "" if block["marks"] in (None, "[]") else f" marks: {block['marks']}"
        reason = f" ({block['reason']})" if block["reason"] else ""
        yield f"{block['role']}", f"{_quote(article, block)}{reason}{marks} {block['stage']}"
    for time in many(connection, _TIMES_OF, id=article["article_id"]):
        yield "time", f"{_quote(article, time)} = {time['value']} ({_days(time)})"
    yield from _named_in(connection, article, 0, len(article["text"]))


def _named_in(connection: sa.Connection, article: dict[str, Any], start: int, end: int) -> Lines:
    """Yield who and what place is named in a stretch of an article."""
    for mention in many(connection, _ACTORS_OF, id=article["article_id"]):
        if start <= mention["start"] < end:
            known = ", ".join(mention[name] for name in ("country", "sector", "role") if mention[name])
            who = f"{mention['name']} [{mention['actor_id']}]{' (' + known + ')' if known else ''}"
            yield "actor", f"{_quote(article, mention)} = {who} by {mention['basis']}"
    for place in many(connection, _PLACES_OF, id=article["article_id"]):
        if start <= place["start"] < end:
            where = f" ({place['country']})" if place["country"] else ""
            yield "place", f"{_quote(article, place)} = {place['name']}{where} by {place['basis']}"


def _why_sentence(connection: sa.Connection, article: dict[str, Any], sentence: dict[str, Any]) -> Lines:
    yield "sentence", _quote(article, sentence)
    yield "made by", sentence["stage"]
    for time in many(connection, _TIMES_OF, id=article["article_id"]):
        if time["sentence_id"] == sentence["sentence_id"]:
            yield "time", f"{_quote(article, time)} = {time['value']} ({_days(time)})"
    yield from _named_in(connection, article, sentence["start"], sentence["end"])
    yield from _article_lines(article)


def _why_time(connection: sa.Connection, article: dict[str, Any], time: dict[str, Any]) -> Lines:
    yield "words", _quote(article, time)
    yield "means", f"{_days(time)} ({time['type']} {time['value']}, precision: {time['precision']})"
    yield "rule", f"{time['rule']} ({time['stage']})"
    sentence = one(connection, _SENTENCE, id=time["sentence_id"])
    if sentence is not None:
        yield "sentence", _quote(article, sentence)
    elif time["role"] is not None:
        yield "stands in", f"a {time['role']} block: not the article's own news"
    while time["anchor_kind"] == "expression":
        anchor = one(connection, _TIME, id=time["anchor_time_id"])
        if anchor is None:
            break
        time = anchor
        yield "hangs from", f"{_quote(article, time)} = {time['value']} ({time['rule']})"
    if time["anchor_kind"] == "published":
        yield "hangs from", "the day of publication"
    elif time["earliest"] is None:
        yield "hangs from", "nothing that is known"
    yield from _article_lines(article)


def _why_actor(connection: sa.Connection, actor: dict[str, Any]) -> Lines:
    known = [actor[name] for name in ("kind", "country", "sector") if actor[name]]
    yield "actor", f"{actor['name']} ({', '.join(known)})"
    yield "made by", actor["stage"]
    for role in many(connection, _ROLES_OF, id=actor["actor_id"]):
        until = role["until"] or (f"known to {role['known']}" if role["known"] else "")
        yield "role", f"{role['role']} {role['country']} {role['since']} .. {until} ({role['source']})"
    article: dict[str, Any] | None = None
    for mention in many(connection, _MENTIONS_OF, id=actor["actor_id"], limit=SHOWN_MENTIONS):
        if article is None or article["article_id"] != mention["article_id"]:
            article = one(connection, _ARTICLE, id=mention["article_id"])
            if article is None:
                continue
            yield (
                "article",
                f"{article['headline'] or 'without title'}, {_days(article, 'published_')}  [{article['article_id']}]",
            )
        yield "mention", f"{_quote(article, mention)} by {mention['basis']} ({mention['stage']})"
    count = one(connection, "SELECT count(*) AS n FROM actor_mention WHERE actor_id = :id", id=actor["actor_id"])
    if count and count["n"] > SHOWN_MENTIONS:
        yield "and", f"{count['n'] - SHOWN_MENTIONS} mentions more: dateline actors --mentions {actor['actor_id']}"


def why(connection: sa.Connection, identifier: str) -> Evidence:
    """Return what is behind an article, a sentence, a time expression or an actor.

    Raises:
        QueryError: nothing in the record has that id.

    """
    identifier = identifier.strip(" []()")
    actor = one(connection, _ACTOR, id=identifier)
    if actor is not None:
        return Evidence(identifier, "actor", tuple(_why_actor(connection, actor)))
    identifier = identifier.lower()
    article = one(connection, _ARTICLE, id=ids.article_of(identifier))
    if article is not None:
        if identifier == article["article_id"]:
            return Evidence(identifier, "article", tuple(_why_article(connection, article)))
        sentence = one(connection, _SENTENCE, id=identifier)
        if sentence is not None:
            return Evidence(identifier, "sentence", tuple(_why_sentence(connection, article, sentence)))
        time = one(connection, _TIME, id=identifier)
        if time is not None:
            return Evidence(identifier, "time", tuple(_why_time(connection, article, time)))
    raise QueryError(
        "DL124",
        f"nothing in this record has the id {identifier!r}.",
        "take an id from dateline timeline, articles or search.",
    )
