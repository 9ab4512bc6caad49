"""Readers that try what a library that a file has taken over would try, and hand over what came of it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pyogrio

from geodata.sandbox.wire import Part, Question

Parts = Generator[Part, Any, None]


def open_file(folder: Path, asked: dict[str, Any]) -> Parts:
    """A file by its path, or by its name in the folder."""
    yield _tried(lambda: (folder / asked["path"]).read_text(encoding="utf-8"))


def list_folder(folder: Path, asked: dict[str, Any]) -> Parts:
    """A folder by its path."""
    yield _tried(lambda: os.listdir(folder / asked["path"]))  # noqa: PTH208


def write_file(folder: Path, asked: dict[str, Any]) -> Parts:
    """A new file."""
    yield _tried(lambda: (folder / asked["path"]).write_text("x", encoding="utf-8"))


def change_file(folder: Path, asked: dict[str, Any]) -> Parts:
    """Rights of a file."""
    yield _tried(lambda: (folder / asked["path"]).chmod(0o777))


def connect(folder: Path, asked: dict[str, Any]) -> Parts:
    """A port of this machine."""
    yield _tried(lambda: socket.create_connection(("127.0.0.1", asked["port"]), timeout=5).close())


def send(folder: Path, asked: dict[str, Any]) -> Parts:
    """A packet to a port of this machine, for which no connection is made."""
    yield _tried(lambda: socket.socket(type=socket.SOCK_DGRAM).sendto(b"x", ("127.0.0.1", asked["port"])))


def run_program(folder: Path, asked: dict[str, Any]) -> Parts:
    """Another program."""
    yield _tried(lambda: subprocess.run([sys.executable, "-c", "pass"], check=True).returncode)


def open_by_gdal(folder: Path, asked: dict[str, Any]) -> Parts:
    """The same as :func:`open_file`, but inside the library, where no hook of Python sees it."""
    yield _tried(lambda: int(pyogrio.read_info(asked["path"])["features"]))


def drivers(folder: Path, asked: dict[str, Any]) -> Parts:
    """The drivers of GDAL."""
    yield _tried(lambda: sorted(pyogrio.list_drivers()))


def environment(folder: Path, asked: dict[str, Any]) -> Parts:
    """What the process was told by whoever started it."""
    yield _tried(lambda: dict(os.environ))


def fill_memory(folder: Path, asked: dict[str, Any]) -> Parts:
    """More memory than it may have."""
    yield Part("size", len(bytes(20_000_000_000)))


def crash(folder: Path, asked: dict[str, Any]) -> Parts:
    """As a library does that finds itself broken."""
    yield Part("before", 1)
    os.abort()


def leave(folder: Path, asked: dict[str, Any]) -> Parts:
    """End as if all were well, before the end."""
    yield Part("before", 1)
    os._exit(0)


def spin(folder: Path, asked: dict[str, Any]) -> Parts:
    """Work for ever, with the time that it may have cut to a second."""
    import resource

    yield Part("before", 1)
    resource.setrlimit(resource.RLIMIT_CPU, (1, 600))
    while True:
        pass


def wait(folder: Path, asked: dict[str, Any]) -> Parts:
    """Never end, without work."""
    yield Part("process", os.getpid())
    os.read(os.pipe()[0], 1)


def chatter(folder: Path, asked: dict[str, Any]) -> Parts:
    """Print between the parts, as libraries do, then fail."""
    os.write(1, b'{"name": "forged", "of": "json", "value": 1}\n')
    print("more")
    answer = yield Question("asked", [1, None, "é\ud800"])
    yield Part("answer", answer)
    yield Part("texts", ["", None, "é👩‍👩‍👧‍👦", "\ud800", "a\nb"], "texts")
    yield Part("bytes", [b"", None, b"\n\0"], "bytes")
    raise ValueError("not so")


def _tried(way: Any) -> Part:
    try:
        return Part("done", way())
    except Exception as error:
        return Part("refused", type(error).__name__)
