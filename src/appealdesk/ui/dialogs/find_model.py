"""What was found, as a list: a title, and the words around with what was found marked."""

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from appealdesk.desk.search import Hit
from appealdesk.ui.view import Kit

HIT = Qt.ItemDataRole.UserRole
_AROUND = 7  # pixels around the two lines of a hit
_ICONS = {"detail": "user", "section": "file-text", "reason": "message-square-quote"}

Index = QModelIndex | QPersistentModelIndex


class Hits(QAbstractListModel):
    """The hits of the present search; they are added as they come."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._hits)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._hits):
            return None
        hit = self._hits[index.row()]
        if role == HIT:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{hit.title}. {hit.excerpt}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return hit.excerpt
        return None

    def add(self, hits: Sequence[Hit]) -> None:
        """More was found."""
        count = len(self._hits)
        self.beginInsertRows(QModelIndex(), count, count + len(hits) - 1)
        self._hits.extend(hits)
        self.endInsertRows()

    def clear(self) -> None:
        """Another search begins."""
        self.beginResetModel()
        self._hits.clear()
        self.endResetModel()


class HitDelegate(QStyledItemDelegate):
    """Draws a hit on two lines: where, and what stands there."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = QFontMetrics(_bold(option.font)).height() + QFontMetrics(option.font).height()
        return QSize(10, height + 2 * _AROUND + 2)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        hit = index.data(HIT)
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        colors = self._kit.theme.colors
        size = self._kit.theme.pixels(18)
        icon = self._kit.icons.pixmap(_ICONS.get(hit.kind, "file-search"), size, "quiet")
        where: QRect = option.rect.adjusted(10, _AROUND, -8, -_AROUND)
        painter.save()
        painter.drawPixmap(where.topLeft(), icon)
        where.setLeft(where.left() + size + 8)
        bold = _bold(option.font)
        metrics = QFontMetrics(bold)
        painter.setFont(bold)
        painter.setPen(QColor(colors.text))
        title = metrics.elidedText(hit.title, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(QPointF(where.left(), where.top() + metrics.ascent()), title)
        self._excerpt(painter, option.font, where, where.top() + metrics.height() + 2, hit)
        painter.restore()

    def _excerpt(self, painter: QPainter, font: QFont, where: QRect, top: int, hit: Hit) -> None:
        colors = self._kit.theme.colors
        layout = QTextLayout(hit.excerpt, font)
        marked = QTextCharFormat()
        marked.setBackground(QColor(colors.warn_ground))
        marked.setForeground(QColor(colors.text))
        marked.setFontWeight(QFont.Weight.Bold)
        ranges = []
        for start, length in hit.marks:
            one = QTextLayout.FormatRange()
            one.start, one.length, one.format = start, length, marked
            ranges.append(one)
        layout.setFormats(ranges)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(100_000)  # one line; what does not fit is clipped
        layout.endLayout()
        painter.setPen(QColor(colors.quiet))
        painter.setClipRect(where)
        layout.draw(painter, QPointF(where.left(), top))


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made
