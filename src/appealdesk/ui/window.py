"""The one window: menus, tool bar, the first page or the open case, notices, status line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget
from typing_extensions import override

from appealdesk.case.values import Case
from appealdesk.desk.notices import Choice, Notices, Question, Tone
from appealdesk.desk.settings import SettingsFile
from appealdesk.ui.actions import Actions
from appealdesk.ui.commands import Commands
from appealdesk.ui.drops import Drop, FileDropFilter
from appealdesk.ui.icons import Icons, app_icon
from appealdesk.ui.jobs import Jobs
from appealdesk.ui.loading import LoadLater
from appealdesk.ui.menus import fill_menus, fit_tools, tool_bar
from appealdesk.ui.notice_bar import NoticeBar
from appealdesk.ui.opener import ENDING, Opener, remember
from appealdesk.ui.qt_notices import QtNotices
from appealdesk.ui.status_line import StatusLine
from appealdesk.ui.theme import Theme
from appealdesk.ui.view import Kit
from appealdesk.ui.welcome import Welcome
from appealdesk.ui.widgets import column
from appealdesk.worker.client import Worker

if TYPE_CHECKING:  # an open case is loaded after the first page shows, see ``loading``
    from appealdesk.desk.session import Session
    from appealdesk.ui.case_desk import CaseDesk
    from appealdesk.ui.summons import Summons
    from appealdesk.ui.workbench import Workbench


class Window(QMainWindow):
    """The window of the program.

    Args:
        settings: what is remembered between starts.
        theme: the look.
        hands: the worker for long work.
        eyes: the worker for page pictures.
        home: where new appeals are kept; None is a folder in the user's documents.
        notices: tells and asks; None does it in this window.
    """

    case_shown = Signal()
    """A case was put on the desk."""
    emptied = Signal()
    """The case was let go of and the first page shows."""

    def __init__(
        self,
        settings: SettingsFile,
        theme: Theme,
        hands: Worker,
        eyes: Worker,
        *,
        home: Path | None = None,
        notices: Notices | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowIcon(app_icon())
        self.jobs = Jobs(self)
        self._hands, self._eyes = hands, eyes
        icons = Icons(theme)
        actions = Actions(icons, settings.now.shortcuts, self)
        self.bar = NoticeBar(theme, icons)
        told = notices or QtNotices(self, self.bar, settings)
        self.kit = Kit(theme, icons, actions, settings, told, self.jobs)
        self.opener = Opener(self.kit, hands, self, home=home)
        self.case_desk: CaseDesk | None = None
        self._waiting_files: tuple[Path, ...] = ()
        self._is_leaving = False
        self._loading = LoadLater(self)
        self._summons: Summons | None = None
        self._build()
        self._connect()
        self._restore()
        self._title()
        self._refresh()

    @property
    def bench(self) -> Workbench | None:
        """The open case, or None."""
        return None if self.case_desk is None else self.case_desk.bench

    def open_path(self, path: Path) -> None:
        """Open a case given from outside, or take other files in."""
        if path.suffix.lower() == ENDING:
            self.leave(partial(self.opener.open, path))
        else:
            self.add_files((path,))

    def add_files(self, paths: tuple[Path, ...]) -> None:
        """Bring files into the open case; without one they start a new appeal."""
        if self.case_desk is None:
            self._waiting_files = paths
            self.opener.new()
        else:
            self.case_desk.bench.add_files(paths, section=self.case_desk.target_section())

    # ---- building

    def _build(self) -> None:
        self.welcome = Welcome(self.kit)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.welcome)
        self.status = StatusLine(self.jobs, self.kit.icons, self.kit.theme)
        centre = QWidget()
        centre.setLayout(column(self._stack, self.bar, self.status, space=4))
        self.setCentralWidget(centre)
        self.setMinimumSize(720, 480)
        self.commands = Commands(self)
        fill_menus(self, self.kit.actions, self.status, self.commands.do)
        self.tools = tool_bar(self.kit.actions)
        self.addToolBar(self.tools)
        self._drops = FileDropFilter(self)
        self._drops.dropped.connect(self._dropped)
        self._drops.hovering.connect(self.welcome.mark_drop)

    def _connect(self) -> None:
        self.opener.opened.connect(self._put_on_desk)
        self.opener.failed.connect(self._not_opened)
        self.status.deadline_wanted.connect(self._show_deadline)
        self.status.tracker_wanted.connect(self.kit.actions["tracker"].trigger)
        self.welcome.recent_chosen.connect(self._open_recent)
        self.welcome.recent_forgotten.connect(self._forget_recent)
        self.kit.theme.changed.connect(self._theme_changed)

    def come_to_front(self) -> None:
        """Be seen: somebody asked for the case that is open here."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # ---- cases come and go

    def _put_on_desk(self, session: Session) -> None:
        if self._is_leaving:
            session.close()
            return
        if self.case_desk is not None:
            self.leave(partial(self._put_on_desk, session))
            return
        from appealdesk.ui.case_desk import CaseDesk  # noqa: PLC0415
        from appealdesk.ui.workbench import Workbench  # noqa: PLC0415

        bench = Workbench(
            session, self.jobs, self.kit.notices, self._hands, self._eyes, parent=self
        )
        self.case_desk = CaseDesk(bench, self.kit)
        self.case_desk.actions_changed.connect(self.commands.refresh_soon)
        bench.changed.connect(self._case_changed)
        self.case_desk.appeal.case_wanted.connect(self.open_path)
        panes = QByteArray.fromHex(self.kit.settings.now.panes.encode())
        if not panes.isEmpty():
            self.case_desk.panes.restoreState(panes)
        self._stack.addWidget(self.case_desk)
        self._stack.setCurrentWidget(self.case_desk)
        self.status.set_bench(bench)
        remember(self.kit, session)
        self._title()
        self._refresh()
        self.case_desk.packet_pane.focus_work()
        if not bench.is_read_only:
            self._hear_calls(session.file.path)
        if bench.is_read_only:
            self.kit.notices.tell(
                self.tr("This appeal is open for reading only."),
                session.file.why_read_only,
                Tone.WARNING,
                action=self.tr("Save a copy that I can change..."),
                on_action=self.kit.actions["save-copy"].trigger,
            )
        files, self._waiting_files = self._waiting_files, ()
        if files:
            bench.add_files(files)
        self.case_shown.emit()

    def leave(self, then: Callable[[], object] | None = None) -> None:
        """Let go of the open case, then do what comes next; asks first while something runs."""
        if self.case_desk is not None and (unkept := self.case_desk.appeal.unkept_papers):
            self._ask_about_paper(unkept[0], then)
        else:
            self._leave_running(then)

    def _leave_running(self, then: Callable[[], object] | None) -> None:
        running = self.jobs.shown
        if self.case_desk is None or not running:
            self._let_go(then)
            return
        question = Question(
            self.tr("Something is still running"),
            self.tr("\u201c%1\u201d is not done yet.").replace("%1", running[0].title),
            (Choice("stop", self.tr("Stop it and close"), is_destructive=True),),
            self.tr(
                "What is done so far is saved. Files that are still to come in would be left out."
            ),
        )
        self.kit.notices.ask(question, partial(self._leave_if, then))

    def _ask_about_paper(self, title: str, then: Callable[[], object] | None) -> None:
        """Words that were typed into a paper to sign are in no case: they would be lost."""
        question = Question(
            self.tr("A paper is not kept yet"),
            self.tr("You changed the words of \u201c%1\u201d.").replace("%1", title),
            (
                Choice("papers", self.tr("Show me the paper")),
                Choice("stop", self.tr("Close without it"), is_destructive=True),
            ),
            self.tr("File the paper or save it as a PDF to keep what you wrote."),
        )
        self.kit.notices.ask(question, partial(self._leave_papers, then))

    def _leave_papers(self, then: Callable[[], object] | None, answer: str) -> None:
        if answer == "papers" and self.case_desk is not None:
            self.case_desk.appeal.show_papers()
        elif answer == "stop":
            self._leave_running(then)

    def _leave_if(self, then: Callable[[], object] | None, answer: str) -> None:
        if answer == "stop":
            self._let_go(then)

    def _let_go(self, then: Callable[[], object] | None) -> None:
        desk = self.case_desk
        if desk is None:
            if then is not None:
                then()
            return
        panes = bytes(desk.panes.saveState().toHex().data()).decode()
        self.kit.settings.set(replace(self.kit.settings.now, panes=panes))
        remember(self.kit, desk.bench.session)
        self.commands.case_closed()
        for job in self.jobs.running:
            if job.is_shown:
                job.cancel()
        self.case_desk = None
        if self._summons is not None:
            self._summons.stop()
        desk.close_case()
        self.status.set_bench(None)
        self._stack.setCurrentWidget(self.welcome)
        self.welcome.show_recents()
        self.bar.clear()
        self._title()
        self._refresh()
        desk.bench.close(partial(self._left, desk, then))

    def _left(self, desk: CaseDesk, then: Callable[[], object] | None) -> None:
        self._stack.removeWidget(desk)
        desk.deleteLater()
        desk.bench.deleteLater()
        self.emptied.emit()
        if then is not None:
            then()

    def _hear_calls(self, case: Path) -> None:
        """Another start of the program that is given this case calls this window."""
        from appealdesk.ui.summons import Summons  # noqa: PLC0415

        if self._summons is None:
            self._summons = Summons(self)
            self._summons.called.connect(self.come_to_front)
        self._summons.listen(case)

    def open_chosen(self, paths: tuple[Path, ...]) -> None:
        """Open the first of some chosen cases."""
        self.leave(partial(self.opener.open, paths[0]))

    def _show_deadline(self) -> None:
        if self.case_desk is not None:
            self.case_desk.appeal.show_deadline()

    def _theme_changed(self) -> None:
        self.kit.actions.draw()
        side = self.kit.theme.pixels(18)
        self.tools.setIconSize(QSize(side, side))
        fit_tools(self.tools, self.kit.actions, self.width())
        self.commands.refresh_soon()

    def _refresh(self) -> None:
        self.commands.refresh()
        self.tools.setVisible(self.case_desk is not None)

    def _not_opened(self) -> None:
        self._waiting_files = ()
        self.welcome.show_recents()

    def _open_recent(self, path: str) -> None:
        self.opener.open(Path(path))

    def _forget_recent(self, path: str) -> None:
        self.kit.settings.set(self.kit.settings.now.without_recent(path))
        self.welcome.show_recents()

    def _case_changed(self, before: Case, after: Case) -> None:
        if before.details is not after.details:
            self._title()
        self.commands.refresh_soon()

    def _title(self) -> None:
        bench = self.bench
        if bench is None:
            self.setWindowTitle(self.tr("AppealDesk"))
            return
        who = bench.case.details.patient_name or bench.path.stem
        self.setWindowTitle(self.tr("%1 \u2013 AppealDesk").replace("%1", who))

    def _dropped(self, drop: Drop) -> None:
        if self.case_desk is not None:
            self.case_desk.add_drop(drop)
            return
        if drop.refused:
            self.kit.notices.tell(drop.refused, "", Tone.WARNING)
        cases = [p for p in drop.paths if p.suffix.lower() == ENDING]
        if cases:
            self.opener.open(cases[0])
        elif drop.paths:
            self.add_files(drop.paths)

    # ---- the window itself

    def _restore(self) -> None:
        told = QByteArray.fromHex(self.kit.settings.now.window.encode())
        if told.isEmpty() or not self.restoreGeometry(told):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(1440, screen.width() - 40), min(900, screen.height() - 60))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        fit_tools(self.tools, self.kit.actions, self.width())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._load_rest)

    def _load_rest(self) -> None:
        """What the first page does not show: the icons of the actions, the parts of a case."""
        self.kit.actions.draw()
        self._loading.start()

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowStateChange:
            self.commands.refresh_soon()
        return super().event(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the case first; then the window closes by itself."""
        if self.case_desk is not None:
            event.ignore()
            self.leave(self.close)
            return
        self._is_leaving = True
        geometry = bytes(self.saveGeometry().toHex().data()).decode()
        self.kit.settings.set(replace(self.kit.settings.now, window=geometry))
        self.jobs.close()
        event.accept()
