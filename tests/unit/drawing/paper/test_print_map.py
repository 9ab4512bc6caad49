"""The printed map shows what passes the filter, looks like the screen, and says how it is to be read."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache

import numpy as np
import pytest
import shapely
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import Collection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch

from geodata.asking.filters import Filters
from geodata.drawing.paper.base import abroad, base_labels, crowded_names
from geodata.drawing.paper.content import rows_of_page, rows_of_selection
from geodata.drawing.paper.frame import Bounds, Frame, fitted
from geodata.drawing.paper.furniture import scale_length
from geodata.drawing.paper.labels import Label, Taken, place_labels
from geodata.drawing.paper.panel import HALO_ID, Panel, Point
from geodata.drawing.paper.print_map import A4, map_and_key, natural_bounds, plain_map, print_map
from geodata.drawing.style import LEG_KINDS, PHASES, candidate_looks, side_looks
from geodata.exports.scene_maps import scene_rows
from geodata.languages import speaking
from geodata.reading.precision import GLYPH_LIMIT_KM, distance_km
from geodata.reading.story import Story, load_story
from geodata.selecting.colophon import Colophon, colophon
from geodata.selecting.selection import Selection, select
from geodata.telling.scenes import story_scenes
from geodata.views.registry import page_map
from tests.real_story import EVENTS, FRENCH, KIDAL, REAL, THEATRE, VALLEY

MADE = dt.datetime(2024, 11, 23, 12, tzinfo=dt.UTC)


@cache
def drawn(filters: Filters, bounds: Bounds, size: tuple[float, float] = A4) -> Figure:
    """A sheet of the real story, drawn once for all tests that only look at it."""
    return print_map(select(REAL, filters), bounds, "A title", about(filters), size)


def about(filters: Filters) -> Colophon:
    return colophon(REAL, filters, MADE)


def names(figure: Figure, prefix: str) -> set[str]:
    """What was drawn, by the identifiers that the artists carry."""
    found = {artist.get_gid() or "" for artist in figure.findobj()}
    return {name.removeprefix(prefix) for name in found if name.startswith(prefix)}


def words(figure: Figure) -> str:
    texts = [text for axes in figure.axes for text in axes.texts if text.get_gid() != HALO_ID]
    return " ".join(text.get_text() for text in texts)


@pytest.fixture(scope="module")
def kidal() -> Figure:
    return drawn(Filters(), KIDAL)


def test_the_sheet_says_what_it_is(kidal: Figure) -> None:
    said, facts = words(kidal), about(Filters())
    for part in (
        "A title",
        facts.data_version,
        "23 November 2024",
        facts.claims,
        facts.borders,
        f"{EVENTS} of {EVENTS} events shown",
    ):
        assert part in said
    for part in ("Natural Earth", "NOAA GLOBE", "GeoNames", "CC BY 4.0"):
        assert part in said


def test_the_sheet_has_a_scale_bar_a_north_arrow_and_a_legend(kidal: Figure) -> None:
    carried = {artist.get_gid() for artist in kidal.findobj()}
    assert {"scale-bar", "north-arrow", "legend-line"} <= carried
    assert "km" in words(kidal)


def test_filters_and_as_of_day_stand_on_the_sheet_in_words() -> None:
    filters = Filters(countries=("NER",), known_on=dt.date(2024, 8, 1))
    said = words(drawn(filters, THEATRE))
    assert "countries: Niger" in said
    assert "1 August 2024: only what was public by then" in said


def test_the_route_looks_as_on_screen(kidal: Figure) -> None:
    lines = {line.get_gid(): line for line in kidal.findobj(Line2D) if (line.get_gid() or "").startswith("leg-")}
    for leg in select(REAL, Filters()).legs:
        line = lines[f"leg-{leg.id}"]
        phase = PHASES[leg.phase]
        look = phase if leg.phase == "intended" else LEG_KINDS[leg.kind]
        assert to_hex(line.get_color()) == phase.colour
        assert line.get_linewidth() == pytest.approx(0.75 * look.width)
        pattern = line._unscaled_dash_pattern[1]  # type: ignore[attr-defined]  # no public way to read it
        wanted = [float(part) for part in look.dash.split()]
        assert [part * look.width for part in pattern or ()] == pytest.approx(wanted)


def test_countries_are_tinted_in_the_colour_of_the_side() -> None:
    figure = drawn(Filters(countries=("NER",)), THEATRE)
    assert names(figure, "shade-") == {"NER"}
    shade = next(artist for artist in figure.findobj() if artist.get_gid() == "shade-NER")
    assert isinstance(shade, Collection)
    assert to_hex(tuple(np.asarray(shade.get_facecolor())[0])).upper() == side_looks(REAL)["russia"].colour


@pytest.mark.parametrize("bounds", [THEATRE, KIDAL, VALLEY])
@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(actors=("jnim",)),
        Filters(countries=("MLI",), date_to=dt.date(2024, 7, 24)),
        Filters(text="no such words anywhere"),
    ],
)
def test_nothing_is_drawn_that_the_filter_leaves_out(filters: Filters, bounds: Bounds) -> None:
    selection, figure = select(REAL, filters), drawn(filters, bounds)
    assert names(figure, "event-") <= set(selection.events["place_id"])
    sites = {f"{row.place_id}-{force}" for row in selection.presence.itertuples() for force in row.force_ids}
    assert names(figure, "site-") <= sites
    assert names(figure, "leg-") <= {leg.id for leg in selection.legs}
    assert names(figure, "way-") <= set(selection.waypoints.index)
    assert names(figure, "shade-") <= set(selection.presence["country"])
    used = {*selection.events["place_id"], *selection.presence["place_id"], *selection.waypoints["place_id"]}
    assert names(figure, "area-") <= used
    if not used & {"P_AMBUSH"}:
        assert not names(figure, "candidate-")


def test_every_place_of_events_in_the_frame_has_its_ring(kidal: Figure) -> None:
    before = {"P_TINZ", "P_KIDAL", "P_INAFARAK", "P_BOGHASSA"}
    assert names(kidal, "event-") == {*before, "P_TESSALIT", "P_ANOUMALANE"}


def test_a_vague_place_is_an_area_and_never_a_mark(kidal: Figure) -> None:
    assert {"P_AMBUSH", "P_TAMASSAHART"} <= names(kidal, "area-")
    assert not names(kidal, "event-") & {"P_AMBUSH", "P_TAMASSAHART"}
    assert "somewhere in this area (±30 km)" in words(kidal)


def test_candidates_stand_apart_only_where_the_scale_allows() -> None:
    valley = drawn(Filters(), VALLEY)
    assert "P_AMBUSH" in names(valley, "area-")
    assert names(valley, "candidate-") == {"P_INTAGHAGHITE", "P_WIKI_BATTLE"}
    assert names(valley, "sign-") == {"P_WIKI_BATTLE"}
    assert not names(drawn(Filters(), THEATRE), "candidate-")


def test_a_candidate_without_a_shape_has_its_letter_on_its_rim() -> None:
    figure, frame = with_frame(VALLEY)
    for place_id, look in candidate_looks(REAL).items():
        texts = [text for axes in figure.axes for text in axes.texts if look.letter and text.get_text() == look.letter]
        on_map = [text for text in texts if text.axes is map_axes(figure, frame) and text.get_gid() != HALO_ID]
        assert len(on_map) == (1 if look.letter else 0)
        for text in on_map:
            place = REAL.places.loc[place_id]
            x, y = text.get_position()
            centre = frame.place(place.geometry.y, place.geometry.x)
            reach = place["radius_km"] * frame.units_per_km()
            assert np.hypot(x - centre[0], y - 5 - centre[1]) == pytest.approx(reach, abs=8)


@pytest.mark.parametrize("bounds", [KIDAL, VALLEY])
def test_no_place_over_25_km_has_a_mark_at_its_centre(bounds: Bounds) -> None:
    figure, frame = with_frame(bounds)
    axes, seen = map_axes(figure, frame), 0
    for place in REAL.places[REAL.places["radius_km"] > GLYPH_LIMIT_KM].itertuples():
        if not frame.holds(place.geometry.y, place.geometry.x):
            continue
        seen += 1
        x, y = frame.place(place.geometry.y, place.geometry.x)
        area = place.radius_km * frame.units_per_km()
        for dot in axes.lines:
            if dot.get_marker() == "o":
                away = np.asarray(dot.get_xydata()) - (x, y)
                assert np.hypot(*away[0]) > 3, f"a dot on {place.Index}"
        for patch in (patch for patch in axes.patches if isinstance(patch, PathPatch)):
            box = patch.get_path().get_extents()
            on_it = np.hypot((box.x0 + box.x1) / 2 - x, (box.y0 + box.y1) / 2 - y) < 3
            assert not on_it or box.width > 0.5 * area, f"a mark on {place.Index}: {patch.get_gid()}"
    assert seen >= 3


@cache
def with_frame(bounds: Bounds) -> tuple[Figure, Frame]:
    """A map without its sheet, and the frame in which it is drawn."""
    rows = rows_of_selection(select(REAL, Filters()))
    figure = map_and_key(rows, bounds, (240.0, 170.0), (60.0, 170.0))[0]
    wide, high = (inches * 96.0 - 2 for inches in figure.get_size_inches())
    return figure, fitted(bounds, wide, high)


def map_axes(figure: Figure, frame: Frame) -> Axes:
    [found] = [axes for axes in figure.axes if axes.get_xlim() == pytest.approx((0, frame.width))]
    return found


def test_a_single_event_carries_its_confidence_and_the_legend_explains_it(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn_marks: list[str] = []
    real = Panel.mark

    def note(self: Panel, mark: str, at: Point, radius: float, zorder: float) -> None:
        drawn_marks.append(mark)
        real(self, mark, at, radius, zorder)

    monkeypatch.setattr(Panel, "mark", note)
    one_source = Filters(confidences=("single-source",))
    said = words(drawn.__wrapped__(one_source, THEATRE))
    assert "single source" in said
    assert "well attested" not in said
    assert set(drawn_marks) == {"◐"}
    assert len(drawn_marks) > 1  # one in the legend


def test_the_legend_names_only_what_is_drawn() -> None:
    assert "advance" not in words(drawn(Filters(text="no such words anywhere"), KIDAL))
    assert "Russian forces reported in the country" not in words(drawn(Filters(), KIDAL))
    assert "Russian forces reported in the country" in words(drawn(Filters(), THEATRE))


def test_both_banks_of_the_border_and_the_four_countries_are_named(kidal: Figure) -> None:
    assert {"MALI", "ALGERIA"} <= set(words(kidal).split())
    said = words(drawn(Filters(), THEATRE))
    for country in ("MALI", "NIGER", "BURKINA", "CENTRAL"):
        assert country in said


def test_the_scale_bar_is_true_at_the_middle_of_the_map() -> None:
    frame = fitted(KIDAL, 800, 600)
    lat, lon = frame.centre
    x, y = frame.place(lat, lon)
    km = scale_length(frame)
    degrees = (km * frame.units_per_km()) * frame.metres / 6378137.0 * 57.29577951308232
    assert (x, y) == pytest.approx((400, 300))
    assert distance_km(lat, lon, lat, lon + degrees) == pytest.approx(km, rel=1e-3)


def test_a_frame_holds_its_bounds_and_keeps_the_shape() -> None:
    frame = fitted(VALLEY, 300, 500)
    (south, west), (north, east) = frame.bounds
    assert south <= VALLEY[0][0] + 1e-9
    assert west <= VALLEY[0][1] + 1e-9
    assert north >= VALLEY[1][0] - 1e-9
    assert east >= VALLEY[1][1] - 1e-9


@pytest.mark.parametrize("bounds", [((20, 0), (10, 5)), ((10, 5), (20, 5)), ((-90, 0), (10, 5))])
def test_bounds_that_make_no_sense_are_refused_in_words(bounds: Bounds) -> None:
    with pytest.raises(ValueError, match="A map frame must be"):
        fitted(bounds, 100, 100)


def test_a_sheet_of_no_size_is_refused_in_words() -> None:
    with pytest.raises(ValueError, match="between 60 and 2000 mm"):
        drawn(Filters(), KIDAL, (10, 10))


@pytest.mark.parametrize("size", [(297, 210), (420, 297), (210, 297), (279.4, 215.9)])
def test_no_words_leave_the_sheet(size: tuple[float, float]) -> None:
    figure = drawn(Filters(), THEATRE, size)
    renderer = FigureCanvasAgg(figure).get_renderer()  # type: ignore[no-untyped-call]
    sheet = figure.bbox
    for axes in figure.axes:
        for text in axes.texts:
            box = text.get_window_extent(renderer)
            assert box.x0 >= sheet.x0 - 1, text
            assert box.x1 <= sheet.x1 + 1, text
            assert box.y0 >= sheet.y0 - 1, text
            assert box.y1 <= sheet.y1 + 1, text


def test_no_label_covers_another_or_a_mark() -> None:
    taken = Taken(200, 200)
    taken.add_mark((100, 100), 30, 30)
    labels = [Label((100, 100), (f"label {number}",), "place", number, gap=18) for number in range(12)]
    placed = place_labels(labels, taken)
    assert 3 <= len(placed) < 12
    boxes = [one.box for one in placed] + [(85.0, 85.0, 30.0, 30.0)]
    for number, (x, y, w, h) in enumerate(boxes):
        for left, top, wide, high in boxes[:number]:
            assert x >= left + wide or left >= x + w or y >= top + high or top >= y + h


def test_no_place_is_named_twice() -> None:
    labels = [Label((50, 50), ("Town",), "place", 1, name="Town"), Label((90, 90), ("Town",), "town1", 2, name="Town")]
    assert len(place_labels(labels, Taken(200, 200))) == 1


def test_a_scene_shows_the_rows_of_its_page() -> None:
    rows = rows_of_page(REAL, page_map("convoy_route", REAL, Filters()))
    assert rows.events.empty
    assert rows.presence.empty
    figure = plain_map(rows, KIDAL, (200, 150))
    assert names(figure, "leg-") == {leg.id for leg in select(REAL, Filters()).legs}
    assert not names(figure, "event-")


def test_the_chosen_event_is_marked() -> None:
    event = REAL.events.index[REAL.events["place_id"] == "P_TINZ"][0]
    figure, key = map_and_key(
        rows_of_page(REAL, page_map("overview", REAL, Filters()), chosen=event), KIDAL, (200, 150), (90, 90)
    )
    assert names(figure, "chosen-") == {event}
    assert key is not None


def test_a_contested_site_keeps_its_dashes(kidal: Figure) -> None:
    site = next(p for p in kidal.findobj(PathPatch) if (p.get_gid() or "").startswith("site-P_TINZ"))
    assert site.get_linestyle() != "solid"


def test_the_natural_frame_holds_what_is_shown() -> None:
    selection = select(REAL, Filters(countries=("CAF",)))
    (south, west), (north, east) = natural_bounds(selection)
    assert south < 4.4 < north
    assert west < 18.6 < east
    assert east - west < 15


def test_a_selection_without_places_still_has_a_frame() -> None:
    (south, west), (north, east) = natural_bounds(select(REAL, Filters(text="no such words anywhere")))
    assert south < north
    assert west < east


def test_a_story_with_other_words_prints(small: tuple[Story, Selection]) -> None:
    _, selection = small
    facts = replace(about(Filters()), title="<b> & “other”")
    assert "<b> & “other”" in words(print_map(selection, natural_bounds(selection), "<b> & “other”", facts))


@pytest.fixture
def small(small_tables) -> tuple[Story, Selection]:  # type: ignore[no-untyped-def]  # a fixture of tests/unit
    story = load_story(small_tables.folder)
    return story, select(story, Filters())


# --- in French


def test_a_sheet_in_french_says_the_same_in_french() -> None:
    with speaking("fr"):
        made = colophon(FRENCH, Filters(), MADE)
        sheet = words(print_map(select(FRENCH, Filters()), THEATRE, "Un titre", made))
    for told in (
        "Filtres\u00a0: toutes les lignes.",
        f"{len(REAL.events)} événements affichés sur {len(REAL.events)}",
        "Présence russe",
        "Événements, selon les camps impliqués",
        "frontière contestée ou non fixée",
        "ALGÉRIE",
        "Tombouctou",
        "Vallée de l’embuscade",
        "Fait le 23 novembre 2024, 12\u00a0h\u00a000 UTC",
        "exacte à ",
    ):
        assert told in sheet, told
    for english in ("Filters", "events shown", "border", "ALGERIA", "Timbuktu", "Made", "true at", "Licence:", "As of"):
        assert english not in sheet, english


def test_a_close_sheet_in_french() -> None:
    with speaking("fr"):
        sheet = words(plain_map(rows_of_selection(select(FRENCH, Filters())), VALLEY, A4))
    for told in ("quelque part dans cette zone (±30 km)", "23 juillet 2024", "progression", "La vallée de l’embuscade"):
        assert told in sheet, told
    assert "12,5" in sheet  # of the scale bar
    assert "somewhere" not in sheet
    assert "July" not in sheet


FOUR = ("MALI", "BURKINA FASO", "NIGER", "CENTRAL AFRICAN REPUBLIC")


@pytest.mark.parametrize("size", [A4, (210.0, 297.0)])
def test_the_four_countries_are_named_on_every_sheet_that_shows_them(size: tuple[float, float]) -> None:
    said = words(drawn(Filters(), THEATRE, size))
    for name in FOUR:
        assert all(word in said for word in name.split()), name


@pytest.mark.parametrize("scene_id", ["SC01", "SC09", "SC10"])
@pytest.mark.parametrize("map_mm", [(240.0, 120.0), (120.0, 80.0)])
def test_the_slides_of_the_theatre_name_the_countries_in_their_frame(
    scene_id: str, map_mm: tuple[float, float]
) -> None:
    scene = next(scene for scene in story_scenes(REAL) if scene.id == scene_id)
    figure, _ = map_and_key(scene_rows(select(REAL, Filters()), scene), scene.bounds, map_mm, (80, 120), 1.3)
    (south, _), _ = scene.bounds
    said = words(figure)
    for name in FOUR[: 4 if south < 0 else 3]:
        assert all(word in said for word in name.split()), name


def test_a_name_without_free_room_stands_where_it_covers_least() -> None:
    frame = fitted(THEATRE, 700, 500)
    missing = [label for label in base_labels(frame, REAL.manifest.named_countries) if label.name == "Burkina Faso"]
    x, y = missing[0].at
    taken = Taken(700, 500, [(x - 60, y - 60, 120, 60)])
    (found,) = crowded_names(frame, missing, taken)
    assert found.box[1] >= y - 1
    assert found.box in taken.boxes


def test_the_label_of_the_valley_stays_out_of_the_other_countries() -> None:
    for width, height in ((700, 500), (400, 700), (900, 400)):
        frame = fitted(THEATRE, width, height)
        shun = abroad(frame, REAL.manifest.subject_countries, "MLI")
        at = frame.place(19.6, 2.7)
        label = Label(at, ("Ambush valley",), "area", 0.0, gap=16, reach=(16, 60, 100, 140), shun=shun)
        (placed,) = place_labels([label], Taken(frame.width, frame.height))
        x, y, w, h = placed.box
        assert not shun.intersects(shapely.box(x, y, x + w, y + h))


@pytest.mark.parametrize(("bounds", "wanted"), [(VALLEY, True), (KIDAL, True), (THEATRE, False)])
def test_a_close_up_has_a_small_map_that_says_where_it_lies(bounds: Bounds, wanted: bool) -> None:
    assert ("locator" in {artist.get_gid() for artist in drawn(Filters(), bounds).findobj()}) is wanted
