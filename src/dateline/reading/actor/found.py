"""Somebody found in an article, with what its mentions say, and where each was mentioned."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

PERSONS: Final = frozenset(("person", "office"))
"""Kinds of actors that are one human being."""


class Post(NamedTuple):
    """An office that a person has in the article or by the codebook."""

    country: str
    office: str
    former: bool


@dataclass(slots=True, eq=False)
class Found:
    """Somebody found in the article. What its mentions say of it is gathered here."""

    id: str
    kind: str
    name: str
    country: str = ""
    sector: str = ""
    gender: str = ""
    many: bool = False
    posts: dict[Post, None] = field(default_factory=dict)
    """Offices that the words give, in the order found."""
    held: tuple[Post, ...] = ()
    """Offices of the codebook on the days of publication."""
    nouns: set[tuple[str, ...]] = field(default_factory=set)
    """Folded nouns by which a group was called."""
    at: int = -1
    """Start of its first mention; -1 before that is known."""
    last: int = -1
    """Its latest mention among those walked over so far; -1 before the first."""

    @property
    def human(self) -> bool:
        """Whether it is one human being."""
        return self.kind in PERSONS or (self.kind == "group" and not self.many)

    def fills(self, offices: frozenset[str], country: str = "") -> bool:
        """Say whether it has one of some offices now, in a country where one is given.

        A president who is head of government as well is no prime minister, unless the words say so.
        """
        if "head_of_government" in offices and "head_of_state" not in offices and self._presides():
            return False
        return any(
            post.office in offices and not post.former and (not country or post.country in ("", country))
            for post in (*self.held, *self.posts)
        )

    def _presides(self) -> bool:
        said = any(post.office == "head_of_government" and not post.former for post in self.posts)
        return not said and any(post.office == "head_of_state" and not post.former for post in self.held)

    def filled(self, offices: frozenset[str], country: str = "") -> bool:
        """Say whether it had one of some offices before, and has none of them now."""
        return not self.fills(offices, country) and any(
            post.office in offices and post.former and (not country or post.country in ("", country))
            for post in (*self.held, *self.posts)
        )


class Seen(NamedTuple):
    """A mention that was resolved."""

    found: Found
    part: str
    mention: int


Answer = tuple[tuple[Found, str], ...]
"""Who is meant by a mention, each with the basis; empty where nobody can be said."""
