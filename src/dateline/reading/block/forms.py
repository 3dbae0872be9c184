"""What one line is by its own form and words, whatever stands around it."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from dateline.codebook import furniture

if TYPE_CHECKING:
    from dateline.reading.block.pieces import Piece

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+|@\w{2,30}|[a-z\d-]{2,40}(?:\.[a-z\d-]{2,20}){1,3}")
_TRAIL: Final = re.compile(r"\s*(?:>|»|›|→|::|\||•|·|/)\s+|\s+/\s*")
_CAPITAL: Final = r"(?![a-zß-öø-ÿ])[^\W\d_]"
"""A letter that is no small one of the West: the class of all capitals is not to be had in a pattern."""
_CREDITED: Final = rf"{_CAPITAL}[\w.’'-]+(?: {_CAPITAL}[\w.’'-]+){{0,4}}"
_SLASH_CREDIT: Final = re.compile(
    rf"(?:.*[.!?”\"|] |)[(\[]?{_CAPITAL}[^\W\d_]+(?: {_CAPITAL}[\w.-]+){{0,3}} ?/ ?"
    rf"{_CAPITAL}[^\W\d_]+(?: {_CAPITAL}[\w.-]+){{0,3}}\.?[)\]]?$"
)
_BRACKETED: Final = re.compile(
    rf".*[\w.,”\"’] [(\[](?:{_CREDITED} ?/ ?{_CREDITED}"
    rf"|(?:{_CREDITED} )?(?i:archives?|files?|file photo|handout|supplied|provided|courtesy|courtesy photo|photo"
    rf"|stock)"
    rf"|(?i:photo|image|picture|graphic|map|illustration|courtesy|file photo|video)\b[ :][^()\[\]]{{2,60}})[)\]]$"
)
"""A caption whose credit stands in brackets at its end, after any stop."""
_SHOWN: Final = re.compile(
    r"(?:.*(?:, (?:far |second |third |cent(?:er|re) )?(?:left|right)(?:,| )"
    r"| \((?:far |second |third )?(?:left|right|[LRC]|cent(?:er|re))\) )"
    r"|.*[.!?] (?:File|Stock|Archive|AP|AFP|Reuters) (?:photo|picture|image|footage)\.?$"
    r"|(?:Video|Screen|TV) ?(?:grab|still|frame|shot)s? )"
)
"""A caption by the places it gives to people, or by what it says of its picture."""
_PLAYER: Final = re.compile(r"\d{1,2}:\d\d(?:\s*[/|–-]?\s*\d{1,2}:\d\d)+|(?:[Aa]{1,2}[+-]?[\s|/]*){2,6}")
"""The clock of a player, or the buttons for the size of letters."""
_FOLIO: Final = re.compile(r"[-–—]\s*\d{1,4}\s*[-–—]|(?i:page|pg\.?|p\.) ?\d{1,4}(?: (?:of|/) ?\d{1,4})?")
_JUMP: Final = re.compile(
    r"\W*(?i:continued (?:on|from) (?:the )?(?:next |previous |front )?(?:page|p\.|[a-z]?\d))"
    r"|(?:See|From) [A-Z’' ]{3,30},? (?:page )?[A-Z]?\d"
)
"""How a printed page sends its reader to another."""
_ENDS: Final = re.compile(r"(?:ENDS?|Ends)(?:/\w{2,3})?|[-–—#] ?(?i:ends?|more|30) ?[-–—#]|#{3,}")
"""How a release or a dispatch says that it ends."""
_DATE_AND_CLOCK: Final = re.compile(
    r"(?=.*\b\d{1,2}[:.h]\d{2}\b(?![./-]?\d))(?=.*(?:\b(?:19|20)\d{2}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}))|[^\W\d_]{2,20}\s*:\s*\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
)
_STAMPED: Final = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{2,4},?[ T]+(?:at )?\d{1,2}[:.]\d\d")
_YEAR: Final = re.compile(r"\b(?:19|20)\d{2}\b")
_NUMERIC_DATE: Final = re.compile(r"\d{1,4}([./-])\d{1,2}\1\d{2,4}(?!\d)|.*\d:\d\d")
_INITIALS: Final = re.compile(
    r"[a-z]{1,3}(?:/[a-z]{1,3})+(?: \([A-Z][^)]{1,40}\))?"
    r"|\([A-Z]{2,6}(?:[/, ]{1,2}[A-Z]{2,6}){0,3}\)"
)
"""How a desk signs: initials of its editors, or the agencies in brackets."""
_BARE_CREDIT: Final = re.compile(
    r".*[a-z]{5}[.!?][”\"]? (?!(?:And|The|But|We|It|He|She|They|An?|In|On|Not?|So|Yet|Or)\b)"
    r"[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){1,3}$"
)
"""A whole sentence, and after its stop two to four names."""
_HASHTAGS: Final = re.compile(r"(?:#\w+[\s,]*+)++")
_ARROW: Final = re.compile(r".*(?:>|»|›|→|➔|▶|►|>>)\s*$")
_WORDS_OF_PATTERN: Final = 20
"""Longest word that a pattern is tried on, on average, so that no line of one endless word is scanned."""
_CRUMB: Final = 4
"""Longest part of a breadcrumb, in words."""
_CRUMBS: Final = 2
"""As many parts may be a pair of words by chance; more are a breadcrumb."""
_SENTENCE: Final = 8
"""Fewest words of a sentence and a name after it."""
_LONGEST: Final = 130
"""Longest line, in words, that is searched for what it holds; longer ones are prose."""
_PHRASE: Final = 24
_POST: Final = re.compile(r"[—–-] ?[^—–]{1,60}\(@\w{1,30}\)")
"""How an embedded post is signed: the article quotes it, whatever it says."""
_CLOSERS: Final = " \"'”’»“„)]"
_ATTRIBUTION: Final = re.compile(
    r"[,?!”\"’] ?(?:[\w.'’-]+ ){0,8}(?:said|says|told|wrote|writes|added|warned|replied|advised|joked|explained|asked"
    r"|announced|answered|argued)\b"
)
"""Words that say who said it: news, however much the rest sounds like a prompt."""
_BESIDE_NEWS: Final = frozenset({"caption", "byline", "standards"})
_SHORT: Final = 24


def judge(piece: "Piece") -> None:
    """Give the piece a role where its own form or words suffice; leave it as it is otherwise."""
    words = piece.words
    if not words and not any(letter.isalnum() for letter in piece.line):
        piece.give("promo", "separator")
    if not words or ("(@" in piece.line and _POST.search(piece.line)):
        return
    if len(words) <= _PHRASE:
        sign = furniture.phrases().get(" ".join(words))
        if sign is not None and (sign.strength == "sure" or piece.line[-1].isalnum()):
            piece.give(*sign)
            return
    news = piece.stop and not furniture.words("said").isdisjoint(words) and _ATTRIBUTION.search(piece.line) is not None
    opens, holds = furniture.patterns("opens"), furniture.patterns("holds")
    if _claimed(piece, opens.get(words[0], ()), news=news):
        return
    if len(words) <= _LONGEST:
        called = {pattern for word in holds.keys() & words for pattern in holds[word]}
        if _claimed(piece, sorted(called) if len(called) > 1 else called, news=news):
            return
        if len(words) <= _SHORT:
            _form(piece)
        if not piece.role and not piece.stop and len(words) > _SENTENCE and _BARE_CREDIT.match(piece.line):
            piece.give("caption", "names-after-stop")


def _claimed(piece: "Piece", patterns: Iterable[furniture.Pattern], *, news: bool) -> bool:
    """Give the piece the role of the first pattern that fits, and say whether one did.

    Args:
        piece: a line or part of one.
        patterns: what its words call for, in the order of the table.
        news: whether it says who said it; then only a credit, a by-line or a note on the article may be more than news.

    """
    size = len(piece.words)
    for pattern in patterns:
        if (
            size <= pattern.most
            and not (news and (pattern.sign.role not in _BESIDE_NEWS or pattern.sign.reason == "scene"))
            and len(piece.line) <= size * _WORDS_OF_PATTERN
            and pattern.expression.match(piece.line)
            and _shaped(piece, pattern.form)
        ):
            piece.give(*pattern.sign)
            return True
    return False


def _shaped(piece: "Piece", form: str) -> bool:
    """Say whether the line has the form that a pattern asks for."""
    if form == "any":
        return True
    if form == "line":
        return not piece.line.rstrip(_CLOSERS).endswith(".")
    if form in {"no", "names"} and piece.stop and piece.line[-1] not in ":;":
        return False
    return form == "no" or only(piece.line, furniture.words("name" if form == "names" else "credit"))


def only(line: str, small: frozenset[str]) -> bool:
    """Say whether every word of the line that is not capitalised stands among the ``small`` ones."""
    return all(
        not word[0].islower() or word.strip(".").casefold() in small or word.startswith("al-")
        for word in re.findall(r"[^\s,;|/&()@:•·–—]+", line)
    )


def _form(piece: "Piece") -> None:
    """Give a short line the role that its shape alone shows."""
    line = piece.line
    if _PLAYER.fullmatch(line) or _FOLIO.fullmatch(line) or _ENDS.fullmatch(line):
        piece.give("promo", "page-frame")
    elif not _stamped(piece) and not _credited(piece):
        _shaped_alone(piece)


def _stamped(piece: "Piece") -> bool:
    """Give a line of date and time alone its role, and say whether it is one."""
    line, words, stamp = piece.line, piece.words, furniture.words("stamp")
    if "#" not in words or not all(word == "#" or word in stamp for word in words):
        return False
    if all(word == "#" for word in words) and not _NUMERIC_DATE.match(line):
        return False
    clock = bool(furniture.words("clock").intersection(words)) and not furniture.words("hour").issuperset(words)
    sure = clock or _STAMPED.match(line) is not None
    whole = _NUMERIC_DATE.match(line) or _YEAR.search(line)
    piece.give("byline", "full-date" if whole else "stamp", "sure" if sure else "near")
    return True


def _credited(piece: "Piece") -> bool:
    """Give a jump of a printed page, or a caption with its credit, its role, and say whether it is one."""
    line = piece.line
    if _JUMP.match(line):
        piece.give("related", "page-jump")
    elif _BRACKETED.match(line) or (not piece.stop and _SHOWN.match(line)):
        piece.give("caption", "bracketed-credit" if line[-1] in ")]" else "scene")
    else:
        return False
    return True


def _shaped_alone(piece: "Piece") -> None:
    """Give a line the role that its stamp, address, marks or parts show."""
    line, words = piece.line, piece.words
    if not piece.stop and len(words) <= _SHORT // 2 and _DATE_AND_CLOCK.match(line):
        piece.give("byline", "date-and-clock")
    elif _ADDRESS.fullmatch(line):
        piece.give("promo", "address", "sure" if not line.startswith("@") else "near")
    elif _SLASH_CREDIT.match(line):
        piece.give("caption", "slash-credit")
    elif _INITIALS.fullmatch(line):
        piece.give("byline", "desk-initials", "sure" if "/" in line else "near")
    elif _HASHTAGS.fullmatch(line):
        piece.give("related", "hashtags", "near")
    elif (
        not piece.stop
        and line[0] not in "|•·*/"
        and len(parts := _TRAIL.split(line)) > 1
        and all(len(part.split()) <= _CRUMB for part in parts)
    ):
        piece.give(
            "related",
            "breadcrumb",
            "sure" if len(parts) > _CRUMBS or ">" in line or "»" in line or "›" in line else "near",
        )
    elif not piece.stop and _ARROW.match(line):
        piece.give("related", "arrow")
