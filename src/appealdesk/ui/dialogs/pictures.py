"""Tiny drawings that show what a choice does."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from appealdesk.case.values import Arrangement
from appealdesk.ui.view import Kit

_ORDERS = {Arrangement.BY_SECTION: "tpptppt", Arrangement.LETTER_FIRST: "tttpppp"}
_SHEET = (17, 22)  # width and height of a sheet
_STEP = 20


class ArrangementPicture(QWidget):
    """Sheets in packet order: texts in the accent colour, papers in grey."""

    def __init__(self, kit: Kit, arrangement: Arrangement) -> None:
        super().__init__()
        self._kit = kit
        self._order = _ORDERS[arrangement]
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self.updateGeometry)
        kit.theme.changed.connect(self.update)

    @override
    def sizeHint(self) -> QSize:
        px = self._kit.theme.pixels
        return QSize(px(_STEP * len(self._order)), px(_SHEET[1] + 2))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        scale = self._kit.theme.text_scale / 100
        painter.scale(scale, scale)
        for place, kind in enumerate(self._order):
            self._sheet(painter, QRectF(place * _STEP + 0.5, 0.5, *_SHEET), is_text=kind == "t")

    def _sheet(self, painter: QPainter, sheet: QRectF, *, is_text: bool) -> None:
        colors = self._kit.theme.colors
        ink = QColor(colors.accent if is_text else colors.quiet)
        painter.setPen(ink)
        painter.setBrush(QColor(colors.chosen if is_text else colors.hover))
        painter.drawRoundedRect(sheet, 1.5, 1.5)
        if is_text:
            for height in (6, 10, 14):
                painter.drawLine(
                    sheet.topLeft() + QRectF(4, height, 0, 0).topLeft(),
                    sheet.topLeft() + QRectF(13, height, 0, 0).topLeft(),
                )
        else:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(sheet.adjusted(4.5, 5.5, -4.5, -8.5))
