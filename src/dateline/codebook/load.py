"""Reads the codebook's own tables: CSV with a header, UTF-8, ``#`` lines skipped."""

import csv
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def table(name: str) -> "tuple[Mapping[str, str], ...]":
    """Return the rows of ``codebook/<name>.csv``, each a mapping from column to text.

    Raises:
        FileNotFoundError: there is no such table: a defect of the package, not of the input.

    """
    text = files("dateline.codebook").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return tuple(MappingProxyType(row) for row in csv.DictReader(lines))
