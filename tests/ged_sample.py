"""A file as UCDP publishes them, with invented rows; ``data/ORIGIN.md`` says what is in it."""

from __future__ import annotations

from pathlib import Path

GED = Path(__file__).parent / "data" / "ged_layout_sample.csv"
#: Two dozen real rows, cited in the same place.
REAL_GED = GED.with_name("ucdp_ged_23.1_extract.csv")
