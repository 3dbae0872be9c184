"""Paragraphs that were wrapped at a fixed width, as mail and archives do: which line ends are no ends."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from dateline.record.span import Span

_LINE_END: Final = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_STOPS: Final = frozenset('.!?…。！？।؟:;"”’)')
_BULLET: Final = re.compile(r"[-*•·–—>|#]|\(?\d{1,2}[.)] |[A-Z][A-Z-]{2,}: ")

NARROWEST: Final = 50
"""Letters. Text wrapped to less is verse, a table or a column of short lines."""

WIDEST: Final = 100
"""Letters. Text with longer lines was not wrapped: mail wraps at 72 to 78, archives at 60 to 90."""

EVIDENCE: Final = 4
"""So many line ends that fall inside a sentence must be where a wrapping at the text's width would have put them."""

SHARE: Final = 0.8
"""And so large a part of all that fall inside a sentence."""

LONG: Final = 0.6
"""Part of the width from which on a line may be a wrapped one: shorter ones are names, labels, items of lists."""

_SLACK: Final = 4
"""Letters that a wrapping may leave free beyond what the next word needs."""


def _lines(text: str) -> Iterator[Span]:
    """Yield the lines of a text without the white space at their ends; an empty one for a blank line."""
    position = 0
    while position <= len(text):
        ending = _LINE_END.search(text, position)
        stop = ending.start() if ending else len(text)
        words = text[position:stop].strip()
        start = position + (len(text[position:stop]) - len(text[position:stop].lstrip())) if words else position
        yield Span(start, start + len(words))
        position = stop + 1


def _full(text: str, line: Span, after: Span, width: int) -> bool:
    """Say whether the first word of the next line had no room on this one."""
    word = text[after.start : after.end].split(None, 1)[0]
    return line.end - line.start + 1 + len(word) > width - _SLACK


def _width(lines: list[Span]) -> int:
    """Return the width at which a text may have been wrapped; 0 where it was not."""
    sizes = sorted(line.end - line.start for line in lines if line.end > line.start)
    if len(sizes) < EVIDENCE or sizes[-1] > 2 * WIDEST:
        return 0
    width = sizes[-1 - len(sizes) // 50]  # an address or two may stand out
    return width if NARROWEST <= width <= WIDEST else 0


class Paragraph(NamedTuple):
    """A line, or the lines of a wrapped paragraph, without white space around."""

    start: int
    end: int
    lines: range
    """Their numbers in the text, blank lines counted."""


def paragraphs(text: str) -> list[Paragraph]:
    """Return the lines of a text that are not blank, those of a wrapped paragraph as one.

    A text counts as wrapped where nearly all line ends that fall inside a sentence lie where its width put them: the
    next line's first word would not have fitted. Only such line ends are passed over, and never before a bullet, a
    number or a label.
    """
    lines = list(_lines(text))
    width = _width(lines)
    joined: set[int] = set()
    if width:
        pairs = [number for number in range(len(lines) - 1) if all(s.end > s.start for s in lines[number : number + 2])]
        long = [number for number in pairs if lines[number].end - lines[number].start > LONG * width]
        inside = [number for number in long if text[lines[number].end - 1] not in _STOPS]
        full = {number for number in pairs if _full(text, lines[number], lines[number + 1], width)}
        if len(full.intersection(inside)) >= max(EVIDENCE, SHARE * len(inside)):
            joined = {number for number in full if _BULLET.match(text, lines[number + 1].start) is None}
    found: list[Paragraph] = []
    for number, line in enumerate(lines):
        if line.end == line.start:
            continue
        if number - 1 in joined:
            found[-1] = Paragraph(found[-1].start, line.end, range(found[-1].lines.start, number + 1))
        else:
            found.append(Paragraph(line.start, line.end, range(number, number + 1)))
    return found
