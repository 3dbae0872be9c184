"""The command line with settings that say how articles are read."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from dateline.faces.cli import cli
from own_pile import ACTORS, make_files, make_settings


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return make_files(tmp_path / "pile")


def test_the_command_line_says_when_settings_have_everything_read_anew(files: list[Path], tmp_path: Path) -> None:
    def told(*arguments: str) -> str:
        result = CliRunner().invoke(cli, ["add", *arguments, "-r", str(tmp_path / "x.db"), "--cores", "1"])
        assert result.exit_code == 0
        return result.stderr

    settings = make_settings(tmp_path)
    anew = "1 article will be read anew"
    assert anew not in told(str(files[0]))
    assert anew in told(str(files[0]), "--settings", str(settings))
    assert anew not in told(str(files[0]), "--settings", str(settings))
    assert anew not in told(str(files[0]))


def test_the_command_line_makes_no_record_where_settings_are_wrong(files: list[Path], tmp_path: Path) -> None:
    for table, more, said in (
        (ACTORS + "x,Bo Lind,,state,,,,,\n", "", "mine.csv, line 5, column kind"),
        (ACTORS, '[language]\npipeline = "spacy:none"', "pip install spacy"),
    ):
        settings = str(make_settings(tmp_path, table, more))
        result = CliRunner().invoke(cli, ["add", str(files[0]), "-r", str(tmp_path / "x.db"), "--settings", settings])
        assert result.exit_code == 2
        assert said in result.stderr
        assert not (tmp_path / "x.db").exists()
