"""The story and the browser's files, read once and shared by all viewers."""

from __future__ import annotations

import datetime as dt
from functools import cache, lru_cache

from geodata.drawing.assets import Assets, build_assets
from geodata.exports.colophon import colophon
from geodata.exports.selection import select
from geodata.exports.web_page import presenter_bytes
from geodata.faults import BrokenTablesError, Fault
from geodata.filters import Filters
from geodata.story import Story, load_story


@cache
def _loaded() -> tuple[Story | None, list[Fault]]:
    try:
        return load_story(), []
    except BrokenTablesError as error:
        return None, list(error.faults)


def faults() -> list[Fault]:
    """Return the faults of the tables; an empty list when they are sound."""
    return _loaded()[1]


def story() -> Story:
    """Return the story. Raises BrokenTablesError when its tables are broken (the shell then shows no page)."""
    found, broken = _loaded()
    if found is None:
        raise BrokenTablesError(broken)
    return found


@cache
def assets() -> Assets:
    """Return the files that the browser fetches."""
    return build_assets(_loaded()[0])


@lru_cache(maxsize=16)
def presenter_page(known_on: dt.date | None = None) -> bytes | None:
    """Return the presenter page as of a day, made once for each; None when the tables are broken."""
    found, _ = _loaded()
    if found is None:
        return None
    wanted = Filters(known_on=known_on)
    made = colophon(found, wanted, dt.datetime.now(dt.UTC))
    return presenter_bytes(found, assets(), select(found, wanted), made, "assets/")
