"""The route of the printed sheets: it reads the address of a page, and gives strangers' events to nobody else."""

from __future__ import annotations

import json
import secrets
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from geodata.imported.event_set import event_set
from geodata.importers import ImportOptions, read_events
from geodata.serving.private_data import VIEWER, Lent, lend
from geodata.serving.sheet_route import sheet_routes
from tests.hostile import IN_ADDRESS, TEXTS

CLIENT = TestClient(Starlette(routes=sheet_routes()), raise_server_exceptions=False)
MINE = (
    "date,lat,lon,place,country,fatalities,note,licence\n"
    "2024-07-27,15.5,32.5,Khartoum,Sudan,3,<b>one</b>,\n"
    "2024-07-28,18.4,1.4,Kidal,Mali,4,two,\n"
)


def asked(path: str, **params: Any) -> dict[str, Any]:
    answer = CLIENT.get(f"/sheet/{path}", params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def titles(document: dict[str, Any]) -> list[str]:
    return [block["title"] for block in document["blocks"]]


@pytest.fixture
def mine() -> Lent:
    """Two events of a viewer, lent to one browser; their terms allow to pass them on."""
    result = read_events(MINE.encode(), "mine.csv", ImportOptions(licence="CC BY 4.0"))
    return lend(event_set(result, "mine.csv"), secrets.token_urlsafe(32))


def test_the_filters_of_the_page_are_those_of_the_sheet() -> None:
    params = {"from": "2024-07-25", "to": "2024-07-27", "actor": "wagner", "look": "dark", "lat": "19", "zoom": "6"}
    document = asked("overview", **params)
    assert "days from 25 July 2024 to 27 July 2024; actors: Wagner" in document["filters"]


def test_the_parts_of_evidence_go_by_the_number_of_the_tab() -> None:
    assert titles(asked("evidence", part="2"))[0] == "Claims"
    assert titles(asked("evidence", part="99"))[0] == titles(asked("evidence"))[0] == "Ledger"
    assert asked("evidence", scope="all")["blocks"][0]["rows"] != asked("evidence")["blocks"][0]["rows"]


def test_the_variant_of_the_route_matters_on_its_page_alone() -> None:
    bare = asked("convoy_route", variant="base-document-only")
    assert bare["blocks"][0]["rows"] != asked("convoy_route")["blocks"][0]["rows"]
    assert asked("overview", variant="base-document-only")["blocks"] == asked("overview")["blocks"]
    assert asked("convoy_route", variant="another")["blocks"] == asked("convoy_route")["blocks"]


def test_the_language_is_that_of_the_address() -> None:
    assert titles(asked("overview", lang="fr"))[-1] == "Sources nommées ci-dessus"
    answer = CLIENT.get("/sheet/overview", params={"lang": "xx"})
    assert (answer.status_code, answer.text) == (400, "“lang” can only be en or fr.")


def test_a_page_that_is_not_known_has_a_colophon_alone() -> None:
    document = asked("no_such_page")
    assert document["blocks"] == []
    assert document["foot"]


#: The pages that between them read every name of an address.
READERS = ("russian_presence", "kidal_ambush", "convoy_route", "evidence")
NAMES = ("from", "actor", "country", "q", "asof", "event", "part", "scope", "variant", "day", "own")


@pytest.mark.parametrize("page", READERS)
def test_whatever_an_address_holds_the_answer_is_a_sheet(page: str) -> None:
    """All names hold the same, so that each is read with each value; then some values in each name alone."""
    addresses = [dict.fromkeys(NAMES, text) for text in IN_ADDRESS]
    addresses += [{name: TEXTS[text]} for name in NAMES for text in ("script", "line separators")]
    for params in addresses:
        answer = CLIENT.get(f"/sheet/{page}", params=params)
        assert answer.status_code == 200, params
        assert "blocks" in json.loads(answer.text)


def test_a_viewers_own_events_are_printed_for_that_viewer_alone(mine: Lent) -> None:
    with_cookie = CLIENT.get(
        "/sheet/overview", params={"own": mine.token}, headers={"cookie": f"{VIEWER}={mine.viewer}"}
    )
    block = next(one for one in with_cookie.json()["blocks"] if one["title"] == mine.events.whose.title)
    assert [row[2].split(",")[0] for row in block["rows"]] == ["Khartoum", "Kidal"]
    assert "mine.csv" in block["note"]
    assert "CC BY 4.0" in block["note"]
    assert with_cookie.headers["cache-control"] == "private, no-store"
    for headers in ({}, {"cookie": f"{VIEWER}={secrets.token_urlsafe(32)}"}):
        other = CLIENT.get("/sheet/overview", params={"own": mine.token}, headers=headers)
        assert other.status_code == 200
        assert "mine.csv" not in other.text


def test_a_country_of_ones_own_events_filters_them_and_the_story(mine: Lent) -> None:
    params = {"own": mine.token, "country": "SDN"}
    document = CLIENT.get("/sheet/overview", params=params, headers={"cookie": f"{VIEWER}={mine.viewer}"}).json()
    assert "countries: Sudan" in document["filters"]
    assert "Events shown" not in titles(document)
    (block,) = [one for one in document["blocks"] if one["title"] == mine.events.whose.title]
    assert len(block["rows"]) == 1
    assert "countries" not in asked("overview", country="SDN")["filters"]


def test_events_whose_terms_forbid_it_are_counted_and_not_printed() -> None:
    lent = lend(
        event_set(read_events(MINE.encode(), "mine.csv", ImportOptions()), "mine.csv"), secrets.token_urlsafe(32)
    )
    answer = CLIENT.get("/sheet/overview", params={"own": lent.token}, headers={"cookie": f"{VIEWER}={lent.viewer}"})
    (block,) = [one for one in answer.json()["blocks"] if one["title"] == lent.events.whose.title]
    assert block["kind"] == "words"
    assert "2 events of the file “mine.csv”" in block["lines"][0]
    assert "Khartoum" not in answer.text
