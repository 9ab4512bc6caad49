"""A place is never drawn sharper than it is known, and a kilometre is a kilometre."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geodata.reading.codes import CONFIDENCE_MEANINGS, CONFIDENCES
from geodata.reading.precision import (
    GLYPH_LIMIT_KM,
    distance_km,
    geodesic_ring,
    is_drawn_as_point,
    path_length_km,
    place_words,
)
from tests.real_story import REAL

GEOD = Geod(ellps="WGS84")


def radii(lat: float, lon: float, ring: list[tuple[float, float]]) -> list[float]:
    return [GEOD.inv(lon, lat, b, a)[2] / 1000 for a, b in ring]


@pytest.mark.parametrize("lat", [-45.0, -5.0, 0.0, 12.4, 19.6673, 45.0, 60.0])
@pytest.mark.parametrize("radius", [10.0, 30.0, 200.0])
def test_every_point_of_a_ring_is_as_far_away_as_stated(lat: float, radius: float) -> None:
    ring = geodesic_ring(lat, 2.6058, radius)
    assert radii(lat, 2.6058, ring) == pytest.approx([radius] * len(ring), rel=0.001)


@pytest.mark.parametrize("radius", [2.0, 3.0, 5.0])
def test_a_small_ring_is_right_within_one_per_cent(radius: float) -> None:
    ring = geodesic_ring(60.0, 30.0, radius)
    assert radii(60.0, 30.0, ring) == pytest.approx([radius] * len(ring), rel=0.01)


@given(st.floats(-70, 70), st.floats(-170, 170), st.floats(10, 500))
@settings(max_examples=100)
def test_a_ring_is_right_anywhere(lat: float, lon: float, radius: float) -> None:
    ring = geodesic_ring(lat, lon, radius)
    assert radii(lat, lon, ring) == pytest.approx([radius] * len(ring), rel=0.002)


def test_a_ring_is_closed_and_goes_all_the_way_round() -> None:
    ring = geodesic_ring(19.6673, 2.6058, 30.0, points=36)
    assert len(ring) == 37
    assert ring[0] == ring[-1]
    assert len(set(ring)) == 36
    lats, lons = [a for a, _ in ring], [b for _, b in ring]
    assert min(lats) < 19.6673 < max(lats)
    assert min(lons) < 2.6058 < max(lons)


def test_a_ring_is_not_stretched_by_the_map() -> None:
    ring = geodesic_ring(60.0, 0.0, 100.0)
    lats, lons = [a for a, _ in ring], [b for _, b in ring]
    # at 60 degrees north a degree of longitude is about half a degree of latitude
    assert (max(lons) - min(lons)) / (max(lats) - min(lats)) == pytest.approx(2.0, rel=0.02)


@pytest.mark.parametrize("radius", [0.0, -1.0, float("nan"), float("inf"), float("-inf")])
def test_a_radius_that_is_none_is_refused(radius: float) -> None:
    with pytest.raises(ValueError, match=r"positive number of kilometres"):
        geodesic_ring(18.0, 1.0, radius)


def test_distances_are_geodesic() -> None:
    assert distance_km(0.0, 0.0, 0.0, 1.0) == pytest.approx(111.3195, abs=0.001)  # a degree of the equator
    assert distance_km(18.4, 1.4, 18.4, 1.4) == 0.0
    assert path_length_km([(0.0, 0.0), (0.0, 1.0), (0.0, 2.0)]) == pytest.approx(222.639, abs=0.002)
    assert path_length_km([(18.0, 1.0)]) == 0.0
    assert path_length_km([]) == 0.0


@pytest.mark.parametrize(
    ("precision", "radius", "drawn"),
    [
        ("exact-town", 3.0, True),
        ("approx-site", GLYPH_LIMIT_KM, True),
        ("approx-site", GLYPH_LIMIT_KM + 0.1, False),
        ("exact-town", 28.0, False),  # two gazetteers 28 km apart: the name says exact, the radius says no
        ("area", 30.0, False),
        ("country", None, False),
        ("country", 5.0, False),
        ("approx-site", None, False),
        ("approx-site", float("nan"), False),
    ],
)
def test_only_a_well_known_place_is_a_point(precision: str, radius: float | None, drawn: bool) -> None:
    assert is_drawn_as_point(precision, radius) is drawn


def test_the_ambush_valley_is_an_area_and_tinzaouaten_a_point() -> None:
    points = {place: is_drawn_as_point(row["precision"], row["radius_km"]) for place, row in REAL.places.iterrows()}
    assert not points["P_AMBUSH"]
    assert not points["P_INTAGHAGHITE"]
    assert not points["P_TAMASSAHART"]
    assert points["P_TINZ"]
    assert points["P_KIDAL"]


def test_how_well_a_place_is_known_in_words() -> None:
    assert place_words("area", 30.0) == "somewhere in an area of about 30 km around the point"
    assert place_words("approx-site", 7.5) == "site known approximately, within about 7.5 km"
    assert place_words("country", None) == "known only to the country"
    assert "3 km" in place_words("exact-town", 3.0)
    assert "nan" not in place_words("area", float("nan"))


def test_every_precision_and_confidence_of_the_tables_has_words() -> None:
    for row in REAL.places.itertuples():
        assert place_words(row.precision, row.radius_km)
    for table in (REAL.events, REAL.presence, REAL.route):
        assert set(table["confidence"]) <= set(CONFIDENCES)
    assert list(CONFIDENCE_MEANINGS) == list(CONFIDENCES)
