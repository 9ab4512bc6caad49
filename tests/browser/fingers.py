"""Fingers on a screen, by the browser's own input: what scrolls, pans and taps is what a hand would make."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.browser.still import HELD, draw_frames, wait_until_still

Spot = tuple[float, float]


class Fingers:
    """One or more fingers on a page of a context that was made with ``has_touch``."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._session = page.context.new_cdp_session(page)

    def put(self, *spots: Spot) -> None:
        """Put fingers down."""
        self._send("touchStart", spots)

    def move(self, *spots: Spot) -> None:
        """Move the fingers that are down."""
        self._send("touchMove", spots)

    def lift(self) -> None:
        """Take all fingers away."""
        self._send("touchEnd", ())

    def drag(self, spots: list[Spot], ends: list[Spot], steps: int = 12, lift: bool = True) -> None:
        """Drag fingers from spots to ends, and hold them still at the end, so that nothing swings on."""
        self.put(*spots)
        for step in range(1, steps + 1):
            part = step / steps
            self.move(*((x + (a - x) * part, y + (b - y) * part) for (x, y), (a, b) in zip(spots, ends, strict=True)))
            draw_frames(self.page, 1)
        draw_frames(self.page, HELD)
        if lift:
            self.lift()
            wait_until_still(self.page)

    def _send(self, kind: str, spots: tuple[Spot, ...]) -> None:
        points = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(spots)]
        self._session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
