"""The look of the window: two palettes, one type scale, one style sheet.

Our own palette is set on Fusion, because platform styles know dark only now and then. Every pair
of text and ground below has at least WCAG AA contrast (4.5:1), which a test computes.
"""

from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from appealdesk.resources import resource_path

BASE_POINTS = 10.5
SERIF = "Noto Serif"
SANS = "Noto Sans"


@dataclass(frozen=True, slots=True)
class Colors:
    """The colours of one theme, by what they are for."""

    window: str  # behind everything
    pane: str  # side panes, cards
    base: str  # where one reads and types
    line: str  # hairlines and borders of controls
    text: str
    quiet: str  # secondary text
    accent: str  # links, focus, the chosen row, the main button
    on_accent: str
    chosen: str  # ground of the chosen row
    hover: str
    good: str
    warn: str
    bad: str
    good_ground: str
    warn_ground: str
    bad_ground: str
    paper: str  # a page's own ground: white in both themes


LIGHT = Colors(
    window="#ECEEF1",
    pane="#F7F8FA",
    base="#FFFFFF",
    line="#C9CFD6",
    text="#1C2530",
    quiet="#55616E",
    accent="#1F5F93",
    on_accent="#FFFFFF",
    chosen="#D6E6F4",
    hover="#E8EEF4",
    good="#1E6B41",
    warn="#7A4A00",
    bad="#A8201A",
    good_ground="#E3F3EA",
    warn_ground="#FCF1DC",
    bad_ground="#FBE7E5",
    paper="#FFFFFF",
)
DARK = Colors(
    window="#16191D",
    pane="#1E2227",
    base="#24292F",
    line="#454D56",
    text="#E7EAEE",
    quiet="#A7B0BA",
    accent="#86B8E3",
    on_accent="#0F1E2B",
    chosen="#2C4258",
    hover="#2B3138",
    good="#7FD0A2",
    warn="#EDBE73",
    bad="#F29C95",
    good_ground="#1F3529",
    warn_ground="#3A2F1B",
    bad_ground="#412624",
    paper="#FFFFFF",
)


class Theme(QObject):
    """Sets the look of the application and tells of changes.

    Args:
        app: the application.
        choice: "light", "dark" or "system".
        text_scale: size of all text in percent, 80 to 200.
    """

    changed = Signal()

    def __init__(self, app: QApplication, choice: str = "system", text_scale: int = 100) -> None:
        super().__init__(app)
        self._app = app
        self._choice = choice
        self._scale = text_scale
        for font in ("NotoSans-Regular", "NotoSans-Bold", "NotoSans-Italic", "NotoSerif-Regular",
                     "NotoSerif-Bold", "NotoSerif-Italic", "NotoSerif-BoldItalic"):  # fmt: skip
            QFontDatabase.addApplicationFont(str(resource_path(f"fonts/{font}.ttf")))
        style = QStyleFactory.create("Fusion")
        app.setStyle(style)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)
        self._put()

    @property
    def choice(self) -> str:
        """What the user chose: "light", "dark" or "system"."""
        return self._choice

    @property
    def is_dark(self) -> bool:
        """Whether the dark colours show."""
        if self._choice == "system":
            return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return self._choice == "dark"

    @property
    def colors(self) -> Colors:
        """The colours that show."""
        return DARK if self.is_dark else LIGHT

    @property
    def text_scale(self) -> int:
        """Size of all text in percent."""
        return self._scale

    def set(self, choice: str | None = None, text_scale: int | None = None) -> None:
        """Choose another theme or text size."""
        self._choice = choice or self._choice
        self._scale = min(200, max(80, text_scale or self._scale))
        self._put()

    def points(self, step: int = 0) -> float:
        """A font size in points: -1 small, 0 text, 1 title, 2 heading, 3 hero."""
        factor = {-1: 0.88, 0: 1.0, 1: 1.2, 2: 1.5, 3: 2.1}[step]
        return BASE_POINTS * factor * self._scale / 100

    def pixels(self, length: int) -> int:
        """A length that grows with the text, in device-independent pixels."""
        return round(length * self._scale / 100)

    def _system_changed(self) -> None:
        if self._choice == "system":
            self._put()

    def _put(self) -> None:
        font = QFont(SANS)
        font.setPointSizeF(self.points())
        self._app.setFont(font)
        self._app.setPalette(_palette(self.colors))
        self._app.setStyleSheet(_sheet(self))
        self.changed.emit()


def _palette(c: Colors) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for what, color in {
        role.Window: c.window,
        role.WindowText: c.text,
        role.Base: c.base,
        role.AlternateBase: c.pane,
        role.Text: c.text,
        role.Button: c.pane,
        role.ButtonText: c.text,
        role.BrightText: c.bad,
        role.Highlight: c.accent,
        role.HighlightedText: c.on_accent,
        role.Link: c.accent,
        role.LinkVisited: c.accent,
        role.ToolTipBase: c.base,
        role.ToolTipText: c.text,
        role.PlaceholderText: c.quiet,
        role.Accent: c.accent,
        role.Mid: c.line,
        role.Midlight: c.hover,
        role.Dark: c.line,
        role.Light: c.base,
        role.Shadow: "#000000",
    }.items():
        palette.setColor(what, QColor(color))
    for what in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, what, QColor(c.quiet))
    palette.setColor(QPalette.ColorGroup.Disabled, role.Highlight, QColor(c.line))
    return palette


def _sheet(theme: Theme) -> str:
    """The style sheet, with ``$name`` for colours and ``$3px`` style lengths left as they are."""
    text = resource_path("style.qss").read_text(encoding="utf-8")
    for item in sorted(fields(Colors), key=lambda f: -len(f.name)):
        text = text.replace(f"${item.name}", getattr(theme.colors, item.name))
    scheme = "dark" if theme.is_dark else "light"
    for way in ("up", "down"):
        arrow = resource_path(f"icons/arrow-{way}-{scheme}.svg").as_posix()
        text = text.replace(f"@arrow-{way}", arrow)
    for sign in ("check", "dot"):
        drawing = resource_path(f"icons/{sign}-{scheme}.svg").as_posix()
        text = text.replace(f"@{sign}", drawing)
    box = theme.pixels(14)
    text = text.replace("@box", f"{box}px").replace("@round", f"{box // 2 + 1}px")
    for step, name in ((-1, "small"), (1, "title"), (2, "heading"), (3, "hero")):
        text = text.replace(f"@{name}", f"{theme.points(step):.2f}pt")
    return text
