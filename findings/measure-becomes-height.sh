#!/usr/bin/env bash
# What: the measure of a point comes out of geopandas as a height
# Packages: geopandas 1.2.0, shapely 2.2.0, pyogrio 0.13.0, pandas 3.1.1, numpy 2.4.6; Python 3.11
# Expected: shapely tells heights (Z) from measures (M: a time, a distance along a road). GeoJSON has no measures, so a
#   writer leaves them out, as shapely.to_geojson does, or refuses
# Seen: no warning. GeoDataFrame.to_json() and shapely's __geo_interface__ write the measure as the third number, which
#   in GeoJSON is metres above the ellipsoid; read again, POINT M (2.5 19.5 700) is POINT Z (2.5 19.5 700). With both, a
#   fourth number is written, which shapely itself refuses to read ("should be 2 or 3, got 4").
# Costs: kilometres or seconds along a track become a mountain. Two functions of one library disagree about one geometry.
# Date: 2026-11-27
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check \
  geopandas==1.2.0 pyogrio==0.13.0 pandas==3.1.1 numpy==2.4.6 shapely==2.2.0
env/bin/python - <<'PY'
import json
import sys
import warnings

import geopandas
import shapely

SHAPES = ("POINT M (2.5 19.5 700)", "LINESTRING M (2 19 0, 3 20 151)", "POINT ZM (2.5 19.5 480 700)")
STATED = {
    "POINT M (2.5 19.5 700)": ("[2.5, 19.5]", "[2.5, 19.5, 700.0]", "POINT Z (2.5 19.5 700)"),
    "LINESTRING M (2 19 0, 3 20 151)": (
        "[[2.0, 19.0], [3.0, 20.0]]",
        "[[2.0, 19.0, 0.0], [3.0, 20.0, 151.0]]",
        "LINESTRING Z (2 19 0, 3 20 151)",
    ),
    "POINT ZM (2.5 19.5 480 700)": ("[2.5, 19.5, 480.0]", "[2.5, 19.5, 480.0, 700.0]", "refused"),
}

seen = {}
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    for text in SHAPES:
        shape = shapely.from_wkt(text)
        plain = json.loads(shapely.to_geojson(shape))
        written = json.loads(geopandas.GeoDataFrame(geometry=[shape], crs=4326).to_json())
        try:
            again = geopandas.GeoDataFrame.from_features(written["features"]).geometry[0].wkt
        except ValueError:
            again = "refused"
        coordinates = written["features"][0]["geometry"]["coordinates"]
        seen[text] = json.dumps(plain["coordinates"]), json.dumps(coordinates), again
for text, (plain, written, again) in seen.items():
    print(f"{text}\n  shapely.to_geojson    {plain}\n  GeoDataFrame.to_json  {written}\n  read again            {again}")
print("warnings:", [str(warning.message) for warning in told] or "none")
sys.exit(seen != STATED or bool(told))
PY
