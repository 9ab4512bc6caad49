"""ACLED, current and older columns, also the copies with a row of HXL tags.

ACLED's terms forbid passing its rows on: they are read from a person's own file, and every event says ``may_export``
False.

Codes after the code book: time_precision 1 day, 2 week, 3 month; geo_precision 1 town, 2 area, 3 region; inter1/2 1
to 8. The date ACLED gives for a week or a month stands for all of it, so the span of such an event is three days to
each side of the date, or the calendar month. ``fatalities`` is one conservative number for all sides; it becomes
``best``. actor1 is not "the one who attacked": actors are given in the order of the file, associates after the one
they are with.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

import numpy as np
import pandas as pd

from geodata.importers.actors import name_actors
from geodata.importers.dates import check_future, month_around, read_dates
from geodata.importers.model import Draft, check_year, titled
from geodata.importers.numbers import read_codes, read_counts
from geodata.importers.options import ImportOptions
from geodata.importers.places import read_countries, read_places
from geodata.importers.raw_table import RawTable
from geodata.languages import gettext, noop

LAYOUT = "ACLED"
LICENCE = noop("ACLED terms of use: not to be passed on")
MEANING = noop("deaths: one conservative number for all sides, by ACLED")

#: The kinds of event, as this reader writes them.
KINDS_OF_EVENT = (
    noop("battles"),
    noop("explosions/remote violence"),
    noop("violence against civilians"),
    noop("protests"),
    noop("riots"),
    noop("strategic developments"),
)

#: What tells the layout from any other.
MARKS = ("event_id_cnty", "event_date", "event_type", "actor1")
_EXPECTED = (
    *MARKS, "time_precision", "geo_precision", "latitude", "longitude", "country", "sub_event_type", "inter1", "actor2",
    "inter2", "assoc_actor_1", "assoc_actor_2", "location", "notes", "source", "fatalities",
)  # fmt: skip
COLUMNS = (*_EXPECTED, "year", "iso3", "iso")

_DAYS = {"1": "day", "2": "week", "3": "month"}
_PLACES = {"1": "exact", "2": "near", "3": "region"}

#: Codes and every wording of them, in lower case -> our word for the kind of actor.
KINDS = {
    "": "", "0": "",
    "1": "state forces", "state forces": "state forces",
    "2": "rebel group", "rebel groups": "rebel group", "rebel group": "rebel group", "rebel forces": "rebel group",
    "3": "political armed group", "political militia": "political armed group",
    "political militias": "political armed group", "militia groups": "political armed group",
    "4": "identity armed group", "identity militia": "identity armed group",
    "identity militias": "identity armed group",
    "communal/identity groups": "identity armed group", "communal/identity group": "identity armed group",
    "5": "rioters", "rioters": "rioters",
    "6": "protesters", "protesters": "protesters",
    "7": "civilians", "civilians": "civilians",
    "8": "external or other forces", "external/other forces": "external or other forces",
    "foreign/others": "external or other forces", "other": "external or other forces",
}  # fmt: skip
_WEEK = np.timedelta64(3, "D")


def is_acled(names: Collection[str]) -> bool:
    """Whether the plain names of columns are those of ACLED."""
    return all(name in names for name in MARKS)


def draft_acled(table: RawTable, options: ImportOptions) -> Draft:
    """Make model rows of an ACLED table; everything wrong goes to the report of the table."""
    report = table.report
    for name in _EXPECTED:
        if name not in table.given:
            reason, remedy = noop("the layout has this column, the file has not"), noop("export the file again, whole")
            report.file(name, "", reason, remedy)
    options.step(0.62, gettext("reading dates"))
    first, last, date_precision = _dates(table, options)
    options.step(0.7, gettext("reading places"))
    country = read_countries(table, ("iso3", "iso", "country"))
    lat, lon = read_places(table, ("latitude", "longitude"), country)
    options.step(0.75, gettext("reading actors"))
    actors, actor_kinds = _actors(table)
    best = read_counts(report, table.text("fatalities"), table.named("fatalities"))
    nothing = np.full(len(table), np.nan)
    options.step(0.8, gettext("reading texts"))
    return Draft(
        prefix="acled", ids=table.text("event_id_cnty"), id_column=table.named("event_id_cnty"),
        first=first, last=last, date_precision=date_precision,
        lat=lat, lon=lon, place_precision=read_codes(table, "geo_precision", _PLACES, "unknown"), radius_km=nothing,
        country=country, place_name=table.text("location"),
        kind=table.text("event_type").str.lower().to_numpy(dtype=object),
        actors=actors, actor_kinds=actor_kinds, low=nothing, best=best, high=nothing, fatalities_meaning=MEANING,
        title=_title(table), notes=table.prose("notes"), source_text=table.prose("source"),
        dataset=LAYOUT, licence=LICENCE, may_export=False,
    )  # fmt: skip


def _dates(table: RawTable, options: ImportOptions) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    report, text, column = table.report, table.text("event_date"), table.named("event_date")
    dates = read_dates(text, "dmy", partial=False)
    dates.report(report, column, text)
    check_future(report, dates.first, options.today, column, text)
    if "year" in table.given:
        check_year(report, table.text("year"), dates.first, dates.last, table.named("year"))
    precision = read_codes(table, "time_precision", _DAYS, "unknown")
    month_first, month_last = month_around(dates.first)
    month, week = precision == "month", precision == "week"
    first = np.where(month, month_first, np.where(week, dates.first - _WEEK, dates.first))
    last = np.where(month, month_last, np.where(week, dates.last + _WEEK, dates.last))
    return first, last, precision


def _actors(table: RawTable) -> tuple[np.ndarray, np.ndarray]:
    columns = [table.text("actor1"), table.text("assoc_actor_1"), table.text("actor2"), table.text("assoc_actor_2")]
    for column in ("inter1", "inter2"):
        columns.append(pd.Series(read_codes(table, column, KINDS, ""), dtype="str"))
    return name_actors(columns, _named)


def _named(texts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Actor 1, its associates, actor 2, its associates; the code book gives associates no kind."""
    actor1, with1, actor2, with2, kind1, kind2 = texts
    pairs: dict[str, str] = {}
    for actor, kind, associates in ((actor1, kind1, with1), (actor2, kind2, with2)):
        for name, what in ((actor, kind), *((name.strip(), "") for name in associates.split(";"))):
            if name:
                pairs.setdefault(name, what)
    return tuple(pairs), tuple(pairs.values())


def _title(table: RawTable) -> pd.Series:
    kind = table.text("sub_event_type").astype("str")
    kind = kind.where(kind != "", table.text("event_type").astype("str"))
    place = table.text("location")
    return titled(kind, place)
