"""Words that mean several known sides at once: "the two sides", "both countries", "each other"."""

from collections.abc import Iterator
from typing import Final

from dateline.codebook.actor_words import listed
from dateline.reading.mention.words import Words

_EACH: Final = frozenset((("each", "other"), ("one", "another")))
_BETWEEN: Final = 3
"""Words that may stand between the number and the noun."""


def sides(sentence: Words) -> Iterator[tuple[int, int]]:
    """Yield first word and one past the last of each such phrase, without its article."""
    folds = sentence.folds
    several, known, nouns = listed("several"), listed("known"), listed("side")
    for place, word in enumerate(folds):
        if tuple(folds[place : place + 2]) in _EACH:
            yield place, place + 2
        elif word == "koreas" and place and folds[place - 1] == "the":
            yield place, place + 1
        elif word in ("both", "either", "neither") or (word in several and place and folds[place - 1] in known):
            end = _noun(sentence, place + 1, nouns | ({"side", "country"} if word in ("either", "neither") else set()))
            if end:
                yield place, end


def _noun(sentence: Words, place: int, nouns: frozenset[str] | set[str]) -> int:
    """Return where the noun ends that follows, with at most a few adjectives before it; 0 where none does."""
    for end in range(place, min(len(sentence), place + _BETWEEN)):
        if sentence.folds[end] in nouns:
            return end + 1
        if sentence.tokens[end].name != "O" or (
            sentence.tokens[end].upos not in ("ADJ", "NUM", "NOUN")
            and sentence.folds[end] not in ("the", "of", "largest")
        ):
            return 0
    return 0
