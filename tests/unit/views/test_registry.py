"""The registry of the kinds of page: what each is, and which of them a story has."""

from __future__ import annotations

import datetime as dt
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from geodata.asking.filters import Filters
from geodata.reading.story import Story
from geodata.reading.vocabularies import PAGES
from geodata.story_folder import TABLES
from geodata.views.own_parameter import OwnParameter, one_of
from geodata.views.presence import DAY
from geodata.views.registry import (
    PAGE_KINDS,
    find_kind,
    kind_of,
    kinds_for,
    own_parameters,
    page_counts,
    pages_with_map,
    read_strictly,
)
from geodata.views.route import VARIANT
from tests.real_story import REAL

LINKED = {
    "overview": "Overview",
    "kidal_ambush": "Kidal ambush",
    "convoy_route": "Convoy route",
    "russian_presence": "Russian presence",
    "timeline": "Timeline",
    "briefing": "Briefing",
    "evidence": "Evidence",
    "your_data": "Your data",
    "method": "Method",
}
TOP = Path(__file__).parents[3]


def gone_without(*tables: str) -> set[str]:
    """The pages that the real story has no more without the rows of some tables."""
    story: Story = replace(REAL, **{name: getattr(REAL, name).iloc[:0] for name in tables})
    return LINKED.keys() - {kind.path(story) for kind in kinds_for(story)}


def test_each_page_of_streamlit_has_its_kind_and_each_kind_its_page() -> None:
    files = {path.stem for path in TOP.glob("pages/*.py")} - {"shell"}
    assert sorted(kind.name for kind in PAGE_KINDS) == sorted(files) == sorted(PAGES)


def test_the_addresses_that_people_have_linked_to_stay_in_their_order() -> None:
    named = [(kind.path(REAL), kind.in_story(REAL).title) for kind in kinds_for(REAL)]
    assert [(path, title) for path, title in named if path in LINKED] == list(LINKED.items())
    assert kinds_for(REAL) == PAGE_KINDS
    assert PAGE_KINDS[0].path(REAL) == "overview"
    assert len({kind.path(REAL) for kind in PAGE_KINDS}) == len(PAGE_KINDS)


def test_what_a_page_has_follows_from_its_kind() -> None:
    linked = [kind_of(path, REAL) for path in LINKED]
    assert [kind.path(REAL) for kind in linked if kind.has_map] == list(LINKED)[:5]
    assert [kind.path(REAL) for kind in linked if not kind.is_wide] == ["briefing", "your_data", "method"]
    assert [kind.path(REAL) for kind in linked if kind.counts is None] == ["briefing", "your_data", "method"]


def test_a_story_has_no_page_that_it_has_no_rows_for() -> None:
    assert gone_without("scenes", "positions") == set()
    assert gone_without("events") == {"kidal_ambush"}
    assert gone_without("legs") == {"convoy_route"}
    assert gone_without("presence") == {"russian_presence"}
    assert gone_without("claims", "sources") == {"evidence"}
    assert gone_without("events", "presence") == {"kidal_ambush", "russian_presence", "timeline"}


def test_a_page_with_a_map_has_a_frame_and_one_without_has_none() -> None:
    for kind in PAGE_KINDS:
        assert (kind.frame is not None) == kind.has_map, kind.name


def test_a_page_that_there_is_not_is_told_of() -> None:
    assert find_kind("Overview", REAL) is None
    with pytest.raises(KeyError):
        kind_of("Overview", REAL)
    with pytest.raises(KeyError):
        page_counts("", REAL, Filters())


def test_a_scene_of_the_story_is_on_a_page_with_a_map() -> None:
    """The description of the tables is read without this code, so it names the pages itself."""
    described = json.loads((TABLES / "datapackage.json").read_text("utf-8"))
    (scenes,) = [one for one in described["resources"] if one["name"] == "scenes"]
    (page,) = [column for column in scenes["schema"]["fields"] if column["name"] == "page"]
    assert set(page["constraints"]["enum"]) <= set(pages_with_map(REAL))


# --- parameters of a page


def test_a_page_reads_its_own_parameters_and_no_others() -> None:
    texts = {"variant": "base-document-only", "day": "2024-07-27", "lanes": "actor", "country": "MLI"}
    assert kind_of("convoy_route", REAL).read_own(texts) == {"variant": "base-document-only"}
    assert kind_of("russian_presence", REAL).read_own(texts) == {"day": dt.date(2024, 7, 27)}
    assert kind_of("timeline", REAL).read_own(texts) == {"lanes": "actor"}
    assert kind_of("overview", REAL).read_own(texts) == {}


def test_what_is_no_value_gives_way_to_the_usual_one() -> None:
    assert kind_of("convoy_route", REAL).read_own({"variant": "fastest"}) == {"variant": "enriched"}
    assert DAY.read("soon") is None
    assert VARIANT.of({}) == "enriched"
    assert VARIANT.of({"variant": "base-document-only"}) == "base-document-only"


def test_a_day_that_is_none_is_told_of_where_somebody_wrote_it() -> None:
    with pytest.raises(ValueError, match="“day” has to be a day in the form YYYY-MM-DD"):
        read_strictly({"day": "soon"})
    usual = {name: own.usual for name, own in own_parameters().items()}
    assert read_strictly({"variant": "fastest"}) == usual


def test_the_example_of_a_parameter_is_a_value_other_than_the_usual_one() -> None:
    for own in own_parameters().values():
        assert own.read(own.example) != own.usual


def test_one_of_a_few_is_read_as_it_is_written() -> None:
    size = OwnParameter("size", "how large", "large", one_of(("small", "large")), "small")
    assert [size.read(text) for text in ("large", "LARGE", "", "small")] == ["large", "small", "small", "small"]


def test_nothing_but_its_kind_says_the_address_of_a_page() -> None:
    """Looked for are addresses of two words, which mean nothing else."""
    names = "|".join(path for kind in PAGE_KINDS if "_" in (path := kind.path(REAL)))
    files = [
        path for folder in ("geodata", "pages") for kind in ("py", "js") for path in TOP.glob(f"{folder}/**/*.{kind}")
    ]
    said = [path for path in files if re.search(rf"[\"'/]({names})\b", path.read_text("utf-8"))]
    assert len(files) > 250
    assert {path.name for path in said} == {"registry.py", "vocabularies.py"}  # the name of a kind, in every story
