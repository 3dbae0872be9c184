"""Loads the places: cities, countries, regions, waters and facilities, and settles which of several namesakes is meant.

The table ``places.csv`` has its spellings folded already, so that loading is a matter of milliseconds.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Final, NamedTuple

from dateline.codebook.spellings import parts

_TIMES: Final = 10
"""How much larger a place is than its namesakes for the bare name to mean it."""
_FAR: Final = 50
"""How much larger a place is for its name to mean it although only the country of a namesake is named."""
_OFTEN: Final = 3
"""How much more, in people times namings of its country, a place has than a namesake in another that is named too."""
_CAPITAL: Final = 2
"""What a capital counts there for each of its people."""
_TOWN: Final = 50_000
"""People of a town that its name means rather than the region of that name in the same country."""
_SIZES: Final = MappingProxyType({"facility": 10_000, "city": 1, "capital": 1})
"""What a place counts as whose population is unknown, by kind; others as much as a province."""
_PROVINCE: Final = 1_000_000
_CUT: Final = " | "
_SPELLINGS: Final = 2


class PlaceEntry(NamedTuple):
    """A place of the codebook."""

    key: str
    """``place:703448`` by GeoNames identifier, ``place:taiwan-strait`` for places without."""
    name: str
    country: str
    """ISO 3166-1 alpha-3; empty for high seas, world regions and what several countries share or dispute."""
    latitude: float | None
    longitude: float | None
    geonames: str
    """GeoNames identifier; empty where none was read."""
    kind: str
    """``capital city country region facility``, or a kind of ``seas_regions.csv`` such as ``sea`` or ``disputed``."""
    population: int
    """0 where unknown."""


@cache
def _lines() -> tuple[str, ...]:
    """Return the lines of the table below its header.

    Not ``load.table``: the table is long, and few of its lines are ever looked at. No field of it has quotation marks.
    """
    text = files("dateline.codebook").joinpath("places.csv").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if not line.startswith("#"))[1:]


@cache
def _by_words() -> tuple[Mapping[str, int], Mapping[str, Sequence[int]]]:
    """Return the number of the first line with each folded spelling, and those of the further ones where there are any.

    Lines are in the order of the table: larger first, then by key. Most spellings are of one line alone, and a list
    for each would take as long as all the rest.
    """
    first: dict[str, int] = {}
    further: dict[str, list[int]] = {}
    for number, line in enumerate(_lines()):
        for words in line.split(",", 3)[_SPELLINGS].split(_CUT):
            if first.setdefault(words, number) != number:
                further.setdefault(words, []).append(number)
    return MappingProxyType(first), MappingProxyType(further)


@lru_cache(maxsize=4_096)
def _entry(number: int) -> PlaceEntry:
    key, name, _, country, _, latitude, longitude, population, kind, _ = _lines()[number].split(",")
    return PlaceEntry(
        key=f"place:{key}",
        name=name,
        country=country,
        latitude=float(latitude) if latitude else None,
        longitude=float(longitude) if longitude else None,
        geonames=key if key.isdecimal() else "",
        kind=kind,
        population=int(population or 0),
    )


def places() -> Iterator[PlaceEntry]:
    """Yield every place of the table."""
    return map(_entry, range(len(_lines())))


def places_named(words: str) -> tuple[PlaceEntry, ...]:
    """Return the places that are called so, the most populous first, then by key; empty where there is none.

    Case, accents, dots, hyphens, quotation marks and a leading article do not matter. Everyday words and surnames that
    are places too (Reading, Nice, Jordan) are found: that a place is meant, the caller knows.
    """
    key = " ".join(parts(words))
    first, further = _by_words()
    return (_entry(first[key]), *map(_entry, further.get(key, ()))) if key in first else ()


def settled(words: str, countries: Mapping[str, int]) -> PlaceEntry | None:
    """Return the place that is meant by words in an article, or None where two are about as likely.

    A place in a country that the article names is meant, unless a namesake elsewhere is so much larger that the bare
    name means it (Paris is not in Texas); of several, the one whose people times namings are three times the next's.
    Without such a country the capital is meant, or what is ten times as large as the next.

    Args:
        words: the name of the place as written.
        countries: how often the article names each country, by ISO 3166-1 alpha-3.

    """
    every = _distinct(places_named(words))
    near = tuple(entry for entry in every if countries.get(entry.country, 0) > 0)
    leader = _leader(every)
    if not near or (leader is not None and leader not in near and _outweighs(leader, near)):
        return leader
    return _most(near, countries)


def _size(entry: PlaceEntry) -> int:
    return entry.population or _SIZES.get(entry.kind, _PROVINCE)


def _distinct(entries: Sequence[PlaceEntry]) -> tuple[PlaceEntry, ...]:
    """Return the entries, the largest first, without those that share name and country with what is rather meant.

    A town is meant rather than its region (Donetsk), the region rather than a village (Texas), either rather than the
    country of the name (Luxembourg) or a facility (Kadena).
    """
    kinds: dict[str, set[str]] = {}
    for entry in entries:
        kinds.setdefault(entry.country, set()).add(_rank(entry))
    best = {country: min(ranks) for country, ranks in kinds.items()}
    kept = (entry for entry in entries if not entry.country or _rank(entry) == best[entry.country])
    return tuple(sorted(kept, key=lambda entry: (-_size(entry), entry.key)))


def _rank(entry: PlaceEntry) -> str:
    if entry.kind == "capital":
        return "0 capital"
    if entry.kind == "city":
        return "1 town" if entry.population >= _TOWN else "3 village"
    return {"country": "4 country", "facility": "5 facility"}.get(entry.kind, "2 region")


def _leader(entries: Sequence[PlaceEntry]) -> PlaceEntry | None:
    """Return the one that the bare name means: the only capital, or what is ten times as large as the next."""
    capitals = [entry for entry in entries if entry.kind == "capital"]
    if capitals and _clear(capitals) and capitals[0].population * _TIMES > _size(entries[0]):
        return capitals[0]
    return entries[0] if entries and _clear(entries) else None


def _clear(entries: Sequence[PlaceEntry]) -> bool:
    return len(entries) == 1 or _size(entries[0]) > _TIMES * _size(entries[1])


def _most(entries: Sequence[PlaceEntry], countries: Mapping[str, int]) -> PlaceEntry | None:
    """Return the one that is meant among those whose countries are named: by size and by how often they are named."""

    def weight(entry: PlaceEntry) -> int:
        return _size(entry) * countries[entry.country] * (_CAPITAL if entry.kind == "capital" else 1)

    first, *rest = sorted(entries, key=lambda entry: (-weight(entry), entry.key))
    return first if not rest or weight(first) >= _OFTEN * weight(rest[0]) else None


def _outweighs(leader: PlaceEntry, near: Sequence[PlaceEntry]) -> bool:
    """Say whether a place is meant although only the countries of its namesakes are named."""
    times = _FAR if leader.country and leader.kind != "capital" else _TIMES
    return all(_size(leader) > times * _size(entry) for entry in near)
