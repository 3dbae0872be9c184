"""What ``dateline demo`` shows: the chronology of the bundled pile, and the chain behind one of its dates."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from dateline.faces import formats

if TYPE_CHECKING:
    from dateline.faces.api import Record


def shown(record: "Record") -> Iterator[str]:
    """Read the bundled pile into ``record`` and yield the lines to print."""
    with as_file(files("dateline.faces") / "demo" / "pile") as pile:
        counts = record.add(pile, cores=1)
    there, skipped = len(record.articles()), record.skipped()
    yield f"The bundled pile, about two invented states: {there} articles, {counts['new']} of them new."
    yield ""
    rows = record.timeline().to_dicts()
    yield from map(formats.timeline_line, rows)
    yield from map(formats.undated_line, record.undated())
    yield from map(formats.unplaced_line, record.unplaced())
    yield ""
    yield from (f"skipped: {Path(row['source']).name}: {formats.plain(row['reason'])}" for row in skipped)
    inferred = next((row for row in rows if row["inferred"] and row["kind"] == "told"), None)
    if inferred is not None:
        yield ""
        yield f"What is behind {inferred['id']}:"
        yield "(keep the record with dateline demo -r demo.db, and ask of any id: dateline why ID -r demo.db)"
        yield from map(formats.safe, str(record.why(inferred["id"])).split("\n"))
