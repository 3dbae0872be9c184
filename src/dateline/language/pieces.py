"""Words to word pieces: the WordPiece of the BERT family, greedy and longest first, uncased and without accents.

Written anew because the usual library brings a client for a model hub with it; `tests/language` holds it to that
library's answers. Beside its pieces every word has a shape, for the pieces have lost its capitals.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

OPENING: Final = "[CLS]"
CLOSING: Final = "[SEP]"
UNKNOWN: Final = "[UNK]"
REMEMBERED: Final = 30
"""Letters of the longest word whose pieces are kept in mind."""
LONGEST: Final = 100
"""Characters beyond which a word is one unknown piece, as upstream has it."""


class Cut(NamedTuple):
    """A sentence as pieces."""

    pieces: list[int]
    """Ids, opened by ``[CLS]`` and closed by ``[SEP]``."""
    words: list[int]
    """The word that each piece belongs to; -1 for the opening and the closing."""
    first: list[int]
    """Place of the first piece of each word."""
    last: list[int]
    """Place of its last piece."""


def shape(word: str) -> int:
    """Return what a word looks like.

    1 lower case, 2 capital first, 3 capitals, 4 mixed, 5 with a digit, 6 no letter, 7 a single capital letter.
    """
    if not any(map(str.isalnum, word)):
        return 6
    if any(map(str.isdigit, word)):
        return 5
    if word.islower():
        return 1
    if word.isupper():
        return 3 if len(word.rstrip(".")) > 1 else 7
    return 2 if word[0].isupper() and not any(map(str.isupper, word[1:])) else 4


def _plain(word: str) -> str:
    """Return the word in lower case, without accents and control characters."""
    letters = unicodedata.normalize("NFD", word.lower())
    return "".join(letter for letter in letters if unicodedata.category(letter) not in {"Mn", "Cc", "Cf"})


def _apart(letter: str) -> bool:
    """Say whether a character is always a piece by itself: punctuation, signs and Chinese characters."""
    if letter.isascii():
        return not letter.isalnum()
    return unicodedata.category(letter)[0] == "P" or "\u4e00" <= letter <= "\u9fff" or "\u3400" <= letter <= "\u4dbf"


class Pieces:
    """Cuts words by a vocabulary.

    Args:
        vocabulary: the pieces in the order of their ids; a piece that goes on a word opens with ``##``.

    """

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self._ids = {piece: place for place, piece in enumerate(vocabulary)}
        self._unknown = self._ids[UNKNOWN]
        self._longest = max(map(len, self._ids))
        self._remembered = lru_cache(maxsize=65_536)(self._cut)

    def of(self, words: Sequence[str]) -> Cut:
        """Return the pieces of a sentence; every word has at least one."""
        pieces, owners, first, last = [self._ids[OPENING]], [-1], [], []
        for place, word in enumerate(words):
            ids = self._of_word(word)
            first.append(len(pieces))
            pieces.extend(ids)
            owners.extend([place] * len(ids))
            last.append(len(pieces) - 1)
        pieces.append(self._ids[CLOSING])
        owners.append(-1)
        return Cut(pieces, owners, first, last)

    def _of_word(self, word: str) -> tuple[int, ...]:
        """Return the pieces of a word; those of words of usual length are remembered."""
        return self._remembered(word) if len(word) <= REMEMBERED else self._cut(word)

    def _cut(self, word: str) -> tuple[int, ...]:
        ids: list[int] = []
        run = ""
        for letter in _plain(word):
            if letter.isspace() or _apart(letter):
                ids.extend(self._run(run))
                run = ""
                if not letter.isspace():
                    ids.append(self._ids.get(letter, self._unknown))
            else:
                run += letter
        ids.extend(self._run(run))
        return tuple(ids) or (self._unknown,)

    def _run(self, run: str) -> list[int]:
        """Return the pieces of letters that stand together; one unknown piece where the vocabulary cannot cut them."""
        if len(run) > LONGEST:
            return [self._unknown]
        ids, start = [], 0
        while start < len(run):
            for end in range(min(len(run), start + self._longest), start, -1):
                found = self._ids.get(run[start:end] if start == 0 else f"##{run[start:end]}")
                if found is not None:
                    break
            else:
                return [self._unknown]
            ids.append(found)
            start = end
        return ids
