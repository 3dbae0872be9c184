"""The floors: what each figure must not fall below, kept in floors.toml and raised, seldom lowered, by the gate."""

import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

FLOORS: Final = Path(__file__).with_name("floors.toml")
SLACK: Final = 0.005
"""How far below a figure its floor is set, unless the entry says otherwise."""
_GRAIN: Final = 10_000
_ROUNDING: Final = 1e-6
_HEAD: Final = """\
# Floors of the quality gate, written by `python -m quality.gate --raise` and `python -m quality.full --raise`.
# For each figure: what the issue asks for (`asked`), how far below the figure the floor is set (`slack`), whether it
# needs the gold, and figure and floor of the fixed samples (`sample`) and of everything (`full`).
# A floor is lowered only by `--raise --allow-regression`; the change of this file is then what a reviewer sees.
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure as it was when its floor was set, and the floor."""

    figure: float
    floor: float


@dataclass(frozen=True, slots=True)
class Entry:
    """What is held of one figure."""

    bars: Mapping[str, Bar]
    """Scope (``sample`` or ``full``) -> figure and floor."""
    needs_gold: bool = False
    asked: float | None = None
    slack: float = SLACK

    def lowest(self, figure: float) -> float:
        """Return the floor just under a figure, but not below 0, or below what was asked, where the figure is not."""
        under = math.floor((figure - self.slack) * _GRAIN + _ROUNDING) / _GRAIN
        reached = [bound for bound in (0.0, self.asked) if bound is not None and figure >= bound]
        return max([under, *reached])

    def raised(self, scope: str, figure: float, *, lower: bool) -> "Entry":
        """Return the entry with its floor just under the figure; never lower than it was, unless ``lower``."""
        old = self.bars.get(scope)
        floor = self.lowest(figure)
        if old and not lower:
            floor = max(floor, old.floor)
        return replace(self, bars={**self.bars, scope: Bar(round(figure, 4), floor)})


@dataclass(frozen=True, slots=True)
class Floors:
    """All that floors.toml holds: the hash of the gold and an entry for each figure."""

    gold: str
    entries: Mapping[str, Entry]

    def unchecked(self, scope: str) -> list[str]:
        """Return the names of the floors that cannot be checked without the gold."""
        return [name for name, entry in self.entries.items() if entry.needs_gold and scope in entry.bars]

    def raised(self, scope: str, figures: Mapping[str, float], needing: set[str], *, lower: bool) -> "Floors":
        """Return the floors with those of the figures raised; figures that are new come in.

        Args:
            scope: ``sample`` or ``full``.
            figures: name -> figure.
            needing: names of the figures that need the gold.
            lower: whether a floor may also be lowered.

        """
        entries: dict[str, Entry] = {}
        for name, figure in figures.items():
            entry = replace(self.entries.get(name, Entry({})), needs_gold=name in needing)
            entries[name] = entry.raised(scope, figure, lower=lower)
        return replace(self, entries={**self.entries, **entries})


def read_floors(path: Path) -> Floors:
    """Return the floors that a file holds; none where it is not there."""
    if not path.exists():
        return Floors("", {})
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    gold = held.pop("gold", "")
    entries = {
        name: Entry(
            {
                scope: Bar(entry[scope]["figure"], entry[scope]["floor"])
                for scope in ("sample", "full")
                if scope in entry
            },
            entry.get("needs_gold", False),
            entry.get("asked"),
            entry.get("slack", SLACK),
        )
        for name, entry in held.items()
    }
    return Floors(gold, entries)


def _written(name: str, entry: Entry) -> str:
    lines = [f'["{name}"]']
    if entry.asked is not None:
        lines.append(f"asked = {entry.asked:g}")
    if entry.slack != SLACK:
        lines.append(f"slack = {entry.slack:g}")
    if entry.needs_gold:
        lines.append("needs_gold = true")
    for scope, bar in entry.bars.items():
        lines.append(f"{scope} = {{ figure = {bar.figure:.4f}, floor = {bar.floor:.4f} }}")
    return "\n".join(lines) + "\n"


def write_floors(path: Path, floors: Floors) -> None:
    """Write the floors to a file, an entry for each figure in their order."""
    parts = [_HEAD, f'gold = "{floors.gold}"\n', *(_written(*item) for item in floors.entries.items())]
    path.write_text("\n".join(parts), encoding="utf-8")
