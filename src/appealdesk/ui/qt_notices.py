"""The notices port on Qt: a bar for what is told, window-modal boxes for what is asked.

Boxes are opened, never executed, so that no second event loop runs under the first. This is the one
place where message boxes and file dialogs are made.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import platformdirs
from PySide6.QtCore import QObject, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,  # noqa: TID251  the one place
    QLineEdit,
    QMessageBox,  # noqa: TID251  the one place
    QVBoxLayout,
    QWidget,
)

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.notices import FileKinds, Question, Tone
from appealdesk.desk.settings import SettingsFile
from appealdesk.ui.notice_bar import NoticeBar
from appealdesk.ui.widgets import label


class QtNotices(QObject):
    """Tells and asks in the window.

    Args:
        window: what boxes belong to.
        bar: where notices are shown.
        settings: remembers the folder that was looked at last.
    """

    def __init__(self, window: QWidget, bar: NoticeBar, settings: SettingsFile) -> None:
        super().__init__(window)
        self._window = window
        self._bar = bar
        self._settings = settings

    def tell(
        self,
        sentence: str,
        hint: str = "",
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        on_action: Callable[[], None] | None = None,
    ) -> None:
        """Show a notice at the foot of the window."""
        self._bar.tell(sentence, hint, tone, action, on_action)

    def error(self, error: AppealDeskError) -> None:
        """Tell what went wrong and what to do; it stays until it is closed."""
        self._bar.tell(error.sentence, error.hint, Tone.ERROR)

    def ask(self, question: Question, answered: Callable[[str], None]) -> None:
        """Ask in a box; Esc and closing answer ``cancel``."""
        box = QMessageBox(self._owner())
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setWindowTitle(question.title)
        box.setText(question.sentence)
        box.setInformativeText(question.hint)
        keys: dict[QObject, str] = {}
        for number, choice in enumerate(question.choices):
            role = (
                QMessageBox.ButtonRole.DestructiveRole
                if choice.is_destructive
                else QMessageBox.ButtonRole.AcceptRole
            )
            made = box.addButton(choice.label, role)
            keys[made] = choice.key
            if number == 0:
                made.setProperty("role", "main")
                box.setDefaultButton(made)
        stop = box.addButton(self.tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.setEscapeButton(stop)
        box.finished.connect(partial(self._answer, box, keys, question.cancel, answered))
        box.open()

    def ask_text(
        self, title: str, label: str, value: str, given: Callable[[str], None], *, hint: str = ""
    ) -> None:
        """Ask for one line of text."""
        _Lines(self._owner(), title, label, hint, given, values=(value,)).open()

    def ask_password(
        self, title: str, sentence: str, given: Callable[[str], None], *, is_new: bool = False
    ) -> None:
        """Ask for a password; a new one is typed twice."""
        count = 2 if is_new else 1
        _Lines(
            self._owner(), title, sentence, "", given, values=("",) * count, is_secret=True
        ).open()

    def choose_files(
        self, title: str, kinds: Sequence[FileKinds], chosen: Callable[[tuple[Path, ...]], None]
    ) -> None:
        """Choose files to open."""
        dialog = self._files(title, kinds)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(partial(self._chosen, chosen))
        dialog.open()

    def choose_target(
        self, title: str, suggested: Path, kinds: FileKinds, chosen: Callable[[Path], None]
    ) -> None:
        """Say where to write a file; the dialog itself asks before one is replaced."""
        dialog = self._files(title, (kinds,))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kinds.endings[0].lstrip("."))
        if suggested.parent.is_dir():
            dialog.setDirectory(str(suggested.parent))
        dialog.selectFile(suggested.name)
        dialog.fileSelected.connect(partial(self._target, chosen))
        dialog.open()

    def open_outside(self, path: Path) -> None:
        """Open a file or a folder with the system's program for it."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self.tell(
                self.tr("This computer has no program set to open it."),
                self.tr("You find it here: %1").replace("%1", str(path)),
                Tone.WARNING,
            )

    def _owner(self) -> QWidget:
        """The front-most window of ours: a box over a dialog belongs to that dialog."""
        active = self._window.window().findChildren(QDialog)
        return next((d for d in reversed(active) if d.isVisible() and d.isModal()), self._window)

    def _files(self, title: str, kinds: Sequence[FileKinds]) -> QFileDialog:
        dialog = QFileDialog(self._owner(), title)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        filters = [f"{k.words} ({' '.join('*' + e for e in k.endings)})" for k in kinds]
        dialog.setNameFilters([*filters, self.tr("All files (*)")])
        last = self._settings.now.last_folder
        wanted = (Path(last) if last else None, Path(platformdirs.user_documents_dir()))
        folder = next((f for f in wanted if f is not None and f.is_dir()), Path.home())
        dialog.setDirectory(str(folder))
        return dialog

    def _chosen(self, chosen: Callable[[tuple[Path, ...]], None], names: list[str]) -> None:
        paths = tuple(Path(name) for name in names)
        if paths:
            self._remember(paths[0].parent)
            chosen(paths)

    def _target(self, chosen: Callable[[Path], None], name: str) -> None:
        self._remember(Path(name).parent)
        chosen(Path(name))

    def _remember(self, folder: Path) -> None:
        self._settings.set(replace(self._settings.now, last_folder=str(folder)))

    @staticmethod
    def _answer(
        box: QMessageBox,
        keys: dict[QObject, str],
        cancel: str,
        answered: Callable[[str], None],
        _result: int,
    ) -> None:
        pressed = box.clickedButton()
        answered(keys.get(pressed, cancel))


class _Lines(QDialog):
    """Asks for a line of text, or a password once or twice."""

    def __init__(
        self,
        parent: QWidget,
        title: str,
        words: str,
        hint: str,
        given: Callable[[str], None],
        *,
        values: tuple[str, ...],
        is_secret: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(380)
        self._given = given
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        asked = label(words)
        layout.addWidget(asked)
        names = (words, self.tr("The same password once more"))
        self._fields = [QLineEdit(value) for value in values]
        for number, (field, name) in enumerate(zip(self._fields, names, strict=False)):
            if number:
                layout.addWidget(label(name))
            field.setAccessibleName(name)
            field.setObjectName(f"answer{number}")
            field.textChanged.connect(self._look)
            layout.addWidget(field)
            field.selectAll()
        if is_secret:
            self._hide(is_shown=False)
            shows = QCheckBox(self.tr("Show what I type"))
            shows.toggled.connect(self._hide)
            layout.addWidget(shows)
        self._note = label(hint, "quiet")
        layout.addWidget(self._note)
        self._note.setVisible(bool(hint))
        box = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = box.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setProperty("role", "main")
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        self.accepted.connect(self._give)
        layout.addWidget(box)
        self._look()

    def _look(self) -> None:
        texts = [field.text() for field in self._fields]
        is_same = len(set(texts)) == 1
        self._ok.setEnabled(bool(texts[0].strip()) and is_same)
        if len(texts) > 1 and texts[1]:
            self._note.setVisible(not is_same)
            self._note.setText(self.tr("The two are not the same yet."))

    def _hide(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        for field in self._fields:
            field.setEchoMode(mode)

    def _give(self) -> None:
        self._given(self._fields[0].text())
