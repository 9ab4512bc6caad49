"""The offline basemap of the story: six small GeoJSON files and, where there are any, relief images, all EPSG:4326 or
Web Mercator, with their manifest.

That of this project's own story is made by `python -m geodata.basemap.build` and committed, that of another by
`python -m geodata basemap`; nothing here needs a network or the packages the build uses. What stands in each file and
where it comes from is in manifest.json (for programs) and, for this project's own, in ORIGIN.md (for people).
"""

from __future__ import annotations

import json
from typing import Any

from geodata.languages.current import ENGLISH, language
from geodata.story_folder import BASEMAP

#: What every basemap has, one file each: ``countries.geojson`` and so on.
VECTORS = ("countries", "borders", "coast", "water", "regions", "labels")

#: South, west and north, east in degrees.
Bounds = tuple[tuple[float, float], tuple[float, float]]


def manifest() -> dict[str, Any]:
    """What the basemap covers and what each of its files is: under "files", by file name, its bounds, CRS, size,
    sha256, origin and licence.

    All bounds are [[south, west], [north, east]] in degrees; "colours" are the sea and land tones of a relief, "credit"
    and "credit_on_paper" whom a map names, by language.
    """
    loaded: dict[str, Any] = json.loads((BASEMAP / "manifest.json").read_text(encoding="utf-8"))
    return loaded


def extent() -> Bounds:
    """What the basemap shows at all: south-west and north-east corner in degrees."""
    (south, west), (north, east) = manifest()["bounds"]
    return (south, west), (north, east)


def credit(on_paper: bool = False) -> str:
    """Return whom a map names for its basemap, in the language that is spoken, else in English."""
    texts: dict[str, str] = manifest()["credit_on_paper" if on_paper else "credit"]
    return texts.get(language(), texts[ENGLISH])
