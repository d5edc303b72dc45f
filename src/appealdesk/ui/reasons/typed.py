"""Fields of plain words that say when they were changed, and leave typing alone."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget
from typing_extensions import override

_IDLE = 800  # ms without a key until typed words become an edit


class WordsField(QPlainTextEdit):
    """Plain text of several lines. Tab goes on to the next part of the window."""

    committed = Signal(str)
    """What was typed, after a pause, when the focus leaves, or upon ``flush``."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = ""
        self._is_loading = False
        self.setTabChangesFocus(True)
        self._idle = QTimer(self, interval=_IDLE, singleShot=True)
        self._idle.timeout.connect(self.flush)
        self.textChanged.connect(self._touched)

    @property
    def is_dirty(self) -> bool:
        """Whether something typed was not given yet."""
        return self._idle.isActive()

    def set_words(self, words: str) -> None:
        """Show these words; equal ones change nothing, and the caret stays near its place."""
        self._idle.stop()
        self._given = words
        if words == self.toPlainText():
            return
        at = self.textCursor().position()
        self._is_loading = True
        self.setPlainText(words)
        self._is_loading = False
        cursor = self.textCursor()
        cursor.setPosition(min(at, self.document().characterCount() - 1))
        self.setTextCursor(cursor)

    def flush(self) -> None:
        """Give what was typed now."""
        self._idle.stop()
        words = self.toPlainText()
        if words != self._given:
            self._given = words
            self.committed.emit(words)

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.flush()

    def _touched(self) -> None:
        if not self._is_loading:
            self._idle.start()


class TitleField(QLineEdit):
    """A title edited in place. Enter or leaving it gives it; one left empty is put back."""

    committed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._given = ""
        self._idle = QTimer(self, interval=_IDLE, singleShot=True)
        self._idle.timeout.connect(self._give)
        self.textEdited.connect(self._touched)
        self.editingFinished.connect(self.flush)

    @property
    def is_dirty(self) -> bool:
        """Whether something typed was not given yet."""
        return self._idle.isActive() or (self.hasFocus() and not self.text().strip())

    def set_title(self, title: str) -> None:
        """Show this title; an equal one changes nothing."""
        self._idle.stop()
        self._given = title
        if title != self.text():
            self.setText(title)
            self.setCursorPosition(0)

    def flush(self) -> None:
        """Give what was typed now; an empty title is put back."""
        self._give()
        if not self.text().strip():
            self.setText(self._given)

    def _give(self) -> None:
        self._idle.stop()
        title = " ".join(self.text().split())
        if title and title != self._given:
            self._given = title
            self.committed.emit(title)

    def _touched(self, _text: str) -> None:
        self._idle.start()
