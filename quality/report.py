"""Writes the table of docs/quality.md from the floors, so that the page says what was measured and when."""

from datetime import date
from pathlib import Path
from typing import Final

from quality.floors import Floors
from quality.gold import ROOT

PAGE: Final = ROOT / "docs" / "quality.md"
_BEGIN: Final = "<!-- figures -->\n"
_END: Final = "<!-- end of figures -->\n"
_SCOPE: Final = "full"


def table(floors: Floors) -> str:
    """Return a Markdown table of the figures on everything, with floor and what was asked."""
    lines = ["| figure | value | floor | asked |", "|---|---:|---:|---:|"]
    for name, entry in floors.entries.items():
        if bar := entry.bars.get(_SCOPE):
            asked = "" if entry.asked is None else f"{entry.asked:g}"
            lines.append(f"| `{name}` | {bar.figure:.4f} | {bar.floor:.4f} | {asked} |")
    return "\n".join(lines) + "\n"


def table_on(page: str) -> str:
    """Return the table that stands on a page, without the line that dates it."""
    return page.partition(_BEGIN)[2].partition(_END)[0].partition("\n\n")[2]


def write_table(path: Path, floors: Floors, day: date) -> None:
    """Put the table in its place on the page, with the day on which it was measured."""
    before, _, rest = path.read_text(encoding="utf-8").partition(_BEGIN)
    after = rest.partition(_END)[2]
    dated = f"Measured on {day.isoformat()} with `python -m quality.full`.\n\n"
    path.write_text(f"{before}{_BEGIN}{dated}{table(floors)}{_END}{after}", encoding="utf-8")
