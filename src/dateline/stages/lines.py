"""The stage ``lines``: cuts each article into the lines that may repeat across its outlet."""

from collections.abc import Iterator
from hashlib import blake2b
from typing import Final

import pyarrow as pa

from dateline.record import ids
from dateline.record.span import Span, trimmed
from dateline.record.tables import ARRIVAL, LINE
from dateline.stages.stage import Stage

LONGEST: Final = 280
"""Letters. A longer line is a paragraph: repeated across articles it is the outlet's background prose, which is
part of the article, and losing it is worse than keeping a slogan."""


EDGE: Final = 3
"""Lines from the top or the bottom of an article that count as its edge."""

SENTENCE_WORDS: Final = 5
"""From this many words on, a line that ends like a sentence may be the article's own prose."""

_STOPS: Final = (".", "!", "?", "\u2026", "\u3002", "\u0964")
_CLOSERS: Final = "\"'\u201d\u2019\u00bb)]"


def _prose(words: str) -> bool:
    return words.rstrip(_CLOSERS).endswith(_STOPS) and len(words.split()) >= SENTENCE_WORDS


def _lines(text: str) -> Iterator[Span]:
    start = 0
    for line in text.split("\n"):
        span = trimmed(text, start, start + len(line))
        if span.start < span.end:
            yield span
        start += len(line) + 1


def _folded(words: str) -> str:
    return " ".join(words.casefold().split())


def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Give the short lines of each article of ARRIVAL that has an outlet, under the hash of outlet and words.

    Every line of an article carries the article's fingerprint, the hash of its longest line: articles of one outlet
    with the same fingerprint are printings of one text, and do not count as repetition.
    """
    rows = []
    for row in batch.select(["article_id", "outlet", "text"]).to_pylist():
        spans = list(_lines(row["text"])) if row["outlet"] else []
        if not spans:
            continue
        longest = max((_folded(row["text"][s:e]) for s, e in spans), key=lambda words: (len(words), words))
        fingerprint = blake2b(longest.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
        rows += [
            {
                "article_id": row["article_id"],
                "start": start,
                "end": end,
                "line": ids.line_id(row["outlet"], _folded(row["text"][start:end])),
                "fingerprint": fingerprint,
                "prose": _prose(row["text"][start:end]),
                "edge": min(number, len(spans) - 1 - number) < EDGE,
                "stage": STAGE.name,
            }
            for number, (start, end) in enumerate(spans)
            if end - start <= LONGEST
        ]
    return pa.RecordBatch.from_pylist(rows, schema=LINE.schema)


STAGE: Final = Stage("lines.v1", reads=ARRIVAL, writes=LINE, apply=apply)
