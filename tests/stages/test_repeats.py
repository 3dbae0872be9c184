"""Furniture by repetition within one outlet (decision 0005)."""

import pytest

from dateline.plan.order import STAGES
from dateline.record.reading import Reading, Source
from in_memory import Rows, run
from strategies import arrival_row


def _article(number: int, *lines: str, outlet: str = "The Harbour Post") -> dict[str, object]:
    body = f"Envoys of Veldria told reporters in Ostrava that round {number} of the talks would go on for a week."
    return arrival_row(Reading("\n".join((f"Round {number}", body, *lines)), Source(outlet=outlet)))


def _repeated(arrivals: Rows) -> set[str]:
    texts = {row["article_id"]: row["text"] for row in arrivals}
    return {
        texts[row["article_id"]][row["start"] : row["end"]]
        for row in run(STAGES, arrivals)["block"]
        if row["reason"] == "repeated-in-outlet"
    }


def test_a_slogan_in_three_articles_of_an_outlet_is_furniture_and_in_two_it_is_not() -> None:
    assert _repeated([_article(number, "Ahead of the tide") for number in range(3)]) == {"Ahead of the tide"}
    assert _repeated([_article(number, "Ahead of the tide") for number in range(2)]) == set()


def test_capitals_and_spaces_do_not_hide_a_slogan() -> None:
    slogans = ("Ahead of the tide", "AHEAD OF THE TIDE", "  Ahead of  the tide ")
    assert len(_repeated([_article(number, slogan) for number, slogan in enumerate(slogans)])) == len(slogans)


def test_three_outlets_with_one_line_do_not_make_it_furniture() -> None:
    outlets = ("The Harbour Post", "Osmar Daily", "Meridian")
    assert (
        _repeated([_article(number, "Ahead of the tide", outlet=name) for number, name in enumerate(outlets)]) == set()
    )


def test_three_printings_of_one_text_are_no_repetition() -> None:
    text = "Round 1\nEnvoys of Veldria told reporters in Ostrava that the talks would go on.\nA short line"
    printings = [Reading(text, Source(outlet="The Harbour Post", url=f"https://a.example/{n}")) for n in range(4)]
    assert _repeated([arrival_row(reading) for reading in printings]) == set()


@pytest.mark.parametrize("articles", [3, 4])
def test_a_sentence_that_desks_reuse_stays(articles: int) -> None:
    sentence = "The ministry did not answer a request for comment."
    assert _repeated([_article(number, sentence) for number in range(articles)]) == set()


def test_a_slogan_with_a_full_stop_goes_once_it_stands_at_the_edge_of_five_articles() -> None:
    slogan = "The Harbour Post is printed on the quay every morning."
    assert _repeated([_article(number, slogan) for number in range(5)]) == {slogan}
    around = ("Lead, {0}", "Another, {0}"), ("After, {0}", "Then, {0}", "Last, {0}")
    middle = [
        _article(number, *(line.format(number) for line in (*around[0], slogan, *around[1]))) for number in range(5)
    ]
    assert slogan not in _repeated(middle)


def test_a_paragraph_of_background_is_never_furniture_by_repetition() -> None:
    background = "Veldria and Osmar broke off relations after the ferry affair, " * 5 + "and have not mended them."
    assert background not in _repeated([_article(number, background) for number in range(9)])
