"""The panel offers each data format and makes a file of the rows shown only when asked."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import streamlit
from exports.written import as_text

from geodata.asking.filters import Filters, events_mask
from pages.handing import download_panel
from pages.viewing import address
from tests.real_story import REAL


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> dict[str, dict[str, Any]]:
    """What the panel gives to Streamlit, by file name."""
    found: dict[str, dict[str, Any]] = {}

    def note(label: str, **options: Any) -> None:
        found[options["file_name"]] = {"label": label, **options}

    monkeypatch.setattr(streamlit, "download_button", note)
    monkeypatch.setattr(address, "chosen", lambda: None)
    download_panel.download_panel(REAL, Filters(countries=("NER",)))
    return found


def made(offer: dict[str, Any]) -> bytes:
    make: Callable[[], bytes] = offer["data"]
    return make()


def test_each_data_format_has_a_button_that_does_not_run_the_page_again(offered: dict[str, dict[str, Any]]) -> None:
    endings = ["html", "png", "svg", "zip", "geojson", "kml", "gpkg"]
    assert list(offered) == [f"kidal-2024.{ending}" for ending in endings]
    assert {offer["on_click"] for offer in offered.values()} == {"ignore"}


def test_a_file_is_made_when_asked_and_holds_the_rows_shown(offered: dict[str, dict[str, Any]]) -> None:
    mask = events_mask(REAL, Filters(countries=("NER",)))
    features = json.loads(made(offered["kidal-2024.geojson"]))["features"]
    assert [f["id"] for f in features if f["properties"]["layer"] == "events"] == list(mask.index[mask])
    with zipfile.ZipFile(io.BytesIO(made(offered["kidal-2024.zip"]))) as archive:
        assert list(as_text(archive.read("events.csv"))["id"]) == list(mask.index[mask])
