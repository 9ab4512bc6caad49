"""The rows as a GeoPackage, for QGIS and other map programs.

Layers: events, presence, route_legs, route_waypoints, places (EPSG:4326); without geometry: claims, sources, and
``about`` with licence, citation and filters, which also stand in the file's own metadata. Events of one layer are
points, areas or without position, as exact as each is known, so the layers with places allow any kind of geometry.
Lists are joined by ";". Days are dates, not moments, which is why the writing goes through Arrow: it has a type for
them.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio

from geodata.atomic import replacing
from geodata.exports.language import in_story_language
from geodata.exports.layers import cell_text, layers, tables
from geodata.selecting.colophon import Colophon
from geodata.selecting.selection import Selection

_LINES = "route_legs"
_DAY = "date32[day][pyarrow]"


@in_story_language
def write_gpkg(selection: Selection, colophon: Colophon, path: Path) -> None:
    """Write the file. Raises OSError when the path cannot be written."""
    about = pd.DataFrame({"part": list(colophon.parts()), "text": list(colophon.parts().values())})
    frames = {**layers(selection), **tables(selection), "about": about}
    with replacing(path) as lent:
        # GDAL chooses its way of working by the ending, which the viewer's path need not have
        draft = lent.with_name("draft.gpkg")
        try:
            for name, frame in frames.items():
                _write_layer(draft, name, frame, colophon)
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
            raise OSError("GDAL could not write it, perhaps for want of room") from error
        draft.rename(lent)


def _write_layer(path: Path, name: str, frame: pd.DataFrame, colophon: Colophon) -> None:
    kind = ("LineString" if name == _LINES else "Unknown") if isinstance(frame, gpd.GeoDataFrame) else None
    pyogrio.write_dataframe(
        _columns(frame),
        path,
        layer=name,
        driver="GPKG",
        geometry_type=kind,
        use_arrow=True,
        dataset_metadata=colophon.parts(),
    )


def _columns(frame: pd.DataFrame) -> pd.DataFrame:
    """Columns of the types that a GeoPackage has: text, number, yes or no, day."""
    changed = {}
    for name in frame.columns:
        if pd.api.types.is_datetime64_any_dtype(frame[name]):
            changed[name] = frame[name].astype(_DAY)
        elif frame[name].dtype == object:
            changed[name] = pd.Series([cell_text(_as_list(v)) for v in frame[name]], index=frame.index, dtype="str")
    return frame.assign(**changed)


def _as_list(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
