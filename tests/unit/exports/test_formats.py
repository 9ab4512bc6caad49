"""The registry that the command line and the pages read."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from exports.written import about, written

from geodata.asking.filters import Filters
from geodata.exports import FORMATS
from geodata.selecting.selection import select
from tests.real_story import REAL

TOP = Path(__file__).parents[3]


def test_the_data_formats_are_there() -> None:
    assert {"csv", "geojson", "kml", "gpkg"} <= FORMATS.keys()
    assert len({form.words for form in FORMATS.values()}) == len(FORMATS)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_names_a_function_that_exists(name: str) -> None:
    module, function = FORMATS[name].writer.split(":")
    assert callable(getattr(import_module(module), function))
    assert FORMATS[name].ending.startswith(".")
    assert "/" in FORMATS[name].media_type


@pytest.mark.parametrize("name", ["csv", "geojson", "kml"])
def test_a_download_holds_the_bytes_of_the_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{FORMATS[name].ending}"
    written(name, path)
    assert FORMATS[name].content(select(REAL, Filters()), about()) == path.read_bytes()


def test_a_geopackage_can_be_downloaded() -> None:
    assert FORMATS["gpkg"].content(select(REAL, Filters()), about()).startswith(b"SQLite format 3")


def test_the_list_of_formats_loads_none_of_their_libraries() -> None:
    code = "import sys, geodata.exports; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=TOP, check=False).returncode == 0
