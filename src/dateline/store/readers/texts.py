"""Reads a file that is one article: plain text, Markdown with or without front matter, or a page."""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from dateline.record.reading import Source
from dateline.store.decoding import decoded
from dateline.store.document import Document, Skipped, SourceSettings, document_of, over_large
from dateline.store.readers.fields import known_in
from dateline.store.streams import whole

_FENCE: Final = re.compile(r"(---|\+\+\+)[ \t]*\r?\n")
_ENTRY: Final = re.compile(r"([A-Za-z][\w -]{0,40}?)[ \t]*[:=](?:[ \t]+(.*))?")
_ITEM: Final = re.compile(r"[ \t]*-[ \t]+(.*)")
_LINES: Final = 200
"""Front matter longer than that is none."""


def read_text(stream: BinaryIO, source: str, settings: SourceSettings) -> Iterator[Document | Skipped]:
    """Yield the one article of a plain text or Markdown file; front matter becomes what is known of it."""
    limit = min(settings.max_file_bytes, 4 * settings.max_text_chars)
    content = whole(stream, limit)
    if content is None:
        yield Skipped(source, over_large(limit))
        return
    if content.removeprefix(b"\xef\xbb\xbf").startswith((b"---", b"+++")):
        text = decoded(content)
        values, start = front_matter(text)
        known = known_in(values, settings, "field")
        if start and known != Source():
            yield document_of(source, "text", text[start:], known, settings)
            return
    yield document_of(source, "text", content, Source(), settings)


def read_page(stream: BinaryIO, source: str, settings: SourceSettings) -> Iterator[Document | Skipped]:
    """Yield the one article of a page."""
    content = whole(stream, settings.max_page_bytes)
    if content is None:
        yield Skipped(source, over_large(settings.max_page_bytes))
        return
    form = "html" if b"<" in content else "text"  # a name promises little
    yield document_of(source, form, content, Source(), settings)


def front_matter(text: str) -> tuple[dict[str, object], int]:
    """Return the entries between a text's first two fences, and where the text goes on; nothing and 0 where none is.

    Reads the plain part of YAML and TOML that such headers are written in: ``name: value``, lists by dashes or in
    brackets, quotation marks. A line of any other kind means that it is no front matter.
    """
    fence = _FENCE.match(text)
    if not fence:
        return {}, 0
    values: dict[str, object] = {}
    position, last = fence.end(), ""
    for _ in range(_LINES):
        end = text.find("\n", position)
        if end < 0:
            break
        line, position = text[position:end].rstrip(), end + 1
        if line == fence[1]:
            return values, position
        entry, item = _ENTRY.fullmatch(line), _ITEM.fullmatch(line)
        if item and last:
            items = values[last] if isinstance(values[last], list) else []
            values[last] = [*items, _plain(item[1])] if isinstance(items, list) else []
        elif entry:
            last = entry[1].lower()
            values[last] = _plain(entry[2] or "")
        elif line and not line.startswith(("#", " ", "\t")):
            break
    return {}, 0


def _plain(value: str) -> object:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return [part for part in (str(_plain(part)) for part in value[1:-1].split(",")) if part]
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    return value
