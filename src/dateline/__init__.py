"""Dateline turns the news about how states deal with each other into a dated, sourced record.

>>> import dateline
>>> reading = dateline.analyse("OSTRAVA, 3 March 2031 (Meridian) - The envoys will meet on 4-5 April.")
>>> [(time.value, str(time.earliest)) for time in reading.times]
[('2031-03-03', '2031-03-03'), ('2031-04-04/2031-04-05', '2031-04-04')]

"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.errors import DatelineError
    from dateline.faces.api import Record, analyse, open  # noqa: A004 - as one opens a file
    from dateline.faces.rows import Rows
    from dateline.record.reading import (
        Actor,
        ActorMention,
        Block,
        Mention,
        Name,
        Place,
        PlaceMention,
        Published,
        Reading,
        TimeExpression,
        Token,
    )
    from dateline.record.span import Span

__version__ = "0.1.0"

__all__ = [
    "Actor",
    "ActorMention",
    "Block",
    "DatelineError",
    "Mention",
    "Name",
    "Place",
    "PlaceMention",
    "Published",
    "Reading",
    "Record",
    "Rows",
    "Span",
    "TimeExpression",
    "Token",
    "__version__",
    "analyse",
    "open",
]

_HOMES = {
    "Actor": "dateline.record.reading",
    "ActorMention": "dateline.record.reading",
    "Block": "dateline.record.reading",
    "DatelineError": "dateline.errors",
    "Mention": "dateline.record.reading",
    "Name": "dateline.record.reading",
    "Place": "dateline.record.reading",
    "PlaceMention": "dateline.record.reading",
    "Published": "dateline.record.reading",
    "Reading": "dateline.record.reading",
    "Record": "dateline.faces.api",
    "Rows": "dateline.faces.rows",
    "Span": "dateline.record.span",
    "TimeExpression": "dateline.record.reading",
    "Token": "dateline.record.reading",
    "analyse": "dateline.faces.api",
    "open": "dateline.faces.api",
}


def __getattr__(name: str) -> object:
    """Import a public name when it is first used, so that ``dateline --help`` need not wait for all of them."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'dateline' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
