"""The map of each page: its marks are the filter's, its legend names what is drawn and nothing else."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pandas as pd
import pytest

from geodata.asking.filters import Filters, events_mask, presence_mask
from geodata.drawing.mask import decode_mask
from geodata.drawing.page_map import PageMap, presence_on, with_apart
from geodata.drawing.story_map import Bounds, View
from geodata.drawing.style import side_looks
from geodata.knowing.route import legs_shown, waypoints_shown
from geodata.knowing.vague_dates import events_apart
from geodata.reading.precision import is_drawn_as_point
from geodata.reading.story import Story, load_story
from geodata.views.days import steps_of
from geodata.views.registry import page_map, pages_with_map
from small_tables import SmallTables
from tests.real_story import KIDAL, REAL, THEATRE, VALLEY

PAGES = pages_with_map(REAL)
FILTERS = {
    "all": Filters(),
    "Niger and Burkina Faso": Filters(countries=("NER", "BFA")),
    "Central African Republic": Filters(countries=("CAF",)),
    "JNIM": Filters(actors=("jnim",)),
    "Wagner, contested": Filters(actors=("wagner",), confidences=("contested",)),
    "three days": Filters(date_from=dt.date(2024, 7, 25), date_to=dt.date(2024, 7, 27)),
    "as of 26 July": Filters(known_on=dt.date(2024, 7, 26)),
    "as of 28 July": Filters(known_on=dt.date(2024, 7, 28)),
    "exact": Filters(exact=True),
    "nothing": Filters(text="nothing is called this"),
}
every_page = pytest.mark.parametrize("page", PAGES)
every_filter = pytest.mark.parametrize("filters", FILTERS.values(), ids=FILTERS.keys())


def rows(text: str, table: pd.DataFrame) -> list[str]:
    """The ids that are on in a mask of a map."""
    return [row for row, on in zip(table.index, decode_mask(text, len(table)), strict=True) if on] if text else []


def ids(mask: pd.Series) -> list[str]:
    return list(mask.index[mask])


def kinds(found: PageMap) -> set[str]:
    return {entry["symbol"]["type"] for entry in found.layers["legend"]}


def is_point(place_id: str) -> bool:
    place = REAL.places.loc[place_id]
    return place.geometry is not None and is_drawn_as_point(place["precision"], place["radius_km"])


def is_area(place_id: str) -> bool:
    return bool(place_id) and REAL.places.at[place_id, "precision"] != "country" and not is_point(place_id)


# --- every page


@every_page
@every_filter
def test_the_state_of_a_page_is_json_and_the_same_each_time(page: str, filters: Filters) -> None:
    def state() -> dict[str, Any]:
        return page_map(page, REAL, filters).state(View("1"), "E34").document()

    text = json.dumps(state(), allow_nan=False)
    assert json.loads(text) == json.loads(json.dumps(state(), allow_nan=False))
    assert "NaT" not in text
    assert state()["selected"] == "E34"


@pytest.mark.parametrize(
    ("page", "home"),
    [
        ("overview", THEATRE),
        ("kidal_ambush", VALLEY),
        ("convoy_route", KIDAL),
        ("russian_presence", THEATRE),
        ("timeline", THEATRE),
    ],
)
def test_a_page_opens_on_its_own_frame(page: str, home: Bounds) -> None:
    found = page_map(page, REAL, Filters())
    assert found.home == home
    (south, west), (north, east) = home
    assert south < north
    assert west < east
    assert found.state(View("1"), None).document()["home"] == {"bounds": home}


@pytest.mark.parametrize("page", ["evidence", "method", "", "Overview"])
def test_a_page_without_a_map_is_an_error(page: str) -> None:
    with pytest.raises(KeyError):
        page_map(page, REAL, Filters())


@every_page
def test_the_frame_of_a_page_holds_what_it_draws(page: str) -> None:
    """Save what lies outside the four countries of the subject: Dakar, Tripoli, Moscow."""
    found = page_map(page, REAL, Filters())
    (south, west), (north, east) = found.home
    near = REAL.manifest.subject_countries if found.home == THEATRE else ()
    drawn = rows(found.layers["events"], REAL.events) + rows(found.layers["presence"], REAL.presence)
    for row in drawn:
        table = REAL.events if row in REAL.events.index else REAL.presence
        place = table.at[row, "place_id"]
        if place and is_point(place) and table.at[row, "country"] in near:
            point = REAL.places.loc[place].geometry
            assert south <= point.y <= north, row
            assert west <= point.x <= east, row


# --- masks


@pytest.mark.parametrize("page", ["overview", "timeline"])
@every_filter
def test_the_theatre_shows_exactly_what_passes(page: str, filters: Filters) -> None:
    layers = page_map(page, REAL, filters).layers
    assert rows(layers["events"], REAL.events) == ids(events_mask(REAL, filters))
    assert rows(layers["presence"], REAL.presence) == ids(presence_mask(REAL, filters))


@every_filter
def test_the_presence_map_shows_presence_and_no_event(filters: Filters) -> None:
    layers = page_map("russian_presence", REAL, filters).layers
    assert rows(layers["presence"], REAL.presence) == ids(presence_mask(REAL, filters))
    assert layers["events"] == ""
    assert not layers["marks"]


@every_filter
def test_the_ambush_map_shows_the_days_steps(filters: Filters) -> None:
    layers = page_map("kidal_ambush", REAL, filters).layers
    steps = steps_of(REAL, events_mask(REAL, filters))
    assert layers["steps"] == steps
    assert set(rows(layers["events"], REAL.events)) == set(steps) <= set(ids(events_mask(REAL, filters)))
    assert layers["presence"] == ""
    assert "intended" not in {REAL.legs.at[leg, "phase"] for leg in layers["legs"]}


@pytest.mark.parametrize("variant", ["enriched", "base-document-only"])
@every_filter
def test_the_route_map_shows_legs_and_waypoints_of_one_variant(variant: str, filters: Filters) -> None:
    layers = page_map("convoy_route", REAL, filters, variant=variant).layers
    assert layers["legs"] == [leg.id for leg in legs_shown(REAL, variant, filters)]
    assert layers["waypoints"] == waypoints_shown(REAL, variant, filters)
    assert set(REAL.legs.loc[layers["legs"], "variant"]) <= {variant}
    assert set(layers["rings"]) == set(REAL.route.loc[layers["waypoints"], "place_id"])
    assert layers["events"] == layers["presence"] == ""


def test_a_day_narrows_presence_to_what_is_reported_on_it() -> None:
    day = dt.date(2024, 7, 27)
    layers = page_map("russian_presence", REAL, Filters(countries=("MLI",)), day=day).layers
    moment = pd.Timestamp(day)
    presence = REAL.presence
    wanted = [
        row
        for row in presence.index
        if presence.at[row, "country"] == "MLI"
        and presence.at[row, "start"] <= moment
        and not presence.at[row, "end"] < moment
    ]
    assert rows(layers["presence"], presence) == wanted == ids(presence_on(REAL, Filters(countries=("MLI",)), day))
    assert "R13" in wanted  # the column itself
    assert "R02" not in wanted  # ended in 2021
    assert "R01" in wanted


# --- as known on a day


def test_as_of_the_day_before_the_ambush_there_is_no_valley() -> None:
    before = page_map("kidal_ambush", REAL, Filters(known_on=dt.date(2024, 7, 26)))
    after = page_map("kidal_ambush", REAL, Filters(known_on=dt.date(2024, 7, 27)))
    assert "E34" not in rows(before.layers["events"], REAL.events)
    assert not before.layers["candidates"]
    assert "E34" in rows(after.layers["events"], REAL.events)
    assert after.layers["candidates"]
    assert len(after.layers["legend"]) > len(before.layers["legend"])


@every_page
def test_as_of_a_day_no_map_shows_a_row_of_later(page: str) -> None:
    day = pd.Timestamp("2024-07-28")
    layers = page_map(page, REAL, Filters(known_on=day.date())).layers
    for name, table in (("events", REAL.events), ("presence", REAL.presence)):
        shown = table.loc[rows(layers[name], table)]
        assert (shown["known"] <= day).all()
    assert "E40" not in rows(layers["events"], REAL.events)


# --- the legend


@pytest.mark.parametrize("page", ["overview", "timeline"])
@every_filter
def test_the_legend_of_the_theatre_names_what_is_there_and_nothing_else(page: str, filters: Filters) -> None:
    found = page_map(page, REAL, filters)
    events = REAL.events.loc[rows(found.layers["events"], REAL.events)]
    presence = REAL.presence.loc[rows(found.layers["presence"], REAL.presence)]
    assert ("shade" in kinds(found)) == bool(presence["country"].isin(REAL.manifest.subject_countries).any())
    assert ("area" in kinds(found)) == any(is_area(place) for place in events["place_id"])
    assert ("line" in kinds(found)) == bool(found.layers.get("legs"))
    at_points = events[events["place_id"].map(lambda place: bool(place) and is_point(place)).astype(bool)]
    sides = {REAL.actors.at[actor, "side"] for actors in at_points["actor_ids"] for actor in actors}
    rings = {e["label"] for e in found.layers["legend"] if e["symbol"]["type"] == "ring"}
    assert rings == {side_looks(REAL)[side].label for side in sides}


@every_filter
def test_the_legend_of_the_presence_map_names_each_force_at_a_site(filters: Filters) -> None:
    found = page_map("russian_presence", REAL, filters)
    presence = REAL.presence.loc[rows(found.layers["presence"], REAL.presence)]
    sites = presence[~presence["nature"].str.startswith("country")]
    sites = sites[sites["place_id"].map(is_point).astype(bool)]
    forces = {REAL.actors.at[force, "short_name"] for ids_ in sites["force_ids"] for force in ids_}
    named = {e["label"] for e in found.layers["legend"] if e["symbol"]["type"] == "glyph"}
    assert named - {"no base shown", "pale: not known for these days"} == forces
    assert kinds(found) <= {"shade", "glyph"}


@every_filter
def test_the_legend_of_the_ambush_map_names_steps_route_and_candidates(filters: Filters) -> None:
    found = page_map("kidal_ambush", REAL, filters)
    placed = [row for row in found.layers["steps"] if REAL.events.at[row, "place_id"]]
    assert ("chip" in kinds(found)) == bool(placed)
    assert ("line" in kinds(found)) == bool(found.layers["legs"])
    assert ({"glyph", "rim"} <= kinds(found)) == found.layers["candidates"] == ("E34" in placed)
    assert ("area" in kinds(found)) == any(is_area(REAL.events.at[row, "place_id"]) for row in placed)


@every_filter
def test_the_legend_of_the_route_map_names_legs_and_circles(filters: Filters) -> None:
    found = page_map("convoy_route", REAL, filters)
    assert ("line" in kinds(found)) == bool(found.layers["legs"])
    assert ("radius" in kinds(found)) == bool(found.layers["waypoints"])
    assert kinds(found) <= {"line", "radius"}


@every_page
def test_where_nothing_passes_the_legend_is_empty(page: str) -> None:
    assert page_map(page, REAL, FILTERS["nothing"]).layers["legend"] == []


# --- other tables


def test_any_sound_tables_can_be_drawn(small_tables: SmallTables) -> None:
    small: Story = load_story(small_tables.folder)
    for page in pages_with_map(small):
        found = page_map(page, small, Filters())
        assert json.dumps(found.state(View("1"), None).document(), allow_nan=False)
    assert rows(page_map("overview", small, Filters()).layers["events"], small.events) == ["E01", "E02", "E03", "E04"]


def test_a_row_that_was_last_reported_before_the_day_is_pale_and_says_so() -> None:
    later = page_map("russian_presence", REAL, Filters(), day=dt.date(2099, 1, 1))
    on = rows(later.layers["presence"], REAL.presence)
    assert on
    assert set(later.layers["soft"]) == set(on)  # none of them has an end, and none was reported then
    assert all(words.startswith("last reported: ") for words in later.layers["soft"].values())
    assert "pale: not known for these days" in [entry["label"] for entry in later.layers["legend"]]
    assert page_map("russian_presence", REAL, Filters()).layers["soft"] == {}


def test_what_only_may_lie_in_the_days_is_added_pale_and_changes_no_count() -> None:
    filters = Filters(date_from=dt.date(2024, 7, 1), date_to=dt.date(2024, 7, 21))
    plain = page_map("overview", REAL, filters)
    found = with_apart(plain, REAL, filters)
    added = set(rows(found.layers["events"], REAL.events)) - set(rows(plain.layers["events"], REAL.events))
    assert added == set(events_apart(REAL, filters)) >= {"E18"}
    assert found.layers["soft"]["E18"] == "may lie in these days; dated only to 2024"
    assert "E18" not in plain.layers["soft"]
    reports = set(rows(found.layers["presence"], REAL.presence)) - set(rows(plain.layers["presence"], REAL.presence))
    assert "R50" in reports
    assert found.layers["soft"]["R50"] == "may lie in these days; its start is not known"
    assert with_apart(page_map("kidal_ambush", REAL, filters), REAL, Filters()).layers["soft"] == {}


def test_playback_knows_when_each_row_without_an_end_was_last_reported() -> None:
    layers = page_map("overview", REAL, Filters()).layers
    on = set(rows(layers["presence"], REAL.presence))
    dated = REAL.presence[REAL.presence["start"].notna() & REAL.presence["end"].isna()]
    assert set(layers["reported"]) == on & set(dated.index)
    assert all(dt.date.fromisoformat(day) for day, _ in layers["reported"].values())
