"""Finds the states of an article that the codebook does not know, by the words for their people beside their names."""

from collections.abc import Sequence
from typing import Final

from dateline.codebook.lexicon import Branch
from dateline.codebook.spellings import fold
from dateline.reading.mention.words import named_place
from dateline.record.reading import Token

PEOPLE: Final = ("an", "ish", "ese")
"""Endings of the words for peoples and what is theirs."""
_FORMS: Final = (("n", ""), ("an", ""), ("ian", ""), ("ese", ""), ("ese", "a"), ("ish", ""), ("ish", "a"))
"""What is taken from the word for a people, and what is put in its place, to make the name of its country."""
_LEAST: Final = 5
"""Letters of the shortest name of a country found so."""


def unknown_states(text: str, tokens: Sequence[Token], root: Branch, surnames: frozenset[str]) -> frozenset[str]:
    """Return the folded names of states that the codebook does not know, with the words for their people.

    Args:
        text: of the article.
        tokens: of the article.
        root: the tree of the codebook's words.
        surnames: folded last words of the persons' names of the article; they name no state.

    """
    words = {text[one.start : one.end] for one in tokens if one.name != "O" and text[one.start].isupper()}
    folds = {fold(word) for word in words if word.isalpha()} - surnames
    found: set[str] = set()
    for people in folds:
        if not people.endswith(PEOPLE) or people in root:
            continue
        names = {people.removesuffix(end) + put for end, put in _FORMS if people.endswith(end)}
        for name in names & folds:
            if len(name) >= _LEAST and name not in root and not named_place(name):
                found.update((name, people))
    return frozenset(found)
