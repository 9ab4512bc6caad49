"""How long a viewer waits: from a change of the filter to the new marks, and for the first map.

    bash tests/run tests/benchmarks -s             a short run
    python -m tests.benchmarks.filter_change       a long one; --repetitions, --json

Each is measured beside the plain way (``plain_page.py``), in turns, in one run, in the browser itself: from
the key that changes the filter to the frame in which as many marks stand as there should. The plain way is
favoured: no basemap, two of folium's seven scripts and styles, and all of it from this machine.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import tempfile
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests import chromium
from tests.benchmarks.clock import counted, elements, first_seen, read_clock, set_clock, wait_for
from tests.browser.screen import IDLE, PATIENCE
from tests.browser.server import REPOSITORY, served

HERE = Path(__file__).parent
OUT = HERE / "out" / "filter_change.json"
SHORT, LONG = 2, 25


@dataclass(frozen=True)
class Way:
    """One way of showing the events. The selectors are looked for inside the map's frame."""

    name: str
    script: Path
    mark: str
    option: str
    first: str
    first_path: str = "/"


OURS = Way("this dashboard", REPOSITORY / "app.py", ".cm-mark[data-rows]", "Mali", "#map_div[data-drawn]")
PLAIN = Way(
    "plain folium",
    HERE / "plain_folium.py",
    ".leaflet-marker-icon",
    "MLI",
    ".leaflet-container .leaflet-control-zoom",
    "/?empty=yes",
)


@dataclass
class Times:
    """Milliseconds, one number a measurement."""

    filter_change: list[float] = field(default_factory=list)
    first_map: list[float] = field(default_factory=list)

    def medians(self) -> dict[str, float]:
        """The median of each."""
        return {name: statistics.median(values) for name, values in asdict(self).items()}


class Change:
    """A page on which a filter can be put on and taken off, and each change timed."""

    def __init__(self, page: Page, home: str, way: Way) -> None:
        self.page, self.way, self.count = page, way, elements(way.mark)
        page.set_default_timeout(PATIENCE)
        page.goto(home)
        page.wait_for_selector(IDLE)
        wait_for(page, self.count, "n > 0")
        self.all = counted(page, self.count)
        self._type(way.option, "Enter")
        wait_for(page, self.count, f"n !== 0 && n !== {self.all}")
        self.some = counted(page, self.count)
        self._type("", "Backspace")
        wait_for(page, self.count, f"n === {self.all}")

    def times(self) -> tuple[float, float]:
        """Put the filter on and take it off; give both times in milliseconds."""
        return self._timed(self.way.option, "Enter", self.some), self._timed("", "Backspace", self.all)

    def _timed(self, text: str, key: str, wanted: int) -> float:
        self.page.wait_for_selector(IDLE)
        set_clock(self.page, self.count, wanted)
        self._type(text, key)
        return read_clock(self.page)

    def _type(self, text: str, key: str) -> None:
        field = self.page.locator(".st-key-filter-country input")
        if text:
            field.click()  # scrolls to it first: a list that opens while the page scrolls closes again
            field.fill(text)
            self.page.get_by_role("option", name=text).first.wait_for()
            field.press("ArrowDown")
        else:
            field.focus()
        field.press(key)


def first_map(browser: Browser, home: str, way: Way) -> float:
    """Milliseconds from the start of the navigation to the first map, by a viewer with an empty cache."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.add_init_script(first_seen(elements(way.first)))
    page = context.new_page()
    page.goto(home + way.first_path)
    page.wait_for_function("() => window.firstSeen", timeout=PATIENCE)
    took: float = page.evaluate("() => window.firstSeen")
    context.close()
    return took


def measure(browser: Browser, repetitions: int) -> dict[str, Times]:
    """Measure both ways in turns, so that a busy moment of the machine falls on both."""
    ways = (OURS, PLAIN)
    times = {way.name: Times() for way in ways}
    with (
        tempfile.TemporaryDirectory() as logs,
        served(OURS.script, Path(logs, "ours")) as ours,
        served(PLAIN.script, Path(logs, "plain")) as plain,
    ):
        homes = {OURS.name: ours, PLAIN.name: plain}
        for way in ways:
            first_map(browser, homes[way.name], way)  # the servers' own first time counts for neither
        for _ in range(repetitions):
            for way in ways:
                times[way.name].first_map.append(first_map(browser, homes[way.name], way))
        pages = {way.name: browser.new_page(viewport={"width": 1280, "height": 720}) for way in ways}
        changes = {way.name: Change(pages[way.name], homes[way.name], way) for way in ways}
        for _ in range(repetitions):
            for name, change in changes.items():
                pages[name].bring_to_front()
                times[name].filter_change.extend(change.times())
        for page in pages.values():
            page.close()
    return times


def table(times: dict[str, Times]) -> str:
    """The medians side by side, as text."""
    ours, plain = times[OURS.name].medians(), times[PLAIN.name].medians()
    rows = [("median, milliseconds", OURS.name, PLAIN.name, "ratio")]
    labels = {"filter_change": "filter change to new marks", "first_map": "first map (plain: empty map)"}
    rows += [(words, f"{ours[k]:.0f}", f"{plain[k]:.0f}", f"{ours[k] / plain[k]:.2f}") for k, words in labels.items()]
    return "\n".join(f"{a:32}{b:>16}{c:>16}{d:>8}" for a, b, c, d in rows)


def write(times: dict[str, Times], path: Path) -> None:
    """Write every single time, the medians and how many cores there were, as JSON."""
    document = {
        "unit": "milliseconds",
        "cores": os.cpu_count(),
        "ways": {name: {"medians": t.medians(), "all": asdict(t)} for name, t in times.items()},
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


@pytest.mark.alone
def test_filter_change_beside_the_plain_way(browser: Browser, capsys: pytest.CaptureFixture[str]) -> None:
    """A short run. It prints what it found and asserts no time: a time says more about the machine."""
    times = measure(browser, SHORT)
    write(times, OUT)
    with capsys.disabled():
        print(f"\n{table(times)}")
    for found in times.values():
        assert len(found.filter_change) == 2 * SHORT
        assert len(found.first_map) == SHORT


def main() -> None:
    """Measure at length, print the table and write the JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.filter_change", description=table.__doc__)
    parser.add_argument("--repetitions", type=int, default=LONG, help=f"how often (default: {LONG})")
    parser.add_argument("--json", type=Path, default=OUT, help="where to write every single time")
    chosen = parser.parse_args()
    with chromium.started() as browser:
        times = measure(browser, chosen.repetitions)
    write(times, chosen.json)
    print(table(times))


if __name__ == "__main__":
    main()
