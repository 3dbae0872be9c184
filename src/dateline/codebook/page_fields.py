"""Names of fields in the heads of pages, words of pages that are no article, and names of months, from tables."""

from collections import Counter
from functools import cache
from typing import NamedTuple

from dateline.codebook.load import table

PHRASES = 3
"""So many phrases of one kind make a short text a page of that kind."""


class Refusal(NamedTuple):
    """How a page begins that stands in for an article."""

    words: str
    where: str
    """``start`` of the heading, the ``whole`` of it, or ``inside`` the text."""
    reason: str


@cache
def keys_of(field: str) -> tuple[str, ...]:
    """Return the keys of a field, best first.

    The fields are ``published modified title outlet author wire address role elsewhere``; the table says what each is.
    """
    return tuple(row["key"] for row in table("page_fields") if row["field"] == field)


@cache
def month_names() -> dict[str, int]:
    """Return the number of the month by its name, lower case; a name that means two months is left out."""
    found: dict[str, set[int]] = {}
    for row in table("month_names"):
        for name in row["names"].split():
            found.setdefault(name, set()).add(int(row["month"]))
    return {name: next(iter(months)) for name, months in found.items() if len(months) == 1}


@cache
def _refusals() -> tuple[Refusal, ...]:
    return tuple(Refusal(row["words"], row["where"], row["reason"]) for row in table("page_refusals"))


def refusal_in(heading: str) -> str:
    """Return why a page with this heading is no article (``error``, ``consent`` and so on); empty if it may be one."""
    words = " ".join(heading.casefold().replace("\u2019", "'").split())
    for refusal in _refusals():
        bare = words.rstrip(" .!?\u2026")
        if refusal.where == "inside":
            continue
        if bare == refusal.words or (refusal.where == "start" and words.startswith(refusal.words)):
            return refusal.reason
    return ""


def refusal_inside(text: str) -> str:
    """Return why a short text is no article, by the phrases of such pages that it holds; empty if it may be one."""
    words = " ".join(text.casefold().replace("\u2019", "'").split())
    reasons = Counter(refusal.reason for refusal in _refusals() if refusal.where == "inside" and refusal.words in words)
    return max((reason for reason, count in reasons.items() if count >= PHRASES), default="")
