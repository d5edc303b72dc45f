"""Runs work beside the interface and brings its outcome back to the interface's thread.

Work waits in lanes of one thread each, so that what shares something (the case file, a worker
process) takes turns by itself. Callbacks are bound before the work starts and run in the thread
of the interface.
"""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from appealdesk.case.errors import AppealDeskError

T = TypeVar("T")


class Lane(StrEnum):
    """What shares a thread."""

    CASE = "case"  # edits and reads of the case file: short
    HANDS = "hands"  # the worker that imports, sets and exports: long
    EYES = "eyes"  # the worker that makes page pictures and finds words: short, many
    PAPERS = "papers"  # reads what the papers say: long, in the background
    BESIDE = "beside"  # everything else


class Job(QObject):
    """Work that is waiting, running or done; ``title`` is shown to the user.

    ``progress`` gives (step, done, total) in the thread of the interface.
    """

    progress = Signal(str, int, int)
    ended = Signal()

    def __init__(self, title: str, *, is_shown: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.is_shown = is_shown
        self.cancelling = threading.Event()
        self.is_ended = False

    def cancel(self) -> None:
        """Ask the work to stop."""
        self.cancelling.set()


class Report:
    """What the work itself holds: it tells of progress and looks whether it is to stop."""

    def __init__(self, job: Job, post: Callable[[Callable[[], None]], None]) -> None:
        self._job = job
        self._post = post
        self._last: tuple[str, int] = ("", -1)

    @property
    def cancel(self) -> threading.Event:
        """Set when the work is to stop."""
        return self._job.cancelling

    def __call__(self, step: str, done: int, total: int) -> None:
        """Tell of progress; a step that did not move is not told twice."""
        percent = 100 * done // total if total else 0
        if (step, percent) != self._last:
            self._last = (step, percent)
            self._post(lambda: self._job.progress.emit(step, done, total))


def at_most_every(
    seconds: float, tell: Callable[[str, int, int], None]
) -> Callable[[str, int, int], None]:
    """Tell of progress now and then only: steps that fly by need not all be shown."""
    last = -seconds

    def told(step: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= seconds:
            last = now
            tell(step, done, total)

    return told


class Jobs(QObject):
    """Starts jobs and tells of them. Make one in the thread of the interface."""

    started = Signal(object)
    ended = Signal(object)
    crashed = Signal(object)
    """A job failed with an error that is a bug; carries the exception."""
    _posted = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lanes = {
            lane: ThreadPoolExecutor(1, thread_name_prefix=f"appealdesk-{lane}") for lane in Lane
        }
        self._running: list[Job] = []
        self._is_closed = False
        self._posted.connect(self._run_posted, Qt.ConnectionType.QueuedConnection)

    @property
    def running(self) -> tuple[Job, ...]:
        """Jobs that have not ended, oldest first."""
        return tuple(self._running)

    @property
    def shown(self) -> tuple[Job, ...]:
        """Those of them that the user is told about."""
        return tuple(job for job in self._running if job.is_shown)

    def post(self, call: Callable[[], None]) -> None:
        """Have something done in the thread of the interface; safe from every thread."""
        if not self._is_closed:
            self._posted.emit(call)

    def start(
        self,
        lane: Lane,
        title: str,
        work: Callable[[Report], T],
        *,
        done: Callable[[T], None] | None = None,
        failed: Callable[[AppealDeskError], None] | None = None,
        is_shown: bool = False,
        on_progress: Callable[[str, int, int], None] | None = None,
    ) -> Job:
        """Have work done in a lane.

        Args:
            lane: where it waits for its turn.
            title: what the user reads while it runs.
            work: what is to be done; given what it reports through.
            done: given the result, in the thread of the interface.
            failed: given an error that the user can be told about; None leaves it untold.
            is_shown: whether the status line tells of it.
            on_progress: given (step, done, total), in the thread of the interface.
        """
        job = Job(title, is_shown=is_shown, parent=self)
        if on_progress is not None:
            job.progress.connect(on_progress)
        self._running.append(job)
        self.started.emit(job)
        report = Report(job, self.post)

        def run() -> None:
            try:
                result = work(report)
            except AppealDeskError as error:
                self.post(lambda error=error: self._settle(job, failed, error))  # type: ignore[misc]
            except Exception as bug:  # noqa: BLE001  an outermost loop: told as a crash
                self.post(lambda bug=bug: self._settle(job, self.crashed.emit, bug))  # type: ignore[misc]
            else:
                self.post(lambda: self._settle(job, done, result))

        self._lanes[lane].submit(run)
        return job

    def begin(self, title: str) -> Job:
        """Tell of work that the interface does itself, in small steps; ``finish`` ends it.

        Whoever does it looks at ``cancelling`` between the steps.
        """
        job = Job(title, is_shown=True, parent=self)
        self._running.append(job)
        self.started.emit(job)
        return job

    def finish(self, job: Job) -> None:
        """The work that ``begin`` told of is done, or was given up."""
        self._settle(job, None, None)

    def close(self) -> None:
        """Ask everything to stop and wait for it. Outcomes that come later are dropped."""
        for job in self._running:
            job.cancel()
        for executor in self._lanes.values():
            executor.shutdown(wait=True, cancel_futures=True)
        self._is_closed = True
        self._running.clear()

    def _settle(self, job: Job, callback: Callable[[Any], None] | None, value: object) -> None:
        if job in self._running:
            self._running.remove(job)
        job.is_ended = True
        try:
            if callback is not None:
                callback(value)
        finally:
            job.ended.emit()
            self.ended.emit(job)
            job.deleteLater()

    def _run_posted(self, call: Callable[[], None]) -> None:
        if not self._is_closed:
            call()
