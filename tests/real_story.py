"""The real story, read once for all tests of a process. It is shared: copy a frame before changing it."""

from __future__ import annotations

from geodata.reading.frame import read_frame
from geodata.reading.story import load_story
from geodata.reading.translation import in_language

REAL = load_story()
FRENCH = in_language(REAL, "fr")

#: Where the maps of the pages open: all countries, the way of the column, the area of the fighting.
THEATRE, KIDAL, VALLEY = (read_frame(REAL.manifest.pages[name].frame) for name in ("overview", "route", "episode"))

#: How many rows there are, for tests whose point is another.
EVENTS, CLAIMS, SCENES = len(REAL.events), len(REAL.claims), len(REAL.scenes)

#: What the line under a title says of the events when no filter is set.
EVERY_EVENT = f"{EVENTS} of {EVENTS} events shown; {int((REAL.events['place_id'] == '').sum())} have no place"
