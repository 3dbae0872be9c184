"""Listings as text, CSV, JSON lines and Parquet; text is made safe for a terminal."""

import csv
import io
import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any, BinaryIO, Final

import pyarrow.parquet

from dateline.faces.days import shown
from dateline.faces.rows import Rows

Row = Mapping[str, Any]

_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
"""Unicode categories that move a cursor, turn text around or show nothing: an article may hold them, a terminal
must not obey them."""


def plain(words: object) -> str:
    """Return words on one line, without anything that a terminal would obey."""
    text = " ".join(str(words).split())
    return text if text.isascii() and text.isprintable() else safe(text)


def safe(line: str) -> str:
    """Return one line as it is laid out, without anything that a terminal would obey."""
    return "".join(letter for letter in line if unicodedata.category(letter) not in _HIDDEN)


def _source(row: Row) -> str:
    return " · ".join(plain(row[name]) for name in ("outlet", "title") if row.get(name)) or plain(row.get("url") or "")


def timeline_line(row: Row) -> str:
    """Return one dated passage: days, a mark, its sentence, where it stands, and the id that ``why`` takes.

    The mark is ``~`` where the day was inferred from the day of publication, ``>`` where an article appeared.
    """
    when = shown(row["earliest"], row["latest"])
    if row["kind"] == "published":
        return f"{when:<22} > {_source(row) or 'untitled'}  [{row['id']}]"
    mark = "~" if row["inferred"] else " "
    passage = plain(row["sentence"] or row["words"])
    return f"{when:<22} {mark} {passage}  ({_source(row) or 'no outlet'}) [{row['id']}]"


def undated_line(row: Row) -> str:
    """Return one article without a day of publication."""
    source = _source(row) or plain(row["opening"])[:100]
    tried = f"; tried: {plain(row['published_evidence'])}" if row["published_evidence"] else ""
    other = "" if row["language"] == "en" else f" (not coded: {row['language']})"
    when = shown(None, row["published_latest"]) if row["published_latest"] else "undated"
    return f"{when:<22} > {source}{other}{tried}  [{row['article_id']}]"


def unplaced_line(row: Row) -> str:
    """Return one passage whose date stays open; ``X`` stands for what is not known."""
    when = row["value"].replace("XXXX-", "--").replace("/", "..")
    return f"{when:<22} ? {plain(row['sentence'] or row['words'])}  ({_source(row) or 'no outlet'}) [{row['id']}]"


def article_line(row: Row) -> str:
    """Return one article: days, outlet and title, what is known of its origin, id."""
    when = shown(row["published_earliest"], row["published_latest"])
    known = [f"basis: {row['published_basis']}"]
    known += [f"wire: {plain(row['wire'])}"] if row["wire"] else []
    known += [f"not coded: {row['language']}"] if row["language"] != "en" else []
    known += [f"met in {row['sources']} places"] if row["sources"] > 1 else []
    return f"{when:<22} {_source(row) or 'untitled'}  ({', '.join(known)}) [{row['article_id']}]"


def match_line(row: Row) -> str:
    """Return one found article with the passage that holds the words."""
    when = shown(row["published_earliest"], row["published_latest"])
    return f"{when:<12} {_source(row) or 'untitled'}: {plain(row['passage'])}  [{row['article_id']}]"


def actor_line(row: Row) -> str:
    """Return one actor: how many articles mention it, name, what it is, id."""
    known = [row[name] for name in ("kind", "country", "sector") if row[name]]
    counts = f"{row['articles']:>6} {row['mentions']:>7}"
    return f"{counts}  {plain(row['name'])}  ({', '.join(known)}) [{row['actor_id']}]"


def mention_line(row: Row) -> str:
    """Return one mention of an actor: its words, how it was resolved, the sentence, where it stands."""
    known = [row[name] for name in ("country", "role") if row[name]]
    who = f"{plain(row['name'])}{' (' + ', '.join(known) + ')' if known else ''}"
    where = f"{_source(row) or 'no outlet'}) [{row['article_id']} {row['start']}:{row['end']}]"
    return f"{plain(row['words'])} = {who}, by {plain(row['basis'])}: {plain(row['sentence'] or '')}  ({where}"


def place_line(row: Row) -> str:
    """Return one place: how many articles name it, name, country, coordinates where known."""
    known = [row["country"]] if row["country"] else []
    known += [f"{row['latitude']:.2f}, {row['longitude']:.2f}"] if row["latitude"] is not None else []
    counts = f"{row['articles']:>6} {row['mentions']:>7}"
    return f"{counts}  {plain(row['name'])}{'  (' + '; '.join(known) + ')' if known else ''}"


def change_line(row: Row) -> str:
    """Return one change: run, a sign (+ came, - went, * moved), what, which, from, to."""
    told = {
        (True, False): plain(row["new"]),
        (False, True): plain(row["old"]),
    }.get((row["old"] is None, row["new"] is None), f"{plain(row['old'])} -> {plain(row['new'])}")
    sign = "+" if row["old"] is None else "-" if row["new"] is None else "*"
    return f"run {row['run_id']} {sign} {row['table']} {row['id']}  {row['field']}: {told}"


def skipped_line(row: Row) -> str:
    """Return one thing that was not read, and why."""
    return f"{plain(row['source'])}: {plain(row['reason'])}"


def _flat(value: object) -> object:
    return "; ".join(map(str, value)) if isinstance(value, list) else value


def write_csv(rows: Rows, out: BinaryIO) -> None:
    """Write a header and one line a row, UTF-8; several values in a cell stand with a semicolon between them."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", errors="replace", write_through=True)
    writer = csv.writer(text)
    writer.writerow(rows.to_arrow().column_names)
    writer.writerows([_flat(value) for value in row.values()] for row in rows)
    text.detach()


def write_jsonl(rows: Rows, out: BinaryIO) -> None:
    """Write one JSON object a line, UTF-8; days as ISO 8601, unknown as null."""
    out.writelines(json.dumps(row, ensure_ascii=False, default=str).encode("utf-8", "replace") + b"\n" for row in rows)


def write_parquet(rows: Rows, out: BinaryIO) -> None:
    """Write a Parquet file."""
    pyarrow.parquet.write_table(rows.to_arrow(), out)


def write_lines(lines: Iterable[str], out: BinaryIO) -> None:
    """Write lines of text, UTF-8."""
    out.writelines(line.encode("utf-8", "replace") + b"\n" for line in lines)


WRITERS: Final[Mapping[str, Callable[[Rows, BinaryIO], None]]] = {
    "csv": write_csv,
    "jsonl": write_jsonl,
    "parquet": write_parquet,
}
"""Formats for machines; ``table`` is for people and differs from listing to listing."""
