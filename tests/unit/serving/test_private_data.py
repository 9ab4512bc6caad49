"""Events that a viewer brought are handed to that viewer's browser, and to nobody who only knows the address."""

from __future__ import annotations

import asyncio
import gc
import gzip
import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from importers.event_files import PLAIN_ROW, read, rows_of, table
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from geodata.imported.event_set import EventSet, event_set
from geodata.languages import speaking
from geodata.serving import private_data
from geodata.serving.private_data import Lent, address_of, lend, private_middleware, private_routes, viewer_of, withdraw

ALICE, BOB = "a" * 43, "b" * 43

Answer = tuple[int, dict[str, str], bytes]


def small_set(rows: int = 3) -> EventSet:
    return event_set(read(table(rows_of(PLAIN_ROW, *[{"title": f"Event {n}"} for n in range(rows)]))), "mine.csv")


async def _page(request: Request) -> Response:
    return HTMLResponse("<p>a page</p>") if request.url.path == "/" else PlainTextResponse("{}")


APP = Starlette(
    routes=[*private_routes(), Route("/", _page), Route("/_stcore/host-config", _page), Route("/file", _page)],
    middleware=private_middleware(),
)


def ask(path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
    """Ask the application for an address."""
    sent: list[Any] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        sent.append(message)

    named = [(name.encode(), value.encode()) for name, value in {"host": "test", **(headers or {})}.items()]
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "", "headers": named,
        "client": ("test", 1), "server": ("test", 80),
    }  # fmt: skip
    asyncio.run(APP(scope, receive, send))
    start = next(message for message in sent if message["type"] == "http.response.start")
    body = b"".join(message.get("body", b"") for message in sent if message["type"] == "http.response.body")
    return start["status"], {name.decode(): value.decode() for name, value in start["headers"]}, body


def by(viewer: str, **more: str) -> dict[str, str]:
    """The headers of a request with the cookie of a viewer."""
    return {"cookie": f"other=1; viewer={viewer}", **more}


@pytest.fixture
def lent() -> Iterator[Lent]:
    made = lend(small_set(), ALICE)
    yield made
    withdraw(made)


def addresses(lent: Lent) -> list[str]:
    return [f"/imported/{lent.token}/columns", f"/imported/{lent.token}/texts/0"]


def test_the_browser_that_brought_them_gets_columns_and_texts(lent: Lent) -> None:
    columns, texts = (ask(address, by(ALICE)) for address in addresses(lent))
    assert (columns[0], columns[2][:4]) == (200, b"CME1")
    assert texts[0] == 200
    document = json.loads(texts[2])
    titles = [row[document["columns"].index("title")] for row in document["rows"]]
    assert titles == ["Event 0", "Event 1", "Event 2"]
    for _, headers, _ in (columns, texts):
        assert headers["cache-control"] == "private, no-store"


def test_columns_travel_compressed_when_the_browser_can_read_that(lent: Lent) -> None:
    address = addresses(lent)[0]
    plain = ask(address, by(ALICE))
    packed = ask(address, by(ALICE, **{"accept-encoding": "br, gzip"}))
    assert "content-encoding" not in plain[1]
    assert packed[1]["content-encoding"] == "gzip"
    assert gzip.decompress(packed[2]) == plain[2]


def test_columns_are_made_once(lent: Lent, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ask(addresses(lent)[0], by(ALICE))[2]
    monkeypatch.setattr(private_data, "columns_bytes", None)
    assert ask(addresses(lent)[0], by(ALICE))[2] == first


def test_words_are_in_the_language_of_the_address_and_each_is_made_once(
    lent: Lent, monkeypatch: pytest.MonkeyPatch
) -> None:
    english, french = (f"/imported/{lent.token}/{where}" for where in ("", "fr/"))
    texts = [json.loads(ask(f"{where}texts/0", by(ALICE))[2])["rows"][0] for where in (english, french)]
    assert [row[4] for row in texts] == [
        "a place without a name (how exact is not known)",
        "un lieu sans nom (précision inconnue)",
    ]
    columns = [ask(f"{where}columns", by(ALICE))[2] for where in (english, french)]
    assert [words in body for words, body in zip((b"from your file", b"de votre fichier"), columns, strict=True)]
    assert len(set(columns)) == 2
    monkeypatch.setattr(private_data, "columns_bytes", None)
    assert [ask(f"{where}columns", by(ALICE))[2] for where in (english, french)] == columns


def test_the_address_names_the_language_that_is_spoken(lent: Lent) -> None:
    assert address_of(lent) == f"{lent.token}/"
    with speaking("fr"):
        assert address_of(lent) == f"{lent.token}/fr/"


def test_a_language_that_there_is_not_has_nothing(lent: Lent) -> None:
    assert [ask(f"/imported/{lent.token}/{code}/texts/0", by(ALICE))[0] for code in ("fr", "xx", "..")] == [
        200,
        404,
        404,
    ]
    assert ask(f"/imported/{lent.token}/fr/texts/0", by(BOB))[0] == 404


@pytest.mark.parametrize(
    "headers",
    [{}, by(BOB), by(""), by(ALICE[:-1]), by(ALICE + "a"), {"cookie": f"viewers={ALICE}"}, {"cookie": "\x00;=;"}],
    ids=["none", "another", "empty", "shorter", "longer", "another name", "garbage"],
)
def test_everybody_else_is_told_that_there_is_nothing(lent: Lent, headers: dict[str, str]) -> None:
    wrong = ask("/imported/no-such-token/columns", headers)
    for address in addresses(lent):
        status, answered, body = ask(address, headers)
        assert status == 404
        assert body == wrong[2]
        assert answered["cache-control"] == "private, no-store"


def test_without_a_cookie_nobody_is_served_not_even_without_one() -> None:
    lent = lend(small_set(), "")
    for address in addresses(lent):
        for headers in ({}, by(""), by(ALICE)):
            assert ask(address, headers)[0] == 404


@pytest.mark.parametrize("block", ["1", "-1", "x", "99999999999999999999", ""])
def test_a_block_that_is_not_there(lent: Lent, block: str) -> None:
    assert ask(f"/imported/{lent.token}/texts/{block}", by(ALICE))[0] == 404


def test_nothing_can_be_written(lent: Lent) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert ask(addresses(lent)[0], by(ALICE), method)[0] == 405


def test_what_is_withdrawn_is_gone_at_once(lent: Lent) -> None:
    withdraw(lent)
    assert [ask(address, by(ALICE))[0] for address in addresses(lent)] == [404, 404]


def test_when_the_session_ends_the_addresses_end_with_it() -> None:
    lent = lend(small_set(), ALICE)
    there = addresses(lent)
    assert ask(there[0], by(ALICE))[0] == 200
    del lent
    gc.collect()
    assert [ask(address, by(ALICE))[0] for address in there] == [404, 404]


def test_every_loan_has_an_address_of_its_own() -> None:
    events = small_set()
    loans = [lend(events, ALICE) for _ in range(50)]
    assert len({loan.token for loan in loans}) == 50
    assert min(len(loan.token) for loan in loans) >= 32


# --- the cookie


def cookie_set(answer: Answer) -> str:
    return answer[1].get("set-cookie", "")


def test_a_browser_without_the_cookie_gets_one_with_the_page() -> None:
    given = cookie_set(ask("/"))
    value, *attributes = given.split("; ")
    assert viewer_of({"viewer": value.removeprefix("viewer=")})
    assert sorted(attributes) == ["HttpOnly", "Path=/", "SameSite=Strict"]
    assert given != cookie_set(ask("/"))


def test_a_browser_with_the_cookie_keeps_it() -> None:
    assert cookie_set(ask("/", by(ALICE))) == ""


def test_a_cookie_of_another_shape_is_replaced() -> None:
    assert cookie_set(ask("/", by("short")))


def test_files_set_no_cookie() -> None:
    assert cookie_set(ask("/file")) == ""


def test_a_link_from_another_site_does_not_replace_a_cookie_that_the_browser_keeps_back() -> None:
    assert cookie_set(ask("/", {"sec-fetch-site": "cross-site"})) == ""
    assert cookie_set(ask("/_stcore/host-config", {"sec-fetch-site": "same-origin"}))
