"""The gate: scores fixed samples, prints figures beside their floors, fails below one: ``python -m quality.gate``.

Without the gold (``DATELINE_GOLD``, by default ../shared/gold) it checks the floors of our own cases and says how many
it could not check.
"""

import argparse
import logging
import multiprocessing
import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Final

from quality import actors, demo, furniture, language, pages, published, sentences, times
from quality.floors import FLOORS, Floors, read_floors, write_floors
from quality.gold import Place, fingerprint, gold_folder
from quality.measure import Measure, Scored

MEASURES: Final = (
    *pages.MEASURES,
    *furniture.MEASURES,
    *sentences.MEASURES,
    *times.MEASURES,
    *published.MEASURES,
    *demo.MEASURES,
    *language.MEASURES,
    *actors.MEASURES,
)
"""Everything that is measured. A newcomer adds a file and a line."""
SAMPLE: Final = 0.5
"""Share of the gold that the gate scores."""
_PROCESSES: Final = 2
_ACCEPT: Final = "python -m quality.gate --accept-gold"
_TOLERANCE: Final = 1e-9


@dataclass(frozen=True, slots=True)
class Setting:
    """What a run of the gate works with.

    Args:
        scope: ``sample`` or ``full``: which floors it checks.
        part: share of the gold that it scores.
        measures: what it measures.
        floors: the file that holds the floors.
        environment: where ``DATELINE_GOLD`` is looked up.
        processes: how many measures run side by side; with one they run in this process.

    """

    scope: str = "sample"
    part: float = SAMPLE
    measures: tuple[Measure, ...] = MEASURES
    floors: Path = FLOORS
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ)  # noqa: TID251 - the edge
    processes: int = _PROCESSES


def _quiet() -> None:
    logging.disable(logging.CRITICAL)  # extractors complain of pages; the figures say what matters


def _score(measure: Measure, place: Place) -> Scored:
    return measure.score(place)


def scored(setting: Setting, place: Place, measures: Sequence[Measure]) -> list[Scored]:
    """Return what the measures found, in their order."""
    if setting.processes == 1:
        return [_score(measure, place) for measure in measures]
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(setting.processes, mp_context=context, initializer=_quiet) as pool:
        return list(pool.map(partial(_score, place=place), measures))


def verdict(name: str, figure: float, floors: Floors, scope: str) -> tuple[str, bool]:
    """Return the line of a figure, and whether it is fine."""
    entry = floors.entries.get(name)
    bar = entry.bars.get(scope) if entry else None
    if entry is None or bar is None:
        return f"{name:34} {figure:8.4f}        -  BELOW (no floor yet: --raise sets one)", False
    fine = round(figure, 4) >= bar.floor - _TOLERANCE
    short = entry.asked is not None and round(figure, 4) < entry.asked
    note = f" (asked: {entry.asked:g})" if short else ""
    return f"{name:34} {figure:8.4f} {bar.floor:8.4f}  {'fine' if fine else 'BELOW'}{note}", fine


def _lines(figures: Mapping[str, float], floors: Floors, setting: Setting, *, gold: bool) -> Iterator[tuple[str, bool]]:
    """Yield a line for each figure, then for each floor without one."""
    for name, figure in figures.items():
        yield verdict(name, figure, floors, setting.scope)
    unchecked = set() if gold else set(floors.unchecked(setting.scope))
    for name, entry in floors.entries.items():
        if name in figures or setting.scope not in entry.bars:
            continue
        floor = entry.bars[setting.scope].floor
        fine = name in unchecked
        yield f"{name:34}        - {floor:8.4f}  {'unchecked' if fine else 'BELOW (no such figure)'}", fine


def _gold_is_known(folder: Path | None, floors: Floors, setting: Setting) -> bool:
    """Print whether there is gold, and say whether it is the gold that the floors were set on."""
    if folder is None:
        print(f"gold: MISSING, {len(floors.unchecked(setting.scope))} floors unchecked", flush=True)
        return True
    print("gold: found", flush=True)
    found = fingerprint(folder)
    if found != floors.gold:
        print(f"its hash is {found}, the floors were set on {floors.gold or 'none'}; to accept it: {_ACCEPT}")
    return found == floors.gold


def _show(results: Iterable[tuple[Measure, Scored]], wanted: str | None) -> None:
    for measure, result in results:
        if wanted in (measure.name, "all"):
            print(f"== {measure.name}", *result.errors, sep="\n")


def parsed(arguments: Sequence[str], about: str | None) -> argparse.Namespace:
    """Return what the command line asks for."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--accept-gold", action="store_true", help="hold the hash of the gold that is there; no scores")
    parser.add_argument("--raise", action="store_true", dest="lift", help="set floors just under the figures")
    parser.add_argument("--allow-regression", action="store_true", help="with --raise: lower floors, too")
    parser.add_argument("--show", metavar="MEASURE", help="print the errors behind a measure, or 'all'")
    options = parser.parse_args(arguments)
    if options.allow_regression and not options.lift:
        parser.error("--allow-regression goes with --raise, which writes floors.toml")
    return options


def run(arguments: Sequence[str], setting: Setting, about: str | None = __doc__) -> int:
    """Score, print and compare; return 1 below a floor or on other gold than the floors were set on, else 0."""
    options = parsed(arguments, about)
    floors, folder = read_floors(setting.floors), gold_folder(setting.environment)
    if options.accept_gold:
        if folder is None:
            print("gold: MISSING, there is nothing to accept")
            return 1
        write_floors(setting.floors, replace(floors, gold=fingerprint(folder)))
        return 0
    known = _gold_is_known(folder, floors, setting)
    measures = [measure for measure in setting.measures if folder or not measure.gold]
    results = scored(setting, Place(folder or Path(), setting.part), measures)
    figures = {name: figure for result in results for name, figure in result.figures.items()}
    if options.lift:
        pairs = zip(measures, results, strict=True)
        needing = {name for measure, result in pairs if measure.gold for name in result.figures}
        floors = floors.raised(setting.scope, figures, needing, lower=options.allow_regression)
        write_floors(setting.floors, floors)
    lines = list(_lines(figures, floors, setting, gold=folder is not None))
    print(f"{'':34} {'figure':>8} {'floor':>8}", *(line for line, _ in lines), sep="\n")
    _show(zip(measures, results, strict=True), options.show)
    below = sum(not fine for _, fine in lines)
    print(f"{len(lines)} floors, {below} below", flush=True)
    return int(below > 0 or not known)


if __name__ == "__main__":
    _quiet()
    sys.exit(run(sys.argv[1:], Setting()))
