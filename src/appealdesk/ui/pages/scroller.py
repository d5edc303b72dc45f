"""Sheets below each other on one scrolling ground: only what shows is painted and asked for."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget
from typing_extensions import override

from appealdesk.ui.page_images import ImageKey, PageImages
from appealdesk.ui.pages.layout import LARGEST, SMALLEST, Fit, Room, Sheet, SheetLayout, Zoom
from appealdesk.ui.pages.overlays import focus_frame
from appealdesk.ui.theme import LIGHT
from appealdesk.ui.view import Kit

STEPS = (0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0, 2.5, 3.0, 4.0)
_SHARPEN_AFTER = 120  # ms without a change of size until sharper pictures are asked for
_MOST_PIXELS = 16_000_000  # of one picture; beyond that a page is drawn softer
_AHEAD = 0.6  # of the view's height: pictures are made that far above and below
_LINE = 48  # pixels of one step of the arrow keys and the wheel


class SheetScroller(QAbstractScrollArea):
    """Shows sheets in a column. The base of ``SheetsArea``; it knows no words and no links.

    Args:
        images: makes the pictures.
        kit: colours and sizes.
    """

    current_changed = Signal(int)
    """Another sheet is the one that is looked at: its row, or -1."""
    zoom_changed = Signal()
    """``zoom`` or ``scale`` is another."""

    def __init__(self, images: PageImages, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images, self._kit = images, kit
        self._token = images.token()
        self._sheets: tuple[Sheet, ...] = ()
        self._zoom: Zoom = Fit.WIDTH
        self._current = -1
        self._is_placing = False
        self._layout = SheetLayout((), self._zoom, self._room())
        self._sharpen = QTimer(self, interval=_SHARPEN_AFTER, singleShot=True)
        self._sharpen.timeout.connect(self._update)
        self._frame()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(_LINE)
        self.horizontalScrollBar().setSingleStep(_LINE)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.setAccessibleName(self.tr("Pages"))
        images.ready.connect(self._picture_ready)
        kit.theme.changed.connect(self._theme_changed)

    # ---- what is shown

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        """What is shown."""
        return self._sheets

    def set_sheets(self, sheets: Sequence[Sheet]) -> None:
        """Show these sheets. The place that is looked at stays, as far as it is still there."""
        old, key, part = self._current, None, 0.0
        if old >= 0:
            key, rect = self._sheets[old].page_key, self._layout.rect(old)
            part = (self.verticalScrollBar().value() - rect.top()) / rect.height()
        self._sheets = tuple(sheets)
        row = next((n for n, s in enumerate(self._sheets) if s.page_key == key), -1)
        self._current = row
        self._relayout((row, part))
        if row < 0:
            self.go_to(min(max(old, 0), len(self._sheets) - 1))
        if row != old and row == self._current:
            self.current_changed.emit(row)
        self.zoom_changed.emit()

    @property
    def current_row(self) -> int:
        """The sheet that is looked at, -1 when there is none."""
        return self._current

    def go_to(self, row: int) -> None:
        """Show a sheet from its top, or all of it when there is room."""
        if not self._sheets:
            return
        row = min(max(row, 0), len(self._sheets) - 1)
        # Less than the whole margin: else the foot of the caption above peeps in.
        top = self._layout.rect(row).top() - self._layout.room.margin // 2
        self._scroll_to(top if row else 0)
        self._set_current(row)

    # ---- zoom

    @property
    def zoom(self) -> Zoom:
        """A fit, or a factor."""
        return self._zoom

    @property
    def scale(self) -> float:
        """The factor at which the sheet that is looked at shows now."""
        if self._current < 0:
            return 1.0
        return self._layout.scale(self._current, self._sheets[self._current])

    def set_zoom(self, zoom: Zoom, still: QPoint | None = None) -> None:
        """Show larger or smaller. The point ``still`` of the view keeps its place on the page."""
        if not isinstance(zoom, Fit):
            zoom = min(max(zoom, SMALLEST), LARGEST)
        self._zoom = zoom
        self._relayout(self._anchor(still), still)
        self.zoom_changed.emit()

    def zoom_step(self, step: int, still: QPoint | None = None) -> None:
        """Show one step larger (1) or smaller (-1)."""
        now = self.scale
        if step > 0:
            self.set_zoom(next((s for s in STEPS if s > now * 1.01), LARGEST), still)
        else:
            self.set_zoom(next((s for s in reversed(STEPS) if s < now * 0.99), SMALLEST), still)

    # ---- places

    def sheet_rect(self, row: int) -> QRect:
        """Where a sheet is in the view now."""
        return self._layout.rect(row).translated(-self._offset())

    def visible_rows(self) -> range:
        """The sheets that show now."""
        top = self.verticalScrollBar().value()
        return self._layout.rows(top, top + self.viewport().height() - 1)

    def row_at(self, point: QPoint) -> int:
        """The sheet under a point of the view, or -1."""
        row = self._layout.row_at(point.y() + self._offset().y())
        return row if row >= 0 and self.sheet_rect(row).contains(point) else -1

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _room(self) -> Room:
        pixels, view = self._kit.theme.pixels, self.viewport().size()
        return Room(view.width(), view.height(), pixels(16), pixels(38))

    def _anchor(self, still: QPoint | None = None) -> tuple[int, float]:
        """A sheet and a height on it (fraction) that is to stay where it is."""
        y = self.verticalScrollBar().value() + (still.y() if still else 0)
        row = self._layout.row_at(y)
        if row < 0 or not self._sheets:
            return (-1, 0.0)
        rect = self._layout.rect(row)
        return (row, (y - rect.top()) / rect.height())

    def _relayout(self, anchor: tuple[int, float], still: QPoint | None = None) -> None:
        across = self.horizontalScrollBar()
        middle = (across.value() + self.viewport().width() / 2) / max(self._layout.width, 1)
        self._layout = SheetLayout(self._sheets, self._zoom, self._room())
        self._is_placing = True
        view, bar = self.viewport(), self.verticalScrollBar()
        bar.setPageStep(view.height())
        bar.setRange(0, max(self._layout.height - view.height(), 0))
        across.setPageStep(view.width())
        across.setRange(0, max(self._layout.width - view.width(), 0))
        across.setValue(round(middle * self._layout.width - view.width() / 2))
        if 0 <= anchor[0] < len(self._layout):
            rect = self._layout.rect(anchor[0])
            y = rect.top() + anchor[1] * rect.height()
            bar.setValue(round(y - (still.y() if still else 0)))
        self._is_placing = False
        self._sharpen.start()
        self.viewport().update()

    def _scroll_to(self, y: int) -> None:
        self._is_placing = True
        self.verticalScrollBar().setValue(y)
        self._is_placing = False
        self._update()

    def _scrolled(self) -> None:
        if self._is_placing or not self._sheets:
            return
        bar = self.verticalScrollBar()
        # At the top the first sheet counts, at the end the last: so each has its turn.
        part = bar.value() / max(bar.maximum(), 1)
        probe = bar.value() + round(part * self.viewport().height())
        self._set_current(self._layout.row_at(probe - self._layout.room.margin))
        self._update()

    def _set_current(self, row: int) -> None:
        if row != self._current:
            self._current = row
            self.current_changed.emit(row)
            self.zoom_changed.emit()

    # ---- pictures

    def _key(self, row: int) -> ImageKey:
        sheet, rect = self._sheets[row], self._layout.rect(row)
        ratio = self.devicePixelRatioF()
        wide = (rect.height() if sheet.rotation % 180 else rect.width()) * ratio
        pixels = rect.width() * rect.height() * ratio * ratio
        width = round(wide * min(1.0, (_MOST_PIXELS / pixels) ** 0.5))
        return ImageKey(
            sheet.key_source, sheet.index, max(width, 1), sheet.rotation, sheet.is_packet
        )

    def _ask(self) -> None:
        """Say which pictures are wanted: those that show, then those close by."""
        top, height = self.verticalScrollBar().value(), self.viewport().height()
        shown = self._layout.rows(top, top + height - 1)
        near = self._layout.rows(round(top - _AHEAD * height), round(top + (1 + _AHEAD) * height))
        rows = sorted(near, key=lambda row: (row not in shown, abs(row - self._current)))
        self._images.watch(self._token, [self._key(row) for row in rows])

    def _picture_ready(self, key: ImageKey) -> None:
        for row in self.visible_rows():
            sheet = self._sheets[row]
            if sheet.key_source == key.clean and sheet.index == key.index:
                self._update()

    def _update(self) -> None:
        self.viewport().update()

    def _frame(self) -> None:
        self.setStyleSheet(focus_frame("QAbstractScrollArea", self._kit.theme.colors))

    def _theme_changed(self) -> None:
        self._frame()
        self._relayout(self._anchor())

    # ---- events

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        if self._sheets and not self._sharpen.isActive():
            self._ask()
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(event.rect(), QColor(self._kit.theme.colors.window))
        for row in self.visible_rows():
            self._paint_sheet(painter, row, self.sheet_rect(row))
        painter.end()

    def _paint_sheet(self, painter: QPainter, row: int, rect: QRect) -> None:
        colors = self._kit.theme.colors
        painter.fillRect(rect, QColor(colors.paper))
        key = self._key(row)
        picture = self._images.best(key)
        if picture is not None:
            painter.drawPixmap(rect, picture)
        elif why := self._images.why_not(key):
            painter.setPen(QColor(LIGHT.quiet))  # on white paper in both themes
            wraps = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(rect.adjusted(24, 24, -24, -24), wraps, why)
        self._paint_on_sheet(painter, row, rect)
        painter.setPen(QPen(QColor(colors.accent if row == self._current else colors.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(-1, -1, 0, 0))
        self._paint_caption(painter, row, rect)

    def _paint_on_sheet(self, painter: QPainter, row: int, rect: QRect) -> None:
        """What stands on top of a page's picture."""
        sheet = self._sheets[row]
        if not sheet.note:
            return
        veil = QColor(self._kit.theme.colors.window)
        veil.setAlpha(170)
        painter.fillRect(rect, veil)

    def _paint_caption(self, painter: QPainter, row: int, rect: QRect) -> None:
        sheet, colors = self._sheets[row], self._kit.theme.colors
        words = " \u2013 ".join(part for part in (sheet.caption, sheet.note) if part)
        if words:
            painter.setPen(QColor(colors.text if row == self._current else colors.quiet))
            place = QRect(0, rect.bottom() + 1, self.viewport().width(), self._room().gap - 8)
            middle = Qt.AlignmentFlag.AlignCenter
            width = max(rect.width(), place.width() - 16)
            words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, width)
            place.moveCenter(QPoint(rect.center().x(), place.center().y()))
            painter.drawText(place, middle, words)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._relayout(self._anchor())
        self.zoom_changed.emit()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._update()

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if event.angleDelta().y():
                still = event.position().toPoint()
                self.zoom_step(1 if event.angleDelta().y() > 0 else -1, still)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Home:
                self.go_to(0)
            case Qt.Key.Key_End:
                self.go_to(len(self._sheets) - 1)
                bar.setValue(bar.maximum())
                self._set_current(len(self._sheets) - 1)
            case Qt.Key.Key_Space:
                back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
                bar.setValue(bar.value() + (-1 if back else 1) * bar.pageStep())
            case _:
                super().keyPressEvent(event)
