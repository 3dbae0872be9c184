"""Loads the states: their codes, names, demonyms, capitals and the words that stand for their governments."""

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from dateline.codebook.load import table
from dateline.codebook.spellings import fits_case, parts

if TYPE_CHECKING:
    from collections.abc import Mapping

NAMES: Final = frozenset({"name", "long", "alias", "short"})
"""Kinds of words that name the state itself."""
DEMONYMS: Final = frozenset({"adjective", "people"})
"""Kinds of words that name its people, or what is of it."""


class State(NamedTuple):
    """A state or territory."""

    country: str
    """ISO 3166-1 alpha-3; XKX for Kosovo."""
    iso2: str
    cow: str
    """Number of the Correlates of War project; empty where it has none."""
    name: str
    continent: str


class StateWords(NamedTuple):
    """Words by which news means a state."""

    words: str
    country: str
    kind: str
    """``name long alias short adjective people capital seat``."""
    ambiguous: bool
    """Whether they often mean something else."""


@cache
def states() -> "Mapping[str, State]":
    """Return every state by its country code."""
    rows = table("states")
    return MappingProxyType(
        {row["country"]: State(row["country"], row["iso2"], row["cow"], row["name"], row["continent"]) for row in rows}
    )


def state(country: str) -> State:
    """Return the state of a country code.

    Raises:
        KeyError: no such country.

    """
    return states()[country]


@cache
def state_words() -> "Mapping[tuple[str, ...], tuple[StateWords, ...]]":
    """Return the words of ``state_names.csv`` by their folded parts."""
    found: dict[tuple[str, ...], list[StateWords]] = {}
    for row in table("state_names"):
        words = StateWords(row["words"], row["country"], row["kind"], row["ambiguous"] == "yes")
        found.setdefault(parts(words.words), []).append(words)
    return MappingProxyType({key: tuple(several) for key, several in found.items()})


def _one(words: str, kinds: frozenset[str]) -> str:
    """Return the one country that words of these kinds mean; empty for none or several."""
    countries = {
        found.country
        for found in state_words().get(parts(words), ())
        if found.kind in kinds and fits_case(found.words, words)
    }
    return countries.pop() if len(countries) == 1 else ""


def country_of(words: str) -> str:
    """Return the country that a name, alias or demonym means; empty where unknown, or where it is of several."""
    return _one(words, NAMES | DEMONYMS)


def capital_of(words: str) -> str:
    """Return the country whose capital is called so, now or once; empty where unknown."""
    return _one(words, frozenset({"capital"}))


def seat_of(words: str) -> str:
    """Return the country for whose government the words stand, such as ``the Kremlin``; empty where unknown."""
    return _one(words, frozenset({"seat"}))
