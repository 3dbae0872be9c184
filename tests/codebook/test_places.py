import csv
from collections import Counter
from importlib.resources import files

import pytest

from dateline.codebook.places import places, places_named, settled
from dateline.codebook.spellings import parts
from dateline.codebook.states import states

KINDS = (
    *("canal", "capital", "city", "country", "desert", "disputed", "facility", "gulf", "island", "lake"),
    *("mountains", "region", "river", "sea", "strait", "world_region"),
)


def rows() -> list[dict[str, str]]:
    text = files("dateline.codebook").joinpath("places.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def test_every_line_reads_the_same_with_a_csv_reader() -> None:
    every = list(places())
    assert [f"place:{row['key']}" for row in rows()] == [entry.key for entry in every]
    assert [row["name"] for row in rows()] == [entry.name for entry in every]
    assert [row["kind"] for row in rows()] == [entry.kind for entry in every]


def test_the_table_names_its_source_and_licence() -> None:
    head = files("dateline.codebook").joinpath("places.csv").read_text(encoding="utf-8")[:400]
    assert "GeoNames" in head
    assert "CC BY 4.0" in head


def test_keys_are_unique() -> None:
    assert [key for key, count in Counter(entry.key for entry in places()).items() if count > 1] == []


def test_countries_are_known_to_the_table_of_states() -> None:
    uninhabited = {"ATA", "ATF", "BVT", "HMD", "SGS", "UMI"}
    assert {entry.country for entry in places()} - states().keys() - uninhabited - {""} == set()


def test_coordinates_are_in_range_and_only_where_geonames_has_them() -> None:
    for entry in places():
        assert (entry.latitude is None) == (entry.longitude is None)
        if entry.latitude is not None and entry.longitude is not None:
            assert -90 <= entry.latitude <= 90
            assert -180 <= entry.longitude <= 180
            assert entry.geonames
        assert entry.geonames == "" or entry.key == f"place:{entry.geonames}"
        assert entry.kind in KINDS
        assert entry.population >= 0


def test_rows_without_geonames_are_marked_unsourced_and_have_no_coordinates() -> None:
    for row in rows():
        assert (row["source"] == "unsourced") is not row["key"].isdecimal()
        assert row["source"] == "" or row["latitude"] == row["longitude"] == row["population"] == ""


def test_spellings_are_folded_and_hold_the_name() -> None:
    for row in rows():
        spellings = row["spellings"].split(" | ")
        assert spellings == [" ".join(parts(words)) for words in spellings], row["name"]
        assert len(spellings) == len(set(spellings)), row["name"]


def test_every_country_with_a_population_has_a_capital() -> None:
    capitals = {entry.country for entry in places() if entry.kind == "capital"}
    peopled = {entry.country for entry in places() if entry.kind == "country" and entry.population}
    without = {"BES", "TKL"}  # the file names no capital
    assert peopled - capitals <= without


def test_no_country_has_two_capitals() -> None:
    capitals = Counter(entry.country for entry in places() if entry.kind == "capital")
    assert [country for country, count in capitals.items() if count > 1] == []


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Kyiv", "Kyiv"),
        ("KIEV", "Kyiv"),
        ("Bombay", "Mumbai"),
        ("St Petersburg", "Saint Petersburg"),
        ("Sanaa", "Sanaa"),
        ("Sana'a", "Sanaa"),
        ("Sharm el Sheikh", "Sharm el-Sheikh"),
        ("the Taiwan Strait", "Taiwan Strait"),
        ("Bogota", "Bogotá"),
        ("U.N. Headquarters", "UN Headquarters"),
    ],
)
def test_case_accents_dots_and_other_spellings_do_not_matter(words: str, name: str) -> None:
    found = places_named(words)
    assert name in {entry.name for entry in found}


def test_namesakes_are_sorted_by_population_then_key() -> None:
    for words in ("Tripoli", "Victoria", "San Jose", "Georgia", "Punjab"):
        found = places_named(words)
        assert len(found) > 1
        assert list(found) == sorted(found, key=lambda entry: (-entry.population, entry.key))


def test_unknown_words_are_no_place() -> None:
    assert places_named("Qwertyville") == ()
    assert settled("Qwertyville", {"USA": 1}) is None
    assert settled("", {}) is None


@pytest.mark.parametrize(
    ("words", "countries", "country", "kind"),
    [
        ("Tripoli", {"LBN": 2}, "LBN", "city"),
        ("Tripoli", {"LBY": 1}, "LBY", "capital"),
        ("Tripoli", {}, "LBY", "capital"),
        ("Hyderabad", {"PAK": 1}, "PAK", "city"),
        ("Hyderabad", {"IND": 1, "USA": 3}, "IND", "city"),
        ("Valencia", {"ESP": 1}, "ESP", "city"),
        ("Valencia", {"VEN": 1}, "VEN", "city"),
        ("San Jose", {"USA": 1}, "USA", "city"),
        ("San Jose", {"CRI": 1}, "CRI", "capital"),
        ("Santiago", {}, "CHL", "capital"),
        ("Santiago", {"CHL": 1}, "CHL", "capital"),
        ("Georgetown", {"GUY": 1}, "GUY", "capital"),
        ("Georgetown", {"USA": 1}, "USA", "city"),
        ("Kingston", {}, "JAM", "capital"),
        ("Kingston", {"CAN": 1}, "CAN", "city"),
        ("Alexandria", {"EGY": 1}, "EGY", "city"),
        ("Alexandria", {"USA": 1}, "USA", "city"),
        ("Paris", {"USA": 4}, "FRA", "capital"),
        ("Moscow", {"USA": 1}, "RUS", "capital"),
        ("London", {"CAN": 2}, "GBR", "capital"),
        ("Athens", {"USA": 2, "GRC": 1}, "GRC", "capital"),
        ("Odessa", {"UKR": 2, "USA": 3}, "UKR", "city"),
        ("Rafah", {"ISR": 4}, "PSE", "city"),
        ("Georgia", {"USA": 1}, "USA", "region"),
        ("Georgia", {"GEO": 1}, "GEO", "country"),
        ("Victoria", {"AUS": 1}, "AUS", "region"),
        ("Punjab", {"IND": 2}, "IND", "region"),
        ("Punjab", {"PAK": 2}, "PAK", "region"),
        ("Donetsk", {}, "UKR", "city"),
        ("Zaporizhzhia", {"RUS": 1}, "UKR", "city"),
        ("Texas", {}, "USA", "region"),
        ("California", {"USA": 1}, "USA", "region"),
        ("Luxembourg", {}, "LUX", "capital"),
        ("Camp David", {}, "USA", "facility"),
        ("Bagram", {}, "AFG", "city"),
        ("South China Sea", {"CHN": 3, "PHL": 2}, "", "sea"),
    ],
)
def test_the_countries_of_the_article_settle_which_place_is_meant(
    words: str, countries: dict[str, int], country: str, kind: str
) -> None:
    found = settled(words, countries)
    assert found is not None
    assert (found.country, found.kind) == (country, kind)


@pytest.mark.parametrize(
    ("words", "countries"),
    [
        ("Hyderabad", {}),
        ("Valencia", {}),
        ("Punjab", {}),
        ("Springfield", {"USA": 1}),
        ("Tripoli", {"LBN": 5, "LBY": 1}),
        ("Georgia", {}),
    ],
)
def test_what_two_places_fit_equally_stays_open(words: str, countries: dict[str, int]) -> None:
    assert settled(words, countries) is None
