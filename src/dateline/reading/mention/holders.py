"""Phrases of persons and offices to mentions."""

from dateline.codebook.actor_words import listed
from dateline.codebook.entries import persons
from dateline.codebook.lexicon import Meaning
from dateline.codebook.titles import Title, title_country, title_of
from dateline.reading.mention.parts import describes
from dateline.reading.mention.phrases import Phrase
from dateline.reading.mention.values import country_of, holder_of, keys_of, plain, plural, sector_of, words_of
from dateline.reading.mention.words import Unit, Words
from dateline.record.reading import Mention


def person(sentence: Words, number: int, phrase: Phrase, several: tuple[Meaning, ...]) -> Mention | None:
    """Return the mention of a person by name; ``several`` are the countries before it."""
    known = tuple(one for one in phrase.head.meanings if one.kind == "person")
    held = holder_of(phrase)
    country = country_of(several) or country_of(held) or _of_title(sentence, phrase)
    title = _best(sentence, phrase, country)
    gender = _gender(sentence, phrase)
    if not gender and len(known) == 1:
        person = persons().get(known[0].key.removeprefix("person:"))
        gender = person.gender if person else ""
    return plain(sentence, number, phrase)._replace(
        kind="person",
        keys=keys_of(known),
        country=country,
        sector=(sector_of(held) or title.sector) if title else _noun_sector(phrase),
        office=title.office if title else "",
        number="one",
        gender=gender,
    )


def _noun_sector(phrase: Phrase) -> str:
    return sector_of(tuple(one for one in phrase.noun.meanings if one.kind == "agent")) if phrase.noun else ""


def office(sentence: Words, number: int, phrase: Phrase, several: tuple[Meaning, ...]) -> Mention | None:
    """Return the mention of an office; None where its words are an ordinary noun here."""
    held = holder_of(phrase)
    country = country_of(several) or country_of(held) or _of_title(sentence, phrase)
    title = _best(sentence, phrase, country)
    if title is None or not (country or several or phrase.holder or _definite(sentence, phrase)):
        return None
    if title.office and (_stretched(sentence, phrase) or _presided(sentence, phrase)):
        title = title._replace(office="")
    base = plain(sentence, number, phrase)
    name = base.name if not phrase.holder else " ".join((words_of(sentence, phrase.holder), base.name))
    many = plural(sentence, phrase.head)
    word = sentence.folds[phrase.head.end - 1] if phrase.head.end - phrase.head.start == 1 else ""
    if word == "leader" and phrase.holder:
        title = title._replace(office="party_leader")
    return base._replace(
        kind="group" if many and word == "leaders" else "office",
        name=name,
        country=country,
        sector=sector_of(held) or title.sector,
        office="" if word == "leaders" else title.office,
        number="many" if many else "one",
        gender=_gender(sentence, phrase),
    )


def _stretched(sentence: Words, phrase: Phrase) -> bool:
    """Say whether an ordinary title has words before it that make another post of it ("US diplomatic leader")."""
    head = phrase.head
    if head.end - head.start > 1 or sentence.folds[head.start].removesuffix("s") not in listed("loose"):
        return False
    before = head.start - 1
    return (
        before >= phrase.start
        and sentence.tokens[before].upos in ("ADJ", "NOUN")
        and (
            sentence.folds[before] not in listed("still")
            and not any(unit.start <= before < unit.end for unit in phrase.countries)
        )
    )


def _presided(sentence: Words, phrase: Phrase) -> bool:
    """Say whether an ordinary title is that of the organisation named after it ("president of the league")."""
    after = phrase.holder is not None and phrase.holder.start >= phrase.head.end
    word = sentence.folds[phrase.head.start].removesuffix("s")
    return after and phrase.head.end - phrase.head.start == 1 and word in listed("loose")


def _definite(sentence: Words, phrase: Phrase) -> bool:
    """Say whether a title without country and name is one: an ordinary word needs an article, and no other owner."""
    end = phrase.end
    first, last = phrase.start, sentence.tokens[phrase.end - 1]
    if last.upos not in ("NOUN", "PROPN") or sentence.tokens[phrase.end - 1].relation in ("compound", "amod"):
        return False
    if sentence.words[phrase.end - 1].endswith("."):
        return False
    loose = phrase.end - phrase.start == 1 and sentence.folds[first].removesuffix("s") in listed("loose")
    if not loose:
        return True
    if describes(sentence, end - 1):
        return True
    if end < len(sentence) and sentence.folds[end] in ("of", "for", "at"):
        return False
    return (
        first > 0 and sentence.folds[first - 1] in ("the", "his", "her", "their", "its", "our") and last.upos != "ADV"
    )


def offices(sentence: Words, phrase: Phrase) -> tuple[str, ...]:
    """Return the offices of ministers of several portfolios ("foreign and defence ministers")."""
    key = tuple(part for part in sentence.folds[phrase.head.start : phrase.head.end] if part)
    if key.count("and") != 1 or key[-1] != "ministers":
        return ("other_minister",)
    cut = key.index("and")
    both = (title_of((*key[:cut], "minister")), title_of((*key[cut + 1 : -1], "minister")))
    several = tuple(one.office for one in both if one and one.office != "other_minister")
    return several if len(several) == len(both) else ("other_minister",)


def _best(sentence: Words, phrase: Phrase, country: str) -> Title | None:
    """Return what the titles of a phrase say: the first that has an office of its own."""
    found = [known for unit in phrase.titles if (known := title_in(sentence, unit, country))]
    if phrase.holder and phrase.titles and (longer := _with_holder(sentence, phrase, country)):
        found.insert(0, longer)
    if not country and len(phrase.titles) == 1 and _open(sentence, phrase.titles[0]):
        found = [one._replace(office="") for one in found]
    return next((one for one in found if one.office and one.office not in ("general_rank", "admiral_rank")), None) or (
        found[0] if found else None
    )


def _open(sentence: Words, unit: Unit) -> bool:
    """Say whether a title is one word that says no office by itself ("the minister")."""
    return unit.end - unit.start == 1 and sentence.folds[unit.start].removesuffix("s") in listed("open_title")


def _of_title(sentence: Words, phrase: Phrase) -> str:
    """Return the country that a title tells by itself ("taoiseach")."""
    if phrase.countries or phrase.holder:
        return ""
    unit = phrase.head if phrase.head.kind == "title" else phrase.titles[0] if phrase.titles else None
    return title_country(tuple(part for part in sentence.folds[unit.start : unit.end] if part)) if unit else ""


def _with_holder(sentence: Words, phrase: Phrase, country: str) -> Title | None:
    """Return what a title means together with the name before it, or its end ("[US] Treasury Secretary")."""
    holder, last = phrase.holder, phrase.titles[0].end
    for start in range(holder.start, phrase.titles[0].start) if holder else ():
        key = tuple(part for part in sentence.folds[start:last] if part and part != "s")
        if (found := title_of(key, country)) and found.office:
            return found
    return None


def title_in(sentence: Words, unit: Unit, country: str) -> Title | None:
    """Return what a title means in a country."""
    key = tuple(part for part in sentence.folds[unit.start : unit.end] if part)
    return title_of(key, country) or unit.title


def _gender(sentence: Words, phrase: Phrase) -> str:
    if phrase.woman is not None:
        return "f" if phrase.woman else "m"
    for unit in phrase.titles:
        for word in sentence.folds[unit.start : unit.end]:
            if word in listed("woman"):
                return "f"
            if word in listed("man"):
                return "m"
    return ""
