"""Scenes: the story in order, each with its words, its saved view and its sources.

A scene's view is what an address says: page, filters, chosen event, day or variant; its frame is in degrees.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import parse_qs, urlencode

from geodata.asking.filter_parameters import read_filters
from geodata.asking.filters import Filters, sources_public
from geodata.drawing.page_map import PageMap
from geodata.drawing.story_map import Bounds
from geodata.languages import gettext, ngettext
from geodata.languages.formats import number
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story
from geodata.views.registry import page_map, pages_with_map, read_strictly

#: Limits of a set that a viewer loads from a file.
MAX_SCENES, MAX_WORDS = 60, 2000

#: Characters of such a file.
MAX_FILE = 2_000_000

_COLUMNS = ("id", "headline", "text", "notes", "page", "query", "bounds", "source_ids")


@dataclass(frozen=True)
class Scene:
    """One scene. ``query`` is an address query, ``bounds`` ((south, west), (north, east)) in degrees."""

    id: str
    headline: str
    text: str
    notes: str
    page: str
    query: str
    bounds: Bounds
    source_ids: tuple[str, ...]

    def parameters(self) -> dict[str, list[str]]:
        """Return the address parameters of the view."""
        return parse_qs(self.query, keep_blank_values=True)

    def filters(self, story: Story) -> Filters:
        """Return the filters of the view; what the story does not know is left out."""
        return read_filters(self.parameters(), story)[0]

    def chosen(self) -> str | None:
        """Return the id of the chosen row."""
        return self.parameters().get("event", [None])[-1]

    def map(self, story: Story) -> PageMap:
        """Return the map of the view. Raises ValueError when the query holds what a page cannot be asked for."""
        own = read_strictly({name: values[-1] for name, values in self.parameters().items()})
        return page_map(self.page, story, self.filters(story), **own)


@dataclass(frozen=True)
class Told:
    """The scenes that can be told as of a day, cut to it, and how many of all had to be left out."""

    scenes: list[Scene]
    of: int
    known_on: dt.date | None

    @property
    def left_out(self) -> str:
        """One sentence on the scenes that are left out and why; "" when none is."""
        count = self.of - len(self.scenes)
        if not count or self.known_on is None:
            return ""
        day = date_words(self.known_on.isoformat())
        return ngettext(
            "{n} of {total} scenes is left out: it rests on a source that was not public by {day}.",
            "{n} of {total} scenes are left out: each rests on a source that was not public by {day}.",
            count,
        ).format(n=number(count), total=number(self.of), day=day)


def scenes_told(story: Story, scenes: Sequence[Scene], filters: Filters) -> Told:
    """Return the scenes that every hand-out and the presenter may tell.

    The words of a scene were written with all its sources at hand, so with an as-of day a scene is told only when all
    of them were public by then. That day also cuts what the scene's own view shows; other filters do not.
    """
    day = filters.known_on
    if day is None:
        return Told(list(scenes), len(scenes), None)
    return Told([_cut(story, scene, day) for scene in scenes if is_told(story, scene, filters)], len(scenes), day)


def is_told(story: Story, scene: Scene, filters: Filters) -> bool:
    """Say whether every source of a scene was public by the as-of day."""
    published = sources_public(story, filters)
    return all(bool(published.get(source, False)) for source in scene.source_ids)


def _cut(story: Story, scene: Scene, day: dt.date) -> Scene:
    own = scene.filters(story).known_on
    parameters = {**scene.parameters(), "asof": [min(day, own or day).isoformat()]}
    return replace(scene, query=urlencode(parameters, doseq=True, errors="replace"))


def story_scenes(story: Story) -> list[Scene]:
    """Return the scenes of the story's own briefing, in order."""
    return [_scene({"id": row_id, **row.to_dict()}) for row_id, row in story.scenes.iterrows()]


def write_set(scenes: list[Scene]) -> str:
    """Write a set of scenes as a JSON text that :func:`read_set` reads back."""
    rows = [
        {
            **{c: getattr(s, c) for c in _COLUMNS[:-2]},
            "bounds": _bounds_text(s.bounds),
            "source_ids": list(s.source_ids),
        }
        for s in scenes
    ]
    return json.dumps({"kind": "scenes", "version": 1, "scenes": rows}, ensure_ascii=False, indent=1)


def read_set(text: str, story: Story) -> list[Scene]:
    """Read a set of scenes from a file's text.

    Raises ValueError with one sentence that says what is wrong and where.
    """
    if len(text) > MAX_FILE:
        raise ValueError(
            gettext(
                "The set has more than {limit} characters (limit MAX_FILE); choose a file that this page saved."
            ).format(limit=number(MAX_FILE))
        )
    try:
        loaded = json.loads(text)
    except (ValueError, RecursionError):  # not JSON, or a number of thousands of digits
        raise ValueError(
            gettext("This is not a set of scenes: the file is not JSON. Choose a file that this page saved.")
        ) from None
    rows = loaded.get("scenes") if isinstance(loaded, dict) else None
    if not isinstance(rows, list) or not rows:
        raise ValueError(gettext("This is not a set of scenes: it holds no list named “scenes”."))
    if len(rows) > MAX_SCENES:
        raise ValueError(
            gettext("The set holds {n} scenes; at most {limit} can be shown.").format(
                n=number(len(rows)), limit=number(MAX_SCENES)
            )
        )
    return [_checked(row, place, story) for place, row in enumerate(rows, start=1)]


def _checked(row: Any, place: int, story: Story) -> Scene:
    if not isinstance(row, dict):
        raise ValueError(gettext("Scene {number} is not a list of named parts.").format(number=place))
    try:
        _check_texts(row, story)
        sources = row.get("source_ids")
        if not isinstance(sources, list) or not all(isinstance(s, str) for s in sources):
            raise ValueError(gettext("“source_ids” has to be a list of ids."))
        scene = _scene({**row, "source_ids": tuple(s for s in dict.fromkeys(sources) if s in story.sources.index)})
        scene.map(story)
    except ValueError as error:
        raise ValueError(gettext("Scene {number}: {fault}").format(number=place, fault=error)) from None
    return scene


def _check_texts(row: dict[str, Any], story: Story) -> None:
    for column in _COLUMNS[:-1]:
        value = row.get(column)
        if not isinstance(value, str) or len(value) > MAX_WORDS:
            words = gettext("“{column}” has to be a text of at most {limit} characters.")
            raise ValueError(words.format(column=column, limit=MAX_WORDS))
        if any("\ud800" <= sign <= "\udfff" for sign in value):
            words = gettext("“{column}” holds half a character; save it as UTF-8 and load it again.")
            raise ValueError(words.format(column=column))
    if row["page"] not in (pages := pages_with_map(story)):
        words = gettext("there is no page “{page}”; use one of {pages}.")
        raise ValueError(words.format(page=row["page"][:40], pages=", ".join(pages)))


def _scene(row: dict[str, Any]) -> Scene:
    try:
        numbers = [float(part) for part in row["bounds"].split()]
    except ValueError:
        numbers = []
    if len(numbers) != 4:
        raise ValueError(gettext("“bounds” has to hold south, west, north and east in degrees."))
    south, west, north, east = numbers
    if not (-85 <= south < north <= 85 and -180 <= west < east <= 180):
        raise ValueError(gettext("“bounds” has to run from south-west to north-east in degrees."))
    parts = {column: row[column] for column in _COLUMNS if column != "bounds"}
    return Scene(bounds=((south, west), (north, east)), **parts)


def _bounds_text(bounds: Bounds) -> str:
    return " ".join(repr(degrees) for corner in bounds for degrees in corner)
