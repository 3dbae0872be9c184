"""The reference says what the code does: nothing stale, nothing left out."""

import re
import subprocess
import sys
from dataclasses import fields

import click
import pytest

from dateline.faces.cli import cli
from dateline.record.reading import MARKS, PRECISIONS, ROLES
from dateline.record.tables import STORED, Table
from dateline.store.document import COLUMNS, SourceSettings
from dateline.store.schema import TABLES
from docs.pages import ROOT, text_of


def test_the_reference_is_what_the_code_says() -> None:
    check = subprocess.run(
        [sys.executable, "docs/make_reference.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert check.stderr == ""
    assert check.returncode == 0


@pytest.mark.parametrize("name", sorted(cli.commands))
def test_every_command_with_its_arguments_and_options_is_in_the_reference(name: str) -> None:
    section = text_of("docs/reference/cli.md").partition(f"## `dateline {name}`\n")[2].partition("\n## ")[0]
    assert section
    for parameter in cli.commands[name].params:
        if isinstance(parameter, click.Option):
            assert all(re.search(rf"`[^`]*{re.escape(one)}\b", section) for one in parameter.opts)
            assert parameter.help
            assert parameter.help in section
        else:
            assert (parameter.metavar or str(parameter.name).upper()) in section


@pytest.mark.parametrize("table", STORED, ids=lambda table: table.name)
def test_every_column_of_the_record_has_a_meaning(table: Table) -> None:
    section = text_of("docs/reference/record.md").partition(f"## Table `{table.name}`\n")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in section.splitlines() if line.startswith("| `")]
    assert [row[0] for row in rows] == [f"`{column.name}`" for column in TABLES[table.name].columns]
    assert [row for row in rows if len(row) < 3 or not row[2].strip()] == []


def test_every_setting_and_every_field_of_a_table_is_in_the_reference() -> None:
    page = text_of("docs/reference/settings.md")
    assert [one.name for one in fields(SourceSettings) if f"| `{one.name}` |" not in page] == []
    assert [name for names in COLUMNS.values() for name in names if f"`{name}`" not in page] == []


def test_every_error_code_in_the_source_is_in_the_reference_and_belongs_to_one_error() -> None:
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    page = text_of("docs/reference/errors.md")
    assert sorted(set(re.findall(r'\w*Error\(\s*"(DL\d{3})"', source)) - set(re.findall(r"`(DL\d{3})`", page))) == []
    owners = set(re.findall(r"\| `(DL\d{3})` \| `(\w+)` \|", page))
    assert len(owners) == len({code for code, _ in owners})


def test_the_reasons_explain_every_role_and_every_mark() -> None:
    page = text_of("docs/reasons/furniture.md")
    assert [word for word in (*ROLES, *MARKS) if f"| `{word}` |" not in page] == []


def test_the_reference_names_every_precision() -> None:
    page = text_of("docs/reference/words.md")
    assert [word for word in PRECISIONS if f"`{word}`" not in page] == []
