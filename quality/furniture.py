"""Scores the roles of blocks on the lines of tests/cases/blocks: furniture or not, and which role."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from dateline.record.reading import FURNITURE, ROLES, Block
from dateline.record.span import Span, overlap
from quality.gold import CASES, Place
from quality.measure import Measure, Scored
from quality.metrics import Counts, share
from quality.readings import dated

_PARTS: Final = ("dev", "held", "fresh")
"""The first two have been worked on; ``fresh`` was written by another hand, and nobody who works on blocks reads it."""


class Line(NamedTuple):
    """A line of a case: the role wanted, the role given, and whether most of its letters went to furniture."""

    wanted: str
    given: str
    furniture: bool
    words: str
    reason: str


def _cases(path: Path) -> list[tuple[str, str]]:
    """Return role and words of every line of a case."""
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return [(role, words) for role, _, words in (line.partition("\t") for line in lines)]


def judged(wanted: str, span: Span, words: str, blocks: tuple[Block, ...]) -> Line:
    """Return what the blocks make of a line: the role that holds most of its letters."""
    letters = Counter[str]()
    for block in blocks:
        if held := overlap(span, block):
            letters[block.role] += held
    given = max(letters, key=lambda role: letters[role], default="body")
    left_out = sum(count for role, count in letters.items() if role in FURNITURE)
    reason = next((block.reason for block in blocks if block.role == given and overlap(span, block)), "")
    return Line(wanted, given, 2 * left_out > letters.total(), words, reason)


def lines_of(cases: list[tuple[str, str]]) -> Iterator[Line]:
    """Read the text that the lines of a case make together, and yield what became of each line that has words."""
    text = "\n".join(words for _, words in cases)
    blocks = dated(text).blocks
    position = 0
    for role, words in cases:
        if words.strip():
            yield judged(role, Span(position, position + len(words)), words, blocks)
        position += len(words) + 1


def _confusion(lines: list[Line]) -> Iterator[str]:
    pairs = Counter((line.wanted, line.given) for line in lines)
    for wanted in ROLES:
        found = [(given, pairs[wanted, given]) for given in ROLES if pairs[wanted, given]]
        if found:
            yield f"roles {wanted}: " + ", ".join(
                f"{given} {count}" for given, count in sorted(found, key=lambda pair: -pair[1])
            )


def furniture(_place: Place) -> Scored:
    """Score furniture against the rest, and the roles, line by line; the parts of the table apart."""
    figures, errors = dict[str, float](), list[str]()
    for part in _PARTS:
        lines = [line for path in sorted((CASES / "blocks" / part).glob("*.txt")) for line in lines_of(_cases(path))]
        wanted = [line.wanted in FURNITURE for line in lines]
        right = sum(line.furniture and want for line, want in zip(lines, wanted, strict=True))
        counts = Counts(right, sum(wanted), sum(line.furniture for line in lines))
        kept = [not line.furniture for line, want in zip(lines, wanted, strict=True) if not want]
        figures[f"furniture.{part}.f1"] = counts.f1
        figures[f"furniture.{part}.body_recall"] = share(sum(kept), len(kept))
        figures[f"furniture.{part}.roles"] = share(sum(line.wanted == line.given for line in lines), len(lines))
        errors += [f"{part} {row}" for row in _confusion(lines)]
        for line, want in zip(lines, wanted, strict=True):
            if line.furniture != want and part != "fresh":  # who reads these lines would tune on them
                kind = "body lost" if line.furniture else "furniture kept"
                errors.append(f"{part} {kind}: {line.wanted} as {line.given} ({line.reason}): {line.words[:150]}")
    return Scored(figures, tuple(errors))


MEASURES: Final = (Measure("furniture", furniture, gold=False),)
