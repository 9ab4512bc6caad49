"""The commands with which a story begins: `new-story` and `basemap`."""

from __future__ import annotations

import argparse
from datetime import date

from geodata.basemap.cut import Given, cut
from geodata.basemap.frames import around, extent_of_places, read_extent
from geodata.new_story.writing import next_steps, write_story

#: Files that may be named when a basemap is cut.
KINDS = ("land", "water", "regions", "labels")


def new_story(chosen: argparse.Namespace) -> str:
    """Write the example into a folder; return what to do next. Raises ValueError with one sentence."""
    write_story(chosen.folder, date.today())
    return next_steps(chosen.folder)


def cut_basemap(chosen: argparse.Namespace) -> str:
    """Cut the basemap of a story; return what was made. Raises ValueError with one sentence."""
    places = chosen.folder / "tables" / "places.csv"
    if not places.is_file():
        raise ValueError(f"{chosen.folder} holds no tables/places.csv; name the folder of a story.")
    frames = [read_extent(text) for text in chosen.frame]
    extent = around(frames) if frames else extent_of_places(places)
    files = {kind: getattr(chosen, kind) for kind in KINDS if getattr(chosen, kind) is not None}
    if missing := [str(path) for path in files.values() if not path.is_file()]:
        raise ValueError(f"There is no file {', '.join(missing)}.")
    counts = cut(chosen.folder, extent, Given(files))
    listed = ", ".join(f"{name} {count}" for name, count in counts.items())
    return f"basemap from {extent.west:g} {extent.south:g} to {extent.east:g} {extent.north:g}: {listed}"
