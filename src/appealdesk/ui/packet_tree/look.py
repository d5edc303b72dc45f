"""Sizes, fonts and little pictures of the tree, counted once for each text size and theme."""

from functools import cached_property

from PySide6.QtGui import QColor, QFont, QFontMetrics, QPixmap

from appealdesk.ui.icons import Icons
from appealdesk.ui.packet_tree.rows import Level
from appealdesk.ui.spot import SpotKind
from appealdesk.ui.theme import Theme

MARK_ICONS = {
    Level.WEAK: ("info", "quiet"),
    Level.MISSING: ("triangle-alert", "warn"),
    Level.BROKEN: ("file-x", "bad"),
}
"""Icon and colour of what needs a look."""

_ROW_ICONS = {SpotKind.PACKET: "layers", SpotKind.TRAY: "inbox", SpotKind.SECTION: "folder"}


class Look:
    """What the tree is drawn with. Make a new one when the theme has changed."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        self._theme = theme
        self._icons = icons
        self._pictures: dict[tuple[str, str, int], QPixmap] = {}
        pixels = theme.pixels
        self.gap = pixels(8)
        self.pad = pixels(6)
        self.indent = pixels(18)
        self.icon = pixels(18)
        self.mark = pixels(16)
        self.thumb_width = pixels(33)
        self.thumb_height = pixels(43)
        self.bar = pixels(3)  # before the current row
        self.dot = pixels(4)  # radius, of the insertion caret

    @cached_property
    def title(self) -> QFont:
        """Papers and reasons."""
        font = QFont()
        font.setPointSizeF(self._theme.points())
        return font

    @cached_property
    def heading(self) -> QFont:
        """The packet, the tray, sections."""
        font = QFont(self.title)
        font.setBold(True)
        return font

    @cached_property
    def small(self) -> QFont:
        """The second line of a row."""
        font = QFont(self.title)
        font.setPointSizeF(self._theme.points(-1))
        return font

    @cached_property
    def badge(self) -> QFont:
        """The letter of an exhibit."""
        font = QFont(self.small)
        font.setBold(True)
        return font

    @cached_property
    def words_height(self) -> int:
        """Two lines of words."""
        return QFontMetrics(self.heading).height() + QFontMetrics(self.small).height()

    @cached_property
    def row_height(self) -> int:
        """A row of words alone."""
        return self.words_height + 2 * self.pad

    @cached_property
    def paper_height(self) -> int:
        """A row with the picture of a page."""
        return max(self.words_height, self.thumb_height) + 2 * self.pad

    def color(self, name: str) -> QColor:
        """A colour of the theme by its name."""
        return QColor(getattr(self._theme.colors, name))

    def picture(self, name: str, color: str, size: int) -> QPixmap:
        """An icon, drawn once."""
        key = (name, color, size)
        if key not in self._pictures:
            self._pictures[key] = self._icons.pixmap(name, size, color)
        return self._pictures[key]

    def row_icon(self, kind: SpotKind) -> str:
        """The icon before a row of words."""
        return _ROW_ICONS.get(kind, "message-square-quote")
