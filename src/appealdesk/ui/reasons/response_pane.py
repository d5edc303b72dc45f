"""The column with our response: the editor, and what a good answer holds while it is empty."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QObject, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from appealdesk.ui.drops import force_copy
from appealdesk.ui.reasons.dropped import is_ours
from appealdesk.ui.text.editor import TextEditor
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import Bullets, column, frame, label

_DRAGS = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


class ResponsePane(QWidget):
    """Shows the response. Pages and papers that are dropped on it are told with ``dropped``."""

    dropped = Signal(QMimeData)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._can_edit = True
        self.editor = TextEditor(kit, self.tr("Our response"), self, is_compact=True)
        self.editor.setObjectName("response")
        self.editor.set_placeholder(self.tr("Answer this reason in your own words."))
        heading = label(self.tr("Our response"), "title")
        heading.setBuddy(self.editor)
        self._hints = Bullets("quiet")
        self._hints.setObjectName("response-hints")
        head = label(self.tr("What a good answer holds:"), "quiet")
        hint = frame("hint", column(head, self._hints, space=4, margin=10))
        self._hint_box = hint
        layout = column(heading, self.editor, hint)  # below, so that typing moves nothing
        layout.setStretch(1, 1)
        self.setLayout(layout)
        for part in (self.editor, *self.editor.findChildren(QWidget)):
            part.installEventFilter(self)
        self.editor.setAcceptDrops(True)

    def show_hints(self, hints: Sequence[str], *, is_needed: bool) -> None:
        """Say what a good answer to the reason holds, while there is none."""
        self._hint_box.setVisible(is_needed)
        self._hints.show_lines(hints)

    def set_can_edit(self, can_edit: bool) -> None:
        """Whether the response may be changed."""
        self._can_edit = can_edit
        self.editor.set_read_only(not can_edit)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _DRAGS and isinstance(event, QDropEvent):
            mime = event.mimeData()
            if self._can_edit and is_ours(mime):
                force_copy(event)
                if event.type() == QEvent.Type.Drop:
                    self.dropped.emit(mime)
                return True
        return super().eventFilter(watched, event)
