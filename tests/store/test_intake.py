"""What a source says of an article, and when: the record tells the same whatever came first, and books what moved."""

import json
from pathlib import Path
from typing import Any

import dateline
from dumps import dump
from piles import SLOGAN, make_slogan_pile

TEXT = "Envoys of Veldria and Osmar met in Ostrava on March 2 and will meet again on April 4-5, the ministry said."


def _row(path: Path, **said: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"text": TEXT, "outlet": "Osmar Daily", **said}), "utf-8")
    return path


def _record(path: Path, *batches: list[Path]) -> Path:
    with dateline.open(path, create=True) as record:
        for batch in batches:
            record.add(batch, cores=0)
    return path


def _articles(path: Path) -> list[dict[str, Any]]:
    """Return the table itself, as mappings."""
    with dateline.open(path) as record, record._database.transaction() as connection:
        rows = connection.exec_driver_sql("SELECT * FROM article ORDER BY article_id").mappings()
        return [dict(row) for row in rows]


def test_what_a_later_source_says_of_an_article_is_read_as_if_it_had_come_first(tmp_path: Path) -> None:
    first = _row(tmp_path / "a.jsonl")
    later = _row(tmp_path / "b.jsonl", published="2031-03-03")
    grown = _record(tmp_path / "grown.db", [first], [later])
    assert dump(grown) == dump(_record(tmp_path / "straight.db", [later, first]))
    with dateline.open(grown) as record:
        assert [row["published_earliest"].isoformat() for row in record.articles()] == ["2031-03-03"]
        told = [row["earliest"].isoformat() for row in record.timeline() if row["kind"] == "told"]
    assert told == ["2031-03-02", "2031-04-04"]


def test_what_is_said_of_an_article_does_not_depend_on_the_names_of_its_files(tmp_path: Path) -> None:
    names = ("a", "b"), ("b", "a")
    said = ({"title": "Envoys meet", "published": "2031-03-03"}, {"title": "Envoys to meet", "published": "2031-03-04"})
    found = []
    for folder, order in zip(("one", "two"), names, strict=True):
        files = [_row(tmp_path / folder / f"{name}.jsonl", **row) for name, row in zip(order, said, strict=True)]
        found.append(_articles(_record(tmp_path / f"{folder}.db", files)))
    assert found[0] == found[1]
    assert len(found[0]) == 1


def test_a_title_that_changes_is_found_by_its_new_words_alone(tmp_path: Path) -> None:
    poor = _row(tmp_path / "a.jsonl", title="Quarrel over ferries")
    rich = _row(tmp_path / "b.jsonl", title="Handshake over ferries", published="2031-03-03", author="Anna Kern")
    with dateline.open(tmp_path / "x.db", create=True) as record:
        record.add(poor, cores=0)
        assert [row["title"] for row in record.search("quarrel")] == ["Quarrel over ferries"]
        record.add(rich, cores=0)
        assert not len(record.search("quarrel"))
        assert [row["title"] for row in record.search("handshake")] == ["Handshake over ferries"]
        moved = [(row["field"], row["old"], row["new"]) for row in record.changes() if row["field"] == "title"]
        assert moved == [("title", "Quarrel over ferries", "Handshake over ferries")]
        assert record.check().wrong == ()


def test_an_article_that_is_removed_is_found_no_more_and_once_when_it_comes_back(tmp_path: Path) -> None:
    path = _row(tmp_path / "a.jsonl", title="Quarrel over ferries")
    with dateline.open(tmp_path / "x.db", create=True) as record:
        record.add(path, cores=0)
        (article,) = record.articles()
        assert record.remove(article["article_id"]) == 1
        assert record.check().wrong == ()
        with record._database.transaction() as connection:
            index = "SELECT rowid FROM article_search WHERE article_search MATCH 'quarrel'"
            assert connection.exec_driver_sql(index).all() == []
        record.add(path, cores=0)
        assert len(record.search("quarrel")) == 1
        assert record.check().wrong == ()


def test_what_a_run_changes_in_what_was_there_is_booked_and_what_it_brings_is_told_as_new(tmp_path: Path) -> None:
    first, second, third = make_slogan_pile(tmp_path / "pile", 3)
    with dateline.open(tmp_path / "x.db", create=True) as record:
        record.add([first, second], cores=0)
        before = {row["article_id"] for row in record.articles()}
        assert [(row["id"] in before, row["field"]) for row in record.changes()] == [(True, "added")] * 2
        record.add(third, cores=0)
        booked = list(record.changes())
        (fresh,) = {row["article_id"] for row in record.articles()} - before
        assert [row["id"] for row in booked if row["field"] == "added"] == [fresh]
        blocks = [row for row in booked if row["table"] == "block"]
        assert {row["id"].partition(".")[0] for row in blocks} == before
        assert all(row["old"] is None and "repeated-in-outlet" in row["new"] for row in blocks)
        record.remove(fresh)
        booked = list(record.changes())
        assert [row["id"] for row in booked if row["field"] == "removed"] == [fresh]
        assert {row["id"].partition(".")[0] for row in booked if row["table"] == "block"} == before
        assert all(row["new"] is None for row in booked)


def test_fields_that_reading_moves_are_booked_with_what_stood_there(tmp_path: Path) -> None:
    with dateline.open(tmp_path / "x.db", create=True) as record:
        record.add(_row(tmp_path / "a.jsonl"), cores=0)
        record.add(_row(tmp_path / "b.jsonl", published="2031-03-03"), cores=0)
        moved = {row["field"]: (row["old"], row["new"]) for row in record.changes() if row["table"] == "article"}
        times = [json.loads(row["new"]) for row in record.changes() if row["table"] == "time_expression" and row["new"]]
    assert moved["published_earliest"] == (None, "2031-03-03")
    assert moved["published_basis"] == ("none", "source")
    assert [time["earliest"] for time in times] == ["2031-03-02", "2031-04-04"]


def test_a_file_that_was_emptied_and_one_that_was_filled_leave_the_same_rows(tmp_path: Path) -> None:
    place = tmp_path / "a.txt"
    dumps = []
    for number, contents in enumerate(((TEXT, ""), ("", TEXT), (TEXT, "", TEXT), ("", TEXT, ""))):
        with dateline.open(tmp_path / f"{number}.db", create=True) as record:
            for content in contents:
                place.write_text(content, "utf-8")
                record.add(place, cores=0)
        dumps.append(dump(tmp_path / f"{number}.db"))
    assert all(rows == dumps[0] for rows in dumps)
    assert (len(dumps[0]["article"]), len(dumps[0]["skipped"])) == (1, 1)


def test_a_source_that_was_skipped_is_listed_until_it_is_read(tmp_path: Path) -> None:
    place = tmp_path / "a.txt"
    with dateline.open(tmp_path / "x.db", create=True) as record:
        place.write_text("", "utf-8")
        assert record.add(place, cores=0)["skipped"] == 1
        assert [row["reason"] for row in record.skipped()] == ["empty"]
        place.write_text(TEXT, "utf-8")
        assert record.add(place, cores=0)["new"] == 1
        assert not len(record.skipped())


def test_articles_of_an_outlet_without_its_slogan_are_not_changed_by_it(tmp_path: Path) -> None:
    other = _row(tmp_path / "other.jsonl", title="Envoys meet", outlet="The Harbour Post")
    with dateline.open(tmp_path / "x.db", create=True) as record:
        record.add(other, cores=0)
        (article,) = record.articles()
        record.add(make_slogan_pile(tmp_path / "pile", 3), cores=0)
        assert len(record.search(SLOGAN)) == 3
        assert article["article_id"] not in {row["id"].partition(".")[0] for row in record.changes()}
