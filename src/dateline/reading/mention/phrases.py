"""Units to phrases: country, title and name that stand together are one mention."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dateline.codebook.actor_words import listed
from dateline.reading.mention.reach import Reach
from dateline.reading.mention.words import Unit, Words

_TITLES: Final = 4
"""Titles that one person may have side by side."""


class Phrase(NamedTuple):
    """Words of a sentence that make one mention, and what they say."""

    start: int
    end: int
    kind: str
    """Of a mention; ``country`` for a country word that stands alone and is not yet judged."""
    head: Unit
    countries: tuple[Unit, ...] = ()
    titles: tuple[Unit, ...] = ()
    holder: Unit | None = None
    """The organisation that a title or noun belongs to ("NATO" in "NATO secretary general")."""
    former: bool = False
    woman: bool | None = None
    noun: Unit | None = None
    """The noun before a person's name ("official", "businessman")."""


class _Reader(Reach):
    """Reads the phrases of a sentence from left to right."""

    def phrases(self) -> Iterator[Phrase]:
        """Yield the phrases in order; they do not overlap."""
        upto = 0
        for unit in self.units:
            if unit.start < upto:
                continue
            for phrase in self.opened(unit):
                yield phrase
                upto = max(upto, phrase.end)

    def opened(self, unit: Unit) -> list[Phrase]:
        """Return the phrases that a unit opens: none, one, or the parts of a coordination."""
        if unit.kind == "former":
            following = self.at.get(self.after_hyphen(unit.end))
            if following and following.kind in ("country", "title", "organisation", "person"):
                return [
                    phrase._replace(start=unit.start, former=True)
                    if place == 0 and phrase.kind in ("office", "person")
                    else phrase
                    for place, phrase in enumerate(self.opened(following))
                ]
            return []
        if unit.kind == "country":
            return self.of_country(unit)
        if unit.kind in ("organisation", "place", "person") and not unit.meanings:
            if self.sentence.folds[unit.end : unit.end + 1] and self.sentence.folds[unit.end] in listed("accord"):
                return []
            following = self.at.get(unit.end)
            if following and self.sentence.folds[unit.end] in listed("cabinet"):
                return [Phrase(unit.start, following.end, "organisation", following._replace(start=unit.start))]
        return self.of_organisation(unit) if unit.kind == "organisation" else self.headed(unit.start, unit, (), None)

    def of_country(self, unit: Unit) -> list[Phrase]:
        """Return the phrase that a country word opens."""
        countries, end = self.several(unit)
        possessive = self.sentence.possessive(end)
        at = end + possessive
        head = self.lead(at, countries[-1], possessive=possessive)
        if head is None and len(countries) > 1:
            countries, end = (unit,), unit.end
            possessive = self.sentence.possessive(end)
            at = end + possessive
            head = self.lead(at, unit, possessive=possessive)
        if head is None:
            return [Phrase(unit.start, unit.end, "country", unit)]
        return self.headed(unit.start, head, countries, None)

    def of_organisation(self, unit: Unit) -> list[Phrase]:
        """Return the phrase of an organisation, or of the title or noun that it stands before."""
        place = unit.end + self.sentence.possessive(unit.end)
        following = self.at.get(place)
        if following and following.kind == "former":
            following = self.at.get(self.after_hyphen(following.end))
        if following and (following.kind in ("title", "agent") or (following.kind == "body" and place > unit.end)):
            return self.headed(unit.start, following, (), unit)
        return [Phrase(unit.start, unit.end, "organisation", unit)]

    def headed(self, start: int, head: Unit, countries: tuple[Unit, ...], holder: Unit | None) -> list[Phrase]:
        """Return the phrases that a head makes with what stands before it and after it."""
        words = self.sentence.folds[start : head.end if head.kind == "title" else head.start]
        former = not listed("former").isdisjoint(words)
        former = former or not self.sentence.former.isdisjoint(range(start, head.end))
        if head.kind == "honorific":
            return self.honoured(start, head, countries)
        if head.kind == "title":
            return [
                phrase._replace(former=former or phrase.former)
                for phrase in self.titled(start, head, countries, holder)
            ]
        if head.kind in ("person", "organisation", "place", "other"):
            return [Phrase(start, head.end, head.kind, head, countries, holder=holder, former=former)]
        if (
            head.kind == "agent"
            and (person := self.at.get(head.end))
            and person.kind == "person"
            and head.meanings[0].detail != "many"
        ):
            return [Phrase(start, person.end, "person", person, countries, holder=holder, former=former, noun=head)]
        end, countries = self.of(head.end, countries)
        if head.kind == "body" and end == head.end:
            holder = holder or self.headed_by(end)
        kind = "organisation" if head.kind == "body" else "group"
        return [Phrase(start, end, kind, head, countries, holder=holder)]

    def honoured(self, start: int, mark: Unit, countries: tuple[Unit, ...]) -> list[Phrase]:
        """Return a person with "Mr" or the like before the name."""
        person = self.person(mark.end)
        if not person:
            return []
        word = self.sentence.folds[mark.start]
        woman = True if word in listed("woman") else False if word in listed("man") else None
        return [Phrase(start, person.end, "person", person, countries, woman=woman)]

    def titled(self, start: int, head: Unit, countries: tuple[Unit, ...], holder: Unit | None) -> list[Phrase]:
        """Return the office or person that a title makes; several persons where the title is of several."""
        titles, end = [head], head.end
        while end + 1 < len(self.sentence) and len(titles) < _TITLES:
            other = self.at.get(end + (self.sentence.folds[end] == "and"))
            if not other or other.kind != "title":
                break
            titles.append(other)
            end = other.end
        person = self.person(end)
        if len(titles) > 1 and not person:
            titles, end = [head], head.end
            person = self.person(end)
        absorbed, reached = self.of(end, countries)[1], self.of(end, countries)[0]
        if not person and reached > end and (named := self.person(reached)):
            person, end, countries = named, reached, absorbed
        if not person and (named := self.accredited(end)):
            person, end = named, named.start
        if person and end <= person.start:
            return self.persons(start, person, countries, tuple(titles), holder)
        holder = holder or (self.headed_by(reached) if reached == end else None)
        return [Phrase(start, reached, "office", head, absorbed, tuple(titles), holder)]

    def persons(
        self, start: int, person: Unit, countries: tuple[Unit, ...], titles: tuple[Unit, ...], holder: Unit | None
    ) -> list[Phrase]:
        """Return the person after a title, and those after a plural one ("Presidents Xi and Putin")."""
        end, absorbed = self.of(person.end, countries)
        if end > person.end and any(self.sentence.folds[person.end] != "of" for _ in "x"):
            end, absorbed = person.end, countries
        found = [Phrase(start, end, "person", person, absorbed, titles, holder)]
        plural = self.sentence.folds[titles[-1].end - 1].endswith("s")
        place = person.end
        while plural and place + 1 < len(self.sentence) and self.sentence.words[place] in (",", "and"):
            other = self.person(place + 1)
            if not other:
                break
            found.append(Phrase(other.start, other.end, "person", other, countries, titles, holder))
            place = other.end
        return found


def phrases(sentence: Words, found: Sequence[Unit]) -> list[Phrase]:
    """Return the phrases that the units of a sentence make, in order."""
    return list(_Reader(sentence, found).phrases())
