"""What is counted as right by each measure, on cases small enough to work out by hand."""

from datetime import date

from dateline.record.reading import Block, Published, TimeExpression
from dateline.record.span import Span
from quality.demo import Told, Wanted, agrees, compare, published, rows_under, taken, wanted_dates
from quality.furniture import judged
from quality.published import answered, holds
from quality.sentences import spans_of
from quality.times import explicit, same_value, tally

PAGE = """# A page

## The files
| file | outlet | published | signal |
|---|---|---|---|
| 01-a.html | The Post | 2018-02-06 | json-ld |
| 02-b.txt | | - (2018-02-25) | none |
| 03-c.html | | | |

## Calendar dates in the prose
| file | words | interval | status | what |
|---|---|---|---|---|
| 01 | March 3-4 | 2018-03-03 to 2018-03-04 | planned | visit \\| talks |
| 02 | Feb 24 | 2018-02-24 **(pile)** | happened | drone |

## Another
| file |
|---|
| 09 |
"""


def time(start: int, end: int, value: str) -> TimeExpression:
    return TimeExpression(start, end, "DATE", value, None, None, "day", "", "none", None, "rule")


def test_a_line_has_the_role_that_holds_most_of_its_letters() -> None:
    blocks = (Block(0, 6, "body"), Block(6, 10, "promo", reason="offer"))
    line = judged("promo", Span(0, 10), "0123456789", blocks)
    assert (line.given, line.furniture) == ("body", False)
    line = judged("promo", Span(4, 10), "456789", blocks)
    assert (line.given, line.furniture, line.reason) == ("promo", True, "offer")


def test_a_dateline_is_not_furniture() -> None:
    assert not judged("dateline", Span(0, 4), "0123", (Block(0, 4, "dateline"),)).furniture


def test_parts_of_a_case_become_one_text_and_spans_without_the_space_between() -> None:
    assert spans_of(["It rains. ", "It stops."]) == ("It rains. It stops.", [Span(0, 9), Span(10, 19)])


def test_only_days_months_and_years_whose_words_name_them_are_explicit() -> None:
    assert explicit({"value": "2031-06-18", "text": "June 18"})
    assert explicit({"value": "2031-06", "text": "early June"})
    assert explicit({"value": "2031", "text": "2031"})
    assert explicit({"value": "2031-06-18", "text": "6/18/31"})
    assert not explicit({"value": "2031-06-18", "text": "yesterday"})
    assert not explicit({"value": "P2D", "text": "June and July"})
    assert not explicit({"value": "2031-W25", "text": "the week of June 18"})


def test_either_end_of_a_range_has_the_value_of_the_gold_and_an_open_year_has_not() -> None:
    assert same_value("2031-06-18/2031-06-19", "2031-06-19")
    assert not same_value("2031-06-18/2031-06-20", "2031-06-19")
    assert not same_value("XXXX-06-18", "2031-06-18")


def test_dates_are_counted_as_found_as_exact_and_by_value() -> None:
    text = "They met on June 18, 2031, again on June 20, yesterday, in May and at 2040 Elm Street."
    gold = [
        {"start": 12, "end": 25, "text": "June 18, 2031", "value": "2031-06-18"},
        {"start": 36, "end": 43, "text": "June 20", "value": "2031-06-20"},
        {"start": 45, "end": 54, "text": "yesterday", "value": "2031-06-21"},
        {"start": 59, "end": 62, "text": "May", "value": "2031-05"},
    ]
    given = [time(12, 25, "2031-06-18"), time(33, 43, "XXXX-06-20"), time(45, 54, "2031-06-21"), time(70, 74, "2040")]
    errors: list[str] = []
    counts = tally(text, list(gold), given, errors, "here")
    assert (counts.wanted, counts.found, counts.strict, counts.value) == (3, 2, 1, 1)
    assert (counts.given, counts.on_gold) == (4, 3)
    assert (counts.numbered, counts.numbered_found) == (2, 2)
    assert [error.split()[1] for error in errors] == ["value", "missed", "not"]


def test_an_interval_open_to_one_side_is_an_answer_that_can_be_wrong() -> None:
    day = date(2031, 6, 18)
    assert not answered(Published())
    assert answered(Published(None, day))
    assert holds(Published(None, day), date(2020, 1, 1))
    assert not holds(Published(None, day), date(2031, 6, 19))


def test_a_table_is_read_from_under_its_heading_alone() -> None:
    assert rows_under("Another", PAGE) == [["09"]]
    assert rows_under("Calendar dates in the prose", PAGE)[0][-1] == "visit | talks"


def test_a_date_whose_year_only_the_pile_tells_must_stay_unknown() -> None:
    assert wanted_dates(PAGE)["02"] == [Wanted("Feb 24", ("", ""))]


def test_files_are_held_to_their_day_to_no_day_or_to_being_skipped() -> None:
    days = {"01": ("2018-02-06", "2018-02-06"), "02": ("", "")}
    assert published(PAGE, days, {"03"}) == (3, [])
    assert published(PAGE, days | {"02": ("2018-02-25", "2018-02-25")}, set())[0] == 1


def test_two_passages_may_give_one_row_and_a_season_may_be_given_as_its_year() -> None:
    told = [Told("3", ("2018-03-03", "2018-03-03")), Told("4 March", ("2018-03-04", "2018-03-04"))]
    row = Wanted("3 and 4 March", ("2018-03-03", "2018-03-04"))
    assert agrees(row, taken(row, told))
    assert not agrees(row, told[:1])
    assert agrees(
        Wanted("the spring of 2019", ("2019-03-01", "2019-05-31")), [Told("2019", ("2019-01-01", "2019-12-31"))]
    )
    assert not agrees(row, [])


def test_what_a_table_lacks_and_what_it_has_beyond_the_record_are_both_listed() -> None:
    wanted = [Wanted("June 9", ("2018-06-09", "2018-06-09")), Wanted("July 1", ("2018-07-01", "2018-07-01"))]
    told = [Told("June 9", ("2018-06-09", "2018-06-09")), Told("2009", ("2009-01-01", "2009-12-31"))]
    right, errors = compare(wanted, told, "04")
    assert right == 1
    assert [error.split()[0] for error in errors] == ["lacking", "beyond"]


def test_a_passage_told_again_with_the_same_days_is_not_beyond_the_table() -> None:
    told = [Told("June 9", ("2018-06-09", "2018-06-09"))] * 2
    assert compare([Wanted("June 9", ("2018-06-09", "2018-06-09"))], told, "04") == (1, [])
