"""A real nginx for the tests, run with the configuration of ``.deploy``: the one that is installed, else Debian's."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

CONFIGURATION = Path(__file__).parents[1] / ".deploy" / "nginx.conf"
HOST = "127.0.0.1"
HOW = "The test of several processes needs nginx: install it (on Debian or Ubuntu `sudo apt-get install nginx-light`)."

#: The header by which an answer says which process gave it; the last address is the one.
REPLICA = "x-replica"

#: Seconds until nginx answers, or is gone.
_PATIENCE = 20

#: What stands around the configuration: all of it in one folder, one process, nothing of the machine's own nginx.
_AROUND = """
daemon off;
master_process off;
pid {folder}/pid;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    add_header {header} $upstream_addr always;
    include {folder}/dashboard.conf;
}}
"""


def installed() -> str | None:
    """Return the path of nginx; None when there is none."""
    return shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")


def found() -> str:
    """Return the path of nginx, fetching it from Debian's packages where the user is root.

    Raises RuntimeError, which says how to get one, when there is none to be had.
    """
    if installed() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        _try(["apt-get", "update", "-qq"])
        _try(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "nginx-light"])
    path = installed()
    if path is None:
        raise RuntimeError(HOW)
    return path


@contextmanager
def in_front_of(replicas: Sequence[str], folder: Path) -> Iterator[str]:
    """Run nginx before processes at these addresses (``http://host:port``) and give its own address.

    Raises RuntimeError with the end of its log when it does not come up.
    """
    port, log = _free_port(), folder / "error.log"
    (folder / "dashboard.conf").write_text(_for_here(CONFIGURATION.read_text("utf-8"), replicas, port), "utf-8")
    (folder / "nginx.conf").write_text(_AROUND.format(folder=folder, header=REPLICA), "utf-8")
    command = [found(), "-e", str(log), "-p", str(folder), "-c", str(folder / "nginx.conf")]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not _answers(port, process):
            raise RuntimeError(f"nginx did not come up; its log ends with:\n{log.read_text()[-2000:]}")
        yield f"http://{HOST}:{port}"
    finally:
        process.terminate()
        try:
            process.wait(timeout=_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _for_here(text: str, replicas: Sequence[str], port: int) -> str:
    """The configuration with the addresses of a test; all else stays as it is."""
    lines = iter(replicas)
    text, servers = re.subn(r"(?m)^( *server )[\d.]+:\d+", lambda line: line[1] + next(lines).split("//")[1], text)
    text, ports = re.subn(r"(?m)^( *listen )\d+;", rf"\g<1>{HOST}:{port};", text)
    assert (servers, ports) == (len(replicas), 1), "the configuration has other lines than the test knows of"
    return text


def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
            return True
        except OSError:
            time.sleep(0.05)
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _try(command: list[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return
