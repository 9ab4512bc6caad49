"""The one model: what every imported event becomes, whatever file it comes from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geodata.importers.actors import map_actors, story_registry
from geodata.importers.limits import MAX_ID
from geodata.importers.numbers import categories, read_decimals
from geodata.importers.options import ImportOptions
from geodata.importers.raw_table import RawTable, codes_of
from geodata.importers.report import Report
from geodata.importers.result import ImportResult
from geodata.importers.sentences import ID_LONG, ID_TAKEN
from geodata.languages import gettext, noop

#: Columns of an accepted event beside its id, which is the index.
#: date_start, date_end: first and last day the file allows (Timestamps); date_precision:
#: day|days|week|month|year|unknown.
#: lat, lon: degrees, WGS 84, NaN without a place; place_precision: exact|near|district|region|country|unknown;
#: radius_km: only where the format states one. country: ISO 3166-1 alpha-3 out of the file's own column, or "".
#: actors, actor_kinds: tuples, as given, one kind for each; actor_ids: tuple of ids of the registry.
#: low, best, high: numbers with the meaning in fatalities_meaning, NaN where not given. Texts are "" where not given.
COLUMNS = (
    "source_row", "date_start", "date_end", "date_precision", "lat", "lon", "place_precision", "radius_km", "country",
    "place_name", "kind", "actors", "actor_kinds", "actor_ids", "low", "best", "high", "fatalities_meaning", "title",
    "notes", "source_text", "dataset", "licence", "may_export",
)  # fmt: skip

#: Those that hold a text of the row's own.
_TEXTS = ("place_name", "title", "notes", "source_text")


@dataclass
class Draft:
    """All rows of a table as the model wants them, the rejected ones too. One element a row in every array.

    ``ids`` holds the ids as given, "" where there is none, and ``id_column`` is the name of their column ("" when the
    file has none). Texts may be handed in as categories, as a reader has them; a draft holds them as dtype str.
    """

    prefix: str
    ids: pd.Series
    id_column: str
    first: np.ndarray
    last: np.ndarray
    date_precision: np.ndarray
    lat: np.ndarray
    lon: np.ndarray
    place_precision: np.ndarray
    radius_km: np.ndarray
    country: np.ndarray
    place_name: pd.Series
    kind: np.ndarray
    actors: np.ndarray
    actor_kinds: np.ndarray
    low: np.ndarray
    best: np.ndarray
    high: np.ndarray
    fatalities_meaning: str
    title: pd.Series
    notes: pd.Series
    source_text: pd.Series
    dataset: str
    licence: str
    may_export: bool

    def __post_init__(self) -> None:
        """Which columns come as categories depends on the reader, and those know neither ``+`` nor a new value."""
        for name in ("ids", *_TEXTS):
            setattr(self, name, getattr(self, name).astype("str"))


def finish(draft: Draft, table: RawTable, layout: str, options: ImportOptions) -> ImportResult:
    """Check the ids, leave out the rejected rows, map the actors, and put the result together."""
    report = table.report
    ids = _unique_ids(draft, table)
    options.step(0.85, gettext("putting the events together"))
    rejected = report.rejected()
    kept = np.flatnonzero(~rejected) if rejected.any() else slice(None)  # a slice copies nothing
    rows = table.row_numbers[kept]
    registry = story_registry() if options.registry is None else options.registry
    actor_ids, names = map_actors(draft.actors[kept], registry)
    dates = {
        "date_start": draft.first[kept].astype("datetime64[s]"),
        "date_end": draft.last[kept].astype("datetime64[s]"),
    }
    numbers = {
        name: getattr(draft, name)[kept].astype("float64")
        for name in ("lat", "lon", "radius_km", "low", "best", "high")
    }
    coded = {
        name: categories(getattr(draft, name)[kept])
        for name in ("date_precision", "place_precision", "country", "kind")
    }
    texts = {name: getattr(draft, name).iloc[kept].array for name in _TEXTS}
    same = {
        name: pd.Categorical.from_codes(np.zeros(len(rows), dtype=np.int8), categories=[getattr(draft, name)])
        for name in ("fatalities_meaning", "dataset", "licence")
    }
    columns = {
        "source_row": rows, **dates, **numbers, **coded, **texts, **same,
        "actors": draft.actors[kept], "actor_kinds": draft.actor_kinds[kept], "actor_ids": actor_ids,
        "may_export": np.full(len(rows), draft.may_export),
    }  # fmt: skip
    index = pd.Index(ids.iloc[kept].array, name="id", dtype="str")
    events = pd.DataFrame({name: columns[name] for name in COLUMNS}, index=index)
    options.step(0.95, gettext("writing the report"))
    result = ImportResult(events, report.frame(), names, layout, draft.dataset, len(table) + table.lost)
    options.step(1.0, gettext("done"))
    return result


def _unique_ids(draft: Draft, table: RawTable) -> pd.Series:
    """Ids with the prefix of the source; a repeated one is rejected, a row without one is called by its number."""
    report = table.report
    missing = (draft.ids == "").to_numpy(dtype=bool)
    if missing.any():
        by_row = draft.prefix + ":row-" + pd.Series(table.row_numbers).astype("str")
        ids = by_row if missing.all() else (draft.prefix + ":" + draft.ids).where(~missing, by_row)
    else:
        ids = draft.prefix + ":" + draft.ids
    if missing.all():
        return ids
    long = (draft.ids.str.len() > MAX_ID).to_numpy(dtype=bool)
    reason, remedy = ID_LONG.format(most=MAX_ID), noop("give the row a short id")
    report.cells(long, draft.id_column, draft.ids, "rejected", reason, remedy)
    reason, remedy = noop("there is no id; the row is called by its number"), noop("give each row an id of its own")
    report.cells(missing, draft.id_column, draft.ids, "flagged", reason, remedy)
    if not draft.ids[~missing].duplicated().any():
        return ids
    codes, uniques = codes_of(draft.ids)
    firsts = np.full(len(uniques), -1, dtype=np.int64)
    firsts[codes[::-1]] = np.arange(len(codes), dtype=np.int64)[::-1]
    again = (firsts[codes] != np.arange(len(codes))) & ~missing
    rows = table.row_numbers[firsts[codes[again]]]
    reasons = [ID_TAKEN.format(row=row) for row in rows]
    remedy = noop("keep one of the rows, or give each an id of its own")
    report.cells(again, draft.id_column, draft.ids, "rejected", reasons, remedy)
    return ids


def check_year(report: Report, text: pd.Series, first: np.ndarray, last: np.ndarray, column: str) -> None:
    """Flag rows whose column of years names another year than their dates."""
    years = read_decimals(text)
    bounds = [days.astype("datetime64[Y]").astype(float) + 1970 for days in (first, last)]
    with_dates = ~np.isnat(first) & ~np.isnat(last)
    wrong = with_dates & ((years < bounds[0]) | (years > bounds[1]))
    reason, remedy = noop("another year than that of the date"), noop("correct one of the two")
    report.cells(wrong, column, text, "flagged", reason, remedy)


def titled(what: pd.Series, place: pd.Series) -> pd.Series:
    """What happened and, where it is known, at which place."""
    (what_codes, whats), (place_codes, places) = codes_of(what), codes_of(place)
    both, pairs = pd.factorize(what_codes * max(len(places), 1) + place_codes)
    titles = []
    for pair in pairs.tolist():
        first, second = divmod(pair, max(len(places), 1))
        titles.append(f"{whats[first]}: {places[second]}" if places[second] else whats[first])
    return pd.Series(pd.array(titles, dtype="str").take(both))
