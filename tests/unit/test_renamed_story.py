"""The same story under other names gives the same counts from every part of the machine.

What fails here has the story in its walls: a name in the code that stands in the tables or in ``story.toml``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from matplotlib.figure import Figure
from pptx import Presentation
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodata.asking.filter_parameters import vocabulary
from geodata.asking.filters import Filters, claims_mask, events_mask, presence_mask, route_mask
from geodata.asking.search import matches
from geodata.drawing.card_document import card_document
from geodata.drawing.linked_scripts import BROWSER
from geodata.drawing.mask import decode_mask
from geodata.drawing.paper.content import content, rows_of_page
from geodata.drawing.paper.frame import fitted
from geodata.drawing.story_document import story_document
from geodata.drawing.style import INK
from geodata.drawing.timeline import LANES, timeline_document
from geodata.exports import FORMATS, slides
from geodata.exports.brief_parts import claims_table, question_parts, source_list
from geodata.exports.scene_maps import used_sources
from geodata.exports.sheet import Asked, sheet
from geodata.exports.sheet_evidence import in_scope
from geodata.exports.web_page import html_bytes
from geodata.importers.country_names import country_name
from geodata.knowing.ledger import ledger, notes
from geodata.knowing.rivals import key_rivals, rivals_mask
from geodata.knowing.tolls import counted, toll_rows
from geodata.languages import speaking
from geodata.reading.check import read_and_check
from geodata.reading.corrections import unpublished
from geodata.reading.story import Story
from geodata.reading.vocabularies import VOCABULARIES
from geodata.selecting.colophon import Colophon, colophon
from geodata.selecting.filter_words import filter_words
from geodata.selecting.selection import Selection, select
from geodata.serving.api.interface import api_routes
from geodata.story_folder import TABLES
from geodata.telling.scenes import story_scenes
from geodata.views.registry import PAGE_KINDS, page_counts, page_map, pages_with_map
from tests import map_program
from tests.real_story import REAL, THEATRE, VALLEY
from tests.renamed_story import OTHER, described_by, load_renamed, names, on_renamed_basemap, write_renamed

EVERYTHING = Filters()
#: The weeks around the fighting, with every kind of row: files of all years would take most of the time of these tests.
SUMMER = Filters(date_from=dt.date(2024, 7, 1), date_to=dt.date(2024, 8, 31))
MOMENT = dt.datetime(2024, 11, 23, 12, tzinfo=dt.UTC)


@dataclass(frozen=True, eq=False)
class Told:
    """A story as one of the two sets of tables tells it, and the names that it has there by those of the real one."""

    story: Story
    folder: Path
    ids: Callable[[str], str]
    words: Callable[[str, str], str]
    basemap: Callable[[], AbstractContextManager[None]]

    def selection(self, filters: Filters = EVERYTHING) -> tuple[Selection, Colophon]:
        return select(self.story, filters), colophon(self.story, filters, MOMENT, self.folder)


Count = Callable[[Told], Any]


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Told:
    folder = tmp_path_factory.mktemp("renamed")
    found = write_renamed(folder)
    return Told(
        load_renamed(folder),
        folder,
        found.ids.__getitem__,
        lambda name, word: found.words[name][word],
        on_renamed_basemap,
    )


@pytest.fixture(scope="module")
def real() -> Told:
    return Told(REAL, TABLES, lambda row_id: row_id, lambda name, word: word, nullcontext)


# the copy itself


def test_the_renamed_tables_have_no_fault(renamed: Told) -> None:
    with described_by(renamed.folder):
        tables, faults = read_and_check(renamed.folder)
        assert faults == []
        assert unpublished(tables) == []


def test_no_old_name_is_left_and_no_row_is_lost(renamed: Told) -> None:
    found, story = names(), renamed.story
    for table in (
        "events",
        "claims",
        "actors",
        "places",
        "presence",
        "route",
        "legs",
        "sources",
        "scenes",
        "positions",
    ):
        assert list(getattr(story, table).index) == [found.ids[row] for row in getattr(REAL, table).index]
    assert not found.all_old() & {*story.events["kind"], *story.actors["side"], *story.claims["outcome"]}
    assert not found.all_old() & {item for ids in story.events["source_ids"] for item in ids}
    assert len({*found.ids.values()}) == len(found.ids)
    assert not found.all_old() & {*found.ids.values()}


# what the machine makes of it


def counts_of_filters(told: Told) -> Any:
    masks = (events_mask, presence_mask, claims_mask)
    wanted = [Filters(actors=(told.ids(actor),)) for actor in vocabulary(REAL)["actor"]]
    wanted += [Filters(countries=(told.words("country", code),)) for code in vocabulary(REAL)["country"]]
    wanted += [Filters(kinds=(told.words("kind", kind),)) for kind in vocabulary(REAL)["kind"]]
    return [[int(mask(told.story, filters).sum()) for mask in masks] for filters in wanted]


def counts_of_vocabulary(told: Told) -> Any:
    return {name: len(values) for name, values in vocabulary(told.story).items()}


def waypoints_by_actor(told: Told) -> Any:
    wanted = [Filters(actors=(told.ids(actor),)) for actor in vocabulary(REAL)["actor"]]
    return [int(route_mask(told.story, filters).sum()) for filters in wanted]


def found_by_search(told: Told) -> Any:
    texts = ("Wagner", "Air strike", "Centrafrique", "Mali", "Tinzawatene", "Goita")
    return [
        [int(matches(told.story, table, text).sum()) for text in texts] for table in ("events", "presence", "route")
    ]


def cards(table: str) -> Count:
    def count(told: Told) -> Any:
        found = [card_document(told.story, row_id, EVERYTHING) for row_id in getattr(told.story, table).index]
        lists = [[len(card[part]) for part in ("facts", "who", "claims", "sources")] for card in found]
        return [lists, [bool(card["base"]) for card in found]]

    return count


def words_of_kinds(told: Told) -> Any:
    return [card_document(told.story, row_id, EVERYTHING)["kind"] for row_id in told.story.events.index]


def layers_of(page: str) -> Count:
    def count(told: Told) -> Any:
        path = told.words("page", page)
        layers = page_map(path, told.story, EVERYTHING).layers
        found = {name: value if isinstance(value, bool) else len(value) for name, value in layers.items()}
        for name, rows in (("events", told.story.events), ("presence", told.story.presence)):
            found[name] = sum(decode_mask(layers[name], len(rows)))
        # a ring that no place has is not drawn
        found["rings"] = sum(place in told.story.places.index for place in layers.get("rings", ()))
        shown = page_counts(path, told.story, EVERYTHING)
        return found, shown and (shown.shown, shown.total)

    return count


def what_the_browser_gets(told: Told) -> Any:
    document = story_document(told.story)
    return {name: len(part) for name, part in document.items() if isinstance(part, (list, dict))}


def sides_that_have_a_look(told: Told) -> Any:
    document = story_document(told.story)
    looks = document["style"]["sides"]
    return [[side in looks for side in event["sides"]] for event in document["events"]]


def candidates_that_have_a_look(told: Told) -> Any:
    document = story_document(told.story)
    looks = [place in document["places"] for place in document["style"]["candidates"]]
    return looks, [place["tint"] != INK for place in document["places"].values()]


def countries_that_are_shaded(told: Told) -> Any:
    document = story_document(told.story)
    held = {place["country"] for place in document["places"].values()}
    subjects = [code in held for code in (*document["subjects"], *document["named"])]
    return subjects, sum(row["shade"] for row in document["presence"])


def bars_document(told: Told, lanes: str = "country") -> dict[str, Any]:
    everything = events_mask(told.story, EVERYTHING), presence_mask(told.story, EVERYTHING)
    return timeline_document(told.story, *everything, lanes, EVERYTHING, None)


def bars_of(lanes: str) -> Count:
    def count(told: Told) -> Any:
        document = bars_document(told, lanes)
        bars = Counter(lane for row in document["rows"] for lane in row["lanes"])
        return (
            [bars[lane["id"]] for lane in document["lanes"]],
            len(document["rows"]),
            [(span["from"], span["to"]) for span in document["spans"]],
        )

    return count


def cells_of_ledger(told: Told) -> Any:
    matrix = ledger(told.story, claims_mask(told.story, EVERYTHING))
    return list(matrix), {
        who: [len(cell) for cell in cells] for who, cells in zip(matrix.index, matrix.to_numpy(), strict=True)
    }


def notes_of_ledger(told: Told) -> Any:
    return notes(told.story, told.story.claims.index)


def claims_about_the_ambush(told: Told) -> Any:
    return len(in_scope(told.selection()[0], "fighting"))


def counts_of_tolls(told: Told) -> Any:
    everything = claims_mask(told.story, EVERYTHING)
    return [len(toll_rows(told.story, outcome, everything)) for outcome in counted(told.story)]


def counts_of_rivals(told: Told) -> Any:
    one = Filters(kinds=(told.words("kind", "ambush"),))
    return int(rivals_mask(told.story, one).sum()), len(key_rivals(told.story, EVERYTHING))


def maps_of_scenes(told: Told) -> Any:
    found = []
    for scene in story_scenes(told.story):
        layers = scene.map(told.story).layers
        masks = ((layers["events"], told.story.events), (layers["presence"], told.story.presence))
        marks = [sum(decode_mask(mask, len(rows))) for mask, rows in masks if mask]
        chosen = scene.chosen()
        is_known = chosen is None or any(chosen in rows.index for rows in (told.story.events, told.story.presence))
        found.append((marks, len(layers.get("legs", ())), len(layers["legend"]), is_known, len(scene.source_ids)))
    return found


def what_is_printed(told: Told) -> Any:
    found = []
    for page, bounds in (("overview", THEATRE), ("kidal_ambush", VALLEY)):
        with told.basemap():
            shown = content(
                rows_of_page(told.story, page_map(told.words("page", page), told.story, EVERYTHING)),
                fitted(bounds, 900, 600),
            )
        marks = [
            len(rows) for rows in (shown.events, shown.presence, shown.event_places(), shown.areas(), shown.shaded)
        ]
        found.append((marks, shown.candidates))
    return found


def words_of_filters(told: Told) -> Any:
    story = told.story
    kinds = [filter_words(story, Filters(kinds=(told.words("kind", kind),))) for kind in vocabulary(REAL)["kind"]]
    return kinds, [filter_words(story, Filters(actors=(told.ids(actor),))) for actor in vocabulary(REAL)["actor"]]


def names_of_countries(told: Told) -> Any:
    return [country_name(told.story, told.words("country", code)) for code in vocabulary(REAL)["country"]]


def words_in_french(told: Told) -> Any:
    with speaking("fr"):
        found = [[*getattr(told.story.manifest, section).values()] for section in VOCABULARIES]
        return [[term.words().removeprefix(OTHER) for term in terms] for terms in found]


def sheet_of(page: str) -> Count:
    def count(told: Told) -> Any:
        path = page if page == "evidence" else told.words("page", page)
        blocks = sheet(*told.selection(), Asked(path))["blocks"]
        return [
            (block["kind"], len(block.get("rows", block.get("groups", block.get("lines", ()))))) for block in blocks
        ]

    return count


def rows_of_selection(told: Told) -> Any:
    chosen = told.selection()[0]
    parts = ("events", "presence", "claims", "rivals", "waypoints", "legs", "places", "sources")
    return {part: len(getattr(chosen, part)) for part in parts}


def made(told: Told, name: str) -> bytes:
    return FORMATS[name].content(*told.selection(SUMMER))


def rows_of_csv(told: Told) -> Any:
    with zipfile.ZipFile(io.BytesIO(made(told, "csv"))) as files:
        tables = {name: files.read(name).decode("utf-8-sig") for name in files.namelist() if name.endswith(".csv")}
    return {name: len(list(csv.DictReader(io.StringIO(text)))) for name, text in tables.items()}


def features_of_geojson(told: Told) -> Any:
    found = json.loads(made(told, "geojson"))["features"]
    return Counter((feature["properties"]["layer"], (feature["geometry"] or {}).get("type")) for feature in found)


def parts_of_kml(told: Told) -> Any:
    tree = ElementTree.fromstring(made(told, "kml"))
    styles = {f"#{part.get('id')}" for part in tree.iter() if part.get("id")}
    used = [part.text in styles for part in tree.iter() if part.tag.endswith("styleUrl")]
    return Counter(part.tag for part in tree.iter() if part.tag.endswith(("Placemark", "Folder"))), used


def rows_of_geopackage(told: Told) -> Any:
    content = made(told, "gpkg")
    return {layer: len(map_program.read(content, layer)) for layer in map_program.layers(content)}


def parts_of_web_page(told: Told) -> Any:
    text = html_bytes(*told.selection(SUMMER)).decode()
    data = json.loads(max(re.findall(r"<script[^>]*json[^>]*>(.*?)</script>", text, re.DOTALL), key=len))
    return {name: len(part) for name, part in data.items() if isinstance(part, (list, dict))}


def parts_of_brief(told: Told) -> Any:
    chosen, _ = told.selection()
    tables = [len(part._cellvalues) for part in claims_table(chosen, 500) if hasattr(part, "_cellvalues")]
    sources = source_list(chosen, used_sources(chosen, story_scenes(told.story)))
    words = [part.text for part in claims_table(chosen, 500) if hasattr(part, "text")]
    return tables, words, len(question_parts(chosen)), len(sources)


def parts_of_slides(told: Told) -> Any:
    deck = Presentation(io.BytesIO(slides.pptx_bytes(*told.selection())))
    return [(slide.shapes.title.text_frame.text, len(slide.shapes)) for slide in deck.slides]


def answers_of_interface(told: Told) -> Any:
    wanted = {
        "actor": told.ids("wagner"),
        "country": told.words("country", "MLI"),
        "kind": told.words("kind", "ambush"),
    }
    queries = ["", *(urlencode({name: value}) for name, value in wanted.items())]
    with TestClient(Starlette(routes=api_routes(lambda: told.story))) as client:
        found: list[Any] = [client.get("/api/health").json()["rows"]]
        for query in queries:
            if query:  # of everything the tables alone
                for name in ("events.geojson", "presence.geojson"):
                    found.append(len(client.get(f"/api/{name}?{query}").json()["features"]))
            for name in ("events.csv", "claims.csv"):
                found.append(len(list(csv.DictReader(io.StringIO(client.get(f"/api/{name}?{query}").text)))))
    return found


def example_of_interface(told: Told) -> Any:
    """Whether the examples that the interface gives for its parameters are values that it takes."""
    named = ("actor", "country", "kind", "event")
    with TestClient(Starlette(routes=api_routes(lambda: told.story))) as client:
        path = client.get("/api/openapi.json").json()["paths"]["/api/events.csv"]["get"]
        examples = {one["name"]: one["example"] for one in path["parameters"] if one["name"] in named}
        answers = [
            client.get(f"/api/events.csv?{urlencode({name: value}, doseq=True)}") for name, value in examples.items()
        ]
    return [answer.status_code for answer in answers]


#: Every part of the machine.
PARTS: dict[str, Count] = {
    "vocabulary": counts_of_vocabulary,
    "filters": counts_of_filters,
    "route by actor": waypoints_by_actor,
    "search": found_by_search,
    **{f"cards of {table}": cards(table) for table in ("events", "presence", "route")},
    "words of kinds": words_of_kinds,
    **{f"map of {page}": layers_of(page) for page in pages_with_map(REAL)},
    "document for the browser": what_the_browser_gets,
    "looks of sides": sides_that_have_a_look,
    "looks of candidates": candidates_that_have_a_look,
    "shaded countries": countries_that_are_shaded,
    **{f"timeline by {lanes}": bars_of(lanes) for lanes in LANES},
    "ledger": cells_of_ledger,
    "notes of the ledger": notes_of_ledger,
    "ledger of the ambush": claims_about_the_ambush,
    "tolls": counts_of_tolls,
    "rivals and key claims": counts_of_rivals,
    "scenes": maps_of_scenes,
    "printed map": what_is_printed,
    "words of filters": words_of_filters,
    "names of countries": names_of_countries,
    "words in French": words_in_french,
    **{f"sheet of {page}": sheet_of(page) for page in (*pages_with_map(REAL), "evidence")},
    "selection": rows_of_selection,
    "CSV": rows_of_csv,
    "GeoJSON": features_of_geojson,
    "KML": parts_of_kml,
    "GeoPackage": rows_of_geopackage,
    "web page": parts_of_web_page,
    "brief": parts_of_brief,
    "slides": parts_of_slides,
    "interface": answers_of_interface,
    "examples of the interface": example_of_interface,
}


@pytest.mark.parametrize("count", PARTS.values(), ids=PARTS)
def test_each_part_counts_the_same_under_other_names(
    real: Told, renamed: Told, count: Count, monkeypatch: pytest.MonkeyPatch
) -> None:
    # what a map shows is a part of its own; drawn here a dozen times it would take half a minute
    monkeypatch.setattr(slides, "map_and_key", lambda *_, **__: (Figure(figsize=(1, 1)), None))
    assert count(renamed) == count(real)


def test_what_the_story_is_called_comes_from_its_file(renamed: Told) -> None:
    chosen, about = renamed.selection(SUMMER)
    words = [
        about.title,
        about.credits,
        re.findall("<title>(.*?)</title>", html_bytes(chosen, about).decode())[0],
        *(kind.in_story(renamed.story).title for kind in PAGE_KINDS if kind.has_map),
        *(span["label"] for span in bars_document(renamed)["spans"][-3:]),
    ]
    assert [word for word in words if not word.startswith(OTHER)] == []
    assert json.loads(made(renamed, "geojson"))["name"] == "other_stem"
    with TestClient(Starlette(routes=api_routes(lambda: renamed.story))) as client:
        saved = [client.get(f"/api/{name}").headers["content-disposition"] for name in ("events.csv", "events.kml")]
        assert client.get("/api/health").headers["x-citation"].startswith(OTHER)
    assert saved == ['attachment; filename="other-stem-events.csv"', 'attachment; filename="other-stem.kml"']


NAMED = re.compile(r"""["'](?:P_[A-Z_]+|[EKS]\d{2,}|[A-Z]{3})["']|\.P_[A-Z_]+""")


def test_no_script_of_the_browser_names_a_row_or_a_country() -> None:
    """The scripts draw whatever the document says; a name in one of them would be missing from another story."""
    old = names().all_old()
    found = {
        (path.name, hit.strip("\"'."))
        for path in sorted(BROWSER.rglob("*.js"))
        for hit in NAMED.findall(path.read_text(encoding="utf-8"))
    }
    assert {hit for hit in found if hit[1] in old} == set()


@pytest.mark.parametrize("script", sorted(BROWSER.rglob("*.js")), ids=lambda script: script.name)
def test_no_script_of_the_browser_names_a_side(script: Path) -> None:
    words = {*re.findall(r"\w+", script.read_text(encoding="utf-8"))}
    assert not words & {*names().words["side"]}
