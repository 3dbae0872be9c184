"""Resolves surnames: to the person of the article who has it, else to a known holder where office or country fits."""

from dateline.codebook.actors import capital_of, country_of, offices_of, terms_of
from dateline.codebook.spellings import parts
from dateline.reading.actor.article import Article
from dateline.reading.actor.codebook import countries_of, first_named, listed_as, office_form, surnames
from dateline.reading.actor.found import Answer, Found
from dateline.reading.actor.names import ever_held, note, person_found, state_found
from dateline.record.reading import Mention

_SHORT = 3
"""Letters of a surname too short to name a known person by itself."""
_BY_FIRST = frozenset(("monarch", "crown_prince", "pope"))
"""Offices whose holders are called by their first names: "King Salman"."""
_SOON = 730
"""Days before an office within which its later holder is news already."""
_HIGH = 6
"""Rank of the lowest office whose holder is known by surname alone."""


def surname(article: Article, index: int) -> Answer:
    """Return the person whom a surname means; a person of this article alone where nobody is known by it."""
    mention = article.mentions[index]
    words = parts(mention.name)
    answer = _of_article(article, index, words) or _of_codebook(article, mention, words)
    if answer:
        note(article, answer[0][0], mention)
        return answer
    if not (mention.office or mention.gender) and (country := country_of(mention.name) or capital_of(mention.name)):
        return ((state_found(article, country), f"alias: {mention.name}"),)
    found = Found(f"local:{mention.start}", "person", mention.name, mention.country, mention.sector, at=mention.start)
    found = article.enter(found)
    note(article, found, mention)
    if words:
        article.names.setdefault(words, []).append(found)
    return ((found, "written"),)


def _contradicts(found: Found, mention: Mention) -> bool:
    """Say whether what the words say of a person is false of somebody."""
    if mention.gender in ("f", "m") and found.gender in ("f", "m") and mention.gender != found.gender:
        return True
    countries = {post.country for post in (*found.held, *found.posts) if post.country} | {found.country}
    return bool(mention.country) and countries != {""} and mention.country not in countries


def _of_article(article: Article, index: int, words: tuple[str, ...]) -> Answer:
    mention = article.mentions[index]
    some = [found for found in article.names.get(words, ()) if not _contradicts(found, mention)]
    if not some and not country_of(mention.name):
        some = [found for found in article.given.get(words, ()) if not _contradicts(found, mention)]
    if mention.office in _BY_FIRST:
        reigning = frozenset((mention.office, listed_as(mention.office)))
        some = [found for found in some if found.fills(reigning) or not (found.held or found.posts)]
    if len(some) > 1 and mention.office:
        offices = frozenset((mention.office,))
        some = [found for found in some if found.fills(offices) or found.filled(offices)] or some
    if not some:
        return ()
    if len(some) > 1 and not (mention.office or mention.country):
        some = _known_by_surname(article, index, some) or some
    seen = [found for found in some if found.last >= 0]
    meant = max(seen, key=lambda found: found.last) if seen else min(some, key=lambda found: found.at)
    return ((meant, f"surname at {meant.at}"),)


def _known_by_surname(article: Article, index: int, some: list[Found]) -> list[Found]:
    """Return the one in office among some whom nobody else of that name has come up since the sentence before."""
    known = [found for found in some if found.held]
    sentence = article.mentions[index].sentence
    others = [found for found in some if not found.held and found.last >= 0]
    near = any(sentence - article.mentions[found.last].sentence <= 1 for found in others)
    return known if len(known) == 1 and not near else []


def _of_codebook(article: Article, mention: Mention, words: tuple[str, ...]) -> Answer:
    slugs = (first_named() if mention.office in _BY_FIRST else surnames()).get(words, ())
    if not slugs:
        return ()
    if mention.former:
        slugs = tuple(slug for slug in slugs if mention.office and _left(article, mention, slug))
        return ((person_found(article, slugs[0]), f"surname{article.on()}: {mention.name}"),) if len(slugs) == 1 else ()
    fitting = [slug for slug in slugs if _holds(article, mention, slug)]
    if len(fitting) > 1:
        high = [slug for slug in fitting if _rank(article, slug) < _HIGH]
        fitting = high or fitting
    if not fitting and not mention.office and len(slugs) == 1 and len("".join(words)) > _SHORT:
        fitting = [slug for slug in slugs if any(article.countries[country] for country in countries_of(slug))]
        fitting = [slug for slug in fitting if mention.country in ("", *countries_of(slug))]
        fitting = fitting if article.undated() or _around(article, fitting) else []
    if not fitting and mention.office and article.undated():
        fitting = [slug for slug in slugs if ever_held(mention, slug)]
    if len(fitting) != 1:
        return ()
    return ((person_found(article, fitting[0]), f"surname{article.on()}: {mention.name}"),)


def _left(article: Article, mention: Mention, slug: str) -> bool:
    """Say whether a person held the office that the words give before publication, and does no more."""
    offices = offices_of(slug, *article.days)
    return any(
        former and office == listed_as(mention.office) and mention.country in ("", country)
        for country, office, former in offices
    )


def _around(article: Article, slugs: list[str]) -> bool:
    """Say whether each of some persons left a high office before publication, or took one within two years."""
    return all(
        any(
            office_form(office).rank < _HIGH and (term.since_earliest - article.days[1]).days < _SOON
            for (_, office), term in terms_of(slug)
        )
        for slug in slugs
    )


def _rank(article: Article, slug: str) -> int:
    return min(office_form(office).rank for _, office, former in offices_of(slug, *article.days) if not former)


def _holds(article: Article, mention: Mention, slug: str) -> bool:
    """Say whether a person holds an office that the words allow, in a country that they or the article name."""
    for country, office, former in offices_of(slug, *article.days):
        if former or mention.country not in ("", country):
            continue
        if listed_as(mention.office) in ("", office) and (
            mention.office or mention.country or article.countries[country]
        ):
            return True
    return False
