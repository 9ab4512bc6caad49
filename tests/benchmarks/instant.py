"""The live filter: from a control that moves to the frame with the new marks, and frames a second while it is dragged.

    python -m tests.benchmarks.instant                     the story, 1,000 to 1,000,000 rows of one's own
    python -m tests.benchmarks.instant --sizes 0 100000    the story alone, and with so many rows

A real Chromium that reaches no other host. A change tells the store of the page what a control would ask for, as the
controls do; the clock stops in the frame after the one in which the map was drawn. Beside it stands, in the same run, a
change by a field of the filter, which Python answers (``by fields``).
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests import chromium
from tests.benchmarks.event_rows import write_rows
from tests.benchmarks.scale_way import OURS
from tests.browser.screen import MAP, Screen
from tests.browser.server import REPOSITORY, served

SIZES = (0, 1_000, 10_000, 100_000, 1_000_000)
CHANGES = 30

#: Changes of the days, each painted before the next; milliseconds each.
_CHANGES = """async changes => {
    const { live } = window.ConflictMap, frame = () => new Promise(requestAnimationFrame), took = [];
    for (let i = 0; i < changes; i++) {
        await frame();
        const began = performance.now(), from = `${1998 + i % 20}-0${1 + i % 9}-01`;
        live.show({ from: [from], to: ['2024-07-30'] });
        await frame(); await frame();
        took.push(performance.now() - began);
    }
    live.back();
    return took;
}"""

#: Frames a second while the days move in every frame, for three seconds.
_DRAG = """() => new Promise(done => {
    const { live } = window.ConflictMap, began = performance.now();
    let frames = 0;
    const move = now => {
        if (now - began > 3000) { live.back(); return done(frames / (now - began) * 1000); }
        const from = new Date(Date.UTC(2000, 0, 1 + 9 * frames)).toISOString().slice(0, 10);
        live.show({ from: [from], to: ['2024-07-30'] });
        frames += 1;
        requestAnimationFrame(move);
    };
    requestAnimationFrame(move);
})"""

#: Milliseconds from a key in a field of the filter to the state that Python sends, drawn.
_BY_FIELD = f"""() => {{
    const map = document.querySelector({MAP!r}).contentDocument.querySelector('#map_div'), before = map.dataset.drawn;
    window.byField = new Promise(done => addEventListener('keydown', () => {{
        const began = performance.now();
        const look = () => requestAnimationFrame(map.dataset.drawn === before ? look
            : () => done(performance.now() - began));
        look();
    }}, {{ capture: true, once: true }}));
}}"""


def measure(browser: Browser, sizes: Sequence[int], changes: int) -> dict[int, dict[str, Any]]:
    """Return by number of rows: milliseconds of each change, frames a second, milliseconds of the same by a field."""
    found = {}
    for rows in sizes:
        with tempfile.TemporaryDirectory() as folder, served(REPOSITORY / "app.py", Path(folder, "log")) as home:
            context = browser.new_context(viewport={"width": 1280, "height": 720})
            page = context.new_page()
            if rows:
                OURS.bring(page, home, write_rows(Path(folder, "events.csv"), rows).path)
                page.get_by_test_id("stTopNavLink").filter(has_text="Overview").click()
                page.wait_for_function(f"rows => ({OURS.count})() === rows", arg=rows, timeout=120_000)
            else:
                Screen(page, home).open("/")
            found[rows] = _of_page(page, home, changes)
            context.close()
    return found


def _of_page(page: Page, home: str, changes: int) -> dict[str, Any]:
    screen = Screen(page, home)
    screen.settle()
    page.wait_for_function("() => window.ConflictMap?.live && document.querySelector('.st-key-filter-q input')")
    page.evaluate(_CHANGES, 3)  # what is worked out once a zoom counts for no change
    change_ms, frames = page.evaluate(_CHANGES, changes), page.evaluate(_DRAG)
    return {"change_ms": change_ms, "frames": frames, "by_field_ms": _by_field(screen)}


def _by_field(screen: Screen) -> list[float]:
    page, took = screen.page, []
    for country in ("Mali", "Niger", "Burkina Faso"):
        field = page.locator(".st-key-filter-country input")
        field.click()  # scrolls to it first: a list that opens while the page scrolls closes again
        field.fill(country)
        page.get_by_role("option", name=country, exact=True).wait_for()
        field.press("ArrowDown")
        page.evaluate(_BY_FIELD)
        field.press("Enter")
        took.append(page.evaluate("() => window.byField"))
        screen.settle()
    return took


def as_text(found: dict[int, dict[str, Any]]) -> str:
    """Write the table."""
    lines = [f"{'rows':>10} {'median ms':>10} {'p95 ms':>8} {'frames/s':>9} {'by fields ms':>13} {'times faster':>13}"]
    for rows, of_size in found.items():
        took = sorted(of_size["change_ms"])
        median, p95 = statistics.median(took), took[int(len(took) * 0.95)]
        field = statistics.median(of_size["by_field_ms"])
        figures = f"{median:>10.0f} {p95:>8.0f} {of_size['frames']:>9.0f} {field:>13.0f} {field / median:>13.1f}"
        lines.append(f"{rows or 'story':>10} {figures}")
    return "\n".join(lines)


@pytest.mark.slow
@pytest.mark.alone
def test_the_live_filter_is_ahead_of_the_fields(browser: Browser, capsys: pytest.CaptureFixture[str]) -> None:
    """A short run. A time tells of the machine; that the map need not wait for Python is what is asserted."""
    found = measure(browser, (2_000,), 8)
    with capsys.disabled():
        print(f"\n{as_text(found)}")
    of_size = found[2_000]
    assert statistics.median(of_size["change_ms"]) < statistics.median(of_size["by_field_ms"])


def main() -> None:
    """Measure at length, print the table and write the JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.instant", description="See the module.")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="numbers of rows; 0 for the story alone")
    parser.add_argument("--json", type=Path, default=Path(__file__).parent / "out" / "instant.json")
    chosen = parser.parse_args()
    with chromium.started() as browser:
        found = measure(browser, chosen.sizes, CHANGES)
    chosen.json.parent.mkdir(parents=True, exist_ok=True)
    document = {"cores": os.cpu_count(), "rows": {str(rows): of_size for rows, of_size in found.items()}}
    chosen.json.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    print(as_text(found))


if __name__ == "__main__":
    main()
