"""The titles of a sentence, and the words that open a name or a title."""

from collections.abc import Iterator
from typing import Final

from dateline.codebook.actor_words import listed
from dateline.codebook.lexicon import title_heads
from dateline.codebook.titles import Title, portfolios, title_of
from dateline.reading.mention.words import OPEN, Unit, Words

_OR_NAMES: Final = frozenset(("amir", "emir", "sultan", "imam"))
"""Titles that are given names as well."""


def titles_in(sentence: Words, taken: list[int], barred: set[int]) -> Iterator[Unit]:
    """Yield the titles: for each word that titles have, the longest run about it that the codebook reads as one.

    Args:
        sentence: its words.
        taken: for each word, whether a name has it.
        barred: words that are no title, though they look so: they stand within the name of a body.

    """
    heads, upto = title_heads(), 0
    for place, word in enumerate(sentence.folds):
        if word not in heads or place < upto or taken[place] or place in barred or _of_a_name(sentence, place):
            continue
        ahead = [other for other in range(place + 1, min(len(sentence), place + 4)) if sentence.folds[other] in heads]
        about = (_title_about(sentence, taken, other, upto) for other in (*reversed(ahead), place))
        found = next((one for one in about if one and one.start <= place), None)
        if found and not _ordinary(sentence, found):
            yield found
            upto = found.end


def _of_a_name(sentence: Words, place: int) -> bool:
    """Say whether a word with a capital is tied by a hyphen to another, in a name ("Amir-Abdollahian")."""
    following = place + 1 < len(sentence) and sentence.tokens[place + 1].name == "I-person"
    if place and following and sentence.folds[place] in _OR_NAMES and _titular(sentence, place):
        return True
    if place + 2 >= len(sentence) or not sentence.hyphens[place + 1] or not sentence.words[place][0].isupper():
        return False
    return sentence.folds[place] in listed("man") and sentence.words[place + 2][0].isupper()


def _titular(sentence: Words, place: int) -> bool:
    """Say whether another title stands right before a word ("Gen. Amir Roe")."""
    return sentence.folds[place - 1] in title_heads()


def _ordinary(sentence: Words, found: Unit) -> bool:
    """Say whether a title is a common noun for people rather than an office."""
    return found.end - found.start == 1 and sentence.folds[found.start].removesuffix("s") in listed("common")


def _title_about(sentence: Words, taken: list[int], place: int, floor: int) -> Unit | None:
    left = place
    while left > floor and place - left < 6 and _inner(sentence, taken, left - 1):  # noqa: PLR2004 - words of a title
        left -= 1
    right = place + 1
    limit = min(len(sentence), place + 8)
    if (right < limit and sentence.folds[right] in ("of", "for", "to", "at", "in", "general", "state", "elect")) or (
        right < limit and sentence.hyphens[right]
    ):
        right += 1
        while right < limit and (
            (not taken[right] and (sentence.tokens[right].upos in OPEN or sentence.folds[right] in portfolios()))
            or sentence.folds[right] in ("the", "and", "for", "of")
            or sentence.hyphens[right]
        ):
            right += 1
    for end in range(right, place, -1):
        if not sentence.folds[end - 1]:
            continue
        for start in range(left, place + 1):
            if not sentence.folds[start] or (
                start > 1 and sentence.hyphens[start - 1] and not _opens(sentence, taken, start)
            ):
                continue
            key = tuple(part for part in sentence.folds[start:end] if part)
            known = title_of(key)
            if known:
                return Unit(start, end, "title", title=known)
    owned = place and (taken[place - 1] or sentence.possessive(place - 1))
    if sentence.folds[place] in listed("head") and (owned or _heads(sentence, taken, place)):
        return Unit(place, place + 1, "title", title=Title("", "", ""))
    return None


def _heads(sentence: Words, taken: list[int], place: int) -> bool:
    """Say whether "of" ties a word to a name after it ("head of the African Union")."""
    folds = sentence.folds
    if place + 2 >= len(folds) or folds[place + 1] != "of":
        return False
    after = place + 2 + (folds[place + 2] == "the")
    return after < len(folds) and bool(taken[after])


def _opens(sentence: Words, taken: list[int], start: int) -> bool:
    """Say whether what a hyphen ties to a title stands before it, rather than in it ("then-president")."""
    return bool(taken[start - 2]) or sentence.folds[start - 2] in listed("former")


def _inner(sentence: Words, taken: list[int], place: int) -> bool:
    """Say whether a word may stand in a title, before its head."""
    if taken[place]:
        return False
    upos = sentence.tokens[place].upos
    return (
        upos in OPEN
        or sentence.tokens[place].name.endswith("-office")
        or sentence.hyphens[place]
        or (upos == "CCONJ" and place > 0)
    )


def marks(sentence: Words, taken: list[int]) -> Iterator[Unit]:
    """Yield the words that open a name or a title: "Mr", "former"."""
    honorific, former = listed("honorific"), listed("former")
    for place, word in enumerate(sentence.folds):
        if taken[place]:
            continue
        if word in honorific and sentence.words[place][0].isupper():
            yield Unit(place, place + 1, "honorific")
        elif word in former and (word != "then" or _hyphened(sentence, place)):
            yield Unit(place, place + 1, "former")


def _hyphened(sentence: Words, place: int) -> bool:
    """Say whether a "then" stands before a title, rather than for a time."""
    after = place + 1 < len(sentence) and sentence.hyphens[place + 1]
    return after or sentence.tokens[place].relation == "amod" or (place > 0 and sentence.folds[place - 1] == "the")
