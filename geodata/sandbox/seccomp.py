"""seccomp: a process gives up system calls for good; each of them then fails with "not permitted" (Linux).

The filter is a program of the classic BPF machine (https://docs.kernel.org/userspace-api/seccomp_filter.html). It names
what is given up, not what is kept: which calls an allocator or a C library makes changes from one version to the next,
what reaches the network or another process does not. Files are the business of Landlock.
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct
import sys
from collections.abc import Iterable

#: Processor -> its number in audit.h, the number of the call seccomp itself.
_PROCESSORS = {"x86_64": (0xC000003E, 317), "aarch64": (0xC00000B7, 277)}

#: Call -> its number on x86-64 and on ARM (asm/unistd_64.h, asm-generic/unistd.h); None where it does not exist.
_GIVEN_UP: dict[str, tuple[int | None, int | None]] = {
    # the network, and rings of calls that no filter sees
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "accept": (43, 202), "accept4": (288, 242), "sendto": (44, 206), "sendmsg": (46, 211), "sendmmsg": (307, 269),
    "io_uring_setup": (425, 425), "io_uring_enter": (426, 426), "io_uring_register": (427, 427),
    # other programs and processes
    "execve": (59, 221), "execveat": (322, 281), "fork": (57, None), "vfork": (58, None), "kill": (62, 129),
    "tkill": (200, 130), "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "pidfd_open": (434, 434), "pidfd_getfd": (438, 438), "pidfd_send_signal": (424, 424), "setns": (308, 268),
    "unshare": (272, 97), "kcmp": (312, 272), "shmget": (29, 194), "msgget": (68, 186),
    "semget": (64, 190), "mq_open": (240, 180),
    # what changes files or the system where Landlock does not look
    "chmod": (90, None), "fchmodat": (268, 53), "fchmodat2": (452, 452), "chown": (92, None), "lchown": (94, None),
    "fchownat": (260, 54), "utime": (132, None), "utimes": (235, None), "utimensat": (280, 88), "setxattr": (188, 5),
    "lsetxattr": (189, 6), "removexattr": (197, 14), "mount": (165, 40), "umount2": (166, 39), "move_mount": (429, 429),
    "pivot_root": (155, 41), "chroot": (161, 51), "open_by_handle_at": (304, 265), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "keyctl": (250, 219), "add_key": (248, 217),
    "request_key": (249, 218), "init_module": (175, 105), "finit_module": (313, 273), "kexec_load": (246, 104),
}  # fmt: skip

_SET_FILTER, _ALL_THREADS, _NO_NEW_PRIVILEGES = 1, 1, 38

#: Instructions: load a word of the call, jump if equal, jump if at least, return.
_LOAD, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_NUMBER_AT, _PROCESSOR_AT = 0, 4
_ALLOW, _KILL, _FAIL = 0x7FFF0000, 0x80000000, 0x00050000 | errno.EPERM

#: From here on numbers are those of another way to call x86-64.
_X32 = 0x40000000


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def give_up_calls() -> bool:
    """Give up what reaches the network, other processes or the system. Return whether it is so; see :func:`give_up`."""
    column = list(_PROCESSORS).index(platform.machine()) if platform.machine() in _PROCESSORS else 0
    numbers = [pair[column] for pair in _GIVEN_UP.values()]
    return give_up(number for number in numbers if number is not None)


def give_up(numbers: Iterable[int]) -> bool:
    """Give up these calls in every thread of the process.

    False, having changed nothing, where there is no seccomp or the processor is another one.
    """
    machine = platform.machine()
    if sys.platform != "linux" or machine not in _PROCESSORS or sys.maxsize < 1 << 32:
        return False
    processor, call = _PROCESSORS[machine]
    code = _filter(processor, numbers)
    libc = ctypes.CDLL(None, use_errno=True)
    program = _Program(len(code) // 8, code)
    if libc.prctl(_NO_NEW_PRIVILEGES, *(ctypes.c_ulong(part) for part in (1, 0, 0, 0))):
        return False
    arguments = (ctypes.c_uint(_SET_FILTER), ctypes.c_uint(_ALL_THREADS), ctypes.byref(program))
    return bool(libc.syscall(call, *arguments) == 0)


def _filter(processor: int, numbers: Iterable[int]) -> bytes:
    """Instructions: another processor ends the process, a number given up fails, everything else is allowed."""
    given_up = sorted(numbers)
    steps = [
        (_LOAD, 0, 0, _PROCESSOR_AT),
        (_EQUAL, 1, 0, processor),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
        (_AT_LEAST, len(given_up) + 1, 0, _X32),
    ]
    steps += [(_EQUAL, len(given_up) - place, 0, number) for place, number in enumerate(given_up)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _FAIL)]
    return b"".join(struct.pack("=HBBI", *step) for step in steps)
