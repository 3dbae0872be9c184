"""The parts of mentions in one sentence: the codebook's words, the model's names, and titles."""

from dateline.codebook.actor_words import listed
from dateline.codebook.titles import title_of
from dateline.reading.mention.known import known
from dateline.reading.mention.names import names_in, verdict_on
from dateline.reading.mention.titles import marks, titles_in
from dateline.reading.mention.words import Unit, Words


def units(sentence: Words) -> list[Unit]:
    """Return the units of a sentence in order; they do not overlap.

    The codebook's words stand unless the model sees a longer name about them that is no sum of them ("South China
    Sea", "China Daily"); where it sees a name that the codebook does not know, that stands. A title that opens a
    name is cut from it; one inside a longer name of an organisation or place is none.
    """
    chosen, added = _settled(sentence, list(known(sentence)))
    added.extend(_surnames(sentence, [*chosen, *added]))
    blocked = [0] * len(sentence)
    for unit in (*chosen, *added):
        if _opens_title(sentence, unit):
            continue
        if unit.kind in ("country", "other") or (
            unit.kind in ("organisation", "place") and (unit.end - unit.start > 1 or _meant(unit))
        ):
            blocked[unit.start : unit.end] = [1] * (unit.end - unit.start)
    barred = {
        place
        for unit in chosen
        if unit.kind == "body" and unit.end - unit.start > 1
        for place in range(unit.start, unit.end - 1)
    }
    titles = list(titles_in(sentence, blocked, barred))
    covered = {place for unit in titles for place in range(unit.start, unit.end)}
    kept = [cut for unit in (*chosen, *added) if (cut := _beside_titles(unit, covered))]
    taken = [0] * len(sentence)
    for unit in (*kept, *titles):
        taken[unit.start : unit.end] = [1] * (unit.end - unit.start)
    return sorted([*kept, *titles, *marks(sentence, taken)])


def _opens_title(sentence: Words, unit: Unit) -> bool:
    """Say whether an adjective that is an organisation's name elsewhere opens a title ("National Security Adviser")."""
    if unit.kind != "organisation" or unit.end - unit.start > 1 or sentence.tokens[unit.start].upos != "ADJ":
        return False
    return any(title_of(tuple(sentence.folds[unit.start : unit.end + more])) for more in (1, 2, 3))


def _surnames(sentence: Words, found: list[Unit]) -> list[Unit]:
    """Return the words with a capital that are a surname of the article and that neither codebook nor model names."""
    if sentence.surnames.isdisjoint(sentence.folds):
        return []
    taken = {place for unit in found for place in range(unit.start, unit.end)}
    return [
        Unit(place, place + 1, "person")
        for place, word in enumerate(sentence.folds)
        if word in sentence.surnames and place not in taken and _may_name(sentence, place)
    ]


def _may_name(sentence: Words, place: int) -> bool:
    """Say whether a word is written as a name: in capitals within a sentence, or no verb at its start."""
    word, token = sentence.words[place], sentence.tokens[place]
    if sentence.folds[place] in listed("calendar"):
        return False
    if len(word) < 3 or not word[0].isupper() or token.name != "O":  # noqa: PLR2004 - too short to tell
        return False
    return token.upos == "PROPN" or not (place == 0 or sentence.headline)


def _meant(unit: Unit) -> bool:
    """Say whether the codebook knows an organisation as one of a country or of several."""
    return any(one.kind == "organisation" for one in unit.meanings)


def _beside_titles(unit: Unit, covered: set[int]) -> Unit | None:
    """Return what titles leave of a unit: of a person's name the rest after them, of another all or nothing."""
    if covered.isdisjoint(range(unit.start, unit.end)):
        return unit
    start = unit.start
    while start in covered:
        start += 1
    if unit.kind == "person" and start < unit.end and covered.isdisjoint(range(start, unit.end)):
        return unit._replace(start=start, meanings=())
    return None


def _settled(sentence: Words, known: list[Unit]) -> tuple[list[Unit], list[Unit]]:
    """Return which words of the codebook stand, and the names of the model that stand beside them."""
    owner: list[int] = [0] * len(sentence)
    for number, unit in enumerate(known, start=1):
        owner[unit.start : unit.end] = [number] * (unit.end - unit.start)
    chosen: dict[int, Unit] = dict(enumerate(known, start=1))
    added: list[Unit] = []
    for start, end, type_ in names_in(sentence):
        inner = sorted({owner[place] for place in range(start, end)} - {0})
        verdict = verdict_on(sentence, start, end, type_, [chosen[number] for number in inner])
        if verdict is None:
            for number in inner:
                chosen[number] = chosen[number]._replace(type=type_)
            continue
        for number in inner:
            gone = chosen.pop(number)
            owner[gone.start : gone.end] = [0] * (gone.end - gone.start)
        if verdict.kind:
            added.append(verdict)
    return list(chosen.values()), added
