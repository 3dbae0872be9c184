"""What the tree says of a mention: its part in the clause, whether a capital acts, what a pronoun stands for."""

from typing import Final

from dateline.codebook.actor_words import listed
from dateline.reading.mention.words import Words

_PARTS: Final = {
    "nsubj": "subject",
    "csubj": "subject",
    "obj": "object",
    "iobj": "object",
    "obl": "oblique",
    "nmod": "oblique",
    "appos": "apposition",
    "vocative": "other",
}
_INSIDE: Final = frozenset(("flat", "compound", "fixed", "goeswith", "amod", "nummod", "det", "case"))
_STEPS: Final = 12


def head_of(sentence: Words, start: int, end: int) -> int:
    """Return the word of a stretch whose head lies outside of it; its last word where the tree says nothing."""
    for place in range(end - 1, start - 1, -1):
        if sentence.tokens[place].upos == "PUNCT" or sentence.possessive(place):
            continue
        above = sentence.head(place)
        if not start <= above < end:
            return place
    return end - 1


def _stands_for(sentence: Words, start: int, place: int) -> bool:
    """Say whether a word has the part of its head: a name right after a noun, or what follows a dateline."""
    above = sentence.head(place)
    if above < 0 or above >= place:
        return False
    after = sentence.dateline
    if above < after <= place:
        return sentence.tokens[above].relation != "root"
    return sentence.tokens[place].relation == "appos" and above == start - 1


def describes(sentence: Words, place: int) -> bool:
    """Say whether a noun is set beside a person's name ("Ana Roe, a nurse")."""
    above = sentence.head(place)
    named = 0 <= above < place and sentence.tokens[above].name.endswith("-person")
    return named and sentence.tokens[place].relation == "appos"


def part_of(sentence: Words, start: int, end: int) -> str:
    """Return the part of a mention; a conjunct has that of the first of its coordination."""
    place = head_of(sentence, start, end)
    if start and sentence.folds[start - 1] == "with":
        return "oblique"
    for _ in range(_STEPS):
        relation = sentence.tokens[place].relation
        if _stands_for(sentence, start, place):
            place = sentence.head(place)
            continue
        if relation in ("nmod:poss", "det:poss"):
            return "possessive"
        if relation in ("nsubj:pass", "csubj:pass"):
            return "passive"
        base = relation.partition(":")[0]
        if base in _PARTS:
            return _PARTS[base]
        above = sentence.head(place)
        if base == "conj" and above >= 0:
            place = above
            continue
        return "possessive" if sentence.possessive(end) else "other"
    return "other"


def acts(sentence: Words, start: int, end: int) -> bool:
    """Say whether a capital stands for its government here, rather than for the place."""
    if sentence.possessive(end):
        return _follows(sentence, end + 1)
    if end + 1 < len(sentence):
        if sentence.hyphens[end]:
            return sentence.words[end + 1][0].isupper()
        if sentence.words[end] == "," and sentence.words[end + 1] in ("D.C.", "DC", "D.C"):
            return False
    if start > 1 and sentence.hyphens[start - 1]:
        return sentence.words[start - 2][0].isupper()
    return _after(sentence, start, end, _before(sentence, start))


def _before(sentence: Words, start: int) -> str:
    """Return the word before a place, in small letters and without the article."""
    place = start - 1 - (start > 1 and sentence.folds[start - 1] == "the")
    return sentence.folds[place] if place >= 0 else ""


def _after(sentence: Words, start: int, end: int, before: str) -> bool:
    """Say whether a capital acts, by the word before it and its place in the tree."""
    place = head_of(sentence, start, end)
    relation, above = sentence.tokens[place].relation, sentence.head(place)
    told = before == "to" and start > 1 and sentence.folds[start - 2] in ("according", "up")
    if told or before in listed("with"):
        return True
    if start and sentence.tokens[start - 1].upos == "VERB" and sentence.tokens[start - 1].lemma in listed("visit"):
        return False
    if before in ("to", "for", "in", "from", "by") and above >= 0:
        return _given(sentence, before, above)
    return before not in listed("in") and _related(sentence, start, end, (relation, above), before)


def _related(sentence: Words, start: int, end: int, role: tuple[str, int], before: str) -> bool:
    """Say whether a capital without a telling preposition acts, by its relation and its head."""
    relation, above = role
    if relation.startswith("nsubj"):
        return relation != "nsubj:pass" or above < 0 or sentence.tokens[above].lemma not in listed("visit")
    if relation in ("obj", "iobj") and above >= 0:
        return sentence.tokens[above].lemma not in listed("visit")
    if before == "and" or relation == "conj":
        return above >= 0 and _conjunct(sentence, start, above)
    if relation in ("compound", "nmod:poss", "nmod") and above > end - 1:
        return _follows(sentence, end)
    words = sentence.folds
    return before == "of" and above >= 0 and words[above] not in listed("site") and not words[above].endswith("s")


def _given(sentence: Words, before: str, above: int) -> bool:
    """Say whether something is from or to a government, rather than somebody from or to its town."""
    if before == "by":
        return True
    if before in ("in", "from"):
        return sentence.tokens[above].lemma in listed("mood" if before == "in" else "sent")
    if before == "for":
        return sentence.tokens[above].lemma not in listed("leaving")
    return sentence.folds[above] in listed("given") or sentence.tokens[above].lemma in listed("given")


def _conjunct(sentence: Words, start: int, above: int) -> bool:
    """Say whether the first of two capitals joined by "and" acts."""
    first = sentence.tokens[above].relation
    if first.startswith(("nsubj", "obj")):
        return True
    before = sentence.folds[above - 1] if above else ""
    return above < start and before in listed("with")


def _follows(sentence: Words, place: int) -> bool:
    """Say whether the noun that a capital stands before is what a government has, rather than what a town has."""
    upto = min(len(sentence), place + 4)
    while place < upto and sentence.tokens[place].upos in ("ADJ", "NOUN", "PROPN", "NUM", "DET"):
        if sentence.folds[place] in listed("site") or sentence.folds[place] in listed("accord"):
            return False
        if sentence.words[place][0].isupper() and not sentence.headline and sentence.tokens[place].name != "O":
            return False
        place += 1
    return True


_HE: Final = frozenset(("he", "him", "his"))
_SHE: Final = frozenset(("she", "her", "hers"))
_THEY: Final = frozenset(("they", "them", "their", "theirs"))
_IT: Final = frozenset(("it", "its"))
PRONOUNS: Final = _HE | _SHE | _THEY | _IT


def pronoun(sentence: Words, place: int, *, actor: bool) -> tuple[str, str] | None:
    """Return number and gender of the pronoun at a place; None where it stands for no actor.

    Args:
        sentence: its words.
        place: of the pronoun.
        actor: whether a state or an organisation was named before it in the sentence, as subject or owner.

    """
    word = sentence.folds[place]
    if sentence.tokens[place].upos not in ("PRON", "DET") or sentence.tokens[place].relation.startswith("expl"):
        return None
    if word in _HE:
        return "one", "m"
    if word in _SHE:
        return "one", "f"
    if word in _THEY:
        return None if word == "them" and _share(sentence, place) else ("many", "")
    if _thing(sentence, place, actor=actor):
        return None
    return "one", "n"


def _said(sentence: Words, place: int) -> bool:
    """Say whether a clause is what a verb of saying or the like tells."""
    above = sentence.head(place)
    return above >= 0 and sentence.tokens[above].lemma in listed("act")


def _share(sentence: Words, place: int) -> bool:
    """Say whether "them" stands for a whole of which a share is named ("most of them", "among them France")."""
    before = sentence.folds[max(0, place - 2) : place]
    return before[-1:] == ["among"] or (before[-1:] == ["of"] and before[0] in ("most", "some", "many", "all", "none"))


def _thing(sentence: Words, place: int, *, actor: bool) -> bool:
    """Say whether an "it" or "its" stands for a thing or for nothing, as far as the clause tells."""
    token, above = sentence.tokens[place], sentence.head(place)
    if above < 0:
        return True
    verb = sentence.tokens[above]
    if token.relation in ("nmod:poss", "det:poss"):
        return not actor
    if token.relation == "nsubj":
        clausal = any(
            sentence.head(child) == above
            and sentence.tokens[child].relation in ("csubj", "ccomp", "xcomp", "advcl", "acl")
            for child in range(above + 1, min(len(sentence), above + 20))
        )
        if verb.upos != "VERB" or verb.lemma in listed("dummy"):
            return True
        if actor and verb.relation == "ccomp" and _said(sentence, above):
            return False
        return verb.lemma not in listed("act") and not (actor and not clausal)
    return True
