"""The side of the confined process that the dashboard is on: start it, talk with it, end it."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, NoReturn, Self

from geodata.sandbox import wire
from geodata.sandbox.faults import (
    CrashedError,
    MemorySpentError,
    TimeSpentError,
    UnopenedError,
    UnreadableError,
)
from geodata.sandbox.gdal_drivers import settings
from geodata.sandbox.limits import MAX_READER_WAIT, MAX_SENT

_PIECE = 1 << 20

#: Seconds between two looks at whether the reading is still wanted.
_LOOK = 0.1

#: Seconds between the end of what it says and its own.
_LAST_WORDS = 10

#: What the process keeps of the environment: without these Python does not start.
_KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "TMPDIR", "TEMP")

#: What the process says of itself -> the fault that it is.
_FAULTS = {"memory": MemorySpentError, "unreadable": UnreadableError, "unopened": UnopenedError}

_log = logging.getLogger(__name__)
_said: set[str] = set()


class Room:
    """One file, one reader, one process; to be used in a ``with``.

    ``reader`` is "module:function" (see ``child.Reader``); it is given ``folder``, the only one that it can read, and
    ``arguments``, which JSON must hold. ``driver`` is the one driver of GDAL that there is, "" for none. ``step`` is
    called now and then while one waits; what it raises ends the process and goes on. Every method raises the faults of
    ``geodata.sandbox.faults``.
    """

    def __init__(
        self, reader: str, folder: Path, arguments: Mapping[str, Any], *, driver: str, step: Callable[[], None]
    ) -> None:
        self._step, self._taken = step, 0
        self._until = time.monotonic() + MAX_READER_WAIT
        self._pieces: queue.Queue[bytes] = queue.Queue(maxsize=8)
        self._rest = memoryview(b"")
        self._open = contextlib.ExitStack()
        self._errors = self._open.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 - the stack closes it
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-s", "-m", "geodata.sandbox.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=_environment(driver),
                cwd=folder,
            )
        except OSError as error:
            self._open.close()
            raise UnopenedError(str(error)) from error
        self._process = self._open.enter_context(process)
        threading.Thread(target=self._pump, daemon=True).start()
        try:
            libraries = [str(Path(path).absolute()) for path in sys.path if path]
            given = {"reader": reader, "folder": str(folder), "driver": driver, "arguments": dict(arguments)}
            self.answer({**given, "libraries": libraries})
            self._see_lock()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def part(self) -> wire.Part:
        """The next part that the reader hands over."""
        try:
            found = wire.read(self._line, self._exactly)
        except wire.BrokenWireError as error:
            raise CrashedError(str(error)) from error
        if found.of == wire.CONTROL and found.name in _FAULTS:
            raise _FAULTS[found.name](str(found.value))
        return found

    def expect(self, name: str) -> Any:
        """The value of the next part, which has this name."""
        found = self.part()
        if found.name != name:
            raise CrashedError(f"part {found.name!r} in place of {name!r}")
        return found.value

    def answer(self, value: object) -> None:
        """Answer a Question, in JSON; with a few thousand bytes at most, for a reader need not listen."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):  # it has ended; the next part says how
            self._process.stdin.write(json.dumps(value).encode() + b"\n")
            self._process.stdin.flush()

    def close(self) -> None:
        """End the process, wherever it is."""
        self._process.kill()
        while self._pieces.get():  # so that the thread comes to its end
            pass
        with contextlib.suppress(OSError):  # an answer that it did not wait for
            self._open.close()

    def _pump(self) -> None:
        """Take what comes out of the process; an empty piece is its end."""
        stream = self._process.stdout
        assert stream is not None
        try:
            while piece := os.read(stream.fileno(), _PIECE):
                self._pieces.put(piece)
        except OSError:
            pass
        self._pieces.put(b"")

    def _more(self) -> bool:
        """Wait for the next piece; False at the end."""
        while True:
            self._step()
            if time.monotonic() > self._until:
                raise TimeSpentError
            try:
                piece = self._pieces.get(timeout=_LOOK)
            except queue.Empty:
                continue
            if not piece:
                self._pieces.put(b"")  # for whoever asks again
                return False
            self._taken += len(piece)
            if self._taken > MAX_SENT:
                raise MemorySpentError
            self._rest = memoryview(piece)
            return True

    def _line(self, most: int) -> bytes:
        line = bytearray()
        while True:
            if not self._rest and not self._more():
                self._ended()
            end = bytes(self._rest).find(b"\n")
            taken = len(self._rest) if end < 0 else end
            line += self._rest[:taken]
            self._rest = self._rest[taken + 1 :]
            if len(line) > most:
                raise wire.BrokenWireError("a line that does not end")
            if end >= 0:
                return bytes(line)

    def _exactly(self, length: int) -> bytes:
        content = bytearray()
        while len(content) < length:
            if not self._rest and not self._more():
                self._ended()
            taken = self._rest[: length - len(content)]
            content += taken
            self._rest = self._rest[len(taken) :]
        return bytes(content)

    def _ended(self) -> NoReturn:
        """Say how the process ended that should have gone on."""
        try:
            code = self._process.wait(_LAST_WORDS)
        except subprocess.TimeoutExpired:  # it only closed its mouth
            self._process.kill()
            code = self._process.wait()
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            raise TimeSpentError
        self._errors.seek(0)
        words = self._errors.read(10_000).decode(errors="replace").strip().splitlines()
        why = f"a confined reader ended with {code}: {words[-1] if words else 'no words'}"
        _log.warning("%s", why.encode("ascii", "backslashreplace").decode())
        raise CrashedError(why)

    def _see_lock(self) -> None:
        """Take the first part, which says what confines the process; the log hears once what does not."""
        try:
            found = self.expect("locked")
        except CrashedError as error:  # no file was looked at yet
            raise UnopenedError(str(error)) from error
        if not isinstance(found, dict):
            raise UnopenedError("not locked")
        self.locked: dict[str, Any] = found
        missing = [layer for layer, holds in self.locked.items() if not holds]
        words = ", ".join(missing)
        if missing and words not in _said:
            _said.add(words)
            _log.warning("map files are read in a process of their own, but this system does not offer: %s", words)


def _environment(driver: str) -> dict[str, str]:
    """Nothing of the server's environment beside what Python needs: it may hold passwords."""
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    return {
        **kept,
        **settings([driver]),
        "PYTHONPATH": str(Path(__file__).parents[2]),
        "PYTHONUTF8": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",  # a second thread would not be bound by the lock
        "OMP_NUM_THREADS": "1",
        "GDAL_NUM_THREADS": "1",
        "SHAPE_RESTORE_SHX": "NO",
        "NO_PROXY": "",
    }
