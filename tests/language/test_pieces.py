"""How words are cut into word pieces: longest first from a vocabulary, in lower case and without accents."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.pieces import Pieces, shape

VOCABULARY = [
    "[PAD]",
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "un",
    "##un",
    "##aff",
    "##able",
    "minister",
    "##s",
    "min",
    "##ister",
    "-",
    "u",
    ".",
    "s",
    "'",
    "zurich",
    "外",
    "交",
    "2",
    "##0",
    "##1",
    "20",
    "a",
    "##a",
]


def pieces(word: str) -> list[str]:
    cut = Pieces(VOCABULARY).of([word])
    return [VOCABULARY[piece] for piece in cut.pieces[1:-1]]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("minister", ["minister"]),
        ("ministers", ["minister", "##s"]),
        ("MINISTERS", ["minister", "##s"]),
        ("unaffable", ["un", "##aff", "##able"]),
        ("ununs", ["un", "##un", "##s"]),
        ("unknown", ["[UNK]"]),
        ("U.S.", ["u", ".", "s", "."]),
        ("un-minister", ["un", "-", "minister"]),
        ("'s", ["'", "s"]),
        ("Z\u00fcrich", ["zurich"]),
        ("Zu\u0308rich", ["zurich"]),
        ("\u5916\u4ea4", ["\u5916", "\u4ea4"]),
        ("\u5916\u4ea4\u90e8", ["\u5916", "\u4ea4", "[UNK]"]),
        ("2011", ["20", "##1", "##1"]),
        ("min\u00adister", ["minister"]),
        ("\u200b", ["[UNK]"]),
        ("a" * 100, ["a", *["##a"] * 99]),
        ("a" * 101, ["[UNK]"]),
    ],
)
def test_words_are_cut_longest_first(word: str, expected: list[str]) -> None:
    assert pieces(word) == expected


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("minister", ["minister"]),
        ("unaffable", ["una", "##ffa", "##ble"]),
        ("embeddings", ["em", "##bed", "##ding", "##s"]),
    ],
)
def test_the_shipped_vocabulary_cuts_as_its_model_was_trained(word: str, expected: list[str]) -> None:
    vocabulary = (files("dateline.language") / "model" / "pieces.txt").read_text(encoding="utf-8").splitlines()
    assert [vocabulary[piece] for piece in Pieces(vocabulary).of([word]).pieces[1:-1]] == expected


@given(st.lists(st.text(min_size=1)))
def test_every_word_has_its_own_stretch_of_pieces(words: list[str]) -> None:
    cut = Pieces(VOCABULARY).of(words)
    assert len(cut.pieces) == len(cut.words)
    assert [VOCABULARY[cut.pieces[0]], VOCABULARY[cut.pieces[-1]]] == ["[CLS]", "[SEP]"]
    at = 1
    for place, (first, last) in enumerate(zip(cut.first, cut.last, strict=True)):
        assert first == at
        assert first <= last
        assert cut.words[first : last + 1] == [place] * (last + 1 - first)
        at = last + 1
    assert at == len(cut.pieces) - 1


@pytest.mark.parametrize(
    ("word", "expected"),
    [("talks", 1), ("Talks", 2), ("NATO", 3), ("McKern", 4), ("COVID-19", 5), ("--", 6), ("A", 7), ("A.", 7), ("", 6)],
)
def test_a_shape_says_what_the_pieces_have_lost(word: str, expected: int) -> None:
    assert shape(word) == expected
