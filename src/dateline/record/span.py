"""A stretch of an article's text, in code points: ``text[start:end]`` is the quote."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol


class Spanned(Protocol):
    """Anything that has a start and an end in an article's text."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""


class Span(NamedTuple):
    """Half-open stretch ``[start, end)`` of an article's text, in Unicode code points."""

    start: int
    end: int


def quote(text: str, span: Spanned) -> str:
    """Return the words of ``span`` in ``text``."""
    return text[span.start : span.end]


def overlap(one: Spanned, other: Spanned) -> int:
    """Return how many code points two spans share; 0 where they only touch."""
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def holding(spans: Sequence[Spanned], position: int) -> int | None:
    """Return the index of the span that holds ``position``, or None.

    Args:
        spans: sorted by start, not overlapping.
        position: a code point of the text.

    """
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle].end <= position:
            low = middle + 1
        else:
            high = middle
    return low if low < len(spans) and spans[low].start <= position else None


def trimmed(text: str, start: int, end: int) -> Span:
    """Return ``[start, end)`` without the white space at its ends; empty at ``start`` if all of it is."""
    words = text[start:end]
    lead = len(words) - len(words.lstrip())
    if lead == len(words):
        return Span(start, start)
    return Span(start + lead, start + len(words.rstrip()))


def inside(text: str, spans: Iterable[Spanned]) -> bool:
    """Say whether every span lies in the text, start before end."""
    return all(0 <= span.start < span.end <= len(text) for span in spans)
