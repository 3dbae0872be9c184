"""What the gate says and returns: below a floor, without gold, on other gold, and when floors are set."""

from datetime import date
from pathlib import Path

import pytest

from quality.floors import Bar, Entry, Floors, read_floors, write_floors
from quality.gate import MEASURES, Setting, run
from quality.gold import USED, Place, fingerprint
from quality.measure import Measure, Scored
from quality.report import PAGE, table, table_on, write_table


def own(_place: Place) -> Scored:
    return Scored({"own.share": 0.8}, ("kind: an error",))


def golden(_place: Place) -> Scored:
    return Scored({"golden.share": 0.6})


MEASURED = (Measure("own", own, gold=False), Measure("golden", golden))


def gold_in(folder: Path) -> Path:
    for name in USED:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.suffix:
            path.write_bytes(b"")
        else:
            path.mkdir()
    return folder


def setting(
    folder: Path, own_floor: float, golden_floor: float, *, gold: Path | None = None, held: str | None = None
) -> Setting:
    """Return a setting with a floors file of its own, and with gold only where a folder of it is named."""
    entries = {
        "own.share": Entry({"sample": Bar(own_floor, own_floor)}),
        "golden.share": Entry({"sample": Bar(golden_floor, golden_floor)}, needs_gold=True),
    }
    path = folder / "floors.toml"
    write_floors(path, Floors(held if held is not None else fingerprint(gold) if gold else "", entries))
    environment = {"DATELINE_GOLD": str(gold or folder / "nowhere")}
    return Setting(measures=MEASURED, floors=path, environment=environment, processes=1)


def test_figures_at_their_floors_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([], setting(tmp_path, 0.8, 0.5, gold=gold_in(tmp_path / "gold"))) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "gold: found"
    assert [line.split() for line in printed[2:4]] == [
        ["own.share", "0.8000", "0.8000", "fine"],
        ["golden.share", "0.6000", "0.5000", "fine"],
    ]


@pytest.mark.parametrize(("own_floor", "golden_floor"), [(0.81, 0.5), (0.8, 0.61)])
def test_a_figure_below_its_floor_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], own_floor: float, golden_floor: float
) -> None:
    assert run([], setting(tmp_path, own_floor, golden_floor, gold=gold_in(tmp_path / "gold"))) == 1
    assert capsys.readouterr().out.count("BELOW") == 1


def test_without_gold_the_gate_says_how_many_floors_it_did_not_check_and_checks_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([], setting(tmp_path, 0.8, 0.9)) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "gold: MISSING, 1 floors unchecked"
    assert [line.split()[-1] for line in printed[2:4]] == ["fine", "unchecked"]
    assert run([], setting(tmp_path, 0.9, 0.9)) == 1


def test_gold_that_the_floors_were_not_set_on_fails_until_it_is_accepted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = setting(tmp_path, 0.8, 0.5, gold=gold_in(tmp_path / "gold"), held="of other gold")
    assert run([], chosen) == 1
    assert "python -m quality.gate --accept-gold" in capsys.readouterr().out
    assert run(["--accept-gold"], chosen) == 0
    assert run([], chosen) == 0


def test_a_figure_without_a_floor_and_a_floor_without_a_figure_fail(tmp_path: Path) -> None:
    chosen = setting(tmp_path, 0.8, 0.5, gold=gold_in(tmp_path / "gold"))
    held = read_floors(chosen.floors)
    write_floors(chosen.floors, Floors(held.gold, {"golden.share": held.entries["golden.share"]}))
    assert run([], chosen) == 1
    write_floors(chosen.floors, Floors(held.gold, {**held.entries, "gone.share": Entry({"sample": Bar(0.1, 0.1)})}))
    assert run([], chosen) == 1


def test_raising_sets_floors_just_under_the_figures_and_lowers_none(tmp_path: Path) -> None:
    chosen = setting(tmp_path, 0.7, 0.65, gold=gold_in(tmp_path / "gold"))
    assert run(["--raise"], chosen) == 1
    entries = read_floors(chosen.floors).entries
    assert entries["own.share"].bars["sample"] == Bar(0.8, 0.795)
    assert entries["golden.share"].bars["sample"] == Bar(0.6, 0.65)


def test_a_floor_is_lowered_only_when_a_regression_is_allowed(tmp_path: Path) -> None:
    chosen = setting(tmp_path, 0.7, 0.65, gold=gold_in(tmp_path / "gold"))
    with pytest.raises(SystemExit):
        run(["--allow-regression"], chosen)
    assert run(["--raise", "--allow-regression"], chosen) == 0
    assert read_floors(chosen.floors).entries["golden.share"].bars["sample"] == Bar(0.6, 0.595)


def test_raising_without_gold_leaves_the_floors_that_need_it(tmp_path: Path) -> None:
    chosen = setting(tmp_path, 0.7, 0.65)
    assert run(["--raise"], chosen) == 0
    entries = read_floors(chosen.floors).entries
    assert entries["own.share"].bars["sample"].floor == 0.795
    assert entries["golden.share"] == Entry({"sample": Bar(0.65, 0.65)}, needs_gold=True)


@pytest.mark.parametrize(
    ("asked", "figure", "floor"), [(0.95, 0.952, 0.95), (0.95, 0.94, 0.935), (None, 0.952, 0.947), (None, 0.003, 0.0)]
)
def test_a_floor_is_not_set_below_what_was_asked_and_reached(asked: float | None, figure: float, floor: float) -> None:
    assert Entry({}, asked=asked).lowest(figure) == floor


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    floors = Floors("abc", {"a.b": Entry({"sample": Bar(0.5, 0.4), "full": Bar(0.6, 0.5)}, True, 0.9, 0.01)})  # noqa: FBT003
    write_floors(tmp_path / "floors.toml", floors)
    assert read_floors(tmp_path / "floors.toml") == floors


def test_errors_are_shown_only_when_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run([], setting(tmp_path, 0.8, 0.9))
    assert "an error" not in capsys.readouterr().out
    run(["--show", "own"], setting(tmp_path, 0.8, 0.9))
    assert "kind: an error" in capsys.readouterr().out


def test_every_measure_has_a_name_of_its_own() -> None:
    names = [measure.name for measure in MEASURES]
    assert len(set(names)) == len(names)


def test_the_page_shows_the_figures_that_the_floors_hold() -> None:
    assert table_on(PAGE.read_text(encoding="utf-8")) == table(read_floors(Setting().floors))


def test_a_new_table_takes_the_place_of_the_old_one_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Title\n<!-- figures -->\nold\n<!-- end of figures -->\nAfter.\n", encoding="utf-8")
    floors = Floors("", {"a.b": Entry({"full": Bar(0.5, 0.4)}, asked=0.45)})
    for day in (date(2031, 6, 18), date(2031, 6, 19)):
        write_table(page, floors, day)
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "# Title"
    assert lines[2] == "Measured on 2031-06-19 with `python -m quality.full`."
    assert lines[6:] == ["| `a.b` | 0.5000 | 0.4000 | 0.45 |", "<!-- end of figures -->", "After."]


def test_the_floors_that_ship_hold_what_the_issue_asks_in_both_scopes() -> None:
    entries = read_floors(Setting().floors).entries
    assert {entries[f"furniture.{part}.f1"].asked for part in ("dev", "held", "fresh")} == {0.95}
    assert {entries[f"furniture.{part}.body_recall"].asked for part in ("dev", "held", "fresh")} == {0.995}
    assert all(set(entry.bars) == {"sample", "full"} for entry in entries.values())
