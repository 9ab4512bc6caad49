"""The frame in which each map opens: bounds ((south, west), (north, east)), degrees on WGS 84."""

from __future__ import annotations

#: From Mali to the Central African Republic.
THEATRE = ((2.5, -12.5), (24.5, 27.5))
#: The Kidal region, Tessalit and In-Afarak to the Algerian border.
KIDAL = ((18.2, 0.2), (21.5, 3.9))
#: The ambush area, Tinzaouaten and the candidates.
VALLEY = ((19.0, 1.7), (20.3, 3.5))
