"""Which of GDAL's drivers exist in this process, and what they may reach.

GDAL takes the driver that a file's content asks for, whatever the file is called, and some of its drivers read
descriptions that name other files or addresses. What is not registered cannot be asked for. GDAL reads ``OGR_SKIP``
once, when pyogrio is imported, and pyogrio has no way to name the drivers afterwards: so ``geodata/__init__.py`` calls
:func:`switch_off` before anything else of this package is imported. (Seen with pyogrio 0.13 and GDAL 3.12;
https://gdal.org/en/stable/user/configoptions.html names the options.)

Files of strangers are not read with these drivers at all but in a process of their own with exactly one: see
``geodata/sandbox``.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Collection

#: What this project itself writes, or reads out of its own folders: exports, basemap.
OWN = ("ESRI Shapefile", "GPKG", "GeoJSON")

#: Every driver for tables with places in the GDAL of the pinned pyogrio; GDAL warns of a name that it does not know.
#: The tests, and each reading of a stranger's file, see that no driver is missing here.
KNOWN = (
    "ADBC", "AIVector", "AmigoCloud", "AVCBin", "AVCE00", "Carto", "CSV", "CSW", "DGN", "DXF", "EDIGEO", "EEDA",
    "Elasticsearch", "ESRI Shapefile", "ESRIJSON", "FlatGeobuf", "GDALG", "GeoJSON", "GeoJSONSeq", "GeoRSS", "GML",
    "GPKG", "GPSBabel", "GPX", "GTFS", "HTTP", "Idrisi", "JML", "JSONFG", "KML", "LIBKML", "LVBAG", "MapInfo File",
    "MapML", "MBTiles", "MEM", "MiraMonVector", "MVT", "NGW", "OAPIF", "ODS", "OGCAPI", "OGR_GMT", "OGR_PDS",
    "OGR_VRT", "OpenFileGDB", "OSM", "PCIDSK", "PDF", "PDS4", "PGDUMP", "PLSCENES", "PMTiles", "S57", "Selafin",
    "SQLite", "SXF", "TopoJSON", "VDV", "VFK", "VICAR", "WAsP", "WFS", "XLSX",
)  # fmt: skip

#: Port 1 of this machine, where nothing answers: whatever GDAL would ask of an address ends there.
_NOWHERE = "http://127.0.0.1:1"

_log = logging.getLogger(__name__)


def settings(allowed: Collection[str]) -> dict[str, str]:
    """Variables of the environment with which GDAL has these drivers and no other, and asks nothing of any address."""
    return {
        "OGR_SKIP": ",".join(name for name in KNOWN if name not in allowed),
        "GDAL_DRIVER_PATH": "disable",  # no driver out of a plug-in
        "GDAL_HTTP_PROXY": _NOWHERE,
        "GDAL_HTTPS_PROXY": _NOWHERE,
        "GDAL_HTTP_MAX_RETRY": "0",
        "GDAL_HTTP_TIMEOUT": "1",
        "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
        "OGR_SQLITE_ALLOW_EXTERNAL_ACCESS": "NO",
        "OGR_SQLITE_LOAD_EXTENSIONS": "",
        "PROJ_NETWORK": "OFF",
    }


def switch_off() -> None:
    """Leave this process only the drivers in OWN; one that was started with a single driver keeps that one.

    Too late when somebody imported pyogrio first: that is logged. Files of strangers are safe then, too, for they are
    read in another process.
    """
    if len(set(KNOWN) - set(os.environ.get("OGR_SKIP", "").split(","))) <= 1:
        return
    os.environ.update(settings(OWN))
    if "pyogrio" in sys.modules and (others := other_drivers(OWN)):
        _log.warning("pyogrio was imported before geodata, so GDAL keeps drivers that are not needed: %s", others)


def other_drivers(allowed: Collection[str]) -> list[str]:
    """Drivers that GDAL has in this process beside those allowed. Imports pyogrio."""
    import pyogrio

    return sorted(set(pyogrio.list_drivers()) - set(allowed))
