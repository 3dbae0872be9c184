"""Sentences to batches of fixed shapes: bf16 kernels are compiled once a shape, so lengths are padded to a few."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import torch
from torch import Tensor

from dateline.language.pieces import Pieces, shape
from training.labels import ALL, UPOS
from training.sets import Sentence

LENGTHS: Final = (16, 32, 48, 64, 96, 128)
IGNORED: Final = -100
DISGUISED: Final = 0.03
"""Part of the sentences that is shown in capitals, as much in lower case, as much with every word capitalised."""


@dataclass(frozen=True, slots=True)
class Batch:
    """One batch; labels are ``IGNORED`` where a set does not know. Words have place 0 for the root."""

    sentences: tuple[int, ...]
    pieces: Tensor
    shapes: Tensor
    real: Tensor
    first: Tensor
    last: Tensor
    words: Tensor
    """True where there is a word, or the root."""
    upos: Tensor
    features: Tensor
    heads: Tensor
    relations: Tensor
    names: Tensor
    """Allowed tags as bits."""


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that are learnt from the sets, sorted."""

    features: tuple[str, ...]
    relations: tuple[str, ...]


def labels_of(sentences: Sequence[Sentence]) -> Labels:
    """Return every combination of features, and every relation, that the sentences hold."""
    return Labels(
        tuple(sorted({value for sentence in sentences for value in sentence.features})),
        tuple(sorted({value for sentence in sentences for value in sentence.relations})),
    )


def _disguised(words: list[str], chance: random.Random) -> list[str]:
    """Return the words as a headline, in capitals or in lower case now and then: pages do that."""
    lot = chance.random() / DISGUISED
    if lot < 1:
        return [word.upper() for word in words]
    if lot < 2:  # noqa: PLR2004 - the second of three like lots
        return [word.lower() for word in words]
    if lot < 3:  # noqa: PLR2004
        return [word[:1].upper() + word[1:] for word in words]
    return words


class Batches:
    """Cuts sentences into batches of about ``size`` pieces, of like length."""

    def __init__(self, sentences: Sequence[Sentence], pieces: Pieces, labels: Labels) -> None:
        self._features = {value: place for place, value in enumerate(labels.features)}
        self._relations = {value: place for place, value in enumerate(labels.relations)}
        self.sentences: list[Sentence] = []
        self._pieces: list[tuple[list[int], list[int], list[int], list[int]]] = []
        for sentence in sentences:
            cut = pieces.of(sentence.words)
            if len(cut.pieces) <= LENGTHS[-1]:
                self.sentences.append(sentence)
                self._pieces.append((cut.pieces, cut.words, cut.first, cut.last))

    def __call__(self, size: int, chance: random.Random | None = None) -> Iterator[Batch]:
        """Yield the batches: shuffled and now and then disguised with ``chance``, else in order of length."""
        by_length: dict[int, list[int]] = {}
        for place, (ids, *_) in enumerate(self._pieces):
            by_length.setdefault(next(most for most in LENGTHS if len(ids) <= most), []).append(place)
        cuts = []
        for length, places in by_length.items():
            if chance:
                chance.shuffle(places)
            many = max(1, size // length)
            for start in range(0, len(places), many):
                cut = places[start : start + many]
                if chance and len(cut) < many:
                    cut = cut + chance.choices(places, k=many - len(cut))
                cuts.append((length, cut))
        if chance:
            chance.shuffle(cuts)
        for length, cut in cuts:
            yield self._batch(length, cut, chance)

    def _batch(self, length: int, cut: list[int], chance: random.Random | None) -> Batch:
        def full(value: int, kind: torch.dtype = torch.long) -> Tensor:
            return torch.full((len(cut), length), value, dtype=kind)

        batch = Batch(
            tuple(cut),
            full(0),
            full(0),
            full(0, torch.bool),
            full(0),
            full(0),
            full(0, torch.bool),
            *(full(IGNORED) for _ in range(4)),
            full(ALL),
        )
        batch.words[:, 0] = True
        for row, place in enumerate(cut):
            sentence, (ids, owners, first, last) = self.sentences[place], self._pieces[place]
            words = _disguised(sentence.words, chance) if chance else sentence.words
            shapes = [shape(word) for word in words]
            count = len(words)
            batch.pieces[row, : len(ids)] = torch.tensor(ids)
            batch.shapes[row, : len(ids)] = torch.tensor([0 if owner < 0 else shapes[owner] for owner in owners])
            batch.real[row, : len(ids)] = True
            batch.first[row, 1 : count + 1] = torch.tensor(first)
            batch.last[row, 1 : count + 1] = torch.tensor(last)
            batch.words[row, 1 : count + 1] = True
            batch.names[row, 1 : count + 1] = torch.tensor(sentence.tags)
            if sentence.heads:
                batch.upos[row, 1 : count + 1] = torch.tensor([UPOS.index(value) for value in sentence.upos])
                batch.features[row, 1 : count + 1] = torch.tensor(
                    [self._features.get(value, IGNORED) for value in sentence.features]
                )
                batch.heads[row, 1 : count + 1] = torch.tensor(sentence.heads)
                batch.relations[row, 1 : count + 1] = torch.tensor(
                    [self._relations.get(value, IGNORED) for value in sentence.relations]
                )
        return batch
