"""Labels and icons: a chip that says where a citation points, a title that stays on one line."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QLabel, QSizePolicy, QWidget
from typing_extensions import override

from appealdesk.ui.view import Kit


def draw_icon(button: QAbstractButton, kit: Kit, name: str, color: str = "") -> None:
    """Put an icon on a button in the colours of the theme, as large as the text asks for."""
    size = kit.theme.pixels(18)
    button.setIcon(kit.icons.get(name, color))
    button.setIconSize(QSize(size, size))


def tab_before(place: QWidget, made: QWidget) -> None:
    """Let Tab come to a part that was made later before it comes to ``place``."""
    before = place.previousInFocusChain()
    # Qt leaves the order as it is when the first of two never takes the focus, such as a frame.
    while before is not None and before.focusPolicy() == Qt.FocusPolicy.NoFocus:
        before = before.previousInFocusChain()
    if before is not None:
        QWidget.setTabOrder(before, made)


class Chip(QLabel):
    """Shows where a citation points, or that it is broken."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._is_broken = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setContentsMargins(7, 1, 7, 2)
        kit.theme.changed.connect(self._draw)
        self._draw()

    def show_words(self, words: str, *, is_broken: bool) -> None:
        """Show these words."""
        self._is_broken = is_broken
        self.setText(words)
        self._draw()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colors = self._kit.theme.colors
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(colors.bad) if self._is_broken else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.bad_ground if self._is_broken else colors.chosen))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        painter.end()
        super().paintEvent(event)

    def _draw(self) -> None:
        colors = self._kit.theme.colors
        palette = QPalette(self.palette())
        ink = colors.bad if self._is_broken else colors.text
        palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
        self.setPalette(palette)
        font = self.font()
        font.setPointSizeF(self._kit.theme.points())
        font.setBold(True)
        self.setFont(font)
        self.update()


class OneLine(QLabel):
    """A title on one line; what does not fit is cut off with an ellipsis and is in the tool tip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "title")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_words(self, words: str) -> None:
        """Show these words."""
        self._full = words
        self.setAccessibleName(words)
        self._cut()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def _cut(self) -> None:
        metrics = self.fontMetrics()
        shown = metrics.elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")
