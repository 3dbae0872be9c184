"""The stage ``read``: runs the components over each article, and lays out what they found as rows."""

from collections.abc import Mapping
from typing import Final

import pyarrow as pa

from dateline.reading import anchored, blocks, published, sentences, times
from dateline.reading.component import checked, read
from dateline.record import ids
from dateline.record.reading import Published, Reading, Source
from dateline.record.signals import signals_from
from dateline.record.span import Span, holding, quote
from dateline.record.tables import ARRIVAL, READING
from dateline.stages.stage import Stage

COMPONENTS: Final = checked(
    (
        blocks.COMPONENT,
        sentences.COMPONENT,
        times.COMPONENT,
        published.COMPONENT,
        anchored.COMPONENT,
    )
)
"""Everything that is read inside an article, in order. A newcomer adds a line."""

CODED_LANGUAGES: Final = frozenset({"en"})
"""Languages that the components read; articles in others are kept and marked, and only their source dates them."""

_BY_LAYER: Final = {component.adds: component.name for component in COMPONENTS}
_UNCODED: Final[Mapping[str, tuple[object, ...]]] = {
    "blocks": (),
    "sentences": (),
    "times": (),
    "anchored": (),
}

Row = dict[str, object]


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


def read_article(reading: Reading) -> Reading:
    """Return the reading with every layer, or, in a language that is not coded, with what its source says alone."""
    if reading.source.language in CODED_LANGUAGES:
        return read(reading, COMPONENTS)
    for layer, nothing in _UNCODED.items():
        reading = reading.with_layer(layer, nothing)
    return reading.with_layer("published", published.COMPONENT.apply(reading))


def _published_row(published_: Published, text: str) -> Row:
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
        "stage": _BY_LAYER["published"],
    }


def _sentence_at(article: str, sentences_: tuple[Span, ...], position: int) -> str | None:
    index = holding(sentences_, position)
    return None if index is None else ids.sentence_id(article, sentences_[index].start)


def _time_rows(article: str, reading: Reading) -> list[Row]:
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
                "stage": f"{_BY_LAYER['times']} {_BY_LAYER['anchored']}",
            }
        )
    return rows


def reading_row(article: str, reading: Reading) -> Row:
    """Return one row of READING for a reading with every layer."""
    return {
        "article_id": article,
        **_published_row(reading.published, reading.text),
        "block": [
            {
                "start": block.start,
                "end": block.end,
                "role": block.role,
                "marks": list(block.marks),
                "reason": block.reason or None,
                "key": None,
                "stage": _BY_LAYER["blocks"],
            }
            for block in reading.blocks
        ],
        "sentence": [
            {
                "sentence_id": ids.sentence_id(article, sentence.start),
                "start": sentence.start,
                "end": sentence.end,
                "stage": _BY_LAYER["sentences"],
            }
            for sentence in reading.sentences
        ],
        "time_expression": _time_rows(article, reading),
    }


def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Read every article of a batch of ARRIVAL; gives a row of READING for each."""
    rows = [reading_row(str(row["article_id"]), read_article(_opened(row))) for row in batch.to_pylist()]
    return pa.RecordBatch.from_pylist(rows, schema=READING.schema)


STAGE: Final = Stage(
    "read.v1", reads=ARRIVAL, writes=READING, apply=apply, runs=tuple(component.name for component in COMPONENTS)
)
