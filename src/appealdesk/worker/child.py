"""The child process: loads the libraries, shuts the door, then serves one call after another.

It is the only process that parses foreign bytes. Started by ``client.Worker``; in a frozen program
by the program itself with ``--appealdesk-worker``.
"""

import errno
import importlib
import logging
import os
import queue
import sys
import threading
import time
import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from appealdesk.case.errors import AppealDeskError
from appealdesk.worker import protocol, sandbox
from appealdesk.worker.limits import Meter
from appealdesk.worker.protocol import Answer, Call, Progress, Refusal, Start

_DEEP = 4000  # frames: nested structures of real PDFs need some hundreds
_PIXELS = 400_000_000  # the engine has narrower limits of its own; this holds for the rest
_LONGEST_STREAM = 400_000_000  # bytes: a large scan may lie in a file without compression
_PROGRESS_EVERY = 0.03  # seconds
_DISK_FULL = frozenset({errno.ENOSPC, errno.EFBIG, errno.EDQUOT})


def main(argument: str) -> None:
    """Serve until the parent closes the pipe.

    Args:
        argument: a ``protocol.Start`` as JSON.
    """
    began = time.perf_counter()
    start = msgspec.json.decode(argument, type=Start)
    calls, replies = _take_pipes()
    sys.path += [path for path in start.paths if path not in sys.path]
    sys.setrecursionlimit(_DEEP)
    logging.basicConfig(level=logging.ERROR)  # libraries warn of every oddity of every PDF
    folder = Path(start.folder)
    os.chdir(folder)
    table = importlib.import_module(start.ops)
    for name in table.PRELOAD:
        try:
            importlib.import_module(name)
        except ImportError:
            traceback.print_exc(limit=0)  # the ops that need it will say so
    _tame_libraries()
    meter = Meter(start.limits)
    meter.apply()
    walls = sandbox.shut(folder)
    took = round(1000 * (time.perf_counter() - began))
    serving = _Serving(table.OPS, folder, meter, replies)
    serving.say(msgspec.structs.replace(walls, started_ms=took))
    serving.serve(_listen(calls))


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes for our messages alone: what a library prints goes to standard error."""
    calls, replies = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return calls, replies


def _tame_libraries() -> None:
    """Set the libraries' own limits where they are loaded."""
    if pypdf := sys.modules.get("pypdf"):
        # The helper program for old fax pictures may not run here, and must not be looked for.
        pypdf.overwrite_configuration(
            jbig2dec_binary=None, maximum_declared_stream_length=_LONGEST_STREAM
        )
    if image := sys.modules.get("PIL.Image"):
        vars(image)["MAX_IMAGE_PIXELS"] = _PIXELS // 2  # Pillow refuses at twice this


def _listen(calls: BinaryIO) -> "queue.SimpleQueue[bytes]":
    """Read calls in a thread, so that the parent's end is noticed amid a call too.

    (Linux could send a signal when the parent dies, but sends it when the parent's *thread* that
    started us ends.)
    """
    inbox: queue.SimpleQueue[bytes] = queue.SimpleQueue()

    def read() -> None:
        while line := calls.readline(protocol.MAX_LINE + 1):
            inbox.put(line)
        os._exit(0)

    threading.Thread(target=read, name="calls", daemon=True).start()
    return inbox


class _Serving:
    """Answers calls with the ops of a table."""

    def __init__(
        self,
        table: Mapping[str, tuple[type[Any], Callable[..., object]]],
        folder: Path,
        meter: Meter,
        replies: BinaryIO,
    ) -> None:
        self._table = table
        self._folder = folder
        self._meter = meter
        self._replies = replies

    def say(self, message: protocol.Reply) -> None:
        self._write(protocol.write(message))

    def serve(self, inbox: "queue.SimpleQueue[bytes]") -> None:
        while True:
            call = protocol.read_call(inbox.get())
            self._meter.start(call.deadline)
            reply = self._reply(call)
            self._meter.lift()
            try:
                line = protocol.write(reply)
            except MemoryError:
                line = protocol.write(Refusal(call.id, "memory"))
            if len(line) > protocol.MAX_LINE:
                line = protocol.write(Refusal(call.id, "too-large", detail="answer too long"))
            self._write(line)

    def _reply(self, call: Call) -> Answer | Refusal:  # noqa: PLR0911  a way out for each error
        try:
            request_type, do = self._table[call.op]
            request = msgspec.json.decode(call.body, type=request_type)
            answer = do(request, self._folder, _Reporter(call.id, self.say))
            return Answer(call.id, protocol.write_body(answer), self._meter.is_worn())
        except MemoryError:
            self._meter.lift()
            return Refusal(call.id, "memory")
        except RecursionError:
            return Refusal(call.id, "too-deep")
        except AppealDeskError as error:
            code = getattr(error, "code", "problem")
            return Refusal(call.id, code, error.sentence, error.hint)
        except OSError as error:
            if error.errno in _DISK_FULL:
                return Refusal(call.id, "disk-full")
            return self._unexpected(call, error)
        except Exception as error:  # noqa: BLE001  the outermost loop: foreign files raise anything
            return self._unexpected(call, error)

    def _unexpected(self, call: Call, error: Exception) -> Refusal:
        self._meter.lift()
        traceback.print_exc()
        return Refusal(call.id, "unexpected", detail=f"{call.op}: {type(error).__name__}: {error}")

    def _write(self, line: bytes) -> None:
        try:
            self._replies.write(line)
            self._replies.flush()
        except OSError:  # the parent is gone
            os._exit(0)


class _Reporter:
    """Tells the parent how far an op is, not more often than anyone can look."""

    def __init__(self, call_id: int, say: Callable[[Progress], None]) -> None:
        self._id = call_id
        self._say = say
        self._last = 0.0
        self._step = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        now = time.monotonic()
        if step == self._step and done < total and now - self._last < _PROGRESS_EVERY:
            return
        self._last, self._step = now, step
        self._say(Progress(self._id, step, done, total))
