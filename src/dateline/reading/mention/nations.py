"""Country words that stand alone, to mentions: a state, a people, a capital that acts or is a place."""

from dateline.codebook.actor_words import listed
from dateline.codebook.lexicon import Meaning
from dateline.reading.mention.parts import acts
from dateline.reading.mention.phrases import Phrase
from dateline.reading.mention.values import country_of, keys_of, nations, plain
from dateline.reading.mention.words import Unit, Words, named_place
from dateline.record.reading import Mention


def nation(sentence: Words, number: int, phrase: Phrase, several: tuple[Meaning, ...]) -> Mention | None:
    """Return the mention of a country word that stands alone."""
    del several
    unit = phrase.head
    meanings = nations(unit)
    kinds = {one.kind for one in meanings}
    base = plain(sentence, number, phrase)._replace(
        kind="state", keys=keys_of(meanings), country=country_of(meanings), sector="GOV", number="one", gender="n"
    )
    if not meanings or _of_unknown(sentence, unit):
        return None if meanings else _unknown(sentence, base, unit)
    after = unit.end
    tied = after + 1 < len(sentence) and sentence.hyphens[after] and sentence.tokens[after].start == base.end
    if tied and sentence.words[after + 1][0].islower():
        return None
    if any(one.kind == "name" and (one.detail == "name" or "adjective" not in kinds) for one in meanings):
        return _named(sentence, base, unit)
    if not kinds.isdisjoint(("adjective", "people")):
        return _demonym(sentence, base, unit)
    dated = unit.end <= sentence.dateline
    if _accord(sentence, unit.end):
        return None
    acting = not dated and acts(sentence, unit.start, unit.end)
    return base if acting else base._replace(kind="place", keys=named_place(base.name), sector="")


def _unknown(sentence: Words, base: Mention, unit: Unit) -> Mention | None:
    """Return the mention of a state that the codebook does not know, which has no country; none of its people."""
    if unit.type == "demonym":
        return None
    if unit.type == "place" and not acts(sentence, unit.start, unit.end):
        return base._replace(kind="place", sector="")
    return base


def _of_unknown(sentence: Words, unit: Unit) -> bool:
    """Say whether a short name ("the Kingdom") opens the longer one of a state that the codebook does not know."""
    end = unit.end
    short = (
        end - unit.start == 1
        and unit.meanings[0].detail in ("alias", "short")
        and sentence.folds[end : end + 1] == ["of"]
    )
    return short and end + 1 < len(sentence) and sentence.words[end + 1][0].isupper()


def _named(sentence: Words, base: Mention, unit: Unit) -> Mention | None:
    """Return the mention of a state's name; one that has other meanings is judged by what the model sees."""
    if sentence.folds[unit.start : unit.end] in (["north"], ["south"]) and not _side(sentence, unit):
        return None
    unsure = any(one.ambiguous for one in unit.meanings)
    if unsure and unit.type == "person":
        return base._replace(kind="person", keys=(), country="", sector="", gender="")
    if (
        unsure
        and unit.start > 1
        and sentence.tokens[unit.end - 1].relation != "conj"
        and sentence.words[unit.start - 1] == ","
        and sentence.words[unit.start - 2][0].isupper()
    ):
        return base._replace(
            kind="place", keys=tuple(sorted((*base.keys, *named_place(base.name)))), sector="", country=""
        )
    return base


def _side(sentence: Words, unit: Unit) -> bool:
    """Say whether "North" or "South" alone names a state: after an article, and not before a further name."""
    after = sentence.words[unit.end] if unit.end < len(sentence) else "."
    return unit.start > 0 and sentence.folds[unit.start - 1] == "the" and not (after[0].isupper() or after == "-")


def _demonym(sentence: Words, base: Mention, unit: Unit) -> Mention | None:
    """Return the mention of a people, or of the state whose deed an adjective tells of."""
    last = sentence.tokens[unit.end - 1]
    word = sentence.folds[unit.end - 1]
    after = unit.end
    tied = after + 1 < len(sentence) and sentence.hyphens[after] and sentence.words[after + 1][0].isupper()
    if tied or (unit.start > 1 and sentence.hyphens[unit.start - 1] and sentence.words[unit.start - 2][0].isupper()):
        return base
    nominal = last.relation.startswith(
        ("nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "root")
    ) and last.upos in ("NOUN", "PROPN")
    people = any(one.kind == "people" for one in unit.meanings)
    if (
        people
        and word.endswith("s")
        and not word.endswith(("ss", "ese"))
        and last.upos in ("NOUN", "PROPN")
        and not _modified(sentence, unit)
    ):
        return base._replace(kind="group", sector="CVL", number="many", gender="")
    following = sentence.folds[unit.end] if unit.end < len(sentence) else ""
    upto = min(len(sentence), unit.end + 3)
    deed = next((place for place in range(unit.end, upto) if sentence.folds[place] in listed("deed")), None)
    if deed is not None and all(
        sentence.tokens[place].upos in ("ADJ", "NOUN", "PROPN") for place in range(unit.end, deed + 1)
    ):
        return base
    the = unit.start > 0 and sentence.folds[unit.start - 1] == "the"
    if the and nominal and not _modified(sentence, unit) and following != "of":
        return base._replace(kind="group", number="many", gender="")
    return None


def _modified(sentence: Words, unit: Unit) -> bool:
    """Say whether a country word stands before a noun that it modifies."""
    above = sentence.head(unit.end - 1)
    return above >= unit.end and sentence.tokens[unit.end - 1].relation in ("amod", "compound", "nmod")


def _accord(sentence: Words, place: int) -> bool:
    """Say whether an agreement or event is named by a country or capital before it ("Paris Agreement")."""
    upto = min(len(sentence), place + 3)
    while place < upto and sentence.tokens[place].upos in ("ADJ", "NOUN", "PROPN", "NUM"):
        if sentence.folds[place] in listed("accord"):
            return True
        place += 1
    return False
