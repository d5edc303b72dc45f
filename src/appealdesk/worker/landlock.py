"""Landlock: the Linux kernel's own file and network rules for one process, without being root.

A process gives up rights for good; whatever is not named afterwards is refused, in every library
and every thread started later. Kernels before 5.13 do not have it; the sandbox then tells so.
"""

import ctypes
import os
import struct
import sys
from collections.abc import Iterable
from pathlib import Path

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446  # the same on every processor
_ASK_VERSION = 1
_PATH_BENEATH = 1
_NO_NEW_PRIVILEGES = 38

_WRITE_FILE, _READ_FILE, _READ_DIR = 1 << 1, 1 << 2, 1 << 3
_REMOVE_DIR, _REMOVE_FILE, _MAKE_DIR, _MAKE_REGULAR = 1 << 4, 1 << 5, 1 << 7, 1 << 8
_TRUNCATE = 1 << 14
_READ = _READ_FILE | _READ_DIR
# No symbolic links, pipes or devices: the parent opens what lies in the folder, and a link there
# would lead it out to a file that the child may not read.
_WORK = _READ | _WRITE_FILE | _TRUNCATE | _REMOVE_FILE | _REMOVE_DIR | _MAKE_DIR | _MAKE_REGULAR
_ON_FILES = _READ_FILE | _WRITE_FILE | _TRUNCATE  # rights that a rule for a single file may name
_RIGHTS_BY_VERSION = (0, 13, 14, 15, 15, 16)  # how many file rights version n knows


def restrict(readable: Iterable[Path], writable: Path) -> int:
    """Give up all files but these, and all TCP connections.

    Only the calling thread and threads started afterwards are bound, so call it before any thread.

    Returns:
        The version of the rules in force; 0 when this system has none.
    """
    if sys.platform != "linux":
        return 0
    version = _call(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(_ASK_VERSION))
    if version < 1:
        return 0
    files = (1 << _RIGHTS_BY_VERSION[min(version, len(_RIGHTS_BY_VERSION) - 1)]) - 1
    tcp = 0b11 if version >= 4 else 0  # noqa: PLR2004  bind and connect, known from version 4
    reach = 0b11 if version >= 6 else 0  # noqa: PLR2004  abstract sockets and signals, from 6
    wanted = struct.pack("=QQQ", files, tcp, reach)
    wanted = wanted[: 24 if reach else 16 if tcp else 8]
    rules = _call(_CREATE_RULESET, wanted, ctypes.c_size_t(len(wanted)), ctypes.c_uint(0))
    if rules < 0:
        return 0
    try:
        for path in readable:
            _grant(rules, path, _READ & files)
        _grant(rules, writable, _WORK & files)
        nothing = ctypes.c_ulong(0)
        if _SYSTEM.prctl(_NO_NEW_PRIVILEGES, ctypes.c_ulong(1), nothing, nothing, nothing) != 0:
            return 0
        is_bound = _call(_RESTRICT_SELF, ctypes.c_int(rules), ctypes.c_uint(0)) == 0
        return version if is_bound else 0
    finally:
        os.close(rules)


if sys.platform == "linux":
    _SYSTEM = ctypes.CDLL(None, use_errno=True)
    _SYSTEM.syscall.restype = ctypes.c_long

    def _call(number: int, *args: object) -> int:
        return int(_SYSTEM.syscall(ctypes.c_long(number), *args))

    def _grant(rules: int, path: Path, rights: int) -> None:
        try:
            place = os.open(path, os.O_PATH | os.O_CLOEXEC)
        except OSError:
            return  # not on this system
        try:
            rule = struct.pack("=Qi", rights if path.is_dir() else rights & _ON_FILES, place)
            kind = ctypes.c_int(_PATH_BENEATH)
            _call(_ADD_RULE, ctypes.c_int(rules), kind, rule, ctypes.c_uint(0))
        finally:
            os.close(place)
