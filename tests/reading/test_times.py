"""Calendar dates in words: what is read, and what only looks like a date."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.times import COMPONENT, times
from dateline.record.days import interval
from dateline.record.reading import PRECISIONS, Reading, TimeWords

CASES = Path(__file__).parents[1] / "cases" / "times"
PIECES = [
    "June",
    " 18",
    "18",
    "2023",
    ", ",
    "-",
    "–",
    " to ",
    " and ",
    "between ",
    "31",
    "/",
    ".",
    ":",
    "May",
    "early ",
    "the ",
]


def table(name: str) -> list[dict[str, str]]:
    lines = [line for line in (CASES / name).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [{key: value.replace("\\n", "\n") for key, value in row.items()} for row in csv.DictReader(lines)]


def read(text: str) -> list[tuple[str, str, str]]:
    return [(text[found.start : found.end], found.value, found.precision) for found in times(Reading(text))]


@pytest.mark.parametrize("row", table("dates.csv"), ids=lambda row: f"{row['text']}|{row['expression']}")
def test_a_written_date_has_its_span_value_and_precision(row: dict[str, str]) -> None:
    assert (row["expression"], row["value"], row["precision"]) in read(row["text"])


@pytest.mark.parametrize("text", sorted({row["text"] for row in table("dates.csv")}))
def test_nothing_is_read_beside_the_dates_of_a_sentence(text: str) -> None:
    expected = [row["expression"] for row in table("dates.csv") if row["text"] == text]
    others = {"18/04/2023", "03/18/2023"}
    assert [words for words, _, _ in read(text) if words not in others] == expected


@pytest.mark.parametrize("text", [row["text"] for row in table("none.csv")])
def test_what_is_no_date_is_not_read(text: str) -> None:
    assert read(text) == []


def test_a_clock_makes_a_date_a_time() -> None:
    assert [found.type for found in times(Reading("June 18, 2023 8:10 am ET; June 19, 2023"))] == ["TIME", "DATE"]


def test_every_case_without_an_open_year_has_an_interval() -> None:
    for row in table("dates.csv"):
        assert (interval(row["value"]) is None) == ("X" in row["value"][:4]), row["value"]


def check(found: tuple[TimeWords, ...], text: str) -> None:
    ends = 0
    for words in found:
        assert ends <= words.start < words.end <= len(text)
        assert words.precision in PRECISIONS
        assert words.direction == ""
        ends = words.end


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=30).map("".join))
def test_expressions_are_sorted_and_lie_in_the_text_whatever_it_is(text: str) -> None:
    check(times(Reading(text)), text)


@pytest.mark.parametrize(
    "piece", ["1, ", "June 18, ", "01/02/2023 ", "2001-", "the early 18 ", "\ud800\x0018", "June "]
)
def test_a_long_text_of_the_same_words_is_read_to_its_end(piece: str) -> None:
    text = piece * (60_000 // len(piece)) + "on 18 June 2023."
    assert text.endswith("18 June 2023.")
    assert times(Reading(text))[-1].value == "2023-06-18"


def test_a_date_reads_the_same_wherever_it_stands() -> None:
    alone = times(Reading("They met on June 18, 2023."))
    later = times(Reading("Nothing here.\n\nThey met on June 18, 2023."))
    assert [found.value for found in alone] == [found.value for found in later] == ["2023-06-18"]


def test_it_reads_the_text_alone() -> None:
    assert (COMPONENT.reads, COMPONENT.adds, COMPONENT.dated) == ((), "times", False)
