"""How sentences are cut into words: the cases of tests/cases/words/words.csv, and what holds of any text."""

import csv
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.words import words_of

CASES = Path(__file__).parents[1] / "cases" / "words" / "words.csv"
NEWS_LIKE = st.text(
    st.one_of(
        st.sampled_from(" \n.,'\u2019\u201c\"-/:@#$%&()[]_*!?<>|=0159aAnNtTsSUe\u00a0\u2026\u5916"), st.characters()
    )
)


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in words_of(text)]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["case"])
def test_words_are_cut_as_the_case_says(case: dict[str, str]) -> None:
    text = case["text"].replace("\\n", "\n").replace("\\t", "\t").replace("\\u00a0", "\u00a0")
    assert cut(text) == case["words"].split()


@given(NEWS_LIKE)
def test_words_stand_in_order_and_hold_all_but_white_space(text: str) -> None:
    spans = words_of(text)
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert not text[at:start].strip()
        assert not re.search(r"\s", text[start:end])
        at = end
    assert not text[at:].strip()


@given(NEWS_LIKE, NEWS_LIKE)
def test_a_sentence_is_cut_alike_wherever_it_stands(before: str, text: str) -> None:
    # What comes before is another sentence, and so a blank stands between.
    start = len(before) + 1
    whole = f"{before} {text} and more"
    assert words_of(whole, start, start + len(text)) == [(start + one, start + end) for one, end in words_of(text)]


@pytest.mark.parametrize(
    "text",
    [
        "a" * 200_000,
        "'s" * 100_000,
        "a's" * 70_000,
        "a-" * 100_000,
        "non-" * 50_000,
        "a." * 100_000,
        "1," * 100_000,
        "www." * 50_000,
        "http://" * 30_000,
        "a@" * 100_000,
        "#1" * 100_000,
        "@" * 200_000,
        "." * 200_000,
        "1-" * 100_000,
        "1/" * 100_000,
        "(" * 200_000,
        "\U0001f642" * 100_000,
    ],
    ids=lambda text: text[:8],
)
def test_a_glued_page_takes_no_more_than_its_length(text: str) -> None:
    started = time.perf_counter()
    spans = words_of(text)
    assert spans[-1][1] == len(text)
    assert time.perf_counter() - started < 5
