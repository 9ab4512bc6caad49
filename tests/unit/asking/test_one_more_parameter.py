"""The recipe of ``.docs/adding-a-filter.md``: one more row in the table is a filter everywhere."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pandas as pd
import pytest
from documented import TOP

from tests.real_story import REAL

Found = dict[str, Any]

#: How the real tables date their events.
PRECISION: pd.Series = REAL.events["date_precision"]


def dated(*wanted: str) -> list[str]:
    return list(PRECISION.index[PRECISION.isin(wanted)])


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    ran = subprocess.run(
        [sys.executable, "-m", "asking.one_more_parameter", str(tmp_path_factory.mktemp("one_more"))],
        cwd=TOP,
        env={**os.environ, "PYTHONPATH": os.pathsep.join((str(TOP), str(TOP / "tests/unit")))},
        capture_output=True,
        encoding="utf-8",
    )
    assert ran.returncode == 0, ran.stderr
    read: Found = json.loads(ran.stdout.splitlines()[-1])
    return read


def test_it_is_read_from_an_address_and_written_there(found: Found) -> None:
    assert set(found["address"]["offered"]) == set(PRECISION)
    assert found["address"]["read"] == [["dated", ["month"]]]
    assert found["address"]["written"] == {"dated": ["month"]}
    assert found["address"]["notices"] == ["No date is known to “never”, so that was ignored."]


def test_it_is_said_in_the_words_of_a_hand_out(found: Found) -> None:
    assert found["words"]["colophon"] == "countries: Mali; dates known to: month, year"
    assert found["words"]["address"] == "?country=MLI&dated=month&dated=year"


def test_it_says_why_nothing_is_left_and_why_a_rival_claim_is_dimmed(found: Found) -> None:
    assert "how well the day is known" in found["words"]["tight"]
    assert any("not about an event dated so" in why for why in found["words"]["dimmed"])


def test_the_http_interface_describes_it_and_answers_by_it(found: Found) -> None:
    (described,) = found["interface"]["openapi"]
    assert described["description"] == "how well the day is known"
    assert described["example"] == ["day"]
    assert set(described["schema"]["items"]["enum"]) == set(PRECISION)
    assert found["interface"]["readable"]
    assert found["interface"]["rows"] == dated("month")
    assert found["interface"]["refused"] == "No date is known to “never”."


def test_the_command_line_has_it_as_an_option(found: Found) -> None:
    assert "--dated ID" in found["command"]["help"]
    assert found["command"]["code"] == 0
    assert found["command"]["events"] == dated("month", "year")


def test_it_cuts_the_rows_it_says_it_cuts_and_no_others(found: Found) -> None:
    wanted = dated("month", "year")
    assert 0 < len(wanted) < len(PRECISION)
    assert found["rows"]["events_mask"] == wanted
    assert found["rows"]["claims_mask"] == list(REAL.claims.index[REAL.claims["event_id"].isin(wanted)])
    assert found["rows"]["presence_mask"] == list(REAL.presence.index)
    assert found["rows"]["route_mask"] == list(REAL.route.index)


def test_imported_events_obey_it_in_memory_and_in_a_database(found: Found) -> None:
    assert found["rows"]["imported"] == [False, True, True]
    assert "date_precision IN" in found["rows"]["sql"]
    assert found["rows"]["bound"] == [["month", "year"]]


def test_the_filter_bar_shows_it_and_writes_it_into_the_address(found: Found) -> None:
    assert found["page"]["faults"] == 0
    assert found["page"]["label"] == "Dates known to"
    assert found["page"]["shown"] == ["month"]
    assert found["page"]["address"] == ["month", "year"]


def test_the_documentation_is_found_to_lack_it(found: Found) -> None:
    assert found["missing lines"] == ["| `dated` | how well the day is known; may repeat | `dated=day` |"]
