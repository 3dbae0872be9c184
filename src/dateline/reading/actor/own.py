"""Who is meant by the names of a user's own actors, and what these are on the days of publication."""

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.codebook.own import PREFIX, OwnActor, OwnActors, OwnPost
from dateline.codebook.own_words import by_id, stands_for
from dateline.codebook.spellings import parts
from dateline.reading.actor.article import Article
from dateline.reading.actor.codebook import first_words, given_names, listed_as, office_form, surnames_in
from dateline.reading.actor.found import Answer, Found, Post
from dateline.reading.actor.record import Role
from dateline.record.reading import Mention

if TYPE_CHECKING:
    from collections.abc import Mapping

_FORMER = "ELI"


def own_answer(article: Article, mention: Mention) -> Answer:
    """Return the user's actor that a mention names; several of one spelling are settled by country, then by days."""
    if mention.kind == "place":
        return ()
    actors = [actor for key in mention.keys if (actor := by_id(article.own).get(key))]
    if len(actors) > 1:
        fitting = [actor for actor in actors if mention.country in ("", *(post.country for post in actor.posts))]
        actors = fitting or actors
    if len(actors) > 1:
        actors = [actor for actor in actors if any(post.possible(*article.days) for post in actor.posts)]
    if len(actors) != 1:
        return ()
    actor = actors[0]
    basis = "own table: name" if parts(mention.name) == parts(actor.name) else f"own table: alias: {mention.name}"
    return ((own_found(article, actor), basis),)


def own_instead(article: Article, key: str) -> Found | None:
    """Return the user's actor that stands for one of ours, by the key of ours; None where none does."""
    actor = by_id(article.own).get(stands_for(article.own).get(key, ""))
    return own_found(article, actor) if actor else None


def own_holder(article: Article, country: str, office: str) -> Found | None:
    """Return the user's only person who can have an office of a country, where that is beyond doubt."""
    if not country:
        return None
    terms = _terms(article.own).get((country, listed_as(office)), ())
    possible = [(actor, post) for actor, post in terms if post.possible(*article.days)]
    if len({actor.id for actor, _ in possible}) != 1:
        return None
    held = any(post.held(*article.days) for _, post in possible)
    return own_found(article, possible[0][0]) if held else None


@lru_cache(maxsize=8)
def _terms(own: OwnActors) -> "Mapping[tuple[str, str], tuple[tuple[OwnActor, OwnPost], ...]]":
    """Return who has or had an office of a country by a user's tables."""
    found: dict[tuple[str, str], list[tuple[OwnActor, OwnPost]]] = {}
    for actor in own.actors:
        for post in actor.posts:
            if post.role:
                found.setdefault((post.country, listed_as(post.role)), []).append((actor, post))
    return MappingProxyType({office: tuple(terms) for office, terms in found.items()})


def own_found(article: Article, actor: OwnActor) -> Found:
    """Return one of the user's actors as it is on the days of publication, known from now on."""
    if actor.id in article.found:
        return article.found[actor.id]
    found = Found(actor.id, actor.kind, actor.name, many=actor.kind == "organisation")
    found.country, found.sector = _side(article, actor)
    words = [parts(spelling) for spelling in actor.spellings]
    if actor.kind == "person":
        found.gender = given_names().get(words[0][0], "")
        found.held = tuple(_posts(article, actor))
        for post in found.held:
            if not post.former:
                article.fill(found, post)
        first = not first_words().isdisjoint(post.country for post in actor.posts)
        words += surnames_in(actor.name, first)
        article.given.setdefault(words[0][:1], []).append(found)
    for form in dict.fromkeys(words):
        article.names.setdefault(form, []).append(found)
    return article.enter(found)


def _posts(article: Article, actor: OwnActor) -> list[Post]:
    """Return the offices that a person has or had on the days of publication, the highest first, then the latest."""
    now = [post for post in actor.posts if post.role and post.held(*article.days)]
    before = [post for post in actor.posts if post.role and post.left(article.days[0])]
    now.sort(key=_rank)
    return [Post(post.country, post.role, former=False) for post in now] + [
        Post(post.country, post.role, former=True) for post in reversed(before)
    ]


def _rank(post: OwnPost) -> tuple[int, int, str]:
    begun = post.days()[1]
    return office_form(post.role).rank, -begun.toordinal(), post.role


def _side(article: Article, actor: OwnActor) -> tuple[str, str]:
    """Return country and sector on the days of publication; of one who is in no office any longer, what that left."""
    now = sorted((post for post in actor.posts if post.held(*article.days)), key=_rank)
    if now:
        return now[0].country, now[0].sector
    before = [post for post in actor.posts if post.left(article.days[0])]
    if len(before) == len(actor.posts) and actor.kind == "person":
        last = before[-1]
        return last.country, _FORMER if last.role and last.sector in ("", "GOV") else last.sector
    return actor.one("country"), actor.one("sector")


def own_role(found: Found) -> str:
    """Return the role of a user's person: that of the table, else that of the words, else a former one."""
    for post in (*found.held, *found.posts):
        if not post.former:
            return post.office
    return next((f"former {post.office}" for post in (*found.held, *found.posts) if post.former), "")


def own_identity(own: OwnActors, actor_id: str) -> tuple[str, str, str, str] | None:
    """Return name, kind, country and sector of a user's actor whatever an article says; None for any other.

    Country and sector are those of the row that begins last.
    """
    actor = by_id(own).get(actor_id) if actor_id.startswith(PREFIX) else None
    if actor is None:
        return None
    last = actor.posts[-1]
    return actor.name, actor.kind, last.country, last.sector


def own_roles(own: OwnActors, actor_id: str) -> tuple[Role, ...]:
    """Return the roles that a user's table gives a person; of any other actor none."""
    actor = by_id(own).get(actor_id) if actor_id.startswith(PREFIX) else None
    posts = [post for post in actor.posts if post.role] if actor else []
    return tuple(
        Role(post.role, post.country, post.sector or None, post.since, post.until or "", None, "own table")
        for post in posts
    )
