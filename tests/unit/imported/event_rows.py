"""Sets of imported events made by hand, and rules of the filter written as plainly as they can be."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from geodata.asking.filters import Filters
from geodata.asking.search import fold
from geodata.imported.event_set import EventSet, event_set
from geodata.imported.searched_words import kind_in_all_languages
from geodata.importers.actors import map_actors, story_registry, tuple_array
from geodata.importers.countries import country_names
from geodata.importers.model import COLUMNS
from geodata.importers.numbers import categories
from geodata.importers.result import ImportResult
from geodata.reading.story import Story

Row = Mapping[str, Any]

#: A row with everything in it.
ROW: dict[str, Any] = {
    "id": "own:1", "source_row": 2, "date_start": "2024-07-25", "date_end": "2024-07-25", "date_precision": "day",
    "lat": 19.95, "lon": 2.97, "place_precision": "near", "radius_km": 25.0, "country": "MLI",
    "place_name": "Tinzaouaten", "kind": "battles", "actors": ("JNIM", "Group A"), "actor_kinds": ("", ""),
    "low": 10.0, "best": 12.0, "high": 15.0, "fatalities_meaning": "deaths, as counted by X", "title": "A clash",
    "notes": "A column was stopped.", "source_text": "A paper", "dataset": "my data", "licence": "CC BY 4.0",
    "may_export": True,
}  # fmt: skip

_CODED = ("date_precision", "place_precision", "country", "kind", "fatalities_meaning", "dataset", "licence")
_TEXTS = ("place_name", "title", "notes", "source_text")
_NUMBERS = ("lat", "lon", "radius_km", "low", "best", "high")


def made(*changes: Row, mapping: Mapping[str, str] | None = None, layout: str = "plain table") -> EventSet:
    """A set with one row for each change of :data:`ROW`, called own:1, own:2 ... unless the change says otherwise."""
    return event_set(result_of(*changes, layout=layout), "rows.csv", mapping)


def result_of(*changes: Row, layout: str = "plain table") -> ImportResult:
    """The rows as an import gives them."""
    rows = [{**ROW, "id": f"own:{number}", "source_row": number + 1, **row} for number, row in enumerate(changes, 1)]
    values: dict[str, Any] = {name: [row[name] for row in rows] for name in ROW}
    values["source_row"] = np.array(values["source_row"], dtype=np.int64)
    for name in ("date_start", "date_end"):
        values[name] = np.array(values[name], dtype="datetime64[s]")
    for name in _NUMBERS:
        values[name] = np.array(values[name], dtype=np.float64)
    for name in _CODED:
        values[name] = categories(np.array(values[name], dtype=object))
    for name in _TEXTS:
        values[name] = pd.array(values[name], dtype="str")
    for name in ("actors", "actor_kinds"):
        values[name] = tuple_array(values[name])[: len(rows)]
    ids, names = map_actors(values["actors"], story_registry())
    values["actor_ids"] = ids[: len(rows)]
    index = pd.Index(values["id"], name="id", dtype="str")
    frame = pd.DataFrame({name: values[name] for name in COLUMNS}, index=index)
    return ImportResult(frame, pd.DataFrame(), names, layout, "my data", len(rows))


def passing(events: EventSet, story: Story, filters: Filters) -> list[bool]:
    """What the filter leaves, one row after the other."""
    rows = events.events.rename_axis("id").reset_index().to_dict("records")
    return [_passes(row, story, filters) for row in rows]


def _passes(row: Row, story: Story, filters: Filters) -> bool:
    start, end = row["date_start"], row["date_end"]
    if filters.confidences or filters.known_on:
        return False
    if filters.date_from and not pd.isna(end) and end.date() < filters.date_from:
        return False
    if filters.date_to and not pd.isna(start) and start.date() > filters.date_to:
        return False
    if filters.actors and not any(actor in filters.actors for actor in row["actor_ids"]):
        return False
    if filters.countries and row["country"] not in filters.countries:
        return False
    if filters.kinds and row["kind"] not in filters.kinds:
        return False
    if filters.exact and not _is_exact(row):
        return False
    return _is_found(filters.text, _searched(row, story), story)


def _is_exact(row: Row) -> bool:
    with_place = not pd.isna(row["lat"]) and not pd.isna(row["lon"])
    at_point = row["place_precision"] in ("exact", "near") and not row["radius_km"] > 25
    return bool(row["date_precision"] == "day" and with_place and at_point)


def _searched(row: Row, story: Story) -> list[list[str]]:
    """The folded words of each text of a row."""
    texts = [row[name] for name in ("title", "place_name", "notes", "source_text", "id")]
    texts.append(kind_in_all_languages(row["kind"]))  # "É" finds riots, which are "émeutes" in French
    texts.append(" ".join(row["actors"]))
    texts.append(" ".join([row["country"], *country_names().get(row["country"], ())]))
    return [fold(text).split() for text in texts] + [_names(actor, story) for actor in row["actor_ids"]]


@cache
def _names(actor: str, story: Story) -> list[str]:
    names = story.actors.loc[actor]
    return fold(" ".join([names["name"], names["short_name"], *names["aliases"]])).split()


@cache
def _spellings(story: Story) -> dict[str, set[str]]:
    """Each spelling of a place, without spaces, and all spellings of that place."""
    spellings: dict[str, set[str]] = {}
    for place in story.places[story.places["precision"] != "country"].itertuples():
        names = {fold(name) for name in (place.name, *place.alt_names)}
        for name in names if len(names) > 1 else ():
            spellings.setdefault(name.replace(" ", ""), set()).update(names)
    return spellings


def _is_found(text: str, searched: list[list[str]], story: Story) -> bool:
    words = fold(text).split()
    if not words or _has_run(searched, "".join(words)):
        return True
    spellings = _spellings(story)
    while words:
        size = next((size for size in range(len(words), 1, -1) if "".join(words[:size]) in spellings), 1)
        used, words = words[:size], words[size:]
        others = spellings.get("".join(used), set())
        if not _has_words(searched, used) and not any(_has_name(searched, name) for name in others):
            return False
    return True


def _has_words(searched: list[list[str]], words: list[str]) -> bool:
    return all(any(found.startswith(word) for text in searched for found in text) for word in words)


def _has_name(searched: list[list[str]], name: str) -> bool:
    run = name.replace(" ", "")
    return _has_run(searched, run) if len(run) >= 5 else _has_words(searched, name.split())


def _has_run(searched: list[list[str]], run: str) -> bool:
    return len(run) >= 5 and any(
        run in "".join(text) and any("".join(text[i:]).startswith(run) for i in range(len(text))) for text in searched
    )
