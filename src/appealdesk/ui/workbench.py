"""The open case as the window holds it: what is shown, what may be done, and who hears of it.

Views read ``case``, ``packet`` and ``checks`` and ask for edits with ``apply``; they never change
anything themselves. Edits are made in the case's own thread, so a slow disk never stops the
interface, and everybody hears of them here, in the order in which they were made.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from appealdesk.audit.checks import Check, check
from appealdesk.case.edits import Edit
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case, Kind
from appealdesk.desk.exporting import compose
from appealdesk.desk.importing import Arrival, import_files
from appealdesk.desk.notices import Notices
from appealdesk.desk.session import Session
from appealdesk.packet.plan import plan
from appealdesk.packet.values import Lengths, Packet
from appealdesk.ui.jobs import Job, Jobs, Lane, Report
from appealdesk.ui.spot import PACKET, Spot
from appealdesk.worker.client import Worker

T = TypeVar("T")

_SETTLE_AFTER = 700  # ms without an edit until the page numbers are counted anew


@dataclass(frozen=True, slots=True)
class _Heard:
    before: Case
    after: Case
    packet: Packet
    checks: tuple[Check, ...]
    undo_label: str | None
    redo_label: str | None


class Workbench(QObject):
    """One open case on the desk.

    Args:
        session: the open case; closed by ``close``.
        jobs: runs work beside the interface.
        notices: tells and asks.
        hands: the worker that imports, sets texts and exports.
        eyes: the worker that makes page pictures.
    """

    changed = Signal(object, object)
    """(before, after): two cases; compare parts with ``is``. ``packet`` and ``checks`` are new."""
    planned = Signal()
    """Only numbers changed: page counts of the texts were settled."""
    spot_changed = Signal(object)
    """Another ``Spot`` is chosen."""
    flushing = Signal()
    """Whoever holds typed words that are no edit yet makes them one now."""
    arrived = Signal(object)
    """One file came in or was refused: an ``Arrival``."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        notices: Notices,
        hands: Worker,
        eyes: Worker,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self.notices = notices
        self.hands = hands
        self.eyes = eyes
        self._case = session.case
        self._lengths: Lengths = {}
        self._packet = plan(self._case, {})
        self._checks = check(self._case, self._packet)
        self._undo_label = session.file.undo_label
        self._redo_label = session.file.redo_label
        self._spot = PACKET
        self._is_closed = False
        self._settling: Job | None = None
        self._settle_timer = QTimer(self, interval=_SETTLE_AFTER, singleShot=True)
        self._settle_timer.timeout.connect(self._settle)
        self._unlisten = session.listen(self._heard)
        self._settle_timer.start()

    @property
    def case(self) -> Case:
        """The case as it was heard of last."""
        return self._case

    @property
    def packet(self) -> Packet:
        """The plan of the packet as the case stands."""
        return self._packet

    @property
    def checks(self) -> tuple[Check, ...]:
        """What is done, missing or weak."""
        return self._checks

    @property
    def spot(self) -> Spot:
        """What is chosen."""
        return self._spot

    @property
    def path(self) -> Path:
        """The case file."""
        return self.session.file.path

    @property
    def is_read_only(self) -> bool:
        """Whether edits are refused."""
        return self.session.file.is_read_only

    @property
    def is_settled(self) -> bool:
        """Whether the page numbers are those that the packet would have now."""
        return not self._settle_timer.isActive() and self._settling is None

    @property
    def undo_label(self) -> str | None:
        """What undo would take back."""
        return self._undo_label

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return self._redo_label

    def show(self, spot: Spot) -> None:
        """Choose what is shown. A spot that the case no longer has shows the whole packet."""
        spot = spot if spot.is_in(self._case) else PACKET
        if spot != self._spot:
            self.flushing.emit()
            self._spot = spot
            self.spot_changed.emit(spot)

    def apply(
        self,
        edit: Edit,
        done: Callable[[Case], None] | None = None,
        failed: Callable[[AppealDeskError], None] | None = None,
    ) -> None:
        """Make an edit; ``done`` is given the case after it. A refusal is told to the user."""
        self.jobs.start(
            Lane.CASE,
            edit.label,
            lambda _report: self.session.apply(edit),
            done=done,
            failed=failed or self.notices.error,
        )

    def apply_all(
        self, label: str, edits: Sequence[Edit], done: Callable[[Case], None] | None = None
    ) -> None:
        """Make several edits as one step of the history."""
        if not edits:
            return

        def change(case: Case) -> Case:
            for edit in edits:
                case = edit.change(case)
            return case

        self.apply(Edit(label, change), done)

    def undo(self) -> None:
        """Take back the last edit."""
        self.flushing.emit()
        self._step(self.session.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self.flushing.emit()
        self._step(self.session.redo)

    def go_to(self, steps: int) -> None:
        """Undo (negative) or redo (positive) several steps."""
        self.flushing.emit()
        one = self.session.undo if steps < 0 else self.session.redo

        def walk(_report: Report) -> None:
            for _ in range(abs(steps)):
                if one() is None:
                    return

        self.jobs.start(Lane.CASE, "history", walk, failed=self.notices.error)

    def read(
        self,
        work: Callable[[Session], T],
        done: Callable[[T], None],
        failed: Callable[[AppealDeskError], None] | None = None,
    ) -> None:
        """Read from the case file beside the interface."""
        self.jobs.start(
            Lane.CASE,
            "read",
            lambda _report: work(self.session),
            done=done,
            failed=failed or self.notices.error,
        )

    def add_files(
        self,
        paths: Sequence[Path],
        *,
        section: int | None = None,
        before: int | None = None,
        kind: Kind = Kind.OTHER,
        password: str | None = None,
        done: Callable[[tuple[Arrival, ...]], None] | None = None,
    ) -> Job:
        """Bring files in; each appears as soon as it was read, and ``arrived`` tells of it."""

        def work(report: Report) -> tuple[Arrival, ...]:
            arrivals: list[Arrival] = []
            for arrival in import_files(
                self.session,
                self.hands,
                paths,
                section=section,
                before=before,
                kind=kind,
                password=password,
                on_progress=report,
                cancel=report.cancel,
            ):
                arrivals.append(arrival)
                self.jobs.post(partial(self._tell_arrival, arrival))
            return tuple(arrivals)

        return self.jobs.start(
            Lane.HANDS,
            self.tr("Adding files"),
            work,
            done=done,
            failed=self.notices.error,
            is_shown=True,
        )

    def flush(self) -> None:
        """Let typed words become edits before something reads the case."""
        self.flushing.emit()

    def close(self, done: Callable[[], None] | None = None) -> None:
        """Make typed words edits, then let go of the file; ``done`` is called when it is free."""
        if self._is_closed:
            return
        self.flushing.emit()
        self._is_closed = True
        self._settle_timer.stop()
        if self._settling is not None:
            self._settling.cancel()
        self.jobs.start(
            Lane.CASE,
            "close",
            lambda _report: self.session.close(),
            done=lambda _none: done() if done is not None else None,
            failed=self.notices.error,
        )

    def _step(self, step: Callable[[], str | None]) -> None:
        self.jobs.start(Lane.CASE, "step", lambda _report: step(), failed=self.notices.error)

    def _heard(self, before: Case, after: Case) -> None:
        """In the thread that made the edit: plan and check there, tell in the interface's."""
        packet = plan(after, self._lengths)
        file = self.session.file
        heard = _Heard(
            before, after, packet, check(after, packet), file.undo_label, file.redo_label
        )
        self.jobs.post(partial(self._take, heard))

    def _take(self, heard: _Heard) -> None:
        if self._is_closed:
            return
        self._case = heard.after
        self._packet = heard.packet
        self._checks = heard.checks
        self._undo_label, self._redo_label = heard.undo_label, heard.redo_label
        self._settle_timer.start()
        self.changed.emit(heard.before, heard.after)
        if not self._spot.is_in(self._case):
            self.show(PACKET)

    def _tell_arrival(self, arrival: Arrival) -> None:
        if not self._is_closed:
            self.arrived.emit(arrival)

    def _settle(self) -> None:
        """Set the texts, to know how many pages they take."""
        if self._settling is not None or self._is_closed:
            self._settle_timer.start()
            return
        case = self._case
        self._settling = self.jobs.start(
            Lane.HANDS,
            "count",
            lambda report: compose(self.session, self.hands, cancel=report.cancel).lengths,
            done=partial(self._settled, case),
            failed=lambda _error: self._settled(case, self._lengths),
        )

    def _settled(self, case: Case, lengths: Lengths) -> None:
        self._settling = None
        if self._is_closed:
            return
        is_new = lengths != self._lengths
        self._lengths = lengths
        if is_new:
            self._packet = plan(self._case, lengths)
            self._checks = check(self._case, self._packet)
        if case is not self._case:
            self._settle_timer.start()
        self.planned.emit()
