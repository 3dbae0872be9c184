"""One typed view of the English model: sentences in, tokens with tags, tree and names out, whoever reads them."""

from collections.abc import Sequence
from functools import cache
from typing import Final, Protocol

from dateline.language.lemmas import lemma
from dateline.language.words import words_of
from dateline.record.reading import Token
from dateline.record.span import Span

SHIPPED: Final = "encoder.v1"
"""Name and version of the model that comes with the package."""


class Pipeline(Protocol):
    """What reads sentences. Its answer for a sentence depends on the words of that sentence alone."""

    @property
    def name(self) -> str:
        """Its name with its version, for the record."""

    def tokens(self, text: str, sentences: Sequence[Span]) -> tuple[Token, ...]:
        """Return the tokens of all sentences, in order.

        Args:
            text: any text.
            sentences: sorted, not overlapping; each is read by itself.

        """


class Shipped:
    """The encoder that ships with the package, behind the view."""

    name = SHIPPED

    def tokens(self, text: str, sentences: Sequence[Span]) -> tuple[Token, ...]:
        """Return the tokens of all sentences, in order."""
        from dateline.language.encoder import shipped  # noqa: PLC0415 - the runtime is slow to load, and listings need none

        read = shipped().read
        found: list[Token] = []
        for sentence in sentences:
            spans = words_of(text, sentence.start, sentence.end)
            words = tuple(text[start:end] for start, end in spans)
            base = len(found) - 1
            for (start, end), form, word in zip(spans, words, read(words), strict=True):
                head = base + word.head if word.head else None
                known = lemma(form, word.upos, word.features)
                found.append(Token(start, end, word.upos, known, head, word.relation, word.features, word.name))
        return tuple(found)


@cache
def pipeline(name: str = "") -> Pipeline:
    """Return the pipeline of a name: empty for the one that ships, ``spacy:NAME`` for a spaCy pipeline.

    Raises:
        SettingsError: there is no such pipeline, or spaCy is not installed.

    """
    if not name:
        return Shipped()
    from dateline.language.spacy import SpacyPipeline  # noqa: PLC0415 - spaCy is the user's, and slow to load

    return SpacyPipeline(name)
