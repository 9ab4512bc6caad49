"""A relay between a browser and a server that counts what the server sends, as it travels: compressed, with headers."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit

from tests.browser.server import HOST

_CHUNK = 1 << 16


class Relay:
    """Passes every connection on to the server at ``address``; ``sent`` are the bytes that came back so far."""

    def __init__(self, address: str) -> None:
        self._to = (HOST, int(urlsplit(address).port or 80))
        self._door = socket.create_server((HOST, 0))
        self._lock = threading.Lock()
        self.sent = 0
        self.address = f"http://{HOST}:{self._door.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._door.close()

    def _accept(self) -> None:
        with suppress(OSError):  # the door was closed
            while True:
                near, _ = self._door.accept()
                far = socket.create_connection(self._to)
                threading.Thread(target=self._pass, args=(near, far, False), daemon=True).start()
                threading.Thread(target=self._pass, args=(far, near, True), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, back: bool) -> None:
        with suppress(OSError):
            while data := source.recv(_CHUNK):
                if back:
                    with self._lock:
                        self.sent += len(data)
                target.sendall(data)
        for end in (source, target):
            with suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def relayed(address: str) -> Iterator[Relay]:
    """Run a relay in front of a server."""
    relay = Relay(address)
    try:
        yield relay
    finally:
        relay.close()
