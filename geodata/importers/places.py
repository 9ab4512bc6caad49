"""Country and coordinates of each row, whatever the layout calls their columns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geodata.importers.coordinates import check_country, check_range, read_coordinates
from geodata.importers.countries import country_codes
from geodata.importers.numbers import read_decimals
from geodata.importers.raw_table import RawTable
from geodata.languages import noop

#: Degrees by which a column may differ from the geometry of the same row: about a kilometre.
TOLERANCE = 0.01


def read_countries(table: RawTable, columns: Sequence[str]) -> np.ndarray:
    """ISO 3166-1 alpha-3 out of the first of the columns that is filled and known, else "" and flagged."""
    present = [column for column in columns if column in table.cells]
    country = np.full(len(table), "", dtype=object)
    for column in present:
        codes = country_codes(table.text(column))
        country = np.where(country == "", codes, country)
    for column in present[-1:]:
        text = table.text(column)
        unknown = (country == "") & (text != "").to_numpy(dtype=bool)
        reason = noop("this country is not in the list, so it is left blank")
        remedy = noop("write its ISO 3166-1 alpha-3 code")
        table.report.cells(unknown, table.named(column), text, "flagged", reason, remedy)
    return country


def read_places(
    table: RawTable, columns: tuple[str, str], country: np.ndarray, vague: np.ndarray | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Latitude and longitude (degrees, WGS 84; NaN without a place) out of geometries or two columns."""
    labels = (table.named(columns[0]), table.named(columns[1]))
    if table.points is None:
        lat, lon = read_coordinates(table.report, table.text(columns[0]), table.text(columns[1]), labels)
    else:
        lat, lon = table.points
        labels = ("geometry", "geometry")
        check_range(table.report, lat, lon, labels)
        _compare(table, columns, lat, lon)
    at_sea = np.zeros(len(table), dtype=bool) if vague is None else vague
    check_country(table.report, lat, lon, country, labels, at_sea)
    return lat, lon


def _compare(table: RawTable, columns: tuple[str, str], lat: np.ndarray, lon: np.ndarray) -> None:
    """Flag rows whose columns of coordinates say otherwise than their geometry, which is what is used."""
    for column, degrees in zip(columns, (lat, lon), strict=True):
        if column in table.cells and not table.converted:
            text = table.text(column)
            differs = np.abs(read_decimals(text) - degrees) > TOLERANCE
            reason = noop("the column says otherwise than the geometry, which was used")
            table.report.cells(differs, table.named(column), text, "flagged", reason, noop("correct one of the two"))
