"""Each page with a map draws it, with its marks, and asks no other host for anything (see ``new_screen``)."""

from __future__ import annotations

import pytest

from geodata.filters import Filters, events_mask, presence_mask
from geodata.precision import is_drawn_as_point
from geodata.story import Story, load_story
from tests.browser.conftest import NewScreen
from tests.browser.screen import MAP, Screen

WITH_MAP = ("/", "/kidal_ambush", "/convoy_route", "/russian_presence", "/timeline")
WITHOUT_MAP = ("/evidence", "/method")


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


@pytest.mark.parametrize("path", WITH_MAP)
def test_a_page_draws_its_map_and_its_marks(screen: Screen, path: str) -> None:
    screen.open(path)
    assert screen.marks()
    assert screen.count_line() == "52 of 52 events shown; 2 have no place"
    # the marks do not wait for the relief, so the relief is waited for
    screen.frame.wait_for_function(
        """() => {
            const relief = [...document.querySelectorAll('.leaflet-image-layer')];
            return relief.length > 0 && relief.every(image => image.complete && image.naturalWidth > 0);
        }"""
    )


@pytest.mark.parametrize("path", WITHOUT_MAP)
def test_a_page_without_a_map_opens(screen: Screen, path: str) -> None:
    screen.open(path, with_map=False)
    assert screen.count_line() == "52 of 52 events shown; 2 have no place"


def test_the_overview_marks_every_event_and_site_with_a_well_known_place(screen: Screen, story: Story) -> None:
    screen.open("/")
    everything = Filters()
    events = with_a_mark(story, "events", events_mask(story, everything))
    sites = with_a_mark(story, "presence", presence_mask(story, everything))
    assert len(events) > 30
    assert screen.marks() == sorted(events + sites)


def test_the_marks_obey_the_filter_in_the_address(screen: Screen, story: Story) -> None:
    screen.open("/", country="NER", actor="africa-corps")
    wanted = Filters(countries=("NER",), actors=("africa-corps",))
    events = with_a_mark(story, "events", events_mask(story, wanted))
    sites = with_a_mark(story, "presence", presence_mask(story, wanted))
    assert screen.marks() == sorted(events + sites)


def test_the_route_is_drawn_leg_by_leg(screen: Screen, story: Story) -> None:
    screen.open("/convoy_route")
    legs = drawn_legs(screen)
    assert legs == sorted(story.legs.index[story.legs["variant"] == "enriched"])


def test_the_route_can_be_reduced_to_the_base_document(screen: Screen, story: Story) -> None:
    screen.open("/convoy_route", variant="base-document-only")
    legs = drawn_legs(screen)
    assert legs == sorted(story.legs.index[story.legs["variant"] == "base-document-only"])


def test_a_vague_place_is_an_area_and_never_a_pin(screen: Screen) -> None:
    screen.open("/kidal_ambush")
    areas = screen.page.frame_locator(MAP).locator("path[data-rows~='E34']")
    assert areas.count() == 1
    assert "E34" not in screen.marks()


@pytest.mark.parametrize("path", [*WITH_MAP, *WITHOUT_MAP])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_window(new_screen: NewScreen, path: str, width: int) -> None:
    screen = new_screen(width, 844 if width == 390 else 720)
    screen.open(path, with_map=path in WITH_MAP)
    assert screen.overflow() <= 0


@pytest.mark.parametrize("path", WITH_MAP)
def test_on_a_phone_the_map_is_drawn_and_fits(new_screen: NewScreen, path: str) -> None:
    screen = new_screen(390, 844, is_mobile=True, has_touch=True)
    screen.open(path)
    box = screen.page.locator(".st-key-map-frame iframe").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    assert box["height"] > 300
