"""What every mention of a phrase has, and what the meanings of its words say together."""

from typing import Final

from dateline.codebook.lexicon import Meaning
from dateline.reading.mention.parts import part_of
from dateline.reading.mention.phrases import Phrase
from dateline.reading.mention.words import Unit, Words
from dateline.record.reading import Mention

_PLURAL: Final = "Number=Plur"
_NATIONS: Final = frozenset(("name", "adjective", "people"))


def plain(sentence: Words, number: int, phrase: Phrase) -> Mention:
    """Return a mention of the words of a phrase that says nothing yet."""
    last = sentence.tokens[phrase.end - 1]
    end = last.end
    if phrase.head.letters and phrase.head.end == phrase.end:
        end = last.start + phrase.head.letters
    return Mention(
        start=sentence.tokens[phrase.start].start,
        end=end,
        kind=phrase.kind,
        name=words_of(sentence, phrase.head),
        keys=(),
        country="",
        sector="",
        office="",
        former=phrase.former,
        number="",
        gender="",
        part=part_of(sentence, phrase.start, phrase.end),
        sentence=number,
        within=None,
        beside=None,
    )


def words_of(sentence: Words, unit: Unit) -> str:
    """Return the words of a unit with white space made single."""
    tokens = sentence.tokens
    end = tokens[unit.end - 1].start + unit.letters if unit.letters else tokens[unit.end - 1].end
    return " ".join(sentence.text[tokens[unit.start].start : end].split())


def keys_of(meanings: tuple[Meaning, ...]) -> tuple[str, ...]:
    """Return the keys of meanings, sorted."""
    return tuple(sorted({one.key for one in meanings if one.key}))


def country_of(meanings: tuple[Meaning, ...]) -> str:
    """Return the one country of meanings; empty for none or several."""
    countries = {one.country for one in meanings if one.country}
    return countries.pop() if len(countries) == 1 else ""


def sector_of(meanings: tuple[Meaning, ...]) -> str:
    """Return the one sector of meanings; empty for none or several."""
    sectors = {one.sector for one in meanings if one.sector}
    return sectors.pop() if len(sectors) == 1 else ""


def holder_of(phrase: Phrase) -> tuple[Meaning, ...]:
    """Return the meanings of the organisation that a title or noun belongs to."""
    kinds = ("organisation", "seat")
    return tuple(one for one in phrase.holder.meanings if one.kind in kinds) if phrase.holder else ()


def plural(sentence: Words, unit: Unit) -> bool:
    """Say whether a noun is in the plural."""
    last = sentence.tokens[unit.end - 1]
    return _PLURAL in last.features if last.features else sentence.folds[unit.end - 1].endswith("s")


def modifier(sentence: Words, phrase: Phrase) -> bool:
    """Say whether a noun only modifies the one after it ("army base", "police station")."""
    last = phrase.end - 1
    above = sentence.head(last)
    return sentence.tokens[last].relation in ("compound", "amod") and above > last


def nations(unit: Unit) -> tuple[Meaning, ...]:
    """Return the countries that a unit means by name, people, capital or seat."""
    several = tuple(one for one in unit.meanings if one.kind in _NATIONS)
    return several or tuple(one for one in unit.meanings if one.kind in ("capital", "seat"))
