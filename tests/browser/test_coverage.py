"""A day beyond the account stays that day, is named, and shows pale what was last reported before it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.reader import Reader


def test_a_day_of_today_is_named_and_its_sites_are_pale(reader: Reader) -> None:
    reader.open("/russian_presence", day="2026-11-27")
    reader.wait_for_params(day=["2026-11-27"])
    expect(reader.page.get_by_text("You ask for 27 November 2026.")).to_be_visible()
    sites = reader.frame.locator(".cm-mark")
    expect(reader.frame.locator(".cm-mark.cm-soft").first).to_be_visible()
    assert reader.frame.locator(".cm-mark.cm-soft").count() == sites.count()
