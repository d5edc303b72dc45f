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
        self._is_lost = False
        self._is_loading = False
        self.setTabChangesFocus(True)
        self._idle = QTimer(self, interval=_IDLE, singleShot=True)
        self._idle.timeout.connect(self.flush)
        self.textChanged.connect(self._touched)

    @property
    def is_dirty(self) -> bool:
        """Whether something typed was not given yet."""
        return self._idle.isActive() or self._is_lost

    def not_kept(self) -> None:
        """What was given could not be kept: it is given again with the next ``flush``."""
        self._is_lost = True

    def set_words(self, words: str, *, is_other: bool = False) -> None:
        """Show these words; equal ones change nothing, and the caret stays near its place.

        Args:
            words: what to show.
            is_other: they belong to something else than those before; undo does not lead back.
        """
        self._idle.stop()
        self._given, self._is_lost = words, False
        if words == self.toPlainText():
            if is_other:
                self.document().clearUndoRedoStacks()
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
        if words != self._given or self._is_lost:
            self._given, self._is_lost = words, False
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
        self._is_lost = False
        self._idle = QTimer(self, interval=_IDLE, singleShot=True)
        self._idle.timeout.connect(self._give)
        self.textEdited.connect(self._touched)
        self.editingFinished.connect(self.flush)

    @property
    def is_dirty(self) -> bool:
        """Whether something typed was not given yet."""
        is_empty = self.hasFocus() and not self.text().strip()
        return self._idle.isActive() or self._is_lost or is_empty

    def not_kept(self) -> None:
        """What was given could not be kept: it is given again with the next ``flush``."""
        self._is_lost = True

    def set_title(self, title: str) -> None:
        """Show this title; one that differs in spaces alone changes nothing, for it is typed on."""
        self._idle.stop()
        self._given, self._is_lost = title, False
        if title != " ".join(self.text().split()):
            self.setText(title)
            self.setCursorPosition(0)

    def flush(self) -> None:
        """Give what was typed now; an empty title is put back."""
        self._give()
        tidy = " ".join(self.text().split()) or self._given
        if not self.hasFocus() and tidy != self.text():
            self.setText(tidy)
        elif not self.text().strip():
            self.setText(self._given)

    def _give(self) -> None:
        self._idle.stop()
        title = " ".join(self.text().split())
        if title and (title != self._given or self._is_lost):
            self._given, self._is_lost = title, False
            self.committed.emit(title)

    def _touched(self, _text: str) -> None:
        self._idle.start()
