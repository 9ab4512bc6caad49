"""The looks: in each of them every word stands out from what it stands on, and a side keeps its colour."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from itertools import combinations

import pytest

from geodata.drawing.linked_scripts import BROWSER
from geodata.drawing.looks import LOOKS, Look, looks_script
from geodata.drawing.style import FIGHTING, INK, MUTED, PHASES, side_looks
from pages.viewing import viewer
from tests.real_story import REAL

#: Least contrast of text, and of what is drawn (WCAG 2.2, success criteria 1.4.3 and 1.4.11).
TEXT, DRAWN = 4.5, 3.0
EACH = pytest.mark.parametrize("look", LOOKS.values(), ids=list(LOOKS))
HEX = re.compile(r"#[0-9a-fA-F]{6}")


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_sound() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_viewer_can_wish_for_every_look_and_for_no_other() -> None:
    assert tuple(viewer.LOOKS) == tuple(LOOKS)
    assert next(iter(LOOKS)) == viewer.LOOK.plain


@EACH
def test_text_stands_out_from_page_panel_field_and_halo(look: Look) -> None:
    weak = {
        (text, ground): round(contrast(getattr(look, text), getattr(look, ground)), 1)
        for text in ("ink", "muted", "accent")
        for ground in ("paper", "panel", "inset", "halo")
    }
    assert {pair: ratio for pair, ratio in weak.items() if ratio < TEXT} == {}
    assert contrast(look.accent, look.on_accent) >= TEXT


@EACH
def test_names_on_the_map_stand_out_from_their_halo_and_from_the_sea(look: Look) -> None:
    for name in ("country", "region", "physical", "water"):
        for ground in (look.halo, look.sea):
            assert contrast(getattr(look, name), ground) >= TEXT, (name, ground)


@EACH
def test_words_in_the_colour_of_a_phase_or_of_the_ambush_can_be_read(look: Look) -> None:
    for colour in [FIGHTING, INK, MUTED, *(phase.colour for phase in PHASES.values())]:
        assert contrast(look.colour(colour), look.halo) >= TEXT, colour


@EACH
def test_numbers_in_hexagons_can_be_read(look: Look) -> None:
    for fill, text in look.hexagon:
        assert contrast(fill, text) >= 5, fill


def test_the_colours_of_sides_are_the_same_in_every_look_but_for_black_and_grey() -> None:
    for look in LOOKS.values():
        changed = {side.colour for side in side_looks(REAL).values() if look.colour(side.colour) != side.colour}
        assert changed <= {"#1A1A1A", "#6B6B6B"}


def test_on_a_dark_page_every_side_can_be_seen() -> None:
    dark = LOOKS["dark"]
    for side in side_looks(REAL).values():
        assert contrast(dark.colour(side.colour), dark.halo) >= DRAWN, side.label
        assert contrast(dark.colour(side.colour), dark.paper) >= DRAWN, side.label


@EACH
def test_no_two_colours_of_sides_become_one(look: Look) -> None:
    colours = {side.colour for side in side_looks(REAL).values()}
    for one, other in combinations(colours, 2):
        assert look.colour(one) != look.colour(other)


@EACH
def test_a_counterpart_has_no_counterpart_of_its_own(look: Look) -> None:
    for colour in look.instead.values():
        assert look.colour(colour) == colour


def test_a_colour_is_known_however_it_is_written() -> None:
    assert LOOKS["dark"].colour("#1a1a1a") == LOOKS["dark"].colour("#1A1A1A") != "#1a1a1a"
    assert LOOKS["dark"].colour("#D55E00") == "#D55E00"


def test_high_contrast_is_black_on_white_with_larger_type_and_thicker_lines() -> None:
    look = LOOKS["contrast"]
    assert contrast(look.ink, look.paper) > 20
    assert contrast(look.muted, look.panel) > 7
    assert look.type == pytest.approx(1.35)
    assert look.line > 1.3


def test_the_browser_gets_the_same_table_by_script_and_by_style() -> None:
    table = json.loads(looks_script().decode().split(".looks = ", 1)[1].rstrip(";"))
    assert set(table) == set(LOOKS)
    for name, look in LOOKS.items():
        assert table[name] == json.loads(json.dumps(look.document()))
        properties = dict(part.split(":", 1) for part in look.properties().rstrip(";").split(";"))
        assert properties["--cm-ink"] == look.ink
        assert properties["--cm-on-accent"] == look.on_accent
        assert float(properties["--cm-type"]) == look.type
    assert {field.name for field in fields(Look)} == set(table["light"])


def test_style_sheets_name_only_properties_that_a_look_has_and_fall_back_on_the_usual_one() -> None:
    usual = dict(part.split(":", 1) for part in LOOKS["light"].properties().rstrip(";").split(";"))
    text = (BROWSER / "timeline.css").read_text("utf-8")
    for name, fallback in re.findall(r"var\((--cm-[a-z-]+), ([^()]+?)\)", text):
        assert name in usual, name
        if HEX.fullmatch(fallback):
            assert contrast(fallback, usual[name]) < 1.15, (name, fallback)
    for sheet in ("map.css", "handout.css"):
        named = set(re.findall(r"var\((--cm-[a-z-]+)\)", (BROWSER / sheet).read_text("utf-8")))
        assert named <= {*usual, "--cm-font", "--cm-large"}, sheet
