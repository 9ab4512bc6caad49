"""The ways by which rows come in: one writer for each, and what each of them can carry."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
from importers.event_files import collection, point, read, table, zipped
from shapely.geometry import Point

from geodata.importers import ImportOptions, ImportResult, text_rows

Row = Mapping[str, Any]

#: Where the rows lie when their places are geometries: longitude, latitude.
PLACES = [(2.6, 19.5), (2.7, 19.6), (2.6, 19.5)]

#: Letters of a name that a shapefile keeps.
CUT = 10


@dataclass(frozen=True)
class Way:
    """A way of reading: its name, what writes rows for it, whether places are geometries, whether names are cut.

    ``more`` rows are rejected besides those that are written.
    """

    name: str
    write: Callable[[Sequence[Row]], bytes]
    with_points: bool = False
    cuts: bool = False
    more: int = 0

    def read(self, rows: Sequence[Row], options: ImportOptions | None = None) -> ImportResult:
        """Write the rows, read them by this way and no other, and check that none was lost."""
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(text_rows, "_Patient", _not_patient if self.name == "fast CSV" else text_rows._Patient)
            result = read(self.write(rows), "events", options)
        assert result.rows_read == len(rows) + self.more
        return result


def _not_patient(*_: object) -> None:
    raise AssertionError("the fast reader gave up")


def _ragged(rows: Sequence[Row]) -> bytes:
    """A row with a cell too few at the end sends the file to the patient reader."""
    return table(rows) + ",".join("x" * (len(rows[0]) - 1)).encode() + b"\n"


def _geojson(rows: Sequence[Row]) -> bytes:
    features = [
        {"type": "Feature", "properties": dict(row), "geometry": point(*place)}
        for row, place in zip(rows, PLACES, strict=False)
    ]
    return collection(*features)


def _frame(rows: Sequence[Row]) -> gpd.GeoDataFrame:
    points = [Point(*place) for place in PLACES[: len(rows)]]
    return gpd.GeoDataFrame(pd.DataFrame(list(rows)), geometry=points, crs="EPSG:4326")


def _geopackage(rows: Sequence[Row]) -> bytes:
    return _layer(_frame(rows))


def _attributes(rows: Sequence[Row]) -> bytes:
    return _layer(pd.DataFrame(list(rows)))


def _layer(frame: pd.DataFrame) -> bytes:
    stream = io.BytesIO()
    pyogrio.write_dataframe(frame, stream, driver="GPKG", layer="events")
    return stream.getvalue()


def _shapefile(rows: Sequence[Row]) -> bytes:
    with TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # pyogrio says that names were cut, which is what is tested
        pyogrio.write_dataframe(_frame(rows), Path(folder) / "events.shp")
        return zipped({path.name: path.read_bytes() for path in Path(folder).iterdir()})


WAYS = (
    Way("fast CSV", table),
    Way("patient CSV", _ragged, more=1),
    Way("GeoJSON", _geojson, with_points=True),
    Way("GeoPackage", _geopackage, with_points=True),
    Way("GeoPackage without places", _attributes),
    Way("shapefile", _shapefile, with_points=True, cuts=True),
)
