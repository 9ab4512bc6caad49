"""Coordinates in another projection than WGS 84.

They are converted only when the file itself states its coordinate reference system, and the report then says so.
Without such a statement coordinates are taken as degrees on WGS 84, and those that cannot be are rejected.
"""

from __future__ import annotations

import re

import numpy as np
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from pyproj.network import set_network_enabled  # type: ignore[attr-defined]  # in its list of names without a type

from geodata.importers.faults import ImportFault
from geodata.importers.report import Report
from geodata.languages import noop

set_network_enabled(active=False)  # PROJ would fetch grids of corrections

#: What PROJ opens a file for: parameters of its own strings, which well-known text may carry along, too.
_FILE = re.compile(r"(grids|\bfile|\binit|\bcatalog|\bmodel)\s*=|PARAMETERFILE|PROJ4_GRIDS|PROJ-based", re.IGNORECASE)
_NO_FILE = re.compile(r"nadgrids\s*=\s*@null", re.IGNORECASE)


def names_a_file(stated: str) -> bool:
    """Whether a coordinate system is described by another file, which PROJ would open."""
    return stated.lstrip().startswith("{") or _FILE.search(_NO_FILE.sub("", stated)) is not None


def to_degrees(
    report: Report, stated: str, x: np.ndarray, y: np.ndarray, name: str
) -> tuple[np.ndarray, np.ndarray, bool]:
    """Longitude and latitude (degrees, WGS 84) of x and y in the stated system, and whether they were converted.

    Raises ImportFault when the system is not known, or would be looked up in another file.
    """
    if names_a_file(stated):
        raise ImportFault(
            noop(
                "{name} describes its coordinate system by another file, which is not opened; save it in WGS 84 "
                "(EPSG:4326)."
            ),
            name=name,
        )
    try:
        crs = CRS.from_user_input(stated)
        if _is_wgs84(crs):
            return x, y, False
        lon, lat = Transformer.from_crs(crs, 4326, always_xy=True).transform(x, y)
    except (CRSError, ProjError) as error:
        raise ImportFault(
            noop("{name} states a coordinate system that is not known ({stated}); save it in WGS 84 (EPSG:4326)."),
            name=name,
            stated=repr(stated[:60]),
        ) from error
    words = crs.to_string() if len(crs.to_string()) < 60 else crs.name
    reason = noop("the file states another coordinate system than WGS 84; its coordinates were converted")
    report.file("geometry", words, reason, noop("check that a few well-known places lie where they should"))
    lost = np.isfinite(x) & np.isfinite(y) & ~(np.isfinite(lon) & np.isfinite(lat))
    points = [f"{east:.10g}, {north:.10g}" for east, north in zip(x[lost], y[lost], strict=True)]
    reason = noop("the point lies outside its own coordinate system")
    remedy = noop("correct the coordinates or the coordinate system")
    report.cells(lost, "geometry", points, "rejected", reason, remedy)
    return np.where(np.isfinite(lon), lon, np.nan), np.where(np.isfinite(lat), lat, np.nan), True


def _is_wgs84(crs: CRS) -> bool:
    return crs.is_geographic and (
        crs.equals(CRS(4326), ignore_axis_order=True) or crs.to_epsg(min_confidence=20) == 4326
    )
