"""A spaCy pipeline of the user's gives the same typed view; tested without spaCy, by what looks like it."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from dateline.errors import SettingsError
from dateline.language import spacy as view
from dateline.language.pipeline import pipeline
from dateline.language.spacy import SpacyPipeline
from dateline.record.span import Span

TEXT = "President Ada Kern didn't sign. The bill was signed by the Ministers of the United Nations."
SENTENCES = (Span(0, 31), Span(32, len(TEXT)))
FIRST = ["nmod:desc", "nsubj", "flat", "aux", "advmod", "root", "punct"]
UPOS = {
    "president": "PROPN",
    "ada": "PROPN",
    "kern": "PROPN",
    "did": "AUX",
    "n't": "PART",
    "sign": "VERB",
    "signed": "VERB",
    "bill": "NOUN",
    "the": "DET",
    "was": "AUX",
    "by": "ADP",
    "ministers": "NOUN",
    "of": "ADP",
    "united": "PROPN",
    "nations": "PROPN",
    ".": "PUNCT",
}
CLEARNLP = {
    "President Ada Kern did n't sign .": ("2 2 5 5 5 5 5", "compound compound nsubj aux neg ROOT punct"),
    "The bill was signed by the Ministers of the United Nations .": (
        "1 3 3 3 3 6 4 6 10 10 7 3",
        "det nsubjpass auxpass ROOT agent det pobj prep det compound pobj punct",
    ),
}
UNIVERSAL = {
    "President Ada Kern did n't sign .": ("1 5 1 5 5 5 5", "nmod:desc nsubj flat aux advmod root punct"),
    "The bill was signed by the Ministers of the United Nations .": (
        "1 3 3 3 6 6 3 10 10 10 6 3",
        "det nsubj:pass aux:pass root case det obl:agent case det compound nmod punct",
    ),
}


@dataclass
class FakeWord:
    text: str
    i: int
    pos_: str
    tag_: str
    dep_: str
    head: Any = None
    morph: str = ""


@dataclass
class FakeEntity:
    label_: str
    start: int
    end: int


@dataclass
class FakeDoc:
    vocab: object
    words: list[str]
    spaces: list[bool]
    sent_starts: list[bool]
    ents: list[FakeEntity] = field(default_factory=list)
    read: list[FakeWord] = field(default_factory=list)
    annotated: bool = True

    def __len__(self) -> int:
        return len(self.words)

    def __iter__(self) -> Iterator[FakeWord]:
        return iter(self.read)

    def __getitem__(self, place: int) -> FakeWord:
        return self.read[place]

    def has_annotation(self, _: str) -> bool:
        return self.annotated


def tag(word: str) -> str:
    return {"signed": "VBN", "sign": "VB", "Ministers": "NNS", "did": "VBD", "was": "VBD"}.get(word, "")


class FakePipeline:
    """A pipeline that knows two sentences."""

    vocab = object()

    def __init__(
        self, trees: dict[str, tuple[str, str]], labels: Sequence[str] = (), *, annotated: bool = True
    ) -> None:
        self.meta = {"lang": "en", "name": "fake", "version": "1.2.3"}
        self.trees = trees
        self.pipe_labels = {"parser": list(labels)}
        self.annotated = annotated

    def __call__(self, doc: FakeDoc) -> FakeDoc:
        count = len(doc.words)
        heads, labels = self.trees.get(" ".join(doc.words), (" ".join("0" * count), " ".join(["dep"] * count)))
        doc.annotated = self.annotated
        doc.read = [
            FakeWord(word, place, UPOS.get(word.lower(), ""), tag(word), label)
            for place, (word, label) in enumerate(zip(doc.words, labels.split(), strict=True))
        ]
        for word, head in zip(doc.read, heads.split(), strict=True):
            word.head = doc.read[int(head)]
        if "Kern" in doc.words:
            doc.ents = [FakeEntity("PERSON", 1, 3)]
        if "Nations" in doc.words:
            doc.ents = [FakeEntity("DATE", 0, 2), FakeEntity("ORG", 8, 11)]
        return doc


def install(monkeypatch: pytest.MonkeyPatch, fake: FakePipeline) -> None:
    module, tokens = ModuleType("spacy"), ModuleType("spacy.tokens")
    module.load = lambda _: fake  # type: ignore[attr-defined]
    tokens.Doc = FakeDoc  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "spacy", module)
    monkeypatch.setitem(sys.modules, "spacy.tokens", tokens)


@pytest.mark.parametrize("trees", [CLEARNLP, UNIVERSAL], ids=["ClearNLP", "Universal"])
def test_both_schemes_give_one_view(monkeypatch: pytest.MonkeyPatch, trees: dict[str, tuple[str, str]]) -> None:
    install(monkeypatch, FakePipeline(trees))
    reader = SpacyPipeline("spacy:en_fake")
    assert reader.name == "spacy:en_fake-1.2.3"
    tokens = reader.tokens(TEXT, SENTENCES)
    words = [TEXT[token.start : token.end] for token in tokens]
    assert words[:7] == ["President", "Ada", "Kern", "did", "n't", "sign", "."]
    assert [token.relation for token in tokens[:7]] == FIRST
    assert [token.head for token in tokens[:7]] == [1, 5, 1, 5, 5, None, 5]
    second = dict(zip(words[7:], tokens[7:], strict=True))
    assert second["bill"].relation == "nsubj:pass"
    assert second["Ministers"].relation == "obl:agent"
    assert second["Ministers"].head == words.index("signed")
    assert second["Nations"].relation == "nmod"
    assert second["Nations"].head == words.index("Ministers")
    assert second["signed"].head is None
    assert second["signed"].features == "Tense=Past|VerbForm=Part|Voice=Pass"
    assert (second["signed"].lemma, second["Ministers"].lemma, second["was"].lemma) == ("sign", "minister", "be")
    assert [token.name for token in tokens[:4]] == ["O", "B-person", "I-person", "O"]
    assert [second[word].name for word in ("The", "bill", "the", "United", "Nations")] == [
        *("O", "O", "O", "B-organisation", "I-organisation")
    ]


def test_a_sentence_reads_the_same_in_any_company(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, FakePipeline(CLEARNLP))
    reader = SpacyPipeline("spacy:en_fake")
    whole = reader.tokens(TEXT, SENTENCES)
    alone = reader.tokens(TEXT, SENTENCES[1:])
    assert [token._replace(head=None if token.head is None else token.head + 7) for token in alone] == list(whole[7:])


def test_a_tree_that_a_sentencizer_cut_has_one_root(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, FakePipeline({"The bill was signed .": ("1 1 3 3 4", "det ROOT aux:pass ROOT ROOT")}))
    text = "The bill was signed."
    tokens = SpacyPipeline("spacy:en_fake").tokens(text, [Span(0, len(text))])
    assert [token.head for token in tokens] == [1, None, 3, 1, 1]
    assert [token.relation for token in tokens] == ["det", "root", "aux:pass", "parataxis", "parataxis"]


def test_an_empty_sentence_has_no_tokens(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, FakePipeline(CLEARNLP))
    assert SpacyPipeline("spacy:en_fake").tokens("  ", [Span(0, 2)]) == ()


def test_labels_of_the_pipeline_tell_the_scheme_where_a_sentence_does_not(monkeypatch: pytest.MonkeyPatch) -> None:
    trees = {
        "The Ministers and the Kern and the bill .": ("1 1 1 4 1 4 7 4 1", "det ROOT cc det conj cc det conj punct")
    }
    install(monkeypatch, FakePipeline(trees, labels=["dobj", "conj"]))
    text = "The Ministers and the Kern and the bill."
    tokens = SpacyPipeline("spacy:en_fake").tokens(text, [Span(0, len(text))])
    assert [token.head for token in tokens] == [1, None, 4, 4, 1, 7, 7, 1, 1]


def code(name: str) -> str:
    with pytest.raises(SettingsError) as raised:
        SpacyPipeline(name)
    assert raised.value.advice
    return raised.value.code


def test_without_spacy_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> ModuleType:
        raise ImportError(name)

    monkeypatch.setattr(view, "import_module", missing)
    assert code("spacy:en_core_web_sm") == "DL115"


def test_a_pipeline_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(name: str) -> None:
        raise OSError(name)

    install(monkeypatch, FakePipeline(CLEARNLP))
    monkeypatch.setattr(sys.modules["spacy"], "load", load)
    assert code("spacy:en_core_web_sm") == "DL116"


@pytest.mark.parametrize("name", ["stanza:en", "spacy:", "en_core_web_sm"])
def test_a_name_of_no_pipeline_is_an_error(name: str) -> None:
    assert code(name) == "DL117"
    with pytest.raises(SettingsError):
        pipeline(name)


def test_a_pipeline_without_a_tree_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, FakePipeline(CLEARNLP, annotated=False))
    assert code("spacy:en_fake") == "DL118"


def test_a_real_spacy_pipeline_is_read(tmp_path: Path) -> None:
    spacy = pytest.importorskip("spacy")

    @spacy.Language.component("dateline_test_tree")  # type: ignore[untyped-decorator]
    def tree(doc: Any) -> Any:
        heads, labels = CLEARNLP.get(" ".join(word.text for word in doc), ("", ""))
        for place, word in enumerate(doc):
            word.pos_ = UPOS.get(word.text.lower(), "X")
            word.tag_ = tag(word.text)
            word.head = doc[int(heads.split()[place])] if heads else doc[0]
            word.dep_ = labels.split()[place] if heads else "dep" if place else "ROOT"
        if doc[0].text == "President":
            doc.ents = [spacy.tokens.Span(doc, 1, 3, label="PERSON")]
        return doc

    made = spacy.blank("en")
    made.add_pipe("dateline_test_tree")
    made.to_disk(tmp_path / "made")
    reader = SpacyPipeline(f"spacy:{tmp_path / 'made'}")
    assert reader.name == "spacy:en_pipeline-0.0.0"
    tokens = reader.tokens(TEXT, SENTENCES)
    assert [token.relation for token in tokens[:7]] == FIRST
    assert [token.relation for token in tokens if token.head is None] == ["root", "root"]
    assert [TEXT[token.start : token.end] for token in tokens if token.relation == "obl:agent"] == ["Ministers"]
    assert code(f"spacy:{tmp_path / 'none'}") == "DL116"
