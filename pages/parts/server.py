"""What is served beside the pages: scripts, styles, basemap and story, and the headers of every answer."""

from __future__ import annotations

import datetime as dt
import gzip

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from geodata.languages import ENGLISH, LANGUAGES, speaking
from pages.parts.api.interface import api_routes
from pages.parts.data import presenter_page, tables
from pages.parts.first_map import first_map_routes
from pages.parts.headers import SafeHeaders
from pages.parts.last_resort import LastResort
from pages.parts.private_data import private_middleware, private_routes
from pages.parts.sheet_route import sheet_routes
from pages.parts.sign_in import sign_in_middleware
from pages.parts.streamlit_files import StreamlitFiles

#: Where the files live. A page's map frame sees them at :data:`ASSETS_FROM_FRAME`.
ASSETS_PATH = "/assets/"

#: The map frame is served two levels down (``component/<name>/index.html``), below any ``server.baseUrlPath``.
ASSETS_FROM_FRAME = "../../assets/"

#: A page is served one level below the root, so a relative address leads there too.
ASSETS_FROM_PAGE = "assets/"

#: The address names the content, so a browser may keep the file for a year.
_FOR_EVER = "public, max-age=31536000, immutable"


def routes() -> list[BaseRoute]:
    """Return the routes that stand beside Streamlit's own."""
    return [
        Route(ASSETS_PATH + "{path:path}", _asset, methods=["GET"]),
        Route("/present", _presenter, methods=["GET"]),
        *api_routes(),
        *private_routes(),
        *sheet_routes(),
        *first_map_routes(),
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


def middleware() -> list[Middleware]:
    """Return what every answer passes through."""
    # the first is the outermost: whatever another one refuses or fails at still gets the headers
    return [
        Middleware(SafeHeaders),
        Middleware(LastResort),
        Middleware(StreamlitFiles),
        *private_middleware(),
        *sign_in_middleware(routes()),
    ]
