"""The component `mentions`: who and what place is named, as written, and what the words alone say of it.

A mention is the core of a noun phrase with its country and title, without the article. Where one phrase names several
("US and Chinese officials", "the presidents of France and Germany"), each is a mention of its own on the same span.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from dateline.codebook.lexicon import Branch
from dateline.codebook.own import NONE, OwnActors
from dateline.codebook.own_words import lexicon_with
from dateline.codebook.spellings import fold
from dateline.reading.component import Component
from dateline.reading.mention.links import Placed, linked
from dateline.reading.mention.making import made
from dateline.reading.mention.nations_unknown import unknown_states
from dateline.reading.mention.parts import PRONOUNS, part_of, pronoun
from dateline.reading.mention.phrases import phrases
from dateline.reading.mention.sides import sides
from dateline.reading.mention.units import units
from dateline.reading.mention.words import Words
from dateline.record.reading import Mention, Reading, Token


def _surnames(reading: Reading) -> frozenset[str]:
    """Return the folded last words of the names of several words that persons have in an article."""
    words = (reading.text[name.start : name.end].split() for name in reading.names if name.type == "person")
    return frozenset(fold(parts[-1]) for parts in words if len(parts) > 1 and parts[-1][0].isupper())


_POSSESSIVE: Final = frozenset(("his", "her", "its", "their"))


def _sentences(reading: Reading, root: Branch) -> Iterator[tuple[int, Words]]:
    """Yield the place and the words of each sentence that has tokens."""
    tokens: Sequence[Token] = reading.tokens
    surnames = _surnames(reading)
    strange = unknown_states(reading.text, tokens, root, surnames)
    first = 0
    for number, sentence in enumerate(reading.sentences):
        while first < len(tokens) and tokens[first].start < sentence.start:
            first += 1
        last = first
        while last < len(tokens) and tokens[last].start < sentence.end:
            last += 1
        if last > first:
            yield number, Words(reading.text, tokens, first, last, root, surnames, strange)
        first = last


def _in_sentence(sentence: Words, number: int) -> list[Placed]:
    """Return the mentions of a sentence in order, with their words."""
    read = phrases(sentence, units(sentence))
    several = list(sides(sentence))
    sided = {place for start, end in several for place in range(start, end)}
    read = [phrase for phrase in read if sided.isdisjoint(range(phrase.start, phrase.end))]
    found = [Placed(phrase.start, phrase.end, mention) for phrase in read for mention in made(sentence, number, phrase)]
    found.extend(Placed(start, end, _plain(sentence, number, start, end)) for start, end in several)
    free = [True] * len(sentence)
    for one in found:
        free[one.start : one.end] = [False] * (one.end - one.start)
    found.extend(_pronouns(sentence, number, free, found))
    return sorted(found, key=lambda one: (one.start, one.end))


def _plain(sentence: Words, number: int, start: int, end: int) -> Mention:
    """Return a mention of words that name nobody by themselves."""
    first, last = sentence.tokens[start].start, sentence.tokens[end - 1].end
    name = " ".join(sentence.text[first:last].split())
    part = part_of(sentence, start, end)
    return Mention(
        start=first,
        end=last,
        kind="sides",
        name=name,
        keys=(),
        country="",
        sector="",
        office="",
        former=False,
        number="many",
        gender="",
        part=part,
        sentence=number,
        within=None,
        beside=None,
    )


def _pronouns(sentence: Words, number: int, free: list[bool], found: Sequence[Placed]) -> Iterator[Placed]:
    """Yield the pronouns that can stand for an actor."""
    if PRONOUNS.isdisjoint(sentence.folds):
        return
    owners = [
        one.end
        for one in found
        if one.mention.kind in ("state", "organisation", "group")
        and one.mention.part in ("subject", "passive", "possessive")
    ]
    first = min(owners, default=len(sentence))
    named = min((one.end for one in found if one.mention.kind in ("state", "organisation")), default=len(sentence))
    owned = {one.start for one in found if one.mention.kind in ("office", "group", "person")}
    for place, word in enumerate(sentence.folds):
        actor = (named if word == "its" else first) <= place or not owned.isdisjoint((place + 1, place + 2))
        if word in PRONOUNS and free[place] and (about := pronoun(sentence, place, actor=actor)):
            plain = _plain(sentence, number, place, place + 1)
            if word in _POSSESSIVE and sentence.head(place) > place and plain.part == "oblique":
                plain = plain._replace(part="possessive")
            yield Placed(place, place + 1, plain._replace(kind="pronoun", number=about[0], gender=about[1]))


def mentions(reading: Reading, own: OwnActors = NONE) -> tuple[Mention, ...]:
    """Return the mentions of all sentences, in order.

    Args:
        reading: with the layers ``sentences`` and ``tokens``.
        own: actors of the user's, whose spellings count before ours.

    """
    found: list[Mention] = []
    for number, sentence in _sentences(reading, lexicon_with(own)):
        found.extend(linked(sentence, _in_sentence(sentence, number), len(found)))
    return tuple(found)


_NAME: Final = "mentions.v1"


def component(own: OwnActors = NONE) -> Component:
    """Return the component that knows a user's actors besides ours; its name says which."""
    if not own:
        return Component(_NAME, reads=("sentences", "tokens"), adds="mentions", apply=mentions)
    apply = partial(mentions, own=own)
    return Component(f"{_NAME}:own-{own.digest}", reads=("sentences", "tokens"), adds="mentions", apply=apply)


COMPONENT: Final = component()
