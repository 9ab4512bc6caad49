"""Presenter mode: the story in scenes, driven by a clicker, on one map that is never built anew."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from playwright.sync_api import Page, expect

from geodata.asking.filters import Filters
from geodata.reading.story import Story, load_story
from geodata.telling.scenes import Scene, scenes_told
from tests.browser.conftest import NewReader, NewScreen
from tests.browser.reader import Reader
from tests.browser.screen import Screen
from tests.browser.stage import SCENES, opened, scene_by_scene
from tests.browser.still import wait_until_still

STORY: Story = load_story()
LAST = len(SCENES) - 1

_VIEW = """() => { const map = ConflictMap.renderer.map, centre = map.getCenter();
    return [centre.lat, centre.lng, map.getZoom()]; }"""

#: The marks that stand within some bounds and yet below words or off the screen.
_COVERED = """([[south, west], [north, east]]) => {
    const map = ConflictMap.renderer.map, size = map.getSize(), found = [];
    const top = document.querySelector('.p-text').getBoundingClientRect().bottom;
    const bottom = document.querySelector('.p-foot').getBoundingClientRect().top;
    map.eachLayer(layer => {
        const node = layer.getElement && layer.getElement(), at = layer.getLatLng && layer.getLatLng();
        if (!node || !at || !node.dataset.rows) return;
        if (at.lat < south || at.lat > north || at.lng < west || at.lng > east) return;
        const p = map.latLngToContainerPoint(at);
        const seen = p.x >= 0 && p.x <= size.x && p.y >= top && p.y <= bottom;
        if (!seen) found.push([node.dataset.rows, Math.round(p.x), Math.round(p.y)]);
    });
    return found;
}"""


@pytest.fixture
def screen(reader: Reader) -> Reader:
    """One reader serves all tests of this file: they look and choose, and leave nothing behind but a view."""
    return reader


@pytest.fixture
def stage(screen: Screen) -> Page:
    return opened(screen)


def seen_at_once(new_reader: NewReader, width: int = 1280, height: int = 720) -> Page:
    """Presenter mode for a viewer whose map does not fly, in a window of a size."""
    return opened(new_reader(width, height, reduced_motion="reduce"))


def expect_scene(page: Page, number: int) -> None:
    """Expect a scene by its number from 0: headline, step, address and title tell of the same one."""
    scene = SCENES[number]
    expect(page.locator(".p-head h1")).to_have_text(scene.headline)
    expect(page.locator(".p-text")).to_have_text(scene.text)
    expect(page.locator(".p-step")).to_have_text(f"{number + 1} of {len(SCENES)}")
    expect(page).to_have_url(f"{page.url.split('#')[0]}#{scene.id}")
    expect(page).to_have_title(scene.headline)


def test_it_opens_with_the_first_scene(stage: Page) -> None:
    expect_scene(stage, 0)
    for chrome in ("#head", "#side", "#below", "#foot"):
        expect(stage.locator(chrome)).to_be_hidden()
    box = stage.locator("#map_div").bounding_box()
    assert box is not None
    assert (box["width"], box["height"]) == (1280, 720)


def test_the_keys_of_a_clicker_move_between_scenes(stage: Page) -> None:
    at = 0
    for key, by in (
        ("PageDown", 1),
        ("ArrowRight", 1),
        ("ArrowDown", 1),
        ("Space", 1),
        ("PageUp", -1),
        ("ArrowLeft", -1),
        ("ArrowUp", -1),
    ):
        stage.keyboard.press(key)
        at += by
        expect_scene(stage, at)
    stage.keyboard.press("End")
    expect_scene(stage, LAST)
    stage.keyboard.press("PageDown")
    expect_scene(stage, LAST)
    stage.keyboard.press("Home")
    expect_scene(stage, 0)
    stage.keyboard.press("PageUp")
    expect_scene(stage, 0)


def test_keys_work_when_the_map_has_the_focus(stage: Page) -> None:
    stage.locator("#map_div").focus()
    stage.keyboard.press("ArrowRight")
    expect_scene(stage, 1)
    stage.keyboard.press("Home")
    expect_scene(stage, 0)


def test_b_blanks_the_screen_and_brings_it_back(stage: Page) -> None:
    blank = stage.locator(".p-blank")
    expect(blank).to_be_hidden()
    stage.keyboard.press("b")
    expect(blank).to_be_visible()
    assert blank.evaluate("blank => document.elementFromPoint(640, 360) === blank")
    assert blank.evaluate("blank => getComputedStyle(blank).backgroundColor") == "rgb(0, 0, 0)"
    stage.keyboard.press("B")
    expect(blank).to_be_hidden()
    expect_scene(stage, 0)


def test_n_shows_the_notes_the_next_scene_and_a_clock(stage: Page) -> None:
    notes = stage.locator(".p-notes")
    expect(notes).to_be_hidden()
    stage.keyboard.press("n")
    expect(notes).to_be_visible()
    expect(notes).to_contain_text(SCENES[0].notes)
    expect(notes).to_contain_text(f"Next: {SCENES[1].headline}")
    clock = notes.locator(".p-clock")
    first = clock.inner_text()
    expect(clock).not_to_have_text(first)
    stage.keyboard.press("End")
    expect(notes).to_contain_text(SCENES[LAST].notes)
    expect(notes).to_contain_text("Last scene")
    stage.keyboard.press("n")
    expect(notes).to_be_hidden()


def test_f_asks_for_the_full_screen_without_trouble(stage: Page) -> None:
    stage.keyboard.press("f")
    stage.keyboard.press("PageDown")
    expect_scene(stage, 1)
    stage.keyboard.press("f")
    stage.keyboard.press("PageDown")
    expect_scene(stage, 2)


def test_a_shortcut_of_the_browser_moves_nothing(stage: Page) -> None:
    for key in ("Control+ArrowRight", "Alt+End", "Meta+n"):
        stage.evaluate(
            """pressed => {
                const [held, key] = pressed.split('+');
                const named = { Control: 'ctrlKey', Alt: 'altKey', Meta: 'metaKey' }[held];
                document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, [named]: true }));
            }""",
            key,
        )
    expect_scene(stage, 0)
    expect(stage.locator(".p-notes")).to_be_hidden()


def test_a_scene_can_be_opened_cold(new_screen: NewScreen) -> None:
    page = opened(new_screen(), scene="SC06")
    expect_scene(page, [scene.id for scene in SCENES].index("SC06"))


def test_an_address_that_names_no_scene_shows_the_first(new_screen: NewScreen) -> None:
    expect_scene(opened(new_screen(), scene="SC99"), 0)


def test_a_hash_typed_by_hand_goes_there(stage: Page) -> None:
    stage.evaluate("() => { location.hash = '#SC03'; }")
    expect_scene(stage, 2)


def test_the_map_survives_from_the_first_scene_to_the_last(stage: Page) -> None:
    loads: list[str] = []
    stage.on("framenavigated", lambda frame: loads.append(frame.url))
    stage.on("request", lambda request: loads.append(request.url))
    stage.evaluate(
        """() => { document.querySelector('#map_div').brand = ConflictMap.renderer.brand = window.brand = 'the same';
            ConflictMap.renderer.map.brand = 'the same'; }"""
    )
    drawn = set()
    for number, scene in enumerate(SCENES):
        expect_scene(stage, number)
        stage.wait_for_function(
            "seq => document.querySelector('#map_div').dataset.drawn === seq", arg=seq(stage, scene)
        )
        drawn.add(seq(stage, scene))
        stage.keyboard.press("PageDown")
    brands = stage.evaluate(
        """() => [document.querySelector('#map_div').brand, ConflictMap.renderer.brand, window.brand,
            ConflictMap.renderer.map.brand]"""
    )
    assert brands == ["the same"] * 4
    assert len(drawn) == len(SCENES)
    assert [url for url in loads if not url.startswith((f"{stage.url.split('#')[0]}#", "data:", "blob:"))] == []


def seq(page: Page, scene: Scene) -> str:
    """The number of the map's state in a scene."""
    data = json.loads(page.locator("#data").text_content() or "")
    found: str = next(one for one in data["scenes"] if one["id"] == scene.id)["state"]["seq"]
    return found


def test_each_scene_has_its_sources_at_the_foot_and_its_marks_clear_of_words(new_reader: NewReader) -> None:
    page, faults = seen_at_once(new_reader), []
    for scene in scene_by_scene(page):
        foot = page.locator(".p-foot").inner_text()
        names = [STORY.sources.at[source, "publisher"] for source in scene.source_ids]
        faults += [f"{scene.id}: {name} is not at the foot" for name in names if name not in foot]
        covered = page.evaluate(_COVERED, [list(corner) for corner in scene.bounds])
        faults += [f"{scene.id}: the mark of {rows} is covered at {x}, {y}" for rows, x, y in covered]
    assert faults == []


def test_the_sources_at_the_foot_can_be_read(new_reader: NewReader) -> None:
    cut = {}
    page = seen_at_once(new_reader)
    for scene in scene_by_scene(page):
        spans = page.locator(".p-foot span").evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth)")
        if max(spans) > 1:
            cut[scene.id] = spans
    assert cut == {}


def test_moving_on_flies_the_map_to_the_scene(stage: Page) -> None:
    before = stage.evaluate(_VIEW)
    stage.keyboard.press("PageDown")
    stage.wait_for_function("old => ConflictMap.renderer.map.getZoom() > old + 1", arg=before[2])
    (south, west), (north, east) = SCENES[1].bounds
    stage.wait_for_function(
        """([south, west, north, east]) => { const c = ConflictMap.renderer.map.getCenter();
            return c.lat > south && c.lat < north && c.lng > west && c.lng < east; }""",
        arg=[south, west, north, east],
    )


def test_with_reduced_motion_the_map_does_not_fly(new_reader: NewReader) -> None:
    page = seen_at_once(new_reader)
    # no animation: the map has arrived when the key has been handled
    before, after = page.evaluate(
        f"""() => {{ const view = {_VIEW}, before = view();
            dispatchEvent(new KeyboardEvent('keydown', {{ key: 'PageDown' }}));
            return [before, view()]; }}"""
    )
    assert after[2] > before[2] + 1


def test_a_click_on_a_mark_leaves_the_scene_as_it_is(stage: Page) -> None:
    stage.keyboard.press("PageDown")
    expect_scene(stage, 1)
    stage.locator(".cm-mark").first.focus()
    stage.keyboard.press("Enter")
    expect_scene(stage, 1)


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1024, 768), (390, 844)])
def test_nothing_runs_off_the_screen(new_reader: NewReader, width: int, height: int) -> None:
    page, faults = seen_at_once(new_reader, width, height), []
    for scene in scene_by_scene(page):
        wide = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
        head, text, foot = (page.locator(part).bounding_box() for part in (".p-head", ".p-text", ".p-foot"))
        assert head is not None
        assert text is not None
        assert foot is not None
        if wide > 0:
            faults.append(f"{scene.id}: {wide} pixels wider than the screen")
        if head["y"] + head["height"] > text["y"] + 1:
            faults.append(f"{scene.id}: the headline runs into the text")
        if text["y"] + text["height"] >= foot["y"] - 0.2 * height:
            faults.append(f"{scene.id}: the words leave no map")
    assert faults == []


def test_legend_and_scale_stand_above_the_sources_also_when_these_take_more_lines_in_another_window(
    new_reader: NewReader,
) -> None:
    page = opened(new_reader(1920, 1080), "?lang=fr", "SC10")
    corners = page.locator(".cm-legend, .leaflet-control-scale")
    for width, height in ((1920, 1080), (1280, 720)):
        page.set_viewport_size({"width": width, "height": height})
        wait_until_still(page)
        foot = page.locator(".p-foot").bounding_box()
        assert foot is not None
        ends = corners.evaluate_all("all => all.map(one => one.getBoundingClientRect().bottom)")
        assert len(ends) == 2
        assert max(ends) <= foot["y"]


def test_as_of_a_day_only_scenes_that_could_be_told_are_told(reader: Reader) -> None:
    told = scenes_told(STORY, SCENES, Filters(known_on=dt.date(2024, 8, 31)))
    page = opened(reader, "?asof=2024-08-31")
    expect(page.locator(".p-step")).to_have_text(f"1 of {len(told.scenes)}")
    page.keyboard.press("n")
    for scene in told.scenes:
        expect(page.locator(".p-head h1")).to_have_text(scene.headline)
        expect(page.locator(".p-notes")).to_contain_text(scene.notes)
        expect(page.locator(".p-told")).to_have_text(told.left_out)
        page.keyboard.press("PageDown")
    read = "() => JSON.parse(document.getElementById('data').textContent).scenes.map(scene => scene.notes)"
    assert page.evaluate(read) == [scene.notes for scene in told.scenes]


def test_where_no_scene_can_be_told_the_presenter_says_so(reader: Reader) -> None:
    page = opened(reader, "?asof=2019-01-01")
    expect(page.locator(".p-text")).to_contain_text("14 of 14 scenes are left out")
    for key in ("PageDown", "n", "End", "b", "b"):
        page.keyboard.press(key)
    expect(page.locator(".p-step")).to_have_text("0 of 0")


def test_a_day_that_is_none_is_refused_in_words(reader: Reader) -> None:
    answer = reader.page.request.get(f"{reader.home}/present?asof=soon")
    assert answer.status == 400
    assert "YYYY-MM-DD" in answer.text()


def test_the_briefing_opens_the_presenter_as_of_its_day(reader: Reader) -> None:
    reader.open("/briefing", with_map=False, asof="2024-08-31")
    link = reader.page.get_by_role("link", name="Open presenter mode")
    assert (link.get_attribute("href") or "").endswith("present?asof=2024-08-31")
    expect(reader.page.get_by_text("10 of 14 scenes are left out").first).to_be_visible()
