"""A measure: a named function from a place of gold to figures, with the errors behind them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from quality.gold import Place


class Scored(NamedTuple):
    """What a measure found."""

    figures: Mapping[str, float]
    """Name -> figure, from 0 to 1 (or a difference of two such); more is better in all of them."""
    errors: tuple[str, ...] = ()
    """What went wrong, a line each, the kind first. They may hold words of the gold: for the screen alone."""


@dataclass(frozen=True, slots=True)
class Measure:
    """One thing that is measured.

    Args:
        name: the first part of the names of its figures.
        score: module-level function; the same place gives the same figures.
        gold: whether it needs the gold; else it scores cases that ship with the project.

    """

    name: str
    score: Callable[[Place], Scored]
    gold: bool = True
