"""Scores pages: our text against trafilatura's and our dates against htmldate's, on the same pages in one run."""

from typing import Final

import trafilatura
from htmldate import find_date

from dateline.errors import PageError
from dateline.record.reading import DateSignal
from dateline.store.html import article_of_page, body_of_page
from quality.gold import Place, page, rows
from quality.measure import Measure, Scored
from quality.metrics import Counts, body_score, one_body

_UNDATED: Final = "nan"
_GOOD: Final = 0.9


def _our_body(markup: bytes) -> str:
    try:
        return body_of_page(markup)
    except PageError:
        return ""


def body(place: Place) -> Scored:
    """Score the text of all pages, whatever the sample, beside trafilatura's with precise and default settings."""
    ours, precise, default = list[tuple[str, str]](), list[tuple[str, str]](), list[tuple[str, str]]()
    errors = []
    for row in rows(place.whole, "reading/body_dev.jsonl", "page"):
        markup, wanted = page(place, "reading/pages", row["page"]), str(row["body"])
        given = _our_body(markup)
        ours.append((wanted, given))
        precise.append((wanted, trafilatura.extract(markup, favor_precision=True) or ""))
        default.append((wanted, trafilatura.extract(markup) or ""))
        score = one_body(wanted, given)
        if score.f1 < _GOOD:
            kind = "lost" if score.recall < score.precision else "too much"
            theirs = one_body(*precise[-1]).f1
            errors.append(f"{kind} P {score.precision:.3f} R {score.recall:.3f} theirs {theirs:.3f} {row['url']}")
    mine = body_score(ours)
    return Scored(
        {
            "body.f1": mine.f1,
            "body.precision": mine.precision,
            "body.recall": mine.recall,
            "body.over_trafilatura_precision": mine.f1 - body_score(precise).f1,
            "body.over_trafilatura_default": mine.f1 - body_score(default).f1,
        },
        tuple(errors),
    )


def _our_signal(markup: bytes, url: str) -> DateSignal | None:
    try:
        signals = article_of_page(markup, url)[1].signals
    except PageError:
        return None
    return next((signal for signal in signals if signal.kind == "published"), None)


def _refusal(markup: bytes) -> str:
    """Return the code with which a page is refused; ``-`` where it is read."""
    try:
        article_of_page(markup)
    except PageError as error:
        return error.code
    return "-"


def _day(wanted: str, given: str) -> Counts:
    dated = wanted != _UNDATED
    return Counts(int(dated and wanted == given), int(dated), int(bool(given)))


def page_dates(place: Place) -> Scored:
    """Score the day that a page says it was published, beside htmldate's extensive mode; neither is told the URL.

    A page that ``article_of_page`` refuses has no date. All pages count, whatever the sample.
    """
    ours, theirs, named, errors = Counts(), Counts(), Counts(), list[str]()
    for row in rows(place.whole, "reading/dates_dev.jsonl", "page"):
        markup, wanted = page(place, "reading/dated_pages", row["page"]), str(row["date"])
        signal = _our_signal(markup, "")
        given = signal.day.isoformat() if signal else ""
        other = find_date(markup, extensive_search=True, original_date=True) or ""
        ours, theirs = ours.plus(_day(wanted, given)), theirs.plus(_day(wanted, other))
        if signal:
            named = named.plus(Counts(int(bool(signal.origin and signal.words)), 1, 1))
        if given != (wanted if wanted != _UNDATED else ""):
            kind = "wrong" if given else "unanswered"
            origin = signal.origin if signal else _refusal(markup)
            errors.append(f"{kind} gold {wanted} ours {given} by {origin} htmldate {other} {row['url']}")
    return Scored(
        {
            "page_dates.f1": ours.f1,
            "page_dates.precision": ours.precision,
            "page_dates.over_htmldate": ours.f1 - theirs.f1,
            "page_dates.named": named.recall,
        },
        tuple(sorted(errors)),
    )


MEASURES: Final = (Measure("body", body), Measure("page_dates", page_dates))
