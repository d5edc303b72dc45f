"""The bar that finds words in a document: what to find, how many there are, one after the other."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget
from typing_extensions import override

from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import icon_button, label, row


class SearchBar(QFrame):
    """Asks for words; it finds nothing itself."""

    changed = Signal(str)
    stepped = Signal(int)
    """On to the next hit (1) or back (-1)."""
    closed = Signal()

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.setProperty("role", "hint")
        self.setObjectName("page-search")
        self.field = QLineEdit()
        self.field.setObjectName("page-search-field")
        self.field.setAccessibleName(self.tr("Find in this paper"))
        self.field.setPlaceholderText(self.tr("Find in this paper"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self.changed)
        self.count = label("", "quiet", wraps=False)
        self.count.setObjectName("page-search-count")
        self._back = icon_button(
            kit.icons.get("chevron-up"), self.tr("The one before"), self._go_back, name="hit-before"
        )
        self._next = icon_button(
            kit.icons.get("chevron-down"), self.tr("The next one"), self._on, name="hit-next"
        )
        self._close = icon_button(
            kit.icons.get("x"), self.tr("Close the search"), self.closed.emit, name="search-close"
        )
        layout = row(self.field, self.count, self._back, self._next, self._close, margin=4)
        layout.setStretch(0, 1)
        self.setLayout(layout)
        kit.theme.changed.connect(self._draw)
        self._draw()

    def tell(self, words: str, *, has_hits: bool) -> None:
        """Say what was found."""
        self.count.setText(words)
        self._back.setEnabled(has_hits)
        self._next.setEnabled(has_hits)

    def take_focus(self) -> None:
        """Be ready to type; the words of before can be typed over."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        match event.key():
            case Qt.Key.Key_Escape:
                self.closed.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_F3:
                self.stepped.emit(-1 if is_back else 1)
            case _:
                super().keyPressEvent(event)

    def _on(self) -> None:
        self.stepped.emit(1)

    def _go_back(self) -> None:
        self.stepped.emit(-1)

    def _draw(self) -> None:
        side = self._kit.theme.pixels(18)
        for button, icon in (
            (self._back, "chevron-up"),
            (self._next, "chevron-down"),
            (self._close, "x"),
        ):
            button.setIcon(self._kit.icons.get(icon))
            button.setIconSize(QSize(side, side))
