"""Says whom a pronoun means where the words right before it tell: a clause of its own, a speaker, an address, kin."""

import re
from collections.abc import Callable
from typing import Final

from dateline.codebook.spellings import parts
from dateline.reading.actor.article import Article
from dateline.reading.actor.found import Found, Seen

_ADVERB: Final = r"(?:also |later |earlier |then |meanwhile |has |had |have )"
_DAY: Final = r"(?: on)?(?: [A-Z][a-z]{2,5}day| the day before)?(?: that)? "
_SPOKE: Final = re.compile(
    rf", {_ADVERB}{{0,2}}(?:said|says|added|wrote|argued|insisted|replied|warned|claimed|admitted|announced)"
    rf"{_DAY}\Z"
    r"|, (?:saying|adding|writing|arguing|insisting|warning|claiming|noting|admitting|announcing)(?: that)? \Z"
)
"""Before a pronoun: the clause of its own that stood before a comma is over, and the subject of all speaks."""
_TOLD: Final = re.compile(r"\b(?:told|tells|assured|informed|reminded|promised|notified) (?:the )?\Z")
_ASKED: Final = re.compile(r"\b(?:propos|suggest|recommend|demand)(?:ed|es|ing) (?:to |of |from )?(?:the )?\Z")
_THAT: Final = re.compile(r"(?: on [A-Z][a-z]{2,5}day)?(?: that)? ")
_AND: Final = re.compile(r"\s{1,2}and\s{1,2}")
_AT: Final = re.compile(r"(?P<beside>, (?:an?|the) [^,]{1,60},)? (?:at|inside|outside|near|(?P<inside>in)) ")
_HOME: Final = re.compile(
    r" (?:[a-z]+ ){0,2}(?:home|house|office|residence|camp|palace|compound|village|hometown|cell|hideout|bed)\b"
)
_KIN: Final = re.compile(
    r" (?:[a-z]+ )?(?:wife|husband|brother|sister|son|daughter|father|mother|widow|nephew|niece|cousin|uncle|aunt)\b,? "
)
_WITH: Final = "with "
_LOOK: Final = 60
_BACK: Final = 4
_SUBJECTS: Final = frozenset(("subject", "passive"))
_BREAK: Final = re.compile(r"[,;:.\"“”]")
_LEAD: Final = re.compile(r",? who(?:se)?\b")

Fits = Callable[[Found], bool]


def by_words(article: Article, index: int, fits: Fits) -> Found | None:
    """Return the one whom a pronoun means by the words right before it; None where they leave it open."""
    mention = article.mentions[index]
    before = article.text[max(0, mention.start - _LOOK) : mention.start]
    if _SPOKE.search(before):
        return _first(article, index, fits)
    if mention.part == "possessive":
        for rule in (_kin, _joined, _at):
            if found := rule(article, index, fits):
                return found
    return _addressed(article, index, fits) or _own_clause(article, index, fits)


def _answered(article: Article, index: int, fits: Fits) -> Found | None:
    answer = article.answers.get(index, ())
    return answer[0][0] if len(answer) == 1 and fits(answer[0][0]) else None


def _first(article: Article, index: int, fits: Fits) -> Found | None:
    """Return the first subject of the sentence of a pronoun, outside of quotations, if it fits."""
    for seen in article.sentences.get(article.mentions[index].sentence, ()):
        if seen.part in _SUBJECTS and article.quoted[seen.mention] < 0 and seen.mention < index:
            return seen.found if fits(seen.found) else None
    return None


def _kin(article: Article, index: int, fits: Fits) -> Found | None:
    """Return the one of the same surname as the wife or brother who is named ("His wife, Ana Roe")."""
    mention = article.mentions[index]
    if index + 1 >= len(article.mentions) or not _KIN.match(article.text, mention.end):
        return None
    other = article.mentions[index + 1]
    if other.kind != "person" or other.start - mention.end > _LOOK:
        return None
    words = parts(other.name)[-1:]
    named = article.answers.get(index + 1, ())
    some = {
        id(seen.found): seen.found
        for _, seen in article.window(index)
        if fits(seen.found) and parts(seen.found.name)[-1:] == words and all(seen.found is not one for one, _ in named)
    }
    return next(iter(some.values())) if len(some) == 1 else None


def _joined(article: Article, index: int, fits: Fits) -> Found | None:
    """Return the one to whom "and" joins what is theirs ("Iran and its allies")."""
    if index and _AND.fullmatch(article.text, article.mentions[index - 1].end, article.mentions[index].start):
        return _answered(article, index - 1, fits)
    return None


def _at(article: Article, index: int, fits: Fits) -> Found | None:
    """Return the one who is at what is theirs ("a picture of Roe at his desk", "Roe, a clerk, in his camp")."""
    mention = article.mentions[index]
    for other in range(index - 1, max(index - _BACK, -1), -1):
        before = article.mentions[other]
        if before.sentence != mention.sentence:
            break
        place = _AT.fullmatch(article.text, before.end, mention.start) if before.kind == "person" else None
        if not place or not (place["beside"] or before.part in ("oblique", "other")):
            continue
        if article.text[max(0, before.start - len(_WITH)) : before.start].lower() == _WITH:
            continue
        if not place["inside"] or place["beside"] or _HOME.match(article.text, mention.end):
            return _answered(article, other, fits)
    return None


def _addressed(article: Article, index: int, fits: Fits) -> Found | None:
    """Return who speaks, where somebody is told, or who is asked: "told Roe that he was ready"."""
    mention = article.mentions[index]
    if index == 0 or mention.part not in _SUBJECTS:
        return None
    last = article.mentions[index - 1]
    if last.sentence != mention.sentence or not _THAT.fullmatch(article.text, last.end, mention.start):
        return None
    before = article.text[max(0, last.start - _LOOK) : last.start]
    if _ASKED.search(before):
        return _answered(article, index - 1, fits)
    if not _TOLD.search(before):
        return None
    for _, seen in article.window(index - 1, back=0):
        if seen.part in _SUBJECTS or seen.part == "clause":
            return seen.found if fits(seen.found) else None
    return None


def _own_clause(article: Article, index: int, fits: Fits) -> Found | None:
    """Return the one who became subject of the clause of a pronoun: "Roe, who said his", "urged Chad to lift its"."""
    mention = article.mentions[index]
    for _, seen in article.window(index, back=0):
        if seen.part == "clause":
            return seen.found if fits(seen.found) and _unbroken(article, seen, mention.start) else None
        if seen.part in _SUBJECTS:
            return None
    return None


def _unbroken(article: Article, seen: Seen, upto: int) -> bool:
    """Say whether no comma ends a clause between one who opens it and a place."""
    start = article.mentions[seen.mention].end
    lead = _LEAD.match(article.text, start)
    return _BREAK.search(article.text, lead.end() if lead else start, upto) is None
