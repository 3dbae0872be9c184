"""The encoder reads each sentence by itself, whatever its company, and any sentence at all."""

import itertools
import re
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.language.encoder import Word, shipped
from dateline.language.pipeline import Shipped
from dateline.language.words import words_of
from dateline.record.reading import NAME_TYPES, Token
from dateline.record.span import Span, inside

ROOT = Path(__file__).resolve().parents[2]
COUNT = 2_000
_LABEL = re.compile(r"\{[A-Z]+ ([^{}]*)\}")
_WHO = (
    "The foreign minister of Norvania",
    "Ada Kern, the UN envoy,",
    "Ostrava",
    "A spokesman for the Defence Ministry",
    "U.S. officials",
    "The two sides",
    "Thousands of protesters",
    "President Ilya Tarn",
)
_DID = (
    "met their counterparts in",
    "said on Monday that talks would resume in",
    "was accused of spying by",
    "didn't rule out sanctions against",
    "won't send 1,200 troops to",
    "called for a cease-fire with",
    "signed a $20 million deal with",
)
_WHERE = ("Geneva", "the Halvik Strait", "Côte d'Ivoire", "its neighbour's capital", "NATO", "both countries")
_END = (".", ", Reuters reported.", " -- the first such step since 2014.", "; no date was given.", "?", "")


def own() -> list[str]:
    """Return sentences of every make, long and short, the same ones in every run."""
    made = [f"{who} {did} {where}{end}" for who, did, where, end in itertools.product(_WHO, _DID, _WHERE, _END)]
    made.sort(key=lambda sentence: zlib.crc32(sentence.encode()))
    return made


def sentences() -> list[str]:
    """Return 2,000 sentences: those that the model was trained on where they are there, made ones for the rest."""
    written = [
        _LABEL.sub(r"\1", line.strip())
        for path in sorted((ROOT / "training" / "sentences").glob("*.txt"))
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    made = own()
    return list(dict.fromkeys([*written[: COUNT - COUNT // 4], *made]))[:COUNT]


def words(sentence: str) -> tuple[str, ...]:
    return tuple(sentence[start:end] for start, end in words_of(sentence))


def document(parts: list[str]) -> tuple[str, list[Span]]:
    spans, at = [], 0
    for part in parts:
        spans.append(Span(at, at + len(part)))
        at += len(part) + 1
    return "\n".join(parts), spans


def labels(tokens: tuple[Token, ...], base: int) -> list[tuple[str, str, int, str, str]]:
    return [
        (one.upos, one.features, 0 if one.head is None else one.head - base + 1, one.relation, one.name)
        for one in tokens
    ]


def is_sound(read: tuple[Word, ...]) -> bool:
    """Say whether the heads make one tree and every name has a beginning."""
    roots = [place for place, word in enumerate(read, 1) if word.head == 0]
    for place in range(1, len(read) + 1):
        at, steps = place, 0
        while at and steps <= len(read):
            at, steps = read[at - 1].head, steps + 1
        if at:
            return False
    before = "O"
    for word in read:
        if word.name.startswith("I-") and before[2:] != word.name[2:]:
            return False
        before = word.name
    rooted = all((word.relation == "root") == (word.head == 0) for word in read)
    return rooted and len(roots) == (1 if read else 0)


def test_two_thousand_sentences_have_the_same_labels_alone_and_in_other_company() -> None:
    # About 20 s on one free core: each sentence is read twice, never from the store of known ones.
    every = sentences()
    assert len(every) == COUNT
    alone = {sentence: [tuple(word) for word in shipped()._read(words(sentence))] for sentence in every}
    shipped()._remembered.cache_clear()
    shuffled = sorted(every, key=lambda sentence: zlib.crc32(sentence[::-1].encode()))
    for start in range(0, COUNT, 40):
        parts = shuffled[start : start + 40]
        text, spans = document(parts)
        tokens = Shipped().tokens(text, spans)
        base = 0
        for part in parts:
            count = len(alone[part])
            assert labels(tokens[base : base + count], base) == alone[part], part
            base += count
        assert base == len(tokens)


def test_repeated_sentences_and_those_of_like_length_have_the_same_labels() -> None:
    every = sorted(own()[:60], key=len)
    text, spans = document([*every, *every, *reversed(every)])
    tokens = Shipped().tokens(text, spans)
    at = 0
    seen: dict[str, list[tuple[str, str, int, str, str]]] = {}
    for sentence in (*every, *every, *reversed(every)):
        count = len(words(sentence))
        found = labels(tokens[at : at + count], at)
        assert seen.setdefault(sentence, found) == found
        at += count


def test_a_plain_sentence_is_read_as_anyone_would() -> None:
    read = shipped().read(words("The minister met his counterpart in Paris."))
    assert [word.upos for word in read] == ["DET", "NOUN", "VERB", "PRON", "NOUN", "ADP", "PROPN", "PUNCT"]
    assert [word.head for word in read] == [2, 3, 0, 5, 3, 7, 3, 3]
    assert [word.relation for word in read[:3]] == ["det", "nsubj", "root"]
    assert "Tense=Past" in read[2].features
    assert read[6].name.startswith("B-")


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        ".",
        "\U0001f642",
        "\x00 \x07 \ufeff \u200b",
        "\u0627\u0644\u0633\u0644\u0627\u0645 \u5916\u4ea4\u90e8 \u041c\u0418\u0414",
        "e\u0301\u0301\u0301 \u200d\u200d \ufffd",
        "x" * 5_000,
        "He said " + "y" * 5_000 + " in Paris .",
        "\u5916" * 5_000,
        " ".join(["The minister met his counterpart in Paris , and then"] * 60),
        ". " * 1_200,
    ],
    ids=["empty", "stop", "emoji", "control", "scripts", "marks", "word", "word-within", "signs", "600 words", "stops"],
)
def test_any_sentence_is_read(sentence: str) -> None:
    read = shipped().read(words(sentence))
    assert len(read) == len(words(sentence))
    assert is_sound(read)
    assert {word.name.partition("-")[2] for word in read} <= {"", *NAME_TYPES}


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=200))
def test_any_text_has_tokens_within_it(text: str) -> None:
    span = Span(0, len(text))
    tokens = Shipped().tokens(text, [span])
    assert inside(text, tokens)
    assert [(token.start, token.end) for token in tokens] == words_of(text)
    assert all(token.lemma for token in tokens)
    assert sum(token.head is None for token in tokens) == (1 if tokens else 0)
