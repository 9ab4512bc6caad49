"""How much of a text or a list from a stranger's file one page carries, so that no file stops a browser.

The files themselves have limits of their own: see ``geodata/importers/limits.py``.
"""

from __future__ import annotations

#: Characters of one text on a page; what is cut off stands in the file.
MAX_TEXT = 20_000

#: Characters of a cell in a table of imported events.
MAX_CELL = 1_000

#: Names of actors that can be mapped by hand, and values that a list of the filter offers from a file: the most
#: frequent ones. A mapping file takes any number.
MAX_NAMES = 2_000
MAX_OPTIONS = 500

#: Characters of a value that a list of the filter offers.
MAX_OPTION = 200

#: Megabytes of a set of scenes, and of a mapping of actors.
MAX_SET_MB = 2
MAX_MAPPING_MB = 10

#: Files that are read at a time, all viewers together; others wait for their turn.
MAX_READING = 2
