"""The words of a user's actors among ours: one tree for the longest match, and whom of ours each stands for."""

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from dateline.codebook.entries import named
from dateline.codebook.lexicon import ENDS, Branch, Meaning, lexicon
from dateline.codebook.own import PREFIX, OwnActor, OwnActors
from dateline.codebook.spellings import is_acronym, parts

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEPT = 8
"""Tables of users that one process remembers."""


@lru_cache(maxsize=_KEPT)
def lexicon_with(own: OwnActors) -> Branch:
    """Return the tree of all words, a user's among them; ours stays as it is."""
    root = dict(lexicon()) if own else lexicon()
    copied: set[int] = {id(root)}
    for actor in own.actors:
        for words in actor.spellings:
            branch = root
            for part in parts(words):
                below = cast("Branch", branch.get(part, {}))
                if id(below) not in copied:
                    below = dict(below)
                    copied.add(id(below))
                    branch[part] = below
                branch = below
            meaning = _meaning(actor, words)
            known = cast("tuple[Meaning, ...]", branch.get(ENDS, ()))
            branch[ENDS] = known if meaning in known else (*known, meaning)
    return root


def _meaning(actor: OwnActor, words: str) -> Meaning:
    capitals = is_acronym(words)
    proper = capitals or not words.removeprefix("the ").islower()
    country, sector = (actor.one("country"), actor.one("sector")) if actor.kind == "organisation" else ("", "")
    return Meaning(actor.kind, country, actor.id, sector, capitals=capitals, proper=proper)


def preferred(meanings: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """Return what words mean by a user's table, where that knows them, else all that they can mean."""
    return tuple(one for one in meanings if one.key.startswith(PREFIX)) or meanings


@lru_cache(maxsize=_KEPT)
def by_id(own: OwnActors) -> "Mapping[str, OwnActor]":
    """Return a user's actors by their ids."""
    return MappingProxyType({actor.id: actor for actor in own.actors})


@lru_cache(maxsize=_KEPT)
def stands_for(own: OwnActors) -> "Mapping[str, str]":
    """Return which of a user's actors stands for one of ours, as one spelling of theirs is one of ours; by our key.

    Where two of the user's could, none does.
    """
    found: dict[str, set[str]] = {}
    for actor in own.actors:
        for words in actor.spellings:
            for entry in named(words):
                if entry.kind == actor.kind:
                    found.setdefault(entry.key, set()).add(actor.id)
    return MappingProxyType({key: min(ids) for key, ids in found.items() if len(ids) == 1})
