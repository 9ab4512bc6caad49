"""Where the map of a page opens: where the story says it, else around what the page shows."""

from __future__ import annotations

from dataclasses import replace

from shapely.geometry import box

from geodata.basemap import extent
from geodata.drawing.story_map import Bounds
from geodata.reading.story import Story, load_story
from geodata.views.frames import of_everything, of_the_fighting, of_the_route
from geodata.views.registry import PAGE_KINDS
from small_tables import SmallTables
from tests.real_story import KIDAL, REAL, THEATRE, VALLEY


def shape(bounds: Bounds) -> box:
    (south, west), (north, east) = bounds
    return box(west, south, east, north)


def test_the_story_says_where_the_map_of_each_page_opens() -> None:
    frames = {kind.name: kind.home(REAL) for kind in PAGE_KINDS if kind.has_map}
    assert (frames["overview"], frames["route"], frames["episode"]) == (THEATRE, KIDAL, VALLEY)
    assert frames["presence"] == frames["timeline"] == THEATRE
    assert not any(kind.home(REAL) for kind in PAGE_KINDS if not kind.has_map)


def test_without_a_word_of_it_each_opens_around_what_it_shows(small_tables: SmallTables) -> None:
    small = load_story(small_tables.folder)
    everything, fighting, route = (make(small) for make in (of_everything, of_the_fighting, of_the_route))
    assert all(shape(everything).contains(point) for point in small.places.geometry.dropna())
    assert shape(fighting).contains(small.places.geometry["P_VALLEY"])
    assert shape(everything).covers(shape(route))
    assert {kind.home(small) for kind in PAGE_KINDS if kind.has_map} == {everything, fighting, route}


def test_a_story_without_points_opens_on_the_whole_basemap() -> None:
    story: Story = replace(REAL, places=REAL.places.iloc[:0])
    assert of_everything(story) == of_the_route(story) == extent()
