"""The network: a six-layer MiniLM with a word-shape input, and a head for each thing that is read from a word.

All heads but the tree's are one linear map of a word's vector, which is the mean of its first and last piece.
Arcs are biaffine; a relation is a small perceptron over the word, its head, and their product, so that it costs
little when it is worked out for the chosen heads alone.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

WIDTH: Final = 384
LAYERS: Final = 6
ATTENTION_HEADS: Final = 12
INNER: Final = 1536
PIECES: Final = 30_522
SHAPES: Final = 8
ARC: Final = 192
RELATION: Final = 128
EPSILON: Final = 1e-12


class Block(nn.Module):
    """One transformer layer, as in BERT: attention, then two maps with GELU, each with its residual and norm."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, EPSILON)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, EPSILON)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Give the next vectors; ``mask`` is added to the attention scores."""
        batch, length, _ = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, ATTENTION_HEADS, -1).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) * (WIDTH // ATTENTION_HEADS) ** -0.5 + mask
        mixed = (self.drop(scores.softmax(-1)) @ v).transpose(1, 2).reshape(batch, length, WIDTH)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Pieces and shapes to vectors."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.places = nn.Embedding(512, WIDTH)
        self.shapes = nn.Embedding(SHAPES, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, EPSILON)
        self.blocks = nn.ModuleList(Block() for _ in range(LAYERS))
        nn.init.zeros_(self.shapes.weight)
        self.drop = nn.Dropout(0.1)

    def forward(self, pieces: Tensor, shapes: Tensor, real: Tensor) -> Tensor:
        """Give a vector for each piece; ``real`` is false where there is padding."""
        x = self.pieces(pieces) + self.places.weight[: pieces.shape[1]] + self.shapes(shapes)
        x = self.drop(self.norm(x))
        mask = torch.where(real, 0.0, -1e4)[:, None, None, :].to(x.dtype)
        for block in self.blocks:
            x = block(x, mask)
        return x


def pretrained(folder: Path) -> Encoder:
    """Return the encoder with the weights of all-MiniLM-L6-v2 (``model.safetensors`` in the folder)."""
    weights = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    encoder = Encoder()
    state = encoder.state_dict()
    state["pieces.weight"] = weights["embeddings.word_embeddings.weight"]
    state["places.weight"] = (
        weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    )
    state["norm.weight"], state["norm.bias"] = (
        weights["embeddings.LayerNorm.weight"],
        weights["embeddings.LayerNorm.bias"],
    )
    ours = {
        "out": "attention.output.dense",
        "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "norm2": "output.LayerNorm",
    }
    for layer in range(LAYERS):
        for part in ("weight", "bias"):
            theirs = f"encoder.layer.{layer}"
            state[f"blocks.{layer}.qkv.{part}"] = torch.cat(
                [weights[f"{theirs}.attention.self.{which}.{part}"] for which in ("query", "key", "value")]
            )
            for mine, name in ours.items():
                state[f"blocks.{layer}.{mine}.{part}"] = weights[f"{theirs}.{name}.{part}"]
    encoder.load_state_dict(state)
    return encoder


@dataclass(frozen=True, slots=True)
class Scores:
    """What the heads say of a batch: scores by word (place 0 is the root), before any choice."""

    upos: Tensor
    features: Tensor
    names: Tensor
    arcs: Tensor
    """``[sentence, word, head]``."""
    dependent: Tensor
    governor: Tensor


class Network(nn.Module):
    """The encoder with its heads."""

    def __init__(self, encoder: Encoder, upos: int, features: int, names: int, relations: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.upos = nn.Linear(WIDTH, upos)
        self.features = nn.Linear(WIDTH, features)
        self.names = nn.Linear(WIDTH, names)
        self.arc_dependent = nn.Linear(WIDTH, ARC)
        self.arc_governor = nn.Linear(WIDTH, ARC)
        self.arc = nn.Parameter(torch.empty(ARC, ARC))
        self.arc_bias = nn.Parameter(torch.zeros(ARC))
        self.relation_dependent = nn.Linear(WIDTH, 2 * RELATION)
        self.relation_governor = nn.Linear(WIDTH, 2 * RELATION)
        self.relation = nn.Linear(2 * RELATION, relations)
        self.drop = nn.Dropout(0.15)
        nn.init.xavier_uniform_(self.arc)

    def forward(self, pieces: Tensor, shapes: Tensor, real: Tensor, first: Tensor, last: Tensor) -> Scores:
        """Score every word.

        Args:
            pieces: ``[sentence, piece]`` word pieces, opened by ``[CLS]``.
            shapes: ``[sentence, piece]`` shape of the word that the piece belongs to.
            real: ``[sentence, piece]`` false where padded.
            first: ``[sentence, word]`` place of each word's first piece; word 0 is ``[CLS]``, the root.
            last: likewise its last piece.

        """
        x = self.encoder(pieces, shapes, real)
        wide = (-1, -1, x.shape[-1])
        words = torch.gather(x, 1, first[..., None].expand(wide)) + torch.gather(x, 1, last[..., None].expand(wide))
        words = self.drop(words * 0.5)
        dependent = self.drop(functional.relu(self.arc_dependent(words)))
        governor = self.drop(functional.relu(self.arc_governor(words)))
        arcs = (dependent @ self.arc + self.arc_bias) @ governor.transpose(1, 2)
        return Scores(
            self.upos(words),
            self.features(words),
            self.names(words),
            arcs,
            self.relation_dependent(words),
            self.relation_governor(words),
        )

    def relations(self, dependent: Tensor, governor: Tensor, heads: Tensor) -> Tensor:
        """Score the relations of each word to the head given for it."""
        theirs = torch.gather(governor, 1, heads[..., None].expand(-1, -1, governor.shape[-1]))
        added = functional.relu(dependent[..., :RELATION] + theirs[..., :RELATION])
        multiplied = dependent[..., RELATION:] * theirs[..., RELATION:]
        return self.relation(self.drop(torch.cat([added, multiplied], -1)))
