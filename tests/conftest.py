"""What all tests share: the real tables, read without the project's own reader, and a browser."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import geodata  # noqa: F401 - before anything imports pyogrio, as in the dashboard
from tests import chromium, postgres

if TYPE_CHECKING:
    from playwright.sync_api import Browser

TABLES = Path(__file__).parents[1] / "geodata" / "story" / "tables"

Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def event_rows() -> Rows:
    """The rows of ``events.csv`` as they stand in the file, so that a count can be checked by another way."""
    with (TABLES / "events.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    """A PostgreSQL with PostGIS of its own, one for all tests that need it; each of them starts it if it is stopped."""
    with postgres.started() as cluster:
        yield cluster


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium, one for all tests that need it."""
    with chromium.started() as browser:
        yield browser
