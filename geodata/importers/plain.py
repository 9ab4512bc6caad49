"""Any other table: columns are recognised by their names, or chosen by a person.

What the licence of such a file is only the person knows who brings it. Until it is stated the rows are held back from
exports, for they may be a copy of a data set that forbids passing them on.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import partial, reduce
from pathlib import PurePath

import numpy as np
import pandas as pd

from geodata.asking.search import fold
from geodata.importers.actors import name_actors
from geodata.importers.dates import Order, check_future, check_spans, order_in, read_dates
from geodata.importers.faults import ImportChoice, ImportFault
from geodata.importers.model import Draft
from geodata.importers.numbers import read_codes, read_counts, read_decimals
from geodata.importers.options import ImportOptions
from geodata.importers.places import read_countries, read_places
from geodata.importers.raw_table import RawTable, plain_names
from geodata.importers.sentences import AS_GIVEN
from geodata.languages import gettext, noop, pgettext

LAYOUT = noop("plain table")

#: Field of the model -> plain names of columns that are taken for it, the best first. A mapping has the same fields.
FIELDS: dict[str, tuple[str, ...]] = {
    "id": ("id", "event_id", "uid", "identifier"),
    "date": ("date", "event_date", "date_start", "start_date", "date_of_event", "incident_date", "day", "when"),
    "date_end": ("date_end", "end_date", "event_date_end"),
    "lat": ("lat", "latitude", "y", "lat_dd", "latitude_dd"),
    "lon": ("lon", "lng", "long", "longitude", "x", "lon_dd", "longitude_dd"),
    "place_precision": ("place_precision",),
    "radius_km": ("radius_km",),
    "country": ("iso3", "country_code", "country", "iso"),
    "place_name": ("place_name", "place", "location", "town", "site", "locality"),
    "kind": ("kind", "event_type", "type", "category"),
    "actors": ("actors", "actor"),
    "low": ("low", "deaths_low", "fatalities_low", "quantity_min"),
    "best": ("best", "deaths", "fatalities", "killed", "deaths_best"),
    "high": ("high", "deaths_high", "fatalities_high", "quantity_max"),
    "title": ("title", "headline", "name", "event"),
    "notes": ("notes", "description", "summary", "details", "comment"),
    "source_text": ("source_text", "source", "sources", "url"),
}
_ACTOR_COLUMNS = ("actor1", "actor2", "side_a", "side_b")
_PRECISIONS = {name: name for name in ("exact", "near", "district", "region", "country", "unknown")} | {"": "unknown"}

_READ_IN = {
    "dmy": noop(
        "dates such as 03/04/2024 were read day before month, because others in the column can only be read so"
    ),
    "mdy": noop(
        "dates such as 03/04/2024 were read month before day, because others in the column can only be read so"
    ),
}

#: Plain name of each column that stands for a field; several for actors.
Mapped = Mapping[str, tuple[str, ...]]


def map_columns(names: Collection[str], options: ImportOptions, file: str, *, with_points: bool) -> Mapped:
    """Find the column of each field.

    Raises ImportChoice, naming the columns seen, when a chosen column is missing or when, with nothing chosen, there
    is no column of dates or (``with_points`` False) of coordinates.
    """
    mapped = _chosen(names, options, file) if options.mapping else recognised(names)
    needed = ("date",) if with_points or options.mapping else ("date", "lat", "lon")
    missing = [field for field in needed if field not in mapped]
    if missing:
        raise ImportChoice(
            noop("{file} has no column recognised as {fields}; choose columns by a mapping. Columns seen: {columns}."),
            file=file,
            fields=partial(_either, missing),
            columns=partial(_listed, names),
        )
    return mapped


def recognised(names: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Find columns (plain names) for as many fields as their names tell."""
    mapped = {}
    for field, candidates in FIELDS.items():
        found = [candidate for candidate in candidates if candidate in names]
        if found:
            mapped[field] = tuple(found) if field == "country" else (found[0],)
    sides = tuple(name for name in _ACTOR_COLUMNS if name in names)
    if sides and "actors" not in mapped:
        mapped["actors"] = sides
    return mapped


def chosen_columns(mapping: Mapping[str, str | tuple[str, ...]]) -> set[str]:
    """Plain names of all columns that a mapping names."""
    return {column for given in mapping.values() for column in _columns(given)}


def _columns(given: str | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(plain_names([given] if isinstance(given, str) else given))


def _chosen(names: Collection[str], options: ImportOptions, file: str) -> dict[str, tuple[str, ...]]:
    mapped = {}
    for field, given in options.mapping.items():
        if field not in FIELDS:
            words = noop("There is no field “{field}” to map a column to; the fields are {fields}.")
            raise ImportFault(words, field=field, fields=", ".join(FIELDS))
        columns = _columns(given)
        for column in columns:
            if column not in names:
                words = noop("{file} has no column “{column}”; columns seen: {columns}.")
                raise ImportChoice(words, file=file, column=column, columns=partial(_listed, names))
        if columns:
            mapped[field] = columns
    return mapped


def _listed(names: Collection[str]) -> str:
    shown = ", ".join([name[:40] for name in names][:40])
    if not shown:
        return pgettext("columns of a file", "none")
    return gettext("{names} and {n} more").format(names=shown, n=len(names) - 40) if len(names) > 40 else shown


def _either(fields: Sequence[str]) -> str:
    return reduce(lambda these, that: gettext("{these} or {that}").format(these=these, that=that), fields)


def draft_plain(table: RawTable, options: ImportOptions, mapped: Mapped, name: str) -> Draft:
    """Make model rows of any table; everything wrong goes to the report of the table."""
    dataset = options.dataset or PurePath(name).stem or "your data"

    def text(field: str) -> pd.Series:
        return table.text(mapped[field][0] if field in mapped else "")

    options.step(0.62, gettext("reading dates"))
    first, last, date_precision = _dates(table, options, mapped)
    options.step(0.7, gettext("reading places"))
    country = read_countries(table, mapped.get("country", ()))
    pair = (mapped.get("lat", ("",))[0], mapped.get("lon", ("",))[0])
    lat, lon = read_places(table, pair, country)
    precision = read_codes(table, mapped.get("place_precision", ("",))[0], _PRECISIONS, "unknown")
    options.step(0.75, gettext("reading numbers"))
    deaths = {field: _counts(table, mapped, field) for field in ("low", "best", "high")}
    _check_bounds(table, mapped, deaths)
    actors, kinds = name_actors([table.text(column) for column in mapped.get("actors", ("",))], _split)
    best = table.named(mapped["best"][0]) if "best" in mapped else ""
    return Draft(
        prefix=fold(dataset).replace(" ", "-") or "own",
        ids=text("id"), id_column=table.named(mapped.get("id", ("",))[0]),
        first=first, last=last, date_precision=date_precision,
        lat=lat, lon=lon, place_precision=precision, radius_km=_radius(table, mapped),
        country=country, place_name=text("place_name"), kind=text("kind").str.lower().to_numpy(dtype=object),
        actors=actors, actor_kinds=kinds, **deaths,
        fatalities_meaning=AS_GIVEN.format(column=best) if best else "",
        title=text("title"), notes=text("notes"), source_text=text("source_text"),
        dataset=dataset, licence=options.licence, may_export=bool(options.licence),
    )  # fmt: skip


def _dates(table: RawTable, options: ImportOptions, mapped: Mapped) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    report, column = table.report, mapped["date"][0]
    text = table.text(column)
    order: Order = options.day_order or order_in(text)
    if order and not options.day_order:
        report.file(table.named(column), order, _READ_IN[order], noop("if that is wrong, say which comes first"))
    dates = read_dates(text, order)
    dates.report(report, table.named(column), text)
    check_future(report, dates.first, options.today, table.named(column), text)
    if "date_end" not in mapped:
        return dates.first, dates.last, dates.precision
    end_text, end_label = table.text(mapped["date_end"][0]), table.named(mapped["date_end"][0])
    ends = read_dates(end_text, order)
    ends.report(report, end_label, end_text, blank_is_fine=True)
    last = np.where(ends.fault == "blank", dates.last, ends.last)
    check_spans(report, dates.first, last, end_label, end_text)
    precision = np.where((dates.precision == "day") & (last > dates.last), "days", dates.precision)
    return dates.first, last, precision


def _counts(table: RawTable, mapped: Mapped, field: str) -> np.ndarray:
    column = mapped.get(field, ("",))[0]
    return read_counts(table.report, table.text(column), table.named(column))


def _check_bounds(table: RawTable, mapped: Mapped, deaths: Mapping[str, np.ndarray]) -> None:
    """Flag rows whose low number is above the best, or whose high one is below it."""
    without_best = np.isnan(deaths["best"]) & (deaths["low"] > deaths["high"])
    for field, wrong, reason in (
        ("low", deaths["low"] > deaths["best"], noop("the low number is above the best one")),
        ("high", deaths["best"] > deaths["high"], noop("the high number is below the best one")),
        ("high", without_best, noop("the high number is below the low one")),
    ):
        column = mapped.get(field, ("",))[0]
        remedy = noop("correct the numbers")
        table.report.cells(wrong, table.named(column), table.text(column), "flagged", reason, remedy)


def _radius(table: RawTable, mapped: Mapped) -> np.ndarray:
    column = mapped.get("radius_km", ("",))[0]
    text = table.text(column)
    radius = read_decimals(text)
    wrong = (np.isnan(radius) & (text != "").to_numpy(dtype=bool)) | (radius <= 0)
    reason = noop("this is not a number of kilometres above 0, so it is taken as not known")
    remedy = noop("write digits, with a point before decimals")
    table.report.cells(wrong, table.named(column), text, "flagged", reason, remedy)
    return np.where(radius > 0, radius, np.nan)


def _split(texts: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names in one cell are parted by semicolons; commas may belong to a name."""
    names = tuple(dict.fromkeys(name.strip() for text in texts for name in text.split(";") if name.strip()))
    return names, ("",) * len(names)
