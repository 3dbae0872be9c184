# ruff: noqa: INP001 - beside the pages that it helps to write
"""Reads code for the reference: docstrings, signatures, fields and error codes as Markdown."""

import ast
import inspect
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

_CODE: Final = re.compile(r"DL\d{3}")
_SECTIONS: Final = ("Args:", "Returns:", "Raises:", "Yields:")
_EXAMPLE: Final = re.compile(r"((?:^(?:>>> |\.\.\. ).*\n?(?:^(?!>>> |\.\.\. ).+\n?)*)+)", re.MULTILINE)

Meaning = Callable[[str, str], str]


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    names = list(head)
    lines = [names, ["---"] * len(names), *(list(row) for row in rows)]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def prose(docstring: str | None) -> str:
    """Return a docstring as Markdown: its sections as lists, its examples as code."""
    lines: list[str] = []
    section = False
    for line in inspect.cleandoc(docstring or "").replace("``", "`").split("\n"):
        entry = re.fullmatch(r"    (\w+): (.*)", line) if section else None
        if line in _SECTIONS:
            section = True
            lines += [f"*{line[:-1]}*", ""]
        elif entry:
            lines.append(f"- `{entry[1]}`: {entry[2]}")
        else:
            lines.append(line[4:] if section and not line.startswith("        ") else line)
    return _EXAMPLE.sub(lambda example: f"```python\n{example[1].rstrip()}\n```\n", "\n".join(lines))


def entries(docstring: str | None) -> dict[str, str]:
    """Return what the sections of a docstring say of each name."""
    found = re.findall(r"^    (\w+): (.*(?:\n {8,}.*)*)", inspect.cleandoc(docstring or ""), re.MULTILINE)
    return {name: " ".join(said.split()) for name, said in found}


def _defined(thing: object) -> ast.stmt:
    return ast.parse(inspect.getsource(thing)).body[0]  # type: ignore[arg-type]


def _signature(node: ast.FunctionDef) -> str:
    called = ast.unparse(node.args).removeprefix("self").removeprefix(", ")
    return f"({called})" + _returns(node)


def _returns(node: ast.FunctionDef) -> str:
    return f" -> {ast.unparse(node.returns)}" if node.returns else ""


def _fields(node: ast.ClassDef, meaning: Meaning) -> Iterator[tuple[str, str, str]]:
    """Yield the fields of a class: name, type with default, and the docstring that follows it."""
    said = entries(ast.get_docstring(node))
    for item, after in zip(node.body, [*node.body[1:], None], strict=True):
        if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name):
            default = f" = {ast.unparse(item.value)}" if item.value else ""
            told = after.value.value if isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant) else ""
            words = " ".join(str(told).replace("``", "`").split()) or said.get(item.target.id, "")
            words = words or meaning("python", item.target.id)
            yield f"`{item.target.id}`", f"`{ast.unparse(item.annotation)}{default}`", words


def public(name: str, thing: object, meaning: Meaning) -> Iterator[str]:
    """Yield what stands in the reference about a public function or class.

    Args:
        name: under which it is public.
        thing: the function or class.
        meaning: tells what a field means that has no docstring of its own.

    """
    node = _defined(thing)
    if isinstance(node, ast.FunctionDef):
        yield f"## `dateline.{name}`\n\n```python\n{name}{_signature(node)}\n```\n\n{prose(ast.get_docstring(node))}\n"
    if not isinstance(node, ast.ClassDef):
        return
    yield f"## `dateline.{name}`\n\n{prose(ast.get_docstring(node))}\n"
    if rows := list(_fields(node, meaning)):
        yield table(("field", "type", "meaning"), rows)
    for method in node.body:
        if isinstance(method, ast.FunctionDef) and not method.name.startswith("_"):
            is_property = any(isinstance(one, ast.Name) and one.id == "property" for one in method.decorator_list)
            called = _returns(method) if is_property else _signature(method)
            yield f"### `{name}.{method.name}`\n\n```python\n{method.name}{called}\n```\n"
            yield prose(ast.get_docstring(method)) + "\n"


def _said(node: ast.expr) -> str:
    """Return the words of an argument; what is filled in when it is raised becomes an ellipsis."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(one.value) if isinstance(one, ast.Constant) else "…" for one in node.values)
    return "…"


def error_codes(root: Path) -> list[tuple[str, ...]]:
    """Return every code that the source below ``root`` raises: code, error, what it says, what to try, file."""
    found = set()
    for path in sorted(root.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            said = [_said(one) for one in node.args] if isinstance(node, ast.Call) else []
            if said and _CODE.fullmatch(said[0]) and isinstance(node, ast.Call):
                place = path.relative_to(root).as_posix()
                found.add((f"`{said[0]}`", f"`{ast.unparse(node.func)}`", *[*said[1:], ""][:2], f"`{place}`"))
    return sorted(found)
