"""The metrics, on cases small enough to work out by hand."""

import pytest

from quality.metrics import BodyScore, Counts, body_score, counted, one_body, shingles


def test_a_shingle_is_four_words_and_a_shorter_text_is_one_shingle() -> None:
    assert list(shingles("One, two; three four five")) == [
        ("One", "two", "three", "four"),
        ("two", "three", "four", "five"),
    ]
    assert list(shingles("One two.")) == [("One", "two")]
    assert not shingles(" - ")


def test_a_body_is_scored_by_the_shingles_it_shares() -> None:
    assert one_body("a b c d e", "a b c d x") == BodyScore(0.5, 0.5)
    assert one_body("a b c d e", "a b c d") == BodyScore(1.0, 0.5)


def test_a_shingle_said_once_and_given_twice_is_right_once() -> None:
    assert one_body("a b c d", "a b c d a b c d") == BodyScore(0.2, 1.0)


def test_no_answer_has_neither_precision_nor_recall_where_there_is_a_body() -> None:
    assert one_body("a b c d", "") == BodyScore(0.0, 0.0)
    assert one_body("", "") == BodyScore(1.0, 1.0)


def test_bodies_are_averaged_over_pages_before_the_harmonic_mean() -> None:
    score = body_score([("a b c d e", "a b c d"), ("a b c d e", "a b c d e")])
    assert score == BodyScore(1.0, 0.75)
    assert score.f1 == pytest.approx(1.5 / 1.75)


def test_counts_give_precision_recall_and_their_harmonic_mean() -> None:
    counts = Counts(right=1, wanted=2, given=4)
    assert (counts.precision, counts.recall) == (0.25, 0.5)
    assert counts.f1 == pytest.approx(1 / 3)
    assert counts.plus(counts) == Counts(2, 4, 8)
    assert Counts(0, 2, 2).f1 == 0.0


def test_an_answer_counts_as_right_only_if_it_is_the_same_all_through() -> None:
    assert counted([(0, 4), (5, 9)], [(0, 4), (5, 8), (8, 9)]) == Counts(1, 2, 3)
