"""What a browser is told it may do with an answer."""

from __future__ import annotations

from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from geodata.drawing.story_map import ONLINE
from geodata.serving.last_resort import LastResort
from pages.door.headers import SafeHeaders, headers_for, policy, tile_hosts


def failing(_: Any) -> Response:
    raise RuntimeError("/secret/path")


def client(base: str = "http://testserver") -> TestClient:
    routes = [
        Route("/", lambda _: HTMLResponse("page")),
        Route("/component/map/index.html", lambda _: HTMLResponse("frame")),
        Route("/present", lambda _: HTMLResponse("presenter")),
        Route("/assets/map.js", lambda _: PlainTextResponse("script")),
        Route("/known", lambda _: Response(status_code=304)),
        Route("/own", lambda _: PlainTextResponse("x", headers={"referrer-policy": "no-referrer"})),
        Route("/failing", failing),
    ]
    app = Starlette(routes=routes, middleware=[Middleware(SafeHeaders), Middleware(LastResort)])
    return TestClient(app, base_url=base, raise_server_exceptions=False)


def rules(path: str) -> dict[str, str]:
    text = client().get(path).headers["content-security-policy"]
    return dict(rule.split(" ", 1) for rule in text.split("; "))


@pytest.mark.parametrize("path", ["/", "/component/map/index.html", "/present", "/assets/map.js", "/no", "/failing"])
def test_every_answer_has_the_headers(path: str) -> None:
    headers = client().get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert "camera=()" in headers["permissions-policy"]
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "referrer-policy" in headers
    assert "base-uri 'none'" in headers["content-security-policy"]
    assert "frame-ancestors" in headers["content-security-policy"]


def test_a_page_runs_no_text_and_asks_nobody_else() -> None:
    page = rules("/")
    assert page["default-src"] == "'none'"
    assert "unsafe" not in page["script-src"]
    assert page["connect-src"] == "'self'"
    assert "http" not in " ".join(page.values())
    assert page["frame-ancestors"] == "'none'"


def test_only_the_frame_of_the_map_may_compile_text_and_show_tiles() -> None:
    frame = rules("/component/map/index.html")
    assert "'unsafe-eval'" in frame["script-src"]
    assert set(tile_hosts()) <= set(frame["img-src"].split())
    assert frame["frame-ancestors"] == "'self'"
    # OpenStreetMap refuses a request that does not say where it comes from
    assert headers_for("/component/map/index.html", "text/html")["referrer-policy"] == "strict-origin-when-cross-origin"


def test_the_hosts_are_those_of_the_basemaps() -> None:
    assert len(tile_hosts()) >= len(ONLINE)
    assert all(host.startswith("https://") and "{" not in host for host in tile_hosts())
    assert "https://a.tile.opentopomap.org" in tile_hosts()


def test_what_is_no_page_may_do_nothing() -> None:
    assert rules("/assets/map.js")["default-src"] == "'none'"
    assert "unsafe" not in policy("/api/events.geojson", "application/geo+json")


def test_a_base_path_changes_nothing() -> None:
    for path in ("/component/map/index.html", "/present", "/api/", "/timeline"):
        assert policy(f"/below{path}", "text/html") == policy(path, "text/html")


def test_304_leaves_the_policy_that_the_browser_has() -> None:
    headers = client().get("/known").headers
    assert "content-security-policy" not in headers
    assert "x-frame-options" not in headers


def test_a_header_that_is_there_stays() -> None:
    assert client().get("/own").headers.get_list("referrer-policy") == ["no-referrer"]


@pytest.mark.parametrize(
    ("base", "given", "is_sent"),
    [
        ("https://map.example", {}, True),
        ("http://localhost:8501", {}, True),
        ("http://127.0.0.1:8501", {}, True),
        ("http://map.example", {}, False),
        ("http://map.example", {"x-forwarded-proto": "https"}, True),
    ],
)
def test_the_window_is_cut_off_where_browsers_heed_it(base: str, given: dict[str, str], is_sent: bool) -> None:
    headers = client(base).get("/", headers=given).headers
    assert ("cross-origin-opener-policy" in headers) == is_sent


def test_a_fault_shows_a_number_and_nothing_else(caplog: pytest.LogCaptureFixture) -> None:
    answer = client().get("/failing")
    assert answer.status_code == 500
    number = answer.text.rstrip(".").split()[-1]
    assert "secret" not in answer.text
    assert number in caplog.text
    assert "/secret/path" in caplog.text
