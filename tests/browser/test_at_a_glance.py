"""The addresses that once gave a wrong impression, at every size and in both languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import expect

from geodata.asking.filters import Filters, events_mask
from geodata.knowing.rivals import key_rivals
from geodata.languages import speaking
from geodata.reading.coverage import beyond_words
from tests.browser.reader import Reader
from tests.browser.screen import MAP
from tests.browser.still import wait_until_still
from tests.real_story import REAL

SIZES = ((1280, 720), (1920, 1080), (390, 844))
LANGUAGES = ("en", "fr")
_BEFORE: dict[str, Any] = {"from": "2024-07-01", "to": "2024-07-21"}


def sizes(reader: Reader) -> Iterator[tuple[int, int]]:
    """Give the window each size; width and height in pixels. The next test finds it as it was."""
    for width, height in SIZES:
        reader.page.set_viewport_size({"width": width, "height": height})
        wait_until_still(reader.page)
        yield width, height
    reader.page.set_viewport_size({"width": SIZES[0][0], "height": SIZES[0][1]})


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_day_beyond_the_account_stays_and_is_named_beside_a_whole_map(reader: Reader, language: str) -> None:
    reader.open("/russian_presence", day="2026-11-27", lang=language)
    with speaking(language):
        words = beyond_words(REAL, dt.date(2026, 11, 27), dt.date(2026, 11, 27))
    for width, height in sizes(reader):
        reader.wait_for_params(day=["2026-11-27"])
        expect(reader.page.get_by_text(words)).to_be_visible()
        box = reader.page.locator(MAP).bounding_box()
        assert box is not None
        if width > 1000:
            assert box["y"] + box["height"] <= height


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_rival_figure_stands_alone(reader: Reader, language: str) -> None:
    reader.open("/", actor="jnim", lang=language)
    wanted = key_rivals(REAL, Filters(actors=("jnim",)))
    assert len(wanted) > 1
    for _ in sizes(reader):
        for claim in wanted:
            expect(reader.page.locator(f".st-key-figure-{claim}, .st-key-figure-dimmed-{claim}")).to_be_attached()
        expect(reader.page.locator("[class*=st-key-figure-dimmed-]").first).to_be_attached()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_of_reports_counts_reports(reader: Reader, language: str) -> None:
    reader.open("/russian_presence", actor="jnim", lang=language)
    none = {"en": f"0 of {len(REAL.presence)} reports", "fr": f"sur {len(REAL.presence)}"}
    for _ in sizes(reader):
        assert none[language] in reader.count_line()
        assert str(len(REAL.events)) not in reader.count_line()
        assert reader.marks() == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_span_before_the_ambush_neither_marks_nor_names_it(reader: Reader, language: str) -> None:
    reader.open("/kidal_ambush", lang=language, **_BEFORE)
    on = events_mask(REAL, Filters(date_from=dt.date(2024, 7, 1), date_to=dt.date(2024, 7, 21)))
    for _ in sizes(reader):
        assert set(reader.marks()) <= set(REAL.events.index[on])
        names = reader.frame.locator(".cm-label").all_inner_texts()
        assert [name for name in names if "27" in name] == []
        assert reader.frame.locator("path[data-rows~='E34']").count() == 0
