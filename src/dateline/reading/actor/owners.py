"""Says of which side something is that the words alone do not give one: by its owner, else by the subject before."""

import re
from collections.abc import Iterator
from typing import Final

from dateline.codebook.actors import capital_of
from dateline.codebook.spellings import parts
from dateline.codebook.states import state_words
from dateline.reading.actor.article import Article, clear
from dateline.reading.actor.found import Found
from dateline.reading.actor.persons import surname
from dateline.reading.actor.strangers import strange, unknown
from dateline.record.reading import Mention

_OF: Final = re.compile(r"\s{0,3}(?:of|for|at|to|with|from)\s{1,3}(?:the\s{1,3})?", re.IGNORECASE)
_SENT: Final = frozenset(("ambassador", "special_envoy"))
"""Offices whose holders belong to who sends them, not to where they are sent."""
_SENT_OF: Final = re.compile(r"\s{0,3}(?:of|for|from)\s{1,3}(?:the\s{1,3})?", re.IGNORECASE)
_WHOSE: Final = re.compile(r"\s{0,3}of\s")
_POSSESSED: Final = re.compile(r"(?:['’]s?)?\s{1,3}(?:own\s{1,3})?(?:[a-z-]{3,12}\s{1,3}){0,2}", re.IGNORECASE)
_LONGEST: Final = 40
_PARTY: Final = re.compile(r"(?: \(|, )[RDI](?:\.,|\.?-|,) ?[A-Z]")
_CONGRESS: Final = re.compile(
    r"(?:Rep\.|Sen\.|Reps\.|Sens\.|Congress(?:wo)?man|(?:[Tt]hen-)?(?:US |U\.S\. )?House Speaker) "
)
_CAUCUS: Final = re.compile(r"\b(?:Republican|Democratic|Democrat|GOP) \Z")
_CAUCUS_LOOK: Final = 12
_WHERE: Final = re.compile(r",? where (?:[a-z]+ ){0,2}")
_IN: Final = re.compile(r" (?:in|at|from|across) (?:the )?")
_THERE: Final = re.compile(r" there\b")
_PLACES: Final = 6
"""Mentions before "there" among which its place is looked for."""
_MARGIN: Final = 1.0
_PRESS: Final = "JRN"
_EVIDENT: Final = frozenset(("GOV", "MIL", "SPY"))
"""Sectors of which a person of an unknown country is taken to be of the side that is spoken of."""
OF_STATES: Final = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY"))
"""Sectors whose people belong to a state, so that the side that is spoken of is theirs."""


def possessor(article: Article, index: int) -> int | None:
    """Return the mention right before one that it belongs to ("his", "China's"); None where there is none."""
    before = index - 1
    if before < 0:
        return None
    mention, other = article.mentions[index], article.mentions[before]
    if other.part != "possessive" or other.sentence != mention.sentence or mention.start - other.end > _LONGEST:
        return None
    return before if _POSSESSED.fullmatch(article.text, other.end, mention.start) else None


def belongs_to(article: Article, index: int) -> int | None:
    """Return the mention right after one that it belongs to ("spokesman for the ministry"); None where none."""
    after = index + 1
    if after >= len(article.mentions):
        return None
    mention, other = article.mentions[index], article.mentions[after]
    if not 0 < other.start - mention.end <= _LONGEST:
        return None
    form = _SENT_OF if mention.office in _SENT or other.kind in ("state", "place") else _OF
    return after if form.fullmatch(article.text, mention.end, other.start) else None


def one(article: Article, index: int) -> Found | None:
    """Return who is meant by a mention, if that is one: by what is answered already, or by a surname further on."""
    if index not in article.answers and article.mentions[index].kind == "person":
        article.answers[index] = surname(article, index)
    answer = article.answers.get(index, ())
    return answer[0][0] if len(answer) == 1 else None


def own(article: Article, index: int) -> str:
    """Return the country that a mention's own words give.

    Words that several countries share ("Congolese") mean the one that the article names more often.
    """
    mention = article.mentions[index]
    if mention.country or not article.text[mention.start : mention.end].strip():
        return mention.country
    several = state_words().get(parts(article.text[mention.start : mention.end].split()[0]), ())
    ranked = sorted({(article.countries[words.country], words.country) for words in several}, reverse=True)
    if len(ranked) > 1 and ranked[0][0] > ranked[1][0]:
        return ranked[0][1]
    return ""


def settle(article: Article, index: int) -> None:
    """Give a person of this article alone the country of the body or side that the words of the office belong to."""
    found = one(article, index)
    if found is None or found.country or found.kind not in ("person", "office") or not found.id.startswith("local:"):
        return
    mention = article.mentions[index]
    if _PARTY.match(article.text, mention.end) or _of_congress(article, mention):
        found.country = "USA"
    elif found.sector in _EVIDENT and mention.office:
        found.country = owner(article, index)
    elif mention.kind in ("office", "group", "person"):
        found.country = next(_countries(article, index), "")


def _of_congress(article: Article, mention: Mention) -> bool:
    """Say whether a title is that of a member of the Congress of the United States, in an article about these."""
    if not article.countries["USA"]:
        return False
    start = mention.start
    caucus = mention.sector == "LEG" and _CAUCUS.search(article.text, max(0, start - _CAUCUS_LOOK), start)
    return bool(caucus) or _CONGRESS.match(article.text, start) is not None


def owner(article: Article, index: int) -> str:
    """Return the country whose a mention evidently is; empty where the words around it leave that open.

    In this order: the country in its own words; whose it is by a possessive before or "of" behind it; one beside it;
    the one country of its sentence; the country that stands out before it; the only country of the article. A news
    outlet gives no country.
    """
    country = own(article, index) or next(_countries(article, index), "")
    if not country and (possessor(article, index) is not None or of_strangers(article, index)):
        return ""  # somebody's, but it is not known whose
    return country or _evident(article, index) or _only(article)


def _countries(article: Article, index: int) -> Iterator[str]:
    """Yield the countries of those that a mention belongs to by the words, the surest first."""
    for other in _nearest(article, index):
        found = one(article, other)
        country = article.mentions[other].country or (found.country if found and found.sector != _PRESS else "")
        if country:
            yield country


def _nearest(article: Article, index: int) -> Iterator[int]:
    for other in (possessor(article, index), belongs_to(article, index)):
        if other is not None:
            yield other
    yield from article.beside(index)


def _evident(article: Article, index: int) -> str:
    """Return the country that stands out in what was said before."""
    if article.strange:
        return ""
    countries: dict[str, tuple[float, Found]] = {}
    ranked = article.salient(index, lambda found: bool(found.country) and found.sector != _PRESS, spoken=False)
    for weight, found in ranked:
        countries.setdefault(found.country, (weight, found))
    meant = clear(list(countries.values()), _MARGIN)
    return meant.country if meant else ""


def _only(article: Article) -> str:
    """Return the only country of the article, if something of it acts: a place where people meet is no side."""
    only = len(article.countries) == 1 and not article.strange
    return next(iter(article.acting), "") if only else ""


def of_strangers(article: Article, index: int) -> bool:
    """Say whether the words tell whose a mention is, and the codebook does not know them ("envoys of Veldria")."""
    mention = article.mentions[index]
    if strange(article.text, mention):
        return True
    other = belongs_to(article, index)
    if other is None or not _WHOSE.match(article.text, mention.end):
        return False
    return unknown(article.mentions[other])


def in_sentence(article: Article, mention: Mention) -> str:
    """Return the one country that was named before in the sentence of a mention; empty where none or several were."""
    if article.strange:
        return ""
    countries = {
        seen.found.country
        for seen in article.sentences.get(mention.sentence, ())
        if seen.found.country and seen.found.sector != _PRESS
    }
    return countries.pop() if len(countries) == 1 else ""


def side_before(article: Article, index: int) -> str:
    """Return the country that stands out before a mention, if its own sentence names none before it."""
    sentence = article.mentions[index].sentence
    if any(seen.found.country and seen.found.sector != _PRESS for seen in article.sentences.get(sentence, ())):
        return ""
    return _evident(article, index)


def stay(article: Article, index: int) -> str:
    """Return the country of the place where people are by the words: "there", "in Goma", "in Goma, where"."""
    mention = article.mentions[index]
    if index and _WHERE.fullmatch(article.text, article.mentions[index - 1].end, mention.start):
        return article.mentions[index - 1].country
    if mention.sector not in OF_STATES and index + 1 < len(article.mentions):
        after = article.mentions[index + 1]
        if _IN.fullmatch(article.text, mention.end, after.start) and after.kind in ("place", "state"):
            return after.country
    if not _THERE.match(article.text, mention.end):
        return ""
    for other in range(index - 1, max(index - _PLACES, -1), -1):
        before = article.mentions[other]
        if before.kind == "place" and before.country and mention.sentence - before.sentence <= 1:
            return before.country
    return ""


def seated(article: Article, index: int) -> str:
    """Return the country of the capital in which something sits: "the junta in Niamey"; empty where none is named."""
    if index + 1 >= len(article.mentions):
        return ""
    mention, after = article.mentions[index], article.mentions[index + 1]
    if after.kind != "place" or not _IN.fullmatch(article.text, mention.end, after.start):
        return ""
    return after.country if capital_of(after.name) == after.country else ""
