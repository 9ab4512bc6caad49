"""`python -m geodata export` takes the parameters of the address and refuses what a page would ignore."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest

from geodata.__main__ import main
from geodata.asking.filter_parameters import read_filters
from geodata.asking.filters import Filters, events_mask
from small_tables import SmallTables
from tests.real_story import EVENTS, EVERY_EVENT, REAL


def export(path: Path, *more: str, name: str = "geojson") -> int:
    return main(["export", "--format", name, "--out", str(path), *more])


def events_in(path: Path) -> list[str]:
    features = json.loads(path.read_text("utf-8"))["features"]
    return [f["id"] for f in features if f["properties"]["layer"] == "events"]


@pytest.mark.parametrize("name", ["csv", "geojson", "kml", "gpkg"])
def test_it_writes_a_file_and_says_what_is_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert export(tmp_path / "out", name=name) == 0
    assert (tmp_path / "out").stat().st_size > 1000
    assert capsys.readouterr().out == (
        f"{tmp_path / 'out'}: {EVERY_EVENT}; claims: {len(REAL.claims)}; "
        f"presence reports: {len(REAL.presence)}; legs of the route: 9\n"
    )


@pytest.mark.parametrize(
    "params",
    [
        {"from": ["2024-07-25"], "to": ["2024-07-31"]},
        {"actor": ["wagner", "jnim"], "country": ["MLI"]},
        {"kind": ["coup", "ambush"], "confidence": ["well-attested"]},
        {"q": ["tin zaouatine"]},
        {"asof": ["2024-07-28"]},
        {"exact": ["1"]},
    ],
    ids=lambda params: "&".join(params),
)
def test_the_options_are_the_parameters_of_the_address(tmp_path: Path, params: dict[str, list[str]]) -> None:
    options = [part for key, values in params.items() for value in values for part in (f"--{key}", value)]
    assert export(tmp_path / "out.geojson", *options) == 0
    filters, notices = read_filters(params, REAL)
    mask = events_mask(REAL, filters)
    assert not notices
    assert 0 < mask.sum() < EVENTS
    assert events_in(tmp_path / "out.geojson") == list(mask.index[mask])


def test_exact_may_stand_alone_and_a_chosen_event_hides_no_other(tmp_path: Path) -> None:
    assert export(tmp_path / "a.geojson", "--exact") == export(tmp_path / "b.geojson", "--event", "E34") == 0
    mask = events_mask(REAL, Filters(exact=True))
    assert events_in(tmp_path / "a.geojson") == list(mask.index[mask])
    assert events_in(tmp_path / "b.geojson") == list(REAL.events.index)
    assert json.loads((tmp_path / "b.geojson").read_text("utf-8"))["address"] == "?event=E34"


def test_a_path_that_ends_in_csv_is_a_plain_table(tmp_path: Path) -> None:
    assert export(tmp_path / "out.csv", "--country", "CAF", name="csv") == 0
    assert set(pd.read_csv(tmp_path / "out.csv")["country"]) == {"CAF"}


@pytest.mark.parametrize(
    ("options", "notice"),
    [
        (["--actor", "nobody"], "No actor is called “nobody”"),
        (["--from", "2024-07"], "“2024-07” is not a day in the form YYYY-MM-DD"),
        (["--from", "2024-08-01", "--to", "2024-07-01"], "which is backwards"),
        (["--exact", "yes"], "“exact” can only be 1"),
        (["--event", "E99"], "There is no event “E99”"),
        (["--q", "x" * 300], "longer than 200 characters"),
        (["--variant", "straight"], "There is no variant “straight”"),
    ],
)
def test_a_value_that_a_page_would_ignore_stops_it_with_the_same_words(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], notice: str
) -> None:
    assert export(tmp_path / "out.geojson", *options) == 1
    said = capsys.readouterr()
    assert notice in said.err
    assert len(said.err.splitlines()) == 1
    assert said.out == ""
    assert not list(tmp_path.iterdir())


def test_an_unknown_format_is_named_with_those_there_are(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert export(tmp_path / "out.shp", name="shapefile") == 1
    assert capsys.readouterr().err.startswith("There is no format “shapefile”; use one of: html, png, svg, pdf")


@pytest.mark.parametrize("name", ["csv", "geojson", "kml", "gpkg"])
@pytest.mark.parametrize("where", ["missing/out.x", "."])
def test_a_path_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], where: str, name: str
) -> None:
    assert export(tmp_path / where, name=name) == 1
    said = capsys.readouterr().err
    assert "could not be written" in said
    assert len(said.splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_broken_tables_are_named_fault_by_fault(
    small_tables: SmallTables, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    small_tables.set_cell("events", "E01", "place_id", "P_X")
    assert export(tmp_path / "out.geojson", "--tables", str(small_tables.folder)) == 1
    assert "events, row E01, column place_id, value 'P_X'" in capsys.readouterr().err
