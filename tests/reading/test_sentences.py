"""What `sentences` promises, on the cases of tests/cases/sentences and on arbitrary text."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.codebook.abbreviations import ABBREVIATIONS, abbreviations, words
from dateline.reading.sentences import COMPONENT, sentences, split
from dateline.record.reading import PROSE, ROLES, Block, Reading
from dateline.record.span import Span, trimmed

CASES = Path(__file__).parents[1] / "cases" / "sentences"
BAR = "\u2016"

NEWS_LIKE = st.text(
    st.one_of(st.sampled_from(" \n.!?\u2026\"'\u201c\u201d\u2018\u2019()[]*\u20221aAzSU\u3002\u3068-"), st.characters())
)


def cases(name: str) -> Iterator[tuple[str, str, list[Span]]]:
    """Yield kind, text and gold sentences of each case."""
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, marked = line.split("\t")
        text, spans = "", []
        for part in marked.replace("\\n", "\n").split(BAR):
            spans.append((len(text), len(text) + len(part)))
            text += part
        yield kind, text, [trimmed(text, *span) for span in spans]


def f1(name: str, kind: str) -> float:
    right = gold = found = 0
    for case_kind, text, spans in cases(name):
        if case_kind == kind:
            mine = split(text, 0, len(text))
            right += len(set(mine) & set(spans))
            gold += len(spans)
            found += len(mine)
    return 2 * right / (gold + found)


def quotes(text: str) -> list[str]:
    return [text[span.start : span.end] for span in split(text, 0, len(text))]


@pytest.mark.parametrize(
    ("name", "kind", "floor"),
    [
        ("dev", "easy", 0.99),
        ("dev", "hard", 0.97),
        ("held", "easy", 0.99),
        ("held", "hard", 0.97),
    ],
)
def test_the_cases_are_split_at_least_as_well_as_the_floor(name: str, kind: str, floor: float) -> None:
    assert f1(name, kind) >= floor


def test_the_case_table_has_at_least_150_paragraphs_half_of_them_hard() -> None:
    kinds = [kind for name in ("dev", "held") for kind, _, _ in cases(name)]
    assert len(kinds) >= 150
    assert kinds.count("hard") * 2 >= len(kinds)


@given(NEWS_LIKE, st.data())
def test_sentences_are_ordered_and_trimmed_and_hold_every_visible_character(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    position = start
    for span in split(text, start, end):
        assert position <= span.start < span.end <= end
        assert not text[position : span.start].strip()
        assert text[span.start : span.end] == text[span.start : span.end].strip()
        position = span.end
    assert not text[position:end].strip()


@given(NEWS_LIKE, NEWS_LIKE)
def test_what_stands_outside_a_stretch_does_not_change_its_sentences(text: str, other: str) -> None:
    alone = [(span.start + len(other), span.end + len(other)) for span in split(text, 0, len(text))]
    assert [tuple(span) for span in split(other + text + other, len(other), len(other) + len(text))] == alone


def test_only_the_title_the_lede_and_the_body_are_split_and_no_sentence_crosses_a_block() -> None:
    text = "Talks open. Vell is there"
    for role in ROLES:
        reading = Reading(text).with_layer("blocks", (Block(0, 19, role), Block(19, 25, role)))
        expected = (Span(0, 11), Span(12, 19), Span(20, 25)) if role in PROSE else ()
        assert sentences(reading) == expected


def test_the_component_adds_sentences_to_blocks() -> None:
    assert (COMPONENT.name, COMPONENT.reads, COMPONENT.adds) == ("sentences.v1", ("blocks",), "sentences")
    assert not COMPONENT.dated


@pytest.mark.parametrize("text", ["", " \n\t ", "\u3000"])
def test_a_stretch_of_white_space_has_no_sentence(text: str) -> None:
    assert split(text, 0, len(text)) == []


@pytest.mark.parametrize("text", ["***", "...", "\u201d", "? ! ?", "\u2022 \u2022 \u2022"])
def test_signs_without_a_letter_are_one_sentence(text: str) -> None:
    assert quotes(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Write to Mary.Reel@sellen.example.",
        "The site www.Kestria.example is down.",
        "He works for Booking.Com in Sellen.",
        "The file Node.Js is old.",
    ],
)
def test_a_stop_inside_an_address_is_no_end(text: str) -> None:
    assert quotes(text) == [text]


def test_a_clock_zone_or_weekday_goes_on_after_a_time_of_day_and_another_word_does_not() -> None:
    assert quotes("It opens at 9 a.m. Sunday. It shuts at 5 p.m. GMT.") == [
        "It opens at 9 a.m. Sunday.",
        "It shuts at 5 p.m. GMT.",
    ]
    assert quotes("It opens at 9 a.m. Guards stand by.") == ["It opens at 9 a.m.", "Guards stand by."]


def test_a_wrapped_line_goes_on_and_a_heading_above_a_paragraph_does_not() -> None:
    wrapped = "The envoy of Kestria left for\nPort Emmel on the last day of\nMay."
    assert quotes(wrapped) == [wrapped]
    assert quotes("What we know\nThe envoy of Kestria left for Port Emmel in May.") == [
        "What we know",
        "The envoy of Kestria left for Port Emmel in May.",
    ]


@pytest.mark.parametrize(
    "unit",
    [
        ".",
        '"',
        "a",
        " ",
        ". ",
        ".\u201c",
        '. "',
        "a. ",
        "A.",
        "U.S.",
        "\n",
        "a\n",
        "\u2022 ",
        "[1]",
        "a.A",
        "\u2026 ",
        ".) ",
    ],
)
def test_hostile_text_is_split_in_time_that_grows_with_its_length(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    before = time.perf_counter()
    split(text, 0, len(text))
    assert time.perf_counter() - before < 10  # a quadratic search takes minutes


def test_every_abbreviation_has_a_kind_and_no_form_carries_its_stop() -> None:
    kinds = abbreviations()
    assert set(kinds.values()) == set(ABBREVIATIONS)
    assert not [form for form in kinds if form.endswith(".") or not form.strip()]
    assert (kinds["Gen"], kinds["GEN"], kinds["a.m"], kinds["Inc"]) == ("title", "title", "hour", "either")


@pytest.mark.parametrize("kind", [*ABBREVIATIONS, "open", "linked", "clock", "speech"])
def test_each_kind_that_is_used_has_forms(kind: str) -> None:
    assert words(kind)
