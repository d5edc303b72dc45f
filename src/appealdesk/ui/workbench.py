"""The open case as the window holds it: what is shown, what may be done, and who hears of it.

Views read ``case``, ``packet`` and ``checks`` and ask for edits with ``apply``; they never change
anything themselves. Edits are made in the case's own thread, so a slow disk never stops the
interface, and everybody hears of them here, in the order in which they were made.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from appealdesk.audit.checks import Check
from appealdesk.case.change import Edit, together
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case, Kind
from appealdesk.desk.exporting import compose
from appealdesk.desk.importing import Arrival, import_files
from appealdesk.desk.notices import Notices
from appealdesk.desk.session import Session
from appealdesk.packet.plan import plan
from appealdesk.packet.values import Lengths, Packet
from appealdesk.ui.jobs import Job, Jobs, Lane, Report, at_most_every
from appealdesk.ui.looking import Heard, checked, looked_at
from appealdesk.ui.papers_reader import PapersReader
from appealdesk.ui.spot import PACKET, Spot
from appealdesk.worker.client import Worker

T = TypeVar("T")

_SETTLE_AFTER = 700  # ms without an edit until the page numbers are counted anew
_BREATH = 0.15  # seconds between two looks at a case into which files are coming


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
    """Only numbers or checks changed: texts were set, or papers read."""
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
        self._lengths: Lengths = {}
        self.papers = PapersReader(session, jobs, hands, self)
        self.papers.read.connect(self._check_again)
        self._turn = 0  # of the edit heard last, in whatever thread
        self._now = self._looked_at(0, session.case)
        self._spot = PACKET
        self._is_closed = False
        self._settling: Job | None = None
        self._settle_timer = QTimer(self, interval=_SETTLE_AFTER, singleShot=True)
        self._settle_timer.timeout.connect(self._settle)
        self._importing = 0
        self._own = 0  # edits that the user made and that are on their way
        self._latest: tuple[int, Case] | None = None  # came in with files, not looked at yet
        self._arrivals: list[tuple[int, Arrival]] = []
        self._breath = QTimer(self, interval=round(_BREATH * 1000), singleShot=True)
        self._breath.timeout.connect(self._look_at_latest)
        session.listen(self._heard)
        self._settle_timer.start()
        self.papers.follow()

    @property
    def case(self) -> Case:
        """The case as it was heard of last."""
        return self._now.after

    @property
    def packet(self) -> Packet:
        """The plan of the packet as the case stands."""
        return self._now.packet

    @property
    def checks(self) -> tuple[Check, ...]:
        """What is done, missing or weak."""
        return self._now.checks

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
        return self._now.undo_label

    @property
    def redo_label(self) -> str | None:
        """What redo would do again."""
        return self._now.redo_label

    def show(self, spot: Spot) -> None:
        """Choose what is shown. A spot that the case no longer has shows the whole packet."""
        spot = spot if spot.is_in(self.case) else PACKET
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
        self.own(lambda: self.session.apply(edit), done, failed)

    def own(
        self,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Callable[[AppealDeskError], None] | None = None,
    ) -> None:
        """Do what changes the case for the user; it is told at once, also while files come in."""
        self._own += 1
        self.jobs.start(
            Lane.CASE,
            "own",
            lambda _report: work(),
            done=partial(self._own_ended, done),
            failed=partial(self._own_ended, failed or self._tell_error),
        )

    def apply_all(
        self, label: str, edits: Sequence[Edit], done: Callable[[Case], None] | None = None
    ) -> None:
        """Make several edits as one step of the history."""
        if edits:
            self.apply(together(label, edits), done)

    def undo(self) -> None:
        """Take back the last edit."""
        self.flushing.emit()
        self.own(self.session.undo)

    def redo(self) -> None:
        """Do again what was undone last."""
        self.flushing.emit()
        self.own(self.session.redo)

    def go_to(self, steps: int) -> None:
        """Undo (negative) or redo (positive) several steps."""
        self.flushing.emit()
        one = self.session.undo if steps < 0 else self.session.redo
        self.own(lambda: [one() for _ in range(abs(steps))])

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
            failed=failed or self._tell_error,
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
        arrivals: list[Arrival] = []

        def work(report: Report) -> tuple[Arrival, ...]:
            tell = at_most_every(_BREATH, report)
            for arrival in import_files(
                self.session,
                self.hands,
                paths,
                section=section,
                before=before,
                kind=kind,
                password=password,
                on_progress=tell,
                cancel=report.cancel,
            ):
                arrivals.append(arrival)
                self.jobs.post(partial(self._tell_arrival, self._turn, arrival))
            return tuple(arrivals)

        self._importing += 1
        job = self.jobs.start(
            Lane.HANDS,
            self.tr("Adding files"),
            work,
            done=partial(self._came_in, done),
            failed=self._tell_error,
            is_shown=True,
        )
        job.ended.connect(self._import_ended)
        return job

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
        self.papers.close()
        if self._settling is not None:
            self._settling.cancel()
        self.jobs.start(
            Lane.CASE,
            "close",
            lambda _report: self.session.close(),
            done=lambda _none: done() if done is not None else None,
            failed=self._tell_error,
        )

    def _heard(self, _before: Case, after: Case) -> None:
        """In the thread that made the edit: plan and check there, tell in the interface's.

        While files come in, only some of their edits are looked at, so that five hundred of them
        leave room for whoever is typing. What the user did himself is looked at at once.
        """
        self._turn += 1  # edits take turns, see ``Session``
        if self._importing and not self._own:
            self._latest = (self._turn, after)
            self.jobs.post(self._breathe)
        else:
            self._latest = None
            self.jobs.post(partial(self._take, self._looked_at(self._turn, after)))

    def _looked_at(self, turn: int, after: Case) -> Heard:
        return looked_at(self.session, turn, after, self._lengths, self.papers.known)

    def _breathe(self) -> None:
        if not self._breath.isActive():
            self._breath.start()

    def _look_at_latest(self) -> None:
        latest, self._latest = self._latest, None
        if latest is not None and not self._is_closed:
            self.jobs.start(
                Lane.BESIDE, "plan", lambda _report: self._looked_at(*latest), done=self._take
            )

    def _tell_error(self, error: AppealDeskError) -> None:
        """Of a case that was closed meanwhile nothing more is told."""
        if not self.session.file.is_closed:
            self.notices.error(error)

    def _own_ended(self, told: Callable[[T], None] | None, value: T) -> None:
        self._own -= 1
        if told is not None:
            told(value)

    def _came_in(
        self,
        done: Callable[[tuple[Arrival, ...]], None] | None,
        arrivals: tuple[Arrival, ...],
    ) -> None:
        """All files are in: look at the case as it is before anybody hears of it."""
        if self._is_closed:
            return
        self._latest = None

        def take(heard: Heard) -> None:
            self._take(heard)
            if done is not None:
                done(arrivals)

        turn, case = self._turn, self.session.case
        self.jobs.start(Lane.BESIDE, "plan", lambda _report: self._looked_at(turn, case), done=take)

    def _import_ended(self) -> None:
        self._importing -= 1

    def _take(self, heard: Heard) -> None:
        if self._is_closed or heard.turn <= self._now.turn:
            return
        before, self._now = self.case, heard
        self._settle_timer.start()
        self.changed.emit(before, heard.after)
        self.papers.follow()
        self._tell_arrivals()
        if not self._spot.is_in(self.case):
            self.show(PACKET)

    def _tell_arrival(self, turn: int, arrival: Arrival) -> None:
        """Tell of a file once the case that shows has it."""
        self._arrivals.append((turn, arrival))
        self._tell_arrivals()

    def _tell_arrivals(self) -> None:
        while self._arrivals and self._arrivals[0][0] <= self._now.turn and not self._is_closed:
            self.arrived.emit(self._arrivals.pop(0)[1])

    def _check_again(self) -> None:
        """More is known of the papers: audit the case with it."""
        now, known = self._now, self.papers.known
        self.jobs.start(
            Lane.BESIDE,
            "check",
            lambda _report: checked(now.after, now.packet, known),
            done=partial(self._checked, now),
        )

    def _checked(self, then: Heard, checks: tuple[Check, ...]) -> None:
        if self._is_closed:
            return
        if then is not self._now:  # an edit came between, and may not know of the papers
            self._check_again()
        elif checks != then.checks:
            self._now = replace(then, checks=checks)
            self.planned.emit()

    def _settle(self) -> None:
        """Set the texts, to know how many pages they take."""
        if self._settling is not None or self._is_closed:
            self._settle_timer.start()
            return
        case = self.case
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
            packet = plan(self.case, lengths)
            checks = checked(self.case, packet, self.papers.known)
            self._now = replace(self._now, packet=packet, checks=checks)
        if case is not self.case:
            self._settle_timer.start()
        self.planned.emit()
