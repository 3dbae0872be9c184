"""The settings file: what it may say of pipeline and actors, what stays as the record has it, what is refused."""

from pathlib import Path

import pytest

from dateline.errors import SettingsError
from dateline.plan.settings import Settings, read_settings, settings_of
from dateline.reading.coding import USUAL, Coding
from dateline.store.document import SourceSettings

ACTORS = "id,name,kind\nkern,Ada Kern,person\n"


def _file(folder: Path, words: str) -> Path:
    path = folder / "dateline.toml"
    path.write_text(words, "utf-8")
    return path


def test_no_file_says_nothing_and_changes_nothing() -> None:
    before = Coding("spacy:fake", settings_of(Settings()).coding(USUAL).actors)
    assert read_settings(None) == Settings(SourceSettings(), None, None)
    assert read_settings(None).coding(before) == before


def test_paths_of_tables_count_from_the_folder_of_the_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "mine.csv").write_text(ACTORS, "utf-8")
    path = _file(tmp_path, '[language]\npipeline = "spacy:fake"\n[codebook]\nactors = ["lists/mine.csv"]\n')
    monkeypatch.chdir("/")
    coding = read_settings(path).coding(USUAL)
    assert coding.pipeline == "spacy:fake"
    assert [actor.id for actor in coding.actors.actors] == ["own:kern"]


def test_what_a_file_does_not_name_stays_and_what_is_empty_goes(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text(ACTORS, "utf-8")
    both = _file(tmp_path, '[language]\npipeline = "spacy:fake"\n[codebook]\nactors = "mine.csv"\n')
    before = read_settings(both).coding(USUAL)
    assert read_settings(_file(tmp_path, "[sources]\nmin_letters = 30\n")).coding(before) == before
    assert read_settings(_file(tmp_path, "[language]\n[codebook]\n")).coding(before) == before
    assert read_settings(_file(tmp_path, '[language]\npipeline = ""\n')).coding(before) == Coding("", before.actors)
    assert read_settings(_file(tmp_path, "[codebook]\nactors = []\n")).coding(before) == Coding("spacy:fake")


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("[languages]\n", "DL114"),
        ("language = 3\n", "DL114"),
        ("[language]\npipeline = 3\n", "DL119"),
        ('[language]\npipeline = "en_core_web_sm"\n', "DL119"),
        ('[language]\nmodel = "spacy:x"\n', "DL119"),
        ("[codebook]\nactors = 3\n", "DL119"),
        ("[codebook]\nactors = [3]\n", "DL119"),
        ('[codebook]\nplaces = "x.csv"\n', "DL119"),
        ('[codebook]\nactors = "nowhere.csv"\n', "DL111"),
        ('[codebook]\nactors = "latin.csv"\n', "DL111"),
        ('[codebook]\nactors = "wrong.csv"\n', "DL120"),
        ("[language\n", "DL111"),
    ],
)
def test_a_wrong_file_is_refused_with_what_to_try(words: str, code: str, tmp_path: Path) -> None:
    (tmp_path / "latin.csv").write_bytes(ACTORS.replace("Ada", "Åda").encode("latin-1"))
    (tmp_path / "wrong.csv").write_text(ACTORS + "x,Bo Lind,state\n", "utf-8")
    with pytest.raises(SettingsError) as raised:
        read_settings(_file(tmp_path, words))
    assert raised.value.code == code
    assert raised.value.advice


def test_settings_come_as_a_file_or_a_value(tmp_path: Path) -> None:
    path = _file(tmp_path, "[sources]\nmin_letters = 30\n")
    sources = SourceSettings(min_letters=30)
    assert settings_of(path) == settings_of(str(path)) == settings_of(sources) == settings_of(Settings(sources))
    assert settings_of(None) == Settings()
