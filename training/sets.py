"""The training sets as sentences: words, tree where the set has one, allowed name tags where it knows names."""

import csv
import gzip
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from training.labels import ALL, FEATURES, allowed, span_tags

OFFICE: Final = allowed("O", "B-office", "I-office")
"""Outside, in a set that does not label offices."""
_ADJECTIVE: Final = allowed(
    "O", "B-demonym", "B-other", "I-organisation", "I-other", "I-event", "I-place", "I-facility"
)
_MARKED: Final = re.compile(r"\{([A-Z]+) ([^{}]*)\}")
_KIND: Final = {
    "PER": "person",
    "ORG": "organisation",
    "LOC": "place",
    "NORP": "demonym",
    "OFFICE": "office",
    "FAC": "facility",
    "EVENT": "event",
    "OTHER": "other",
}


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence to learn from; lists are empty where its set does not know."""

    name: str
    words: list[str]
    tags: list[int]
    """Allowed name tags as bits, by ``labels.TAGS``."""
    upos: list[str]
    features: list[str]
    heads: list[int]
    """One-based head of each word, 0 for the root."""
    relations: list[str]
    lemmas: list[str]


def _features(column: str) -> str:
    return "|".join(part for part in column.split("|") if part.split("=")[0] in FEATURES)


def conllu(path: Path) -> Iterator[tuple[str, list[list[str]]]]:
    """Yield the id and the ten columns of each word of every sentence; multiword lines and empty nodes left out."""
    name, rows = "", []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for line in lines:
            if line.startswith("# sent_id = "):
                name = line[12:].strip()
            elif not line.strip():
                if rows:
                    yield name, rows
                rows = []
            elif line[0] != "#":
                columns = line.rstrip("\n").split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
    if rows:
        yield name, rows


def _tree(name: str, rows: list[list[str]], tags: list[int]) -> Sentence:
    return Sentence(
        name,
        [row[1] for row in rows],
        tags,
        [row[3] for row in rows],
        [_features(row[5]) for row in rows],
        [int(row[6]) for row in rows],
        [row[7] for row in rows],
        [row[2] for row in rows],
    )


def _open_tags(rows: list[list[str]]) -> list[int]:
    """Return what a tree alone tells of names: none but offices where no word is a proper noun."""
    return [
        ALL if row[3] in {"PROPN", "X"} else _ADJECTIVE if row[1][:1].isupper() and row[3] == "ADJ" else OFFICE
        for row in rows
    ]


def own_labels(path: Path) -> dict[str, list[tuple[int, int, tuple[str, ...]]]]:
    """Return our own name labels of a treebank by sentence id: first and last word, kind (``none``: no name)."""
    labels: dict[str, list[tuple[int, int, tuple[str, ...]]]] = {}
    with path.open(encoding="utf8", newline="") as lines:
        for row in csv.DictReader(lines):
            labels.setdefault(row["sentence"], []).append((int(row["start"]), int(row["end"]), (row["kind"],)))
    return labels


def ewt(path: Path, labels: dict[str, list[tuple[int, int, tuple[str, ...]]]] | None = None) -> list[Sentence]:
    """Return the English Web Treebank, with our own name labels (``labels``, by sentence id) where there are any."""
    sentences = []
    for name, rows in conllu(path):
        tags = _open_tags(rows)
        for start, end, kinds in (labels or {}).get(name, ()):
            if kinds == ("none",):
                tags[start:end] = [OFFICE] * (end - start)
            else:
                tags[start:end] = span_tags(end - start, [(0, end - start, kinds)], 0)
        sentences.append(_tree(name, rows, tags))
    return sentences


_GUM_KIND: Final = {
    "person": ("person",),
    "organization": ("organisation",),
    "place": ("place", "facility"),
    "event": ("event",),
    "object": ("other", "facility"),
    "abstract": ("other",),
}


def _mentions(rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """Return start, end and type of every mention that GUM's Entity column brackets within one sentence."""
    open_: list[tuple[str, int, str]] = []
    found = []
    for at, row in enumerate(rows):
        value = next((part[7:] for part in row[9].split("|") if part.startswith("Entity=")), "")
        for piece in re.finditer(r"\(([^()]+)(\))?|([^()]+)\)", value):
            if piece[1] is not None:
                parts = piece[1].split("-")
                if piece[2]:
                    found.append((at, at + 1, parts[1] if len(parts) > 1 else ""))
                else:
                    open_.append((parts[0], at, parts[1] if len(parts) > 1 else ""))
            else:
                key = piece[3].split("-")[0]
                for place in range(len(open_) - 1, -1, -1):
                    if open_[place][0] == key:
                        _, start, kind = open_.pop(place)
                        found.append((start, at + 1, kind))
                        break
    return found


def _name_in(rows: list[list[str]], start: int, end: int) -> tuple[int, int] | None:
    """Return the proper name that heads a mention, without titles and articles, or None where it has none."""
    inside = range(start, end)
    head = next((at for at in inside if not start <= int(rows[at][6]) - 1 < end), None)
    if head is None or rows[head][3] != "PROPN":
        return None
    first = last = head
    while first > start and rows[first - 1][3] == "PROPN" and rows[first - 1][7] != "nmod:desc":
        first -= 1
    while last + 1 < end and rows[last + 1][3] == "PROPN":
        last += 1
    if last + 3 <= end and rows[last + 1][1] in {"of", "for", "and", "&"}:  # University of California
        more = last + 2 + (rows[last + 2][1].lower() == "the")
        if more < end and all(rows[at][3] == "PROPN" for at in range(more, end)):
            last = end - 1
    return first, last + 1


def gum(path: Path) -> list[Sentence]:
    """Return GUM, its entities' proper names as names."""
    sentences = []
    for name, rows in conllu(path):
        tags = _open_tags(rows)
        for start, end, kind in sorted(_mentions(rows), key=lambda found: found[1] - found[0]):
            words = _name_in(rows, start, end) if kind in _GUM_KIND else None
            if words is not None:
                first, last = words
                if kind == "person":
                    if all(
                        rows[at][1].rstrip(".").lower() in {"mr", "mrs", "ms", "dr", "president"}
                        for at in range(first, last)
                    ):
                        continue
                    while first < last - 1 and rows[first][1].rstrip(".") in {
                        "Mr",
                        "Mrs",
                        "Ms",
                        "Dr",
                        "Sir",
                        "President",
                        "Senator",
                        "Professor",
                    }:
                        first += 1
                tags[first:last] = span_tags(last - first, [(0, last - first, _GUM_KIND[kind])], 0)
        sentences.append(_tree(name, rows, tags))
    return sentences


_WIKIGOLD: Final = {
    "PER": ("person",),
    "ORG": ("organisation",),
    "LOC": ("place", "facility"),
    "MISC": ("demonym", "event", "other"),
}


def wikigold(path: Path) -> list[Sentence]:
    """Return WikiGold: names alone."""
    sentences = []
    with gzip.open(path, "rt", encoding="utf8") as lines:
        blocks = lines.read().split("\n\n")
    for number, block in enumerate(blocks):
        pairs = [line.rsplit(" ", 1) for line in block.splitlines() if line.strip()]
        if not pairs or pairs[0][0] == "-DOCSTART-":
            continue
        names: list[tuple[int, int, tuple[str, ...]]] = []
        for at, (_, tag) in enumerate(pairs):
            kinds = _WIKIGOLD.get(tag[2:])
            if kinds is None:
                continue
            if names and names[-1][1] == at and names[-1][2] == kinds and not tag.startswith("B-"):
                names[-1] = (names[-1][0], at + 1, kinds)
            else:
                names.append((at, at + 1, kinds))
        words = [word for word, _ in pairs]
        sentences.append(
            Sentence(f"wikigold-{number}", words, span_tags(len(words), names, OFFICE), [], [], [], [], [])
        )
    return sentences


def marked(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the plain text of a sentence with inline labels, and each label's start, end and kind."""
    text, names, done = "", [], 0
    for found in _MARKED.finditer(line):
        text += line[done : found.start()]
        names.append((len(text), len(text) + len(found[2]), _KIND[found[1]]))
        text += found[2]
        done = found.end()
    return text + line[done:], names


def own(path: Path, words_of: Callable[[str], list[tuple[int, int]]]) -> list[Sentence]:
    """Return our own sentences: names alone, every kind labelled.

    Args:
        path: one sentence a line, labels inline: ``{PER Wang Yi} said``.
        words_of: gives start and end of each word of a text.

    """
    sentences = []
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines()):
        if line.strip():
            text, names = marked(line.strip())
            spans = words_of(text)
            tags = [1] * len(spans)
            for start, end, kind in names:
                covered = [at for at, (first, last) in enumerate(spans) if first < end and last > start]
                if covered:
                    first, last = covered[0], covered[-1] + 1
                    tags[first:last] = span_tags(last - first, [(0, last - first, (kind,))], 0)
            words = [text[first:last] for first, last in spans]
            sentences.append(Sentence(f"{path.stem}-{number}", words, tags, [], [], [], [], []))
    return sentences
