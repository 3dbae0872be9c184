"""The offices that an actor held, as the record's table of roles shows them."""

from datetime import date
from typing import NamedTuple

from dateline.codebook.actors import Holder, terms_of
from dateline.reading.actor.codebook import office_form, state_of
from dateline.record.reading import Actor


class Role(NamedTuple):
    """An office that a person held."""

    role: str
    country: str
    sector: str | None
    since: str
    """The first day: ``2013-03-16``, or ``first/last`` where it lies between two; empty where unknown."""
    until: str
    """The last day, likewise; empty where the codebook knows of no end."""
    known: date | None
    """Without an end: the last day on which the office was held, as far as the codebook knows."""
    source: str


def _days(earliest: date, latest: date) -> str:
    if earliest == date.min:
        return ""
    return earliest.isoformat() if earliest == latest else f"{earliest}/{latest}"


def _role(country: str, office: str, term: Holder) -> Role:
    open_ = term.until_latest == date.max
    return Role(
        office,
        state_of(country),
        office_form(office).sector or None,
        _days(term.since_earliest, term.since_latest),
        "" if open_ else _days(term.until_earliest, term.until_latest),
        term.until_earliest if open_ else None,
        "unsourced",
    )


def roles(actor: Actor) -> tuple[Role, ...]:
    """Return the offices of a person of the codebook, by country and office; of any other actor none."""
    kind, _, person = actor.id.partition(":")
    if kind != "person":
        return ()
    return tuple(_role(country, office, term) for (country, office), term in terms_of(person))
