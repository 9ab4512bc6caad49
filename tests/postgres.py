"""A real PostgreSQL with PostGIS for the tests: a cluster of its own in a temporary folder, on a free port of loopback.

The programs are those that are installed, else Debian's packages where the user is root; ``$POSTGRES_BIN`` names a
folder with others. PostgreSQL refuses to run as root, so root starts it as another user.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import re
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOW = (
    "These tests need PostgreSQL with PostGIS and none could be found or fetched: install it (on Debian or Ubuntu "
    "`sudo apt-get install postgresql postgis postgresql-postgis`), name the folder of another one's programs "
    '(POSTGRES_BIN=/path/to/bin), or leave them out: bash tests/run -m "not slow"'
)
#: Seconds one command may take, on a busy machine.
_PATIENCE = 90
#: Whom root lets run the server: the user that Debian makes for it, else one that owns nothing.
_USERS = ("postgres", "nobody")


@dataclass
class Cluster:
    """A cluster that can be stopped and started again under the same address."""

    programs: Path
    folder: Path
    port: int
    password: str

    def url(self, database: str = "postgres", user: str = "postgres", password: str | None = None) -> str:
        """Return the address of a database in it."""
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        options = (
            f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off "
            "-c shared_buffers=32MB -c max_connections=40"
        )
        self.run("pg_ctl", "-D", str(self.data), "-o", options, "-l", str(self.folder / "log"), "-w", "start")

    def stop(self) -> None:
        """Stop it the way a power cut would."""
        self.run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")

    @property
    def running(self) -> bool:
        """Whether it runs."""
        return (self.data / "postmaster.pid").exists()

    @property
    def data(self) -> Path:
        """The folder of its data."""
        return self.folder / "data"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs. Raises RuntimeError with what it says when it fails."""
        command = [str(self.programs / program), *arguments]
        # to a file: a server that is started keeps the pipe of its starter open
        said = self.folder / "said"
        with said.open("wb") as out:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd=self.folder, timeout=_PATIENCE,
                check=False, **_as_user(),
            )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{program} failed: {said.read_text(errors='replace')[-2000:]}")


@contextmanager
def started() -> Iterator[Cluster]:
    """Run a cluster. Raises RuntimeError, which says how to get PostgreSQL, when there is none."""
    programs = installed() or _fetched()
    if programs is None:
        raise RuntimeError(HOW)
    folder = Path(tempfile.mkdtemp(prefix="geodata-postgres-"))
    cluster = Cluster(programs, folder, _free_port(), secrets.token_hex(12))
    try:
        secret = folder / "password"
        secret.write_text(cluster.password)
        for path in (folder, secret):
            _give(path)
        cluster.run(
            "initdb", "-D", str(cluster.data), "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={secret}",
            "-E", "UTF8", "--locale=C", "--no-sync",
        )  # fmt: skip
        cluster.start()
        yield cluster
    finally:
        if cluster.running:
            cluster.stop()
        shutil.rmtree(folder, ignore_errors=True)


def installed() -> Path | None:
    """Return the folder of the newest PostgreSQL that has PostGIS; None when there is none."""
    found = [Path(named)] if (named := os.environ.get("POSTGRES_BIN")) else []
    debian = Path("/usr/lib/postgresql").glob("*/bin")
    found += sorted(debian, key=lambda path: int(re.sub(r"\D", "", path.parent.name) or 0), reverse=True)
    found += [Path(path).resolve().parent for path in [shutil.which("initdb")] if path]
    return next((path for path in found if (path / "initdb").exists() and _has_postgis(path)), None)


def _has_postgis(programs: Path) -> bool:
    shares = [Path("/usr/share/postgresql") / programs.parent.name, *(programs.parent / "share").glob("*")]
    return any((share / "extension" / "postgis.control").exists() for share in (*shares, programs.parent / "share"))


def _fetched() -> Path | None:
    """Fetch Debian's, where the user is root; None when that fails. Of several processes one does it."""
    if os.geteuid() or not shutil.which("apt-get"):
        return None
    with (Path(tempfile.gettempdir()) / "geodata-postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if installed() is None:
            _fetch()
    return installed()


def _fetch() -> None:
    _try(["apt-get", "update", "-qq"])
    found = _try(["apt-cache", "search", "--names-only", "^postgresql-[0-9]+-postgis-3$"])
    names = sorted(re.findall(r"^postgresql-\d+-postgis-3\b", found, re.MULTILINE))
    if names:
        _try(["apt-get", "install", "-y", "-qq", "--no-install-recommends", names[-1]])


def _try(command: list[str]) -> str:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=600, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _user() -> pwd.struct_passwd | None:
    """The user who runs the server, when root has to name another one."""
    if os.geteuid():
        return None
    known = {user.pw_name: user for user in pwd.getpwall()}
    return next(known[name] for name in _USERS if name in known)


def _as_user() -> dict[str, Any]:
    user = _user()
    return {} if user is None else {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _give(path: Path) -> None:
    user = _user()
    if user is not None:
        os.chown(path, user.pw_uid, user.pw_gid)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
