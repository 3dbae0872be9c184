"""Reads mail: one message a file, a mailbox message by message, and pages that a browser saved as mail (MHTML)."""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO, Final

from dateline.errors import SourceError
from dateline.record.reading import DateSignal, Source
from dateline.store.document import Document, Skipped, SourceSettings, document_of, over_large
from dateline.store.readers.fields import address_in, day_of
from dateline.store.readers.mime import Part, header_words, headers_of, text_parts
from dateline.store.streams import lines, whole

_FORWARDED: Final = re.compile(r"(?:\s*(?:fwd?|wg|tr|rv|i|enc|vs|vb)\s*:)+\s*", re.IGNORECASE)
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")
_UNSEEN: Final = re.compile(r"<(/?)(?:style|script|head)\b[^<>]{0,2000}>", re.IGNORECASE)
_LIST: Final = re.compile(r"\s*\"?([^\"<>]{2,100}?)\"?\s*<[^<>]*>")
_RICHER: Final = 1.5
_QUOTED_FROM: Final = re.compile(rb">+From ")


def read_mail(stream: BinaryIO, source: str, settings: SourceSettings) -> Iterator[Document | Skipped]:
    """Yield the article of one message."""
    message = whole(stream, settings.max_file_bytes)
    if message is None:
        yield Skipped(source, over_large(settings.max_file_bytes))
    else:
        yield _article(message, source, settings)


def read_mailbox(stream: BinaryIO, source: str, settings: SourceSettings) -> Iterator[Document | Skipped]:
    """Yield the article of each message of a mailbox (mbox), counted from 1."""
    number, size, blank = 0, 0, True
    message = bytearray()
    for line in lines(stream, settings.max_file_bytes):
        if blank and line is not None and line.startswith(b"From "):
            if number:
                yield _kept(message, size, f"{source}#{number}", settings)
            number, size, message = number + 1, 0, bytearray()
        elif number:
            size += settings.max_file_bytes + 1 if line is None else len(line)
            if size > settings.max_file_bytes:
                message.clear()
            elif line is not None:
                message += line[1:] if _QUOTED_FROM.match(line) else line
        blank = line in {b"\n", b"\r\n"}
    if not number:
        raise SourceError("DL103", "broken: no line that opens a message, such as a mailbox has")
    yield _kept(message, size, f"{source}#{number}", settings)


def _kept(message: bytearray, size: int, place: str, settings: SourceSettings) -> Document | Skipped:
    if size > settings.max_file_bytes:
        return Skipped(place, over_large(settings.max_file_bytes, size))
    return _article(bytes(message), place, settings)


def _article(message: bytes, place: str, settings: SourceSettings) -> Document | Skipped:
    """Return the article of a message: its plain text, or its page where that holds far more."""
    if not message.strip():
        return Skipped(place, "empty")
    headers, _ = headers_of(message)
    if not headers:
        return Skipped(place, "broken: no mail headers")
    first: dict[str, Part] = {}
    for part in text_parts(message):
        if part.text.strip():
            first.setdefault(part.kind, part)
    if not first:
        return Skipped(place, "empty: no text in the message")
    plain, page = first.get("text/plain"), first.get("text/html")
    saved = _is_saved_page(headers)
    if page and (saved or not plain or _letters(page) > _RICHER * _letters(plain)):
        return document_of(place, "html", page.text, _known(headers, saved=saved), settings)
    return document_of(place, "text", (plain or page or Part("", "")).text, _known(headers, saved=saved), settings)


def _letters(part: Part) -> int:
    text = part.text
    if part.kind == "text/html":
        pieces = ["/", *_UNSEEN.split(text)]  # each piece of text follows the slash of the tag before it, or none
        text = _TAG.sub(
            " ", " ".join(piece for tag, piece in zip(pieces[::2], pieces[1::2], strict=True) if tag == "/")
        )
    return sum(map(str.isalpha, text))


def _is_saved_page(headers: Mapping[str, str]) -> bool:
    return "snapshot-content-location" in headers or "saved by" in headers.get("from", "").lower()


def _known(headers: Mapping[str, str], *, saved: bool) -> Source:
    """Return what the headers say.

    The day of a forwarded message, and its sender, are not those of the article; nor are those of a saved page.
    """
    words = {name: header_words(headers.get(name, "")) for name in ("subject", "date", "list-id", "organization")}
    forwarded = _FORWARDED.match(words["subject"])
    title = words["subject"][forwarded.end() :] if forwarded else words["subject"]
    places = ("snapshot-content-location", "archived-at", "content-location", "x-url")
    url = next(filter(None, (address_in(headers.get(name, "").strip(" <>")) for name in places)), "")
    if saved or forwarded:
        return Source(url=url, title=title[:1000])
    day = day_of(words["date"])
    listed = _LIST.match(words["list-id"])
    sender = _LIST.match(headers.get("from", ""))
    name = header_words(sender[1]) if sender else ""
    return Source(
        url=url,
        title=title[:1000],
        outlet=words["organization"][:200] or (listed[1].strip() if listed else ""),
        authors=(name[:200],) if name and "@" not in name else (),
        signals=(DateSignal("published", day, "mail:Date", words["date"]),) if day else (),
    )
