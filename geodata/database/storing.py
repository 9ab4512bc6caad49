"""Events of a file into the database, all of them or none."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd
import shapely
from sqlalchemy import Connection, Table, delete, insert, text
from sqlalchemy.schema import CreateTable

from geodata.asking.search import fold
from geodata.database.connection import Database, has_extension
from geodata.database.faults import DatabaseFault
from geodata.database.schema import CODED, FORM, INDEXES, LISTS, NUMBERS, SCHEMA, SEARCHED, TEXTS, VERSION, events_table
from geodata.imported.searched_words import country_words, kind_in_all_languages
from geodata.importers.result import ImportResult

#: Two at once would both make the new table. Any number does that nobody else in the database uses.
_LOCK = 0x67656F64  # "geod"

#: What a PostgreSQL text cannot hold, and what stands there instead.
_NUL, _INSTEAD = "\x00", "\ufffd"

#: Columns in the order in which they are written.
_COLUMNS = (
    "row", "id", "source_row", "date_start", "date_end", "geom", *NUMBERS, *CODED, *TEXTS, *LISTS, "may_export",
    "folded",
)  # fmt: skip

#: Rows that are put into Python's own objects at one time.
_CHUNK = 20_000


@dataclass(frozen=True)
class Stored:
    """What was written. ``cells_changed`` held a NUL, which PostgreSQL cannot; U+FFFD stands there now."""

    version: str
    rows: int
    cells_changed: int


def store(database: Database, result: ImportResult, name: str) -> Stored:
    """Put the accepted events of an import in the place of those that were stored before.

    Everything happens in one transaction: until its end readers see the old events, and whatever stops it leaves them
    as they were. Who was allowed to read the old table may read the new one. Raises DatabaseFault.
    """
    version = uuid.uuid4().hex
    table = events_table("events_new")
    with database.writing() as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        _prepare(connection, table)
        changed = _copy(connection, table, result.events)
        with_trigrams = has_extension(connection, "pg_trgm")
        for column, kind in INDEXES.items():
            connection.exec_driver_sql(f"CREATE INDEX ON {SCHEMA}.events_new USING {kind} ({column})")
        if with_trigrams:
            connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            for column in SEARCHED:
                connection.exec_driver_sql(f"CREATE INDEX ON {SCHEMA}.events_new USING gin ({column} gin_trgm_ops)")
        connection.exec_driver_sql(f"ANALYZE {SCHEMA}.events_new")
        _replace(connection)
        connection.execute(delete(VERSION))
        about = {"version": version, "form": FORM, "rows": len(result.events), "name": _text(name)}
        about |= {"layout": result.layout, "dataset": _text(result.dataset)}
        connection.execute(insert(VERSION), {**about, "actor_names": _actor_names(result.actor_names)})
    return Stored(version, len(result.events), changed)


def _prepare(connection: Connection, table: Table) -> None:
    found = connection.execute(text("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")).first()
    if found is None and not has_extension(connection, "postgis"):
        raise DatabaseFault("This PostgreSQL has no PostGIS; install it on the machine of the database.")
    connection.exec_driver_sql("CREATE EXTENSION IF NOT EXISTS postgis")
    connection.exec_driver_sql(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
    connection.execute(CreateTable(VERSION, if_not_exists=True))
    connection.execute(CreateTable(table))


def _replace(connection: Connection) -> None:
    """Give the new table the name and the readers of the old one."""
    readers = connection.execute(
        text(
            "SELECT DISTINCT grantee FROM information_schema.role_table_grants WHERE table_schema = :schema "
            "AND table_name = 'events' AND privilege_type = 'SELECT' AND grantee <> current_user"
        ),
        {"schema": SCHEMA},
    ).scalars()
    quote = connection.dialect.identifier_preparer.quote_identifier
    for reader in list(readers):
        who = "PUBLIC" if reader == "PUBLIC" else quote(reader)
        connection.exec_driver_sql(f"GRANT SELECT ON {SCHEMA}.events_new TO {who}")
    connection.exec_driver_sql(f"DROP TABLE IF EXISTS {SCHEMA}.events")
    connection.exec_driver_sql(f"ALTER TABLE {SCHEMA}.events_new RENAME TO events")


def _copy(connection: Connection, table: Table, events: pd.DataFrame) -> int:
    """Write the rows; return in how many cells a NUL had to go."""
    driver: Any = connection.connection.driver_connection
    changed: list[str] = []
    with driver.cursor() as cursor, cursor.copy(f"COPY {table.fullname} ({', '.join(_COLUMNS)}) FROM STDIN") as copy:
        for row in _rows(events, changed):
            copy.write_row(row)
    return len(changed)


def _rows(events: pd.DataFrame, changed: list[str]) -> Iterator[tuple[Any, ...]]:
    """Rows as they are written, column by column in the order of ``_COLUMNS``; ``changed`` gets cells with a NUL."""
    for first in range(0, len(events), _CHUNK):
        part = events.iloc[first : first + _CHUNK]
        texts = {name: _texts(part[name].astype(object), changed) for name in (*CODED, *TEXTS)}
        lists = {name: [_texts(given, changed) for given in part[name]] for name in LISTS}
        columns: dict[str, Sequence[Any]] = {
            "row": range(first, first + len(part)),
            "id": _texts(part.index, changed),
            "source_row": part["source_row"].tolist(),
            "date_start": part["date_start"].to_numpy().astype("datetime64[D]").tolist(),
            "date_end": part["date_end"].to_numpy().astype("datetime64[D]").tolist(),
            "geom": _points(part),
            **{name: [None if number != number else number for number in part[name].tolist()] for name in NUMBERS},
            **texts,
            **lists,
            "may_export": part["may_export"].tolist(),
        }
        searched = [texts[name] for name in TEXTS]
        searched.append([kind_in_all_languages(kind) for kind in texts["kind"]])
        searched += [list(columns["id"]), [" ".join(names) for names in lists["actors"]]]
        searched.append([country_words(code) for code in texts["country"]])
        columns["folded"] = [_folded(row) for row in zip(*searched, strict=True)]
        yield from zip(*(columns[name] for name in _COLUMNS), strict=True)


def _texts(cells: Iterable[str], changed: list[str]) -> list[str]:
    cells = list(cells)
    if _NUL not in "".join(cells):
        return cells
    changed += [cell for cell in cells if _NUL in cell]
    return [_text(cell) for cell in cells]


def _folded(texts: tuple[str, ...]) -> str:
    """The texts of a row as the search wants them: a line each, so that no run goes from one into the next."""
    return "\n".join(f" {words}" for words in map(_fold, texts) if words)


@lru_cache(maxsize=50_000)
def _fold(text: str) -> str:
    return fold(text)


def _points(part: pd.DataFrame) -> list[str | None]:
    lon, lat = part["lon"].to_numpy(), part["lat"].to_numpy()
    known = np.isfinite(lon) & np.isfinite(lat)
    points = shapely.set_srid(shapely.points(np.where(known, lon, 0.0), np.where(known, lat, 0.0)), 4326)
    written = shapely.to_wkb(points, hex=True, include_srid=True)
    return [point if has else None for point, has in zip(written, known.tolist(), strict=True)]


def _actor_names(names: pd.DataFrame) -> list[list[Any]]:
    return [
        [_text(str(name)), actor, rows]
        for name, actor, rows in zip(names["name"], names["actor_id"], names["rows"].tolist(), strict=True)
    ]


def _text(text: str) -> str:
    return text.replace(_NUL, _INSTEAD)
