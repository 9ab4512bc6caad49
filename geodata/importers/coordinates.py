"""Coordinates as files state them, and every way in which they cannot be true."""

from __future__ import annotations

import numpy as np
import pandas as pd

from geodata.importers.countries import boxes_of
from geodata.importers.numbers import read_decimals
from geodata.importers.report import Report
from geodata.languages import noop

#: Degrees by which a point must lie outside the box of its country before anything is concluded from it: the boxes are
#: those of today, and data sets name the states of the time.
SWAPPED_MARGIN = 1.0
FAR_MARGIN = 5.0

_COMMA = r"[+-]?[0-9]+,[0-9]+"
_REMEDY_BLANK = noop("correct the coordinates, or leave both cells blank when the place is not known")


def read_coordinates(
    report: Report, lat_text: pd.Series, lon_text: pd.Series, columns: tuple[str, str]
) -> tuple[np.ndarray, np.ndarray]:
    """Latitude and longitude in degrees, NaN where both cells are blank; rows with anything else wrong are rejected."""
    blank = [(text == "").to_numpy(dtype=bool) for text in (lat_text, lon_text)]
    numbers = [read_decimals(text) for text in (lat_text, lon_text)]
    for column, text, empty, value in zip(columns, (lat_text, lon_text), blank, numbers, strict=True):
        unread = ~empty & np.isnan(value)
        comma = unread & text.str.fullmatch(_COMMA).to_numpy(dtype=bool)
        reason = noop("a decimal comma; coordinates need a point")
        report.cells(comma, column, text, "rejected", reason, noop("write the number with a point, as 18.44"))
        reason = noop("this is not a number of degrees")
        report.cells(unread & ~comma, column, text, "rejected", reason, noop("write decimal degrees, as 18.44"))
    half = blank[0] ^ blank[1]
    for column, text, empty in zip(columns, (lat_text, lon_text), blank, strict=True):
        reason = noop("half a coordinate: the other cell is filled")
        report.cells(half & empty, column, text, "rejected", reason, noop("fill both cells, or leave both blank"))
    check_range(report, numbers[0], numbers[1], columns)
    return numbers[0], numbers[1]


def check_range(report: Report, lat: np.ndarray, lon: np.ndarray, columns: tuple[str, str]) -> None:
    """Reject points beyond the poles or the date line, and 0/0."""
    lat_off, lon_off = np.abs(lat) > 90, np.abs(lon) > 180
    metres = (np.abs(lat) > 360) | (np.abs(lon) > 360)
    swapped = lat_off & ~metres & (np.abs(lat) <= 180) & (np.abs(lon) <= 90)
    where = f"{columns[0]}, {columns[1]}"
    reason, remedy = (
        noop("these are not degrees, perhaps metres of another projection than WGS 84"),
        noop("convert the file to WGS 84 (EPSG:4326)"),
    )
    report.cells(metres, where, _shown(metres, lat, lon), "rejected", reason, remedy)
    reason = noop("latitude beyond 90 degrees; latitude and longitude seem to be swapped")
    report.cells(swapped, where, _shown(swapped, lat, lon), "rejected", reason, noop("swap the two cells"))
    beyond = (lat_off | lon_off) & ~metres & ~swapped
    reason = noop("latitude beyond 90 or longitude beyond 180 degrees")
    report.cells(beyond, where, _shown(beyond, lat, lon), "rejected", reason, _REMEDY_BLANK)
    reason = noop("0, 0 lies in the Gulf of Guinea and mostly means that the place is not known")
    nowhere = (lat == 0) & (lon == 0)
    report.cells(nowhere, where, _shown(nowhere, lat, lon), "rejected", reason, _REMEDY_BLANK)


def check_country(
    report: Report, lat: np.ndarray, lon: np.ndarray, country: np.ndarray, columns: tuple[str, str], vague: np.ndarray
) -> None:
    """Reject points that are certainly swapped, flag those far from the country that the row itself names.

    Certainly swapped: the point lies outside the box of the country, and with latitude and longitude changed over it
    lies inside. ``vague`` marks rows that may well lie elsewhere, at sea for instance.
    """
    box = boxes_of(country)
    outside = ~_inside(box, lat, lon, SWAPPED_MARGIN) & ~np.isnan(box[:, 0]) & ~np.isnan(lat) & (np.abs(lat) <= 90)
    outside &= (np.abs(lon) <= 180) & ~((lat == 0) & (lon == 0)) & ~vague
    swapped = outside & _inside(box, lon, lat, 0.0)
    far = outside & ~swapped & ~_inside(box, lat, lon, FAR_MARGIN)
    where = f"{columns[0]}, {columns[1]}"
    reason = noop("outside the country that the row names, and inside it with latitude and longitude swapped")
    remedy = noop("swap the two cells, or correct the country")
    report.cells(swapped, where, _shown(swapped, lat, lon), "rejected", reason, remedy)
    reason, remedy = noop("far outside the country that the row names"), noop("check the coordinates and the country")
    report.cells(far, where, _shown(far, lat, lon), "flagged", reason, remedy)


def _inside(box: np.ndarray, lat: np.ndarray, lon: np.ndarray, margin: float) -> np.ndarray:
    west, south, east, north = box.T
    tall = (lat >= south - margin) & (lat <= north + margin)
    result: np.ndarray = tall & (lon >= west - margin) & (lon <= east + margin)
    return result


def _shown(where: np.ndarray, lat: np.ndarray, lon: np.ndarray) -> list[str]:
    """The points of the rows in question, as text."""
    return [f"{north:.10g}, {east:.10g}" for north, east in zip(lat[where], lon[where], strict=True)]
