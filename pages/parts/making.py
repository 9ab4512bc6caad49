"""A large hand-out being made: on a thread of its own, with its progress, and with a way to stop it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field

Maker = Callable[[Callable[[int, int], None]], bytes]


class StoppedError(Exception):
    """The viewer stopped the making."""


@dataclass
class Making:
    """One hand-out. ``done`` of ``total`` parts are made; ``content`` is there when it is finished."""

    words: str
    file_name: str
    media_type: str
    done: int = 0
    total: int = 0
    content: bytes | None = None
    fault: str = ""
    stopped: threading.Event = field(default_factory=threading.Event)

    @property
    def running(self) -> bool:
        """Whether it is still being made."""
        return self.content is None and not self.fault and not self.stopped.is_set()

    def start(self, maker: Maker) -> None:
        """Make it. ``maker`` is given what reports progress, and returns the file's bytes."""
        threading.Thread(target=self._make, args=(maker,), name=f"making {self.file_name}", daemon=True).start()

    def _make(self, maker: Maker) -> None:
        try:
            self.content = maker(self._report)
        except StoppedError:
            pass
        except ValueError as error:
            self.fault = str(error)
        except Exception:
            logging.getLogger(__name__).exception("%s could not be made", self.file_name)
            self.fault = "The file could not be made. Try again, or choose another format."

    def _report(self, done: int, total: int) -> None:
        if self.stopped.is_set():
            raise StoppedError
        self.done, self.total = done, total
