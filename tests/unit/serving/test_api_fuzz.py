"""Made-up requests from the interface's own description: what it allows and what it forbids, by schemathesis."""

from __future__ import annotations

import time
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import CHECKS, load_all_checks
from starlette.applications import Starlette

from geodata.serving.api.interface import api_routes
from tests.real_story import REAL as STORY

#: The most made-up requests for an address, of each kind; and the seconds after which no more are sent to it, so that
#: all of them together end in about half a minute also on a busy machine.
_EACH, _SECONDS = 20, 4.0

load_all_checks()
SCHEMA = schemathesis.openapi.from_asgi("/api/openapi.json", Starlette(routes=api_routes(lambda: STORY)))
_begun: dict[str, float] = {}


@pytest.mark.slow
@SCHEMA.parametrize()
@settings(
    max_examples=_EACH,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_nothing_that_the_description_allows_or_forbids_breaks_it(case: Any) -> None:
    """No answer of 500, none of a status, type or shape that is not described; what is forbidden is refused."""
    if time.monotonic() - _begun.setdefault(case.operation.path, time.monotonic()) > _SECONDS:
        return
    if case.meta.generation.mode is schemathesis.GenerationMode.POSITIVE:
        _mend(case.query)
    response = case.call()
    case.validate_response(response, checks=CHECKS.get_all())
    if response.status_code == 400:
        assert response.text.endswith(".")
        assert "\n" not in response.text


def _mend(query: dict[str, Any]) -> None:
    """Take out what the description allows and the interface cannot: no schema of single parameters could forbid it."""
    if len({"lat", "lng", "zoom"} & set(query)) < 3:  # a position has all three
        for name in ("lat", "lng", "zoom"):
            query.pop(name, None)
    if query.get("from", "") > query.get("to", "9999"):  # days run forwards
        query.pop("to", None)
    if "event" in query:  # any text, says the description, but only that of a row is one
        query["event"] = STORY.events.index[len(query["event"]) % len(STORY.events)]
