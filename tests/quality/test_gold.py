"""What of the gold may be read, and what a sample is."""

import gzip
import hashlib
import json
from pathlib import Path

from quality.gold import USED, Place, dated_rows, fingerprint, gold_folder, in_sample, paragraphs

NAMES = [f"article-{number}" for number in range(60)]


def kept_for_evaluation(name: str) -> bool:
    """Return what the README of the gold says of an id."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def made(folder: Path) -> Path:
    for name in USED:
        path = folder / name
        if path.suffix:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(name.encode())
        else:
            path.mkdir(parents=True)
            (path / "one.gz").write_bytes(b"page")
    return folder


def test_articles_that_are_set_apart_are_never_parsed(tmp_path: Path) -> None:
    (tmp_path / "time").mkdir()
    lines = [
        f'{{"id": "{name}", unreadable' if kept_for_evaluation(name) else json.dumps({"id": name, "text": "Words."})
        for name in NAMES
    ]
    assert any("unreadable" in line for line in lines)
    (tmp_path / "time" / "timebank.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = [row["id"] for row in dated_rows(Place(tmp_path), "time/timebank.jsonl")]
    assert found == [name for name in NAMES if not kept_for_evaluation(name)]


def test_wikinews_is_open_whatever_its_ids(tmp_path: Path) -> None:
    (tmp_path / "time").mkdir()
    rows = [json.dumps({"id": name, "set": "meantime_en"}) for name in NAMES]
    (tmp_path / "time" / "article_dates_dev.jsonl").write_text("\n".join(rows), encoding="utf-8")
    assert len(list(dated_rows(Place(tmp_path), "time/article_dates_dev.jsonl"))) == len(NAMES)


def test_a_sample_is_part_of_every_larger_one_and_the_largest_is_all() -> None:
    samples = [{name for name in NAMES if in_sample(name, part)} for part in (0.0, 0.3, 0.6, 1.0)]
    assert samples[0] == set()
    assert samples[1] < samples[2] < samples[3] == set(NAMES)


def test_gold_is_found_only_where_every_file_is_there(tmp_path: Path) -> None:
    folder = made(tmp_path / "gold")
    assert gold_folder({"DATELINE_GOLD": str(folder)}) == folder
    (folder / "reading" / "body_dev.jsonl").unlink()
    assert gold_folder({"DATELINE_GOLD": str(folder)}) is None


def test_a_changed_or_renamed_page_changes_the_fingerprint(tmp_path: Path) -> None:
    folder = made(tmp_path / "gold")
    prints = {fingerprint(folder)}
    page = folder / "reading" / "pages" / "one.gz"
    page.write_bytes(b"other")
    prints.add(fingerprint(folder))
    page.rename(page.with_name("two.gz"))
    prints.add(fingerprint(folder))
    assert len(prints) == 3


def test_paragraphs_of_a_treebank_keep_their_sentences_and_documents_apart(tmp_path: Path) -> None:
    lines = ["# newdoc id = a", "# newpar id = a1", "# text = One.", "# text = Two.", "# newpar_block = 1 s"]
    lines += ["# newpar", "# text = Three.", "# newdoc id = b", "# newpar", "# text = Four."]
    (tmp_path / "trees.gz").write_bytes(gzip.compress("\n".join(lines).encode() + b"\n"))
    assert list(paragraphs(Place(tmp_path), "trees.gz")) == [
        ("a", ["One.", "Two."]),
        ("a", ["Three."]),
        ("b", ["Four."]),
    ]
