"""What a page's map needs to follow a filter in the browser, before Python has answered."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from geodata.asking.filters import Filters
from geodata.asking.search import matches
from geodata.drawing.filter_document import TABLES
from geodata.drawing.mask import encode_mask
from geodata.drawing.page_map import PageMap
from geodata.reading.story import Story
from geodata.views.own_parameter import OwnValue
from geodata.views.registry import page_map

#: The layers that a filter thins out; all others stay until Python has answered.
_THINNED = ("events", "presence", "legs", "waypoints")


def live_document(
    page: str, shown: PageMap, story: Story, filters: Filters, own: dict[str, OwnValue], change: int
) -> dict[str, Any]:
    """Return what ``browser/live_map.js`` reads: the parameters that are ``asked``, the number of the ``change`` that
    asked for them, the layers of the ``whole`` page without a filter, the tables with rows ``apart``, and the masks of
    the rows in which a searched text is ``found`` (None when none is searched for).

    ``own`` are the values of the page's own parameters. Raises KeyError for a page without a map.
    """
    return {
        "asked": filters.to_params(),
        "change": change,
        "whole": _whole(page, story, tuple(own.items())),
        "apart": list(shown.apart),
        "found": _found(story, filters) if filters.text else None,
        "begins": _text(own.get("day")),
    }


@lru_cache(maxsize=64)
def _whole(page: str, story: Story, own: tuple[tuple[str, OwnValue], ...]) -> dict[str, Any]:
    layers = page_map(page, story, Filters(), **dict(own)).layers
    return {name: layers[name] for name in _THINNED if layers.get(name)}


def _found(story: Story, filters: Filters) -> dict[str, str]:
    return {table: encode_mask(matches(story, table, filters.text, filters.known_on)) for table in TABLES}


def _text(day: OwnValue) -> str:
    return "" if day is None else str(day)
