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


_NARROW = 230  # a list narrower than this, at 100% text, has no room for long lines


class Look:
    """What the tree is drawn with. Make a new one when the theme has changed.

    Args:
        theme: text size and colours.
        icons: draws little pictures.
        is_narrow: the list is narrow for its text: pictures are smaller, titles take two lines.
    """

    def __init__(self, theme: Theme, icons: Icons, *, is_narrow: bool = False) -> None:
        self.is_narrow = is_narrow
        self._theme = theme
        self._icons = icons
        self._pictures: dict[tuple[str, str, int], QPixmap] = {}
        pixels = theme.pixels
        self.gap = pixels(8)
        self.pad = pixels(6)
        self.indent = pixels(12 if is_narrow else 18)
        self.icon = pixels(14 if is_narrow else 18)
        self.mark = pixels(12 if is_narrow else 16)
        self.thumb_width = pixels(20 if is_narrow else 33)
        self.thumb_height = pixels(26 if is_narrow else 43)
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

    def has_room(self, width: int) -> bool:
        """Whether a list of this width (in pixels) has room for long lines."""
        return width >= self._theme.pixels(_NARROW)

    @property
    def title_lines(self) -> int:
        """How many lines a title may take."""
        return 2 if self.is_narrow else 1

    @cached_property
    def words_height(self) -> int:
        """The title, and the line below it."""
        title = QFontMetrics(self.heading).height()
        return title * self.title_lines + QFontMetrics(self.small).height()

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
