"""What users import stays what it is, and says how it is used."""

import inspect
from doctest import DocTestFinder, DocTestRunner

import pytest

import dateline
from docs.pages import text_of

PUBLIC = [
    "Actor",
    "ActorMention",
    "Block",
    "DatelineError",
    "Mention",
    "Name",
    "Place",
    "PlaceMention",
    "Published",
    "Reading",
    "Record",
    "Rows",
    "Span",
    "TimeExpression",
    "Token",
    "__version__",
    "analyse",
    "open",
]
DOCUMENTED = [name for name in PUBLIC if name != "__version__"]


def test_the_public_names_are_these() -> None:
    assert dateline.__all__ == PUBLIC
    assert dir(dateline) == PUBLIC


@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_name_is_there_and_in_the_reference(name: str) -> None:
    assert getattr(dateline, name) is not None
    assert f"## `dateline.{name}`\n" in text_of("docs/reference/python.md")


@pytest.mark.parametrize("name", DOCUMENTED)
def test_a_public_name_has_a_docstring(name: str) -> None:
    doc = inspect.getdoc(getattr(dateline, name))
    assert doc
    assert doc != inspect.getdoc(tuple)


@pytest.mark.parametrize("name", ["analyse", "open", "Record", "Rows", "DatelineError"])
def test_what_users_call_says_what_goes_in(name: str) -> None:
    thing = getattr(dateline, name)
    taken = inspect.signature(thing).parameters
    doc = inspect.getdoc(thing) or ""
    made_elsewhere = "Made by" in doc
    assert made_elsewhere or all(f"{parameter}:" in doc for parameter in taken)


@pytest.mark.parametrize(
    "method", [name for name, _ in inspect.getmembers(dateline.Record, inspect.isfunction) if not name.startswith("_")]
)
def test_every_method_of_a_record_is_documented_and_in_the_reference(method: str) -> None:
    assert inspect.getdoc(getattr(dateline.Record, method))
    assert f"### `Record.{method}`" in text_of("docs/reference/python.md")


def test_the_example_of_the_package_gives_what_it_says() -> None:
    (example,) = [test for test in DocTestFinder(recurse=False).find(dateline, "dateline") if test.examples]
    assert DocTestRunner(verbose=False).run(example).failed == 0
