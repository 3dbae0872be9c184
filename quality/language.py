"""Scores the language room: words, tags and trees of two treebanks from raw text, names of two sets it never saw."""

import gzip
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from dateline.language.pipeline import pipeline
from dateline.record.reading import Token
from dateline.record.span import Span
from quality.gold import Place, in_sample
from quality.measure import Measure, Scored
from quality.metrics import Counts

_FEATURES: Final = ("Mood", "Number", "Person", "Tense", "VerbForm", "Voice")
_TREEBANKS: Final = ("ewt", "gum")


class Node(NamedTuple):
    """A word of a treebank."""

    start: int
    end: int
    upos: str
    lemma: str
    features: str
    head: int | None
    relation: str


class Tree(NamedTuple):
    """A sentence of a treebank with its raw text."""

    name: str
    text: str
    nodes: tuple[Node, ...]


def _features(column: str) -> str:
    return "|".join(part for part in column.split("|") if part.split("=")[0] in _FEATURES)


def _placed(text: str, rows: Sequence[Sequence[str]]) -> tuple[Node, ...]:
    """Return the words with their places in the text; forms of the treebanks follow each other there."""
    nodes, at = [], 0
    for row in rows:
        start = text.index(row[1], at)
        at = start + len(row[1])
        head = int(row[6]) - 1
        nodes.append(Node(start, at, row[3], row[2], _features(row[5]), head if head >= 0 else None, row[7]))
    return tuple(nodes)


def trees(place: Place, table: str) -> Iterator[Tree]:
    """Yield the sentences of a treebank whose document is in the sample."""
    document, name, text = "", "", ""
    rows: list[list[str]] = []
    with gzip.open(place.gold / table, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("# newdoc id"):
                document = line.partition("=")[2].strip()
            elif line.startswith("# sent_id"):
                name = line.partition("=")[2].strip()
            elif line.startswith("# text ="):
                text = line.partition("=")[2].strip()
            elif not line.strip():
                if rows and in_sample(document, place.part):
                    yield Tree(name, text, _placed(text, rows))
                rows = []
            elif line[0] != "#":
                columns = line.rstrip("\n").split("\t")
                if columns[0].isdigit():
                    rows.append(columns)


def _matched(wanted: Sequence[Node], given: Sequence[Token]) -> Iterator[tuple[Node, Token, bool]]:
    """Yield the words that both cut alike, and whether their heads are the same word too."""
    places = {(token.start, token.end): token for token in given}
    for node in wanted:
        token = places.get((node.start, node.end))
        if token is None:
            continue
        if node.head is None or token.head is None:
            same = node.head is None and token.head is None
        else:
            head, ours = wanted[node.head], given[token.head]
            same = (head.start, head.end) == (ours.start, ours.end)
        yield node, token, same


def _universal(relation: str) -> str:
    return relation.partition(":")[0]


def parse(place: Place) -> Scored:
    """Score words, tags, morphology, lemmas and trees as the CoNLL 2018 task does, from the raw text of sentences.

    F1 over words that are cut alike; ``las`` compares relations without their subtypes, as that task does, and
    ``las_full`` with them.
    """
    figures: dict[str, float] = {}
    errors: Counter[str] = Counter()
    for treebank in _TREEBANKS:
        right: Counter[str] = Counter()
        wanted = given = 0
        for tree in trees(place, f"language/{treebank}_dev.conllu.gz"):
            tokens = pipeline().tokens(tree.text, (Span(0, len(tree.text)),))
            wanted += len(tree.nodes)
            given += len(tokens)
            for node, token, same in _matched(tree.nodes, tokens):
                right["words"] += 1
                right["upos"] += node.upos == token.upos
                right["features"] += node.features == token.features
                right["lemmas"] += node.lemma == token.lemma
                right["uas"] += same
                right["las"] += same and _universal(node.relation) == _universal(token.relation)
                right["las_full"] += same and node.relation == token.relation
                if node.upos != token.upos:
                    errors[f"{treebank} tag {node.upos} as {token.upos}"] += 1
                if same and node.relation != token.relation:
                    errors[f"{treebank} relation {node.relation} as {token.relation}"] += 1
                if not same:
                    errors[f"{treebank} head of {node.relation}"] += 1
        for name in ("words", "upos", "features", "lemmas", "uas", "las", "las_full"):
            figures[f"parse.{treebank}.{name}"] = Counts(right[name], wanted, given).f1
    return Scored(figures, tuple(f"{count} {kind}" for kind, count in errors.most_common()))


Named = tuple[int, int, str]


def _spans(tags: Sequence[str]) -> set[Named]:
    """Return the names of a sentence from its tags, one a word: begin, end, kind."""
    found: list[Named] = []
    for at, tag in enumerate(tags):
        part, _, kind = tag.partition("-")
        if part == "B" or (part == "I" and not (found and found[-1][1] == at and found[-1][2] == kind)):
            found.append((at, at + 1, kind))
        elif part == "I":
            found[-1] = (found[-1][0], at + 1, kind)
    return set(found)


def _sentences(place: Place, table: str, *, conll: bool) -> Iterator[tuple[list[str], list[str]]]:
    """Yield words and tags of each sentence of a table of names in the sample."""
    document, words, tags = "", list[str](), list[str]()
    with gzip.open(place.gold / table, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.startswith(("# newdoc", "# file")):
                document = line.partition("=")[2].strip()
            elif not line.strip():
                if words and in_sample(document, place.part):
                    yield words, tags
                words, tags = [], []
            elif not line.startswith("# "):
                columns = line.rstrip("\n").split("\t")
                word, tag = columns[1:3] if conll else columns[:2]
                words.append(word)
                tags.append(tag)
    if words and in_sample(document, place.part):
        yield words, tags


_FACILITIES: Final = {"uner": "place"}
"""Where buildings are places: UNER's LOC holds them, the other set has a kind of their own."""
_UNER: Final = {"PER": "person", "ORG": "organisation", "LOC": "place"}
_WORLD: Final = {"Person": "person", "Organization": "organisation", "Location": "place"}
_KINDS: Final = ("person", "organisation", "place")


_NO_BLANK_BEFORE: Final = re.compile(r"[.,;:!?)\]’'%”]|['’]\w{1,2}")
_NO_BLANK_AFTER: Final = frozenset("([“‘$")
_LETTER: Final = re.compile(r"\w")


def _joined(words: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return words as running text with the place of each: this set takes abbreviations and hyphens apart."""
    text, places = "", list[tuple[int, int]]()
    for at, word in enumerate(words):
        before = words[at - 1] if at else ""
        initial = before == "." and at > 1 and _LETTER.fullmatch(words[at - 2]) and _LETTER.fullmatch(word)
        hyphen = (word == "-" or before == "-") and 0 < at < len(words) - 1
        glued = hyphen or initial or _NO_BLANK_BEFORE.fullmatch(word) or before in _NO_BLANK_AFTER
        text += "" if glued or not text else " "
        places.append((len(text), len(text) + len(word)))
        text += word
    return text, places


def _names(place: Place, name: str, table: str, kinds: dict[str, str], *, conll: bool) -> Scored:
    """Score persons, organisations and places by their letters, words cut by us; other kinds are nothing."""
    totals = dict.fromkeys(_KINDS, Counts())
    errors: list[str] = []
    for words, tags in _sentences(place, table, conll=conll):
        text, places = _joined(words)
        wanted = {
            (places[first][0], places[last - 1][1], kinds[kind]) for first, last, kind in _spans(tags) if kind in kinds
        }
        tokens = pipeline().tokens(text, (Span(0, len(text)),))
        spans = _spans([token.name for token in tokens])
        told = [
            (first, last, _FACILITIES.get(name, kind) if kind == "facility" else kind) for first, last, kind in spans
        ]
        given = {(tokens[first].start, tokens[last - 1].end, kind) for first, last, kind in told if kind in _KINDS}
        for kind in _KINDS:
            gold, ours = ({found for found in side if found[2] == kind} for side in (wanted, given))
            totals[kind] = totals[kind].plus(Counts(len(gold & ours), len(gold), len(ours)))
        errors += [f"missed {kind}: {_shown(text, start, end)}" for start, end, kind in sorted(wanted - given)]
        errors += [f"invented {kind}: {_shown(text, start, end)}" for start, end, kind in sorted(given - wanted)]
    whole = Counts()
    for counts in totals.values():
        whole = whole.plus(counts)
    figures = {f"names.{name}.{kind}": counts.f1 for kind, counts in totals.items()}
    figures |= {f"names.{name}.precision": whole.precision, f"names.{name}.recall": whole.recall}
    return Scored({f"names.{name}.f1": whole.f1, **figures}, tuple(sorted(errors)))


def _shown(text: str, start: int, end: int) -> str:
    return f"{text[max(0, start - 30) : start]}[{text[start:end]}]{text[end : end + 30]}"


def names(place: Place) -> Scored:
    """Score names on UNER's English Web Treebank and on world news; neither was trained on."""
    uner = _names(place, "uner", "language/uner_ewt_dev.iob2.gz", _UNER, conll=True)
    world = _names(place, "world", "language/worldwide_news_measure_only.tsv.gz", _WORLD, conll=False)
    return Scored({**uner.figures, **world.figures}, (*uner.errors, *world.errors))


MEASURES: Final = (Measure("parse", parse), Measure("names", names))
