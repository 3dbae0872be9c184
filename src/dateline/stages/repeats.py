"""The stage ``repeats``: a line that stands in several articles of one outlet is the outlet's furniture."""

from typing import Final

import pyarrow as pa

from dateline.record.tables import BLOCK, LINE
from dateline.stages.stage import Stage

ARTICLES: Final = 3
"""A line counts as furniture from this many different articles of one outlet (DESIGN: at least three)."""

PROSE_ARTICLES: Final = 5
"""The same for a line that ends like a sentence; it must stand at the edge of every one of them, because desks reuse
sentences ("The ministry did not answer a request for comment."), and to lose one is worse than to keep a slogan."""


def _furniture(rows: list[dict[str, object]]) -> bool:
    different = min(len({row["fingerprint"] for row in rows}), len({row["article_id"] for row in rows}))
    if any(row["prose"] for row in rows):
        return different >= PROSE_ARTICLES and all(row["edge"] for row in rows)
    return different >= ARTICLES


def apply(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Give a block of furniture for every place of one line, if enough different articles of the outlet have it.

    Args:
        batch: all rows of LINE with one value of ``line``.

    """
    rows = batch.to_pylist()
    found = [
        {
            "article_id": row["article_id"],
            "start": row["start"],
            "end": row["end"],
            "role": "promo",
            "marks": [],
            "reason": "repeated-in-outlet",
            "key": row["line"],
            "stage": STAGE.name,
        }
        for row in (rows if _furniture(rows) else ())
    ]
    return pa.RecordBatch.from_pylist(found, schema=BLOCK.schema)


STAGE: Final = Stage(
    "repeats.v1", reads=LINE, writes=BLOCK, apply=apply, by=("line",), kept_by="key", at_least=ARTICLES
)
