"""Mentions: who and what is named, what the words say of it, and what only looks like a name."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language.pipeline import pipeline
from dateline.language.words import words_of
from dateline.reading.mentions import COMPONENT, mentions
from dateline.record.reading import MENTION_KINDS, Mention, Reading, Token
from dateline.record.span import Span

CASES = Path(__file__).parents[1] / "cases" / "mentions"


def table(name: str) -> list[dict[str, str]]:
    with (CASES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def read(text: str) -> tuple[Mention, ...]:
    whole = (Span(0, len(text)),)
    reading = Reading(text).with_layer("sentences", whole).with_layer("tokens", pipeline().tokens(text, whole))
    return mentions(reading)


def said(text: str) -> list[tuple[str, str, str, str, str]]:
    return [(text[one.start : one.end], one.kind, one.country, one.sector, one.office) for one in read(text)]


@pytest.mark.parametrize("row", table("phrases.csv"), ids=lambda row: row["words"])
def test_a_phrase_is_one_mention_with_what_its_words_say(row: dict[str, str]) -> None:
    expected = (row["words"], row["kind"], row["country"], row["sector"], row["office"])
    assert expected in said(row["text"])


@pytest.mark.parametrize("row", table("capitals.csv"), ids=lambda row: f"{row['words']}|{row['text']}")
def test_a_capital_is_a_state_where_it_acts_and_a_place_where_it_is_one(row: dict[str, str]) -> None:
    assert [one.kind for one in read(row["text"]) if row["text"][one.start : one.end] == row["words"]] == [row["kind"]]


@pytest.mark.parametrize("row", table("none.csv"), ids=lambda row: f"{row['words']}|{row['text']}")
def test_what_only_looks_like_a_name_is_no_mention(row: dict[str, str]) -> None:
    start = row["text"].index(row["words"])
    assert [one for one in read(row["text"]) if one.start <= start < one.end] == []


@pytest.mark.parametrize("row", table("beside.csv"), ids=lambda row: row["text"])
def test_a_name_set_beside_another_says_which(row: dict[str, str]) -> None:
    found = read(row["text"])
    words = [row["text"][one.start : one.end] for one in found]
    assert found[words.index(row["second"])].beside == words.index(row["first"])


def test_a_title_tells_gender_and_a_noun_tells_number() -> None:
    genders = {one.name: one.gender for one in read("Mr Xi met Queen Margrethe and Ms Wong.")}
    assert genders == {"Xi": "m", "Margrethe": "f", "Wong": "f"}
    assert [one.number for one in read("A Chinese official met Russian officials.")] == ["one", "many"]


def test_pronouns_say_number_and_gender_and_quotations_count() -> None:
    found = read('Iran said it would reply. "She told him that they agreed," he said.')
    assert [(one.name, one.number, one.gender) for one in found if one.kind == "pronoun"] == [
        ("it", "one", "n"),
        ("She", "one", "f"),
        ("him", "one", "m"),
        ("they", "many", ""),
        ("he", "one", "m"),
    ]


def test_former_holders_are_former() -> None:
    former = {one.name: one.former for one in read("Former president Obama met President Macron.")}
    assert former == {"Obama": True, "Macron": False}


def test_an_ambiguous_people_keeps_every_country_as_a_key() -> None:
    (found,) = read("Congolese troops crossed the river.")
    assert (found.country, found.keys) == ("", ("state:COD", "state:COG"))


def test_a_name_keeps_all_that_it_can_mean() -> None:
    (taliban,) = [one for one in read("The Taliban rejected the claim.") if one.kind == "organisation"]
    assert len(taliban.keys) > 1


def test_parts_of_speech_of_a_clause() -> None:
    parts = {one.name: one.part for one in read("China accused Japan in a letter to India.")}
    assert (parts["China"], parts["Japan"], parts["India"]) == ("subject", "object", "oblique")


def test_mentions_of_several_sentences_know_theirs() -> None:
    text = "China replied. Japan waited."
    whole = (Span(0, 14), Span(15, 28))
    reading = Reading(text).with_layer("sentences", whole).with_layer("tokens", pipeline().tokens(text, whole))
    assert [(one.name, one.sentence) for one in mentions(reading)] == [("China", 0), ("Japan", 1)]


PIECES = [
    "US",
    "us",
    "China",
    "'s",
    "foreign",
    "minister",
    "Wang",
    "Yi",
    ",",
    "(",
    ")",
    "-",
    "led",
    "and",
    "of",
    "the",
    "The",
    "Mr",
    "then",
    "former",
    "officials",
    "President",
    "Presidents",
    "Beijing",
    "UN",
    "it",
    "its",
    "two",
    "sides",
    "each",
    "other",
    "said",
    "Paris",
    "Agreement",
    "army",
    "Kremlin",
    "Beijingannounced",
    ".",
    "Georgia",
]


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    words = draw(st.lists(st.sampled_from(PIECES) | st.text(min_size=1, max_size=8), min_size=1, max_size=14))
    text = " ".join(words)
    spans = words_of(text)
    count = len(spans)
    tokens = tuple(
        Token(
            start,
            end,
            draw(st.sampled_from(["NOUN", "PROPN", "VERB", "ADJ", "PRON", "PART", "PUNCT", "DET", "ADP"])),
            text[start:end].lower(),
            draw(st.none() | st.integers(0, count - 1)),
            draw(st.sampled_from(["nsubj", "obj", "nmod:poss", "conj", "appos", "flat", "compound", "cop", "root"])),
            "",
            draw(
                st.sampled_from(["O", "B-person", "I-person", "B-organisation", "I-organisation", "B-place", "B-event"])
            ),
        )
        for start, end in spans
    )
    return Reading(text).with_layer("sentences", (Span(0, len(text)),)).with_layer("tokens", tokens)


@settings(deadline=None)
@given(readings())
def test_any_words_and_any_tree_give_mentions_inside_the_text(reading: Reading) -> None:
    found = mentions(reading)
    assert found == mentions(reading)
    assert list(found) == sorted(found, key=lambda one: (one.start, one.end))
    for place, one in enumerate(found):
        assert 0 <= one.start < one.end <= len(reading.text)
        assert one.kind in MENTION_KINDS
        assert one.beside is None or one.beside < place


def test_no_words_no_mentions() -> None:
    assert mentions(Reading("").with_layer("sentences", ()).with_layer("tokens", ())) == ()
    assert COMPONENT.reads == ("sentences", "tokens")
