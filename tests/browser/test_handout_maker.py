"""Large hand-outs are made beside the page: with progress, and with a way to stop."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.screen import Screen


def test_slides_show_their_progress_and_can_be_stopped(screen: Screen) -> None:
    screen.open("/briefing", with_map=False)
    screen.page.get_by_role("button", name="Slides (PowerPoint)").click()
    making = screen.page.locator(".st-key-making")
    expect(making).to_contain_text(re.compile(r"[1-9]\d? of 14 parts"), timeout=180_000)
    making.get_by_role("button", name="Stop").click()
    expect(making).to_contain_text("stopped. Nothing was kept.")
    expect(making.get_by_role("button", name=re.compile("Save"))).to_have_count(0)


def test_a_finished_file_can_be_saved(screen: Screen) -> None:
    screen.open("/briefing", with_map=False, asof="2024-07-28")
    screen.page.get_by_role("button", name="Slides (PowerPoint)").click()
    save = screen.page.locator(".st-key-making").get_by_role("button", name=re.compile("Save kidal-2024.pptx"))
    expect(save).to_be_visible(timeout=120_000)
    with screen.page.expect_download() as download:
        save.click()
    assert download.value.suggested_filename == "kidal-2024.pptx"
