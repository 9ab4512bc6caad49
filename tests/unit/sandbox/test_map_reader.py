"""The reader of map files by itself, without a process around it."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from shapely.geometry import Point

from geodata.sandbox import map_reader
from geodata.sandbox.faults import UnreadableError
from geodata.sandbox.wire import Part


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one layer as GeoPackage and as shapefile: two rows, the second without anything."""
    frame = gpd.GeoDataFrame(
        {
            "whole": pd.array([1, None], dtype="Int64"),
            "part": [1.5, np.nan],
            "text": ["a\nb", None],
            "moment": pd.to_datetime(["2024-07-25 10:00:00", None]),
            "yes": [True, False],
        },
        geometry=[Point(2.97, 19.95), None],
        crs="EPSG:4326",
    )
    frame.to_file(tmp_path / "layer.gpkg", driver="GPKG", layer="events")
    frame.to_file(tmp_path / "layer.shp")
    return tmp_path


def start(folder: Path, file: str, driver: str) -> tuple[Generator[Part, Any, None], Part]:
    """The reader, and what it asks after the only layer was chosen."""
    parts = map_reader.read(folder, {"file": file, "driver": driver})
    next(parts)
    return parts, parts.send(0)


@pytest.mark.parametrize("most", [1, 5, 1_000])
def test_cells_are_the_same_however_many_passes_it_takes(
    folder: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(map_reader, "_MOST_CELLS", most)
    parts, head = start(folder, "layer.gpkg", "GPKG")
    assert head.value == {
        "crs": "EPSG:4326",
        "fields": ["whole", "part", "text", "moment", "yes"],
        "features": 2,
    }
    first = parts.send([4, 0, 1, 2, 3])
    assert (first.name, [part is None for part in first.value]) == ("geometry", [False, True])
    assert {part.name: part.value for part in parts} == {
        "whole": ["1", ""],
        "part": ["1.5", ""],
        "text": ["a\nb", ""],
        "moment": ["2024-07-25T10:00:00", ""],
        "yes": ["True", "False"],
    }


def test_no_columns_at_all_leave_the_places(folder: Path) -> None:
    parts, _ = start(folder, "layer.shp", "ESRI Shapefile")
    assert len(parts.send([]).value) == 2
    assert list(parts) == []


def test_a_file_of_another_driver_is_refused(folder: Path) -> None:
    with pytest.raises(UnreadableError, match="GDAL took it for GPKG"):
        start(folder, "layer.gpkg", "ESRI Shapefile")
