"""How far a phrase reaches: the noun that a country stands before, the name and the country after a title."""

from collections.abc import Sequence
from typing import Final

from dateline.codebook.actor_words import listed
from dateline.reading.mention.words import Unit, Words

_MODIFIERS: Final = 3
"""Words that may stand between a country and what it modifies."""
_COUNTRIES: Final = 8
"""Countries that may share a noun."""
_NAME: Final = 4
"""Words of the longest name read after a title where the model sees none."""
_OPEN: Final = frozenset(("ADJ", "NOUN", "PROPN", "NUM"))
_LED: Final = frozenset(("title", "body", "agent", "organisation", "person", "honorific"))
_HEADS: Final = frozenset(("title", "body", "agent"))


class Reach:
    """The units of a sentence, and what stands before and after them.

    Args:
        sentence: its words.
        found: its units, in order.

    """

    def __init__(self, sentence: Words, found: Sequence[Unit]) -> None:
        self.sentence, self.units = sentence, found
        self.at = {unit.start: unit for unit in found}
        self.covered = {place for unit in found for place in range(unit.start, unit.end)}
        self.act = listed("act")

    def several(self, unit: Unit) -> tuple[tuple[Unit, ...], int]:
        """Return the countries of a coordination that together stand before a noun, and where it ends."""
        found, end = [unit], unit.end
        while end < len(self.sentence) and len(found) < _COUNTRIES:
            place = end
            while place < len(self.sentence) and self.sentence.words[place] in (",", "and", "or", "&", "/"):
                place += 1
            following = self.at.get(place) if place > end else None
            if not following or following.kind != "country":
                break
            found.append(following)
            end = following.end
        before = all(self.attributive(one) for one in found[:-1])
        if len(found) > 1 and (before or self.sentence.possessive(end)):
            return tuple(found), end
        return (unit,), unit.end

    def attributive(self, unit: Unit) -> bool:
        """Say whether a country word can stand before a noun as it is: an adjective, or a short name like "US"."""
        return any(one.kind == "adjective" or one.capitals for one in unit.meanings)

    def lead(self, at: int, country: Unit, *, possessive: bool) -> Unit | None:
        """Return the title, noun or name that a country word before a place belongs to; None where it stands alone."""
        place, between = at, 0
        sentence = self.sentence
        while place < len(sentence):
            unit = self.at.get(place)
            if unit and unit.kind == "former":
                place = self.after_hyphen(unit.end)
                continue
            if unit and unit.kind in ("body", "agent"):
                if longer := self.behind(unit):
                    return longer
                if self.modifying(unit):
                    between += unit.end - unit.start
                    place = unit.end
                    continue
            if unit and unit.kind in _LED:
                return unit if self.owned(unit, country, near=between == 0, possessive=possessive) else None
            if unit or between == _MODIFIERS or not self.modifies(place, at):
                return None
            between += not sentence.hyphens[place]
            place += 1
        return None

    def owned(self, unit: Unit, country: Unit, *, near: bool, possessive: bool) -> bool:
        """Say whether a title, noun or name belongs to the country before it; neighbours and rivals do not."""
        if unit.kind == "agent" and self.sentence.folds[unit.end - 1] in listed("relational"):
            return False
        if unit.kind in _HEADS:
            return possessive or self.attributive(country) or self.governed(country, unit)
        return near and possessive

    def behind(self, unit: Unit) -> Unit | None:
        """Return the head that a noun itself stands before ("coalition forces", "government spokesman")."""
        following = self.at.get(unit.end)
        return following if following and following.kind in _HEADS and not self.sentence.possessive(unit.end) else None

    def modifying(self, unit: Unit) -> bool:
        """Say whether a noun stands before another that it modifies ("military operations")."""
        last = unit.end - 1
        above = self.sentence.head(last)
        return (
            above > last and self.sentence.tokens[last].relation in ("compound", "amod") and above - last <= _MODIFIERS
        )

    def modifies(self, place: int, at: int) -> bool:
        """Say whether the word at a place can stand between a country and its noun."""
        sentence = self.sentence
        if sentence.hyphens[place]:
            return place > at
        token = sentence.tokens[place]
        return token.upos in _OPEN or (token.upos == "VERB" and token.relation == "amod")

    def governed(self, country: Unit, head: Unit) -> bool:
        """Say whether the tree hangs a country word under the noun after it."""
        above = self.sentence.head(country.end - 1)
        return head.start <= above < head.end or self.sentence.tokens[country.end - 1].relation == "compound"

    def of(self, end: int, countries: tuple[Unit, ...]) -> tuple[int, tuple[Unit, ...]]:
        """Return where a phrase ends with "of China" or "of Japan and Australia" after it, and whose it then is."""
        sentence = self.sentence
        if countries or end >= len(sentence) or sentence.folds[end] not in ("of", "for"):
            return end, countries
        place = end + 1
        if place < len(sentence) and sentence.folds[place] == "the":
            place += 1
        found: list[Unit] = []
        ends: list[int] = []
        while (unit := self.at.get(place)) and unit.kind == "country":
            if (
                sentence.possessive(unit.end)
                or not self.names(unit)
                or (unit.end < len(sentence) and sentence.hyphens[unit.end])
            ):
                break
            if self.lead(unit.end, unit, possessive=False):
                break
            found.append(unit)
            reached = place = unit.end
            ends.append(reached)
            while place < len(sentence) and sentence.words[place] in ("and", ","):
                place += 1
            if place == reached or len(found) == _COUNTRIES:
                break
        if not found:
            return end, countries
        if len(found) > 1 and "and" not in sentence.words[ends[-2] : found[-1].start]:
            del found[1:], ends[1:]
        return ends[-1], tuple(found)

    def headed_by(self, end: int) -> Unit | None:
        """Return the organisation that "of", "for" or "at" ties to a title before it ("head of the African Union")."""
        folds = self.sentence.folds
        if end + 1 >= len(folds) or folds[end] not in ("of", "for", "at"):
            return None
        unit = self.at.get(end + 1 + (folds[end + 1] == "the"))
        return unit if unit and unit.kind == "organisation" and not self.sentence.possessive(unit.end) else None

    def accredited(self, end: int) -> Unit | None:
        """Return the person after a title and where its holder is sent ("Ambassador to the United Nations Ana Roe")."""
        folds = self.sentence.folds
        if end + 2 >= len(folds) or folds[end] != "to":
            return None
        unit = self.at.get(end + 1 + (folds[end + 1] == "the"))
        if not unit or unit.kind not in ("country", "organisation") or unit.end >= len(folds):
            return None
        person = self.at.get(unit.end)
        return person if person and person.kind == "person" else None

    def names(self, unit: Unit) -> bool:
        """Say whether a country word is the name of a state."""
        return any(one.kind == "name" for one in unit.meanings)

    def person(self, place: int) -> Unit | None:
        """Return the name that stands at a place, also where the model sees none: words with capitals."""
        unit = self.at.get(place)
        if unit and unit.kind == "honorific":
            place = unit.end
            unit = self.at.get(place)
        if unit and unit.kind == "person":
            return unit
        if unit and not self.surname(unit):
            return None
        end = place
        sentence = self.sentence
        while end < len(sentence) and end - place < _NAME:
            known = self.at.get(end)
            if (end in self.covered and not (known and end == place and self.surname(known))) or not self.capital(end):
                break
            if sentence.headline and (
                sentence.folds[end] in self.act or sentence.folds[end].removesuffix("s") in self.act
            ):
                break
            end += 1
        return Unit(place, end, "person") if end > place else None

    def surname(self, unit: Unit) -> bool:
        """Say whether a unit after a title may be a person's name after all ("Mr Jordan", "Secretary Austin")."""
        return unit.end - unit.start == 1 and unit.type in ("person", "") and unit.kind in ("country", "place")

    def capital(self, place: int) -> bool:
        """Say whether a word may be part of a person's name that the model does not see."""
        sentence = self.sentence
        word = sentence.words[place]
        if sentence.folds[place] in listed("calendar"):
            return False
        if sentence.headline:
            return sentence.tokens[place].upos == "PROPN" and word[0].isupper()
        return word[0].isupper() and sentence.tokens[place].upos in ("PROPN", "NOUN", "ADJ", "X") and len(word) > 1

    def after_hyphen(self, place: int) -> int:
        """Return the place, or the next one where a hyphen is there."""
        return place + 1 if place < len(self.sentence) and self.sentence.hyphens[place] else place
