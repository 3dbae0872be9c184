"""Who wrote it: by-lines that are names and nothing more, and biographies, told from lives that are the news."""

import re
from typing import TYPE_CHECKING, Final

from dateline.codebook import furniture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.block.pieces import Piece
    from dateline.record.reading import Source

_PERSON: Final = r"[A-Z][\w.'’-]*+(?: (?:[A-Z][\w.'’-]*+|de|van|von|bin|al|el|da)){1,3}"
_NAMES: Final = re.compile(rf"{_PERSON}(?:, {_PERSON}){{0,6}}(?:,? (?:and|&) {_PERSON})?(?:, [A-Z][\w .&'’-]{{2,40}})?")
_SPOKEN: Final = re.compile(r"[“\"]\w[^“”\"]*[,.!?][”\"]|\b(?:said|told|says)\b")
_PRONOUNS: Final = frozenset(
    {"he", "she", "they", "his", "her", "their", "previously", "before", "prior", "during", "in"}
)
_DESK: Final = re.compile(
    r"(?i)\b(?:reporter|correspondent|columnist|contributor|freelance|journalist|editor|fellow|covers|writes)\b"
)
_FORMER: Final = re.compile(r"(?i)\b(?:was|former|ex-\w+)\b")
_PORTRAIT: Final = 70
"""Longest biography, in words."""
_FRAGMENT: Final = 12
"""Longest sentence without a verb, in words."""
_PORTRAYED: Final = re.compile(rf"((?:(?:Dr|Prof|Professor|Sir|Ambassador)\.? )?{_PERSON})(?=,? )")
_WRITES: Final = re.compile(
    r"(?:, [^.]{3,90},)? (?:(?:is|serves as|works as) (?:[\w,-]+ ){0,8}(?:correspondent|reporter|editor|columnist"
    r"|writer|journalist|author|fellow|professor|lecturer|researcher|analyst|contributor|historian|blogger|producer"
    r"|photographer|freelancer|novelist|scholar|director of|bureau chief)\b|(?:writes|blogs|reports|edits|teaches"
    r"|covers|hosts|comments|contributes)(?: \w+)? (?:on|about|for|from|the|at|to|in|[a-z]+ and)\b"
    r"|has (?:edited|covered|reported|written|photographed|been (?:covering|reporting|writing|editing))\b)"
)
_SELF: Final = frozenset({"i", "i'm", "i've", "my"})
_WRITES_SELF: Final = re.compile(
    r"(?i)(?<!as )\bI(?:['’]ve)? (?:\w+ )?(?:blog|write|writing|written|report|reported|cover|covered|edit|teach|live"
    r"|collect)(?: about| on| for| from| in| here| and|\W*$)"
)
_ONESELF: Final = furniture.words("oneself")
_NEWS: Final = frozenset({"said", "says", "he", "she", "they", "we", "you", "there", "it"})


def bylines(pieces: "Sequence[Piece]", first: int, title: "Piece | None", source: "Source") -> None:
    """Find the lines of names alone before the prose that are by-lines.

    A place or a headline may be two capitalised words as well; so a line counts that the source names as an author,
    or that stands beside a by-line, stamp or share button or right after the headline. Capitals before the prose
    are a dateline.

    Args:
        pieces: all pieces of the text in order.
        first: index of the first that looks like prose.
        title: the headline, if it is known.
        source: what is known of the article; its authors.

    """
    signed = any(piece.reason.startswith("by-line") for piece in pieces[:first])
    for index in range(min(first, len(pieces))):
        piece = pieces[index]
        if piece.role or piece is title or not _names(piece):
            continue
        if any(author and author.casefold() in piece.line.casefold() for author in source.authors):
            piece.give("byline", "author-alone")
        elif piece.line.isupper() and index + 1 == first:
            piece.give("dateline", "place-alone")
        elif not source.authors and not signed and _placed(pieces, index, title):
            piece.give("byline", "names-alone")


def _names(piece: "Piece") -> bool:
    """Say whether a line is made of names: capitalised words, none of them a word of plain English."""
    plain = (furniture.words("english") | furniture.words("plain")) - {"and"}
    return len(piece.words) <= 24 and plain.isdisjoint(piece.words) and _NAMES.fullmatch(piece.line) is not None  # noqa: PLR2004


def _placed(pieces: "Sequence[Piece]", index: int, title: "Piece | None") -> bool:
    """Say whether a line of names stands where by-lines do."""
    beside = [pieces[at] for at in (index - 1, index + 1) if 0 <= at < len(pieces)]
    return any(other is title or other.role in {"byline", "social"} for other in beside) or index == 0


def biographies(pieces: "Sequence[Piece]", source: "Source") -> None:
    """Keep a biography only after all prose, and only of somebody who may be the author."""
    last_news = max((index for index, piece in enumerate(pieces) if piece.prose and not piece.role), default=-1)
    authors = {
        word
        for words in (
            *(piece.words for piece in pieces if piece.role == "byline"),
            *map(furniture.tokens, source.authors),
        )
        for word in words
    }
    signed = bool(source.authors) or any(piece.role == "byline" and "#" not in piece.words for piece in pieces)
    for index, piece in enumerate(pieces):
        if piece.strength != "tail":
            continue
        before = pieces[index - 1] if index else None
        known = not authors.isdisjoint(piece.words[:3])
        of_author = (
            before is not None and before.role == "bio"
            if piece.words[0] in _PRONOUNS
            else known or piece.words[0] == "the" or (not signed and _of_the_desk(piece.line))
        )
        if of_author and index > last_news and index * 2 >= len(pieces) and not _SPOKEN.search(piece.line):
            piece.strength = "sure"
        else:
            piece.give("", "", "")


def _of_the_desk(line: str) -> bool:
    """Say whether a line tells what somebody writes now; a former reporter may be the news."""
    return _DESK.search(line) is not None and _FORMER.search(line) is None


def portrayed(pieces: "Sequence[Piece]", index: int, *, alone: bool = False) -> bool:
    """Say whether a piece is a biography by what it says, of somebody whom the article before it does not name.

    Three forms: a full name and what that person writes or is; words about oneself in an article that says "I" nowhere
    else; fragments without a verb, one after another.

    Args:
        pieces: all pieces of the text in order.
        index: which of them.
        alone: whether only what needs no name counts, as above an article.

    """
    piece = pieces[index]
    if len(piece.words) > _PORTRAIT or _SPOKEN.search(piece.line):
        return False
    named = None if alone else _PORTRAYED.match(piece.line)
    if named is not None:
        if piece.words[0] in furniture.words("english") | furniture.words("plain"):
            return False
        family = named[1].split()[-1].casefold()
        return _WRITES.search(piece.line, named.end(1)) is not None and not any(
            family in other.words for other in pieces[1:index] if other.prose and not other.role
        )
    if not _SELF.isdisjoint(piece.words):
        said = any(not other.role and not _SELF.isdisjoint(other.words) for other in pieces if other is not piece)
        return not said and _WRITES_SELF.search(piece.line) is not None
    return furniture.words("verb").isdisjoint(piece.words) and _fragments(piece.line)


def _fragments(line: str) -> bool:
    """Say whether a line is several short sentences, none of which has a verb."""
    parts = [furniture.tokens(part) for part in re.split(r"[.!](?:\s|$)", line)]
    parts = [part for part in parts if part]
    verbs = furniture.words("verb")
    return (
        len(parts) > 1
        and all(
            verbs.isdisjoint(part)
            and 1 < len(part) <= _FRAGMENT
            and _NEWS.isdisjoint(part)
            and not any(word.endswith("ed") and word not in {"based", "retired"} for word in part)
            and part[0] not in {"the", "no", "not", "and", "but", "so", "yet"}
            for part in parts
        )
        and any(not _ONESELF.isdisjoint(part) for part in parts)
    )
