"""The column's legs: true lengths, honest speeds, drawn where the column can have been."""

from __future__ import annotations

import datetime as dt

import geopandas as gpd
import pandas as pd
import pytest
from pyproj import Geod
from shapely import segmentize
from shapely.geometry import LineString, Point

from geodata.asking.filters import Filters
from geodata.knowing.route import PLAUSIBLE_KM_PER_DAY, VARIANTS, Leg, legs, legs_shown, travel_days
from geodata.reading.precision import distance_km
from geodata.reading.story import Story, load_story
from geodata.story_folder import BASEMAP
from small_tables import SmallTables
from tests.real_story import REAL

ENRICHED = [f"LE{n}" for n in range(1, 10)]


def by_id(story: Story, variant: str) -> dict[str, Leg]:
    return {leg.id: leg for leg in legs(story, variant)}


def shown(filters: Filters, variant: str = "enriched") -> list[str]:
    return [leg.id for leg in legs_shown(REAL, variant, filters)]


def day(number: int) -> dt.date:
    return dt.date(2024, 7, number)


def test_both_variants_have_their_legs_in_travel_order() -> None:
    assert list(by_id(REAL, "enriched")) == ENRICHED
    assert list(by_id(REAL, "base-document-only")) == ["LB1", "LB2", "LB3"]
    assert set(VARIANTS) == set(REAL.legs["variant"])
    assert legs(REAL, "no such variant") == ()


def test_a_leg_runs_from_waypoint_to_waypoint_of_its_own_variant() -> None:
    for variant in VARIANTS:
        for leg in legs(REAL, variant):
            for end, point in ((leg.from_id, leg.path[0]), (leg.to_id, leg.path[-1])):
                waypoint = REAL.route.loc[end]
                assert waypoint["variant"] == variant
                place = REAL.places.loc[waypoint["place_id"]]
                assert point == (place["lat"], place["lon"])


def test_in_afarak_to_boghassa_is_about_213_km_and_too_far_for_its_day() -> None:
    leg = by_id(REAL, "enriched")["LE3"]
    places = REAL.places.loc[["P_INAFARAK", "P_BOGHASSA"]]
    (lat1, lon1), (lat2, lon2) = zip(places["lat"], places["lon"], strict=True)
    assert leg.km == pytest.approx(Geod(ellps="WGS84").inv(lon1, lat1, lon2, lat2)[2] / 1000, rel=1e-9)
    assert leg.km == pytest.approx(213.0, rel=0.005)
    assert leg.days == 1.0
    assert leg.is_implausible


def test_every_leg_is_as_long_as_the_geodesic_between_its_ends() -> None:
    geod = Geod(ellps="WGS84")
    for leg in (leg for variant in VARIANTS for leg in legs(REAL, variant)):
        ends = REAL.places.loc[REAL.route.loc[[leg.from_id, leg.to_id], "place_id"]]
        (lat1, lon1), (lat2, lon2) = zip(ends["lat"], ends["lon"], strict=True)
        assert leg.km == pytest.approx(geod.inv(lon1, lat1, lon2, lat2)[2] / 1000, rel=0.005), leg.id


def test_no_other_leg_is_flagged() -> None:
    flagged = {leg.id for variant in VARIANTS for leg in legs(REAL, variant) if leg.is_implausible}
    assert flagged == {"LE3"}


def test_known_lengths() -> None:
    enriched, base = by_id(REAL, "enriched"), by_id(REAL, "base-document-only")
    assert enriched["LE9"].km == pytest.approx(185.0, abs=0.5)  # as places.csv says: 185 km from Kidal
    assert enriched["LE6"].km == pytest.approx(20.0, abs=0.1)  # 20 km west of the town by construction
    assert base["LB1"].km == pytest.approx(233.7, abs=0.5)  # the army gives 233 km from Kidal
    assert base["LB2"].km == pytest.approx(49.0, abs=0.5)


def test_a_bent_leg_keeps_the_straight_length() -> None:
    bent = [leg for variant in VARIANTS for leg in legs(REAL, variant) if leg.is_bent]
    assert {leg.id for leg in bent} == {"LE3", "LE7"}
    for leg in bent:
        assert leg.km == pytest.approx(distance_km(*leg.path[0], *leg.path[-1]))
        assert leg.drawn_km > leg.km
    straight = by_id(REAL, "enriched")["LE1"]
    assert straight.drawn_km == pytest.approx(straight.km)


def test_the_drawn_legs_stay_inside_mali() -> None:
    """Save near Tinzaouaten and In-Afarak, which lie so close to the line that no drawing can tell."""
    countries = gpd.read_file(BASEMAP / "countries.geojson")
    mali = countries[countries["iso_a3"] == "MLI"].geometry.union_all()
    at_the_line = [(row.lat, row.lon) for row in REAL.places.loc[["P_TINZ", "P_INAFARAK"]].itertuples()]
    for leg in legs(REAL, "enriched"):
        line = segmentize(LineString([(lon, lat) for lat, lon in leg.path]), 0.01)
        outside = [(lat, lon) for lon, lat in line.coords if not mali.covers(Point(lon, lat))]
        far = [p for p in outside if min(distance_km(*p, *near) for near in at_the_line) > 12]
        assert not far, f"{leg.id} leaves Mali at {far[0]}"


def test_the_text_that_a_leg_carries_is_the_tables() -> None:
    for variant in VARIANTS:
        for leg in legs(REAL, variant):
            row = REAL.legs.loc[leg.id]
            assert (leg.kind, leg.phase, leg.start_version, leg.note, leg.source_ids) == (
                row["kind"],
                row["phase"],
                row["start_version"],
                row["note"],
                row["source_ids"],
            )


def test_made_up_legs_with_exact_answers(small_tables: SmallTables) -> None:
    story = load_story(small_tables.folder)
    (leg,) = legs(story, "enriched")
    assert leg.path == [(18.5, 1.5), (19.9, 2.9), (20.0, -2.95), (19.5, -2.5)]
    assert leg.is_bent
    assert leg.km == pytest.approx(distance_km(18.5, 1.5, 19.5, -2.5))
    assert leg.days == 7.0  # 20 to 27 July
    assert leg.km_per_day == pytest.approx(leg.km / 7)
    assert not leg.is_implausible
    (undated,) = legs(story, "base-document-only")
    assert undated.days is None
    assert undated.km_per_day is None
    assert not undated.is_implausible
    assert not undated.is_bent


@pytest.mark.parametrize(
    ("leave", "arrive", "days"),
    [
        ("2024-07-22", "2024-07-22", 1.0),
        ("2024-07-22", "2024-07-23", 1.0),
        ("2024-07-22", "2024-07-25", 3.0),
        ("2024-06-30", "2024-07-02", 2.0),
        (None, "2024-07-23", None),
        ("2024-07-22", None, None),
    ],
)
def test_days_between_waypoints(leave: str | None, arrive: str | None, days: float | None) -> None:
    start = pd.Series({"start": pd.Timestamp(leave) if leave else pd.NaT})
    end = pd.Series({"end": pd.Timestamp(arrive) if arrive else pd.NaT})
    assert travel_days(start, end) == days


def test_a_speed_at_the_limit_is_not_flagged() -> None:
    leg = by_id(REAL, "enriched")["LE4"]
    assert leg.km_per_day is not None
    assert leg.km_per_day < PLAUSIBLE_KM_PER_DAY / 2


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ENRICHED),
        (Filters(actors=("wagner",)), ENRICHED),
        (Filters(actors=("jnim",)), []),
        (Filters(countries=("MLI",)), ENRICHED),
        (Filters(countries=("CAF", "NER")), []),
        (Filters(kinds=("coup",)), ENRICHED),
        (Filters(date_to=day(22)), ["LE2"]),
        (Filters(date_from=day(26)), ["LE6", "LE7", "LE8", "LE9"]),
        (Filters(date_from=day(27)), ["LE7", "LE8", "LE9"]),
        (Filters(date_from=day(28)), []),
    ],
)
def test_legs_obey_the_filter(filters: Filters, expected: list[str]) -> None:
    assert shown(filters) == expected


def test_undated_legs_of_the_base_document_are_not_shut_out_by_dates() -> None:
    assert shown(Filters(date_from=day(26)), "base-document-only") == ["LB2", "LB3"]
    assert shown(Filters(), "base-document-only") == ["LB1", "LB2", "LB3"]
