"""The document that the browser draws from: complete, sound JSON, every text as the tables have it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest

from geodata.drawing.story_document import short_name, story_document, story_json
from geodata.drawing.style import CONFIDENCE, LEG_KINDS, NATURES, PHASES
from geodata.importers.country_names import country_name
from geodata.languages import speaking
from geodata.languages.catalogue import read_catalogue
from geodata.reading.precision import GLYPH_LIMIT_KM
from geodata.reading.story import Story, load_story
from geodata.reading.translation import in_language
from small_tables import SmallTables
from tests.real_story import REAL


def refuse(word: str) -> NoReturn:
    raise AssertionError(f"{word} is not JSON")


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    read: dict[str, Any] = json.loads(story_json(REAL), parse_constant=refuse)
    return read


@pytest.fixture
def small(small_tables: SmallTables) -> Story:
    places = small_tables.read("places")
    small_tables.write("places", [row for row in places if row[0] != "P_UNKNOWN"])
    return load_story(small_tables.folder)


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from texts(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part)
    elif isinstance(value, str):
        yield value


def test_it_is_utf8_json_without_numbers_that_are_none(document: dict[str, Any]) -> None:
    names = {"names", "subjects", "named"}
    assert set(document) == {"style", *names, "places", "events", "presence", "waypoints", "legs", "filter"}
    assert not any(text in ("nan", "NaN", "NaT", "None", "nan km") for text in texts(document))
    assert not any("nan km" in text for text in texts(document))


def test_the_same_story_gives_the_same_bytes() -> None:
    assert story_json(REAL) == story_json(load_story())


def test_every_row_is_there_once_and_in_the_order_of_its_table(document: dict[str, Any]) -> None:
    assert [row["id"] for row in document["events"]] == list(REAL.events.index)
    assert [row["id"] for row in document["presence"]] == list(REAL.presence.index)
    assert list(document["waypoints"]) == list(REAL.route.index)
    assert sorted(document["legs"]) == sorted(REAL.legs.index)
    assert list(document["places"]) == list(REAL.places.index)


def test_every_reference_resolves(document: dict[str, Any]) -> None:
    places, actors, style = document["places"], document["style"]["actors"], document["style"]
    rows = {row["id"]: row for row in [*document["events"], *document["presence"]]}
    for row in rows.values():
        assert row["place"] == "" or row["place"] in places
        assert row["confidence"] in style["confidence"]
    for event in document["events"]:
        assert event["actors"]
        assert set(event["actors"]) <= set(actors)
        assert set(event["sides"]) == {actors[actor]["side"] for actor in event["actors"]}
        assert set(event["sides"]) <= set(style["sides"])
        assert len(event["sides"]) == len(set(event["sides"]))
    for site in document["presence"]:
        assert site["forces"]
        assert set(site["forces"]) <= set(actors)
        assert site["nature"] in style["natures"]
    for leg in document["legs"].values():
        assert {leg["from"], leg["to"]} <= set(document["waypoints"])
        assert leg["kind"] in style["legKinds"]
        assert leg["phase"] in style["phases"]
    for waypoint in document["waypoints"].values():
        assert waypoint["place"] in places
        assert waypoint["phase"] in style["phases"]


def test_a_place_has_a_short_name_for_the_map(document: dict[str, Any]) -> None:
    for place in document["places"].values():
        assert place["short"]
        assert place["name"].startswith(place["short"])
        assert not set("(),") & set(place["short"])
    assert document["places"]["P_CLASH25"]["short"] == "First clash zone"
    assert document["places"]["P_AMBUSH"]["short"] == "Ambush valley"
    assert document["places"]["P_KIDAL"]["short"] == "Kidal"


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Kidal", "Kidal"),
        ("Air Base 101 (Niamey)", "Air Base 101"),
        ("Ambush valley, south", "Ambush valley"),
        ("First clash zone, west (reported)", "First clash zone"),
        ("Wadi Tamassahart (bomb site, reported)", "Wadi Tamassahart"),
        ("Rostov-on-Don", "Rostov-on-Don"),
    ],
)
def test_a_name_in_short(name: str, short: str) -> None:
    assert short_name(name) == short


def test_a_place_is_a_point_or_an_area_and_never_both(document: dict[str, Any]) -> None:
    for place_id, place in document["places"].items():
        row = REAL.places.loc[place_id]
        assert not (place["glyph"] and place["area"])
        if row["precision"] == "country":
            assert not place["glyph"]
            assert not place["area"]
            assert place["ring"] == []
        else:
            assert place["glyph"] == (row["radius_km"] <= GLYPH_LIMIT_KM)
            assert place["area"] == (row["radius_km"] > GLYPH_LIMIT_KM)
            assert place["ring"][0] == place["ring"][-1]
            assert f"{row['radius_km']:g} km" in place["words"]
            assert any(f"±{row['radius_km']:g} km" in line for line in place["areaLabel"])


def test_the_valley_is_an_area_and_the_town_a_point(document: dict[str, Any]) -> None:
    assert document["places"]["P_AMBUSH"]["area"]
    assert not document["places"]["P_AMBUSH"]["glyph"]
    assert document["places"]["P_TINZ"]["glyph"]


def test_no_text_is_altered(document: dict[str, Any]) -> None:
    for event in document["events"]:
        assert event["title"] == REAL.events.at[event["id"], "title"]
    for site in document["presence"]:
        row = REAL.presence.loc[site["id"]]
        assert site["title"] == f"{row['force']}: {row['role']}"
    for place_id, place in document["places"].items():
        assert place["name"] == REAL.places.at[place_id, "name"]
        assert tuple(place["also"]) == REAL.places.at[place_id, "alt_names"]
    for row_id, waypoint in document["waypoints"].items():
        assert waypoint["name"] == REAL.route.at[row_id, "waypoint"]
        assert waypoint["alt"].startswith(waypoint["name"])
    for leg_id, leg in document["legs"].items():
        assert REAL.legs.at[leg_id, "note"] in leg["tip"]
    for actor_id, actor in document["style"]["actors"].items():
        row = REAL.actors.loc[actor_id]
        assert (actor["name"], actor["short"]) == (row["name"], row["short_name"])


def test_texts_that_look_like_code_pass_untouched(small_tables: SmallTables) -> None:
    nasty = "</script><b>`${alert(1)}` & {{ 7 }} \u2028 end"
    small_tables.write("places", [row for row in small_tables.read("places") if row[0] != "P_UNKNOWN"])
    small_tables.set_cell("events", "E01", "title", nasty)
    read = json.loads(story_json(load_story(small_tables.folder)))
    assert read["events"][0]["title"] == nasty


def test_only_the_leg_that_is_too_fast_is_flagged(document: dict[str, Any]) -> None:
    assert [leg_id for leg_id, leg in document["legs"].items() if leg["flag"]] == ["LE3"]
    assert document["legs"]["LE3"]["label"] == "212 km in 1 day?"
    assert document["legs"]["LE1"]["label"] == "196 km"


def test_a_bent_leg_states_its_straight_length(document: dict[str, Any]) -> None:
    leg = document["legs"]["LE7"]
    assert len(leg["path"]) == 3
    assert leg["km"] == pytest.approx(20.0, abs=0.1)
    assert "straight line" in leg["tip"][1]


def test_made_up_rows_with_exact_answers(small: Story) -> None:
    made = story_document(small)
    assert made["events"][0] == {
        "id": "E01",
        "title": "Ambush",
        "when": "26-27 July 2024",
        "start": "2024-07-26",
        "end": "2024-07-27",
        "precision": "day",
        "place": "P_VALLEY",
        "country": "MLI",
        "kind": "ambush",
        "sides": ["mali", "russia", "separatist"],
        "actors": ["army", "wagner", "rebels"],
        "confidence": "contested",
        "mark": "○",
    }
    assert (made["events"][1]["start"], made["events"][1]["end"]) == ("2018-01-01", "2018-01-31")
    assert made["events"][2]["place"] == ""
    assert made["events"][3]["when"] == "2019-2020"
    assert made["presence"][0]["title"] == "Wagner: camp"
    assert made["presence"][1]["end"] is None
    assert made["presence"][2]["start"] is None
    assert made["presence"][2]["when"] == "dates not known"
    town, valley, country = (made["places"][p] for p in ("P_TOWN", "P_VALLEY", "P_ALL"))
    assert (town["lat"], town["lon"], town["glyph"], town["area"]) == (18.5, 1.5, True, False)
    assert (valley["glyph"], valley["area"]) == (False, True)
    assert (country["glyph"], country["area"], country["words"]) == (False, False, "the country as a whole")
    assert made["legs"]["LE1"]["path"] == [[18.5, 1.5], [19.9, 2.9], [20.0, -2.95], [19.5, -2.5]]
    assert made["waypoints"]["RB1"]["when"] == ""
    assert made["waypoints"]["RE02"]["alt"].startswith("Valley, 27 July 2024, within 30 km, ")


def test_a_place_without_a_point_does_not_stop_the_rest(small_tables: SmallTables) -> None:
    """The check accepts such a place, so a map must live with it: named, and drawn nowhere."""
    story = load_story(small_tables.folder)
    place = json.loads(story_json(story), parse_constant=refuse)["places"]["P_UNKNOWN"]
    assert place["name"] == "Unknown"
    assert not place["glyph"]
    assert not place["area"]
    assert place["ring"] == []


def test_a_waypoint_known_only_to_the_country_has_no_radius(small_tables: SmallTables) -> None:
    small_tables.write("places", [row for row in small_tables.read("places") if row[0] != "P_UNKNOWN"])
    small_tables.set_cell("route", "RB1", "place_id", "P_ALL")
    made = story_document(load_story(small_tables.folder))
    assert "nan" not in made["waypoints"]["RB1"]["alt"]


def test_the_four_countries_are_shaded(document: dict[str, Any]) -> None:
    assert {row["country"] for row in document["presence"] if row["shade"]} == set(REAL.manifest.subject_countries)
    assert not any(row["shade"] for row in document["presence"] if row["country"] == "LBY")


def test_the_style_goes_along(document: dict[str, Any]) -> None:
    style = document["style"]
    assert set(style["sides"]) == set(REAL.manifest.sides)
    assert set(style["legKinds"]) == set(LEG_KINDS)
    assert set(style["phases"]) == set(PHASES)
    assert set(style["confidence"]) == set(CONFIDENCE)
    assert set(style["natures"]) == set(NATURES)
    assert set(style["actors"]) == set(REAL.actors.index)


def test_countries_by_name() -> None:
    assert country_name(REAL, "CAF") == "Central African Republic"
    assert country_name(REAL, "XYZ") == "XYZ"


# --- in French


@pytest.fixture(scope="module")
def french() -> dict[str, Any]:
    story = in_language(REAL, "fr")
    with speaking("fr"):
        read: dict[str, Any] = json.loads(story_json(story), parse_constant=refuse)
    return read


def test_the_french_document_has_the_same_rows_places_and_lines(
    document: dict[str, Any], french: dict[str, Any]
) -> None:
    for part in ("places", "waypoints", "legs"):
        assert list(french[part]) == list(document[part])
    for part in ("events", "presence"):
        assert [row["id"] for row in french[part]] == [row["id"] for row in document[part]]
    same = ("lat", "lon", "ring", "glyph", "area", "country", "tint")
    for place_id, place in document["places"].items():
        assert {name: french["places"][place_id][name] for name in same} == {name: place[name] for name in same}
    for leg_id, leg in document["legs"].items():
        assert french["legs"][leg_id]["path"] == leg["path"]


def test_words_of_the_french_document(french: dict[str, Any]) -> None:
    assert french["names"]["Timbuktu"] == "Tombouctou"
    assert french["style"]["confidence"]["contested"]["label"] == "contesté"
    assert french["style"]["sides"]["mali"]["label"] == "État malien"
    assert french["places"]["P_AMBUSH"]["areaLabel"][1] == "quelque part dans cette zone (±30 km)"
    assert french["places"]["P_AMBUSH"]["words"] == "à 30 km près"
    assert french["places"]["P_C_CF"]["words"] == "le pays dans son ensemble"
    (leg,) = [leg for leg in french["legs"].values() if leg["flag"]]
    assert leg["label"] == "212 km en 1 jour\u00a0?"
    assert leg["tip"][:2] == ["In-Afarak – Boghassa", "212 km en ligne droite, 212 km par jour\u00a0; déduit"]
    assert french["waypoints"]["RE09"]["sure"].split(" ", 1)[1] in ("bien attesté", "source unique", "contesté")


#: The parts of the document that are for readers; the others hold codes.
READ = {"label", "words", "when", "alt", "sure", "tip", "areaLabel", "title"}


def read_texts(value: Any, part: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from read_texts(inner, name)
    elif part in READ:
        yield from texts(value)
    elif isinstance(value, list):
        for inner in value:
            yield from read_texts(inner)


def test_no_english_word_of_the_code_is_left(document: dict[str, Any], french: dict[str, Any]) -> None:
    """Texts of the code that stand whole in the English document stand in the French one only where both agree."""
    english, told = set(read_texts(document)), set(read_texts(french))
    of_code = {str(message.id): message.string for message in read_catalogue("fr") if message.id}
    seen = {text for text in english if text in of_code and of_code[text] != text}
    assert {"single source", "the country as a whole", "base or camp"} <= seen
    assert seen & told == set()


def test_names_of_the_basemap_are_sent_only_where_they_differ(document: dict[str, Any]) -> None:
    assert document["names"] == {}
