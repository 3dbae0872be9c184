"""Says when an article was published: by its source, else its page, else the stamp or dateline in its text."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final

from dateline.reading.component import Component
from dateline.reading.datelines import Dateline, dateline_of
from dateline.reading.stamps import Stamp, stamps
from dateline.record.days import in_year, interval, open_year
from dateline.record.reading import DateSignal, Published, Reading, TimeWords

_OF_THE_SOURCE: Final = ("argument", "field:", "mail:")
"""How the origin of a signal begins that whoever gathered the pile gave; every other is the page's."""
_SAME_ARTICLE: Final = timedelta(days=7)
"""How far stamps that do not say which they are may lie apart, and a change after the dateline it dates."""


def _basis(signal: DateSignal) -> str:
    return "source" if signal.origin.startswith(_OF_THE_SOURCE) else "page"


def _best(signals: Iterable[DateSignal], kind: str) -> DateSignal | None:
    """Return the first signal of a kind that the source gives, else the first that the page gives."""
    return min(
        (signal for signal in signals if signal.kind == kind), key=lambda one: _basis(one) == "page", default=None
    )


def _evidence(text: str, words: TimeWords) -> str:
    return f"text[{words.start}:{words.end}]: {text[words.start : words.end]}"


def _bounds(words: TimeWords) -> tuple[date, date]:
    bounds = interval(words.value)
    return bounds or (date.min, date.max)


def _by_stamp(text: str, found: list[Stamp]) -> Published | None:
    """Return the interval of the stamp labelled as publication, else of those without a label if they agree."""
    labelled = [stamp for stamp in found if stamp.kind == "published"]
    several = labelled[:1] or [stamp for stamp in found if not stamp.kind]
    if not several:
        return None
    earliest = min(_bounds(stamp.words)[0] for stamp in several)
    latest = max(_bounds(stamp.words)[1] for stamp in several)
    if len(several) > 1 and latest - earliest > _SAME_ARTICLE:
        return None
    return Published(earliest, latest, "stamp", _evidence(text, several[0].words))


def _by_dateline(text: str, dateline: Dateline, changed: date | None) -> Published | None:
    """Return the day of the dateline; its year, where it names none, from a change shortly after it."""
    if dateline.time is None:
        return None
    evidence = _evidence(text, dateline.time)
    value: str | None = dateline.time.value
    if value and open_year(value):
        years = (changed.year, changed.year - 1) if changed else ()
        near = (
            filled
            for year in years
            if (filled := in_year(value, year))
            and (bounds := interval(filled))
            and changed
            and timedelta() <= changed - bounds[1] <= _SAME_ARTICLE
        )
        value = next(near, None)
    bounds = interval(value) if value else None
    if bounds is None:
        return Published(None, None, "dateline", evidence)
    return Published(bounds[0], bounds[1], "dateline", evidence)


def _by_text(reading: Reading, found: list[Stamp], dateline: Dateline | None, changed: date | None) -> Published | None:
    """Return the best answer that the text gives; one with an upper bound alone comes before one without any."""
    if by_stamp := _by_stamp(reading.text, found):
        return by_stamp
    by_dateline = _by_dateline(reading.text, dateline, changed) if dateline else None
    if by_dateline and by_dateline.earliest:
        return by_dateline
    update = next((stamp for stamp in found if stamp.kind == "modified"), None)
    if update:
        # It was out by the day of the change; how long before, nobody says.
        return Published(None, _bounds(update.words)[1], "stamp", _evidence(reading.text, update.words))
    return by_dateline


def published(reading: Reading) -> Published:
    """Return when the article was published, as an interval of days, with its basis and evidence.

    What the pile's own fields say is believed before what the page says, that before a stamp in the text, that before
    a dateline. A dateline without a year leaves both days open, unless the article was changed within a week of it. A
    text or page that gives a change and nothing else bounds the day from above alone.

    Args:
        reading: with the layers ``blocks`` and ``times``; its source's date signals in order of trust.

    """
    found = list(stamps(reading))
    dateline = dateline_of(reading, found[0] if found else None)
    signal = _best(reading.source.signals, "published")
    change = _best(reading.source.signals, "modified")
    updates = [_bounds(stamp.words)[1] for stamp in found if stamp.kind == "modified"]
    changed = change.day if change else max(updates, default=None)
    if signal:
        answer = Published(signal.day, signal.day, _basis(signal), f"{signal.origin}: {signal.words}")
    else:
        answer = _by_text(reading, found, dateline, changed) or Published()
        if change and answer.earliest is None and (answer.latest is None or change.day < answer.latest):
            answer = Published(None, change.day, _basis(change), f"{change.origin}: {change.words}")
    return answer._replace(
        modified=changed,
        dateline=dateline.span if dateline and dateline.span.start < dateline.span.end else None,
        dateline_place=dateline.place if dateline else "",
        wire=(dateline.wire if dateline else "") or reading.source.wire,
    )


COMPONENT: Final = Component("published.v1", reads=("blocks", "times"), adds="published", apply=published, dated=True)
