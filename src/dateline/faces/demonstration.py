"""What ``dateline demo`` shows: the chronology of the bundled pile, and the chain behind one of its dates."""

from collections.abc import Iterator
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from dateline.faces import formats

if TYPE_CHECKING:
    from dateline.faces.api import Record


def shown(record: "Record") -> Iterator[str]:
    """Read the bundled pile into ``record`` and yield the lines to print."""
    with as_file(files("dateline.faces") / "demo" / "pile") as pile:
        counts = record.add(pile, cores=1)
    yield f"The bundled pile, about two invented states: {counts['new']} articles, {counts['skipped']} pages skipped."
    yield ""
    rows = record.timeline().to_dicts()
    yield from map(formats.timeline_line, rows)
    yield from map(formats.undated_line, record.undated())
    yield ""
    yield from map(formats.skipped_line, record.skipped())
    inferred = next((row for row in rows if row["inferred"] and row["kind"] == "told"), None)
    if inferred is not None:
        yield ""
        yield f"Why? (dateline why {inferred['id']})"
        yield from map(formats.safe, str(record.why(inferred["id"])).split("\n"))
