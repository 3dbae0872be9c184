"""What a text prints twice: headlines, ledes, teasers that were cut off, copies glued to its head."""

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dateline.reading.block.pieces import Piece

_HEAD: Final = 6
"""Words by whose likeness a repeat is looked for."""
_LEAST: Final = 8
"""Fewest words of a line that is looked for inside others; shorter ones recur by chance."""
_LEAST_SHORT: Final = 4
"""Fewest words of a headline that is looked for cut off, or with an outlet's name behind it."""
_OUTLET: Final = re.compile(r"\s[|–—-]\s")
_LEAST_EQUAL: Final = 5
"""Fewest words of a line of which a second print is a duplicate."""
_QUOTES: Final = "“\"„«‘'"
"""A quotation given in part and then whole is no copy."""
_CANDIDATES: Final = 6
"""How many lines with one rare word are compared, so that a text of a hundred thousand like lines stays linear."""
_ALIKE: Final = 0.85
"""Share of its words that a cut teaser must have in common with what it was cut from."""


def repeats(pieces: "Sequence[Piece]") -> None:
    """Give the role ``duplicate`` to every copy that does not stand in its own place, and notice what was cut."""
    _contained([piece for piece in pieces if piece.role not in {"byline", "dateline"}])
    _equal(pieces)
    _shortened(pieces)


def _equal(pieces: "Sequence[Piece]") -> None:
    """Mark all but one of several lines with the same words.

    A short line that comes back three times or more is part of the text's build (a question put to everyone), no copy.
    """
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        if len(piece.words) >= _LEAST_EQUAL and (not piece.role or piece.reason == "before-credit"):
            alike[" ".join(piece.words)].append(index)
    for copies in alike.values():
        if len(copies) > 1:
            _one_stays(pieces, copies)


def _shortened(pieces: "Sequence[Piece]") -> None:
    """Mark headlines cut off with an ellipsis, and those with the outlet's name behind them, where they stand whole."""
    whole: dict[str, Piece] = {}
    for piece in pieces:
        if not piece.role and len(piece.words) >= _LEAST_SHORT:
            whole.setdefault(" ".join(piece.words[:_LEAST_SHORT]), piece)
    for piece in pieces:
        if piece.role or len(piece.words) < _LEAST_SHORT:
            continue
        other = whole[" ".join(piece.words[:_LEAST_SHORT])]
        if other is piece:
            continue
        short, long = sorted((other, piece), key=lambda one: len(one.words))
        if long.words[: len(short.words)] != short.words or short.role or long.role:
            continue
        if short.line.endswith(("…", "...")):
            short.give("duplicate", "cut-teaser")
            short.cut = True
        elif len(long.words) - len(short.words) < _LEAST_SHORT and _OUTLET.match(long.line[len(short.line) :]):
            long.give("duplicate", "headline-and-outlet")


def _one_stays(pieces: "Sequence[Piece]", copies: list[int]) -> None:
    """Give all copies but the one in its own place the role ``duplicate``; what was glued to the head is not in it."""
    first, second = copies[:2]
    glued = [index for index in copies if pieces[index].role]
    if glued:
        for index in glued if len(glued) < len(copies) else ():
            pieces[index].give("duplicate", "repeated-lede")
    elif len(copies) == 2 or len(pieces[first].words) > _LEAST * 2 or not any(piece.prose for piece in pieces[:first]):  # noqa: PLR2004
        stays = second if _restarts(pieces, first, second) else first
        for index in copies:
            if index != stays:
                pieces[index].give("duplicate", "repeated-lede" if index < stays else "repeated-line")


def _restarts(pieces: "Sequence[Piece]", first: int, second: int) -> bool:
    """Say whether the text begins anew between two copies, so that the first is the teaser and the second the body."""
    between = pieces[first + 1 : second]
    if not between or len(between) > 12:  # noqa: PLR2004 - a head, not an article
        return False
    if pieces[second].prose:
        return not any(piece.prose and not piece.role for piece in between)
    return any(piece.role == "duplicate" for piece in between)


def _contained(pieces: "Sequence[Piece]") -> None:
    """Mark lines whose words stand whole elsewhere, and lines that are glued from others."""
    probes: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        if len(piece.words) >= _LEAST and (not piece.role or piece.strength != "sure"):
            head = piece.words[:_HEAD]
            rare = max(head, key=len)
            listed = probes[rare]
            if len(listed) < _CANDIDATES:
                listed.append((index, head.index(rare)))
    if len(probes) < 1:
        return
    stream = [word for piece in pieces for word in piece.words]
    owners = [index for index, piece in enumerate(pieces) for _ in piece.words]
    tried = [0] * len(pieces)
    covered: defaultdict[int, list[int]] = defaultdict(list)
    verdicts: dict[int, tuple[int, int, bool]] = {}
    for place in (at for at, word in enumerate(stream) if word in probes):
        for index, offset in probes[stream[place]]:
            begin = place - offset
            if (
                begin < 0
                or owners[begin] == index
                or tried[index] > _CANDIDATES
                or stream[begin : begin + _HEAD] != pieces[index].words[:_HEAD]
            ):
                continue
            tried[index] += 1
            if pieces[owners[begin]].words == pieces[index].words:
                continue
            common, cut = _shared(stream, begin, pieces[index].words)
            if common >= max(_LEAST, _ALIKE * len(pieces[index].words)):
                verdicts.setdefault(index, (owners[begin], common, cut))
                covered[owners[begin]].append(index)
    _decide(pieces, verdicts, covered)


def _shared(stream: list[str], begin: int, words: list[str]) -> tuple[int, bool]:
    """Return how many words agree from ``begin``, and whether the last of ``words`` is cut short there."""
    common = 0
    for ours, theirs in zip(words, stream[begin : begin + len(words)], strict=False):
        if ours != theirs:
            return common, common == len(words) - 1 and theirs.startswith(ours)
        common += 1
    return common, False


def _decide(
    pieces: "Sequence[Piece]", verdicts: dict[int, tuple[int, int, bool]], covered: dict[int, list[int]]
) -> None:
    """Give ``duplicate`` to what is glued from several lines, else to the shorter of two."""
    glued = {
        holder
        for holder, held in covered.items()
        if len(set(held)) > 1
        and sum(len(pieces[index].words) for index in set(held)) * 2 >= len(pieces[holder].words)
        and not pieces[holder].role
    }
    for holder in glued:
        if "(@" in pieces[holder].line:
            continue
        pieces[holder].give("duplicate", "glued-copy")
    for index, (holder, common, cut) in sorted(verdicts.items()):
        piece = pieces[index]
        if holder in glued or index in glued or piece.role or pieces[holder].role == "duplicate":
            continue
        if "(@" in piece.line or (piece.line[0] in _QUOTES and not cut):
            continue
        shortened = cut or not piece.stop or piece.line.endswith(("…", "...", "]"))
        if cut or (shortened and piece.prose) or (piece.prose and common == len(piece.words)):
            piece.give("duplicate", "cut-teaser" if shortened else "printed-twice")
            piece.cut = shortened
