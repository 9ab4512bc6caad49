"""The looks on a real screen: every word can be read in each of them, and a change of look changes nothing else."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, expect

from geodata.drawing.looks import LOOKS
from geodata.drawing.style import side_looks
from tests.browser.conftest import NewScreen
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen
from tests.browser.still import wait_until_still
from tests.page_lists import PAGES, WITH_MAP
from tests.real_story import REAL

#: Words that stand out from what lies under them by less than 4.5:1, in the page, its frames and its shadow trees.
#: Words on the map are held against their halo. What is switched off may be pale (WCAG 2.2, 1.4.3).
_WEAK = """() => {
    const numbers = text => { const n = text.match(/[\\d.]+/g).map(Number), unit = text.startsWith('color(') ? 255 : 1;
        return [n[0] * unit, n[1] * unit, n[2] * unit, n[3] ?? 1]; };
    const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
    const light = c => { const v = c.slice(0, 3).map(x => x / 255 <= 0.04045 ? x / 255 / 12.92
        : ((x / 255 + 0.055) / 1.055) ** 2.4); return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2]; };
    const ratio = (a, b) => { const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
        return (high + 0.05) / (low + 0.05); };
    const up = node => node.parentElement || node.getRootNode().host;
    const ground = node => { const seen = [];
        for (let at = node; at; at = up(at)) {
            const colour = numbers(getComputedStyle(at).backgroundColor);
            if (colour[3] > 0) seen.push(colour);
            if (colour[3] >= 1) break;
        }
        return seen.reverse().reduce((under, colour) => over(colour, under), [255, 255, 255, 1]); };
    const weak = [], homes = [document, ...[...document.querySelectorAll('*')].map(n => n.shadowRoot).filter(Boolean)];
    for (const home of homes) {
        const walk = document.createTreeWalker(home, NodeFilter.SHOW_TEXT);
        for (let text; (text = walk.nextNode());) {
            const node = text.parentElement;
            if (!node || !text.data.trim() || node.closest('style, script, [disabled], [aria-disabled=true]')) continue;
            if (!node.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
            const style = getComputedStyle(node), halo = style.textShadow.match(/rgba?\\([^)]*\\)/);
            let seen = numbers(node instanceof SVGElement ? style.fill : style.color);
            for (let at = node; at; at = up(at)) seen[3] *= Number(getComputedStyle(at).opacity);
            const map = node.closest('.leaflet-pane');
            const under = map && halo ? numbers(halo[0]) : map ? null : ground(node);
            if (under && ratio(over(seen, under), under) < 4.5)
                weak.push(text.data.trim().slice(0, 40) + ' ' + ratio(over(seen, under), under).toFixed(2));
        }
    }
    return weak;
}"""


def settle_look(screen: Screen, look: str) -> None:
    """Wait until page and map wear a look."""
    screen.page.wait_for_function(
        "paper => getComputedStyle(document.querySelector('.stApp')).backgroundColor === paper",
        arg=rgb(LOOKS[look].paper),
    )
    if screen.page.locator(MAP).count():
        screen.frame.wait_for_selector(f'html[data-look="{look}"]', state="attached")


def rgb(colour: str) -> str:
    return f"rgb({int(colour[1:3], 16)}, {int(colour[3:5], 16)}, {int(colour[5:7], 16)})"


def choose_look(screen: Screen, name: str) -> None:
    screen.settle(with_map=False)
    field = screen.page.locator(".st-key-viewer-look-field input")
    field.click()
    field.fill(name)
    screen.page.get_by_role("option", name=name, exact=True).click()


def brightness(picture: Locator) -> float:
    """The usual grey of an element on the screen, from 0 to 255."""
    grey = Image.open(io.BytesIO(picture.screenshot())).convert("L")
    return float(np.median(np.asarray(grey)))


@pytest.mark.parametrize("look", LOOKS)
def test_every_word_of_every_page_can_be_read(reader: Screen, look: str) -> None:
    for path in PAGES:
        reader.open(path, with_map=path in WITH_MAP, look=look)
        settle_look(reader, look)
        weak = {word for frame in reader.page.frames for word in frame.evaluate(_WEAK)}
        assert weak == set(), path


def test_a_look_is_chosen_without_moving_the_map_or_letting_go_of_a_filter(screen: Screen) -> None:
    screen.open("/", country="MLI", q="wagner")
    screen.pan(90, 40)
    screen.wait_for_params(look=None)
    screen.brand()
    view, marks, counts = screen.view(), screen.marks(), screen.count_line()
    for name, look in (("Dark", "dark"), ("High contrast, large type", "contrast"), ("Light", "light")):
        choose_look(screen, name)
        settle_look(screen, look)
        screen.wait_for_params(look=None if look == "light" else [look], country=["MLI"], q=["wagner"])
        screen.settle()
        assert screen.is_branded(), look
        assert screen.shows(view), look
        assert screen.marks() == marks, look
        assert screen.count_line() == counts, look


def test_a_map_that_nobody_moved_shows_the_same_in_another_look(screen: Screen) -> None:
    screen.open("/kidal_ambush")
    view = screen.view()
    choose_look(screen, "Dark")
    settle_look(screen, "dark")
    assert screen.shows(view)


def test_a_look_lasts_over_pages_and_a_reload_and_goes_with_the_address(new_screen: NewScreen) -> None:
    screen, other = new_screen(), new_screen()
    screen.open("/evidence", with_map=False, look="dark")
    settle_look(screen, "dark")
    screen.turn_to("Timeline")
    settle_look(screen, "dark")
    screen.wait_for_params(look=["dark"])
    screen.page.reload()
    screen.settle()
    settle_look(screen, "dark")
    other.open("/timeline")
    settle_look(other, "light")  # looks are each viewer's own
    other.open_address(screen.address)
    settle_look(other, "dark")
    settle_look(screen, "dark")


def test_back_brings_the_look_of_before(screen: Screen) -> None:
    screen.open("/method", with_map=False, look="contrast")
    settle_look(screen, "contrast")
    screen.open("/method", with_map=False, look="dark")
    settle_look(screen, "dark")
    screen.page.go_back()
    settle_look(screen, "contrast")


def test_a_look_that_there_is_not_is_named_and_the_page_stays_as_usual(screen: Screen) -> None:
    screen.open("/method", with_map=False, look="neon")
    expect(screen.page.get_by_text("“neon” is not a value of “look”")).to_be_visible()
    settle_look(screen, "light")


def test_tables_and_charts_are_dark_where_the_page_is(reader: Reader) -> None:
    for look, least, most in (("light", 200, 255), ("dark", 0, 60)):
        reader.open("/evidence", with_map=False, look=look)
        settle_look(reader, look)
        for part in (".stDataFrame", ".stVegaLiteChart"):
            picture = reader.page.locator(part).first
            picture.scroll_into_view_if_needed()
            wait_until_still(reader.page)  # the canvas follows the theme a frame later
            assert least <= brightness(picture) <= most, (look, part)


def test_the_map_is_dark_where_the_page_is_and_sides_keep_their_colour(reader: Reader) -> None:
    strokes = "() => [...document.querySelectorAll('.cm-mark [stroke]')].map(node => node.getAttribute('stroke'))"
    reader.open("/", look="light")
    settle_look(reader, "light")
    usual, bright = set(reader.frame.evaluate(strokes)), brightness(reader.page.locator(MAP))
    reader.open("/", look="dark")
    settle_look(reader, "dark")
    dark = set(reader.frame.evaluate(strokes))
    assert bright > 180
    assert brightness(reader.page.locator(MAP)) < 90
    sides = {side.colour for side in side_looks(REAL).values()} - {"#1A1A1A", "#6B6B6B"}
    assert usual & sides == dark & sides != set()
    assert "#1A1A1A" not in dark
    assert LOOKS["dark"].colour("#1A1A1A") in dark


def test_high_contrast_has_larger_type_and_thicker_lines(reader: Reader) -> None:
    def sizes(look: str) -> list[float]:
        reader.open("/convoy_route", look=look)
        settle_look(reader, look)
        size = "node => parseFloat(getComputedStyle(node).fontSize)"
        page, frame = reader.page, reader.frame
        return [
            page.eval_on_selector(".stMain h1", size),
            page.eval_on_selector(".stSidebar label p", size),
            frame.eval_on_selector(".cm-face-date", size),
            frame.eval_on_selector(".cm-legend", size),
            float(frame.eval_on_selector("path[data-leg]", "node => node.getAttribute('stroke-width')")),
        ]

    usual, large = sizes("light"), sizes("contrast")
    growth = [b / a for a, b in zip(usual, large, strict=True)]
    assert all(1.3 <= more <= 1.4 for more in growth[:4]), growth
    assert growth[4] == pytest.approx(LOOKS["contrast"].line)


def test_the_timeline_takes_clicks_where_they_fall_also_where_type_is_larger(reader: Reader) -> None:
    reader.open("/timeline", look="contrast")
    settle_look(reader, "contrast")
    wait_until_still(reader.page)
    strip = reader.page.locator("#timeline-root svg.timeline").first.bounding_box()
    assert strip is not None
    shown = reader.page.locator("#timeline-root .window").first
    before = shown.get_attribute("x") or ""
    reader.page.mouse.click(strip["x"] + strip["width"] - 30, strip["y"] + 16)
    expect(shown).not_to_have_attribute("x", before)
    window = shown.bounding_box()
    assert window is not None
    assert window["x"] + window["width"] > strip["x"] + strip["width"] - 80
    reader.open("/timeline", look="contrast")
    settle_look(reader, "contrast")
    row = reader.page.locator('[data-row="E34"]').first
    row.scroll_into_view_if_needed()
    row.locator("rect").first.click()
    reader.wait_for_params(event=["E34"])


def test_presenter_mode_wears_the_look_of_its_address(reader: Reader) -> None:
    reader.open("/briefing", with_map=False, look="dark")
    way = reader.page.get_by_role("link", name="Open presenter mode").get_attribute("href")
    assert way is not None
    assert "look=dark" in way
    reader.page.goto(f"{reader.home}/present?look=dark")
    expect(reader.page.locator(".p-head h1")).to_be_visible()
    reader.page.wait_for_selector('html[data-look="dark"] #map_div[data-drawn]', state="attached")
    assert reader.page.evaluate(_WEAK) == []
    assert brightness(reader.page.locator("#map_div")) < 90
