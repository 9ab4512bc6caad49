"""The interface and presenter mode in another language: the texts of an answer, its tag, its links, and refusals."""

from __future__ import annotations

import csv
import io

import httpx2 as httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodata.languages import LANGUAGES
from geodata.reading.translation import in_language
from geodata.serving.api.interface import api_routes
from pages.door.server import routes
from pages.viewing.reading import story
from pages.viewing.viewer import LOOKS


@pytest.fixture(scope="module")
def api() -> TestClient:
    return TestClient(Starlette(routes=api_routes()))


@pytest.fixture(scope="module")
def server() -> TestClient:
    return TestClient(Starlette(routes=routes()))


def rows_of(response: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("name", ["events", "claims"])
def test_a_table_has_its_texts_in_the_language_and_all_else_unchanged(api: TestClient, name: str) -> None:
    text, frame = {"events": ("title", "events"), "claims": ("claim", "claims")}[name]
    english, french = rows_of(api.get(f"/api/{name}.csv")), rows_of(api.get(f"/api/{name}.csv?lang=fr"))
    assert [row["id"] for row in english] == [row["id"] for row in french]
    assert english[0].keys() == french[0].keys()
    assert [row[text] for row in french] == list(getattr(in_language(story(), "fr"), frame)[text])
    assert [row[text] for row in english] == list(getattr(story(), frame)[text])


def test_geojson_has_its_texts_in_the_language(api: TestClient) -> None:
    english, french = (api.get(f"/api/events.geojson?{query}").json() for query in ("event=E34", "event=E34&lang=fr"))
    assert french.keys() == english.keys()
    titles = [{f["id"]: f["properties"]["title"] for f in answer["features"]}["E34"] for answer in (english, french)]
    assert titles[1].startswith("Le convoi, en retraite, est détruit")
    assert titles[0] != titles[1]


def test_each_language_has_a_tag_of_its_own(api: TestClient) -> None:
    tags = {query: api.get(f"/api/events.csv{query}").headers["etag"] for query in ("", "?lang=en", "?lang=fr")}
    assert tags[""] == tags["?lang=en"] != tags["?lang=fr"]
    known = {"if-none-match": tags[""]}
    assert api.get("/api/events.csv", headers=known).status_code == 304
    assert api.get("/api/events.csv?lang=fr", headers=known).status_code == 200


def test_an_answer_says_its_language(api: TestClient) -> None:
    assert api.get("/api/events.csv").headers["content-language"] == "en"
    assert api.get("/api/events.csv?lang=fr").headers["content-language"] == "fr"


def test_the_next_part_is_in_the_same_language(api: TestClient) -> None:
    first = api.get("/api/events.geojson?lang=fr&limit=20&offset=10")
    following = first.json()["links"][0]["href"]
    assert "lang=fr" in following
    assert following in first.headers["link"]
    titles = dict(in_language(story(), "fr").events["title"])
    rest = api.get(f"/api/events.geojson{following}").json()["features"]
    assert [titles[f["id"]] for f in rest] == [f["properties"]["title"] for f in rest]


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("lang=tlh", "“lang” can only be en or fr, not “tlh”."),
        ("lang=FR", "“lang” can only be en or fr, not “FR”."),
        ("look=neon", "“look” can only be light or contrast or dark, not “neon”."),
    ],
)
def test_what_there_is_not_is_refused(api: TestClient, query: str, sentence: str) -> None:
    answer = api.get(f"/api/events.csv?{query}")
    assert (answer.status_code, answer.text) == (400, sentence)


def test_the_look_of_a_page_may_stand_in_a_copied_query_and_changes_nothing(api: TestClient) -> None:
    plain, dressed = (api.get(f"/api/events.csv{query}") for query in ("", "?look=dark"))
    assert plain.headers["etag"] == dressed.headers["etag"]


def test_the_parameter_is_described_for_programs_and_readers(api: TestClient) -> None:
    paths = api.get("/api/openapi.json").json()["paths"]
    for name in ("events.geojson", "events.csv", "events.kml", "events.gpkg", "claims.csv", "presence.geojson"):
        found = {each["name"]: each for each in paths[f"/api/{name}"]["get"]["parameters"]}
        assert found["lang"]["schema"] == {"enum": list(LANGUAGES)}
        assert found["look"]["schema"] == {"enum": list(LOOKS)}
    assert "<code>lang</code>" in api.get("/api/").text


def test_presenter_mode_speaks_the_language_that_is_asked_for(server: TestClient) -> None:
    english, french = server.get("/present"), server.get("/present?lang=fr")
    assert english.headers["content-language"] == "en"
    assert french.headers["content-language"] == "fr"
    assert ('<html lang="fr">' in french.text, '<html lang="en' in english.text) == (True, True)
    assert "et quatre pays" in french.text
    assert "et quatre pays" not in english.text


@pytest.mark.parametrize("query", ["lang=tlh", "lang=fr-CA", "lang=fr&asof=soon"])
def test_presenter_mode_refuses_what_there_is_not(server: TestClient, query: str) -> None:
    answer = server.get(f"/present?{query}")
    assert answer.status_code == 400
    assert answer.text.endswith(".")
