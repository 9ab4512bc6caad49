"""A viewer without a browser: a session of Streamlit over its web socket, as light as a hundred of them have to be.

It speaks as Streamlit's own script does (tried with 1.67), with one difference: it remembers no message, so that the
server sends everything anew. That is harder on the server, never easier.
"""

from __future__ import annotations

import asyncio
import re
import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

#: Seconds that a viewer waits for anything at most.
PATIENCE = 60.0

#: The name of the component that draws the map.
_MAP = "streamlit_folium.st_folium"

#: How the ids of the filter's widgets end; the one of the countries.
_WIDGET = re.compile(r"-filter\.\w+$")
_COUNTRIES = "-filter.country"


class UnansweredError(Exception):
    """The server closed the session, showed an exception, or did not answer in time."""


@dataclass(frozen=True)
class Answer:
    """How a run of the script was answered: seconds until the map was told what to draw, and until the run was over.

    ``to_map`` is None when the page has no map. ``query`` is the query string that the address bar holds then.
    """

    to_map: float | None
    to_end: float
    query: str


class Viewer:
    """One open tab on a page (its name in the address, "" for the first page) with a query string."""

    def __init__(self, address: str, page: str, query: str) -> None:
        self._address, self._page, self._query = address, page, query
        self._socket: ClientConnection | None = None
        self._page_hash = ""
        self._widgets: dict[str, WidgetState] = {}

    async def __aenter__(self) -> Self:
        """Connect. Raises OSError or UnansweredError."""
        self._socket = await connect(
            self._address.replace("http", "ws", 1) + "/_stcore/stream",
            origin=Origin(self._address),
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            open_timeout=PATIENCE,
            proxy=None,
        )
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        """Close the tab."""
        if self._socket is not None:
            await self._socket.close()

    @property
    def is_open(self) -> bool:
        """Whether the server still holds the session."""
        return self._socket is not None and self._socket.close_code is None

    async def open(self) -> Answer:
        """Run the page for the first time."""
        return await self._run(ClientState(page_name=self._page), time.monotonic())

    async def choose(self, countries: list[str], since: float | None = None) -> Answer:
        """Choose countries in the filter, by the words that it shows, and wait for what follows.

        ``since`` is when the viewer wanted to (``time.monotonic``), from which the answer is timed; None means now.
        """
        widget = next(id for id in self._widgets if id.endswith(_COUNTRIES))
        self._widgets[widget].string_array_value.data[:] = countries
        return await self._run(ClientState(), time.monotonic() if since is None else since)

    async def _run(self, wanted: ClientState, since: float) -> Answer:
        assert self._socket is not None
        wanted.query_string = self._query
        wanted.page_script_hash = self._page_hash
        wanted.widget_states.widgets.extend(self._widgets.values())
        wanted.context_info.url = f"{self._address}/{self._page}"
        try:
            async with asyncio.timeout(PATIENCE):
                await self._socket.send(BackMsg(rerun_script=wanted).SerializeToString())
                return await self._answer(since)
        except TimeoutError:
            raise UnansweredError(f"no answer within {PATIENCE:.0f} s") from None

    async def _answer(self, since: float) -> Answer:
        assert self._socket is not None
        to_map = None
        async for data in self._socket:
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "delta":
                self._take(message.delta.new_element)
                if message.delta.new_element.component_instance.component_name == _MAP:
                    to_map = time.monotonic() - since
            elif kind == "navigation":
                self._page_hash = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self._query = message.page_info_changed.query_string
            elif kind == "script_finished":
                if message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                    return Answer(to_map, time.monotonic() - since, self._query)
                if message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise UnansweredError("the script does not compile")
        raise UnansweredError("the server closed the session")

    def _take(self, element: Element) -> None:
        """Take over what the viewer has to know of a part of the page, which is the widgets of the filter."""
        kind = element.WhichOneof("type")
        if kind == "exception":
            raise UnansweredError(f"the page shows an exception: {element.exception.message}")
        if kind is not None and _WIDGET.search(name := getattr(getattr(element, kind), "id", "")):
            self._widgets[name] = _state_of(element, self._widgets.get(name))


def _state_of(element: Element, before: WidgetState | None) -> WidgetState:
    """What a widget of the filter shows: the value that the server sets, else what it showed before, else nothing."""
    kind = element.WhichOneof("type")
    assert kind is not None
    widget = getattr(element, kind)
    if before is not None and not widget.set_value:
        return before
    state = WidgetState(id=widget.id)
    if kind == "checkbox":
        state.bool_value = widget.value if widget.set_value else widget.default
    elif kind == "text_input":
        state.string_value = widget.value if widget.set_value else widget.default
    else:
        shown = widget.raw_values if kind == "multiselect" else widget.value
        state.string_array_value.data.extend(shown if widget.set_value else [])
    return state
