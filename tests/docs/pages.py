"""The pages of the documentation, taken apart: fenced blocks, links, and what commands shown in them print."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from click.testing import CliRunner

from dateline.faces.cli import cli

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]
PILE = ROOT / "src" / "dateline" / "faces" / "demo" / "pile"

_FENCE = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^()\s]+)\)")
LEFT_OUT = "..."


class Fenced(NamedTuple):
    language: str
    name: str
    words: str


class Shown(NamedTuple):
    command: str
    lines: list[str]


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def fenced(name: str) -> list[Fenced]:
    return [Fenced(*found) for found in _FENCE.findall(text_of(name))]


def links(name: str) -> list[str]:
    return _LINK.findall(_FENCE.sub("", text_of(name)))


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", _FENCE.sub("", page.read_text("utf-8")), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def shown(block: Fenced) -> Iterator[Shown]:
    """Yield the commands of a console block, each with the lines that stand below it."""
    for part in re.split(r"^\$ ", block.words, flags=re.MULTILINE)[1:]:
        command, _, output = part.partition("\n")
        yield Shown(command, [line for line in output.splitlines() if line.strip() and line != LEFT_OUT])


def said(command: str, folder: Path) -> tuple[int, str]:
    """Run a command line of ours in the current folder; return its exit code and all that it printed."""
    words = shlex.split(command)
    given = (folder / words[words.index("<") + 1]).read_bytes() if "<" in words else None
    to = words[words.index(">") + 1] if ">" in words else None
    ends = [words.index(sign) for sign in "<>" if sign in words]
    cores = ["--cores", "1"] if words[1] == "add" else []  # the rows are the same, and no workers need to start
    result = CliRunner().invoke(cli, words[1 : min(ends, default=len(words))] + cores, input=given)
    if to:
        (folder / to).write_bytes(result.stdout_bytes)
    return result.exit_code, result.stdout + result.stderr


def printed(code: str, folder: Path) -> str:
    """Run Python code as a user does, as a script of its own in a folder; return what it printed."""
    script = folder / "example.py"
    script.write_text(code, "utf-8")
    done = subprocess.run([sys.executable, script.name], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
