"""Resolves places: to the one of the codebook that the countries of the article allow, else as they are written."""

from dateline.codebook.places import settled
from dateline.reading.actor.article import Article
from dateline.record.reading import Mention, Place, PlaceMention

_SURE = 1000
"""Weight of the country that the words beside a place give, above any count of others."""


def place(article: Article, index: int) -> PlaceMention:
    """Return the place that is meant by a mention of kind ``place``; one of the article alone where none is settled."""
    mention = article.mentions[index]
    country = mention.country or _beside(article, mention)
    countries = {country: _SURE} if country else article.countries
    found = settled(mention.name, countries)
    if found is None or (country and found.country not in ("", country)):
        return PlaceMention(mention.start, mention.end, Place(mention.name, country, None, None, ""), "written")
    meant = Place(found.name, found.country, found.latitude, found.longitude, found.geonames)
    basis = "name" if found.name == mention.name else f"alias: {mention.name}"
    return PlaceMention(mention.start, mention.end, meant, f"{basis} in {country}" if country else basis)


def _beside(article: Article, mention: Mention) -> str:
    """Return the country that holds the words, or that they are beside ("Kharkiv, Ukraine"); empty where none does."""
    for other in (mention.within, mention.beside):
        if other is not None and 0 <= other < len(article.mentions) and article.mentions[other].country:
            return article.mentions[other].country
    return ""
