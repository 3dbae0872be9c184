"""Resolves titles without a name: to the person of the article, else to the holder on the days of publication."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from dateline.codebook.actors import holder_on
from dateline.reading.actor.article import Article, clear
from dateline.reading.actor.codebook import led, listed_as, office_form
from dateline.reading.actor.fallbacks import fallback
from dateline.reading.actor.found import Answer, Found, Post
from dateline.reading.actor.identity import of_id
from dateline.reading.actor.names import note, person_found
from dateline.reading.actor.own import own_holder
from dateline.reading.actor.owners import belongs_to, one, owner, possessor
from dateline.record.reading import Mention

_MARGIN: Final = 1.0
_IN: Final = re.compile(r"\s(?:in|from|at|of)\s(?:the\s)?")
_COUNTERPART: Final = frozenset(("counterpart", "counterparts", "opposite number"))
_AMBIGUOUS: Final = frozenset(("other_minister",))
"""Offices that a bare title gives although it can be another's."""


def is_counterpart(mention: Mention) -> bool:
    """Say whether a mention is somebody's counterpart."""
    return mention.name.lower() in _COUNTERPART


def office(article: Article, index: int) -> Answer:
    """Return the person who is meant by a title; the office where its holder is unknown."""
    mention = article.mentions[index]
    bare = fallback(mention.name)
    offices = frozenset((mention.office,) if mention.office else ())
    if bare and bare.kind == "person" and not mention.country:
        offices |= bare.fits
    gender = mention.gender or (bare.gender if bare else "")
    country = mention.country or _owned(article, index)
    if bare and country and bare.countries and country not in bare.countries:
        offices = frozenset((mention.office,) if mention.office else ())
    if article.carried.get(index) and not mention.former and (answer := _of_organisation(article, index)):
        return answer
    answer = _of_article(article, index, _Sought(offices, country, gender, bare.countries if bare else frozenset()))
    if answer:
        note(article, answer[0][0], mention._replace(country=country, office="") if bare else mention)
        return answer
    if not country and not mention.former and (answer := _of_organisation(article, index)):
        return answer
    country = country or ("" if mention.former else owner(article, index))
    return _of_codebook(article, mention, country)


def _of_organisation(article: Article, index: int) -> Answer:
    """Return who leads the organisation that a title belongs to: "the alliance's secretary general"."""
    mention = article.mentions[index]
    several = [article.carried.get(index)]
    several += [
        one(article, other) for other in (possessor(article, index), belongs_to(article, index)) if other is not None
    ]
    for found in several:
        if found and found.id in led() and mention.office:
            holder = holder_on(led()[found.id], mention.office, *article.days)
            if holder:
                return ((person_found(article, holder.person), f"title{article.on()}: {mention.name}"),)
    return ()


def counterpart(article: Article, index: int) -> Answer:
    """Return the holder of the same office in the other country: "his Chinese counterpart"."""
    mention = article.mentions[index]
    of = possessor(article, index)
    whose = one(article, of) if of is not None else None
    if whose is None and of is not None and article.mentions[of].kind == "pronoun":
        return ()
    if whose is None or whose.kind not in ("person", "office"):
        ranked = article.salient(index, lambda found: found.kind in ("person", "office"), back=0)
        whose = clear(ranked, _MARGIN)
    country = mention.country or _seated(article, index)
    if whose is None or not country or country == whose.country:
        return ()
    posts = sorted(_now(whose), key=lambda post: (office_form(post.office).rank, post))
    for post in posts:
        answer = _holder(article, country, post.office)
        if answer:
            return ((answer[0][0], f"counterpart of {whose.at}{answer[0][1]}"),)
    return ()


def _seated(article: Article, index: int) -> str:
    """Return the country of the place right after a counterpart ("his counterpart in Bogota")."""
    if index + 1 >= len(article.mentions):
        return ""
    other = article.mentions[index + 1]
    near = _IN.fullmatch(article.text, article.mentions[index].end, other.start)
    return other.country if near and other.kind in ("place", "state") else ""


def _now(found: Found) -> Iterator[Post]:
    """Yield the offices that somebody has now and that other countries have as well."""
    held = [post for post in found.held if not post.former]
    for post in held or [post for post in found.posts if not post.former]:
        if office_form(post.office).single:
            yield post
    if found.id.startswith("office:"):
        yield Post(found.country, found.id.rpartition(":")[2], former=False)


def _owned(article: Article, index: int) -> str:
    """Return the country of whom a title belongs to by the words around it; empty where they give none."""
    for other in (possessor(article, index), belongs_to(article, index)):
        if other is not None:
            found = one(article, other)
            if country := article.mentions[other].country or (found.country if found else ""):
                return country
    return ""


class _Sought(NamedTuple):
    """Whom a title can mean."""

    offices: frozenset[str]
    country: str
    gender: str
    countries: frozenset[str]
    """Where the title is used; empty for anywhere."""


def _of_article(article: Article, index: int, sought: _Sought) -> Answer:
    """Return the person of the article with one of some offices: who stands out before, else who was last named."""
    mention = article.mentions[index]
    offices, country, gender, countries = sought

    def fits(found: Found) -> bool:
        if found.kind not in ("person", "office") or (gender in ("f", "m") and found.gender not in ("", gender)):
            return False
        if country and not found.country and found.kind == "office":
            return False  # a post of nobody knows whom is not one of that country
        if found.country and ((country and found.country != country) or (countries and found.country not in countries)):
            return False
        return found.filled(offices, country) if mention.former else found.fills(offices, country)

    found = clear(article.salient(index, fits), _MARGIN) or article.before(offices, fits)
    if found is None and not mention.former:
        ahead = _ahead(article, mention, offices, country)
        found = ahead if ahead and fits(ahead) else None
    return ((found, f"title at {found.at}: {mention.name}"),) if found else ()


def _ahead(article: Article, mention: Mention, offices: frozenset[str], country: str) -> Found | None:
    """Return the person named further on who has one of some offices: of a country, or the only one for a headline."""
    for office in sorted(offices):
        named = article.posts.get((country, office), []) if country else []
        if named:
            return min(named, key=lambda found: found.at)
        every = list(article.offices.get(office, ()))
        if len(every) == 1 and (mention.sentence == 0 or (country and every[0].country == country)):
            return every[0]
    return None


def _holder(article: Article, country: str, office: str) -> Answer:
    """Return who has an office of a country: by the article, else by the days, else the office itself."""
    named = [found for found in article.posts.get((country, office), ()) if found.kind == "person"]
    if named:
        seen = [found for found in named if found.last >= 0]
        found = max(seen, key=lambda found: found.last) if seen else min(named, key=lambda found: found.at)
        return ((found, f": {office}"),)
    if mine := own_holder(article, country, office):
        return ((mine, article.on()),)
    holder = holder_on(country, listed_as(office), *article.days)
    if holder:
        return ((person_found(article, holder.person), article.on()),)
    actor = of_id(f"office:{country}:{office}")
    found = article.enter(Found(actor.id, actor.kind, actor.name, country, actor.sector))
    found.posts[Post(country, office, former=False)] = None
    return ((found, ""),)


def _of_codebook(article: Article, mention: Mention, country: str) -> Answer:
    """Return the known holder of an office of one country; who cannot be told is somebody of this article alone."""
    form = office_form(mention.office)
    alone = fallback(mention.name) is not None and mention.office in _AMBIGUOUS
    if country and form.single and not mention.former and not alone and mention.number != "many":
        found, basis = _holder(article, country, mention.office)[0]
        return ((found, f"title{basis}"),)
    if country and mention.number == "many" and not mention.former and (sector := mention.sector or form.sector):
        actor = of_id(f"group:{country}:{sector}")
        found = Found(actor.id, actor.kind, actor.name, actor.country, actor.sector, many=True)
        return ((article.enter(found), "demonym" if mention.country else f"side: {country}"),)
    if not country and fallback(mention.name) is not None:
        return ()
    if not mention.country and not mention.office and not mention.former:
        return ()
    if country and not mention.office and not mention.former and (sector := mention.sector or form.sector):
        actor = of_id(f"group:{country}:{sector}")
        found = Found(actor.id, actor.kind, actor.name, actor.country, actor.sector)
        return ((article.enter(found), "demonym" if mention.country else f"side: {country}"),)
    sector = "ELI" if mention.former else mention.sector or form.sector
    found = Found(f"local:{mention.start}", "office", mention.name, country, sector, mention.gender, at=mention.start)
    found.many = mention.number == "many"
    found = article.enter(found)
    note(article, found, mention)
    return ((found, "written"),)
