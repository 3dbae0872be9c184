"""A sentence to words, as Universal Dependencies cuts English: clitics, hyphens, slashes and signs stand alone.

Spans are into the text that is given. The rules are those that the guidelines of the English Web Treebank and GUM
state (https://universaldependencies.org/en/), each as one pattern; `tests/language/test_words.py` has the cases.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

_CHUNK: Final = re.compile(r"\S+")
_WHOLE: Final = re.compile(
    r"(?:https?://|ftp://|www\.)\S*[\w/=&-]"
    r"|[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
    r"|(?:[A-Za-z0-9-]{2,40}\.){1,4}(?:com|org|net|edu|gov|info|int|mil|co\.uk)(?:/\S*[\w/])?(?![\w@])"
    r"|[a-z]{2,40}(?:\.[a-z-]{2,40}){2,6}(?![\w.])"
    r"|[@#](?=\w*[^\W\d])\w+(?:\.\w+)*"
    r"|(?:\+?\d{1,4}[-.]){0,3}\d{3}[-.]\d{4}(?!\w)"
    r"|(?![1-3]/[234](?!\d))\d{1,2}/\d{1,2}(?:/\d{2,4})?(?![\w/])"
    r"|\d{1,2}:\d{2}(?::\d{2})?(?:(?!\w)|(?=[apAP]\.?[mM]))"
    r"|[:;=8][-o^']?[()\[\]DPp/|](?!\w)|<3(?!\d)"
)
"""Cut from the front of what is left of a chunk as one word: addresses, handles, telephone numbers, dates with
slashes, times, faces."""
_PIECE: Final = re.compile(
    r"(?P<dots>\.{2,}|…|-{2,}|[!?]{2,}|\.\?|\*{2,}|_{2,}|[-=]{2,}|~{2,}|\${2,}|<{2,}|>{2,}|''|``|‘’|’’)"
    r"|(?P<leaning>['’](?:s|re|ve|ll|d|m|t)(?!\w))"
    r"|(?P<initials>(?:[^\W\d_]\.){2,}(?:[^\W\d_](?![\w]))?|[A-Z]\.(?=\s|$|[,;:)'’\"”]))"
    r"|(?P<number>(?:(?<![\w.])[.])?(?>\d+(?:[.,]\d+)+)|(?>\d+)(?:st|nd|rd|th)?(?![^\W\d_]))"
    r"|(?P<word>[^\W_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*|[&'’`´][^\W_]+|[@_+][^\W_]+|\.(?:doc|xls|pdf|html?|exe|com|org|net|jpe?g|png|txt)(?!\w)|\+\+)*)"
    r"|(?P<sign>.[\u0300-\u036f]*)",
    re.DOTALL,
)
_CLITIC: Final = re.compile(r"(?<=\w)(?:n['’`´]t|['’`´](?:s|m|d|re|ve|ll))$|(?<=[sSzZxX])['’]$", re.IGNORECASE)
_UNIT: Final = re.compile(r"(?<=\d)(?:am|pm|km|kg|mm|cm|m|b|k|bn|mn|tn|mph|mg|ml|ft|lbs?|hrs?|gb|mb)$", re.IGNORECASE)
_LONGEST_TWO: Final = 9
_TAIL: Final = 6
"""Letters at a word's end in which a clitic or a unit, and the letter before it, must lie."""


class _Listed(NamedTuple):
    """What ``words.csv`` holds."""

    prefixes: frozenset[str]
    abbreviations: frozenset[str]
    closes: frozenset[str]
    two: Mapping[str, int]
    """Words written together, and where the second begins."""


@cache
def _listed() -> _Listed:
    text = files("dateline.language").joinpath("words.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    forms = {row["kind"]: row["forms"].split() for row in csv.DictReader(lines)}
    return _Listed(
        frozenset(forms["prefix"]),
        frozenset(forms["abbreviation"]),
        frozenset(forms["closes"]),
        {word.replace("|", ""): word.index("|") for word in forms["two"]},
    )


def words_of(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Return start and end of each word of one sentence.

    Args:
        text: any text; spans are into it.
        start: where the sentence begins.
        end: where it ends; None for the end of the text.

    Returns:
        Spans in order, not empty, not overlapping; together they hold all but white space.

    """
    end = len(text) if end is None else end
    spans: list[tuple[int, int]] = []
    for chunk in _CHUNK.finditer(text, start, end):
        spans.extend(_cut(text, chunk.start(), chunk.end(), last=not text[chunk.end() : end].strip()))
    return spans


def _cut(text: str, start: int, end: int, *, last: bool) -> Iterator[tuple[int, int]]:
    """Yield the words of what stands between two blanks; ``last`` where nothing follows in the sentence."""
    at = start
    while at < end:
        whole = _WHOLE.match(text, at, end)
        if whole and (at == start or not text[at - 1].isalnum()):
            yield whole.span()
            at = whole.end()
            continue
        piece = _PIECE.match(text, at, end)
        if piece is None:  # pragma: no cover: the last alternative takes any character
            return
        stop = piece.end()
        if piece.lastgroup == "initials":
            if last and stop == end and piece[0].count(".") == 1:
                stop -= piece[0].endswith(".") and stop - at > 1
            yield at, stop
        elif piece.lastgroup == "word":
            stop = _hyphenated(text, at, stop, end)
            if text[stop : stop + 1] == "." and _keeps_stop(text[at:stop].lower(), ends=last and stop + 1 >= end):
                stop += 1
            yield from _clitics(text, at, stop)
        else:
            yield at, stop
        at = stop


def _hyphenated(text: str, start: int, stop: int, end: int) -> int:
    """Return where the word ends that begins with a prefix and its hyphen, or the word as it is."""
    while text[start:stop].lower() in _listed().prefixes and text[stop : stop + 1] == "-":
        following = _PIECE.match(text, stop + 1, end)
        if following is None or following.lastgroup != "word":
            break
        start, stop = stop + 1, following.end()
    return stop


def _keeps_stop(word: str, *, ends: bool) -> bool:
    """Say whether the full stop after a word belongs to it; ``ends`` where the sentence ends there."""
    return word in _listed().abbreviations and not (ends and word in _listed().closes)


def _clitics(text: str, start: int, stop: int) -> Iterator[tuple[int, int]]:
    """Yield a word and the clitics that lean on it."""
    ends = [stop]
    while stop > start:
        second = _listed().two.get(text[start:stop].lower()) if stop - start <= _LONGEST_TWO else None
        if second is not None:
            ends.append(start + second)
            break
        tail = max(start, stop - _TAIL)
        clitic = _CLITIC.search(text[tail:stop]) or _UNIT.search(text[tail:stop])
        if not clitic or tail + clitic.start() == start:
            break
        stop = tail + clitic.start()
        ends.append(stop)
    for end in reversed(ends):
        yield start, end
        start = end
