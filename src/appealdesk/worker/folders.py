"""The worker's private folder: made with a telling name, and swept when its owner was killed."""

import os
import re
import shutil
import stat
import sys
import tempfile
from pathlib import Path

_NAME = re.compile(r"appealdesk-(\d{1,10})-.+")


def make_folder(work_root: Path | None = None) -> Path:
    """A new folder that only this user can open, under ``work_root`` or the system's place."""
    if work_root is not None:
        work_root.mkdir(parents=True, exist_ok=True)
    made = tempfile.mkdtemp(prefix=f"appealdesk-{os.getpid()}-", dir=work_root)
    return Path(made).resolve()


def sweep_leftovers(work_root: Path | None = None) -> tuple[Path, ...]:
    """Remove the folders of programs that have ended without doing so; they hold medical papers.

    Returns:
        What was removed.
    """
    root = work_root or Path(tempfile.gettempdir())
    swept: list[Path] = []
    for folder in root.glob("appealdesk-*"):
        match = _NAME.fullmatch(folder.name)
        if match and _is_ours(folder) and not is_running(int(match.group(1))):
            shutil.rmtree(folder, ignore_errors=True)
            swept.append(folder)
    return tuple(swept)


if sys.platform == "win32":
    import ctypes

    _SYSTEM = ctypes.WinDLL("kernel32")
    _SYSTEM.OpenProcess.restype = ctypes.c_void_p
    _MAY_ASK, _STILL_ACTIVE = 0x1000, 259

    def is_running(pid: int) -> bool:
        """Whether there is a process of this number."""
        # Not os.kill(pid, 0): on Windows that ends the process.
        handle = ctypes.c_void_p(_SYSTEM.OpenProcess(_MAY_ASK, False, pid))
        if not handle.value:
            return False
        code = ctypes.c_uint32()
        _SYSTEM.GetExitCodeProcess(handle, ctypes.byref(code))
        _SYSTEM.CloseHandle(handle)
        return code.value == _STILL_ACTIVE

else:

    def is_running(pid: int) -> bool:
        """Whether there is a process of this number."""
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except (PermissionError, OverflowError):
            return True  # somebody else's
        return True


def _is_ours(folder: Path) -> bool:
    """Whether it is a real folder of this user: others may put any name into a shared place."""
    try:
        facts = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(facts.st_mode) and (sys.platform == "win32" or facts.st_uid == os.getuid())
