"""The export: choose, watch it being made, hold the proof."""

from dataclasses import replace
from datetime import datetime
from enum import IntEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from typing_extensions import override

from appealdesk.audit.checks import Check, Place, State, stoppers
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Case
from appealdesk.casefile.records import ExportRecord
from appealdesk.desk.exporting import Exported, ExportStopped, export
from appealdesk.desk.naming import free_path, packet_name
from appealdesk.desk.notices import FileKinds
from appealdesk.desk.session import Session
from appealdesk.packet.values import Delivery
from appealdesk.ui.dialogs.base import Dialog, foot, say, scrolling
from appealdesk.ui.dialogs.export_choose import ChoosePage
from appealdesk.ui.dialogs.export_done import DonePage
from appealdesk.ui.dialogs.export_run import RunPage
from appealdesk.ui.jobs import Job, Lane, Report
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, column, label, set_role
from appealdesk.ui.workbench import Workbench


class _Page(IntEnum):
    CHOOSE = 0
    RUN = 1
    DONE = 2


class ExportDialog(Dialog):
    """Makes the packet that is sent.

    Args:
        bench: the open case.
        kit: what every part of the window may use.
        parent: the window.
    """

    go_wanted = Signal(object)
    """The user wants to mend something first: a ``Place``. The dialog has closed."""

    def __init__(self, bench: Workbench, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(kit, parent, title=self.tr("Export the packet"), name="exportDialog",
                         size=(940, 660))  # fmt: skip
        self._bench = bench
        self._target: Path | None = None
        self._is_own_target = False  # chosen by the user, who has agreed to replace what is there
        self._job: Job | None = None
        self._made: Exported | None = None
        self.choose = ChoosePage(bench, kit)
        self.run = RunPage(kit)
        self.done_page = DonePage(kit)
        self.done_page.sent_wanted.connect(self._show_tracker)
        self._pages = QStackedWidget()
        for page, name in ((self.choose, "choose"), (self.run, "run"), (self.done_page, "done")):
            self._pages.addWidget(scrolling(column(page), f"exportScroll-{name}"))
        self._why_not = label("", "warn")
        self._why_not.setObjectName("exportWhyNot")
        self._open_file = button(self.tr("Open the packet"), self._open_packet, role="main",
                                 name="exportOpenFile")  # fmt: skip
        self._open_folder = button(self.tr("Open the folder"), self._open_its_folder,
                                   name="exportOpenFolder")  # fmt: skip
        self._cancel = button(self.tr("Cancel"), self.reject, name="exportCancel")
        self._export = button(self.tr("Export"), self._start, role="main", name="exportGo")
        line = foot(self._why_not, self._open_folder, self._cancel, self._export,
                    self._open_file)  # fmt: skip
        line.setStretch(0, 1)  # the words take what the buttons leave
        self.put(self._pages, foot=line)
        self.choose.change_wanted.connect(self._choose_target)
        self.choose.delivery_changed.connect(self._find_target)
        self.choose.open.go_wanted.connect(self._go)
        bench.changed.connect(self._case_changed)
        bench.planned.connect(self._show_state)
        self._show_page(_Page.CHOOSE)
        bench.flush()  # what was typed last may be a part of the file's name
        self._find_target()
        bench.read(_exports, self.alive(self.choose.before.show_records))

    @override
    def reject(self) -> None:
        """Esc and Cancel: stop the export, or close."""
        if self._pages.currentIndex() != _Page.RUN:
            super().reject()
        elif self._job is not None and self.run.is_begun:
            self._job.cancel()
            self._cancel.setEnabled(False)
            self.run.stopping()
        else:  # it still waits for its turn, maybe behind a long import
            if self._job is not None:
                self._job.cancel()
                self._job = None
            self._back(self.tr("Stopped, as you asked."), self.tr("Nothing was written."))

    @override
    def draw(self) -> None:
        self.fit()

    def _case_changed(self, before: Case, after: Case) -> None:
        self._show_state()
        if before.details is not after.details and self._pages.currentIndex() == _Page.CHOOSE:
            self._find_target()

    # ---- where to

    def _find_target(self) -> None:
        """Suggest a name that is not taken; the disk is looked at beside the interface."""
        if self._is_own_target:
            return
        day = datetime.now().astimezone().date()
        name = packet_name(self._bench.case.details, day, self.choose.delivery)
        places = (
            self.kit.settings.now.export_folder,
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation),
            str(Path.home()),
        )
        self.kit.jobs.start(
            Lane.BESIDE,
            "find a name",
            lambda _report: _suggested(places, name),
            done=self.alive(self._take_suggested),
        )

    def _take_suggested(self, path: Path) -> None:
        if not self._is_own_target and self._pages.currentIndex() == _Page.CHOOSE:
            self._target = path
            self.choose.show_target(path, is_replaced=False)
            self._show_state()
            self._focus_what_is_next()

    def _choose_target(self) -> None:
        if self._target is not None:
            kinds = FileKinds(self.tr("PDF file"), (".pdf",))
            title = self.tr("Where should the packet go?")
            self.kit.notices.choose_target(
                title, self._target, kinds, self.alive(self._take_chosen)
            )

    def _take_chosen(self, path: Path) -> None:
        self._target = path if path.suffix.lower() == ".pdf" else path.with_name(f"{path.name}.pdf")
        self._is_own_target = True
        self.choose.show_target(self._target, is_replaced=False)
        self.kit.jobs.start(
            Lane.BESIDE,
            "look whether it is there",
            partial(_is_there, self._target),
            done=self.alive(partial(self._take_is_there, self._target)),
        )

    def _take_is_there(self, path: Path, is_there: bool) -> None:
        if path == self._target:
            self.choose.show_target(path, is_replaced=is_there)

    # ---- making it

    def _start(self) -> None:
        if self._target is None or self._pages.currentIndex() == _Page.RUN:
            return
        self.choose.show_error("")
        waiting = ", ".join(job.title for job in self.kit.jobs.shown)
        self.run.begin(self.choose.delivery, waiting)
        self._show_page(_Page.RUN)
        self._bench.flush()
        # What flushing made wait in the lane of the case; a read behind it comes after it.
        self._bench.read(
            lambda session: session.case, self.alive(self._begin), self.alive(self._failed)
        )

    def _begin(self, _case: Case) -> None:
        if self._pages.currentIndex() != _Page.RUN or self._target is None:
            return  # cancelled meanwhile
        work = partial(_export, self._bench, self._target, self.choose.delivery)
        job: Job = self.kit.jobs.start(
            Lane.HANDS,
            self.tr("Exporting the packet"),
            work,
            done=self.alive(self._finished_packet),
            failed=self.alive(lambda error: self._failed(error, job)),
            is_shown=True,
            on_progress=self.alive(self.run.tell),
        )
        job.ended.connect(self._ended)
        self._job = job

    def _finished_packet(self, made: Exported) -> None:
        self._job = None
        self._made = made
        self.kit.settings.set(replace(self.kit.settings.now, export_folder=str(made.path.parent)))
        self.done_page.show_made(made)
        self._show_page(_Page.DONE)

    def _failed(self, error: AppealDeskError, job: Job | None = None) -> None:
        if job is not self._job:
            return  # it was cancelled while it waited, and that was told then
        is_cancelled = job is not None and job.cancelling.is_set()
        self._job = None
        if is_cancelled:
            self._back(self.tr("Stopped, as you asked."), self.tr("Nothing was written."))
            return
        self._back(error.sentence, error.hint)
        if isinstance(error, ExportStopped) and error.checks:
            self.choose.open.show_checks(_merged(self._bench.checks, error.checks))

    def _ended(self) -> None:
        """A job is over; if nothing was heard of it, it ended by a fault of the program."""
        if self.sender() is self._job and self._pages.currentIndex() == _Page.RUN:
            self._job = None
            self._back(
                self.tr("The export stopped because of a fault in the program."),
                self.tr("Your appeal is saved, and no file was replaced."),
            )

    def _back(self, sentence: str, hint: str) -> None:
        self.choose.refresh()
        self.choose.show_error(sentence, hint)
        self._show_page(_Page.CHOOSE)
        self._find_target()
        say(self, f"{sentence} {hint}")

    # ---- afterwards

    def _open_packet(self) -> None:
        if self._made is not None:
            self.kit.notices.open_outside(self._made.path)

    def _show_tracker(self) -> None:
        self.accept()
        self.kit.actions["tracker"].trigger()

    def _open_its_folder(self) -> None:
        if self._made is not None:
            self.kit.notices.open_outside(self._made.path.parent)

    def _go(self, place: Place) -> None:
        self.accept()
        self.go_wanted.emit(place)

    # ---- showing

    def _show_page(self, page: _Page) -> None:
        self._pages.setCurrentIndex(page)
        is_done = page is _Page.DONE
        self._open_file.setVisible(is_done)
        self._open_folder.setVisible(is_done)
        self._export.setVisible(page is _Page.CHOOSE)
        self._cancel.setEnabled(True)
        self._cancel.setText(self.tr("Close") if is_done else self.tr("Cancel"))
        self._show_state()
        self._open_file.setDefault(is_done)
        if is_done:
            self._open_file.setFocus()
        elif page is _Page.RUN:
            self._cancel.setFocus()
        else:
            self._focus_what_is_next()

    def _focus_what_is_next(self) -> None:
        """Export when it may go, else the first thing to mend; never away from a choice."""
        if self.focusWidget() in {None, self._cancel, self._export, self.choose.change}:
            first = self.choose.open.first_place()
            if self._export.isEnabled():
                self._export.setFocus()
            elif first is not None and self._target is not None:
                first.setFocus()

    def _still_open(self) -> str:
        """What does not stop it, so that it is seen also when the list is scrolled out of sight."""
        count = sum(c.state in {State.MISSING, State.WEAK} for c in self._bench.checks)
        if count == 1:
            return self.tr("One thing on the list is still open. You may export all the same.")
        many = self.tr("{0} things on the list are still open. You may export all the same.")
        return many.format(count) if count else ""

    def _show_state(self) -> None:
        """Say whether it may go, and why not."""
        needed = sum(max(1, len(c.where)) for c in stoppers(self._bench.checks))
        is_choosing = self._pages.currentIndex() == _Page.CHOOSE
        if needed == 1:
            why = self.tr("It cannot go yet: one thing is needed. The list says what.")
        else:
            why = self.tr("It cannot go yet: {0} things are needed. The list says which.").format(
                needed
            )
        set_role(self._why_not, "warn" if needed else "quiet")
        told = why if needed else self._still_open()
        self._why_not.setText(told if is_choosing else "")
        self._export.setEnabled(not needed and self._target is not None)
        self._export.setAccessibleDescription(why if needed else "")
        self._export.setToolTip(why if needed else "")
        self._export.setDefault(is_choosing and not needed)


def _exports(session: Session) -> tuple[ExportRecord, ...]:
    return session.file.exports()


def _suggested(folders: tuple[str, ...], name: str) -> Path:
    folder = next((Path(f) for f in folders if f and Path(f).is_dir()), Path.home())
    return free_path(folder / name, lambda path: path.exists() or path.with_suffix(".tif").exists())


def _is_there(path: Path, _report: Report) -> bool:
    return path.exists()


def _export(bench: Workbench, target: Path, delivery: Delivery, report: Report) -> Exported:
    """In the lane of the hands."""
    return export(
        bench.session,
        bench.hands,
        target,
        delivery=delivery,
        papers=bench.papers.known.facts(bench.session.case),
        on_progress=report,
        cancel=report.cancel,
    )


def _merged(checks: tuple[Check, ...], newer: tuple[Check, ...]) -> tuple[Check, ...]:
    """The checks, with those that stopped the export in the place of their older selves."""
    by_id = {check.id: check for check in newer}
    return tuple(by_id.get(check.id, check) for check in checks)
