"""ClearNLP trees to Universal Dependencies: labels, and the structure where the two differ.

ClearNLP lets function words govern: prepositions their objects, "be" its predicate; Universal Dependencies has content
words govern and turns those arcs. A chain of conjuncts hangs from its first, a comma and an "and" from what follows.
"""

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple


class Row(NamedTuple):
    """A word with its place in a tree, by either scheme."""

    form: str
    upos: str
    head: int
    """One-based place of its head; 0 for the root."""
    relation: str
    name: str = "O"
    """``B-person``, ``I-person``, ...; ``O`` outside every name."""


_CLAUSAL: Final = frozenset({"VERB", "AUX", "ADJ", "ADV", "INTJ"})
"""Parts of speech whose modifiers are those of a clause: ``obl``, ``advcl``; others have ``nmod``, ``acl``."""


class _Table(NamedTuple):
    """What ``clearnlp.csv`` holds."""

    relations: Mapping[str, str]
    words: Mapping[str, frozenset[str]]


@cache
def _table() -> _Table:
    relations, words = {}, {}
    text = files("dateline.language").joinpath("clearnlp.csv").read_text(encoding="utf-8")
    for kind, left, right in csv.reader(line for line in text.splitlines() if not line.startswith("#")):
        if kind == "relation":
            relations[left] = right
        else:
            words[left] = frozenset(right.split("|"))
    return _Table(relations, words)


def is_clearnlp(labels: Iterable[str]) -> bool:
    """Say whether labels are ClearNLP's: whether one of them is not Universal Dependencies'."""
    return any(label in _table().relations and label != "ROOT" for label in labels)


def universal(rows: Sequence[Row]) -> list[Row]:
    """Return the words of one sentence with heads and relations of Universal Dependencies.

    Args:
        rows: a tree with ClearNLP's labels; one root.

    """
    tree = _Tree(rows)
    tree.turn_money()
    tree.turn_copulas()
    tree.turn_prepositions()
    tree.turn_places()
    tree.flatten_conjuncts()
    tree.flatten_names()
    return tree.relabelled()


class _Tree:
    """A tree that is being turned; places count from 1, as in the rows."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = (Row("", "", 0, ""), *rows)
        self.heads = [0, *(row.head for row in rows)]
        self.labels = ["", *(row.relation for row in rows)]
        # Whether a word modifies a clause, told before any arc is turned: "he was minister in 2010".
        self.clausal = [self.rows[head].upos in _CLAUSAL for head in self.heads]

    def children(self, place: int, *labels: str) -> list[int]:
        """Return the words under one, all or those with these labels."""
        return [
            one
            for one in range(1, len(self.heads))
            if self.heads[one] == place and (not labels or self.labels[one] in labels)
        ]

    def hang(self, place: int, head: int, label: str) -> None:
        self.heads[place], self.labels[place] = head, label

    def replace(self, old: int, new: int, label: str) -> None:
        """Put a word in the place of another, which becomes its leaf with that label."""
        self.hang(new, self.heads[old], self.labels[old])
        self.clausal[new] = self.clausal[old]
        for child in self.children(old):
            self.heads[child] = new
        self.hang(old, new, label)

    def words(self) -> range:
        return range(1, len(self.heads))

    def lower(self, place: int) -> str:
        return self.rows[place].form.lower()

    def turn_money(self) -> None:
        """Let "$" govern its amount."""
        for sign in self.words():
            number = self.heads[sign]
            if self.rows[sign].upos != "SYM" or self.labels[sign] not in {"quantmod", "nmod"}:
                continue
            if self.rows[number].upos == "NUM":
                inner = self.children(number, "compound", "quantmod", "advmod", "nummod", "number")
                self.replace(number, sign, "nummod")
                for child in inner:
                    if child != sign:
                        self.heads[child] = number

    def _is_be(self, place: int) -> bool:
        return (
            self.lower(place) in _table().words["be"]
            and self.rows[place].upos in {"AUX", "VERB"}
            and self.labels[place] not in {"aux", "auxpass", "cop"}
        )

    def turn_copulas(self) -> None:
        """Let what is said of a subject govern "be"."""
        for be in self.words():
            predicates = self.children(be, "attr", "acomp")
            if not (self._is_be(be) and predicates):
                continue
            if self.children(be, "expl") and self.labels[predicates[0]] == "attr":
                self.labels[predicates[0]] = "nsubj"  # "there is a plan"
            else:
                self.replace(be, predicates[0], "cop")

    def _depth(self, place: int) -> int:
        depth = 0
        while place and depth < len(self.heads):
            place, depth = self.heads[place], depth + 1
        return depth

    def turn_prepositions(self) -> None:
        """Let objects govern their prepositions, the innermost first."""
        for adposition in sorted(self.words(), key=lambda one: -self._depth(one)):
            objects = self.children(adposition, "pobj", "pcomp")
            if objects:
                self._turn_preposition(adposition, objects[0])
        for first in self.words()[:-1]:
            second = first + 1
            role = self.labels[second]
            fixed = f"{self.lower(first)} {self.lower(second)}" in _table().words["fixed"]
            if fixed and role in {"case", "mark"} and self.heads[first] == self.heads[second]:
                self.labels[first] = role
                self.hang(second, first, "fixed")

    def _turn_preposition(self, adposition: int, object_: int) -> None:
        head, label = self.heads[adposition], self.labels[adposition]
        outer = self.labels[head] == "prep" or (self.labels[head] == "pcomp" and not self._is_clause(head))
        if label == "conj" and self.labels[head] in {"prep", "agent"}:
            firsts = self.children(head, "pobj", "pcomp")
            self.hang(object_, firsts[0] if firsts else head, "conj" if firsts else "pobj")
            if firsts:
                self.hang(adposition, object_, "case")
            return
        clause = self.labels[object_] == "pcomp" and self._is_clause(object_)
        if label in {"prep", "pcomp"} and outer:
            if self.children(head, "pobj"):  # "from Monday to Friday"
                role, head = self._role(head, object_, clause=clause), self.heads[head]
            else:
                role = "pcomp" if clause else "pobj"
        elif label in {"prep", "agent", "dative", "pcomp"}:
            role = "obl:agent" if label == "agent" else self._role(adposition, object_, clause=clause)
        else:
            role = label  # a root, a conjunct, an adverbial clause: the object has the place of its preposition
        self.hang(object_, head, role)
        for child in self.children(adposition):
            if self.labels[child] not in {"conj", "cc"} or child > object_:
                self.heads[child] = object_
        self.hang(adposition, object_, "mark" if clause else "case")

    def _is_clause(self, place: int) -> bool:
        return self.rows[place].upos in {"VERB", "AUX"} or bool(self.children(place, "nsubj", "nsubjpass", "cop"))

    def _role(self, adposition: int, object_: int, *, clause: bool) -> str:
        """Return what the object of a preposition is to the word above."""
        clausal = self.clausal[adposition]
        if clause:
            return "advcl" if clausal else "acl"
        if self.labels[object_] == "pcomp" and self.rows[object_].upos == "ADV":
            return "advmod"
        return "obl" if clausal else "nmod"

    def turn_places(self) -> None:
        """Let a place, a time or a clause that is said of a subject govern "be": "talks were in Oslo"."""
        for be in self.words():
            if not self._is_be(be) or self.children(be, "expl", "dobj", "attr", "acomp", "xcomp", "oprd"):
                continue
            subjects = self.children(be, "nsubj")
            after = [
                child
                for child in self.children(be, "obl", "npadvmod", "advmod", "ccomp")
                if (child > be or self.lower(child) in {"where", "how"})
                and (self.labels[child] != "advmod" or self.lower(child) in _table().words["here"])
            ]
            if after:
                if self.labels[after[0]] == "ccomp" and subjects:
                    self.labels[subjects[0]] = "nsubj:outer"
                self.replace(be, after[0], "cop")

    def flatten_conjuncts(self) -> None:
        """Hang every conjunct from the first one, and what stands before it from the conjunct that follows."""
        above = self.heads.copy()
        for place in self.words():
            if self.labels[place] == "conj":
                first = above[place]
                while self.labels[first] == "conj" and above[first]:
                    first = above[first]
                self.heads[place] = first
        self._hang_before_conjuncts(above)

    def _hang_before_conjuncts(self, above: Sequence[int]) -> None:
        """Hang "and" and the comma before a conjunct from it; ``above`` has the heads of before."""
        for place in self.words():
            if self.labels[place] == "cc":
                following = [one for one in self.words() if one > place and self.labels[one] == "conj"]
                near = [one for one in following if above[one] == above[place]]
                if near:
                    self.heads[place] = near[0]
        for place in self.words()[:-1]:
            if self.labels[place] == "punct" and self.rows[place].form in {",", ";"}:
                at = place + 1
                while at and not (self.labels[at] == "conj" and above[at] == above[place]):
                    at = self.heads[at]
                if at > place:
                    self.heads[place] = at

    def flatten_names(self) -> None:
        """Let the first word of a person's name govern the others, and hang a title before it from it."""
        start = 1
        while start < len(self.rows):
            end = start + 1
            if self.rows[start].name == "B-person":
                while end < len(self.rows) and self.rows[end].name == "I-person":
                    end += 1
                self._flatten_name(start, end - 1)
            start = end

    def _flatten_name(self, first: int, last: int) -> None:
        inside = range(first, last)
        if any(self.heads[one] != last or self.labels[one] not in {"compound", "nn", "nmod"} for one in inside):
            return
        for title in self.children(last, "compound", "nn"):
            if title < first:
                self.labels[title] = "nmod:desc"
        if first != last:
            self.replace(last, first, "flat")
            for one in range(first + 1, last):
                self.labels[one] = "flat"

    def relabelled(self) -> list[Row]:
        """Return the rows with the labels that are left mapped by the table."""
        return [
            self.rows[place]._replace(head=self.heads[place], relation=self._relation(place)) for place in self.words()
        ]

    def _relation(self, place: int) -> str:
        label, row = self.labels[place], self.rows[place]
        if self.heads[place] == 0:
            return "root"
        clausal = self.clausal[place]
        special = {
            "aux": "mark" if row.upos == "PART" else "aux",
            "neg": "det" if row.upos == "DET" else "advmod",
            "nmod": "compound" if place < self.heads[place] and not self.children(place, "case") else "nmod",
            "npadvmod": "obl:unmarked" if clausal else "nmod:unmarked",
            "prep": "advmod" if row.upos == "ADV" else "obl" if clausal else "nmod",  # one without an object
            "relcl": "advcl:relcl" if self.rows[self.heads[place]].upos in {"VERB", "AUX"} else "acl:relcl",
        }
        return special.get(label) or _table().relations.get(label, label or "dep")
