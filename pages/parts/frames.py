"""The frame in which each map opens: bounds ((south, west), (north, east)), degrees on WGS 84."""

from __future__ import annotations

#: From Mali to the Central African Republic.
THEATRE = ((-1.0, -13.5), (25.0, 27.0))
#: The Kidal region, Tessalit and In-Afarak to the Algerian border.
KIDAL = ((18.15, 0.1), (21.5, 4.4))
#: The ambush area, Tinzaouaten and the candidates.
VALLEY = ((19.05, 1.9), (20.3, 3.75))
