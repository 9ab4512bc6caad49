"""One look for each actor and side, and looks that any reader can tell apart."""

from __future__ import annotations

import json
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

import numpy as np
import numpy.typing as npt
import pytest

from geodata.drawing.style import (
    CANDIDATE_LETTERS,
    CANDIDATE_RINGS,
    CANDIDATE_SHAPES,
    CONFIDENCE,
    LEG_KINDS,
    NATURES,
    NO_SIDE,
    PHASES,
    SHAPES,
    SIDE_LOOKS,
    candidate_looks,
    glyph_svg,
    side_looks,
    style_document,
)
from geodata.reading import vocabularies
from geodata.reading.codes import CONFIDENCES
from geodata.reading.precision import is_drawn_as_point
from geodata.story_folder import TABLES
from tests.real_story import REAL

Vector = npt.NDArray[np.float64]


#: Simulation of dichromacy on linear RGB: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A
#: Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on Visualization
#: and Computer Graphics 15 (2009), the matrices for severity 1.0.
DICHROMACY = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}
#: Linear sRGB to CIE XYZ and the white point D65 (IEC 61966-2-1).
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])


def linear_rgb(colour: str) -> Vector:
    rgb = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(colour: str, vision: str | None) -> Vector:
    """CIE 1976 L*a*b* of a colour as a reader with that vision sees it."""
    rgb = linear_rgb(colour)
    if vision:
        rgb = np.clip(np.array(DICHROMACY[vision]) @ rgb, 0.0, 1.0)
    t = TO_XYZ @ rgb / WHITE
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(first: str, second: str, vision: str | None) -> float:
    """The CIE 1976 colour difference."""
    return float(np.linalg.norm(lab(first, vision) - lab(second, vision)))


def enum_of(table: str, column: str) -> list[str]:
    package = json.loads((TABLES / "datapackage.json").read_text("utf-8"))
    (fields,) = [r["schema"]["fields"] for r in package["resources"] if r["name"] == table]
    (field,) = [f for f in fields if f["name"] == column]
    words: list[str] = field["constraints"]["enum"]
    return words


def test_the_measure_of_colours_is_sound() -> None:
    assert difference("#000000", "#FFFFFF", None) == pytest.approx(100.0, abs=0.01)
    assert lab("#FF0000", None) == pytest.approx([53.24, 80.09, 67.20], abs=0.1)
    red_green = ("#D7191C", "#1A9641")
    assert difference(*red_green, "deuteranopia") < difference(*red_green, None) / 2


@pytest.mark.parametrize("vision", [None, "deuteranopia", "protanopia"])
def test_no_reader_confuses_two_sides(vision: str | None) -> None:
    colours = sorted({colour for colour, _ in SIDE_LOOKS})
    near = {pair: round(difference(*pair, vision), 1) for pair in combinations(colours, 2)}
    assert {pair: apart for pair, apart in near.items() if apart < 10} == {}


@pytest.mark.parametrize("vision", [None, "deuteranopia", "protanopia"])
def test_no_reader_confuses_two_phases_of_the_route(vision: str | None) -> None:
    for first, second in combinations([phase.colour for phase in PHASES.values()], 2):
        assert difference(first, second, vision) >= 10


def test_each_side_of_a_story_can_have_a_look_of_its_own() -> None:
    assert len(SIDE_LOOKS) == len(set(SIDE_LOOKS)) == vocabularies.SIDE_LOOKS
    assert NO_SIDE in [colour for colour, _ in SIDE_LOOKS]


def test_an_actor_has_the_colour_of_its_side() -> None:
    looks = side_looks(REAL)
    wrong = [row.Index for row in REAL.actors.itertuples() if row.colour.upper() != looks[row.side].colour.upper()]
    assert wrong == []


def test_every_word_of_the_tables_has_a_look() -> None:
    assert set(REAL.manifest.kinds) >= set(REAL.events["kind"]) | set(enum_of("events", "kind"))
    assert set(REAL.manifest.sides) == set(enum_of("actors", "side"))
    assert set(SHAPES) == set(enum_of("actors", "shape"))
    assert set(NATURES) == set(enum_of("presence", "nature"))
    assert set(LEG_KINDS) == set(enum_of("legs", "kind"))
    assert set(PHASES) == set(enum_of("legs", "phase"))
    assert list(CONFIDENCE) == list(CONFIDENCES)


def test_every_country_of_the_tables_has_a_name() -> None:
    used = {c for table in (REAL.events, REAL.presence, REAL.places) for c in table["country"] if c}
    assert used <= set(REAL.manifest.countries)


def test_the_browser_gets_the_outline_of_every_shape_in_use() -> None:
    assert style_document(REAL)["shapes"] == SHAPES
    assert {shape for _, shape in SIDE_LOOKS} <= set(SHAPES)
    assert set(CANDIDATE_SHAPES) <= set(SHAPES)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_glyph_is_a_drawing_of_its_shape_in_its_colour(shape: str) -> None:
    drawing = ElementTree.fromstring(glyph_svg(shape, "#D55E00"))
    assert drawing.tag == "{http://www.w3.org/2000/svg}svg"
    assert drawing.get("viewBox") == "0 0 20 20"
    (path,) = drawing
    assert (path.get("d"), path.get("fill")) == (SHAPES[shape], "#D55E00")


def test_members_of_a_side_that_stand_on_the_map_differ_in_shape() -> None:
    forces = REAL.actors.loc[sorted(set(REAL.presence["force_ids"].explode()))]
    assert not forces.duplicated(["shape", "colour"]).any()


def test_labels_tell_things_apart() -> None:
    looks: list[dict[str, Any]] = [
        {key: side.label for key, side in side_looks(REAL).items()},
        {key: line.label for key, line in {**LEG_KINDS, **PHASES}.items()},
        SHAPES,
        {key: look["mark"] for key, look in CONFIDENCE.items()},
        {key: look.label for key, look in candidate_looks(REAL).items()},
    ]
    for labels in looks:
        assert all(labels.values())
        assert len(set(labels.values())) == len(labels)


def test_solid_dashed_and_dotted_lines_differ() -> None:
    assert LEG_KINDS["documented"].dash == ""
    assert len({kind.dash for kind in LEG_KINDS.values()}) == 3


def test_the_candidates_are_places_of_the_story() -> None:
    assert len(CANDIDATE_RINGS) == len(CANDIDATE_LETTERS) == len(CANDIDATE_SHAPES) == vocabularies.CANDIDATE_LOOKS
    for place_id, look in candidate_looks(REAL).items():
        radius = REAL.places.at[place_id, "radius_km"]
        assert f"±{radius:g} km" in look.label


def test_the_candidates_are_told_apart_without_colour_and_only_a_well_known_one_has_a_shape() -> None:
    assert len({dash for dash, _ in CANDIDATE_RINGS}) == len(CANDIDATE_RINGS)
    looks = candidate_looks(REAL)
    assert len({look.letter or look.shape for look in looks.values()}) == len(looks)
    for place_id, look in looks.items():
        is_point = is_drawn_as_point(*REAL.places.loc[place_id, ["precision", "radius_km"]])
        assert (bool(look.shape), bool(look.letter)) == (is_point, not is_point)


def test_the_style_as_plain_data() -> None:
    document = style_document(REAL)
    assert json.loads(json.dumps(document)) == document
    assert document["sides"]["mali"] == {"label": "Malian state", "colour": "#0072B2", "shape": "square"}
    assert document["presenceColour"] == document["sides"]["russia"]["colour"]
    assert document["actors"]["jnim"]["side"] == "islamist"
    assert document["actors"]["wagner"]["name"] == "Wagner Group"
