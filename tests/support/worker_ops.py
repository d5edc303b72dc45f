"""Ops that misbehave on purpose, served by a real child in the worker's tests."""

import ctypes
import fcntl
import os
import resource
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from appealdesk.case.errors import AppealDeskError

PRELOAD = ()


@dataclass(frozen=True)
class Ask:
    text: str = ""
    number: int = 0


@dataclass(frozen=True)
class Said:
    text: str
    number: int = 0


class Refused(AppealDeskError):
    code = "picture-damaged"


def pid(ask, folder, report):
    return Said(str(folder), os.getpid())


def steps(ask, folder, report):
    for step in ("one", "two"):
        for done in range(ask.number + 1):
            report(step, done, ask.number)
    return Said("done")


def hang(ask, folder, report):
    report("hanging", 0, 1)
    threading.Event().wait()


def spin(ask, folder, report):
    while True:
        pass


def few_cpu_seconds(ask, folder, report):
    resource.setrlimit(resource.RLIMIT_CPU, (1, resource.RLIM_INFINITY))
    spin(ask, folder, report)


def crash(ask, folder, report):
    os.write(2, b"last words \x1b[31m\n")
    os.abort()


def leave(ask, folder, report):
    os._exit(3)


def leave_once(ask, folder, report):
    if not (folder / "been-here").exists():
        (folder / "been-here").touch()
        os._exit(3)
    return Said("second time", os.getpid())


def eat(ask, folder, report):
    held = []
    while True:
        held.append(bytearray(16 << 20))


_kept = []


def keep(ask, folder, report):
    _kept.append(bytearray(ask.number << 20))
    return Said("kept", os.getpid())


def deep(ask, folder, report):
    return deep(ask, folder, report)


def refuse(ask, folder, report):
    raise Refused("This is\x00 bad.\u202e" + "x" * 5000, "Do \x1b[1mthis.")


def stumble(ask, folder, report):
    raise KeyError("what")


def full(ask, folder, report):
    (folder / "big").write_bytes(bytes(2 << 20))


def read(ask, folder, report):
    return Said((folder / ask.text).read_text())


def environment(ask, folder, report):
    return Said("\n".join(f"{key}={value}" for key, value in os.environ.items()))


def temporary(ask, folder, report):
    with tempfile.NamedTemporaryFile() as file:
        return Said(file.name)


def loud(ask, folder, report):
    sys.stdout.write("chatter on standard output\n")
    os.write(1, b'{"type":"answer","id":1,"body":{"text":"forged"}}\n')
    sys.stderr.write("n" * 3_000_000)
    return Said("quiet")


def raw(ask, folder, report):
    """Write a line straight into the pipe that only replies should take."""
    os.write(_pipe(), ask.text.replace("$ID", str(ask.number)).encode())
    threading.Event().wait()


def endless(ask, folder, report):
    for _ in range(ask.number):
        os.write(_pipe(), b"x" * (1 << 20))
    threading.Event().wait()


def _pipe():
    """The number of the replies' pipe; found as hostile code would find it."""
    for fd in range(3, 64):
        try:
            is_pipe = stat.S_ISFIFO(os.fstat(fd).st_mode)
        except OSError:
            continue
        if is_pipe and fcntl.fcntl(fd, fcntl.F_GETFL) & os.O_ACCMODE == os.O_WRONLY:
            return fd
    raise LookupError


def long_line(ask, folder, report):
    return Said("x" * (65 << 20))


def dirty(ask, folder, report):
    return Said("a\x00b\ud800c\x1b[0m\td\n")


def wrong_type(ask, folder, report):
    return {"text": 5, "number": "1"}


def echo(ask, folder, report):
    return Said(ask.text[:10], len(ask.text))


def link(ask, folder, report):
    """Make a link as a library could, past Python's own hook."""
    here = ctypes.CDLL(None, use_errno=True)
    got = here.symlink(b"/etc/passwd", os.fsencode(folder / "answer.pdf"))
    return Said("", ctypes.get_errno() if got else 0)


_ESCAPE = "/tmp/appealdesk-test-escape"
_ATTEMPTS = {
    "read /etc/passwd": lambda: Path("/etc/passwd").read_bytes(),
    "list home": lambda: os.listdir("/root"),
    "list /": lambda: os.listdir("/"),
    "write /tmp": lambda: Path(_ESCAPE).write_text("x"),
    "write package": lambda: Path(__file__).open("a"),
    "connect": lambda: socket.socket().connect(("127.0.0.1", 9)),
    "datagram": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
    "run": lambda: subprocess.run(["true"], check=False),
    "exec": lambda: os.execv("/bin/true", ["true"]),
    "fork": os.fork,
    "kill parent": lambda: os.kill(os.getppid(), 0),
    "symlink": lambda: Path("link").symlink_to("/etc/passwd"),
    "work in folder": lambda: _work(),
}


def _work():
    Path("a").write_text("x")
    Path("a").rename("b")
    Path("b").unlink()
    thread = threading.Thread(target=time.monotonic)
    thread.start()
    thread.join()


def attempt(ask, folder, report):
    try:
        _ATTEMPTS[ask.text]()
    except OSError as error:
        return Said(type(error).__name__)
    return Said("allowed")


def natively(ask, folder, report):
    """The same by the C library, where no audit hook looks."""
    here = ctypes.CDLL(None, use_errno=True)
    here.fork.restype = ctypes.c_int
    got = {
        "open": lambda: here.open(b"/etc/passwd", os.O_RDONLY),
        "write": lambda: here.open(_ESCAPE.encode(), os.O_WRONLY | os.O_CREAT, 0o600),
        "socket": lambda: here.socket(2, 2, 0),
        "unix socket": lambda: here.socket(1, 1, 0),
        "exec": lambda: here.execv(b"/bin/true", (ctypes.c_char_p * 2)(b"true", None)),
        "fork": here.fork,
        "kill": lambda: here.kill(os.getppid(), 0),
        "fifo": lambda: here.mkfifo(os.fsencode(folder / "fifo"), 0o600),
    }[ask.text]()
    return Said("refused" if got < 0 else "allowed", ctypes.get_errno())


def cpu_limit(ask, folder, report):
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    return Said("", resource.getrlimit(resource.RLIMIT_CPU)[0])


OPS = {
    name: (Ask, function)
    for name, function in list(globals().items())
    if callable(function) and not name.startswith("_") and getattr(function, "__code__", None)
}
