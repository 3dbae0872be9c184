"""A page as its bytes came, decoded and parsed once: what the finders of title, credits, dates and body all look at."""

import codecs
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lxml import etree, html
from resiliparse.parse.encoding import detect_encoding, map_encoding_to_html5

from dateline.errors import PageError
from dateline.store.linked_data import Node, nodes_of

LARGEST = 20_000_000
"""Bytes or characters of markup beyond which a page is no article but something else in its clothes."""

_HEAD = 4096
"""Bytes in which a declared encoding is looked for; browsers look at the first 1,024."""

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([\w.:-]{2,40})""", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:!doctype html|html|head|body|div|p|article|section|main|meta|title|h1|table|span|br)\b", re.IGNORECASE
)
_FEED = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:rss|feed|urlset|sitemapindex|rdf:RDF)\b")
_PROLOGUE = re.compile(r"\s*<\?xml[^>]{0,500}>")
_EMPTY_ROOT = re.compile(r"(<html\b[^<>]{0,2000}?)/\s*>", re.IGNORECASE)
_CONTROL = bytes(code for code in range(32) if chr(code) not in "\t\n\r") + b"\x7f"
_BINARY = bytes(code for code in range(1, 32) if chr(code) not in "\t\n\r\f\x1b")
_FEW = 50
_NOT_XML = ("\ufffe", "\uffff")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Page:
    """One page, parsed. The tree is shared and must not be changed."""

    markup: str
    tree: html.HtmlElement
    url: str
    """The address that it was asked for; empty if not known."""
    fields: Mapping[str, Sequence[str]]
    """Values of its ``<meta>`` elements by key, lower case, in the order of the page."""
    nodes: Sequence[Node]
    """Its JSON-LD, flattened."""
    language: str
    """The language that it says it is in, such as ``en-US``; empty if it says none."""

    def first(self, keys: Sequence[str]) -> tuple[str, str]:
        """Return the first of the keys that has a value, and the value; two empty strings if none has."""
        for key in keys:
            for value in self.fields.get(key, ()):
                return key, value
        return "", ""


def tidy(words: str) -> str:
    """Return words on one line, without white space at the ends or twice in a row."""
    return _SPACE.sub(" ", words).strip()


def words_of(element: etree._Element) -> str:
    """Return the text inside an element on one line, a space between the texts of its parts."""
    return tidy(" ".join(str(part) for part in element.itertext()))


def page_of(page: bytes | str, url: str) -> Page:
    """Return the page decoded and parsed.

    Raises:
        PageError: DL131 empty, DL132 not HTML, DL133 cannot be parsed, DL136 too large.

    """
    if len(page) > LARGEST:
        advice = "give the article alone; pages of news are a hundredth of that."
        raise PageError("DL136", f"The page has more than {LARGEST:,} bytes.", advice)
    if isinstance(page, bytes) and _is_binary(page):
        raise PageError("DL132", "This is not an HTML page but binary data.", "name the file for what it is.")
    markup = clean(decoded(page) if isinstance(page, bytes) else page.removeprefix("\ufeff"))
    if not markup.strip():
        raise PageError("DL131", "The page is empty.", "save or fetch it again.")
    if not _TAG.search(markup) or _FEED.match(markup):
        raise PageError("DL132", "This is not an HTML page.", "name the file for what it is, such as .txt.")
    tree = _tree(markup)
    return Page(markup, tree, url, _fields(tree), nodes_of(_scripts(tree)), _language(tree))


def clean(markup: str) -> str:
    """Return text without what XML cannot hold: control characters, lone surrogates, non-characters."""
    kept = markup.encode("utf-8", "replace").translate(None, _CONTROL).decode("utf-8")
    for character in _NOT_XML:
        kept = kept.replace(character, "")
    return kept


def _is_binary(page: bytes) -> bool:
    """Say whether bytes are no text: many control characters, where UTF-16 has none but NUL."""
    head = page[:_HEAD]
    control = len(head) - len(head.translate(None, _BINARY))
    return control > len(head) // _FEW


def decoded(page: bytes) -> str:
    """Return the text of a page's bytes: by its byte order mark, as UTF-8 if it is that, as declared, as detected.

    Valid UTF-8 goes before the declaration, because wrong declarations are common and text in another encoding that
    happens to be valid UTF-8 is not. Bytes that fit nothing become U+FFFD; nothing is raised.
    """
    for mark, encoding in _BOMS:
        if page.startswith(mark):
            return page[len(mark) :].decode(encoding, "replace")
    head = page[:_HEAD]
    if head.count(0) * 3 > len(head):
        even = head[::2].count(0)
        return page.decode("utf-16-be" if even * 2 > head.count(0) else "utf-16-le", "replace")
    declared = _DECLARED.search(head)
    named = map_encoding_to_html5(declared[1].decode("ascii", "ignore"), fallback_utf8=False) if declared else None
    guesses = ["utf-8"] if named != "iso2022_jp" or b"\x1b" not in page else []
    for guess in [*guesses, named, detect_encoding(page)]:
        try:
            if guess:
                return page.decode(guess)
        except (LookupError, ValueError):
            continue
    return page.decode(_least_lossy(page, named), "replace")


def _least_lossy(page: bytes, named: str | None) -> str:
    """Return ``utf-8`` or the declared encoding, whichever reads more of bytes that neither reads whole."""
    try:
        losses = {name: page.decode(name, "replace").count("\ufffd") for name in ("utf-8", named or "cp1252")}
    except (LookupError, ValueError):
        return "utf-8"
    return min(losses, key=lambda name: losses[name])


def _tree(markup: str) -> html.HtmlElement:
    """Return the parsed tree; comments and processing instructions are left out.

    Raises:
        PageError: DL133, the parser makes nothing of it.

    """
    head = _EMPTY_ROOT.sub(r"\1>", _PROLOGUE.sub("", markup[:_HEAD], count=1), count=1)
    parser = html.HTMLParser(collect_ids=False, encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring((head + markup[_HEAD:]).encode("utf-8"), parser=parser)
    except (etree.LxmlError, ValueError, TypeError, AssertionError) as error:
        raise PageError("DL133", "The page's markup cannot be parsed.", "save or fetch it again.") from error
    return tree


def _fields(tree: html.HtmlElement) -> dict[str, list[str]]:
    """Return the values of the page's meta elements by name, property or itemprop, lower case."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        value = tidy(element.get("content") or element.get("datetime") or "")
        if not value:
            continue
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            key = element.get(attribute)
            if key:
                found.setdefault(key.strip().lower(), []).append(value)
    return found


def _scripts(tree: html.HtmlElement) -> list[str]:
    """Return the texts of the page's JSON-LD scripts."""
    return [
        element.text
        for element in tree.iter("script")
        if element.text and "ld+json" in (element.get("type") or "").lower()
    ]


def _language(tree: html.HtmlElement) -> str:
    """Return the language that the page declares, with its region where it has one."""
    locale = next(
        (
            element.get("content") or ""
            for element in tree.iter("meta")
            if (element.get("property") or "").lower() == "og:locale"
        ),
        "",
    )
    declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or ""
    return max(tidy(declared), tidy(locale).replace("_", "-"), key=lambda words: "-" in words)
