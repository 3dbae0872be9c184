"""What a command says on stderr when it is done: what was read, folded and skipped, and why."""

from collections import Counter
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from dateline.faces.api import Record


def note(words: str) -> None:
    """Write a line to stderr."""
    click.echo(words, err=True)


def counted(count: int, what: str) -> str:
    """Return a count with its noun: ``1 article``, ``2 articles``."""
    return f"{count} {what}{'' if count == 1 else 's'}"


SHOWN_SKIPS: Final = 20
"""Lines of the end report that name what was skipped; the rest is in the record."""


class Skips:
    """What this run skipped: the first of them by name, and how many of all were our fault."""

    def __init__(self) -> None:
        self.shown: list[dict[str, str]] = []
        self.ours = 0

    def __call__(self, source: str, reason: str) -> None:
        """Take note of one thing that is skipped."""
        self.ours += reason.startswith("fails:")
        if len(self.shown) < SHOWN_SKIPS:
            self.shown.append({"source": source, "reason": reason})


def report(record: "Record", counts: Counter[str], skips: Skips, path: str) -> None:
    """Say what was read, folded and skipped, and why."""
    from dateline.faces.formats import skipped_line  # noqa: PLC0415

    told = [
        counted(counts["new"], "new article"),
        f"{counts['met']} met in another place before",
        f"{counts['again']} that the record held already",
        f"{counts['skipped']} skipped",
    ]
    note("read: " + ", ".join(told))
    other = {language: count for language, count in record.languages().items() if language != "en"}
    if other:
        kept = ", ".join(f"{count} {language}" for language, count in other.items())
        note(f"in the record, not coded (language): {kept}")
    for row in skips.shown:
        note(f"skipped: {skipped_line(row)}")
    if counts["skipped"] > len(skips.shown):
        note(f"... {counts['skipped'] - len(skips.shown)} more, all listed by: dateline articles --skipped -r {path}")
