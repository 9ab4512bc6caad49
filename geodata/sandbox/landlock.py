"""Landlock: a process gives up every file and every address but those it names, for good (Linux 5.13 and later).

Numbers and structures: https://docs.kernel.org/userspace-api/landlock.html and ``linux/landlock.h``. What a kernel does
not know yet is left out, as that page advises.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable
from pathlib import Path

#: System calls; the same numbers on every kind of processor.
_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_ASK_VERSION = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38

#: Rights on files by version: everything one can do to them. 2 and 3 of these bits are reading.
_FILE_RIGHTS = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 5: (1 << 16) - 1}
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3

#: Binding and connecting by TCP (version 4), abstract sockets and signals to others (version 6).
_NET_RIGHTS, _SCOPES = 0b11, 0b11


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """Return the version of Landlock that this system has, 0 for none."""
    if sys.platform != "linux":
        return 0
    return max(0, _libc().syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_ASK_VERSION)))


def keep_only(readable: Iterable[Path]) -> int:
    """Let this thread, and those it starts, read these folders and files and nothing else. Return the version.

    Call it before there is a second thread. Returns 0, having changed nothing, where there is no Landlock; raises
    OSError when the kernel has it and refuses.
    """
    known = version()
    if not known:
        return 0
    libc = _libc()
    files = next(rights for least, rights in reversed(_FILE_RIGHTS.items()) if known >= least)
    rules = _Ruleset(files, _NET_RIGHTS if known >= 4 else 0, _SCOPES if known >= 6 else 0)
    size = 8 if known < 4 else 16 if known < 6 else 24
    ruleset = _checked(libc.syscall(_CREATE, ctypes.byref(rules), ctypes.c_size_t(size), ctypes.c_uint32(0)))
    try:
        for path in readable:
            _allow(ruleset, path)
        _checked(libc.prctl(_NO_NEW_PRIVILEGES, *(ctypes.c_ulong(part) for part in (1, 0, 0, 0))))
        _checked(libc.syscall(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint32(0)))
    finally:
        os.close(ruleset)
    return known


def _allow(ruleset: int, path: Path) -> None:
    rights = _READ_FILE | (_READ_FOLDER if path.is_dir() else 0)
    opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = _Beneath(rights, opened)
        arguments = (ctypes.c_int(ruleset), ctypes.c_int(_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0))
        _checked(_libc().syscall(_ADD_RULE, *arguments))
    finally:
        os.close(opened)


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _checked(answer: int) -> int:
    if answer < 0:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return answer
