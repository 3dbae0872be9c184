"""What every reader is: a function from a stream, with its name and the settings, to documents and what is skipped."""

from collections.abc import Callable, Iterator
from typing import BinaryIO, Final

from dateline.store.document import Document, Skipped, SourceSettings

Read = Callable[[BinaryIO, str, SourceSettings], Iterator[Document | Skipped]]
"""Takes a stream (already inflated), the source's name and the settings. What cannot be read at all raises
SourceError, at any point; what cannot be read in part is yielded as Skipped, and the reader goes on."""

HOPELESS: Final = 100
"""Rows from the start, all of them unreadable, after which a table is given up: it is something else."""
