"""Streamlit's scripts and style sheets are sent compressed, unchanged, and nothing else is."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
import streamlit
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from pages.door.streamlit_files import StreamlitFiles

FOLDER = Path(streamlit.__file__).parent / "static" / "static"
SCRIPT = next(path for path in sorted((FOLDER / "js").glob("index.*.js")))
SHEET = next(path for path in sorted((FOLDER / "css").glob("*.css")))


@pytest.fixture(scope="module")
def client() -> TestClient:
    def behind(request: Request) -> PlainTextResponse:
        return PlainTextResponse("behind")

    app = Starlette(routes=[Route("/{path:path}", behind, methods=["GET", "POST"])])
    return TestClient(StreamlitFiles(app))


@pytest.mark.parametrize(("path", "media_type"), [(SCRIPT, "text/javascript"), (SHEET, "text/css")])
@pytest.mark.parametrize("base", ["", "/maps/kidal"])
def test_a_file_is_sent_compressed_and_is_the_same(client: TestClient, path: Path, media_type: str, base: str) -> None:
    with client.stream("GET", f"{base}/static/{path.parent.name}/{path.name}") as answer:
        sent = b"".join(answer.iter_raw())
        assert answer.headers["content-encoding"] == "gzip"
        assert answer.headers["content-type"].startswith(media_type)
        assert answer.headers["cache-control"] == "public, immutable, max-age=31536000"
        assert answer.headers["vary"] == "accept-encoding"
    assert gzip.decompress(sent) == path.read_bytes()
    assert len(sent) < path.stat().st_size / 2


def test_who_does_not_read_gzip_gets_streamlits_own_answer(client: TestClient) -> None:
    answer = client.get(f"/static/js/{SCRIPT.name}", headers={"accept-encoding": "identity"})
    assert answer.text == "behind"


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/static/js/",
        "/static/js/none.js",
        f"/static/css/{SCRIPT.name}",
        f"/static/media/{SCRIPT.name}",
        "/static/js/..%2F..%2Findex.html",
        "/static/js/%2e%2e/css/" + SHEET.name + "x",
        f"/static/js/{SCRIPT.name}/more",
    ],
)
def test_whatever_else_is_asked_for_is_left_to_streamlit(client: TestClient, path: str) -> None:
    assert client.get(path).text == "behind"


def test_only_reading_is_answered(client: TestClient) -> None:
    assert client.post(f"/static/js/{SCRIPT.name}").text == "behind"
