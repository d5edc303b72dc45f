"""Draws one cell of the grid: the page at its true relative size, and what it is called."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from appealdesk.ui.page_images import ImageKey, PageImages
from appealdesk.ui.pages.layout import Sheet
from appealdesk.ui.pages.overlays import veil
from appealdesk.ui.pages.page_model import SHEET_ROLE, WORDS_ROLE, Caption
from appealdesk.ui.theme import LIGHT
from appealdesk.ui.view import Kit

PAD = 10  # around a thumbnail, within its cell


class PageDelegate(QStyledItemDelegate):
    """Draws cells. ``cell`` is the size of each, ``scale`` pixels to a point of a page."""

    def __init__(self, images: PageImages, kit: Kit, parent: QObject) -> None:
        super().__init__(parent)
        self._images, self._kit = images, kit
        self.cell = QSize(120, 160)
        self.scale = 0.2
        self.ratio = 1.0  # real pixels to one of the screen's

    def words_height(self) -> int:
        """Room for the two lines below a thumbnail."""
        return round(self._kit.theme.points() * 4.2)

    def thumb(self, sheet: Sheet) -> QSize:
        """How large a page is drawn."""
        wide, high = sheet.shown
        most = (self.cell.width() - 2 * PAD, self.cell.height() - 2 * PAD - self.words_height())
        scale = min(self.scale, most[0] / max(wide, 0.01), most[1] / max(high, 0.01))
        return QSize(max(round(wide * scale), 3), max(round(high * scale), 3))

    def place(self, cell: QRect, sheet: Sheet) -> QRect:
        """Where in its cell a page is drawn."""
        place = QRect(cell.topLeft(), self.thumb(sheet))
        place.moveCenter(cell.adjusted(3, PAD, -3, -3 - self.words_height()).center())
        return place

    def key(self, sheet: Sheet) -> ImageKey:
        """The picture that a page is drawn with."""
        size = self.thumb(sheet)
        wide = size.height() if sheet.rotation % 180 else size.width()
        return ImageKey(
            sheet.key_source, sheet.index, max(round(wide * self.ratio), 1), sheet.rotation
        )

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return self.cell

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        sheet, caption = index.data(SHEET_ROLE), index.data(WORDS_ROLE)
        colors = self._kit.theme.colors
        state: QStyle.StateFlag = option.state
        cell = option.rect.adjusted(3, 3, -3, -3)
        is_chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if is_chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.chosen if is_chosen else colors.hover))
            painter.drawRoundedRect(cell, 8, 8)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(colors.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell, 8, 8)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        self._paint_page(painter, sheet, caption, self.place(option.rect, sheet))
        self._paint_words(painter, caption, cell)
        painter.restore()

    def _paint_page(self, painter: QPainter, sheet: Sheet, caption: Caption, place: QRect) -> None:
        colors = self._kit.theme.colors
        painter.fillRect(place, QColor(colors.paper))
        key = self.key(sheet)
        picture = self._images.best(key)
        if picture is not None:
            painter.drawPixmap(place, picture)
        elif why := self._images.why_not(key):
            painter.setPen(QColor(LIGHT.quiet))
            wraps = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place.adjusted(6, 6, -6, -6), wraps, why)
        if caption.is_left_out:
            painter.fillRect(place, veil(colors.window, 185))
            side = min(self._kit.theme.pixels(28), place.width() - 4)
            icon = self._kit.icons.pixmap("eye-off", side, "quiet")
            where = QRect(0, 0, side, side)
            where.moveCenter(place.center())
            painter.drawPixmap(where, icon)
        painter.setPen(QPen(QColor(colors.quiet if self._kit.theme.is_dark else colors.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(place.adjusted(-1, -1, 0, 0))

    def _paint_words(self, painter: QPainter, caption: Caption, cell: QRect) -> None:
        colors = self._kit.theme.colors
        high = self.words_height() // 2
        top = cell.bottom() - 2 * high
        middle = Qt.AlignmentFlag.AlignCenter
        small = painter.font()
        for number, (words, ink) in enumerate(
            ((caption.own, colors.text), (caption.packet, colors.quiet))
        ):
            if number:
                small.setPointSizeF(self._kit.theme.points(-1))
                small.setBold(caption.is_left_out)
                painter.setFont(small)
            place = QRect(cell.left() + 4, top + number * high, cell.width() - 8, high)
            painter.setPen(QColor(ink))
            fitting = painter.fontMetrics().elidedText(
                words, Qt.TextElideMode.ElideRight, place.width()
            )
            painter.drawText(place, middle, fitting)
