#!/usr/bin/env bash
# What: geopandas reads lists out of GeoJSON and writes them back as something else, by how long they are
# Packages: geopandas 1.2.0, pyogrio 0.13.0 (GDAL 3.12.4), pandas 3.1.1, numpy 2.4.6, shapely 2.2.0, pyarrow 26.0.1;
#   Python 3.11
# Expected: reading a GeoJSON file and writing it again unchanged keeps its lists, or says that it cannot
# Seen: no warning, and four outcomes in one column. A list of one text stays a list. A list of two becomes the text
#   "['a' 'b']", which is neither JSON nor Python. Of a list of 1,200 numbers six are left: "[   0    1    2 ... 1197
#   1198 1199]". A list of one number that is written 2.5 stays, but [2.0] comes out as [ 2. ], so that the whole file
#   is no JSON any more. The way through Arrow (use_arrow=True on writing) keeps all four.
# Why: the writer without Arrow asks numpy for the text of the array, and GDAL puts text that looks like JSON into the
#   file as JSON.
# Costs: actors, sources, tags or measurements of a row are lost or unreadable, and short test data does not show it.
# Date: 2026-11-27
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check \
  geopandas==1.2.0 pyogrio==0.13.0 pandas==3.1.1 numpy==2.4.6 shapely==2.2.0 pyarrow==26.0.1
env/bin/python - <<'PY'
import json
import sys
import warnings
from pathlib import Path

import geopandas

LISTS = {
    "one text": ["a"],
    "two texts": ["a", "b"],
    "1,200 numbers": list(range(1200)),
    "one whole float": [2.0],
}
STATED = {
    "one text": '["a"]',
    "two texts": "\"['a' 'b']\"",
    "1,200 numbers": '"[   0    1    2 ... 1197 1198 1199]"',
    "one whole float": "not JSON",
}


def there_and_back(values: list, use_arrow: bool) -> str:
    """Write one feature with a list, let geopandas read and write it, and return what stands there then."""
    point = {"type": "Point", "coordinates": [2.5, 19.5]}
    feature = {"type": "Feature", "properties": {"list": values}, "geometry": point}
    Path("in.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    geopandas.read_file("in.geojson").to_file("out.geojson", use_arrow=use_arrow)
    try:
        out = json.loads(Path("out.geojson").read_text())
    except json.JSONDecodeError:
        return "not JSON"
    return json.dumps(out["features"][0]["properties"]["list"])


with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    seen = {name: there_and_back(values, use_arrow=False) for name, values in LISTS.items()}
    by_arrow = {name: there_and_back(values, use_arrow=True) == json.dumps(values) for name, values in LISTS.items()}
told = [str(warning.message) for warning in told if not issubclass(warning.category, ResourceWarning)]
for name, text in seen.items():
    print(f"{name:16} {text:42} through Arrow {'kept' if by_arrow[name] else 'changed'}")
print("warnings:", told or "none")
sys.exit(seen != STATED or not all(by_arrow.values()) or bool(told))
PY
