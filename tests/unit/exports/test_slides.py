"""Slides read back: one a scene, with words, a map with alternative text, notes and sources; the sources at the end."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from matplotlib.figure import Figure
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from geodata.asking.filters import Filters
from geodata.exports.scene_maps import foot_words, scene_rows
from geodata.exports.slides import pptx_bytes, write_pptx
from geodata.selecting.colophon import Colophon, colophon
from geodata.selecting.selection import Selection, select
from geodata.telling.scenes import Scene, scenes_told, story_scenes
from tests.real_story import REAL

SCENES = story_scenes(REAL)


@pytest.fixture(scope="module")
def everything() -> tuple[Selection, Colophon]:
    return select(REAL, Filters()), facts(Filters())


@pytest.fixture(scope="module")
def deck(everything: tuple[Selection, Colophon]) -> Any:
    return Presentation(io.BytesIO(pptx_bytes(*everything)))


@pytest.fixture
def without_maps(monkeypatch: pytest.MonkeyPatch) -> None:
    """No map is drawn on a slide: for tests that read its words."""
    monkeypatch.setattr("geodata.exports.slides.map_and_key", lambda *_, **__: (Figure(figsize=(1, 1)), None))


def facts(filters: Filters) -> Colophon:
    return colophon(REAL, filters, dt.datetime(2024, 11, 23, 12, tzinfo=dt.UTC))


def pictures(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]


def part(slide: Any, name: str) -> str:
    return next(str(shape.text_frame.text) for shape in slide.shapes if shape.name == name)


def test_there_is_a_slide_for_each_scene_and_the_sources_stand_last(deck: Any) -> None:
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[: len(SCENES)] == [scene.headline for scene in SCENES]
    assert titles[len(SCENES) :]
    assert all(title.startswith("Sources") for title in titles[len(SCENES) :])


def test_slides_are_16_to_9(deck: Any) -> None:
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, rel=1e-3)


def test_words_are_native_and_notes_are_speaker_notes(deck: Any) -> None:
    for scene, slide in zip(SCENES, deck.slides, strict=False):
        assert part(slide, "Text") == scene.text
        assert slide.notes_slide.notes_text_frame.text.startswith(scene.notes)


def test_each_map_is_sharp_and_has_alternative_text(deck: Any) -> None:
    for scene, slide in zip(SCENES, deck.slides, strict=False):
        found = [shape for shape in pictures(slide) if shape.name == "Map"]
        assert len(found) == 1
        words = found[0]._element.nvPicPr.cNvPr.get("descr")
        assert scene.headline in words
        assert found[0].image.size[0] / found[0].width.inches >= 200
        assert all(shape._element.nvPicPr.cNvPr.get("descr") for shape in pictures(slide))


def test_the_alternative_text_names_the_locator_map_of_a_close_up_and_of_no_other(deck: Any) -> None:
    told = {}
    for scene, slide in zip(SCENES, deck.slides, strict=False):
        (drawn,) = [shape for shape in pictures(slide) if shape.name == "Map"]
        told[scene.page] = "locator map" in drawn._element.nvPicPr.cNvPr.get("descr")
    assert told["kidal_ambush"]
    assert told["convoy_route"]
    assert not told["overview"]


def test_each_slide_names_its_sources_and_the_last_ones_link_to_them(deck: Any) -> None:
    for scene, slide in zip(SCENES, deck.slides, strict=False):
        line = part(slide, "Sources")
        assert scene.source_ids
        assert all(f"({source})" in line for source in scene.source_ids)
    tail = [slide for slide in deck.slides if slide.shapes.title.text_frame.text.startswith("Sources")]
    runs = [
        run
        for slide in tail
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    linked = {run.hyperlink.address for run in runs if run.hyperlink.address}
    named = {source for scene in SCENES for source in scene.source_ids}
    assert linked == {url for url in REAL.sources.loc[list(named), "url"] if url}


def test_every_slide_carries_the_colophon(deck: Any, everything: tuple[Selection, Colophon]) -> None:
    about = everything[1]
    for slide in deck.slides:
        foot = part(slide, "Colophon")
        for words in (about.data_version, about.claims, about.borders, "every row"):
            assert words in foot


def test_maps_hold_no_row_that_the_filters_leave_out() -> None:
    filters = Filters(date_to=dt.date(2024, 7, 25))
    selection = select(REAL, filters)
    for scene in SCENES:
        rows = scene_rows(selection, scene)
        assert set(rows.events.index) <= set(selection.events.index)
        assert set(rows.presence.index) <= set(selection.presence.index)
        assert {leg.id for leg in rows.legs} <= {leg.id for leg in selection.legs}


@pytest.mark.usefixtures("without_maps")
def test_scenes_that_rest_on_later_sources_are_left_out_with_their_notes() -> None:
    filters = Filters(known_on=dt.date(2024, 8, 31))
    told = scenes_told(REAL, SCENES, filters)
    deck = Presentation(io.BytesIO(pptx_bytes(select(REAL, filters), facts(filters))))
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles[: len(told.scenes)] == [scene.headline for scene in told.scenes]
    assert titles[len(told.scenes)] == "Scenes that are left out"
    assert part(deck.slides[len(told.scenes)], "Text") == told.left_out
    said = "\n".join(slide.notes_slide.notes_text_frame.text for slide in deck.slides if slide.has_notes_slide)
    kept = {scene.id for scene in told.scenes}
    assert 0 < len(kept) < len(SCENES)
    assert all((scene.notes in said) == (scene.id in kept) for scene in SCENES)


def test_where_no_scene_can_be_told_the_deck_says_so() -> None:
    filters = Filters(known_on=dt.date(2019, 1, 1))
    deck = Presentation(io.BytesIO(pptx_bytes(select(REAL, filters), facts(filters))))
    first, last = deck.slides
    assert part(first, "Text") == scenes_told(REAL, SCENES, filters).left_out
    assert "data_version" in last.notes_slide.notes_text_frame.text


def test_no_part_leaves_its_slide(deck: Any) -> None:
    for slide in deck.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height


def test_one_own_scene_with_long_words_gives_the_same_bytes_each_time(everything: tuple[Selection, Colophon]) -> None:
    long = replace(SCENES[0], text="word " * 400, headline="<b>A & “B”</b>")
    content = pptx_bytes(*everything, scenes=[long])
    assert pptx_bytes(*everything, scenes=[long]) == content
    deck = Presentation(io.BytesIO(content))
    slide = deck.slides[0]
    assert slide.shapes.title.text_frame.text == "<b>A & “B”</b>"
    assert part(slide, "Text").endswith("…")
    assert long.text.strip() in slide.notes_slide.notes_text_frame.text


def test_a_scene_without_a_source_is_refused_in_words(everything: tuple[Selection, Colophon]) -> None:
    with pytest.raises(ValueError, match="names no source"):
        pptx_bytes(*everything, scenes=[replace(SCENES[0], source_ids=())])


def test_no_scene_is_refused_in_words(everything: tuple[Selection, Colophon]) -> None:
    with pytest.raises(ValueError, match="no scene"):
        pptx_bytes(*everything, scenes=[])


@pytest.mark.usefixtures("without_maps")
def test_making_can_be_followed_and_stopped(everything: tuple[Selection, Colophon]) -> None:
    class StoppedError(Exception):
        pass

    seen: list[tuple[int, int]] = []

    def follow(done: int, of: int) -> None:
        seen.append((done, of))
        raise StoppedError

    with pytest.raises(StoppedError):
        pptx_bytes(*everything, scenes=SCENES[:3], progress=follow)
    assert seen == [(1, 3)]


def test_the_foot_cuts_filters_that_have_no_room() -> None:
    about = replace(facts(Filters()), filters="actors: " + "Army, " * 100)
    assert len(foot_words(about, 50)) < len(foot_words(about)) - 400


@pytest.mark.usefixtures("without_maps")
def test_the_file_is_written_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def two(_story: object) -> list[Scene]:
        return SCENES[:2]

    monkeypatch.setattr("geodata.exports.slides.story_scenes", two)
    write_pptx(select(REAL, Filters()), facts(Filters()), tmp_path / "deck.pptx")
    assert len(Presentation(str(tmp_path / "deck.pptx")).slides) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["deck.pptx"]
