"""What goes from a source to arrival: one article as it was met, not yet decoded; and the limits and columns that rule.

Readers make documents, arrival turns each into an article. Everything here pickles, for arrival runs in workers.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final, NamedTuple

from dateline.record.reading import Source

MEGABYTE: Final = 1_000_000

COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "text": (
        "text",
        "body",
        "content",
        "article",
        "article_text",
        "full_text",
        "fulltext",
        "maintext",
        "body_text",
        "story",
        "summary",
        "description",
        "abstract",
    ),
    "html": ("html", "page", "raw_html", "body_html", "content_html"),
    "id": ("id", "guid", "uri"),
    "url": ("url", "link", "canonical_url", "web_url", "weburl", "article_url", "permalink"),
    "title": ("title", "headline", "subject"),
    "published": (
        "published",
        "published_at",
        "publishedat",
        "date_published",
        "datepublished",
        "publication_date",
        "publish_date",
        "date_publish",
        "pubdate",
        "pub_date",
        "date",
        "datetime",
        "timestamp",
    ),
    "modified": ("modified", "date_modified", "datemodified", "modified_at", "updated", "updated_at", "lastmod"),
    "outlet": ("outlet", "source", "publisher", "publication", "newspaper", "site", "source_name", "media_name"),
    "authors": ("authors", "author", "byline", "creator"),
}
"""Column names tried in order, in lower case, for each thing that a row can say of an article.

``text`` wins over ``html``, for it has been extracted already. ``id`` counts only where it is an address, as in
exports of feeds, and stands in for ``url``.
"""


def _columns() -> dict[str, tuple[str, ...]]:
    return dict(COLUMNS)


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """What the settings file says of sources: columns, and limits that keep memory bounded.

    Args:
        columns: field -> names of columns, tried in order without regard to case; a field left out is not read.
        max_file_bytes: of what is held whole: a text, page or mail message, after decompression.
        max_page_bytes: of one page.
        max_row_bytes: of one row of a table, or one element of a JSON file.
        max_text_chars: of one article's text.
        max_inflation: how many times its compressed size a gzipped stream may grow before it counts as a bomb.
        min_letters: fewer letters than that are no article.

    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=_columns)
    max_file_bytes: int = 32 * MEGABYTE
    max_page_bytes: int = 8 * MEGABYTE
    max_row_bytes: int = 8 * MEGABYTE
    max_text_chars: int = 1_000_000
    max_inflation: int = 200
    min_letters: int = 20


class Document(NamedTuple):
    """One article as it was met: undecoded where it came as bytes."""

    source: str
    """Where it was met: the path as it was given, ``path#12`` for row or message 12, ``-`` for standard input."""
    form: str
    """``text`` or ``html``."""
    content: bytes | str
    known: Source
    """What its container says of it."""
    digest: str
    """Hash of form, content and ``known``: where it is the same, there is nothing new."""


class Skipped(NamedTuple):
    """Something that is not read, and why: a stable word (``empty``, ``binary``, ``broken`` ...), then details."""

    source: str
    reason: str


def _digest(form: str, content: bytes | str, known: Source) -> str:
    said = [known.url, known.title, known.outlet, known.authors, known.wire]
    said.extend((signal.kind, signal.day.isoformat(), signal.origin, signal.words) for signal in known.signals)
    digest = blake2b(json.dumps([form, said]).encode(), digest_size=16)
    digest.update(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def over_large(limit: int, size: int = 0, unit: str = "bytes") -> str:
    """Return the reason for leaving out something above ``limit``; ``size`` is 0 where it was not read to its end."""
    if unit == "bytes" and limit >= MEGABYTE:
        met = f"{-(-size // MEGABYTE)} MB, " if size else ""
        return f"over-large: {met}the limit is {limit // MEGABYTE} MB"
    met = f"{size:,} {unit}, " if size else ""
    return f"over-large: {met}the limit is {limit:,} {unit}"


def document_of(
    source: str, form: str, content: bytes | str, known: Source, settings: SourceSettings
) -> Document | Skipped:
    """Return one document with its digest, or why it is left out: nothing in it, or more than the limits allow."""
    limit = settings.max_page_bytes if form == "html" else 4 * settings.max_text_chars
    if len(content) > limit:
        return Skipped(source, over_large(limit, len(content)))
    if not content.strip():
        return Skipped(source, "empty")
    return Document(source, form, content, known, _digest(form, content, known))
