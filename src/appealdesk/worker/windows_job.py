"""A Windows job: what is in it ends with us, may take so much memory, and may start no programs.

Elsewhere it does nothing; there the process group and the limits do the same.
"""

import ctypes
import subprocess
import sys
from typing import ClassVar

_EXTENDED_LIMITS = 9
_PROCESSES, _JOB_MEMORY, _END_ON_CLOSE, _NO_ERROR_BOX = 0x8, 0x200, 0x2000, 0x400
_MB = 1 << 20
_LIBRARIES_MB = 512  # committed memory counts here, the libraries' included
_MOST_PROCESSES = 2  # python.exe of a virtual environment starts the real one


class _Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_: ClassVar = [  # type: ignore[mutable-override]
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("most_process_memory", ctypes.c_size_t),
        ("most_job_memory", ctypes.c_size_t),
    ]


if sys.platform == "win32":
    _SYSTEM = ctypes.WinDLL("kernel32", use_last_error=True)
    _SYSTEM.CreateJobObjectW.restype = ctypes.c_void_p

    class Job:
        """The job of one child."""

        def __init__(self, process: "subprocess.Popen[bytes]", memory_mb: int) -> None:
            self._handle = ctypes.c_void_p(_SYSTEM.CreateJobObjectW(None, None))
            limits = _Limits(
                flags=_PROCESSES | _JOB_MEMORY | _END_ON_CLOSE | _NO_ERROR_BOX,
                processes=_MOST_PROCESSES,
                job_memory=(memory_mb + _LIBRARIES_MB) * _MB,
            )
            _SYSTEM.SetInformationJobObject(
                self._handle, _EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
            )
            child = ctypes.c_void_p(int(process._handle))  # type: ignore[attr-defined]  # noqa: SLF001  the only way to it
            _SYSTEM.AssignProcessToJobObject(self._handle, child)

        def end(self) -> None:
            """End every process in the job."""
            _SYSTEM.TerminateJobObject(self._handle, 1)

        def close(self) -> None:
            """Let go of the job, which also ends what is in it."""
            if self._handle.value:
                _SYSTEM.CloseHandle(self._handle)
                self._handle = ctypes.c_void_p(None)

else:

    class Job:
        """No job: the process group and the child's own limits do the same here."""

        def __init__(self, process: "subprocess.Popen[bytes]", memory_mb: int) -> None:
            """Do nothing."""

        def end(self) -> None:
            """Do nothing."""

        def close(self) -> None:
            """Do nothing."""
