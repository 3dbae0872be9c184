"""The typed view from a spaCy pipeline of the user's: ``spacy:NAME``. spaCy is no dependency of ours.

The words are cut by us and handed over, so that offsets agree whoever reads them; each sentence is a document of its
own. Labels of Universal Dependencies are taken as they are, those of ClearNLP are turned into them.
"""

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any, Final

from dateline.errors import SettingsError
from dateline.language.clearnlp import Row, is_clearnlp, universal
from dateline.language.lemmas import lemma
from dateline.language.words import words_of
from dateline.record.reading import NAME_TYPES, Token
from dateline.record.span import Span

SCHEME: Final = "spacy:"
_NAMES: Final = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organisation",
    "GPE": "place",
    "LOC": "place",
    "NORP": "demonym",
    "FAC": "facility",
    "EVENT": "event",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
    "LAW": "other",
    "LANGUAGE": "other",
    "MISC": "other",
}
"""Kinds of name in OntoNotes and CoNLL, and ours; other entities (days, sums of money) are no names."""
_BY_TAG: Final = {
    "NN": "Number=Sing",
    "NNS": "Number=Plur",
    "NNP": "Number=Sing",
    "NNPS": "Number=Plur",
    "VB": "VerbForm=Inf",
    "VBD": "Mood=Ind|Tense=Past|VerbForm=Fin",
    "VBG": "Tense=Pres|VerbForm=Part",
    "VBN": "Tense=Past|VerbForm=Part",
    "VBP": "Mood=Ind|Tense=Pres|VerbForm=Fin",
    "VBZ": "Mood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin",
    "MD": "VerbForm=Fin",
}
"""Morphology by Penn Treebank tag, for pipelines that give none."""
_UPOS: Final = {"CONJ": "CCONJ", "SPACE": "X", "": "X"}
"""What is no universal part of speech, or no longer one."""
_PROBE: Final = "Ministers met in Oslo on Monday."

Analyser = Callable[[Sequence[str], Sequence[bool]], Any]
"""Reads the words of one sentence (and whether a blank follows each) into a spaCy ``Doc``, or what looks like one."""


class SpacyPipeline:
    """A spaCy pipeline behind the view.

    Args:
        name: ``spacy:NAME``, NAME being what ``spacy.load`` takes.

    Raises:
        SettingsError: spaCy or the pipeline is not installed, or it gives no tags or no tree.

    """

    def __init__(self, name: str) -> None:
        wanted = name.removeprefix(SCHEME)
        if wanted == name or not wanted:
            raise SettingsError(
                "DL117",
                f"there is no pipeline {name!r}.",
                "leave it empty for the model that ships, or name a spaCy pipeline: spacy:en_core_web_sm.",
            )
        loaded, self._analyse, self._clearnlp = load(wanted)
        self.name = f"{SCHEME}{loaded}"
        document = self._analyse(*_words(_PROBE, words_of(_PROBE)))
        if not (document.has_annotation("DEP") and (document.has_annotation("POS") or document.has_annotation("TAG"))):
            raise SettingsError(
                "DL118",
                f"the spaCy pipeline {wanted!r} gives no parts of speech or no tree.",
                "name one with a tagger and a parser.",
            )

    def tokens(self, text: str, sentences: Sequence[Span]) -> tuple[Token, ...]:
        """Return the tokens of all sentences, in order."""
        found: list[Token] = []
        for sentence in sentences:
            spans = words_of(text, sentence.start, sentence.end)
            if spans:
                document = self._analyse(*_words(text, spans))
                found.extend(tokens_of(document, spans, len(found), clearnlp=self._clearnlp))
        return tuple(found)


def load(wanted: str) -> tuple[str, Analyser, bool]:
    """Return a spaCy pipeline's name with its version, what reads one sentence, and whether its labels are ClearNLP's.

    Raises:
        SettingsError: spaCy or the pipeline is not installed.

    """
    try:
        spacy = import_module("spacy")
        doc = import_module("spacy.tokens").Doc
    except ImportError as error:
        raise SettingsError("DL115", "spaCy is not installed.", f"pip install spacy, then {wanted}.") from error
    try:
        pipeline = spacy.load(wanted)
    except (OSError, ImportError, ValueError) as error:
        raise SettingsError(
            "DL116",
            f"the spaCy pipeline {wanted!r} cannot be loaded: {error}",
            f"python -m spacy download {wanted}, or name one that is installed.",
        ) from error

    def analyse(words: Sequence[str], blanks: Sequence[bool]) -> Any:  # noqa: ANN401 - spaCy is not there to be named
        starts = [place == 0 for place in range(len(words))]
        return pipeline(doc(pipeline.vocab, words=list(words), spaces=list(blanks), sent_starts=starts))

    meta = pipeline.meta
    clearnlp = is_clearnlp(label for labels in pipeline.pipe_labels.values() for label in labels)
    return f"{meta['lang']}_{meta['name']}-{meta['version']}", analyse, clearnlp


def _words(text: str, spans: Sequence[tuple[int, int]]) -> tuple[list[str], list[bool]]:
    """Return words, and whether a blank follows each."""
    words = [text[start:end] for start, end in spans]
    follow = [start for start, _ in spans[1:]] + [spans[-1][1]]
    return words, [end < after for (_, end), after in zip(spans, follow, strict=True)]


def tokens_of(
    document: Any,  # noqa: ANN401
    spans: Sequence[tuple[int, int]],
    base: int,
    *,
    clearnlp: bool = False,
) -> list[Token]:
    """Return the tokens of a sentence.

    Args:
        document: what spaCy read: words with ``pos_``, ``tag_``, ``dep_``, ``head``, ``morph``, and ``ents``.
        spans: where its words stand in the text.
        base: place of its first word in the layer.
        clearnlp: whether its labels are ClearNLP's; they also are where one of them says so.

    """
    rows = _one_root(_rows(document))
    if clearnlp or is_clearnlp(row.relation for row in rows):
        rows = universal(rows)
    passive = {row.head for row in rows if row.relation == "aux:pass"}
    tokens = []
    for place, (row, word, (start, end)) in enumerate(zip(rows, document, spans, strict=True), 1):
        features = _features(str(word.morph), word.tag_, passive=place in passive)
        head = base + row.head - 1 if row.head else None
        known = lemma(row.form, row.upos, features)
        tokens.append(Token(start, end, row.upos, known, head, row.relation, features, row.name))
    return tokens


def _rows(document: Any) -> list[Row]:  # noqa: ANN401
    """Return a document's words with heads within it."""
    names = ["O"] * len(document)
    for entity in document.ents:
        kind = _NAMES.get(entity.label_) or (entity.label_.lower() if entity.label_.lower() in NAME_TYPES else "")
        start, end = entity.start, entity.end
        while start < end and document[start].text.lower() in {"the", "a", "an"}:
            start += 1
        while end > start and document[end - 1].text.lower() in {"'s", "\u2019s", "'", "\u2019"}:
            end -= 1
        if kind and start < end:
            names[start:end] = [f"B-{kind}", *[f"I-{kind}"] * (end - start - 1)]
    return [
        Row(word.text, _upos(word), 0 if word.head.i == word.i else word.head.i + 1, word.dep_, names[place])
        for place, word in enumerate(document)
    ]


def _upos(word: Any) -> str:  # noqa: ANN401
    """Return a word's part of speech; ``X`` where there is none that we know."""
    return _UPOS.get(word.pos_, str(word.pos_))


def _one_root(rows: Iterable[Row]) -> list[Row]:
    """Return the tree with one root: later roots hang from the first as parataxis."""
    found: list[Row] = []
    root = 0
    for place, row in enumerate(rows, 1):
        if row.head:
            found.append(row)
        elif root:
            found.append(row._replace(head=root, relation="parataxis"))
        else:
            root = place
            found.append(row._replace(relation="root"))
    return found


def _features(morphology: str, tag: str, *, passive: bool) -> str:
    """Return the morphology as our model writes it: with the mood of finite verbs and the voice of passive ones."""
    features = {one for one in (morphology or _BY_TAG.get(tag, "")).split("|") if one}
    kinds = {one.split("=")[0] for one in features}
    if "VerbForm=Fin" in features and "Tense" in kinds:
        features |= set() if "Mood" in kinds else {"Mood=Ind"}
    if passive:
        features |= set() if "Voice" in kinds else {"Voice=Pass"}
    return "|".join(sorted(features))
