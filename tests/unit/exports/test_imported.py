"""A viewer's own events in the hand-outs: the rows that pass, as their licence allows, and never more."""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from exports.written import MADE
from imported.event_rows import made

from geodata.asking.filters import Filters
from geodata.drawing.paper.frame import fitted
from geodata.drawing.paper.imported import draw_imported, imported_legend
from geodata.drawing.paper.panel import panel
from geodata.drawing.style import HEXAGON
from geodata.exports import FORMATS
from geodata.exports.web_page import html_bytes
from geodata.imported.event_set import EventSet
from geodata.imported.shown import shown_events
from geodata.selecting.colophon import Colophon, colophon
from geodata.selecting.selection import Selection, select
from tests import map_program
from tests.real_story import REAL

LATE = Filters(date_from=dt.date(2024, 7, 1))
OPEN = made(
    {"id": "own:old", "date_start": "1999-05-01", "date_end": "1999-05-01", "title": "Long before"},
    {"id": "own:new", "title": "=SUM(A1)", "notes": "<b>bold</b> `${x}`"},
    {"id": "own:nowhere", "lat": np.nan, "lon": np.nan, "title": "No place"},
)
HELD = replace(
    made({"id": "acled:1", "title": "A secret row", "dataset": "ACLED", "licence": "ACLED terms", "may_export": False}),
    dataset="ACLED",
)


def view(events: EventSet, filters: Filters = LATE) -> tuple[Selection, Colophon]:
    shown = shown_events(events, REAL, filters)
    return select(REAL, filters, imported=shown), colophon(REAL, filters, MADE, imported=shown)


@pytest.mark.parametrize("name", ["geojson", "kml", "gpkg"])
def test_map_files_hold_the_rows_that_pass_with_their_positions(name: str, tmp_path: Path) -> None:
    selection, about = view(OPEN)
    path = tmp_path / f"out.{name}"
    FORMATS[name].write(selection, about, path)
    if name == "geojson":
        read = json.loads(path.read_text("utf-8"))["features"]
        found = {row["id"]: row["geometry"] for row in read if row["properties"]["layer"] == "imported_events"}
        assert found["own:new"] == {"type": "Point", "coordinates": [2.97, 19.95]}
        assert found["own:nowhere"] is None
    else:
        assert "imported_events" in map_program.layers(path)
        frame = map_program.read(path, "imported_events")
        found = dict(zip(frame["id"], frame.geometry, strict=True))
        assert (found["own:new"].x, found["own:new"].y) == (2.97, 19.95)
    assert set(found) == {"own:new", "own:nowhere"}


def test_the_spreadsheet_has_a_table_of_them_without_a_formula_and_says_whose_they_are() -> None:
    selection, about = view(OPEN)
    with zipfile.ZipFile(io.BytesIO(FORMATS["csv"].content(selection, about))) as archive:
        rows = pd.read_csv(archive.open("imported_events.csv"))
        readme = " ".join(archive.read("README.txt").decode("utf-8-sig").split())
    assert list(rows["id"]) == ["own:new", "own:nowhere"]
    assert rows["title"].iloc[0] == "'=SUM(A1)"
    assert "2 events of the file “rows.csv” (my data), brought by a viewer and not of this project" in readme


@pytest.mark.parametrize("name", ["csv", "geojson", "kml", "gpkg", "html"])
def test_rows_that_may_not_be_passed_on_are_held_back_with_a_word(name: str, tmp_path: Path) -> None:
    selection, about = view(HELD)
    assert "1 event of the file “rows.csv” (ACLED) stood beside these rows and is left out" in about.imported
    assert "the terms of ACLED forbid passing rows on" in about.imported
    path = tmp_path / f"out{FORMATS[name].ending}"
    FORMATS[name].write(selection, about, path)
    content = path.read_bytes()
    if name == "csv":
        with zipfile.ZipFile(path) as archive:
            content = b"".join(archive.read(part) for part in archive.namelist())
    assert b"secret row" not in content
    assert b"acled:1" not in content
    assert re.search(rb"forbid\s+passing\s+rows\s+on", content)


def test_without_a_file_nothing_is_said_of_one() -> None:
    about = colophon(REAL, LATE, MADE)
    assert "imported_events" not in about.parts()
    assert "imported_events" not in json.loads(FORMATS["geojson"].content(select(REAL, LATE), about))


def test_a_page_that_stands_alone_holds_the_rows_that_pass_and_no_others() -> None:
    selection, about = view(OPEN)
    page = html_bytes(selection, about).decode("utf-8")
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    layer = data["state"]["imported"]
    assert layer["shown"] == 2
    assert len(layer["texts"]) == 1
    assert sum(data["timeline"]["imported"]["count"]) == 2
    assert "Long before" not in page


def test_too_many_rows_for_a_page_are_left_out_with_a_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.exports.web_page._ROOM", 10)
    selection, about = view(OPEN)
    page = html_bytes(selection, about).decode("utf-8")
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])  # type: ignore[index]
    assert data["state"]["imported"] is None
    assert any("are left out: they need more room" in line for line in data["words"]["foot"])


def test_many_events_on_paper_are_counted_in_hexagons_whose_numbers_sum_to_the_total() -> None:
    from matplotlib.figure import Figure

    rows = HEXAGON["above"] + 500
    spread = np.random.default_rng(1)
    lats, lons = spread.uniform(14, 20, rows), spread.uniform(-3, 6, rows)
    crowd = made(*({"lat": lat, "lon": lon} for lat, lon in zip(lats.tolist(), lons.tolist(), strict=True)))
    view_of_them = panel(Figure(figsize=(8, 6)), 0, 0, 700, 500, 1.0)
    frame = fitted(((13.0, -4.0), (21.0, 7.0)), 700, 500)
    draw_imported(view_of_them, frame, REAL, crowd)
    numbers = [int(text.get_text()) for text in view_of_them.axes.texts]
    assert sum(numbers) == rows
    assert [entry["label"] for entry in imported_legend(REAL, frame, crowd)] == ["hexagon: number of events"]
