"""Fixtures that the unit tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

from small_tables import SmallTables


@pytest.fixture
def small_tables(tmp_path: Path) -> SmallTables:
    """A fresh folder with a small valid set of tables."""
    return SmallTables(tmp_path)
