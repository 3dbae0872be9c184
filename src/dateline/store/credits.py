"""Who signs a page: authors, the news agency credited beside them, and the outlet, each kept apart from the others."""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Final, NamedTuple

from dateline.codebook.page_fields import keys_of, month_names
from dateline.codebook.wires import is_wire, wire_in
from dateline.store.linked_data import names_of, strings
from dateline.store.page import Page, tidy, words_of
from dateline.store.regions import belongs_elsewhere

_LONGEST: Final = 300
"""Characters of a credit that are looked at; longer ones are biographies."""
_LONGEST_NAME: Final = 50
_MOST_WORDS: Final = 6
_MOST: Final = 20

_PARTS = re.compile(
    r"\s*[;|\u00b7\u2022\n/,&]\s*|\s+(?:and|und|et|with|via|for)\s+|\s+[\u2013\u2014-]\s+"
    r"|\s*\((?=[^()]{1,40}\))|\)\s*",
    re.IGNORECASE,
)
_SIGNING = re.compile(
    r"^(?:by|von|par|por|di|od|door|author|autor|auteur|text|(?:edited|written|reporting|story|posted|published) by)"
    r"(?:\s*:\s*|\s+)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s+(?:in|at|from|en|aus)\s+[A-Z\u00c0-\u00de].{0,40}$")
_NOT_A_NAME = re.compile(r"https?:|www\.|@|\d|\.(?:com|net|org|co|tv|news|info)\b|[<>{}=_]", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]+")
_TITLE_TAIL = re.compile(r"\s+[|\u2013\u2014\u00b7\u00ab\u00bb:-]\s+")
_BYLINES: Final = "//*[@rel='author' or @itemprop='author' or contains(@class, 'byline') or contains(@class, 'author')]"
_BYLINE_CLASS = re.compile(r"(?:^|[\s_-])(?:authors?|byline)(?:[_-]{1,2}names?)?(?:$|\s)")
_MOST_BYLINES: Final = 4


class Credits(NamedTuple):
    """Who stands behind a page."""

    authors: tuple[str, ...]
    outlet: str
    wire: str


def credits_of(page: Page, title: str) -> Credits:
    """Return authors, outlet and news agency of a page; empty where it does not say.

    Args:
        page: the page.
        title: what ``<title>`` holds: its tail may name the outlet.

    """
    outlet = _outlet(page, title)
    authors: list[str] = []
    wire = ""
    for credit in _signatures(page):
        found, agency = signed(credit, outlet)
        if found or agency:
            authors, wire = found, agency
            break
    for credit in () if wire else _bylines(page):
        found, agency = signed(credit, outlet)
        if not authors or {each.casefold() for each in found} & {each.casefold() for each in authors}:
            authors, wire = authors or found, agency
        if wire:
            break
    return Credits(tuple(authors[:_MOST]), outlet, wire or _declared_wire(page, outlet))


def signed(credit: str, outlet: str) -> tuple[list[str], str]:
    """Return the names of people in a byline, in order and once each, and the first news agency in it.

    Args:
        credit: such as ``By Anna Kern and Bo Lind, Reuters``.
        outlet: the outlet's name, which is no author.

    """
    names: list[str] = []
    wire = ""
    for part in _PARTS.split(_SIGNING.sub("", tidy(credit))):
        agency, rest = wire_in(_SIGNING.sub("", part))
        wire = wire or agency
        name = _name(rest, outlet)
        if name and name.casefold() not in {each.casefold() for each in names}:
            names.append(name)
    return names, wire


def _name(words: str, outlet: str) -> str:
    """Return the name of a person that the words are, or nothing."""
    name = _PLACE.sub("", tidy(words).strip(" .,:;-\u2013\u2014|()[]'\""))
    parts = _WORDS.findall(name)
    if not parts or len(name) > _LONGEST_NAME or len(parts) > _MOST_WORDS or _NOT_A_NAME.search(name):
        return ""
    lower = [part.casefold() for part in parts]
    if all(part in _roles() or part in month_names() for part in lower) or lower[-1] in _roles():
        return ""
    if _same(name, outlet) or is_wire(name) or name == name.lower():
        return ""
    return name.title() if name.isupper() and len(parts) > 1 else name


@cache
def _roles() -> frozenset[str]:
    """Return the words that tell what somebody does, and name nobody."""
    return frozenset(keys_of("role"))


def _same(name: str, outlet: str) -> bool:
    """Say whether a name is the outlet's, with a word such as "staff", or one word of it."""
    wanted = {part.casefold() for part in _WORDS.findall(outlet)} - _roles()
    mine = {part.casefold() for part in _WORDS.findall(name)} - _roles()
    return bool(wanted) and (mine == wanted or (len(mine) == 1 and mine < wanted))


def _signatures(page: Page) -> Iterator[str]:
    """Yield the bylines of a page: JSON-LD first, then its head."""
    for node in page.nodes:
        if node.kind == "article":
            names = [name for key in ("author", "creator") for name in names_of(node.values.get(key), page.nodes)]
            if names:
                yield _joined(names)
    for key in keys_of("author"):
        values = [value for value in page.fields.get(key, ()) if not value.startswith(("http", "/"))]
        if values:
            yield _joined(values)


def _joined(names: Iterable[str]) -> str:
    """Return names as one credit: once each, without biographies, and not more than anybody reads."""
    return "; ".join(islice((name for name in dict.fromkeys(names) if len(name) <= _LONGEST), _MOST))


def _bylines(page: Page) -> Iterator[str]:
    """Yield the first few bylines that the page shows for its own article.

    They add an agency to authors known from elsewhere only where they name one of them too: cards of other pieces
    carry bylines as well.
    """
    given = 0
    for element in page.tree.xpath(_BYLINES)[: 5 * _MOST]:
        if not (element.get("rel") or element.get("itemprop") or _BYLINE_CLASS.search(element.get("class") or "")):
            continue
        words = words_of(element)
        if 0 < len(words) <= _LONGEST // 2 and not belongs_elsewhere(element):
            yield words
            given += 1
            if given == _MOST_BYLINES:
                return


def _declared_wire(page: Page, outlet: str) -> str:
    """Return the agency that fields for a source name, if it is not the outlet itself."""
    named: list[str] = [value for key in keys_of("wire") for value in page.fields.get(key, ())]
    for node in page.nodes:
        if node.kind == "article":
            for key in ("publisher", "sourceOrganization", "provider", "copyrightHolder"):
                named.extend(names_of(node.values.get(key), page.nodes))
            named.extend(strings(node.values.get("creditText")))
    for value in named:
        if is_wire(value) and not is_wire(outlet):
            return wire_in(value).name
    return ""


def _outlet(page: Page, title: str) -> str:
    """Return the name of the site: as the article's publisher, in the head, as the site's own node, or after the title.

    A page that names an agency as publisher, and a site beside it, is the site's reprint of the agency's piece.
    """
    names = [tidy(name.partition("|")[0]) for name in _outlets(page)]
    usable = [name for name in names if 0 < len(name) <= _LONGEST_NAME * 2 and not name.startswith(("http", "@", "//"))]
    own = next((name for name in usable if not is_wire(name)), "") or next(iter(usable), "")
    if own:
        return own
    tail = _TITLE_TAIL.split(title)
    return tail[-1] if len(tail) > 1 and len(_WORDS.findall(tail[-1])) <= _MOST_WORDS - 2 else ""


def _outlets(page: Page) -> Iterable[str]:
    """Yield the names that a page gives for its site, best first."""
    for node in page.nodes:
        if node.kind == "article":
            yield from names_of(node.values.get("publisher"), page.nodes)[:1]
    yield from page.fields.get("og:site_name", ())
    for node in page.nodes:
        if {"WebSite", "NewsMediaOrganization"} & set(strings(node.values.get("@type"))):
            yield from names_of(dict(node.values), page.nodes)[:1]
    yield from (value for key in keys_of("outlet") for value in page.fields.get(key, ()))
