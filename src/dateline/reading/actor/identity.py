"""Who an actor's id means, whatever an article says of it."""

from functools import lru_cache

from dateline.codebook.actors import body, persons, states
from dateline.codebook.spellings import parts
from dateline.reading.actor.codebook import (
    adjectives,
    canonical_body,
    entries,
    latest_office,
    office_form,
    sector_people,
    state_name,
)
from dateline.record.reading import Actor

Identity = tuple[str, str, str, str]
"""Name, kind, country, sector."""


def _state(country: str) -> Identity:
    return state_name(country), "state", country, "GOV"


def _adjective(country: str) -> str:
    return next(iter(adjectives().get(country, ())), state_name(country))


def _organisation(actor_id: str) -> Identity | None:
    several = entries(actor_id)
    if not several:
        return None
    return several[-1].name, "organisation", several[-1].country, several[-1].sector


def _person(actor_id: str) -> Identity | None:
    slug = actor_id.removeprefix("person:")
    known = persons().get(slug)
    if not known:
        return None
    country, office = latest_office(slug) or ("", "")
    return known.name, "person", country, office_form(office).sector


def _office(country: str, office: str) -> Identity:
    form = office_form(office)
    return f"{_adjective(country)} {form.name}", "office", country, form.sector


def _body(country: str, words: str) -> Identity:
    spaced = words.replace("-", " ")
    found = body(spaced)
    return f"{_adjective(country)} {spaced.title()}", "organisation", country, found.sector if found else "GOV"


def _group(country: str, sector: str) -> Identity:
    return f"{_adjective(country)} {sector_people().get(sector, 'people')}", "group", country, sector


def identity(actor: Actor) -> tuple[str, str, str, str]:
    """Return name, kind, country and sector of an actor as the table of actors shows them.

    For an id of the codebook they depend on the id alone: a person has country and sector of the latest office known
    of them, an organisation those of its latest entry. For an id of one article they are what the actor says.
    """
    return _known(actor.id) or (actor.name, actor.kind, actor.country, actor.sector)


@lru_cache(maxsize=16_384)
def _known(actor_id: str) -> Identity | None:
    """Return who an id of the codebook means; None for an id that it does not know."""
    kind, _, rest = actor_id.partition(":")
    country, _, words = rest.partition(":")
    found: Identity | None = None
    if not rest and kind in states():
        found = _state(kind)
    elif kind == "org":
        found = _organisation(actor_id)
    elif kind == "person":
        found = _person(actor_id)
    elif words and kind in ("office", "body", "group"):
        found = {"office": _office, "body": _body, "group": _group}[kind](country, words)
    return found


def of_id(actor_id: str) -> Actor:
    """Return the actor of an id of the codebook, as it is whatever an article says."""
    blank = Actor(actor_id, actor_id, "", "", "", "")
    name, kind, country, sector = identity(blank)
    role = actor_id.rpartition(":")[2] if kind == "office" else ""
    return Actor(actor_id, name, kind, country, sector, role)


def body_id(country: str, words: str) -> str:
    """Return the id of a body of a country: ``body:CHN:foreign-ministry``."""
    found = body(words)
    return f"body:{country}:{'-'.join(parts(canonical_body(found) if found else words))}"
