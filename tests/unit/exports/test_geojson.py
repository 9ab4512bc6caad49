"""GeoJSON as RFC 7946 has it, with the colophon beside the features."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from exports.written import about, written

from geodata.asking.filters import Filters
from tests.real_story import REAL


@pytest.fixture
def document(tmp_path: Path) -> dict[str, Any]:
    written("geojson", tmp_path / "out.geojson", filters=Filters(countries=("MLI", "NER")))
    found: dict[str, Any] = json.loads((tmp_path / "out.geojson").read_bytes().decode("utf-8"))
    return found


def test_it_is_a_collection_of_features_without_a_crs(document: dict[str, Any]) -> None:
    assert document["type"] == "FeatureCollection"
    assert "crs" not in document
    for feature in document["features"]:
        assert feature["type"] == "Feature"
        assert {"geometry", "properties", "id"} <= feature.keys()
        assert feature["properties"]["layer"] in ("events", "presence", "route_legs", "route_waypoints", "places")
        assert feature["id"] == feature["properties"]["id"]
    ids = [feature["id"] for feature in document["features"]]
    assert len(ids) == len(set(ids))


def test_longitude_comes_first(document: dict[str, Any]) -> None:
    kidal = next(f for f in document["features"] if f["id"] == "P_KIDAL")
    assert kidal["geometry"] == {"type": "Point", "coordinates": [1.40921, 18.44345]}


def test_the_colophon_stands_beside_the_features(document: dict[str, Any]) -> None:
    parts = about(filters=Filters(countries=("MLI", "NER"))).parts()
    assert {name: document[name] for name in parts} == parts
    assert document["filters"] == "countries: Mali, Niger"


def test_claims_and_sources_come_along(document: dict[str, Any]) -> None:
    shown = {feature["id"] for feature in document["features"]}
    assert document["claims"]
    assert {claim["event_id"] for claim in document["claims"] if not claim["dimmed"]} <= shown
    rivals = [claim for claim in document["claims"] if claim["event_id"] not in shown]
    assert {claim["dimmed"] for claim in rivals} == {"not about an event in the chosen country"}
    claim = next(claim for claim in document["claims"] if claim["id"] == "K01")
    assert (claim["claimant"], claim["quantity_min"]) == ("JNIM (via SITE)", 50)
    named = {source for f in document["features"] for source in f["properties"]["source_ids"]}
    assert named <= {source["id"] for source in document["sources"]} <= set(REAL.sources.index)


def test_an_event_without_a_place_has_null_for_geometry(tmp_path: Path) -> None:
    written("geojson", tmp_path / "out.geojson")
    features = json.loads((tmp_path / "out.geojson").read_text("utf-8"))["features"]
    without = [f["id"] for f in features if f["properties"]["layer"] == "events" and f["geometry"] is None]
    whole_countries = set(REAL.places.index[REAL.places["precision"] == "country"])
    nowhere = REAL.events["place_id"].isin({"", *whole_countries})
    assert without == list(REAL.events.index[nowhere])
    assert len(without) == 9
