"""What the map draws of every row, as one binary that the browser fetches once and reads without a copy.

Layout: ``CME1``; the length of the header, uint32; the header, UTF-8 JSON, padded with spaces; then the columns, each
from a multiple of 8 bytes on. All numbers are little endian. The header holds rows, name, dataset, licence, ``origin``
(whose events they are, in words), ``looks`` (shape, colour, label) and ``columns``: name -> type and offset from the
start of the file.

- ``x``, ``y`` (f4): Web Mercator (EPSG:3857), the square world as 0 to 1, y down; NaN without a place. Its edges are at
  85.0511 degrees; a place nearer to a pole stands on the edge.
- ``look`` (u1): which of ``looks``: that of the first mapped actor. The last look is of rows without one.
- ``vague`` (u1): 1 when the place is not known to a point (within 25 km).
- ``deaths`` (u2): best estimate, at most 65534; 65535 when not given.
- ``start``, ``end`` (i4): days since 1970-01-01; -2147483648 when not known.
- ``ask NAME`` (u4 or u1): what the parameter NAME of the filter asks of a row; how, ``asking`` in the header says
  (:mod:`geodata.imported.filter_columns`).
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from geodata.drawing.imported_looks import looks_of
from geodata.imported.data_words import licence_words
from geodata.imported.event_set import NO_LAST_DAY, EventSet
from geodata.imported.filter_columns import filter_columns
from geodata.reading.story import Story

MAGIC = b"CME1"
MOST_DEATHS, NO_DEATHS = 65534, 65535
NO_DAY = np.iinfo(np.int32).min

#: The latitude at which the square world of Web Mercator ends: atan(sinh(pi)).
EDGE = 85.0511287798066


def columns_bytes(events: EventSet, story: Story) -> bytes:
    """Write the columns of all rows, the words in their header in the language of the story; see the module."""
    x, y = web_mercator(events.events["lon"].to_numpy(), events.events["lat"].to_numpy())
    looks, look = looks_of(events, story)
    columns = {
        "x": x.astype("<f4"),
        "y": y.astype("<f4"),
        "start": events.first_days.astype("<i4"),
        "end": np.where(events.last_days == NO_LAST_DAY, NO_DAY, events.last_days).astype("<i4"),
        "deaths": _deaths(events.events["best"].to_numpy()),
        "look": look,
        "vague": (~events.is_at_point).astype("u1"),
    }
    asked = filter_columns(events)
    columns |= {f"ask {name}": part.column for name, part in asked.items() if part.column is not None}
    head = {
        "rows": len(x),
        "name": events.name,
        "dataset": events.dataset,
        "licence": licence_words(events.licence),
        "origin": events.whose.origin,
        "looks": looks,
        "asking": {name: part.document for name, part in asked.items()},
    }
    header = _header(head, columns)
    parts = [MAGIC, np.uint32(len(header)).astype("<u4").tobytes(), header]
    for column in columns.values():
        parts += [column.tobytes(), bytes(-column.nbytes % 8)]
    return b"".join(parts)


def web_mercator(lon: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Degrees (WGS 84) to parts of the square world of Web Mercator: 0 to 1, y down; NaN where either is not finite.

    Spherical formula of EPSG:3857 (IOGP Guidance Note 7-2), divided by the world's width.
    """
    known = np.isfinite(lon) & np.isfinite(lat)
    x = np.where(known, (lon + 180.0) / 360.0, np.nan)
    sine = np.sin(np.radians(np.clip(np.where(known, lat, np.nan), -EDGE, EDGE)))
    return x, 0.5 - np.arctanh(sine) / (2.0 * np.pi)


def _deaths(best: np.ndarray) -> np.ndarray:
    return np.where(np.isnan(best), NO_DEATHS, np.clip(np.rint(best), 0, MOST_DEATHS)).astype("<u2")


def _header(head: dict[str, Any], columns: dict[str, np.ndarray]) -> bytes:
    """The header, padded so that what follows begins at a multiple of 8; its own length moves the offsets it holds."""
    size = 0
    while True:
        offset, places = len(MAGIC) + 4 + size, {}
        for name, column in columns.items():
            places[name] = {"type": column.dtype.str[1:], "offset": offset}
            offset += column.nbytes + -column.nbytes % 8
        text = json.dumps({**head, "columns": places}, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        header = text.encode("utf-8", "replace")
        header += b" " * (-len(header) % 8)
        if len(header) <= size:
            return header.ljust(size)
        size = len(header)
