"""Resolves words for several known ones at once: "the two sides", "both countries", "the two leaders", "each other"."""

import re
from collections import Counter
from typing import Final

from dateline.codebook.spellings import parts
from dateline.reading.actor.article import Article
from dateline.reading.actor.found import Answer, Found
from dateline.reading.actor.names import state_found

_TWO: Final = 2
_CLEARLY: Final = 2
"""How many more mentions the second of two countries has than the third, for the two to stand out."""
_NEAR: Final = (1.0, 0.75, 0.5)
"""How much a country counts that is named in the same sentence, the one before, the one before that."""
_MORE: Final = 0.25
"""How much each further mention in a sentence adds to that."""
_HEADLINE: Final = 2.0
_CLEAR: Final = 0.5
_URGED: Final = re.compile(
    r"\b(?:urg(?:e|es|ed|ing)|ask(?:s|ed|ing)?|press(?:es|ed|ing)?|warn(?:s|ed|ing)?|on)\s{1,2}(?:the\s{1,2})?\Z"
)
_LOOK: Final = 20
_SUBJECTS: Final = frozenset(("subject", "passive", "clause"))
_PRESS: Final = "JRN"
_PERSONS: Final = {
    "leaders": frozenset(("head_of_state", "head_of_government", "supreme_leader", "monarch", "crown_prince")),
    "presidents": frozenset(("head_of_state",)),
    "ministers": frozenset(("foreign_minister", "defence_minister", "finance_minister", "trade_minister")),
    "diplomats": frozenset(("foreign_minister", "deputy_foreign_minister", "special_envoy", "ambassador")),
    "men": frozenset(),
    "women": frozenset(),
}
"""Words whose sides are persons, with the offices of these; any where empty."""


def sides(article: Article, index: int) -> Answer:
    """Return the two that are meant; empty where not exactly two stand out in this sentence and the two before."""
    mention = article.mentions[index]
    if parts(mention.name)[-1:] == ("koreas",):
        return tuple((state_found(article, country), f"sides: {mention.name}") for country in ("KOR", "PRK"))
    offices = next((_PERSONS[word] for word in parts(mention.name) if word in _PERSONS), None)
    two = _states(article, index) if offices is None else _persons(article, index, offices)
    return tuple((found, f"sides: {mention.name}") for found in two)


def _two(first: list[Counter[str]], every: list[Counter[str]]) -> list[str]:
    """Return the two that stand out, counting the nearest sentence alone, then with the one before, and so on.

    Args:
        first: counts of those who are named as sides, by sentence; two of them alone in a sentence are meant.
        every: counts of all, by sentence.

    """
    named: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for count, more in zip(first, every, strict=True):
        named += count
        total += more
        if len(named) == _TWO:
            return sorted(named)
        if len(total) < _TWO:
            continue
        ranked = sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))
        if len(ranked) == _TWO or ranked[1][1] - ranked[2][1] >= _CLEARLY:
            return sorted(key for key, _ in ranked[:_TWO])
    return []


def _states(article: Article, index: int) -> list[Found]:
    """Return the two states that stand out; who urges both sides to something is of neither."""
    mention = article.mentions[index]
    urged = _URGED.search(article.text[max(mention.start - _LOOK, 0) : mention.start]) is not None
    first: list[Counter[str]] = [Counter(), Counter(), Counter()]
    every: list[Counter[str]] = [Counter(), Counter(), Counter()]
    for ago, seen in article.window(index):
        found = seen.found
        if not found.country or found.sector == _PRESS or (urged and ago == 0 and seen.part in _SUBJECTS):
            continue
        every[ago][found.country] += 1
        if found.kind not in ("person", "office"):
            first[ago][found.country] += 1
    nearest = [first[0], every[0]] if every[0] else [first[1], every[1]]
    two = next((sorted(counts) for counts in nearest if len(counts) == _TWO), None)
    return [state_found(article, country) for country in two or _two_of(article, every, mention.sentence)]


def _two_of(article: Article, every: list[Counter[str]], sentence: int) -> list[str]:
    """Return the two countries that stand out by the sentences before and by the headline."""
    weights: dict[str, float] = {}
    for ago, count in enumerate(every):
        for country, times in count.items():
            weight = _NEAR[ago] * (1 + _MORE * min(times - 1, _TWO))
            weights[country] = weights.get(country, 0.0) + weight
    headline = article.sentences.get(0, ()) if sentence else ()
    for country in {seen.found.country for seen in headline} - {""}:
        weights[country] = weights.get(country, 0.0) + _HEADLINE
    ranked = sorted(weights.items(), key=lambda pair: (-pair[1], pair[0]))
    if len(ranked) < _TWO or (len(ranked) > _TWO and ranked[1][1] - ranked[2][1] < _CLEAR):
        return []
    return sorted(country for country, _ in ranked[:_TWO])


def _persons(article: Article, index: int, offices: frozenset[str]) -> list[Found]:
    counts: list[Counter[str]] = [Counter(), Counter(), Counter()]
    for ago, seen in article.window(index):
        found = seen.found
        if found.kind in ("person", "office") and (not offices or found.fills(offices)):
            counts[ago][found.id] += 1
    return [article.found[one] for one in _two(counts, counts) if one in article.found]
