"""Columns side by side, or below each other without room; their borders move by keyboard too."""

from collections.abc import Sequence
from enum import StrEnum
from typing import cast

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSplitter, QSplitterHandle, QWidget
from typing_extensions import override

from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, column

_STEP = 24  # pixels that an arrow key moves a border
_GRIP = 15  # pixels between two columns, of which a hairline shows
_SHARE, _LEAST = 0.74, 360  # of the height, and pixels, that the columns keep above ``below``
_FOLLOW = 30  # ms after which what got the focus has its place
_KEYS = {
    Qt.Orientation.Horizontal: {Qt.Key.Key_Left: -_STEP, Qt.Key.Key_Right: _STEP},
    Qt.Orientation.Vertical: {Qt.Key.Key_Up: -_STEP, Qt.Key.Key_Down: _STEP},
}


class Shape(StrEnum):
    """How the parts lie, by the room there is."""

    WIDE = "wide"  # side by side
    MEDIUM = "medium"  # the first on top, the others side by side below it
    NARROW = "narrow"  # one below the other, scrolling


class Columns(QScrollArea):
    """Shows three parts as columns, or below each other where there is no room.

    Args:
        parts: the parts with their wished widths and least heights in pixels at 100% text.
        kit: what every part of the window may use.
        wide: from this width on (at 100% text) all are side by side.
        medium: from this width on the second and the third are.
        below: shown under the three over the whole width, as high as it needs to be.
    """

    shape_changed = Signal(object)
    """The parts lie another way: their ``Shape``."""

    def __init__(
        self,
        parts: Sequence[tuple[QWidget, int, int]],
        kit: Kit,
        wide: int,
        medium: int,
        parent: QWidget | None = None,
        *,
        below: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._below = below
        self._wide, self._medium = wide, medium
        self._parts = tuple(parts)
        self._shape: Shape | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        (first, *_), (second, *_), (third, *_) = self._parts
        self._inner = KeySplitter(kit)
        self._inner.addWidget(second)
        self._inner.addWidget(third)
        self._outer = _LowSplitter(kit)
        self._outer.addWidget(first)
        self._outer.addWidget(self._inner)
        for splitter in (self._outer, self._inner):
            splitter.setStretchFactor(0, 1 if splitter is self._inner else 0)
            splitter.setStretchFactor(1, 0 if splitter is self._inner else 1)
        if below is None:
            self.setWidget(self._outer)
        else:
            inside = QWidget()
            layout = column(self._outer, below, space=SPACE * 2)
            layout.setStretch(0, 1)
            inside.setLayout(layout)
            self.setWidget(inside)
            self._follow = QTimer(self, interval=_FOLLOW, singleShot=True)
            self._follow.timeout.connect(self._show_focused)
            cast("QApplication", QApplication.instance()).focusChanged.connect(self._focus_moved)
        for part, _width, _height in self._parts:
            part.installEventFilter(self)
        kit.theme.changed.connect(self._fit)
        self._fit()

    @property
    def shape(self) -> Shape | None:
        """How the parts lie now."""
        return self._shape

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        pixels, room = self._kit.theme.pixels, self.viewport().width()
        if room >= pixels(self._wide):
            shape = Shape.WIDE
        else:
            shape = Shape.MEDIUM if room >= pixels(self._medium) else Shape.NARROW
        for part, _width, height in self._parts:
            # A least height that is set hides what the part itself needs, so that is asked for.
            needed = max(pixels(height), part.minimumSizeHint().height())
            part.setMinimumHeight(0 if shape is Shape.WIDE else needed)
        if self._below is not None:
            # As high as this and no higher, so that what is below is seen to be there.
            share = max(pixels(_LEAST), round(self.viewport().height() * _SHARE))
            is_wide = shape is Shape.WIDE
            needed = share if is_wide else self._outer.minimumSizeHint().height()
            self._outer.setMinimumHeight(needed)
        if shape is not self._shape:
            self._shape = shape
            self._lay_out(shape)
            self.shape_changed.emit(shape)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A part that needs more or less height than before gets it."""
        if event.type() == QEvent.Type.LayoutRequest and self._shape is not None:
            before = self._least()
            self._fit()
            if before != self._least() and self._shape is not Shape.WIDE:
                self._lay_out(self._shape)
        return super().eventFilter(watched, event)

    def _focus_moved(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self._below is not None and self._below.isAncestorOf(new):
            self._follow.start()  # what was made just now has no place yet

    def _show_focused(self) -> None:
        """Scroll to what has the focus: Qt does so for Tab alone."""
        new = QApplication.focusWidget()
        if new is not None and self._below is not None and self._below.isAncestorOf(new):
            self.ensureWidgetVisible(new, 0, self.viewport().height() // 4)

    def _least(self) -> list[int]:
        return [max(1, part.minimumHeight()) for part, _width, _height in self._parts]

    def _lay_out(self, shape: Shape) -> None:
        heights = self._least()
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        pixels, room = self._kit.theme.pixels, self.viewport().size()
        widths = [pixels(width) for _part, width, _height in self._parts]
        self._outer.setOrientation(across if shape is Shape.WIDE else down)
        self._inner.setOrientation(down if shape is Shape.NARROW else across)
        first = widths[0] if shape is Shape.WIDE else heights[0]
        whole = room.width() if shape is Shape.WIDE else room.height()
        self._outer.setSizes([first, max(1, whole - first)])
        if shape is Shape.NARROW:
            self._inner.setSizes(heights[1:])
        else:
            left = room.width() - (widths[0] if shape is Shape.WIDE else 0)
            third = min(widths[2], left * 2 // 5)
            self._inner.setSizes([max(1, left - third), third])


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


class _LowSplitter(KeySplitter):
    """Wishes to be no higher than it must be, so that what is below it is seen."""

    @override
    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())


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
