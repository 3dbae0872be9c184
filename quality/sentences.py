"""Scores sentences on our own cases and on treebanks, and the marks of damage on cases and on sound news."""

from collections.abc import Iterator
from typing import Final

from dateline.reading.damage import marks
from dateline.reading.sentences import split
from dateline.record.span import Span, trimmed
from quality.gold import CASES, Place, paragraphs, rows
from quality.measure import Measure, Scored
from quality.metrics import Counts, counted, share

_BAR: Final = "\u2016"
_AROUND: Final = 45


def spans_of(parts: list[str]) -> tuple[str, list[Span]]:
    """Return the text that the parts make when put end to end, and where each stands without the space around it."""
    text, spans = "", []
    for part in parts:
        spans.append((len(text), len(text) + len(part)))
        text += part
    return text, [trimmed(text, *span) for span in spans]


def _table(name: str) -> Iterator[list[str]]:
    """Yield the fields of the rows of a table of cases, without its comments."""
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield line.split("\t")


def _errors(text: str, wanted: set[int], given: set[int], where: str) -> Iterator[str]:
    for end in sorted(wanted ^ given):
        kind = "joined" if end in wanted else "cut"
        yield f"{where} {kind}: {text[max(0, end - _AROUND) : end]!r} | {text[end : end + _AROUND]!r}"


def _scored(text: str, wanted: list[Span], where: str, errors: list[str]) -> Counts:
    given = split(text, 0, len(text))
    errors.extend(_errors(text, {span.end for span in wanted}, {span.end for span in given}, where))
    return counted(wanted, given)


def own(_place: Place) -> Scored:
    """Score the spans of sentences on our own cases, easy and hard ones, the two halves of the table apart."""
    figures, errors = dict[str, float](), list[str]()
    for part in ("dev", "held"):
        for kind in ("easy", "hard"):
            counts = Counts()
            for case_kind, marked in _table(f"sentences/{part}"):
                if case_kind == kind:
                    text, wanted = spans_of(marked.replace("\\n", "\n").split(_BAR))
                    shown = errors if part == "dev" else []  # who reads the others would tune on them
                    counts = counts.plus(_scored(text, wanted, f"{part} {kind}", shown))
            figures[f"sentences.{part}_{kind}.f1"] = counts.f1
    return Scored(figures, tuple(errors))


def treebanks(place: Place) -> Scored:
    """Score the spans of sentences on the paragraphs of GUM (news apart) and EWT."""
    news, every, web = Counts(), Counts(), Counts()
    errors = list[str]()
    for document, sentences in paragraphs(place.whole, "language/gum_dev.conllu.gz"):
        text, wanted = spans_of(_spaced(sentences))
        counts = _scored(text, wanted, document, errors)
        every = every.plus(counts)
        if "_news_" in document:
            news = news.plus(counts)
    for document, sentences in paragraphs(place, "language/ewt_dev.conllu.gz"):
        text, wanted = spans_of(_spaced(sentences))
        web = web.plus(_scored(text, wanted, document, errors))
    figures = {"sentences.gum_news.f1": news.f1, "sentences.gum.f1": every.f1, "sentences.ewt.f1": web.f1}
    return Scored(figures, tuple(errors))


def _spaced(sentences: list[str]) -> list[str]:
    """Return the sentences with a space behind all but the last."""
    return [*(f"{sentence} " for sentence in sentences[:-1]), *sentences[-1:]]


def damage(_place: Place) -> Scored:
    """Score the marks on our own damaged cases, kind by kind, and the share of near misses that stay unmarked."""
    figures, errors = dict[str, float](), list[str]()
    found: dict[str, list[bool]] = {"glued": [], "lost_quotes": [], "stop_inside": []}
    others = []
    for wanted, text in _table("damage/damaged"):
        given = set(marks(text, 0, len(text)))
        for mark in wanted.split(","):
            found[mark].append(mark in given)
        others.append(given <= set(wanted.split(",")))
        if given != set(wanted.split(",")):
            errors.append(f"damaged {wanted} given {','.join(sorted(given))}: {text}")
    for mark, noticed in found.items():
        figures[f"damage.{mark}.recall"] = share(sum(noticed), len(noticed))
    figures["damage.no_other_mark"] = share(sum(others), len(others))
    clean = [(text, marks(text, 0, len(text))) for (text,) in _table("damage/clean")]
    figures["damage.clean_unmarked"] = share(sum(not given for _, given in clean), len(clean))
    errors += [f"clean given {','.join(given)}: {text}" for text, given in clean if given]
    return Scored(figures, tuple(errors))


def sound_news(place: Place) -> Scored:
    """Score the share of paragraphs of published news, nearly all of them sound, that get no mark of damage."""
    unmarked, errors = Counts(), list[str]()
    for row in rows(place, "stories/allsides_dev.jsonl", "doc_id"):
        for text in str(row["text"]).split("\n\n"):
            if text.strip():
                given = marks(text, 0, len(text))
                unmarked = unmarked.plus(Counts(int(not given), 1, 1))
                if given:
                    errors.append(f"{','.join(given)}: {text[:300]!r}")
    return Scored({"damage.news_unmarked": unmarked.recall}, tuple(sorted(errors)))


MEASURES: Final = (
    Measure("sentences", own, gold=False),
    Measure("treebanks", treebanks),
    Measure("damage", damage, gold=False),
    Measure("sound_news", sound_news),
)
