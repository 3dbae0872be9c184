"""Finds the stamps of an article: the dates by which a text says of itself when it was published or changed.

A stamp is known by its form and place: a label ("Updated:"), an author's line or a clock beside a full date, or a
date with a line to itself, at the head of the text. Dates of captions, biographies, links, forms and prose are none.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from dateline.codebook.stamp_labels import stamp_labels
from dateline.record.days import interval
from dateline.record.reading import PROSE, Block, Reading, TimeWords
from dateline.record.span import holding


class Stamp(NamedTuple):
    """A date by which a text dates itself."""

    words: TimeWords
    kind: str
    """``published``, ``modified``, or empty where no label says which."""


_LONG_PARAGRAPH: Final = 200
"""A prose block of so many code points is the article's first paragraph: the head of the text ends with it."""
_BEFORE: Final = 120
_TO_THE_DAY: Final = ("second", "minute", "hour", "day")
_AUTHOR: Final = re.compile(
    r"(?<![\w'\u2019])(?:By|BY)\s{1,2}(?:[A-Z][\w.'\u2019-]{0,30},?\s{1,3}(?:(?:and|of|for)\s{1,2})?){1,8}"
    r"(?:[|,\u00b7\u2022\u2013\u2014-]\s{0,3})?\Z"
)
_PICTURE: Final = re.compile(
    r"(?i)(?:photo|photograph|photographed|picture|image|illustration|graphic|video)s?\W{0,3}\Z"
)
_SEPARATOR_BEFORE: Final = re.compile(r"(?:\A|[\n|\u00b7\u2022])[\s(\[]{0,3}\Z")
_SEPARATOR_AFTER: Final = re.compile(r"[\s)\].]{0,3}(?:\Z|[\n|\u00b7\u2022\u2013\u2014(-]|[A-Z]{3})")
_OPENS_PARENTHESIS: Final = re.compile(r"[(\[]\s?\Z")
_CHANGES_HANDS: Final = re.compile(
    r"\s{0,3}[;,|/\u00b7\u2022-]?\s{0,3}(?:Last\s)?(?:Updated|Published|Posted|Modified|UPDATED|By)\b"
)


@cache
def _label() -> re.Pattern[str]:
    words = "|".join(sorted(stamp_labels(), key=lambda label: (-len(label), label))).replace(" ", r"\s")
    return re.compile(
        rf"(?<!\w)(?P<label>(?i:{words}))(?:\s(?:on|at|by|date|time))?\s{{0,2}}[:\u2013\u2014-]?\s{{0,3}}\Z"
    )


def _labelled(before: str, *, prose: bool) -> str:
    """Return what the label that ends the words before a date says of it: a kind of the table, or nothing."""
    found = _label().search(before)
    # "(Published Monday)" in parentheses is of a picture or a film beside the text.
    if not found or _OPENS_PARENTHESIS.search(before, 0, found.start()):
        return ""
    apart = prose or "\n" in found[0]
    if apart and not (found[0][0].isupper() and _SEPARATOR_BEFORE.search(before, 0, found.start())):
        return ""
    return stamp_labels()[" ".join(found["label"].lower().split())]


def _by_author(before: str) -> bool:
    found = _AUTHOR.search(before)
    return found is not None and not _PICTURE.search(before, 0, found.start())


def _kind_in(block: Block, text: str, words: TimeWords, *, at_head: bool) -> str | None:
    """Return what a full date is by its form, in a block of that role; None where it is no stamp."""
    before = text[max(block.start, words.start - _BEFORE) : words.start]
    # A label may stand on the line above, in a block of its own.
    kind = _labelled(text[max(0, words.start - _BEFORE) : words.start], prose=block.role in PROSE)
    if kind == "other":
        return None
    after = text[words.end : min(block.end, words.end + _BEFORE)]
    clock = words.type == "TIME"
    if block.role == "byline":
        return kind if kind or at_head else None
    if not at_head:
        return None
    by_author = _by_author(before)
    if block.role == "caption":  # where a head line was glued together, its stamp may lie in the caption
        return "" if clock and by_author else None
    ends = bool(_SEPARATOR_AFTER.match(after) or _CHANGES_HANDS.match(after))
    if kind:
        return kind if clock or ends else None
    alone = bool(_SEPARATOR_BEFORE.search(before)) and ends
    return "" if (by_author and (clock or ends)) or (alone and "\n" in f"{after}\n"[:4]) else None


def head_end(reading: Reading) -> int:
    """Return where the head of the text ends: with its first long paragraph."""
    for block in reading.blocks:
        if block.role in PROSE and block.end - block.start >= _LONG_PARAGRAPH:
            return block.end
    return len(reading.text)


def stamps(reading: Reading) -> Iterator[Stamp]:
    """Yield the stamps of a text in order.

    Args:
        reading: with the layers ``blocks`` and ``times``.

    """
    head = head_end(reading)
    for words in reading.time_words:
        bounds = interval(words.value)
        # A date in numbers whose order is open stands for a year, and is a stamp of that year all the same.
        if not bounds or "/" in words.value or not (words.precision in _TO_THE_DAY or "-XX-XX" in words.value):
            continue
        index = holding(reading.blocks, words.start)
        if index is None or reading.blocks[index].role not in PROSE | {"byline", "caption"}:
            continue
        kind = _kind_in(reading.blocks[index], reading.text, words, at_head=words.start < head)
        if kind is not None:
            yield Stamp(words, kind)
