"""How much a confined reader may use."""

from __future__ import annotations

#: Bytes of memory beside those of the libraries. Two million points with six columns of short text took 1.3 billion.
MAX_READER_MEMORY = 4_000_000_000

#: Seconds of processor, and by the clock: a machine may be busy with others.
MAX_READER_SECONDS = 600
MAX_READER_WAIT = 3_600

#: Files open at one time.
MAX_READER_FILES = 64

#: Bytes that it may hand over, and those of the line that comes before each part.
MAX_SENT = 4_000_000_000
MAX_LINE = 16_000_000
