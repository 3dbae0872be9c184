"""The address of an article: the page's own, without what only says how a reader came to it."""

from collections.abc import Iterator
from functools import cache
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

from dateline.codebook.page_fields import keys_of
from dateline.store.page import Page

_LONGEST: Final = 2000


def address_of(page: Page) -> str:
    """Return the page's canonical address, or the one that it was asked for; http(s) only, else empty.

    A canonical link that points at the front page is a mistake of the site's and not followed. Where it points at
    another host, while the page's own ``og:url`` is on the host asked, the page is a reprint and keeps its own.
    """
    asked = clean_address(page.url)
    own, links = clean_address(page.first(("og:url",))[1], asked), list(_canonical(page, asked))
    for link in [*links, own]:
        if not link or (_is_front(link) and not _is_front(asked or link)):
            continue
        if asked and _host(link) != _host(asked) and _host(own) == _host(asked):
            continue
        return link
    return asked or next((link for link in [*links, own] if link), "")


def clean_address(url: str, base: str = "") -> str:
    """Return an absolute http(s) address without fragment and tracking parameters; empty if it is none."""
    if not url or len(url) > _LONGEST:
        return ""
    try:
        parts = urlsplit(urljoin(base, url.strip()) if base else url.strip())
        host = parts.hostname or ""
        parts.port  # noqa: B018 - asking for it raises where it is no number
    except ValueError:
        return ""
    if parts.scheme.lower() not in {"http", "https"} or not host or " " in host:
        return ""
    query = "&".join(pair for pair in parts.query.split("&") if pair and not _is_tracking(pair.partition("=")[0]))
    return urlunsplit(SplitResult(parts.scheme.lower(), parts.netloc.rpartition("@")[2].lower(), parts.path, query, ""))


@cache
def _tracking() -> frozenset[str]:
    return frozenset(keys_of("address"))


def _is_tracking(parameter: str) -> bool:
    """Say whether a parameter of an address only says how a reader came."""
    name = parameter.lower()
    return name.startswith("utm_") or name in _tracking()


def _canonical(page: Page, base: str) -> Iterator[str]:
    """Yield the addresses that the page's canonical links give."""
    for link in page.tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            yield clean_address(link.get("href") or "", base)


def _host(address: str) -> str:
    """Return the host without ``www.`` and the like."""
    host = urlsplit(address).hostname or ""
    return host.removeprefix("www.").removeprefix("m.").removeprefix("amp.")


def _is_front(address: str) -> bool:
    """Say whether an address is that of a front page."""
    parts = urlsplit(address)
    return parts.path in {"", "/"} and not parts.query
