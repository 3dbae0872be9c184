"""Laws 2 and 4 where settings say how articles are read: the coding is remembered, and changed only by who says so."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

import dateline
from dateline.errors import SettingsError
from dateline.plan import work
from dateline.reading.coding import USUAL
from dateline.store.checking import Findings
from dateline.store.schema import TABLES
from dumps import dump
from own_pile import ACTORS, OTHERS, make_files, make_settings
from spacy_stand_in import forget_spacy, stand_in


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    return make_files(tmp_path / "pile")


def _usual(folder: Path) -> Path:
    path = folder / "usual.toml"
    path.write_text('[language]\npipeline = ""\n[codebook]\nactors = []\n', "utf-8")
    return path


def _add(path: Path, files: list[Path], settings: Path | None = None, cores: int = 0) -> Path:
    with dateline.open(path, create=True) as record:
        record.add(files, settings=settings, cores=cores)
    return path


def _all(path: Path) -> list[str]:
    with dateline.open(path) as record:
        return [row["article_id"] for row in record.articles()]


def _own(path: Path) -> set[tuple[str, str, str]]:
    with dateline.open(path) as record:
        rows = list(record.actors())
    return {(row["actor_id"], row["country"], row["sector"]) for row in rows if row["actor_id"].startswith("own:")}


@pytest.fixture
def spacy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder from which what looks like spaCy can be imported, by worker processes as well."""
    folder = stand_in(tmp_path / "lib")
    monkeypatch.syspath_prepend(folder)
    forget_spacy()
    yield folder
    forget_spacy()


def test_own_actors_are_found_and_say_what_they_are(files: list[Path], tmp_path: Path) -> None:
    path = _add(tmp_path / "x.db", files, make_settings(tmp_path))
    known = {("own:kern", "NOR", "GOV"), ("own:board", "NOR", "BUS")}
    assert _own(path) == known
    assert _own(_add(tmp_path / "earlier.db", files[:1], tmp_path / "dateline.toml")) == known
    with dateline.open(path) as record:
        rows = list(record.mentions("own:kern"))
        assert record.check() == Findings((), ())
        assert "own table" in str(record.why("own:kern"))
    roles = {(row["published_earliest"].day, row["role"], row["sector"]) for row in rows if row["words"] == "Ada Kern"}
    assert roles == {(day, "Member for Bergen", "LEG") for day in (1, 2)} | {
        (day, "foreign_minister", "GOV") for day in (3, 4, 5)
    }
    assert sum(row["words"] == "Norway's foreign minister" for row in rows) == 3
    stages_ = {row[-1] for row in dump(path)["actor_mention"]}
    assert all(stage.count(":own-") == 2 for stage in stages_)


def test_any_order_cut_and_repetition_gives_the_record_made_at_once(files: list[Path], tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    expected = dump(_add(tmp_path / "whole.db", files, settings))
    path = tmp_path / "x.db"
    _add(path, files[3:], settings)
    _add(path, files[:2][::-1])
    _add(path, files[1:4], settings)
    _add(path, files)
    assert dump(path) == expected


def test_settings_that_come_late_read_everything_anew(files: list[Path], tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    expected = dump(_add(tmp_path / "whole.db", files, settings))
    path = _add(tmp_path / "x.db", files)
    assert _own(path) == set()
    _add(path, [], settings)
    assert dump(path) == expected


def test_the_same_tables_elsewhere_cut_and_ordered_otherwise_read_nothing_anew(
    files: list[Path], tmp_path: Path
) -> None:
    path = _add(tmp_path / "x.db", files, make_settings(tmp_path))
    head, *rows = ACTORS.splitlines()
    other = make_settings(tmp_path / "elsewhere", "\n".join([head, *rows[2:]]))
    (other.parent / "more.csv").write_text("\n".join([head, *rows[:2]]), "utf-8")
    other.write_text('[codebook]\nactors = ["more.csv", "mine.csv"]\n', "utf-8")
    read_again = []
    with dateline.open(path) as record:
        record.add(files, settings=other, cores=0, progress=lambda what, count: read_again.append((what, count)))
        assert not len(record.changes())
    assert [count for what, count in read_again if what == "read"] == []


def test_a_changed_table_gives_the_record_made_with_it(files: list[Path], tmp_path: Path) -> None:
    path = _add(tmp_path / "x.db", files, make_settings(tmp_path))
    _add(path, [], make_settings(tmp_path, OTHERS))
    assert dump(path) == dump(_add(tmp_path / "whole.db", files, make_settings(tmp_path, OTHERS)))
    assert ("own:board", "DNK", "NGO") in _own(path)


def test_removing_and_adding_without_settings_go_on_with_the_tables_even_when_these_are_gone(
    files: list[Path], tmp_path: Path
) -> None:
    settings = make_settings(tmp_path)
    expected = dump(_add(tmp_path / "rest.db", files[2:], settings))
    path = _add(tmp_path / "x.db", files[:4], settings)
    settings.unlink()
    (tmp_path / "mine.csv").unlink()
    rest = set(_all(tmp_path / "rest.db"))
    _add(path, files)
    with dateline.open(path) as record:
        assert record.remove([article for article in _all(path) if article not in rest]) == 2
    assert dump(path) == expected


def test_settings_of_sources_alone_leave_the_reading_as_it_is(files: list[Path], tmp_path: Path) -> None:
    path = _add(tmp_path / "x.db", files, make_settings(tmp_path))
    before = dump(path)
    other = tmp_path / "sources.toml"
    other.write_text("[sources]\nmax_row_bytes = 7000000\n", "utf-8")
    _add(path, [], other)
    assert dump(path) == before
    with dateline.open(path) as record:
        assert record.coding().actors


def test_the_usual_reading_comes_back_where_settings_say_so(files: list[Path], tmp_path: Path) -> None:
    expected = dump(_add(tmp_path / "whole.db", files))
    path = _add(tmp_path / "x.db", files, make_settings(tmp_path))
    assert dump(path) != expected
    _add(path, [], _usual(tmp_path))
    assert dump(path) == expected
    with dateline.open(path) as record:
        assert record.coding() == USUAL


def test_worker_processes_give_the_same(files: list[Path], tmp_path: Path, spacy: Path) -> None:
    assert spacy.exists()
    settings = make_settings(tmp_path, more='[language]\npipeline = "spacy:stand_in"\n')
    expected = dump(_add(tmp_path / "whole.db", files, settings))
    assert dump(_add(tmp_path / "x.db", files, settings, cores=2)) == expected
    assert any("tokens.v1:spacy:en_stand_in-1.0" in row[-1] for row in expected["actor_mention"])


def test_a_pipeline_is_remembered_and_one_that_is_gone_is_an_error_that_says_what_to_install(
    files: list[Path], tmp_path: Path, spacy: Path
) -> None:
    settings = tmp_path / "dateline.toml"
    settings.write_text('[language]\npipeline = "spacy:stand_in"\n', "utf-8")
    expected = dump(_add(tmp_path / "whole.db", files, settings))
    path = _add(tmp_path / "x.db", files[:2], settings)
    _add(path, files)
    assert dump(path) == expected
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "path", [place for place in sys.path if place != str(spacy)])
        forget_spacy()
        with dateline.open(path) as record:
            for forbidden in (lambda: record.add(files, cores=0), lambda: record.remove(_all(path)[:1])):
                with pytest.raises(SettingsError) as raised:
                    forbidden()
                assert "spacy:stand_in" in raised.value.what
                assert "pip install spacy" in raised.value.advice
            assert record.check().wrong == ()
            assert any("spacy:stand_in" in note for note in record.check().notes)
        assert dump(path) == expected
        _add(path, [], _usual(tmp_path))
    assert dump(path) == dump(_add(tmp_path / "usual.db", files))


def test_nothing_is_taken_in_where_settings_are_wrong(files: list[Path], tmp_path: Path) -> None:
    path = _add(tmp_path / "x.db", files[:1], make_settings(tmp_path))
    before = dump(path)
    with dateline.open(path) as record:
        runs = len(record.runs())
        for table, more in ((ACTORS + "x,Bo Lind,,state,,,,,\n", ""), (ACTORS, '[language]\npipeline = "spacy:none"')):
            with pytest.raises(SettingsError):
                record.add(files, settings=make_settings(tmp_path, table, more), cores=0)
        assert len(record.runs()) == runs
    assert dump(path) == before


def test_a_run_that_breaks_off_is_taken_up_with_the_tables_it_began_with(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "ROWS", 2)
    settings = make_settings(tmp_path)
    expected = dump(_add(tmp_path / "whole.db", files, settings))
    path = _add(tmp_path / "x.db", files)

    def stop(what: str, _count: int) -> None:
        if what == "read":
            raise KeyboardInterrupt

    with dateline.open(path) as record:
        with pytest.raises(KeyboardInterrupt):
            record.add([], settings=settings, cores=0, progress=stop)
        assert record.unfinished() >= 3
        assert record.check().wrong == ()
    _add(path, [])
    assert dump(path) == expected


def test_history_tells_the_coding_once(files: list[Path], tmp_path: Path) -> None:
    path = _add(tmp_path / "x.db", files[:1], make_settings(tmp_path))
    _add(path, files[:2], make_settings(tmp_path))
    _add(path, files[:3])
    with dateline.open(path) as record, record._database.transaction() as connection:
        told = [json.loads(words) for words in connection.execute(sa.select(TABLES["run"].c.settings)).scalars()]
    assert ["coding" in settings for settings in told] == [True, False, False]
