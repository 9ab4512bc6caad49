"""Every hand-out says of itself what was asked, as known when, made when, from which data, and how to read it."""

from __future__ import annotations

import datetime as dt
import io
import re
import sqlite3
import zipfile
from pathlib import Path

import pytest
from exports.written import about, draw_only_the_first_maps, sheets
from pptx import Presentation

from geodata.asking.filters import Filters
from geodata.exports import FORMATS
from geodata.selecting.selection import select
from geodata.telling.scenes import story_scenes
from tests.real_story import REAL

WANTED = Filters(countries=("NER",), known_on=dt.date(2024, 8, 31))
#: A picture's words are those of the SVG, which is the same figure.
READABLE = [name for name in FORMATS if name != "png"]


def said(name: str, path: Path, member: str = "README.txt") -> str:
    """The words of a file, by a reader that is not ours, with single blanks; of a zip those of one member."""
    content = path.read_bytes()
    if name.startswith("pdf"):
        text = " ".join(sheets(content))
    elif name == "pptx":
        slides = list(Presentation(io.BytesIO(content)).slides)
        shapes = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
        text = " ".join([*shapes, *(s.notes_slide.notes_text_frame.text for s in slides if s.has_notes_slide)])
    elif name == "csv":
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            text = archive.read(member).decode("utf-8-sig")
    elif name == "gpkg":
        with sqlite3.connect(path) as base:
            text = "\n".join(base.iterdump())
    else:
        text = content.decode("utf-8")
        if name == "svg":
            text = re.sub(r"<[^>]*>", " ", text)
    return re.sub(r"\s+", " ", text.replace("\\u201c", "“"))


def draw_maps_on_one_size(name: str, patch: pytest.MonkeyPatch) -> None:
    """The maps of the brief on Letter are those on A4 and need not be drawn twice."""
    if name == "pdf-letter":
        draw_only_the_first_maps(patch, 0)


@pytest.mark.parametrize("name", READABLE)
def test_a_handout_carries_its_colophon(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (
        "brief",
        "slides",
    ):  # what a hand-out says of itself stands beside its scenes, of which one is enough
        monkeypatch.setattr(f"geodata.exports.{module}.story_scenes", lambda story: story_scenes(story)[:1])
    draw_maps_on_one_size(name, monkeypatch)
    facts = about(REAL, WANTED)
    path = tmp_path / f"out{FORMATS[name].ending}"
    FORMATS[name].write(select(REAL, WANTED), facts, path)
    text = said(name, path)
    assert "countries: Niger" in text
    assert "31 August 2024: only what was public by then" in text
    assert facts.data_version in text
    assert facts.made in text or f"{facts.made_at:%d %B %Y, %H:%M} UTC" in text
    assert facts.citation in text
    assert facts.claims in text
    assert facts.borders in text


@pytest.mark.parametrize("name", READABLE)
def test_as_of_a_day_a_handout_has_no_title_of_later(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On 27 July the car bombs of E32 and the dispute about E34 were not yet told, nor what Kidal was a base for."""
    draw_maps_on_one_size(name, monkeypatch)
    wanted = Filters(known_on=dt.date(2024, 7, 27))
    untold = [REAL.events.at["E32", "title"], REAL.events.at["E34", "title"], REAL.presence.at["R10", "role"]]
    path = tmp_path / f"out{FORMATS[name].ending}"
    FORMATS[name].write(select(REAL, wanted), about(REAL, wanted), path)
    members = ("README.txt", "events.csv", "presence.csv") if name == "csv" else ("",)
    text = " ".join(said(name, path, member) for member in members)
    assert [title for title in untold if title in text] == []
    if name in ("html", "csv", "geojson", "kml", "gpkg"):  # the others list no rows, but draw them
        assert "Battle, Tinzaouaten" in text
        assert "garrison or guard" in text
