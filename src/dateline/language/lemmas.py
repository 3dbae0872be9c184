"""Words to lemmas, by table: rules of spelling, and tables of what the rules get wrong.

``lemmas.csv`` is learnt from treebanks (``python -m training.lemmas``), ``irregular.csv`` is written by hand and goes
first. Of two words that share a form ("'s" is *is* or *has*) the more frequent one wins: context is not looked at.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

PLAIN: Final = str.maketrans("\u2019\u2018\u00b4`\u201c\u201d", "''''\"\"")
"""Quotation marks as lemmas write them."""
_WITHOUT_ES: Final = re.compile(r"(?:ss|sh|ch|x|zz|o)es\Z")
ONE_SYLLABLE: Final = re.compile(r"(?:[^aeiou]|qu)*[aeiouy][^aeiouwxy]\Z")
"""One vowel between consonants: such a verb would double its last letter if it did not end in *e*."""
_NATION: Final = re.compile(r"[A-Z][a-z-]+(?:an|ese|ish|[^aeiou]i)\Z")
"""How adjectives of nations end; they keep their capital."""
_LETTERS: Final = re.compile(r"(?:[A-Z]|[B-DF-HJ-NP-TV-Z0-9]{2,5})s?\Z")
"""Nouns that are letters; they keep their capitals."""
_COMMA: Final = re.compile(r"(?<=[0-9]),(?=[0-9]{3})")
_SHORT: Final = 4
"""Letters of "ties" and "lied", whose y is an ie."""
LONGEST_ENDING: Final = 4
_TABLES: Final = ("irregular.csv", "lemmas.csv")


class Tables(NamedTuple):
    """What the rules get wrong."""

    forms: Mapping[tuple[str, str], str]
    """Lemma by kind (see ``kind_of``; in lower case) and form in lower case."""
    stems: Mapping[str, frozenset[str]]
    """Lemmas by part of speech that a rule would not have guessed."""
    endings: Mapping[str, str]
    """What to do with what is left of a verb before "-ed" and "-ing", by its last letters: ``e`` put an e there, ``-``
    take the last letter away, ``=`` leave it."""


def tables_of(names: tuple[str, ...]) -> Tables:
    """Return the tables in these files; where two hold one form, the first file has it."""
    forms: dict[tuple[str, str], str] = {}
    stems: dict[str, set[str]] = {}
    endings: dict[str, str] = {}
    for name in names:
        lines = files("dateline.language").joinpath(name).read_text(encoding="utf-8").splitlines()
        for kind, of, words in csv.reader(line for line in lines if line and not line.startswith("#")):
            if kind == "ending":
                endings |= dict.fromkeys(words.split(), of)
            elif kind == "stem":
                stems.setdefault(of, set()).update(words.split())
            else:
                for word in words.split():
                    forms.setdefault((kind, word), of)
    return Tables(forms, {kind: frozenset(found) for kind, found in stems.items()}, endings)


@cache
def _shipped() -> Tables:
    return tables_of(_TABLES)


def kind_of(form: str, upos: str, features: str) -> str:
    """Return the kind under which a form is looked up: its part of speech, and what form of it it is."""
    if upos == "VERB":
        if "VerbForm=Inf" in features or "Mood=Imp" in features:
            return "verb"
        return "verb past" if "Tense=Past" in features else "verb present"
    if upos in {"NOUN", "PROPN"}:
        return f"{upos.lower()} plural" if "Number=Plur" in features else upos.lower()
    return "adj capital" if upos == "ADJ" and form[:1].isupper() else upos.lower()


@lru_cache(maxsize=65_536)
def lemma(form: str, upos: str, features: str) -> str:
    """Return the lemma of a word.

    Args:
        form: as written.
        upos: Universal part of speech.
        features: morphology as Universal Dependencies writes it; less of it only makes the answer less sure.

    """
    return lemma_by(_shipped(), form, upos, features)


def lemma_by(tables: Tables, form: str, upos: str, features: str) -> str:
    """Return the lemma of a word by the tables given."""
    if upos in {"X", "SYM"}:
        return form
    word = form.translate(PLAIN)
    kind = kind_of(word, upos, features)
    known = tables.forms.get((kind, word.lower()))
    if known is not None:
        return known
    rule = _RULES.get(upos)
    return rule(tables, word, kind) if rule else word.lower()


def _number(_: Tables, word: str, __: str) -> str:
    """Return a number without the commas of its thousands; Roman ones keep their capitals."""
    return _COMMA.sub("", word if word.isupper() else word.lower())


def _name(tables: Tables, word: str, kind: str) -> str:
    """Return a proper noun as it is, or without the s of its plural."""
    return _singular(tables, word) if kind == "propn plural" and not word.isupper() else word


def _noun(tables: Tables, word: str, kind: str) -> str:
    """Return a noun in the singular."""
    if _LETTERS.match(word):
        return word.removesuffix("s")
    return _singular(tables, word.lower()) if kind == "noun plural" else word.lower()


def _adjective(tables: Tables, word: str, kind: str) -> str:
    """Return an adjective in its plain form; those of nations keep their capital."""
    if kind == "adj capital":
        return word if _NATION.search(word) else lemma_by(tables, word.lower(), "ADJ", "")
    return _degree(tables, word, "adj")


def _adverb(tables: Tables, word: str, _: str) -> str:
    """Return an adverb in its plain form."""
    return _degree(tables, word.lower(), "adv")


def _form_of_verb(tables: Tables, word: str, kind: str) -> str:
    """Return the infinitive of a verb's form."""
    word = word.lower()
    if kind == "verb present":
        return _present(tables, word)
    if kind == "verb":
        return word
    return (
        _verb(tables, word[:-3] + "y") if word.endswith("ied") and len(word) > _SHORT else _without(tables, word, "ed")
    )


def _verb(tables: Tables, word: str) -> str:
    """Return a verb that a rule has made, with an i before its y where it is one of the few ("vie", "die")."""
    return word[:-1] + "ie" if word[:-1] + "ie" in tables.stems.get("verb", ()) else word


def _singular(tables: Tables, word: str) -> str:
    """Return a noun without the s of its plural."""
    stems = tables.stems.get("noun", frozenset())
    lower = word.lower()
    if lower.endswith("men"):
        return f"{word[:-2]}an"
    if not lower.endswith("s") or lower.endswith("ss"):
        return word
    if lower.endswith("ies") and len(word) > _SHORT and lower[:-1] not in stems:
        return word[:-3] + "y"
    if lower.endswith("'s"):
        return word[:-2]
    if _WITHOUT_ES.search(lower) and lower[:-1] not in stems:
        return word[:-2]
    return word[:-2] if lower[:-2] in stems and lower.endswith("es") else word[:-1]


def _present(tables: Tables, word: str) -> str:
    """Return the infinitive of "makes", "making" or "make"."""
    if word.endswith("ing"):
        return _without(tables, word, "ing")
    if word.endswith("in'"):
        return _without(tables, word[:-1] + "g", "ing")
    if not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    stems = tables.stems.get("verb", frozenset())
    if word.endswith("ies") and len(word) > _SHORT:
        return _verb(tables, word[:-3] + "y")
    if word[:-2] in stems and word.endswith("es"):
        return word[:-2]
    return word[:-2] if _WITHOUT_ES.search(word) and word[:-1] not in stems else word[:-1]


def _without(tables: Tables, word: str, suffix: str) -> str:
    """Return the infinitive of a form in "-ed" or "-ing"; the word itself where it does not end so."""
    left = word.removesuffix(suffix)
    if left == word or not any(letter in "aeiouy" for letter in left):
        return word
    guess = guessed(tables, left)
    stems = tables.stems.get("verb", frozenset())
    return guess if guess in stems else next((one for one in candidates(left) if one in stems), guess)


def candidates(left: str) -> Iterator[str]:
    """Yield the verbs that may be meant by what is left of a form without "-ed" or "-ing"."""
    yield left
    yield f"{left}e"
    if left[-1:] == left[-2:-1]:
        yield left[:-1]
    if left.endswith("y"):
        yield left[:-1] + "ie"


def guessed(tables: Tables, left: str) -> str:
    """Return the verb that the endings make of what is left."""
    for length in range(LONGEST_ENDING, 0, -1):
        what = tables.endings.get(left[-length:]) if len(left) >= length else None
        if what is not None:
            break
    if len(left) > 1 and ONE_SYLLABLE.match(left):
        return f"{left}e"
    return left[:-1] if what == "-" else f"{left}e" if what == "e" else left


def _degree(tables: Tables, word: str, kind: str) -> str:
    """Return the plain form of "larger" or "largest" where it is a known one."""
    stems = tables.stems.get(kind, frozenset())
    for suffix in ("er", "est"):
        if word.endswith(suffix):
            left = word.removesuffix(suffix)
            if left.endswith("i") and left[:-1] + "y" in stems:
                return left[:-1] + "y"
            return next((one for one in candidates(left) if one in stems), word)
    return word


_RULES: Final[Mapping[str, Callable[[Tables, str, str], str]]] = {
    "NUM": _number,
    "PROPN": _name,
    "NOUN": _noun,
    "ADJ": _adjective,
    "ADV": _adverb,
    "VERB": _form_of_verb,
}
