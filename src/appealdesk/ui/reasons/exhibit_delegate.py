"""Paints the rows of the evidence picker's list."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from appealdesk.ui.reasons.exhibit_rows import ROW, Row, RowKind
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE

_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_MOST_LINES = 8  # of an excerpt in a very narrow list; no title is that long
_Index = QModelIndex | QPersistentModelIndex


class ExhibitDelegate(QStyledItemDelegate):
    """Headings small and quiet, exhibits with their letter, pages with the words found there."""

    def __init__(self, view: QListView, kit: Kit) -> None:
        super().__init__(view)
        self._view = view
        self._kit = kit

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        row = index.data(ROW)
        width = self._view.viewport().width()
        if not isinstance(row, Row):
            return QSize(width, 0)
        if row.kind is RowKind.HEADING:
            font = self._font(-1, bold=True)
            return QSize(
                width, self._height(row.text, font, self._text_width(row, width)) + 2 * SPACE
            )
        height = SPACE
        for text, font in self._lines(row):
            height += self._height(text, font, self._text_width(row, width)) + 2
        return QSize(width, height + SPACE)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        colors = self._kit.theme.colors
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.kind is RowKind.HEADING:
            painter.setFont(self._font(-1, bold=True))
            painter.setPen(QColor(colors.quiet))
            place = rect.adjusted(SPACE, 0, -SPACE, -SPACE // 2)
            low = Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap
            painter.drawText(place, low, row.text)
            painter.restore()
            return
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.chosen if is_chosen else colors.hover))
            painter.drawRoundedRect(rect.adjusted(2, 1, -2, -1), 6, 6)
        if is_chosen and self._view.hasFocus():
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(3, 2, -3, -2), 6, 6)
        self._paint_row(painter, row, rect, is_chosen=is_chosen)
        painter.restore()

    def _paint_row(self, painter: QPainter, row: Row, rect: QRect, *, is_chosen: bool) -> None:
        colors = self._kit.theme.colors
        top = rect.top() + SPACE
        left = rect.left() + SPACE
        if row.kind is RowKind.EXHIBIT:
            self._paint_letter(painter, row, left, top)
            left += self._letter_width() + SPACE
        width = self._text_width(row, rect.width())
        for place, (text, font) in enumerate(self._lines(row)):
            height = self._height(text, font, width)
            quiet = colors.text if is_chosen else colors.quiet
            color = colors.text if place == 0 and row.is_citable else quiet
            if row.kind is RowKind.PAGE:
                color = (colors.accent if row.is_citable else quiet) if place == 0 else colors.text
            painter.setFont(font)
            painter.setPen(QColor(color))
            painter.drawText(QRect(left, top, width, height), _WRAP, text)
            top += height + 2

    def _paint_letter(self, painter: QPainter, row: Row, left: int, top: int) -> None:
        colors = self._kit.theme.colors
        font = self._font(0, bold=True)
        height = QFontMetrics(font).height()
        box = QRect(left, top, self._letter_width(), height + 4)
        painter.setFont(font)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colors.accent if row.mark else colors.line), 1))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), 4, 4)
        painter.setPen(QColor(colors.accent if row.mark else colors.quiet))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, row.mark or "\u2013")

    def _lines(self, row: Row) -> list[tuple[str, QFont]]:
        if row.kind is RowKind.PAGE:
            lines = [(row.mark, self._font(0, bold=True)), (row.text, self._font(-1))]
        else:
            lines = [(row.text, self._font(0))]
        return [*lines, (row.detail, self._font(-1))] if row.detail else lines

    def _text_width(self, row: Row, width: int) -> int:
        taken = self._letter_width() + SPACE if row.kind is RowKind.EXHIBIT else 0
        return max(40, width - SPACE * 2 - taken)

    def _letter_width(self) -> int:
        return self._kit.theme.pixels(32)

    def _height(self, text: str, font: QFont, width: int) -> int:
        metrics = QFontMetrics(font)
        room = QRect(0, 0, width, 10_000)
        return min(metrics.boundingRect(room, _WRAP, text).height(), _MOST_LINES * metrics.height())

    def _font(self, step: int, *, bold: bool = False) -> QFont:
        font = QFont(self._view.font())
        font.setPointSizeF(self._kit.theme.points(step))
        font.setBold(bold)
        return font
