"""Phrases of organisations, groups and places to mentions."""

from typing import Final

from dateline.codebook.actor_words import listed
from dateline.codebook.lexicon import Meaning
from dateline.codebook.titles import agent
from dateline.reading.mention.parts import describes, part_of
from dateline.reading.mention.phrases import Phrase
from dateline.reading.mention.values import country_of, holder_of, keys_of, modifier, plain, plural, sector_of
from dateline.reading.mention.words import Words, named_place
from dateline.record.reading import Mention

_ALONE: Final = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "REB", "CVL", "UAF", "CRM", "REF", "SPY", "PRM", "OPP"))
"""Sectors whose nouns count without a country."""
_TWINS: Final = frozenset(("counterpart", "counterparts"))
_INTERNATIONAL: Final = frozenset(("IGO", "NGO"))
_PARTS: Final = frozenset(("subject", "passive", "possessive", "object", "oblique"))
"""What a noun is to its verb where it can name an organisation again."""


def organisation(sentence: Words, number: int, phrase: Phrase, several: tuple[Meaning, ...]) -> Mention | None:
    """Return the mention of an organisation or a body; None where it only modifies another noun, or is vague."""
    known = tuple(one for one in phrase.head.meanings if one.kind in ("organisation", "seat"))
    base = plain(sentence, number, phrase)._replace(kind="organisation", number="one", gender="n")
    body = next((one for one in phrase.head.meanings if one.kind == "body"), None)
    if phrase.head.kind == "organisation" or (known and not several):
        within = tuple(one for one in phrase.head.meanings if one.kind not in ("organisation", "body", "agent"))
        if any(one.kind == "seat" for one in phrase.head.meanings) and _building(sentence, phrase):
            return base._replace(kind="place", keys=keys_of(known), country=country_of(known))
        country = country_of(several) or country_of(known) or country_of(within)
        if several:
            known = tuple(one for one in known if one.country in ("", country))
        return base._replace(keys=keys_of(known), country=country, sector=sector_of(known))
    if body is None or sentence.tokens[phrase.head.end - 1].upos not in ("NOUN", "PROPN", "X"):
        return None
    if not several and (modifier(sentence, phrase) or _vague(sentence, phrase)):
        return None
    country = country_of(several) or country_of(holder_of(phrase))
    many = plural(sentence, phrase.head) and phrase.head.end - phrase.head.start == 1
    return base._replace(
        country=country,
        keys=keys_of(several) if several and not country else (),
        sector=body.sector if sector_of(holder_of(phrase)) not in _INTERNATIONAL else sector_of(holder_of(phrase)),
        number="many" if many and sentence.folds[phrase.head.end - 1] not in ("forces", "affairs") else "one",
    )


def _vague(sentence: Words, phrase: Phrase) -> bool:
    """Say whether a body of one word in small letters has no article or owner before it ("artificial intelligence")."""
    word = sentence.folds[phrase.end - 1]
    if word in listed("one_of_many") and not phrase.holder and _indefinite(sentence, phrase.start):
        return True
    if phrase.end - phrase.start > 1 or word in listed("bare_body") or not sentence.words[phrase.start][0].islower():
        return False
    before = range(phrase.start - 1, max(-1, phrase.start - 4), -1)
    owned = next((place for place in before if sentence.tokens[place].upos not in ("ADJ", "NOUN", "PROPN", "NUM")), -1)
    if owned >= 0 and word in listed("reign") and sentence.tokens[owned].upos == "PRON":
        return True
    return owned < 0 or not (sentence.tokens[owned].upos in ("DET", "PRON") or sentence.possessive(owned))


def _indefinite(sentence: Words, start: int) -> bool:
    """Say whether "a" or "an" stands before a noun and the adjectives before it ("a new government")."""
    place = start - 1
    while place > 0 and sentence.tokens[place].upos in ("ADJ", "NOUN", "ADV"):
        place -= 1
    return place >= 0 and sentence.folds[place] in ("a", "an")


def _building(sentence: Words, phrase: Phrase) -> bool:
    """Say whether a seat of government is the house here ("at the White House", "outside the Kremlin")."""
    before = phrase.start - 1
    if before >= 0 and sentence.folds[before] == "the":
        before -= 1
    return before >= 0 and sentence.folds[before] in ("at", "in", "outside", "inside", "near", "into")


def group(sentence: Words, number: int, phrase: Phrase, several: tuple[Meaning, ...]) -> Mention | None:
    """Return the mention of people who act; None where the noun only modifies another, or acts for no side."""
    known = next(one for one in phrase.head.meanings if one.kind == "agent")
    base = plain(sentence, number, phrase)
    if not several and not phrase.holder and _again(sentence, phrase):
        return base._replace(kind="organisation", number="one", gender="n")
    many = known.detail == "many" or (not known.detail and plural(sentence, phrase.head))
    if not _acting(sentence, phrase, known, several=bool(several), many=many):
        return None
    held = holder_of(phrase)
    country = country_of(several) or country_of(held)
    if held and not many and _renames(sentence, phrase):
        return base._replace(
            kind="organisation", keys=keys_of(held), country=country, sector=sector_of(held), number="one", gender="n"
        )
    count = "many" if many else "one"
    if sentence.folds[phrase.head.end - 1] in _TWINS:
        return base._replace(kind="office", country=country, number=count)
    keys = keys_of(several) if several and not country else ()
    sector = known.sector if not held or sector_of(held) in ("", "GOV", "IGO") else sector_of(held)
    return base._replace(kind="group", keys=keys, country=country, sector=sector, number=count)


def _acting(sentence: Words, phrase: Phrase, known: Meaning, *, several: bool, many: bool) -> bool:
    """Say whether a noun for people stands for some who can act for a side."""
    last = phrase.head.end - 1
    word = sentence.folds[last]
    if sentence.tokens[last].upos not in ("NOUN", "PROPN", "X") or modifier(sentence, phrase):
        return False
    if word in listed("thing") and part_of(sentence, phrase.start, phrase.end) != "subject":
        return False
    if several or (phrase.holder and word not in listed("relational")):
        return True
    if word in _TWINS:
        return phrase.holder is not None or _possessed(sentence, phrase.start)
    described = not many and describes(sentence, last)
    return word not in listed("relational") and (described or not _bare(sentence, phrase, known))


def _renames(sentence: Words, phrase: Phrase) -> bool:
    """Say whether a noun right after a name is of the one who is named ("Fatah movement")."""
    before = phrase.holder is not None and phrase.holder.end == phrase.head.start
    return before and sentence.folds[phrase.head.end - 1] in listed("again")


def _again(sentence: Words, phrase: Phrase) -> bool:
    """Say whether a noun with an article names an organisation again ("the group"), as subject or owner."""
    start = phrase.start
    if phrase.end - start > 1 or sentence.folds[start] not in listed("again"):
        return False
    article = sentence.folds[start - 1] if start else ""
    if sentence.tokens[start].relation == "appos":
        return article in ("the", "a", "an")
    return article == "the" and part_of(sentence, start, phrase.end) in _PARTS


def _possessed(sentence: Words, start: int) -> bool:
    """Say whether a possessive stands before a word, or one word before that ("his close counterpart")."""
    before = range(max(0, start - 2), start)
    return any(
        sentence.tokens[place].relation.startswith("nmod:poss") or sentence.possessive(place) for place in before
    )


def _bare(sentence: Words, phrase: Phrase, known: Meaning) -> bool:
    """Say whether a noun without a country is no actor: a thing, or people who act for no side."""
    word = sentence.folds[phrase.head.end - 1]
    return known.sector not in _ALONE or word in listed("thing") or word in listed("bare")


def place_named(sentence: Words, number: int, phrase: Phrase, several: tuple[Meaning, ...]) -> Mention | None:
    """Return the mention of a place."""
    del several
    base = plain(sentence, number, phrase)
    if _human(sentence, phrase) and not named_place(base.name):
        return base._replace(kind="person", number="one")
    regions = tuple(one for one in phrase.head.meanings if one.kind in ("region", "capital"))
    keys = named_place(base.name)
    return base._replace(kind="place", keys=keys, country=country_of(regions), number="one", gender="n")


def _human(sentence: Words, phrase: Phrase) -> bool:
    """Say whether what the model takes for a place is a person, by the noun or the "who" set beside it."""
    upto = min(len(sentence), phrase.end + 6)
    if phrase.head.meanings or phrase.end >= upto or sentence.words[phrase.end] != ",":
        return False
    if sentence.folds[phrase.end + 1 : phrase.end + 2] == ["who"]:
        return True
    inside = range(phrase.start, phrase.end)
    for place in range(phrase.end + 1, upto):
        token = sentence.tokens[place]
        if token.relation == "appos" and sentence.head(place) in inside:
            known = agent(sentence.folds[place])
            return bool(known and known.number == "one") or sentence.folds[place] in listed("title")
    return False
