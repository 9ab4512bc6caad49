"""The offline basemap: two relief images and six small GeoJSON files, all EPSG:4326 or Web Mercator, with
their manifest.

The files are made by `python -m geodata.basemap.build` and committed; nothing here needs a network or the
packages the build uses. What stands in each file and where it comes from is in manifest.json (for programs)
and ORIGIN.md (for people).
"""

from __future__ import annotations

import json
from typing import Any

from geodata.story_folder import BASEMAP


def manifest() -> dict[str, Any]:
    """What each basemap file is: under "files", by file name, its bounds, CRS, size, sha256, origin and
    licence.

    Image bounds are [[south, west], [north, east]] in degrees; "colours" are the relief's sea and land tones.
    """
    loaded: dict[str, Any] = json.loads((BASEMAP / "manifest.json").read_text(encoding="utf-8"))
    return loaded


def reliefs() -> list[str]:
    """The names of the relief images, the coarsest and widest first: a finer one lies on those before it."""
    return [name for name in manifest()["files"] if name.endswith(".webp")]


def extent() -> tuple[tuple[float, float], tuple[float, float]]:
    """What the basemap shows at all: south-west and north-east corner in degrees."""
    (south, west), (north, east) = manifest()["files"][reliefs()[0]]["bounds"]
    return (south, west), (north, east)
