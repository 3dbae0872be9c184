"""Words and their lemmas, by table: the cases of tests/cases/words/lemmas.csv."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.lemmas import lemma

CASES = Path(__file__).parents[1] / "cases" / "words" / "lemmas.csv"
UPOS = [
    "ADJ",
    "ADP",
    "ADV",
    "AUX",
    "CCONJ",
    "DET",
    "INTJ",
    "NOUN",
    "NUM",
    "PART",
    "PRON",
    "PROPN",
    "PUNCT",
    "SCONJ",
    "SYM",
    "VERB",
    "X",
]
FEATURES = (
    "",
    "Number=Plur",
    "VerbForm=Inf",
    "Mood=Ind|Tense=Past|VerbForm=Fin",
    "Tense=Pres|VerbForm=Part",
    "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
)


def cases() -> list[dict[str, str]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


@pytest.mark.parametrize("case", cases(), ids=lambda case: f"{case['upos']} {case['lemma']}")
def test_forms_have_the_lemma_of_the_case(case: dict[str, str]) -> None:
    found = {form: lemma(form, case["upos"], case["features"]) for form in case["forms"].split()}
    assert found == dict.fromkeys(found, case["lemma"])


@given(
    st.one_of(st.text(min_size=1), st.from_regex(r"[a-z'\u2019]{0,6}(s|es|ies|ed|ied|ing|er|est|men)", fullmatch=True)),
    st.sampled_from(UPOS),
    st.sampled_from(FEATURES),
)
def test_any_word_has_a_lemma(form: str, upos: str, features: str) -> None:
    assert lemma(form, upos, features)
