"""Resolves organisations without an entry of their own: bodies that every state has, and names of one article."""

from dateline.codebook.actors import body, named, offices_of, terms_of
from dateline.codebook.spellings import parts
from dateline.reading.actor.article import Article, clear
from dateline.reading.actor.codebook import named_body, surnames
from dateline.reading.actor.fallbacks import again, fallback
from dateline.reading.actor.found import Answer, Found
from dateline.reading.actor.identity import body_id, of_id
from dateline.reading.actor.names import INTERNATIONAL
from dateline.reading.actor.owners import of_strangers, own, owner, seated
from dateline.record.reading import Mention

_MARGIN = 1.0
_OWN_SIDE = frozenset(("REB", "UAF", "PRM", "CRM", "OPP", "CVL", "IGO", "NGO"))
"""Sectors of bodies that need not be of the side that is spoken of."""
_SEATED = frozenset(("government", "parliament", "ministry", "court", "armed_force"))
"""Kinds of bodies that sit in the capital of their own country."""
_OF_CONGRESS = frozenset(("congress", "house of representatives", "senate"))
_HEADS = frozenset(("head_of_state", "head_of_government"))
_OF_PERSONS = frozenset(("administration", "government", "cabinet", "regime"))


def organisation(article: Article, index: int) -> Answer:
    """Return the organisation that is meant: the one named again, a body of a state, else one of this article."""
    mention = article.mentions[index]
    answer = again(article, index) or _same(article, index)
    if answer or mention.keys:
        return answer or _local(article, mention)
    if answer := _of_person(article, mention) or _under(article, mention):
        return answer
    known = body(mention.name)
    if known and mention.sector not in INTERNATIONAL:
        side = owner if known.sector not in _OWN_SIDE else own
        country = _there(article, index, known.kind) or side(article, index)
    else:
        country = ""
    if country:
        return ((body_found(article, country, mention.name), "name" if mention.country else f"side: {country}"),)
    return _local(article, mention)


def _there(article: Article, index: int, kind: str) -> str:
    """Return the country of a body by the capital where it sits, or by the only one of the article that has it.

    "The junta in Niamey" is of Niger; "the Senate" of the one country of the article whose senate the codebook has.
    """
    mention = article.mentions[index]
    if mention.country or kind not in _SEATED or of_strangers(article, index):
        return mention.country
    if seat := seated(article, index):
        return seat
    if kind != "parliament":
        return ""
    if mention.name.lower() in _OF_CONGRESS and article.countries["USA"]:
        return "USA"
    having = [country for country in article.countries if named_body(country, mention.name)]
    return having[0] if len(having) == 1 else ""


def _of_person(article: Article, mention: Mention) -> Answer:
    """Return the government that is called by the name of its head: "the Obama administration"."""
    *name, last = parts(mention.name) or ("",)
    if not name or last not in _OF_PERSONS:
        return ()
    heads = [found for found in article.names.get(tuple(name), ()) if found.country]
    countries = {found.country for found in heads}
    if not countries:
        slugs = surnames().get(tuple(name), ())
        countries = {country for slug in slugs for country in _headed(article, slug)}
        countries = countries or {country for slug in slugs for country in _headed_before(article, slug)}
    if len(countries) != 1:
        return ()
    return ((body_found(article, countries.pop(), "government"), f"alias: {mention.name}"),)


def _under(article: Article, mention: Mention) -> Answer:
    """Return the organisation that stands behind the name of its head: "the Obama White House"."""
    first, _, rest = mention.name.partition(" ")
    some = [entry for entry in named(rest) if entry.kind == "organisation"] if rest else []
    if len(some) != 1 or not (parts(first) in article.names or parts(first) in surnames()):
        return ()
    entry = some[0]
    found = Found(entry.key, "organisation", entry.name, entry.country, entry.sector, many=True)
    return ((article.enter(found), f"alias: {rest}"),)


def _headed(article: Article, slug: str) -> set[str]:
    """Return the countries of which a person is head on the days of publication; on unknown days, ever was."""
    if article.undated():
        return {country for (country, office), _ in terms_of(slug) if office in _HEADS}
    return {country for country, office, former in offices_of(slug, *article.days) if not former and office in _HEADS}


def _headed_before(article: Article, slug: str) -> set[str]:
    """Return the countries of which a person became head before publication."""
    terms = terms_of(slug)
    return {country for (country, office), term in terms if office in _HEADS and term.since_earliest <= article.days[1]}


def body_found(article: Article, country: str, words: str) -> Found:
    """Return a body of a state, known from now on: an organisation of the codebook where that has an entry for it."""
    entry = named_body(country, words)
    actor = of_id(entry.key if entry else body_id(country, words))
    return article.enter(Found(actor.id, actor.kind, actor.name, actor.country, actor.sector, many=True))


def _same(article: Article, index: int) -> Answer:
    """Return the organisation of this article that was called so before."""
    mention = article.mentions[index]
    words = parts(mention.name)
    some = [found for found in article.names.get(words, ()) if mention.country in ("", found.country)]
    if not some or mention.country or len(some) == 1:
        return ((some[-1], f"name at {some[-1].at}"),) if some else ()
    found = clear(article.salient(index, lambda found: found in some), _MARGIN)
    return ((found, f"name at {found.at}"),) if found else ()


def _local(article: Article, mention: Mention) -> Answer:
    """Return an organisation that this article alone knows; nothing for a mere noun that stands for another."""
    if fallback(mention.name) and not mention.country:
        return ()
    country, sector = mention.country, mention.sector
    found = Found(f"local:{mention.start}", "organisation", mention.name, country, sector, many=True, at=mention.start)
    found = article.enter(found)
    article.names.setdefault(parts(mention.name), []).append(found)
    return ((found, "written"),)
