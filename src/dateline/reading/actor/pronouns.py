"""Resolves pronouns: to the one before who fits in gender and number and stands out; else to nobody."""

import re
from collections.abc import Callable
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from dateline.codebook.load import table
from dateline.codebook.spellings import parts
from dateline.reading.actor.article import Article, clear
from dateline.reading.actor.clauses import by_words
from dateline.reading.actor.found import Answer, Found, Seen
from dateline.record.reading import Mention

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARGIN: Final = 0.75
_LEAST_PERSON: Final = 1.5
_LEAST_THING: Final = 4.0
"""How much one stands out at least: "it" is often no actor at all, so that it means none but a subject."""
_LEAST_BODY: Final = 6.0
"""How much an organisation stands out at least for "they" to mean it."""
_CLAUSE: Final = 90
_QUANTITY: Final = re.compile(
    r"\b(?:[Aa]ll|[Mm]any|[Mm]ost|[Ss]ome|[Oo]ther|[Ss]everal|[Ff]ew|[Tt]hese|[Tt]hose) (?:of [^,;.]{1,40} )?"
    r"(?:[a-z-]+ )?[a-z]+s (?:[a-z]+ ){1,4}\Z"
)
"""Before "they": the people of the same clause, of whom no side is known ("most countries say they")."""
_ADDED: Final = re.compile(
    r" (?:said|says|added|wrote|warned|noted|explained|continued|concluded)(?=\.|\n| on [A-Z]|\Z)"
)
_UNNAMED: Final = 2.0
"""How much less somebody stands out who has no name: "a US official"."""
_KNOWN_GENDER: Final = 1.0
"""How much more a person stands out whose gender is known to fit, than one whose gender is open."""
_COMMA: Final = re.compile(r",\s{1,2}")
_THAT: Final = re.compile(r"\s(?:[a-z]{1,12}\s){0,3}that\s(?:[a-z]{1,12}\s){0,3}")
_TOLD: Final = frozenset(("object", "oblique"))
_QUOTES: Final = re.compile(r"[\"“”„«»]")
_LOOK: Final = 400
"""Letters after a pronoun in which the quotation around it is expected to end."""
_JOINED: Final = (7.0, 4.5)
"""How much several joined ones stand out in their own sentence and the next."""
_SUBJECTS: Final = frozenset(("subject", "passive"))
_THINGS: Final = frozenset(("state", "organisation"))


@cache
def _cases() -> "Mapping[str, str]":
    return MappingProxyType({row["word"]: row["case"] for row in table("pronouns")})


def pronoun(article: Article, index: int) -> Answer:
    """Return who is meant by a pronoun; empty where two fit about equally, or none does.

    Nobody is looked for further back than two sentences. The subject of its own clause is not what an object refers
    to, unless reflexively, and nobody speaks of themselves in the third person in their own quotation.
    """
    mention = article.mentions[index]
    if mention.number == "many":
        return _several(article, index)
    barred = _barred(article, index)
    fits = _human(mention, barred) if mention.gender in ("f", "m") else _thing(barred)
    if meant := by_words(article, index, fits):
        return _meant(mention, meant)
    ranked = article.salient(index, fits)
    if mention.gender in ("f", "m"):
        bonus = [(weight + _fit(found, mention.gender), found) for weight, found in ranked]
        ranked = sorted(bonus, key=lambda pair: (-pair[0], -pair[1].last))
    least = _LEAST_PERSON if mention.gender in ("f", "m") else _LEAST_THING
    found = clear(ranked, _MARGIN)
    if found is None or ranked[0][0] < least or _told_another(article, index, found, fits):
        return ()
    return _meant(mention, found)


def _meant(mention: Mention, found: Found) -> Answer:
    """Return a pronoun's answer; a person whose gender was open has that of the pronoun from now on."""
    if mention.gender in ("f", "m") and found.kind == "person":
        found.gender = found.gender or mention.gender
    return ((found, f"pronoun at {found.at}: {mention.name}"),)


def _fit(found: Found, gender: str) -> float:
    """Return how much more or less one human being stands out for a pronoun than it does by itself."""
    return _KNOWN_GENDER * (found.gender == gender) - _UNNAMED * (found.kind == "group")


def _told_another(article: Article, index: int, meant: Found, fits: Callable[[Found], bool]) -> bool:
    """Say whether another who fits is told it, so that either can be meant: "told the envoy that his government"."""
    if index == 0:
        return False
    last, mention = article.mentions[index - 1], article.mentions[index]
    if last.part not in _TOLD or not _THAT.fullmatch(article.text, last.end, mention.start):
        return False
    return any(found is not meant and fits(found) for found, _ in article.answers.get(index - 1, ()))


def _human(mention: Mention, barred: frozenset[str]) -> Callable[[Found], bool]:
    return lambda found: found.human and found.gender in ("", mention.gender) and found.id not in barred


def _thing(barred: frozenset[str]) -> Callable[[Found], bool]:
    return lambda found: found.kind in _THINGS and found.id not in barred


def _barred(article: Article, index: int) -> frozenset[str]:
    """Return the ids of those whom a pronoun cannot mean where it stands."""
    mention = article.mentions[index]
    case = _cases().get(mention.name.lower(), "")
    barred = {_speaker(article, index)}
    if index and _COMMA.fullmatch(article.text, article.mentions[index - 1].end, mention.start):
        # "Payne, his foreign minister", "The president, he said": not the one right before.
        barred.update(found.id for found, _ in article.answers.get(index - 1, ()))
    if article.text[max(0, mention.start - 2) : mention.start] == ", " and _ADDED.match(article.text, mention.end):
        # "The army had left, he said": not one of whom that tells.
        barred.update(seen.found.id for seen in article.sentences.get(mention.sentence, ()))
    if mention.part in ("object", "oblique") and case not in ("reflexive", "possessive"):
        subject = _subject(article, mention.sentence, index)
        barred.add(subject.found.id if subject else "")
    return frozenset(barred - {""})


def _subject(article: Article, sentence: int, index: int) -> Seen | None:
    """Return the last subject of a sentence before a mention."""
    for seen in reversed(article.sentences.get(sentence, ())):
        if seen.mention < index and seen.part in _SUBJECTS:
            return seen
    return None


def _speaker(article: Article, index: int) -> str:
    """Return the id of who speaks in the quotation around a pronoun, if a name in its sentence tells; else empty."""
    mention = article.mentions[index]
    opened = article.quoted[index]
    if opened < 0:
        return ""
    end = _QUOTES.search(article.text, mention.end, mention.end + _LOOK)
    for other in range(index + 1, min(index + 6, len(article.mentions))):
        following = article.mentions[other]
        if following.sentence > mention.sentence + 1:
            break
        if end and following.start > end.start() and following.part in _SUBJECTS:
            named = [found for found, _ in article.answers.get(other, ())]
            named = named or article.names.get(parts(following.name), [])
            return named[0].id if named else ""
    for seen in reversed(article.sentences.get(mention.sentence, ())):
        if article.mentions[seen.mention].end <= opened and seen.part in _SUBJECTS:
            return seen.found.id
    return _last_speaker(article, index)


def _last_speaker(article: Article, index: int) -> str:
    """Return the id of the last person before who is a subject outside of quotations: a quotation goes on."""
    for ago, seen in article.window(index):
        if ago and seen.part in _SUBJECTS and seen.found.human and article.quoted[seen.mention] < 0:
            return seen.found.id
    return ""


def _several(article: Article, index: int) -> Answer:
    """Return the group, or the several joined subjects, that "they" means."""
    mention = article.mentions[index]
    if _QUANTITY.search(article.text, max(0, mention.start - _CLAUSE), mention.start):
        return ()
    barred = _barred(article, index)
    ranked = article.salient(index, lambda found: found.many and found.kind != "state" and found.id not in barred)
    people = [(weight + _MARGIN * (found.kind == "group"), found) for weight, found in ranked]
    people.sort(key=lambda pair: (-pair[0], -pair[1].last))
    joined, weight = _joined(article, index)
    if joined:
        if people and people[0][0] >= weight and people[0][1] not in joined:
            return ()
        return tuple((found, f"pronoun at {found.at}: {mention.name}") for found in joined)
    found = clear(people, _MARGIN)
    if found and found.kind == "organisation" and people[0][0] < _LEAST_BODY:
        return ()
    return ((found, f"pronoun at {found.at}: {mention.name}"),) if found else ()


def _joined(article: Article, index: int) -> tuple[tuple[Found, ...], float]:
    """Return two or more joined by "and" in this sentence, or as subject of the one before, and how they stand out."""
    sentence = article.mentions[index].sentence
    for ago in (0, 1):
        runs: list[list[Seen]] = []
        for seen in article.sentences.get(sentence - ago, ()):
            if seen.mention >= index or (ago and seen.part not in _SUBJECTS):
                continue
            if runs and article.joined(runs[-1][-1].mention, seen.mention):
                runs[-1].append(seen)
            else:
                runs.append([seen])
        for run in reversed(runs):
            found = tuple(dict.fromkeys(seen.found for seen in run))
            if len(found) > 1:
                return found, _JOINED[ago]
    return (), 0.0
