"""ClearNLP trees become trees of Universal Dependencies: the cases of tests/cases/words/clearnlp.csv."""

import csv
import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.clearnlp import Row, is_clearnlp, universal

CASES = Path(__file__).parents[1] / "cases" / "words" / "clearnlp.csv"
LABELS = [
    "nsubj",
    "nsubjpass",
    "dobj",
    "prep",
    "pobj",
    "pcomp",
    "attr",
    "acomp",
    "aux",
    "auxpass",
    "conj",
    "cc",
    "punct",
    "agent",
    "dative",
    "expl",
    "advmod",
    "npadvmod",
    "relcl",
    "ccomp",
    "xcomp",
    "compound",
    "quantmod",
    "neg",
    "nmod",
    "case",
    "poss",
    "dep",
]
FORMS = ["talks", "were", "in", "to", "of", "such", "as", "because", "$", "20", ",", "and", "Kern", "there", "not"]


def cases() -> list[list[dict[str, str]]]:
    with CASES.open(encoding="utf-8", newline="") as lines:
        return [list(rows) for _, rows in itertools.groupby(csv.DictReader(lines), key=lambda row: row["case"])]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case[0]["case"])
def test_trees_are_turned_as_the_case_says(case: list[dict[str, str]]) -> None:
    rows = [Row(row["word"], row["upos"], int(row["head"]), row["label"], row["name"]) for row in case]
    expected = [(row["word"], int(row["universal_head"]), row["universal_relation"]) for row in case]
    assert [(row.form, row.head, row.relation) for row in universal(rows)] == expected


@st.composite
def trees(draw: st.DrawFn) -> list[Row]:
    """Draw any tree at all: each word hangs from one that was drawn before it, in any order of the sentence."""
    count = draw(st.integers(1, 9))
    order = draw(st.permutations(range(1, count + 1)))
    heads = {order[0]: 0}
    for place in range(1, count):
        heads[order[place]] = order[draw(st.integers(0, place - 1))]
    upos = st.sampled_from(["NOUN", "VERB", "AUX", "ADP", "PROPN", "SYM", "NUM", "ADJ", "PUNCT", "SCONJ"])
    names = st.sampled_from(["O", "B-person", "I-person"])
    return [
        Row(
            draw(st.sampled_from(FORMS)),
            draw(upos),
            heads[place],
            draw(st.sampled_from(LABELS)) if heads[place] else "ROOT",
            draw(names),
        )
        for place in range(1, count + 1)
    ]


@given(trees())
def test_any_tree_stays_a_tree_with_one_root(rows: list[Row]) -> None:
    turned = universal(rows)
    assert [row.form for row in turned] == [row.form for row in rows]
    assert [row.relation == "root" for row in turned] == [row.head == 0 for row in turned]
    assert sum(row.head == 0 for row in turned) == 1
    for place in range(1, len(turned) + 1):
        at, steps = place, 0
        while at and steps <= len(turned):
            at, steps = turned[at - 1].head, steps + 1
        assert at == 0
    assert not is_clearnlp(row.relation for row in turned)


def test_labels_tell_the_scheme() -> None:
    assert is_clearnlp(["nsubj", "dobj", "ROOT"])
    assert not is_clearnlp(["nsubj", "obj", "nmod", "aux:pass", "root", "ROOT"])
