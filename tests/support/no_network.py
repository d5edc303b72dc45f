"""Run a program that dies at once when it, or a child of it, asks for a network socket (Linux).

Usage: no_network.py PROGRAM ARGUMENT...

A filter for the kernel (seccomp) stays with every child. Sockets of this computer alone (AF_UNIX), by
which a window talks to the screen, are let through.
"""

import ctypes
import os
import struct
import sys

_LOAD, _IF_EQUAL, _RETURN = 0x20, 0x15, 0x06
_ALLOW, _KILL = 0x7FFF0000, 0x80000000
_MARK = {"x86_64": (0xC000003E, 41), "aarch64": (0xC00000B7, 198)}  # processor, number of socket()
_FORBIDDEN = (2, 10, 17, 40)  # AF_INET, AF_INET6, AF_PACKET, AF_VSOCK


def forbid() -> None:
    """Shut the network off for this process and all later ones.

    Raises:
        OSError: the kernel did not take the filter.
    """
    mark, socket = _MARK[os.uname().machine]
    lines = [
        _line(_LOAD, 4),
        _line(_IF_EQUAL, mark, 1, 0),
        _line(_RETURN, _KILL),
        _line(_LOAD, 0),
        _line(_IF_EQUAL, socket, 1, 0),
        _line(_RETURN, _ALLOW),
        _line(_LOAD, 16),
        *(_line(_IF_EQUAL, family, len(_FORBIDDEN) - n, 0) for n, family in enumerate(_FORBIDDEN)),
        _line(_RETURN, _ALLOW),
        _line(_RETURN, _KILL),
    ]
    code = ctypes.create_string_buffer(b"".join(lines))
    program = struct.pack("@HP", len(lines), ctypes.addressof(code))
    system = ctypes.CDLL(None, use_errno=True)
    nothing = ctypes.c_ulong(0)
    if system.prctl(38, ctypes.c_ulong(1), nothing, nothing, nothing) or system.prctl(
        22, ctypes.c_ulong(2), program
    ):
        raise OSError(ctypes.get_errno(), "the kernel did not take the filter")


def _line(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


if __name__ == "__main__":
    forbid()
    os.execv(sys.argv[1], sys.argv[1:])
