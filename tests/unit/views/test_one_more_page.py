"""The recipe of ``.docs/adding-a-page.md``: two files and a name in the registry are a page everywhere."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from documented import text

from geodata.asking.filters import Filters
from geodata.views.registry import PAGE_KINDS, page_counts
from tests.real_story import REAL
from tests.recipes import copied, ran, translate

Found = dict[str, Any]

#: The texts of the recipe and their French.
FRENCH = {
    "Sites": "Sites",
    "Where somebody was reported, without events and routes.": "Où une présence est signalée, sans itinéraires.",
    "Where somebody was reported": "Où une présence est signalée",
    "Tinted": "Teintés",
    "Pale": "Pâles",
    "Tints the countries that have reports.": "Teinte les pays qui ont des mentions.",
}


def add_page(copy: Path) -> None:
    """Do in a copy of the code what the document says."""
    blocks = re.findall(r"```(python|diff)\n# (\S+)\n(.*?)```", text("adding-a-page.md"), re.DOTALL)
    for kind, name, content in blocks:
        path = copy / name
        if kind == "python":
            assert not path.exists()
            path.write_text(content, encoding="utf-8")
            continue
        found, before = path.read_text("utf-8"), ""
        for line in content.splitlines():
            sign, words = line[:1], line[1:] + "\n"
            if sign == "+":
                assert found.count(before) == 1
                found = found.replace(before, before + words)
            before = words
        path.write_text(found, encoding="utf-8")
    assert [(kind, name) for kind, name, _ in blocks] == [
        ("python", "geodata/views/sites.py"),
        ("diff", "geodata/views/registry.py"),
        ("python", "pages/sites.py"),
    ]


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copied(tmp_path_factory.mktemp("one_more_page"))
    add_page(folder)
    return folder


@pytest.fixture(scope="module")
def missing(copy: Path) -> str:
    """What is said of the words, before they have their French; then they are given it."""
    said = ran(copy, "geodata.languages")
    translate(copy, "fr", FRENCH)
    return said


@pytest.fixture(scope="module")
def found(copy: Path, missing: str) -> Found:
    read: Found = json.loads(ran(copy, "views.one_more_page").splitlines()[-1])
    return read


def test_its_words_are_found_to_lack_their_french(copy: Path, missing: str) -> None:
    assert f"{len(FRENCH)} without a translation" in missing
    assert "0 without a translation" in ran(copy, "geodata.languages")


def test_it_stands_in_the_navigation_and_among_the_links_in_each_language(found: Found) -> None:
    titles = [kind.in_story(REAL).title for kind in PAGE_KINDS]
    at = titles.index("Timeline")
    assert found["navigation"]["en"]["titles"] == [*titles[:at], "Sites", *titles[at:]]
    assert "Where somebody was reported" in found["navigation"]["en"]["links"]
    assert "Où une présence est signalée" in found["navigation"]["fr"]["links"]
    assert not any(of["faults"] for of in found["navigation"].values())


def test_it_opens_with_its_own_parameter_and_counts_its_rows(found: Found) -> None:
    mali = page_counts("russian_presence", REAL, Filters(countries=("MLI",)))
    assert mali is not None
    assert found["page"]["faults"] == []
    assert found["page"]["title"] == "Where somebody was reported"
    assert found["page"]["choice"] == "pale"
    assert found["page"]["count"] == f"**{mali.words()}**"
    assert found["page"]["address"] == {"country": ["MLI"], "tint": ["pale"]}


def test_its_parameter_stays_on_its_page(found: Found) -> None:
    assert found["page"]["address of another page"] == {"country": ["MLI"]}


def test_it_has_a_map_that_obeys_its_parameter_and_counts(found: Found) -> None:
    assert found["map"]["shade"] == {"tinted": True, "pale": False}
    assert found["map"]["counts"] == f"{len(REAL.presence)} of {len(REAL.presence)} reports of presence shown"


def test_a_scene_can_show_it(found: Found) -> None:
    assert found["scene"] == {"page": "sites", "shade": False}


def test_it_has_a_sheet_of_its_own(found: Found) -> None:
    assert found["sheet"]["wide"]
    assert found["sheet"]["titles"] == ["Reports of Russian presence", "Sources named above"]


def test_a_story_without_its_rows_does_not_have_it(found: Found) -> None:
    without = found["without presence"]
    assert without["faults"] == []
    gone = ("Russian presence", "Sites")
    assert without["titles"] == [title for title in found["navigation"]["en"]["titles"] if title not in gone]
    assert "Where somebody was reported" not in without["links"]


def test_the_documentation_is_found_to_lack_its_parameter(found: Found) -> None:
    assert found["missing lines"] == ["| `tint` | on *Sites*: `tinted` or `pale` | `tint=pale` |"]
