"""A small file of imported events as the browser gets it, and a page to draw it on, both without a server."""

from __future__ import annotations

import base64
import datetime as dt
import gzip
import json
import re
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

import numpy as np
import pandas as pd
from playwright.sync_api import Page, Route

from geodata.asking.filters import Filters
from geodata.drawing.imported_columns import columns_bytes
from geodata.drawing.mask import encode_mask
from geodata.exports.web_page import html_bytes
from geodata.imported.event_set import EventSet
from geodata.imported.texts import block_count, text_block
from geodata.importers.model import COLUMNS
from geodata.reading.story import load_story
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select

HOME = "http://map.test"
MISSING_DAY = -(2**31)
_DATA = re.compile(r'(?<=<script type="application/json" id="data">).*?(?=</script>)', re.DOTALL)


@dataclass
class EventFile:
    """Events by their columns. ``lat`` and ``lon`` in degrees, NaN without a place; ``start`` in days since 1970."""

    lat: np.ndarray
    lon: np.ndarray
    vague: np.ndarray
    deaths: np.ndarray
    start: np.ndarray
    titles: list[str] = field(default_factory=list)
    name: str = "columns"

    @property
    def placed(self) -> np.ndarray:
        """Which rows have a place."""
        return ~np.isnan(self.lat)

    @cached_property
    def events(self) -> EventSet:
        """The same events as the importers would have read them; every other one is the Malian army's."""
        rows = len(self.lat)
        days = pd.Series(np.where(self.start == MISSING_DAY, 0, self.start)).astype("int64")
        dates = pd.to_datetime(days, unit="D").where(self.start != MISSING_DAY)
        titles = [*self.titles, *(f"Event {row}" for row in range(len(self.titles), rows))]
        given = {
            "source_row": np.arange(rows) + 2,
            "date_start": dates.to_numpy(),
            "date_end": dates.to_numpy(),
            "lat": self.lat,
            "lon": self.lon,
            "place_precision": pd.Categorical(np.where(self.vague, "region", "exact")),
            "radius_km": np.full(rows, np.nan),
            "actors": _tuples(("Army",), ("Wagner",), rows),
            "actor_kinds": _tuples(("",), ("",), rows),
            "actor_ids": _tuples(("malian-army",), ("wagner",), rows),
            "title": pd.array(titles, dtype="str"),
            "may_export": np.full(rows, True),
        }
        given |= {name: self.deaths.astype(float) for name in ("low", "best", "high")}
        words = {"date_precision": "day", "country": "MLI", "kind": "battle", "dataset": "Tests", "licence": "CC0"}
        words |= {"fatalities_meaning": "killed"}
        given |= {name: pd.Categorical([word] * rows) for name, word in words.items()}
        given |= {name: pd.array([""] * rows, dtype="str") for name in ("place_name", "notes", "source_text")}
        index = pd.Index([f"t:{row}" for row in range(rows)], name="id")
        frame = pd.DataFrame({name: given[name] for name in COLUMNS}, index=index)
        names = pd.DataFrame({"name": ["Army", "Wagner"], "actor_id": ["malian-army", "wagner"], "rows": [rows, rows]})
        return EventSet(frame, "mine.csv", "plain table", "Tests", "CC0", True, names)

    def columns(self) -> bytes:
        """The binary of the columns."""
        return columns_bytes(self.events, load_story())

    def texts(self, block: int) -> bytes:
        """A block of texts."""
        return text_block(self.events, block)

    def state(self, mask: np.ndarray | None = None, selected: int | None = None) -> dict[str, Any]:
        """What a state says of these events."""
        on = np.ones(len(self.lat), bool) if mask is None else mask
        address = {"columns": f"{HOME}/{self.name}", "texts": f"{HOME}/{self.name}/texts/"}
        return {**address, "mask": encode_mask(on), "selected": selected, "shown": int(on.sum())}

    def inline(self) -> dict[str, Any]:
        """The same with everything in data addresses, as in a stand-alone file."""
        blocks = range(block_count(self.events))
        return {
            **self.state(),
            "columns": _packed(self.columns()),
            "texts": [_packed(self.texts(block)) for block in blocks],
        }


def _tuples(even: tuple[str, ...], odd: tuple[str, ...], rows: int) -> np.ndarray:
    found = np.empty(rows, dtype=object)
    found[:] = [odd if row % 2 else even for row in range(rows)]
    return found


def _packed(body: bytes) -> str:
    return "data:application/gzip;base64," + base64.b64encode(gzip.compress(body)).decode()


def scattered(rows: int, seed: int = 7, lost: float = 0.05) -> EventFile:
    """Events here and there in the Sahel; a part of them without a place."""
    random = np.random.default_rng(seed)
    lat, lon = random.normal(16, 3, rows), random.normal(1, 5, rows)
    lat[random.random(rows) < lost] = np.nan
    lon[np.isnan(lat)] = np.nan
    vague, deaths = random.random(rows) < 0.3, random.integers(0, 60, rows)
    return EventFile(lat, lon, vague, deaths, np.sort(random.integers(17_600, 20_000, rows)))


def spots(
    *places: tuple[float, float], vague: bool = False, deaths: int = 100, titles: list[str] | None = None
) -> EventFile:
    """One event at each of some places, ``(lat, lon)``, on 1, 2, 3... January 2020."""
    lat, lon = (np.array(part, dtype=float) for part in zip(*places, strict=True))
    count = len(places)
    day = 18_262 + np.arange(count)
    return EventFile(lat, lon, np.full(count, vague), np.full(count, deaths), day, titles or [])


@cache
def _html() -> str:
    story, filters = load_story(), Filters()
    made = dt.datetime(2024, 11, 23, tzinfo=dt.UTC)
    return html_bytes(select(story, filters), colophon(story, filters, made)).decode()


def bare_page(imported: dict[str, Any] | None, marks: bool) -> str:
    """The stand-alone page with imported events; ``marks`` says whether the story itself is on the map too."""
    html = _html()
    found = _DATA.search(html)
    assert found is not None
    data = json.loads(found[0])
    data["state"]["imported"] = imported
    if not marks:
        data["state"] |= {"marks": False, "sites": False, "shade": False, "legs": [], "waypoints": [], "legend": []}
    written = json.dumps(data).replace("<", "\\u003c")
    return _DATA.sub(lambda _: written, html).replace("connect-src data:", "connect-src 'self' data:")


class EventPage:
    """The page in a browser, its imported events, and what was asked for."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.files: dict[str, EventFile] = {}
        self.asked: list[str] = []
        self.html = ""
        self.page.route(f"{HOME}/**", self._answer)
        self.page.set_default_timeout(20_000)

    def open(self, events: EventFile, marks: bool = False, inline: bool = False, **state: Any) -> None:
        """Open the page with events and wait until they are drawn. ``inline`` puts them into the page itself."""
        self.files[events.name] = events
        self.html = bare_page(events.inline() if inline else events.state(**state), marks)
        self.page.goto(f"{HOME}/page")
        self.page.wait_for_selector("#map_div[data-drawn][data-imported]", state="attached")
        self.page.wait_for_selector("#map_div[data-basemap=whole]", state="attached")
        self.run(
            """() => {
                window.chosen = [];
                CM = ConflictMap; map = CM.renderer.map; layer = CM.renderer.imported;
                map.setMaxBounds(null); map.setMinZoom(3);
                CM.renderer.keepInside = () => {};
                map.on('cm:choose', event => chosen.push(event));
            }"""
        )

    def _answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOME + "/")
        name, _, block = path.partition("/texts/")
        self.asked.append(path)
        if path == "page":
            route.fulfill(body=self.html, content_type="text/html; charset=utf-8")
        elif name in self.files:
            events = self.files[name]
            route.fulfill(body=events.texts(int(block)) if block else events.columns())
        else:
            route.fulfill(status=404)

    def run(self, script: str, argument: Any = None) -> Any:
        """Run a script in the page."""
        return self.page.evaluate(script, argument)

    def update(self, imported: dict[str, Any] | None) -> None:
        """Give the map another state and wait until it is drawn."""
        seq = self.run(
            """imported => {
                const seq = String(Math.random());
                CM.update({ ...CM.renderer.state, imported, seq });
                return seq;
            }""",
            imported,
        )
        self.page.wait_for_selector(f"#map_div[data-drawn='{seq}']", state="attached")

    def go(self, lat: float, lon: float, zoom: float) -> None:
        """Move the map, at once."""
        self.run("([lat, lon, zoom]) => { map.setView([lat, lon], zoom, { animate: false }); }", [lat, lon, zoom])

    def counts(self) -> tuple[int, int, int]:
        """Events shown, in all with a place, outside the view."""
        shown, total, outside = self.run("() => map.getContainer().dataset.imported").split("/")
        return int(shown), int(total), int(outside)

    def point(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a place is in the window, in pixels."""
        x, y = self.run(
            """at => {
                const p = map.latLngToContainerPoint(at), box = map.getContainer().getBoundingClientRect();
                return [p.x + box.x, p.y + box.y];
            }""",
            [lat, lon],
        )
        return x, y

    def colour(self, lat: float, lon: float) -> tuple[int, int, int, int]:
        """The canvas's own pixel at a place: red, green, blue, opacity."""
        found: list[int] = self.run(
            """at => {
                const { view } = layer.drawn, ratio = layer.canvas.width / view.width;
                const p = map.latLngToLayerPoint(at).subtract(view.at).multiplyBy(ratio);
                return [...layer.ink.getImageData(Math.round(p.x), Math.round(p.y), 1, 1).data];
            }""",
            [lat, lon],
        )
        return found[0], found[1], found[2], found[3]
