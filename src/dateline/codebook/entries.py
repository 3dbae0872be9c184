"""Loads the actors that have a name: states, organisations and persons, by any spelling."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from dateline.codebook.load import table
from dateline.codebook.spellings import fits_case, near, parts
from dateline.codebook.states import NAMES, state_words, states
from dateline.record.days import interval

if TYPE_CHECKING:
    from collections.abc import Mapping

_VOWELS: Final = re.compile(r"[aeiouyhw]")
_DOUBLED: Final = re.compile(r"([a-z])\1+")
_ALIKE: Final = str.maketrans({"q": "k", "c": "k", "g": "k", "z": "s", "v": "f", "b": "p"})
_CONSONANTS: Final = 5
"""Consonants of the shortest name that is known by its sound."""
_SHORT: Final = 4
"""Letters of the shortest word that may be misspelt; shorter ones are too easily another's."""
_LONG: Final = 8
"""Letters of a word that may have two faults."""


class Entry(NamedTuple):
    """An actor of the codebook."""

    key: str
    """``state:CHN``, ``org:nato`` or ``person:wang-yi``."""
    kind: str
    """``state``, ``organisation`` or ``person``."""
    name: str
    country: str
    sector: str
    since: date | None
    until: date | None


class Person(NamedTuple):
    """A person of the codebook."""

    person: str
    """The key without ``person:``."""
    name: str
    gender: str
    """``f`` or ``m``; empty where unknown."""


def optional(name: str) -> "tuple[Mapping[str, str], ...]":
    """Return a table that may not be there yet; empty then."""
    try:
        return table(name)
    except FileNotFoundError:
        return ()


def bounds(words: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of a year, month or day as the tables write them; None for none."""
    return (interval(words) if words else None) or (None, None)


def _spellings(row: "Mapping[str, str]") -> Iterator[str]:
    yield row["name"]
    yield from (alias for part in row["aliases"].split("|") if (alias := part.strip()))


def _states() -> Iterator[tuple[str, Entry]]:
    names = states()
    for several in state_words().values():
        for words in several:
            if words.kind in NAMES and words.country in names:
                found = names[words.country]
                yield (
                    words.words,
                    Entry(f"state:{words.country}", "state", found.name, words.country, "GOV", None, None),
                )


def _organisations() -> Iterator[tuple[str, Entry]]:
    for row in optional("organisations"):
        since, until = bounds(row["since"])[0], bounds(row["until"])[1]
        entry = Entry(f"org:{row['key']}", "organisation", row["name"], row["country"], row["sector"], since, until)
        for words in _spellings(row):
            yield words, entry


@cache
def persons() -> "Mapping[str, Person]":
    """Return every person by slug."""
    rows = optional("persons")
    return MappingProxyType({row["person"]: Person(row["person"], row["name"], row["gender"]) for row in rows})


def _persons() -> Iterator[tuple[str, Entry]]:
    for row in optional("persons"):
        entry = Entry(f"person:{row['person']}", "person", row["name"], "", "", None, None)
        for words in _spellings(row):
            yield words, entry


@cache
def spelt() -> "Mapping[tuple[str, ...], tuple[tuple[str, Entry], ...]]":
    """Return every spelling with its entry, by the folded parts of the spelling."""
    found: dict[tuple[str, ...], dict[tuple[str, Entry], None]] = {}
    for source in (_states(), _organisations(), _persons()):
        for words, entry in source:
            if key := parts(words):
                found.setdefault(key, {})[words, entry] = None
    return MappingProxyType({key: tuple(several) for key, several in found.items()})


def named(words: str) -> tuple[Entry, ...]:
    """Return the states, organisations and persons that are spelt so, sorted by key.

    Case, accents, dots, hyphens and quotation marks do not matter, save that an acronym counts in capitals only.
    """
    found = {entry for spelling, entry in spelt().get(parts(words), ()) if fits_case(spelling, words)}
    return tuple(sorted(found, key=lambda entry: (entry.key, str(entry.since))))


def _initials(key: tuple[str, ...]) -> str:
    return "".join(part[0] for part in key)


@cache
def _by_initials() -> "Mapping[str, tuple[tuple[str, ...], ...]]":
    """Return the names of persons, as folded parts, by the first letters of these."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for key, several in spelt().items():
        if len(key) > 1 and any(entry.kind == "person" for _, entry in several):
            found.setdefault(_initials(key), []).append(key)
    return MappingProxyType({initials: tuple(keys) for initials, keys in found.items()})


def _fits(one: str, other: str) -> bool:
    """Say whether a word can be the other misspelt."""
    shorter = min(len(one), len(other))
    allowed = 0 if shorter < _SHORT else 2 if shorter >= _LONG else 1
    return near(one, other) <= allowed


def _sound(key: tuple[str, ...]) -> tuple[str, ...]:
    """Return what different ways to spell a foreign name share: its consonants, as they sound, each once in a row."""
    return tuple(_DOUBLED.sub(r"\1", _VOWELS.sub("", part.translate(_ALIKE))) or part for part in key)


@cache
def _by_sound() -> "Mapping[tuple[str, ...], tuple[tuple[str, ...], ...]]":
    """Return the names of persons, as folded parts, by their sound; short ones tell too little."""
    found: dict[tuple[str, ...], list[tuple[str, ...]]] = {}
    for key, several in spelt().items():
        sound = _sound(key) if len(key) > 1 else ()
        if sum(map(len, sound)) >= _CONSONANTS and any(entry.kind == "person" for _, entry in several):
            found.setdefault(sound, []).append(key)
    return MappingProxyType({sound: tuple(keys) for sound, keys in found.items()})


def alike(name: str) -> tuple[Entry, ...]:
    """Return the persons whose name may be misspelt so, sorted by key: every part fits, with the same first letters.

    A part of eight letters may have two faults, one of four a single one, a shorter none. A name that is spelt as the
    codebook has it is not misspelt: empty.
    """
    key = parts(name)
    if len(key) < 2 or key in spelt():  # noqa: PLR2004 - a surname alone is too little
        return ()
    candidates = _by_initials().get(_initials(key), ())
    fitting = {other for other in candidates if all(map(_fits, key, other))}
    fitting = fitting or set(_by_sound().get(_sound(key), ()))
    found = {entry for other in fitting for _, entry in spelt()[other] if entry.kind == "person"}
    return tuple(sorted(found, key=lambda entry: entry.key))
