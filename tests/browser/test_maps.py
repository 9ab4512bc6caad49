"""Each page with a map draws it, with its marks, and asks no other host for anything (see ``new_screen``)."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from geodata.asking.filters import Filters, events_mask, presence_mask
from geodata.drawing.style import candidate_looks
from geodata.reading.coverage import coverage
from geodata.reading.precision import GLYPH_LIMIT_KM, is_drawn_as_point
from geodata.reading.story import Story, load_story
from tests.browser.conftest import NewReader
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen
from tests.page_lists import WITH_MAP, WITHOUT_MAP
from tests.real_story import REAL

#: What is drawn as a point on places: markers, dots of towns, and circles smaller than the place.
_POINTS_AT = """([places, zoom]) => {
    const map = ConflictMap.renderer.map, found = [];
    for (const [id, lat, lon, km] of places) {
        if (zoom) map.setView([lat, lon], zoom, { animate: false });
        ConflictMap.renderer.labels.place();
        const at = map.latLngToContainerPoint([lat, lon]);
        map.eachLayer(layer => {
            if (!layer.getLatLng || layer instanceof L.Tooltip) return;
            if (map.distance(layer.getLatLng(), [lat, lon]) > 1000) return;
            const edge = map.containerPointToLatLng(at.add([layer.options.radius || 0, 0]));
            if (!layer.options.radius || map.distance([lat, lon], edge) < 1000 * km) found.push(id + ' a marker');
        });
        if (zoom) for (const dot of document.querySelectorAll('.cm-dot, .cm-chip')) {
            const box = dot.getBoundingClientRect(), frame = map.getContainer().getBoundingClientRect();
            const middle = L.point(box.left + box.width / 2 - frame.left, box.top + box.height / 2 - frame.top);
            if (middle.distanceTo(at) < 3) found.push(id + ' a dot');
        }
    }
    return found;
}"""


@pytest.fixture
def screen(reader: Reader) -> Reader:
    """One reader serves all tests of this file: they look and choose, and leave nothing behind but a view."""
    return reader


@pytest.fixture(scope="module")
def story() -> Story:
    return load_story()


def with_a_mark(story: Story, table: str, shown) -> list[str]:  # type: ignore[no-untyped-def]
    """The ids of the rows of a table that stand at a place known well enough for a mark of its own."""
    rows = getattr(story, table)[shown]
    marked = []
    for row_id, place_id in rows["place_id"].items():
        if place_id and not rows.get("nature", {}).get(row_id, "").startswith("country"):
            place = story.places.loc[place_id]
            if is_drawn_as_point(place["precision"], place["radius_km"]):
                marked.append(row_id)
    return sorted(marked)


def drawn_legs(screen: Screen) -> list[str]:
    """The ids of the legs of the route that are drawn."""
    found: list[str] = (
        screen.page.frame_locator(MAP)
        .locator("path[data-leg]")
        .evaluate_all("paths => paths.map(path => path.dataset.leg)")
    )
    return sorted(found)


#: Whether the pictures of the relief are there.
_RELIEF = """() => {
    const relief = [...document.querySelectorAll('.leaflet-image-layer')];
    return relief.length > 0 && relief.every(image => image.complete && image.naturalWidth > 0);
}"""
#: The windows that each page with a map is opened in: width and height in pixels.
SIZES = ((1280, 720), (1920, 1080), (390, 844))
#: Whether the legend is unfolded, and the marks that it hides.
_LEGEND = """() => {
    const legend = document.querySelector('.cm-legend'), a = legend.getBoundingClientRect();
    const marks = [...document.querySelectorAll('.cm-mark[data-rows]')].filter(mark => {
        const b = mark.getBoundingClientRect();
        return b.width && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    });
    return [legend.open, marks.map(mark => mark.dataset.rows)];
}"""
#: The letters of candidate positions, and what they lie on.
_LETTERS = """() => [[...document.querySelectorAll('.cm-face-rim')].map(one => one.textContent),
    [...document.querySelectorAll('.cm-face-rim')].flatMap(one => {
        const a = one.getBoundingClientRect();
        return [...document.querySelectorAll('.cm-label, .cm-mark, .leaflet-control')].filter(other => {
            const b = other.getBoundingClientRect();
            return other !== one && b.width && a.left < b.right - 1 && b.left < a.right - 1
                && a.top < b.bottom - 1 && b.top < a.bottom - 1;
        }).map(other => one.textContent + ' on ' + other.textContent);
    })]"""


@dataclass(frozen=True)
class Drawn:
    """What a map shows in a window: marks, line of counts, legend (unfolded, hidden marks), letters (all, hits)."""

    marks: list[str]
    line: str
    legend: tuple[bool, list[str]]
    letters: tuple[list[str], list[str]]
    points: list[str]


Maps = dict[tuple[str, int], Drawn]


class Atlas:
    """Opens each map once in each window, when somebody first asks."""

    def __init__(self, new_reader: NewReader, seen: Maps) -> None:
        self.new_reader, self.seen = new_reader, seen

    def map(self, path: str, size: tuple[int, int] = SIZES[0]) -> Drawn:
        if (path, size[0]) not in self.seen:
            self.seen[path, size[0]] = self._look(path, size)
        return self.seen[path, size[0]]

    def _look(self, path: str, size: tuple[int, int]) -> Drawn:
        reader = self.new_reader(*size)
        reader.open(path)
        # the marks do not wait for the relief, so the relief is waited for
        reader.frame.wait_for_function(_RELIEF)
        reader.frame.wait_for_selector("#map_div[data-basemap=whole]", state="attached")
        if path == "/kidal_ambush":
            reader.frame.wait_for_selector(".cm-face-rim")
        legend, letters = reader.frame.evaluate(_LEGEND), reader.frame.evaluate(_LETTERS)
        marks, line = reader.marks(), reader.count_line()
        # last, since it moves the map
        points = [] if size != SIZES[0] else points_on_vague_places(reader)
        return Drawn(marks, line, (legend[0], legend[1]), (letters[0], letters[1]), points)


def points_on_vague_places(reader: Reader) -> list[str]:
    """What is drawn as a point on a place known to no better than 25 km, at the opening view and nearer."""
    vague = REAL.places[REAL.places["radius_km"] > GLYPH_LIMIT_KM]
    places = [[row.Index, row.geometry.y, row.geometry.x, row.radius_km] for row in vague.itertuples()]
    assert len(places) >= 4
    found: list[str] = []
    for zoom in (None, 7, 9):
        found += [f"{point} at zoom {zoom}" for point in reader.frame.evaluate(_POINTS_AT, [places, zoom])]
    return found


@pytest.fixture(scope="module")
def seen() -> Maps:
    return {}


@pytest.fixture
def atlas(new_reader: NewReader, seen: Maps) -> Atlas:
    return Atlas(new_reader, seen)


@pytest.mark.parametrize("path", WITH_MAP)
def test_a_page_draws_its_map_and_its_marks(atlas: Atlas, path: str) -> None:
    drawn = atlas.map(path)
    assert drawn.marks
    assert re.fullmatch(r"(\d+) of \1 [\w ]+ shown(; \d+ have no place)?", drawn.line)


@pytest.mark.parametrize("path", WITHOUT_MAP)
def test_a_page_without_a_map_opens(reader: Reader, path: str) -> None:
    reader.open(path, with_map=False)
    expect(reader.page.get_by_text(coverage(REAL).words())).to_be_visible()


def test_the_overview_marks_every_event_and_site_with_a_well_known_place(atlas: Atlas, story: Story) -> None:
    everything = Filters()
    events = with_a_mark(story, "events", events_mask(story, everything))
    sites = with_a_mark(story, "presence", presence_mask(story, everything))
    assert len(events) > 30
    assert atlas.map("/").marks == sorted(events + sites)


def test_the_marks_obey_the_filter_in_the_address(reader: Reader, story: Story) -> None:
    reader.open("/", country="NER", actor="africa-corps")
    wanted = Filters(countries=("NER",), actors=("africa-corps",))
    events = with_a_mark(story, "events", events_mask(story, wanted))
    sites = with_a_mark(story, "presence", presence_mask(story, wanted))
    assert reader.marks() == sorted(events + sites)


def test_the_route_is_drawn_leg_by_leg(reader: Reader, story: Story) -> None:
    reader.open("/convoy_route")
    legs = drawn_legs(reader)
    assert legs == sorted(story.legs.index[story.legs["variant"] == "enriched"])


def test_the_route_can_be_reduced_to_the_base_document(reader: Reader, story: Story) -> None:
    reader.open("/convoy_route", variant="base-document-only")
    legs = drawn_legs(reader)
    assert legs == sorted(story.legs.index[story.legs["variant"] == "base-document-only"])


@pytest.mark.parametrize("path", WITH_MAP)
def test_no_place_over_25_km_has_a_point_glyph(atlas: Atlas, path: str) -> None:
    assert atlas.map(path).points == []


def test_a_vague_place_is_an_area_and_never_a_pin(reader: Reader) -> None:
    reader.open("/kidal_ambush")
    areas = reader.page.frame_locator(MAP).locator("path[data-rows~='E34']")
    assert areas.count() == 1
    assert "E34" not in reader.marks()


def test_the_candidates_are_rings_with_letters_that_keys_and_pointers_reach(reader: Reader) -> None:
    reader.show("/kidal_ambush")
    map_ = reader.page.frame_locator(MAP)
    for letter in ("A", "B"):
        expect(map_.locator(".cm-face-rim", has_text=letter)).to_have_count(1)
    ring = map_.locator("path[data-candidate='P_INTAGHAGHITE']")
    expect(ring).to_have_attribute("aria-label", re.compile("Candidate position B: Intaghaghite"))
    expect(ring).to_have_attribute("role", "button")
    # one stop of the walk through the marks, of which one at a time is in the page's own Tab order
    expect(ring).to_have_attribute("tabindex", re.compile("^(0|-1)$"))
    area = map_.locator("path[data-rows~='E34']")
    expect(area).to_have_attribute("aria-label", re.compile("Candidate position A: as coded by UCDP"))
    visible = map_.locator(".leaflet-cm-areas-pane path[stroke-dasharray]")
    dashes = visible.evaluate_all("paths => paths.map(path => path.getAttribute('stroke-dasharray'))")
    assert {look.dash for look in candidate_looks(REAL).values()} <= set(dashes)
    ring.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.card).to_contain_text("Retreating convoy destroyed")


@pytest.mark.parametrize("size", [SIZES[0], SIZES[2]])
def test_the_letters_of_the_candidates_lie_on_no_mark_and_no_word(atlas: Atlas, size: tuple[int, int]) -> None:
    letters, hits = atlas.map("/kidal_ambush", size).letters
    assert letters
    assert hits == []


@pytest.mark.parametrize("size", SIZES)
def test_the_legend_hides_no_mark(atlas: Atlas, size: tuple[int, int]) -> None:
    legends = {path: atlas.map(path, size).legend for path in WITH_MAP}
    assert {path: hidden for path, (_, hidden) in legends.items()} == {path: [] for path in WITH_MAP}
    assert legends["/russian_presence"][0] == (size[0] > 390)
    assert legends["/"][0] == (size == (1920, 1080))
