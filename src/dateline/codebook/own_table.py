"""Reads a user's tables of actors: one CSV, checked row by row; what is wrong is told with its place, and none is kept.

Columns: ``id,name,aliases,kind,country,sector,role,since,until``, in any order; only ``id``, ``name`` and ``kind`` must
be there. Several rows of one id are several roles or times of one actor.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple, NoReturn

from dateline.codebook.entries import bounds
from dateline.codebook.load import table
from dateline.codebook.own import PREFIX, OwnActor, OwnActors, OwnPost
from dateline.codebook.spellings import parts
from dateline.codebook.states import states
from dateline.codebook.titles import title
from dateline.errors import SettingsError
from dateline.record.days import interval

COLUMNS: Final = {
    "id": "a word of your own: letters, digits, `-`, `_`, `.`; the record calls the actor `own:ID`",
    "name": "what the record calls it; may be left empty in further rows of the same id",
    "aliases": "other spellings, ` | ` between them; those of all rows of an id count together",
    "kind": "`person` or `organisation`; may be left empty in further rows of the same id",
    "country": "ISO 3166-1 alpha-3, or empty",
    "sector": "of PLOVER (`GOV`, `MIL`, `BUS`, `NGO`, ...), or empty",
    "role": "a person's office, in your words (`foreign minister`, `Commissioner for Ferries`), or empty",
    "since": "the first day, month or year of what the row says: `2031-03-05`, `2031-03`, `2031`, or empty",
    "until": "its last day, month or year, or empty",
}
"""The columns of a user's table with their meaning, for the reference."""

KINDS: Final = ("person", "organisation")
_NEEDED: Final = ("id", "name", "kind")
_LETTERS: Final = 2
"""Letters of the shortest spelling."""
_JOINTS: Final = str.maketrans("", "", "-_.")
_DAY: Final = re.compile(r"\d{4}(?:-\d\d){0,2}")


class _Row(NamedTuple):
    """A row with its place."""

    file: str
    line: int
    said: Mapping[str, str]


def _wrong(row: _Row, column: str, what: str, advice: str) -> NoReturn:
    said = row.said.get(column, "")
    raise SettingsError("DL120", f"{row.file}, line {row.line}, column {column}: {said!r} {what}.", advice)


def _rows(file: str, text: str) -> Iterator[_Row]:
    """Yield the rows of a table.

    Raises:
        SettingsError: its columns are not those of such a table, or a row has more or fewer.

    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    columns: list[str] = []
    try:
        for cells in reader:
            said = [" ".join(cell.split()) for cell in cells]
            if not any(said) or said[0].startswith("#"):
                continue
            if not columns:
                columns = _header(file, reader.line_num, said)
            elif len(said) != len(columns):
                raise SettingsError(
                    "DL120",
                    f"{file}, line {reader.line_num}: it has {len(said)} cells, and there are {len(columns)} columns.",
                    "put cells that hold a comma in double quotes.",
                )
            else:
                yield _Row(file, reader.line_num, dict(zip(columns, said, strict=True)))
    except csv.Error as error:
        raise SettingsError(
            "DL120", f"{file}, line {reader.line_num}: it is no CSV: {error}.", "save it as CSV, UTF-8, with commas."
        ) from error
    if not columns:
        _header(file, 1, [])


def _header(file: str, line: int, said: list[str]) -> list[str]:
    """Return the names of the columns.

    Raises:
        SettingsError: one is missing, unknown, or there twice.

    """
    columns = [name.lower() for name in said]
    missing = [name for name in _NEEDED if name not in columns]
    unknown = [name for name in columns if name not in COLUMNS]
    twice = sorted({name for name in columns if columns.count(name) > 1})
    for names, what in ((missing, "is missing"), (unknown, "is no column of such a table"), (twice, "is there twice")):
        if names:
            raise SettingsError(
                "DL120",
                f"{file}, line {line}: the column {names[0]!r} {what}.",
                f"the first line is {','.join(COLUMNS)}; all but {', '.join(_NEEDED)} may be left out.",
            )
    return columns


@cache
def _offices() -> frozenset[str]:
    return frozenset(row["office"] for row in table("office_forms"))


@cache
def _sectors() -> tuple[str, ...]:
    return tuple(row["sector"] for row in table("sector_people"))


def _role(words: str, country: str) -> str:
    """Return our word for an office where it is one of ours, so that titles find its holder; else the user's words."""
    plain = "_".join(parts(words))
    if plain in _offices():
        return plain
    known = title(words.replace("_", " "), country)
    return known.office if known and known.office in _offices() - {"other_minister"} else words


def _post(row: _Row, kind: str) -> OwnPost:
    """Return what a row says of country, sector, role and days, once each is known to be one."""
    said = row.said
    country, sector, role = (said.get(name, "") for name in ("country", "sector", "role"))
    if country and country.upper() not in states():
        _wrong(row, "country", "is no country", "an ISO 3166-1 code of three letters, such as CHN, or nothing.")
    if sector and sector.upper() not in _sectors():
        _wrong(row, "sector", "is no sector", f"one of {' '.join(_sectors())}, or nothing.")
    if role and kind != "person":
        _wrong(row, "role", "is a role, and an organisation has none", "leave it empty, or make it a person.")
    for name in ("since", "until"):
        if said.get(name) and not (_DAY.fullmatch(said[name]) and interval(said[name])):
            _wrong(row, name, "is no day, month or year", "2031-03-05, 2031-03 or 2031, or nothing.")
    since, until = bounds(said.get("since", "")), bounds(said.get("until", ""))
    if since[0] and until[1] and until[1] < since[0]:
        _wrong(row, "until", "lies before the day in the column since", "look whether the two are swapped.")
    country = country.upper()
    return OwnPost(said.get("since", ""), said.get("until", ""), country, sector.upper(), _role(role, country))


def _spellings(row: _Row) -> Iterator[tuple[str, str]]:
    """Yield the column and the words of all that a row calls its actor."""
    if row.said["name"]:
        yield "name", row.said["name"]
    for words in row.said.get("aliases", "").split("|"):
        if words.strip():
            yield "aliases", words.strip()


def _actor(rows: list[_Row]) -> OwnActor:
    """Return the actor of all rows of one id."""
    first = rows[0]
    for name in ("name", "kind"):
        if not first.said[name]:
            _wrong(first, name, "is empty in the first row of its id", "fill it in.")
        for row in rows[1:]:
            if row.said[name] not in ("", first.said[name]):
                where = f"{first.file}, line {first.line}"
                _wrong(row, name, f"is not {first.said[name]!r}, as in {where}, of the same id", "give it its own id.")
    kind = first.said["kind"].lower()
    if kind not in KINDS:
        _wrong(first, "kind", "is no kind", f"{' or '.join(KINDS)}.")
    spelt: set[str] = set()
    for row in rows:
        for column, words in _spellings(row):
            if sum(map(len, parts(words))) < _LETTERS:
                _wrong(row, column, "is too short for a name", f"at least {_LETTERS} letters.")
            spelt.add(words)
    posts = tuple(sorted({_post(row, kind) for row in rows}))
    name = first.said["name"]
    return OwnActor(f"{PREFIX}{first.said['id']}", kind, name, tuple(sorted(spelt - {name})), posts)


def own_actors(tables: Iterable[tuple[str, str]]) -> OwnActors:
    """Return the actors of a user's tables; the order of tables and rows does not matter.

    Args:
        tables: name of the file, for errors, and its text.

    Raises:
        SettingsError: a row is wrong; it says which file, line and column, and what to try.

    """
    found: dict[str, list[_Row]] = {}
    for file, text in tables:
        for row in _rows(file, text):
            id_ = row.said["id"]
            if not id_ or not id_.isascii() or not id_.translate(_JOINTS).isalnum():
                _wrong(row, "id", "is no id", "letters from a to z, digits, '-', '_' and '.', such as ada-kern.")
            found.setdefault(id_, []).append(row)
    return OwnActors(tuple(_actor(found[id_]) for id_ in sorted(found)))
