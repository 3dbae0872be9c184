"""A row's columns, or a text's front matter, as an article's text and what is known of it; never a guess."""

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Final
from urllib.parse import urlsplit

from dateline.record.reading import DateSignal, Source
from dateline.store.decoding import storable
from dateline.store.document import Document, Skipped, SourceSettings, document_of
from dateline.store.stamps import stamp_in

_LONGEST: Final = 1000
"""Characters of a title, name or address; what is longer is none."""

_NOTHING: Final = frozenset({"", "nan", "nat", "none", "null", "n/a", "undefined"})
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]{3,}", re.IGNORECASE)
_MARKUP: Final = re.compile(r"\s*<(?:!doctype|html|head|body|div|p|article|section|main|h1)\b", re.IGNORECASE)
_DIGITS: Final = re.compile(r"\d{14}")
_QUOTED: Final = re.compile(r"'([^']*)'|\"([^\"]*)\"")
_SECONDS_TO_UNITS: Final = ((10**9, 10**10, 1), (10**12, 10**13, 1000), (10**15, 10**16, 10**6))
"""Ranges in which a number counts seconds, milliseconds or microseconds since 1970: from 2001 on."""


def article_in(
    row: Mapping[str, object], source: str, settings: SourceSettings, origin: str = "field"
) -> Document | Skipped:
    """Return the article that a row holds, by the columns that the settings name.

    Args:
        row: column -> value; names are compared without regard to case.
        source: where the row stands.
        settings: names the columns.
        origin: what date signals are said to come from, before the colon.

    """
    values = {name.strip().lower(): value for name, value in row.items() if value is not None}
    text = _first_text(values, settings.columns.get("text", ()))
    page = "" if text else _first_text(values, settings.columns.get("html", ()))
    if not text and not page:
        return Skipped(source, "empty: no text in the columns that the settings name")
    form = "html" if page or _MARKUP.match(text) else "text"
    return document_of(source, form, page or text, known_in(values, settings, origin), settings)


def known_in(values: Mapping[str, object], settings: SourceSettings, origin: str) -> Source:
    """Return what lower-case ``values`` say of an article, beside its text."""

    def first(name: str) -> object:
        for column in settings.columns.get(name, ()):
            if words_of(values.get(column)):
                return values[column]
        return None

    signals = (_signal(kind, first(kind), origin) for kind in ("published", "modified"))
    return Source(
        url=address_in(words_of(first("url"))) or address_in(words_of(first("id"))),
        title=words_of(first("title")),
        outlet=_outlet(words_of(first("outlet"))),
        authors=_names(first("authors")),
        signals=tuple(signal for signal in signals if signal),
    )


def words_of(value: object) -> str:
    """Return a value as one line of text; of an object its name, of a list its first; empty where there is none."""
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        value = value[0] if value else None
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        return ""
    words = str(value)
    if len(words) > 2 * _LONGEST:
        return ""
    words = " ".join(storable(words).replace("\x00", "").split())
    return "" if words.lower() in _NOTHING or len(words) > _LONGEST else words


def address_in(words: str) -> str:
    """Return ``words`` if they are a web address, else nothing."""
    return words if _ADDRESS.fullmatch(words) else ""


def day_of(value: object) -> date | None:
    """Return the day that a date column's value names, in its own time zone; None where it is not certain.

    Args:
        value: text, a day, a moment, or seconds (also milli- and microseconds) since 1970, whose day is UTC's.

    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    words = words_of(value)
    number = words.removesuffix(".0")
    if number.isascii() and number.isdecimal() and len(number) not in {8, 14}:
        for low, high, units in _SECONDS_TO_UNITS:
            if low <= int(number) < high:
                return datetime.fromtimestamp(int(number) // units, UTC).date()
        return None
    if isinstance(value, float):
        return day_of(int(value)) if abs(value) < 10**16 else None
    stamp = stamp_in(words[:8] if _DIGITS.fullmatch(words) else words, day_first=None)
    return stamp.day if stamp else None


def _signal(kind: str, value: object, origin: str) -> DateSignal | None:
    day = day_of(value)
    return DateSignal(kind, day, f"{origin}:{kind}", words_of(value)) if day else None


def _first_text(values: Mapping[str, object], columns: Sequence[str]) -> str:
    for column in columns:
        value = values.get(column)
        if isinstance(value, list) and all(isinstance(part, str) for part in value):
            value = "\n\n".join(value)
        if isinstance(value, str) and value.strip().lower() not in _NOTHING:
            return value
    return ""


def _outlet(words: str) -> str:
    """Return an outlet's name; of an address, its host."""
    if not address_in(words):
        return words
    try:
        return (urlsplit(words).hostname or "").removeprefix("www.")
    except ValueError:  # brackets that are no IPv6 address
        return ""


def _names(value: object) -> tuple[str, ...]:
    """Return authors: each of a list; of a string, what stands between signs that no name holds."""
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        parts = [words_of(part) for part in value[:100]]
    else:
        words = words_of(value)
        if words.startswith("[") and words.endswith("]"):  # how a data frame writes a list
            parts = [one or other for one, other in _QUOTED.findall(words)]
        else:
            parts = _parted(words.removeprefix("By ").removeprefix("by "))
    return tuple(dict.fromkeys(part for part in (words_of(part) for part in parts) if part))


def _parted(words: str) -> list[str]:
    """Part names by semicolons, else by commas and ``and`` where each part has two words, so that none is a surname."""
    if ";" in words or "|" in words:
        return re.split(r"[;|]", words)
    parts = re.split(r",| and ", words)
    return parts if all(len(part.split()) > 1 for part in parts) else [words]
