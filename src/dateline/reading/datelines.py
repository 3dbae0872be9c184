"""Reads the dateline that opens a dispatch: place, date, news agency."""

import re
from bisect import bisect_left
from typing import Final, NamedTuple

from dateline.codebook.wires import is_wire, wire_in
from dateline.reading.stamps import Stamp, head_end
from dateline.record.reading import PROSE, Reading, TimeWords
from dateline.record.span import Span, trimmed


class Dateline(NamedTuple):
    """The opening of a dispatch, taken apart."""

    span: Span
    place: str
    """As written; empty where none is named."""
    wire: str
    time: TimeWords | None


_LONGEST: Final = 140
_DASH: Final = re.compile(
    r"\s{0,2}(?:(?<=\s)[-_\u2013](?=\s|\Z)|--|[\u2013\u2014]|(?<=\))[-_]|(?<=\s)_)\s{0,2}[-_\u2013\u2014]{0,2}"
)
_PARENTHESES: Final = re.compile(r"[(\[]([^()\[\]\n]{2,40})[)\]]")
_NAME: Final = r"[A-Z\u00c0-\u00de][\w.'\u2019]{0,24}"
_PLACE: Final = re.compile(rf"{_NAME}(?:(?:,\s|[ /-]|\s(?:of|de|del|and|la)\s){_NAME}|-\w{{1,20}}){{0,7}}")
_AGENCY_LIKE: Final = re.compile(r"[A-Z]{2,6}|[A-Z][\w.&'\u2019-]{1,20}(?:\s[A-Z][\w.&'\u2019-]{0,20}){0,3}")


def _wire(words: str) -> str:
    """Return the news agency in what stands between the date of a dateline and its dash."""
    if found := _PARENTHESES.search(words):
        credit = found[1].strip()
        return wire_in(credit).name or (credit if _AGENCY_LIKE.fullmatch(credit) else "")
    return wire_in(words.strip(" ,:")).name


def _taken_apart(reading: Reading, start: int, end: int) -> Dateline:
    text = reading.text
    index = bisect_left(reading.time_words, start, key=lambda words: words.start)
    time = next((words for words in reading.time_words[index : index + 1] if words.end <= end), None)
    opening = _PARENTHESES.search(text, start, end)
    stops = [end, *(found.start() for found in (opening, _DASH.search(text, start, end)) if found)]
    if time:
        stops.append(time.start)
    place = text[start : min(stops)].strip(" \t\n,:\u2013\u2014-_")
    after = time.end if time and time.start <= min(stops) else min(stops)
    return Dateline(trimmed(text, start, end), place if _PLACE.fullmatch(place) else "", _wire(text[after:end]), time)


def _at(reading: Reading, start: int, *, sure: bool) -> Dateline | None:
    """Return the dateline that opens at a place where no block was made of it, if its form is beyond doubt."""
    line_end = reading.text.find("\n", start, start + _LONGEST)
    dash = _DASH.search(reading.text, start, line_end if line_end >= 0 else start + _LONGEST)
    if not dash:
        return None
    found = _taken_apart(reading, start, dash.end())
    in_capitals = found.place.split(",")[0].isupper()
    if found.place and (is_wire(found.wire) or (in_capitals and (found.time or sure))):
        return found
    return None


def dateline_of(reading: Reading, stamp: Stamp | None) -> Dateline | None:
    """Return the dateline of an article.

    Args:
        reading: with the layers ``blocks`` and ``times``.
        stamp: the first stamp, after which a dateline may follow on the same line.

    Returns:
        The first block of that role, taken apart; else one that opens a prose block of the head, or follows the
        stamp; else None.

    """
    head = head_end(reading)
    for block in reading.blocks:
        if block.role == "dateline" and block.start <= head:
            return _taken_apart(reading, block.start, block.end)
    if stamp:
        after = trimmed(reading.text, stamp.words.end, min(len(reading.text), stamp.words.end + _LONGEST))
        if found := _at(reading, after.start, sure=True):
            return found
    for block in reading.blocks:
        if block.start >= head:
            break
        if block.role in PROSE and (found := _at(reading, block.start, sure=False)):
            return found
    return None
