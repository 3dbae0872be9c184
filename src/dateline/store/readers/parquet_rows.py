"""Reads Parquet: a few rows at a time, only the columns that the settings name."""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO, Final

import pyarrow as pa
import pyarrow.parquet as pq

from dateline.errors import SourceError
from dateline.store.document import Document, Skipped, SourceSettings, over_large
from dateline.store.readers.fields import article_in
from dateline.store.streams import whole

_ROWS: Final = 32
_BUFFER: Final = 1 << 20
_FOOTER: Final = 1 << 24
"""Bytes of one string, and things in one list, that a file's own description may hold."""


def read_parquet(stream: BinaryIO, source: str, settings: SourceSettings) -> Iterator[Document | Skipped]:
    """Yield the article of each row, counted from 1.

    A stream that cannot be sought in, such as standard input or a gzipped file, is held in memory up to
    ``max_file_bytes``, for Parquet begins at its end.
    """
    if not stream.seekable():
        content = whole(stream, settings.max_file_bytes)
        if content is None:
            raise SourceError("DL102", over_large(settings.max_file_bytes))
        stream = io.BytesIO(content)
    number = 0
    try:
        for batch in _batches(stream, settings):
            for index in range(batch.num_rows):
                number += 1
                yield _row(batch, index, f"{source}#{number}", settings)
    except (pa.ArrowException, OSError, ValueError, OverflowError) as error:
        raise SourceError("DL103", f"broken: Parquet: {_first_line(error)}") from error


def _batches(stream: BinaryIO, settings: SourceSettings) -> Iterator[pa.RecordBatch]:
    wanted = {column for columns in settings.columns.values() for column in columns}
    file = pq.ParquetFile(
        stream,
        buffer_size=_BUFFER,
        pre_buffer=False,
        thrift_string_size_limit=_FOOTER,
        thrift_container_size_limit=_FOOTER,
    )
    columns = [name for name in file.schema_arrow.names if name.strip().lower() in wanted]
    if not columns:
        raise SourceError("DL106", "not news: it has no column that the settings name")
    yield from file.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False)


def _row(batch: pa.RecordBatch, index: int, place: str, settings: SourceSettings) -> Document | Skipped:
    cells = {name: batch.column(name).slice(index, 1) for name in batch.schema.names}
    size = sum(cell.nbytes for cell in cells.values())
    if size > settings.max_row_bytes:
        return Skipped(place, over_large(settings.max_row_bytes, size))
    try:
        values: dict[str, Any] = {name: cell[0].as_py() for name, cell in cells.items()}
    except (ValueError, OverflowError) as error:  # a string that is not UTF-8, a day that no calendar has
        return Skipped(place, f"broken: {_first_line(error)}")
    return article_in(values, place, settings)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
