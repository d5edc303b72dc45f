"""What the actions do: to the field with the focus, to the open case, or to the window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from appealdesk.desk.notices import FileKinds
from appealdesk.ui import text_actions
from appealdesk.ui.focus_keys import FocusKeys
from appealdesk.ui.guidebook.opening import show_guidebook
from appealdesk.ui.spot import Spot

if TYPE_CHECKING:
    from appealdesk.audit.checks import Place
    from appealdesk.ui.dialogs.find import FindDialog
    from appealdesk.ui.window import Window
    from appealdesk.ui.workbench import Workbench

_WITHOUT_CASE = frozenset(
    ("new", "open", "sample", "quit", "shortcuts", "theme-light", "theme-dark", "theme-system",
     "text-larger", "text-smaller", "full-screen", "about", "guidebook")
)  # fmt: skip
_WITH_CASE = frozenset(
    ("close-case", "save-copy", "password", "export", "print", "find", "history", "show-list",
     "show-guide")
)  # fmt: skip
_TEXT_STEP = 10  # percent


class Commands(QObject):
    """Does actions by name, and knows which can be done now.

    Args:
        window: whose actions these are; it opens cases and lets go of them.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._kit = window.kit
        self._find: FindDialog | None = None
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self.refresh)
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101  there is no window without one
        app.focusChanged.connect(self.refresh_soon)
        self._focus_keys = FocusKeys(self._kit.actions, self)
        QGuiApplication.clipboard().dataChanged.connect(self.refresh_soon)

    def case_closed(self) -> None:
        """Forget what belongs to the case that was open."""
        if self._find is not None:
            self._find.close()
            self._find.deleteLater()
            self._find = None

    def do(self, name: str) -> None:
        """Do the action of this name where it belongs."""
        field, desk = text_actions.focused_field(), self._window.case_desk
        if field is not None and name in text_actions.NAMES and text_actions.can(field, name):
            text_actions.do(field, name)
        elif name in _WITHOUT_CASE:
            self._do_always(name)
        elif name == "add-files":
            self._choose_files()
        elif desk is None:
            return
        elif name in _WITH_CASE:
            self._do_with_case(desk.bench, name)
        elif desk.can(name):
            desk.do(name)
        self.refresh_soon()

    def refresh_soon(self, *_told: object) -> None:
        """Look anew at what can be done, once things have come to rest."""
        self._timer.start()

    def refresh(self) -> None:
        """See which actions can be done now, and say what undo would take back."""
        desk, field = self._window.case_desk, text_actions.focused_field()
        for spec, action in self._kit.actions:
            is_on = spec.name in _WITHOUT_CASE or spec.name == "add-files"
            if desk is not None:
                is_on = is_on or spec.name in _WITH_CASE or desk.can(spec.name)
            if field is not None and spec.name in text_actions.NAMES:
                is_on = is_on or text_actions.can(field, spec.name)
            action.setEnabled(is_on)
            if spec.is_checkable:
                action.setChecked(self._is_checked(spec.name))
        self._name_steps()

    def _do_always(self, name: str) -> None:
        window, opener, look = self._window, self._window.opener, self._kit.theme
        match name:
            case "new":
                window.leave(opener.new)
            case "open":
                self._kit.notices.choose_files(
                    self.tr("Open an appeal"), (opener.kinds(),), window.open_chosen
                )
            case "sample":
                window.leave(opener.sample)
            case "quit":
                window.close()
            case "shortcuts" | "about" | "guidebook":
                self._show_beside(name)
            case "text-larger":
                self._set_look(text_scale=look.text_scale + _TEXT_STEP)
            case "text-smaller":
                self._set_look(text_scale=look.text_scale - _TEXT_STEP)
            case "full-screen":
                window.setWindowState(window.windowState() ^ Qt.WindowState.WindowFullScreen)
            case _:
                self._set_look(theme=name.removeprefix("theme-"))

    def _do_with_case(self, bench: Workbench, name: str) -> None:
        own: dict[str, Callable[[Workbench], None]] = {
            "close-case": self._close_case,
            "export": self._export,
            "print": self._print,
            "save-copy": self._save_copy,
            "password": self._password,
            "history": self._history,
            "find": self._show_find,
            "show-list": partial(self._toggle, is_list=True),
            "show-guide": partial(self._toggle, is_list=False),
        }
        own[name](bench)

    def _show_beside(self, name: str) -> None:
        match name:
            case "shortcuts":
                self._shortcuts()
            case "about":
                self._about()
            case _:
                show_guidebook(self._kit, self._window)

    # Dialogs are loaded when they are wanted: the first page is there sooner.

    def _shortcuts(self) -> None:
        from appealdesk.ui.dialogs.shortcuts import ShortcutsDialog  # noqa: PLC0415

        self._open(ShortcutsDialog(self._kit, self._window))

    def _about(self) -> None:
        from appealdesk.ui.dialogs.about import AboutDialog  # noqa: PLC0415

        self._open(AboutDialog(self._kit, self._window))

    def _save_copy(self, bench: Workbench) -> None:
        from appealdesk.ui.dialogs.save_copy import save_copy_as  # noqa: PLC0415

        save_copy_as(bench, self._kit)

    def _close_case(self, _bench: Workbench) -> None:
        self._window.leave(self._window.welcome.focus_work)

    def _export(self, bench: Workbench) -> None:
        from appealdesk.ui.dialogs.export import ExportDialog  # noqa: PLC0415

        dialog = ExportDialog(bench, self._kit, self._window)
        dialog.go_wanted.connect(self._go)
        self._open(dialog)

    def _print(self, _bench: Workbench) -> None:
        desk = self._window.case_desk
        if desk is not None:
            desk.printing.start(self._window)

    def _password(self, bench: Workbench) -> None:
        from appealdesk.ui.dialogs.password import PasswordDialog  # noqa: PLC0415

        self._open(PasswordDialog(bench, self._kit, self._window))

    def _history(self, bench: Workbench) -> None:
        from appealdesk.ui.dialogs.history import HistoryDialog  # noqa: PLC0415

        self._open(HistoryDialog(bench, self._kit, self._window))

    def _toggle(self, _bench: Workbench, *, is_list: bool) -> None:
        desk = self._window.case_desk
        if desk is not None:
            pane = desk.packet_pane if is_list else desk.guide
            desk.show_pane(pane, is_shown=pane.isHidden())

    def _open(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _show_find(self, bench: Workbench) -> None:
        if self._find is None:
            from appealdesk.ui.dialogs.find import FindDialog  # noqa: PLC0415

            self._find = FindDialog(bench, self._kit, self._window)
            self._find.open_wanted.connect(self._show_found)
            self._find.detail_wanted.connect(self._go)
        self._find.show()
        self._find.raise_()
        self._find.activateWindow()

    def _show_found(self, spot: Spot, words: str) -> None:
        if self._window.case_desk is not None:
            self._window.case_desk.show_found(spot, words)

    def _go(self, place: Place) -> None:
        if self._window.case_desk is not None:
            self._window.case_desk.guide.go(place)

    def _choose_files(self) -> None:
        kinds = FileKinds(
            self.tr("Papers and pictures"), (".pdf", ".jpg", ".jpeg", ".png", ".tif", ".tiff")
        )
        self._kit.notices.choose_files(self.tr("Add files"), (kinds,), self._window.add_files)

    def _set_look(self, theme: str | None = None, text_scale: int | None = None) -> None:
        look, settings = self._kit.theme, self._kit.settings
        look.set(theme, text_scale)
        settings.set(replace(settings.now, theme=look.choice, text_scale=look.text_scale))

    def _is_checked(self, name: str) -> bool:
        desk = self._window.case_desk
        match name:
            case "theme-light" | "theme-dark" | "theme-system":
                return self._kit.theme.choice == name.removeprefix("theme-")
            case "full-screen":
                return self._window.isFullScreen()
            case "show-list":
                return desk is not None and not desk.packet_pane.isHidden()
            case "show-guide":
                return desk is not None and not desk.guide.isHidden()
            case _:
                return desk is not None and desk.is_checked(name)

    def _name_steps(self) -> None:
        bench = self._window.bench
        for name, words, what in (
            ("undo", self.tr("&Undo"), bench and bench.undo_label),
            ("redo", self.tr("&Redo"), bench and bench.redo_label),
        ):
            text = f"{words}: {_cut(what)}" if what else words
            action = self._kit.actions[name]
            if action.text() != text:
                action.setText(text)
                action.setToolTip(text.replace("&", ""))


def _cut(label: str) -> str:
    return label if len(label) < 50 else f"{label[:48]}\u2026"
