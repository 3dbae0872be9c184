"""A pile for the laws of the record: copies, two outlets with one text, moved files, repeated lines, broken input.

And the way in for plans other than the usual, which the doors do not offer.
"""

import gzip
import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from dateline.engines.guard import Guard
from dateline.engines.local import LocalEngine
from dateline.plan.order import STAGES
from dateline.plan.work import Work
from dateline.stages.stage import Stage
from dateline.store.database import open_database
from dateline.store.document import SourceSettings
from dateline.store.sources import documents

SLOGAN = "The Harbour Post keeps watch"
STATES = ("Norway", "Denmark", "Finland")
"""States that articles name by turns: what several articles name comes with the first and goes with the last."""


def _article(number: int) -> str:
    return (
        f"Envoys meet in Ostrava for round {number}\n\n"
        f"OSTRAVA, March {number} (Meridian) - Envoys of Veldria and Osmar met on {number} March 2031.\n\n"
        f"They will meet again on April {number}-{number + 1}, {STATES[number % 3]}'s foreign ministry told Angela "
        f"Merkel in statement {number}.\n\n"
        f"{SLOGAN}\n"
    )


def take_in(
    path: Path,
    sources: Sequence[Path],
    *,
    stages: Sequence[Stage] = STAGES,
    settings: SourceSettings | None = None,
    cores: int = 0,
) -> Counter[str]:
    """Add sources to the record at ``path`` by any plan; return what became of them."""
    chosen = settings or SourceSettings()
    database = open_database(path, create=True)
    try:
        with LocalEngine(cores, Guard(seconds=5)) as engine, database.writing():
            work = Work(database, engine, stages, lambda: "2031-03-03T00:00:00+00:00", "0")
            return work.add(documents(sources, chosen), chosen)
    finally:
        database.close()


def make_slogan_pile(folder: Path, count: int = 5) -> list[Path]:
    """Write articles of one outlet, a file each, that share a slogan and nothing else; return the files."""
    files = []
    for number in range(1, count + 1):
        text = (
            f"Round {number} of the ferry talks\n\n"
            f"Envoys of {STATES[number % 3]} told reporters in Ostrava on {number} March 2031 that round {number} "
            f"would go on, and spoke of NATO and Angela Merkel.\n\n"
            f"{SLOGAN}"
        )
        path = folder / f"{number}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"text": text, "outlet": "The Harbour Post"}), "utf-8")
        files.append(path)
    return files


def make_pile(folder: Path) -> list[Path]:
    """Write the pile into ``folder``; return its files."""
    texts = {f"a{number}.txt": _article(number) for number in range(1, 7)}
    texts["moved/a1.txt"] = texts["a1.txt"]
    texts["empty.txt"] = ""
    texts["french.txt"] = (
        "Les ministres des affaires étrangères se sont réunis mardi à Ostrava pour parler de la frontière commune, "
        "a annoncé le gouvernement dans un communiqué publié le 3 mars 2031."
    )
    rows = [
        {"text": _article(number), "outlet": outlet, "title": f"Round {number}", "published": f"2031-03-{number:02d}"}
        for number in (7, 8, 9, 10, 11)
        for outlet in ("The Harbour Post", "Osmar Daily")
    ]
    rows.append({**rows[0], "title": "", "authors": "Anna Kern"})
    rows.append({"text": "", "outlet": "Osmar Daily"})
    texts["rows.jsonl"] = "\n".join(json.dumps(row) for row in rows)
    texts["page.html"] = (
        "<html><head><title>Ferry line reopens</title>"
        '<meta property="article:published_time" content="2031-05-04T08:00:00Z"></head><body><article>'
        + "".join(
            f"<p>The ferry line between Veldria and Osmar reopened on 2 May 2031, note {n}.</p>" for n in range(9)
        )
        + "</article></body></html>"
    )
    files = []
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        files.append(path)
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "again.txt.gz").write_bytes(gzip.compress(texts["a2.txt"].encode()))
    return sorted([*files, folder / "binary.txt", folder / "again.txt.gz"])
