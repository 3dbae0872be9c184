"""Which mentions name the same at once, and which stand in a quotation: read off once for an article."""

import re
from collections.abc import Sequence
from typing import Final

from dateline.record.reading import Mention

_QUOTES: Final = re.compile(r"[\"“”„«»\n]")
_OPENING: Final = frozenset("“„«")
_CLOSING: Final = frozenset("”»\n")
_APART: Final = 60
"""Letters between a title and the name in apposition to it at most: "the ambassador in Doha, Dana Smith"."""


def roots(mentions: Sequence[Mention]) -> list[int]:
    """Return, for each mention, the first of those that name the same at once."""
    roots: list[int] = []
    for index, mention in enumerate(mentions):
        other = mention.beside
        if other is None and mention.part == "apposition":
            other = _apart(mentions, index)
        roots.append(roots[other] if other is not None and 0 <= other < index else index)
    return roots


def _apart(mentions: Sequence[Mention], index: int) -> int | None:
    """Return the title of a name in apposition, or the name of a title, where other words stand between."""
    mention = mentions[index]
    named = mention.kind == "person"
    if mention.name.lower() == "counterpart":
        return None
    if not (named or _is_title(mention)):
        return None
    for other in range(index - 1, max(index - 4, -1), -1):
        before = mentions[other]
        if before.sentence != mention.sentence or mention.start - before.end > _APART:
            break
        if _is_title(before) if named else before.kind == "person":
            return other
    return None


def _is_title(mention: Mention) -> bool:
    return mention.kind == "office" or (mention.kind == "group" and mention.number == "one")


def quotations(text: str, mentions: Sequence[Mention]) -> list[int]:
    """Return, for each mention, where the quotation around it opens, or -1; a new line closes every quotation."""
    found: list[int] = []
    marks = _QUOTES.finditer(text)
    mark = next(marks, None)
    opened = -1
    for mention in mentions:
        while mark is not None and mark.start() < mention.start:
            sign = mark[0]
            opened = mark.start() if sign in _OPENING or (sign not in _CLOSING and opened < 0) else -1
            mark = next(marks, None)
        found.append(opened)
    return found
