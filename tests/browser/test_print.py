"""Ctrl+P on every page: a clean sheet with title, filter, map, rows, sources and colophon, and nothing to press."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from functools import cached_property

import numpy as np
import pypdfium2
import pytest
from matplotlib.colors import to_rgb
from PIL import Image
from playwright.sync_api import Browser
from pypdf import PageObject, PdfReader

from geodata.asking.filters import Filters, events_mask
from geodata.drawing.looks import LOOKS
from geodata.reading.story import load_story
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen
from tests.browser.test_your_data import TINY, accept, bring, payload
from tests.page_lists import KINDS, PAGES, WITH_MAP

STORY = load_story()

#: The heading of each page, something that stands in a row of its sheet, and the most pages that it may take.
SAID = {
    "/": ("One ambush in Mali, Russian forces in four countries", STORY.events.at["E34", "title"], 12),
    "/kidal_ambush": ("A column destroyed near the Algerian border, 27 July 2024", STORY.events.at["E34", "title"], 8),
    "/convoy_route": (
        "To the border and back, 19 to 27 July 2024: no track was published",
        STORY.legs.loc[STORY.legs["variant"] == "enriched", "note"].iloc[0],
        6,
    ),
    "/russian_presence": ("Russian forces reported in four countries", "according to Russian ambassador Bikantov", 10),
    "/timeline": ("Timeline, 2018 to 2026", STORY.events.at["E34", "title"], 18),
    "/briefing": ("Briefing", "2. The column sets out", 6),
    "/evidence": ("Evidence: who says what", "African Initiative (pro-Kremlin agency)", 9),
    "/your_data": ("Your data", "What happens then.", 2),
    "/method": ("Method", "What it does not show", 6),
}
#: Words of widgets, buttons and ways to other pages. None of them has a place on paper.
WIDGETS = (
    "Take it with you",
    "Exact only",
    "any spelling of a name",
    "Kinds of event",
    "Upload",
    "Select days",
    "all\nall",
)
#: A colour to fill with, as it stands in the drawing instructions of a PDF page.
FILL = re.compile(r"([\d.]+) ([\d.]+) ([\d.]+) rg\b")
INK, DARK_PAPER = (to_rgb(LOOKS["light"].ink), to_rgb(LOOKS["dark"].paper))
COLOPHON = ("Data version", "CC BY 4.0", "imply no opinion", "never added or averaged", "Licence:")


class Paper:
    """A page as it comes out of the printer."""

    def __init__(self, content: bytes) -> None:
        self.content = content

    @cached_property
    def pages(self) -> list[PageObject]:
        return list(PdfReader(io.BytesIO(self.content)).pages)

    @cached_property
    def texts(self) -> list[str]:
        """The words of each sheet; but a name on the map that has a halo stands there as often as it is drawn."""
        document = pypdfium2.PdfDocument(self.content)  # which reads in a thirtieth of pypdf's time
        return [page.get_textpage().get_text_range() for page in document]

    @cached_property
    def text(self) -> str:
        """All its words; lines that were broken for want of room are joined."""
        return flat(" ".join(self.texts))

    def widths_of_pictures(self, number: int) -> list[int]:
        """The widths in pixels of the pictures on a sheet, counted from 0; they are not unpacked, which takes long."""
        pictures = pypdfium2.PdfDocument(self.content)[number].get_objects(filter=(pypdfium2.raw.FPDF_PAGEOBJ_IMAGE,))
        return [picture.get_px_size()[0] for picture in pictures]

    @cached_property
    def on_map(self) -> str:
        """The words of the first sheet, each name of the map once."""
        return flat(self.pages[0].extract_text())


def near(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one == pytest.approx(other, abs=0.01)


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\u00a0", " "))


def printed(screen: Screen) -> Paper:
    """Print what is on the screen, on the paper that the page asks for, as soon as it is ready for that."""
    screen.page.wait_for_selector("html[data-printable]", state="attached")
    content = screen.page.pdf(prefer_css_page_size=True, print_background=True)
    return Paper(content)


Printed = Callable[..., Paper]


class Papers:
    """Prints each page once, when somebody first asks: to print a map takes seconds."""

    def __init__(self, reader: Screen, made: dict[str, Paper]) -> None:
        self.reader, self.made = reader, made

    def of(self, path: str) -> Paper:
        if path not in self.made:
            self.reader.open(path, with_map=path in WITH_MAP)
            self.made[path] = printed(self.reader)
        return self.made[path]


@pytest.fixture(scope="module")
def _made() -> dict[str, Paper]:
    return {}


@pytest.fixture
def papers(reader: Screen, _made: dict[str, Paper]) -> Papers:
    return Papers(reader, _made)


@pytest.mark.parametrize("path", SAID)
def test_a_page_on_paper_says_all_it_should_and_nothing_to_press(papers: Papers, path: str) -> None:
    paper, (title, row, most) = papers.of(path), SAID[path]
    text = paper.text
    assert flat(title) in text
    assert flat(row) in text
    for words in ("Covers events from", "Filters: every row", "As known on: everything", *COLOPHON):
        assert words in text, words
    for words in WIDGETS:
        assert words not in text, words
    assert 1 <= len(paper.pages) <= most
    assert f"1 / {len(paper.pages)}" in text
    assert "could not be loaded" not in text


@pytest.mark.parametrize("path", PAGES)
def test_the_paper_is_a4_with_room_at_its_edges_and_no_page_is_empty(papers: Papers, path: str) -> None:
    paper = papers.of(path)
    wide = KINDS[path].is_wide
    for page, text in zip(paper.pages, paper.texts, strict=True):
        size = sorted([float(page.mediabox.width), float(page.mediabox.height)])
        assert size == pytest.approx([595, 842], abs=1)
        assert (float(page.mediabox.width) > float(page.mediabox.height)) is wide
        assert len(text) > 120


@pytest.mark.parametrize("path", WITH_MAP)
def test_the_map_is_on_the_sheet_with_relief_legend_scale_and_credits(papers: Papers, path: str) -> None:
    paper = papers.of(path)
    number = next(at for at, text in enumerate(paper.texts) if "Borders Natural Earth, no opinion implied" in text)
    assert "Legend" in paper.texts[number]
    assert re.search(r"\d+ km", paper.texts[number])
    assert max(paper.widths_of_pictures(number)) > 1000  # the relief


def test_the_map_fills_the_width_of_the_sheet_and_is_not_wiped_out_by_what_lies_on_it(reader: Screen) -> None:
    reader.open("/")
    reader.page.wait_for_selector("html[data-printable]", state="attached")
    reader.page.emulate_media(media="print")
    reader.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    reader.frame.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    box = reader.page.locator(MAP).bounding_box()
    grey = np.asarray(Image.open(io.BytesIO(reader.page.locator(MAP).screenshot())).convert("L"))
    canvases = reader.frame.evaluate(
        "() => [...document.querySelectorAll('canvas')].map(c => getComputedStyle(c).display)"
    )
    reader.frame.evaluate("() => dispatchEvent(new Event('afterprint'))")
    reader.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    reader.page.emulate_media(media="null")  # as it was; "screen" would hold for the printer too
    assert box is not None
    assert box["width"] == pytest.approx(1028, abs=3)
    assert np.mean(grey > 252) < 0.25  # land and sea have a colour
    assert canvases.count("none") == canvases.count("block") > 0  # a copy in place of each: see browser/print.js


def test_nothing_of_the_sheet_is_sent_before_somebody_prints_and_afterwards_the_page_is_as_it_was(
    reader: Screen,
) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url) if "/sheet/" in request.url else None)
    reader.open("/", look="dark")
    reader.choose("country", "Mali")
    reader.wait_for_params(country=["MLI"])
    reader.settle()
    reader.pan(70, 30)
    reader.brand()
    state = """() => [document.documentElement.dataset.look, document.querySelector('.cm-legend').open,
        document.querySelector('#map_div').className.includes('cm-paper'), innerWidth, innerHeight,
        document.querySelectorAll('canvas').length]"""
    view, marks, before = reader.view(), reader.marks(), reader.frame.evaluate(state)
    assert asked == []
    printed(reader)
    assert len(asked) == 1
    assert reader.is_branded()
    assert reader.shows(view)
    assert reader.marks() == marks
    assert reader.frame.evaluate(state) == before
    assert reader.page.locator("#sheet-head, #sheet-rest, #sheet-page").count() == 0
    reader.wait_for_params(country=["MLI"], look=["dark"])


def test_a_map_that_was_moved_is_printed_where_it_stands_and_an_open_card_with_it(reader: Screen) -> None:
    reader.open("/", lat=19.67, lng=2.61, zoom=9, event="E34")
    paper = printed(reader)
    assert "Boghassa" in paper.on_map
    assert "Bamako" not in paper.on_map
    assert flat(STORY.events.at["E34", "summary"]) in paper.text


def test_what_is_printed_goes_by_the_filter_and_the_as_of_day(reader: Screen) -> None:
    reader.open("/", actor="jnim", asof="2024-07-29")
    text = printed(reader).text
    wanted = Filters(actors=("jnim",), known_on=STORY.events.at["E35", "start"].date().replace(day=29))
    on = events_mask(STORY, wanted)
    shown = text.split("Events shown", 1)[1]
    for row in STORY.events.itertuples():
        assert (f"{row.Index} " in shown.split("Sources named above")[0]) is bool(on[row.Index]), row.Index
    assert "Filters: actors: JNIM" in text
    assert "As known on: 29 July 2024" in text


@pytest.mark.parametrize("look", ["contrast", "dark"])
def test_whatever_the_look_paper_is_white_and_its_words_are_dark(reader: Screen, look: str) -> None:
    reader.open("/timeline", look=look)
    paper = printed(reader)
    for page, text in zip(paper.pages, paper.texts, strict=True):
        content = page.get_contents()
        assert content is not None
        fills = [tuple(map(float, found)) for found in FILL.findall(content.get_data().decode("latin-1"))]
        assert fills[0] == (1, 1, 1)  # the paper, before anything lies on it
        if "Borders Natural Earth" not in text:
            assert any(near(fill, INK) for fill in fills)
            assert not any(near(fill, DARK_PAPER) for fill in fills)


def test_the_tab_that_is_open_is_the_one_that_is_printed(reader: Screen) -> None:
    reader.open("/evidence", with_map=False)
    reader.page.get_by_role("tab", name="Base document").click()
    reader.settle(with_map=False)
    text = printed(reader).text
    assert "Facts of the base document" in text
    assert flat(STORY.facts["fact"].iloc[0]) in text
    assert "Rival tolls" not in text


def test_bars_of_the_timeline_are_not_cut_where_a_page_ends(reader: Screen) -> None:
    reader.open("/timeline")
    reader.page.evaluate("() => dispatchEvent(new Event('beforeprint'))")
    high = reader.page.evaluate(
        """() => {
            const homes = [...document.querySelectorAll('*')].map(node => node.shadowRoot);
            const home = homes.find(root => root?.querySelector('.sheets'));
            return [...home.querySelectorAll('.sheets > svg')].map(sheet => {
                const [axis, rows] = [...sheet.children], box = rows.getAttribute('viewBox').split(' ').map(Number);
                const [top, high] = [box[1], box[3]], bars = [...rows.querySelectorAll('rect.fill')];
                const cut = bars.map(bar => [+bar.getAttribute('y'), +bar.getAttribute('height')])
                    .filter(([y, h]) => (y < top && y + h > top) || (y < top + high && y + h > top + high));
                return [Number(sheet.getAttribute('height')), axis.getAttribute('height'), cut.length];
            });
        }"""
    )
    reader.page.evaluate("() => dispatchEvent(new Event('afterprint'))")
    assert len(high) > 1
    assert all(height <= 640 for height, _, _ in high)
    assert {cut for _, _, cut in high} == {0}
    assert all(axis == high[0][1] for _, axis, _ in high)


def test_a_french_page_is_printed_in_french(reader: Screen) -> None:
    reader.open("/", lang="fr")
    text = printed(reader).text
    assert "Filtres : toutes les lignes" in text
    assert "Sources nommées ci-dessus" in text
    assert "Sources named above" not in text


def test_ones_own_events_and_the_report_on_them_are_printed(reader: Reader) -> None:
    reader.open("/your_data", with_map=False)
    bring(reader, payload(TINY))
    reader.settle(with_map=False)
    assert "rows read =" in printed(reader).text
    accept(reader)
    reader.turn_to("Overview")
    text = printed(reader).text
    assert "Your events" in text
    assert "tiny.csv" in text


def test_without_its_server_a_page_still_prints_its_map_and_says_what_is_missing(
    browser: Browser, dashboard: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    lonely = Screen(context.new_page(), dashboard)
    lonely.open("/")
    lonely.page.route("**/sheet/**", lambda route: route.abort())  # which the console calls an error, as it should
    paper = printed(lonely)
    context.close()
    assert "The tables of this page could not be loaded for printing." in paper.text
    assert "Ambush valley" in paper.on_map
