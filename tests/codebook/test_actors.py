"""The codebook of actors: its tables are whole, and its loader says what they say."""

from datetime import date

import pytest

from dateline.codebook.actors import (
    agent,
    alike,
    body,
    capital_of,
    country_of,
    holder_on,
    holders,
    named,
    offices_of,
    persons,
    seat_of,
    state,
    states,
    title,
)
from dateline.codebook.entries import bounds
from dateline.codebook.lexicon import lexicon, longest
from dateline.codebook.load import table
from dateline.codebook.spellings import fold, near, parts

PLOVER = "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC"
SECTORS = frozenset((*PLOVER.split(), "IGO", "NGO", "MNC"))
NUMBERS = frozenset(("one", "many", "both"))


@pytest.mark.parametrize("name", ["state_names", "organisations", "titles", "holders"])
def test_every_country_of_a_table_is_a_state(name: str) -> None:
    countries = {row["country"] for row in table(name)} - {""}
    assert {country for country in countries if not country.startswith("org:")} <= set(states())


def test_every_organisation_that_has_holders_is_an_organisation() -> None:
    led = {row["country"] for row in table("holders") if row["country"].startswith("org:")}
    assert led <= {f"org:{row['key']}" for row in table("organisations")}


@pytest.mark.parametrize("name", ["organisations", "bodies", "titles", "agents"])
def test_every_sector_is_one_of_plover(name: str) -> None:
    assert {row["sector"] for row in table(name)} <= SECTORS | {""}


@pytest.mark.parametrize(("name", "key"), [("states", "country"), ("organisations", "key"), ("persons", "person")])
def test_keys_are_given_once(name: str, key: str) -> None:
    keys = [row[key] for row in table(name)]
    assert len(keys) == len(set(keys))


def test_numbers_of_agents_are_known() -> None:
    assert {row["number"] for row in table("agents")} <= NUMBERS


def test_every_holder_is_a_person_or_another_office() -> None:
    assert {row["person"] for row in table("holders") if not row["person"].startswith("=")} <= set(persons())


def test_days_of_the_tables_are_days() -> None:
    rows = [*table("holders"), *table("organisations")]
    written = {row[column] for row in rows for column in ("since", "until") if row[column]}
    assert [words for words in written if bounds(words) == (None, None)] == []


@pytest.mark.parametrize("words", ["China", "the People's Republic of China", "PRC", "P.R.C.", "CHINA"])
def test_a_state_is_known_by_any_of_its_names(words: str) -> None:
    assert "state:CHN" in {entry.key for entry in named(words)}


def test_case_accents_and_dots_do_not_matter_but_acronyms_are_in_capitals() -> None:
    assert country_of("CÔTE D’IVOIRE") == country_of("cote d'ivoire") == "CIV"
    assert [entry.key for entry in named("U.S.")] == [entry.key for entry in named("US")] == ["state:USA"]
    assert named("us") == named("who") == ()
    assert {entry.key for entry in named("WHO")} == {"org:world-health-organization"}


def test_demonyms_name_a_country_unless_several_share_them() -> None:
    assert (country_of("Chinese"), country_of("Britons"), country_of("Congolese")) == ("CHN", "GBR", "")


def test_capitals_and_seats() -> None:
    assert (capital_of("Beijing"), capital_of("Kyiv"), capital_of("Shanghai")) == ("CHN", "UKR", "")
    assert (seat_of("the Kremlin"), seat_of("Élysée"), seat_of("Harbour House")) == ("RUS", "FRA", "")


@pytest.mark.parametrize(
    ("words", "country", "office"),
    [
        ("foreign minister", "", "foreign_minister"),
        ("Foreign Ministers", "", "foreign_minister"),
        ("minister of foreign affairs", "", "foreign_minister"),
        ("minister of state for foreign affairs", "", "deputy_foreign_minister"),
        ("deputy foreign minister", "", "deputy_foreign_minister"),
        ("secretary of state", "USA", "foreign_minister"),
        ("Secretary of State", "", ""),
        ("deputy secretary of state", "USA", "deputy_foreign_minister"),
        ("former prime minister", "JPN", "head_of_government"),
        ("acting defence minister", "", "defence_minister"),
        ("fisheries minister", "", "other_minister"),
        ("Foreign Ministry spokesperson", "", "spokesperson"),
        ("chief of the army", "", "military_chief"),
        ("chancellor", "DEU", "head_of_government"),
        ("vice-president", "", "vice_president"),
    ],
)
def test_a_title_means_an_office(words: str, country: str, office: str) -> None:
    found = title(words, country)
    assert found is not None
    assert found.office == office


def test_other_words_are_no_title() -> None:
    assert title("coach") is title("minister of nonsense words") is title("") is None


def test_bodies_and_agents() -> None:
    ministry = body("the Foreign Ministry")
    assert ministry is not None
    assert (ministry.sector, ministry.office) == ("GOV", "foreign_minister")
    troops, official = agent("troops"), agent("official")
    assert troops is not None
    assert official is not None
    assert (troops.sector, troops.number, official.sector, official.number) == ("MIL", "many", "GOV", "one")
    assert body("teapot") is None
    assert agent("teapot") is None


def test_the_holder_of_an_office_is_known_where_no_other_can_be_meant() -> None:
    day = date(2022, 6, 14)
    found = holder_on("USA", "foreign_minister", day, day)
    assert found is not None
    assert found.person == "antony-blinken"
    assert holder_on("USA", "head_of_state", date(2021, 1, 1), date(2021, 2, 28)) is None
    assert holder_on("USA", "head_of_state", date(1850, 1, 1), date(1850, 1, 1)) is None
    assert holders("USA", "nonsense") == ()


def test_offices_of_a_person_are_held_or_left() -> None:
    assert ("USA", "foreign_minister", False) in offices_of("antony-blinken", date(2022, 6, 14), date(2022, 6, 14))
    assert ("USA", "foreign_minister", True) in offices_of("mike-pompeo", date(2022, 6, 14), date(2022, 6, 14))


def test_terms_are_in_order_and_end_after_they_begin() -> None:
    for row in table("holders"):
        for term in holders(row["country"], row["office"]):
            assert term.since_earliest <= term.since_latest
            assert term.since_earliest <= term.until_latest


def test_a_misspelt_name_is_alike_where_every_part_fits() -> None:
    assert [entry.key for entry in alike("Mohammad bin Salmon")] == ["person:mohammed-bin-salman"]
    assert alike("Antony Blinken") == alike("Blinken") == alike("Someone Else") == ()


def test_a_state_has_its_codes() -> None:
    china = state("CHN")
    assert (china.iso2, china.cow, china.name) == ("CN", "710", "China")
    with pytest.raises(KeyError):
        state("ZZZ")


def test_folding_and_distance() -> None:
    assert (fold("U.S."), fold("Élysée"), fold("&"), fold("-")) == ("us", "elysee", "and", "")
    assert parts("the People's Republic of China") == ("people", "s", "republic", "of", "china")
    assert (near("antony", "anthony"), near("salman", "salamn"), near("wang", "zhang"), near("a", "abcd")) == (
        1,
        1,
        2,
        3,
    )


def test_the_longest_words_win() -> None:
    folds = ["south", "korea", "said"]
    assert [end for end, _ in longest(folds, 0, 3, [False] * 3)][-1] == 2
    assert lexicon() is lexicon()
