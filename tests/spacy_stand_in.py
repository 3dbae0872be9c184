"""What looks like spaCy, for it is not installed: a package with one pipeline, which reads as our model does."""

import importlib
import sys
from pathlib import Path

from dateline.language.pipeline import pipeline
from dateline.stages import read

SPACY = '''
"""Looks like spaCy; reads as our model does, and sees no names."""
from types import SimpleNamespace

from dateline.language.encoder import shipped


class Pipeline:
    vocab = object()
    meta = {"lang": "en", "name": "stand_in", "version": "1.0"}
    pipe_labels = {"parser": ["nsubj"]}

    def __call__(self, doc):
        doc.read = [
            SimpleNamespace(text=form, i=i, pos_=word.upos, tag_="", dep_=word.relation, morph=word.features)
            for i, (form, word) in enumerate(zip(doc.words, shipped().read(tuple(doc.words))))
        ]
        for one, word in zip(doc.read, shipped().read(tuple(doc.words))):
            one.head = doc.read[word.head - 1] if word.head else one
        return doc


def load(name):
    if name != "stand_in":
        raise OSError(f"Can't find model {name!r}.")
    return Pipeline()
'''
DOC = """
class Doc:
    def __init__(self, vocab, words, spaces, sent_starts):
        self.words, self.ents, self.read = words, (), []

    def __len__(self):
        return len(self.words)

    def __iter__(self):
        return iter(self.read)

    def __getitem__(self, place):
        return self.read[place]

    def has_annotation(self, name):
        return True
"""


def stand_in(folder: Path) -> Path:
    """Write the package into a folder; return the folder, which belongs in ``sys.path``."""
    (folder / "spacy").mkdir(parents=True)
    (folder / "spacy" / "__init__.py").write_text(SPACY, "utf-8")
    (folder / "spacy" / "tokens.py").write_text(DOC, "utf-8")
    return folder


def forget_spacy() -> None:
    """Let spaCy be looked for anew."""
    pipeline.cache_clear()
    read.components.cache_clear()
    read._made.cache_clear()
    importlib.invalidate_caches()
    for name in [name for name in sys.modules if name.partition(".")[0] == "spacy"]:
        del sys.modules[name]
