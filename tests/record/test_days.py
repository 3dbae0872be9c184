"""Arithmetic on TIMEX3 values of the calendar."""

from datetime import date

import pytest

from dateline.record.days import distance, exists, fitting, in_year, interval, open_year, weekday_of


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("19", date(1900, 1, 1), date(1999, 12, 31)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2023-06-18", date(2023, 6, 18), date(2023, 6, 18)),
        ("2023-06-XX", date(2023, 6, 1), date(2023, 6, 30)),
        ("2023-XX-XX", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-06-18T08:10", date(2023, 6, 18), date(2023, 6, 18)),
        ("2023-06-18T08:10:00+02:00", date(2023, 6, 18), date(2023, 6, 18)),
        ("2021/2024", date(2021, 1, 1), date(2024, 12, 31)),
        ("2023-05-30/2023-06-02", date(2023, 5, 30), date(2023, 6, 2)),
    ],
)
def test_a_value_has_its_first_and_last_day(value: str, first: date, last: date) -> None:
    assert interval(value) == (first, last)


@pytest.mark.parametrize(
    "value", ["", "XXXX-06-18", "2023-02-30", "2023-13", "P3D", "2023-06-02/2023-05-30", "XX07-06-25", "00", "2023-W10"]
)
def test_a_value_without_days_has_no_interval(value: str) -> None:
    assert interval(value) is None


@pytest.mark.parametrize(
    ("year", "month", "day", "there"),
    [(2023, 2, 29, False), (2024, 2, 29, True), (None, 2, 29, True), (None, 2, 30, False), (2023, 13, 1, False)],
)
def test_the_calendar_knows_its_days(year: int | None, month: int, day: int, *, there: bool) -> None:
    assert exists(year, month, day) is there


@pytest.mark.parametrize(
    ("value", "year", "filled"),
    [
        ("XXXX-06-18", 2023, "2023-06-18"),
        ("XXXX-06-18T08:10", 2023, "2023-06-18T08:10"),
        ("XXXX-12-30/XXXX-01-02", 2023, "2023-12-30/2024-01-02"),
        ("XX07-06-25", 2007, "2007-06-25"),
        ("XX07-06-25", 2008, None),
        ("XXXX-02-29", 2023, None),
    ],
)
def test_an_open_year_is_filled_where_it_fits(value: str, year: int, filled: str | None) -> None:
    assert in_year(value, year) == filled


def test_the_years_that_fit_are_those_within_reach() -> None:
    assert list(fitting("XXXX-02-29", 2023, 3)) == ["2020-02-29", "2024-02-29"]


def test_only_a_value_with_x_in_its_year_is_open() -> None:
    assert [open_year(value) for value in ("XXXX-06-18", "XX07-06-25", "2023-XX-XX", "199")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(("day", "days"), [((2023, 6, 20), 2), ((2023, 6, 18), 0), ((2023, 6, 10), 7)])
def test_the_distance_of_a_day_is_counted_from_the_nearer_end(day: tuple[int, int, int], days: int) -> None:
    assert distance("2023-06-17/2023-06-18", date(*day)) == days


def test_the_weekday_of_a_value_is_that_of_its_first_day() -> None:
    assert weekday_of("2023-06-18") == 7


@pytest.mark.parametrize("value", ["XXXX-06-18", "soon"])
def test_a_value_without_interval_has_neither_distance_nor_weekday(value: str) -> None:
    with pytest.raises(ValueError, match="no interval"):
        distance(value, date(2023, 1, 1))
    with pytest.raises(ValueError, match="no interval"):
        weekday_of(value)
