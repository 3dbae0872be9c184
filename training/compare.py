"""What quantisation costs: ``python -m training.compare INT8.onnx FP32.onnx --gold GOLD`` scores both on gold words."""

import argparse
from pathlib import Path

from dateline.language.encoder import Encoder
from training import sets
from training.train import VOCABULARY


def scored(model: Path, sentences: list[sets.Sentence]) -> dict[str, float]:
    """Return the share of words whose tag, morphology, head and relation are right, gold words given."""
    read = Encoder(model.read_bytes(), VOCABULARY.read_text(encoding="utf8").splitlines()).read
    right = dict.fromkeys(("upos", "features", "uas", "las"), 0)
    words = 0
    for sentence in sentences:
        for place, word in enumerate(read(tuple(sentence.words))):
            words += 1
            right["upos"] += word.upos == sentence.upos[place]
            right["features"] += word.features == sentence.features[place]
            head = word.head == sentence.heads[place]
            right["uas"] += head
            right["las"] += head and word.relation == sentence.relations[place]
    return {name: count / words for name, count in right.items()}


def same_names(one: Path, other: Path, sentences: list[sets.Sentence]) -> float:
    """Return F1 of the names of one model against those of another."""
    vocabulary = VOCABULARY.read_text(encoding="utf8").splitlines()
    first, second = (Encoder(path.read_bytes(), vocabulary).read for path in (one, other))
    both = either = 0
    for sentence in sentences:
        words = tuple(sentence.words)
        ours, theirs = (
            {(at, word.name) for at, word in enumerate(read(words)) if word.name != "O"} for read in (first, second)
        )
        both += len(ours & theirs)
        either += len(ours) + len(theirs)
    return 2 * both / max(1, either)


def main() -> None:
    """Print both models' figures side by side."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("int8", type=Path)
    parser.add_argument("fp32", type=Path)
    parser.add_argument("--gold", type=Path, required=True)
    given = parser.parse_args()
    for name, read in (("ewt", sets.ewt), ("gum", sets.gum)):
        sentences = read(given.gold / "language" / f"{name}_dev.conllu.gz")
        small, plain = (scored(path, sentences) for path in (given.int8, given.fp32))
        for head in small:
            print(f"{name} {head}: int8 {small[head]:.4f}, fp32 {plain[head]:.4f}")
        print(
            f"{name} words with like name tags, int8 against fp32: {same_names(given.int8, given.fp32, sentences):.4f}"
        )


if __name__ == "__main__":
    main()
