"""A filter of system calls for Linux: no sockets, no new programs or processes, no links.

Landlock knows TCP only, so a datagram could still leave the machine; this closes that. The filter
is a small program for the kernel, written here by hand because no library is needed for it.
"""

import ctypes
import errno
import os
import struct
import sys
from dataclasses import dataclass

_SET_SECCOMP, _MODE_FILTER, _NO_NEW_PRIVILEGES = 22, 2, 38
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _IF_BITS, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERROR, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_AT_NUMBER, _AT_PROCESSOR, _AT_FIRST_ARGUMENT = 0, 4, 16
_NEW_THREAD = 0x10000  # the flag by which a clone is a thread of this process
_OTHER_NUMBERING = 0x40000000  # x86-64 has a second numbering of the same calls


@dataclass(frozen=True, slots=True)
class _Processor:
    mark: int  # how the kernel names the processor in the filter's data
    clone: int
    refused: tuple[int, ...]


_CLONE3, _IO_URING, _PIDFD_SIGNAL, _PIDFD_GETFD = 435, 425, 424, 438  # the same on both
# fmt: off
_ON_X86_64 = (
    41, 42, 44, 46, 49, 50, 53, 307,  # socket connect send* bind listen socketpair
    57, 58, 59, 322,  # fork vfork execve execveat
    62, 200, 101, 310, 311,  # kill tkill ptrace process_vm_*
    88, 266, 86, 265,  # symlink* link*
    321, 323, 272, 308, 165,  # bpf userfaultfd unshare setns mount
    250, 248, 249, 298,  # keyctl add_key request_key perf_event_open
)
_ON_AARCH64 = (
    198, 203, 206, 211, 200, 201, 199, 269,  # the same in the same order
    221, 281,  # there is no fork and no vfork
    129, 130, 117, 270, 271,
    36, 37,
    280, 282, 97, 268, 40,
    219, 217, 218, 241,
)
# fmt: on
_PROCESSORS = {
    "x86_64": _Processor(0xC000003E, 56, _ON_X86_64),
    "aarch64": _Processor(0xC00000B7, 220, _ON_AARCH64),
}


def refuse_calls() -> bool:
    """Shut these calls off for this thread and all later ones; whether the kernel took the filter.

    Refused calls fail with EPERM as if forbidden, so libraries report an ordinary error.
    """
    if sys.platform != "linux" or sys.maxsize < 1 << 32:
        return False
    processor = _PROCESSORS.get(os.uname().machine)
    if processor is None:
        return False
    lines = _program(processor)
    code = ctypes.create_string_buffer(b"".join(lines))
    # struct sock_fprog: a count, then (after the compiler's padding) the address of the lines
    program = struct.pack("@HP", len(lines), ctypes.addressof(code))
    system = ctypes.CDLL(None, use_errno=True)
    nothing = ctypes.c_ulong(0)
    if system.prctl(_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), nothing, nothing, nothing) != 0:
        return False
    return bool(system.prctl(_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), program) == 0)


def _program(processor: _Processor) -> list[bytes]:
    """The filter: jumps count the lines to skip when the test holds, and when it does not."""
    refuse = _line(_RETURN, _ERROR | errno.EPERM)
    lines = [
        _line(_LOAD, _AT_PROCESSOR),
        _line(_IF_EQUAL, processor.mark, 1, 0),
        _line(_RETURN, _KILL),
        _line(_LOAD, _AT_NUMBER),
        _line(_IF_AT_LEAST, _OTHER_NUMBERING, 0, 1),
        refuse,
    ]
    for number in (*processor.refused, _IO_URING, _PIDFD_SIGNAL, _PIDFD_GETFD):
        lines += [_line(_IF_EQUAL, number, 0, 1), refuse]
    # The C library tries clone3 first, whose flags lie in memory where no filter can look; told
    # that the kernel lacks it, the library falls back to clone.
    lines += [_line(_IF_EQUAL, _CLONE3, 0, 1), _line(_RETURN, _ERROR | errno.ENOSYS)]
    lines += [
        _line(_IF_EQUAL, processor.clone, 0, 3),
        _line(_LOAD, _AT_FIRST_ARGUMENT),
        _line(_IF_BITS, _NEW_THREAD, 1, 0),
        refuse,
        _line(_RETURN, _ALLOW),
    ]
    return lines


def _line(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)
