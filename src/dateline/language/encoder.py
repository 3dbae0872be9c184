"""Runs the encoder: the words of one sentence in, tags, tree and names out.

One sentence a run, and so no sentence sees its neighbours: the scale of its int8 activations is its own (decision
0010). Scores come rounded out of the graph, and equal ones go to the first label, so that no order and no company
changes an answer.
"""

import json
from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Final, NamedTuple

import numpy as np
import onnxruntime

from dateline.language.pieces import Pieces, shape
from dateline.language.tree import heads_of

MOST_PIECES: Final = 256
"""Pieces that one run takes; a longer sentence, a list or table that lost its lines, is read in stretches."""
MOST_WORDS: Final = 4_000
"""Words of one sentence that are read; what comes after them has no tags, so that no text takes minutes."""
REMEMBERED: Final = 120
"""Words of the longest sentence that is kept in mind."""
_OUTPUTS: Final = ("upos", "features", "names", "arcs", "dependent", "governor")
_ROUNDED: Final = 256.0


class Word(NamedTuple):
    """What the model says of one word."""

    upos: str
    features: str
    """Morphology as Universal Dependencies writes it: ``Tense=Past|VerbForm=Fin``."""
    head: int
    """One-based place of its head in the sentence; 0 for the root."""
    relation: str
    name: str
    """``B-person``, ``I-person``, ...; ``O`` outside every name."""


class Encoder:
    """The model that ships, loaded once a process.

    Args:
        model: the ONNX file's content.
        vocabulary: its word pieces, in the order of their ids.

    """

    def __init__(self, model: bytes, vocabulary: Sequence[str]) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        apart = ["SkipLayerNormFusion"]  # an addition and a norm are three times as fast as the two in one
        self._session = onnxruntime.InferenceSession(
            model, options, providers=["CPUExecutionProvider"], disabled_optimizers=apart
        )
        labels = self._session.get_modelmeta().custom_metadata_map
        self._upos: list[str] = json.loads(labels["upos"])
        self._features: list[str] = json.loads(labels["features"])
        self._names: list[str] = json.loads(labels["names"])
        self._relations: list[str] = json.loads(labels["relations"])
        self._root = self._relations.index("root")
        inside = [tag.startswith("I-") for tag in self._names]
        self._opens = ~np.array(inside)
        """Which tags a sentence can begin with."""
        same = [[tag[2:] == other[2:] for other in self._names] for tag in self._names]
        self._follows = self._opens[None, :] | np.array(same)
        """Which tag can follow which."""
        self._pieces = Pieces(vocabulary)
        nothing = {name: np.zeros(1, np.int64) for name in ("pieces", "shapes", "first", "last")}
        self._weight, self._bias = self._session.run(["relation_weight", "relation_bias"], nothing)
        self._remembered = lru_cache(maxsize=2_048)(self._read)

    def read(self, words: tuple[str, ...]) -> tuple[Word, ...]:
        """Return what the model says of a sentence's words; a crawl is full of sentences that come again."""
        if len(words) <= REMEMBERED:
            return self._remembered(words)
        rest = len(words) - MOST_WORDS
        if rest <= 0:
            return self._read(words)
        found = self._read(words[:MOST_WORDS])
        root = next(place for place, word in enumerate(found, 1) if word.head == 0)
        return (*found, *[Word("X", "", root, "dep", "O")] * rest)

    def _read(self, words: tuple[str, ...]) -> tuple[Word, ...]:
        if not words:
            return ()
        cut = self._pieces.of(words)
        if len(cut.pieces) > MOST_PIECES:
            return self._in_stretches(words, cut.last)
        shapes = [shape(word) for word in words]
        upos, features, names, arcs, dependent, governor = self._session.run(
            _OUTPUTS,
            {
                "pieces": np.array(cut.pieces, np.int64),
                "shapes": np.array([shapes[word] if word >= 0 else 0 for word in cut.words], np.int64),
                "first": np.array([0, *cut.first], np.int64),
                "last": np.array([0, *cut.last], np.int64),
            },
        )
        heads = heads_of(arcs[1:])
        relations = self._related(dependent[1:], governor[heads], heads)
        tags = self._tagged(names[1:])
        return tuple(
            Word(self._upos[tag], self._features[morphology], head, relation, name)
            for tag, morphology, head, relation, name in zip(
                upos[1:].tolist(), features[1:].tolist(), heads, relations, tags, strict=True
            )
        )

    def _tagged(self, scores: np.ndarray) -> list[str]:
        """Return the best tags in which every name begins, and is of one kind; the first in label order on a tie."""
        best = scores.argmax(1)
        if self._follows[best[:-1], best[1:]].all() and self._opens[best[0]]:
            return [self._names[tag] for tag in best.tolist()]
        barred = np.where(self._follows, 0.0, -np.inf)
        total = np.where(self._opens, scores[0], -np.inf)
        backward = []
        for row in scores[1:]:
            ways = total[:, None] + barred
            backward.append(ways.argmax(0))
            total = ways.max(0) + row
        path = [int(total.argmax())]
        for came in reversed(backward):
            path.append(int(came[path[-1]]))
        return [self._names[tag] for tag in reversed(path)]

    def _related(self, dependent: np.ndarray, governor: np.ndarray, heads: list[int]) -> list[str]:
        """Return the relation of each word to its head; ``root`` goes to the root and to no other."""
        half = dependent.shape[1] // 2
        added = np.maximum(dependent[:, :half] + governor[:, :half], 0)
        multiplied = dependent[:, half:] * governor[:, half:]
        scores = np.rint((np.concatenate([added, multiplied], 1) @ self._weight + self._bias) * _ROUNDED)
        scores[:, self._root] = -np.inf
        best = scores.argmax(1).tolist()
        return ["root" if head == 0 else self._relations[label] for head, label in zip(heads, best, strict=True)]

    def _in_stretches(self, words: tuple[str, ...], last: Sequence[int]) -> tuple[Word, ...]:
        """Read a sentence that is too long in parts; the roots of later parts hang from the first's as parataxis."""
        read: list[Word] = []
        start = 0
        root = 0
        while start < len(words):
            before = last[start - 1] if start else 0
            end = start + 1
            while end < len(words) and last[end] - before <= MOST_PIECES - 2:
                end += 1
            if last[end - 1] - before > MOST_PIECES - 2:  # one word of too many pieces
                part: tuple[Word, ...] = (Word("X", "", 0, "root", "O"),)
            else:
                part = self._read(words[start:end])
            for place, word in enumerate(part, start + 1):
                if word.head:
                    read.append(word._replace(head=word.head + start))
                elif root:
                    read.append(word._replace(head=root, relation="parataxis"))
                else:
                    root = place
                    read.append(word)
            start = end
        return tuple(read)


@cache
def shipped() -> Encoder:
    """Return the model that comes with the package.

    Raises:
        FileNotFoundError: the package is not whole.

    """
    folder = files("dateline.language") / "model"
    vocabulary = (folder / "pieces.txt").read_text(encoding="utf-8").splitlines()
    with as_file(folder / "encoder.onnx") as path:
        return Encoder(path.read_bytes(), vocabulary)
