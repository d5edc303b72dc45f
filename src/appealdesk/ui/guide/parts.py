"""Parts that all tabs of the guide are made of; each of them wraps its words in a narrow pane."""

import re

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from appealdesk.ui.theme import Theme
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, column, label, row

_LONG_RUN = re.compile(r"\S{16,}")
_BREAK_EVERY = 10  # letters
_BREAK = "\u200b"  # where a line may end inside a word, without a hyphen


def breakable(text: str) -> str:
    """The text with places to break long runs, such as file names, that no space divides."""

    def cut(run: re.Match[str]) -> str:
        word = run.group(0)
        return _BREAK.join(word[n : n + _BREAK_EVERY] for n in range(0, len(word), _BREAK_EVERY))

    return _LONG_RUN.sub(cut, text)


def set_words(shown: QLabel, text: str) -> None:
    """Show words that may be the user's own, so that even a long file name wraps."""
    if shown.accessibleName() != text:
        shown.setAccessibleName(text)
        shown.setText(breakable(text))


class RowButton(QPushButton):
    """A button across the whole width whose words wrap; an icon in front, an arrow behind."""

    def __init__(self, kit: Kit, name: str, icon: str = "", color: str = "quiet") -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "quiet")
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self._kit = kit
        self._icon, self._color = icon, color
        self._picture = QLabel()
        self._words = label("")
        self._arrow = QLabel()
        self._picture.setVisible(bool(icon))
        for part in (self._picture, self._words, self._arrow):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = row(self._picture, self._words, self._arrow, space=6)
        inner.setContentsMargins(8, 4, 6, 4)
        inner.setStretch(1, 1)
        self.setLayout(inner)
        self.redraw()

    @property
    def words(self) -> str:
        """What stands on it."""
        return self.accessibleName()

    def set_words(self, text: str) -> None:
        """Put other words on it. They are no ``text`` of the button: an "&" is just an "&"."""
        if text != self.accessibleName():
            self.setAccessibleName(text)
            self._words.setText(breakable(text))

    def redraw(self) -> None:
        """Draw the icons anew, in the colours and the size of the theme."""
        size = self._kit.theme.pixels(16)
        if self._icon:
            self._picture.setPixmap(self._kit.icons.pixmap(self._icon, size, self._color))
        self._arrow.setPixmap(self._kit.icons.pixmap("chevron-right", size, "accent"))

    @override
    def sizeHint(self) -> QSize:
        return self._laid_out().totalSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._laid_out().totalMinimumSize()

    def _laid_out(self) -> QVBoxLayout:
        layout = self.layout()
        assert layout is not None  # noqa: S101  set when it was made
        return layout  # type: ignore[return-value]


class Fold(QWidget):
    """A group under a heading that opens and closes."""

    toggled = Signal(bool)

    def __init__(self, kit: Kit, name: str, *, is_open: bool = True) -> None:
        super().__init__()
        self._kit = kit
        self._words = ""
        self._head = QPushButton()
        self._head.setObjectName(name)
        self._head.setProperty("role", "quiet")
        self._head.setAutoDefault(True)
        self._head.setCheckable(True)
        self._head.setChecked(is_open)
        self.body = column(space=SPACE)
        self._inside = QWidget()
        self._inside.setLayout(self.body)
        self._inside.setVisible(is_open)
        self.setLayout(column(self._head, self._inside, space=4))
        self._head.toggled.connect(self._toggle)
        self.redraw()

    @property
    def is_open(self) -> bool:
        """Whether what is inside shows."""
        return self._head.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Open or close it."""
        self._head.setChecked(is_open)

    def set_heading(self, text: str) -> None:
        """Name the group."""
        self._words = text
        self._head.setText(text.replace("&", "&&"))
        self._name()

    def redraw(self) -> None:
        """Draw the arrow anew."""
        size = self._kit.theme.pixels(16)
        self._head.setIconSize(QSize(size, size))
        arrow = "chevron-down" if self.is_open else "chevron-right"
        self._head.setIcon(self._kit.icons.get(arrow, "accent"))
        self._name()

    def _name(self) -> None:
        state = self.tr("open") if self.is_open else self.tr("closed")
        self._head.setAccessibleName(f"{self._words}, {state}")

    def _toggle(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self.redraw()
        self.toggled.emit(is_open)


class Page(QScrollArea):
    """One tab: a column that scrolls up and down, never sideways."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = column(space=12, margin=12)
        self.inside = QWidget()
        self.inside.setLayout(self.content)
        self.setWidget(self.inside)

    def redraw(self) -> None:
        """Draw icons and sizes anew, after the theme or the size of the text changed."""

    def settle(self) -> None:
        """Give everything its place now, so that places can be measured and kept."""
        self.content.activate()
        QCoreApplication.sendPostedEvents(self.inside, QEvent.Type.LayoutRequest.value)

    def top_of(self, widget: QWidget) -> int:
        """How far below the upper edge of what shows a widget begins, in pixels."""
        return widget.mapTo(self.inside, widget.rect().topLeft()).y() - self._scrolled()

    def put_at(self, widget: QWidget, top: int) -> None:
        """Scroll so that a widget begins where it began before."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.top_of(widget) - top)

    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()


def icon_label(kit: Kit, name: str, color: str, size: int = 18) -> QLabel:
    """A picture that says nothing to a screen reader; the words beside it do."""
    shown = QLabel()
    put_icon(shown, kit, name, color, size)
    return shown


def put_icon(shown: QLabel, kit: Kit, name: str, color: str, size: int = 18) -> None:
    """Draw an icon on a label."""
    shown.setPixmap(kit.icons.pixmap(name, kit.theme.pixels(size), color))
    shown.setAlignment(Qt.AlignmentFlag.AlignTop)


def smaller(theme: Theme) -> int:
    """Height of a thin bar, in pixels."""
    return theme.pixels(6)
