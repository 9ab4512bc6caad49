"""A file that is there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory

try:
    import fcntl
except ImportError:  # there is none on Windows; what a killed process leaves there, a person has to delete
    fcntl = None  # type: ignore[assignment]

#: Beginning of the name of the folder in which a file is written before it takes its place.
PREFIX = ".export-"


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Lend a path to write to; when the block ends well, the file written there takes the place of ``path``.

    The lent path lies in a new folder beside ``path``, on the same file system, so that the last step is one
    rename. When the block fails nothing is left behind and an older file stays as it was. A process that is killed
    leaves its folder; the next one that writes a file there clears it away. A link is followed.

    Raises OSError when the folder does not exist or may not be written to, when there is no room, or when ``path`` is
    something other than a file.
    """
    target = path.resolve()
    if target.is_dir():
        raise IsADirectoryError(f"{path} is a folder, not a file")
    if target.exists() and not target.is_file():
        raise OSError(f"{path} is not an ordinary file")
    with _workshop(target.parent) as folder:
        lent = folder / target.name
        yield lent
        _settle(lent)
        lent.replace(target)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises OSError as :func:`replacing` does."""
    with replacing(path) as lent:
        lent.write_bytes(content)


@contextmanager
def _workshop(parent: Path) -> Iterator[Path]:
    """A folder to write in, which is locked for as long as its process lives, however that ends."""
    with _locked(parent):  # or another process could take the new folder for one that was left behind
        _clear_leftovers(parent)
        made, lock = TemporaryDirectory(dir=parent, prefix=PREFIX), None
        with suppress(OSError):  # some network disks know no locks
            lock = _lock(Path(made.name), wait=False)
    try:
        with made as folder:
            yield Path(folder)
    finally:
        _close(lock)


def _clear_leftovers(parent: Path) -> None:
    """Delete the folders of processes that were killed: nobody holds their lock."""
    if fcntl is None:
        return
    for folder in parent.glob(f"{PREFIX}*"):
        if folder.is_symlink() or not folder.is_dir():
            continue
        with suppress(OSError):  # it is in use, or another user's
            lock = _lock(folder, wait=False)
            rmtree(folder, ignore_errors=True)
            _close(lock)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    lock = None
    with suppress(OSError):  # a folder may be writable and not readable; it is then not cleared, that is all
        lock = _lock(folder, wait=True)
    try:
        yield
    finally:
        _close(lock)


def _lock(folder: Path, *, wait: bool) -> int | None:
    """Lock a folder until what is returned is closed. Raises OSError when another process has locked it."""
    if fcntl is None:
        return None
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(opened)
        raise
    return opened


def _close(lock: int | None) -> None:
    if lock is not None:
        os.close(lock)


def _settle(path: Path) -> None:
    """Have the system write the bytes down now: some disks say only then that they are full."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())
