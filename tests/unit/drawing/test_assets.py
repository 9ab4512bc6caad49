"""Every file a browser needs stands on this server, under an address that changes with its content."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace

import pytest

from geodata.basemap import manifest
from geodata.drawing.assets import (
    MEDIA_TYPES,
    Asset,
    Assets,
    build_assets,
    glyph_name,
    in_language,
    map_script,
)
from geodata.drawing.linked_scripts import BROWSER
from geodata.drawing.looks import looks_script
from geodata.drawing.story_document import story_document
from geodata.drawing.style import SHAPES
from geodata.reading import translation as tables
from geodata.story_folder import BASEMAP
from tests.real_story import REAL

FRENCH = tables.in_language(REAL, "fr")
#: The name of SVG's vocabulary looks like an address; nothing is ever fetched from it.
SVG_NAMESPACE = "http://www.w3.org/2000/svg"
OURS = sorted(path.name for path in BROWSER.iterdir())


@pytest.fixture(scope="module")
def assets() -> Assets:
    return build_assets(REAL)


def body(assets: Assets, name: str) -> bytes:
    asset = assets.at(assets.path_of(name))
    assert asset is not None
    return asset.body


def test_an_address_names_the_content() -> None:
    first, same, other = Asset("map.js", b"one"), Asset("map.js", b"one"), Asset("map.js", b"two")
    assert first.path == same.path
    assert first.path != other.path
    assert re.fullmatch(r"map\.[0-9a-f]{12}\.js", first.path)
    assert re.fullmatch(r"layers-2x\.[0-9a-f]{12}\.png", Asset("layers-2x.png", b"").path)


def test_a_file_is_found_by_its_address_only() -> None:
    assets = Assets([Asset("map.js", b"one"), Asset("map.css", b"two")])
    assert assets.names() == ["map.js", "map.css"]
    found = assets.at(assets.path_of("map.css"))
    assert found is not None
    assert found.body == b"two"
    for unknown in ("map.css", "", "../app.py", "map.000000000000.css", "/etc/passwd"):
        assert assets.at(unknown) is None
    with pytest.raises(KeyError):
        assets.path_of("no-such-file.js")


def test_an_address_from_before_a_change_is_gone(assets: Assets) -> None:
    events = REAL.events.copy()
    events.loc["E34", "title"] = "Another title"
    changed = build_assets(replace(REAL, events=events))
    assert changed.path_of("story.json") != assets.path_of("story.json")
    assert changed.at(assets.path_of("story.json")) is None
    for name in ("map.js", "map.css", "theatre.webp"):
        assert changed.path_of(name) == assets.path_of(name)


def test_the_looks_come_before_the_scripts_that_wear_them(assets: Assets) -> None:
    assert body(assets, "map.js") == map_script()
    assert map_script().startswith(looks_script() + b"\n(() => {")


@pytest.mark.parametrize("name", [name for name in OURS if name.endswith(".js")])
def test_no_script_makes_markup_or_code_of_texts(name: str) -> None:
    text = (BROWSER / name).read_text("utf-8")
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "eval(", "new Function", "document.write"):
        assert way not in text


@pytest.mark.parametrize("name", OURS)
def test_our_own_files_name_no_other_host(name: str) -> None:
    text = (BROWSER / name).read_text("utf-8").replace(SVG_NAMESPACE, "")
    assert not re.search(r"https?:|[\"'(]//", text)
    assert "@import" not in text


def test_every_file_the_style_sheet_names_is_served(assets: Assets) -> None:
    sheet = body(assets, "map.css").decode()
    addresses = [address.strip("\"'") for address in re.findall(r"url\(([^)]*)\)", sheet)]
    named = [address for address in addresses if not address.startswith(("#", "data:"))]
    assert len(named) >= 3
    assert [address for address in named if assets.at(address) is None] == []


def test_the_basemap_is_whole(assets: Assets) -> None:
    for name in manifest()["files"]:
        assert body(assets, name) == (BASEMAP / name).read_bytes()


def test_the_story_is_served_as_the_document(assets: Assets) -> None:
    assert json.loads(body(assets, "story.json")) == json.loads(json.dumps(story_document(REAL)))


def test_every_actor_has_a_glyph_and_each_look_is_filed_once(assets: Assets) -> None:
    for actor in REAL.actors.itertuples():
        drawing = body(assets, glyph_name(actor.shape, actor.colour)).decode()
        assert SHAPES[actor.shape] in drawing
        assert f'fill="{actor.colour}"' in drawing
    looks = {(actor.shape, actor.colour) for actor in REAL.actors.itertuples()}
    glyphs = [name for name in assets.names() if name.endswith(".svg")]
    assert sorted(glyphs) == sorted(glyph_name(*look) for look in looks)
    assert glyph_name("triangle-down", "#D55E00") == "triangle-down-D55E00.svg"


def test_every_file_has_a_media_type(assets: Assets) -> None:
    for name in assets.names():
        asset = assets.at(assets.path_of(name))
        assert asset is not None
        assert asset.media_type == MEDIA_TYPES[asset.suffix]
    script = assets.at(assets.path_of("map.js"))
    assert script is not None
    assert script.media_type.startswith("text/javascript")


def test_texts_are_compressed_and_pictures_are_not(assets: Assets) -> None:
    for name in assets.names():
        asset = assets.at(assets.path_of(name))
        assert asset is not None
        if asset.suffix in (".webp", ".png", ".woff2"):
            assert asset.gzipped is None
        else:
            assert asset.gzipped is not None
            assert gzip.decompress(asset.gzipped) == asset.body
            assert Asset(name, asset.body).gzipped == asset.gzipped  # the same bytes at every start


def test_in_another_language_only_the_files_that_hold_words_are_others(assets: Assets) -> None:
    french = in_language(assets, FRENCH)
    assert sorted(french.names()) == sorted(assets.names())
    other = {name for name in assets.names() if french.path_of(name) != assets.path_of(name)}
    assert other == {"language.js", "story.json", "strip.json"}
    assert json.loads(body(french, "story.json"))["events"][0]["title"] == FRENCH.events["title"].iloc[0]


def test_the_scripts_are_told_their_words_and_how_their_language_is_called(assets: Assets) -> None:
    assert body(assets, "language.js") == b'ConflictMap.speak({"tag": "en-GB", "words": {}});\n'
    told = body(in_language(assets, FRENCH), "language.js").decode()
    said = json.loads(told.removeprefix("ConflictMap.speak(").removesuffix(");\n"))
    assert said["tag"] == "fr"
    assert said["words"]["Legend"] == "Légende"
    assert said["words"]["{n} event"] == ["{n} événement", "{n} événements"]


def test_without_a_story_the_basemap_still_stands() -> None:
    assets = build_assets(None)
    assert "story.json" not in assets.names()
    assert not any(name.endswith(".svg") for name in assets.names())
    assert {"map.js", "map.css", "leaflet.js", *manifest()["files"]} <= set(assets.names())
