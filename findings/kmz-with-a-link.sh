#!/usr/bin/env bash
# What: a KMZ that links to a second file in itself loses its own placemarks when GDAL reads it
# Packages: pyogrio 0.13.0 (GDAL 3.12.4 with LIBKML), geopandas 1.2.0, pandas 3.1.1, numpy 2.4.6, shapely 2.2.0;
#   Python 3.11
# Expected: a NetworkLink to a file inside the KMZ adds that file's placemarks to those of doc.kml
# Seen: no warning. Without the link the layer "mine" with its two placemarks is listed. With it the only layer is the
#   one named after the link, with the linked placemark alone; asking for "mine" by name is refused.
# Costs: an atlas that keeps one theme in doc.kml and the others in linked files arrives without the first theme.
# Date: 2026-11-27
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check \
  geopandas==1.2.0 pyogrio==0.13.0 pandas==3.1.1 numpy==2.4.6 shapely==2.2.0
env/bin/python - <<'PY'
import sys
import warnings
import zipfile

import geopandas
import pyogrio

STATED = {
    "without link": {"mine": ["Kidal", "Gao"]},
    "with link": {"more": ["Timbuktu"]},
}


def document(content: str) -> str:
    """Return a whole KML document."""
    head = '<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2">'
    return f"{head}<Document>{content}</Document></kml>"


def placemark(name: str, place: str) -> str:
    """Return a placemark; ``place`` is longitude and latitude."""
    return f"<Placemark><name>{name}</name><Point><coordinates>{place}</coordinates></Point></Placemark>"


def layers(content: str) -> dict[str, list[str]]:
    """Pack a KMZ with a second file in it, and return the names of the placemarks that each layer holds."""
    with zipfile.ZipFile("atlas.kmz", "w") as kmz:
        kmz.writestr("doc.kml", document(content))
        kmz.writestr("more.kml", document(placemark("Timbuktu", "-3.0,16.77")))
    names = pyogrio.list_layers("atlas.kmz")[:, 0]
    return {str(name): list(geopandas.read_file("atlas.kmz", layer=name)["Name"]) for name in names}


mine = f"<Folder><name>mine</name>{placemark('Kidal', '1.41,18.44')}{placemark('Gao', '-0.04,16.27')}</Folder>"
link = "<NetworkLink><name>more</name><Link><href>more.kml</href></Link></NetworkLink>"
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    seen = {"without link": layers(mine), "with link": layers(mine + link)}
    try:
        reached = len(geopandas.read_file("atlas.kmz", layer="mine"))
    except pyogrio.errors.DataLayerError:
        reached = 0
for name, found in seen.items():
    print(f"{name:13} {found}")
print(f"rows of the layer “mine” when it is named: {reached}")
print("warnings:", [str(warning.message) for warning in told] or "none")
sys.exit(seen != STATED or reached != 0 or bool(told))
PY
