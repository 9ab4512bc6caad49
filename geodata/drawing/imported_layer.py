"""Imported events as a layer of a map: what its state says of them, and their entries in the legend."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Mapping
from typing import Any

import numpy as np

from geodata.drawing.imported_columns import columns_bytes
from geodata.drawing.imported_looks import looks_in_use
from geodata.drawing.legend import Entry, imported_entries
from geodata.drawing.mask import encode_mask
from geodata.drawing.style import HEXAGON
from geodata.imported.shown import ShownEvents
from geodata.imported.texts import block_count, text_block
from geodata.reading.story import Story


def layer_document(shown: ShownEvents, addresses: Mapping[str, Any], chosen: str | None) -> dict[str, Any]:
    """Return the layer as a map's state has it: where the browser finds the events, and which of them are on."""
    row = int(shown.events.events.index.get_indexer([chosen])[0]) if chosen else -1
    return {
        **addresses,
        "mask": encode_mask(shown.mask),
        "selected": row if row >= 0 else None,
        "shown": shown.counts.shown,
        **({"shared": True} if shown.events.shared else {}),
    }


def layer_entries(shown: ShownEvents, story: Story) -> list[Entry]:
    """Return the entries of the legend for the events that are on."""
    vague = bool((shown.drawn & ~shown.events.is_at_point).any())
    many = int(shown.drawn.sum()) > HEXAGON["few"]
    return imported_entries(looks_in_use(shown.events, story, shown.mask), vague, hexagons=many)


def inline_layer(shown: ShownEvents, story: Story, room: int) -> dict[str, Any] | None:
    """Return the layer with the events inside it, for a file that stands alone; it holds those that pass, no others.

    ``room`` is the most that they may take up, in bytes; None when they need more.
    """
    own = shown.as_set()
    columns = _inline(columns_bytes(own, story))
    texts, left = [], room - len(columns)
    for block in range(block_count(own)):
        texts.append(_inline(text_block(own, block)))
        left -= len(texts[-1])
        if left < 0:
            return None
    every = ShownEvents(own, shown.filters, np.ones(len(own), dtype=bool))
    return layer_document(every, {"columns": columns, "texts": texts}, None)


def _inline(content: bytes) -> str:
    """Compressed, as a data address; the browser undoes both (``browser/columns.js``)."""
    packed = gzip.compress(content, 9, mtime=0)
    return f"data:application/gzip;base64,{base64.b64encode(packed).decode('ascii')}"
