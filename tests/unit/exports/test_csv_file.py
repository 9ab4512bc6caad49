"""Tables for spreadsheets: readable by pandas and by Excel, no formula in them, licence and filter beside them."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from exports.test_read_back import SHOWN, hostile
from exports.written import MADE, about, as_text, table, written
from hypothesis import given
from hypothesis import strategies as st

from geodata.asking.filters import Filters
from geodata.exports.csv_file import claims_csv, csv_bytes, events_csv, safe_cell
from geodata.reading.story import load_story
from geodata.selecting.selection import select
from small_tables import SmallTables
from tests.real_story import EVENTS, REAL


def test_the_zip_has_a_table_for_each_kind_of_row_and_says_what_they_are(tmp_path: Path) -> None:
    wanted = Filters(actors=("jnim",))
    written("csv", tmp_path / "out.zip", filters=wanted)
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        assert archive.testzip() is None
        tables = ("events", "claims", "presence", "route_legs", "route_waypoints", "places", "sources")
        assert archive.namelist() == ["README.txt", *(f"{name}.csv" for name in tables)]
        readme = " ".join(archive.read("README.txt").decode("utf-8-sig").split())
    for part in about(filters=wanted).parts().values():
        assert part in readme
    assert "actors: JNIM" in readme
    assert f"9 of {EVENTS} events shown; 2 have no place" in readme


def test_a_path_that_ends_in_csv_gets_the_events_alone_with_the_licence_in_each_row(tmp_path: Path) -> None:
    written("csv", tmp_path / "out.csv", filters=Filters(countries=("NER",)))
    found = pd.read_csv(tmp_path / "out.csv")
    assert list(found["id"]) == list(REAL.events.index[REAL.events["country"] == "NER"])
    for name, text in about(filters=Filters(countries=("NER",))).parts().items():
        assert set(found[f"about_{name}"]) == {text}


def test_the_claims_alone_name_their_claimants_and_the_licence() -> None:
    found = as_text(claims_csv(select(REAL, Filters()), about()))
    assert list(found["id"]) == list(REAL.claims.index)
    assert list(found["claimant"]) == list(REAL.claims["claimant"])
    assert found["about_licence"].str.contains("CC BY 4.0").all()


def test_no_claim_stands_without_its_rivals_and_those_say_why_the_filter_does_not_match_them() -> None:
    found = as_text(claims_csv(select(REAL, Filters(actors=("jnim",))), about())).set_index("id")
    assert set(REAL.manifest.key_claims) <= set(found.index)
    assert found.at["K01", "dimmed"] == ""
    assert set(found.loc[["K03", "K18"], "dimmed"]) == {"not about an event of the chosen actor"}


def test_spreadsheets_are_told_the_encoding_and_rows_end_as_the_standard_says() -> None:
    content = events_csv(select(REAL, Filters()), about())
    assert content.startswith(b"\xef\xbb\xbfid,")
    assert content.endswith(b"\r\n")


def test_numbers_are_numbers_and_lists_are_joined(tmp_path: Path) -> None:
    written("csv", tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        events = pd.read_csv(archive.open("events.csv")).set_index("id")
        claims = pd.read_csv(archive.open("claims.csv")).set_index("id")
    assert events["lat"].dtype == float
    assert list(events.at["E34", "actor_ids"].split(";")) == list(REAL.events.at["E34", "actor_ids"])
    assert claims["quantity_min"].equals(REAL.claims["quantity_min"])


def test_a_longitude_west_of_greenwich_is_no_formula(tmp_path: Path) -> None:
    small = load_story(SmallTables(tmp_path).folder)
    written("csv", tmp_path / "out.zip", small)
    assert table(tmp_path / "out.zip", "events").at["E01", "lon"] == "-2.5"


@pytest.mark.parametrize("kind", SHOWN)
def test_a_hostile_title_is_text_and_a_formula_gets_an_apostrophe(tmp_path: Path, kind: str) -> None:
    story = hostile(load_story(SmallTables(tmp_path).folder), kind)
    written("csv", tmp_path / "out.zip", story)
    wanted = f"'{SHOWN[kind]}" if kind == "formula" else SHOWN[kind]
    assert list(table(tmp_path / "out.zip", "events")["title"]) == [wanted] * 4
    assert list(table(tmp_path / "out.zip", "claims")["claim"]) == [wanted] * 3


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_each_character_that_begins_a_formula_is_defused_at_the_beginning_only(start: str) -> None:
    assert safe_cell(f"{start}1") == f"'{start}1"
    assert safe_cell(f"1{start}") == f"1{start}"
    assert safe_cell([f"{start}1", "b"]) == f"'{start}1;b"


@given(st.text())
def test_no_cell_begins_a_formula_and_a_row_keeps_its_cells(text: str) -> None:
    cell = safe_cell(text)
    assert not cell or cell[0] not in "=+-@\t\r"
    assert cell in (text, f"'{text}")


def test_the_same_rows_and_moment_give_the_same_bytes_and_the_zip_says_when() -> None:
    selection = select(REAL, Filters())
    content = csv_bytes(selection, about())
    assert content == csv_bytes(selection, about())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {MADE.timetuple()[:6]}


def test_every_line_has_as_many_cells_as_the_header(tmp_path: Path) -> None:
    written("csv", tmp_path / "out.zip")
    with zipfile.ZipFile(tmp_path / "out.zip") as archive:
        for name in archive.namelist()[1:]:
            lines = list(csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")))
            assert {len(line) for line in lines} == {len(lines[0])}, name
