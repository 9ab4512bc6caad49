"""The printed brief read back: its parts, its words as words, maps as vectors, the colophon on every page."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from exports.written import draw_only_the_first_maps, sheets
from pypdf import PdfReader

from geodata.asking.filters import Filters, sources_public
from geodata.exports.brief import brief_bytes, write_brief, write_brief_letter
from geodata.knowing.method import method_text
from geodata.selecting.colophon import Colophon, colophon
from geodata.selecting.selection import Selection, select
from geodata.telling.scenes import Scene, scenes_told, story_scenes
from tests.real_story import REAL

SCENES = story_scenes(REAL)
METHOD = """\
#### A heading
One *slanted* word, a `code` and <angle> & more.

- an item

| mark | means |
|---|---|
| ● well | so |
"""


def facts(filters: Filters) -> Colophon:
    return colophon(REAL, filters, dt.datetime(2024, 11, 23, 12, tzinfo=dt.UTC))


def plain(text: str) -> str:
    return re.sub(r"\s+", " ", text)


@pytest.fixture(scope="module")
def everything() -> tuple[Selection, Colophon]:
    return select(REAL, Filters()), facts(Filters())


@pytest.fixture(scope="module")
def content(everything: tuple[Selection, Colophon]) -> bytes:
    return brief_bytes(*everything, method=METHOD)


@pytest.fixture(scope="module")
def brief(content: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(content))


@pytest.fixture(scope="module")
def pages(content: bytes) -> list[str]:
    return [plain(text) for text in sheets(content)]


def test_the_parts_stand_in_order_and_in_the_outline(brief: PdfReader) -> None:
    wanted = [scene.headline for scene in SCENES]
    wanted += ["Who says what", "Open questions", "Method", "Sources"]
    assert [entry.title for entry in brief.outline if not isinstance(entry, list)] == wanted


def test_the_contents_give_the_page_of_each_part(brief: PdfReader, pages: list[str]) -> None:
    for entry in brief.outline:
        assert not isinstance(entry, list)
        page = brief.get_destination_page_number(entry)
        assert page is not None
        assert plain(str(entry.title)) in pages[page]
        assert re.search(rf"{re.escape(plain(str(entry.title)))}[ .]* {page + 1}\b", pages[1])


def test_each_scene_has_its_words_notes_sources_and_map(pages: list[str]) -> None:
    for number, scene in enumerate(SCENES):
        page = pages[2 + number]
        for words in (scene.headline, scene.text, scene.notes):
            assert plain(words) in page
        assert all(f"({source})" in page for source in scene.source_ids)
        assert re.search(r"\d km", page)


def test_maps_are_vectors_whose_names_are_words(brief: PdfReader, pages: list[str]) -> None:
    assert "Tinzaouaten" in pages[0]
    assert len(brief.pages[0].images) <= 2
    assert "Legend" not in pages[0]
    assert "Events, by side taking part" in pages[0]


def test_maps_share_their_letters_and_each_holds_no_picture_of_another(brief: PdfReader) -> None:
    resources: list[Any] = [page["/Resources"] for page in brief.pages]
    held = [parts["/XObject"] for parts in resources if "/XObject" in parts]
    maps = [parts[name]["/Resources"] for parts in held for name in parts if name.startswith("/Map")]
    assert len(maps) == 1 + len(SCENES)
    letters = {drawn.raw_get("/Font").idnum for drawn in maps}
    pictures = [drawn["/XObject"].raw_get(name).idnum for drawn in maps for name in drawn["/XObject"]]
    assert len(letters) == 1
    assert len(pictures) == len(set(pictures))


def test_every_page_carries_colophon_and_number(pages: list[str], everything: tuple[Selection, Colophon]) -> None:
    about = everything[1]
    for number, page in enumerate(pages, start=1):
        assert about.data_version in page
        assert about.claims in page
        assert about.borders in page
        assert re.search(rf"(^|\s){number}(\s|$)", page)


def test_every_claim_stands_with_claimant_figure_and_sources(pages: list[str]) -> None:
    text = " ".join(pages)
    for claim in REAL.claims.itertuples():
        assert plain(str(claim.claim)) in text
        assert plain(str(claim.claimant)) in text


def test_open_questions_stand_with_their_positions(pages: list[str]) -> None:
    text = " ".join(pages)
    assert all(plain(question) in text for question in REAL.questions["question"])
    assert all(plain(position) in text for position in REAL.positions["position"])


def test_the_method_is_set_as_text(pages: list[str]) -> None:
    text = " ".join(pages)
    assert "One slanted word, a code and <angle> & more." in text
    assert "an item" in text
    assert "****" not in text


def test_sources_are_links(brief: PdfReader) -> None:
    linked = set()
    for page in brief.pages:
        for note in page.get("/Annots") or []:
            action = note.get_object().get("/A") or {}
            if "/URI" in action:
                linked.add(str(action["/URI"]))
    assert {url for url in REAL.sources.loc[list(SCENES[0].source_ids), "url"] if url} <= linked


def test_another_page_size_is_refused_in_words(everything: tuple[Selection, Colophon]) -> None:
    with pytest.raises(ValueError, match="no page size “A7”"):
        brief_bytes(*everything, page="A7")


def test_filters_and_as_of_day_cut_claims_and_are_named_and_the_same_selection_gives_the_same_bytes() -> None:
    filters = Filters(known_on=dt.date(2024, 7, 29))
    selection = select(REAL, filters)
    content = brief_bytes(selection, facts(filters), scenes=SCENES[:1])
    assert brief_bytes(selection, facts(filters), scenes=SCENES[:1]) == content
    text = plain(" ".join(sheets(content)))
    assert "29 July 2024: only what was public by then" in text
    hidden = REAL.claims[~REAL.claims.index.isin(selection.claims.index)]
    assert len(hidden)
    table = text[text.index("Who says what", 2500) : text.index("Open questions", 2500)]
    assert not any(plain(str(claim)) in table for claim in hidden["claim"] if len(str(claim)) > 30)


LATE = Filters(known_on=dt.date(2024, 8, 31))


@pytest.fixture(scope="module")
def late() -> str:
    """The words of a brief as of a day on which some sources were not yet public."""
    with pytest.MonkeyPatch.context() as patch:
        draw_only_the_first_maps(patch)
        content = brief_bytes(select(REAL, LATE), facts(LATE))
    return plain(" ".join(sheets(content)))


def test_scenes_that_rest_on_later_sources_are_left_out_with_their_notes(late: str) -> None:
    told = scenes_told(REAL, SCENES, LATE)
    kept = {scene.id for scene in told.scenes}
    assert 0 < len(kept) < len(SCENES)
    assert told.left_out in late
    for scene in SCENES:
        for words in (scene.headline, scene.text, scene.notes):
            assert (plain(words) in late) == (scene.id in kept), (scene.id, words)


def test_no_source_answer_or_position_of_later_is_in_the_brief(late: str) -> None:
    published = sources_public(REAL, LATE)
    for source in REAL.sources.index[~published]:
        assert not re.search(rf"\b{source}\b(?![-–])", late.replace("S-", "")), source
    assert not [answer for answer in REAL.questions["answer"] if plain(answer) in late]
    hidden = REAL.positions[~(REAL.positions["known"] <= pd.Timestamp(LATE.known_on))]
    assert not [words for words in hidden["position"] if plain(words) in late]


def test_without_a_text_of_its_own_a_brief_holds_the_whole_method(late: str) -> None:
    headings = re.findall(r"(?m)^#+ (.*)$", method_text())
    assert len(headings) > 8
    assert all(plain(heading) in late for heading in headings)
    assert "Tinzaouaten lies within about two kilometres of the line" in late


def test_files_are_written_whole_on_letter_and_a4(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_story: object) -> list[Scene]:
        return []

    monkeypatch.setattr("geodata.exports.brief.story_scenes", none)
    draw_only_the_first_maps(monkeypatch, 0)
    for write, size in ((write_brief, (595, 842)), (write_brief_letter, (612, 792))):
        path = tmp_path / f"{write.__name__}.pdf"
        write(select(REAL, Filters()), facts(Filters()), path)
        sheet = PdfReader(path).pages[0].mediabox
        assert (round(float(sheet.width)), round(float(sheet.height))) == size
    assert sorted(path.name for path in tmp_path.iterdir()) == ["write_brief.pdf", "write_brief_letter.pdf"]
