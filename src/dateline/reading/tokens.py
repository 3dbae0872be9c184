"""Cuts the sentences of an article into words with tag, lemma, tree and names; which model does it, others ignore."""

from functools import partial

from dateline.language.pipeline import pipeline
from dateline.reading.component import Component
from dateline.record.reading import Reading, Token

_NAME = "tokens.v1"


def apply(reading: Reading, pipeline_name: str = "") -> tuple[Token, ...]:
    """Return the words of all sentences, in order.

    Args:
        reading: with the layer ``sentences``; each is read by itself.
        pipeline_name: empty for the model that ships, ``spacy:NAME`` for a spaCy pipeline.

    """
    return pipeline(pipeline_name).tokens(reading.text, reading.sentences)


def component(pipeline_name: str = "") -> Component:
    """Return the component that reads with a pipeline; its name says which, as another would give other words.

    Raises:
        SettingsError: there is no such pipeline, or spaCy is not installed.

    """
    if not pipeline_name:
        return Component(_NAME, reads=("sentences",), adds="tokens", apply=apply)
    chosen = pipeline(pipeline_name).name
    return Component(
        f"{_NAME}:{chosen}", reads=("sentences",), adds="tokens", apply=partial(apply, pipeline_name=pipeline_name)
    )


COMPONENT = component()
