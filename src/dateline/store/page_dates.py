"""When a page says that it was published and last changed: every signal with its origin, the most trusted first.

Nothing here looks at the clock, and no day is made up: each signal is a full date that stands in the page or its
address. A stamp's day is the day in the stamp's own zone. Where the best stamp is in UTC and the page gives the same
instant, or its address the same night, in the outlet's own time, that day goes first: it is the one that readers saw.
"""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import unquote

from dateline.codebook.page_fields import keys_of
from dateline.record.reading import DateSignal
from dateline.store.linked_data import strings
from dateline.store.page import Page, words_of
from dateline.store.shown_dates import elements_of, shown_dates
from dateline.store.stamps import Stamp, day_first_in, stamp_in

_LINKED = (("datePublished", "published"), ("dateCreated", "published"), ("dateModified", "modified"))
_IN_ADDRESS = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})([/_.-])([0-9]{1,2})\2([0-9]{1,2})(?![0-9])"
    r"|(?<![0-9])((?:19|20)[0-9]{2})/?([01][0-9])/?([0-3][0-9])(?=[/_-])"
    r"|(?<![0-9])((?:19|20)[0-9]{2})/(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}/([0-9]{1,2})(?![0-9])"
)
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_IN_SCRIPT = re.compile(
    r"""["']?\b(publishedAt|publishedDate|publishDate|publish_date|published_date|published_at|publishedOn|datePublished"""
    r"""|publicationDate|publication_date|pubDate|pub_date|date_published|published_time|publishedTime|firstPublished"""
    r"""|articlePublishDate|page_publish_date)\\?["']?\s{0,9}[:=]\s{0,9}\\?["'](\d{4}[^"'\\]{4,36})\\?["']"""
)
_MINUTE = timedelta(minutes=1)
_QUARTER = timedelta(minutes=15)
_WEST, _EAST = timedelta(hours=-11), timedelta(hours=14)
_EVENING, _MORNING = timedelta(hours=-7), timedelta(hours=8)
"""Zones of the western United States in summer, and of China: most outlets that write UTC lie between them."""


class _Found(NamedTuple):
    kind: str
    stamp: Stamp
    origin: str


def date_signals(page: Page) -> tuple[DateSignal, ...]:
    """Return what the page says of its dates, the best first among ``published`` and among ``modified``.

    Text that a reader sees is looked through only where neither head, address nor markup say when it was published.
    """
    day_first = day_first_in(page.language)
    found = [
        *_from_linked_data(page, day_first=day_first),
        *_from_fields(page, day_first=day_first),
        *_from_markup(page, day_first=day_first),
    ]
    found.extend(_from_address(page))
    if not any(each.kind == "published" for each in found):
        found.extend(_from_scripts(page))
    if not any(each.kind == "published" for each in found):
        shown = shown_dates(page.tree, _title(page), day_first=day_first)
        found.extend(_Found("published", stamp, origin) for origin, stamp in shown)
    ordered = _own_time_first(found, _times(page, day_first=day_first))
    unique = dict.fromkeys(DateSignal(each.kind, each.stamp.day, each.origin, each.stamp.words) for each in ordered)
    return tuple(unique)


def _from_linked_data(page: Page, *, day_first: bool | None) -> Iterator[_Found]:
    """Yield the dates of the article's own node, then of nodes about the page."""
    for wanted in ("article", "page"):
        for node in page.nodes:
            if node.kind != wanted:
                continue
            for key, kind in _LINKED:
                for words in strings(node.values.get(key))[:1]:
                    stamp = stamp_in(words, day_first=day_first)
                    if stamp:
                        yield _Found(kind, stamp, f"json-ld:{key}")


def _from_fields(page: Page, *, day_first: bool | None) -> Iterator[_Found]:
    """Yield the dates of the page's meta elements, in the order of trust of the table."""
    for kind in ("published", "modified"):
        for key in keys_of(kind):
            for words in page.fields.get(key, ())[:1]:
                stamp = stamp_in(words, day_first=day_first)
                if stamp:
                    yield _Found(kind, stamp, f"meta:{key}")


def _from_markup(page: Page, *, day_first: bool | None) -> Iterator[_Found]:
    """Yield the first date of each kind that microdata, RDFa or a time element of the article's own head marks."""
    seen: set[str] = set()
    for kind, origin, words in elements_of(page.tree):
        stamp = stamp_in(words, day_first=day_first)
        if stamp and kind not in seen:
            seen.add(kind)
            yield _Found(kind, stamp, origin)


def _from_address(page: Page) -> Iterator[_Found]:
    """Yield the date in the address asked for, or else in the one that the page gives itself."""
    links = (
        link.get("href") or "" for link in page.tree.iter("link") if (link.get("rel") or "").lower() == "canonical"
    )
    for address in (page.url, *links, *page.fields.get("og:url", ())):
        match = _IN_ADDRESS.search(unquote(address[:2000].partition("?")[0]))
        if match is None:
            continue
        numbers = [part for part in match.groups() if part and part not in "/_.-"]
        month = _MONTHS.index(numbers[1]) + 1 if numbers[1] in _MONTHS else int(numbers[1])
        try:
            day = date(int(numbers[0]), month, int(numbers[2]))
        except ValueError:
            continue
        yield _Found("published", Stamp(day, None, match[0].strip("/")), "address")
        return


def _from_scripts(page: Page) -> Iterator[_Found]:
    """Yield the first date of publication that a script of the page names as such."""
    for script in page.tree.iter("script"):
        for match in _IN_SCRIPT.finditer(script.text or ""):
            stamp = stamp_in(match[2], day_first=None)
            if stamp:
                yield _Found("published", stamp, f"script:{match[1]}")
                return


def _title(page: Page) -> str:
    """Return the title that the page's head gives."""
    element = page.tree.find(".//title")
    return f"{words_of(element) if element is not None else ''} {page.first(keys_of('title'))[1]}"


def _times(page: Page, *, day_first: bool | None) -> list[_Found]:
    """Return the stamps of all time elements: they order other signals, and are none themselves."""
    stamps = (stamp_in(element.get("datetime") or "", day_first=day_first) for element in page.tree.iter("time"))
    return [_Found("published", stamp, "time") for stamp in stamps if stamp]


def _own_time_first(found: list[_Found], times: list[_Found]) -> list[_Found]:
    """Return the signals with one in the outlet's own time before a best one in UTC that means the same instant."""
    best = next((each for each in found if each.kind == "published"), None)
    if best is None or best.stamp.instant is None or best.stamp.instant.utcoffset() != timedelta(0):
        return found
    for other in [*found, *times]:
        if other.kind == "published" and _same_in_own_time(best.stamp.instant, other):
            return [other, *found]
    return found


def _same_in_own_time(instant: datetime, other: _Found) -> bool:
    """Say whether another signal gives an instant of UTC by a clock that is not UTC.

    A clock without a zone does if it stands whole quarters of an hour off, as zones do, and to the second. An address
    has no clock: it does if it names the day before and it was still evening in the Americas, or the day after and
    already morning in the Far East.
    """
    told = other.stamp.instant
    if told is not None and told.tzinfo:
        return bool(told.utcoffset()) and abs(told - instant) <= _MINUTE
    naive = instant.replace(tzinfo=None)
    if told is not None:
        ahead = told - naive
        return bool(ahead) and ahead % _QUARTER == timedelta(0) and _WEST <= ahead <= _EAST and bool(instant.second)
    return (
        other.origin == "address"
        and other.stamp.day != instant.date()
        and other.stamp.day
        in {
            (naive + _EVENING).date(),
            (naive + _MORNING).date(),
        }
    )
