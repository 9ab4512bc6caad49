"""What is served beside the pages: scripts, styles, basemap and story, and the headers of every answer."""

from __future__ import annotations

import gzip
from typing import Any

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from pages.parts.data import assets, presenter_page

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
    ]


def _presenter(request: Request) -> Response:
    """The presenter page: the story's scenes, drawn by the renderer of the stand-alone file."""
    body = presenter_page()
    if body is None:
        return PlainTextResponse("The tables need mending; open the dashboard for the list of faults.", status_code=503)
    headers = {"cache-control": "no-cache", "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(gzip.compress(body, 5), media_type="text/html", headers={**headers, "content-encoding": "gzip"})
    return Response(body, media_type="text/html", headers=headers)


def _asset(request: Request) -> Response:
    asset = assets().at(request.path_params["path"])
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
    return [Middleware(_PlainHeaders)]


class _PlainHeaders:
    """Adds the headers that cost nothing: no guessing of media types, no referrer to other sites."""

    _headers = ((b"x-content-type-options", b"nosniff"), (b"referrer-policy", b"same-origin"))

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                named = {name for name, _ in message.get("headers", [])}
                message["headers"] = [
                    *message.get("headers", []),
                    *(h for h in self._headers if h[0] not in named),
                ]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)
