"""Says who is meant by the mentions of an article, and which places, by the codebook and the days of publication."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from dateline.codebook.own import NONE, OwnActors
from dateline.codebook.spellings import parts
from dateline.reading.actor.article import Article
from dateline.reading.actor.bodies import organisation
from dateline.reading.actor.found import PERSONS, Answer, Found
from dateline.reading.actor.groups import group
from dateline.reading.actor.names import names, note
from dateline.reading.actor.offices import counterpart, is_counterpart, office
from dateline.reading.actor.owners import one, settle
from dateline.reading.actor.persons import surname
from dateline.reading.actor.places import place
from dateline.reading.actor.pronouns import pronoun
from dateline.reading.actor.roles import actor
from dateline.reading.actor.sides import sides
from dateline.reading.component import Component
from dateline.record.reading import Actor, ActorMention, PlaceMention, Reading

_AGREES: Final = {
    "office": PERSONS,
    "group": frozenset((*PERSONS, "organisation", "group")),
    "organisation": frozenset(("organisation", "state")),
}
"""Kinds of actors that a mention beside another can name again, by its own kind."""


def _written(article: Article, index: int) -> Answer:
    """Return a state that the codebook cannot settle, as an actor of this article alone."""
    mention = article.mentions[index]
    some = article.names.setdefault(parts(mention.name), [])
    if known := next((found for found in some if found.kind == "state"), None):
        return ((known, f"name at {known.at}"),)
    found = Found(f"local:{mention.start}", "state", mention.name, "", "GOV", many=True, at=mention.start)
    some.append(found)
    return ((article.enter(found), "written"),)


def _person_or_people(article: Article, index: int) -> Answer:
    """Return who is meant by a common noun for people who act: a counterpart is one person."""
    return counterpart(article, index) if is_counterpart(article.mentions[index]) else group(article, index)


def _title(article: Article, index: int) -> Answer:
    return counterpart(article, index) if is_counterpart(article.mentions[index]) else office(article, index)


_RULES: Final[dict[str, Callable[[Article, int], Answer]]] = {
    "state": _written,
    "organisation": organisation,
    "office": _title,
    "person": surname,
    "group": _person_or_people,
    "place": surname,
    "pronoun": pronoun,
    "sides": sides,
}
"""Who answers a mention of a kind that no name answered."""


def _named_beside(article: Article, index: int) -> Answer:
    """Return the one whom a mention names again at once: "Wang Yi, the foreign minister"."""
    mention = article.mentions[index]
    kinds = _AGREES.get(mention.kind, frozenset())
    if mention.number == "many" and mention.kind == "office":
        return ()
    for other in article.beside(index):
        found = one(article, other)
        if found and found.kind in kinds and not (mention.country and found.country not in ("", mention.country)):
            note(article, found, mention)
            return ((found, f"beside {article.mentions[other].start}"),)
    return ()


def _answer(article: Article, index: int) -> Answer:
    mention = article.mentions[index]
    answer = article.answers.get(index, ())
    if not answer and mention.kind in _RULES:
        if mention.kind not in ("pronoun", "sides", "state"):
            answer = _named_beside(article, index)
        answer = answer or _RULES[mention.kind](article, index)
        article.answers[index] = answer
    settle(article, index)
    for found, _ in answer:
        found.at = mention.start if found.at < 0 else found.at
    return answer


def actors(reading: Reading, own: OwnActors = NONE) -> tuple[ActorMention | PlaceMention, ...]:
    """Return the mentions with who or which place is meant, sorted by start, end and the actor's id.

    Names come first, wherever they stand; then the article is walked through once, so that a surname, a title, a
    pronoun or "the two sides" is settled by what was said before it. A pronoun that two fit equally is left out.

    Args:
        reading: with the layers ``mentions`` and ``published``.
        own: actors of the user's, who count before ours.

    """
    article = Article(reading.text, reading.mentions, reading.published, own)
    names(article)
    places: list[PlaceMention] = []
    for index, mention in enumerate(article.mentions):
        if mention.kind == "place" and not _is_surname(article, index):
            places.append(place(article, index))
        else:
            article.see(index, _answer(article, index))
    return tuple(sorted([*_rows(article), *places], key=_order))


def _is_surname(article: Article, index: int) -> bool:
    """Say whether what looks like a place is the surname of a person of the article, who acts or is acted upon."""
    mention = article.mentions[index]
    named = any(found.kind == "person" for found in article.names.get(parts(mention.name), ()))
    return named and (mention.part != "oblique" or not (mention.keys or mention.country))


def _rows(article: Article) -> Iterator[ActorMention]:
    """Yield a row for each mention and each who is meant by it, once everything is known of them."""
    made: dict[Found, Actor] = {}
    rows: set[tuple[int, int, str]] = set()
    for index, mention in enumerate(article.mentions):
        for found, basis in article.answers.get(index, ()):
            meant = made.get(found) or made.setdefault(found, actor(found))
            key = mention.start, mention.end, meant.id
            if key not in rows:
                rows.add(key)
                yield ActorMention(mention.start, mention.end, meant, basis)


def _order(row: ActorMention | PlaceMention) -> tuple[int, int, str]:
    return row.start, row.end, row.actor.id if isinstance(row, ActorMention) else ""


_NAME: Final = "actors.v1"


def component(own: OwnActors = NONE) -> Component:
    """Return the component that knows a user's actors besides ours; its name says which.

    It needs no tokens: what it wants of the tree stands in the mentions.
    """
    name, apply = (f"{_NAME}:own-{own.digest}", partial(actors, own=own)) if own else (_NAME, actors)
    return Component(name, reads=("mentions", "published"), adds="actors", apply=apply, dated=True)


COMPONENT: Final = component()
