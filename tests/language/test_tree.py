"""Scores of heads become the best tree with one root."""

import itertools
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.tree import heads_of


def is_tree(heads: tuple[int, ...]) -> bool:
    if heads.count(0) != 1:
        return False
    for place in range(1, len(heads) + 1):
        at, steps = place, 0
        while at and steps <= len(heads):
            at, steps = heads[at - 1], steps + 1
        if at:
            return False
    return True


TREES = {
    count: [heads for heads in itertools.product(range(count + 1), repeat=count) if is_tree(heads)]
    for count in range(1, 6)
}


def total(scores: list[list[int]], heads: tuple[int, ...]) -> int:
    return sum(row[head] for row, head in zip(scores, heads, strict=True))


def matrices(highest: int) -> st.SearchStrategy[list[list[int]]]:
    def of(count: int) -> st.SearchStrategy[list[list[int]]]:
        row = st.lists(st.integers(-highest, highest), min_size=count + 1, max_size=count + 1)
        return st.lists(row, min_size=count, max_size=count)

    return st.integers(1, 5).flatmap(of)


@given(st.one_of(matrices(3), matrices(1_000)))
def test_no_tree_scores_higher_and_none_as_high_has_lower_heads(scores: list[list[int]]) -> None:
    found = tuple(heads_of(np.array(scores, np.float32)))
    assert is_tree(found)
    best = max(total(scores, heads) for heads in TREES[len(scores)])
    assert total(scores, found) == best
    assert sum(found) == min(sum(heads) for heads in TREES[len(scores)] if total(scores, heads) == best)


@pytest.mark.parametrize("count", [1, 2, 3, 5])
def test_where_all_scores_are_equal_heads_are_the_lowest(count: int) -> None:
    assert heads_of(np.zeros((count, count + 1), np.float32)) == [0, *[1] * (count - 1)]


def test_of_two_equal_heads_the_lower_one_is_taken() -> None:
    scores = np.array([[0, 0, 9, 0], [9, 0, 0, 0], [0, 5, 5, 0]], np.float32)
    assert heads_of(scores) == [2, 0, 1]


def test_a_word_is_never_its_own_head() -> None:
    scores = np.array([[1, 9, 0], [0, 1, 9]], np.float32)
    assert heads_of(scores) == [0, 1]


def test_nothing_has_no_heads() -> None:
    assert heads_of(np.zeros((0, 1), np.float32)) == []


def test_a_sentence_of_hundreds_of_words_takes_no_seconds() -> None:
    # Each word likes its neighbour best, both ways: many cycles at once.
    count = 400
    scores = np.zeros((count, count + 1), np.float32)
    for word in range(count):
        scores[word, (word ^ 1) + 1] = 5
    started = time.perf_counter()
    assert is_tree(tuple(heads_of(scores)))
    assert time.perf_counter() - started < 5
