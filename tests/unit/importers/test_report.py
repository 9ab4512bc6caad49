"""The report grouped, and written as a file that no spreadsheet computes with."""

from __future__ import annotations

import io

import pandas as pd
import pytest
from importers.event_files import PLAIN_ROW, read, rows_of, table

from geodata.importers.report import Report, findings
from geodata.importers.safe_csv import safe_csv


def test_lines_are_grouped_rejected_first_then_the_most_frequent() -> None:
    changes = [{"date": "x"}, {"date": "y"}, {"deaths": "many"}, {"deaths": "some"}, {"deaths": "few"}, {"lat": "99"}]
    result = read(table(rows_of(PLAIN_ROW, *changes)))
    found = findings(result.report)
    assert found[["severity", "column", "lines"]].values.tolist() == [
        ["rejected", "date", 2], ["rejected", "lat, lon", 1], ["flagged", "deaths", 3],
    ]  # fmt: skip
    assert found["first_row"].tolist() == [2, 7, 4]
    assert found["lines"].sum() == len(result.report)
    assert (found[["reason", "remedy"]] != "").all(axis=None)


def test_reasons_that_differ_only_in_numbers_are_one() -> None:
    result = read(table(rows_of(PLAIN_ROW, *[{"id": i} for i in ("a", "b", "a", "b", "a")])))
    (line,) = findings(result.report).itertuples()
    assert (line.lines, line.reason) == (3, "this id stands already in row …")
    alone = read(table(rows_of(PLAIN_ROW, {"id": "a"}, {"id": "a"})))
    assert findings(alone.report)["reason"].tolist() == ["this id stands already in row 2"]


def test_a_line_on_the_whole_file_has_no_row() -> None:
    report = Report()
    report.file("", ".csv", "the ending is wrong", "rename it")
    assert findings(report.frame())["first_row"].isna().tolist() == [True]


def test_a_report_without_lines_has_no_findings() -> None:
    assert findings(Report().frame()).empty


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_text_begins_a_formula(start: str) -> None:
    frame = pd.DataFrame({"text": [f"{start}1+1"], "number": [-1.5], "kind": pd.Categorical([f"{start}a"])})
    written = pd.read_csv(io.BytesIO(safe_csv(frame)), keep_default_na=False)
    assert written["text"].tolist()[0].startswith(f"'{start}".rstrip("\r\n"))
    assert written["kind"].tolist()[0].startswith("'")
    assert written["number"].tolist() == [-1.5]
    assert frame["text"].tolist() == [f"{start}1+1"]
