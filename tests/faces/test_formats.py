import csv
import io
import json
from datetime import date

import pyarrow as pa
import pyarrow.parquet

from dateline.faces.formats import WRITERS, plain, safe
from dateline.faces.rows import Rows

ROWS = Rows(
    pa.table(
        {
            "day": pa.array([date(2031, 3, 5), None]),
            "names": pa.array([["Anna Kern", "Jo Vey"], []]),
            "words": pa.array(['a "quote", and\na line', "=1+1"]),
        }
    )
)


def test_a_terminal_is_not_obeyed() -> None:
    hostile = "a\x1b[31mred\x07 \u202egnp.exe\u2066 b\x00c\n\nd"
    assert plain(hostile) == "a[31mred gnp.exe bc d"
    assert safe("  kept layout\x9b2J") == "  kept layout2J"


def test_csv_keeps_lines_and_quotes_inside_their_cell() -> None:
    out = io.BytesIO()
    WRITERS["csv"](ROWS, out)
    rows = list(csv.reader(io.StringIO(out.getvalue().decode(), newline="")))
    assert rows == [
        ["day", "names", "words"],
        ["2031-03-05", "Anna Kern; Jo Vey", 'a "quote", and\na line'],
        ["", "", "=1+1"],
    ]


def test_jsonl_has_one_object_a_line_and_null_for_unknown() -> None:
    out = io.BytesIO()
    WRITERS["jsonl"](ROWS, out)
    lines = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [line["day"] for line in lines] == ["2031-03-05", None]


def test_parquet_reads_back_as_it_was() -> None:
    out = io.BytesIO()
    WRITERS["parquet"](ROWS, out)
    assert pyarrow.parquet.read_table(io.BytesIO(out.getvalue())).equals(ROWS.to_arrow())


def test_rows_turn_into_data_frames_of_both_kinds() -> None:
    assert list(ROWS.to_pandas().columns) == list(ROWS.to_polars().columns) == ["day", "names", "words"]
    assert len(ROWS) == len(ROWS.to_dicts()) == 2
