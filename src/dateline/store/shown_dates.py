"""Finds dates where a reader sees them: marked elements, and short lines near the headline."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from lxml import etree, html

from dateline.store.regions import ASIDE, OTHERS, belongs_elsewhere
from dateline.store.stamps import Stamp, stamp_in

_PROPERTIES: Final = {
    "datepublished": "published",
    "pubdate": "published",
    "datecreated": "published",
    "schema:datepublished": "published",
    "dc:date": "published",
    "dc:created": "published",
    "dc:issued": "published",
    "datemodified": "modified",
    "schema:datemodified": "modified",
    "dateupdated": "modified",
}
_COMMENTS = re.compile(
    r"(?:^|[\s_-])(?:comments?|related|kommentare?|comentarios|commentaires|leserbrief)(?:$|[\s_-])", re.IGNORECASE
)
_PUBLISHING = re.compile(r"publi|posted|entry-?date|post-?date|pub-?date|article-?date|date-?created", re.IGNORECASE)
_CHANGING = re.compile(r"updat|modif|chang", re.IGNORECASE)
_DATING = re.compile(r"date|datum|time|publi|posted|fecha|byline|meta|stand|parution|calendar|clock", re.IGNORECASE)
_LINE: Final = 90
"""Longest line, in characters, whose date can be the page's own; longer ones are prose."""
_REACH: Final = 24
"""Lines from the headline within which a date counts that no markup calls one."""
_MARKED_REACH: Final = 400
_MOST: Final = 200
"""Marked elements that are looked at: a page of its own has a handful."""
_SHORT_HEADING: Final = 12
_DAY: Final = 10
"""Characters of 2023-06-18."""
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})


def elements_of(tree: html.HtmlElement) -> Iterator[tuple[str, str, str]]:
    """Yield kind, origin and words of the elements whose markup says that they date the page, in order.

    Microdata and RDFa go before time elements that are marked by class or ``pubdate`` alone; those count only where
    all of a kind begin alike, for else some of them date other pieces.
    """
    marked = [
        (_PROPERTIES[key], f"microdata:{element.get('itemprop') or element.get('property')}", element)
        for element in tree.xpath("//*[@itemprop or @property][not(self::meta)]")
        if (key := (element.get("itemprop") or element.get("property") or "").strip().lower()) in _PROPERTIES
    ]
    for element in tree.iter("time"):
        named = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.get("pubdate") is not None or (_PUBLISHING.search(named) and not _CHANGING.search(named)):
            marked.append(("published", "time", element))
        elif _CHANGING.search(named) and not _PUBLISHING.search(named):
            marked.append(("modified", "time", element))
    own = [
        (kind, origin, element.get("datetime") or element.get("content") or "".join(element.itertext()))
        for kind, origin, element in marked[:_MOST]
        if not belongs_elsewhere(element)
    ]
    days = {(kind, words.strip()[:_DAY]) for kind, origin, words in own if origin == "time"}
    for kind, origin, words in own:
        if origin != "time" or sum(each == kind for each, _ in days) == 1:
            yield kind, origin, words


def shown_dates(tree: html.HtmlElement, title: str, *, day_first: bool | None) -> list[tuple[str, Stamp]]:
    """Return origin and stamp of the date shown nearest to the headline, or of the only one shown; empty if neither.

    Lines in elements that are marked as dates go before others; lines before the headline count as twice as far.
    """
    for others in (OTHERS, _COMMENTS):
        lines = list(_lines(tree, others))
        dated = [
            (index, stamp) for index, (_, words) in enumerate(lines) if (stamp := stamp_in(words, day_first=day_first))
        ]
        nearest = _nearest(lines, dated, _headline(lines, title))
        if nearest:
            return [nearest]
    return [("shown:only", dated[0][1])] if len({stamp.day for _, stamp in dated}) == 1 else []


def _nearest(
    lines: list[tuple[etree._Element, str]], dated: list[tuple[int, Stamp]], headline: int | None
) -> tuple[str, Stamp] | None:
    """Return origin and stamp of the dated line that lies nearest to the headline, or None."""
    best: tuple[int, str, Stamp] | None = None
    if headline is None:
        return None
    for index, stamp in dated:
        marked = lines[index][0].tag == "time" or _is_dating(lines[index][0])
        far = index - headline if index >= headline else 2 * (headline - index)
        if far > (_MARKED_REACH if marked else _REACH):
            continue
        far += 0 if marked else _REACH
        if best is None or far < best[0]:
            best = (far, "shown:date" if marked else "shown:line", stamp)
    return best[1:] if best else None


def _headline(lines: list[tuple[etree._Element, str]], title: str) -> int | None:
    """Return the index of the line that is the page's headline: a heading that its title repeats, or the first h1."""
    wanted = " ".join(title.casefold().split())
    first: int | None = None
    for index, (element, words) in enumerate(lines):
        level = _heading(element)
        if level and len(words) > _SHORT_HEADING and words.casefold() in wanted:
            return index
        if level == "h1" and first is None:
            first = index
    return first


def _lines(tree: html.HtmlElement, others: re.Pattern[str]) -> Iterator[tuple[etree._Element, str]]:
    """Yield each short text of the body with the element that holds it, and each time element by its attribute."""
    body = tree.find(".//body")
    walk = etree.iterwalk(body if body is not None else tree, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            named = f"{element.get('class') or ''} {element.get('id') or ''}"
            if element.tag != "body" and (element.tag in ASIDE or others.search(named)):
                walk.skip_subtree()
                continue
            if element.tag == "time":
                yield element, element.get("datetime") or "".join(element.itertext())
                walk.skip_subtree()
                continue
            text, holder = element.text, element
        else:
            text, holder = element.tail, element.getparent()
        words = " ".join((text or "").split()) if text else ""
        if words and holder is not None and (len(words) <= _LINE or _heading(holder)):
            yield holder, words


def _heading(element: etree._Element) -> str:
    """Return the tag of the heading that an element is or is inside of; empty if there is none."""
    for each in (element, *islice(element.iterancestors(), 3)):
        if each.tag in _HEADINGS:
            return str(each.tag)
    return ""


def _is_dating(element: etree._Element) -> bool:
    """Say whether an element, or one of the two above it, is marked as holding a date."""
    near = (element, *islice(element.iterancestors(), 2))
    return any(_DATING.search(f"{each.get('class') or ''} {each.get('id') or ''}") for each in near)
