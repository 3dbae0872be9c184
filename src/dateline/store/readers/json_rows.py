"""Reads JSON: one object a line, or one array or run of objects, element by element; never a file as a whole."""

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from dateline.errors import SourceError
from dateline.store.decoding import Rows
from dateline.store.document import Document, Skipped, SourceSettings, over_large
from dateline.store.readers.fields import article_in
from dateline.store.readers.reader import HOPELESS
from dateline.store.streams import HEAD, lines

_OUTSIDE: Final = re.compile(rb'["{}\[\]]')
_INSIDE: Final = re.compile(rb'["\\]')


def read_json_lines(stream: BinaryIO, source: str, settings: SourceSettings) -> Iterator[Document | Skipped]:
    """Yield the article of each line; rows are counted as lines are, blank ones too."""
    rows, good = Rows(), False
    for number, line in enumerate(lines(stream, settings.max_row_bytes), 1):
        if line is not None and not line.strip():
            continue
        place = f"{source}#{number}"
        if line is None:
            yield Skipped(place, over_large(settings.max_row_bytes))
            continue
        found = _article(rows.text(line), place, settings)
        good = good or not _broken(found)
        yield found
        if not good and number >= HOPELESS:
            raise SourceError("DL103", f"broken: none of the first {HOPELESS} lines is a JSON object")


def read_json(stream: BinaryIO, source: str, settings: SourceSettings) -> Iterator[Document | Skipped]:
    """Yield the article of each element of an array, or of each object in a row; also of a list inside one object."""
    rows, number, good = Rows(), 0, False
    for element in _elements(stream, settings.max_row_bytes):
        number += 1
        place = f"{source}#{number}"
        if element is None:
            yield Skipped(place, over_large(settings.max_row_bytes))
            continue
        text = rows.text(element)
        inner = _inner_rows(text) if number == 1 else []
        if inner:
            yield from (article_in(row, f"{source}#{index}", settings) for index, row in enumerate(inner, 1))
            return
        found = _article(text, place, settings)
        good = good or not _broken(found)
        yield found
        if not good and number >= HOPELESS:
            raise SourceError("DL103", f"broken: none of the first {HOPELESS} elements is a JSON object")
    if not number:
        raise SourceError("DL103", "broken: no JSON object in it")


def _broken(found: Document | Skipped) -> bool:
    return isinstance(found, Skipped) and found.reason.startswith("broken")


def _article(row: str, place: str, settings: SourceSettings) -> Document | Skipped:
    try:
        value = json.loads(row.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        why = "nested too deep" if isinstance(error, RecursionError) else "no JSON"
        return Skipped(place, f"broken: {why}")
    if not isinstance(value, dict):
        return Skipped(place, "broken: no JSON object")
    return article_in(value, place, settings)


def _inner_rows(element: str) -> list[dict[str, object]]:
    """Return the rows of a first object that is only an envelope: one list of objects among its values."""
    try:
        value = json.loads(element)
    except (ValueError, RecursionError):
        return []
    if not isinstance(value, dict):
        return []
    lists = [
        inner
        for inner in value.values()
        if isinstance(inner, list) and inner and all(isinstance(row, dict) for row in inner)
    ]
    texts = [inner for inner in value.values() if isinstance(inner, str) and len(inner) > HOPELESS]
    return lists[0] if len(lists) == 1 and not texts else []


def _elements(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield each object or array of the outermost array, or of the stream; None for one longer than ``limit``."""
    splitter = _Splitter(limit)
    while chunk := stream.read(HEAD):
        yield from splitter.feed(chunk)
    if splitter.depth > splitter.base:
        raise SourceError("DL103", "broken: the JSON ends early")


class _Splitter:
    """Finds where elements begin and end by brackets and quotation marks alone, chunk by chunk."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.depth = 0
        self.base = -1
        self._element = bytearray()
        self._over = self._quoted = self._escaped = False

    def feed(self, chunk: bytes) -> Iterator[bytes | None]:
        """Yield the elements that end in ``chunk``."""
        start = 0
        for at, sign in self._brackets(chunk):
            if sign in b"{[":
                if self.base < 0:
                    self.base = int(sign == b"[")
                if self.depth == self.base:
                    start = at
                self.depth += 1
            elif self.depth > 0:
                self.depth -= 1
                if self.depth == self.base:
                    self._keep(chunk[start : at + 1])
                    yield None if self._over else bytes(self._element)
                    self._element.clear()
                    self._over = False
        if self.depth > max(self.base, 0):
            self._keep(chunk[start:])

    def _brackets(self, chunk: bytes) -> Iterator[tuple[int, bytes]]:
        """Yield the brackets outside of quotation marks, and where they stand."""
        position = int(self._escaped)
        self._escaped = False
        while match := (_INSIDE if self._quoted else _OUTSIDE).search(chunk, position):
            sign, position = match[0], match.end()
            if sign == b"\\":
                self._escaped = position == len(chunk)
                position += 1
            elif sign == b'"':
                self._quoted = not self._quoted
            else:
                yield match.start(), sign

    def _keep(self, piece: bytes) -> None:
        self._over = self._over or len(self._element) + len(piece) > self.limit
        if self._over:
            self._element.clear()
        else:
            self._element += piece
