"""Where the story lies: a folder that holds its tables, its words in each language and its basemap, and no code.

``geodata/story`` is the one that the project tells; the variable ``GEODATA_STORY`` names another.
"""

from __future__ import annotations

import os
from pathlib import Path

VARIABLE = "GEODATA_STORY"

#: The folder of the story that is told.
STORY = Path(os.environ.get(VARIABLE) or Path(__file__).parent / "story").absolute()

#: Its tables and ``story.toml``, which says what plays which part in it.
TABLES = STORY / "tables"

#: What its texts are called in each language: a folder a language.
WORDS = STORY / "words"

#: Relief, coasts, borders, water and names, cut for its frames.
BASEMAP = STORY / "basemap"
