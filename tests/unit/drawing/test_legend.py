"""The legend names what is on the map now, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from geodata.drawing.legend import (
    Entry,
    candidate_entries,
    event_entries,
    imported_entries,
    presence_entries,
    route_entries,
    route_entry,
    step_entries,
)
from geodata.drawing.style import LEG_KINDS, PHASES, candidate_looks, side_looks
from geodata.knowing.route import legs
from geodata.languages import speaking
from geodata.reading.story import Story, load_story
from small_tables import SmallTables
from tests.real_story import REAL

ENRICHED = {leg.id: leg for leg in legs(REAL, "enriched")}
SHADING = "Russian forces reported in the country"
HOLLOW = "no base shown"
OTHERS = "other forces"
AREA = "somewhere in this area"
SEVERAL = "number of events there"


@pytest.fixture
def small(small_tables: SmallTables) -> Story:
    return load_story(small_tables.folder)


def labels(entries: list[Entry]) -> list[str]:
    return [entry["label"] for entry in entries]


def for_events(story: Story, *ids: str, compact: bool = False) -> list[str]:
    return labels(event_entries(story, story.events.loc[list(ids)], compact=compact))


def for_presence(story: Story, *ids: str, compact: bool = False) -> list[str]:
    return labels(presence_entries(story, story.presence.loc[list(ids)], compact=compact))


def for_legs(*ids: str) -> list[str]:
    return labels(route_entries([ENRICHED[leg] for leg in ids]))


def test_nothing_on_the_map_nothing_in_the_legend() -> None:
    for compact in (False, True):
        assert event_entries(REAL, REAL.events.iloc[:0], compact=compact) == []
        assert presence_entries(REAL, REAL.presence.iloc[:0], compact=compact) == []
    assert route_entries([]) == []
    assert step_entries(REAL, REAL.events.iloc[:0]) == []


# --- events


def test_an_event_at_a_town_brings_the_colours_of_its_sides(small: Story) -> None:
    (entry,) = event_entries(small, small.events.loc[["E02"]])
    assert entry["label"] == side_looks(REAL)["russia"].label
    assert entry["symbol"] == {"type": "ring", "colours": [side_looks(REAL)["russia"].colour], "text": ""}


def test_sides_come_once_and_in_the_order_of_the_style_table() -> None:
    found = for_events(REAL, "E30", "E27", "E14")
    sides = {
        REAL.actors.at[actor, "side"] for ids in REAL.events.loc[["E30", "E27", "E14"], "actor_ids"] for actor in ids
    }
    assert [label for label in found if label != SEVERAL] == [
        look.label for side, look in side_looks(REAL).items() if side in sides
    ]


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


def test_a_compact_legend_leaves_out_the_number_of_events_and_nothing_else() -> None:
    for ids in (("E30", "E31"), ("E30", "E31", "E34"), ("E30", "E27"), ("E34", "E50")):
        whole, compact = for_events(REAL, *ids), for_events(REAL, *ids, compact=True)
        assert compact == [label for label in whole if label != SEVERAL]


def test_areas_are_explained_only_when_there_is_one() -> None:
    assert AREA in for_events(REAL, "E30", "E34")
    assert AREA not in for_events(REAL, "E30", "E27")


# --- presence


def test_shading_is_explained_when_one_of_the_four_countries_is_on() -> None:
    for row_id in ("R01", "R20", "R40", "R50"):
        assert for_presence(REAL, row_id) == [SHADING]
        assert for_presence(REAL, row_id, compact=True) == [SHADING]
    assert for_presence(REAL, "R10") == [SHADING, "Wagner"]


def test_a_country_total_is_no_site() -> None:
    assert for_presence(REAL, "R03", "R07") == [SHADING]


def test_libya_is_not_shaded_so_shading_is_not_explained() -> None:
    assert for_presence(REAL, "R60", "R63") == []
    assert for_presence(REAL, "R61") == ["Wagner"]
    assert for_presence(REAL, "R61", "R01") == [SHADING, "Wagner"]


def test_a_force_looks_as_in_its_table() -> None:
    for row_id, actor_id in (("R42", "africa-corps"), ("R43", "bear-brigade"), ("R10", "wagner")):
        (_, entry) = presence_entries(REAL, REAL.presence.loc[[row_id]])
        actor = REAL.actors.loc[actor_id]
        assert entry["label"] == actor["short_name"]
        assert entry["symbol"]["shape"] == actor["shape"]
        assert entry["symbol"]["colour"] == actor["colour"]


def test_each_force_comes_once() -> None:
    assert for_presence(REAL, "R05", "R06", "R10") == [SHADING, "Wagner"]


def test_every_force_at_a_site_is_named() -> None:
    assert set(for_presence(REAL, "R51")) == {SHADING, "Africa Corps", "Instructors"}


def test_hollow_marks_are_explained_only_when_there_is_one() -> None:
    assert for_presence(REAL, "R09") == [SHADING, "Wagner", HOLLOW]
    assert for_presence(REAL, "R05") == [SHADING, "Wagner"]
    assert for_presence(REAL, "R62") == ["Africa Corps", HOLLOW]


def test_a_force_that_also_has_a_base_at_the_place_is_not_drawn_hollow() -> None:
    assert "no base shown" not in for_presence(REAL, "R51", "R53")  # both are instructors in Niamey


def test_a_site_known_only_to_an_area_has_no_glyph() -> None:
    assert for_presence(REAL, "R12") == [SHADING]  # around Abeibara, 28 km


FOUR_FORCES = ("R05", "R06", "R10", "R41", "R42", "R43", "R52")


def test_a_compact_legend_names_the_two_forces_with_most_sites() -> None:
    whole = for_presence(REAL, *FOUR_FORCES)
    assert whole[:3] == [SHADING, "Wagner", "Africa Corps"]
    assert set(whole[3:]) == {"Bear Brigade", "Russian personnel"}
    assert for_presence(REAL, *FOUR_FORCES, compact=True) == [SHADING, "Wagner", "Africa Corps", OTHERS]
    with_hollow = for_presence(REAL, *FOUR_FORCES, "R09", compact=True)
    assert with_hollow == [SHADING, "Wagner", "Africa Corps", OTHERS, HOLLOW]


@pytest.mark.parametrize("ids", [("R05",), ("R05", "R41"), ("R05", "R41", "R43"), ("R01",), ("R60",)])
def test_few_forces_are_all_named_even_in_a_compact_legend(ids: Sequence[str]) -> None:
    assert for_presence(REAL, *ids, compact=True) == for_presence(REAL, *ids)


def test_the_whole_story_in_a_compact_legend() -> None:
    entries = presence_entries(REAL, REAL.presence, compact=True)
    assert labels(entries) == [SHADING, "Wagner", "Africa Corps", OTHERS, HOLLOW]


def test_other_forces_do_not_look_like_a_force_that_is_named() -> None:
    until_2022 = REAL.presence[REAL.presence["start"] <= "2022-12-31"]
    entries = presence_entries(REAL, until_2022, compact=True)
    assert labels(entries)[1:4] == ["Wagner", "Russian personnel", OTHERS]
    looks = [(entry["symbol"]["shape"], entry["symbol"].get("hollow", False)) for entry in entries[1:]]
    assert len(set(looks)) == len(looks)


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


def test_where_the_route_is_small_one_line_stands_for_it() -> None:
    (entry,) = route_entry()
    assert entry["label"] == "the column’s route"
    assert entry["symbol"]["type"] == "line"
    assert entry["symbol"]["colour"] == PHASES["advance"].colour
    assert entry["symbol"]["dash"]  # not drawn as if all of it were documented


# --- the rest


def test_a_candidate_is_sampled_as_it_is_drawn() -> None:
    entries = candidate_entries(REAL)
    assert labels(entries) == [look.label for look in candidate_looks(REAL).values()]
    for look, entry in zip(candidate_looks(REAL).values(), entries, strict=True):
        symbol = entry["symbol"]
        if look.letter:
            assert (symbol["type"], symbol["text"], symbol["dash"]) == ("rim", look.letter, look.dash)
        else:
            assert (symbol["type"], symbol["shape"], symbol["hollow"]) == ("glyph", look.shape, True)


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
        *presence_entries(REAL, REAL.presence),
        *route_entries(list(ENRICHED.values()), waypoints=True),
        *route_entry(),
        *candidate_entries(REAL),
    ]
    assert all(entry["label"] and entry["symbol"]["type"] for entry in everything)
    assert len(set(labels(everything))) == len(everything)


# --- imported events


LOOKS = [{"shape": "circle", "colour": f"#00000{n}", "label": f"Actor {n}"} for n in range(8)]


def test_imported_events_bring_their_looks_and_what_size_means() -> None:
    entries = imported_entries(LOOKS[:2], vague=False, hexagons=False)
    assert labels(entries) == ["Actor 0", "Actor 1", "size: deaths"]
    assert entries[1]["symbol"]["colour"] == "#000001"


def test_a_hollow_dot_and_a_hexagon_are_explained_only_when_there_are_some() -> None:
    assert labels(imported_entries(LOOKS[:1], vague=True, hexagons=True))[1:] == [
        "size: deaths",
        "place only roughly known",
        "hexagon: number of events",
    ]


def test_many_looks_of_imported_events_are_not_all_named() -> None:
    entries = imported_entries(LOOKS, vague=False, hexagons=False)
    assert labels(entries)[:-1] == [*(f"Actor {n}" for n in range(4)), "4 others, see each event"]


def test_no_imported_event_no_entry() -> None:
    assert imported_entries([], vague=False, hexagons=False) == []


def test_a_legend_in_french() -> None:
    events, presence = REAL.events, REAL.presence
    with speaking("fr"):
        told = labels(
            [
                *event_entries(REAL, events),
                *presence_entries(REAL, presence, compact=True),
                *route_entries(list(ENRICHED.values()), waypoints=True),
                *route_entry(),
                *candidate_entries(REAL),
                *step_entries(REAL, events),
                *imported_entries(
                    [{"shape": "circle", "colour": "#000000", "label": str(n)} for n in range(7)], True, True
                ),
            ]
        )
    assert told[:3] == ["État malien", "Forces russes", "Séparatistes"]
    assert {"Forces russes signalées dans le pays", "autres forces", "sans base attestée", "documenté", "déduit"} <= {
        *told
    }
    assert {"le trajet de la colonne", "quelque part dans cette zone", "3 autres, voir chaque événement"} <= {*told}
    english = labels([*event_entries(REAL, events), *candidate_entries(REAL), *route_entries(list(ENRICHED.values()))])
    assert set(english) & set(told) == {"Ukraine"}
