"""Walks what the user named (files, folders, standard input) and streams the articles met there, in a fixed order.

What is not read is yielded too, with its reason: hidden files and those that editors and systems leave behind, links
back to a folder already read, pipes and devices, what is empty, binary, broken or too large. Memory is bounded by
``SourceSettings``, whatever the files hold.
"""

import io
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, Final, cast

from dateline.errors import SourceError
from dateline.store.document import Document, Skipped, SourceSettings, over_large
from dateline.store.readers.csv_rows import read_csv
from dateline.store.readers.json_rows import read_json, read_json_lines
from dateline.store.readers.mail import read_mail, read_mailbox
from dateline.store.readers.parquet_rows import read_parquet
from dateline.store.readers.reader import Read
from dateline.store.readers.texts import read_page, read_text
from dateline.store.sniffing import form_of, wide_codec
from dateline.store.streams import HEAD, buffered, inflated, transcoded

__all__ = ["Document", "Skipped", "SourceSettings", "documents", "source_name"]

STANDARD_INPUT: Final = "-"

_READERS: Final[dict[str, Read]] = {
    "text": read_text,
    "page": read_page,
    "mail": read_mail,
    "mailbox": read_mailbox,
    "lines": read_json_lines,
    "json": read_json,
    "csv": read_csv,
    "parquet": read_parquet,
}
_HELD_WHOLE: Final = frozenset({"text", "page", "mail"})
_LEFT_BEHIND: Final = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})
_TEMPORARY: Final = (".swp", ".swo", ".tmp", ".part", ".crdownload", ".bak", "~")
_KINDS: Final = (
    (stat.S_ISFIFO, "a pipe; hand it in as standard input, with -"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
)
_DEEPEST: Final = 200
"""Folders within folders."""


def documents(
    paths: Sequence[str | Path], settings: SourceSettings, standard_input: BinaryIO | None = None
) -> Iterator[Document | Skipped]:
    """Return every article met under ``paths``, and everything that is skipped, in the order of paths and names.

    Args:
        paths: files and folders; ``-`` is standard input.
        settings: columns and limits.
        standard_input: what ``-`` reads.

    Raises:
        SourceError: a path does not exist, or ``-`` is named and there is no standard input; before anything is read.

    """
    for path in paths:
        if str(path) == STANDARD_INPUT:
            if standard_input is None:
                raise SourceError("DL101", "there is no standard input to read.", "name files or folders.")
        elif not os.path.lexists(path):
            raise SourceError("DL101", f"there is no {source_name(path)}.", "look at how the path is spelt.")
    return _documents(paths, settings, standard_input)


def source_name(path: str | Path) -> str:
    r"""Return the name under which a path is listed: with slashes, and what cannot be shown escaped.

    Bytes of a file name that are not UTF-8, and control characters, become escapes such as ``\xe9`` and ``\n``: a
    source is kept in the record and shown on a terminal.
    """
    name = os.fsencode(Path(path).as_posix()).decode("utf-8", "backslashreplace")
    if name.isprintable():
        return name
    return "".join(letter if letter.isprintable() else letter.encode("unicode_escape").decode() for letter in name)


def _documents(
    paths: Sequence[str | Path], settings: SourceSettings, standard_input: BinaryIO | None
) -> Iterator[Document | Skipped]:
    for path in paths:
        if str(path) == STANDARD_INPUT and standard_input is not None:
            yield from _guarded(_read(standard_input, "", STANDARD_INPUT, settings), STANDARD_INPUT)
        else:
            yield from _walk(Path(path), settings)


def _walk(top: Path, settings: SourceSettings) -> Iterator[Document | Skipped]:
    """Yield what is met at a path, and below it if it is a folder; what the user named himself is never hidden."""
    waiting = [(top, 0)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        path, depth = waiting.pop()
        name = source_name(path)
        left_out = _left_behind(path.name) if depth else ""
        if left_out:
            yield Skipped(name, left_out)
            continue
        try:
            status = path.stat()
            if not stat.S_ISDIR(status.st_mode):
                yield from _file(path, name, status, settings)
                continue
            reason = _folder_left_out(status, depth, seen)
            inside = [] if reason else sorted(path.iterdir(), reverse=True)
        except OSError as error:
            yield Skipped(name, _unreadable(error))
            continue
        if reason:
            yield Skipped(name, reason)
        waiting.extend((entry, depth + 1) for entry in inside)


def _folder_left_out(status: os.stat_result, depth: int, seen: set[tuple[int, int]]) -> str:
    """Return why a folder is not read, if so; remember it otherwise."""
    identity = (status.st_dev, status.st_ino)
    if identity in seen:
        return "repeated: a link to a folder that is read under another name"
    if depth > _DEEPEST:
        return f"nested: more than {_DEEPEST} folders deep"
    seen.add(identity)
    return ""


def _left_behind(name: str) -> str:
    """Return why a file met in a folder is left out by its name alone; empty where it is not."""
    if name.startswith("."):
        return "hidden"
    lowered = name.lower()
    if lowered in _LEFT_BEHIND or lowered.endswith(_TEMPORARY) or name.startswith(("~$", "#")):
        return "temporary: left behind by an editor or a system"
    return ""


def _file(path: Path, name: str, status: os.stat_result, settings: SourceSettings) -> Iterator[Document | Skipped]:
    for is_kind, words in _KINDS:
        if is_kind(status.st_mode):
            yield Skipped(name, f"not a file: {words}")
            return
    try:
        with path.open("rb", buffering=HEAD) as stream:
            yield from _guarded(_read(stream, path.name, name, settings, status.st_size), name)
    except OSError as error:
        yield Skipped(name, _unreadable(error))


def _read(
    stream: BinaryIO, name: str, source: str, settings: SourceSettings, size: int = 0
) -> Iterator[Document | Skipped]:
    """Yield what one stream holds; ``size`` is its length in bytes where known."""
    opened = cast("io.BufferedReader", stream) if size else buffered(stream)
    inner = inflated(opened, settings.max_inflation)
    head = inner.peek(HEAD)[:HEAD]
    form = form_of(name, head, settings)
    if inner is opened and form in _HELD_WHOLE and size > settings.max_file_bytes:
        yield Skipped(source, over_large(settings.max_file_bytes, size))
        return
    codec = wide_codec(form, head)
    yield from _READERS[form](transcoded(inner, codec) if codec else inner, source, settings)


def _guarded(found: Iterator[Document | Skipped], source: str) -> Iterator[Document | Skipped]:
    """Yield what a reader finds; where it cannot go on, say why and stop."""
    try:
        yield from found
    except SourceError as error:
        yield Skipped(source, error.what)
    except OSError as error:
        yield Skipped(source, _unreadable(error))


def _unreadable(error: OSError) -> str:
    return f"unreadable: {error.strerror or type(error).__name__}"
