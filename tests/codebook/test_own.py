"""A user's tables of actors: what they may say, what is refused and in which words, and that ours stays as it is."""

import json
import pickle
from datetime import date

import pytest

from dateline.codebook.entries import named
from dateline.codebook.lexicon import ENDS, lexicon, longest
from dateline.codebook.own import NONE, OwnActors, as_lists, of_lists
from dateline.codebook.own_table import COLUMNS, own_actors
from dateline.codebook.own_words import by_id, lexicon_with, preferred, stands_for
from dateline.errors import SettingsError

HEAD = ",".join(COLUMNS)
ROWS = (
    "ada-kern,Ada Kern,A. Kern,person,NOR,GOV,foreign minister,2031-01-15,",
    "ada-kern,,Ada Maria Kern,,NOR,LEG,Member for Bergen,2027,2031-01-14",
    "board,North Sea Ferry Board,NSFB | Ferry Board,organisation,NOR,BUS,,,",
)


def _read(*rows: str, head: str = HEAD) -> OwnActors:
    return own_actors([("mine.csv", "\n".join((head, *rows)))])


def test_rows_of_one_id_are_the_roles_of_one_actor_and_empty_names_and_kinds_go_on() -> None:
    board, kern = sorted(_read(*ROWS).actors, key=lambda actor: actor.name, reverse=True)
    assert kern.id == "own:ada-kern"
    assert kern.spellings == ("Ada Kern", "A. Kern", "Ada Maria Kern")
    assert [(post.since, post.sector, post.role) for post in kern.posts] == [
        ("2027", "LEG", "Member for Bergen"),
        ("2031-01-15", "GOV", "foreign_minister"),
    ]
    assert (board.kind, board.one("country"), board.one("sector")) == ("organisation", "NOR", "BUS")
    assert kern.one("sector") == ""


def test_a_role_holds_from_its_first_possible_day_to_its_last() -> None:
    (actor,) = _read("x,Ada Kern,,person,NOR,GOV,envoy,2031-02,2031-04").actors
    (post,) = actor.posts
    assert post.held(date(2031, 2, 28), date(2031, 4, 1))
    assert not post.held(date(2031, 2, 27), date(2031, 4, 1))
    assert post.possible(date(2031, 2, 1), date(2031, 2, 1))
    assert not post.possible(date(2031, 1, 31), date(2031, 1, 31))
    assert post.left(date(2031, 5, 1))
    assert not post.left(date(2031, 4, 30))


def test_the_order_of_rows_columns_and_files_blanks_and_comments_do_not_matter() -> None:
    whole = _read(*ROWS)
    first = (
        "\ufeffkind,id,name,aliases,country,sector\r\n# ours\r\n\r\n"
        "organisation,board, North Sea  Ferry Board,Ferry Board|NSFB,nor,bus\r\n"
    )
    pieces = own_actors([("b.csv", first), ("a.csv", "\n".join((HEAD, ROWS[0], ROWS[1], ROWS[1])))])
    assert pieces == whole
    assert hash(pieces) == hash(whole)
    assert pieces.actors == whole.actors
    assert _read(*ROWS[:2]) != whole


def test_it_pickles_and_comes_back_from_json_as_it_was() -> None:
    own = _read(*ROWS)
    assert pickle.loads(pickle.dumps(own)) == own  # noqa: S301 - our own
    again = of_lists(json.loads(json.dumps(as_lists(own))))
    assert again.actors == own.actors
    assert again == own
    assert of_lists([]) == NONE


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("Ada Kern,Ada Kern,,person,,,,,",), "mine.csv, line 2, column id: 'Ada Kern' is no id"),
        ((",Ada Kern,,person,,,,,",), "mine.csv, line 2, column id: '' is no id"),
        ((*ROWS, "c,,,person,,,,,"), "mine.csv, line 5, column name: '' is empty"),
        (("c,Ada Kern,,,,,,,",), "mine.csv, line 2, column kind: '' is empty"),
        (("c,Ada Kern,,state,,,,,",), "mine.csv, line 2, column kind: 'state' is no kind"),
        ((ROWS[0], "ada-kern,Ada Karn,,,,,,,"), "mine.csv, line 3, column name: 'Ada Karn' is not 'Ada Kern'"),
        (("c,Ada Kern,,person,NRW,,,,",), "mine.csv, line 2, column country: 'NRW' is no country"),
        (("c,Ada Kern,,person,,STATE,,,",), "mine.csv, line 2, column sector: 'STATE' is no sector"),
        (("c,The Board,,organisation,,,head,,",), "mine.csv, line 2, column role: 'head' is a role"),
        (("c,Ada Kern,,person,,,,March 2031,",), "mine.csv, line 2, column since: 'March 2031' is no day"),
        (("c,Ada Kern,,person,,,,2031-02-30,",), "mine.csv, line 2, column since: '2031-02-30' is no day"),
        (("c,Ada Kern,,person,,,,203,",), "mine.csv, line 2, column since: '203' is no day"),
        (("c,Ada Kern,,person,,,,2031,2030",), "mine.csv, line 2, column until: '2030' lies before"),
        (("c,Ada Kern,K | …,person,,,,,",), "mine.csv, line 2, column aliases: 'K | …' is too short"),
        (("c,Ada Kern,person",), "mine.csv, line 2: it has 3 cells, and there are 9 columns"),
        (('c,"Ada Kern,,person,,,,,',), "mine.csv, line 2: it is no CSV"),
    ],
)
def test_a_wrong_row_is_told_with_file_line_and_column_and_what_to_try(rows: tuple[str, ...], said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        _read(*rows)
    assert said in raised.value.what
    assert raised.value.advice


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("", "the column 'id' is missing"),
        ("id;name;kind", "the column 'id' is missing"),
        ("id,name,kind,post", "the column 'post' is no column"),
        ("id,name,kind,name", "the column 'name' is there twice"),
    ],
)
def test_wrong_columns_are_told_with_those_that_there_are(head: str, said: str) -> None:
    with pytest.raises(SettingsError) as raised:
        _read(head=head)
    assert said in raised.value.what
    assert HEAD in raised.value.advice


def test_their_words_are_found_beside_ours_and_our_tree_stays_as_it_was() -> None:
    own = _read("nato,NATO,North Sea Board,organisation,NOR,BUS,,,")
    folds = ["north", "sea", "board"]
    assert [end for end, _ in longest(folds, 0, 3, [False] * 3, lexicon_with(own))][-1] == 3
    assert [end for end, _ in longest(folds, 0, 3, [False] * 3)][-1] == 2
    meanings = lexicon_with(own)["nato"][ENDS]  # type: ignore[index]
    assert len(meanings) > 1
    assert [one.key for one in preferred(meanings)] == ["own:nato"]
    assert all(not one.key.startswith("own:") for one in lexicon()["nato"][ENDS])  # type: ignore[index]
    assert lexicon_with(NONE) is lexicon()


def test_a_spelling_of_ours_makes_theirs_stand_for_ours_unless_two_could() -> None:
    (ours,) = named("Wang Yi")
    one = "w,Wang Yi,,person,CHN,,,,"
    assert stands_for(_read(one)) == {ours.key: "own:w"}
    assert stands_for(_read(one, "v,Wang Yi,,person,CHN,,,,")) == {}
    assert stands_for(_read("w,Wang Yi,,organisation,CHN,,,,")) == {}
    assert list(by_id(_read(one))) == ["own:w"]
