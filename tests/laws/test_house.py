"""The house: components do not know each other, nor do stages; a newcomer is held to it without being named here."""

import ast
import importlib
from pathlib import Path

import pytest

from dateline.plan.order import STAGES
from dateline.stages.read import COMPONENTS

COMPONENT_ROOMS = {component.apply.__module__ for component in COMPONENTS}
STAGE_ROOMS = {stage.apply.__module__ for stage in STAGES}


def _imports(module: str) -> set[str]:
    path = importlib.import_module(module).__file__
    assert path is not None
    found = set()
    for node in ast.walk(ast.parse(Path(path).read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


@pytest.mark.parametrize("module", sorted(COMPONENT_ROOMS))
def test_a_component_imports_no_other(module: str) -> None:
    assert not _imports(module) & (COMPONENT_ROOMS - {module})


@pytest.mark.parametrize("module", sorted(STAGE_ROOMS))
def test_a_stage_imports_no_other(module: str) -> None:
    assert not _imports(module) & (STAGE_ROOMS - {module})


def test_each_component_and_stage_has_a_file_of_its_own() -> None:
    assert len(COMPONENT_ROOMS) == len(COMPONENTS)
    assert len(STAGE_ROOMS) == len(STAGES)
