"""What form a stream is in, by its name where that says it and by its first bytes: text, page, mail, table or none."""

import re
from typing import Final

from dateline.errors import SourceError
from dateline.store.decoding import looks_binary, marked_codec, text_of
from dateline.store.document import SourceSettings
from dateline.store.readers.csv_rows import best_delimiter

_SUFFIXES: Final = {
    "txt": "text",
    "text": "text",
    "md": "text",
    "markdown": "text",
    "html": "page",
    "htm": "page",
    "xhtml": "page",
    "eml": "mail",
    "mht": "mail",
    "mhtml": "mail",
    "mbox": "mailbox",
    "jsonl": "lines",
    "ndjson": "lines",
    "json": "json",
    "csv": "csv",
    "tsv": "csv",
    "parquet": "parquet",
}
"""What a name promises. Other names are judged by content alone."""

_NEVER: Final = {
    "js": "a script",
    "mjs": "a script",
    "css": "a style sheet",
    "map": "a script's map",
    "svg": "a drawing",
    "rtf": "RTF is not read; save it as text",
    "xsl": "a style sheet",
    "py": "a program",
    "toml": "settings",
    "ini": "settings",
    "yaml": "settings",
    "yml": "settings",
}
"""What lies beside saved pages, and is text but no article."""

_MAGIC: Final = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"\x7fELF",
                 b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ", b"\x28\xb5\x2f\xfd", b"\x1f\x8b", b"ID3", b"OggS",
                 b"SQLite format 3")  # fmt: skip
_PROLOGUE: Final = r"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<"
_PAGE: Final = re.compile(_PROLOGUE + r"(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_FEED: Final = re.compile(_PROLOGUE + r"(?:rss|feed|rdf:rdf|urlset|sitemapindex)\b", re.IGNORECASE | re.DOTALL)
_MAIL_HEADER: Final = re.compile(
    r"(?:from|date|subject|message-id|received|return-path|mime-version):[ \t]", re.IGNORECASE
)
_ANY_HEADER: Final = re.compile(r"[!-9;-~]{1,80}:[ \t]|[ \t]+\S")
_JSON_START: Final = re.compile(r'\s*(?:\{\s*(?:"|\}|$)|\[\s*(?:[\[{"]|\]|$))')
_WIDE_FORMS: Final = frozenset({"lines", "json", "csv"})
_LOOKED_AT: Final = 4096


def form_of(name: str, head: bytes, settings: SourceSettings) -> str:
    """Return the form of a stream: ``text page mail mailbox lines json csv parquet``.

    Args:
        name: the file's name; empty for standard input.
        head: its first bytes, inflated; 64 kB where there are as many.
        settings: names the columns by which a table is known.

    Raises:
        SourceError: there is nothing to read in it; the reason is what ``skipped`` will say.

    """
    suffix = name.lower().removesuffix(".gz").rpartition(".")[2] if "." in name else ""
    promised = _SUFFIXES.get(suffix, "")
    if not head:
        raise SourceError("DL104", "empty")
    if promised == "parquet" or head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(_MAGIC):
        raise SourceError("DL105", "binary")
    if promised not in {"mail", "mailbox"} and looks_binary(head):
        raise SourceError("DL105", "binary")
    if suffix in _NEVER:
        raise SourceError("DL106", f"not news: {_NEVER[suffix]}")
    text = text_of(head[:_LOOKED_AT])
    if promised == "text" or not promised:
        if _PAGE.match(text):
            return "page"
        if _FEED.match(text):
            raise SourceError("DL106", "not news: a feed or site map; feeds are not read")
    return promised or _sniffed(text_of(head), settings)


def wide_codec(form: str, head: bytes) -> str:
    """Return the codec of a table in UTF-16 or UTF-32, which its reader wants as UTF-8; else empty."""
    codec = marked_codec(head) if form in _WIDE_FORMS else ""
    return "" if codec == "utf-8-sig" else codec


def _sniffed(text: str, settings: SourceSettings) -> str:
    """Return the form of text whose name says nothing."""
    lines = text.split("\n")
    if _JSON_START.match(text):
        openings = [line for line in lines if line.startswith("{") and line.strip() != "{"]
        return "lines" if len(openings) > 1 else "json"
    if lines[0].startswith("From ") and len(lines) > 1 and _ANY_HEADER.match(lines[1]):
        return "mailbox"
    if _is_mail(lines):
        return "mail"
    wanted = {column for columns in settings.columns.values() for column in columns}
    delimiter = best_delimiter(lines[0].encode()).decode()
    names = {name.strip().strip('"').lower() for name in lines[0].split(delimiter)}
    articles = {*settings.columns.get("text", ()), *settings.columns.get("html", ())}
    if len(names) > 1 and names & articles and len(names & wanted) > 1:
        return "csv"
    return "text"


def _is_mail(lines: list[str]) -> bool:
    """Say whether text opens with mail headers: two that only mail has, before the first blank line."""
    headers: set[str] = set()
    for line in lines:
        if not line.strip():
            break
        if not _ANY_HEADER.match(line):
            return False
        if _MAIL_HEADER.match(line):
            headers.add(line.partition(":")[0].lower())
    return len(headers) > 1 and bool(headers & {"from", "received", "message-id", "mime-version", "return-path"})
