"""Draws the rows of the tree, and edits a title in place."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QObject,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from appealdesk.ui.packet_tree.look import MARK_ICONS, Look
from appealdesk.ui.packet_tree.model import ROW, SPOT, Index
from appealdesk.ui.packet_tree.rows import Level, Row, Thumb
from appealdesk.ui.page_images import ImageKey, PageImages
from appealdesk.ui.spot import Spot, SpotKind

_DIM = 0.45  # opacity of what was cut or is not in the packet


class RowDelegate(QStyledItemDelegate):
    """Two calm lines a row: what it is, and where in the packet.

    Args:
        look: sizes and fonts; set ``look`` anew when the theme changes.
        images: pictures of pages.
    """

    renamed = Signal(object, str)
    """(spot, typed title)"""

    def __init__(self, look: Look, images: PageImages, parent: QObject) -> None:
        super().__init__(parent)
        self.look = look
        self.cut: frozenset[int] = frozenset()
        self._images = images

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        spot: Spot = index.data(SPOT)
        is_paper = spot.kind is SpotKind.DOCUMENT
        look = self.look
        return QSize(look.indent * 6, look.paper_height if is_paper else look.row_height)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        spot: Spot = index.data(SPOT)
        row: Row = index.data(ROW)
        rect = self._rect(option)
        painter.save()
        if spot.kind is SpotKind.DOCUMENT and spot.id in self.cut:
            painter.setOpacity(_DIM)
        self._draw_picture(painter, rect, spot, row)
        self._draw_mark(painter, rect, row)
        self._draw_words(painter, self._words_rect(rect, spot, row), spot, row)
        painter.restore()

    # ---- the title, edited in place

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("rename-editor")
        editor.setAccessibleName(self.tr("New name"))
        return editor

    @override
    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(Qt.ItemDataRole.EditRole)))
            editor.selectAll()

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            self.renamed.emit(index.data(SPOT), editor.text())

    @override
    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        rect = self._rect(option)
        words = self._words_rect(rect, index.data(SPOT), Row("", ""))
        height = editor.sizeHint().height()
        top = rect.center().y() - height // 2
        editor.setGeometry(QRect(words.left() - 4, top, words.width() + 4, height))

    # ---- pieces

    def _rect(self, option: QStyleOptionViewItem) -> QRect:
        rect: QRect = option.rect
        return rect.adjusted(0, 0, -self.look.pad, 0)

    def _words_rect(self, rect: QRect, spot: Spot, row: Row) -> QRect:
        look = self.look
        left = look.thumb_width if spot.kind is SpotKind.DOCUMENT else look.icon
        right = 0 if row.level is Level.NONE else look.mark + look.gap
        top = (rect.height() - look.words_height) // 2
        return QRect(
            rect.left() + left + look.gap,
            rect.top() + top,
            max(0, rect.width() - left - look.gap - right),
            look.words_height,
        )

    def _draw_words(self, painter: QPainter, rect: QRect, spot: Spot, row: Row) -> None:
        look = self.look
        is_top = spot.kind in {SpotKind.PACKET, SpotKind.TRAY, SpotKind.SECTION}
        font = look.heading if is_top else look.title
        ink = "quiet" if row.is_off else "text"
        metrics = QFontMetrics(font)
        lines = fitted_lines(metrics, row.title, rect.width(), look.title_lines)
        line = QRect(rect)
        line.setHeight(metrics.height())
        line.translate(0, (look.title_lines - len(lines)) * metrics.height() // 2)
        for words in lines:
            self._draw_line(painter, line, font, words, ink)
            line.translate(0, metrics.height())
        line.setHeight(QFontMetrics(look.small).height())
        ink = "quiet"
        if row.is_waiting or row.level is Level.BROKEN:
            ink = "warn" if row.is_waiting else "bad"
        self._draw_line(painter, line, look.small, self._second_line(row), ink)

    def _second_line(self, row: Row) -> str:
        """Where in the packet; without room, what the badge says already is left off."""
        _, dot, pages = row.line.partition(" \u00b7 ")
        return pages if row.badge and dot and self.look.is_narrow else row.line

    def _draw_line(self, painter: QPainter, rect: QRect, font: QFont, words: str, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(self.look.color(ink))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _draw_mark(self, painter: QPainter, rect: QRect, row: Row) -> None:
        if row.level is not Level.NONE:
            size = self.look.mark
            name, color = MARK_ICONS[row.level]
            place = QPoint(rect.right() - size + 1, rect.center().y() - size // 2 + 1)
            painter.drawPixmap(place, self.look.picture(name, color, size))

    def _draw_picture(self, painter: QPainter, rect: QRect, spot: Spot, row: Row) -> None:
        look = self.look
        if spot.kind is not SpotKind.DOCUMENT:
            color = "warn" if row.is_waiting else "quiet"
            place = QPoint(rect.left(), rect.center().y() - look.icon // 2 + 1)
            icon = look.picture(look.row_icon(spot.kind), color, look.icon)
            painter.drawPixmap(place, icon)
            return
        box = QRect(rect.left(), 0, look.thumb_width, look.thumb_height)
        box.moveTop(rect.center().y() - look.thumb_height // 2)
        painter.save()
        if row.is_off:
            painter.setOpacity(_DIM)
        box = self._draw_page(painter, box, row.thumb)
        painter.restore()
        if row.badge:
            self._draw_badge(painter, box, row.badge)

    def _draw_page(self, painter: QPainter, box: QRect, thumb: Thumb | None) -> QRect:
        """The page, as large as fits; an empty sheet until its picture is there."""
        look = self.look
        pixmap = None if thumb is None else self._picture(thumb, painter)
        sheet = box if pixmap is None else _fitted(pixmap, box)
        if pixmap is None:
            painter.fillRect(sheet, look.color("paper" if thumb is not None else "hover"))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawPixmap(sheet, pixmap)
        if thumb is None:
            icon = look.picture("file-x", "bad", look.icon)
            place = sheet.center() - QPoint(look.icon // 2 - 1, look.icon // 2 - 1)
            painter.drawPixmap(place, icon)
        painter.setPen(look.color("line"))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet.adjusted(0, 0, -1, -1))
        return sheet

    def _picture(self, thumb: Thumb, painter: QPainter) -> QPixmap | None:
        look = self.look
        is_turned = thumb.rotation % 180 != 0
        width = look.thumb_height if is_turned else look.thumb_width
        real = round(width * painter.device().devicePixelRatioF() * 1.5)  # crisp after scaling
        return self._images.image(ImageKey(thumb.clean, thumb.index, real, thumb.rotation))

    def _draw_badge(self, painter: QPainter, sheet: QRect, letter: str) -> None:
        look = self.look
        metrics = QFontMetrics(look.badge)
        height = metrics.height()
        width = max(height, metrics.horizontalAdvance(letter) + look.pad)
        pill = QRect(0, 0, width, height)
        pill.moveBottomRight(sheet.bottomRight() + QPoint(look.pad // 2, look.pad // 2))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(look.color("base"), 1.5))
        painter.setBrush(look.color("accent"))
        painter.drawRoundedRect(pill, height / 3, height / 3)
        painter.setFont(look.badge)
        painter.setPen(look.color("on_accent"))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, letter)
        painter.restore()


def fitted_lines(metrics: QFontMetrics, words: str, width: int, most: int) -> list[str]:
    """Words broken into lines between words; the last of ``most`` lines may be too long."""
    lines: list[str] = []
    rest = words
    while len(lines) + 1 < most and metrics.horizontalAdvance(rest) > width:
        head = rest
        while " " in head and metrics.horizontalAdvance(head) > width:
            head = head.rpartition(" ")[0]
        lines.append(head)
        rest = rest[len(head) :].lstrip()
    return [*lines, rest] if rest else lines


def _fitted(pixmap: QPixmap, box: QRect) -> QRect:
    size = pixmap.size().scaled(box.size(), Qt.AspectRatioMode.KeepAspectRatio)
    fitted = QRect(QPoint(0, 0), size)
    fitted.moveCenter(box.center())
    return fitted
