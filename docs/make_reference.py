# ruff: noqa: INP001 - a script beside the pages that it writes
"""Writes docs/reference from the code, so that it says what the code does: ``make_reference.py [--check]``."""

import csv
import inspect
import json
import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import click
from reference_code import entries, error_codes, prose, public, table

import dateline
from dateline import errors
from dateline.codebook import own_table
from dateline.faces import cli as faces_cli
from dateline.plan.order import STAGES
from dateline.record import reading
from dateline.record.tables import STORED
from dateline.stages.read import CODED_LANGUAGES, COMPONENTS
from dateline.store.document import COLUMNS, SourceSettings
from dateline.store.schema import TABLES

DOCS: Final = Path(__file__).resolve().parent
HEADER: Final = "<!-- Made from the code by docs/make_reference.py; changes to this file are lost. -->\n\n"
_TYPES: Final = {"TEXT": "text", "DATE": "day, `YYYY-MM-DD`", "BOOLEAN": "0 or 1", "JSON": "JSON"}
_INNER: Final = ("line", "pending", "kept_stage")
"""Tables that are kept for the work, not for reading."""


def python() -> str:
    """Return the page of public names: functions first, then classes."""
    parts = ["# Python\n", prose(dateline.__doc__) + "\n"]
    for name in sorted(dateline.__all__, key=lambda name: (name.startswith("__"), name[0].isupper(), name)):
        thing = getattr(dateline, name)
        said = [f"## `dateline.{name}`\n\nThe version of the package.\n"] if isinstance(thing, str) else None
        parts += said or public(name, thing, meanings())
    return "\n".join(parts)


def _option(option: click.Option) -> tuple[str, str, str]:
    kind = option.type
    value = "FILE" if isinstance(kind, click.Path) else "N" if isinstance(kind, click.IntRange) else "TEXT"
    if isinstance(kind, click.Choice):
        value = "|".join(kind.choices)
    given = "" if option.is_flag else f" {option.metavar or value}"
    default = "required" if option.required else str(option.default) if option.show_default else ""
    return f"`{', '.join(option.opts)}{given}`", default, option.help or ""


def cli() -> str:
    """Return the page of commands."""
    parts = [f"# Command line\n\n{inspect.cleandoc(faces_cli.__doc__ or '')}\n\n{faces_cli.cli.help}\n"]
    parts.append(
        "`dateline --version` says which Dateline it is; `-h` or `--help` after any command, how it is used.\n"
    )
    for name, command in sorted(faces_cli.cli.commands.items()):
        arguments = [one for one in command.params if isinstance(one, click.Argument)]
        options = [one for one in command.params if isinstance(one, click.Option)]
        called = "".join(f" {one.metavar or str(one.name).upper()}{'...' * (one.nargs < 0)}" for one in arguments)
        parts.append(f"## `dateline {name}`\n\n```\ndateline {name} [OPTIONS]{called}\n```\n")
        parts.append(inspect.cleandoc(command.help or "") + "\n")
        parts.append(table(("option", "default", "what it does"), map(_option, options)))
    return "\n".join(parts)


def meanings() -> Callable[[str, str], str]:
    """Return what tells the meaning of a table's column, from ``columns.csv``."""
    lines = [line for line in (DOCS / "columns.csv").read_text("utf-8").split("\n") if not line.startswith("#")]
    said = {(row["table"], row["column"]): row["meaning"] for row in csv.DictReader(lines)}
    return lambda name, column: said.get((name, column)) or said.get(("*", column), "")


def views() -> Iterator[tuple[str, str, list[str]]]:
    """Yield the views of a record: name, what its script says of it, columns."""
    script = (files("dateline.store") / "views.sql").read_text("utf-8")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        dateline.open(path, create=True).close()
        with closing(sqlite3.connect(path)) as connection:
            for name, said in re.findall(r"CREATE VIEW (\w+) AS\n((?:-- .*\n)+)", script):
                columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
                yield name, said.replace("-- ", "").replace("\n", " ").strip(), columns


def record() -> str:
    """Return the page of views and tables."""
    meaning = meanings()
    parts = ["# The record\n\nOne SQLite file. Views stand first, for they read best; then the tables.\n"]
    for name, said, columns in views():
        parts.append(f"## View `{name}`\n\n{said}\n")
        parts.append(table(("column", "meaning"), ((f"`{column}`", meaning(name, column)) for column in columns)))
    for one in STORED:
        history = " History: two records of one pile may differ in it." if one.history == ("*",) else ""
        parts.append(f"## Table `{one.name}`\n\n{one.about}{history}\n\nKey: `{', '.join(one.key)}`.\n")
        refers = dict(one.refers)
        rows = []
        for column in TABLES[one.name].columns:
            to = f"; points to `{refers[column.name]}`" if column.name in refers else ""
            kind = _TYPES.get(str(column.type), "number")
            rows.append((f"`{column.name}`", kind, meaning(one.name, column.name) + to))
        parts.append(table(("column", "type", "meaning"), rows))
    index = "FTS5 over `title` and `text` of `article`; its `rowid` is `article.search_id`.\n"
    parts.append(f"## Full-text index `article_search`\n\n{index}")
    return "\n".join(parts)


_REMEMBERED: Final = (
    "How articles are read. The record remembers it: what a later `add` does not name stays, and what it names "
    "otherwise has every article read anew ([more](../howto/own-actors.md))."
)
_OF_READING: Final = (
    ("`language.pipeline`", '`""`', "what reads the sentences: empty for our model, `spacy:NAME` for one of spaCy"),
    ("`codebook.actors`", "`[]`", "tables of your own actors; paths count from the folder of the settings file"),
)
_ACTORS: Final = (
    "CSV in UTF-8, with commas. Only `id`, `name` and `kind` must be there; several rows with one `id` are several "
    "roles, or times, of one actor. Lines that begin with `#` are left out."
)


def settings() -> str:
    """Return the page of settings."""
    said, usual = entries(SourceSettings.__doc__), SourceSettings()
    rows = [
        (f"`{one.name}`", "below" if one.name == "columns" else f"{getattr(usual, one.name):,}", said[one.name])
        for one in fields(SourceSettings)
    ]
    columns = ((f"`{name}`", ", ".join(f"`{one}`" for one in names)) for name, names in COLUMNS.items())
    return "\n".join((
        "# Settings\n",
        "`dateline add --settings dateline.toml` reads them; no file is read unasked.\n",
        "## `[sources]`\n\nHow files become articles. Give them every time.\n",
        table(("setting", "default", "meaning"), rows),
        "## `[sources.columns]`\n",
        "Column names that are tried, in order and without regard to case; a name that you give before these.\n",
        table(("field", "columns"), columns),
        f"## `[language]` and `[codebook]`\n\n{_REMEMBERED}\n",
        table(("setting", "default", "meaning"), _OF_READING),
        f"## Tables of actors\n\n{_ACTORS}\n",
        table(("column", "meaning"), ((f"`{name}`", said) for name, said in own_table.COLUMNS.items())),
    ))  # fmt: skip


def errors_page() -> str:
    """Return the page of errors."""
    tree, rest = inspect.cleandoc(errors.__doc__ or "").split("::\n\n")[1].split("\n\n", 1)
    said = (errors.__doc__ or "").split("::")[0].strip()
    codes = table(
        ("code", "error", "what it says", "what to try", "raised in"), error_codes(Path(dateline.__path__[0]))
    )
    return f"# Errors\n\n{said}\n\n```\n{inspect.cleandoc(tree)}\n```\n\n{rest}\n\n{codes}"


def words() -> str:
    """Return the page of words that the record uses."""
    prose_roles = [one for one in reading.ROLES if one in reading.PROSE]
    groups = (
        ("Roles", "What a block is for; [how it is told](../reasons/furniture.md).", reading.ROLES),
        ("The article's own news", "Roles whose sentences and dates stand in the chronology.", prose_roles),
        ("Marks", "Damage that was noticed in a block. The text itself is never changed.", reading.MARKS),
        ("Precisions", "How exact the words of a time are.", reading.PRECISIONS),
        ("Kinds of actor", "What an actor is; [how it is told who is who](../howto/who.md).", reading.ACTOR_KINDS),
        ("Kinds of mention", "What the words that name an actor or a place look like.", reading.MENTION_KINDS),
        ("Kinds of name", "What a proper name is the name of.", reading.NAME_TYPES),
        ("Layers", "What reading adds to an article, in order.", reading.LAYERS),
        ("Components", "What runs inside an article, in order.", [one.name for one in COMPONENTS]),
        ("Stages", "What runs among articles, in order.", [one.name for one in STAGES]),
        ("Coded languages", "Articles in others are kept, and only their source dates them.", sorted(CODED_LANGUAGES)),
    )
    parts = [f"## {name}\n\n{said}\n\n{', '.join(f'`{one}`' for one in some)}\n" for name, said, some in groups]
    return "# Words\n\n" + "\n".join(parts)


def datasette() -> str:
    """Return metadata for Datasette, for a record whose file is called ``record.db``."""
    meaning = meanings()
    shown: dict[str, dict[str, Any]] = {"alembic_version": {}}
    for name, said, columns in views():
        shown[name] = {"description": said, "columns": {column: meaning(name, column) for column in columns}}
    for one in STORED:
        columns = [column.name for column in TABLES[one.name].columns]
        shown[one.name] = {
            "description": one.about,
            "columns": {column: meaning(one.name, column) for column in columns},
        }
    shown["timeline"] |= {"sort": "earliest", "facets": ["kind", "precision", "outlet"]}
    shown["articles"] |= {"sort": "published_earliest", "facets": ["outlet", "language", "published_basis"]}
    shown["actors"] |= {"sort_desc": "articles", "facets": ["kind", "country", "sector"]}
    shown["mentioned"] |= {"facets": ["kind", "country", "role"]}
    shown["furniture"] |= {"facets": ["role", "reason", "outlet"]}
    for name in (*_INNER, "alembic_version"):
        shown[name]["hidden"] = True
    metadata = {"title": "A record of Dateline", "databases": {"record": {"tables": shown}}}
    as_text = json.dumps(metadata, ensure_ascii=False, indent=1).replace("`", "")
    return re.sub(r"\[(\w+)\]\([^()]+\)", r"\1", as_text) + "\n"


PAGES: Final[dict[str, Callable[[], str]]] = {
    "cli.md": cli,
    "errors.md": errors_page,
    "python.md": python,
    "record.md": record,
    "settings.md": settings,
    "words.md": words,
    "datasette.json": datasette,
}


def main() -> int:
    """Write every page, or with ``--check`` say which are stale; return 1 if one is."""
    check, stale = "--check" in sys.argv[1:], False
    for name, page in PAGES.items():
        path = DOCS / "reference" / name
        made = page() if name.endswith(".json") else re.sub(r"\n{3,}", "\n\n", HEADER + page()).rstrip() + "\n"
        if path.exists() and path.read_text("utf-8") == made:
            continue
        stale = True
        if check:
            sys.stderr.write(f"docs/reference/{name} is not what the code says; run python docs/make_reference.py\n")
        else:
            path.write_text(made, "utf-8")
    return int(check and stale)


if __name__ == "__main__":
    sys.exit(main())
