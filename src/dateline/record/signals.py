"""Date signals as text, for the tables: JSON, a list of ``[kind, day, origin, words]``."""

import json
from collections.abc import Iterable
from datetime import date

from dateline.record.reading import DateSignal


def signals_from(words: str) -> tuple[DateSignal, ...]:
    """Return the date signals that ``signals_to`` wrote."""
    return tuple(
        DateSignal(kind, date.fromisoformat(day), origin, said) for kind, day, origin, said in json.loads(words)
    )


def signals_to(signals: Iterable[DateSignal]) -> str:
    """Return date signals as text, in their order, which is that of trust."""
    return json.dumps([[s.kind, s.day.isoformat(), s.origin, s.words] for s in signals], ensure_ascii=False)
