"""The stored events as an event set, the very one that the file would make."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Connection, Date, Row, cast, literal, select, type_coerce
from sqlalchemy.types import NullType

from geodata.database.connection import Database
from geodata.database.faults import DatabaseFault
from geodata.database.keeping import Held
from geodata.database.schema import CODED, EVENTS, FORM, LISTS, NUMBERS, SCHEMA, TEXTS, VERSION
from geodata.imported.event_set import EventSet
from geodata.importers.actors import tuple_array
from geodata.importers.limits import MAX_ROWS
from geodata.importers.model import COLUMNS
from geodata.importers.numbers import categories
from geodata.languages import noop

#: Rows that travel at one time.
_CHUNK = 50_000

#: Milliseconds for a look at the version, and for each step of reading all events.
_GLANCE, _STEP = 2_000, 60_000

_NO_DAY = np.datetime64("NaT", "s")


def read_version(database: Database) -> str:
    """Return the name of the content of the table. Raises DatabaseFault."""
    with database.glancing(_GLANCE) as connection:
        return str(_about(connection).version)


def read_events(database: Database) -> Held:
    """Read all events, as of one moment. Raises DatabaseFault."""
    with database.reading(_STEP) as connection:
        about = _about(connection)
        if about.rows > MAX_ROWS:
            raise DatabaseFault(
                noop(
                    "The database holds {rows} events; a dashboard shows at most {most}. "
                    "Store those of fewer countries or years."
                ),
                rows=about.rows,
                most=MAX_ROWS,
            )
        frame = _frame(_chunks(connection))
    return Held(about.version, _set(frame, about))


def _about(connection: Connection) -> Row[Any]:
    about = connection.execute(select(VERSION)).first()
    if about is None or about.form != FORM:
        raise DatabaseFault(
            noop("The database holds no events that this dashboard can read."),
            f"{SCHEMA}.version has {'no row' if about is None else f'form {about.form}, not {FORM}'}; "
            "store the events with this version of: python -m geodata store FILE",
        )
    return about


def _chunks(connection: Connection) -> Iterator[gpd.GeoDataFrame]:
    epoch = cast(literal("1970-01-01"), Date)
    wanted = ("row", "id", "source_row", "geom", *NUMBERS, *CODED, *TEXTS, "may_export")
    days = [(EVENTS.c[name] - epoch).label(name) for name in ("date_start", "date_end")]
    # without their type SQLAlchemy takes the lists as they come, instead of looking at each element
    lists = [type_coerce(EVENTS.c[name], NullType()).label(name) for name in LISTS]
    query = select(*(EVENTS.c[name] for name in wanted), *days, *lists).order_by(EVENTS.c.row)
    streamed = connection.execution_options(stream_results=True, max_row_buffer=_CHUNK)
    found: Iterator[gpd.GeoDataFrame] = gpd.read_postgis(query, streamed, geom_col="geom", chunksize=_CHUNK)
    return found


def _frame(chunks: Iterable[gpd.GeoDataFrame]) -> pd.DataFrame:
    """Put the chunks together, each reduced to what an event set holds before the next one comes."""
    known: dict[Any, Any] = {}  # equal lists, and equal texts of few values, are held once
    parts = [_reduced(chunk, known) for chunk in chunks]
    names = ("row", "id", *COLUMNS)
    columns = {name: np.concatenate([part[name] for part in parts]) for name in names if name in parts[0]}
    if (columns["row"] != np.arange(len(columns["row"]))).any():
        raise DatabaseFault(
            noop("The events of the database cannot be shown: their numbers have gaps."),
            f"{SCHEMA}.events was changed by hand: its column row must count from 0 without a gap; store a file anew.",
        )
    for name in CODED:
        columns[name] = categories(columns[name])
    for name in TEXTS:
        columns[name] = pd.array(columns[name], dtype="str")
    index = pd.Index(pd.array(columns["id"], dtype="str"), name="id", dtype="str")
    return pd.DataFrame({name: columns[name] for name in COLUMNS}, index=index)


def _reduced(chunk: gpd.GeoDataFrame, known: dict[Any, Any]) -> dict[str, np.ndarray]:
    points = chunk["geom"].to_numpy()
    found: dict[str, np.ndarray] = {
        "row": chunk["row"].to_numpy(dtype=np.int64),
        "id": chunk["id"].to_numpy(dtype=object),
        "source_row": chunk["source_row"].to_numpy(dtype=np.int64),
        "lon": shapely.get_x(points),
        "lat": shapely.get_y(points),
        "may_export": chunk["may_export"].to_numpy(dtype=bool),
    }
    for name in ("date_start", "date_end"):
        days = pd.to_numeric(chunk[name]).to_numpy(dtype=np.float64, na_value=np.nan)
        seconds = np.where(np.isnan(days), 0, days).astype("datetime64[D]").astype("datetime64[s]")
        found[name] = np.where(np.isnan(days), _NO_DAY, seconds)
    for name in NUMBERS:
        found[name] = pd.to_numeric(chunk[name]).to_numpy(dtype=np.float64, na_value=np.nan)
    for name in (*CODED, *TEXTS):
        found[name] = chunk[name].to_numpy(dtype=object)
    for name in CODED:
        found[name] = np.array([known.setdefault(value, value) for value in found[name]], dtype=object)
    for name in LISTS:
        tuples = [known.setdefault(given, given) for given in map(tuple, chunk[name])]
        found[name] = tuple_array(tuples)[: len(tuples)]
    return found


def _set(frame: pd.DataFrame, about: Row[Any]) -> EventSet:
    names = pd.DataFrame(about.actor_names, columns=["name", "actor_id", "rows"])
    licences = [licence for licence in frame["licence"].cat.categories if licence]
    return EventSet(
        events=frame,
        name=about.name,
        layout=about.layout,
        dataset=about.dataset,
        licence="; ".join(licences),
        may_export=bool(frame["may_export"].all()) and len(frame) > 0,
        actor_names=names.astype({"name": "str", "actor_id": "str", "rows": "int64"}),
        shared=True,
    )
