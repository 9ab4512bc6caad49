"""The interface, the log and the answers to failures, with a stranger's words in tables, addresses and errors."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.error_util import handle_user_script_exception
from streamlit.testing.v1 import AppTest

from geodata.imported.actor_mapping import read_mapping
from geodata.serving.api.interface import api_routes
from geodata.serving.last_resort import LastResort, note, traced
from geodata.telling.scenes import MAX_FILE, read_set, story_scenes, write_set
from pages.door.script_errors import on_page, tame_streamlit
from pages.viewing.limits import MAX_TEXT
from pages.viewing.text import plain
from tests.hostile import IN_ADDRESS, RAW, TEXTS
from tests.hostile_story import hostile_story
from tests.real_story import REAL

STORY = hostile_story(REAL)
PARAMETERS = (
    "from",
    "to",
    "actor",
    "country",
    "kind",
    "confidence",
    "q",
    "asof",
    "exact",
    "event",
    "limit",
    "offset",
    "x",
)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The interface over hostile tables. Entered, so that all requests share one event loop."""
    with TestClient(Starlette(routes=api_routes(lambda: STORY)), raise_server_exceptions=False) as found:
        yield found


def check_answer(client: TestClient, path: str, asked: dict[str, str]) -> None:
    answer = client.get(f"/api/{path}", params=asked)
    assert answer.status_code in (200, 400, 404), (asked, answer.text[:200])
    if answer.status_code == 400:
        assert "\n" not in answer.text
        assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("path", ["events.geojson", "events.csv", "claims.csv", "presence.geojson"])
def test_the_interface_answers_every_value_with_rows_or_a_sentence(client: TestClient, path: str) -> None:
    for text in IN_ADDRESS:
        for name in PARAMETERS:  # one by one: the first that is refused ends the reading
            check_answer(client, path, {name: text})


@pytest.mark.parametrize("path", ["health", "", "x"])
def test_what_takes_no_parameter_answers_all_of_them_at_once(client: TestClient, path: str) -> None:
    for text in IN_ADDRESS:
        check_answer(client, path, dict.fromkeys(PARAMETERS, text))


@pytest.mark.parametrize(
    "path", ["events.geojson", "events.csv", "claims.csv", "events.kml", "events.gpkg", "openapi.json"]
)
def test_hostile_tables_are_answered_whole(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/{path}")
    assert answer.status_code == 200
    assert not answer.headers["content-type"].startswith("text/html")
    if path == "events.geojson":
        titles = [feature["properties"]["title"] for feature in answer.json()["features"]]
        assert titles == STORY.events["title"].tolist()


@pytest.mark.parametrize(
    "path", ["/api/%00", "/api/..%2f..%2fetc/passwd", "/api/%0d%0aX: y", "/api/" + "a" * 5_000, "/api/\u202e"]
)
def test_hostile_paths_find_nothing(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "passwd" not in answer.text


# --- the log


def failing() -> BaseException:
    """An error that carries a stranger's words."""
    try:
        raise ValueError(
            f"no such row: {RAW['log line']}{RAW['controls']}{RAW['half a pair']}{RAW['nul']}" + "x" * 50_000
        )
    except ValueError as error:
        return error


def test_no_word_of_an_error_leaves_its_line_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    number = note(failing(), f"/path\nERROR forged{RAW['controls']}")
    (record,) = caplog.records
    first, *lines = record.getMessage().split("\n")
    assert number in first
    assert lines
    assert all(line.startswith("  | ") for line in lines)
    assert all(line.isprintable() for line in (first, *lines))
    assert len(record.getMessage()) < 100_000


def test_what_streamlit_logs_is_tamed_too(caplog: pytest.LogCaptureFixture) -> None:
    tame_streamlit()
    logger = logging.getLogger("streamlit.runtime.backend_operation_handler")
    logger.error("Error executing %s", "a\nb", exc_info=failing())
    record = caplog.records[0]
    assert record.exc_info is None
    assert all(line.startswith("  | ") for line in record.getMessage().split("\n")[1:])
    assert "a\\nb" in record.getMessage()


def test_a_traceback_is_cut_from_its_beginning() -> None:
    assert traced(failing()).startswith("  | ...")


# --- a page that fails


def test_a_failing_page_shows_a_number_and_no_more(caplog: pytest.LogCaptureFixture) -> None:
    def script() -> None:
        import streamlit as st
        from serving.test_hostile_requests import fail_here

        st.title("Before")
        fail_here()

    page = AppTest.from_function(script).run()
    assert [title.value for title in page.title] == ["Before"]
    assert not page.exception
    (error,) = page.error
    number = re.search(r"error ([0-9a-f]{8})\.", error.value)
    assert number is not None
    assert "secret" not in error.value
    assert "Traceback" not in error.value
    assert number[1] in caplog.text


def fail_here() -> None:
    """Do what Streamlit does with an error of a script that ``st.App`` runs with our handler."""
    try:
        raise RuntimeError("/secret/path")
    except RuntimeError as error:
        handle_user_script_exception(error, on_page)


def test_a_route_that_fails_shows_a_number_and_no_more(caplog: pytest.LogCaptureFixture) -> None:
    async def broken(scope: object, receive: object, send: object) -> None:
        raise failing()

    answer = TestClient(LastResort(broken), raise_server_exceptions=False).get("/a%0aERROR%20forged")
    assert answer.status_code == 500
    assert "no such row" not in answer.text
    assert "\nERROR" not in caplog.text


# --- texts, sets of scenes, mappings


def test_text_for_pages_is_short_and_turns_nothing_around() -> None:
    shown = plain("a" * 10_000_000)
    assert len(shown) < MAX_TEXT + 100
    assert "10,000,000 characters" in shown.replace("\\", "")
    for text in (*TEXTS.values(), *RAW.values()):
        found = plain(text)
        found.encode()
        assert not re.search("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\n]", found)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"scenes":' + "[" * 100_000,
        "x" * (MAX_FILE + 1),
        '{"scenes": ' + "9" * 10_000 + "}",
        '{"scenes": [' + "{}," * 100 + "{}]}",
        '{"scenes": [1]}',
        '{"scenes": [{"id": ["a"]}]}',
        "null",
    ],
)
def test_a_set_of_scenes_that_is_none_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(This|The set|Scene 1).*\.$"):
        read_set(text, REAL)


@pytest.mark.parametrize("column", ["id", "headline", "text", "notes", "page", "query", "bounds"])
def test_a_set_of_scenes_with_hostile_texts_is_read_or_refused(column: str) -> None:
    for text in (
        *TEXTS.values(),
        *RAW.values(),
        "NaN NaN NaN NaN",
        "inf -inf inf inf",
        "day=9999-99-99",
        "variant=x&day=x",
    ):
        rows = json.loads(write_set(story_scenes(REAL)[:1]))
        rows["scenes"][0] |= {column: text, "unknown": {"a": [1]}, "source_ids": ["S01"] * 50_000}
        said, found = "", []
        try:
            found = read_set(json.dumps(rows), REAL)
        except ValueError as error:
            said = str(error)
        assert found or said.startswith("Scene 1")
        assert all(len(scene.source_ids) <= 1 for scene in found)


def test_a_mapping_of_actors_from_a_stranger_is_read_or_refused() -> None:
    for text in (*TEXTS.values(), *RAW.values(), "x" * 200_000):
        for row in (f'"{text}",fla', f'x,"{text}"', text):
            content = f"name,actor_id\n{row}\n".encode("utf-8", "surrogatepass")
            said = "."
            try:
                read_mapping(content, REAL)
            except ValueError as error:
                said = str(error)
            assert said.endswith(".")
    with pytest.raises(ValueError, match="limit MAX_BYTES"):
        read_mapping(b"name,actor_id\n" + b"a,\n" * 4_000_000, REAL)
