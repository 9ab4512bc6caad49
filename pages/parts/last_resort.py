"""What is answered when something goes wrong that nobody foresaw: a sentence, and a number to find it by in the log."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from starlette.responses import PlainTextResponse, Response

_LOG = logging.getLogger(__name__)


def note(error: BaseException, where: str) -> str:
    """Write an error into the log, with where it came up, and return the number under which it stands there."""
    number = secrets.token_hex(4)
    _LOG.error("Error %s at %r", number, where[:200], exc_info=error)
    return number


def answer(error: BaseException, where: str) -> Response:
    """Return the answer to a viewer: never what went wrong, only where the operator finds it."""
    sentence = f"Something went wrong here; the operator finds it in the log as error {note(error, where)}."
    return PlainTextResponse(sentence, 500, {"cache-control": "no-store"})


class LastResort:
    """Answers for any route that raises, before Starlette does with words of its own and without our headers."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on; answer it when nothing was sent."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def noted(message: Any) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, noted)
        except Exception as error:
            if begun:
                raise
            await answer(error, scope["path"])(scope, receive, send)
