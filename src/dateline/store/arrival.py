"""A document as it was met becomes an article: decoded, taken out of its page, its language told. Pure; for workers."""

import re
from dataclasses import replace
from typing import Final, NamedTuple

from dateline.errors import PageError, SourceError
from dateline.record.reading import Source
from dateline.store.decoding import decoded, storable
from dateline.store.document import Document, Skipped, SourceSettings, over_large
from dateline.store.html import article_of_page
from dateline.store.language import language_of

VERSION: Final = "arrival.v1"
"""Changes when the same document becomes another article."""

_PAGE_REASONS: Final = {
    "DL131": "empty",
    "DL132": "not news",
    "DL134": "not news",
    "DL135": "not news",
    "DL136": "over-large",
}
"""The stable word for why a page yields no article, by the error's code."""

_BREAKS: Final = str.maketrans(
    {"\r": "\n", "\v": "\n", "\f": "\n", "\x1c": "\n", "\x1d": "\n", "\x1e": "\n", "\x85": "\n"}
    | {"\u2028": "\n", "\u2029": "\n", "\x00": "\ufffd"}
)
_SIGNS: Final = tuple(chr(sign) for sign in _BREAKS)
_LETTER: Final = re.compile(r"[^\W\d_]")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_SPOKEN: Final = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\U00020000-\U0003ffff]"
)
"""Letters of scripts that set no spaces between words."""

_CODE_STARTS: Final = ("//", "/*", "*/", "#include")
_CODE_ENDS: Final = (";", "{", "}")
_CODE_SHARE: Final = 0.7
_CODE_LINES: Final = 10
_FEWEST_WORDS: Final = 5
_LONGEST_LINE: Final = 2000
"""Characters of a line that suffice to tell whether it is prose."""


class Arrived(NamedTuple):
    """An article as a source gave it."""

    source: str
    digest: str
    text: str
    known: Source
    """What the container said, filled in with what the page says; with the language."""


def arrive(document: Document, settings: SourceSettings) -> Arrived | Skipped:
    """Return the article of a document, or why there is none.

    Args:
        document: as a reader made it.
        settings: limits.

    """
    try:
        text, known = _article(document)
    except SourceError as error:
        return Skipped(document.source, error.what)
    except PageError as error:
        return Skipped(document.source, f"{_PAGE_REASONS.get(error.code, 'broken')}: {error.what}")
    text = tidied(text)
    if len(text) > settings.max_text_chars:
        return Skipped(document.source, over_large(settings.max_text_chars, len(text), "characters"))
    reason = no_article(text, settings.min_letters)
    if reason:
        return Skipped(document.source, reason)
    return Arrived(document.source, document.digest, text, replace(known, language=language_of(text)))


def _article(document: Document) -> tuple[str, Source]:
    if document.form == "html":
        text, said = article_of_page(document.content, document.known.url)
        return text, merged(document.known, said)
    content = document.content
    return (decoded(content) if isinstance(content, bytes) else content.removeprefix("\ufeff")), document.known


def merged(known: Source, said: Source) -> Source:
    """Return what a container knows, filled in with what its page says; a page's own address goes before."""
    return Source(
        url=said.url or known.url,
        title=known.title or said.title,
        outlet=known.outlet or said.outlet,
        authors=known.authors or said.authors,
        wire=known.wire or said.wire,
        signals=tuple(dict.fromkeys(known.signals + said.signals)),
    )


def tidied(text: str) -> str:
    r"""Return text whose lines all end in ``\n`` and whose every character can be kept.

    Line ends of other systems, and separators that some programs take for line ends, become one ``\n`` each; pairs of
    surrogates become their character; lone ones, and zeros, become U+FFFD. Nothing else changes.
    """
    text = storable(text)
    if any(sign in text for sign in _SIGNS):
        text = text.replace("\r\n", "\n").translate(_BREAKS)
    return text


def no_article(text: str, min_letters: int) -> str:
    """Return why a text is no article, or nothing: too few letters, no line like a sentence, or a program.

    Careful: whatever has one line of five words counts as an article, a table's heading among them.
    """
    letters = sum(1 for _, _ in zip(range(min_letters), _LETTER.finditer(text), strict=False))
    if letters < min_letters:
        return "empty" if not letters else f"empty: {letters} letters"
    lines = [line[:_LONGEST_LINE] for line in text.split("\n") if line.strip()]
    if not any(_is_prose(line) for line in lines):
        return "not news: no prose"
    if len(lines) >= _CODE_LINES and sum(map(_is_code, lines)) >= _CODE_SHARE * len(lines):
        return "not news: a program"
    return ""


def _is_prose(line: str) -> bool:
    """Say whether a line could hold a sentence: words enough, and letters for the most part."""
    words = [word for word in _WORD.findall(line) if len(word) > 1]
    unspaced = len(_SPOKEN.findall(line))
    letters = sum(map(len, words)) + unspaced
    return (len(words) >= _FEWEST_WORDS or unspaced >= 2 * _FEWEST_WORDS) and 2 * letters >= len(line.replace(" ", ""))


def _is_code(line: str) -> bool:
    line = line.strip()
    return line.endswith(_CODE_ENDS) or line.startswith(_CODE_STARTS)
