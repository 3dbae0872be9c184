"""When an article was published: whom is believed, and what never dates an article."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.component import read
from dateline.reading.published import COMPONENT, published
from dateline.reading.times import COMPONENT as TIMES
from dateline.record.reading import ROLES, Block, DateSignal, Published, Reading, Source

CASES = Path(__file__).parents[1] / "cases" / "published" / "texts.csv"
DAY, OTHER = date(2023, 6, 18), date(2021, 1, 5)


def cases() -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines))


def reading(blocks: str, source: Source | None = None) -> Reading:
    pieces = [piece.split(":", 1) for piece in blocks.split("|")]
    text, spans = "", []
    for role, words in pieces:
        spans.append(Block(len(text), len(text) + len(words), role))
        text += words + "\n\n"
    return read(Reading(text, source or Source()), [TIMES]).with_layer("blocks", tuple(spans))


def day(words: str) -> date | None:
    return date.fromisoformat(words) if words else None


def signal(origin: str, when: date, kind: str = "published") -> DateSignal:
    return DateSignal(kind, when, origin, when.isoformat())


def dated(blocks: str, *signals: DateSignal) -> Published:
    return published(reading(blocks, Source(signals=signals)))


@pytest.mark.parametrize("row", cases(), ids=lambda row: row["name"])
def test_the_text_dates_itself_only_where_its_form_says_so(row: dict[str, str]) -> None:
    found = published(reading(row["blocks"]))
    assert (found.earliest, found.latest, found.modified, found.basis) == (
        day(row["earliest"]),
        day(row["latest"]),
        day(row["modified"]),
        row["basis"],
    )


STAMPED = "byline:June 19, 2023|body:The border opened."


def test_the_pile_is_believed_before_the_page_and_the_page_before_the_text() -> None:
    page, pile = signal("json-ld:datePublished", OTHER), signal("field:published", DAY)
    assert dated(STAMPED).evidence.startswith("text[")
    assert (dated(STAMPED, page).earliest, dated(STAMPED, page).basis) == (OTHER, "page")
    both = dated(STAMPED, page, pile)
    assert (both.earliest, both.latest, both.basis) == (DAY, DAY, "source")
    assert both.evidence == "field:published: 2023-06-18"


@pytest.mark.parametrize(
    ("origin", "basis"),
    [
        ("argument", "source"),
        ("mail:Date", "source"),
        ("field:day", "source"),
        ("meta:article:published_time", "page"),
        ("htmldate", "page"),
    ],
)
def test_the_origin_of_a_signal_is_its_basis(origin: str, basis: str) -> None:
    assert dated("body:Nothing.", signal(origin, DAY)).basis == basis


def test_a_change_that_the_page_names_bounds_an_undated_article_from_above() -> None:
    found = dated("body:Nothing.", signal("meta:modified", DAY, "modified"))
    assert (found.earliest, found.latest, found.modified, found.basis) == (None, DAY, DAY, "page")


def test_a_change_that_the_page_names_gives_a_dateline_its_year() -> None:
    found = dated("dateline:KARST, June 17 (NNA) –|body:Open.", signal("meta:modified", DAY, "modified"))
    assert (found.earliest, found.latest, found.basis) == (date(2023, 6, 17), date(2023, 6, 17), "dateline")


def test_evidence_in_the_text_can_be_looked_up_there() -> None:
    article = reading(STAMPED)
    assert published(article).evidence == "text[0:13]: June 19, 2023"
    assert article.text[0:13] == "June 19, 2023"


@pytest.mark.parametrize(
    ("blocks", "words", "place", "wire"),
    [
        ("dateline:KARST, June 18 (Reuters) –|body:Open.", "KARST, June 18 (Reuters) –", "KARST", "Reuters"),
        ("dateline:VELM CITY, Norvia (XNA) —|body:Open.", "VELM CITY, Norvia (XNA) —", "VELM CITY, Norvia", "XNA"),
        ("dateline:PORT-AU-KARST —|body:Open.", "PORT-AU-KARST —", "PORT-AU-KARST", ""),
        ("body:KARST, June 18 (Reuters) - The border opened.", "KARST, June 18 (Reuters) -", "KARST", "Reuters"),
        ("body:KARST, 18 June — The border opened.", "KARST, 18 June —", "KARST", ""),
        ("byline:By Jane Doe June 17, 2023 8:10 am ET KARST—|body:It opened.", "KARST—", "KARST", ""),
    ],
)
def test_a_dateline_gives_place_and_agency(blocks: str, words: str, place: str, wire: str) -> None:
    article = reading(blocks)
    found = published(article)
    assert found.dateline is not None
    assert article.text[found.dateline.start : found.dateline.end] == words
    assert (found.dateline_place, found.wire) == (place, wire)


@pytest.mark.parametrize(
    "opening",
    [
        "UPDATE - The border opened.",
        "The envoy (Karst) - a quiet man - left.",
        "NORVIA'S DAY — The border opened on June 18.",
        "Gov. Jane Doe (R) is late - again.",
    ],
)
def test_prose_that_only_looks_like_a_dateline_is_none(opening: str) -> None:
    assert published(reading(f"body:{opening}")).dateline is None


def test_the_agency_of_the_source_stands_where_the_text_names_none() -> None:
    assert published(reading("body:Open.", Source(wire="NNA"))).wire == "NNA"


def test_it_is_dated_and_reads_blocks_and_times() -> None:
    assert (COMPONENT.reads, COMPONENT.adds, COMPONENT.dated) == (("blocks", "times"), "published", True)


PIECES = st.sampled_from(
    ["June 18, 2023", "Updated ", "By Jane Doe ", "(", "KARST", " – ", "\n", "Published: ", " 8:10 am", "June 18"],
)
WORDS = st.lists(st.one_of(PIECES, st.text(max_size=4)), min_size=1).map("".join)


@given(st.lists(st.tuples(st.sampled_from(ROLES), WORDS)))
def test_no_text_breaks_it_and_its_bounds_are_in_order(pieces: list[tuple[str, str]]) -> None:
    text, blocks = "", []
    for role, words in pieces:
        if words:
            blocks.append(Block(len(text), len(text) + len(words), role))
            text += words + "\n"
    found = published(read(Reading(text), [TIMES]).with_layer("blocks", tuple(blocks)))
    if found.earliest and found.latest:
        assert found.earliest <= found.latest
    if found.dateline:
        assert 0 <= found.dateline.start < found.dateline.end <= len(text)
