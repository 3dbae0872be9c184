"""The stage ``read``: runs the components over each article, and lays out what they found as rows."""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import Final

import pyarrow as pa

from dateline.reading import actors, anchored, blocks, mentions, published, sentences, times, tokens
from dateline.reading.actor.identity import identity
from dateline.reading.actor.own import own_identity, own_roles
from dateline.reading.actor.record import roles
from dateline.reading.coding import USUAL, Coding
from dateline.reading.component import Component, checked, read
from dateline.record import ids
from dateline.record.reading import Actor, PlaceMention, Published, Reading, Source
from dateline.record.signals import signals_from
from dateline.record.span import Span, holding, quote
from dateline.record.tables import ARRIVAL, READING
from dateline.stages.stage import Stage


@lru_cache(maxsize=8)
def components(coding: Coding) -> tuple[Component, ...]:
    """Return everything that is read inside an article, in order. A newcomer adds a line.

    Raises:
        SettingsError: the pipeline that the coding names is not there.

    """
    return checked(
        (
            blocks.COMPONENT,
            sentences.COMPONENT,
            tokens.component(coding.pipeline),
            times.COMPONENT,
            mentions.component(coding.actors),
            published.COMPONENT,
            anchored.COMPONENT,
            actors.component(coding.actors),
        )
    )


COMPONENTS: Final = components(USUAL)
"""What is read inside an article where no settings say otherwise."""

CODED_LANGUAGES: Final = frozenset({"en"})
"""Languages that the components read; articles in others are kept and marked, and only their source dates them."""

_UNCODED: Final[Mapping[str, tuple[object, ...]]] = {
    "blocks": (),
    "sentences": (),
    "tokens": (),
    "times": (),
    "mentions": (),
    "anchored": (),
    "actors": (),
}

Row = dict[str, object]
Made = Mapping[str, str]
"""What made a layer: a component's name with its version, by the layer."""


@lru_cache(maxsize=8)
def _made(coding: Coding) -> Made:
    """Return what makes each layer; who reads the sentences is told with the mentions where it is not our model."""
    made = {component.adds: component.name for component in components(coding)}
    if coding.pipeline:
        made["mentions"] = f"{made['tokens']} {made['mentions']}"
    return made


def _opened(row: Mapping[str, object]) -> Reading:
    """Return the unread Reading of one row of ARRIVAL."""
    authors = row["authors"]
    source = Source(
        url=str(row["url"] or ""),
        title=str(row["title"] or ""),
        outlet=str(row["outlet"] or ""),
        authors=tuple(authors) if isinstance(authors, list) else (),
        wire=str(row["wire_given"] or ""),
        language=str(row["language"]),
        signals=signals_from(str(row["signals"])),
    )
    return Reading(str(row["text"]), source)


def read_article(reading: Reading, coding: Coding = USUAL) -> Reading:
    """Return the reading with every layer, or, in a language that is not coded, with what its source says alone."""
    if reading.source.language in CODED_LANGUAGES:
        return read(reading, components(coding))
    for layer, nothing in _UNCODED.items():
        reading = reading.with_layer(layer, nothing)
    return reading.with_layer("published", published.COMPONENT.apply(reading))


def _published_row(published_: Published, text: str, made: Made) -> Row:
    dateline = published_.dateline
    return {
        "published_earliest": published_.earliest,
        "published_latest": published_.latest,
        "published_basis": published_.basis,
        "published_evidence": published_.evidence or None,
        "published_candidates": [f"{first}/{last}" for first, last in published_.candidates],
        "modified": published_.modified,
        "dateline": quote(text, dateline) if dateline else None,
        "wire": published_.wire or None,
        "stage": made["published"],
    }


def _sentence_at(article: str, sentences_: tuple[Span, ...], position: int) -> str | None:
    index = holding(sentences_, position)
    return None if index is None else ids.sentence_id(article, sentences_[index].start)


def _time_rows(article: str, reading: Reading, made: Made) -> list[Row]:
    rows: list[Row] = []
    times_ = reading.times
    for time in times_:
        block = holding(reading.blocks, time.start)
        rows.append(
            {
                "time_id": ids.time_id(article, time.start),
                "sentence_id": _sentence_at(article, reading.sentences, time.start),
                "start": time.start,
                "end": time.end,
                "role": None if block is None else reading.blocks[block].role,
                "type": time.type,
                "value": time.value,
                "earliest": time.earliest,
                "latest": time.latest,
                "precision": time.precision,
                "direction": time.direction or None,
                "anchor_kind": time.anchor_kind,
                "anchor_time_id": None if time.anchor is None else ids.time_id(article, times_[time.anchor].start),
                "rule": time.rule,
                "stage": f"{made['times']} {made['anchored']}",
            }
        )
    return rows


def _actor_id(article: str, actor: Actor) -> str:
    """Return the actor's id in the record: one that only this text knows gets the article in front."""
    kind, _, start = actor.id.partition(":")
    return ids.local_actor_id(article, int(start)) if kind == "local" else actor.id


def _actor_rows(article: str, reading: Reading, coding: Coding) -> dict[str, list[Row]]:
    """Return the rows of actors, of their roles and of their mentions, and those of places."""
    actors_: dict[str, Row] = {}
    roles_: list[Row] = []
    mentioned: list[Row] = []
    made, own = _made(coding), coding.actors
    stage = made["actors"]
    kinds = {(mention.start, mention.end): mention.kind for mention in reading.mentions}
    for found in reading.actors:
        actor_id = _actor_id(article, found.actor)
        if actor_id not in actors_:
            name, kind, country, sector = own_identity(own, actor_id) or identity(found.actor)
            known = {"name": name, "kind": kind, "country": country or None, "sector": sector or None}
            actors_[actor_id] = {"actor_id": actor_id, **known, "stage": stage}
            known_roles = own_roles(own, actor_id) or roles(found.actor)
            roles_ += [{"actor_id": actor_id, **role._asdict(), "stage": stage} for role in known_roles]
        mentioned.append(
            {
                "start": found.start,
                "end": found.end,
                "actor_id": actor_id,
                "mention": kinds.get((found.start, found.end)),
                "country": found.actor.country or None,
                "sector": found.actor.sector or None,
                "role": found.actor.role or None,
                "basis": found.basis,
                "stage": f"{made['mentions']} {stage}",
            }
        )
    return {
        "actor": list(actors_.values()),
        "actor_role": roles_,
        "actor_mention": mentioned,
        "place_mention": [_place_row(found, made) for found in reading.places],
    }


def _place_row(found: PlaceMention, made: Made) -> Row:
    return {
        "start": found.start,
        "end": found.end,
        "name": found.place.name,
        "country": found.place.country or None,
        "latitude": found.place.latitude,
        "longitude": found.place.longitude,
        "geonames": found.place.geonames or None,
        "basis": found.basis,
        "stage": f"{made['mentions']} {made['actors']}",
    }


def reading_row(article: str, reading: Reading, coding: Coding = USUAL) -> Row:
    """Return one row of READING for a reading with every layer."""
    made = _made(coding)
    return {
        "article_id": article,
        **_published_row(reading.published, reading.text, made),
        "block": [
            {
                "start": block.start,
                "end": block.end,
                "role": block.role,
                "marks": list(block.marks),
                "reason": block.reason or None,
                "key": None,
                "stage": made["blocks"],
            }
            for block in reading.blocks
        ],
        "sentence": [
            {
                "sentence_id": ids.sentence_id(article, sentence.start),
                "start": sentence.start,
                "end": sentence.end,
                "stage": made["sentences"],
            }
            for sentence in reading.sentences
        ],
        "time_expression": _time_rows(article, reading, made),
        **_actor_rows(article, reading, coding),
    }


def apply(batch: pa.RecordBatch, coding: Coding = USUAL) -> pa.RecordBatch:
    """Read every article of a batch of ARRIVAL; gives a row of READING for each."""
    rows = [
        reading_row(str(row["article_id"]), read_article(_opened(row), coding), coding) for row in batch.to_pylist()
    ]
    return pa.RecordBatch.from_pylist(rows, schema=READING.schema)


STAGE: Final = Stage(
    "read.v1", reads=ARRIVAL, writes=READING, apply=apply, runs=tuple(component.name for component in COMPONENTS)
)


def stage(coding: Coding) -> Stage:
    """Return the stage that reads by a coding, which is part of its version: by another, every article is read anew.

    Raises:
        SettingsError: the pipeline that the coding names is not there.

    """
    if coding == USUAL:
        return STAGE
    runs = tuple(component.name for component in components(coding))
    return replace(STAGE, apply=partial(apply, coding=coding), runs=runs)
