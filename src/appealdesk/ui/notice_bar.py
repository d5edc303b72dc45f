"""Notices that need no answer, at the foot of the window: a sentence, what to do, a button."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from appealdesk.desk.notices import Tone
from appealdesk.ui.icons import Icons
from appealdesk.ui.theme import Theme
from appealdesk.ui.widgets import button, icon_button

_MOST = 3
_SECONDS = 9  # a notice that is only good news goes by itself; warnings and errors stay
_LOOK = {
    Tone.INFO: ("info", "accent", "base"),
    Tone.DONE: ("circle-check", "good", "good_ground"),
    Tone.WARNING: ("triangle-alert", "warn", "warn_ground"),
    Tone.ERROR: ("circle-alert", "bad", "bad_ground"),
}


class NoticeBar(QWidget):
    """The newest few notices, the newest at the bottom; empty it takes no room."""

    def __init__(self, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("notices")
        self.setAccessibleName(self.tr("Notices"))
        self._theme = theme
        self._icons = icons
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(8, 0, 8, 0)
        self._rows.setSpacing(4)
        self._shown: list[QFrame] = []
        self.hide()

    def tell(
        self,
        sentence: str,
        hint: str,
        tone: Tone,
        action: str = "",
        on_action: Callable[[], None] | None = None,
    ) -> None:
        """Show a notice; the oldest goes when there are too many."""
        words = f"{sentence} {hint}".strip()
        same = next((n for n in self._shown if n.property("words") == words), None)
        if same is not None:
            self._drop(same)
        notice = self._notice(words, tone, action, on_action)
        notice.setProperty("words", words)
        self._rows.addWidget(notice)
        self._shown.append(notice)
        while len(self._shown) > _MOST:
            self._drop(self._shown[0])
        self.show()
        if tone in {Tone.INFO, Tone.DONE}:
            QTimer.singleShot(_SECONDS * 1000, notice, partial(self._drop, notice))
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def clear(self) -> None:
        """Take every notice away, for example because another case is open."""
        while self._shown:
            self._drop(self._shown[0])

    def _notice(
        self, words: str, tone: Tone, action: str, on_action: Callable[[], None] | None
    ) -> QFrame:
        icon, ink, ground = _LOOK[tone]
        colors = self._theme.colors
        notice = QFrame()
        notice.setObjectName("notice")
        notice.setStyleSheet(
            f"QFrame#notice {{ background: {getattr(colors, ground)};"
            f" border: 1px solid {getattr(colors, ink)}; border-radius: 6px; }}"
        )
        picture = QLabel()
        picture.setPixmap(self._icons.pixmap(icon, 20, ink))
        text = QLabel(words)
        text.setWordWrap(True)
        text.setObjectName("noticeWords")
        row = QHBoxLayout(notice)
        row.setContentsMargins(10, 6, 6, 6)
        row.addWidget(picture)
        row.addWidget(text, 1)
        if action and on_action is not None:
            row.addWidget(button(action, partial(self._act, notice, on_action)))
        close = icon_button(
            self._icons.get("x"), self.tr("Close this notice"), partial(self._drop, notice)
        )
        row.addWidget(close)
        return notice

    def _act(self, notice: QFrame, on_action: Callable[[], None]) -> None:
        self._drop(notice)
        on_action()

    def _drop(self, notice: QFrame) -> None:
        if notice in self._shown:
            self._shown.remove(notice)
            self._rows.removeWidget(notice)
            notice.hide()
            notice.deleteLater()
        if not self._shown:
            self.hide()
