"""Keys of the program that a field of words would keep for itself."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from appealdesk.ui.actions import Actions

_OURS = ("export",)
"""Ctrl+E moves to the end of the line in Qt's fields on Linux, as in Emacs; nobody misses that."""
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)


class FieldKeys(QObject):
    """Lets some shortcuts work while words are being typed. It watches only the field in use.

    Args:
        actions: whose shortcuts they are.
    """

    def __init__(self, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._actions = actions
        app = QApplication.instance()
        assert isinstance(app, QApplication)  # noqa: S101  there is no field without one
        app.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, _FIELDS):
            before.removeEventFilter(self)
        if isinstance(now, _FIELDS):
            now.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if any(self._actions[name].shortcut() == pressed for name in _OURS):
                event.ignore()  # not taken by the field: then it is a shortcut
                return True
        return super().eventFilter(watched, event)
