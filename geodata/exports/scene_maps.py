"""The maps of scenes, for slides and briefs: a scene's own view, with no row that the filters leave out."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pandas as pd

from geodata.asking.filters import Filters
from geodata.drawing.paper.content import Rows, rows_of_page
from geodata.knowing.route import VARIANTS, legs_shown, waypoints_shown
from geodata.languages import gettext, ngettext, noop
from geodata.languages.formats import moment_words, number
from geodata.selecting.colophon import Colophon
from geodata.selecting.filter_words import short_words
from geodata.selecting.selection import Selection
from geodata.telling.scenes import Scene

#: Degrees of latitude or longitude: at zero and above, below.
_LATITUDE = noop("{degrees}° N"), noop("{degrees}° S")
_LONGITUDE = noop("{degrees}° E"), noop("{degrees}° W")

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


def map_words(scene: Scene, rows: Rows, has_locator: bool = False) -> str:
    """Say in words what the map of a scene shows, for readers who do not see it; its locator map too, if it has one."""
    events, reports, legs = len(rows.events), len(rows.presence), len(rows.legs)
    parts = [
        (events, ngettext("{n} event", "{n} events", events)),
        (reports, rows.story.manifest.sentence("report" if reports == 1 else "many_reports")),
        (legs, ngettext("{n} leg of the column’s route", "{n} legs of the column’s route", legs)),
    ]
    shown = ", ".join(words.format(n=number(count)) for count, words in parts if count)
    (south, west), (north, east) = scene.bounds
    words = gettext(
        "Map for “{headline}”, from {south} to {north} and {west} to {east}: {shown}. "
        "What is off the frame is not drawn."
    )
    said = words.format(
        headline=scene.headline,
        south=_degrees(south, _LATITUDE),
        north=_degrees(north, _LATITUDE),
        west=_degrees(west, _LONGITUDE),
        east=_degrees(east, _LONGITUDE),
        shown=shown or gettext("no row passes the filters"),
    )
    where = gettext("A small locator map in the upper left corner marks where in the region this frame lies.")
    return f"{said} {where}" if has_locator else said


def scene_sources(selection: Selection, scene: Scene) -> pd.DataFrame:
    """Return the sources of a scene in the order in which the scene names them."""
    known = [source for source in scene.source_ids if source in selection.story.sources.index]
    return selection.story.sources.loc[known]


def sources_line(sources: pd.DataFrame) -> str:
    """Name sources in one line that says what they are."""
    return gettext("Sources: {names}").format(names=source_names(sources))


def source_names(sources: pd.DataFrame) -> str:
    """Name sources in one line: publishers with their ids, which the list of sources explains."""
    return gettext("; ").join(f"{row.publisher} ({row.Index})" for row in sources.itertuples())


def source_words(source_id: str, row: pd.Series) -> str:
    """Name one source in full, without its address."""
    words = gettext("{id}. {publisher}: {title}, {published}.").format(
        id=source_id,
        publisher=row["publisher"],
        title=row["title"],
        published=row["published"] or gettext("no date seen"),
    )
    low = gettext("Low trust: read it with care.") if row["low_trust"] == "yes" else ""
    relay = gettext("Seen through a relay; page not opened.") if row["seen"] == "relay" else ""
    return " ".join(filter(None, (words, low, relay)))


def used_sources(selection: Selection, scenes: Sequence[Scene]) -> pd.DataFrame:
    """Return every source that a scene names, in the order of the table."""
    ids = {source for scene in scenes for source in scene.source_ids}
    return selection.story.sources[selection.story.sources.index.isin(ids)]


def foot_words(colophon: Colophon, room: int | None = None) -> str:
    """Return the colophon as the one line that stands on every page and slide, filters cut at ``room`` characters."""
    filters = short_words(colophon.filters)
    if room is not None and len(filters) > room:
        filters = f"{filters[: room - 1].rstrip()}…"
    facts = gettext(
        "{title} · filters: {filters} · as of: {as_of} · made {moment}, data version {version} · CC BY 4.0."
    ).format(
        title=colophon.title,
        filters=filters,
        as_of=short_words(colophon.as_of),
        moment=moment_words(colophon.made_at),
        version=colophon.data_version,
    )
    return f"{facts} {colophon.covers} {colophon.claims} {colophon.borders}"


def _degrees(degrees: float, sides: tuple[str, str]) -> str:
    written = f"{abs(degrees):g}"
    decimals = len(written.partition(".")[2])
    return gettext(sides[degrees < 0]).format(degrees=number(float(written), decimals))
