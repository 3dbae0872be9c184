"""What the pages show is what happens: links, examples, commands and their outputs."""

import shutil
from pathlib import Path

import pytest

from docs.pages import LEFT_OUT, NAMES, PILE, ROOT, anchors, fenced, links, printed, said, shown, text_of


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(PILE, tmp_path / "clippings")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", NAMES)
def test_every_link_between_pages_leads_to_a_file_and_a_heading(name: str) -> None:
    for link in links(name):
        if "://" in link:
            continue
        target, _, anchor = link.partition("#")
        page = ((ROOT / name).parent / target).resolve() if target else ROOT / name
        assert page.exists(), f"{name} links to {link}"
        assert not anchor or anchor in anchors(page), f"{name} links to {link}"


@pytest.mark.parametrize("name", [name for name in NAMES if any(one.language == "console" for one in fenced(name))])
def test_commands_on_a_page_print_the_lines_that_stand_below_them(name: str, folder: Path) -> None:
    for block in fenced(name):
        if block.name:
            (folder / block.name).write_text(block.words, "utf-8")
        for one in shown(block) if block.language == "console" else ():
            if not one.command.startswith("dateline "):
                continue
            code, output = said(one.command, folder)
            assert code in {0, 1} or (code == 2 and any("DL" in line for line in one.lines)), (one.command, output)
            lines = {line.rstrip() for line in output.splitlines()}
            assert not [line for line in one.lines if line.rstrip() not in lines], (one.command, output)


@pytest.mark.parametrize("name", ["README.md", "docs/howto/export.md", "docs/howto/python.md"])
def test_python_on_a_page_runs_and_prints_the_lines_that_stand_below_it(name: str, folder: Path) -> None:
    blocks = [block for block in fenced(name) if block.language in {"python", "text"}]
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.language == "python":
            output = printed(block.words, folder)
            assert after is None or after.language != "text" or output == after.words


def test_the_readme_example_is_ten_lines_of_python() -> None:
    (example,) = [block for block in fenced("README.md") if block.language == "python"]
    assert len([line for line in example.words.splitlines() if line.strip()]) == 10


def test_the_demo_prints_the_lines_that_the_readme_shows(folder: Path) -> None:
    (block,) = [block for block in fenced("README.md") if block.language == "text" and "invented states" in block.words]
    code, output = said("dateline demo", folder)
    lines = {line.rstrip() for line in output.splitlines()}
    assert code == 0
    assert [line for line in block.words.splitlines() if line not in lines | {LEFT_OUT}] == []


def test_the_readme_has_two_commands_of_one_line_each() -> None:
    commands = [block.words for block in fenced("README.md") if block.language == "sh"]
    assert [command.count("\n") for command in commands] == [1, 1]
    assert commands[0].rstrip().endswith("dateline demo")
    between = text_of("README.md").partition("<!-- test command -->\n")[2].partition("<!-- end -->")[0]
    assert between == f"```sh\n{commands[1]}```\n"
    assert commands[1].rstrip().endswith("checks.py")


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        targets = (link.partition("#")[0] for link in links(page.relative_to(ROOT).as_posix()) if "://" not in link)
        waiting.extend((page.parent / target).resolve() for target in targets if target)
    assert [name for name in NAMES if ROOT / name not in reached] == []
