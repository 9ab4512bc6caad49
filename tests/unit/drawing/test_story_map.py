"""What st_folium is told: nothing from another host, the same base map for every state, no text that runs."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
import streamlit_folium
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geodata.drawing.assets import Assets, build_assets
from geodata.drawing.story_map import MAX_ZOOM, MapState, StateLayer, StoryMap, View, script_json
from geodata.languages import speaking
from tests.real_story import REAL

ROOT = "../../assets/"
HOME = ((0.0, -18.0), (26.0, 28.0))
NASTY = [
    "</script><script>alert(1)</script>",
    "`${alert(1)}`",
    "\u2028 line \u2029 paragraph",
    "<!-- & ]]> '\" \\ \\u0022",
    "{{ 7 * 7 }} {{'alert'}}",
    "{% raw %} {# not a remark #}",
    "{% no such tag %}",
    "alert(coords); map_div feature_group_0 map_1 _0",
    "  a\n    b\n\tc\r",
    "\x00\x7f\ud7ff😀",
]


@pytest.fixture(scope="module")
def assets() -> Assets:
    return build_assets(REAL)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What streamlit-folium hands to the browser, call by call."""
    calls: list[dict[str, Any]] = []
    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **what: calls.append(what))
    return calls


def show(assets: Assets, state: MapState, root: str = ROOT) -> None:
    streamlit_folium.st_folium(
        StoryMap(assets, root), key="map", returned_objects=[], feature_group_to_add=StateLayer(state)
    )


def state(**what: Any) -> MapState:
    return MapState(
        view=View("overview 1", bounds=HOME), home=HOME, **{"events": "gA==", "presence": "AA==", "play": {}, **what}
    )


def options_in(script: str) -> dict[str, Any]:
    (text,) = re.findall(r"ConflictMap\.mount\(map_div, (\{.*\})\);", script)
    options: dict[str, Any] = json.loads(text)
    return options


def state_in(script: str) -> dict[str, Any]:
    (text,) = re.findall(r"ConflictMap\.update\((\{.*\})\);", script)
    read: dict[str, Any] = json.loads(text)
    return read


# --- no address but this server's


def test_scripts_and_styles_come_from_this_server(assets: Assets, sent: list[dict[str, Any]]) -> None:
    show(assets, state())
    (call,) = sent
    assert call["js_links"] == [ROOT + assets.path_of(f"{name}.js") for name in ("leaflet", "map", "language")]
    assert call["css_links"] == [ROOT + assets.path_of("map.css")]
    for part in ("header", "html", "feature_group"):
        assert not re.search(r"https?:|[\"'(=]//", call[part] or ""), part


def test_the_base_map_names_no_outside_address_but_the_online_maps(assets: Assets, sent: list[dict[str, Any]]) -> None:
    show(assets, state())
    script = sent[0]["script"]
    options = options_in(script)
    assert options.pop("online")
    assert "http" not in json.dumps(options)
    around = re.sub(r"ConflictMap\.mount\(.*\);", "", script)
    assert "http" not in around
    assert "tileLayer" not in around  # an online map is drawn only when a viewer switches it on


def test_every_file_the_base_map_names_is_served(assets: Assets, sent: list[dict[str, Any]]) -> None:
    show(assets, state())
    options = options_in(sent[0]["script"])
    addresses = [options["story"], *(entry["url"] for entry in options["basemap"].values())]
    assert len(addresses) >= 9
    for address in addresses:
        assert address.startswith(ROOT)
        assert assets.at(address.removeprefix(ROOT)) is not None
    for name in ("theatre.webp", "kidal.webp"):
        assert len(options["basemap"][name]["bounds"]) == 2
    assert options["limits"] == [[-30, -25], [62, 62]]


def test_online_maps_carry_their_credit(assets: Assets, sent: list[dict[str, Any]]) -> None:
    show(assets, state())
    for online in options_in(sent[0]["script"])["online"]:
        assert online["url"].startswith("https://")
        assert "{z}" in online["url"]
        assert "{r}" not in online["url"]
        assert online["attribution"]
        assert online["options"].get("maxZoom", 18) >= MAX_ZOOM  # 18 is Leaflet's own default


def test_the_credit_says_what_borders_do_not_mean(assets: Assets, sent: list[dict[str, Any]]) -> None:
    show(assets, state())
    credit = options_in(sent[0]["script"])["credit"]
    assert "no opinion" in credit
    assert "Natural Earth" in credit


# --- the frame stays


def test_two_states_share_one_frame(assets: Assets, sent: list[dict[str, Any]]) -> None:
    show(assets, state())
    show(assets, state(events="AA==", selected="E34", legs=["LE1"], shade=True))
    first, second = sent
    assert first["key"] == second["key"]
    assert first["script"] == second["script"]
    assert first["header"] == second["header"]
    assert first["feature_group"] != second["feature_group"]


def test_another_opening_view_shares_the_frame_too(assets: Assets, sent: list[dict[str, Any]]) -> None:
    show(assets, state())
    show(assets, replace(state(), view=View("overview 2", lat=18.4, lng=1.4, zoom=8.5)))
    assert sent[0]["key"] == sent[1]["key"]
    assert state_in(sent[1]["feature_group"])["view"] == {
        "seq": "overview 2",
        "lat": 18.4,
        "lng": 1.4,
        "zoom": 8.5,
    }


def test_a_changed_story_gets_a_new_frame(assets: Assets, sent: list[dict[str, Any]]) -> None:
    events = REAL.events.copy()
    events.loc["E34", "title"] = "Another title"
    show(assets, state())
    show(build_assets(replace(REAL, events=events)), state())
    assert sent[0]["key"] != sent[1]["key"]


def test_the_state_is_small(assets: Assets, sent: list[dict[str, Any]]) -> None:
    show(assets, state(legs=[f"LE{n}" for n in range(1, 10)], shade=True, sites=True))
    assert len(sent[0]["feature_group"]) < 2500


# --- the state arrives as it was sent


def test_the_state_arrives_whole(assets: Assets, sent: list[dict[str, Any]]) -> None:
    wanted = state(
        rings=["P_TINZ"],
        legs=["LE1", "LE2"],
        steps={"E30": 4},
        selected="E30",
        lengths=True,
        legend=[{"symbol": {"type": "shade", "colour": "#D55E00"}, "label": "Russian forces"}],
    )
    show(assets, wanted)
    assert state_in(sent[0]["feature_group"]) == json.loads(json.dumps(wanted.document()))


@pytest.mark.parametrize("text", NASTY)
def test_no_text_is_changed_or_run_on_its_way(assets: Assets, sent: list[dict[str, Any]], text: str) -> None:
    wanted = state(selected=text, legend=[{"symbol": {"type": "area", "colour": "#000"}, "label": text}])
    show(assets, wanted)
    script = sent[0]["feature_group"]
    assert "</script" not in script
    arrived = state_in(script)
    assert arrived["selected"] == text
    assert arrived["legend"][0]["label"] == text


def test_each_state_has_a_number_of_its_own() -> None:
    first, same, other = state().document(), state().document(), state(selected="E34").document()
    assert first["seq"] == same["seq"]
    assert first["seq"] != other["seq"]
    assert first["view"] == {"seq": "overview 1", "bounds": HOME}
    assert first["home"] == {"bounds": HOME}


# --- JSON in a script


@pytest.mark.parametrize("text", NASTY)
def test_json_in_a_script_is_safe(text: str) -> None:
    written = script_json({"a": [text]})
    assert json.loads(written) == {"a": [text]}
    assert written.isascii()
    assert not set("<>&") & set(written)
    assert "\u2028" not in written


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(JSON)
@example({"label": "{{ 7 }} {% raw %} {# remark #}"})
@settings(max_examples=200)
def test_any_value_reads_back(value: Any) -> None:
    written = script_json(value)
    assert json.loads(written) == value
    assert written.isascii()
    assert not set("<>&\n\r") & set(written)
    assert not re.search(r"\{[{%#]", written)  # marks that the template engine on the way would act on


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        script_json({"lat": number})


def test_the_base_map_names_its_sources_in_french(assets: Assets, sent: list[dict[str, Any]]) -> None:
    with speaking("fr"):
        show(assets, state())
    options = options_in(sent[0]["script"])
    assert options["credit"].startswith("Relief T. Patterson, NOAA · Frontières Natural Earth")
    assert [provider["name"] for provider in options["online"]] == [
        "OpenStreetMap", "Images satellite", "Carte topographique",
    ]  # fmt: skip
