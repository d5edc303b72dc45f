"""Who has a case open: a small file beside it, for the sentence that the second one reads.

The real guard is SQLite's exclusive lock; this file only knows names. It is made with ``O_EXCL``,
so that two cannot both believe that they made it.
"""

import getpass
import os
import socket
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from appealdesk.casefile.errors import CaseInUse


@dataclass(frozen=True, slots=True)
class Owner:
    """Who holds a case. ``birth`` tells a process from a later one with the same number."""

    owner: str
    host: str
    pid: int
    birth: str
    since: str


def lock_path(case: Path) -> Path:
    """Where the lock file of a case lies."""
    return case.with_name(f".~lock.{case.name}#")


def present_owner() -> Owner:
    """This very process as an owner."""
    try:
        name = getpass.getuser()
    except (OSError, KeyError, ImportError):  # a user without a name in the system's list
        name = "somebody"
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Owner(name, socket.gethostname(), os.getpid(), _birth(os.getpid()), now)


class Lock:
    """A held lock; ``release`` lets go of it."""

    def __init__(self, path: Path, owner: Owner) -> None:
        self.path = path
        self.owner = owner

    def release(self) -> None:
        """Remove the lock file if it is still ours."""
        if _read(self.path) == self.owner:
            self.path.unlink(missing_ok=True)


def take(case: Path, *, take_over: bool = False) -> Lock:
    """Take the lock of a case.

    A lock whose process is dead on this computer is taken over. One from another computer cannot
    be judged from here: it needs ``take_over``, which only a person may decide.

    Raises:
        CaseInUse: somebody has the case open.
        OSError: the lock file cannot be made, for example in a folder that is read-only.
    """
    path, me = lock_path(case), present_owner()
    for _ in range(3):  # a stale lock is removed once or twice, then it is really taken
        try:
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        except FileExistsError:
            holder = _read(path)
            if holder is not None and _is_alive(holder) and not (take_over and is_remote(holder)):
                raise in_use(case, holder) from None
            path.unlink(missing_ok=True)
            continue
        with os.fdopen(handle, "wb") as file:
            file.write(msgspec.json.encode(me))
        return Lock(path, me)
    raise in_use(case, _read(path))


def holder_of(case: Path) -> Owner | None:
    """Who has the case open by its lock file; None when nobody living does."""
    holder = _read(lock_path(case))
    return holder if holder is not None and _is_alive(holder) else None


def is_remote(holder: Owner) -> bool:
    """Whether a case is held on another computer, of which nothing can be known here."""
    return holder.host != socket.gethostname()


def is_mine(holder: Owner) -> bool:
    """Whether this very process holds it."""
    pid = os.getpid()
    return not is_remote(holder) and (holder.pid, holder.birth) == (pid, _birth(pid))


def in_use(case: Path, holder: Owner | None) -> CaseInUse:
    """The error that says who has the case."""
    if holder is None:
        return CaseInUse(
            f"\u201c{case.name}\u201d is open in another program.",
            "Close it there, or open it here for reading.",
            "", "", "",
        )  # fmt: skip
    remote_host = is_remote(holder)
    place = "on this computer" if not remote_host else f"on the computer \u201c{holder.host}\u201d"
    remote = " If nobody has it open there any more, it may be taken over." if remote_host else ""
    return CaseInUse(
        f"{holder.owner} has \u201c{case.name}\u201d open {place}, since {holder.since}.",
        f"Close it there, or open it here for reading.{remote}",
        holder.owner, holder.host, holder.since, remote_host,
    )  # fmt: skip


def _read(path: Path) -> Owner | None:
    try:
        return msgspec.json.decode(path.read_bytes(), type=Owner)
    except (OSError, msgspec.DecodeError):
        return None


def _is_alive(holder: Owner) -> bool:
    if is_remote(holder):
        return True
    return _exists(holder.pid) and _birth(holder.pid) == holder.birth


if sys.platform == "win32":
    import ctypes

    def _exists(pid: int) -> bool:
        # os.kill(pid, 0) would end the process on Windows
        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if not handle:
            return False
        kernel.CloseHandle(handle)
        return True

else:

    def _exists(pid: int) -> bool:
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True


def _birth(pid: int) -> str:
    """The start time of a process where the system tells it, else an empty string."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]
