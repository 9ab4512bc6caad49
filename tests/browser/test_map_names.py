"""Every map that shows the story's countries names them, in words that stand on it, and says what is chosen on it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page

from geodata.asking.filters import Filters
from geodata.exports.web_page import html_bytes
from geodata.reading.story import load_story
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select
from tests.browser.conftest import NewReader
from tests.browser.still import wait_until_still

FOUR = {
    "en": ["Burkina Faso", "Central African Republic", "Mali", "Niger"],
    "fr": ["Burkina Faso", "Mali", "Niger", "République centrafricaine"],
}
SIZES = ((1280, 720), (1920, 1080), (390, 844))
#: The scenes that show the whole theatre, counted from 1.
SLIDES = (1, 10)

#: Names of countries on the map; those that leave it, or lie under a button, have a mark of their own.
_NAMES = """() => {
    ConflictMap.renderer.labels.place();
    const map = document.querySelector('#map_div').getBoundingClientRect();
    const boxes = nodes => [...nodes].map(node => node.getBoundingClientRect()).filter(box => box.width);
    const over = boxes(document.querySelectorAll('.leaflet-control, .p-head, .p-text, .p-foot'));
    const lies = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    return [...document.querySelectorAll('[class*=cm-face-country]')].map(node => {
        const box = node.getBoundingClientRect();
        const across = box.left >= map.left && box.right <= map.right;
        const inside = across && box.top >= map.top && box.bottom <= map.bottom;
        const hidden = over.some(one => lies(one, box)) ? ' under a button' : '';
        return node.textContent.replace(/\\n/g, ' ') + (inside ? '' : ' off the map') + hidden;
    });
}"""
#: Whether the words "Ambush valley" or the line to them lie in another of the story's countries.
_STRAYS = """() => {
    const { labels } = ConflictMap.renderer, frame = document.querySelector('#map_div').getBoundingClientRect();
    const node = [...document.querySelectorAll('.cm-face-area')].find(one => /Ambush|embuscade/.test(one.textContent));
    if (!node) return 'no label';
    const box = node.getBoundingClientRect();
    return labels.names.strays('MLI', [box.left - frame.left, box.top - frame.top, box.width, box.height], []);
}"""


def named(frame: Frame | Page, language: str = "en") -> list[str]:
    """The names of the story's countries that stand on a map, sorted."""
    frame.wait_for_selector("#map_div[data-basemap=whole]", state="attached")
    frame.wait_for_selector("[class*=cm-face-country]", state="attached")
    found: list[str] = frame.evaluate(_NAMES)
    return sorted(name for name in found if name.split(" off")[0].split(" under")[0] in FOUR[language])


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize(("width", "height"), SIZES)
def test_the_four_names_stand_on_the_pages_of_the_theatre(
    new_reader: NewReader, width: int, height: int, language: str
) -> None:
    screen = new_reader(width, height)
    for path in ("/russian_presence", "/"):
        screen.open(path, lang=language)
        wait_until_still(screen.page)
        assert named(screen.frame, language) == FOUR[language], path
    assert screen.frame.evaluate(_STRAYS) is False
    if width == 390:
        south, north = screen.frame.evaluate(
            "() => { const b = ConflictMap.renderer.map.getBounds(); return [b.getSouth(), b.getNorth()]; }"
        )
        assert south > -12, "the map of a phone reaches to Angola"
        assert north < 34, "the map of a phone reaches beyond the Sahara"


def test_the_four_names_stand_on_paper(new_reader: NewReader) -> None:
    screen = new_reader()
    screen.open("/")
    wait_until_still(screen.page)
    screen.frame.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    try:
        assert named(screen.frame) == FOUR["en"]
    finally:
        screen.frame.evaluate("() => dispatchEvent(new Event('afterprint'))")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stand-alone file of the whole story."""
    path, story = tmp_path_factory.mktemp("names") / "kidal.html", load_story()
    made = dt.datetime(2024, 11, 23, 17, 30, tzinfo=dt.UTC)
    path.write_bytes(html_bytes(select(story, Filters()), colophon(story, Filters(), made)))
    return path


def test_the_four_names_stand_on_the_slides_of_the_theatre(browser: Browser, file: Path) -> None:
    context = browser.new_context(offline=True, reduced_motion="reduce")
    try:
        page, seen = context.new_page(), {}
        page.goto(file.as_uri())
        page.wait_for_selector("#side .cm-choice")
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            page.get_by_role("button", name="Present", exact=True).click()
            for scene in SLIDES:
                page.evaluate("n => ConflictMap.presenter.show(n - 1)", scene)
                wait_until_still(page)
                seen[width, scene] = named(page)
            page.keyboard.press("Escape")
        assert seen == {(width, scene): FOUR["en"] for width, _ in SIZES for scene in SLIDES}
    finally:
        context.close()


def test_a_close_up_has_a_small_map_and_the_chosen_area_stands_between_corners(new_reader: NewReader) -> None:
    screen = new_reader()
    screen.open("/kidal_ambush", event="E34")
    wait_until_still(screen.page)
    screen.frame.wait_for_selector(".cm-locator[aria-label*=Mali]")
    sign = screen.frame.eval_on_selector_all(
        ".cm-chosen-sign", "signs => signs.map(sign => sign.getBoundingClientRect().width)"
    )
    area = screen.frame.eval_on_selector("path[data-rows~=E34]", "path => path.getBoundingClientRect().width")
    assert len(sign) == 1
    assert sign[0] > area
    screen.open("/")
    wait_until_still(screen.page)
    assert screen.frame.locator(".cm-locator").is_hidden()
    assert screen.frame.locator(".cm-chosen-sign").count() == 0
