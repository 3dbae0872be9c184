"""A page to an article: its text, a paragraph a line, and what the page says of itself."""

import re
from typing import Final
from unicodedata import normalize

from lxml import etree, html
from resiliparse.extract.html2text import extract_plain_text
from trafilatura import bare_extraction
from trafilatura.settings import Extractor

from dateline.codebook.page_fields import keys_of, refusal_in, refusal_inside
from dateline.errors import PageError
from dateline.record.reading import Source
from dateline.store.addresses import address_of
from dateline.store.credits import credits_of
from dateline.store.linked_data import strings
from dateline.store.page import Page, clean, page_of, tidy, words_of
from dateline.store.page_dates import date_signals

_SHARE: Final = 0.25
"""Where trafilatura finds less than this share of what resiliparse finds, it has missed the body (DESIGN section 7)."""
_FEWEST_WORDS: Final = 20
"""Words that a text must have to be an article: the length of one sentence of news."""
_FEWEST_SIGNS: Final = 40
"""The same for scripts that put no spaces between words."""
_SHORT: Final = 150
"""Words below which a page headed like an error or a consent form is one."""

_TITLE_TAIL = re.compile(r"\s+[|\u2013\u2014\u00b7\u00ab\u00bb-]\s+")
_WORDS = re.compile(r"\w+")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]")
_BREAKS = re.compile(r"[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_FAILURES: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    etree.LxmlError,
)
"""What an extractor raises on pages that it was not made for."""


def article_of_page(page: bytes | str, url: str = "") -> tuple[str, Source]:
    """Return the text of a page's article and what the page says of it.

    The answer depends on the arguments alone: no network, no clock, no other page.

    Args:
        page: the page as it came, not compressed.
        url: the address that it was asked for; empty if not known.

    Returns:
        The text, one paragraph a line, and its source; the language is left for others to find.

    Raises:
        PageError: the page yields no article. DL131 empty, DL132 not HTML, DL133 cannot be parsed, DL134 no prose,
            DL135 an error, consent or sign-in page, DL136 too large.

    """
    parsed = page_of(page, url)
    text = _body(parsed)
    heading = _heading(parsed)
    _refuse(text, heading)
    credit = credits_of(parsed, heading)
    return text, Source(
        url=address_of(parsed),
        title=_title(parsed, heading, credit.outlet),
        outlet=credit.outlet,
        authors=credit.authors,
        wire=credit.wire,
        signals=date_signals(parsed),
    )


def body_of_page(page: bytes | str) -> str:
    """Return the text of a page's article alone; empty if there is none.

    Raises:
        PageError: as for ``article_of_page``, where the page cannot be read at all.

    """
    return _body(page_of(page, ""))


def _body(page: Page) -> str:
    """Return what trafilatura takes for the article, or resiliparse's text where that is most of it lost."""
    found = _precise(page.tree)
    broad = _broad(page.markup)
    return _lines(broad if len(found) < _SHARE * len(broad) else found)


def _precise(tree: html.HtmlElement) -> str:
    """Return trafilatura's text. Comments and its memory of earlier pages are off; it works on a copy of the tree.

    It is given settings for dates, which it does not look for here, because it would else ask the clock for them.
    """
    options = Extractor(
        output_format="python", precision=True, comments=False, dedup=False, date_params={"max_date": "2099-12-31"}
    )
    try:
        document = bare_extraction(tree, options=options)
    except _FAILURES:
        return ""
    return str(getattr(document, "text", None) or "")


def _broad(markup: str) -> str:
    """Return resiliparse's text of the main content."""
    try:
        return extract_plain_text(
            markup, main_content=True, alt_texts=False, list_bullets=False, comments=False, post_meta=False
        )
    except _FAILURES:
        return ""


def _lines(text: str) -> str:
    """Return the text in NFC, one paragraph a line, without empty lines or white space at their ends."""
    paragraphs = (tidy(line) for line in _BREAKS.sub("\n", clean(normalize("NFC", text))).split("\n"))
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _refuse(text: str, heading: str) -> None:
    """Raise if there is no article in the text.

    Raises:
        PageError: DL134 or DL135.

    """
    words = len(_WORDS.findall(text))
    reason = refusal_in(heading) or refusal_in(text.partition("\n")[0][:_SHORT])
    if words < _SHORT:
        reason = reason or refusal_inside(text)
    if reason and words < _SHORT:
        raise PageError("DL135", f"This page stands in for an article ({reason}).", "save or fetch the article again.")
    if words < _FEWEST_WORDS and len(_UNSPACED.findall(text)) < _FEWEST_SIGNS:
        raise PageError("DL134", "The page holds no prose.", "see whether its text is loaded by a script.")


def _heading(page: Page) -> str:
    """Return what the page's title element holds, or its first heading."""
    for path in (".//head/title", ".//title", ".//h1"):
        element = page.tree.find(path)
        words = words_of(element) if element is not None else ""
        if words:
            return words
    return ""


def _title(page: Page, heading: str, outlet: str) -> str:
    """Return the article's headline, without the outlet's name behind it."""
    linked = (name for node in page.nodes if node.kind == "article" for name in strings(node.values.get("headline")))
    tops = [words for element in page.tree.iter("h1") if (words := words_of(element))]
    shown = tops[0] if len(tops) == 1 else ""
    named = page.first(keys_of("title"))[1]
    for title in (next(linked, ""), shown if _alike(shown, named or heading) else "", named, shown, heading):
        if title and title != outlet:
            return _without_outlet(title, outlet)
    return ""


def _alike(one: str, other: str) -> bool:
    """Say whether one of two headings holds half of the other's words."""
    mine, others = set(_WORDS.findall(one.casefold())), set(_WORDS.findall(other.casefold()))
    return bool(mine) and 2 * len(mine & others) >= len(mine)


def _without_outlet(title: str, outlet: str) -> str:
    """Return the title without a last part that is the outlet's name."""
    parts = [*_TITLE_TAIL.finditer(title)]
    if parts and outlet:
        tail = set(_WORDS.findall(title[parts[-1].end() :].casefold()))
        name = set(_WORDS.findall(outlet.casefold()))
        if tail and (tail <= name or name <= tail):
            return title[: parts[-1].start()].strip() or title
    return title
