"""`python -m geodata check` prints what a person needs and exits as a script expects."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.__main__ import main
from small_tables import SmallTables

TOP = Path(__file__).parents[2]


def test_clean_tables_give_one_line_with_counts(small_tables: SmallTables, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(small_tables.folder)]) == 0
    assert capsys.readouterr().out == (
        "15 tables, 73 rows, no faults: actors 4, events 4, claims 3, places 4, presence 3, route 4, legs 2, "
        "sources 3, base_document_facts 3, claim_links 2, questions 1, positions 2, scenes 1, corrections 1, "
        "fingerprints 36\n"
    )


def test_each_fault_is_one_line_and_the_exit_code_is_1(
    small_tables: SmallTables, capsys: pytest.CaptureFixture[str]
) -> None:
    small_tables.set_cell("events", "E01", "place_id", "P_X")
    small_tables.set_cell("claims", "K01", "quantity_min", "many")
    assert main(["check", str(small_tables.folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "events, row E01, column place_id, value 'P_X': no row of places has this id; correct it or add the row",
        "claims, row K01, column quantity_min, value 'many': "
        "this is not a number; write digits, with a point before decimals, and nothing else",
    ]


def test_a_changed_row_is_told_and_publishing_it_is_refused(
    small_tables: SmallTables, capsys: pytest.CaptureFixture[str]
) -> None:
    small_tables.set_cell("claims", "K01", "quantity_max", "60")
    line = (
        "claims, row K01: the row is other than published on 2024-08-20; "
        "add a line on it to corrections.csv, then run python -m geodata publish\n"
    )
    assert main(["check", str(small_tables.folder)]) == 1
    assert capsys.readouterr().out == line
    assert main(["publish", str(small_tables.folder), "--day", "2024-09-01"]) == 1
    assert capsys.readouterr().out == line


def test_publishing_says_so(small_tables: SmallTables, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["publish", str(small_tables.folder), "--day", "2024-09-01"]) == 0
    assert capsys.readouterr().out == "every row is published as it stands\n"


def test_without_a_folder_the_tables_of_the_project_are_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    assert "events 78, claims 113, places 53, presence 61, route 14" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [[], ["mend"], ["check", "one", "two"], ["publish", "--day", "today"]])
def test_a_wrong_call_exits_with_2_and_says_how_to_call(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert "usage: python -m geodata" in capsys.readouterr().err


def test_it_runs_as_a_module_even_on_a_console_without_accents(small_tables: SmallTables) -> None:
    small_tables.set_cell("events", "E01", "confidence", "sûr")
    done = subprocess.run(
        [sys.executable, "-m", "geodata", "check", str(small_tables.folder)],
        cwd=TOP,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout.startswith("events, row E01, column confidence, value 's\\xfbr': this word is not in")
    assert done.stderr == ""
