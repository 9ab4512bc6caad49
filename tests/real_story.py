"""The real story, read once for all tests of a process. It is shared: copy a frame before changing it."""

from __future__ import annotations

from geodata.languages.tables import in_language
from geodata.story import load_story

REAL = load_story()
FRENCH = in_language(REAL, "fr")
