"""The parent's side: one warm child, asked one thing at a time, replaced when it misbehaves."""

import os
import shutil
import stat
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import msgspec

from appealdesk.case.errors import AppealDeskError
from appealdesk.worker import protocol
from appealdesk.worker.folders import make_folder, sweep_leftovers
from appealdesk.worker.limits import Limits
from appealdesk.worker.process import Process
from appealdesk.worker.protocol import Answer, Call, Progress, Ready, Refusal, Start

OnProgress = Callable[[str, int, int], None]
T = TypeVar("T")

_DEFAULT_LIMITS = Limits()
_START_SECONDS = 60.0  # a cold old laptop with a virus scanner
_LOOK_EVERY = 0.05  # seconds between looks at the cancel event, which cannot be waited for
_CPU_SIGNAL = 24  # SIGXCPU, which Windows does not know by name
_FATAL = frozenset({"memory", "too-deep"})  # the child may be left in any state
_BOOT = (
    "import sys; p = sys.argv[1]; p in sys.path or sys.path.append(p);"
    " from appealdesk.worker.child import main; main(sys.argv[2])"
)
_SENTENCES = {
    "timeout": (
        "This took too long and was stopped.",
        "Try once more. If it is one file that does this, print it to a new PDF and add that.",
    ),
    "memory": (
        "This needed more memory than AppealDesk may use.",
        "Make the file smaller, or split it into parts and add them one by one.",
    ),
    "too-deep": (
        "This file is built in a way that never ends.",
        "Print it to a new PDF and add that one.",
    ),
    "crashed": (
        "The part of AppealDesk that works on files stopped without warning.",
        "Your case is safe. If one file does this each time, print it to a new PDF and add that.",
    ),
    "garbled": (
        "The part of AppealDesk that works on files gave an answer that makes no sense.",
        "Your case is safe. If one file does this each time, print it to a new PDF and add that.",
    ),
    "cancelled": ("Stopped, as you asked.", ""),
    "disk-full": (
        "There is not enough room on the disk for this.",
        "Free some space and try again.",
    ),
    "too-large": (
        "This is too large to be worked on in one piece.",
        "Split it into parts and add them one by one.",
    ),
    "unexpected": (
        "AppealDesk met something here that it was not made for.",
        "Your case is safe. If one file does this each time, print it to a new PDF and add that.",
    ),
    "not-starting": (
        "The part of AppealDesk that works on files does not start.",
        "Start AppealDesk again. If that does not help, install it again.",
    ),
}


class WorkerProblem(AppealDeskError):
    """What was asked of the worker could not be done.

    Attributes:
        code: stable name: one of the engine's, or "timeout", "memory", "too-deep", "crashed",
            "garbled", "cancelled", "disk-full", "too-large", "unexpected", "not-starting".
        sentence: what happened.
        hint: what the user can do.
        detail: for programmers; may name what is in a file.
    """

    def __init__(self, code: str, sentence: str, hint: str = "", detail: str = "") -> None:
        super().__init__(sentence, hint)
        self.code = code
        self.detail = detail


@dataclass(frozen=True, slots=True)
class _Asked:
    op: str
    body: msgspec.Raw
    deadline: float
    on_progress: OnProgress | None
    cancel: threading.Event | None


class Worker:
    """Runs ops in a child process that is kept warm between calls.

    The child starts with the first call and again after it was killed or has died. Calls from
    several threads wait for each other.

    Args:
        work_root: where the private work folder is made; None is the system's place for such.
        limits: what the child may use.
        ops: module with the table of ops; another one is for tests.
        paths: further places to import from, for tests.
    """

    def __init__(
        self,
        work_root: Path | None = None,
        limits: Limits = _DEFAULT_LIMITS,
        *,
        ops: str = "appealdesk.worker.ops",
        paths: tuple[Path, ...] = (),
    ) -> None:
        sweep_leftovers(work_root)
        self.folder = make_folder(work_root)
        self._limits = limits
        self._ops = ops
        self._paths = paths
        self._lock = threading.Lock()
        self._process: Process | None = None
        self._walls = Ready()
        self._last_id = 0
        self._is_closed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def walls(self) -> Ready:
        """What guards the present child, and how long it took to start; zeros before the first."""
        return self._walls

    @property
    def pid(self) -> int | None:
        """The number of the present child, None while there is none."""
        process = self._process
        return None if process is None else process.pid

    def warm_up(self, cancel: threading.Event | None = None) -> None:
        """Start the child now, so that the first call need not wait for it."""
        with self._lock:
            self._running(cancel)

    def call(
        self,
        op: str,
        request: object,
        answer_type: type[T],
        *,
        deadline: float,
        on_progress: OnProgress | None = None,
        cancel: threading.Event | None = None,
    ) -> T:
        """Have one op done and give its answer.

        Args:
            op: its name in the table.
            request: the message that it takes; files in it are named relative to ``folder``.
            answer_type: what it answers.
            deadline: seconds after which the child is killed; starting it is not counted.
            on_progress: told (step, done, total) in this thread.
            cancel: set it to stop; the child is killed.

        Raises:
            WorkerProblem: it could not be done. The next call works again.
        """
        asked = _Asked(op, protocol.write_body(request), deadline, on_progress, cancel)
        with self._lock:
            is_warm = self._process is not None
            try:
                return self._ask(asked, answer_type)
            except WorkerProblem as problem:
                if not is_warm or problem.code != "crashed":
                    raise
            # An earlier file may have left the child broken, so this one gets a fresh child.
            return self._ask(asked, answer_type)

    def close(self) -> None:
        """End the child, also amid a call of another thread, and remove the work folder."""
        self._is_closed = True
        process = self._process
        if process is not None:
            process.stop()
        with self._lock:
            self._retire()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _running(self, cancel: threading.Event | None) -> Process:
        if self._is_closed:
            raise _problem("cancelled")
        if self._process is not None and self._process.is_alive():
            return self._process
        self._retire()
        self._process = process = Process(
            self._command(), self._environment(), self.folder, self._limits
        )
        is_ready = False
        try:
            reply = self._next(process, time.monotonic() + _START_SECONDS, cancel)
            if not isinstance(reply, Ready):
                raise _problem("not-starting", process.noise())
            self._walls = reply
            is_ready = True
        except WorkerProblem as problem:
            if problem.code == "cancelled":
                raise
            raise _problem("not-starting", problem.detail) from problem
        finally:
            if not is_ready:
                self._retire()
        return process

    def _ask(self, asked: _Asked, answer_type: type[T]) -> T:
        if asked.cancel is not None and asked.cancel.is_set():
            raise _problem("cancelled")  # and the child stays warm
        process = self._running(asked.cancel)
        self._last_id += 1
        line = protocol.write(Call(self._last_id, asked.op, asked.deadline, asked.body))
        if len(line) > protocol.MAX_LINE:
            raise _problem("too-large")
        is_sound = False
        try:
            process.send(line)
            reply = self._await(process, asked)
            self._refuse_links()
            if isinstance(reply, Refusal):
                is_sound = reply.code not in _FATAL
                raise _told(reply)
            try:
                answer = protocol.read_answer(reply.body, answer_type)
            except protocol.Garbled as error:
                raise _problem("garbled", str(error)) from error
            is_sound = not reply.is_worn
            return answer
        finally:
            if not is_sound:
                self._retire()

    def _await(self, process: Process, asked: _Asked) -> Answer | Refusal:
        end = time.monotonic() + asked.deadline
        while True:
            reply = self._next(process, end, asked.cancel)
            if isinstance(reply, Ready) or reply.id != self._last_id:
                raise _problem("garbled", "a reply to no call")
            if not isinstance(reply, Progress):
                return reply
            if asked.on_progress is not None:
                asked.on_progress(reply.step, reply.done, reply.total)

    def _next(self, process: Process, end: float, cancel: threading.Event | None) -> protocol.Reply:
        """The next message before ``end`` on the monotonic clock."""
        while True:
            if cancel is not None and cancel.is_set():
                raise _problem("cancelled")
            left = end - time.monotonic()
            if left <= 0:
                raise _problem("timeout")
            line = process.receive(left if cancel is None else min(left, _LOOK_EVERY))
            if line is None:
                continue
            if not line:
                raise self._ended(process)
            try:
                return protocol.read_reply(line)
            except protocol.Garbled as error:
                raise _problem("garbled", str(error)) from error

    def _ended(self, process: Process) -> WorkerProblem:
        code = process.kill()
        if self._is_closed:
            return _problem("cancelled")
        noise = protocol.plain(process.noise()[-500:])
        is_out_of_time = code == -_CPU_SIGNAL
        return _problem("timeout" if is_out_of_time else "crashed", f"exit code {code}: {noise}")

    def _refuse_links(self) -> None:
        """See that only plain files and folders lie in the work folder.

        A link would make whoever reads an answer's file read another one. Where the sandbox holds
        the child cannot make any; elsewhere this is the guard.
        """
        try:
            for place, folders, files in os.walk(self.folder):
                for name in (*folders, *files):
                    facts = os.lstat(Path(place, name))
                    is_file = stat.S_ISREG(facts.st_mode) and facts.st_nlink == 1
                    if not is_file and not stat.S_ISDIR(facts.st_mode):
                        Path(place, name).unlink()
                        raise _problem("garbled", f"not a plain file: {name}")
        except FileNotFoundError:
            return  # somebody in this process removed a file just now

    def _retire(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process = None

    def _command(self) -> list[str]:
        start = Start(
            folder=str(self.folder),
            ops=self._ops,
            paths=tuple(str(path) for path in self._paths),
            limits=self._limits,
        )
        argument = msgspec.json.encode(start).decode()
        if getattr(sys, "frozen", False):
            return [sys.executable, "--appealdesk-worker", argument]
        # -I keeps the user's environment out, and with it every way to find a source checkout: so
        # the place of our package is told.
        home = str(Path(__file__).resolve().parents[2])
        return [sys.executable, "-I", "-X", "utf8", "-c", _BOOT, home, argument]

    def _environment(self) -> dict[str, str]:
        folder = str(self.folder)
        env = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), folder)
        # One arena: each further one maps 64 MB that would count as used memory.
        env |= {"LANG": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}
        if "SYSTEMROOT" in os.environ:  # Windows loads nothing without it
            env["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
        return env


def _problem(code: str, detail: str = "") -> WorkerProblem:
    sentence, hint = _SENTENCES[code]
    return WorkerProblem(code, sentence, hint, detail)


def _told(reply: Refusal) -> WorkerProblem:
    """The child's problem: in our words where we have some for the code, else in its own."""
    if reply.code in _SENTENCES or not reply.sentence:
        known = reply.code if reply.code in _SENTENCES else "unexpected"
        return _problem(known, reply.detail)
    return WorkerProblem(reply.code, reply.sentence, reply.hint, reply.detail)
