"""Cuts a text into pieces: one a paragraph, and several where its form says clearly that things were glued."""

import re
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from typing import Final

from dateline.codebook import furniture
from dateline.reading.block.datelines import DAY, opening
from dateline.reading.block.forms import judge
from dateline.reading.block.wrapping import paragraphs

_CLOSERS: Final = " \t\u00a0\"'”’»“„)]*_"
_STOPS: Final = frozenset(".!?…。！？।؟:;")
_ONE_THING: Final = 60
"""Longest line, in code points, that is not searched for things glued together."""
_WINDOW: Final = 1_500
"""How far into a line, or from its end, things glued together are looked for, in code points."""

_NOT_IN_NAME: Final = (
    r"(?!(?:Published|Updated|Posted|Last|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?|May"
    r"|\w{3,6}day,?) )"
)
_GLUED_BYLINE: Final = re.compile(
    rf"(?<=[\w.)”\"’]) *(By [A-Z][\w.'’-]*+(?: {_NOT_IN_NAME}(?:[A-Z][\w.'’-]*+|and|de|van|von|al|bin))*+"
    r"(?:\s*[|,]\s*[A-Z][\w.'’-]*+(?: [A-Z][\w.'’-]*+)*+)?"
    r"\s*[|,•·-]?\s*(?:(?:Published|Updated|Posted|Last updated)\s*:?\s*(?:on |at )?)?"
    rf"{DAY}"
    rf"(?:,? (?:at )?\d{{1,2}}[:.]\d\d(?:\s*[aApP]\.?[mM]\.?)?(?:\s*\(?[A-Z]{{2,4}}\)?)?)?)(?=\s|$)"
)
_CREDIT: Final = re.compile(
    r"[\s(]((?:AP |File |Getty |Reuters )?(?:Photo|Image|Picture|Photograph|Credit|Foto)s?"
    r"(?: by| credit| courtesy of)?\s*[:/]\s*[^.!?]{2,120})"
)
_TAIL: Final = re.compile(
    r"(?<=[.!?”\"’)])\s+(?=\(?(?:(?:Additional )?(?:Reporting|Writing|Editing) by [A-Z]"
    r"|Reporting and (?:writing|editing) by [A-Z]|Our Standards:|Copyright ©|© \d{4}|All rights reserved\b"
    r"|Read more:|READ MORE\b|ALSO READ\b|Follow us on |Sign up (?:for|to) (?:our|the)\b"
    r"|Subscribe to (?:our|the) \w+ ?newsletter|The Associated Press contributed|Click here to ))"
)


@dataclass(slots=True)
class Piece:
    """A stretch of the text on its way to be a block: form, and what has been found out about it.

    Only this room sees one; a role once given stays unless a later rule says why not.
    """

    start: int
    end: int
    line: str
    """The words as they stand, without white space at the ends."""
    words: list[str]
    """``codebook.furniture.tokens`` of the line."""
    stop: bool
    """Whether it ends as a sentence does (quotation marks and brackets after the stop are passed over)."""
    english: int
    """How many of its words are function words of English."""
    prose: bool
    """Whether it looks like a whole sentence or more."""
    role: str = ""
    reason: str = ""
    strength: str = ""
    cut: bool = False

    def give(self, role: str, reason: str, strength: str = "sure") -> None:
        """Set the role, its reason and how strong the evidence is."""
        self.role, self.reason, self.strength = role, reason, strength


def piece(text: str, start: int, end: int, words: list[str] | None = None) -> Piece:
    """Return the form of ``text[start:end]``, which neither begins nor ends with white space.

    Args:
        text: the article's text.
        start: first code point.
        end: one past the last.
        words: the tokens of that stretch, where they are known already.

    """
    line = text[start:end]
    if words is None:
        words = furniture.tokens(line)
    tail = line[-20:].rstrip(_CLOSERS)
    stop = bool(tail) and tail[-1] in _STOPS
    english = len(furniture.words("english").intersection(words))
    size = max(len(words), len(line) // 6)
    prose = (stop and size >= 7 and (tail[-1] != ":" or size >= 12)) or (size >= 25 and english > 3)  # noqa: PLR2004
    return Piece(start, end, line, words, stop, english, prose)


def pieces(text: str) -> list[Piece]:
    """Return the text's pieces in order: every paragraph, cut where its form says so."""
    found: list[Piece] = []
    before_prose = True
    words = furniture.lines_of_tokens(text)
    for paragraph in paragraphs(text):
        of_it = [word for number in paragraph.lines for word in words[number]]
        for one in _cut(text, piece(text, paragraph.start, paragraph.end, of_it), first=before_prose):
            found.append(one)
            before_prose = before_prose and not (one.prose and not one.role)
    return found


def _cut(text: str, whole: Piece, *, first: bool) -> Iterator[Piece]:
    """Yield the pieces of one line, each judged by its own form and words."""
    start, end = whole.start, whole.end
    glued = (
        first and end - start > _ONE_THING and _GLUED_BYLINE.search(text, start, min(end, start + _WINDOW)) is not None
    )
    if not glued:
        judge(whole)
        if whole.role and (whole.strength == "sure" or not whole.prose):
            yield whole
            return
    end_of_body, tail = end, None
    if glued:
        start = yield from _head(text, start, end)
    if end - start > _ONE_THING and not furniture.words("tail").isdisjoint(whole.words[-60:]):
        end_of_body, tail = _glued_tail(text, start, end)
    length = opening(text, start, end_of_body, first=first)
    if length:
        head = piece(text, start, start + len(text[start : start + length].rstrip()))
        head.give("dateline", "dateline-opening")
        head.prose = False
        yield head
        start += length
    if start == whole.start and end_of_body == end:
        yield whole
        return
    if start < end_of_body:
        yield _judged(text, start, end_of_body)
    if tail is not None:
        yield _judged(text, tail, end)


def _judged(text: str, start: int, end: int) -> Piece:
    """Return a part of a line, judged by its own form and words."""
    part = piece(text, start, end)
    judge(part)
    return part


def _head(text: str, start: int, end: int) -> Generator[Piece, None, int]:
    """Yield caption, credit and by-line glued before the first sentence; return where that sentence starts."""
    stamp = _GLUED_BYLINE.search(text, start, min(end, start + _WINDOW))
    if stamp is None or stamp.start(1) == start:
        return start
    credit = _CREDIT.search(text, start, stamp.start(1))
    if credit is not None:
        for low, high, reason in (
            (start, credit.start(1), "before-credit"),
            (credit.start(1), stamp.start(1), "credit-word"),
        ):
            words = text[low:high].rstrip()
            if words.strip():
                caption = piece(text, low, low + len(words))
                caption.give("caption", reason)
                yield caption
    elif stamp.start(1) > start:
        words = text[start : stamp.start(1)].rstrip()
        yield piece(text, start, start + len(words))
    byline = piece(text, stamp.start(1), stamp.end(1))
    byline.give("byline", "glued-byline")
    yield byline
    after = stamp.end(1)
    while after < end and text[after].isspace():
        after += 1
    return after


def _glued_tail(text: str, start: int, end: int) -> tuple[int, int | None]:
    """Return where a line's own words end, and where furniture glued after them starts (None if there is none)."""
    match = _TAIL.search(text, max(start + 40, end - 400), end)
    if match is None:
        return end, None
    return match.start(), match.end()
