"""The HTTP interface of a running server, asked by the programs that will ask it."""

from __future__ import annotations

import datetime as dt
import urllib.request
from typing import Any

import pytest

from geodata.asking.filters import Filters, events_mask
from geodata.reading.story import load_story
from tests import map_program

_MALI = "country=MLI&from=2024-07-01"


@pytest.fixture(autouse=True)
def straight(monkeypatch: pytest.MonkeyPatch) -> None:
    """No proxy stands between this machine and itself."""
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.mark.parametrize("name", ["events.geojson", "events.kml", "events.gpkg"])
@pytest.mark.parametrize("way", ["", "/vsicurl/"])
def test_gdal_and_with_it_qgis_open_the_events_by_address(dashboard: str, way: str, name: str) -> None:
    """``/vsicurl/`` asks for ranges of bytes, as QGIS does for a GeoPackage at an address."""
    read = map_program.read(f"{way}{dashboard}/api/{name}?{_MALI}", "events")
    story = load_story()
    shown = Filters(countries=("MLI",), date_from=dt.date(2024, 7, 1))
    assert list(read["id"]) == list(story.events.index[events_mask(story, shown)])
    assert read.crs == "EPSG:4326"


@pytest.mark.parametrize("name", ["health", "events.csv", "openapi.json", "", "nothing", "events.csv?actor=nobody"])
def test_every_answer_has_the_headers_of_the_pages(dashboard: str, name: str) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}), _Any())
    with opener.open(f"{dashboard}/api/{name}") as answer:
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        assert 'rel="license"' in answer.headers["link"]


class _Any(urllib.request.HTTPErrorProcessor):
    """Takes an answer of any status for an answer."""

    def http_response(self, request: Any, response: Any) -> Any:
        return response
