"""The editor of written texts: looks like the printed letter, gives and takes Markdown."""

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from appealdesk.case.text import cite_token
from appealdesk.case.values import Case, Citation
from appealdesk.packet.values import Packet
from appealdesk.ui.view import Kit

_IDLE = 800  # ms without a key until typed words become an edit


class TextEditor(QWidget):
    """Edits one text.

    Args:
        kit: what every part of the window may use.
        accessible_name: what is read aloud, for example "Our response".
        is_compact: a small one among other things: shorter tool bar, no minimum height.
    """

    committed = Signal(str)
    """The text as Markdown, after a pause, when the focus leaves, or upon ``flush``."""
    cite_clicked = Signal(object)
    """A pin cite was chosen: its ``Citation``."""
    cite_wanted = Signal()
    """The user wants to point at a page."""
    actions_changed = Signal()
    """What ``can`` answers may have changed."""

    def __init__(
        self,
        kit: Kit,
        accessible_name: str,
        parent: QWidget | None = None,
        *,
        is_compact: bool = False,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._is_compact = is_compact
        self._given = ""
        self._is_dirty = False
        self._is_loading = False
        self._edit = QTextEdit(self)
        self._edit.setAcceptRichText(False)
        self._edit.setObjectName("text")
        self._edit.setAccessibleName(accessible_name)
        self._edit.installEventFilter(self)
        self.setFocusProxy(self._edit)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._edit)
        self._idle = QTimer(self, interval=_IDLE, singleShot=True)
        self._idle.timeout.connect(self.flush)
        self._edit.textChanged.connect(self._touched)

    @property
    def is_dirty(self) -> bool:
        """Whether there are typed words that were not given with ``committed`` yet."""
        return self._is_dirty

    def text(self) -> str:
        """The text as Markdown, with what was typed last."""
        return self._edit.toPlainText() if self._is_dirty else self._given

    def set_text(self, markdown: str) -> None:
        """Show this text. One that is equal to what was given last changes nothing."""
        if markdown == self.text():
            return
        self._is_loading = True
        self._edit.setPlainText(markdown)
        self._is_loading = False
        self._given, self._is_dirty = markdown, False
        self._idle.stop()

    def flush(self) -> None:
        """Give what was typed now."""
        self._idle.stop()
        if not self._is_dirty:
            return
        text = self.text()
        self._is_dirty = False
        if text != self._given:
            self._given = text
            self.committed.emit(text)

    def insert_cite(self, citation: Citation) -> None:
        """Put a pin cite where the caret is."""
        self._edit.textCursor().insertText(cite_token(citation))

    def insert_quote(self, words: str) -> None:
        """Put these words in as a block quotation."""
        cursor = self._edit.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        cursor.insertText("\n\n> " + words.replace("\n", "\n> ") + "\n\n")

    def set_packet(self, case: Case, packet: Packet) -> None:
        """Show the pin cites as they stand in this packet."""

    def set_read_only(self, is_read_only: bool) -> None:
        """Whether the text can only be read."""
        self._edit.setReadOnly(is_read_only)

    def set_placeholder(self, text: str) -> None:
        """What is shown while there is no text."""
        self._edit.setPlaceholderText(text)

    def find(self, words: str) -> bool:
        """Mark and show where these words stand; False when they do not."""
        self._edit.moveCursor(QTextCursor.MoveOperation.Start)
        return self._edit.find(words)

    def can(self, name: str) -> bool:
        """Whether the action of this name can be done here now."""
        edit, document = self._edit, self._edit.document()
        has_selection, writes = edit.textCursor().hasSelection(), not edit.isReadOnly()
        return {
            "cut": has_selection and writes,
            "copy": has_selection,
            "paste": writes and edit.canPaste(),
            "select-all": not document.isEmpty(),
            "undo": writes and document.isUndoAvailable(),
            "redo": writes and document.isRedoAvailable(),
        }.get(name, False)

    def do(self, name: str) -> None:
        """Do the action; asked only when ``can`` said yes."""
        {
            "cut": self._edit.cut,
            "copy": self._edit.copy,
            "paste": self._edit.paste,
            "select-all": self._edit.selectAll,
            "undo": self._edit.undo,
            "redo": self._edit.redo,
        }[name]()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._edit and event.type() == QEvent.Type.FocusOut:
            self.flush()
        return super().eventFilter(watched, event)

    def _touched(self) -> None:
        if not self._is_loading:
            self._is_dirty = True
            self._idle.start()
        self.actions_changed.emit()
