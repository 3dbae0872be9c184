"""Streams with bounds: gzip that cannot swell for ever, wide encodings made UTF-8, lines that cannot be endless."""

import codecs
import gzip
import io
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from dateline.errors import SourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

HEAD: Final = 1 << 16
"""Bytes looked at to tell what a stream holds."""

_GZIP: Final = b"\x1f\x8b"
_FREE: Final = 1 << 22
"""Inflated bytes before the ratio counts: short files of one letter are harmless."""


class _Counted(io.RawIOBase):
    """A stream that knows how many bytes were read from it."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self.stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        data = self.stream.read(len(view))
        view[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Pulled(io.RawIOBase):
    """A stream of chunks that a subclass makes; every read fills its buffer as far as there is something left."""

    def __init__(self) -> None:
        super().__init__()
        self._left = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer)
        filled = 0
        while filled < len(view):
            if not self._left:
                self._left = self.chunk()
                if not self._left:
                    break
            taken = self._left[: len(view) - filled]
            view[filled : filled + len(taken)] = taken
            self._left = self._left[len(taken) :]
            filled += len(taken)
        return filled

    def chunk(self) -> bytes:
        """Return some more bytes; none at the end."""
        raise NotImplementedError


class _Filled(_Pulled):
    """A pipe, whose reads may be short."""

    def __init__(self, stream: BinaryIO) -> None:
        super().__init__()
        self._stream = stream

    def chunk(self) -> bytes:
        return self._stream.read(HEAD)


class _Inflated(_Pulled):
    """What a gzipped stream holds, until it grows beyond a ratio."""

    def __init__(self, stream: BinaryIO, ratio: int) -> None:
        super().__init__()
        self._packed = _Counted(stream)
        self._gzip = gzip.GzipFile(fileobj=cast("BinaryIO", self._packed), mode="rb")
        self._ratio = ratio
        self._count = 0

    def chunk(self) -> bytes:
        try:
            data = self._gzip.read(HEAD)
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise SourceError("DL103", f"broken: gzip: {error}") from error
        self._count += len(data)
        if self._count > max(_FREE, self._ratio * self._packed.count):
            raise SourceError("DL102", f"over-large: gzipped data grows more than {self._ratio} times")
        return data


class _Transcoded(_Pulled):
    """A stream in a wide encoding, as UTF-8."""

    def __init__(self, stream: BinaryIO, codec: str) -> None:
        super().__init__()
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder(codec)("replace")

    def chunk(self) -> bytes:
        while data := self._stream.read(HEAD):
            text = self._decoder.decode(data)
            if text:
                return text.encode("utf-8", "replace")
        return self._decoder.decode(b"", final=True).encode("utf-8", "replace")


def buffered(stream: BinaryIO) -> io.BufferedReader:
    """Return a stream whose ``peek`` shows ``HEAD`` bytes, where there are as many."""
    return io.BufferedReader(_Filled(stream), HEAD)


def inflated(stream: io.BufferedReader, ratio: int) -> io.BufferedReader:
    """Return the stream itself, or what it holds where its first bytes say gzip.

    Reading from the result raises SourceError where the gzip data is broken or grows more than ``ratio`` times.
    """
    if not stream.peek(2).startswith(_GZIP):
        return stream
    return io.BufferedReader(_Inflated(stream, ratio), HEAD)


def transcoded(stream: io.BufferedReader, codec: str) -> io.BufferedReader:
    """Return a stream in ``codec`` as UTF-8."""
    return io.BufferedReader(_Transcoded(stream, codec), HEAD)


def whole(stream: BinaryIO, limit: int) -> bytes | None:
    """Return all of a stream, or None where it holds more than ``limit`` bytes (not much more has been read)."""
    data = stream.read(limit + 1)
    return data if len(data) <= limit else None


def lines(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Yield each line with its end; None in place of one that is longer than ``limit`` bytes."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(HEAD)
        yield None
