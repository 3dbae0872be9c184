"""Resolves common nouns for people who act: to the people of a side, by its country and their sector."""

import re

from dateline.codebook.spellings import parts
from dateline.reading.actor.article import Article, clear
from dateline.reading.actor.fallbacks import again, fallback
from dateline.reading.actor.found import Answer, Found
from dateline.reading.actor.identity import of_id
from dateline.reading.actor.owners import (
    OF_STATES,
    belongs_to,
    in_sentence,
    of_strangers,
    one,
    own,
    possessor,
    side_before,
    stay,
)
from dateline.record.reading import Mention

_MARGIN = 1.0
_OTHERS = re.compile(r"\b(?:foreign|other|rival|opposing|enemy|neighbou?ring|allied|local and foreign) \Z")
"""Before people who are not of the side that is spoken of."""
_LOOK = 20
_AGAINST = frozenset(("REB", "UAF"))
"""Sectors of people who fight against a state: those of the armed group that the article is about."""


def group(article: Article, index: int) -> Answer:
    """Return the people that are meant; without a side that is evident, people of this article alone."""
    mention = article.mentions[index]
    if answer := again(article, index):
        return answer
    if fallback(mention.name) and not mention.country:
        return ()
    country, basis = _side(article, index)
    if not country and (found := _before(article, index)):
        return ((found, f"again at {found.at}: {mention.name}"),)
    many = mention.number != "one"
    if country and mention.sector:
        actor = of_id(f"group:{country}:{mention.sector}")
        found = Found(actor.id, actor.kind, actor.name, actor.country, actor.sector, many=many)
        found = article.enter(found)
        found.many = many
        found.nouns.add(parts(mention.name)[-1:])
        return ((found, basis),)
    found = Found(f"local:{mention.start}", "group", mention.name, country, mention.sector, many=many, at=mention.start)
    found.nouns.add(parts(mention.name)[-1:])
    return ((article.enter(found), "written"),)


def _side(article: Article, index: int) -> tuple[str, str]:
    """Return the country whose people are meant, with the basis; empty where none is evident."""
    mention = article.mentions[index]
    if country := own(article, index):
        return country, "demonym"
    if _OTHERS.search(article.text, max(0, mention.start - _LOOK), mention.start):
        return "", ""
    for other in (possessor(article, index), belongs_to(article, index)):
        found = one(article, other) if other is not None else None
        if found and found.country:
            return found.country, f"side: {found.country}"
    if parts(article.text[mention.start : mention.end])[:1] == ("administration",) and article.countries["USA"]:
        return "USA", "side: USA"
    if country := stay(article, index):
        return country, f"side: {country}"
    if mention.sector in OF_STATES and not of_strangers(article, index):
        country = in_sentence(article, mention) or side_before(article, index)
    elif mention.sector in _AGAINST:
        country = _fighting(article)
    else:
        country = ""
    return (country, f"side: {country}") if country else ("", "")


def _fighting(article: Article) -> str:
    """Return the one country of the armed groups that the article names."""
    countries = {
        found.country
        for found in article.found.values()
        if found.kind == "organisation" and found.sector in _AGAINST and found.country
    }
    return countries.pop() if len(countries) == 1 else ""


def _before(article: Article, index: int) -> Found | None:
    """Return the people of the same sector who stand out before, where the words name them again."""
    mention = article.mentions[index]
    return clear(article.salient(index, lambda found: _same(found, mention)), _MARGIN)


def _same(found: Found, mention: Mention) -> bool:
    return found.kind == "group" and found.sector == mention.sector and parts(mention.name)[-1:] in found.nouns
