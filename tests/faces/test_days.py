from datetime import date

import pytest

from dateline.errors import QueryError
from dateline.faces.days import interval_of, shown


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("2031", "2031-01-01", "2031-12-31"),
        ("2032-02", "2032-02-01", "2032-02-29"),
        ("2031-3-5", "2031-03-05", "2031-03-05"),
    ],
)
def test_a_filter_is_a_day_a_month_or_a_year(words: str, first: str, last: str) -> None:
    assert interval_of(words) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize("words", ["", "yesterday", "2031-13", "2031-02-30", "0000", "2031-03-05T10:00", "٢٠٣١"])
def test_a_filter_that_is_no_day_says_how_to_write_one(words: str) -> None:
    with pytest.raises(QueryError, match="2031-03-05"):
        interval_of(words)


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-03-05", "2031-03-05", "2031-03-05"),
        ("2031-03-05", "2031-03-07", "2031-03-05..07"),
        ("2031-03-30", "2031-04-02", "2031-03-30..2031-04-02"),
        ("2032-02-01", "2032-02-29", "2032-02"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2030-01-01", "2039-12-31", "2030..2039"),
        ("2031-01-01", "2031-03-31", "2031-01..2031-03"),
        (None, None, "unknown"),
        ("2031-03-05", None, "from 2031-03-05"),
        (None, "2031-03-05", "until 2031-03-05"),
    ],
)
def test_days_are_shown_no_more_exactly_than_they_are_known(first: str | None, last: str | None, words: str) -> None:
    assert shown(first and date.fromisoformat(first), last and date.fromisoformat(last)) == words  # type: ignore[arg-type]
