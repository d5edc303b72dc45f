"""Keeps the preview of the packet up to date while somebody looks at it, and its file on the disk.

One file is shown, one may be held for printing; every other is removed as soon as it is not needed.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case
from appealdesk.desk.previewing import Previewed, forget, preview
from appealdesk.packet.values import Delivery
from appealdesk.ui.jobs import Job, Jobs, Lane, Report
from appealdesk.ui.workbench import Workbench
from appealdesk.worker.client import Worker

REST = 800
"""Milliseconds without an edit until the preview is made anew."""

_LONG = 120  # pages; making a longer packet is told in the status line, with a way to stop it


@dataclass(slots=True)
class _Left:
    """What outlives the object: the files on the disk, and the job that may still make one."""

    names: list[str] = field(default_factory=list)
    job: Job | None = None
    is_alone: bool = False


class PacketPreviews(QObject):
    """The packet as it would be sent now.

    Args:
        bench: the open case.
        jobs: runs the work.
    """

    made = Signal(object)
    """A new ``Previewed`` is there, and the one before goes."""
    state_changed = Signal()
    """``is_building``, ``is_stale`` or ``problem`` changed."""
    progress = Signal(str, int, int)

    def __init__(self, bench: Workbench, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._jobs = bench, jobs
        self._delivery = Delivery.MAIL
        self._shown: Previewed | None = None
        self._problem: AppealDeskError | None = None
        self._turn = 0  # of the last job; what an older one brings is not wanted any more
        self._is_stale = True
        self._is_seen = False
        self._is_needed = False
        self._held: Counter[str] = Counter()
        self._left = _Left()
        self._going: set[str] = set()
        self._timer = QTimer(self, interval=REST, singleShot=True)
        self._timer.timeout.connect(self._build)
        bench.changed.connect(self._changed)
        # A function that knows nothing of this object: when it runs, this object is gone.
        self.destroyed.connect(partial(_forget_all, bench.eyes, self._left))

    @property
    def shown(self) -> Previewed | None:
        """The last preview that was made; None before the first."""
        return self._shown

    @property
    def delivery(self) -> Delivery:
        """How the packet is shown."""
        return self._delivery

    @property
    def problem(self) -> AppealDeskError | None:
        """Why the last try failed; None when it did not."""
        return self._problem

    @property
    def is_building(self) -> bool:
        """Whether a new preview is being made."""
        return self._left.job is not None

    @property
    def is_stale(self) -> bool:
        """Whether the case changed since the preview was made."""
        return self._is_stale

    def set_wanted(self, is_wanted: bool) -> None:
        """Say whether somebody looks. Nothing is made while nobody does."""
        self._is_seen = is_wanted
        self._want()

    def set_needed(self, is_needed: bool) -> None:
        """Say whether the packet is needed though nobody looks, for printing."""
        self._is_needed = is_needed
        self._want()

    @property
    def _is_wanted(self) -> bool:
        return self._is_seen or self._is_needed

    def _want(self) -> None:
        if not self._is_wanted:
            self._timer.stop()
        elif self._is_stale and self._left.job is None:
            self._build()

    def set_delivery(self, delivery: Delivery) -> None:
        """Show the packet as it goes by mail or by fax."""
        if delivery is not self._delivery:
            self._delivery = delivery
            self._is_stale = True
            self.refresh()

    def refresh(self) -> None:
        """Make the preview now, whatever was made before."""
        self._stop()
        self._build()

    def hold(self, name: str) -> None:
        """Keep the file of a preview until ``release``, also when a newer one is shown."""
        self._held[name] += 1

    def release(self, name: str) -> None:
        """The file is not needed any more by who held it."""
        self._held[name] -= 1
        self._tidy()

    def close_case(self) -> None:
        """Stop working and remove every file."""
        self._stop()
        self._timer.stop()
        self._is_seen = self._is_needed = False
        self._shown = None
        self._tidy()

    def _changed(self, before: Case, after: Case) -> None:
        is_known = self._shown is not None and self._shown.case is after
        if _prints_alike(before, after) or is_known:
            return
        self._is_stale = True
        self._stop()  # it would show what is no more
        if self._is_wanted:
            self._timer.start()
        self.state_changed.emit()

    def _stop(self) -> None:
        if self._left.job is not None:
            self._left.job.cancel()
            self._left.job = None
        self._turn += 1

    def _build(self) -> None:
        self._timer.stop()
        if self._left.job is not None:
            return
        bench, delivery = self._bench, self._delivery

        def work(report: Report) -> Previewed:
            return preview(
                bench.session,
                bench.hands,
                bench.eyes,
                delivery=delivery,
                on_progress=report,
                cancel=report.cancel,
            )

        self._is_stale = False
        self._problem = None
        is_long = len(bench.packet.pages) > _LONG or delivery is Delivery.FAX
        job = self._jobs.start(
            Lane.HANDS,
            self.tr("Making the preview"),
            work,
            done=partial(self._take, self._turn),
            failed=partial(self._fail, self._turn),
            is_shown=is_long,
        )
        self._left.job = job
        job.progress.connect(self.progress)
        job.ended.connect(partial(self._ended, job))
        self.state_changed.emit()

    def _take(self, turn: int, made: Previewed) -> None:
        if self._left.is_alone:
            forget(self._bench.eyes, made.name)
            return
        self._left.names.append(made.name)
        if turn == self._turn:
            self._left.job = None
            self._shown = made
            self.made.emit(made)
            self.state_changed.emit()
        self._tidy()

    def _fail(self, turn: int, error: AppealDeskError) -> None:
        if turn == self._turn and not self._left.is_alone:
            self._left.job = None
            self._problem = error
            self._is_stale = True
            self.state_changed.emit()

    def _ended(self, job: Job) -> None:
        """Whatever happened, nothing is being made any more; a bug is told elsewhere."""
        if self._left.job is job and not self._left.is_alone:
            self._left.job = None
            self._is_stale = True
            self._problem = AppealDeskError(
                self.tr("The preview could not be made."), self.tr("Your appeal itself is safe.")
            )
            self.state_changed.emit()

    def _tidy(self) -> None:
        shown = self._shown.name if self._shown is not None else ""
        for name in self._left.names:
            if name != shown and self._held[name] <= 0 and name not in self._going:
                self._going.add(name)
                # In the lane of the eyes, so that no picture of it is being drawn.
                self._jobs.start(
                    Lane.EYES,
                    "tidy",
                    partial(_forget, self._bench.eyes, name),
                    done=partial(self._gone, name),
                )

    def _gone(self, name: str, _none: None) -> None:
        self._left.names.remove(name)
        self._going.discard(name)


def _prints_alike(before: Case, after: Case) -> bool:
    """Whether the packet is the same; what lies in the tray is not in it."""
    return (
        before.details is after.details
        and before.sections is after.sections
        and before.reasons is after.reasons
        and before.layout is after.layout
    )


def _forget(eyes: Worker, name: str, _report: Report) -> None:
    forget(eyes, name)


def _forget_all(eyes: Worker, left: _Left, *_: object) -> None:
    left.is_alone = True
    if left.job is not None:
        left.job.cancelling.set()
    for name in left.names:
        forget(eyes, name)
