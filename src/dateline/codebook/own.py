"""The actors that a user adds to ours: what is known of each, as a value that says the same wherever it is."""

import json
from dataclasses import dataclass, field
from datetime import date
from hashlib import blake2b
from typing import Any, Final, NamedTuple

from dateline.codebook.entries import bounds

PREFIX: Final = "own:"
"""What the ids of a user's actors begin with."""


class OwnPost(NamedTuple):
    """What one row says of an actor for a time; days as the table writes them, empty where it gives none."""

    since: str
    until: str
    country: str
    sector: str
    role: str

    def days(self) -> tuple[date, date, date, date]:
        """Return the first and last day on which it can have begun, and those on which it can have ended."""
        (begins, begun), (ends, ended) = bounds(self.since), bounds(self.until)
        return begins or date.min, begun or date.min, ends or date.max, ended or date.max

    def held(self, earliest: date, latest: date) -> bool:
        """Say whether it is so, beyond doubt, on every day of an interval."""
        _, begun, ends, _ = self.days()
        return begun <= earliest and latest <= ends

    def possible(self, earliest: date, latest: date) -> bool:
        """Say whether it can be so on some day of an interval."""
        begins, _, _, ended = self.days()
        return begins <= latest and earliest <= ended

    def left(self, earliest: date) -> bool:
        """Say whether it was over, beyond doubt, before a day."""
        return self.days()[3] < earliest


class OwnActor(NamedTuple):
    """A person or an organisation of a user's."""

    id: str
    """With ``own:`` before it."""
    kind: str
    """``person`` or ``organisation``."""
    name: str
    aliases: tuple[str, ...]
    posts: tuple[OwnPost, ...]
    """By their first days."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """All that it is called."""
        return (self.name, *self.aliases)

    def one(self, what: str) -> str:
        """Return the ``country`` or ``sector`` that all its rows agree on; empty where they do not."""
        every = {getattr(post, what) for post in self.posts}
        return str(every.pop()) if len(every) == 1 else ""


@dataclass(frozen=True, slots=True, eq=False)
class OwnActors:
    """The actors of a user's tables. Two are equal where the tables say the same, wherever they lie.

    Args:
        actors: sorted by id.

    """

    actors: tuple[OwnActor, ...] = ()
    digest: str = field(init=False, default="")
    """A short hash of all that they say; empty for none."""

    def __post_init__(self) -> None:
        if self.actors:
            said = json.dumps(self.actors, ensure_ascii=False, separators=(",", ":"))
            object.__setattr__(self, "digest", blake2b(said.encode(), digest_size=8).hexdigest())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnActors) and self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __bool__(self) -> bool:
        return bool(self.actors)


NONE: Final = OwnActors()
"""No actors of the user's."""


def as_lists(own: OwnActors) -> list[object]:
    """Return the actors as lists of text, which JSON can hold."""
    return [[*actor[:3], list(actor.aliases), [list(post) for post in actor.posts]] for actor in own.actors]


def of_lists(given: list[list[Any]]) -> OwnActors:
    """Return the actors that ``as_lists`` made lists of."""
    return OwnActors(
        tuple(
            OwnActor(id_, kind, name, tuple(aliases), tuple(OwnPost(*post) for post in posts))
            for id_, kind, name, aliases, posts in given
        )
    )
