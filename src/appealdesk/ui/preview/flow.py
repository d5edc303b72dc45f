"""Parts side by side that wrap where there is no room: for narrow panes and large text."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget
from typing_extensions import override

from appealdesk.ui.widgets import SPACE


class FlowLayout(QLayout):
    """Lays widgets out like words on a line.

    Args:
        space: between parts, in device-independent pixels.
    """

    def __init__(self, space: int = SPACE, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self.setSpacing(space)
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem, /) -> None:
        self._items.append(item)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int, /) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        return self._place(QRect(0, 0, width, 0), is_real=False)

    @override
    def setGeometry(self, rect: QRect, /) -> None:
        super().setGeometry(rect)
        self._place(rect, is_real=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, is_real: bool) -> int:
        """Put the parts into lines; gives the height of all."""
        x, y, line = rect.x(), rect.y(), 0
        row: list[tuple[QLayoutItem, QRect]] = []
        for item in self._items:
            if item.isEmpty():
                continue
            size = item.sizeHint()
            if x > rect.x() and x + size.width() > rect.right() + 1:
                _settle(row, line, is_real=is_real)
                row, x, y, line = [], rect.x(), y + line + self.spacing(), 0
            width = min(size.width(), max(rect.width(), item.minimumSize().width()))
            row.append((item, QRect(QPoint(x, y), QSize(width, size.height()))))
            x += width + self.spacing()
            line = max(line, size.height())
        _settle(row, line, is_real=is_real)
        return y + line - rect.y()


def _settle(row: list[tuple[QLayoutItem, QRect]], height: int, *, is_real: bool) -> None:
    """Put the parts of one line on one middle."""
    if is_real:
        for item, place in row:
            place.moveTop(place.top() + (height - place.height()) // 2)
            item.setGeometry(place)
