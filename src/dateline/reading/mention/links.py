"""Which mention of a sentence names an earlier one again at once: apposition, copula, an acronym in brackets."""

from dataclasses import dataclass
from typing import Final

from dateline.codebook.actor_words import listed
from dateline.reading.mention.parts import head_of
from dateline.reading.mention.words import Words
from dateline.record.reading import Mention

_ARTICLES: Final = frozenset(("the", "a", "an", "his", "her", "its", "their", "the"))
_ROLES: Final = frozenset(("office", "group", "pronoun"))
_LINKS: Final = frozenset(("to", "of", "for", "at"))
_TO: Final = 7
"""Words of the longest "to the United Nations," between an office and its holder."""
_SPOKEN: Final = 3
"""Words that may stand between the comma and the mention."""


@dataclass(slots=True)
class Placed:
    """A mention with the words of the sentence that it covers."""

    start: int
    end: int
    mention: Mention


def linked(sentence: Words, found: list[Placed], before: int) -> list[Mention]:
    """Return the mentions with ``beside`` filled in.

    Args:
        sentence: its words.
        found: in order.
        before: how many mentions the sentences before it have.

    """
    result: list[Mention] = []
    for place, one in enumerate(found):
        beside = None
        for other in range(place - 1, max(-1, place - 4), -1):
            if _again(sentence, found[other], one):
                beside = before + other
                break
        result.append(one.mention._replace(beside=beside))
    return result


def _again(sentence: Words, first: Placed, second: Placed) -> bool:
    """Say whether the second of two mentions names the first again."""
    gap = sentence.words[first.end : second.start]
    if not gap or not _compatible(first.mention, second.mention):
        return False
    if gap == ["("] and second.end < len(sentence) and sentence.words[second.end] == ")":
        return _acronym(first.mention, second.mention)
    if gap[0] == "," and len(gap) <= _SPOKEN and all(word.lower() in _ARTICLES or word == "," for word in gap):
        return _apposed(sentence, first, second)
    if gap[0].lower() in _LINKS and gap[-1] == "," and len(gap) <= _TO:
        accredited = first.mention.kind == "office" and second.mention.kind == "person" and first.mention.country
        return bool(accredited) and _apposed(sentence, first, second)
    return _copula(sentence, first, second)


def _acronym(first: Mention, second: Mention) -> bool:
    """Say whether a name in brackets is short for the one before: known as the same, or made of its initials."""
    if first.keys and second.keys:
        return not set(first.keys).isdisjoint(second.keys)
    letters = [letter for letter in second.name.lower() if letter.isalpha()]
    initials = [word[0].lower() for word in first.name.split() if word[0].isalpha()]
    large = [word[0].lower() for word in first.name.split() if word[0].isupper()]
    return letters in (initials, large)


def _compatible(first: Mention, second: Mention) -> bool:
    """Say whether two mentions can be of one actor, by kind, number and country."""
    kinds = {first.kind, second.kind}
    if first.country and second.country and first.country != second.country:
        return False
    if kinds == {"organisation"}:
        return True
    if kinds in ({"person", "office"}, {"person", "group"}):
        return "many" not in (first.number, second.number)
    return (
        kinds == {"office"} and first.number == second.number == "one" and bool(first.country) != bool(second.country)
    )


def _apposed(sentence: Words, first: Placed, second: Placed) -> bool:
    """Say whether a mention after a comma is set beside the one before, rather than next in a list."""
    if first.mention.kind == second.mention.kind:
        relation = sentence.tokens[head_of(sentence, second.start, second.end)].relation
        return relation == "appos" and second.mention.name.lower() in listed("again")
    after = sentence.words[second.end] if second.end < len(sentence) else "."
    listed_on = after == "," and second.end + 1 < len(sentence) and sentence.folds[second.end + 1] == "and"
    head = head_of(sentence, second.start, second.end)
    if sentence.tokens[head].relation == "appos":
        return True
    before = sentence.words[first.start - 1] if first.start else ""
    if before == "," and sentence.tokens[head].relation == "conj":
        return False
    if listed_on:
        return False
    follows = sentence.tokens[min(second.end, len(sentence) - 1)].upos
    return not after[0].isalpha() or follows in ("VERB", "AUX", "ADP", "SCONJ", "PRON", "ADV")


def _copula(sentence: Words, first: Placed, second: Placed) -> bool:
    """Say whether the clause says of the first that it is the second."""
    head = head_of(sentence, second.start, second.end)
    subject = head_of(sentence, first.start, first.end)
    if sentence.head(subject) != head or not sentence.tokens[subject].relation.startswith("nsubj"):
        return False
    children = range(first.end, second.start)
    return any(sentence.head(child) == head and sentence.tokens[child].relation == "cop" for child in children)
