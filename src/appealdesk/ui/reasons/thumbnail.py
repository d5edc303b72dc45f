"""A small picture of one page."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from appealdesk.ui.page_images import ImageKey, PageImages
from appealdesk.ui.view import Kit


class Thumbnail(QWidget):
    """Shows a page as soon as its picture is there. It is not read aloud: words stand beside it.

    Args:
        images: draws the page.
        kit: what every part of the window may use.
        width: in pixels at 100% text.
    """

    def __init__(self, images: PageImages, kit: Kit, width: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._images = images
        self._kit = kit
        self._width = width
        self._page: tuple[str, int, int] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        images.ready.connect(self._ready)
        kit.theme.changed.connect(self._redraw)

    def show_page(self, clean: str, index: int, rotation: int) -> None:
        """Show a page of a clean PDF; without one there is a white sheet."""
        page = (clean, index, rotation) if clean else None
        if page != self._page:
            self._page = page
            self.update()

    @override
    def sizeHint(self) -> QSize:
        width = self._kit.theme.pixels(self._width)
        return QSize(width, round(width * 11 / 8.5))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colors = self._kit.theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        key = self._key()
        picture = None if key is None else self._images.image(key)
        if picture is not None:
            size = picture.size().scaled(room.size().toSize(), Qt.AspectRatioMode.KeepAspectRatio)
            sheet = QRectF(0, 0, size.width(), size.height())
            sheet.moveCenter(room.center())
            painter.drawPixmap(sheet, picture, QRectF(picture.rect()))
        else:
            sheet = room
            painter.fillRect(sheet, QColor(colors.paper if key is not None else colors.hover))
        painter.setPen(QPen(QColor(colors.line), 1))
        painter.drawRect(sheet)

    def _key(self) -> ImageKey | None:
        if self._page is None:
            return None
        clean, index, rotation = self._page
        # Turned pages are drawn by their upright width, so that they are sharp either way.
        width = round(self.sizeHint().width() * self.devicePixelRatioF())
        return ImageKey(clean, index, width, rotation)

    def _ready(self, key: object) -> None:
        if key == self._key():
            self.update()

    def _redraw(self) -> None:
        self.updateGeometry()
        self.update()
