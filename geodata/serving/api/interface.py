"""The one door of the interface: takes a request below ``/api/``, finds its line in the table, and answers."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Callable
from weakref import WeakValueDictionary

import anyio
from anyio import to_thread
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from geodata.asking.filters import Filters
from geodata.languages import speaking
from geodata.reading.faults import BrokenTablesError
from geodata.reading.story import Story
from geodata.serving import last_resort
from geodata.serving.api.answers import Answer, Store, answer_of, data_version_of, is_known, part_of, tag_of, takes_gzip
from geodata.serving.api.endpoint import Endpoint
from geodata.serving.api.openapi import LICENCE_ADDRESS
from geodata.serving.api.parameters import Asked, read, refuse_unknown
from geodata.serving.api.readable import citation
from geodata.serving.api.rows import next_query
from geodata.serving.api.table import ENDPOINTS
from geodata.serving.tables import story as story_of_now

PATH = "/api"

#: Names the other sites whose scripts may read the answers: a comma list of origins. None may when it is not set.
ORIGINS = "GEODATA_API_ORIGINS"

#: How many answers are made at a time: more would take the two cores from the pages and gain nothing.
MAKERS = 2

#: How many may wait for one of these; whoever comes then is told to come again.
MAX_WAITING = 64

_ALLOWED = "GET, HEAD"
_LINKS = f'<{LICENCE_ADDRESS}>; rel="license", <openapi.json>; rel="service-desc"'
_LOG = logging.getLogger(__name__)


def api_routes(story: Callable[[], Story] = story_of_now) -> list[BaseRoute]:
    """Return the routes of the interface. ``story`` returns the story, or raises BrokenTablesError."""
    interface: ASGIApp = Interface(story)
    if allowed := origins(os.environ.get(ORIGINS, "")):
        interface = CORSMiddleware(
            interface,
            allow_origins=allowed,
            allow_methods=["GET", "HEAD"],
            allow_headers=["If-None-Match", "Range"],
            expose_headers=["ETag", "Link", "X-Citation", "X-Data-Version", "X-Total-Count"],
        )
    # a bare /api would otherwise be taken for a page of the dashboard
    return [Route(PATH, lambda _: RedirectResponse("api/"), methods=["GET"]), Mount(PATH, app=interface)]


def origins(text: str) -> list[str]:
    """Read a comma list of origins. What is no origin, ``*`` included, is named in the log and left out."""
    found = []
    for item in filter(None, (item.strip() for item in text.split(","))):
        if re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+", item):
            found.append(item.lower())
        else:
            _LOG.warning("%s: %r is no origin such as https://example.org, so it was left out.", ORIGINS, item)
    return found


class _Refused(Exception):
    """An answer without rows: a status and one sentence."""

    def __init__(self, status: int, sentence: str, **headers: str) -> None:
        super().__init__(sentence)
        self.status, self.sentence = status, last_resort.visible(sentence)  # it may repeat what was asked
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


class Interface:
    """An ASGI application. Every answer, a refusal too, names licence and citation."""

    def __init__(self, story: Callable[[], Story]) -> None:
        self._story = story
        self._table = {f"/{endpoint.name}": endpoint for endpoint in ENDPOINTS}
        self._store = Store()
        self._makers = anyio.CapacityLimiter(MAKERS)
        self._locks: WeakValueDictionary[str, anyio.Lock] = WeakValueDictionary()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":  # the door of a web socket is Streamlit's, not here
            await send({"type": "websocket.close", "code": 1000})
            return
        request = Request(scope, receive)
        response = await self._response(request)
        await response(scope, receive, send)

    async def _response(self, request: Request) -> Response:
        story: Story | None = None
        try:
            endpoint = self._endpoint(request)
            story = self._story()
            response = await self._answer(request, endpoint, story)
        except _Refused as refused:
            story = story or self._sound_story()
            response = PlainTextResponse(
                refused.sentence, refused.status, {"cache-control": "no-store", **refused.headers}
            )
        except BrokenTablesError:
            sentence = "The tables need mending; open the dashboard for the list of faults."
            response = PlainTextResponse(sentence, 503, {"cache-control": "no-store"})
        except Exception as error:
            response = last_resort.answer(error, request.url.path)
        response.headers["x-citation"] = (
            citation(story).encode("latin-1", "replace").decode("latin-1")
        )  # no header has more
        response.headers["link"] = ", ".join(filter(None, (_LINKS, response.headers.get("link"))))
        return response

    def _sound_story(self) -> Story | None:
        """The story, None while its tables are broken: a refusal names it too."""
        try:
            return self._story()
        except BrokenTablesError:
            return None

    def _endpoint(self, request: Request) -> Endpoint:
        endpoint = self._table.get(request.scope["path"].removeprefix(request.scope.get("root_path", "")))
        if endpoint is None:
            raise _Refused(404, f"There is nothing at this address; {PATH}/ lists what there is.")
        if request.method not in ("GET", "HEAD"):
            raise _Refused(405, f"This address only answers {_ALLOWED}.", allow=_ALLOWED)
        return endpoint

    async def _answer(self, request: Request, endpoint: Endpoint, story: Story) -> Response:
        asked = _asked(request, endpoint, story)
        with speaking(asked.language):
            story = self._story()
        tag = tag_of(endpoint.name, asked.query(), story)
        headers = {
            "x-data-version": data_version_of(story),
            "vary": "Accept-Encoding",
            "cache-control": "public, max-age=60" if endpoint.kept else "no-store",
            "content-language": asked.language,
        }
        if endpoint.kept:
            headers["etag"] = tag
            if is_known(tag, request.headers.get("if-none-match", "")):
                return Response(status_code=304, headers=headers)
        answer = await self._made(endpoint, story, asked, tag)
        if answer.total is not None:
            headers["x-total-count"] = str(answer.total)
        if following := next_query(asked, answer.total):
            headers["link"] = f'<{following}>; rel="next"'
        if endpoint.ending:
            name = story.manifest.files.stem + endpoint.ending
            headers["content-disposition"] = f'attachment; filename="{name}"'
        return _sent(request, endpoint, answer, headers)

    async def _made(self, endpoint: Endpoint, story: Story, asked: Asked, tag: str) -> Answer:
        """Take the answer from the store, or make it on a thread: once, however many ask for it at a time."""
        if (kept := self._store.get(tag)) is not None:
            return kept
        if self._makers.statistics().tasks_waiting >= MAX_WAITING:
            raise _Refused(
                503, "Too many answers are being made just now; ask again in a few seconds.", retry_after="5"
            )
        lock = self._locks.setdefault(tag, anyio.Lock())
        async with lock:
            if (kept := self._store.get(tag)) is not None:
                return kept
            answer = await to_thread.run_sync(_make, endpoint, story, asked, limiter=self._makers)
            if endpoint.kept:
                self._store.put(tag, answer)
            return answer


def _asked(request: Request, endpoint: Endpoint, story: Story) -> Asked:
    params = {name: request.query_params.getlist(name) for name in request.query_params}
    try:
        if not endpoint.parameters:
            refuse_unknown(params, ())
            return Asked(Filters())
        return read(params, endpoint.parameters, story)
    except ValueError as error:
        raise _Refused(400, str(error)) from None


def _make(endpoint: Endpoint, story: Story, asked: Asked) -> Answer:
    with speaking(asked.language):
        made = endpoint.make(story, asked)
    return answer_of(made.body, made.total)


def _sent(request: Request, endpoint: Endpoint, answer: Answer, headers: dict[str, str]) -> Response:
    """The whole answer, compressed where that is wished; or the part of it that a map program asks for."""
    wanted = request.headers.get("range", "")
    # the tag is weak, so that If-Range can never hold: the whole is then sent (RFC 9110, 13.1.5)
    if wanted and "if-range" not in request.headers and request.method == "GET":
        try:
            part = part_of(wanted, len(answer.body))
        except ValueError as error:
            raise _Refused(416, str(error), content_range=f"bytes */{len(answer.body)}") from None
        if part is not None:
            first, last = part
            headers["content-range"] = f"bytes {first}-{last}/{len(answer.body)}"
            return Response(answer.body[first : last + 1], 206, headers, endpoint.media_type)
    if answer.gzipped is not None and takes_gzip(request.headers.get("accept-encoding", "")):
        return Response(answer.gzipped, 200, {**headers, "content-encoding": "gzip"}, endpoint.media_type)
    return Response(answer.body, 200, {**headers, "accept-ranges": "bytes"}, endpoint.media_type)
