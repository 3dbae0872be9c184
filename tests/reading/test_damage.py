"""What the damage marks promise, on the cases of tests/cases/damage and on arbitrary text."""

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.damage import marks
from dateline.record.reading import MARKS

CASES = Path(__file__).parents[1] / "cases" / "damage"
RECALL = 0.9
UNMARKED = 0.98

TEXT = st.text(st.one_of(st.sampled_from(" \n.,\"'\u201c\u201d\u201e\u2018\u2019aAtheofUS"), st.characters()))


def lines(name: str) -> list[str]:
    text = (CASES / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


def marked(text: str) -> tuple[str, ...]:
    return marks(text, 0, len(text))


@pytest.mark.parametrize("mark", ["glued", "lost_quotes", "stop_inside"])
def test_most_damage_in_the_cases_is_noticed(mark: str) -> None:
    damaged = [line.split("\t") for line in lines("damaged")]
    noticed = [mark in marked(text) for gold, text in damaged if mark in gold.split(",")]
    assert len(noticed) >= 20
    assert sum(noticed) / len(noticed) >= RECALL


def test_damaged_cases_get_no_mark_of_another_kind() -> None:
    for line in lines("damaged"):
        gold, text = line.split("\t")
        assert set(marked(text)) <= set(gold.split(",")), text


def test_sound_text_that_comes_near_to_damage_gets_no_mark() -> None:
    clean = lines("clean")
    assert len(clean) >= 50
    assert sum(not marked(text) for text in clean) / len(clean) >= UNMARKED


@given(TEXT, st.data())
def test_marks_are_known_sorted_and_each_given_once(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = marks(text, start, end)
    assert list(found) == sorted(set(found))
    assert set(found) <= set(MARKS)


@given(TEXT, TEXT)
def test_what_stands_outside_a_block_does_not_change_its_marks(text: str, other: str) -> None:
    assert marks(other + text + other, len(other), len(other) + len(text)) == marked(text)


@pytest.mark.parametrize("text", ["", "   ", "\ud800", "\x00", "\u202e\u05d0\u05d1. \u05d2"])
def test_text_without_words_or_with_broken_letters_gets_no_mark(text: str) -> None:
    assert marked(text) == ()


def test_a_block_written_without_capitals_has_no_stop_inside() -> None:
    assert marked("i went home. then i slept. nobody called.") == ()


def test_a_quotation_that_runs_on_into_the_next_paragraph_has_lost_nothing() -> None:
    assert marked("“We have waited for years. We will wait for more.") == ()
    assert marked("The envoy said: “We have waited for years. We will wait for more.") == ()


@pytest.mark.parametrize(
    "unit", [".", '"', "a", " ", ". ", "\u201c", "x\u201c", "\u201cA b ", "the. ", "ab ", "aB", "U.S.", "''"]
)
def test_hostile_text_is_read_in_time_that_grows_with_its_length(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    before = time.perf_counter()
    marked(text)
    assert time.perf_counter() - before < 10  # a quadratic search takes minutes
