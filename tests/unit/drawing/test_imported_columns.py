"""What the map draws, as one binary."""

from __future__ import annotations

import json
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imported.event_rows import made

from geodata.drawing.imported_columns import columns_bytes, web_mercator
from geodata.imported.event_set import EventSet, event_set
from geodata.importers import read_events
from tests.ged_sample import GED
from tests.real_story import REAL as STORY

MISSING = -2147483648


def decoded(events: EventSet) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """Read the binary as the browser does."""
    data = columns_bytes(events, STORY)
    assert data[:4] == b"CME1"
    (length,) = struct.unpack_from("<I", data, 4)
    header = json.loads(data[8 : 8 + length].decode("utf-8"))
    columns = {}
    for name, place in header["columns"].items():
        assert place["offset"] % 8 == 0
        kind = np.dtype("<" + place["type"])
        assert place["offset"] + header["rows"] * kind.itemsize <= len(data)
        columns[name] = np.frombuffer(data, kind, header["rows"], place["offset"])
    return header, columns


def test_the_values_come_back() -> None:
    events = made(
        {"lon": 0.0, "lat": 0.0, "best": 7.0},
        {"lon": -180.0, "lat": 89.0, "best": 1e6, "place_precision": "region", "actors": ("nobody",)},
        {"lon": np.nan, "lat": np.nan, "best": np.nan, "date_start": np.datetime64("NaT", "s")},
        {"lon": 180.0, "lat": -89.0, "best": 2.6, "date_end": np.datetime64("NaT", "s"), "actors": ("Wagner",)},
    )
    header, columns = decoded(events)
    assert {name: place["type"] for name, place in header["columns"].items()} == {
        "x": "f4", "y": "f4", "look": "u1", "vague": "u1", "deaths": "u2", "start": "i4", "end": "i4",
        "ask actor": "u4", "ask country": "u4", "ask kind": "u4", "ask exact": "u1",
    }  # fmt: skip
    assert (header["rows"], header["name"], header["dataset"], header["licence"]) == (
        4, "rows.csv", "my data", "CC BY 4.0",
    )  # fmt: skip
    assert columns["x"].tolist()[:2] == [0.5, 0.0]
    assert columns["y"][:2] == pytest.approx([0.5, 0.0], abs=1e-6)
    assert np.isnan(columns["x"][2])
    assert np.isnan(columns["y"][2])
    assert [columns["x"][3], columns["y"][3]] == pytest.approx([1.0, 1.0], abs=1e-6)
    assert columns["deaths"].tolist() == [7, 65534, 65535, 3]
    assert columns["vague"].tolist() == [0, 1, 0, 0]
    assert columns["start"].tolist() == [19929, 19929, MISSING, 19929]  # 25 July 2024
    assert columns["end"].tolist() == [19929, 19929, 19929, MISSING]
    labels = [header["looks"][look]["label"] for look in columns["look"]]
    assert labels == ["JNIM", "not in the registry", "JNIM", "Wagner"]
    assert header["looks"][-1] == {"shape": "circle", "colour": "#6B6B6B", "label": "not in the registry"}


def test_a_known_point_in_web_mercator() -> None:
    """Half a world is pi * 6378137 m; the metres of Kidal were worked out with PROJ."""
    x, y = web_mercator(np.array([1.40921]), np.array([18.44345]))
    metres = np.array([(x[0] - 0.5) * 2, (0.5 - y[0]) * 2]) * np.pi * 6378137.0
    assert metres == pytest.approx([156872.540, 2089519.481], abs=0.01)


def test_no_rows() -> None:
    header, columns = decoded(made())
    assert header["rows"] == 0
    assert [len(column) for column in columns.values()] == [0] * 11


PLACES = st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)) | st.just((np.nan, np.nan)), max_size=20)


@given(PLACES, st.text(st.characters(codec=None), max_size=40))
@settings(max_examples=100, deadline=None)
def test_places_come_back_to_a_metre_whatever_the_file_is_called(places: list[tuple[float, float]], name: str) -> None:
    plain = made(*({"lon": lon, "lat": lat} for lon, lat in places))
    events = EventSet(plain.events, name, "", name, name, True, plain.actor_names)
    header, columns = decoded(events)
    assert header["name"] == name.encode("utf-8", "replace").decode()
    lons = columns["x"].astype(float) * 360 - 180
    lats = np.degrees(np.arctan(np.sinh((0.5 - columns["y"].astype(float)) * 2 * np.pi)))
    for (lon, lat), found_lon, found_lat in zip(places, lons, lats, strict=True):
        assert found_lon == pytest.approx(lon, abs=3e-5, nan_ok=True)
        assert found_lat == pytest.approx(np.clip(lat, -85.0511287798066, 85.0511287798066), abs=3e-5, nan_ok=True)


def test_a_published_file() -> None:
    events = event_set(read_events(GED), GED.name)
    header, columns = decoded(events)
    assert header["rows"] == 120
    assert columns["deaths"].tolist() == events.events["best"].tolist()
    assert (
        columns["start"].tolist() == events.events["date_start"].to_numpy().astype("datetime64[D]").astype(int).tolist()
    )
    assert columns["vague"].sum() == (~events.events["place_precision"].isin(["exact", "near"])).sum() == 30
