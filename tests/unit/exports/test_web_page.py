"""The stand-alone HTML file: what it holds, and that it can ask nobody for anything."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache, cached_property
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from exports.written import FILTERS, about
from hypothesis import given, settings

from geodata.asking.filters import Filters, sources_public
from geodata.asking.told_titles import instead_of_titles
from geodata.drawing.assets import build_assets
from geodata.drawing.mask import decode_mask
from geodata.exports.web_page import MAX_BYTES, html_bytes, presenter_bytes, write_html
from geodata.selecting.selection import Selection, select
from geodata.telling.scenes import scenes_told, story_scenes
from tests.real_story import REAL

HOSTILE = "`${alert(1)}` </script><script>alert(1)</script> <!-- <img src=x onerror=alert(1)> {{7*7}} \u2028 &amp;"


class Page(HTMLParser):
    """What a browser would find in the file: elements with their attributes, and the text of each script.

    Pages are shared by tests: nothing in one may be changed.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.text = content.decode("utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] == "script" and self.cdata_elem == "script":
            attributes, text = self.scripts[-1]
            self.scripts[-1] = (attributes, text + data)

    @cached_property
    def data(self) -> dict[str, Any]:
        [found] = [text for attributes, text in self.scripts if attributes.get("id") == "data"]
        read: dict[str, Any] = json.loads(found)
        return read

    @property
    def policy(self) -> dict[str, list[str]]:
        [content] = [a["content"] for _, a in self.elements if a.get("http-equiv") == "Content-Security-Policy"]
        assert content is not None
        return {name: words for name, *words in (part.split() for part in content.split(";"))}


def made(selection: Selection) -> Page:
    return Page(html_bytes(selection, about(selection.story, selection.filters)))


@cache
def page_of(filters: Filters) -> Page:
    """The file of the story with these filters, made once."""
    return made(select(REAL, filters))


@pytest.fixture
def whole() -> Page:
    return page_of(Filters())


def test_the_file_stays_below_its_limit(whole: Page) -> None:
    assert len(whole.text.encode("utf-8")) <= MAX_BYTES == 6_000_000


def test_only_its_own_scripts_may_run_and_nothing_may_be_asked(whole: Page) -> None:
    policy = whole.policy
    assert policy["default-src"] == ["'none'"]
    assert policy["base-uri"] == policy["form-action"] == ["'none'"]
    for part in ("connect-src", "img-src", "font-src"):
        assert policy[part] == ["data:"]
    running = [text for attributes, text in whole.scripts if attributes.get("type") != "application/json"]
    assert running
    hashes = [base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode() for text in running]
    assert policy["script-src"] == [f"'sha256-{value}'" for value in hashes]


def test_no_element_names_another_file(whole: Page) -> None:
    for tag, attributes in whole.elements:
        assert tag not in ("link", "iframe", "base", "object", "embed")
        assert not {"src", "href", "srcset"} & attributes.keys(), (tag, attributes)
        assert not [name for name in attributes if name.startswith("on")]


def test_styles_and_pictures_are_inside(whole: Page) -> None:
    style = whole.text.split("<style>")[1].split("</style>")[0]
    assert "@import" not in style
    assert all(url.strip("\"'").startswith(("data:", "#")) for url in re.findall(r"url\(([^)]{1,40})", style))
    options = whole.data["options"]
    assert options["story"].startswith("data:application/json;base64,")
    assert options["online"] == []
    assert all(entry["url"].startswith("data:") for entry in options["basemap"].values())


def test_no_web_address_stands_in_the_data_except_of_sources_and_licences(whole: Page) -> None:
    data = whole.data
    assert {source["url"] for source in data["sources"].values() if source["url"].startswith("https://")}
    sources = {i: {**source, "url": ""} for i, source in data["sources"].items()}
    told = json.dumps({**data, "sources": sources}, ensure_ascii=False)
    elsewhere = set(re.findall(r"https?://[^\s\"\\<>),]+", told))
    assert {url.split("/")[2] for url in elsewhere} <= {"creativecommons.org"}


def test_the_story_inside_is_the_whole_story(whole: Page) -> None:
    story = json.loads(base64.b64decode(whole.data["options"]["story"].split(",", 1)[1]))
    assert [event["id"] for event in story["events"]] == list(REAL.events.index)
    assert [row["id"] for row in story["presence"]] == list(REAL.presence.index)


@settings(max_examples=12, deadline=None)
@given(FILTERS)
def test_the_rows_are_those_of_the_filter_and_every_source_that_is_named_is_there(filters: Filters) -> None:
    selection = select(REAL, filters)
    data = made(selection).data  # each of its own: a hundred pages of all filters need not be kept
    wanted = set(selection.events.index)
    shown = {*selection.events.index, *selection.presence.index}
    assert {row["id"] for row in data["rows"]} == shown
    assert len(data["rows"]) == len(shown)
    assert set(data["cards"]) == shown | set(selection.waypoints.index)
    assert rows_on(data, data["state"], "events") == wanted
    assert {row["id"] for row in data["timeline"]["rows"]} & set(REAL.events.index) == wanted
    assert len(data["claims"]) == len(selection.rivals)
    assert len([claim for claim in data["claims"] if not claim["dimmed"]]) == len(selection.claims)
    assert data["words"]["counts"] == selection.counts.words()
    named = {source for card in data["cards"].values() for source in card["sources"]}
    named |= {source for part in (data["claims"], data["scenes"]) for row in part for source in row["sources"]}
    named |= {source for card in data["cards"].values() for claim in card["claims"] for source in claim["sources"]}
    assert named == set(data["sources"])
    actors = {actor for card in data["cards"].values() for actor in card["who"]}
    assert actors <= set(data["actors"])


def story_in(data: dict[str, Any]) -> dict[str, Any]:
    """The story that the page carries inside."""
    read: dict[str, Any] = json.loads(base64.b64decode(data["options"]["story"].split(",", 1)[1]))
    return read


def rows_on(data: dict[str, Any], state: dict[str, Any], table: str) -> set[str]:
    """The rows that are on in a state, by the masks over the story inside."""
    ids = [row["id"] for row in story_in(data)[table]]
    mask = state[table]
    return {row for row, on in zip(ids, decode_mask(mask, len(ids)), strict=True) if on} if mask else set()


def whole_text(data: dict[str, Any]) -> str:
    """Everything that the page can tell, with the story inside in plain."""
    return json.dumps({**data, "options": None, "inside": story_in(data)}, ensure_ascii=False)


@pytest.mark.parametrize("day", [dt.date(2024, 7, 28), dt.date(2024, 8, 5), dt.date(2024, 12, 31)])
def test_nothing_of_later_than_the_as_of_day_is_in_the_file(day: dt.date) -> None:
    filters = Filters(known_on=day)
    page = page_of(filters)
    data, told = page.data, whole_text(page.data)
    assert "known on" in data["words"]["filters"].lower()
    assert day.strftime("%Y") in data["words"]["filters"]
    for table, title in (("events", "title"), ("claims", "claim"), ("presence", "role")):
        frame = getattr(REAL, table)
        for row_id, row in frame[~(frame["known"] <= pd.Timestamp(day))].iterrows():
            assert f'"{row_id}"' not in told
            assert table == "presence" or str(row[title]) not in told
    untold = instead_of_titles(REAL, day)
    assert untold
    for row_id, words in untold.items():
        assert f'"{words}"' in told
        assert str(REAL.events["title"].get(row_id) or REAL.presence.at[row_id, "role"]) not in told
    published = sources_public(REAL, filters)
    kept = set(REAL.sources.index[published])
    titles = set(REAL.sources.loc[published, "title"])
    for source, row in REAL.sources[~published].iterrows():
        assert f'"{source}"' not in told
        assert len(row["title"]) < 25 or row["title"] in titles or row["title"] not in told
    assert set(data["sources"]) <= kept


def test_on_28_july_there_is_no_84() -> None:
    page = page_of(Filters(known_on=dt.date(2024, 7, 28)))
    texts = [REAL.claims.at["K03", "claim"], REAL.events.at["E40", "title"], REAL.events.at["E40", "summary"]]
    told = whole_text(page.data)
    assert "Eighty-four" in texts[0]
    assert not [text for text in texts if text in told or text in page.text]
    words = " ".join(text for text in strings(json.loads(told)))
    assert re.findall(r".{0,40}\b84\b(?! km).{0,40}", words) == []


def strings(value: Any) -> Iterator[str]:
    """Every text in nested data: titles, sentences and labels, no numbers."""
    if isinstance(value, str):
        if " " in value and not value.startswith(("M", "{", ":")):
            yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


@pytest.mark.parametrize(
    "filters",
    [
        Filters(actors=("africa-corps",)),
        Filters(countries=("NER",)),
        Filters(actors=("jnim",), known_on=dt.date(2024, 8, 20)),
        Filters(text="no such words anywhere"),
    ],
)
def test_the_file_holds_no_row_that_neither_the_filter_nor_a_scene_shows(filters: Filters) -> None:
    selection, scenes = select(REAL, filters), story_scenes(REAL)[1:3]
    data = Page(html_bytes(selection, about(REAL, filters), scenes)).data
    story = story_in(data)
    states = [data["state"], *(scene["state"] for scene in data["scenes"])]
    for table, of_selection in (("events", selection.events), ("presence", selection.presence)):
        shown = {row for state in states for row in rows_on(data, state, table)} | set(of_selection.index)
        assert {row["id"] for row in story[table]} == shown
        left_out = getattr(REAL, table).index.difference(list(shown))
        assert len(left_out)
        assert not [row for row in left_out if f'"{row}"' in whole_text(data)]
    assert set(story["legs"]) == {leg for state in states for leg in state["legs"]}
    assert set(story["waypoints"]) >= {point for state in states for point in state["waypoints"]}
    named = {row["place"] for part in ("events", "presence") for row in story[part]}
    named |= {point["place"] for point in story["waypoints"].values()}
    assert named - {""} <= set(story["places"])
    extra = set(REAL.manifest.candidates) | {place for state in states for place in state["rings"]}
    assert set(story["places"]) <= named | extra
    used = {actor for row in story["events"] for actor in row["actors"]}
    assert set(story["style"]["actors"]) == used | {force for row in story["presence"] for force in row["forces"]}


@pytest.mark.parametrize("filters", [Filters(), Filters(countries=("NER",)), Filters(known_on=dt.date(2024, 12, 31))])
def test_the_masks_mean_the_same_rows_as_before_the_cut(filters: Filters) -> None:
    data = page_of(filters).data
    told = scenes_told(REAL, story_scenes(REAL), filters).scenes
    assert [scene["id"] for scene in data["scenes"]] == [scene.id for scene in told]
    for scene, shown in zip(told, data["scenes"], strict=True):
        layers = scene.map(REAL).layers
        for table, frame in (("events", REAL.events), ("presence", REAL.presence)):
            mask = layers[table]
            wanted = set(frame.index[decode_mask(mask, len(frame))]) if mask else set()
            assert rows_on(data, shown["state"], table) == wanted


def test_the_as_of_day_cuts_inside_scenes_and_the_file_says_what_cuts_them() -> None:
    day = dt.date(2024, 12, 31)
    data = made(select(REAL, Filters(known_on=day, countries=("NER",)))).data
    assert data["scenes"]
    for scene in data["scenes"]:
        late = REAL.events.index[~(REAL.events["known"] <= pd.Timestamp(day))]
        assert not rows_on(data, scene["state"], "events") & set(late)
    sentences = " ".join(data["words"]["scenes"])
    assert "scenes are left out: each rests on a source that was not public by 31 December 2024." in sentences
    assert "Each scene has filters of its own; the filters named here do not cut the scenes." in sentences
    assert page_of(Filters()).data["words"]["scenes"] == []


def test_a_chosen_row_that_the_filter_leaves_out_is_not_chosen() -> None:
    data = made(select(REAL, Filters(countries=("NER",)), chosen="E34")).data
    assert data["state"]["selected"] is None
    assert made(select(REAL, Filters(), chosen="E34")).data["state"]["selected"] == "E34"


@pytest.mark.parametrize("filters", [Filters(known_on=dt.date(2024, 7, 28))])
def test_a_presenter_page_with_a_filter_carries_a_story_of_its_own(filters: Filters) -> None:
    page = Page(presenter_bytes(REAL, build_assets(REAL), select(REAL, filters), about(REAL, filters), "assets/"))
    story = story_in(page.data)
    assert len(story["events"]) < len(REAL.events)
    if filters.known_on:
        late = REAL.events[~(REAL.events["known"] <= pd.Timestamp(filters.known_on))]
        assert not [row for row in late.index if f'"{row}"' in whole_text(page.data)]


def test_it_says_what_it_is(whole: Page) -> None:
    data, colophon = whole.data, about()
    assert data["about"] == colophon.parts()
    for sentence in (colophon.claims, colophon.borders, colophon.citation, colophon.licence):
        assert sentence in data["words"]["foot"]


def test_it_holds_the_scenes_it_is_given() -> None:
    selection, scenes = select(REAL, Filters()), story_scenes(REAL)
    given_set = [replace(scenes[3], headline=HOSTILE), scenes[0]]
    page = Page(html_bytes(selection, about(), given_set))
    assert [scene["id"] for scene in page.data["scenes"]] == [scenes[3].id, scenes[0].id]
    assert page.data["scenes"][0]["headline"] == HOSTILE
    assert Page(html_bytes(selection, about(), [])).data["scenes"] == []


def test_hostile_text_stays_text() -> None:
    events = REAL.events.copy()
    events["title"] = HOSTILE
    events["summary"] = HOSTILE
    story = replace(REAL, events=events)
    clean, page = page_of(Filters()), made(select(story, Filters()))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in clean.elements]
    assert {card["title"] for row, card in page.data["cards"].items() if row.startswith("E")} == {HOSTILE}


def test_a_written_file_is_what_a_download_gives(tmp_path: Path) -> None:
    selection = select(REAL, Filters(countries=("NER",)))
    write_html(selection, about(), tmp_path / "out.html")
    assert (tmp_path / "out.html").read_bytes() == html_bytes(selection, about())
    assert [path.name for path in tmp_path.iterdir()] == ["out.html"]


def test_the_presenter_page_fetches_its_files_from_its_own_server() -> None:
    assets = build_assets(REAL)
    page = Page(presenter_bytes(REAL, assets, select(REAL, Filters()), about(), "assets/"))
    assert page.policy["connect-src"] == page.policy["img-src"] == ["'self'", "data:"]
    options = page.data["options"]
    addresses = [options["story"], *(entry["url"] for entry in options["basemap"].values())]
    assert all(assets.at(address.removeprefix("assets/")) for address in addresses)
    assert page.data["mode"] == "presenter"
    assert len(page.data["scenes"]) == len(REAL.scenes)
