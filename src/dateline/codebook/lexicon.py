"""One tree of all words by which the codebook knows actors, regions, bodies and agents, for the longest match."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from typing import Final, NamedTuple, cast

from dateline.codebook.actor_words import listed
from dateline.codebook.entries import optional, spelt
from dateline.codebook.spellings import is_acronym, parts
from dateline.codebook.states import NAMES, state_words
from dateline.codebook.titles import agents, bodies

ENDS: Final = ""
"""Where a branch holds what the words up to here mean."""


class Meaning(NamedTuple):
    """What words of the codebook can mean."""

    kind: str
    """``name`` (of a state), ``adjective``, ``people``, ``capital``, ``seat``, ``organisation``, ``person``,
    ``region``, ``body`` or ``agent``."""
    country: str
    key: str
    """Of the entry; empty where it has none."""
    sector: str
    capitals: bool = False
    """Whether it counts in capitals only."""
    proper: bool = True
    """Whether it counts with a capital letter only."""
    ambiguous: bool = False
    detail: str = ""
    """Office of a body, number of an agent, kind of a region or of a name (``name``, ``alias``, ...)."""


Branch = dict[str, object]
"""The next word to its branch; under ``ENDS`` a tuple of meanings."""


def _of_states() -> Iterator[tuple[tuple[str, ...], Meaning]]:
    for key, several in state_words().items():
        for words in several:
            kind = "name" if words.kind in NAMES else words.kind
            yield (
                key,
                Meaning(
                    kind,
                    words.country,
                    f"state:{words.country}",
                    "GOV",
                    capitals=is_acronym(words.words),
                    ambiguous=words.ambiguous,
                    detail=words.kind,
                ),
            )


def _of_entries() -> Iterator[tuple[tuple[str, ...], Meaning]]:
    for key, entries in spelt().items():
        for words, entry in entries:
            if entry.kind != "state":
                capitals = is_acronym(words)
                proper = capitals or not words.removeprefix("the ").islower()
                meaning = Meaning(entry.kind, entry.country, entry.key, entry.sector, capitals=capitals, proper=proper)
                yield key, meaning
                if "-e-" in words:
                    yield parts(words.replace("-e-", "-e")), meaning


def _of_nouns() -> Iterator[tuple[tuple[str, ...], Meaning]]:
    for row in optional("seas_regions"):
        country = row["countries"] if len(row["countries"].split()) == 1 else ""
        yield parts(row["words"]), Meaning("region", country, "", "", detail=row["kind"])
    for key, body in bodies().items():
        capitals = is_acronym(body.words)
        yield key, Meaning("body", "", "", body.sector, capitals=capitals, proper=capitals, detail=body.office)
    for key, agent in agents().items():
        yield key, Meaning("agent", "", "", agent.sector, proper=False, detail=agent.number)


@cache
def lexicon() -> Branch:
    """Return the tree of all words, by their folded parts."""
    root: Branch = {}
    for key, meaning in chain(_of_states(), _of_entries(), _of_nouns()):
        branch = root
        for part in key:
            branch = cast("Branch", branch.setdefault(part, {}))
        if key and meaning not in (known := cast("tuple[Meaning, ...]", branch.get(ENDS, ()))):
            branch[ENDS] = (*known, meaning)
    return root


def longest(
    folds: Sequence[str], at: int, end: int, hyphens: Sequence[bool], root: Branch | None = None
) -> list[tuple[int, tuple[Meaning, ...]]]:
    """Return where each match from a word on ends and what it means, the longest last.

    Args:
        folds: folded words.
        at: the first word.
        end: one past the last word that may belong to it.
        hyphens: whether a word is a hyphen, which may stand within a match.
        root: the tree of words; ours alone if none is given.

    """
    found: list[tuple[int, tuple[Meaning, ...]]] = []
    branch: object = (lexicon() if root is None else root).get(folds[at])
    place = at + 1
    while isinstance(branch, dict):
        if ENDS in branch:
            found.append((place, cast("tuple[Meaning, ...]", branch[ENDS])))
        while place < end and hyphens[place]:
            place += 1
        if place >= end:
            break
        branch = branch.get(folds[place]) if folds[place] else None
        place += 1
    return found


@cache
def title_heads() -> frozenset[str]:
    """Return the folded words one of which every title holds: "minister", "chief", "ambassador"."""
    heads = listed("title")
    return heads | {f"{head}s" for head in heads if not head.endswith("s")}
