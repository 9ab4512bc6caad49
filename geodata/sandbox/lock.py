"""What a confined process gives up, for good, before it looks at a file: see the table in ``geodata/sandbox``."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from geodata.sandbox import landlock, seccomp
from geodata.sandbox.limits import MAX_READER_FILES, MAX_READER_MEMORY, MAX_READER_SECONDS

#: Where a C library keeps the tables of encodings that it loads when a file asks for one.
_ENCODINGS = (
    "/usr/lib/gconv",
    "/usr/lib64/gconv",
    "/usr/lib/x86_64-linux-gnu/gconv",
    "/usr/lib/aarch64-linux-gnu/gconv",
)


def lock(folder: Path, tables: Iterable[Path]) -> dict[str, int | bool]:
    """Keep only this folder and these tables of the libraries. Return which layers hold, by name.

    ``landlock``: its version, 0 where there is none; ``seccomp`` and ``limits``: whether they are in force.
    """
    limits = _limit()
    readable = [folder, *(path for path in (*tables, *map(Path, _ENCODINGS)) if path.is_dir())]
    try:
        files = landlock.keep_only(readable) if _threads() == 1 else 0
    except OSError:  # a container may forbid the calls
        files = 0
    return {"limits": limits, "landlock": files, "seccomp": seccomp.give_up_calls()}


def _limit() -> bool:
    if sys.platform == "win32":
        return False
    import resource

    memory = _used() + MAX_READER_MEMORY
    wanted = {
        resource.RLIMIT_CORE: 0,  # a dump of the memory would hold the file
        resource.RLIMIT_NOFILE: MAX_READER_FILES,
        resource.RLIMIT_CPU: MAX_READER_SECONDS,
        resource.RLIMIT_FSIZE: 1 << 20,
        resource.RLIMIT_AS: memory,
    }
    try:
        for kind, most in wanted.items():
            hard = resource.getrlimit(kind)[1]
            least = most if hard == resource.RLIM_INFINITY else min(most, hard)
            # at the first limit of time a signal tells why the process ends, at the second nothing does
            resource.setrlimit(kind, (least, hard if kind == resource.RLIMIT_CPU else least))
    except (ValueError, OSError):  # macOS knows no limit of memory
        return False
    return True


def _used() -> int:
    """Bytes of addresses that the process has now; with all libraries in it, some hundred million."""
    try:
        return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 1_000_000_000


def _threads() -> int:
    """Landlock binds the thread that asks for it, not those that are there already."""
    try:
        return len(list(Path("/proc/self/task").iterdir()))
    except OSError:
        return 1
