"""The one window: menus, tool bar, the first page or the open case, notices, status line."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QToolBar,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from appealdesk.case.values import Case
from appealdesk.desk.notices import FileKinds, Tone
from appealdesk.desk.session import Session
from appealdesk.desk.settings import SettingsFile
from appealdesk.desk.spelling import Speller
from appealdesk.ui import text_actions
from appealdesk.ui.actions import MENUS, Actions
from appealdesk.ui.case_desk import CaseDesk
from appealdesk.ui.dialogs.about import AboutDialog
from appealdesk.ui.dialogs.export import ExportDialog
from appealdesk.ui.dialogs.find import FindDialog
from appealdesk.ui.dialogs.history import HistoryDialog
from appealdesk.ui.dialogs.password import PasswordDialog
from appealdesk.ui.dialogs.save_copy import save_copy_as
from appealdesk.ui.dialogs.shortcuts import ShortcutsDialog
from appealdesk.ui.drops import Drop, FileDropFilter
from appealdesk.ui.icons import Icons, app_icon
from appealdesk.ui.jobs import Jobs
from appealdesk.ui.notice_bar import NoticeBar
from appealdesk.ui.opener import ENDING, Opener, remember
from appealdesk.ui.printing import Printing
from appealdesk.ui.qt_notices import QtNotices
from appealdesk.ui.status_line import StatusLine
from appealdesk.ui.theme import Theme
from appealdesk.ui.view import Kit
from appealdesk.ui.welcome import Welcome
from appealdesk.ui.widgets import column
from appealdesk.ui.workbench import Workbench
from appealdesk.worker.client import Worker

_WITHOUT_CASE = frozenset(
    ("new", "open", "sample", "quit", "shortcuts", "theme-light", "theme-dark", "theme-system",
     "text-larger", "text-smaller", "full-screen", "about")
)  # fmt: skip
_WITH_CASE = frozenset(
    ("close-case", "save-copy", "password", "export", "print", "find", "history", "show-list",
     "show-guide")
)  # fmt: skip
_TEXT_STEP = 10  # percent


class Window(QMainWindow):
    """The window of the program.

    Args:
        settings: what is remembered between starts.
        theme: the look.
        hands: the worker for long work.
        eyes: the worker for page pictures.
        home: where new appeals are kept; None is a folder in the user's documents.
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
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowIcon(app_icon())
        self.jobs = Jobs(self)
        self._hands, self._eyes = hands, eyes
        icons = Icons(theme)
        actions = Actions(icons, settings.now.shortcuts, self)
        self.bar = NoticeBar(theme, icons)
        self.kit = Kit(
            theme, icons, actions, settings, QtNotices(self, self.bar, settings), self.jobs
        )
        self._speller = Speller(settings.now.words)
        self.opener = Opener(self.kit, hands, self, home=home)
        self.case_desk: CaseDesk | None = None
        self._printing: Printing | None = None
        self._find: FindDialog | None = None
        self._waiting_files: tuple[Path, ...] = ()
        self._is_leaving = False
        self._refresh_timer = QTimer(self, interval=0, singleShot=True)
        self._refresh_timer.timeout.connect(self._refresh)
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
            self._leave(partial(self.opener.open, path))
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
        self._menus()
        self._bar_of_tools()
        self._drops = FileDropFilter(self)
        self._drops.dropped.connect(self._dropped)

    def _menus(self) -> None:
        menus: dict[str, QMenu] = {}
        words = {
            "File": self.tr("&File"),
            "Edit": self.tr("&Edit"),
            "Packet": self.tr("&Packet"),
            "Page": self.tr("P&age"),
            "View": self.tr("&View"),
            "Help": self.tr("&Help"),
        }
        for name in MENUS:
            menus[name] = self.menuBar().addMenu(words[name])
            menus[name].setObjectName(f"menu{name}")
        for spec, action in self.kit.actions:
            menu = menus[spec.menu.lstrip("|")]
            if spec.menu.startswith("|"):
                menu.addSeparator()
            menu.addAction(action)
            self.addAction(action)
            action.triggered.connect(partial(self._trigger, spec.name))
            action.hovered.connect(partial(self.status.tell, spec.help))
        for menu in menus.values():
            menu.aboutToHide.connect(partial(self.status.tell, ""))
        group = QActionGroup(self)
        for name in ("theme-light", "theme-dark", "theme-system"):
            group.addAction(self.kit.actions[name])

    def _bar_of_tools(self) -> None:
        bar = QToolBar(self.tr("Tools"))
        bar.setObjectName("tools")
        bar.setMovable(False)
        bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        bar.toggleViewAction().setVisible(False)
        self.addToolBar(bar)
        for names in (("add-files", "add-reason"), ("undo", "redo", "find")):
            for name in names:
                bar.addAction(self.kit.actions[name])
            bar.addSeparator()
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(gap)
        for name in ("show-packet", "export"):
            bar.addAction(self.kit.actions[name])
        for name in ("undo", "redo", "find"):
            button = bar.widgetForAction(self.kit.actions[name])
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        for button in bar.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tools = bar

    def _connect(self) -> None:
        self.opener.opened.connect(self._put_on_desk)
        self.opener.failed.connect(self._not_opened)
        self.welcome.recent_chosen.connect(self._open_recent)
        self.welcome.recent_forgotten.connect(self._forget_recent)
        self.kit.theme.changed.connect(self._theme_changed)
        self._app().focusChanged.connect(self._refresh_soon)
        QGuiApplication.clipboard().dataChanged.connect(self._refresh_soon)

    # ---- cases come and go

    def _put_on_desk(self, session: Session) -> None:
        if self._is_leaving:
            session.close()
            return
        if self.case_desk is not None:
            self._leave(partial(self._put_on_desk, session))
            return
        bench = Workbench(
            session, self.jobs, self.kit.notices, self._hands, self._eyes, parent=self
        )
        self.case_desk = CaseDesk(bench, self.kit, self._speller)
        self.case_desk.actions_changed.connect(self._refresh_soon)
        bench.changed.connect(self._case_changed)
        panes = QByteArray.fromHex(self.kit.settings.now.panes.encode())
        if not panes.isEmpty():
            self.case_desk.panes.restoreState(panes)
        self._printing = Printing(bench, self.case_desk.images, self.kit)
        self._stack.addWidget(self.case_desk)
        self._stack.setCurrentWidget(self.case_desk)
        self.status.set_bench(bench)
        remember(self.kit, session)
        self._title()
        self._refresh()
        self.case_desk.packet_pane.focus_work()
        if bench.is_read_only:
            self.kit.notices.tell(
                self.tr("This appeal is open for reading only."),
                session.file.why_read_only,
                Tone.WARNING,
                action=self.tr("Save a copy that I can change..."),
                on_action=partial(self._do, "save-copy"),
            )
        files, self._waiting_files = self._waiting_files, ()
        if files:
            bench.add_files(files)
        self.case_shown.emit()

    def _leave(self, then: Callable[[], object] | None = None) -> None:
        """Let go of the open case, then do what comes next."""
        desk = self.case_desk
        if desk is None:
            if then is not None:
                then()
            return
        panes = bytes(desk.panes.saveState().toHex().data()).decode()
        self.kit.settings.set(replace(self.kit.settings.now, panes=panes))
        remember(self.kit, desk.bench.session)
        if self._find is not None:
            self._find.close()
            self._find = None
        for job in self.jobs.running:
            if job.is_shown:
                job.cancel()
        self.case_desk = None
        self._printing = None
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
        self._refresh_soon()

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

    # ---- actions

    def _trigger(self, name: str, _checked: bool = False) -> None:
        field = text_actions.focused_field()
        if field is not None and name in text_actions.NAMES and text_actions.can(field, name):
            text_actions.do(field, name)
        elif name in _WITHOUT_CASE or (name in _WITH_CASE and self.case_desk is not None):
            self._do(name)
        elif self.case_desk is not None:
            if self.case_desk.can(name):
                self._do_in_case(name)
        elif name == "add-files":
            self._choose_files()
        self._refresh_soon()

    def _do_in_case(self, name: str) -> None:
        desk = self.case_desk
        assert desk is not None  # noqa: S101  asked before
        if name == "add-files":
            self._choose_files()
        elif name == "help":
            self._show_guide()
            desk.guide.show_help()
            desk.guide.focus_work()
        else:
            if name == "go-guide":
                self._show_guide()
            desk.do(name)

    def _do(self, name: str) -> None:  # noqa: C901, PLR0912  one line for each action
        kit, bench = self.kit, self.bench
        match name:
            case "new":
                self._leave(self.opener.new)
            case "open":
                kit.notices.choose_files(
                    self.tr("Open an appeal"), (self.opener.kinds(),), self._open_chosen
                )
            case "sample":
                self._leave(self.opener.sample)
            case "close-case":
                self._leave(self.welcome.focus_work)
            case "quit":
                self.close()
            case "shortcuts":
                self._open_dialog(ShortcutsDialog(kit, self))
            case "about":
                self._open_dialog(AboutDialog(kit, self))
            case "theme-light" | "theme-dark" | "theme-system":
                self._set_look(theme=name.removeprefix("theme-"))
            case "text-larger" | "text-smaller":
                step = _TEXT_STEP if name == "text-larger" else -_TEXT_STEP
                self._set_look(text_scale=kit.theme.text_scale + step)
            case "full-screen":
                self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)
            case "show-list":
                self._toggle(self.case_desk and self.case_desk.packet_pane)
            case "show-guide":
                self._toggle(self.case_desk and self.case_desk.guide)
            case _:
                if bench is not None:
                    self._do_with(bench, name)

    def _do_with(self, bench: Workbench, name: str) -> None:
        kit = self.kit
        match name:
            case "export":
                dialog = ExportDialog(bench, kit, self)
                dialog.go_wanted.connect(self._go)
                self._open_dialog(dialog)
            case "print" if self._printing is not None:
                self._printing.start(self)
            case "save-copy":
                save_copy_as(bench, kit)
            case "password":
                self._open_dialog(PasswordDialog(bench, kit, self))
            case "history":
                self._open_dialog(HistoryDialog(bench, kit, self))
            case "find":
                self._show_find(bench)

    def _open_dialog(self, dialog: QWidget) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opens: Callable[[], None] = dialog.open  # type: ignore[attr-defined]
        opens()

    def _show_find(self, bench: Workbench) -> None:
        if self._find is None:
            self._find = FindDialog(bench, self.kit, self)
            self._find.open_wanted.connect(bench.show)
        self._find.show()
        self._find.raise_()
        self._find.activateWindow()

    def _go(self, place: object) -> None:
        if self.case_desk is not None:
            self.case_desk.go(place)  # type: ignore[arg-type]

    def _choose_files(self) -> None:
        kinds = FileKinds(
            self.tr("Papers and pictures"), (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
        )
        self.kit.notices.choose_files(self.tr("Add files"), (kinds,), self.add_files)

    def _open_chosen(self, paths: tuple[Path, ...]) -> None:
        self._leave(partial(self.opener.open, paths[0]))

    def _toggle(self, pane: QWidget | None) -> None:
        if pane is not None:
            pane.setVisible(not pane.isVisible())

    def _show_guide(self) -> None:
        if self.case_desk is not None:
            self.case_desk.guide.show()

    def _set_look(self, theme: str | None = None, text_scale: int | None = None) -> None:
        look = self.kit.theme
        look.set(theme, text_scale)
        now = replace(self.kit.settings.now, theme=look.choice, text_scale=look.text_scale)
        self.kit.settings.set(now)

    def _theme_changed(self) -> None:
        self.kit.actions.draw()
        self._refresh_soon()

    def _refresh_soon(self, *_told: object) -> None:
        self._refresh_timer.start()

    def _refresh(self) -> None:
        """See which actions can be done now, and say what undo would take back."""
        desk, field = self.case_desk, text_actions.focused_field()
        for spec, action in self.kit.actions:
            is_on = spec.name in _WITHOUT_CASE or spec.name == "add-files"
            if desk is not None:
                is_on = is_on or spec.name in _WITH_CASE or desk.can(spec.name)
            if field is not None and spec.name in text_actions.NAMES:
                is_on = is_on or text_actions.can(field, spec.name)
            action.setEnabled(is_on)
            if spec.is_checkable:
                action.setChecked(self._is_checked(spec.name))
        self._name_steps()
        self.tools.setVisible(desk is not None)

    def _is_checked(self, name: str) -> bool:
        desk = self.case_desk
        match name:
            case "theme-light" | "theme-dark" | "theme-system":
                return self.kit.theme.choice == name.removeprefix("theme-")
            case "full-screen":
                return self.isFullScreen()
            case "show-list":
                return desk is not None and not desk.packet_pane.isHidden()
            case "show-guide":
                return desk is not None and not desk.guide.isHidden()
            case _:
                return desk is not None and desk.is_checked(name)

    def _name_steps(self) -> None:
        bench = self.bench
        for name, words, what in (
            ("undo", self.tr("&Undo"), bench and bench.undo_label),
            ("redo", self.tr("&Redo"), bench and bench.redo_label),
        ):
            text = f"{words}: {_cut(what)}" if what else words
            action: QAction = self.kit.actions[name]
            if action.text() != text:
                action.setText(text)
                action.setToolTip(text.replace("&", ""))

    # ---- the window itself

    def _app(self) -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101  there is no window without one
        return app

    def _restore(self) -> None:
        told = QByteArray.fromHex(self.kit.settings.now.window.encode())
        if told.isEmpty() or not self.restoreGeometry(told):
            screen = QGuiApplication.primaryScreen().availableGeometry()
            self.resize(min(1440, screen.width() - 40), min(900, screen.height() - 60))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.WindowStateChange:
            self._refresh_soon()
        return super().event(event)

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        """Let go of the case first; then the window closes by itself."""
        if self.case_desk is not None:
            event.ignore()
            self._leave(self.close)
            return
        self._is_leaving = True
        geometry = bytes(self.saveGeometry().toHex().data()).decode()
        self.kit.settings.set(replace(self.kit.settings.now, window=geometry))
        self.jobs.close()
        event.accept()


def _cut(label: str) -> str:
    return label if len(label) < 50 else f"{label[:48]}\u2026"
