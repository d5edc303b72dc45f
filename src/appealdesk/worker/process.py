"""One child process as its parent sees it: lines in, lines out, and an end that is sure to come."""

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from appealdesk.worker import windows_job
from appealdesk.worker.limits import Limits
from appealdesk.worker.protocol import MAX_LINE

_LINES_WAITING = 4  # then the child has to wait: it must not fill the parent's memory
_STDERR_KEPT = 16  # blocks
_STDERR_BLOCK = 4096  # bytes
_LAST_WORDS = 5.0  # seconds for its pipes to run dry once it is dead
_END = b""


class Process:
    """A running child. ``kill`` must be called at the end; it may be called twice."""

    def __init__(
        self, command: Sequence[str], env: Mapping[str, str], folder: Path, limits: Limits
    ) -> None:
        group = 0x08000200 if sys.platform == "win32" else 0  # no console window, own group
        self._process = subprocess.Popen(  # noqa: S603  our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env=dict(env),
            close_fds=True,
            start_new_session=sys.platform != "win32",
            creationflags=group,
        )
        self._job = windows_job.Job(self._process, limits.memory_mb)
        self._lines: queue.Queue[bytes] = queue.Queue(_LINES_WAITING)
        self._noise: deque[bytes] = deque(maxlen=_STDERR_KEPT)
        self._reader = threading.Thread(target=self._read, name="worker replies", daemon=True)
        self._drain = threading.Thread(target=self._listen, name="worker stderr", daemon=True)
        self._reader.start()
        self._drain.start()

    @property
    def pid(self) -> int:
        """The number of the process."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it can still answer."""
        return self._reader.is_alive() and self._process.poll() is None

    def send(self, line: bytes) -> None:
        """Hand a line over; never waits for the child to take it."""
        threading.Thread(target=self._send, args=(line,), name="worker call", daemon=True).start()

    def receive(self, seconds: float) -> bytes | None:
        """The next line; None after this many seconds; empty when the child has ended.

        A line over the limit also counts as the end, since nothing after it can be trusted.
        """
        try:
            return self._lines.get(timeout=max(0.0, seconds))
        except queue.Empty:
            return None

    def stop(self) -> None:
        """End it and all that it started, at once; may be called from any thread."""
        if self._process.returncode is not None:
            return
        if sys.platform == "win32":
            self._job.end()
            self._process.kill()
            return
        try:
            # Not yet waited for, so the number cannot belong to another group by now.
            os.killpg(self._process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            self._process.kill()

    def kill(self) -> int:
        """End it, and let go of everything that belongs to it.

        Returns:
            The exit code; negative is the number of the signal that ended it.
        """
        self.stop()
        code = self._process.wait()
        end = time.monotonic() + _LAST_WORDS
        while self._reader.is_alive() and time.monotonic() < end:  # it may be waiting for room
            self.receive(0.01)
        self._drain.join(_LAST_WORDS)
        for pipe in (self._process.stdout, self._process.stderr, self._process.stdin):
            self._close(pipe)
        self._job.close()
        return code

    def noise(self) -> str:
        """The last of what it wrote to standard error."""
        return b"".join(self._noise).decode("utf-8", "replace")

    def _send(self, line: bytes) -> None:
        pipe = self._process.stdin
        assert pipe is not None  # noqa: S101  asked for above
        try:
            pipe.write(line)
            pipe.flush()
        except (OSError, ValueError):
            return  # it has ended, which the reader tells

    def _close(self, pipe: IO[bytes] | None) -> None:
        try:
            if pipe is not None:
                pipe.close()
        except OSError:
            return  # what was not taken is lost, as meant

    def _read(self) -> None:
        pipe = self._process.stdout
        assert pipe is not None  # noqa: S101  asked for above
        while True:
            line = pipe.readline(MAX_LINE + 1)
            if not line.endswith(b"\n") or len(line) > MAX_LINE:
                self._lines.put(_END)
                return
            self._lines.put(line)

    def _listen(self) -> None:
        pipe = self._process.stderr
        assert pipe is not None  # noqa: S101  asked for above
        while block := os.read(pipe.fileno(), _STDERR_BLOCK):
            self._noise.append(block)
