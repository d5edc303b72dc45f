"""A desktop of our own for one run: a screen, a message bus, a window manager. It leaves nothing behind.

Run by the system's Python, which has ``gi``; never imported by the program or its tests.
"""

import contextlib
import ctypes
import os
import select
import signal
import struct
import subprocess
import time
import zlib
from collections.abc import Sequence
from pathlib import Path
from threading import Event

PAUSE = Event()  # nothing sets it: waiting on it is a pause
_PR_SET_PDEATHSIG, _PR_SET_CHILD_SUBREAPER = 1, 36
_LIBC = ctypes.CDLL(None, use_errno=True)
_FOREIGN = (
    "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "QT_QPA_PLATFORMTHEME", "QT_STYLE_OVERRIDE", "NO_AT_BRIDGE",
    "GTK_MODULES", "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "XAUTHORITY", "PYTHONPATH", "DBUS_SESSION_BUS_ADDRESS",
    "DBUS_SYSTEM_BUS_ADDRESS", "AT_SPI_BUS_ADDRESS", "QT_SCALE_FACTOR", "LC_ALL", "LANGUAGE",
)  # fmt: skip


class Desktop:
    """Xvfb, a session bus, the accessibility bus and openbox; everything dies with this process.

    Args:
        folder: a fresh folder; home, settings and caches of every program lie in it.
        screen: width and height in pixels.
    """

    def __init__(self, folder: Path, screen: tuple[int, int]) -> None:
        self.folder = folder
        self.screen = screen
        self._started: list[subprocess.Popen[bytes]] = []
        _LIBC.prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)  # what the bus starts becomes ours to end
        for name in _FOREIGN:
            os.environ.pop(name, None)
        run = folder / "run"
        for made in (folder / "home", run):
            made.mkdir(parents=True)
        run.chmod(0o700)
        os.environ.update(
            HOME=str(folder / "home"), XDG_RUNTIME_DIR=str(run), XDG_CONFIG_HOME=str(folder / "config"),
            XDG_CACHE_HOME=str(folder / "cache"), XDG_DATA_HOME=str(folder / "data"), LANG="C.UTF-8",
            QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1", GTK_A11Y="atspi", NO_AT_BRIDGE="0", GIO_USE_VFS="local",
            XDG_SESSION_TYPE="x11",
        )  # fmt: skip
        try:
            self._start_screen()
            self._start_bus()
            self.start("/usr/libexec/at-spi-bus-launcher", "--launch-immediately")
            self.start("openbox", "--sm-disable")
        except BaseException:
            self.close()
            raise

    def start(
        self,
        *command: str,
        log: Path | None = None,
        env: dict[str, str] | None = None,
        pass_fds: Sequence[int] = (),
    ) -> subprocess.Popen[bytes]:
        """Start a program in a process group of its own."""
        with log.open("ab") if log else Path(os.devnull).open("ab") as out:
            process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, start_new_session=True, cwd=self.folder,
                env=os.environ | (env or {}), pass_fds=tuple(pass_fds), preexec_fn=_die_with_us,  # noqa: PLW1509
            )  # fmt: skip
        self._started.append(process)
        return process

    def close(self) -> None:
        """End every program that was started, the last first, and whatever they left."""
        for process in reversed(self._started):
            _end(process)
        for pid in _children():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:
                pass

    def screenshot(self, path: Path) -> None:
        """Write what the screen shows as a PNG, read from the screen's own memory (an XWD file)."""
        raw = (self.folder / "run" / "Xvfb_screen0").read_bytes()
        head = struct.unpack(">25I", raw[:100])
        size, width, height, stride, colours = head[0], head[4], head[5], head[12], head[19]
        start = size + 12 * colours
        rows = []
        for y in range(height):
            line = raw[start + y * stride : start + y * stride + width * 4]
            rgb = bytearray(width * 3)
            rgb[0::3], rgb[1::3], rgb[2::3] = line[2::4], line[1::4], line[0::4]
            rows.append(b"\0" + bytes(rgb))
        parts = (
            (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            (b"IDAT", zlib.compress(b"".join(rows), 6)),
            (b"IEND", b""),
        )
        written = b"".join(
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
            for kind, body in parts
        )
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + written)

    def _start_screen(self) -> None:
        reads, writes = os.pipe()
        width, height = self.screen
        self.start(
            "Xvfb", "-displayfd", str(writes), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp", "-noreset",
            "-fbdir", str(self.folder / "run"), pass_fds=(writes,), log=self.folder / "xvfb.log",
        )  # fmt: skip
        os.close(writes)
        os.environ["DISPLAY"] = ":" + _line(reads, "the screen (Xvfb)")

    def _start_bus(self) -> None:
        reads, writes = os.pipe()
        self.start(
            "dbus-daemon",
            "--session",
            "--nofork",
            "--nopidfile",
            f"--print-address={writes}",
            pass_fds=(writes,),
        )
        os.close(writes)
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = _line(reads, "the message bus (dbus-daemon)")


def _line(reads: int, what: str) -> str:
    """The first line that a program writes into a pipe."""
    told, end = b"", time.monotonic() + 20
    while not told.endswith(b"\n"):
        ready, _, _ = select.select([reads], [], [], max(0.0, end - time.monotonic()))
        more = os.read(reads, 512) if ready else b""
        if not more:
            raise TimeoutError(f"{what} did not start")
        told += more
    os.close(reads)
    return told.decode().strip()


def _die_with_us() -> None:
    _LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _end(process: subprocess.Popen[bytes]) -> None:
    for number, patience in ((signal.SIGTERM, 3), (signal.SIGKILL, 3)):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(patience)
            return


def _children() -> list[int]:
    """Every process below this one, children of children too."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
                parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [os.getpid()]
    while waiting:
        below = parents.get(waiting.pop(), [])
        found += below
        waiting += below
    return found
