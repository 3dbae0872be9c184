"""The words that label a date as the day an article was published, or last changed."""

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from dateline.codebook.load import table

if TYPE_CHECKING:
    from collections.abc import Mapping


@cache
def stamp_labels() -> "Mapping[str, str]":
    """Return the lower-cased labels with what they date: ``published``, ``modified`` or ``other``."""
    return MappingProxyType({row["words"]: row["kind"] for row in table("stamp_labels")})
