"""Shuts the door: from then on this process reads its libraries and its own folder, and no more.

Three walls, each where the system has it: Landlock (files and TCP), a filter of system calls
(sockets and processes), and on every system Python's audit hook, which catches what Python code
does but not what a library does by itself.
"""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

from appealdesk.worker import landlock, seccomp
from appealdesk.worker.protocol import Ready

_REFUSED_EVENTS = (
    "socket.",
    "subprocess.",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.kill",
    "os.link",
    "os.posix_spawn",
    "os.spawn",
    "os.startfile",
    "os.symlink",
    "os.system",
    "pty.spawn",
    "webbrowser.open",
)
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_SYSTEM = (
    "/usr/lib",
    "/usr/lib64",
    "/usr/local/lib",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/etc/localtime",
    "/usr/share/zoneinfo",
    # PDFium takes fonts from here for text whose font is not in the file
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/usr/share/X11/fonts",
    "/dev/urandom",
)


def shut(folder: Path) -> Ready:
    """Give up everything but the work folder and, for reading, what Python itself needs.

    Call it before the first thread and the first foreign byte, with all libraries loaded.

    Returns:
        Which walls stand.
    """
    version = landlock.restrict(_needed(), folder)
    is_filtered = seccomp.refuse_calls()
    _watch(folder)
    return Ready(landlock=version, seccomp=is_filtered)


def _needed() -> Iterable[Path]:
    package = Path(__file__).resolve().parents[1]
    found = [Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).parent, package]
    found += [package.parents[1] / "resources"]  # in the repository
    found += [Path(entry) for entry in sys.path if entry]
    found += [Path(name) for name in _SYSTEM]
    root = Path("/")
    return [path for path in dict.fromkeys(found) if path.is_absolute() and path != root]


def _watch(folder: Path) -> None:
    home = os.path.realpath(folder)
    inside = home + os.sep

    def refuse(event: str, args: tuple[object, ...]) -> None:
        if event.startswith(_REFUSED_EVENTS):
            raise PermissionError(f"the worker may not use {event}")
        if event == "open":
            path, _, flags = args
            if not isinstance(path, (str, bytes)) or not isinstance(flags, int):
                return  # an open file's number, or nothing that writes
            real = os.path.realpath(os.fsdecode(path)) if flags & _WRITING else home
            # The folder itself is named when Python makes a temporary file in it.
            if real != home and not real.startswith(inside):
                raise PermissionError("the worker may only write in its own folder")

    sys.addaudithook(refuse)
