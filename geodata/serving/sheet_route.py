"""The route that a page's script asks for the sheet of the page, when somebody prints it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from geodata.asking.filter_parameters import read_filters
from geodata.asking.table import PARAMETERS
from geodata.exports.sheet import Asked, sheet
from geodata.imported.shown import shown_events
from geodata.languages import ENGLISH, LANGUAGES, speaking
from geodata.reading.story import Story
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select
from geodata.serving.private_data import lent_to
from geodata.serving.tables import tables
from geodata.views.page_kind import PageKind
from geodata.views.presence import DAY
from geodata.views.registry import find_kind
from geodata.views.route import VARIANT

#: Where the sheets are, below the root of the dashboard; the name of the page follows.
PATH = "sheet/"

#: A viewer's own events may have countries and kinds that the story does not have.
_ALSO = [row.name for row in PARAMETERS if row.choice is not None and row.choice.is_open]
_MOST_ALSO, _LONGEST_ALSO = 50, 80

#: Beside the story a sheet may hold a viewer's own events.
_HEADERS = {"cache-control": "private, no-store"}


def sheet_routes() -> list[BaseRoute]:
    """Return the route of the sheets."""
    return [Route(f"/{PATH}{{page}}", _sheet, methods=["GET"])]


def _sheet(request: Request) -> Response:
    query = request.query_params
    code = query.get("lang") or ENGLISH
    if code not in LANGUAGES:
        return PlainTextResponse(f"“lang” can only be {' or '.join(LANGUAGES)}.", status_code=400)
    story = tables.now.story_in(code)
    if story is None:
        return PlainTextResponse("The tables need mending; open the dashboard for the list of faults.", status_code=503)
    with speaking(code):
        params = {name: query.getlist(name) for name in query}
        document = _document(story, request.path_params["page"], params, request.cookies)
    body = json.dumps(document, ensure_ascii=False, allow_nan=False).encode("utf-8", "replace")  # of half a pair: "?"
    return Response(body, media_type="application/json", headers=_HEADERS)


def _document(
    story: Story, page: str, params: Mapping[str, Sequence[str]], cookies: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the sheet for an address; what no page would take from it is left aside here too."""
    last = {name: values[-1] for name, values in params.items() if values}
    also = {name: [v for v in params.get(name, ()) if len(v) <= _LONGEST_ALSO][:_MOST_ALSO] for name in _ALSO}
    own = lent_to(last.get("own", ""), cookies)
    filters, _ = read_filters(params, story, also if own else {})
    chosen = last.get("event", "")
    shown = None if own is None else shown_events(own.events, story, filters)
    about = colophon(story, filters, dt.datetime.now(dt.UTC), chosen=chosen, imported=shown)
    kind = find_kind(page, story)
    here = {} if kind is None else kind.read_own(last)
    asked = Asked(page, DAY.of(here), _tab(kind, last.get("part", "")), last.get("scope", "fighting"))
    return sheet(select(story, filters, VARIANT.of(here), chosen or None, shown), about, asked)


def _tab(kind: PageKind | None, number: str) -> str:
    """Return the name of the tab with a number; "" for one that has no sheet of its own."""
    tabs = list(kind.sheet) if kind else []
    return tabs[int(number)] if number in map(str, range(len(tabs))) else ""
