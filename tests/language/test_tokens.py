"""The component `tokens`: the words of all sentences, by whichever pipeline is named."""

import pickle
from collections.abc import Sequence

import pytest
from hypothesis import given, settings

from dateline.reading import blocks, sentences, tokens
from dateline.reading.component import checked, read
from dateline.record.reading import Reading, Token
from dateline.record.span import Span, holding, inside
from strategies import NEWS

COMPONENTS = checked((blocks.COMPONENT, sentences.COMPONENT, tokens.COMPONENT))


class Blanks:
    """A pipeline that calls every sentence one word."""

    name = "spacy:en_blank-1.0.0"

    def tokens(self, _: str, sentences: Sequence[Span]) -> tuple[Token, ...]:
        return tuple(Token(*one, "X", "x", None, "root", "", "O") for one in sentences)


def named(name: str) -> Blanks:
    assert name == "spacy:en_blank"
    return Blanks()


@settings(deadline=None, max_examples=30)
@given(NEWS)
def test_tokens_lie_in_sentences_and_hang_within_them(text: str) -> None:
    reading = read(Reading(text), COMPONENTS)
    assert inside(text, reading.tokens)
    homes = [holding(reading.sentences, token.start) for token in reading.tokens]
    assert None not in homes
    for token, home in zip(reading.tokens, homes, strict=True):
        assert home is not None
        assert token.end <= reading.sentences[home].end
        assert token.head is None or homes[token.head] == home
    assert sum(token.head is None for token in reading.tokens) == len(set(homes))


def test_the_shipped_component_says_its_version_alone() -> None:
    assert tokens.component() == tokens.COMPONENT
    assert tokens.COMPONENT.name == "tokens.v1"


def test_another_pipeline_is_named_with_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "pipeline", named)
    other = tokens.component("spacy:en_blank")
    assert other.name == "tokens.v1:spacy:en_blank-1.0.0"
    reading = Reading("Talks.").with_layer("sentences", (Span(0, 6),))
    assert other.apply(reading) == (Token(0, 6, "X", "x", None, "root", "", "O"),)


def test_components_travel_to_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "pipeline", named)
    assert pickle.loads(pickle.dumps(tokens.COMPONENT)) == tokens.COMPONENT  # noqa: S301 - our own
    there = pickle.loads(pickle.dumps(tokens.component("spacy:en_blank")))  # noqa: S301
    assert there.name == "tokens.v1:spacy:en_blank-1.0.0"
    assert there.apply(Reading("Talks.").with_layer("sentences", (Span(0, 6),)))
