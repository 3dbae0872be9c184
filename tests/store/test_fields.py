"""Columns: days, names and addresses as people write them, and nothing where it is not certain."""

from datetime import UTC, date, datetime

import pytest

from dateline.store.document import SourceSettings
from dateline.store.readers.fields import known_in


@pytest.mark.parametrize(("value", "day"), [
    ("2023-06-17", date(2023, 6, 17)),
    ("2023-06-17T23:30:00-04:00", date(2023, 6, 17)),
    ("Sat, 17 Jun 2023 08:10:00 GMT", date(2023, 6, 17)),
    ("June 17, 2023 8:10 am ET", date(2023, 6, 17)),
    ("20230617", date(2023, 6, 17)),
    ("20230617081000", date(2023, 6, 17)),
    (20230617, date(2023, 6, 17)),
    (1686960000, date(2023, 6, 17)),
    (1686960000.5, date(2023, 6, 17)),
    ("1686960000000", date(2023, 6, 17)),
    ("17/06/2023", date(2023, 6, 17)),
    ("06/07/2023", None),
    ("2023", None),
    ("June 2023", None),
    (0, None),
    ("1970-01-01", None),
    ("2023-02-30", None),
    ("nan", None),
    (None, None),
    (datetime(2023, 6, 17, 23, 30, tzinfo=UTC), date(2023, 6, 17)),
    (date(2023, 6, 17), date(2023, 6, 17)),
    (True, None),
    ({"a": 1}, None),
    (10**40, None),
    (1e308, None),
])  # fmt: skip
def test_a_date_column_gives_a_day_only_where_it_is_certain(value: object, day: date | None) -> None:
    known = known_in({"date": value}, SourceSettings(), "field")
    assert [(signal.day, signal.origin) for signal in known.signals] == ([(day, "field:published")] if day else [])


@pytest.mark.parametrize(("authors", "expected"), [
    ("Jane Roe", ("Jane Roe",)),
    ("By Jane Roe and Ann Bee", ("Jane Roe", "Ann Bee")),
    ("Jane Roe, Ann Bee", ("Jane Roe", "Ann Bee")),
    ("Roe, Jane", ("Roe, Jane",)),
    ("['Jane Roe', 'Ann Bee']", ("Jane Roe", "Ann Bee")),
    ([{"name": "Jane Roe"}], ("Jane Roe",)),
    ([], ()),
])  # fmt: skip
def test_authors_come_as_lists_and_as_words(authors: object, expected: tuple[str, ...]) -> None:
    assert known_in({"author": authors}, SourceSettings(), "field").authors == expected


@pytest.mark.parametrize(("row", "url"), [
    ({"url": "https://velm.example/talks"}, "https://velm.example/talks"),
    ({"guid": "https://velm.example/talks"}, "https://velm.example/talks"),
    ({"url": "talks.html", "id": "17"}, ""),
    ({"url": "javascript:alert(1)"}, ""),
    ({"url": "https://velm.example/one two"}, ""),
])  # fmt: skip
def test_only_a_web_address_is_an_address(row: dict[str, object], url: str) -> None:
    assert known_in(row, SourceSettings(), "field").url == url


@pytest.mark.parametrize(("outlet", "name"), [
    ("The Velm Post", "The Velm Post"),
    ({"id": None, "name": "The Velm Post"}, "The Velm Post"),
    ("https://www.velmpost.example/a", "velmpost.example"),
    ("http://[::1", ""),
    ("nan", ""),
])  # fmt: skip
def test_an_outlet_is_a_name_or_a_host(outlet: object, name: str) -> None:
    assert known_in({"source": outlet}, SourceSettings(), "field").outlet == name


def test_columns_are_those_of_the_settings() -> None:
    settings = SourceSettings(columns={"title": ("schlagzeile",)})
    known = known_in({"schlagzeile": "Talks", "title": "Other", "url": "https://velm.example/"}, settings, "field")
    assert (known.title, known.url) == ("Talks", "")
