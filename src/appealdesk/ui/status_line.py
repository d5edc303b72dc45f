"""The foot of the window: pages, what is running with a way to stop it, where the case is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QWidget
from typing_extensions import override

from appealdesk.audit.clock import deadline_of
from appealdesk.ui.guide.deadline_words import left_role, line_words
from appealdesk.ui.icons import Icons
from appealdesk.ui.jobs import Job, Jobs
from appealdesk.ui.theme import Theme
from appealdesk.ui.tracker.words import sent_words
from appealdesk.ui.widgets import button, counted, icon_button, label, set_role

if TYPE_CHECKING:
    from appealdesk.ui.workbench import Workbench


class _Facts(QLabel):
    """Words on one line; without room for all of them they end in an ellipsis."""

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    @override
    def paintEvent(self, _event: QPaintEvent) -> None:
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            room,
            int(self.alignment()),
            self.palette(),
            self.isEnabled(),
            shown,
            self.foregroundRole(),
        )


class StatusLine(QWidget):
    """Shows facts on the left and the oldest running job on the right."""

    deadline_wanted = Signal()
    """The user wants to see how the last day is counted."""
    tracker_wanted = Signal()
    """The user wants to see what became of the packet that was sent."""

    def __init__(
        self, jobs: Jobs, icons: Icons, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("statusLine")
        self._jobs = jobs
        self._bench: Workbench | None = None
        self._job: Job | None = None
        self._is_sent = False
        self._facts = _Facts()
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setObjectName("facts")
        self.deadline = button("", self._show_deadline, role="quiet")
        self.deadline.setObjectName("daysLeft")
        self.deadline.setVisible(False)
        self._hint = label("", "small", wraps=False)
        self._hint.setObjectName("statusHint")
        self._step = QLabel()
        self._step.setObjectName("runningStep")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(theme.pixels(120))
        self._bar.setFixedHeight(8)
        self._bar.setAccessibleName(self.tr("How far it is"))
        self._stop = icon_button(icons.get("x"), self.tr("Stop this"), self._cancel, name="stopJob")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 2, 6, 2)
        layout.addWidget(self._facts)
        layout.addWidget(self.deadline)
        layout.addWidget(self._hint, 1)
        layout.addWidget(self._step)
        layout.addWidget(self._bar)
        layout.addWidget(self._stop)
        self._step.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        jobs.started.connect(self._look)
        jobs.ended.connect(self._look)
        self._show_job(None)

    def set_bench(self, bench: Workbench | None) -> None:
        """Tell of this case; None while none is open."""
        self._bench = bench
        if bench is not None:
            bench.changed.connect(self.show_facts)
            bench.planned.connect(self.show_facts)
        self.show_facts()

    def tell(self, words: str) -> None:
        """Show what an action does, while a menu is open."""
        self._hint.setText(words)

    def show_facts(self) -> None:
        """Count anew."""
        bench = self._bench
        self._show_left()
        if bench is None:
            self._facts.setText(self.tr("No appeal is open."))
            return
        pages, exhibits = len(bench.packet.pages), len(bench.packet.exhibits)
        parts = [
            counted(pages, self.tr("1 page"), self.tr("%1 pages")),
            counted(exhibits, self.tr("1 exhibit"), self.tr("%1 exhibits")),
            self.tr("everything is saved"),
        ]
        if bench.case.tray:
            waiting = len(bench.case.tray)
            parts.insert(
                2, counted(waiting, self.tr("1 paper to file"), self.tr("%1 papers to file"))
            )
        if bench.is_read_only:
            parts[-1] = self.tr("open for reading only")
        self._facts.setText("  \u00b7  ".join(parts))

    def _show_left(self) -> None:
        """The time that is left; "not known" is said too, since it must not be forgotten."""
        self.deadline.setVisible(self._bench is not None)
        if self._bench is None:
            return
        now = dt.datetime.now().astimezone().date()
        sent = sent_words(self._bench.case, now)
        self._is_sent = sent is not None
        if sent is not None:
            self.deadline.setText(sent[0])
            self.deadline.setAccessibleName(sent[0])
            set_role(self.deadline, "danger" if sent[1] else "quiet")
            return
        last_day = deadline_of(self._bench.case).last_day
        words = line_words(last_day, now)
        self.deadline.setText(words)
        self.deadline.setAccessibleName(words)
        role = "quiet" if last_day is None else left_role(last_day, now)
        set_role(self.deadline, "quiet" if role == "quiet" else "danger")

    def _show_deadline(self) -> None:
        if self._is_sent:
            self.tracker_wanted.emit()
        else:
            self.deadline_wanted.emit()

    def _look(self) -> None:
        shown = self._jobs.shown
        self._show_job(shown[0] if shown else None)

    def _show_job(self, job: Job | None) -> None:
        if job is not self._job:
            self._job = job
            if job is not None:
                self._bar.setRange(0, 0)
                self._step.setText(job.title)
                job.progress.connect(self._progress)
        for part in (self._step, self._bar, self._stop):
            part.setVisible(job is not None)

    def _progress(self, step: str, done: int, total: int) -> None:
        job = self._job
        if job is None or self.sender() is not job:
            return
        words = step if len(step) < 48 else f"{step[:46]}\u2026"
        self._step.setText(
            self.tr("%1 (%2 of %3)")
            .replace("%1", words)
            .replace("%2", str(min(done + 1, total)))
            .replace("%3", str(total))
            if total > 1
            else words
        )
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)

    def _cancel(self) -> None:
        if self._job is not None:
            self._step.setText(self.tr("Stopping..."))
            self._job.cancel()
