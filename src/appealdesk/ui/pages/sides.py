"""Two parts side by side while there is room, else one below the other."""

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QWidget
from typing_extensions import override

from appealdesk.ui.widgets import SPACE


class Sides(QWidget):
    """Holds two parts; with large text or in a narrow pane the second goes below the first.

    Args:
        left: gets its natural width, or all that is left when ``left_grows``.
        right: stands at the right end.
        left_grows: words that wrap want all the room there is.
    """

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        *,
        left_grows: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._left, self._right, self._left_grows = left, right, left_grows
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._box.addWidget(left, 1 if left_grows else 0)
        self._box.addWidget(right, 0 if left_grows else 1)
        self.setLayout(self._box)
        policy = self.sizePolicy()
        policy.setVerticalPolicy(QSizePolicy.Policy.Maximum)
        self.setSizePolicy(policy)

    @property
    def is_stacked(self) -> bool:
        """Whether the second part stands below."""
        return self._box.direction() == QBoxLayout.Direction.TopToBottom

    @override
    def minimumSizeHint(self) -> QSize:
        left, right = self._left.minimumSizeHint(), self._right.minimumSizeHint()
        height = self._box.minimumSize().height()
        if self._box.hasHeightForWidth():  # words that wrap must not be cut where room is scarce
            height = max(height, self._box.minimumHeightForWidth(self.width()))
        return QSize(max(left.width(), right.width()), height)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()  # the least height follows the width

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._arrange()  # a part wants more room, or less
        return super().event(event)

    def _arrange(self) -> None:
        left = self._left.sizeHint().width()
        if self._left_grows:
            left = min(left, self.width() // 2)  # words that wrap are content with half
        is_narrow = left + SPACE + self._right.sizeHint().width() > self.width()
        way = QBoxLayout.Direction
        direction = way.TopToBottom if is_narrow else way.LeftToRight
        if direction != self._box.direction():
            self._box.setDirection(direction)
            self.updateGeometry()
