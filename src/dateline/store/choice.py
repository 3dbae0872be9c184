"""Which source speaks for an article that was met in several places: a fixed order, never that of arrival."""

import json
from collections.abc import Iterable, Mapping
from typing import Final

CHOSEN: Final = ("url", "outlet", "title", "authors", "wire", "signals")
"""Fields of an article that come from its sources."""

_EMPTY: Final[tuple[object, ...]] = ("", None, "[]", [])


def _rank(source: Mapping[str, object]) -> tuple[int, str]:
    """Order sources: the one that says most first, then by what they say. Where they were met does not count."""
    said = [source[field] for field in CHOSEN]
    return sum(value in _EMPTY for value in said), json.dumps(said, ensure_ascii=False)


def chosen(sources: Iterable[Mapping[str, object]]) -> dict[str, object]:
    """Return the fields of an article: from the source that says most, gaps filled from the others in order.

    Args:
        sources: rows of ``article_source`` for one article, at least one, in any order.

    """
    ranked = sorted(sources, key=_rank)
    fields: dict[str, object] = {}
    for field in CHOSEN:
        values = (source[field] for source in ranked if source[field] not in _EMPTY)
        fields[field] = next(values, ranked[0][field])
    return fields
