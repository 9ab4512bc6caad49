"""What is answered when something goes wrong that nobody foresaw: a sentence, and a number to find it by in the log.

What stands in the log may hold words of a stranger's file or address, so each line of it begins with a mark of ours and
no character in it does anything: nobody can write a line there that looks like one of the server's own.
"""

from __future__ import annotations

import errno
import logging
import secrets
import traceback
from typing import Any

from starlette.responses import PlainTextResponse, Response

from geodata.languages import gettext, noop

_LOG = logging.getLogger(__name__)

#: Characters of an error that go into the log, counted from its end, where the cause is named.
MAX_LOGGED = 20_000

#: Characters of an address in the log.
_MAX_WHERE = 200

#: What the system says when a disk, a quota or the largest size of a file is full.
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

FULL = noop(
    "There is no room left on the disk of the computer that runs this dashboard; its operator has to make some."
)


def note(error: BaseException, where: str) -> str:
    """Write an error into the log, with where it came up, and return the number under which it stands there."""
    number = secrets.token_hex(4)
    _LOG.error("Error %s at %s\n%s", number, visible(where[:_MAX_WHERE]), traced(error))
    return number


def traced(error: BaseException) -> str:
    """Return the traceback of an error as lines that nothing in them can leave."""
    text = "".join(traceback.format_exception(error))
    if len(text) > MAX_LOGGED:
        text = f"...\n{text[-MAX_LOGGED:]}"
    return "\n".join(f"  | {visible(line)}" for line in text.split("\n") if line)


def visible(text: str) -> str:
    r"""Return a text on one line, with an escape in place of each character that does not print.

    >>> visible("a" + chr(10) + chr(27) + "[31m é")
    'a\\n\\x1b[31m é'
    """
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in text)


def is_full(error: BaseException) -> bool:
    """Say whether something could not be written because there is no room."""
    return isinstance(error, OSError) and error.errno in _FULL


def answer(error: BaseException, where: str) -> Response:
    """Return the answer to a viewer: never what went wrong, only where the operator finds it."""
    sentence = gettext("Something went wrong here; the operator finds it in the log as error {number}.")
    return PlainTextResponse(sentence.format(number=note(error, where)), 500, {"cache-control": "no-store"})


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
