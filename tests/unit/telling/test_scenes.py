"""The scenes of the briefing: the story's own, and a set that a viewer saved, changed by hand, or made up."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geodata.asking.filter_parameters import read_filters
from geodata.asking.filters import Filters, events_mask, presence_mask, route_mask, sources_public
from geodata.drawing.mask import decode_mask
from geodata.languages import speaking
from geodata.reading.partial_dates import date_words
from geodata.reading.translation import in_language
from geodata.telling.scenes import MAX_SCENES, MAX_WORDS, Scene, read_set, scenes_told, story_scenes, write_set
from geodata.views.registry import pages_with_map
from tests.real_story import REAL as STORY

PAGES = pages_with_map(STORY)

OWN = story_scenes(STORY)
ROW: dict[str, Any] = json.loads(write_set(OWN[4:5]))["scenes"][0]

every_scene = pytest.mark.parametrize("scene", OWN, ids=lambda scene: scene.id)


def saved(*rows: Any) -> str:
    """A set as a file holds it."""
    return json.dumps({"kind": "scenes", "version": 1, "scenes": list(rows)})


def within(scene: Scene, place_id: str) -> bool:
    """Whether a place stands in the frame of a scene."""
    (south, west), (north, east) = scene.bounds
    point = STORY.places.at[place_id, "geometry"]
    return bool(south <= point.y <= north and west <= point.x <= east)


def rows_on(scene: Scene) -> list[str]:
    """The ids of the events and reports of presence that are on in a scene."""
    layers = scene.map(STORY).layers
    tables = {"events": STORY.events, "presence": STORY.presence}
    return [
        row_id
        for name, table in tables.items()
        if layers[name]
        for row_id, on in zip(table.index, decode_mask(layers[name], len(table)), strict=True)
        if on
    ]


def test_the_story_has_fourteen_scenes_in_order_and_ends_on_what_is_not_known() -> None:
    assert len(OWN) == 14
    assert OWN[-1].headline == "What is not known"
    assert len({scene.id for scene in OWN}) == len(OWN)
    assert [scene.id for scene in OWN] == list(STORY.scenes.index)


@every_scene
def test_a_scene_has_words_notes_and_a_source(scene: Scene) -> None:
    assert scene.headline
    assert scene.notes
    assert 1 <= scene.text.count(". ") + 1 <= 4
    assert scene.source_ids
    assert set(scene.source_ids) <= set(STORY.sources.index)
    assert scene.page in PAGES


@every_scene
def test_the_view_of_a_scene_is_one_that_the_story_knows(scene: Scene) -> None:
    assert read_filters(scene.parameters(), STORY)[1] == []
    assert set(scene.parameters()) <= {
        "from",
        "to",
        "actor",
        "country",
        "kind",
        "confidence",
        "q",
        "asof",
        "exact",
        "event",
        "variant",
        "day",
    }
    if chosen := scene.chosen():
        assert chosen in {*STORY.events.index, *STORY.presence.index, *STORY.route.index}


@every_scene
def test_a_scene_shows_something_and_its_chosen_row_passes_its_own_filter(scene: Scene) -> None:
    assert rows_on(scene) or scene.map(STORY).layers["legs"]
    wanted = scene.filters(STORY)
    if chosen := scene.chosen():
        masks = (events_mask(STORY, wanted), presence_mask(STORY, wanted), route_mask(STORY, wanted))
        assert any(mask.get(chosen, False) for mask in masks)


@every_scene
def test_the_frame_of_a_scene_holds_its_route_and_its_chosen_row(scene: Scene) -> None:
    layers = scene.map(STORY).layers
    points = {*layers.get("waypoints", [])}
    points |= {end for leg in layers.get("legs", []) for end in STORY.legs.loc[leg, ["from_id", "to_id"]]}
    # on the map of the ambush the route leads in and out of the frame
    places = {STORY.route.at[point, "place_id"] for point in points} if scene.page != "kidal_ambush" else set()
    if scene.chosen() in STORY.events.index:
        places.add(STORY.events.at[scene.chosen(), "place_id"])
    assert [place for place in sorted(places) if place and not within(scene, place)] == []


@every_scene
def test_the_frame_of_a_scene_holds_some_of_the_rows_it_shows(scene: Scene) -> None:
    tables = pd.concat([STORY.events["place_id"], STORY.presence["place_id"]])
    places = {tables[row_id] for row_id in rows_on(scene)} - {""}
    placed = [place for place in places if STORY.places.at[place, "geometry"] is not None]
    assert not placed or any(within(scene, place) for place in placed)


def test_without_an_as_of_day_every_scene_is_told_as_it_is() -> None:
    told = scenes_told(STORY, OWN, Filters(actors=("jnim",)))
    assert told.scenes == OWN
    assert told.left_out == ""


@pytest.mark.parametrize("day", ["2024-07-28", "2024-08-06", "2024-08-31", "2024-12-31", "2025-12-31"])
def test_a_scene_is_told_when_all_its_sources_were_public(day: str) -> None:
    filters = Filters(known_on=dt.date.fromisoformat(day))
    published = sources_public(STORY, filters)
    told = scenes_told(STORY, OWN, filters)
    wanted = [scene.id for scene in OWN if all(published[source] for source in scene.source_ids)]
    assert [scene.id for scene in told.scenes] == wanted
    assert told.left_out.startswith(f"{len(OWN) - len(wanted)} of {len(OWN)} scenes")
    assert date_words(day) in told.left_out


def test_the_as_of_day_cuts_the_view_of_a_scene_and_never_loosens_one() -> None:
    day = dt.date(2024, 8, 31)
    scene = replace(OWN[0], source_ids=("S08",))
    [cut] = scenes_told(STORY, [scene], Filters(known_on=day)).scenes
    assert cut.filters(STORY).known_on == day
    shown = STORY.events.loc[[row for row in rows_on(cut) if row in STORY.events.index]]
    assert len(shown) < len(STORY.events)
    assert (shown["known"] <= pd.Timestamp(day)).all()
    earlier = replace(scene, query="asof=2024-07-30")
    assert scenes_told(STORY, [earlier], Filters(known_on=day)).scenes[0].query == "asof=2024-07-30"


def test_one_scene_left_out_is_told_in_the_singular() -> None:
    told = scenes_told(STORY, OWN[5:6], Filters(known_on=dt.date(2024, 7, 28)))
    assert told.left_out == ("1 of 1 scenes is left out: it rests on a source that was not public by 28 July 2024.")


@every_scene
def test_the_chosen_row_of_a_scene_is_on_its_map(scene: Scene) -> None:
    if scene.chosen() in STORY.events.index:
        layers = scene.map(STORY).layers
        assert scene.chosen() in rows_on(scene)
        assert layers.get("marks", True)
        place = STORY.places.loc[STORY.events.at[scene.chosen(), "place_id"]]
        assert place.geometry is not None


def test_a_saved_set_is_read_back_as_it_was() -> None:
    assert read_set(write_set(OWN), STORY) == OWN
    turned = OWN[::-1][:3]
    assert read_set(write_set(turned), STORY) == turned


def test_a_frame_is_saved_to_the_last_digit() -> None:
    scenes = read_set(saved({**ROW, "bounds": "18.1234567 -0.1234567 21.7654321 4.4"}), STORY)
    assert scenes[0].bounds == ((18.1234567, -0.1234567), (21.7654321, 4.4))
    assert read_set(write_set(scenes), STORY) == scenes


def test_a_saved_set_is_a_text_that_a_person_can_read() -> None:
    text = write_set(OWN)
    assert "Tinzaouaten" in text
    assert text.count("\n") > len(OWN)


def test_a_source_that_the_story_does_not_have_is_left_out() -> None:
    [scene] = read_set(saved({**ROW, "source_ids": ["S999", "BASE"]}), STORY)
    assert scene.source_ids == ("BASE",)


def test_what_the_story_does_not_know_in_a_query_breaks_nothing() -> None:
    [scene] = read_set(saved({**ROW, "query": "country=XYZ&event=E999&from=soon&variant=none"}), STORY)
    assert scene.filters(STORY).is_empty
    assert scene.map(STORY).layers["events"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no list named"),
        ('{"scenes": []}', "no list named"),
        ('{"scenes": "SC01"}', "no list named"),
        (saved("SC01"), "Scene 1"),
        (saved(ROW, {**ROW, "headline": None}), "Scene 2: “headline”"),
        (saved({**ROW, "text": "x" * (MAX_WORDS + 1)}), str(MAX_WORDS)),
        (saved({name: value for name, value in ROW.items() if name != "notes"}), "“notes”"),
        (saved({**ROW, "page": "../secrets"}), "../secrets"),
        (saved({**ROW, "page": "evidence"}), "overview"),
        (saved({**ROW, "source_ids": "BASE"}), "“source_ids”"),
        (saved({**ROW, "source_ids": [1]}), "“source_ids”"),
        (saved({**ROW, "bounds": "19 2 20"}), "“bounds”"),
        (saved({**ROW, "bounds": "20 2 19 3"}), "south-west to north-east"),
        (saved({**ROW, "bounds": "nan nan nan nan"}), "south-west to north-east"),
        (saved({**ROW, "bounds": "-1e999 -1e999 1e999 1e999"}), "south-west to north-east"),
        (saved({**ROW, "bounds": "south west north east"}), "Scene 1"),
        (saved({**ROW, "page": "russian_presence", "query": "day=soon"}), "Scene 1"),
        (saved(*[ROW] * (MAX_SCENES + 1)), str(MAX_SCENES)),
    ],
)
def test_a_broken_set_is_answered_with_one_sentence(text: str, named: str) -> None:
    with pytest.raises(ValueError, match=r"^(This is not|The set|Scene \d)") as told:
        read_set(text, STORY)
    said = str(told.value)
    assert named in said
    assert "\n" not in said
    assert "Traceback" not in said
    assert len(said) < 300


_ODD = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
_JSON = st.recursive(
    _ODD, lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=8), part, max_size=3)
)
_NAMES = st.sampled_from(["from", "to", "asof", "day", "variant", "event", "q", "actor", "country", "exact", "lat"])
_DAYS = st.dates().map(str) | st.sampled_from(["0001-01-01", "9999-12-31", "2024-07-27", "2024-W30", "soon"])
_QUERY = st.lists(st.tuples(_NAMES, _DAYS | st.text(max_size=12)), max_size=4).map(
    lambda pairs: "&".join(f"{name}={value}" for name, value in pairs)
)
_NUMBERS = st.lists(st.floats().map(str) | st.integers(-200, 200).map(str), min_size=3, max_size=5).map(" ".join)
_CHANGES = st.fixed_dictionaries(
    {},
    optional={
        "page": st.sampled_from(PAGES) | _ODD,
        "query": _QUERY | _ODD,
        "bounds": _NUMBERS | _ODD,
        "headline": _ODD,
        "source_ids": st.lists(st.sampled_from(["BASE", "S05"]) | _ODD, max_size=3) | _ODD,
    },
)


@settings(max_examples=200, deadline=None)
@given(_CHANGES)
@example({"query": "day=0001-01-01", "page": "russian_presence"})
@example({"query": "day=9999-12-31&from=9999-12-31", "page": "timeline"})
@example({"query": "q=%ff%00&event=%ed%a0%80"})
@example({"query": "day=", "page": "russian_presence"})
def test_a_set_with_changes_made_by_hand_is_read_or_refused(changes: dict[str, Any]) -> None:
    try:
        scenes = read_set(saved({**ROW, **changes}), STORY)
    except ValueError:
        return
    assert read_set(write_set(scenes), STORY) == scenes


@settings(max_examples=150, deadline=None)
@given(_JSON.map(json.dumps) | st.text(max_size=80) | _JSON.map(lambda value: saved(value)))
@example("9" * 5000)
@example('{"scenes": [' + "9" * 5000 + "]}")
def test_any_text_at_all_is_read_or_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(This is not|The set|Scene \d)"):
        read_set(text, STORY)


@pytest.mark.parametrize("column", ["id", "headline", "text", "notes", "query"])
def test_half_a_character_is_refused(column: str) -> None:
    # json reads "\ud800", which no page can be sent as
    with pytest.raises(ValueError, match=r"^Scene 1: "):
        read_set(saved({**ROW, column: "a \ud800 b"}), STORY)


# --- in French


def test_scenes_left_out_are_told_in_french() -> None:
    wanted = Filters(known_on=dt.date(2024, 8, 1))
    with speaking("fr"):
        told = scenes_told(STORY, story_scenes(STORY), wanted)
        words = told.left_out
    count = told.of - len(told.scenes)
    assert words == (
        f"{count} scènes sur {told.of} sont omises\u00a0: chacune repose sur une source qui n’était pas publique "
        "au 1er août 2024."
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "Ce n’est pas un jeu de scènes\u00a0: le fichier n’est pas du JSON."),
        (saved({**ROW, "page": "moon"}), "Scène 1\u00a0: il n’y a pas de page «\u00a0moon\u00a0»"),
        (saved({**ROW, "bounds": "1 2 3"}), "Scène 1\u00a0: «\u00a0bounds\u00a0» doit contenir le sud"),
        (
            saved({**ROW, "page": "russian_presence", "query": "day=soon"}),
            "Scène 1\u00a0: «\u00a0day\u00a0» doit être un jour de la forme AAAA-MM-JJ.",
        ),
    ],
)
def test_a_broken_set_is_answered_in_french(text: str, words: str) -> None:
    with speaking("fr"), pytest.raises(ValueError, match=re.escape(words)):
        read_set(text, STORY)


def test_a_scene_in_french_has_the_view_of_its_english() -> None:
    for english, french in zip(story_scenes(STORY), story_scenes(in_language(STORY, "fr")), strict=True):
        assert french.headline != english.headline
        assert (french.id, french.page, french.query, french.bounds) == (
            english.id, english.page, english.query, english.bounds,
        )  # fmt: skip
