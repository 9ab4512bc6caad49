"""Each correction of November 2026 stands in the tables, in Method or in the French texts, and has its log line.

`tests/data/corrections_of_2026.csv` lists them: table, row, column, the right value, and the line of the log.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

import pytest

from geodata.knowing.method import method_text
from geodata.languages import speaking
from geodata.languages.catalogue import read_catalogue
from geodata.reading.translation import texts
from geodata.story_folder import TABLES, WORDS

LIST = Path(__file__).parents[2] / "data" / "corrections_of_2026.csv"
#: Files that only dated a row or stand behind a relay; no published row may rest on them.
HELD_BACK = {"S225", "S226", "S231", "S232", "S235", "S237", "S239"}


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def rows(table: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read(TABLES / f"{table}.csv")}


def spaced(text: str) -> str:
    """A text with plain spaces: which of them may not break is a matter of setting."""
    return text.replace("\u00a0", " ")


CORRECTIONS = read(LIST)
FRENCH = [(table, row, column, text) for table, of in texts("fr").items() for (row, column), (_, text) in of.items()]


def test_none_of_the_82_is_missing_from_the_list() -> None:
    assert len(CORRECTIONS) == 82
    assert len({(one["table"], one["row"], one["column"]) for one in CORRECTIONS}) == 82


@pytest.mark.parametrize("one", CORRECTIONS, ids=lambda one: f"{one['table']}-{one['row']}-{one['column']}")
def test_a_correction_stands_and_has_its_log_line(one: dict[str, str]) -> None:
    table, row, column, right = one["table"], one["row"], one["column"], one["right_value"]
    line = rows("corrections")[one["log"]]
    assert line["row_id"] == (table if row == "*" else row)
    assert all(line[name] for name in ("what_changed", "why", "source"))
    if table == "method":
        with speaking(column):
            assert right in method_text()
    elif row == "*":
        assert {cells[column] for cells in rows(table).values()} >= {right, "close", "none"}
    elif column == "*":
        assert texts("fr")["places"][row, "name"][1] == right
    elif table.startswith("languages/fr:"):
        assert spaced(texts("fr")[table.partition(":")[2]][row, column][1]) == spaced(right)
    else:
        assert rows(table)[row][column] == right


def test_the_border_town_has_one_spelling_in_french() -> None:
    """Its other spellings are names to be found by, and nothing else."""
    wrong = [
        (table, row, column)
        for table, row, column, text in FRENCH
        if "Tinzaouaten" in text and not (table == "corrections" or (row, column) == ("P_TINZ", "alt_names"))
    ]
    assert wrong == []
    assert "Tinzaouaten" in texts("fr")["places"]["P_TINZ", "alt_names"][1].split(";")
    assert "Tinzaouaten" not in "".join(str(message.string) for message in read_catalogue("fr"))
    assert "Tinzaouaten" not in (WORDS / "fr" / "method.md").read_text("utf-8")


def test_french_hours_are_written_with_an_h() -> None:
    assert [(t, r, c) for t, r, c, text in FRENCH if re.search(r"\b[0-2]?\d:[0-5]\d\b", text)] == []


def test_the_unit_of_one_is_in_the_singular() -> None:
    """French counts as one whatever is less than two, and so does a figure of one in English."""
    ones = [claim for claim in rows("claims").values() if claim["quantity_min"] == "1"]
    assert {claim["id"] for claim in ones} == {"K13", "K34"}
    units = {claim["id"]: texts("fr")["claims"][claim["id"], "unit"][1] for claim in ones}
    assert units == {"K13": "combattant de Wagner tué (aucun total donné)", "K34": "captif mort"}
    assert rows("claims")["K34"]["unit"] == "captive dead"


def test_an_arrival_that_nobody_denies_is_single_source_in_either_capital() -> None:
    """Each was filed as a total for a country; it is one newspaper's report of an arrival (C06, C94)."""
    reports = rows("presence")
    assert [reports[row]["confidence"] for row in ("R45", "R54")] == ["single-source", "single-source"]
    assert [reports[row]["source_ids"] for row in ("R45", "R54")] == ["S70", "S70"]
    assert rows("corrections")["C94"]["row_id"] == "R45"


def test_no_row_rests_on_a_file_that_is_held_back() -> None:
    assert HELD_BACK.isdisjoint(rows("sources"))
