"""Who is meant by the mentions of an article."""

import pickle
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.actor.identity import identity
from dateline.reading.actors import COMPONENT, actors
from dateline.record.reading import MENTION_KINDS, Actor, ActorMention, Mention, PlaceMention, Published, Reading
from mentioned import PARTS, mentioned

CASES = Path(__file__).parents[1] / "cases" / "actors" / "meant.txt"
DAY = date(2023, 6, 19)


class Case(NamedTuple):
    claim: str
    published: Published
    marked: str
    expected: list[str]


def cases() -> Iterator[Case]:
    for block in CASES.read_text(encoding="utf-8").split("\n## ")[1:]:
        claim, days, *rest = block.strip().splitlines()
        bounds = [] if days == "unknown" else [date.fromisoformat(day) for day in days.split()]
        published = Published(bounds[0], bounds[-1]) if bounds else Published()
        expected = [one.strip() for one in rest[-1].removeprefix("=").split(";")]
        yield Case(claim, published, "\n".join(rest[:-1]), expected)


def reading(marked: str, published: Published | None = None) -> Reading:
    text, mentions = mentioned(marked)
    made = Reading(text).with_layer("mentions", mentions)
    return made.with_layer("published", published or Published(DAY, DAY))


def rows(marked: str, published: Published | None = None) -> tuple[ActorMention | PlaceMention, ...]:
    return actors(reading(marked, published))


def only(marked: str, published: Published | None = None) -> Actor:
    (row,) = rows(marked, published)
    assert isinstance(row, ActorMention)
    return row.actor


def short(row: ActorMention | PlaceMention) -> str:
    if isinstance(row, PlaceMention):
        return "place"
    return "local" if row.actor.id.startswith("local:") else row.actor.id


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.claim)
def test_a_mention_means(case: Case) -> None:
    made = reading(case.marked, case.published)
    found = actors(made)
    meant = [
        " & ".join(short(row) for row in found if (row.start, row.end) == (one.start, one.end)) or "-"
        for one in made.mentions
    ]
    assert meant == case.expected


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.claim)
def test_rows_are_sorted_lie_on_mentions_and_have_a_basis(case: Case) -> None:
    made = reading(case.marked, case.published)
    found = actors(made)
    spans = {(one.start, one.end) for one in made.mentions}
    assert [(row.start, row.end) for row in found] == sorted((row.start, row.end) for row in found)
    assert all((row.start, row.end) in spans and row.basis for row in found)
    assert pickle.loads(pickle.dumps(found)) == found == actors(made)  # noqa: S301 - our own


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.claim)
def test_name_and_kind_depend_on_the_id_alone(case: Case) -> None:
    for row in actors(reading(case.marked, case.published)):
        if isinstance(row, ActorMention):
            assert identity(row.actor)[:2] == (row.actor.name, row.actor.kind)


@pytest.mark.parametrize(
    ("published", "country", "sector", "role"),
    [
        (Published(DAY, DAY), "USA", "GOV", "foreign_minister"),
        (Published(date(2025, 3, 3), date(2025, 3, 3)), "USA", "ELI", "former foreign_minister"),
        (Published(), "USA", "", ""),
    ],
    ids=["in office", "afterwards", "undated"],
)
def test_a_person_has_the_office_of_the_day(published: Published, country: str, sector: str, role: str) -> None:
    actor = only("[Antony Blinken|person subject] spoke.", published)
    assert (actor.country, actor.sector, actor.role) == (country, sector, role)


def test_a_former_official_without_a_known_office_is_of_the_elite() -> None:
    marked = (
        "[Former Kenyan senator Juma Kato|person name=Juma_Kato country=KEN office=senator former=yes subject] spoke."
    )
    actor = only(marked)
    assert (actor.country, actor.sector, actor.role) == ("KEN", "ELI", "former senator")


def test_an_unknown_person_has_country_and_sector_of_the_words() -> None:
    actor = only("[Pakistani analyst Juma Kato|person name=Juma_Kato country=PAK sector=EDU subject] spoke.")
    assert actor == Actor("local:0", "Juma Kato", "person", "PAK", "EDU", "")


def test_a_head_of_an_organisation_between_states_is_of_no_country() -> None:
    fields = "person name=Antonio_Guterres office=secretary_general sector=IGO subject"
    actor = only(f"[UN Secretary-General Antonio Guterres|{fields}] spoke.")
    assert (actor.id, actor.country, actor.sector) == ("person:antonio-guterres", "", "IGO")


def test_an_unknown_minister_has_the_country_of_the_side_that_is_spoken_of() -> None:
    found = rows(
        "[Kenya|state subject] agreed.\n[Minister Juma Kato|person name=Juma_Kato office=other_minister sector=GOV]."
    )
    assert [row.actor.country for row in found if isinstance(row, ActorMention)] == ["KEN", "KEN"]


def test_an_envoy_of_an_organisation_between_states_has_no_country() -> None:
    found = rows(
        "[Kenya|state subject] met [UN envoy Juma Kato|person name=Juma_Kato office=special_envoy sector=GOV]."
    )
    assert [row.actor.country for row in found if isinstance(row, ActorMention)] == ["KEN", ""]


@pytest.mark.parametrize(
    ("actor_id", "expected"),
    [
        ("CHN", ("China", "state", "CHN", "GOV")),
        ("office:CHN:foreign_minister", ("Chinese Foreign Minister", "office", "CHN", "GOV")),
        ("body:IRQ:interior-ministry", ("Iraqi Interior Ministry", "organisation", "IRQ", "GOV")),
        ("group:CHN:MIL", ("Chinese armed forces", "group", "CHN", "MIL")),
        ("person:wang-yi", ("Wang Yi", "person", "CHN", "GOV")),
        ("local:7", ("as it says", "group", "KEN", "REB")),
    ],
)
def test_an_id_has_one_identity_whatever_the_article_says(actor_id: str, expected: tuple[str, ...]) -> None:
    assert identity(Actor(actor_id, "as it says", "group", "KEN", "REB", "x")) == expected


@pytest.mark.parametrize(
    ("marked", "name", "country"),
    [
        ("[Lebanon|state subject] closed the port of [Tripoli|place oblique].", "Tripoli", "LBN"),
        ("[Libya|state subject] closed the port of [Tripoli|place oblique].", "Tripoli", "LBY"),
        ("[Kenya|state subject] spoke in [Velmstadt|place oblique].", "Velmstadt", ""),
        ("It lies in [Velmstadt|place oblique beside=1], [Ukraine|state].", "Velmstadt", "UKR"),
    ],
)
def test_a_place_lies_in_the_country_that_the_article_names(marked: str, name: str, country: str) -> None:
    (place,) = (row.place for row in rows(marked) if isinstance(row, PlaceMention))
    assert (place.name, place.country) == (name, country)


def test_it_takes_no_more_than_the_layers_it_says_it_reads() -> None:
    assert COMPONENT.dated
    assert COMPONENT.reads == ("mentions", "published")
    assert actors(Reading("").with_layer("mentions", ()).with_layer("published", Published())) == ()


WORDS = st.sampled_from(
    [
        "Wang Yi",
        "Wang",
        "Kenya",
        "Congo",
        "he",
        "its",
        "they",
        "the group",
        "secretary",
        "counterpart",
        "two sides",
        "",
        "Velm",
    ]
)
COUNTRIES = st.sampled_from(["", "CHN", "KEN", "XXX"])
PLACES = st.none() | st.integers(-2, 9)


@st.composite
def any_mentions(draw: st.DrawFn) -> tuple[str, tuple[Mention, ...]]:
    text, found = "", []
    for number in range(draw(st.integers(0, 8))):
        words = draw(WORDS)
        text += draw(st.sampled_from([" ", ", ", ". ", ' "', "”\n", " and ", " told ", ", who "]))
        kind = draw(st.sampled_from(MENTION_KINDS))
        sentence = number // draw(st.integers(1, 3))
        found.append(
            Mention(
                start=len(text),
                end=len(text) + len(words),
                kind=kind,
                name=words,
                keys=draw(
                    st.sampled_from([(), ("state:CHN",), ("org:nato", "person:wang-yi"), ("org:none", "state:XXX")])
                ),
                country=draw(COUNTRIES),
                sector=draw(st.sampled_from(["", "GOV", "IGO", "MIL"])),
                office=draw(st.sampled_from(["", "foreign_minister", "head_of_government", "no_office"])),
                former=draw(st.booleans()),
                number=draw(st.sampled_from(["", "one", "many"])),
                gender=draw(st.sampled_from(["", "f", "m", "n"])),
                part=draw(st.sampled_from(PARTS)),
                sentence=sentence,
                within=draw(PLACES),
                beside=draw(PLACES),
            )
        )
        text += words
    return text, tuple(found)


@given(made=any_mentions(), days=st.sampled_from([Published(), Published(DAY, DAY), Published(None, DAY)]))
def test_any_mentions_are_answered_on_their_spans(made: tuple[str, tuple[Mention, ...]], days: Published) -> None:
    text, mentions = made
    layer = actors(Reading(text).with_layer("mentions", mentions).with_layer("published", days))
    assert {(row.start, row.end) for row in layer} <= {(one.start, one.end) for one in mentions}
    assert len({(row.start, row.end, row.actor.id) for row in layer if isinstance(row, ActorMention)}) == sum(
        isinstance(row, ActorMention) for row in layer
    )


def test_an_endless_list_takes_no_more_than_its_length() -> None:
    marked = " ".join(
        "[Kenya|state subject], [he|pronoun subject], [the group|group name=group]," for _ in range(2_000)
    )
    assert len(rows(marked)) >= len(marked.split("Kenya")) - 1
