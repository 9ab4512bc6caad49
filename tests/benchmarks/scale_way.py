"""The ways of showing many events that ``scale.py`` compares: this dashboard, and three plain ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.screen import IDLE, MAP
from tests.browser.server import REPOSITORY

#: Milliseconds that a viewer waits for the report on a file at most.
_READING = 300_000

#: The second number of ``data-imported`` is how many of the viewer's own rows pass and have a place: all are drawn.
_IMPORTED = f"""() => {{
    const box = document.querySelector({MAP!r})?.contentDocument?.querySelector('#map_div[data-drawn]');
    return Number((box?.dataset.imported ?? '').split('/')[1] ?? 0);
}}"""

_MARKERS = """() => [...document.querySelectorAll('iframe')]
    .reduce((n, frame) => n + (frame.contentDocument?.getElementsByClassName('leaflet-marker-icon').length ?? 0), 0)"""

#: What st_folium added last is asked once how much it holds: it never grows.
_LAYER = """() => {
    for (const { contentWindow: frame } of document.querySelectorAll('iframe')) {
        const group = frame.feature_group?.at(-1);
        if (!group || !frame.map.hasLayer(group)) continue;
        return group.held ??= (layer => LAYER_COUNT)(group.getLayers()[0]);
    }
    return 0;
}"""


@dataclass(frozen=True)
class Way:
    """One way of showing the events of a file.

    ``count`` is a count (see ``clock.py``) of the rows that are drawn. ``bring`` leads a viewer to a page from which a
    click on "Overview" shows them. ``warm`` is a page that has the server do everything once, with no rows. A way is
    not run with more than ``most`` rows: it would take minutes.
    """

    name: str
    count: str
    most: int
    bring: Callable[[Page, str, Path], None]
    script: Path = Path(__file__).parent / "plain_scale.py"
    plain: str = ""
    warm: str = "/map?empty=yes"


def _upload(page: Page, home: str, file: Path) -> None:
    page.goto(f"{home}/your_data")
    page.wait_for_selector(IDLE)
    page.locator(".st-key-choose-file input[type=file]").set_input_files(file)
    accept = page.locator(".st-key-bringing-accept button:visible")
    accept.wait_for(timeout=_READING)
    accept.click()
    page.locator(".st-key-bringing-take_away button:visible").wait_for()
    page.wait_for_selector(IDLE)


def _open(page: Page, home: str, _: Path) -> None:
    page.goto(home)
    page.wait_for_selector(f"{IDLE} .stMarkdown")


OURS = Way("this dashboard", _IMPORTED, 1_000_000, _upload, REPOSITORY / "app.py", warm="/")
PLAIN = (
    Way("one marker a row", _MARKERS, 10_000, _open, plain="markers"),
    Way("one GeoJson", _LAYER.replace("LAYER_COUNT", "layer.getLayers().length"), 100_000, _open, plain="geojson"),
    Way(
        "FastMarkerCluster",
        _LAYER.replace("LAYER_COUNT", "layer._topClusterLevel.getChildCount()"),
        100_000,
        _open,
        plain="clusters",
    ),
)
