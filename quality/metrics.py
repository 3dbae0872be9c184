"""The measures themselves, apart from what is measured: counts, spans and shingles."""

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple, Self

_WORDS = re.compile(r"\w+")
_SHINGLE = 4
"""Words in a shingle, as the benchmark of article extraction by Scrapinghub has it."""


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean of precision and recall; 0 where both are."""
    both = precision + recall
    return 2 * precision * recall / both if both else 0.0


def share(part: int, whole: int) -> float:
    """Return part / whole; 1 where there is nothing to get wrong."""
    return part / whole if whole else 1.0


class Counts(NamedTuple):
    """How many answers were right, wanted and given."""

    right: int = 0
    wanted: int = 0
    given: int = 0

    def plus(self, other: Self) -> "Counts":
        """Return the counts of both together."""
        return Counts(self.right + other.right, self.wanted + other.wanted, self.given + other.given)

    @property
    def precision(self) -> float:
        """Share of what was given that is right."""
        return share(self.right, self.given)

    @property
    def recall(self) -> float:
        """Share of what was wanted that was given."""
        return share(self.right, self.wanted)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return f1(self.precision, self.recall)


def counted(wanted: Iterable[Hashable], given: Iterable[Hashable]) -> Counts:
    """Return the counts for two collections without order, such as the sentences of a text."""
    right, answers = set(wanted), set(given)
    return Counts(len(right & answers), len(right), len(answers))


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words of a text, with how often each stands there; all its words where it has fewer."""
    words = _WORDS.findall(text)
    starts = range(max(1, len(words) - _SHINGLE + 1)) if words else range(0)
    return Counter(tuple(words[start : start + _SHINGLE]) for start in starts)


class BodyScore(NamedTuple):
    """Precision and recall of shingles, each the mean over pages."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Harmonic mean of the two means."""
        return f1(self.precision, self.recall)


def one_body(wanted: str, given: str) -> BodyScore:
    """Return precision and recall of one page's shingles; no answer where one is wanted has no precision."""
    right, answers = shingles(wanted), shingles(given)
    both = (right & answers).total()
    precision = both / answers.total() if answers else float(not right)
    return BodyScore(precision, both / right.total() if right else 1.0)


def body_score(pairs: Sequence[tuple[str, str]]) -> BodyScore:
    """Return the mean precision and recall over pages, each a pair of the body wanted and the text given."""
    scores = [one_body(wanted, given) for wanted, given in pairs]
    pages = max(1, len(scores))
    return BodyScore(sum(one.precision for one in scores) / pages, sum(one.recall for one in scores) / pages)
