"""Files that pages and presenters fetch: scripts, styles, basemap, the story, and the page to present from."""

from __future__ import annotations

import datetime as dt
import gzip

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from geodata.languages import ENGLISH, LANGUAGES, speaking
from geodata.serving.tables import presenter_page, tables

#: Where the files live. A page's map frame sees them at :data:`ASSETS_FROM_FRAME`.
ASSETS_PATH = "/assets/"

#: The map frame is served two levels down (``component/<name>/index.html``), below any ``server.baseUrlPath``.
ASSETS_FROM_FRAME = "../../assets/"

#: A page is served one level below the root, so a relative address leads there too.
ASSETS_FROM_PAGE = "assets/"

#: The address names the content, so a browser may keep the file for a year.
_FOR_EVER = "public, max-age=31536000, immutable"


def file_routes() -> list[BaseRoute]:
    """Return the routes of the files."""
    return [
        Route(ASSETS_PATH + "{path:path}", _asset, methods=["GET"]),
        Route("/present", _presenter, methods=["GET"]),
    ]


def _presenter(request: Request) -> Response:
    """The presenter page: the story's scenes, as of a day and in a language if they are asked for, drawn as in the
    stand-alone file.
    """
    day, code = request.query_params.get("asof", ""), request.query_params.get("lang") or ENGLISH
    if code not in LANGUAGES:
        return PlainTextResponse(f"“lang” can only be {' or '.join(LANGUAGES)}.", status_code=400)
    try:
        with speaking(code):
            body = presenter_page(dt.date.fromisoformat(day) if day else None)
    except ValueError:
        return PlainTextResponse("“asof” has to be a day in the form YYYY-MM-DD.", status_code=400)
    if body is None:
        return PlainTextResponse("The tables need mending; open the dashboard for the list of faults.", status_code=503)
    headers = {"cache-control": "no-cache", "vary": "accept-encoding", "content-language": code}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(gzip.compress(body, 5), media_type="text/html", headers={**headers, "content-encoding": "gzip"})
    return Response(body, media_type="text/html", headers=headers)


def _asset(request: Request) -> Response:
    asset = tables.asset(request.path_params["path"])
    if asset is None:
        return PlainTextResponse("There is no such file here.", status_code=404)
    headers = {"cache-control": _FOR_EVER, "vary": "accept-encoding"}
    body = asset.body
    if asset.gzipped is not None and "gzip" in request.headers.get("accept-encoding", ""):
        body = asset.gzipped
        headers["content-encoding"] = "gzip"
    return Response(body, media_type=asset.media_type, headers=headers)
