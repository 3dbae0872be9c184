"""Finds who is named outright: states and organisations of the codebook, and persons by their full names."""

from collections.abc import Iterable
from typing import Final

from dateline.codebook.actors import Entry, body, capital_of, named, offices_of, persons, seat_of, terms_of
from dateline.codebook.spellings import parts
from dateline.reading.actor.article import Article
from dateline.reading.actor.codebook import (
    adjectives,
    countries_of,
    entries,
    first_words,
    given_names,
    listed_as,
    misspelt,
    named_body,
    state_name,
    state_of,
    surnames_in,
)
from dateline.reading.actor.found import Answer, Found, Post
from dateline.reading.actor.own import own_answer, own_instead
from dateline.record.reading import Mention

INTERNATIONAL: Final = frozenset(("IGO", "NGO", "MNC"))
"""Sectors of which a person acts for no country."""
_CARRIED: Final = 4
"""Words of the longest organisation looked for before a title."""
_FULL: Final = 2
"""Words of the shortest full name."""


def names(article: Article) -> None:
    """Answer every mention that names somebody by the words alone, wherever in the article it stands."""
    unknown: list[int] = []
    for index, mention in enumerate(article.mentions):
        answer = own_answer(article, mention)
        if mention.kind == "person":
            answer = answer or _known_person(article, mention)
            if not answer and len(parts(mention.name)) >= _FULL:
                unknown.append(index)
            _carry(article, index)
        elif mention.kind == "office":
            _carry(article, index)
        elif mention.kind in ("state", "organisation", "group"):
            answer = answer or _state(article, mention) or _organisation(article, mention)
        if answer:
            article.answers[index] = answer
    _unknown_persons(article, unknown)
    for index in sorted(article.answers):
        _gather(article, index)


def _carry(article: Article, index: int) -> None:
    """Note the organisation whose name opens the words for a person: "NATO Secretary General Ana Roe"."""
    mention = article.mentions[index]
    words = article.text[mention.start : mention.end].split(maxsplit=_CARRIED)[:_CARRIED]
    if mention.country or not mention.office or len(words) < _FULL:
        return
    for end in range(len(words), 0, -1):
        some = [entry for entry in named(" ".join(words[:end])) if entry.kind == "organisation"]
        if len(some) == 1 and some[0].sector in INTERNATIONAL:
            entry = some[0]
            found = Found(entry.key, "organisation", entry.name, entry.country, entry.sector, many=True)
            article.carried[index] = article.enter(found)
            article.carried[index].at = mention.start if found.at < 0 else found.at
            return


def gender_of(name: str) -> str:
    """Return the gender that the first word of a full name tells; empty where it is borne by both, or unknown."""
    return given_names().get(parts(name)[0], "") if parts(name) else ""


def state_found(article: Article, country: str) -> Found:
    """Return the state of a country, known from now on."""
    return article.enter(Found(country, "state", state_name(country), country, "GOV", many=True))


def _state(article: Article, mention: Mention) -> Answer:
    countries = [key.removeprefix("state:") for key in mention.keys if key.startswith("state:")]
    if mention.kind != "state" or not (countries or mention.country):
        return ()
    country = mention.country or (countries[0] if len(countries) == 1 else _commonest(article, countries))
    if not country:
        return ()
    return ((state_found(article, country), _how(mention.name, country)),)


def _commonest(article: Article, countries: list[str]) -> str:
    """Return the country that the article names most often among some; empty where two are as frequent."""
    ranked = sorted(((article.countries[country], country) for country in set(countries)), reverse=True)
    return ranked[0][1] if ranked and ranked[0][0] > (ranked[1][0] if len(ranked) > 1 else 0) else ""


def _how(words: str, country: str) -> str:
    """Return the rule by which words mean a country."""
    if parts(words) == parts(state_name(country)):
        return "name"
    if capital_of(words) == country:
        return f"capital: {words}"
    if seat_of(words) == country:
        return f"seat: {words}"
    if any(parts(words) == parts(adjective) for adjective in adjectives().get(country, ())):
        return f"demonym: {words}"
    return f"alias: {words}"


def _fits(article: Article, entry: Entry) -> bool:
    """Say whether an organisation can have been so on some day of publication."""
    earliest, latest = article.days
    return (entry.since is None or entry.since <= latest) and (entry.until is None or earliest <= entry.until)


def _organisation(article: Article, mention: Mention) -> Answer:
    every = [entry for key in mention.keys for entry in entries(key)]
    if not every and mention.kind == "organisation" and mention.country and body(mention.name):
        entry = named_body(mention.country, mention.name)
        every = [entry] if entry else []
    some = [entry for entry in every if _fits(article, entry)] or (every if len(every) == 1 else [])
    some = [entry for entry in some if mention.country in ("", entry.country)] or some
    if len(some) > 1 and (country := _commonest(article, [entry.country for entry in some])):
        some = [entry for entry in some if entry.country == country]
    if len(some) != 1:
        return ()
    entry = some[0]
    if mine := own_instead(article, entry.key):
        return ((mine, f"own table: alias: {mention.name}"),)
    found = Found(entry.key, "organisation", entry.name, entry.country, entry.sector, many=True)
    basis = "name" if parts(mention.name) == parts(entry.name) else f"alias: {mention.name}"
    if entry.since is not None or entry.until is not None:
        basis = f"{basis}{article.on()}"
    return ((article.enter(found), basis),)


def person_found(article: Article, slug: str) -> Found:
    """Return a person of the codebook with the offices of the days of publication, known from now on."""
    known = article.found.get(f"person:{slug}") or own_instead(article, f"person:{slug}")
    if known:
        return known
    person = persons().get(slug)
    several = offices_of(slug, *article.days)
    held = tuple(Post(state_of(country), office, former) for country, office, former in several)
    countries = sorted(countries_of(slug))
    found = Found(f"person:{slug}", "person", person.name if person else slug, held=held)
    found.gender = (person.gender if person else "") or gender_of(found.name)
    found.country = next((post.country for post in held if not post.former), "")
    found.country = found.country or (countries[0] if len(countries) == 1 else "")
    for post in held:
        if not post.former:
            article.fill(found, post)
    for words in (parts(found.name), *surnames_in(found.name, not first_words().isdisjoint(countries))):
        article.names.setdefault(words, []).append(found)
    article.given.setdefault(parts(found.name)[:1], []).append(found)
    return article.enter(found)


def _slugs(mention: Mention, some: Iterable[str]) -> list[str]:
    """Return the persons among some whom the words about country do not contradict, sorted."""
    return sorted(
        {slug for slug in some if not mention.country or mention.country in (countries_of(slug) or (mention.country,))}
    )


def _known_person(article: Article, mention: Mention) -> Answer:
    keys = mention.keys
    words = mention.name.split()
    if not keys and len(words) > _FULL:
        keys = tuple(entry.key for entry in named(f"{words[0]} {words[-1]}"))
    slugs = _slugs(mention, (key.removeprefix("person:") for key in keys if key.startswith("person:")))
    if len(slugs) > 1:
        fitting = [slug for slug in slugs if _in_office(article, mention, slug)]
        slugs = fitting or slugs
    if len(slugs) != 1:
        return ()
    person = persons().get(slugs[0])
    exact = person is not None and parts(person.name) == parts(mention.name)
    found = person_found(article, slugs[0])
    if not exact:
        for ends in surnames_in(mention.name, found.country in first_words()):
            some = article.names.setdefault(ends, [])
            if found not in some:
                some.append(found)
    return ((found, "name" if exact else f"alias: {mention.name}"),)


def _in_office(article: Article, mention: Mention, slug: str) -> bool:
    """Say whether a person holds, or held if the words say so, an office that the words allow."""
    for country, office, former in offices_of(slug, *article.days):
        if former == mention.former and mention.country in ("", country) and mention.office in ("", office):
            return True
    return False


def ever_held(mention: Mention, slug: str) -> bool:
    """Say whether a person ever held the office that words give, in the country that they give."""
    return any(
        office == listed_as(mention.office) and mention.country in ("", country)
        for (country, office), _ in terms_of(slug)
    )


def _misspelt(article: Article, mention: Mention) -> Answer:
    """Return the person whose name is misspelt, where office, country and days fit."""
    slugs = _slugs(mention, misspelt(mention.name))
    fitting = [slug for slug in slugs if _in_office(article, mention, slug)]
    if not fitting and mention.office:
        fitting = [slug for slug in slugs if _in_office(article, mention._replace(office=""), slug)]
        fitting = [slug for slug in fitting if any(article.countries[country] for country in countries_of(slug))]
    if not fitting and article.undated() and mention.office:
        fitting = [slug for slug in slugs if ever_held(mention, slug)]
    if not (mention.country or mention.office):
        fitting = [slug for slug in fitting if any(article.countries[country] for country in countries_of(slug))]
    if len(fitting) != 1:
        return ()
    return ((person_found(article, fitting[0]), f"alike: {mention.name}"),)


def _unknown_persons(article: Article, unknown: list[int]) -> None:
    """Answer the full names that the codebook lacks: misspelt ones, longer forms of one name, and local persons."""
    longest = sorted(unknown, key=lambda index: (-len(parts(article.mentions[index].name)), index))
    local: dict[tuple[str, ...], list[int]] = {}
    for index in longest:
        mention = article.mentions[index]
        words = parts(mention.name)
        if words in local:
            local[words].append(index)
        elif article.names.get(words):
            continue  # a shorter form of a name that is known by now: left to the walk
        elif answer := _misspelt(article, mention):
            article.answers[index] = answer
        else:
            local[words] = [index]
            _local_person(article, mention)
    for words, indices in local.items():
        first = min(indices)
        found = article.names[words][0]
        found.at, found.id = article.mentions[first].start, f"local:{article.mentions[first].start}"
        article.enter(found)
        for index in indices:
            article.answers[index] = ((found, "written" if index == first else f"name at {found.at}"),)


def _local_person(article: Article, mention: Mention) -> None:
    """Note a person whom this article alone knows, by all that can name them again."""
    words = parts(mention.name)
    found = Found("", "person", mention.name, country=mention.country, gender=gender_of(mention.name))
    ends = surnames_in(mention.name, mention.country in first_words())
    forms = {words: None, (words[0], words[-1]): None, **dict.fromkeys(ends)}
    for form in forms:
        some = article.names.setdefault(form, [])
        if form == words:
            some.insert(0, found)
        else:
            some.append(found)
    article.given.setdefault(words[:1], []).append(found)


def note(article: Article, found: Found, mention: Mention) -> None:
    """Gather what a mention says of the one who is meant."""
    if found.kind not in ("person", "office"):
        return
    found.gender = found.gender or (mention.gender if mention.gender in ("f", "m") else "")
    international = not mention.country and (mention.sector in INTERNATIONAL or _of_organisation(article, mention))
    if international and mention.sector not in INTERNATIONAL:
        found.sector = "IGO"
    found.country = "" if international else found.country or mention.country
    found.sector = found.sector or mention.sector
    if mention.office and mention.kind != "pronoun":
        country = mention.country or ("" if international else found.country)
        post = Post(country, mention.office, mention.former)
        if post not in found.posts:
            found.posts[post] = None
            if not post.former:
                article.fill(found, post)


def _of_organisation(article: Article, mention: Mention) -> bool:
    """Say whether words before a title name an organisation between states: "UN envoy"."""
    if not mention.office:
        return False
    first = article.text[mention.start : mention.end].partition(" ")[0]
    return any(entry.sector == "IGO" for entry in named(first))


def _gather(article: Article, index: int) -> None:
    """Gather what a mention, and those that name the same beside it, say of the one that it names."""
    for found, _ in article.answers[index]:
        start = article.mentions[index].start
        found.at = start if found.at < 0 else min(found.at, start)
        note(article, found, article.mentions[index])
        if found.country and not article.mentions[index].country:
            article.countries[found.country] += 1
            article.acting[found.country] += 1
        for other in article.beside(index):
            if other not in article.answers and article.mentions[other].kind in ("office", "group"):
                note(article, found, article.mentions[other])
