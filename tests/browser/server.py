"""A Streamlit server of its own, for as long as it is needed."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
#: Seconds a server may take until it answers, on a busy machine.
PATIENCE = 90
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Server:
    """A running server: its address, without a slash at the end, and the number of its process."""

    address: str
    pid: int


@contextmanager
def served(script: Path, log: Path, more: dict[str, str] | None = None) -> Iterator[str]:
    """Run a Streamlit script on a free port and give its address; see :func:`running`."""
    with running(script, log, more) as server:
        yield server.address


@contextmanager
def running(
    script: Path, log: Path, more: dict[str, str] | None = None, environment: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Run a Streamlit script on a free port.

    ``more`` are further settings of Streamlit, such as ``secrets.files``; ``environment`` further variables.
    Raises RuntimeError with the end of its log when it does not come up.
    """
    port = _free_port()
    options = {"server.port": port, "server.address": HOST, "server.headless": "true", **(more or {})}
    command = [sys.executable, "-m", "streamlit", "run", str(script)]
    command += [f"--{name}={value}" for name, value in options.items()]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env={**_plain_environment(), **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )
    try:
        address = f"http://{HOST}:{port}"
        _wait_until_it_answers(address, process, log)
        yield Server(address, process.pid)
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _plain_environment() -> dict[str, str]:
    """The environment without proxies: nothing here may depend on one, nor reach beyond this machine."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "NO_PROXY": "*"}


def _wait_until_it_answers(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            with direct.open(f"{address}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError(f"the server did not come up; its log ends with:\n{log.read_text()[-2000:]}")
