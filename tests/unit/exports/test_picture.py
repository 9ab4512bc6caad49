"""A map as PNG and SVG: the right size, words that stay words, the colophon inside, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image

from geodata.asking.filters import Filters
from geodata.drawing.paper.print_map import A3
from geodata.drawing.style import LEG_KINDS, PHASES
from geodata.exports.picture import png_bytes, svg_bytes, write_png, write_svg
from geodata.selecting.colophon import Colophon, colophon
from geodata.selecting.selection import Selection, select
from tests.real_story import KIDAL, REAL

FILTERS = Filters(known_on=dt.date(2024, 8, 10))
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def selection() -> Selection:
    return select(REAL, FILTERS)


@pytest.fixture(scope="module")
def facts() -> Colophon:
    return colophon(REAL, FILTERS, dt.datetime(2024, 11, 23, 12, tzinfo=dt.UTC))


@pytest.fixture(scope="module")
def content(selection: Selection, facts: Colophon) -> bytes:
    return svg_bytes(selection, facts, KIDAL, "The route")


@pytest.fixture(scope="module")
def drawing(content: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(content)


def said(drawing: ElementTree.Element) -> str:
    return " ".join("".join(text.itertext()) for text in drawing.iter(f"{SVG}text"))


def test_png_is_a4_and_a3_at_300_dots_an_inch(selection: Selection, facts: Colophon) -> None:
    for size, pixels in (((297.0, 210.0), (3507, 2480)), (A3, (4960, 3507))):
        with Image.open(io.BytesIO(png_bytes(selection, facts, KIDAL, "The route", size))) as picture:
            assert picture.size == pixels
            assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.1)
            assert picture.info["Title"] == "The route"
            assert facts.citation in picture.info["Description"]


def test_svg_holds_words_as_words(drawing: ElementTree.Element, facts: Colophon) -> None:
    words = said(drawing)
    for part in ("The route", "Tinzaouaten", "Ambush valley", "ALGERIA", facts.data_version, "100 km"):
        assert part in words
    assert facts.borders in words
    assert "10 August 2024" in words


def test_svg_has_a_title_and_the_whole_colophon_for_readers_who_do_not_see_it(
    drawing: ElementTree.Element, facts: Colophon
) -> None:
    assert drawing.findtext(f"{SVG}title") == "The route"
    described = drawing.findtext(f"{SVG}desc") or ""
    assert all(part in described for part in facts.parts().values())


def test_svg_carries_its_letters_and_asks_for_nothing(drawing: ElementTree.Element) -> None:
    text = ElementTree.tostring(drawing, encoding="unicode")
    assert text.count("@font-face") == 4
    assert "url(http" not in text
    hrefs = {value for node in drawing.iter() for name, value in node.attrib.items() if name.endswith("href")}
    assert all(value.startswith(("#", "data:")) for value in hrefs)


def test_no_identifier_stands_twice(drawing: ElementTree.Element) -> None:
    ids = [node.get("id") for node in drawing.iter() if node.get("id")]
    assert len(ids) == len(set(ids))


def test_legs_have_the_colours_and_dashes_of_the_style_table(
    drawing: ElementTree.Element, selection: Selection
) -> None:
    groups = {node.get("id"): node for node in drawing.iter(f"{SVG}g")}
    for leg in selection.legs:
        path = groups[f"leg-{leg.id}"].find(f".//{SVG}path")
        assert path is not None
        style = dict(part.strip().split(": ") for part in (path.get("style") or "").split(";") if part.strip())
        phase = PHASES[leg.phase]
        look = phase if leg.phase == "intended" else LEG_KINDS[leg.kind]
        assert style["stroke"] == phase.colour
        dashes = [float(part) / 0.75 for part in style.get("stroke-dasharray", "").split(",") if part]
        assert dashes == pytest.approx([float(part) for part in look.dash.split()])


def test_the_same_selection_gives_the_same_bytes(selection: Selection, facts: Colophon, content: bytes) -> None:
    assert svg_bytes(selection, facts, KIDAL, "The route") == content


def test_files_are_written_whole(
    selection: Selection, facts: Colophon, content: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.exports.picture.PRINT_DPI", 60)  # sizes and words are looked at above
    monkeypatch.setattr("geodata.exports.picture.svg_bytes", lambda *_: content)
    write_png(selection, facts, tmp_path / "map.png")
    write_svg(selection, facts, tmp_path / "map.svg")
    assert (tmp_path / "map.png").read_bytes()[:4] == b"\x89PNG"
    ElementTree.parse(tmp_path / "map.svg")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["map.png", "map.svg"]


def test_a_folder_that_is_not_there_is_an_error_of_the_system(
    selection: Selection, facts: Colophon, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.exports.picture.svg_bytes", lambda *_: b"drawn")
    with pytest.raises(FileNotFoundError):
        write_svg(selection, facts, tmp_path / "nowhere" / "map.svg")
