#!/usr/bin/env bash
# What: GDAL reads the days of some workbooks four years and a day too early, and leaves out the hours of others
# Packages: pyogrio 0.13.0 (GDAL 3.12.4), openpyxl 3.1.5, python-calamine 0.9.1, pandas 3.1.1, numpy 2.4.6,
#   geopandas 1.2.0, shapely 2.2.0; Python 3.11
# Expected: a workbook may count its days from 1904 (a switch of the workbook, usual on older Macs); a reader heeds the
#   switch, as openpyxl and calamine do. A cell of day and hour comes back with its hour.
# Seen: no warning. GDAL gives 2020-07-26 for 27 July 2024 when the workbook counts from 1904. In either kind it gives
#   midnight for 09:30 when the cell's format writes the hour with one h ("yyyy-mm-dd h:mm:ss", which openpyxl itself
#   puts on every datetime); with hh it gives the hour.
# Costs: a whole sheet of events lies in the wrong year, with days that look sound; the hours of all are gone.
# Date: 2026-11-27
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv env
env/bin/pip install -qq --disable-pip-version-check openpyxl==3.1.5 python-calamine==0.9.1 \
  geopandas==1.2.0 pyogrio==0.13.0 pandas==3.1.1 numpy==2.4.6 shapely==2.2.0
env/bin/python - <<'PY'
import sys
import warnings
from datetime import datetime

import openpyxl
import pandas
import pyogrio
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900

WHEN = datetime(2024, 7, 27, 9, 30)
STATED = {
    ("1900, hh", "gdal"): "2024-07-27 09:30:00",
    ("1900", "gdal"): "2024-07-27 00:00:00",
    ("1900", "openpyxl"): "2024-07-27 09:30:00",
    ("1900", "calamine"): "2024-07-27 09:30:00",
    ("1904", "gdal"): "2020-07-26 00:00:00",
    ("1904", "openpyxl"): "2024-07-27 09:30:00",
    ("1904", "calamine"): "2024-07-27 09:30:00",
}

seen = {}
with warnings.catch_warnings(record=True) as told:
    warnings.simplefilter("always")
    for name, epoch in (("1900", CALENDAR_WINDOWS_1900), ("1904", CALENDAR_MAC_1904)):
        book = openpyxl.Workbook()
        book.epoch = epoch
        book.active.append(["when", "number"])
        book.active.append([WHEN, 1])
        if name == "1900":
            cell = book.active["A2"]
            usual, cell.number_format = cell.number_format, "yyyy-mm-dd hh:mm:ss"
            book.save("hh.xlsx")
            seen["1900, hh", "gdal"] = str(pyogrio.read_dataframe("hh.xlsx")["when"][0])
            cell.number_format = usual
        book.save(f"{name}.xlsx")
        seen[name, "gdal"] = str(pyogrio.read_dataframe(f"{name}.xlsx")["when"][0])
        for engine in ("openpyxl", "calamine"):
            seen[name, engine] = str(pandas.read_excel(f"{name}.xlsx", engine=engine)["when"][0])
for (epoch, reader), value in seen.items():
    print(f"counts from {epoch:8} read by {reader:9} {value}")
print("warnings:", [str(warning.message) for warning in told] or "none")
sys.exit(seen != STATED or bool(told))
PY
