"""A day beyond the account stays that day, is named, and shows pale what was last reported before it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.screen import Screen


def test_a_day_of_today_is_named_and_its_sites_are_pale(screen: Screen) -> None:
    screen.open("/russian_presence", day="2026-11-27")
    screen.wait_for_params(day=["2026-11-27"])
    expect(screen.page.get_by_text("You ask for 27 November 2026.")).to_be_visible()
    sites = screen.frame.locator(".cm-mark")
    expect(screen.frame.locator(".cm-mark.cm-soft").first).to_be_visible()
    assert screen.frame.locator(".cm-mark.cm-soft").count() == sites.count()
