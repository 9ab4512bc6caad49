"""What all tests share: the real tables, read without the project's own reader."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

TABLES = Path(__file__).parents[1] / "geodata" / "tables"

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def event_rows() -> Rows:
    """The rows of ``events.csv`` as they stand in the file, so that a count can be checked by another way."""
    with (TABLES / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
