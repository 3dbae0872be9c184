"""Loads who held which office when, with days as exact as they are known."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from dateline.codebook.entries import bounds, optional, persons

if TYPE_CHECKING:
    from collections.abc import Mapping


class Holder(NamedTuple):
    """A person in an office, from a day in one interval to a day in another."""

    person: str
    """The key without ``person:``."""
    name: str
    since_earliest: date
    since_latest: date
    until_earliest: date
    until_latest: date
    """The last possible day; ``date.max`` where the codebook knows no end."""

    def held(self, earliest: date, latest: date) -> bool:
        """Say whether the office was held, beyond doubt, on every day of an interval."""
        return self.since_latest <= earliest and latest <= self.until_earliest

    def possible(self, earliest: date, latest: date) -> bool:
        """Say whether the office can have been held on some day of an interval."""
        return self.since_earliest <= latest and earliest <= self.until_latest


Office = tuple[str, str]
"""Country and office."""


def _holder(row: "Mapping[str, str]") -> Holder:
    """Return the holder of a row; an end that is not known is the last month up to which the row is sure."""
    since_earliest, since_latest = bounds(row["since"])
    until_earliest, until_latest = bounds(row["until"])
    since_earliest, since_latest = since_earliest or date.min, since_latest or date.min
    if until_earliest is None:
        until_earliest, until_latest = bounds(row["known"])[1] or since_latest, date.max
    known = persons().get(row["person"])
    name = known.name if known else row["person"]
    return Holder(
        row["person"], name, since_earliest, since_latest, max(until_earliest, since_earliest), until_latest or date.max
    )


def _cut(terms: list[Holder]) -> Iterator[Holder]:
    """Yield the terms of one office in order; one without an end ends when the next begins."""
    for term, following in zip(terms, [*terms[1:], None], strict=True):
        if following and term.until_latest == date.max:
            yield term._replace(until_latest=max(following.since_latest, term.until_earliest))
        else:
            yield term


def _same(row: "Mapping[str, str]", others: list[Holder]) -> Iterator[Holder]:
    """Yield the terms that a row of one office takes over from another (``=head_of_state``), cut to its time."""
    own = _holder(row)
    for term in others:
        if not term.possible(own.since_earliest, own.until_latest):
            continue
        begins = term if term.since_earliest >= own.since_earliest else own
        ends = term if term.until_latest <= own.until_latest else own
        yield Holder(
            term.person,
            term.name,
            begins.since_earliest,
            begins.since_latest,
            max(ends.until_earliest, begins.since_earliest),
            ends.until_latest,
        )


@cache
def _terms() -> "Mapping[Office, tuple[Holder, ...]]":
    """Return the terms of every office, by their first days."""
    rows = optional("holders")
    found: dict[Office, list[Holder]] = {}
    for row in rows:
        if not row["person"].startswith("="):
            found.setdefault((row["country"], row["office"]), []).append(_holder(row))
    ordered = {office: list(_cut(sorted(terms, key=lambda term: term[2:]))) for office, terms in found.items()}
    for row in rows:
        if row["person"].startswith("="):
            taken = _same(row, ordered.get((row["country"], row["person"][1:]), []))
            ordered.setdefault((row["country"], row["office"]), []).extend(taken)
    return MappingProxyType(
        {office: tuple(sorted(terms, key=lambda term: term[2:])) for office, terms in ordered.items()}
    )


def holders(country: str, office: str) -> tuple[Holder, ...]:
    """Return everyone known to have held an office, by their first days; empty where none is known."""
    return _terms().get((country, office), ())


def holder_on(country: str, office: str, earliest: date, latest: date) -> Holder | None:
    """Return who held an office over a whole interval; None where unknown, or where it changed or may have."""
    possible = [term for term in holders(country, office) if term.possible(earliest, latest)]
    if len({term.person for term in possible}) != 1:
        return None
    return next((term for term in possible if term.held(earliest, latest)), None)


@cache
def _by_person() -> "Mapping[str, tuple[tuple[Office, Holder], ...]]":
    found: dict[str, list[tuple[Office, Holder]]] = {}
    for office, terms in sorted(_terms().items()):
        for term in terms:
            found.setdefault(term.person, []).append((office, term))
    return MappingProxyType({person: tuple(terms) for person, terms in found.items()})


def offices_of(person: str, earliest: date, latest: date) -> tuple[tuple[str, str, bool], ...]:
    """Return country, office, and whether it was left before, for each office that a person held by an interval.

    An office counts as held where it was over the whole interval beyond doubt, as left where its last possible day
    lies before it; an office of which the codebook does not know which is left out. Held ones come first.
    """
    found: set[tuple[bool, str, str]] = set()
    for (country, office), term in _by_person().get(person, ()):
        if term.held(earliest, latest):
            found.add((False, country, office))
        elif term.until_latest < earliest:
            found.add((True, country, office))
    held = {(country, office) for former, country, office in found if not former}
    return tuple(
        (country, office, former)
        for former, country, office in sorted(found)
        if not former or (country, office) not in held
    )


def terms_of(person: str) -> tuple[tuple[Office, Holder], ...]:
    """Return every term of a person with its office, office by office."""
    return _by_person().get(person, ())
