"""Trains the network: ``python -m training.train --help``. Twice forty minutes on two cores; minutes on a GPU.

Two passes over time, each with its own learning rate that falls to a tenth or to nothing: ``trees`` learns from the
open treebanks and WikiGold; ``names`` goes on from there with our own sentences and labels as well.
"""

import argparse
import json
import random
import time
from pathlib import Path
from typing import Final

import torch
from torch import Tensor, nn
from torch.nn import functional

from dateline.language.pieces import Pieces
from dateline.language.words import words_of
from training import sets
from training.batches import IGNORED, Batch, Batches, Labels, labels_of
from training.labels import TAGS, UPOS
from training.network import Network, Scores, pretrained

RATES: Final = (2e-4, 1.5e-3)
"""Learning rates of encoder and heads at their highest, as tried."""
WARM: Final = 150
"""Steps until they are reached."""
PIECES_A_BATCH: Final = 1_920
TOLD: Final = 50
"""Steps between two lines of progress."""
SAVED: Final = 300
"""Seconds between two savings."""
VOCABULARY: Final = Path("src/dateline/language/model/pieces.txt")


def names_loss(scores: Tensor, allowed: Tensor) -> Tensor:
    """Return the loss of the name tags: minus the log of what the allowed ones have together, a word."""
    bits = (allowed[..., None] >> torch.arange(len(TAGS), device=allowed.device)) & 1
    told = bits.sum(-1) < len(TAGS)
    logs = scores.log_softmax(-1)
    some = logs.masked_fill(bits == 0, -1e9).logsumexp(-1)
    return -(some * told).sum() / told.sum().clamp(min=1)


def loss_of(network: Network, scores: Scores, batch: Batch) -> Tensor:
    """Return the loss of all heads together; those that a set does not know add nothing."""
    loss = names_loss(scores.names.float(), batch.names)
    if (batch.heads == IGNORED).all():
        return loss

    def entropy(of: Tensor, truth: Tensor) -> Tensor:
        return functional.cross_entropy(of.float().flatten(0, 1), truth.flatten(), ignore_index=IGNORED)

    arcs = scores.arcs.float().masked_fill(~batch.words[:, None, :], -1e4)
    relations = network.relations(scores.dependent.float(), scores.governor.float(), batch.heads.clamp(min=0))
    return (
        loss
        + 0.5 * entropy(scores.upos, batch.upos)
        + 0.5 * entropy(scores.features, batch.features)
        + entropy(arcs, batch.heads)
        + entropy(relations, batch.relations)
    )


def on(batch: Batch, device: torch.device) -> Batch:
    """Return the batch on a device."""
    return Batch(batch.sentences, *(getattr(batch, name).to(device) for name in Batch.__slots__[1:]))


def forward(network: Network, batch: Batch) -> Scores:
    """Score a batch in bfloat16 where that is fast."""
    with torch.autocast(batch.pieces.device.type, torch.bfloat16):
        scores: Scores = network(batch.pieces, batch.shapes, batch.real, batch.first, batch.last)
    return scores


def measured(network: Network, batches: Batches, device: torch.device) -> dict[str, float]:
    """Return accuracy of tags, features, heads and relations on sentences with gold words, heads by argmax."""
    network.eval()
    right = {"upos": 0, "features": 0, "uas": 0, "las": 0}
    words = 0
    with torch.no_grad():
        for cut in batches(4_000):
            batch = on(cut, device)
            scores = forward(network, batch)
            told = batch.heads >= 0
            heads = scores.arcs.float().masked_fill(~batch.words[:, None, :], -1e9).argmax(-1)
            relations = network.relations(scores.dependent.float(), scores.governor.float(), heads).argmax(-1)
            words += int(told.sum())
            right["upos"] += int(((scores.upos.argmax(-1) == batch.upos) & told).sum())
            right["features"] += int(((scores.features.argmax(-1) == batch.features) & told).sum())
            right["uas"] += int(((heads == batch.heads) & told).sum())
            right["las"] += int(((heads == batch.heads) & (relations == batch.relations) & told).sum())
    network.train()
    return {name: round(count / max(1, words), 4) for name, count in right.items()}


def gathered(given: argparse.Namespace) -> list[sets.Sentence]:
    """Return the sentences of a pass; ours count twice, for they are of the kind that the model is for."""
    language = given.gold / "language"
    found = [
        *sets.ewt(language / "ewt_train.conllu.gz", sets.own_labels(given.labels) if given.labels else None),
        *sets.gum(language / "gum_train.conllu.gz"),
        *sets.wikigold(language / "wikigold.conll.gz"),
    ]
    if given.name == "names":
        found += [sentence for path in sorted(given.own.glob("*.txt")) for sentence in sets.own(path, words_of)] * 2
    return found


class Training:
    """One pass: what is learnt from, the network, and how far it is.

    Args:
        given: the command's options.

    """

    def __init__(self, given: argparse.Namespace) -> None:
        self.given = given
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        pieces = Pieces(VOCABULARY.read_text(encoding="utf8").splitlines())
        sentences = gathered(given)
        saved = torch.load(given.start, weights_only=True) if given.start else None
        labels = Labels(tuple(saved["features"]), tuple(saved["relations"])) if saved else labels_of(sentences)
        self.labels = labels
        self.batches = Batches(sentences, pieces, labels)
        encoder = pretrained(given.encoder)
        self.network = Network(encoder, len(UPOS), len(labels.features), len(TAGS), len(labels.relations))
        if saved:
            self.network.load_state_dict(saved["weights"])
        self.network.to(self.device)
        self.network.encoder.pieces.weight.requires_grad = False
        named = list(self.network.named_parameters())
        body = [value for name, value in named if name.startswith("encoder.") and value.requires_grad]
        heads = [value for name, value in named if not name.startswith("encoder.")]
        self.optimiser = torch.optim.AdamW([{"params": body}, {"params": heads}], weight_decay=0.01)
        self.development = {
            name: Batches(read(given.gold / "language" / f"{name}_dev.conllu.gz"), pieces, labels)
            for name, read in (("ewt", sets.ewt), ("gum", sets.gum))
        }
        self.steps = self.seen = 0
        given.out.mkdir(parents=True, exist_ok=True)

    def run(self, chance: random.Random) -> None:
        """Train until the time is over; save, and print figures, every few minutes and at the end."""
        started = saved = time.monotonic()
        while True:
            for cut in self.batches(PIECES_A_BATCH, chance):
                passed = time.monotonic() - started
                done = passed / (self.given.minutes * 60)
                if done >= 1:
                    self.save()
                    return
                loss = self.step(cut, done)
                if self.steps % TOLD == 0:
                    told = f"step {self.steps}, loss {loss:.3f}, {self.seen / passed:.0f} pieces a second"
                    print(f"{passed:.0f} s, {told}", flush=True)
                if time.monotonic() - saved > SAVED:
                    saved = time.monotonic()
                    self.save()

    def step(self, cut: Batch, done: float) -> float:
        """Learn from one batch; ``done`` is the part of the time that is over. Return its loss."""
        floor = self.given.floor
        factor = min(1.0, (self.steps + 1) / WARM) * max(floor, 1 - done * (1 - floor))
        for group, rate in zip(self.optimiser.param_groups, RATES, strict=True):
            group["lr"] = rate * self.given.rate * factor
        batch = on(cut, self.device)
        loss = loss_of(self.network, forward(self.network, batch), batch)
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimiser.step()
        self.steps += 1
        self.seen += int(batch.real.sum())
        return float(loss.item())

    def save(self) -> None:
        """Keep the weights, and print the figures of the development parts."""
        state = {
            "weights": self.network.state_dict(),
            "features": list(self.labels.features),
            "relations": list(self.labels.relations),
        }
        torch.save(state, self.given.out / "weights.new")
        (self.given.out / "weights.new").replace(self.given.out / "weights.pt")
        figures = {name: measured(self.network, of, self.device) for name, of in self.development.items()}
        (self.given.out / "figures.json").write_text(json.dumps(figures, indent=1))
        print(json.dumps(figures), flush=True)


def main() -> None:
    """Read the options and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=("trees", "names"), help="the pass")
    parser.add_argument("--gold", type=Path, required=True, help="folder with language/*.gz")
    parser.add_argument("--encoder", type=Path, required=True, help="folder with model.safetensors of all-MiniLM-L6-v2")
    parser.add_argument("--own", type=Path, default=Path("training/sentences"), help="folder with our own sentences")
    parser.add_argument("--labels", type=Path, help="our name labels of EWT")
    parser.add_argument("--start", type=Path, help="weights to go on from")
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--rate", type=float, default=1.0, help="factor of the learning rates")
    parser.add_argument("--floor", type=float, default=0.0, help="part of the learning rate that is left at the end")
    parser.add_argument("--out", type=Path, required=True)
    torch.manual_seed(0)
    Training(parser.parse_args()).run(random.Random(0))


if __name__ == "__main__":
    main()
