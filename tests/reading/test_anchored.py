"""What a date means once it hangs from the publication date, or from a date beside it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.reading.anchored import COMPONENT, anchored
from dateline.reading.component import read
from dateline.reading.times import COMPONENT as TIMES
from dateline.record.days import interval, open_year
from dateline.record.reading import Anchored, Published, Reading

JUNE_17 = date(2023, 6, 17)


def meant(text: str, earliest: date | None = None, latest: date | None = None) -> list[Anchored]:
    reading = read(Reading(text), [TIMES])
    return list(anchored(reading.with_layer("published", Published(earliest, latest or earliest))))


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("on June 18, 2023", date(2023, 6, 18), date(2023, 6, 18)),
        ("in June 2023", date(2023, 6, 1), date(2023, 6, 30)),
        ("in February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("in 2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("in the 1990s", date(1990, 1, 1), date(1999, 12, 31)),
        ("in the 1800s", date(1800, 1, 1), date(1899, 12, 31)),
        ("June 18-19, 2023", date(2023, 6, 18), date(2023, 6, 19)),
        ("June 18, 2023 8:10 am ET", date(2023, 6, 18), date(2023, 6, 18)),
        ("from 2021-2024", date(2021, 1, 1), date(2024, 12, 31)),
        ("on 03/04/2023", date(2023, 1, 1), date(2023, 12, 31)),
    ],
)
def test_a_date_with_its_year_means_itself_whenever_it_was_written(words: str, first: date, last: date) -> None:
    for day in (None, date(1950, 1, 1)):
        (only,) = meant(words, day)
        assert (only.earliest, only.latest, only.anchor_kind, only.anchor) == (first, last, "none", None)


@pytest.mark.parametrize(
    ("words", "published", "value"),
    [
        ("June 18", JUNE_17, "2023-06-18"),
        ("June 18-19", JUNE_17, "2023-06-18/2023-06-19"),
        ("December 30", date(2024, 1, 3), "2023-12-30"),
        ("January 3", date(2023, 12, 30), "2024-01-03"),
        ("December 30-January 2", date(2024, 1, 3), "2023-12-30/2024-01-02"),
        ("December 30-January 2", date(2023, 12, 1), "2023-12-30/2024-01-02"),
        ("February 29", date(2024, 3, 5), "2024-02-29"),
        ("5 p.m. EST, Nov. 6", date(1989, 11, 2), "1989-11-06T17"),
        ("25/6/07", date(2007, 7, 1), "2007-06-25"),
        ("25/6/98", date(2007, 7, 1), "1998-06-25"),
    ],
)
def test_a_date_without_a_year_takes_the_one_nearest_to_publication(words: str, published: date, value: str) -> None:
    (only,) = meant(words, published)
    assert (only.value, only.anchor_kind) == (value, "published")
    assert (only.earliest, only.latest) == interval(value)


@pytest.mark.parametrize(
    ("words", "earliest", "latest"),
    [
        ("June 18", None, None),
        ("June 18", None, JUNE_17),
        ("June 18", date(2022, 6, 1), date(2023, 6, 17)),
        ("June 18", date(2023, 12, 20), date(2023, 12, 20)),
        ("Aug. 6", date(1998, 2, 6), date(1998, 2, 6)),
    ],
    ids=["undated", "bounded from above", "either of two years", "half a year off", "about half a year off"],
)
def test_a_year_that_cannot_be_known_stays_open(words: str, earliest: date | None, latest: date | None) -> None:
    assert [one.earliest for one in meant(words, earliest, latest)] == [None]
    assert [one.value[:4] for one in meant(words, earliest, latest)] == ["XXXX"]


def test_an_interval_of_publication_that_agrees_on_the_year_gives_it() -> None:
    assert [one.value for one in meant("June 18", date(2023, 5, 1), date(2023, 8, 1))] == ["2023-06-18"]


def test_a_weekday_beside_the_day_decides_the_year() -> None:
    # 18 June was a Sunday in 2023, and in neither year beside 2024.
    assert [one.value for one in meant("on Sunday, June 18", date(2024, 4, 20))] == ["2023-06-18"]
    assert [one.value for one in meant("on Sunday, June 18", JUNE_17)] == ["2023-06-18"]


def test_a_weekday_that_fits_no_near_year_leaves_it_open() -> None:
    # 29 February was a Saturday in 2020 and a Thursday in 2024; the next Sunday is in 2032.
    assert [one.earliest for one in meant("on Sunday, 29 February", date(2023, 3, 1))] == [None]
    assert [one.value for one in meant("on Saturday, 29 February", date(2023, 3, 1))] == ["2020-02-29"]


@pytest.mark.parametrize(
    ("text", "values", "anchor"),
    [
        ("between 28 May 2022 and June 3", ["2022-05-28", "2022-06-03"], 0),
        ("from 28 December 2022 and until January 3", ["2022-12-28", "2023-01-03"], 0),
        ("on June 18 and July 2, 2022", ["2022-06-18", "2022-07-02"], 1),
    ],
)
@pytest.mark.parametrize("published", [None, date(2024, 4, 20)])
def test_a_date_joined_to_a_full_one_hangs_from_it(
    text: str, values: list[str], anchor: int, published: date | None
) -> None:
    found = meant(text, published)
    assert [one.value for one in found] == values
    hanging = found[1 - anchor]
    assert (hanging.anchor_kind, hanging.anchor) == ("expression", anchor)


def test_a_full_date_nearby_that_is_not_joined_gives_no_year() -> None:
    text = "After the visit of 19 June 2023, which failed, he will travel on April 24-26."
    assert [one.value for one in meant(text, None)] == ["2023-06-19", "XXXX-04-24/XXXX-04-26"]


def test_a_year_is_not_sure_in_a_passage_of_history() -> None:
    text = "The fleet sailed on 10 June 1941. On June 22 it was sunk."
    assert [one.earliest for one in meant(text, JUNE_17)] == [date(1941, 6, 10), None]


def test_a_full_date_of_another_paragraph_casts_no_doubt() -> None:
    text = "The fleet sailed on 10 June 1941.\n\nOn June 22 the ministers meet."
    assert [one.value for one in meant(text, JUNE_17)] == ["1941-06-10", "2023-06-22"]


def test_it_is_dated_and_answers_for_every_expression() -> None:
    assert (COMPONENT.reads, COMPONENT.adds, COMPONENT.dated) == (("times", "published"), "anchored", True)


PIECES = st.sampled_from(
    ["June 18", ", 2023", " and ", "in 2021 ", "Sunday, ", "February 29", " to ", "25/6/07 ", "1-2 May "]
)


@given(
    st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=20).map("".join),
    st.one_of(st.none(), st.dates()),
    st.integers(0, 800),
)
def test_no_text_and_no_day_break_it_and_open_years_have_no_days(text: str, day: date | None, length: int) -> None:
    last = None if day is None else date.fromordinal(min(date.max.toordinal(), day.toordinal() + length))
    reading = read(Reading(text), [TIMES])
    found = meant(text, day, last)
    assert len(found) == len(reading.time_words)
    for one in found:
        assert (one.earliest is None) == (one.latest is None)
        assert (one.earliest is None) or not open_year(one.value)
        assert (one.anchor is not None) == (one.anchor_kind == "expression")
