"""Where the gold lies, which of it may be read, and what part of it a quick run scores."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

ROOT: Final = Path(__file__).resolve().parents[1]
CASES: Final = ROOT / "tests" / "cases"
VARIABLE: Final = "DATELINE_GOLD"
DEFAULT: Final = "../shared/gold"

USED: Final = (
    "language/ewt_dev.conllu.gz",
    "events/re3d.jsonl",
    "language/gum_dev.conllu.gz",
    "language/uner_ewt_dev.iob2.gz",
    "language/worldwide_news_measure_only.tsv.gz",
    "reading/body_dev.jsonl",
    "reading/dated_pages",
    "reading/dates_dev.jsonl",
    "reading/pages",
    "stories/allsides_dev.jsonl",
    "time/aquaint.jsonl",
    "time/article_dates_dev.jsonl",
    "time/meantime_dev.jsonl",
    "time/timebank.jsonl",
)
"""Files and folders of gold that any measure reads; their hash is held in floors.toml."""

_ID = re.compile(r'"id": "([^"]*)"')
_HEAD = 400
_OPEN_SET = '"set": "meantime'
"""Wikinews is open for development whatever its ids."""
_APART = 3


class Place(NamedTuple):
    """What a measure scores: a folder of gold and how much of it."""

    gold: Path
    part: float = 1.0
    """Share of the gold, from 0 to 1; what belongs to it follows from the ids alone."""

    @property
    def whole(self) -> "Place":
        """The same folder, all of it: for gold so small that a sample would say little."""
        return self._replace(part=1.0)


def gold_folder(environment: Mapping[str, str]) -> Path | None:
    """Return the folder of gold, or None where there is none."""
    folder = ROOT / environment.get(VARIABLE, DEFAULT)
    return folder if all((folder / name).exists() for name in USED) else None


def fingerprint(folder: Path, names: tuple[str, ...] = USED) -> str:
    """Return a hash of the names and bytes of the files that are used."""
    total = hashlib.sha256()
    for name in names:
        path = folder / name
        for file in sorted(path.iterdir()) if path.is_dir() else [path]:
            total.update(f"{file.relative_to(folder).as_posix()}\n".encode())
            total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def set_apart(identifier: str) -> bool:
    """Say whether an article of TimeBank or AQUAINT is kept for others to evaluate with, and must not be read."""
    return int(hashlib.sha256(identifier.encode()).hexdigest(), 16) % _APART == 0


def in_sample(identifier: str, part: float) -> bool:
    """Say whether an item belongs to a fixed sample of that share; it depends on the id and nothing else."""
    return int(hashlib.sha256(f"sample {identifier}".encode()).hexdigest()[:8], 16) < part * 16**8


def rows(place: Place, table: str, key: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table of gold that belong to the sample.

    Args:
        place: folder and share.
        table: path of the JSON lines below the folder.
        key: the column that names an item.

    """
    with (place.gold / table).open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if in_sample(str(row[key]), place.part):
                yield row


def dated_rows(place: Place, table: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table of dated articles in the sample; what is set apart is passed over unread."""
    with (place.gold / table).open(encoding="utf-8") as lines:
        for line in lines:
            head = line[:_HEAD]
            found = _ID.search(head)
            if not found or (set_apart(found[1]) and _OPEN_SET not in head and "meantime" not in table):
                continue
            if in_sample(found[1], place.part):
                yield json.loads(line)


def page(place: Place, folder: str, name: str) -> bytes:
    """Return a page of the gold, unpacked."""
    return gzip.decompress((place.gold / folder / name).read_bytes())


def paragraphs(place: Place, table: str) -> Iterator[tuple[str, list[str]]]:
    """Yield document and sentences of every paragraph of a treebank, for the documents in the sample."""
    document, sentences = "", list[str]()
    with gzip.open(place.gold / table, "rt", encoding="utf-8") as lines:
        for line in lines:
            starts = line.startswith("# newdoc")
            if (starts or line.startswith("# newpar id")) or line.startswith("# newpar\n"):
                if sentences and in_sample(document, place.part):
                    yield document, sentences
                sentences = []
                document = line.partition("=")[2].strip() if starts else document
            elif line.startswith("# text = "):
                sentences.append(line.partition("=")[2].strip())
    if sentences and in_sample(document, place.part):
        yield document, sentences
