"""Which source speaks for an article: what it says decides, never where or when it was met."""

import itertools

from dateline.store.choice import chosen

EMPTY: dict[str, object] = {
    "url": None,
    "outlet": None,
    "title": None,
    "authors": [],
    "wire": None,
    "signals": "[]",
}


def test_the_source_that_says_most_speaks_and_others_fill_its_gaps() -> None:
    rich = {**EMPTY, "url": "https://a.example/1", "title": "Envoys meet", "outlet": "Osmar Daily"}
    poor = {**EMPTY, "url": "https://a.example/1", "title": "Envoys", "authors": ["Anna Kern"]}
    assert chosen([poor, rich]) == {**rich, "authors": ["Anna Kern"]}


def test_the_order_of_arrival_and_the_place_do_not_count() -> None:
    sources = [
        {**EMPTY, "source": "b", "title": "Envoys meet"},
        {**EMPTY, "source": "a", "title": "Envoys to meet"},
        {**EMPTY, "source": "c", "wire": "Meridian"},
    ]
    answers = [chosen(order) for order in itertools.permutations(sources)]
    moved = [chosen([{**source, "source": "z"} for source in order]) for order in itertools.permutations(sources)]
    assert all(answer == answers[0] for answer in [*answers, *moved])
    assert (answers[0]["title"], answers[0]["wire"]) == ("Envoys meet", "Meridian")
