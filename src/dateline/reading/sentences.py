"""The component `sentences`: where the sentences of an article's own prose begin and end.

Decides from form alone: the stop, what stands before it, and what follows. What only the meaning tells (a stop that
fell between two capitalised words, a stop that was lost) is left as it stands.
"""

import re
from collections.abc import Iterator
from typing import Final

from dateline.codebook.abbreviations import abbreviations, words
from dateline.reading.component import Component
from dateline.record.reading import PROSE, Reading
from dateline.record.span import Span, trimmed

_STOP: Final = re.compile(
    r"(?P<stop>[.!?\u2026\u3002\uff01\uff1f\uff61\u0964\u0965\u061f\u06d4]"
    r"(?:[.!?\u2026\u3002\uff01\uff1f]|[ \xa0](?=[.\u2026]))*)"
    # closing marks that touch the stop, or that tokenised text sets off with a space
    r"(?P<close>(?:[\u201d\u2019\u00bb\u203a\u300d\u300f\uff09\u3011\"')\]}]|[\u201c\u2018\u00ab](?=\s|\Z)|\[\d{1,3}\])*"
    r"(?:[ \xa0](?:[\u201d\u00bb\u203a)\]](?!\w)|''(?!\w)|\u2019(?!\w)|\[\d{1,3}\]))*)"
    # what follows is looked at, not taken: white space, opening marks, the first letters of a word
    r"(?=(?P<gap>\s*)(?P<open>[\s\"'`\u201c\u2018\u201e\u201a\u00ab\u2039\u300c\u300e\u00bb\u201d(\[{*\-\u2013\u2014"
    r"\u2022\u00b7#@$\u20ac\u00a3\u00a5\u00bf\u00a1]*)(?P<word>[^\W_]{0,24}))"
)
_FULL: Final = frozenset("\u3002\uff01\uff1f\uff61\u0964\u0965\u061f\u06d4")
"""Stops of scripts that need no space after them, nor a capital."""
_BULLETS: Final = "\u2022\u25aa\u25e6\u2023\u25cf\u25a0\u25ba"
_BULLET: Final = re.compile(rf"(?<=\s)[{_BULLETS}](?=\s+\w)")
_ITEM: Final = re.compile(r"[*-]\s|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s")
_WORD: Final = re.compile(r"\w")
_CUT: Final = re.compile(r"[\s()\[\]\"\u201c\u201d\u201e\u2018\u00ab/\u2013\u2014-]")
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_MARKER: Final = re.compile(r"\d{1,3}|[^\W\d_]|[ivx]{2,4}|[IVX]{2,4}")
_NUMERAL: Final = re.compile(r"\d.*|[IVXLC]+|[A-Z]")
_LOWER_NAME: Final = re.compile(r"[a-z]{1,2}[A-Z]|al-[A-Z]|https?://|www\.")
_ADDRESS: Final = re.compile(r"[\w.-]{0,40}[@/\\_]")
_INNER: Final = re.compile(r"[.@_]|www$")
_DOMAINS: Final = frozenset({"com", "org", "net", "gov", "edu", "info", "co", "io", "tv", "js"})
_PARTICLES: Final = frozenset("とっなのに")
"""Opening letters of what goes on after a quotation that a sentence quotes (Japanese)."""
_TOKEN: Final = 24
"""Letters looked at before a stop; a longer word is no abbreviation."""
_SLACK: Final = 8
"""Letters that must have been free on a line for its break to be meant, and not the wrapping of a paragraph."""

_ABBREVIATIONS: Final = abbreviations()
_OPEN: Final = words("open")
_LINKED: Final = words("linked")
_CLOCK: Final = words("clock")
_ATTRIBUTION: Final = re.compile(rf"(?:[A-Z][\w.'\u2019-]{{0,24}}\s){{1,6}}(?:{'|'.join(sorted(words('speech')))})\b")


def _titled(text: str, start: int, end: int) -> bool:
    """Say whether a stretch is written like a headline: of its longer words none opens with a small letter."""
    long = [word for word in text[start:end].split() if len(word) > len("with") and word[0].isalpha()]
    return bool(long) and not any(word[0].islower() for word in long)


def _kind(word: str) -> str:
    """Return what the stop after a word does, as ``abbreviations.csv`` names it; empty for an ordinary word."""
    kind = _ABBREVIATIONS.get(word, "")
    if not kind and ((len(word) == 1 and word.isupper()) or _DOTTED.fullmatch(word)):
        return "either"
    return kind


class _Stops:
    """The stops of one stretch of text, asked from left to right."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.titled: bool | None = None
        self.counted, self.quotes = start, 0

    def opens(self, match: re.Match[str]) -> bool:
        """Say whether the word after a stop is one that opens sentences, rather than the rest of a name."""
        if match["word"] not in _OPEN or self.text.startswith(".", match.end("word"), self.end):
            return False
        if self.titled is None:
            self.titled = _titled(self.text, self.start, self.end)
        return not self.titled

    def cut(self, match: re.Match[str]) -> int:
        """Return where a sentence that ends with this stop ends: after a straight mark set apart, if it closes."""
        cut = match.end()
        apart = self.text[cut : min(cut + 3, self.end)]
        if apart[:1] in (" ", "\xa0") and apart[1:2] == '"' and not apart[2:].strip():
            self.quotes += self.text.count('"', self.counted, cut)
            self.counted = cut
            return cut + 2 if self.quotes % 2 else cut
        return cut

    def end_at(self, match: re.Match[str], begin: int, first: int) -> bool:
        """Say whether a sentence ends with this stop.

        Args:
            match: of ``_STOP``.
            begin: where the sentence begins.
            first: its first letter or digit.

        """
        word = match["word"]
        if match["stop"][0] in _FULL:
            return not (match["close"] and word[:1] in _PARTICLES)
        before = self.before(begin, match.start())
        if not match["gap"] and not self.lost_space(match, before):
            return False
        if not word:
            following = self.text[match.end("open") : min(match.end("open") + 1, self.end)]
            return bool(following) and following not in ",;:%&+=/\\|~^_<>"
        if match["stop"] == ".":
            return self.full_stop(match, before, first)
        return self.other_stop(match)

    def before(self, begin: int, stop: int) -> str:
        """Return the word that touches a stop, without what opens it; a title even if a space parts them ("Mr .")."""
        lead = self.text[max(begin, stop - _TOKEN) : stop]
        word = _CUT.split(lead)[-1]
        if not word and lead[-1:].isspace():
            apart = _CUT.split(lead.rstrip())[-1]
            return apart if _kind(apart) == "title" else ""
        return word

    def lost_space(self, match: re.Match[str], before: str) -> bool:
        """Say whether a stop that touches what follows looks like one whose space was lost ("signed.The minister")."""
        word = match["word"]
        if not word[:1].isupper() or not before:
            return False
        if match["close"] or match["open"]:
            return before[-1].isalnum() and "@" not in match["open"]
        named = word[1:2].islower() and (len(word) > len("No") or word in _OPEN)
        if (
            not (named or word in ("A", "I"))
            or word.lower() in _DOMAINS
            or _ADDRESS.match(self.text, match.end("word"), self.end)
        ):
            return False
        tail = before[-2:]
        if _DOTTED.fullmatch(before):
            return word in _OPEN
        return not _INNER.search(before) and len(tail) > 1 and (tail.isdigit() or (tail.isalpha() and tail.islower()))

    def other_stop(self, match: re.Match[str]) -> bool:
        """Say whether a question, an exclamation or dots of omission before a word end a sentence."""
        word, stop = match["word"], match["stop"]
        if word[0].islower():
            return _LOWER_NAME.match(self.text, match.start("word"), self.end) is not None
        if "\u2026" in stop or ".." in stop or ". ." in stop:
            previous = self.text[match.start() - 1 : match.start()]
            if previous in ("(", "[") and match["close"]:
                return False
            return not previous.isspace() or len(stop) > len("...") or self.opens(match)
        # "Will it hold?" Foreign Minister Vell asked: the question ends, the sentence goes on.
        return not (
            match["close"] and word not in _OPEN and _ATTRIBUTION.match(self.text, match.start("word"), self.end)
        )

    def full_stop(self, match: re.Match[str], before: str, first: int) -> bool:
        """Say whether a single full stop before a word ends a sentence, or belongs to an abbreviation or number."""
        kind = _kind(before)
        if match["word"][0].islower():
            return not kind and (
                "(" in match["open"] or _LOWER_NAME.match(self.text, match.start("word"), self.end) is not None
            )
        if before in _LINKED or self.numbers_item(match.start(), before, first):
            return False
        return not kind or self.after_abbreviation(match, kind)

    def numbers_item(self, stop: int, before: str, first: int) -> bool:
        """Say whether the word before a stop numbers what follows: it opens the sentence, or follows a colon."""
        if not _MARKER.fullmatch(before):
            return False
        lead = self.text[max(self.start, stop - len(before) - 2) : stop - len(before)].rstrip()
        return first >= stop - len(before) or (before.isdigit() and lead[-1:] in (":", ";", ","))

    def after_abbreviation(self, match: re.Match[str], kind: str) -> bool:
        """Say whether the stop of an abbreviation of a kind, before a capital or a number, ends a sentence, too."""
        if kind in ("title", "inner"):
            return False
        if match["close"]:
            return match["close"][0] not in ")]"
        word = match["word"]
        if kind in ("unit", "hour"):
            return kind == "unit" or not (word in _CLOCK or word[0].isdigit())
        if kind == "number" and not _NUMERAL.fullmatch(word):
            return True
        return not word[0].isdigit() and self.opens(match)


def _sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the sentences of a stretch; what holds no letter or digit goes with its neighbour."""
    stops = _Stops(text, start, end)
    begin, held = start, None
    first = _WORD.search(text, start, end)
    for match in _STOP.finditer(text, start, end):
        if first is None:
            break
        if match.start() <= first.start() or not stops.end_at(match, begin, first.start()):
            continue
        if held:
            yield held
        cut = stops.cut(match)
        held, begin = trimmed(text, begin, cut), cut
        first = _WORD.search(text, cut, end)
    rest = trimmed(text, begin, end)
    if held and first is None:
        yield Span(held.start, max(held.end, rest.end))
        return
    yield from (span for span in (held, rest) if span and span.start < span.end)


def _meant(text: str, line: Span, following: Span, width: int) -> bool:
    """Say whether a line break ends a paragraph, heading or item, rather than wraps a sentence."""
    last, opening = text[line.end - 1], text[following.start]
    if _ITEM.match(text, following.start, following.end) and (last in ".:;!?\u2026" or opening == "*"):
        return True
    if opening.islower() or last in ",(-\u2013\u2014&":
        return False
    word = text[following.start : min(following.end, following.start + width)].split(None, 1)[0]
    return line.end - line.start + 1 + len(word) + _SLACK <= width


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the stretches that blank lines, meant line breaks and bullets set apart."""
    lines, position = [], start
    for words_of_line in text[start:end].split("\n"):
        lines.append(trimmed(text, position, position + len(words_of_line)))
        position += len(words_of_line) + 1
    width = max(line.end - line.start for line in lines)
    begin, previous, blank = start, None, False
    for line in lines:
        if line.start == line.end:
            blank = True
            continue
        if previous and (blank or _meant(text, previous, line, width)):
            yield Span(begin, line.start)
            begin = line.start
        cuts = [match.start() for match in _BULLET.finditer(text, line.start, line.end)]
        for cut in cuts:
            yield Span(begin, cut)
            begin = cut
        previous, blank = line, False
    yield Span(begin, end)


def split(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of ``text[start:end]``, in order and trimmed; together they hold all but white space.

    Args:
        text: of the article; offsets are into it, in code points.
        start: where the stretch begins.
        end: one past its end. No sentence crosses either.

    """
    if all(text.find(mark, start, end) < 0 for mark in ("\n", *_BULLETS)):
        return list(_sentences(text, start, end))
    return [sentence for piece in _pieces(text, start, end) for sentence in _sentences(text, *piece)]


def sentences(reading: Reading) -> tuple[Span, ...]:
    """Return the sentences of the title, the lede and the body, in order; none crosses a block."""
    return tuple(
        sentence
        for block in reading.blocks
        if block.role in PROSE
        for sentence in split(reading.text, block.start, block.end)
    )


COMPONENT: Final = Component("sentences.v1", reads=("blocks",), adds="sentences", apply=sentences)
