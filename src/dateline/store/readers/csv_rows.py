"""Reads tables of separated values row by row; a stray quotation mark costs one row, never the file.

The standard library's reader is not used: its limit on fields is global state, and an open quotation mark makes it
swallow the rest of the file.
"""

from collections import deque
from collections.abc import Iterator
from typing import BinaryIO, Final

from dateline.errors import SourceError
from dateline.store.decoding import Rows
from dateline.store.document import Document, Skipped, SourceSettings, over_large
from dateline.store.readers.fields import article_in
from dateline.store.readers.reader import HOPELESS
from dateline.store.streams import lines

Field = bytes | bytearray
_DELIMITERS: Final = (b",", b";", b"\t", b"|")
_MOST_COLUMNS: Final = 2000
_MOST_LINES: Final = 5000
"""Lines of one row; an open quotation mark has swallowed others where there are more."""

_READ_AGAIN: Final = 16
"""How many times ``max_row_bytes`` a file's swallowed lines may be read again."""


def read_csv(stream: BinaryIO, source: str, settings: SourceSettings) -> Iterator[Document | Skipped]:
    """Yield the article of each row; rows are counted from 1, the header aside."""
    rows = _Rows(stream, settings.max_row_bytes)
    header = rows.header()
    decoder = Rows()
    names = [name.strip().removeprefix("\ufeff").strip('"') for name in decoder.fields(header)]
    wanted = {column for columns in settings.columns.values() for column in columns}
    if not wanted.intersection(name.lower() for name in names):
        raise SourceError("DL106", "not news: its first row names no column that the settings name")
    good = False
    for number, row in enumerate(rows, 1):
        place = f"{source}#{number}"
        if isinstance(row, str):
            yield Skipped(place, row)
        else:
            good = True
            yield article_in(dict(zip(names, decoder.fields(row), strict=False)), place, settings)
        if not good and number >= HOPELESS:
            raise SourceError("DL103", f"broken: none of the first {HOPELESS} rows fits the header")


def best_delimiter(line: bytes) -> bytes:
    """Return the delimiter that parts a header into most fields; a comma where none does."""
    return max(_DELIMITERS, key=line.count)


class _Rows:
    """The rows of a table: fields of each, or the reason why one is left out."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._lines = lines(stream, limit)
        self._again: deque[bytes] = deque()
        self._budget = _READ_AGAIN * limit
        self._limit = limit
        self._delimiter = b","
        self._columns = 0

    def header(self) -> list[Field]:
        """Return the fields of the first line that is not blank.

        Raises:
            SourceError: there is none, or it is no header.

        """
        for line in self._lines:
            if line is None:
                raise SourceError("DL102", over_large(self._limit))
            if line.strip():
                self._delimiter = best_delimiter(line)
                fields, *_ = _fields(line, self._delimiter, [], opened=False)
                self._columns = len(fields)
                return fields
        raise SourceError("DL104", "empty")

    def __iter__(self) -> Iterator[list[Field] | str]:
        while (line := self._next()) != b"":
            if line is None:
                yield over_large(self._limit)
            elif line.strip():
                yield self._row(line)

    def _next(self) -> bytes | None:
        return self._again.popleft() if self._again else next(self._lines, b"")

    def _row(self, line: bytes) -> list[Field] | str:
        """Return the fields of the row that begins with ``line``."""
        taken: list[bytes] = []
        size = len(line)
        fields, opened, _ = _fields(line, self._delimiter, [], opened=False)
        while opened:
            more = self._next()
            if not more or len(taken) >= _MOST_LINES or size + len(more) > self._limit:
                if more:
                    taken.append(more)
                return self._swallowed(taken, "broken: a quotation mark is not closed")
            taken.append(more)
            size += len(more)
            fields, opened, torn = _fields(more, self._delimiter, fields, opened=True)
            if torn:
                return self._swallowed(taken, "broken: a quotation mark is not closed")
        while len(fields) > self._columns and not fields[-1]:
            fields.pop()
        if len(fields) > self._columns:
            return self._swallowed(taken, f"broken: {len(fields)} fields, the header names {self._columns}")
        if taken and len(fields) < self._columns:
            return self._swallowed(taken, f"broken: {len(fields)} fields in {len(taken) + 1} lines")
        return fields

    def _swallowed(self, taken: list[bytes], reason: str) -> str:
        """Put back the lines that a broken row took in, as long as that does not go on for ever."""
        size = sum(map(len, taken))
        if size > self._budget:
            return f"{reason}; {len(taken)} lines after it are lost with it" if taken else reason
        self._budget -= size
        self._again.extendleft(reversed(taken))
        return reason


def _fields(line: bytes, delimiter: bytes, fields: list[Field], *, opened: bool) -> tuple[list[Field], bool, bool]:
    """Part one line into fields, going on with ``fields`` where the last one is still open.

    Returns:
        The fields; whether the last is open; and whether words stand between a closing mark and the delimiter, which
        says that the mark did not close what it seems to.

    """
    position, torn = 0, False
    while True:
        if not opened and line.startswith(b'"', position):
            fields.append(bytearray())
            opened, position = True, position + 1
        if opened:
            closed = _closing(line, position)
            piece = line[position:closed] if closed >= 0 else line[position:]
            fields[-1] += piece.replace(b'""', b'"')
            if closed < 0:
                return fields, True, torn
            end = line.find(delimiter, closed)
            rest = line[closed + 1 : end if end >= 0 else len(line)].rstrip(b"\r\n")
            torn = torn or bool(rest.strip())
            fields[-1] += rest
            opened = False
        else:
            end = line.find(delimiter, position)
            fields.append(line[position : end if end >= 0 else len(line)].rstrip(b"\r\n"))
        if end < 0 or len(fields) > _MOST_COLUMNS:
            return fields, False, torn
        position = end + 1


def _closing(line: bytes, position: int) -> int:
    """Return where the quotation mark stands that closes a field; -1 where it goes on in the next line."""
    while (mark := line.find(b'"', position)) >= 0 and line.startswith(b'"', mark + 1):
        position = mark + 2
    return mark
