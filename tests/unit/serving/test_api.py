"""The HTTP interface: what other programs get, and what they are told when they ask for nonsense."""

from __future__ import annotations

import csv
import gzip
import io
import logging
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from urllib.parse import parse_qs, urlencode

import anyio
import httpx2 as httpx
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodata.asking.filter_parameters import read_filters, read_strictly
from geodata.asking.filters import Filters, events_mask, presence_mask
from geodata.knowing.rivals import rivals_mask
from geodata.reading.faults import BrokenTablesError, Fault
from geodata.reading.story import Story
from geodata.selecting.colophon import LICENCE, data_version
from geodata.selecting.selection import select
from geodata.serving.api import interface
from geodata.serving.api.answers import Answer, Store, answer_of, is_known, part_of, takes_gzip
from geodata.serving.api.interface import MAX_WAITING, Interface, api_routes, origins
from geodata.serving.api.openapi import LICENCE_ADDRESS
from geodata.serving.api.table import ENDPOINTS
from pages.door.headers import SafeHeaders
from tests import map_program
from tests.real_story import REAL as STORY

PAGED = ("events.geojson", "events.csv", "claims.csv", "presence.geojson")
WHOLE = ("events.kml", "events.gpkg")
ROWS = (*PAGED, *WHOLE)

#: Queries as they stand in the address bar of pages.
QUERIES = (
    "",
    "from=2024-07-25&to=2024-07-27",
    "actor=wagner&actor=jnim&country=MLI",
    "kind=ambush&confidence=contested",
    "q=Tin+Zaouatine&event=E34&lat=19.67&lng=2.61&zoom=9",
    "asof=2024-07-28&exact=1",
)

#: A query, and what its refusal speaks of.
NONSENSE = (
    ("actor=nobody", "nobody"),
    ("country=", "country"),
    ("kind=ambush&kind=picnic", "picnic"),
    ("confidence=sure", "sure"),
    ("from=2024-13-01", "2024-13-01"),
    ("to=yesterday", "yesterday"),
    ("asof=20240728", "20240728"),
    ("from=2024-08-01&to=2024-07-01", "backwards"),
    ("exact=yes", "exact"),
    ("q=" + "x" * 201, "200"),
    ("event=E9999", "E9999"),
    ("lat=91&lng=0&zoom=5", "lat"),
    ("lat=19", "lng"),
    ("lat=nan&lng=1&zoom=1", "lat"),
    ("colour=red", "colour"),
    ("From=2024-07-25", "From"),
)


def client(story: Any = None, **options: Any) -> TestClient:
    """The interface alone, without Streamlit."""
    app = Starlette(routes=api_routes(story or (lambda: STORY)))
    app.add_middleware(SafeHeaders)
    return TestClient(app, **options)


@pytest.fixture(scope="module")
def api() -> Iterator[TestClient]:
    """Entered, so that all requests share one event loop."""
    with client() as found:
        yield found


def parameters(query: str) -> dict[str, list[str]]:
    """A query as the pages read it."""
    return parse_qs(query, keep_blank_values=True)


def rows_of(response: httpx.Response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def is_one_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and 10 < len(text) < 300


# what is answered


@pytest.mark.parametrize("query", QUERIES)
def test_an_address_gives_the_rows_that_the_page_shows(api: TestClient, query: str) -> None:
    params = parameters(query)
    filters, notices = read_filters(params, STORY)
    assert not notices
    events = list(STORY.events.index[events_mask(STORY, filters)])
    claims = list(STORY.claims.index[rivals_mask(STORY, filters)])
    presence = list(STORY.presence.index[presence_mask(STORY, filters)])
    assert [f["id"] for f in api.get(f"/api/events.geojson?{query}").json()["features"]] == events
    assert [row["id"] for row in rows_of(api.get(f"/api/events.csv?{query}"))] == events
    assert [row["id"] for row in rows_of(api.get(f"/api/claims.csv?{query}"))] == claims
    assert [f["id"] for f in api.get(f"/api/presence.geojson?{query}").json()["features"]] == presence


@pytest.mark.parametrize("name", WHOLE)
def test_map_programs_read_every_layer_of_the_view(api: TestClient, name: str) -> None:
    content = api.get(f"/api/{name}?country=NER").content
    selection = select(STORY, Filters(countries=("NER",)))
    for layer, rows in (("events", selection.events), ("presence", selection.presence)):
        read = map_program.read(content, layer)
        assert len(read) == len(rows)
    assert "claims" in map_program.layers(content)


@pytest.mark.parametrize("layer", ["events", "presence"])
def test_map_programs_read_the_geojson(api: TestClient, layer: str) -> None:
    read = map_program.read(api.get(f"/api/{layer}.geojson").content)
    assert list(read["id"]) == list(getattr(STORY, layer).index)
    assert read.crs == "EPSG:4326"


def test_health_counts_the_rows_and_is_never_stored(api: TestClient) -> None:
    answer = api.get("/api/health")
    assert answer.json()["rows"]["events"] == len(STORY.events)
    assert answer.json()["data_version"] == data_version()
    assert answer.headers["cache-control"] == "no-store"


def test_the_variant_of_the_route_goes_into_the_layers(api: TestClient) -> None:
    legs = {}
    for variant in ("enriched", "base-document-only"):
        content = api.get(f"/api/events.gpkg?variant={variant}").content
        legs[variant] = set(map_program.read(content, "route_legs")["variant"])
    assert legs == {variant: {variant} for variant in legs}


# licence and citation


@pytest.mark.parametrize(
    "address", [*(f"/api/{e.name}" for e in ENDPOINTS), "/api/nothing", "/api/events.csv?actor=nobody"]
)
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_every_answer_names_licence_and_citation(api: TestClient, address: str, method: str) -> None:
    headers = api.request(method, address).headers
    assert f'<{LICENCE_ADDRESS}>; rel="license"' in headers["link"]
    assert "Kidal, July 2024" in headers["x-citation"]
    assert LICENCE_ADDRESS in LICENCE


def test_the_rows_carry_licence_and_citation_inside(api: TestClient) -> None:
    document = api.get("/api/events.geojson?from=2024-07-25&limit=1").json()
    assert document["licence"] == LICENCE
    assert data_version() in document["citation"]
    row = rows_of(api.get("/api/claims.csv?limit=1"))[0]
    assert row["about_licence"] == LICENCE
    assert "25 July 2024" in document["filters"]


# refusals


@pytest.mark.parametrize(("query", "word"), NONSENSE)
@pytest.mark.parametrize("name", ROWS)
def test_what_a_page_would_ignore_is_refused_with_one_sentence(
    api: TestClient, name: str, query: str, word: str
) -> None:
    answer = api.get(f"/api/{name}?{query}")
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    assert is_one_sentence(answer.text)
    assert word in answer.text
    assert "ignored" not in answer.text


@pytest.mark.parametrize("query", [query for query, _ in NONSENSE[:10]])
def test_the_strict_reader_refuses_exactly_what_the_page_has_a_notice_for(query: str) -> None:
    params = parameters(query)
    _, notices = read_filters(params, STORY)
    with pytest.raises(ValueError, match=r"\.$") as refused:
        read_strictly(params, STORY)
    assert notices[0].startswith(str(refused.value)[:-1])


@pytest.mark.parametrize("value", ["0", "10001", "-1", "1.5", "many", "", "９", "9" * 5000])
def test_a_limit_that_is_none_is_refused(api: TestClient, value: str) -> None:
    answer = api.get("/api/events.csv?" + urlencode({"limit": value}))
    assert answer.status_code == 400
    assert "from 1 to 10000" in answer.text


@pytest.mark.parametrize("name", WHOLE)
def test_whole_files_take_no_paging(api: TestClient, name: str) -> None:
    assert api.get(f"/api/{name}?limit=2").status_code == 400


@pytest.mark.parametrize("address", ["health", "openapi.json", ""])
def test_addresses_without_parameters_take_none(api: TestClient, address: str) -> None:
    answer = api.get(f"/api/{address}?q=x")
    assert answer.status_code == 400
    assert is_one_sentence(answer.text)


def test_a_refusal_repeats_no_long_or_broken_value(api: TestClient) -> None:
    answer = api.get("/api/events.csv?" + urlencode({"<script>\x00\n\r" + "x" * 3000: "1"}))
    assert answer.status_code == 400
    assert is_one_sentence(answer.text)
    assert "\x00" not in answer.text
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/api/nothing", "/api/events", "/api/events.geojson/", "/api//", "/api/../app.py"])
def test_an_unknown_path_is_said_to_be_unknown(api: TestClient, path: str) -> None:
    answer = api.get(path)
    assert answer.status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"])
def test_other_methods_are_refused(api: TestClient, method: str) -> None:
    answer = api.request(method, "/api/events.csv")
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")
    assert is_one_sentence(answer.text)


def test_broken_tables_are_said_to_be_broken() -> None:
    def broken() -> Any:
        raise BrokenTablesError([Fault("events", "E1", "date_start", "x", "is no date")])

    for endpoint in ENDPOINTS:
        answer = client(broken).get(f"/api/{endpoint.name}")
        assert answer.status_code == 503
        assert is_one_sentence(answer.text)


def test_a_fault_is_answered_with_a_number_that_is_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    def failing() -> Any:
        raise RuntimeError("/secret/path and a password")

    with caplog.at_level(logging.ERROR):
        answer = client(failing).get("/api/events.csv")
    assert answer.status_code == 500
    assert is_one_sentence(answer.text)
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    number = answer.text.rstrip(".").split()[-1]
    assert number in caplog.text
    assert "/secret/path" in caplog.text


# parts of large answers


@pytest.mark.parametrize("name", PAGED)
def test_following_the_links_gives_every_row_once(api: TestClient, name: str) -> None:
    def ids(answer: httpx.Response) -> list[str]:
        if name.endswith("csv"):
            return [row["id"] for row in rows_of(answer)]
        return [feature["id"] for feature in answer.json()["features"]]

    whole = ids(api.get(f"/api/{name}?country=MLI"))
    address, found, pages = f"/api/{name}?country=MLI&limit=7", [], 0
    while address:
        answer = api.get(address)
        found += ids(answer)
        pages += 1
        assert answer.headers["x-total-count"] == str(len(whole))
        following = answer.links.get("next", {}).get("url", "")
        address = str(answer.url.join(following)) if following else ""
    assert found == whole
    assert pages == -(-len(whole) // 7)


def test_geojson_says_how_many_rows_there_are(api: TestClient) -> None:
    document = api.get("/api/events.geojson?limit=5&offset=3").json()
    assert (document["numberMatched"], document["numberReturned"]) == (len(STORY.events), 5)
    assert document["links"] == [{"rel": "next", "href": "?limit=5&offset=8", "type": "application/geo+json"}]
    beyond = api.get("/api/events.geojson?offset=5000").json()
    assert (beyond["numberReturned"], beyond["features"], beyond["links"]) == (0, [], [])


@pytest.mark.parametrize("name", WHOLE)
def test_a_range_of_bytes_is_answered_as_map_programs_need_it(api: TestClient, name: str) -> None:
    whole = api.get(f"/api/{name}", headers={"accept-encoding": "identity"}).content
    part = api.get(f"/api/{name}", headers={"range": "bytes=10-99"})
    assert (part.status_code, part.content) == (206, whole[10:100])
    assert part.headers["content-range"] == f"bytes 10-99/{len(whole)}"
    beyond = api.get(f"/api/{name}", headers={"range": f"bytes={len(whole)}-"})
    assert beyond.status_code == 416
    assert is_one_sentence(beyond.text)


def test_ranges_are_read_as_the_standard_says() -> None:
    assert part_of("bytes=0-", 10) == (0, 9)
    assert part_of("bytes=5-500", 10) == (5, 9)
    assert part_of("bytes=-3", 10) == (7, 9)
    assert part_of("bytes=-30", 10) == (0, 9)
    for ignored in ("bytes=5-2", "bytes=1-2,4-5", "bytes=-", "rows=1-2", "bytes=a-b"):
        assert part_of(ignored, 10) is None
    for beyond in ("bytes=10-", "bytes=-0"):
        with pytest.raises(ValueError, match="beyond the end"):
            part_of(beyond, 10)


# what need not be sent again


@pytest.mark.parametrize("name", [*ROWS, "openapi.json", ""])
def test_an_answer_that_is_known_is_not_sent_again(api: TestClient, name: str) -> None:
    tag = api.get(f"/api/{name}").headers["etag"]
    again = api.get(f"/api/{name}", headers={"if-none-match": f'"other", {tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert "content-security-policy" not in again.headers
    assert api.get(f"/api/{name}", headers={"if-none-match": '"other"'}).status_code == 200


def test_the_tag_is_of_the_question_not_of_its_spelling(api: TestClient) -> None:
    def tag(query: str, name: str = "events.csv") -> str:
        return api.get(f"/api/{name}?{query}").headers["etag"]

    assert tag("from=2024-07-25&country=MLI") == tag("country=MLI&from=2024-07-25&q=&lat=1&lng=1&zoom=5")
    assert tag("country=MLI") != tag("country=NER")
    assert tag("") != tag("", "claims.csv")


def test_another_process_gives_the_same_tag() -> None:
    assert client().get("/api/events.csv").headers["etag"] == client().get("/api/events.csv").headers["etag"]


def test_the_standard_says_what_is_known() -> None:
    assert is_known('W/"a"', '"a"')
    assert is_known('W/"a"', "*")
    assert not is_known('W/"a"', "")
    assert not is_known('W/"a"', 'W/"b"')


@pytest.mark.parametrize("name", ROWS)
def test_answers_are_compressed_for_those_who_can_read_it(api: TestClient, name: str) -> None:
    plain = api.get(f"/api/{name}", headers={"accept-encoding": "identity"})
    with api.stream("GET", f"/api/{name}", headers={"accept-encoding": "br, gzip"}) as packed:
        raw = b"".join(packed.iter_raw())
    assert gzip.decompress(raw) == plain.content
    assert len(raw) < len(plain.content) / 2
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in plain.headers
    assert "accept-encoding" in plain.headers["vary"].lower()


def test_gzip_is_not_sent_to_those_who_refuse_it() -> None:
    assert takes_gzip("gzip")
    assert takes_gzip("deflate, GZIP;q=0.5")
    assert takes_gzip("*")
    assert not takes_gzip("")
    assert not takes_gzip("gzip;q=0, br")
    assert not takes_gzip("gzip; q=0.00")


@pytest.mark.parametrize("name", [*ROWS, "health", "openapi.json", ""])
def test_head_answers_like_get_without_the_rows(api: TestClient, name: str) -> None:
    got, head = api.get(f"/api/{name}"), api.head(f"/api/{name}")
    assert (head.status_code, head.content) == (200, b"")
    assert {**head.headers} == {**got.headers}


# the store


def test_the_store_forgets_what_was_asked_for_longest_ago() -> None:
    store = Store(most=250, most_each=150)
    for name in ("a", "b"):
        store.put(name, Answer(bytes(100), None, None))
    assert store.get("a")
    store.put("c", Answer(bytes(100), None, None))
    assert store.get("b") is None
    assert store.get("a")
    assert store.get("c")
    assert store.size == 200


def test_the_store_keeps_no_giant_and_counts_a_replaced_answer_once() -> None:
    store = Store(most=250, most_each=150)
    store.put("giant", Answer(bytes(151), None, None))
    assert store.get("giant") is None
    for _ in range(5):
        store.put("a", answer_of(bytes(100), 3))
    assert store.size == 100


def test_an_answer_is_made_once_however_many_ask_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    made, asked, all_have_asked = [], [], threading.Event()
    make = interface._make

    def story() -> Story:
        asked.append(1)
        if len(asked) == 2 * 8:  # each asks as it comes, and again in the language of its answer
            all_have_asked.set()
        return STORY

    def held_up(*of: Any) -> Answer:
        made.append(of)
        assert all_have_asked.wait(30)
        return make(*of)

    monkeypatch.setattr(interface, "_make", held_up)
    with client(story) as one_loop, ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: one_loop.get("/api/events.csv?country=BFA"), range(8)))
    assert len({answer.content for answer in answers}) == 1
    assert len(made) == 1


def test_who_comes_when_too_many_wait_is_told_to_come_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(interface, "MAX_WAITING", 0)
    answer = client().get("/api/events.csv")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert is_one_sentence(answer.text)
    assert MAX_WAITING > 0


# other sites


def test_no_other_site_may_read_unless_it_is_named(monkeypatch: pytest.MonkeyPatch, api: TestClient) -> None:
    there = {"origin": "https://news.example"}
    assert "access-control-allow-origin" not in api.get("/api/events.csv", headers=there).headers
    monkeypatch.setenv("GEODATA_API_ORIGINS", "https://news.example, https://other.example:8443")
    named = client()
    answer = named.get("/api/events.csv", headers=there)
    assert answer.headers["access-control-allow-origin"] == "https://news.example"
    assert "access-control-allow-credentials" not in answer.headers
    assert "X-Total-Count" in answer.headers["access-control-expose-headers"]
    assert "access-control-allow-origin" not in named.get("/api/events.csv", headers={"origin": "https://x"}).headers
    before = {**there, "access-control-request-method": "GET", "access-control-request-headers": "if-none-match"}
    assert named.options("/api/events.csv", headers=before).status_code == 200


def test_what_is_no_origin_is_named_in_the_log_and_left_out(caplog: pytest.LogCaptureFixture) -> None:
    assert origins("*, https://a.example ,news.example,https://b.example/path,") == ["https://a.example"]
    assert len(caplog.records) == 3
    assert "'*'" in caplog.text


# descriptions


def test_the_description_lists_what_is_answered(api: TestClient) -> None:
    document = api.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {f"/api/{endpoint.name}" for endpoint in ENDPOINTS}
    for path, methods in document["paths"].items():
        example = {p["name"]: p["example"] for p in methods["get"]["parameters"]}
        answer = api.get(path, params=example)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"].split(";")[0] in methods["get"]["responses"]["200"]["content"]


def test_the_readable_page_names_every_address_and_parameter_and_runs_nothing(api: TestClient) -> None:
    answer = api.get("/api/")
    for endpoint in ENDPOINTS:
        assert f"/api/{endpoint.name}" in answer.text
        for parameter in endpoint.parameters:
            assert f"<code>{parameter.name}</code>" in answer.text
    assert "<script" not in answer.text
    assert "://" not in answer.text.replace(LICENCE_ADDRESS, "")
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy


def test_a_bare_api_leads_to_the_readable_page(api: TestClient) -> None:
    assert api.get("/api").url.path == "/api/"


def test_a_web_socket_is_closed() -> None:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "websocket.connect"}

    anyio.run(Interface(lambda: STORY), {"type": "websocket", "path": "/api/"}, receive, send)
    assert sent == [{"type": "websocket.close", "code": 1000}]
