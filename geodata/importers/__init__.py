"""Bring your own events: files of whoever counts events become the same kind of row as the events of the story.

:func:`read_events` recognises a file by what is in it (UCDP GED, ACLED, any other table with dates and places, GeoJSON,
GeoPackage, zipped shapefile) and returns an :class:`ImportResult`: the accepted rows and a report of everything that
was rejected or is worth a second look. Nothing is repaired, dropped or merged without a line in that report.

What is rejected and what is only flagged:

- A row is *rejected* when taking it in would put something false on the map or the timeline: its date cannot be read,
  its place is stated but cannot be true (text, decimal commas, beyond the poles, 0/0, certainly swapped, half a
  coordinate), its id is taken, its cells cannot be told apart, or it ends before it begins.
- A row is *accepted and flagged* when it is usable but something in it is not as it should be: a number of deaths
  that is no number (then it is not known), bounds the wrong way round, a code or country that is unknown, a place far
  from the country named, bytes that are no letters.
- A row without a place is accepted and counted, not flagged.
"""

from __future__ import annotations

from geodata.importers.faults import ImportCancelled, ImportFault
from geodata.importers.options import ImportOptions
from geodata.importers.read import read_events
from geodata.importers.result import ImportResult

__all__ = ["ImportCancelled", "ImportFault", "ImportOptions", "ImportResult", "read_events"]
