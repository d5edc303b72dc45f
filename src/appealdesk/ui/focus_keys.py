"""Keys that whatever has the focus would keep for itself, or would not know."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QToolButton,
    QWidget,
)
from typing_extensions import override

from appealdesk.ui.actions import Actions

_OURS = ("export",)
"""Ctrl+E moves to the end of the line in Qt's fields on Linux, as in Emacs; nobody misses that."""
_FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit)
_BUTTONS = (QPushButton, QToolButton)
_ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class FocusKeys(QObject):
    """Lets some shortcuts work while words are typed, and Enter press the button in use.

    Qt's buttons know Space alone; in a dialog Enter presses the default button although another
    one has the focus, so that who means "Cancel" would export. It watches only what has the focus.

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
        if isinstance(before, (*_FIELDS, *_BUTTONS)):
            before.removeEventFilter(self)
        if isinstance(now, (*_FIELDS, *_BUTTONS)):
            now.installEventFilter(self)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.ShortcutOverride and isinstance(watched, _FIELDS):
                pressed = QKeySequence(event.keyCombination())
                if any(self._actions[name].shortcut() == pressed for name in _OURS):
                    event.ignore()  # not taken by the field: then it is a shortcut
                    return True
            is_enter = event.key() in _ENTER and not event.isAutoRepeat()
            if is_enter and event.type() == QEvent.Type.KeyPress and isinstance(watched, _BUTTONS):
                watched.click()
                return True
        return super().eventFilter(watched, event)
