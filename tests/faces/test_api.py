from datetime import date
from pathlib import Path

import pytest

import dateline
from dateline.errors import DatelineError, PageError, QueryError

TEXT = """Envoys to meet in Ostrava

OSTRAVA, March 3 (Meridian) - Envoys of Veldria will meet on April 4-5, the ministry said."""


def test_a_text_alone_leaves_its_day_unknown_and_what_hangs_from_it_too() -> None:
    reading = dateline.analyse(TEXT)
    assert reading.published.earliest is None
    assert reading.published.dateline_place == "OSTRAVA"
    assert [(time.value, time.earliest) for time in reading.times] == [
        ("XXXX-03-03", None),
        ("XXXX-04-04/XXXX-04-05", None),
    ]


def test_a_day_of_publication_moves_all_that_hangs_from_it() -> None:
    for year in (2029, 2031):
        reading = dateline.analyse(TEXT, published=f"{year}-03-03")
        assert (reading.published.earliest, reading.published.basis) == (date(year, 3, 3), "source")
        assert [time.earliest for time in reading.times] == [date(year, 3, 3), date(year, 4, 4)]
        assert reading.times[1].latest == date(year, 4, 5)
        assert {time.anchor_kind for time in reading.times} == {"published"}


def test_a_page_gives_its_text_and_its_day() -> None:
    words = "".join(
        f"<p>Envoys of Veldria met for the {n}th time and agreed on the ferry line.</p>" for n in range(4, 10)
    )
    page = (
        '<html><head><title>Envoys meet</title><meta property="article:published_time" content="2019-03-03">'
        f"</head><body><article><h1>Envoys meet</h1>{words}</article></body></html>"
    )
    reading = dateline.analyse(html=page, url="https://a.example/1")
    assert "for the 4th time" in reading.text
    assert reading.published.earliest == date(2019, 3, 3)
    assert reading.published.basis == "page"
    assert reading.source.url == "https://a.example/1"


def test_another_language_is_marked_and_not_coded() -> None:
    reading = dateline.analyse(
        "Les ministres se sont réunis mardi 3 mars 2031 à Ostrava pour parler de la frontière commune, selon eux."
    )
    assert reading.source.language == "fr"
    assert (reading.blocks, reading.sentences, reading.times) == ((), (), ())


@pytest.mark.parametrize("published", ["soon", "2031", "2031-02-30"])
def test_a_day_of_publication_is_one_day(published: str) -> None:
    with pytest.raises(QueryError, match="2031-03-05"):
        dateline.analyse(TEXT, published=published)


def test_neither_text_nor_page_and_both_are_refused() -> None:
    with pytest.raises(QueryError):
        dateline.analyse()
    with pytest.raises(QueryError):
        dateline.analyse(TEXT, html="<p>a</p>")
    with pytest.raises(PageError):
        dateline.analyse(html=b"")


def test_a_record_lists_what_it_holds_as_frames_dicts_and_arrow(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT.replace("March 3", "3 March 2031"), "utf-8")
    with dateline.open(tmp_path / "x.db", create=True) as record:
        record.add(tmp_path / "a.txt", cores=0)
        rows = record.timeline(since="2031-04")
        assert [row["words"] for row in rows] == ["April 4-5"]
        assert rows.to_pandas()["sentence"][0].endswith("the ministry said.")
        assert rows.to_polars().height == rows.to_arrow().num_rows == len(rows.to_dicts()) == 1
        assert [row["published_earliest"] for row in record.articles()] == [date(2031, 3, 3)]
        assert record.articles(until=date(2031, 3, 2)).to_dicts() == []


def test_every_error_of_ours_has_a_code(tmp_path: Path) -> None:
    with pytest.raises(DatelineError) as caught:
        dateline.open(tmp_path / "none.db")
    assert caught.value.code.startswith("DL")
    assert caught.value.advice
