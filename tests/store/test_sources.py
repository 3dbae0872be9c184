"""Sources: every form of file becomes the same article, with what its container says of it."""

import bz2
import gzip
import io
import json
import os
import pickle
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from dateline.errors import SourceError
from dateline.record.reading import DateSignal, Source
from dateline.store.arrival import Arrived, arrive
from dateline.store.sources import Document, Skipped, SourceSettings, documents

SETTINGS = SourceSettings()
GZIP_ENDS_EARLY = "broken: gzip: Compressed file ended before the end-of-stream marker was reached"
TEXT = (
    "The foreign ministers of Norland and Sudmark met on Tuesday in the old quarter of Velm, officials said.\n"
    "They agreed that their envoys would return to the talks within a week, and that the border would stay open.\n"
)
ROW = {
    "text": TEXT,
    "url": "https://news.example/talks",
    "title": "Talks to resume",
    "published": "2023-06-17",
    "outlet": "The Velm Post",
    "authors": ["Jane Roe", "Ann Bee"],
}
ROW_KNOWN = Source(
    url="https://news.example/talks",
    title="Talks to resume",
    outlet="The Velm Post",
    authors=("Jane Roe", "Ann Bee"),
    signals=(DateSignal("published", date(2023, 6, 17), "field:published", "2023-06-17"),),
)
PAGE = (
    f"<!doctype html><html><head><title>Talks to resume</title></head><body><article><p>{TEXT * 5}</p></article></body>"
)
MAIL = (
    "From: Jane Roe <jane@velmpost.example>\n"
    "To: readers@velmpost.example\n"
    "List-Id: The Velm Post <list.velmpost.example>\n"
    "Date: Sat, 17 Jun 2023 23:30:00 -0400\n"
    "Subject: =?utf-8?q?Talks_to_resume_in_Z=C3=BCrn?=\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=utf-8\n\n" + TEXT
)


def _write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def _arrived(*paths: Path | str, stdin: bytes | None = None) -> list[Arrived | Skipped]:
    found = documents(paths, SETTINGS, io.BytesIO(stdin) if stdin is not None else None)
    return [item if isinstance(item, Skipped) else arrive(item, SETTINGS) for item in found]


def _only(*paths: Path | str, stdin: bytes | None = None) -> Arrived:
    (found,) = _arrived(*paths, stdin=stdin)
    assert isinstance(found, Arrived), found
    return found


def _reason(path: Path) -> str:
    (found,) = _arrived(path)
    assert isinstance(found, Skipped), found
    return found.reason


def _csv(delimiter: str = ",") -> str:
    fields = [TEXT, "https://news.example/talks", "Talks to resume", "2023-06-17", "The Velm Post", "Jane Roe; Ann Bee"]
    quoted = delimiter.join('"' + field.replace('"', '""') + '"' for field in fields)
    return delimiter.join(["Text", "URL", "Title", "Published", "Outlet", "Authors"]) + "\r\n" + quoted + "\r\n"


def _parquet() -> bytes:
    buffer = io.BytesIO()
    pq.write_table(pa.table({**{name: [value] for name, value in ROW.items()}, "unread": [b"\xff"]}), buffer)
    return buffer.getvalue()


TABLES = {
    "rows.jsonl": json.dumps(ROW).encode(),
    "rows.ndjson": b"\xef\xbb\xbf" + json.dumps(ROW).encode(),
    "rows.json": json.dumps([ROW], indent=2).encode(),
    "envelope.json": json.dumps({"status": "ok", "articles": [ROW]}).encode(),
    "rows.csv": _csv().encode(),
    "semicolons.csv": _csv(";").encode(),
    "wide.csv": _csv("\t").encode("utf-16"),
    "rows.tsv": _csv("\t").encode(),
    "rows.parquet": _parquet(),
}


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("name", TABLES)
def test_a_row_is_the_same_article_in_every_table(tmp_path: Path, name: str, *, packed: bool) -> None:
    content = gzip.compress(TABLES[name]) if packed else TABLES[name]
    path = _write(tmp_path / (name + ".gz" * packed), content)
    found = _only(path)
    assert (found.source, found.text, found.known) == (f"{path.as_posix()}#1", TEXT, ROW_KNOWN)


@pytest.mark.parametrize("name", TABLES)
def test_standard_input_is_known_by_its_content(name: str) -> None:
    found = _only("-", stdin=TABLES[name])
    assert (found.source, found.known) == ("-#1", ROW_KNOWN)


@pytest.mark.parametrize(("content", "source"), [(TEXT, "-"), (PAGE, "-"), (MAIL, "-"), (f"From jane\n{MAIL}", "-#1")])
def test_standard_input_may_be_one_article(content: str, source: str) -> None:
    found = _only("-", stdin=content.encode())
    assert found.source == source
    assert found.text.startswith("The foreign ministers of Norland")


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a", "a.asc", "a.txt.gz"])
def test_plain_text_arrives_to_the_letter(tmp_path: Path, name: str) -> None:
    found = _only(_write(tmp_path / name, gzip.compress(TEXT.encode()) if name.endswith("gz") else TEXT))
    assert (found.text, found.known) == (TEXT, Source(language="en"))


@pytest.mark.parametrize("name", ["a.html", "a.htm", "a.txt", "a", "a.html.gz"])
def test_a_page_is_known_by_its_first_words(tmp_path: Path, name: str) -> None:
    found = _only(_write(tmp_path / name, gzip.compress(PAGE.encode()) if name.endswith("gz") else PAGE))
    assert found.text.startswith("The foreign ministers")
    assert "<p>" not in found.text
    assert found.known.title == "Talks to resume"


def test_mail_gives_its_headers(tmp_path: Path) -> None:
    known = _only(_write(tmp_path / "a.eml", MAIL)).known
    assert (known.title, known.outlet, known.authors) == ("Talks to resume in Zürn", "The Velm Post", ("Jane Roe",))
    assert known.signals == (
        DateSignal("published", date(2023, 6, 17), "mail:Date", "Sat, 17 Jun 2023 23:30:00 -0400"),
    )


def test_a_forwarded_mail_dates_and_signs_nothing(tmp_path: Path) -> None:
    known = _only(_write(tmp_path / "a.eml", MAIL.replace("=?utf-8", "Fwd: =?utf-8"))).known
    assert known == Source(title="Talks to resume in Zürn", language="en")


@pytest.mark.parametrize(("plain", "expected"), [(TEXT * 5, "text"), ("View this message in a browser.", "html")])
def test_the_richer_part_of_a_mail_is_read(tmp_path: Path, plain: str, expected: str) -> None:
    inner = f"--in-1\nContent-Type: text/plain\n\n{plain}\n--in-1\nContent-Type: text/html\n\n{PAGE}\n--in-1--\n"
    body = (
        'Subject: Talks\nContent-Type: multipart/mixed; boundary="in"\n\n--in\n'
        f'Content-Type: multipart/alternative; boundary="in-1"\n\n{inner}\n--in\n'
        f"Content-Type: text/plain\nContent-Disposition: attachment; filename=x.txt\n\n{'Never read. ' * 500}\n--in--\n"
    )
    (found,) = documents([_write(tmp_path / "a.eml", body)], SETTINGS)
    assert isinstance(found, Document)
    assert found.form == expected
    assert "Never read" not in str(found.content)


def test_a_mailbox_is_read_message_by_message(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.mbox", f"From a@b Sat\n{MAIL}\n>From here on, it is quoted.\n\nFrom c@d Sun\n{MAIL}")
    first, second = _arrived(path)
    assert (first.source, second.source) == (f"{path.as_posix()}#1", f"{path.as_posix()}#2")
    assert isinstance(first, Arrived)
    assert "\nFrom here on, it is quoted.\n" in first.text


def test_front_matter_is_known_and_no_text(tmp_path: Path) -> None:
    head = "---\ntitle: 'Talks to resume'\ndate: 2023-06-17\nauthors:\n  - Jane Roe\n  - Ann Bee\ndraft: no\n---\n"
    found = _only(_write(tmp_path / "a.md", head + TEXT))
    signal = DateSignal("published", date(2023, 6, 17), "field:published", "2023-06-17")
    assert found.text == TEXT
    assert found.known == Source(title="Talks to resume", authors=("Jane Roe", "Ann Bee"), signals=(signal,))


def test_a_rule_is_no_front_matter(tmp_path: Path) -> None:
    assert _only(_write(tmp_path / "a.md", f"---\n{TEXT}---\n{TEXT}")).text.startswith("---\nThe foreign")


def test_a_parquet_moment_gives_its_own_day(tmp_path: Path) -> None:
    moment = datetime(2023, 6, 17, 23, 30, tzinfo=UTC)
    pq.write_table(pa.table({"text": [TEXT], "date": [moment]}), tmp_path / "a.parquet")
    assert _only(tmp_path / "a.parquet").known.signals[0].day == date(2023, 6, 17)


def test_bad_rows_are_listed_and_the_good_ones_read(tmp_path: Path) -> None:
    rows = ["{", "", '{"title": "No text"}', "[1]", json.dumps({"text": "x" * 9_000_000}), json.dumps(ROW)]
    found = _arrived(_write(tmp_path / "a.jsonl", "\n".join(rows)))
    assert [item.source.rpartition("#")[2] for item in found] == ["1", "3", "4", "5", "6"]
    reasons = [item.reason.split(":")[0] for item in found if isinstance(item, Skipped)]
    assert reasons == ["broken", "empty", "broken", "over-large"]


def test_a_stray_quotation_mark_costs_one_row(tmp_path: Path) -> None:
    flat = TEXT.replace("\n", " ")
    table = f'id,text\n1,"{flat}"\n2,"{flat}\n3,{flat}\n4,"{flat}"\n'.replace("Velm, off", "Velm; off").replace(
        "week, and", ""
    )
    found = _arrived(_write(tmp_path / "a.csv", table))
    assert [type(item) for item in found] == [Arrived, Skipped, Arrived, Arrived]


def test_a_digest_tells_what_is_new(tmp_path: Path) -> None:
    _write(tmp_path / "a.jsonl", json.dumps(ROW))
    _write(tmp_path / "b.jsonl", json.dumps(ROW | {"id": 7}))
    _write(tmp_path / "c.jsonl", json.dumps(ROW | {"published": "2023-06-18"}))
    one, same, dated = documents([tmp_path], SETTINGS)
    assert isinstance(one, Document)
    assert isinstance(same, Document)
    assert isinstance(dated, Document)
    assert one.digest == same.digest != dated.digest
    assert pickle.loads(pickle.dumps((one, SETTINGS))) == (one, SETTINGS)  # noqa: S301 - our own bytes


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("c.txt", "b/z.txt", "b/a.txt", "a.txt"):
        _write(tmp_path / name, TEXT)
    names = [item.source.removeprefix(f"{tmp_path.as_posix()}/") for item in _arrived(tmp_path)]
    assert names == ["a.txt", "b/a.txt", "b/z.txt", "c.txt"]


def test_a_missing_path_is_an_error_before_anything_is_read(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", TEXT)
    with pytest.raises(SourceError, match="DL101"):
        documents([tmp_path / "a.txt", tmp_path / "b.txt"], SETTINGS)
    with pytest.raises(SourceError, match="DL101"):
        documents(["-"], SETTINGS)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_listed(tmp_path: Path) -> None:
    _write(tmp_path / "a.txt", TEXT).chmod(0)
    assert _reason(tmp_path / "a.txt").startswith("unreadable")


@pytest.mark.parametrize(("name", "content", "reason"), [
    ("a.txt", b"", "empty"),
    ("a.txt", b" \n\n ", "empty"),
    ("a.txt", b"Oh.\n" * 3, "empty: 6 letters"),
    ("a.txt", TEXT.encode() + b"\x00", "binary"),
    ("a.bz2", bz2.compress(TEXT.encode()), "binary"),
    ("a.txt", b"12.5;7;9;2023;n/a;n/a\n" * 50, "not news: no prose"),
    ("a.java", b"public static final int count = total + 1;\n" * 30, "not news: a program"),
    ("a.js", TEXT.encode(), "not news: a script"),
    ("a.xml", b'<?xml version="1.0"?><rss version="2.0"></rss>', "not news: a feed or site map; feeds are not read"),
    ("a.csv", b"one,two\n1,2\n", "not news: its first row names no column that the settings name"),
    ("a.txt", b"a" * 5_000_000, "over-large: the limit is 4 MB"),
    ("a.jsonl", gzip.compress(json.dumps(ROW).encode())[:-9], GZIP_ENDS_EARLY),
])  # fmt: skip
def test_what_is_no_article_is_listed_with_its_reason(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    assert _reason(_write(tmp_path / name, content)) == reason


def test_line_ends_become_one_and_lone_surrogates_go(tmp_path: Path) -> None:
    text = TEXT + "One.\r\nTwo.\rThree.\u2028Four. \ud83d\ude00 \ud800"
    found = _only(_write(tmp_path / "a.jsonl", json.dumps({"text": text, "title": "Talks\udead\x00"})))
    assert found.text == TEXT + "One.\nTwo.\nThree.\nFour. \U0001f600 \ufffd"
    assert found.known.title == "Talks\ufffd"
