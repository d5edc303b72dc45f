"""Columns side by side, or below each other without room; their borders move by keyboard too."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QSplitterHandle, QWidget
from typing_extensions import override

from appealdesk.ui.view import Kit

_STEP = 24  # pixels that an arrow key moves a border
_GRIP = 15  # pixels between two columns, of which a hairline shows
_KEYS = {
    Qt.Orientation.Horizontal: {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP},
    Qt.Orientation.Vertical: {Qt.Key.Key_Up: -_STEP, Qt.Key.Key_Down: _STEP},
}


class Columns(QScrollArea):
    """Shows parts as columns; when it is narrow, one below the other, scrolling.

    Args:
        parts: the parts with their wished widths and least heights in pixels at 100% text.
        kit: what every part of the window may use.
        narrow: below this width (at 100% text) the parts are stacked.
    """

    def __init__(
        self,
        parts: Sequence[tuple[QWidget, int, int]],
        kit: Kit,
        narrow: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._narrow = narrow
        self._parts = tuple(parts)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.splitter = KeySplitter(kit)
        for part, width, _height in self._parts:
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(self.splitter.count() - 1, width)
        self.setWidget(self.splitter)
        kit.theme.changed.connect(self._fit)
        self._fit()
        self.splitter.setSizes([width for _part, width, _height in self._parts])

    @property
    def is_stacked(self) -> bool:
        """Whether the parts lie below each other."""
        return self.splitter.orientation() == Qt.Orientation.Vertical

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        pixels = self._kit.theme.pixels
        is_narrow = self.viewport().width() < pixels(self._narrow)
        turned = is_narrow != self.is_stacked
        if turned:
            way = Qt.Orientation.Vertical if is_narrow else Qt.Orientation.Horizontal
            self.splitter.setOrientation(way)
        heights = [pixels(height) for _part, _width, height in self._parts]
        for (part, _width, _height), height in zip(self._parts, heights, strict=True):
            part.setMinimumHeight(height if is_narrow else 0)
        gaps = self.splitter.handleWidth() * (len(heights) - 1)
        self.splitter.setMinimumHeight(sum(heights) + gaps if is_narrow else 0)
        if turned:
            widths = [width for _part, width, _height in self._parts]
            self.splitter.setSizes(heights if is_narrow else widths)


class KeySplitter(QSplitter):
    """A splitter whose borders take the focus and move with the arrow keys."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._kit = kit
        self.setChildrenCollapsible(False)
        self.setHandleWidth(_GRIP)

    @override
    def createHandle(self) -> QSplitterHandle:
        return KeyHandle(self, self._kit)


class KeyHandle(QSplitterHandle):
    """A border between two columns."""

    def __init__(self, splitter: QSplitter, kit: Kit) -> None:
        super().__init__(splitter.orientation(), splitter)
        self._kit = kit
        self.setObjectName("border")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Border between two columns"))
        self.setAccessibleDescription(self.tr("Arrow keys move it."))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _KEYS[self.orientation()].get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        is_across = self.orientation() == Qt.Orientation.Horizontal
        self.moveSplitter((self.x() if is_across else self.y()) + step)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colors = self._kit.theme.colors
        is_lit = self.hasFocus() or self.underMouse()
        thick = 3 if is_lit else 1
        line = QRect(self.rect())
        if self.orientation() == Qt.Orientation.Horizontal:
            line.setLeft((self.width() - thick) // 2)
            line.setWidth(thick)
        else:
            line.setTop((self.height() - thick) // 2)
            line.setHeight(thick)
        painter = QPainter(self)
        painter.fillRect(line, QColor(colors.accent if is_lit else colors.line))

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in {QEvent.Type.Enter, QEvent.Type.Leave}:
            self.update()
        return super().event(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()
