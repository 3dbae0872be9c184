"""The labels of every head, and what a partly labelled set leaves open.

A set that knows fewer kinds of name than we do (WikiGold has no offices, its MISC holds demonyms and events) is
trained on with *allowed* labels: any of them is right, and the loss is that of their sum.
"""

from typing import Final

UPOS: Final = (
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
)
KINDS: Final = ("person", "organisation", "place", "demonym", "office", "facility", "event", "other")
TAGS: Final = ("O", *(f"{part}-{kind}" for kind in KINDS for part in "BI"))
"""One tag a word: outside a name, at its beginning, inside."""
FEATURES: Final = ("Mood", "Number", "Person", "Tense", "VerbForm", "Voice")
"""The morphology that is learnt; one class for each combination that the training sets hold."""

ALL: Final = (1 << len(TAGS)) - 1


def allowed(*tags: str) -> int:
    """Return the set of tags as bits, by their place in ``TAGS``."""
    return sum(1 << TAGS.index(tag) for tag in set(tags))


def span_tags(length: int, names: list[tuple[int, int, tuple[str, ...]]], outside: int) -> list[int]:
    """Return the allowed tags of each word.

    Args:
        length: number of words.
        names: start, end (words) and the kinds that it may be of, as far as the set tells.
        outside: what is allowed where no name stands.

    """
    tags = [outside] * length
    for start, end, kinds in names:
        for at in range(start, end):
            tags[at] = allowed(*(f"{'B' if at == start else 'I'}-{kind}" for kind in kinds))
    return tags
