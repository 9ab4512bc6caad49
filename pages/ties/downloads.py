"""A file that is made when its button is pressed: what the viewer is told when it could not be.

Streamlit makes it on another thread and says "Failed to generate file for download" whatever happened; it has no way to
say more, so its handler is replaced by one that does. Where that is no longer possible, its own sentence stands.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

try:
    from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, DeferredFileResponsePayload
    from streamlit.runtime import app_session
    from streamlit.runtime.backend_operation_handler import DeferredFileHandler
except ImportError:
    app_session = None  # type: ignore[assignment]


def tell_failures(sentence: Callable[[BaseException], str]) -> None:
    """Have Streamlit tell a viewer ``sentence(error)`` of a file that could not be made."""
    if not hasattr(app_session, "DeferredFileHandler"):
        return

    class Downloads(DeferredFileHandler):
        """Answers a request for a file that is made now."""

        def __init__(self, get_media_file_mgr: Callable[[], Any]) -> None:
            super().__init__(get_media_file_mgr)
            self._files = get_media_file_mgr

        async def handle(self, request: Any, session_id: str) -> Any:
            """Make the file on a thread of its own and return its address, or the sentence about its failure."""
            try:
                url = await asyncio.to_thread(self._files().execute_deferred, request.deferred_file.file_id)
            except Exception as error:
                return BackendOperationResponse(request_id=request.request_id, error_msg=sentence(error))
            return BackendOperationResponse(
                request_id=request.request_id, deferred_file=DeferredFileResponsePayload(url=url)
            )

    app_session.DeferredFileHandler = Downloads
