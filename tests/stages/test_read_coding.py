"""Articles read by a coding: what a table says on the day of publication, component laws, versions."""

import pickle
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dateline
from dateline.codebook.own_table import own_actors
from dateline.plan.order import STAGES, stages
from dateline.reading.coding import USUAL, Coding
from dateline.record.reading import Reading, Source
from dateline.stages import read
from own_pile import ACTORS, ARTICLE, OTHERS, make_settings

LAWFUL = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = (
    *(
        "Ada",
        "Kern",
        "Ada Kern",
        "NSFB",
        "the Ferry Board",
        "North Sea",
        "Wang Yi",
        "Norway's",
        "foreign minister",
        "said",
    ),
    *(
        "she",
        "its",
        "the board",
        "met",
        "and",
        "of",
        "in Oslo.",
        "\n\n",
        "\u201c",
        "\u201d",
        "-",
        ",",
        "on 3 March 2031.",
    ),
)


def test_analyse_takes_settings_and_remembers_none(tmp_path: Path) -> None:
    path = make_settings(tmp_path)
    text = ARTICLE.format(number=4)
    with_own = {one.actor.id for one in dateline.analyse(text, settings=path).actors}
    assert {"own:kern", "own:board", "person:wang-yi"} <= with_own
    assert not any(one.actor.id.startswith("own:") for one in dateline.analyse(text).actors)


def test_the_stage_of_a_coding_pickles_and_says_in_its_version_which_it_is() -> None:
    codings = [Coding(actors=own_actors([("mine.csv", table)])) for table in (ACTORS, OTHERS)]
    versions = {read.stage(coding).version for coding in codings} | {read.STAGE.version}
    assert len(versions) == 3
    for coding in codings:
        stage = pickle.loads(pickle.dumps(read.stage(coding)))  # noqa: S301 - our own
        assert stage.version == read.stage(coding).version
        assert stage.apply.keywords == {"coding": coding}
    assert stages(USUAL) == STAGES
    assert read.stage(USUAL) is read.STAGE


HEAD = "id,name,kind,country,sector,role,since,until\n"


@pytest.mark.parametrize(
    ("rows", "country", "sector", "role"),
    [
        (",NOR,GOV,foreign minister,2031-03-04,2031-03-04", "NOR", "GOV", "foreign_minister"),
        (",NOR,GOV,foreign minister,,", "NOR", "GOV", "foreign_minister"),
        (",NOR,GOV,foreign minister,2031-03,", "NOR", "GOV", ""),
        (",NOR,GOV,foreign minister,2031-03-05,", "NOR", "GOV", ""),
        (",NOR,GOV,foreign minister,2030,2031-03-03", "NOR", "ELI", "former foreign_minister"),
        (",NOR,BUS,Head of the Ferry Board,2030,2031-03-03", "NOR", "BUS", "former Head of the Ferry Board"),
        (",NOR,GOV,envoy,2030,2031-03-03;,DNK,BUS,adviser,2031-03-04,", "DNK", "BUS", "adviser"),
        (",NOR,GOV,envoy,2031-03,;,DNK,BUS,adviser,2031-03,", "", "", ""),
        (",NOR,GOV,foreign minister,,;,NOR,GOV,head of government,,", "NOR", "GOV", "head_of_government"),
    ],
)
def test_a_person_is_what_the_rows_say_beyond_doubt_on_the_day(rows: str, country: str, sector: str, role: str) -> None:
    table = HEAD + "\n".join(f"kern,Ada Kern,person{row}" for row in rows.split(";"))
    coding = Coding(actors=own_actors([("mine.csv", table)]))
    reading = read.read_article(Reading(ARTICLE.format(number=4), Source(language="en")), coding)
    (found,) = {one.actor for one in reading.actors if one.actor.id == "own:kern"}
    assert (found.country, found.sector, found.role) == (country, sector, role)


@pytest.mark.parametrize(("since", "who"), [("2031-03-04", "own:kern"), ("2031-03", "office:NOR:foreign_minister")])
def test_a_title_alone_means_a_person_of_the_table_only_beyond_doubt(since: str, who: str) -> None:
    coding = Coding(actors=own_actors([("mine.csv", f"{HEAD}kern,Ada Kern,person,NOR,GOV,foreign minister,{since},")]))
    text = "OSLO, March 4, 2031 (Meridian) - Norway's foreign minister told reporters that the line would open."
    found = read.read_article(Reading(text, Source(language="en")), coding).actors
    assert [one.actor.id for one in found if text[one.start : one.end] == "Norway's foreign minister"] == [who]


def test_two_of_one_name_are_told_apart_by_the_country_that_the_words_give() -> None:
    table = HEAD + "a,Ada Kern,person,NOR,,,,\nb,Ada Kern,person,DNK,,,,\n"
    coding = Coding(actors=own_actors([("mine.csv", table)]))
    for words, wanted in (("Danish envoy Ada Kern", {"own:b"}), ("Ada Kern", set())):
        text = f"OSLO, March 4, 2031 (Meridian) - {words} told reporters in Oslo that the line would open soon."
        reading = read.read_article(Reading(text, Source(language="en")), coding)
        assert {one.actor.id for one in reading.actors if one.actor.id.startswith("own:")} == wanted


def test_a_person_of_ours_whom_the_table_names_is_the_users_by_title_too() -> None:
    text = "OSLO, March 4, 2024 (Meridian) - China's foreign minister came to Oslo. He met envoys of Norway."
    usual = read.read_article(Reading(text, Source(language="en")))
    coding = Coding(actors=own_actors([("mine.csv", HEAD + "wang,Wang Yi,person,CHN,GOV,,,\n")]))
    ids = {one.actor.id for one in read.read_article(Reading(text, Source(language="en")), coding).actors}
    assert "person:wang-yi" in {one.actor.id for one in usual.actors}
    assert "own:wang" in ids
    assert "person:wang-yi" not in ids


@LAWFUL
@given(words=st.lists(st.sampled_from(WORDS), max_size=40))
def test_whatever_stands_around_them_nothing_raises_and_every_span_lies_in_the_text(words: list[str]) -> None:
    text = " ".join(words)
    coding = Coding(actors=own_actors([("mine.csv", ACTORS)]))
    found = read.read_article(Reading(text, Source(language="en")), coding)
    assert all(0 <= one.start < one.end <= len(text) for one in found.actors)
    assert found.actors == read.read_article(Reading(text, Source(language="en")), coding).actors
