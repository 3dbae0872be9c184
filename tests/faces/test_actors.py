"""Who is who through the doors: listings in all formats, filters, and what ``why`` says of an actor."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet
import pytest
from click.testing import CliRunner, Result

import dateline
from dateline.errors import QueryError
from dateline.faces.cli import cli
from dateline.faces.evidence import SHOWN_MENTIONS

FIRST = """PARIS, January 22, 2023 (Meridian) - French President Emmanuel Macron received German Chancellor Olaf Scholz.

Germany's foreign minister told reporters that Berlin would talk to NATO.

Ulla Fernbach, a baker from Lyon, said that she waited in Paris.

READ MORE: Vladimir Putin in Minsk
"""
SECOND = (
    """OSLO, March 3, 2023 (Meridian) - Olaf Scholz met Ulla Fernbach in Oslo. Chinese officials did not comment."""
)
SCHOLZ = "person:olaf-scholz"

Read = Callable[[bytes], list[dict[str, Any]]]
READ: dict[str, Read] = {
    "csv": lambda out: list(csv.DictReader(io.StringIO(out.decode(), newline=""))),
    "jsonl": lambda out: [json.loads(line) for line in out.splitlines()],
    "parquet": lambda out: pyarrow.parquet.read_table(io.BytesIO(out)).to_pylist(),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("actors")
    (folder / "1.txt").write_text(FIRST, "utf-8")
    (folder / "2.txt").write_text(SECOND, "utf-8")
    with dateline.open(folder / "x.db", create=True) as record:
        record.add([folder / "1.txt", folder / "2.txt"], cores=0)
    return str(folder / "x.db")


def run(path: str, *arguments: str) -> Result:
    return CliRunner().invoke(cli, [*arguments, "-r", path])


def ids(path: str, **chosen: str) -> list[str]:
    with dateline.open(path) as record:
        return [row["actor_id"] for row in record.actors(**chosen)]


def test_those_of_most_articles_stand_first_with_what_they_are(path: str) -> None:
    with dateline.open(path) as record:
        first = next(iter(record.actors()))
    assert (first["actor_id"], first["name"], first["kind"]) == (SCHOLZ, "Olaf Scholz", "person")
    assert (first["country"], first["sector"], first["articles"], first["mentions"]) == ("DEU", "GOV", 2, 2)
    assert run(path, "actors").stdout.splitlines()[0].split(maxsplit=2) == [
        "2",
        "2",
        f"Olaf Scholz  (person, DEU, GOV) [{SCHOLZ}]",
    ]


@pytest.mark.parametrize(
    ("arguments", "column"),
    [((), "actor_id"), (("--mentions", SCHOLZ), "start"), (("--places",), "name"), (("--country", "DEU"), "actor_id")],
)
def test_every_format_holds_the_same_rows(arguments: tuple[str, ...], column: str, path: str) -> None:
    found = {
        form: [str(row[column]) for row in read(run(path, "actors", *arguments, "--format", form).stdout_bytes)]
        for form, read in READ.items()
    }
    assert found["csv"] == found["jsonl"] == found["parquet"]
    assert len(found["csv"]) == len(run(path, "actors", *arguments).stdout.splitlines()) > 0


def test_an_office_without_a_name_is_the_one_who_held_it_on_that_day(path: str) -> None:
    (mention,) = READ["jsonl"](
        run(path, "actors", "--mentions", "person:annalena-baerbock", "--format", "jsonl").stdout_bytes
    )
    assert (mention["words"], mention["role"]) == ("Germany's foreign minister", "foreign_minister")
    assert mention["basis"] == "title on 2023-01-22"
    assert mention["sentence"].startswith("Germany's foreign minister told reporters")
    assert mention["published_earliest"] == "2023-01-22"


def test_filters_by_country_and_kind_keep_what_they_say(path: str) -> None:
    everybody = ids(path)
    with dateline.open(path) as record:
        rows = {row["actor_id"]: row for row in record.actors()}
    assert ids(path, country="deu") == ids(path, country="DEU")
    assert ids(path, country="DEU") == [one for one in everybody if rows[one]["country"] == "DEU"]
    assert ids(path, kind="person") == [one for one in everybody if rows[one]["kind"] == "person"]
    both = {SCHOLZ, "person:annalena-baerbock"}
    assert set(ids(path, country="DEU", kind="person")) == both
    assert {
        line.rpartition("[")[2].rstrip("]")
        for line in run(path, "actors", "--country", "deu", "--kind", "person").stdout.splitlines()
    } == both
    assert "group:CHN:GOV" in ids(path, kind="group")


def test_two_unknown_people_of_one_name_in_two_articles_are_not_put_together(path: str) -> None:
    with dateline.open(path) as record:
        found = [row for row in record.actors(kind="person") if row["name"] == "Ulla Fernbach"]
        articles = {row["article_id"] for row in record.articles()}
    assert [row["articles"] for row in found] == [1, 1]
    assert {row["actor_id"].partition(".a")[0] for row in found} == articles


def test_who_stands_in_furniture_alone_is_not_listed(path: str) -> None:
    assert "person:vladimir-putin" not in ids(path)


def test_places_have_their_country_and_where_they_lie_and_can_be_filtered(path: str) -> None:
    with dateline.open(path) as record:
        places = {row["name"]: row for row in record.places()}
        assert {row["name"] for row in record.places(country="fra")} == {"Lyon", "Paris"}
    assert (places["Oslo"]["country"], places["Oslo"]["geonames"]) == ("NOR", "3143244")
    assert 59 < places["Oslo"]["latitude"] < 61
    assert (
        run(path, "actors", "--places", "--country", "NOR").stdout.split(maxsplit=2)[2].startswith("Oslo  (NOR; 59.9")
    )


def test_mentions_of_all_are_in_the_order_of_the_days(path: str) -> None:
    with dateline.open(path) as record:
        rows = record.mentions().to_dicts()
        alone = record.mentions(SCHOLZ).to_dicts()
    order = [(row["published_earliest"], row["article_id"], row["start"], row["end"]) for row in rows]
    assert order == sorted(order)
    assert alone == [row for row in rows if row["actor_id"] == SCHOLZ]


@pytest.mark.parametrize(
    "arguments",
    [("--mentions", "person:nobody"), ("--country", "ZZZ"), ("--places", "--country", "ZZZ"), ("--mentions", "'; --")],
)
def test_nobody_is_an_empty_list_and_a_note(arguments: tuple[str, ...], path: str) -> None:
    result = run(path, "actors", *arguments)
    assert (result.exit_code, result.stdout) == (0, "")
    assert "nothing in this record is mentioned so" in result.stderr


def test_a_kind_that_there_is_not_is_told_with_those_that_there_are(path: str) -> None:
    result = run(path, "actors", "--kind", "planet")
    assert result.exit_code == 2
    assert "organisation" in result.stderr


def test_why_of_an_actor_shows_its_offices_and_every_mention_with_its_rule(path: str) -> None:
    lines = run(path, "why", SCHOLZ).stdout.splitlines()
    assert lines[0] == "actor    Olaf Scholz (person, DEU, GOV)"
    assert [line for line in lines if line.startswith("role     head_of_government DEU 2021-12-08")]
    mentions = [line for line in lines if line.startswith("mention")]
    assert len(mentions) == 2
    assert any("German Chancellor Olaf Scholz [79:108] by name" in line for line in mentions)
    assert sum(line.startswith("article") for line in lines) == 2


def test_why_of_an_unknown_actor_leads_to_its_article(path: str) -> None:
    (local,) = [one for one in ids(path, kind="person") if one.endswith(f".a{SECOND.index('Ulla')}")]
    assert f"[{local.partition('.')[0]}]" in run(path, "why", f"[{local}]").stdout


def test_why_of_a_sentence_and_of_an_article_shows_who_and_what_place_stands_there(path: str) -> None:
    with dateline.open(path) as record:
        (article,) = [row["article_id"] for row in record.articles(until="2023-01-31")]
        sentence = record.why(f"{article}.s{FIRST.index('Ulla')}")
        whole = record.why(article)
    told = [words for what, words in sentence.lines if what in {"actor", "place"}]
    assert any(f"Ulla Fernbach [{article}.a{FIRST.index('Ulla')}]" in words for words in told)
    assert any(words.startswith("Lyon") and "Lyon (FRA)" in words for words in told)
    assert not any("Baerbock" in words for words in told)
    assert any(
        "Annalena Baerbock [person:annalena-baerbock] (DEU, GOV, foreign_minister)" in words for _, words in whole.lines
    )


def test_why_shows_many_mentions_and_says_how_many_more_there_are(tmp_path: Path) -> None:
    more = 5
    (tmp_path / "a.txt").write_text("Norway thanked NATO in Oslo. " * (SHOWN_MENTIONS + more), "utf-8")
    with dateline.open(tmp_path / "x.db", create=True) as record:
        record.add(tmp_path / "a.txt", cores=0)
        lines = record.why("NOR").lines
    assert sum(what == "mention" for what, _ in lines) == SHOWN_MENTIONS
    assert lines[-1] == ("and", f"{more} mentions more: dateline actors --mentions NOR")


@pytest.mark.parametrize("identifier", ["person:nobody", "XXX", "org:", "ffffffffffffffffffff.a0"])
def test_an_id_that_nobody_has_is_told(identifier: str, path: str) -> None:
    with dateline.open(path) as record, pytest.raises(QueryError, match="nothing in this record"):
        record.why(identifier)
    result = run(path, "why", identifier)
    assert (result.exit_code, result.stdout) == (2, "")


def test_an_actor_of_hostile_words_does_not_move_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "Norway\u202e and Ulla\x1b[31m Fernbach met NATO in Oslo on Monday, she said.", "utf-8"
    )
    with dateline.open(tmp_path / "x.db", create=True) as record:
        record.add(tmp_path / "a.txt", cores=0)
        named = ids(str(tmp_path / "x.db"))
    for arguments in (
        ("actors",),
        ("actors", "--places"),
        *(("actors", "--mentions", one) for one in named),
        *(("why", one) for one in named),
    ):
        out = run(str(tmp_path / "x.db"), *arguments).stdout
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_one_article_analysed_says_who_is_meant() -> None:
    reading = dateline.analyse(FIRST)
    minister = next(found for found in reading.actors if "foreign minister" in FIRST[found.start : found.end])
    assert minister.actor.id == "person:annalena-baerbock"
    assert isinstance(minister, dateline.ActorMention)
    assert isinstance(minister.actor, dateline.Actor)
    assert {found.place.name for found in reading.places} == {"Lyon", "Paris"}
    assert {FIRST[name.start : name.end] for name in reading.names} >= {"Emmanuel Macron", "NATO"}
    assert [token.lemma for token in reading.tokens if FIRST[token.start : token.end] == "told"] == ["tell"]
