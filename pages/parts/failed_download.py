"""A file that could not be made: the viewer gets a sentence with the number under which the log tells why.

Streamlit 1.67 makes a file on another thread when its button is pressed, and says "Failed to generate file for
download" whatever happened; it has no way to say more. So its handler is replaced by one that does. Should a later
Streamlit name things otherwise, its own sentence comes back and tests/browser/test_failed_download.py fails.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
from streamlit.runtime import app_session
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager

from geodata.languages import bound, gettext
from pages.parts.last_resort import FULL, is_full, note


class FailedDownloadError(Exception):
    """Its text is what the viewer is told."""


class Downloads(DeferredFileHandler):
    """Answers a request for a file that is made now."""

    def __init__(self, get_media_file_mgr: Callable[[], MediaFileManager]) -> None:
        super().__init__(get_media_file_mgr)
        self._files = get_media_file_mgr

    async def handle(self, request: BackendOperationRequest, session_id: str) -> BackendOperationResponse:
        """Make the file on a thread of its own and return its address, or the sentence about its failure."""
        try:
            url = await asyncio.to_thread(self._files().execute_deferred, request.deferred_file.file_id)
        except Exception as error:
            return BackendOperationResponse(request_id=request.request_id, error_msg=_sentence(error))
        return BackendOperationResponse(
            request_id=request.request_id, deferred_file=DeferredFileResponsePayload(url=url)
        )


def _sentence(error: BaseException) -> str:
    known = error.__cause__
    return str(known) if isinstance(known, FailedDownloadError) else _noted(error)


def _noted(error: BaseException) -> str:
    number = note(error, "a download")
    why = f"{gettext(FULL)} " if is_full(error) else ""
    words = gettext("This file could not be made; the operator finds it in the log as error {number}.")
    return why + words.format(number=number)


def made_when_asked(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return what a download button calls: it speaks the viewer's language of now, also when it fails."""

    @bound
    def made() -> bytes:
        try:
            return make()
        except Exception as error:
            raise FailedDownloadError(_noted(error)) from None

    return made


def number_failed_downloads() -> None:
    """Have Streamlit answer requests for files by :class:`Downloads`."""
    app_session.DeferredFileHandler = Downloads  # type: ignore[attr-defined]
