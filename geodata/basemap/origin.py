"""Where each basemap file comes from, for the manifest: read from ``origin.toml`` beside the files."""

from __future__ import annotations

import tomllib
from typing import Any

from geodata.story_folder import BASEMAP

NOTE = "Borders and names follow the sources named here and imply no opinion on the status of any territory."


def read_origins() -> dict[str, Any]:
    """Return ``files``, by name with packages, data set, producer, licence and treatment of each, and whom a map names
    (``credit``, ``credit_on_paper``: words by language).

    Raises OSError or ValueError when the file is missing or broken.
    """
    return tomllib.loads((BASEMAP / "origin.toml").read_text(encoding="utf-8"))
