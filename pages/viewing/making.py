"""Something large being made: on a thread of its own, with its progress, and with a way to stop it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from geodata.languages import bound, gettext, noop
from geodata.serving.last_resort import FULL, is_full, note

T = TypeVar("T")

Maker = Callable[[Callable[[int, int], None]], T]


class StoppedError(Exception):
    """The viewer stopped the making."""


@dataclass(eq=False)
class Making(Generic[T]):
    """One making, of a hand-out or of anything else. ``done`` of ``total`` parts are made.

    ``content`` is there when it is finished; ``step`` may say in words what is being done; ``sorry`` is what a viewer
    is told, in the language of its start, when it fails for a reason that nobody foresaw.
    """

    words: str
    file_name: str
    media_type: str = ""
    done: int = 0
    total: int = 0
    content: T | None = None
    fault: str = ""
    stopped: threading.Event = field(default_factory=threading.Event)
    step: str = ""
    sorry: str = noop("The file could not be made. Try again, or choose another format.")
    _thread: threading.Thread | None = field(default=None, repr=False)

    @property
    def running(self) -> bool:
        """Whether it is still being made."""
        return self.content is None and not self.fault and not self.stopped.is_set()

    def start(self, maker: Maker[T]) -> None:
        """Make it. ``maker`` is given what reports progress, and returns the content."""
        self._thread = threading.Thread(
            target=bound(self._make), args=(maker,), name=f"making {self.file_name}", daemon=True
        )
        self._thread.start()

    def wait(self, seconds: float) -> None:
        """Wait until it is made, but not longer than this: what is small is then there at once."""
        if self._thread is not None:
            self._thread.join(seconds)

    def _make(self, maker: Maker[T]) -> None:
        try:
            self.content = maker(self._report)
        except StoppedError:
            pass
        except ValueError as error:
            self.fault = str(error)
        except Exception as error:
            number = note(error, f"the making of {self.file_name}")
            why, more = FULL if is_full(error) else self.sorry, gettext("The log has more under the number {number}.")
            self.fault = f"{gettext(why)} {more.format(number=number)}"

    def _report(self, done: int, total: int) -> None:
        if self.stopped.is_set():
            raise StoppedError
        self.done, self.total = done, total
