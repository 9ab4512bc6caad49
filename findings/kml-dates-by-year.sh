#!/usr/bin/env bash
# What: GDAL's KML reader loses a time that is known to the year, and makes a month into its first day
# Packages: pyogrio 0.13.0 (GDAL 3.12.4 with LIBKML), geopandas 1.2.0, pandas 3.1.1, numpy 2.4.6, shapely 2.2.0;
#   Python 3.11
# Expected: KML 2.2 allows a year (2024) and a month (2024-07) wherever a time stands; a reader without a type for them
#   gives the text, or says that it left something out
# Seen: no warning. <when>2024</when> and a <TimeSpan> from 2023 to 2024 come back empty, as if the placemark had no
#   time at all; 2024-07 comes back as midnight of 2024-07-01, which nothing tells from a true 1st of July.
# Costs: what is dated least exactly vanishes from every timeline, and a month's events pile up on its first day.
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
from pathlib import Path

import geopandas
import pandas

TIMES = {
    "year": "<TimeStamp><when>2024</when></TimeStamp>",
    "month": "<TimeStamp><when>2024-07</when></TimeStamp>",
    "day": "<TimeStamp><when>2024-07-27</when></TimeStamp>",
    "span of years": "<TimeSpan><begin>2023</begin><end>2024</end></TimeSpan>",
    "span of days": "<TimeSpan><begin>2024-07-25</begin><end>2024-07-27</end></TimeSpan>",
}
STATED = {
    "year": [],
    "month": ["2024-07-01 00:00:00"],
    "day": ["2024-07-27 00:00:00"],
    "span of years": [],
    "span of days": ["2024-07-25 00:00:00", "2024-07-27 00:00:00"],
}

placemarks = "".join(
    f"<Placemark><name>{name}</name>{time}<Point><coordinates>2.5,19.5</coordinates></Point></Placemark>"
    for name, time in TIMES.items()
)
Path("events.kml").write_text(
    '<?xml version="1.0" encoding="UTF-8"?>'
    f'<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>events</name>{placemarks}</Document></kml>'
)
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    read = geopandas.read_file("events.kml")
seen = {
    row.Name: [str(time) for time in (row.timestamp, row.begin, row.end) if not pandas.isna(time)]
    for row in read.itertuples()
}
for name, times in seen.items():
    print(f"{name:14} {' to '.join(times) or 'nothing'}")
print("warnings:", [str(warning.message) for warning in told] or "none")
sys.exit(seen != STATED or bool(told))
PY
