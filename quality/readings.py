"""Readings with the layers that a measure scores, and no others: reading every sentence for its dates alone is slow."""

from datetime import date
from typing import Final

from dateline.reading.component import needed, read
from dateline.record.reading import DateSignal, Reading, Source
from dateline.stages.read import COMPONENTS

_DATED: Final = needed(COMPONENTS, "blocks", "times", "published", "anchored")


def dated(text: str, published: str | None = None) -> Reading:
    """Return a text with its blocks, its times and its day of publication, which may be given as ``YYYY-MM-DD``."""
    signals = (DateSignal("published", date.fromisoformat(published), "argument", published),) if published else ()
    return read(Reading(text, Source(signals=signals)), _DATED)
