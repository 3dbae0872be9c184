"""Phrases to mentions: one for each country and each office that a phrase names."""

from collections.abc import Iterator
from typing import Final

from dateline.reading.mention.holders import office, offices, person
from dateline.reading.mention.nations import nation
from dateline.reading.mention.nouns import group, organisation, place_named
from dateline.reading.mention.phrases import Phrase
from dateline.reading.mention.values import nations
from dateline.reading.mention.words import Words
from dateline.record.reading import Mention

_OF_KIND: Final = {
    "person": person,
    "office": office,
    "organisation": organisation,
    "group": group,
    "place": place_named,
    "country": nation,
}


def made(sentence: Words, number: int, phrase: Phrase) -> Iterator[Mention]:
    """Yield the mentions of a phrase: none where its words name no actor and no place.

    Args:
        sentence: its words.
        number: its place in the layer ``sentences``.
        phrase: of its words.

    """
    if phrase.kind == "other":
        return
    countries = [nations(unit) for unit in phrase.countries] or [()]
    for several in countries:
        found = _OF_KIND[phrase.kind](sentence, number, phrase, several)
        if found and found.office == "other_minister" and found.number == "many":
            yield from (found._replace(office=office) for office in offices(sentence, phrase))
        elif found:
            yield found
