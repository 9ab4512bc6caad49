"""The rows of a view as the bodies of answers, written by the exporters that also make the hand-outs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pandas as pd

from geodata.exports import FORMATS
from geodata.exports.csv_file import claims_csv, events_csv
from geodata.exports.geojson import features
from geodata.exports.layers import layers
from geodata.reading.story import Story
from geodata.selecting.colophon import Colophon, colophon
from geodata.selecting.selection import Selection, select
from geodata.serving.api.endpoint import Made
from geodata.serving.api.parameters import Asked

Make = Callable[[Story, Asked], Made]


def geojson_of(layer: str) -> Make:
    """Return what makes the GeoJSON of one layer, ``events`` or ``presence``, a part at a time."""

    def make(story: Story, asked: Asked) -> Made:
        """Write the rows of one part, with how many there are and the way to the next."""
        selection, total = _part(story, asked, layer)
        found = features(layer, layers(selection)[layer])
        document = {
            "type": "FeatureCollection",
            "name": layer,
            **_about(story, asked).parts(),
            "numberMatched": total,
            "numberReturned": len(found),
            "links": _links(asked, total),
            "features": found,
        }
        text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
        return Made(text.encode(), total)

    return make


def csv_of(table: str) -> Make:
    """Return what makes the CSV of one table, ``events`` or ``claims``, a part at a time."""
    write, rows = {"events": (events_csv, "events"), "claims": (claims_csv, "rivals")}[table]

    def make(story: Story, asked: Asked) -> Made:
        selection, total = _part(story, asked, rows)
        return Made(write(selection, _about(story, asked)), total)

    return make


def handout_of(name: str) -> Make:
    """Return what makes the whole view in one of :data:`geodata.exports.FORMATS`."""

    def make(story: Story, asked: Asked) -> Made:
        selection = select(story, asked.filters, asked.variant, asked.chosen)
        return Made(FORMATS[name].content(selection, _about(story, asked)))

    return make


def _about(story: Story, asked: Asked) -> Colophon:
    return colophon(story, asked.filters, dt.datetime.now(dt.UTC), chosen=asked.chosen)


def _part(story: Story, asked: Asked, table: str) -> tuple[Selection, int]:
    """The rows of one table that are asked for, every other table empty; and how many there are in all."""
    selection = select(story, asked.filters, asked.variant, asked.chosen)
    rows: pd.DataFrame = getattr(selection, table)
    empty: dict[str, Any] = {
        name: getattr(selection, name).iloc[:0]
        for name in ("events", "presence", "claims", "rivals", "waypoints", "places", "sources")
    }
    kept = {**empty, "legs": (), table: rows.iloc[asked.offset : asked.offset + asked.limit]}
    return replace(selection, **kept), len(rows)


def _links(asked: Asked, total: int) -> list[dict[str, str]]:
    following = next_query(asked, total)
    return [{"rel": "next", "href": following, "type": "application/geo+json"}] if following else []


def next_query(asked: Asked, total: int | None) -> str:
    """Return the relative address of the rows that follow, "" when there are none."""
    end = asked.offset + asked.limit
    return f"?{asked.query(end)}" if total is not None and end < total else ""
