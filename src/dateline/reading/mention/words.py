"""The words of one sentence, and what among them can be a part of a mention."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from dateline.codebook.lexicon import Branch, Meaning
from dateline.codebook.places import places_named
from dateline.codebook.spellings import fold
from dateline.codebook.titles import Title
from dateline.record.reading import Token

_HYPHENS: Final = frozenset("-‐‑–")
OPEN: Final = frozenset(("ADJ", "NOUN", "PROPN", "NUM", "X"))
_DATELINE: Final = 16
"""Words of the longest dateline."""
_HEADLINE: Final = 0.7
"""Share of the longer words that open with a capital in a headline."""


class Unit(NamedTuple):
    """Words of a sentence that name something, or the words of an office."""

    start: int
    """First word, as a place in the sentence."""
    end: int
    kind: str
    """``country``, ``organisation``, ``person``, ``place``, ``other`` (an event, law or work: no actor), ``title``,
    ``body``, ``agent``, ``honorific`` or ``former``."""
    meanings: tuple[Meaning, ...] = ()
    type: str = ""
    """The model's type of name; empty where it sees none."""
    title: Title | None = None
    letters: int = 0
    """Letters of its last word that belong to it, where another word is glued to them; 0 for all."""


class Words:
    """The words of one sentence, as the codebook looks at them.

    Args:
        text: of the article.
        tokens: of the article.
        first: first token of the sentence.
        last: one past its last.
        root: the tree of the codebook's words.
        surnames: folded last words of the persons' names of the article.
        strange: folded names of states that the codebook does not know, and of their people.

    """

    def __init__(  # noqa: PLR0913, PLR0917 - what a sentence is cut from
        self,
        text: str,
        tokens: Sequence[Token],
        first: int,
        last: int,
        root: Branch,
        surnames: frozenset[str] = frozenset(),
        strange: frozenset[str] = frozenset(),
    ) -> None:
        self.surnames, self.strange = surnames, strange
        self.text, self.first, self.root = text, first, root
        self.tokens = tokens[first:last]
        self.words = [text[token.start : token.end] for token in self.tokens]
        self.folds = [fold(word) for word in self.words]
        self.former = {place for place, word in enumerate(self.words) if word[:3].lower() == "ex-" and len(word) > 3}  # noqa: PLR2004
        for place in self.former:
            self.folds[place] = fold(self.words[place][3:])
        self.hyphens = [word in _HYPHENS for word in self.words]
        long = [word for word in self.words if len(word) > len("with") and word[0].isalpha()]
        capital = sum(word[0].isupper() for word in long)
        self.headline = len(long) > 1 and capital >= _HEADLINE * len(long)
        self.shouted = self.headline and sum(word.isupper() for word in long) >= _HEADLINE * len(long)

    def __len__(self) -> int:
        return len(self.tokens)

    def head(self, place: int) -> int:
        """Return the head of a word as a place in the sentence; -1 for the root."""
        head = self.tokens[place].head
        return -1 if head is None else head - self.first

    def dash(self, place: int) -> bool:
        """Say whether the word at a place is a dash between words, rather than a hyphen within one."""
        if not (self.hyphens[place] or self.words[place] in ("—", "--")):
            return False
        at = self.tokens[place]
        return self.text[at.start - 1 : at.start].isspace() and self.text[at.end : at.end + 1].isspace()

    @cached_property
    def dateline(self) -> int:
        """Where the news begins after the place and day that open it ("RIGA, May 3 (Meridian) - "); 0 without them."""
        for place in range(1, min(len(self), _DATELINE)):
            if self.dash(place) or (
                place > 1 and self.words[place - 1] == ")" and self.words[place] in ("-", "–", "—")
            ):
                return place + 1 if self._opens(place) else 0
            if self.tokens[place].upos in ("VERB", "AUX", "PRON", "SCONJ") and not self.words[place].isupper():
                return 0
        return 0

    def _opens(self, place: int) -> bool:
        """Say whether what stands before a dash is a place, with day and agency or without."""
        first = self.words[0]
        sure = any(word in (",", "(") or word[0].isdigit() for word in self.words[1:place])
        return first[0].isupper() and (sure or all(word.isupper() for word in self.words[:place] if word[0].isalpha()))

    def possessive(self, place: int) -> bool:
        """Say whether the word at a place is the clitic of a possessive."""
        return place < len(self.words) and self.words[place] in ("'s", "’s", "'", "’", "`s", "´s", "'S", "’S")


def joined(sentence: Words, start: int, end: int) -> str:
    """Return the words of a stretch with white space made single."""
    return " ".join(sentence.text[sentence.tokens[start].start : sentence.tokens[end - 1].end].split())


@lru_cache(maxsize=16_384)
def named_place(name: str) -> tuple[str, ...]:
    """Return the keys of the places of the codebook that are called so, sorted."""
    return tuple(sorted(place.key for place in places_named(name)))
