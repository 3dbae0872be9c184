"""Makes the actors of the record from those found: country, sector and role on the days of publication."""

from dateline.codebook.own import PREFIX
from dateline.reading.actor.codebook import office_form
from dateline.reading.actor.found import Found, Post
from dateline.reading.actor.identity import identity
from dateline.reading.actor.names import INTERNATIONAL
from dateline.reading.actor.own import own_role
from dateline.record.reading import Actor

_FORMER = "ELI"


def actor(found: Found) -> Actor:
    """Return the actor that somebody found in the article is, by the codebook and all that the words said of them."""
    plain = Actor(found.id, found.name, found.kind, found.country, found.sector, "")
    if found.id.startswith(PREFIX):
        return plain._replace(role=own_role(found) if found.kind == "person" else "")
    if found.id.startswith("office:"):
        role = found.id.rpartition(":")[2]
    elif found.kind in ("person", "office"):
        plain, role = _in_office(found, plain)
    else:
        role = ""
    name, kind, _, _ = identity(plain)
    return plain._replace(name=name, kind=kind, role=role)


def _first(posts: list[Post]) -> Post | None:
    """Return the highest of some offices; of equals the one found first."""
    return min(posts, key=lambda post: office_form(post.office).rank) if posts else None


def _in_office(found: Found, plain: Actor) -> tuple[Actor, str]:
    """Return a person with the country and sector of the office, and the office.

    The office held by the codebook on those days counts before that of the words, and that before a former one.
    """
    held = _first([post for post in found.held if not post.former])
    if held:
        return plain._replace(country=held.country, sector=office_form(held.office).sector), held.office
    said = _first([post for post in found.posts if not post.former])
    if said:
        sector = found.sector or office_form(said.office).sector
        country = said.country or ("" if sector in INTERNATIONAL else found.country)
        return plain._replace(country=country, sector=sector), said.office
    former = _first([post for post in (*found.posts, *found.held) if post.former])
    if former:
        sector = found.sector if found.sector not in ("", "GOV") else _FORMER
        return plain._replace(country=former.country or found.country, sector=sector), f"former {former.office}"
    return plain, ""
