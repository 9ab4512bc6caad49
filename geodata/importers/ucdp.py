"""UCDP Georeferenced Event Dataset, releases 19 to 26 and the monthly candidate files (CC BY 4.0).

Columns are found by name, for their order changes between releases. Codes after the code book: where_prec 1 exact, 2
within about 25 km, 3 second-level district, 4 first-level region, 5 larger or along a line, 6 country, 7
international waters or air; date_prec 1 day, 2 two to six days, 3 week, 4 month, 5 year. date_start and date_end are
the span the file gives. Rows are never merged: one fight with several pairs of opponents is several rows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from geodata.importers.actors import name_actors
from geodata.importers.dates import check_future, check_spans, read_dates
from geodata.importers.model import Draft, check_year, titled
from geodata.importers.numbers import read_codes, read_counts
from geodata.importers.options import ImportOptions
from geodata.importers.places import read_countries, read_places
from geodata.importers.raw_table import RawTable
from geodata.languages import gettext, noop

LAYOUT = "UCDP GED"
LICENCE = "CC BY 4.0"
MEANING = noop("deaths, all sides and civilians: low, best and high estimate of UCDP")

#: What tells the layout from any other.
MARKS = ("id", "type_of_violence", "where_prec", "latitude", "longitude", "date_start")
_EXPECTED = (*MARKS, "date_prec", "date_end", "low", "best", "high", "side_a", "side_b", "country")
COLUMNS = (
    *_EXPECTED, "year", "dyad_name", "where_coordinates", "where_description", "source_article", "code_status"
)  # fmt: skip

KINDS = {"1": noop("state-based violence"), "2": noop("non-state violence"), "3": noop("one-sided violence")}
_PLACES = {
    "1": "exact", "2": "near", "3": "district", "4": "region", "5": "region", "6": "country", "7": "unknown",
}  # fmt: skip
_DAYS = {"1": "day", "2": "days", "3": "week", "4": "month", "5": "year"}
RADIUS_NEAR_KM = 25.0


def is_ucdp(names: Collection[str]) -> bool:
    """Whether the plain names of columns are those of UCDP GED."""
    return all(name in names for name in MARKS)


def draft_ucdp(table: RawTable, options: ImportOptions) -> Draft:
    """Make model rows of a GED table; everything wrong goes to the report of the table."""
    report = table.report
    for name in _EXPECTED:
        if name not in table.given:
            reason = noop("the layout has this column, the file has not")
            report.file(name, "", reason, noop("download the file again, whole"))
    options.step(0.62, gettext("reading dates"))
    first, last, date_precision = _dates(table, options)
    options.step(0.7, gettext("reading places"))
    country = read_countries(table, ("country",))
    precision = read_codes(table, "where_prec", _PLACES, "unknown")
    at_sea = (table.text("where_prec") == "7").to_numpy(dtype=bool)
    lat, lon = read_places(table, ("latitude", "longitude"), country, at_sea)
    options.step(0.75, gettext("reading numbers"))
    low, best, high = _deaths(table)
    actors, kinds = name_actors([table.text("side_a"), table.text("side_b")], _both_sides)
    options.step(0.8, gettext("reading texts"))
    place_name = table.text("where_coordinates")
    status = table.text("code_status")
    doubtful = ~status.str.casefold().isin(["", "clear"]).to_numpy(dtype=bool)
    reason = noop("UCDP itself marks the row as still to be checked")
    report.cells(doubtful, table.named("code_status"), status, "flagged", reason, noop("treat as preliminary"))
    near = (precision == "near").astype(bool)
    return Draft(
        prefix="ucdp", ids=table.text("id"), id_column=table.named("id"),
        first=first, last=last, date_precision=date_precision,
        lat=lat, lon=lon, place_precision=precision, radius_km=np.where(near, RADIUS_NEAR_KM, np.nan),
        country=country, place_name=place_name,
        kind=read_codes(table, "type_of_violence", KINDS, "unknown"),
        actors=actors, actor_kinds=kinds, low=low, best=best, high=high, fatalities_meaning=MEANING,
        title=_title(table), notes=table.prose("where_description"), source_text=table.prose("source_article"),
        dataset=LAYOUT, licence=LICENCE, may_export=True,
    )  # fmt: skip


def _dates(table: RawTable, options: ImportOptions) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    report = table.report
    start_text, end_text = table.text("date_start"), table.text("date_end")
    start = read_dates(start_text, partial=False)
    end = read_dates(end_text, partial=False)
    start.report(report, table.named("date_start"), start_text)
    end.report(report, table.named("date_end"), end_text, blank_is_fine=True)
    last = np.where(end.fault == "blank", start.last, end.last)
    check_spans(report, start.first, last, table.named("date_end"), end_text)
    check_future(report, start.first, options.today, table.named("date_start"), start_text)
    if "year" in table.given:
        check_year(report, table.text("year"), start.first, last, table.named("year"))
    precision = read_codes(table, "date_prec", _DAYS, "unknown")
    return start.first, last, precision


def _deaths(table: RawTable) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    report = table.report
    low, best, high = (read_counts(report, table.text(name), table.named(name)) for name in ("low", "best", "high"))
    remedy = noop("none needed; the numbers are kept as UCDP gives them")
    low_text, high_text, best_text = table.text("low"), table.text("high"), table.text("best")
    reason = noop("the low estimate is above the best one")
    report.cells(low > best, table.named("low"), low_text, "flagged", reason, remedy)
    reason = noop("the high estimate is below the best one")
    report.cells(best > high, table.named("high"), high_text, "flagged", reason, remedy)
    reason = noop("the best estimate is 0, so the mark has no size by deaths; the high estimate may be above 0")
    report.cells(best == 0, table.named("best"), best_text, "flagged", reason, remedy)
    return low, best, high


def _title(table: RawTable) -> pd.Series:
    dyad, place = table.text("dyad_name"), table.text("where_coordinates")
    return titled(dyad, place)


def _both_sides(texts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    names = tuple(dict.fromkeys(text for text in texts if text))
    return names, ("",) * len(names)
