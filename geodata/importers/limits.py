"""How much is read at most, so that no file stops the machine. Each refusal names the limit."""

from __future__ import annotations

#: Bytes of the file as it is handed in. A full UCDP GED has 250 million.
MAX_BYTES = 1_000_000_000

#: Bytes of everything in a zip file, unpacked; the true size is counted, not the one the zip file states.
MAX_UNZIPPED = 1_000_000_000

#: Files in a zip file.
MAX_ENTRIES = 1_000

#: Bytes of a GeoJSON file: read as a whole, it takes about ten times as much memory.
MAX_JSON = 200_000_000

#: Rows, columns, and characters in one cell.
MAX_ROWS = 2_000_000
MAX_COLUMNS = 1_000
MAX_FIELD = 1_000_000

#: Characters of a wrong value that the report repeats.
MAX_SHOWN = 120

#: Years outside of these are taken for mistyped.
FIRST_YEAR = 1900
LAST_YEAR = 2100
