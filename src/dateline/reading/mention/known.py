"""The codebook's words in a sentence: the longest from left to right, in the letter case in which they count."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from dateline.codebook.actor_words import listed
from dateline.codebook.lexicon import ENDS, Meaning, lexicon, longest
from dateline.codebook.own_words import preferred
from dateline.codebook.spellings import fold
from dateline.reading.mention.words import OPEN, Unit, Words

_COUNTRY: Final = ("name", "adjective", "people", "capital", "seat")
_GLUED: Final = 6
"""Letters of the shortest word looked at for a name glued to another word."""


def known(sentence: Words) -> Iterator[Unit]:
    """Yield the longest words of the codebook from left to right."""
    root = sentence.root
    folds, count = sentence.folds, len(sentence)
    place = 0
    while place < count:
        branch = root.get(folds[place]) if folds[place] else None
        following = place + 1
        if branch is not None:
            for end, meanings in reversed(longest(folds, place, count, sentence.hyphens, root)):
                fitting = preferred(tuple(one for one in meanings if _counts(one, sentence, place, end)))
                if fitting and not (end - place > 1 and fitting[0].kind == "person" and _longer(sentence, place, end)):
                    yield Unit(
                        place, end, _kind(fitting, several=folds[place][-1] == "s" != folds[place][-2:-1]), fitting
                    )
                    following = end
                    break
        elif len(folds[place]) >= _GLUED and sentence.words[place][0].isupper():
            cut = _glued(sentence.words[place])
            if cut:
                found = root[fold(sentence.words[place][:cut])]
                yield Unit(place, place + 1, "country", found[ENDS], letters=cut)  # type: ignore[index]
        place = following


def _longer(sentence: Words, place: int, end: int) -> bool:
    """Say whether a longer name of a person begins at the second word ("Sheikh [Tamim bin Hamad]")."""
    return any(
        upto > end and any(one.kind == "person" for one in meanings)
        for upto, meanings in longest(sentence.folds, place + 1, len(sentence), sentence.hyphens, sentence.root)
    )


@lru_cache(maxsize=16_384)
def _glued(word: str) -> int:
    """Return how many letters of a word are the name of a state or capital, with a word glued to it; 0: none."""
    root, glue, act = lexicon(), listed("glue"), listed("act")
    for cut in range(len(word) - 2, 2, -1):
        rest = word[cut:]
        if not rest.islower():
            break
        branch = root.get(fold(word[:cut]))
        if isinstance(branch, dict) and any(one.kind in _COUNTRY for one in branch.get(ENDS, ())):
            stem = rest.removesuffix("ed").removesuffix("s").removesuffix("ing")
            if rest in glue or (len(stem) > 2 and (stem in act or f"{stem}e" in act)):  # noqa: PLR2004
                return cut
    return 0


def _counts(meaning: Meaning, sentence: Words, start: int, end: int) -> bool:
    """Say whether words are in the letter case that a meaning asks for, and not an ordinary word in capitals."""
    word, token = sentence.words[start], sentence.tokens[start]
    if not meaning.proper:
        return True
    if not (word[0].isupper() or word[0].isdigit()):
        small = meaning.kind in ("person", "organisation") and word in listed("particle")
        return small and _capital(sentence, start + 1)
    if meaning.capitals:
        return _acronym(sentence, start, end)
    named = token.name != "O"
    if (meaning.ambiguous and meaning.detail != "name") or end - start > 1:
        return named or end - start > 1
    if meaning.kind == "person":
        tied = end < len(sentence) and sentence.hyphens[end]
        return token.name.endswith("-person") and not sentence.headline and not tied
    sure = token.upos == "PROPN" and not (sentence.headline or start == 0)
    return named or sure or meaning.kind not in ("organisation", "region", "seat")


def _acronym(sentence: Words, start: int, end: int) -> bool:
    """Say whether words are in capitals, and where all words are, not a pronoun or the like ("US", "WHO", "IS")."""
    if not all(word.isupper() for word in sentence.words[start:end] if word[0].isalpha()):
        return False
    token = sentence.tokens[start]
    return not (sentence.shouted and end - start == 1) or token.upos in OPEN or token.name != "O"


def _capital(sentence: Words, place: int) -> bool:
    """Say whether the next word that is no hyphen opens with a capital."""
    place += place < len(sentence) and sentence.hyphens[place]
    return place < len(sentence) and sentence.words[place][0].isupper()


def _kind(meanings: tuple[Meaning, ...], *, several: bool) -> str:
    """Return the kind of unit that meanings make: a state before an organisation, that before a body or a noun."""
    kinds = {meaning.kind for meaning in meanings}
    if several and {"agent", "body"} <= kinds and "organisation" not in kinds:
        return "agent"
    if not kinds.isdisjoint(("name", "adjective", "people")):
        return "country"
    for kind in ("organisation", "person", "body"):
        if kind in kinds:
            return kind
    if not kinds.isdisjoint(("capital", "seat")):
        return "country"
    return "agent" if "agent" in kinds else "place"
