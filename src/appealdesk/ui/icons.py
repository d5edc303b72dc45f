"""Icons from our own SVG files, drawn in the colours of the theme and sharp at every size."""

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from appealdesk.resources import resource_path
from appealdesk.ui.theme import Theme

_SIZES = (16, 20, 32)


class Icons:
    """Draws icons; one that is not shipped is an error, so that a typing mistake shows at once."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._drawn: dict[tuple[str, str], QIcon] = {}
        self._pictures: dict[tuple[str, int, str, float], QPixmap] = {}

    def get(self, name: str, color: str = "") -> QIcon:
        """The icon of this name (``resources/icons/<name>.svg``) in a colour of the theme.

        Args:
            name: file name without ending.
            color: a field of ``Colors``, for example "accent"; empty is the text colour.
        """
        ink = getattr(self._theme.colors, color or "text")
        key = (name, ink)
        if key not in self._drawn:
            icon = QIcon()
            ratio = max(1.0, QGuiApplication.primaryScreen().devicePixelRatio())
            for size in _SIZES:
                icon.addPixmap(draw(name, size, ink, ratio))
                if not color:
                    off = draw(name, size, self._theme.colors.line, ratio)
                    icon.addPixmap(off, QIcon.Mode.Disabled)
            self._drawn[key] = icon
        return self._drawn[key]

    def pixmap(self, name: str, size: int, color: str = "") -> QPixmap:
        """One picture of an icon, ``size`` device-independent pixels wide."""
        ink = getattr(self._theme.colors, color or "text")
        ratio = max(1.0, QGuiApplication.primaryScreen().devicePixelRatio())
        key = (name, size, ink, ratio)
        if key not in self._pictures:
            self._pictures[key] = draw(name, size, ink, ratio)
        return self._pictures[key]


def app_icon() -> QIcon:
    """The program's own icon."""
    icon = QIcon()
    for size in (16, 24, 32, 48, 64, 128, 256):
        icon.addPixmap(draw("appealdesk", size, "", 1.0))
    return icon


@cache
def _svg(name: str) -> str:
    return resource_path(f"icons/{name}.svg").read_text(encoding="utf-8")


def draw(name: str, size: int, ink: str, ratio: float) -> QPixmap:
    """Draw an SVG of ours, ``currentColor`` in ``ink``, for a screen of this pixel ratio."""
    text = _svg(name)
    renderer = QSvgRenderer(QByteArray(text.replace("currentColor", ink).encode()))
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
