"""What the codebook tells of one actor, in the joins that the component ``actors`` asks for."""

from datetime import date
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from dateline.codebook.actors import Body, Entry, alike, body, named, persons, states, terms_of
from dateline.codebook.load import table
from dateline.codebook.spellings import fold, parts

if TYPE_CHECKING:
    from collections.abc import Mapping

Days = tuple[date, date]
"""First and last day on which an article can have been published."""
_PORTFOLIO: Final = "_minister"
_LAST: Final = 99


class OfficeForm(NamedTuple):
    """How the record treats an office."""

    office: str
    name: str
    sector: str
    single: bool
    """Whether a country has one holder of it at a time."""
    rank: int
    """Which counts first where a person holds several; 1 is highest."""


_REIGNS: Final = MappingProxyType({"monarch": "head_of_state", "pope": "head_of_state"})
"""Offices whose holders the codebook lists under another."""


def listed_as(office: str) -> str:
    """Return the office under which the codebook lists the holders of another; the same for most."""
    return _REIGNS.get(office, office)


def state_of(country: str) -> str:
    """Return the country of an office as the codebook lists it; empty for one of an organisation (``org:...``)."""
    return "" if country.startswith("org:") else country


@cache
def led() -> "Mapping[str, str]":
    """Return, by the id of an organisation, how the codebook's table of offices calls it where it has its holders."""
    known = _organisations()
    found: dict[str, str] = {}
    for key in sorted({row["country"] for row in table("holders")} & set(known)):
        found[key] = key
        for entry in named(known[key]["name"]):
            if entry.kind == "organisation":
                found.setdefault(entry.key, key)
    return MappingProxyType(found)


@cache
def _office_forms() -> "Mapping[str, OfficeForm]":
    return MappingProxyType(
        {
            row["office"]: OfficeForm(
                row["office"], row["name"], row["sector"], row["single"] == "yes", int(row["rank"])
            )
            for row in table("office_forms")
        }
    )


def office_form(office: str) -> OfficeForm:
    """Return how the record treats an office; one that the table lacks has many holders and no sector."""
    found = _office_forms().get(office)
    return found or OfficeForm(office, office.replace("_", " ").title(), "", single=False, rank=_LAST)


@cache
def sector_people() -> "Mapping[str, str]":
    """Return what the people of a side are called, by their sector."""
    return MappingProxyType({row["sector"]: row["people"] for row in table("sector_people")})


@cache
def first_words() -> frozenset[str]:
    """Return the countries where the first word of a name alone names the person."""
    return frozenset(row["country"] for row in table("first_word_names"))


@cache
def given_names() -> "Mapping[str, str]":
    """Return the gender of those who bear a given name, ``f`` or ``m``, by its folded letters."""
    known: dict[str, set[str]] = {}
    for slug, person in persons().items():
        if person.gender and not (countries_of(slug) & first_words()):
            known.setdefault(parts(person.name)[0], set()).add(person.gender)
    found = {name: genders.pop() for name, genders in known.items() if len(genders) == 1}
    return MappingProxyType({**found, **{fold(row["name"]): row["gender"] for row in table("given_names")}})


@lru_cache(maxsize=4096)
def entries(key: str) -> tuple[Entry, ...]:
    """Return the entries of an organisation's key, the earliest first; empty where there is none."""
    row = _organisations().get(key)
    found = named(row["name"]) if row else ()
    return tuple(sorted((one for one in found if one.key == key), key=lambda one: str(one.since)))


@cache
def _organisations() -> "Mapping[str, Mapping[str, str]]":
    return MappingProxyType({f"org:{row['key']}": row for row in table("organisations")})


def organisation_kind(actor_id: str) -> str:
    """Return the kind of an organisation or body of the codebook (``ministry``, ``company``); empty where unknown."""
    kind, _, rest = actor_id.partition(":")
    if kind == "org":
        row = _organisations().get(actor_id)
        return row["kind"] if row else ""
    if kind == "body" and (found := body(rest.partition(":")[2].replace("-", " "))):
        return found.kind
    return ""


@cache
def adjectives() -> "Mapping[str, tuple[str, ...]]":
    """Return the adjectives of every country, the usual one first."""
    found: dict[str, list[str]] = {}
    for row in table("state_names"):
        if row["kind"] == "adjective":
            found.setdefault(row["country"], []).append(row["words"])
    return MappingProxyType({country: tuple(words) for country, words in found.items()})


def state_name(country: str) -> str:
    """Return the name of a country; its code where the codebook lacks it."""
    found = states().get(country)
    return found.name if found else country


def canonical_body(found: Body) -> str:
    """Return one spelling for the many of a body: ``ministry of foreign affairs`` is ``foreign ministry``."""
    if found.kind == "ministry" and found.office.endswith(_PORTFOLIO) and found.office != "other_minister":
        return f"{found.office.removesuffix(_PORTFOLIO)} ministry"
    words = " ".join(parts(found.words)).replace("defense", "defence")
    kind, of, rest = words.partition(" of ")
    return f"{rest.removeprefix('the ')} {kind}" if of and kind in ("ministry", "department") else words


@lru_cache(maxsize=4096)
def named_body(country: str, words: str) -> Entry | None:
    """Return the organisation of the codebook that a body of a country is; None where it has none of its own."""
    found = body(words)
    spellings = (words, canonical_body(found)) if found else (words,)
    for adjective in adjectives().get(country, ()):
        for spelling in spellings:
            for entry in named(f"{adjective} {spelling}"):
                if entry.kind == "organisation" and entry.country == country:
                    return entry
    return None


@lru_cache(maxsize=16_384)
def misspelt(name: str) -> tuple[str, ...]:
    """Return the persons whose name may be misspelt so; remembered, as looking for them takes long."""
    return tuple(entry.key.removeprefix("person:") for entry in alike(name))


@lru_cache(maxsize=4096)
def latest_office(slug: str) -> tuple[str, str] | None:
    """Return country and office of the latest known term of a person, the highest of those; None without one."""
    some = terms_of(slug)
    if not some:
        return None
    country, office = max(
        some,
        key=lambda term: (term[1].until_latest, term[1].since_latest, -office_form(term[0][1]).rank, term[0]),
    )[0]
    return state_of(country), office


@lru_cache(maxsize=4096)
def countries_of(slug: str) -> frozenset[str]:
    """Return the countries in which a person is known to have held an office."""
    return frozenset(state_of(country) for (country, _), _ in terms_of(slug)) - {""}


@cache
def surnames() -> "Mapping[tuple[str, ...], tuple[str, ...]]":
    """Return the holders of offices by what names them alone: the ends of names, in some countries the first word."""
    found: dict[tuple[str, ...], set[str]] = {}
    for slug, person in persons().items():
        for words in surnames_in(person.name, bool(countries_of(slug) & first_words())):
            found.setdefault(words, set()).add(slug)
    return MappingProxyType({words: tuple(sorted(some)) for words, some in found.items()})


@cache
def first_named() -> "Mapping[tuple[str, ...], tuple[str, ...]]":
    """Return the holders of offices by the first word of their name, by which monarchs are called."""
    found: dict[tuple[str, ...], list[str]] = {}
    for slug, person in sorted(persons().items()):
        found.setdefault(parts(person.name)[:1], []).append(slug)
    return MappingProxyType({words: tuple(some) for words, some in found.items()})


def surnames_in(name: str, first: bool) -> tuple[tuple[str, ...], ...]:  # noqa: FBT001 - it reads at the call
    """Return the folded words by which a full name is shortened: its ends, and its first word where asked for."""
    words = parts(name)
    ends = tuple(words[at:] for at in range(1, len(words)))
    return (*ends, words[:1]) if first and len(words) > 1 else ends
