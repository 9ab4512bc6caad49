"""The legend names what is on the map now, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from geodata.drawing.legend import (
    Entry,
    candidate_entries,
    event_entries,
    presence_entries,
    route_entries,
    step_entries,
)
from geodata.drawing.style import CANDIDATES, LEG_KINDS, PHASES, SIDES
from geodata.route import legs
from geodata.story import Story, load_story
from small_tables import SmallTables

REAL = load_story()
ENRICHED = {leg.id: leg for leg in legs(REAL, "enriched")}
SHADING = "Russian forces reported in the country"
HOLLOW = "hollow: activity, no base shown"
AREA = "somewhere in this area"
SEVERAL = "several events at one place"


@pytest.fixture
def small(small_tables: SmallTables) -> Story:
    return load_story(small_tables.folder)


def labels(entries: list[Entry]) -> list[str]:
    return [entry["label"] for entry in entries]


def for_events(story: Story, *ids: str) -> list[str]:
    return labels(event_entries(story, story.events.loc[list(ids)]))


def for_presence(story: Story, ids: Sequence[str], shade: bool = True, sites: bool = True) -> list[str]:
    return labels(presence_entries(story, story.presence.loc[list(ids)], shade=shade, sites=sites))


def for_legs(*ids: str) -> list[str]:
    return labels(route_entries([ENRICHED[leg] for leg in ids]))


def test_nothing_on_the_map_nothing_in_the_legend() -> None:
    assert event_entries(REAL, REAL.events.iloc[:0]) == []
    for shade in (True, False):
        for sites in (True, False):
            assert presence_entries(REAL, REAL.presence.iloc[:0], shade=shade, sites=sites) == []
    assert route_entries([]) == []


# --- events


def test_an_event_at_a_town_brings_the_colours_of_its_sides(small: Story) -> None:
    (entry,) = event_entries(small, small.events.loc[["E02"]])
    assert entry["label"] == SIDES["russia"].label
    assert entry["symbol"] == {"type": "ring", "colours": [SIDES["russia"].colour], "text": ""}


def test_sides_come_once_and_in_the_order_of_the_style_table() -> None:
    found = for_events(REAL, "E30", "E27", "E14")
    sides = {
        REAL.actors.at[actor, "side"]
        for ids in REAL.events.loc[["E30", "E27", "E14"], "actor_ids"]
        for actor in ids
    }
    assert [label for label in found if label != SEVERAL] == [SIDES[k].label for k in SIDES if k in sides]


def test_an_event_without_a_place_is_not_on_the_map(small: Story) -> None:
    assert for_events(small, "E03") == []
    assert for_events(REAL, "E16", "E36") == []


def test_an_event_known_only_to_an_area_is_drawn_as_an_area(small: Story) -> None:
    assert for_events(small, "E01") == [AREA]
    assert for_events(REAL, "E34", "E50", "E52") == [AREA]  # no ring, so no number in a ring either


def test_an_event_known_only_to_the_country_has_no_mark(small: Story) -> None:
    assert for_events(small, "E04") == []


def test_several_events_at_one_place_are_explained() -> None:
    assert SEVERAL in for_events(REAL, "E30", "E31")
    assert SEVERAL not in for_events(REAL, "E30", "E27")


def test_areas_are_explained_only_when_there_is_one() -> None:
    assert AREA in for_events(REAL, "E30", "E34")
    assert AREA not in for_events(REAL, "E30", "E27")


# --- presence


def test_shading_and_sites_only_when_they_are_drawn() -> None:
    assert for_presence(REAL, ["R10"], shade=True, sites=False) == [SHADING]
    assert for_presence(REAL, ["R10"], shade=False, sites=True) == ["Wagner"]
    assert for_presence(REAL, ["R10"], shade=False, sites=False) == []


def test_a_country_total_is_no_site() -> None:
    assert for_presence(REAL, ["R03", "R07"]) == [SHADING]


def test_libya_is_not_shaded_so_shading_is_not_explained() -> None:
    assert for_presence(REAL, ["R60", "R63"]) == []


def test_a_force_looks_as_in_its_table() -> None:
    (entry,) = presence_entries(REAL, REAL.presence.loc[["R42"]], shade=False, sites=True)
    actor = REAL.actors.loc["africa-corps"]
    assert entry["label"] == actor["short_name"]
    assert entry["symbol"]["shape"] == actor["shape"]
    assert entry["symbol"]["colour"] == actor["colour"]


def test_each_force_comes_once() -> None:
    assert for_presence(REAL, ["R05", "R06", "R10"], shade=False) == ["Wagner"]


def test_hollow_marks_are_explained_only_when_there_is_one() -> None:
    assert for_presence(REAL, ["R09"], shade=False) == ["Wagner", HOLLOW]
    assert for_presence(REAL, ["R05"], shade=False) == ["Wagner"]


def test_a_site_known_only_to_an_area_has_no_glyph() -> None:
    assert for_presence(REAL, ["R12"], shade=False) == []  # around Abeibara, 28 km


# --- the route


def test_a_leg_brings_its_phase_and_how_sure_it_is() -> None:
    assert for_legs("LE4") == [PHASES["advance"].label, LEG_KINDS["documented"].label]
    assert for_legs("LE1") == [PHASES["advance"].label, LEG_KINDS["claimed"].label]
    assert for_legs("LE8") == [PHASES["retreat"].label, LEG_KINDS["inferred"].label]


def test_an_intended_leg_has_one_look_of_its_own() -> None:
    assert for_legs("LE9") == [PHASES["intended"].label]


def test_the_whole_route_has_every_entry_once() -> None:
    found = for_legs(*ENRICHED)
    assert found == [p.label for p in PHASES.values()] + [k.label for k in LEG_KINDS.values()]


def test_how_well_waypoints_are_known_is_explained_when_they_are_drawn() -> None:
    (_, _, radius) = route_entries([ENRICHED["LE4"]], waypoints=True)
    assert radius["symbol"]["type"] == "radius"


def test_a_claimed_line_is_dotted() -> None:
    claimed = route_entries([ENRICHED["LE1"]])[1]["symbol"]
    inferred = route_entries([ENRICHED["LE8"]])[1]["symbol"]
    documented = route_entries([ENRICHED["LE4"]])[1]["symbol"]
    assert claimed["round"]
    assert documented["dash"] == ""
    assert len({claimed["dash"], inferred["dash"], documented["dash"]}) == 3


# --- the rest


def test_the_three_candidates_have_three_shapes() -> None:
    entries = candidate_entries()
    assert labels(entries) == [look["label"] for look in CANDIDATES.values()]
    assert len({entry["symbol"]["shape"] for entry in entries}) == 3
    assert all(entry["symbol"]["hollow"] for entry in entries)


def for_steps(*ids: str) -> list[str]:
    return labels(step_entries(REAL, REAL.events.loc[list(ids)]))


def test_steps_are_explained_only_when_there_are_some() -> None:
    assert for_steps() == []
    assert for_steps("E30", "E31") == ["steps, as listed"]
    assert for_steps("E30", "E34") == ["steps, as listed", AREA]


def test_a_step_without_a_place_is_not_on_the_map() -> None:
    assert for_steps("E36") == []


def test_no_entry_is_without_words_and_none_comes_twice() -> None:
    everything = [
        *event_entries(REAL, REAL.events),
        *presence_entries(REAL, REAL.presence, shade=True, sites=True),
        *route_entries(list(ENRICHED.values()), waypoints=True),
        *candidate_entries(),
    ]
    assert all(entry["label"] and entry["symbol"]["type"] for entry in everything)
    assert len(set(labels(everything))) == len(everything)
