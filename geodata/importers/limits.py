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

#: Values in a GeoJSON file, counted by the commas and brackets: two bytes of it can become a hundred in memory.
MAX_JSON_VALUES = 30_000_000

#: Rows, columns, and characters in one cell.
MAX_ROWS = 2_000_000
MAX_COLUMNS = 1_000
MAX_FIELD = 1_000_000

#: Characters in the name of a column, which the report repeats in each of its lines, and in an id.
MAX_NAME = 200
MAX_ID = 200

#: Characters in one row of a delimited text file, line ends inside quotation marks among them.
MAX_ROW = 10_000_000

#: Lines of the report: each takes some hundred bytes, so a small file of nothing but faults would fill the memory.
MAX_REPORT = 2_000_000

#: Characters of a wrong value that the report repeats.
MAX_SHOWN = 120

#: Years outside of these are taken for mistyped.
FIRST_YEAR = 1900
LAST_YEAR = 2100
