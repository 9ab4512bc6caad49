"""Where the maps of pages open: ((south, west), (north, east)) in degrees on WGS 84."""

from __future__ import annotations

from geodata.drawing.story_map import Bounds

THEATRE: Bounds = ((-1.0, -13.5), (25.0, 27.0))
KIDAL: Bounds = ((18.15, 0.1), (21.5, 4.4))
VALLEY: Bounds = ((19.05, 1.9), (20.3, 3.75))
