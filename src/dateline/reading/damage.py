"""Notices damage in a block that rewriting and bad extraction leave: it is marked, never repaired.

Precision comes before recall: a mark on sound text is an error, and what only the meaning tells is not marked.
"""

import re
from typing import Final

from dateline.codebook.abbreviations import abbreviations, words
from dateline.codebook.load import table


def _listed(kind: str) -> frozenset[str]:
    return frozenset(form for row in table("words") if row["kind"] == kind for form in row["forms"].split())


_ABBREVIATIONS: Final = abbreviations()
_LINKED: Final = words("linked")
_OPEN: Final = words("open")
_FRONT: Final = _listed("front")
_OPENING: Final = _listed("opening")
_TAIL: Final = _listed("tail")
_NOUN: Final = _listed("noun")
_STUCK_TO_NOUN: Final = _NOUN | _listed("adjective")
_PREFIX: Final = _listed("prefix")
_SUFFIX: Final = tuple(sorted(_listed("suffix")))
_FOLLOWING: Final = _TAIL | _NOUN
_LENGTHS: Final = tuple(sorted({len(form) for form in _FOLLOWING}, reverse=True))
_ENDINGS: Final = frozenset(form[-4:] for form in _FOLLOWING)

_SHORTEST: Final = 6
"""Letters of the shortest token looked at."""
_LONGEST: Final = 40
"""Letters; what is longer is no two words but an address, a code or a compound of another language."""
_HEAD: Final = 4
"""Letters that must stand before a word that may be stuck to them."""
_SUFFIXED: Final = 6
"""Letters of the shortest head whose suffix counts."""

_EDGES: Final = ".,;:!?\u2026\"'()[]{}<>\u201c\u201d\u201e\u2018\u2019\u00ab\u00bb*-\u2013\u2014"
_ADDRESS: Final = re.compile(r"[@/\\_#=]|www\.|\.(?:com|org|net|gov|edu|info|js|co|io|tv)\b", re.IGNORECASE)
_CAMEL: Final = re.compile(r"([A-Za-z][a-z]+)([A-Z][a-z]+)")
_JOINT: Final = re.compile("[.?!,\u201c\u201d]")
_SPACE_LOST: Final = re.compile(
    r"(?P<word>[A-Za-z]*[a-z]{2})[.?!](?=[A-Z][a-z]{2}|[A-Z][a-z]\b)"  # "signed.The"
    r"|(?<![A-Za-z.])(?:[A-Z]\.){2,}[a-z]{2}"  # "U.S.as"
    r"|[a-z][.,?!]?\u201d[A-Za-z]{2}"  # "wait,\u201dhe"
    r"|[a-z]\u201c[A-Za-z]{2}"  # "said\u201cOur"
    r"|[a-z]{2},[a-z]{2}"  # "Friday,that"
)
_STOP: Final = re.compile(r"\.[ \xa0\n]+(?=[a-z][a-z'\u2019-]*[\s,.;:]|[A-Z])")
_LOWER_NAME: Final = re.compile(r"[a-z]{1,2}[A-Z]|al-|el-|https?:|www\.|[a-z]{1,4}[.)]")
_QUOTE: Final = re.compile("[\"\u201c\u201d\u201e'\u2019](?:(?<=')'|(?<=\u2019)\u2019)?")
_SPEECH: Final = re.compile(
    rf"(?P<word>[A-Z][\w.'\u2019-]{{0,24}})\s(?:(?:[\w.'\u2019-]{{1,24}}\s){{0,7}}?[A-Z][\w.'\u2019-]{{0,24}}\s)"
    rf"(?:{'|'.join(sorted(words('speech')))})\b"
)


def _two_words(letters: str) -> bool:
    """Say whether a run of letters, small but for the first, is two words that lost their space."""
    if letters[-4:] not in _ENDINGS:
        return False
    for length in _LENGTHS:
        tail = letters[-length:]
        if tail not in _FOLLOWING or len(letters) < length + _HEAD:
            continue
        head = letters[:-length].lower()
        if tail in _TAIL and head not in _PREFIX:
            # names end in short words ("Bensaid"), common words do not
            return length > len("said") or letters[0].islower()
        if tail in _NOUN and (head in _STUCK_TO_NOUN or (len(head) >= _SUFFIXED and head.endswith(_SUFFIX))):
            return True
    return False


def _space_lost(token: str, letters: str) -> bool:
    """Say whether a token lost the space after a stop, comma or quotation mark, and is no address or abbreviation."""
    match = _SPACE_LOST.search(letters)
    return match is not None and match["word"] not in _ABBREVIATIONS and _ADDRESS.search(token) is None


def _stuck(token: str) -> bool:
    """Say whether a token is two words that lost the space between them."""
    letters = token.strip(_EDGES)
    if not letters.isalpha():
        return _JOINT.search(letters) is not None and _space_lost(token, letters)
    if letters[1:].islower():
        return _two_words(letters)
    camel = _CAMEL.fullmatch(letters)
    if camel is None or token[0] in "#@":
        return False
    return (camel[1] in _FRONT and len(camel[2]) >= _HEAD) or (camel[2] in _OPENING and len(camel[1]) >= _HEAD)


def _glued(block: str) -> bool:
    for token in set(block.split()):
        if not _SHORTEST <= len(token) <= _LONGEST:
            continue
        if token.isalpha() and token.islower():  # most tokens; ``_stuck`` would say the same, only later
            if token[-4:] in _ENDINGS and _two_words(token):
                return True
        elif _stuck(token):
            return True
    return False


def _abbreviated(word: str) -> bool:
    """Say whether a stop after a word may belong to it: a known abbreviation, initials, or a clipped word."""
    return len(word) <= len("co") or not word.isalpha() or word in _ABBREVIATIONS or word.title() in _ABBREVIATIONS


def _stop_inside(block: str) -> bool:
    """Say whether a full stop parts a word from a small letter, or follows a word that cannot end a sentence."""
    opening = next((letter for letter in block[:_LONGEST] if letter.isalpha()), "a")
    for match in _STOP.finditer(block):
        lead = block[max(0, match.start() - _LONGEST) : match.start()].rsplit(None, 1)
        word = lead[-1].lstrip(_EDGES) if lead else ""
        if block[match.end()].isupper():
            if word.lower() in _LINKED and not word.isupper():
                return True
        elif not (opening.islower() or _abbreviated(word) or _LOWER_NAME.match(block, match.end())):
            return True
    return False


def _opens(block: str, position: int, depth: int) -> bool:
    """Say whether the quotation mark at a position opens: by its form where that tells, else by what is open."""
    mark = block[position]
    before, after = block[position - 1 : position] if position else "", block[position + 1 : position + 2]
    touches_before, touches_after = bool(before) and not before.isspace(), after.isalnum()
    if mark == "\u201e":
        return True
    if mark == "\u201c":
        if not touches_before and not after.strip():
            return depth == 0  # set apart: "\u2018Yes.\u2019 \u201c"
        return not touches_before or touches_after or before in "([{-\u2013\u2014\u2018"
    if mark == "\u201d":
        return not touches_before and touches_after
    if touches_before != touches_after and (touches_after or before.isalnum() or before in ".,!?;:\u2026)\u2019'"):
        return touches_after
    return depth == 0


def _lost_quotes(block: str) -> bool:
    """Say whether a quotation mark closes what none opened, or opens what an attribution follows."""
    depth, last = 0, -1
    for match in _QUOTE.finditer(block):
        position = match.start()
        if match[0] in ("'", "\u2019") or (depth == 0 and block[position - 1 : position].isdigit()):
            continue  # apostrophes; inches and seconds of arc
        if len(match[0]) > 1:
            depth = max(0, depth - 1)  # two single marks close what any mark opened; "``", which opens, is not counted
        elif _opens(block, position, depth):
            depth, last = depth + 1, position
        elif depth:
            depth -= 1
        else:
            return True
    if depth > 1 and block[last] != '"':
        return True  # straight marks also nest in sound text, and tell too little of which way they face
    speech = _SPEECH.match(block, last + 1) if depth and block[:last].strip() else None
    return speech is not None and speech["word"] not in _OPEN


_CHECKS: Final = (("glued", _glued), ("lost_quotes", _lost_quotes), ("stop_inside", _stop_inside))


def marks(text: str, start: int, end: int) -> tuple[str, ...]:
    """Return the damage noticed in the block ``text[start:end]``: words of ``record.reading.MARKS``, sorted.

    Notices ``glued`` words, a full stop inside a sentence (``stop_inside``) and ``lost_quotes``. It does not look
    for a block's cut end, nor for damage that leaves no trace in the form.
    """
    block = text[start:end]
    return tuple(name for name, noticed in _CHECKS if noticed(block))
