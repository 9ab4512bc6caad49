"""The maps of scenes, for slides and briefs: a scene's own view, with no row that the filters leave out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from geodata.drawing.print_content import Rows, rows_of_page
from geodata.exports.colophon import Colophon
from geodata.exports.selection import Selection
from geodata.filters import Filters
from geodata.route import VARIANTS, legs_shown, waypoints_shown
from geodata.scenes import Scene

#: Told after each scene how many are done and how many there are; what it raises stops the making.
Progress = Callable[[int, int], None]


def scene_rows(selection: Selection, scene: Scene) -> Rows:
    """Return the rows of a scene's map that also pass the filters of the selection."""
    story, filters = selection.story, selection.filters
    rows = rows_of_page(story, scene.map(story), scene.chosen())
    if filters == Filters():
        return rows
    legs = {leg.id for variant in VARIANTS for leg in legs_shown(story, variant, filters)}
    points = {point for variant in VARIANTS for point in waypoints_shown(story, variant, filters)}
    return Rows(
        story=story,
        events=rows.events[rows.events.index.isin(selection.events.index)],
        presence=rows.presence[rows.presence.index.isin(selection.presence.index)],
        legs=tuple(leg for leg in rows.legs if leg.id in legs),
        waypoints=tuple(point for point in rows.waypoints if point in points),
        chosen=rows.chosen,
    )


def map_words(scene: Scene, rows: Rows) -> str:
    """Say in words what the map of a scene shows, for readers who do not see it."""
    parts = [
        _counted(len(rows.events), "event"),
        _counted(len(rows.presence), "report of Russian presence", "reports of Russian presence"),
        _counted(len(rows.legs), "leg of the column’s route", "legs of the column’s route"),
    ]
    (south, west), (north, east) = scene.bounds
    frame = (
        f"from {_degrees(south, 'NS')} to {_degrees(north, 'NS')} and {_degrees(west, 'EW')} to {_degrees(east, 'EW')}"
    )
    shown = ", ".join(part for part in parts if part) or "no row passes the filters"
    return f"Map for “{scene.headline}”, {frame}: {shown}. What is off the frame is not drawn."


def scene_sources(selection: Selection, scene: Scene) -> pd.DataFrame:
    """Return the sources of a scene in the order in which the scene names them."""
    known = [source for source in scene.source_ids if source in selection.story.sources.index]
    return selection.story.sources.loc[known]


def sources_line(sources: pd.DataFrame) -> str:
    """Name sources in one line: publishers with their ids, which the list of sources explains."""
    return "; ".join(f"{row.publisher} ({row.Index})" for row in sources.itertuples())


def source_words(source_id: str, row: pd.Series) -> str:
    """Name one source in full, without its address."""
    published = f", {row['published']}" if row["published"] else ", no date seen"
    trust = " Low trust: read it with care." if row["low_trust"] == "yes" else ""
    return f"{source_id}. {row['publisher']}: {row['title']}{published}.{trust}"


def used_sources(selection: Selection, scenes: Sequence[Scene]) -> pd.DataFrame:
    """Return every source that a scene names, in the order of the table."""
    ids = {source for scene in scenes for source in scene.source_ids}
    return selection.story.sources[selection.story.sources.index.isin(ids)]


def foot_words(colophon: Colophon, room: int | None = None) -> str:
    """Return the colophon as the one line that stands on every page and slide, filters cut at ``room`` characters."""
    filters, as_of = colophon.filters.removeprefix("none: "), colophon.as_of.removeprefix("no as-of day: ")
    if room is not None and len(filters) > room:
        filters = f"{filters[: room - 1].rstrip()}…"
    made = f"made {colophon.made_at:%d %B %Y, %H:%M} UTC, data version {colophon.data_version}"
    facts = f"{colophon.title} · filters: {filters} · as of: {as_of} · {made} · CC BY 4.0."
    return f"{facts} {colophon.claims} {colophon.borders}"


def _counted(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}" if number else ""


def _degrees(number: float, letters: str) -> str:
    return f"{abs(number):g}° {letters[0] if number >= 0 else letters[1]}"
