"""The names that the model sees in a sentence, and whether each stands against the codebook's words in it."""

from collections.abc import Iterator
from typing import Final

from dateline.codebook.actor_words import listed
from dateline.codebook.lexicon import title_heads
from dateline.reading.mention.nations_unknown import PEOPLE
from dateline.reading.mention.words import Unit, Words, joined, named_place

_TYPES: Final = {"person": "person", "organisation": "organisation", "place": "place", "facility": "place"}


_IN: Final = frozenset(("in", "near", "across", "into", "outside", "throughout"))
"""Words before a place, and hardly before a person."""


def names_in(sentence: Words) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and type of the names that the model sees, without small words at their ends.

    The parts of a name that a hyphen joins are one.
    """
    held: tuple[int, int, str] | None = None
    for first, last, kind in _raw_names(sentence):
        fit = [place for place in range(first, last) if _fit_to_end(sentence, place)]
        if not fit:
            continue
        start, end = fit[0], fit[-1] + 1
        between = range(held[1], start) if held else range(0)
        joined = len(between) == 1 and sentence.hyphens[between[0]] and not sentence.dash(between[0])
        if held and joined and held[2] == kind:
            held = (held[0], end, kind)
            continue
        if held:
            yield held
        held = (start, end, kind)
    if held:
        yield held


def _raw_names(sentence: Words) -> Iterator[tuple[int, int, str]]:
    start, kind = -1, ""
    for place, token in enumerate(sentence.tokens):
        if token.name == "O":
            if start >= 0:
                yield start, place, kind
                start = -1
            continue
        part, _, type_ = token.name.partition("-")
        if sentence.hyphens[place] and sentence.dash(place):
            part = ""
        if start >= 0 and (part != "I" or type_ != kind):
            yield start, place, kind
            start = -1
        if part == "B" or (part == "I" and start < 0):
            start, kind = place, type_
    if start >= 0:
        yield start, len(sentence), kind


def _fit_to_end(sentence: Words, place: int) -> bool:
    """Say whether a word may begin or end a name: no sign, no clitic, no word in small letters."""
    word = sentence.words[place]
    if sentence.headline and _acting(sentence, place):
        return False
    if not sentence.folds[place] or sentence.possessive(place) or sentence.folds[place] in listed("mister"):
        return False
    tied = place > 1 and sentence.hyphens[place - 1] and sentence.words[place - 2][0].isupper()
    return not word[0].islower() or tied


def _acting(sentence: Words, place: int) -> bool:
    """Say whether a word of a headline looks like its verb ("Warns")."""
    word = sentence.folds[place]
    return word.endswith("s") and word[:-1] in listed("act")


def verdict_on(sentence: Words, start: int, end: int, type_: str, inner: list[Unit]) -> Unit | None:
    """Return the unit that a name of the model makes, one without a kind where it makes none; None: the inner stand."""
    kind = _TYPES.get(type_, "other" if type_ in ("event", "other") else "")
    whole = Unit(start, end, kind, type=type_)
    if _party(sentence, start, end):
        return whole._replace(kind="")
    if not inner:
        return _alone(sentence, whole, type_)
    if _longer(whole, inner):
        return whole
    if not kind or min(unit.start for unit in inner) < start or max(unit.end for unit in inner) > end:
        return None
    return _over(sentence, whole, inner)


def _alone(sentence: Words, whole: Unit, type_: str) -> Unit:
    """Judge a name without words of the codebook; what is a state or people that it does not know is no person."""
    start, end = whole.start, whole.end
    if end - start == 1 and sentence.folds[start] in sentence.strange:
        people = sentence.folds[start].endswith(PEOPLE)
        return whole._replace(kind="country", type="demonym" if people else type_)
    if whole.kind != "other" and adjectival(sentence, start, end, type_):
        return whole._replace(kind="country", type="demonym")
    if whole.kind == "person" and _where(sentence, start, end):
        return whole._replace(kind="place")
    letters = sum(map(len, sentence.folds[start:end]))
    none = end - start == 1 and sentence.folds[start] in listed("calendar")
    none = none or (whole.kind == "person" and _like_a_state(sentence, start, end))
    none = none or letters < 2 or not any(word[0].isupper() for word in sentence.words[start:end])  # noqa: PLR2004
    return whole._replace(kind="") if none else whole


def adjectival(sentence: Words, start: int, end: int, type_: str) -> bool:
    """Say whether an unknown word tells of which people or country the noun after it is ("Veldrian officials")."""
    if end - start != 1 or not sentence.words[start][0].isupper() or sentence.folds[start] in sentence.surnames:
        return False
    token = sentence.tokens[start]
    before = sentence.head(start) > start and token.relation in ("amod", "compound", "nmod")
    shaped = sentence.folds[start].endswith(PEOPLE) and not named_place(sentence.words[start])
    return before and shaped and (type_ == "demonym" or sentence.tokens[sentence.head(start)].upos == "NOUN")


def _where(sentence: Words, start: int, end: int) -> bool:
    """Say whether one unknown word is where something is, rather than somebody: "in Veldria"."""
    alone = end - start == 1 and sentence.folds[start] not in sentence.surnames
    return alone and start > 0 and sentence.folds[start - 1] in _IN and not sentence.possessive(end)


def _like_a_state(sentence: Words, start: int, end: int) -> bool:
    """Say whether one unknown word looks like a state's name, in an article about a state that we do not know."""
    if not sentence.strange or end - start != 1 or sentence.folds[start] in sentence.surnames:
        return False
    return sentence.folds[start].endswith(("ia", "stan", "land"))


def _longer(whole: Unit, inner: list[Unit]) -> bool:
    """Say whether a short name of an organisation only ends a longer unknown one ("the Millers' League")."""
    *before, last = inner
    short = last.kind == "organisation" and last.end - last.start == 1 and last.end == whole.end
    alias = all(one.kind != "organisation" or not one.capitals for one in last.meanings)
    plain = all(unit.kind in ("agent", "body") for unit in before)
    return whole.kind == "organisation" and short and alias and plain and last.start > whole.start


def _party(sentence: Words, start: int, end: int) -> bool:
    """Say whether words are the party and state of a member of Congress ("R-Wis.")."""
    return end - start > 2 and sentence.words[start] in ("R", "D", "I") and sentence.hyphens[start + 1]  # noqa: PLR2004


def _same(whole: Unit, only: Unit) -> Unit | None:
    """Judge a name that the codebook and the model cut alike, and name differently."""
    unsure = any(one.ambiguous and one.detail != "name" for one in only.meanings)
    unsure = unsure and all(one.kind != "capital" for one in only.meanings)
    if only.kind in ("agent", "body") and whole.kind in ("person", "place"):
        return whole
    unsure = unsure and only.meanings[0].kind != "name"
    return whole if only.kind == "country" and whole.kind == "organisation" and unsure else None


def _over(sentence: Words, whole: Unit, inner: list[Unit]) -> Unit | None:
    """Judge a name of the model that holds words of the codebook."""
    start, end, only = whole.start, whole.end, inner[0]
    if only.start == start and only.end == end:
        return _same(whole, only)
    if whole.kind == "person":
        owned = only.kind == "country" and only.start == start and sentence.possessive(only.end)
        return None if owned or only.kind in ("person", "body", "agent") else whole
    if _sum(sentence, whole, inner) or (sentence.headline and _clause(sentence, only.end, end)):
        return None
    if whole.kind == "other":
        titled = any(word in title_heads() for word in sentence.folds[start:end])
        return None if only.kind != "country" or titled else whole
    if whole.kind == "place" and sentence.folds[end - 1] not in listed("accord"):
        known = only.kind != "country" or named_place(joined(sentence, start, end))
        return whole if known else None
    return _organised(sentence, whole, inner)


def _sum(sentence: Words, whole: Unit, inner: list[Unit]) -> bool:
    """Say whether a name is nothing but words of the codebook side by side."""
    covered = sum(unit.end - unit.start for unit in inner)
    places = range(whole.start, whole.end)
    plain = sum(1 for place in places if sentence.folds[place] and not sentence.possessive(place))
    return covered >= plain or any(sentence.words[place] in (",", "and") for place in places)


def _clause(sentence: Words, start: int, end: int) -> bool:
    return any(sentence.tokens[place].upos in ("VERB", "AUX") for place in range(start, end))


def _organised(sentence: Words, whole: Unit, inner: list[Unit]) -> Unit | None:
    """Judge a name of an organisation: one that opens with a country and ends as a body of it is no name of its own."""
    only, last = inner[0], inner[-1]
    if sentence.folds[whole.end - 1] in listed("accord"):
        return whole._replace(kind="other")
    if only.kind == "body" and only.start == whole.start and sentence.folds[only.end] in ("of", "for"):
        return None
    if only.kind != "country" or only.start != whole.start:
        return whole
    body = last.kind in ("body", "agent") and last.end == whole.end
    longer = len(inner) > 1 and last.kind == "organisation"
    return None if body or longer or sentence.possessive(only.end) else whole._replace(meanings=only.meanings)
