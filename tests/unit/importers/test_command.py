"""`python -m geodata import`: what is written, printed and returned."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from importers.event_files import ACLED_ROW, PLAIN_ROW, rows_of, table

from geodata.__main__ import main


def imported(tmp_path: Path, data: bytes, *more: str) -> int:
    (tmp_path / "mine.csv").write_bytes(data)
    return main(["import", str(tmp_path / "mine.csv"), "--report", str(tmp_path / "report.csv"), *more])


def test_a_clean_file_exits_with_0_and_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "events.csv"
    assert imported(tmp_path, table([{**PLAIN_ROW, "actors": "FLA;x"}]), "--out", str(out), "--licence", "CC0") == 0
    assert capsys.readouterr().out == (
        f"{tmp_path / 'mine.csv'}: plain table: 1 rows read = 1 accepted + 0 rejected; "
        "of the accepted 0 flagged, 0 without a place\n"
    )
    written = pd.read_csv(out)
    assert written[["id", "date_start", "actors", "licence"]].values.tolist() == [
        ["mine:a", "2024-07-25", "FLA; x", "CC0"]
    ]
    assert (tmp_path / "report.csv").read_text() == "row,column,value,severity,reason,remedy\n"


def test_rejected_rows_exit_with_1_and_stand_in_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(tmp_path, table(rows_of(PLAIN_ROW, {"date": "1527"}, {"title": "=1+1", "lat": "=A1"}))) == 1
    report = pd.read_csv(tmp_path / "report.csv")
    assert report["row"].tolist() == [2, 3]
    assert report["value"].tolist() == ["1527", "'=A1"]
    assert "2 rows read = 0 accepted + 2 rejected" in capsys.readouterr().out


def test_acled_is_said_to_be_held_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert imported(tmp_path, table([ACLED_ROW])) == 0
    assert "its licence keeps these rows out of exports" in capsys.readouterr().out


def test_a_file_that_cannot_be_read_exits_with_1_and_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert imported(tmp_path, b"a,b\n1,2\n") == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert not (tmp_path / "report.csv").exists()


def test_columns_can_be_chosen(tmp_path: Path) -> None:
    data = b"quand,nord,est\n2024-07-25,19.95,2.97\n"
    assert imported(tmp_path, data, "--map", "date=quand", "--map", "lat=nord", "--map", "lon=est") == 0
    assert imported(tmp_path, data, "--map", "date") == 1


def test_ids_of_the_file_stand_in_the_output(tmp_path: Path) -> None:
    for header, mapped in (("event_id", []), ("Event ID", []), ("nr", ["id=nr", "date=date", "lat=lat", "lon=lon"])):
        data = f"{header},date,lat,lon\nA1,2024-07-25,19.5,2.6\nA2,2024-07-26,19.6,2.7\n".encode()
        more = [part for pair in mapped for part in ("--map", pair)]
        assert imported(tmp_path, data, "--out", str(tmp_path / "events.csv"), *more) == 0
        assert pd.read_csv(tmp_path / "events.csv")["id"].tolist() == ["mine:A1", "mine:A2"]


def test_a_report_that_cannot_be_written_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.csv").write_bytes(table([PLAIN_ROW]))
    assert main(["import", str(tmp_path / "mine.csv"), "--report", str(tmp_path / "none" / "report.csv")]) == 1
    assert "could not be written" in capsys.readouterr().err
