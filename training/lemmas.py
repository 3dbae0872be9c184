"""Learns the tables of lemmas: ``python -m training.lemmas --gold FOLDER``. Deterministic, a few seconds.

From the training parts of the treebanks come exceptions (forms that the rules of ``dateline.language.lemmas`` get
wrong) and endings of verbs; from their lemmas and from the word pieces ("baked" and "baking" are both there, and so is
"bake") come the verbs that the endings guess wrong. Then it prints how many words of the development parts are right.
"""

import argparse
import csv
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final, NamedTuple

from dateline.language.lemmas import (
    LONGEST_ENDING,
    ONE_SYLLABLE,
    PLAIN,
    Tables,
    candidates,
    guessed,
    kind_of,
    lemma_by,
    tables_of,
)
from training import sets

FOLDER: Final = Path("src/dateline/language")
_VOWELS: Final = "aeiou"
_PLAIN_WORD: Final = re.compile(r"[a-z]{3,}\Z")


class Word(NamedTuple):
    """A word of a treebank."""

    form: str
    upos: str
    features: str
    lemma: str


def words(path: Path) -> Iterator[Word]:
    """Yield the words of a treebank with the features that the model knows."""
    for sentence in sets.ewt(path):
        for form, upos, features, lemma in zip(
            sentence.words, sentence.upos, sentence.features, sentence.lemmas, strict=True
        ):
            if lemma != "_":
                yield Word(form, upos, features, lemma)


def regular(verb: str) -> tuple[str, str]:
    """Return a verb's forms in "-ed" and "-ing" as far as spelling tells them."""
    if verb.endswith("e"):
        return f"{verb}d", f"{verb if verb.endswith(('ee', 'oe', 'ye')) else verb[:-1]}ing"
    left = verb + verb[-1] if ONE_SYLLABLE.match(verb) else verb
    return f"{verb[:-1]}ied" if verb[-1] == "y" and verb[-2] not in _VOWELS else f"{left}ed", f"{left}ing"


def verbs_of(pieces: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return the regular verbs among whole words, with their forms in "-ed" and "-ing", both of which are there too.

    Args:
        pieces: sorted by how frequent they are; of two verbs with the same forms the more frequent one is meant.

    """
    there = {piece: None for piece in pieces if _PLAIN_WORD.match(piece)}
    verbs: dict[tuple[str, str], str] = {}
    for word in there:
        forms = regular(word)
        if all(form in there for form in forms):
            verbs.setdefault(forms, word)
    return {verb: forms for forms, verb in verbs.items()}


def left_of(form: str) -> str:
    """Return a form without its "-ed" or "-ing"."""
    return form.removesuffix("ed") if form.endswith("ed") else form.removesuffix("ing")


def endings_of(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return what to do with each ending, so that longer ones are there only where they differ from shorter ones.

    Args:
        pairs: what is left of a verb's form, and the verb.

    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for left, verb in sorted(set(pairs)):
        if len(left) > 1 and ONE_SYLLABLE.match(left):
            continue
        what = "=" if verb == left else "e" if verb == f"{left}e" else "-" if verb == left[:-1] else ""
        if what:
            for length in range(1 + (what == "-"), min(LONGEST_ENDING, len(left)) + 1):
                counts[left[-length:]][what] += 1
    endings: dict[str, str] = {}
    for ending in sorted(counts, key=lambda one: (len(one), one)):
        what, many = min(counts[ending].items(), key=lambda one: (-one[1], one[0]))
        shorter = next((endings[ending[at:]] for at in range(1, len(ending)) if ending[at:] in endings), "=")
        if what != shorter and (many > 1 or len(ending) == 1):
            endings[ending] = what
    return endings


def learnt(train: list[Word], pieces: list[str]) -> list[tuple[str, str, str]]:
    """Return the rows of the table."""
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for word in train:
        form = word.form.translate(PLAIN)
        seen[kind_of(form, word.upos, word.features), form.lower()][word.lemma] += 1
    verbs = verbs_of(pieces)
    known = Counter(word.lemma for word in train if word.upos == "VERB")
    pairs = []
    for (kind, form), lemmas in seen.items():
        for verb in lemmas:
            if kind.startswith("verb ") and form.endswith(("ed", "ing")) and (known[verb] > 1 or verb in verbs):
                left = left_of(form)
                if verb in candidates(left):
                    pairs.append((left, verb))
    pairs += [(left_of(form), verb) for verb, forms in verbs.items() for form in forms if not form.endswith("ied")]
    # Where a slip ("rang" for "range") shares what is left with a verb, the more frequent one is meant.
    pairs = list(dict(sorted(pairs, key=lambda one: (known[one[1]], one[1]))).items())
    endings = endings_of(pairs)
    rows = [("ending", what, " ".join(sorted(one for one in endings if endings[one] == what))) for what in "=e-"]
    first = Tables({}, {}, endings)
    stems: dict[str, set[str]] = {"verb": {verb for left, verb in pairs if guessed(first, left) != verb}}
    stems |= degrees(train)
    stems["noun"] = {
        lemma
        for (kind, form), lemmas in seen.items()
        for lemma in lemmas
        if kind == "noun plural" and _PLAIN_WORD.match(lemma) and form in {f"{lemma}s", f"{lemma}es"}
        if lemma_by(first, form, "NOUN", "Number=Plur") != lemma
    }
    rows += [("stem", kind, " ".join(sorted(found))) for kind, found in sorted(stems.items())]
    by_rule = Tables({}, {kind: frozenset(found) for kind, found in stems.items()}, endings)
    return rows + exceptions(train, seen, by_rule)


def degrees(train: list[Word]) -> dict[str, set[str]]:
    """Return the adjectives and adverbs of which "-er" or "-est" was seen."""
    found: dict[str, set[str]] = {"adj": set(), "adv": set()}
    for word in train:
        form = word.form.lower()
        if word.upos in {"ADJ", "ADV"} and form.endswith(("er", "est")) and form != word.lemma and word.lemma.islower():
            left = form.removesuffix("er") if form.endswith("er") else form.removesuffix("est")
            if word.lemma in {*candidates(left), left[:-1] + "y"}:
                found[word.upos.lower()].add(word.lemma)
    return found


def exceptions(
    train: list[Word], seen: dict[tuple[str, str], Counter[str]], by_rule: Tables
) -> list[tuple[str, str, str]]:
    """Return a row for each lemma whose forms the rules get wrong more often than right."""
    gain: dict[tuple[str, str], int] = defaultdict(int)
    best = {key: min(lemmas, key=lambda one: (-lemmas[one], one)) for key, lemmas in seen.items()}
    for word in train:
        if word.upos in {"X", "SYM"}:
            continue
        form = word.form.translate(PLAIN)
        key = kind_of(form, word.upos, word.features), form.lower()
        ruled = lemma_by(by_rule, word.form, word.upos, word.features)
        gain[key] += (best[key] == word.lemma) - (ruled == word.lemma)
    lemmas_there = {(word.upos, word.form.lower()) for word in train}
    rows: dict[tuple[str, str], list[str]] = defaultdict(list)
    for (kind, form), more in gain.items():
        lemma = best[kind, form]
        upos = kind.split(maxsplit=1)[0].upper()
        regular_form = upos == "VERB" and form.endswith(("ed", "ing"))  # seen once, it is a slip of the writer
        sure = more > 1 or (((upos, lemma.lower()) in lemmas_there or "past" in kind) and not regular_form)
        if more > 0 and sure and " " not in form and (upos != "VERB" or lemma.islower()):
            rows[kind, lemma].append(form)
    return [(kind, lemma, " ".join(sorted(forms))) for (kind, lemma), forms in sorted(rows.items())]


def main() -> None:
    """Write the table and print how many lemmas of the development parts are right."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="folder with language/*.gz")
    parser.add_argument("--wrong", type=int, default=0, help="how many of the wrong ones to print")
    given = parser.parse_args()
    language = given.gold / "language"
    train = [word for name in ("ewt", "gum") for word in words(language / f"{name}_train.conllu.gz")]
    pieces = (FOLDER / "model/pieces.txt").read_text(encoding="utf-8").splitlines()
    with (FOLDER / "lemmas.csv").open("w", encoding="utf-8", newline="") as out:
        out.write("# Learnt by training/lemmas.py from the training parts of EWT and GUM (CC BY-SA 4.0).\n")
        csv.writer(out, lineterminator="\n").writerows(learnt(train, pieces))
    tables = tables_of(("irregular.csv", "lemmas.csv"))
    for name in ("ewt", "gum"):
        found = list(words(language / f"{name}_dev.conllu.gz"))
        wrong = Counter(
            (*word, ruled)
            for word in found
            if (ruled := lemma_by(tables, word.form, word.upos, word.features)) != word.lemma
        )
        print(name, f"{1 - wrong.total() / len(found):.4f} of {len(found)} words")
        for word, many in wrong.most_common(given.wrong):
            print(many, *word)


if __name__ == "__main__":
    main()
