"""Takes a mail message apart: headers, and the text parts of its body; depth, parts and headers are bounded.

The standard library's parser is not used for bodies: it calls itself once for each nested part, so that a message
ten thousand parts deep ends it.
"""

import binascii
import quopri
import re
from collections.abc import Iterator, Mapping
from email.errors import HeaderParseError
from email.header import decode_header
from typing import Final, NamedTuple

from dateline.store.decoding import storable, text_of

_DEEPEST: Final = 20
_MOST_PARTS: Final = 200
_HEADER_BYTES: Final = 1 << 18
_VALUE_BYTES: Final = 4000
_HEADER: Final = re.compile(rb"([!-9;-~]{1,80}):[ \t]*(.*)")
_PARAMETER: Final = re.compile(r";[ \t]*([\w*-]{1,40})[ \t]*=[ \t]*(?:\"([^\"]*)\"|([^;\s\"]+))")
_CHARSET: Final = re.compile(
    r"(?:utf|iso|windows|cp|koi8|gb|big5|euc|shift|sjis|mac|latin|ks|tis)[\w.-]{0,20}", re.IGNORECASE | re.ASCII
)
"""Names of character sets; Python knows other codecs, which are none."""

_END_OF_HEADERS: Final = re.compile(rb"\r?\n\r?\n|\r\r")


class Part(NamedTuple):
    """A text part of a message."""

    kind: str
    """``text/plain`` or ``text/html``."""
    text: str


def headers_of(message: bytes) -> tuple[dict[str, str], bytes]:
    """Return the headers of a message or part, lower-case name to first value, undecoded; and its body."""
    if message.startswith((b"\n", b"\r\n")):
        return {}, message
    end = _END_OF_HEADERS.search(message, 0, _HEADER_BYTES)
    head, body = (message[: end.start()], message[end.end() :]) if end else (message[:_HEADER_BYTES], b"")
    headers: dict[str, str] = {}
    name = ""
    for line in head.splitlines():
        match = _HEADER.fullmatch(line)
        if match:
            name = match[1].decode("ascii").lower()
            if name in headers:
                name = ""
            else:
                headers[name] = _raw(match[2])
        elif line[:1] in b" \t" and line.strip() and name and len(headers[name]) < _VALUE_BYTES:
            headers[name] += " " + _raw(line.strip())
        elif line[:1] not in b" \t":
            name = ""
    return headers, body


def header_words(value: str) -> str:
    """Return a header's value with its encoded words decoded, on one line."""
    try:
        pieces = decode_header(value)
    except (HeaderParseError, ValueError):
        return " ".join(value.split())
    words = "".join(_decoded(piece, charset or "") if isinstance(piece, bytes) else piece for piece, charset in pieces)
    return " ".join(storable(words).replace("\x00", "").split())


def text_parts(message: bytes) -> Iterator[Part]:
    """Yield the text parts of a message in order, attachments left out.

    Parts deeper than twenty, and those after the two hundredth, are not looked at.
    """
    waiting = [(message, 0)]
    seen = 0
    while waiting and seen < _MOST_PARTS:
        entity, depth = waiting.pop()
        seen += 1
        headers, body = headers_of(entity)
        kind, parameters = content_type(headers)
        if headers.get("content-disposition", "").lower().startswith("attachment"):
            continue
        if kind.startswith("multipart/"):
            boundary = parameters.get("boundary", "")
            if boundary and depth < _DEEPEST:
                waiting.extend((inner, depth + 1) for inner in reversed(_split(body, boundary)))
        elif kind == "message/rfc822":
            if depth < _DEEPEST:
                waiting.append((body, depth + 1))
        elif kind in {"text/plain", "text/html"}:
            yield Part(kind, _body_text(body, headers, parameters.get("charset", "")))


def content_type(headers: Mapping[str, str]) -> tuple[str, dict[str, str]]:
    """Return the type of a part and its parameters; plain text where none is given."""
    value = headers.get("content-type", "")[:_VALUE_BYTES]
    kind = value.partition(";")[0].strip().lower() or "text/plain"
    return kind, {name.lower(): quoted or bare for name, quoted, bare in _PARAMETER.findall(value)}


def _raw(value: bytes) -> str:
    """Return a header's bytes as text: ASCII by rule, UTF-8 or another encoding by habit."""
    value = value[:_VALUE_BYTES].replace(b"\x00", b"")
    return value.decode("ascii") if value.isascii() else _decoded(value, "")


def _split(body: bytes, boundary: str) -> list[bytes]:
    """Return the parts between a boundary's lines."""
    mark = re.compile(rb"\r?\n--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    body = b"\n" + body
    parts: list[bytes] = []
    start = -1
    for match in mark.finditer(body):
        if start >= 0:
            parts.append(body[start : match.start()])
        start = -1 if match[1] else match.end()
        if match[1] or len(parts) >= _MOST_PARTS:
            break
    if start >= 0:  # the closing line is missing
        parts.append(body[start:])
    return [part.removeprefix(b"\r").removeprefix(b"\n") for part in parts]


def _body_text(body: bytes, headers: Mapping[str, str], charset: str) -> str:
    coding = headers.get("content-transfer-encoding", "").strip().lower()
    if coding == "base64":
        try:
            body = binascii.a2b_base64(body)
        except binascii.Error:  # cut off in the middle of a group
            letters = re.sub(rb"[^A-Za-z0-9+/]", b"", body)
            body = binascii.a2b_base64(letters[: len(letters) // 4 * 4])
    elif coding == "quoted-printable":
        body = quopri.decodestring(body)
    return _decoded(body, charset)


def _decoded(content: bytes, charset: str) -> str:
    """Return text in the charset that is named, where it can be; else as its bytes say."""
    try:
        if _CHARSET.fullmatch(charset):
            return content.decode(charset).replace("\x00", "")
    except (LookupError, ValueError):
        pass
    return text_of(content.replace(b"\x00", b""))
