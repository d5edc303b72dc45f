"""How much a child may use. It sets the limits itself, before it meets a foreign byte.

The parent's own deadline holds on every system; these come on top where the system has them, and
still hold when the parent was killed.
"""

import math
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO

if sys.platform != "win32":
    import resource

_MB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits of one child.

    Attributes:
        memory_mb: memory above what the loaded libraries take, in MiB.
        file_mb: longest file that it may write, in MiB.
        open_files: files open at once; assembling opens each source.
    """

    memory_mb: int = 1536
    file_mb: int = 4096
    open_files: int = 1024


class Meter:
    """Applies the limits in this process and watches what it uses."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._statm: IO[bytes] | None = None
        if sys.platform == "linux":
            # Opened now and read again and again: /proc is behind the door later.
            self._statm = Path("/proc/self/statm").open("rb", buffering=0)  # noqa: SIM115
        self._base = self._mapped()

    def apply(self) -> None:
        """Set what holds for the whole life of this process."""
        if sys.platform == "win32":  # the parent's job object limits it
            return
        _lower(resource.RLIMIT_CORE, 0)  # a dump of memory would hold pages of the case
        _lower(resource.RLIMIT_FSIZE, self._limits.file_mb * _MB)
        _lower(resource.RLIMIT_NOFILE, self._limits.open_files)
        # No RLIMIT_NPROC: it counts the threads of all the user's programs, and picture decoders
        # start threads. New processes are refused by the sandbox.

    def start(self, seconds: float) -> None:
        """Begin a request that may take this much processor time."""
        if sys.platform == "win32":
            return
        usage = resource.getrusage(resource.RUSAGE_SELF)
        used = usage.ru_utime + usage.ru_stime
        _soften(resource.RLIMIT_CPU, math.ceil(used + seconds) + 1)
        if self._statm is not None:
            # Address space is what counts, and libraries map much of it that they never use: so
            # what is mapped already, plus the allowance. Elsewhere than on Linux we cannot tell.
            _soften(resource.RLIMIT_AS, self._base + self._limits.memory_mb * _MB)

    def lift(self) -> None:
        """Take the memory limit away, so that there is room to say that it was met."""
        if sys.platform != "win32" and self._statm is not None:
            _soften(resource.RLIMIT_AS, resource.RLIM_INFINITY)

    def is_worn(self) -> bool:
        """Whether so much memory stayed taken that a fresh process is better."""
        return self._mapped() - self._base > self._limits.memory_mb * _MB // 2

    def _mapped(self) -> int:
        if self._statm is None or sys.platform == "win32":
            return 0
        self._statm.seek(0)
        return int(self._statm.read().split()[0]) * resource.getpagesize()


if sys.platform != "win32":

    def _lower(which: int, value: int) -> None:
        """Set a limit for good."""
        _, hard = resource.getrlimit(which)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        try:
            resource.setrlimit(which, (value, value))
        except (ValueError, OSError):
            return  # some systems refuse some limits; the parent's deadline remains

    def _soften(which: int, value: int) -> None:
        """Set a limit that can be moved again."""
        _, hard = resource.getrlimit(which)
        if hard != resource.RLIM_INFINITY and (value == resource.RLIM_INFINITY or value > hard):
            value = hard
        try:
            resource.setrlimit(which, (value, hard))
        except (ValueError, OSError):
            return
