"""Scores who is who on our own labelled articles, and the table of offices on pairs of title and day."""

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

import dateline
from dateline.codebook.actors import country_of, holder_on
from dateline.record.reading import ActorMention
from dateline.record.span import Span, overlap
from quality.gold import CASES, Place, rows
from quality.measure import Measure, Scored
from quality.metrics import Counts, share

_MARKED: Final = re.compile(r"\[\[([^|\]]*)\|([^\]]*)\]\]")
_WORD: Final = re.compile(r"[^\W_]+")
_LETTERS: Final = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "đ": "d", "ı": "i", "ß": "ss"})
_BY_CONTEXT: Final = frozenset({"pronoun", "title"})


class Labelled(NamedTuple):
    """A mention as a person labelled it."""

    start: int
    end: int
    person: str
    countries: frozenset[str]
    sector: str
    form: str


class Article(NamedTuple):
    """One article of the set."""

    name: str
    day: str | None
    text: str
    mentions: tuple[Labelled, ...]


class Found(NamedTuple):
    """What the analyser says of one span."""

    start: int
    end: int
    persons: tuple[str, ...]
    countries: frozenset[str]
    sectors: frozenset[str]
    bases: str


def article(path: Path) -> Article:
    """Return an article of the set: comments in front, mentions as ``[[words|person=...;country=...]]``."""
    lines = path.read_text(encoding="utf-8").splitlines()
    heads = [line for line in lines if line.startswith("# ")]
    body = "\n".join(lines[len(heads) :]).strip()
    day = next((line.partition(":")[2].strip() for line in heads if line.startswith("# date")), "unknown")
    text, mentions, done = "", list[Labelled](), 0
    for mark in _MARKED.finditer(body):
        text += body[done : mark.start()]
        fields = dict(part.split("=", 1) for part in mark[2].split(";") if "=" in part)
        countries = frozenset(fields.get("country", "").split())
        start = len(text)
        text += mark[1]
        known = (fields.get("person", ""), countries, fields.get("sector", ""), fields.get("form", ""))
        mentions.append(Labelled(start, len(text), *known))
        done = mark.end()
    return Article(path.stem, None if day == "unknown" else day, text + body[done:], tuple(mentions))


def found_in(actors: Iterable[ActorMention]) -> list[Found]:
    """Return what is said of each span; several actors on one span are one answer."""
    by_span: dict[tuple[int, int], list[ActorMention]] = {}
    for mention in actors:
        by_span.setdefault((mention.start, mention.end), []).append(mention)
    return [
        Found(
            start,
            end,
            tuple(mention.actor.name for mention in mentions if mention.actor.kind == "person"),
            frozenset(mention.actor.country for mention in mentions if mention.actor.country),
            frozenset(mention.actor.sector for mention in mentions if mention.actor.sector),
            "; ".join(dict.fromkeys(mention.basis for mention in mentions)),
        )
        for (start, end), mentions in sorted(by_span.items())
    ]


def _plain(name: str) -> frozenset[str]:
    whole = name.translate(_LETTERS).replace("'", "").replace("’", "")
    letters = unicodedata.normalize("NFKD", whole).encode("ascii", "ignore").decode().lower().replace("-", " ")
    return frozenset(_WORD.findall(letters))


def same_person(one: str, other: str) -> bool:
    """Say whether two names are one person's: all words of the shorter are in the longer."""
    first, second = _plain(one), _plain(other)
    return bool(first and second) and (first <= second or second <= first)


def paired(wanted: Sequence[Labelled], given: Sequence[Found]) -> Iterator[tuple[Labelled, Found | None]]:
    """Yield each labelled mention with the answer that overlaps it most, each answer once."""
    overlaps = sorted(
        (-_shared(one, other), place, at)
        for place, one in enumerate(wanted)
        for at, other in enumerate(given)
        if overlap(Span(one.start, one.end), Span(other.start, other.end))
    )
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, place, at in overlaps:
        if place not in taken and at not in used:
            taken[place] = at
            used.add(at)
    for place, one in enumerate(wanted):
        yield one, given[taken[place]] if place in taken else None


def _shared(one: Labelled, other: Found) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


class Tally:
    """Counts over articles."""

    def __init__(self) -> None:
        self.country = Counts()
        self.person = Counts()
        self.right: Counter[str] = Counter()
        self.wanted: Counter[str] = Counter()
        self.errors: list[str] = []

    def add(self, article_: Article, given: Sequence[Found]) -> None:
        """Count one article."""
        pairs = list(paired(article_.mentions, given))
        matched = {id(other) for _, other in pairs if other}
        countries = sum(
            bool(one.countries) and other is not None and one.countries == other.countries for one, other in pairs
        )
        persons = sum(_person_right(one, other) for one, other in pairs if one.person)
        self.country = self.country.plus(
            Counts(
                countries,
                sum(bool(one.countries) for one in article_.mentions),
                sum(bool(other.countries) for other in given),
            )
        )
        self.person = self.person.plus(
            Counts(
                persons, sum(bool(one.person) for one in article_.mentions), sum(bool(other.persons) for other in given)
            )
        )
        for one, other in pairs:
            right = _person_right(one, other) if one.person else other is not None and one.countries == other.countries
            kind = one.form or ("person" if one.person else "side")
            self.wanted[kind] += 1
            self.right[kind] += right
            self.wanted["sector"] += bool(one.sector and other)
            self.right["sector"] += bool(one.sector and other and one.sector in other.sectors)
            if not right:
                self.errors.append(_told(article_, kind, one, other))
        self.errors += [
            f"{article_.name} invented: {_around(article_.text, other)} given {_said(other)}"
            for other in given
            if id(other) not in matched
        ]


def _person_right(one: Labelled, other: Found | None) -> bool:
    return other is not None and any(same_person(one.person, name) for name in other.persons)


def _said(other: Found | None) -> str:
    if other is None:
        return "nothing"
    return f"{'/'.join(other.persons) or '-'} {' '.join(sorted(other.countries)) or '-'} by {other.bases}"


def _told(article_: Article, kind: str, one: Labelled, other: Found | None) -> str:
    wanted = f"{one.person or '-'} {' '.join(sorted(one.countries)) or '-'}"
    return f"{article_.name} {kind}: {_around(article_.text, one)} wanted {wanted} given {_said(other)}"


def _around(text: str, span: Labelled | Found) -> str:
    before, after = text[max(0, span.start - 40) : span.start], text[span.end : span.end + 25]
    return f"{before}[{text[span.start : span.end]}]{after}".replace("\n", " ")


def _set(name: str) -> Scored:
    tally = Tally()
    for path in sorted((CASES / "who" / name).glob("*.txt")):
        article_ = article(path)
        reading = dateline.analyse(article_.text, published=article_.day)
        tally.add(article_, found_in(reading.actors))
    context = [tally.right[kind] for kind in _BY_CONTEXT], [tally.wanted[kind] for kind in _BY_CONTEXT]
    figures = {
        f"who.{name}.country": tally.country.f1,
        f"who.{name}.person": tally.person.f1,
        f"who.{name}.pronoun_title": share(sum(context[0]), sum(context[1])),
        **{f"who.{name}.{kind}": share(tally.right[kind], tally.wanted[kind]) for kind in sorted(tally.wanted)},
        f"who.{name}.country_precision": tally.country.precision,
        f"who.{name}.person_precision": tally.person.precision,
    }
    return Scored(figures, tuple(tally.errors))


def who(_place: Place) -> Scored:
    """Score who is meant on both halves of our own set; ``held`` was written by another hand and is not looked at."""
    dev, held = _set("dev"), _set("held")
    return Scored({**dev.figures, **held.figures}, dev.errors)


def offices(_place: Place) -> Scored:
    """Score the table of offices on pairs of title and day: the share that is answered, and of these that is right."""
    with (CASES / "who" / "offices.csv").open(encoding="utf-8", newline="") as lines:
        pairs = list(csv.DictReader(lines))
    answered = right = 0
    errors = []
    for row in pairs:
        day = date.fromisoformat(row["date"])
        holder = holder_on(row["country"], row["office"], day, day)
        answered += holder is not None
        fits = holder is not None and same_person(holder.name, row["person"])
        right += fits
        if not fits:
            asked = f"{row['country']} {row['office']} {row['date']}"
            errors.append(f"{asked}: wanted {row['person']}, given {holder and holder.name}")
    return Scored(
        {"offices.answered": share(answered, len(pairs)), "offices.right": share(right, answered)}, tuple(errors)
    )


_SIDES: Final = frozenset({"Organisation", "Person"})
_CONFIDENT: Final = 0.5


def re3d(place: Place) -> Scored:
    """Score organisations and persons of re3d: found as actors, and of the country that a nationality inside names.

    The set has no countries of its own; "Iraqi President Fuad Masum" holds the nationality that tells it.
    """
    covered = entities = right = told = 0
    errors = []
    for row in rows(place, "events/re3d.jsonl", "id"):
        found = found_in(dateline.analyse(row["text"]).actors)
        nationalities = [one for one in row["entities"] if one["type"] == "Nationality"]
        for entity in row["entities"]:
            if entity["type"] not in _SIDES or float(entity["confidence"]) < _CONFIDENT:
                continue
            span = Span(entity["begin"], entity["end"])
            answers = [one for one in found if overlap(Span(one.start, one.end), span)]
            entities += 1
            covered += bool(answers)
            inside = [one for one in nationalities if span.start <= one["begin"] and one["end"] <= span.end]
            country = country_of(inside[0]["value"]) if len(inside) == 1 else ""
            if country:
                told += 1
                right += any(country in one.countries for one in answers)
                if not any(country in one.countries for one in answers):
                    errors.append(
                        f"re3d {entity['value']!r}: wanted {country}, given {[_said(one) for one in answers]}"
                    )
            elif not answers:
                errors.append(f"re3d missed {entity['type']} {entity['value']!r}")
    return Scored({"re3d.covered": share(covered, entities), "re3d.country": share(right, told)}, tuple(errors))


MEASURES: Final = (Measure("re3d", re3d), Measure("who", who, gold=False), Measure("offices", offices, gold=False))
