"""What speaks of the page or to its reader: short lines made of a site's own words, among prose that is not."""

import re
from typing import TYPE_CHECKING, Final

from dateline.codebook import furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.block.pieces import Piece

_LINE: Final = 16
"""Longest line, in words, that its words alone may show to be the page's own."""
_NOTICE: Final = 30
"""Longest notice to the reader, in words."""
_LABEL: Final = 4
"""Longest label, in words."""
_SPOKEN_TO: Final = 2
"""As many paragraphs that say "you" or "we" outside quotations make an article that speaks so itself."""
_FIELD: Final = 3
"""Longest name of a field, in words."""
_MARKED: Final = re.compile(r"(?:>>|[▶►▸→➔➤»☞👉🔴📷📸🎧⏩]\ufe0f?)\s*\w")
_QUOTED: Final = re.compile(r"[“\"„«][^”\"»]*[”\"»]?|(?<!\w)[‘'][^’']{0,300}[’'](?!\w)")
_OPENS_QUOTE: Final = ("“", '"', "„", "«", "‘", "'", "(")
_LIST: Final = re.compile(r"(?:[•*·–—-]\s|\(?[\dA-Za-z]{1,3}[.)]\s|[QA]:\s)")
_PRICE: Final = re.compile(r"[$£€₹¥] ?\d|\d ?(?:%|cents)")
_POST: Final = re.compile(r"[@#]\w|https?:|pic\.")
"""Signs of an embedded post, which the article quotes."""
_SENTENCE_END: Final = re.compile(r"(?<=[.?!])\s+")
_PROMPT: Final = 5
"""Longest prompt at the end of a line, in words."""
_THIRD: Final = frozenset({"he", "she", "they", "him", "her", "his", "their", "them", "its", "who", "which"})
_SPEAKERS: Final = frozenset(
    {"you", "your", "you're", "you've", "you'll", "we", "our", "us", "we're", "we've", "we'll"}
)
_PROMPTED: Final = _SPEAKERS | {"here", "below", "it", "ours"}
_TOLD: Final = _SPEAKERS | {"here", "below", "more", "read", "this", "reading", "#"}
_SITE: Final = frozenset({"we", "our", "us", "we're", "we've", "we'll"})
_OUTLET_BRINGS: Final = frozenset({"brings", "delivers", "keeps", "gives", "offers"})
"""What an outlet says that it does for its readers."""
_READER: Final = frozenset({"you", "your", "you're", "you've", "you'll"})
_ACCOUNTS: Final = frozenset({"said", "was", "were", "had", "did", "would", "could", "told", "says"})


def page_lines(pieces: "Sequence[Piece]", first: int, last: int) -> None:
    """Give a role to short lines that a site says and an article does not.

    Three kinds of evidence: every word is one of a site's own; a line speaks to the reader, which the article's prose
    never does; a line opens with a field's name at an edge of the text, or with a label or an arrow amid prose.

    Args:
        pieces: all pieces of the text in order.
        first: index of the first that looks like prose.
        last: index of the last that does.

    """
    silent: bool | None = None
    watched = furniture.words("site") | furniture.words("act") | _SPEAKERS
    for index, piece in enumerate(pieces):
        if len(piece.words) > _NOTICE or not piece.words or (piece.role and piece.strength == "sure"):
            continue
        if _LIST.match(piece.line) or (piece.line.startswith(_OPENS_QUOTE) and first < index < last):
            continue
        if _formed(piece, index, first, last) or watched.isdisjoint(piece.words):
            continue
        if (found := _own_words(piece)) or _addresses(piece) or _ends_in_prompt(piece):
            if silent is None:
                silent = _silent(pieces)
            if found == "label" or (silent and (found or not _third(piece))):
                piece.give(*_role(piece))


def _formed(piece: "Piece", index: int, first: int, last: int) -> bool:
    """Give a field, button or marked link its role by its form and place, and say whether it is one."""
    if not first < index < last and _field(piece):
        piece.give("byline", "field")
    elif 0 < index < first and len(piece.words) == 1 and not furniture.words("act").isdisjoint(piece.words):
        piece.give("form", "button")
    elif index > first and not piece.stop and len(piece.words) <= _LINE and _marked(piece):
        piece.give("related", "marked-link")
    else:
        return False
    return True


def _field(piece: "Piece") -> bool:
    """Say whether a line is a field of an export or release: its name, a colon, and what stands in it."""
    name, colon, value = piece.line.strip("([{ ").partition(":")
    if not colon or name.count(" ") >= _FIELD:
        return False
    words = furniture.tokens(name)
    return (
        0 < len(words) <= _FIELD
        and furniture.words("field").issuperset(words)
        and not (piece.stop and len(piece.words) > _LINE)
        and (not value or value[0].isspace() or value[0].isdigit())
    )


def _marked(piece: "Piece") -> bool:
    """Say whether a line opens with an arrow, or with a label that stories of a site carry before a colon."""
    if _MARKED.match(piece.line):
        return True
    name, colon, value = piece.line.partition(":")
    return bool(colon) and bool(value.strip()) and " ".join(furniture.tokens(name)) in furniture.words("link-label")


def _own_words(piece: "Piece") -> str:
    """Return ``label`` or ``line`` if every word of a short line is one of a site's own, else nothing."""
    words = piece.words
    if len(words) > _LINE:
        return ""
    things, acts, small = furniture.words("site"), furniture.words("act"), furniture.words("site-small")
    own = sum(word in things for word in words) + (words[0] in acts and words[0] not in things)
    if piece.line.isupper() and not piece.stop and not own and not _SPEAKERS.isdisjoint(words):
        own = sum(word in acts for word in words)
    if not own or any(word not in things and word not in acts and word not in small for word in words):
        return ""
    if piece.stop and piece.line[-1] != ":":
        spoken = not _SPEAKERS.isdisjoint(words)
        return "line" if own > 1 and (spoken or words[0] in acts) else ""
    told = words[0] in acts and words[0] not in things and not _TOLD.isdisjoint(words[1:])
    if own > 1 or told or (piece.line.isupper() and len(words) > 1 and words[0] not in {"the", "a"}):
        return "label" if len(words) <= _LABEL else "line"
    return "line" if not _SPEAKERS.isdisjoint(words) else ""


def _addresses(piece: "Piece") -> bool:
    """Say whether a line speaks to the reader, asks for something, or offers what a site has."""
    words = piece.words
    if _POST.search(piece.line):
        return False
    things = furniture.words("site")
    opens = words[0] in furniture.words("act")
    own = sum(word in things for word in words) + (opens and words[0] not in things)
    spoken = _spoken(piece)
    if spoken and not _SITE.isdisjoint(words) and not _READER.isdisjoint(words) and not piece.prose:
        return True
    if not own:
        return spoken and piece.line.endswith("?") and len(words) <= _LINE // 2
    if opens and not spoken:
        return own > 2 and own * 3 >= len(words)  # noqa: PLR2004 - a third of the words are a site's
    if len(words) > _LINE:
        return spoken and own * 5 >= len(words)
    return spoken and (
        not _OUTLET_BRINGS.isdisjoint(words)
        or (opens and (not piece.stop or len(words) <= _LINE // 2))
        or own > 1
        or piece.line.endswith(("?", "!"))
        or own * 5 >= len(words)
    )


def _ends_in_prompt(piece: "Piece") -> bool:
    """Say whether the last of a line's sentences bids the reader do something in a few words of a site's own."""
    if _PROMPTED.isdisjoint(piece.words[-_PROMPT:]):
        return False
    parts = _SENTENCE_END.split(piece.line)
    words = furniture.tokens(parts[-1])
    if len(parts) < 2 or not 0 < len(words) <= _PROMPT or words[0] not in furniture.words("act"):  # noqa: PLR2004
        return False
    known = furniture.words("site-small") | furniture.words("site") | furniture.words("act")
    return known.issuperset(words) and not _PROMPTED.isdisjoint(words)


def _spoken(piece: "Piece") -> bool:
    """Say whether a line says "you" or "we"; a country in capitals is not us."""
    found = _SPEAKERS.intersection(piece.words)
    return bool(found) and (found != {"us"} or " us" in piece.line)


def _third(piece: "Piece") -> bool:
    """Say whether a line tells of others, or says who said it: news that only sounds like a prompt."""
    return not (
        _THIRD.isdisjoint(piece.words)
        and _ACCOUNTS.isdisjoint(piece.words)
        and not any(word.endswith("ed") and word not in furniture.words("site") for word in piece.words)
    )


def _silent(pieces: "Sequence[Piece]") -> bool:
    """Say whether the article's prose never speaks to its reader outside quotations."""
    count = 0
    for piece in pieces:
        if piece.role or _SPEAKERS.isdisjoint(piece.words):
            continue
        if piece.line.endswith("?") or (piece.prose and not _addresses(piece)):
            count += not _SPEAKERS.isdisjoint(furniture.tokens(_QUOTED.sub(" ", piece.line[:3000])))
            if count >= _SPOKEN_TO:
                return False
    return True


def _role(piece: "Piece") -> tuple[str, str]:
    """Return the likeliest role of a line of the page's own, and the reason."""
    words = frozenset(piece.words)
    for role in ("newsletter", "form", "social", "related"):
        if not furniture.words("of-" + role).isdisjoint(words):
            return role, "site-words"
    return "promo", "site-words"


def offers(piece: "Piece") -> bool:
    """Say whether a line under the headline is an offer: it bids the reader do something, or names a price."""
    return (
        len(piece.words) > 0
        and piece.words[0] in furniture.words("act")
        and (not _SPEAKERS.isdisjoint(piece.words) or _PRICE.search(piece.line) is not None)
    )
