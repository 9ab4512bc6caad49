"""The dashboard without a pointer: from the address bar to a mark, its card, the presenter, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Locator, Page, expect

from geodata.reading.story import Story, load_story
from geodata.telling.scenes import story_scenes
from tests.browser.conftest import NewReader, NewScreen, Open
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen
from tests.browser.still import draw_frames, wait_until_still
from tests.browser.test_imported_rows import laid  # noqa: F401
from tests.page_lists import WITH_MAP

AMBUSH = "E34"

#: What has the focus, in a frame or a shadow root as well: its words, and in which window it lies.
_FOCUS = """() => {
    let node = document.activeElement, where = 'page';
    for (;;) {
        const inner = node && node.tagName === 'IFRAME' && node.contentDocument && node.contentDocument.activeElement;
        if (inner && inner !== inner.ownerDocument.body) { node = inner; where = 'map'; }
        else if (node && node.shadowRoot && node.shadowRoot.activeElement) node = node.shadowRoot.activeElement;
        else break;
    }
    return { where, tag: node.tagName.toLowerCase(), role: node.getAttribute('role') || '',
        rows: node.dataset.rows || '', row: node.dataset.row || '',
        label: node.getAttribute('aria-label') || node.textContent.trim().slice(0, 200) };
}"""

#: The marks of a map in the order of the keyboard, as the walk has them.
_STOPS = """() => ConflictMap.renderer.walk.stops.map(({ key, group, time, node, rows }) => (
    { key, group, time: time || '9', label: node.getAttribute('aria-label'), rows }))"""

#: What has the focus on the map: whether it can be seen, whole and with a ring around it.
_SEEN = """() => {
    const node = document.activeElement, { walk, map } = ConflictMap.renderer, box = node.getBoundingClientRect();
    const over = [...document.querySelectorAll('.leaflet-control:not(.cm-aside)')].filter(part => {
        const other = part.getBoundingClientRect();
        return other.width && other.left < box.right && box.left < other.right
            && other.top < box.bottom && box.top < other.bottom;
    }).map(part => part.className);
    const at = map.latLngToContainerPoint(walk.held.at), size = map.getSize(), style = getComputedStyle(node);
    return { over, ring: parseFloat(node.tagName === 'path' ? style.strokeWidth : style.outlineWidth),
        inside: at.x >= 0 && at.y >= 0 && at.x <= size.x && at.y <= size.y };
}"""

Found = dict[str, str]


@pytest.fixture
def screen(reader: Reader) -> Reader:
    """One reader serves all tests of this file: they look and choose, and leave nothing behind but a view."""
    return reader


@pytest.fixture(scope="module")
def story() -> Story:
    return load_story()


def focus(page: Page) -> Found:
    """What has the focus."""
    found: Found = page.evaluate(_FOCUS)
    return found


def tab_to(page: Page, wanted: Callable[[Found], bool], key: str = "Tab", most: int = 120) -> Found:
    """Press a key until what is wanted has the focus."""
    passed = []
    for _ in range(most):
        page.keyboard.press(key)
        found = focus(page)
        if wanted(found):
            return found
        passed.append(found["label"][:40])
    raise AssertionError(f"{key} never came to it, but to: {passed}")


def skip_to_the_map(screen: Screen) -> None:
    """Take the way past the navigation, which is the first thing that Tab finds."""
    screen.page.keyboard.press("Tab")
    assert focus(screen.page)["label"] == "Skip to the map"
    screen.page.keyboard.press("Enter")
    found = focus(screen.page)
    assert (found["where"], found["role"]) == ("map", "region")
    assert found["label"].startswith("Map. Tab goes from mark to mark")


def labels(screen: Screen) -> list[str]:
    """What the marks of the map are called, in the order of the keyboard."""
    return [stop["label"] for stop in screen.frame.evaluate(_STOPS)]


def choices(screen: Screen) -> Locator:
    return screen.page.frame_locator(MAP).locator(".cm-choice")


# --- the walk


def test_the_whole_way_by_keyboard_alone(new_screen: NewScreen, story: Story) -> None:
    screen = new_screen()
    page, title = screen.page, story.events.at[AMBUSH, "title"]
    screen.open("/")
    # to the map and the mark of the ambush
    skip_to_the_map(screen)
    found = tab_to(page, lambda found: AMBUSH in found["rows"].split())
    assert re.match(
        r"Ambush valley, within 30 km: 3 events\. The first: 27 July 2024, Retreating convoy ", found["label"]
    )
    page.keyboard.press("Enter")
    choices(screen).first.wait_for()
    tab_to(page, lambda found: title in found["label"], "ArrowDown")
    # its card: the focus goes into it, and so it is read out
    page.keyboard.press("Enter")
    expect(screen.card).to_be_focused()
    expect(screen.card).to_have_role("region")
    expect(screen.card).to_have_accessible_name(title)
    screen.wait_for_params(event=[AMBUSH])
    # out of the card, back on the mark
    page.keyboard.press("Escape")
    expect(screen.card).to_have_count(0)
    page.wait_for_function("() => document.activeElement.tagName === 'IFRAME'")
    assert AMBUSH in focus(page)["rows"].split()
    # on to the briefing
    tab_to(page, lambda found: found["label"] == "Briefing", "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Briefing")
    screen.settle(with_map=False)
    # the presenter, scene by scene
    tab_to(page, lambda found: found["tag"] == "a" and "Open presenter mode" in found["label"], most=200)
    with page.expect_popup() as opened:
        page.keyboard.press("Enter")
    stage, scenes = opened.value, story_scenes(story)
    stage.wait_for_selector("#map_div[data-drawn]", state="attached")
    head = stage.locator(".p-head h1")
    expect(head).to_have_text(scenes[0].headline)
    for key, number in (("PageDown", 1), ("ArrowRight", 2), ("PageUp", 1)):
        stage.keyboard.press(key)
        expect(head).to_have_text(scenes[number].headline)
    assert stage.locator(".p-head").get_attribute("aria-live") == "polite"
    assert stage.locator(".p-text").get_attribute("aria-live") == "polite"
    # leave it, and come back
    with stage.expect_event("close"), suppress(Error):  # the window may be gone before the key is up again
        stage.keyboard.press("Escape")
    assert "Open presenter mode" in focus(page)["label"]
    tab_to(page, lambda found: found["label"] == "Overview", "Shift+Tab", most=200)
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("One ambush in Mali, Russian forces in four countries")


def test_the_presenter_that_nobody_opened_leads_to_the_briefing(new_screen: NewScreen) -> None:
    screen = new_screen()
    page = screen.page
    screen.open("/method", with_map=False)
    page.goto(f"{screen.home}/present?lang=en")
    page.wait_for_selector("#map_div[data-drawn]", state="attached")
    page.keyboard.press("Escape")
    expect(page.locator("h1")).to_have_text("Briefing")


# --- the marks of a map


@pytest.mark.parametrize("path", WITH_MAP)
def test_tab_goes_through_every_mark_in_the_order_of_time(new_reader: NewReader, path: str) -> None:
    screen = new_reader(reduced_motion="reduce")  # the map need not be waited for
    page = screen.page
    screen.open(path)
    frame = screen.frame
    frame.wait_for_selector("#map_div[data-basemap=whole]", state="attached")
    frame.evaluate("() => document.querySelector('#map_div').focus()")
    stops = frame.evaluate(_STOPS)
    passed = []
    for stop in stops:
        page.keyboard.press("Tab")
        label, seen = focus(page)["label"], frame.evaluate(_SEEN)
        passed.append(label)
        assert label == stop["label"]
        assert seen["inside"], f"{label} lies outside the window"
        assert seen["over"] == [], f"{label} lies under a part of the map"
        assert seen["ring"] >= 3, f"{label} has no ring"
    assert len(passed) == len(set(passed)) > 8
    in_time = [(stop["group"], stop["time"]) for stop in stops]
    assert in_time == sorted(in_time)
    for key, label in (
        ("Tab", "Zoom in"),
        ("Shift+Tab", passed[-1]),
        ("Home", passed[0]),
        ("ArrowRight", passed[1]),
        ("End", passed[-1]),
        ("ArrowRight", passed[-1]),
        ("ArrowUp", passed[-2]),
        ("Home", passed[0]),
    ):
        page.keyboard.press(key)
        assert focus(page)["label"] == label
    page.keyboard.press("Shift+Tab")
    assert focus(page)["role"] == "region"


@pytest.mark.parametrize("path", ["/", "/kidal_ambush", "/convoy_route"])
def test_whatever_can_be_clicked_on_the_map_is_on_the_way(reader: Reader, path: str) -> None:
    """Marks, areas, legs and shaded countries alike; only what lies beyond the relief is in the table alone."""
    reader.open(path)
    reader.frame.wait_for_selector("#map_div[data-basemap=whole]", state="attached")
    forgotten = reader.frame.evaluate(
        """() => {
            const stops = [...ConflictMap.renderer.walk.sources.values()].flat().map(stop => stop.node);
            return [...document.querySelectorAll('.leaflet-pane :is(.leaflet-marker-icon, path).leaflet-interactive')]
                .filter(node => !stops.includes(node)).map(node => node.outerHTML.slice(0, 200));
        }"""
    )
    assert forgotten == []


def test_a_mark_says_when_where_how_exactly_what_who_and_how_sure(reader: Reader) -> None:
    reader.open("/kidal_ambush")
    wanted = (
        "Step 8. 27 July 2024, Ambush valley, within 30 km: Retreating convoy destroyed in a valley; who did what is "
        "disputed; CSP-DPA, JNIM, Malian army, Wagner; well attested. Candidate position A: as coded by UCDP (±30 km)"
    )
    assert wanted in labels(reader)
    reader.open("/")
    found = labels(reader)
    army = "Army enters In-Afarak near the border; Malian army, Wagner; well attested"
    assert f"22 July 2024, In-Afarak, within 15 km: {army}" in found
    for pattern in (
        r"Kidal, within 3 km: \d+ events\. The first: 31 October 2023, .*; well attested",
        r"2022 to 6 June 2025, Gao, within 3 km: Wagner: garrison; single source",
        r"Mali, the country: \d+ reports of presence\. The first: .*",
    ):
        assert any(re.fullmatch(pattern, label) for label in found), pattern
    reader.open("/", lang="fr")
    found = labels(reader)
    for pattern in (
        r"22 juillet 2024, In-Afarak, à 15 km près\u00a0: .*; armée malienne, Wagner\u00a0; bien attesté",
        r"Kidal, à 3 km près\u00a0: \d+ événements\. Le premier\u00a0: 31 octobre 2023, .*",
    ):
        assert any(re.fullmatch(pattern, label, re.IGNORECASE) for label in found), pattern


def test_a_filter_leaves_the_focus_where_it_is(screen: Screen) -> None:
    screen.open("/kidal_ambush")
    screen.frame.evaluate("() => ConflictMap.renderer.walk.to('E28')")
    screen.page.keyboard.press("Enter")
    expect(screen.card).to_be_focused()
    # the chosen mark is drawn anew, and takes over the place of the one that was left
    screen.page.keyboard.press("Escape")
    expect(screen.card).to_have_count(0)
    screen.page.wait_for_function("() => document.activeElement.tagName === 'IFRAME'")
    assert focus(screen.page)["rows"] == "E28"


def test_escape_closes_the_list_of_a_mark_and_gives_the_focus_back(reader: Reader) -> None:
    page = reader.page
    reader.open("/", country="BFA")
    reader.mark("E49").focus()
    page.keyboard.press("Enter")
    expect(choices(reader).first).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(choices(reader).nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(choices(reader)).to_have_count(0)
    expect(reader.mark("E49")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(reader.card).to_be_focused()
    page.keyboard.press("Escape")
    expect(reader.mark("E49")).to_be_focused()


def test_words_of_a_mark_come_with_the_focus_stay_under_the_pointer_and_go_with_escape(reader: Reader) -> None:
    page, inside = reader.page, reader.page.frame_locator(MAP)
    reader.open("/kidal_ambush")
    tip = inside.locator(".leaflet-tooltip")
    reader.frame.evaluate("() => document.querySelector('#map_div').focus()")
    page.keyboard.press("Tab")
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_have_count(0)
    reader.mark("E28").hover()
    expect(tip).to_contain_text("Boghassa")
    box = tip.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=8)
    wait_until_still(page)
    expect(tip).to_be_visible()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] - 60, steps=4)
    expect(tip).to_have_count(0)


def test_buttons_move_the_map_for_those_who_cannot_drag(screen: Screen) -> None:
    screen.open("/kidal_ambush")
    inside = screen.page.frame_locator(MAP)
    opener = inside.get_by_role("button", name="Move the map with buttons")
    expect(opener).to_have_attribute("aria-expanded", "false")
    opener.focus()
    screen.page.keyboard.press("Space")
    expect(opener).to_have_attribute("aria-expanded", "true")
    lat, lng, zoom = screen.view()
    inside.get_by_role("button", name="Move the map north").click()
    screen.frame.wait_for_function("lat => ConflictMap.renderer.map.getCenter().lat > lat + 0.1", arg=lat)
    inside.get_by_role("button", name="Move the map east").focus()
    screen.page.keyboard.press("Enter")
    screen.frame.wait_for_function("lng => ConflictMap.renderer.map.getCenter().lng > lng + 0.1", arg=lng)
    assert screen.view()[2] == zoom


# --- what stands beside the map


def test_a_row_of_a_table_opens_its_card(screen: Screen, story: Story) -> None:
    page = screen.page
    screen.open("/timeline", country="NER")
    grid = page.locator(".st-key-events-table canvas").first
    grid.scroll_into_view_if_needed()
    tab_to(page, lambda found: found["label"].startswith("Fullscreen: Events shown"), most=160)
    page.keyboard.press("Tab")
    expect(page.locator(".guide-hint")).to_be_visible()
    with screen.redrawn():
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Shift+Space")
    page.wait_for_function("() => new URL(location.href).searchParams.has('event')")
    [event] = screen.params["event"]
    expect(page.locator(".guide-voice")).to_contain_text(f"Card opened. {story.events.at[event, 'title']}")


def test_imported_events_are_reached_by_their_table(laid: Screen) -> None:  # noqa: F811
    page = laid.page
    tab_to(page, lambda found: found["tag"] == "summary" and "as a table" in found["label"], most=300)
    page.keyboard.press("Enter")
    expect(page.locator(".st-key-imported-table canvas").first).to_be_visible()
    tab_to(page, lambda found: found["label"].startswith("Fullscreen: "))
    page.keyboard.press("Tab")
    with laid.redrawn():
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Shift+Space")
    expect(laid.card).to_be_visible()
    expect(page.locator(".guide-voice")).to_contain_text("Card opened. ")
    assert laid.frame.evaluate("() => Number.isInteger(ConflictMap.renderer.imported.wanted.selected)")


def test_bars_of_the_timeline_have_the_same_words_and_lead_into_their_card(screen: Screen, story: Story) -> None:
    page = screen.page
    screen.open("/timeline")
    found = tab_to(page, lambda found: bool(found["row"]))
    assert re.fullmatch(r".*\d{4}.*, .+: .+; (well attested|single source|contested).*", found["label"]), found["label"]
    found = tab_to(page, lambda found: found["row"] == AMBUSH, "ArrowRight")
    assert found["label"].startswith("27 July 2024, until 17:10, Ambush valley, within 30 km: Retreating convoy")
    with screen.redrawn():
        page.keyboard.press("Enter")
    assert focus(page)["row"] == AMBUSH, "one may step on from here"
    expect(page.locator(".guide-voice")).to_contain_text(story.events.at[AMBUSH, "title"])
    page.keyboard.press("Enter")
    expect(screen.card).to_be_focused()
    page.keyboard.press("Escape")
    expect(screen.card).to_have_count(0)
    page.wait_for_function("() => document.activeElement.shadowRoot")
    assert focus(page)["row"] == AMBUSH


def test_what_has_the_focus_is_never_hidden_by_the_line_on_top(reader: Reader) -> None:
    """Both ways through a long page in a low window."""
    page = reader.page
    page.set_viewport_size({"width": 1280, "height": 420})
    reader.open("/convoy_route")
    hidden = []
    for key in ["Tab"] * 75 + ["Shift+Tab"] * 30:
        page.keyboard.press(key)
        covered = page.evaluate(
            """() => {
                const node = document.activeElement, box = node.getBoundingClientRect();
                if (!node.closest('main') || node.matches('main, iframe, td, canvas')) return '';
                const head = document.querySelector('[data-testid=stHeader]').getBoundingClientRect();
                return box.bottom <= head.bottom || box.top >= innerHeight ? node.outerHTML.slice(0, 120) : '';
            }"""
        )
        hidden += [covered] if covered else []
    assert hidden == []


@pytest.mark.parametrize("path", ["/", "/briefing"])
def test_what_has_the_focus_is_ringed(reader: Reader, path: str) -> None:
    """Whatever Tab finds looks other than before: the picture around it changes."""
    page = reader.page
    reader.open(path, with_map=path == "/")
    wait_until_still(page)
    plain = []
    for _ in range(45):
        page.keyboard.press("Tab")
        box = page.evaluate(
            """() => { const node = document.activeElement, box = node.getBoundingClientRect();
                const wide = node.closest('label') || node;
                const room = box.width < 3 ? wide.getBoundingClientRect() : box;
                return node.tagName === 'IFRAME' || !room.width ? null : [room.left, room.top, room.width, room.height,
                    node.getAttribute('aria-label') || node.textContent.slice(0, 40)]; }"""
        )
        if box is None:
            break
        left, top, width, height, words = box
        clip = {"x": max(0, left - 8), "y": max(0, top - 8), "width": width + 16, "height": height + 16}
        draw_frames(page, 3)
        with_focus = page.screenshot(clip=clip, caret="hide")  # type: ignore[arg-type]
        page.evaluate("() => { window.kept = document.activeElement; window.kept.blur(); }")
        draw_frames(page, 3)
        if page.screenshot(clip=clip, caret="hide") == with_focus:  # type: ignore[arg-type]
            plain.append(words)
        page.evaluate("() => window.kept.focus({ preventScroll: true })")
    assert plain == []


def test_the_stand_alone_file_by_keyboard(open_file: Open) -> None:
    page = open_file()
    page.locator("#map_div").focus()
    tab_to(page, lambda found: AMBUSH in found["rows"].split())
    page.keyboard.press("Enter")
    tab_to(page, lambda found: "Retreating convoy" in found["label"], "ArrowDown")
    page.keyboard.press("Enter")
    card = page.locator(".h-card")
    expect(card).to_be_focused()
    expect(card).to_have_attribute("aria-label", re.compile("Retreating convoy"))
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    assert AMBUSH in focus(page)["rows"].split()
    page.get_by_role("button", name="Present", exact=True).focus()
    page.keyboard.press("Enter")
    page.keyboard.press("PageDown")
    expect(page.locator(".p-step")).to_have_text("2 of 14")
    tab_to(page, lambda found: found["label"] == "Next scene")
    page.keyboard.press("Enter")
    expect(page.locator(".p-step")).to_have_text("3 of 14")
    tab_to(page, lambda found: found["label"].startswith("Letters act as keys"))
    page.keyboard.press("Space")
    page.keyboard.press("b")
    expect(page.locator(".p-blank")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Present", exact=True)).to_be_focused()
