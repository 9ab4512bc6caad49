"""The evidence in a browser: the ledger and what stands behind a cell, what was known on a day, and sources."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from playwright.sync_api import Locator, expect

from geodata.asking.filters import Filters, claims_mask
from geodata.asking.told_titles import event_titles
from geodata.knowing.ledger import cell_words, ledger, what_others_say
from geodata.knowing.origins import rows_resting_on
from geodata.reading.story import Story, load_story
from tests.browser.reader import Reader
from tests.browser.screen import Screen
from tests.real_story import REAL

#: Pixels of a table: its heading, and a row.
HEAD, ROW = 35, 35
THE_28TH = "2024-07-28"

#: The text of the page, that of its frames left out; a table drawn on a canvas has its cells inside the canvas.
_TEXT = """() => {
    const texts = [], walk = node => {
        if (node.nodeType === 3) texts.push(node.textContent);
        else if (!['SCRIPT', 'STYLE'].includes(node.nodeName)) {
            if (node.ariaLabel) texts.push(node.ariaLabel);
            node.childNodes.forEach(walk);
            if (node.shadowRoot) node.shadowRoot.childNodes.forEach(walk);
        }
    };
    walk(document.body);
    return texts.join(' \\n ');
}"""


@pytest.fixture
def screen(reader: Reader) -> Reader:
    """One reader serves all tests of this file: they look and choose, and leave nothing behind but a view."""
    return reader


@pytest.fixture(scope="module")
def story() -> Story:
    return load_story()


def table(screen: Screen, place: Locator | None = None) -> Locator:
    """The visible table of a page or of a part of it."""
    within = place or screen.page.locator('[data-testid="stMain"]')
    return within.locator('canvas[data-testid="data-grid-canvas"]:visible').first


def cell(grid: Locator, row: int, column: int) -> Locator:
    """A cell of a table, which stands for it in the accessibility tree; rows count from 0 below the heading."""
    return grid.locator(f'[role="row"][aria-rowindex="{row + 2}"] [role="gridcell"][aria-colindex="{column + 1}"]')


def open_tab(screen: Screen, name: str) -> Locator:
    """Open one of the tabs of the page and return what is in it."""
    screen.page.get_by_role("tab", name=name, exact=True).click()
    return screen.page.get_by_role("tabpanel", name=name, exact=True)


def shown_matrix(story: Story, filters: Filters) -> list[list[tuple[str, ...]]]:
    """The claims behind each cell of the ledger of the ambush, row by row."""
    mask = claims_mask(story, filters) & story.claims["event_id"].isin(story.manifest.fighting)
    matrix = ledger(story, mask)
    return [list(matrix.iloc[row]) for row in range(len(matrix))]


def told(screen: Screen, with_map: bool) -> str:
    """Everything that can be read on the page and, if it has one, on its map."""
    text: str = screen.page.evaluate(_TEXT)
    return text + (str(screen.frame.evaluate(_TEXT)) if with_map else "")


def figures_84(text: str) -> list[str]:
    """Where the figure 84 stands, with a few words around it."""
    return re.findall(r"(?s).{0,40}(?<![\d.,])84(?![\d.,]\d|\d).{0,40}", text)


def test_the_ledger_shows_every_cell_of_the_ambush(reader: Reader, story: Story) -> None:
    reader.open("/evidence", with_map=False)
    grid = table(reader)
    matrix = shown_matrix(story, Filters())
    heads = grid.locator('[role="columnheader"]')
    expect(heads.nth(0)).to_have_text("claimant")
    expect(heads.nth(1)).to_have_text(REAL.manifest.columns["wagner"].words())
    for row in range(3):
        for column in range(3):
            expect(cell(grid, row, column + 1)).to_have_text(cell_words(story, matrix[row][column]))


def test_a_cell_shows_its_sources_and_what_others_say(reader: Reader, story: Story) -> None:
    matrix = shown_matrix(story, Filters())
    row, claim_id = next(
        (row, cells[0][0]) for row, cells in enumerate(matrix) if cells[0] and what_others_say(story, cells[0][0])
    )
    reader.open("/evidence", with_map=False)
    box = table(reader).bounding_box()
    assert box is not None
    # the claimant's own column is 190 pixels wide
    reader.page.mouse.click(box["x"] + 190 + 30, box["y"] + HEAD + ROW * (row + 0.5))
    behind = reader.page.locator(".st-key-ledger-side")
    claim = story.claims.loc[claim_id]
    expect(behind).to_contain_text(claim["claimant"])
    expect(behind).to_contain_text(" ".join(claim["claim"].split()))
    expect(behind).to_contain_text("Information rated")
    for source in claim["source_ids"]:
        expect(behind).to_contain_text(story.sources.at[source, "publisher"])
    for sentence in what_others_say(story, claim_id):
        expect(behind).to_contain_text(" ".join(sentence.split()))
    behind.get_by_role("button", name="Open the event").first.click()
    expect(reader.card).to_contain_text(story.events.at[claim["event_id"], "title"])
    reader.wait_for_params(event=[claim["event_id"]])


def test_the_page_says_why_only_one_pair_adds(reader: Reader) -> None:
    reader.show("/evidence", with_map=False)
    expect(reader.page.get_by_text("are meant to be added (31 and 31 make 62)")).to_be_visible()


def test_the_ledger_can_be_of_one_event(reader: Reader, story: Story) -> None:
    reader.open("/evidence", with_map=False)
    title = story.events.at["E30", "title"]
    field = reader.page.get_by_role("combobox", name="Claims about")
    field.click()
    field.fill(title)
    reader.page.get_by_role("option").filter(has_text=title).click()
    count = int((story.claims["event_id"] == "E30").sum())
    expect(reader.page.get_by_text(f"{count} of {len(story.claims)} claims.")).to_be_visible()


def test_open_questions_have_their_positions(reader: Reader, story: Story) -> None:
    reader.show("/evidence", with_map=False)
    panel = open_tab(reader, "Open questions")
    for question in story.questions["question"]:
        expect(panel).to_contain_text(" ".join(question.split()))


@pytest.mark.parametrize("path", ["/", "/kidal_ambush", "/evidence", "/timeline"])
def test_on_28_july_there_is_no_84(reader: Reader, path: str) -> None:
    with_map = path != "/evidence"
    reader.open(path, with_map=with_map, asof=THE_28TH)
    if not with_map:
        for tab in ("Ledger", "Open questions", "Claims", "Events"):
            open_tab(reader, tab)
            assert figures_84(told(reader, with_map)) == []
    assert figures_84(told(reader, with_map)) == []
    reader.wait_for_params(asof=[THE_28TH])


@pytest.mark.parametrize("path", ["/kidal_ambush", "/evidence", "/timeline"])
def test_without_a_day_the_84_is_told(reader: Reader, path: str) -> None:
    with_map = path != "/evidence"
    reader.open(path, with_map=with_map, event="E40")
    assert figures_84(told(reader, with_map))


def test_no_card_of_28_july_knows_what_came_later(reader: Reader, story: Story) -> None:
    reader.open("/", asof=THE_28TH, event="E35")
    expect(reader.card).to_contain_text(event_titles(story, dt.date.fromisoformat(THE_28TH))["E35"])
    assert figures_84(reader.card.inner_text()) == []


@pytest.mark.parametrize("path", ["/kidal_ambush", "/timeline"])
def test_on_27_july_neither_map_nor_card_nor_list_has_a_title_of_later(reader: Reader, story: Story, path: str) -> None:
    reader.open(path, asof="2024-07-27", event="E34")
    text = told(reader, True)
    for event, title in event_titles(story, dt.date(2024, 7, 27))[["E32", "E34"]].items():
        assert title in text
        assert story.events.at[event, "title"] not in text


def test_on_30_july_there_is_no_break_of_relations(reader: Reader, story: Story) -> None:
    reader.open("/timeline", asof="2024-07-30")
    text = told(reader, True)
    for event in ("E42", "E46"):
        assert story.events.at[event, "title"] not in text


def test_the_ledger_of_28_july_holds_what_was_claimed_by_then(reader: Reader, story: Story) -> None:
    filters = Filters(known_on=dt.date.fromisoformat(THE_28TH))
    count = sum(len(claims) for row in shown_matrix(story, filters) for claims in row)
    assert count < sum(len(claims) for row in shown_matrix(story, Filters()) for claims in row)
    reader.open("/evidence", with_map=False, asof=THE_28TH)
    expect(reader.page.get_by_text(f"{count} of {len(story.claims)} claims.")).to_be_visible()


def test_a_source_opens_the_rows_that_rest_on_it(reader: Reader, story: Story) -> None:
    reader.open("/evidence", with_map=False)
    panel = open_tab(reader, "Sources")
    grid = table(reader, panel)
    expect(grid).to_be_visible()
    source = str(story.sources.index[0])
    expect(cell(grid, 0, 0)).to_have_text(source)
    box = grid.bounding_box()
    assert box is not None
    reader.page.mouse.click(box["x"] + 18, box["y"] + HEAD + ROW / 2)
    resting = rows_resting_on(story, source)
    expect(panel).to_contain_text(f"{len(resting)} rows rest on it")
    expect(panel).to_contain_text(f"Rated {story.sources.at[source, 'reliability']}")
    event = next(row.row_id for row in resting.itertuples() if row.table == "events")
    panel.get_by_role("button", name=re.compile(rf"^{event} ")).click()
    expect(reader.card).to_contain_text(story.events.at[event, "title"])
    reader.wait_for_params(event=[event])
