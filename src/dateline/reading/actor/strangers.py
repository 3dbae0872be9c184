"""Says where words tell whose something is, and it is nobody's of the codebook: no side is then taken for theirs."""

from typing import Final

from dateline.codebook.actors import named
from dateline.codebook.spellings import parts
from dateline.codebook.states import state_words
from dateline.record.reading import Mention

_PEOPLE: Final = ("an", "ish", "ese")
"""Endings of the words for peoples and what is theirs."""


def strange(text: str, mention: Mention) -> bool:
    """Say whether a mention opens with the word for a people that the codebook does not know: "Veldrian officials"."""
    if mention.country or mention.kind in ("place", "pronoun", "sides"):
        return False
    words = text[mention.start : mention.end].split(maxsplit=1)
    if not words or not words[0][0].isupper() or not words[0].endswith(_PEOPLE):
        return False
    first = parts(words[0])
    return len(words) > 1 and first != parts(mention.name)[:1] and not (state_words().get(first) or named(words[0]))


def unknown(mention: Mention) -> bool:
    """Say whether a mention is one word that names nobody and nothing of the codebook, as "Veldria" in "of Veldria"."""
    if mention.country or mention.keys or mention.kind not in ("state", "place", "person", "organisation"):
        return False
    return " " not in mention.name and mention.name[:1].isupper()


def strangers(text: str, mentions: tuple[Mention, ...]) -> int:
    """Return how often the mentions of an article tell of a people that the codebook does not know.

    These are the words for a people before a noun, and the names of their countries ("Veldria" by "Veldrian").
    """
    adjectives = [parts(text[one.start : one.end])[0] for one in mentions if strange(text, one)]
    if not adjectives:
        return 0
    names = {adjective.removesuffix(end) for adjective in adjectives for end in ("n", "an", "ian", "ish", "ese")}
    named_again = sum(1 for one in mentions if unknown(one) and parts(one.name)[0] in names)
    return len(adjectives) + named_again
