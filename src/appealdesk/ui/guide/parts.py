"""Parts that all tabs of the guide are made of; each of them wraps its words in a narrow pane."""

import re

from PySide6.QtCore import QCoreApplication, QEvent, QSize, Qt
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)
from typing_extensions import override

from appealdesk.ui.theme import Theme
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import column, label, row

_TIGHT = 200  # pixels at 100% text
_DEPTH = 8  # widgets from a row to the scroll area, and a few to spare
INSET = 8  # how far the words of a row stand inside it
_RUN = re.compile(r"\S{10,}")
_BETWEEN = re.compile(r"(?<=[-_./@:,])(?=\S)")
_PIECE, _CHUNK = 20, 6  # letters: a piece that is longer is no word and is cut anywhere
_MARKS = ".,:;!?()'\u2019\u201c\u201d"  # stand at a word and are no part of a name or number
_BREAK = "\u200b"  # where a line may end inside a word, without a hyphen


def breakable(text: str) -> str:
    """The text with places to break long runs, such as file names, that no space divides."""
    return _RUN.sub(_cut, text)


def _cut(run: re.Match[str]) -> str:
    return _BREAK.join(
        _BREAK.join(piece[n : n + _CHUNK] for n in range(0, len(piece), _CHUNK))
        if len(piece) > _PIECE or (len(piece) > 2 * _CHUNK and not _is_word(piece))
        else piece
        for piece in _BETWEEN.split(run.group(0))
    )


def _is_word(piece: str) -> bool:
    return all(letter.isalpha() or letter in _MARKS for letter in piece)


def set_words(shown: QLabel, text: str) -> None:
    """Show words that may be the user's own, so that even a long file name wraps."""
    if shown.accessibleName() != text:
        shown.setAccessibleName(text)
        shown.setText(breakable(text))


def bold(shown: QLabel) -> QLabel:
    """Make a label's words bold; their size stays that of the window."""
    font = QFont()
    font.setBold(True)  # only this is set, all else is inherited
    shown.setFont(font)
    return shown


class RowButton(QPushButton):
    """A button across the whole width whose words wrap; an icon in front, an arrow behind."""

    def __init__(
        self, kit: Kit, name: str, icon: str = "", color: str = "quiet", *, has_arrow: bool = True
    ) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "quiet")
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._kit = kit
        self._icon, self._color = icon, color
        self._picture = QLabel()
        self._words = label("")
        self._arrow = QLabel()
        self._has_arrow = has_arrow
        for part in (self._picture, self._words, self._arrow):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = row(self._picture, self._words, self._arrow, space=6)
        inner.setContentsMargins(INSET, 4, 4, 4)
        inner.setStretch(1, 1)
        self.setLayout(inner)
        # Not before: what is shown without a parent is a window of its own, and takes the focus.
        self._picture.setVisible(bool(icon))
        self._arrow.setVisible(has_arrow)
        self.redraw()

    @property
    def words(self) -> str:
        """What stands on it."""
        return self._said

    _said = ""
    _is_main = False

    def set_words(self, text: str) -> None:
        """Put other words on it. They are no ``text`` of the button: an "&" is just an "&"."""
        if text != self._said:
            self._said = text
            self.setAccessibleName(text)
            self._words.setText(breakable(text))

    def set_bold(self) -> None:
        """Make the words bold, as a heading."""
        bold(self._words)

    def set_main(self) -> None:
        """Make it the main button of a view."""
        self.setProperty("role", "main")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._laid_out().setContentsMargins(12, 6, 14, 6)
        self._is_main = True
        self.redraw()

    def set_icon(self, name: str, color: str) -> None:
        """Put another icon in front."""
        self._icon, self._color = name, color
        self._picture.setVisible(bool(name))
        self.redraw()

    def set_tight(self, is_tight: bool) -> None:
        """Leave the arrow out where the words need all the room."""
        self._arrow.setVisible(self._has_arrow and not is_tight)

    def redraw(self) -> None:
        """Draw the icons anew, in the colours and the size of the theme."""
        size = self._kit.theme.pixels(16)
        if self._icon:
            self._picture.setPixmap(self._kit.icons.pixmap(self._icon, size, self._color))
        self._arrow.setPixmap(self._kit.icons.pixmap("chevron-right", size, "accent"))
        if self._is_main:
            colors = self._kit.theme.colors
            self._words.setStyleSheet(
                f"QLabel {{ color: {colors.on_accent}; }}"
                f"QLabel:disabled {{ color: {colors.quiet}; }}"
            )

    @override
    def sizeHint(self) -> QSize:
        return self._laid_out().totalSizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._laid_out().totalMinimumSize()

    def _laid_out(self) -> QLayout:
        layout = self.layout()
        assert layout is not None  # noqa: S101  set when it was made
        return layout


class Fold(QWidget):
    """A group under a heading that opens and closes."""

    def __init__(self, kit: Kit, name: str, *, is_open: bool = True) -> None:
        super().__init__()
        self._heading = ""
        self.head = RowButton(kit, name, "chevron-down", "accent", has_arrow=False)
        self.head.set_bold()
        self.head.setCheckable(True)
        self.head.setChecked(is_open)
        self.body = column(space=14)
        self._inside = QWidget()
        self._inside.setLayout(self.body)
        outer = column(self.head, self._inside, space=6)
        self.body.setContentsMargins(INSET, 0, 0, 0)
        self.setLayout(outer)
        self._inside.setVisible(is_open)
        self.head.toggled.connect(self._toggle)
        self._draw()

    @property
    def is_open(self) -> bool:
        """Whether what is inside shows."""
        return self.head.isChecked()

    def set_heading(self, text: str) -> None:
        """Name the group."""
        self._heading = text
        self._draw()

    def redraw(self) -> None:
        """Draw the arrow anew."""
        self.head.redraw()

    def _draw(self) -> None:
        self.head.set_icon("chevron-down" if self.is_open else "chevron-right", "accent")
        self.head.set_words(self._heading)
        state = self.tr("open") if self.is_open else self.tr("closed")
        self.head.setAccessibleName(f"{self._heading}, {state}")

    def _toggle(self, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self._draw()


class Page(QScrollArea):
    """One tab: a column that scrolls up and down, never sideways."""

    def __init__(self, kit: Kit, name: str) -> None:
        super().__init__()
        self._kit = kit
        self.setObjectName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        # A bar that is switched off can still be moved, by making something visible.
        self.horizontalScrollBar().valueChanged.connect(self._stay_left)
        self.content = column(space=12)
        self.content.setContentsMargins(12 - INSET, 12, 12, 12)
        self.inside = QWidget()
        self.inside.setLayout(self.content)
        self.setWidget(self.inside)

    def add(self, *parts: QWidget | QLayout) -> None:
        """Add parts one below the other; their words stand in line with those of the rows."""
        for part in parts:
            held = row(part)
            held.setContentsMargins(INSET, 0, 0, 0)
            self.content.addLayout(held)

    @property
    def is_tight(self) -> bool:
        """Whether there is room for a word or two in a line, and for nothing beside them."""
        return self.viewport().width() < self._kit.theme.pixels(_TIGHT)

    def redraw(self) -> None:
        """Draw icons and sizes anew, after the theme or the size of the text changed."""
        self.fit()

    def fit(self) -> None:
        """Leave out what has no room."""
        for part in self.inside.findChildren(RowButton):
            part.set_tight(self.is_tight)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def settle(self) -> None:
        """Give everything its place now, so that places can be measured and kept."""
        for _ in range(_DEPTH):  # each turn, a change goes up one widget
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def top_of(self, widget: QWidget) -> int:
        """How far below the upper edge of what shows a widget begins, in pixels."""
        return widget.mapTo(self.inside, widget.rect().topLeft()).y() - self._scrolled()

    def put_at(self, widget: QWidget, top: int) -> None:
        """Scroll so that a widget begins where it began before."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.top_of(widget) - top)

    def _stay_left(self, value: int) -> None:
        if value:
            self.horizontalScrollBar().setValue(0)

    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()


def put_icon(shown: QLabel, kit: Kit, name: str, color: str, size: int = 18) -> None:
    """Draw an icon on a label."""
    shown.setPixmap(kit.icons.pixmap(name, kit.theme.pixels(size), color))
    shown.setAlignment(Qt.AlignmentFlag.AlignTop)


def smaller(theme: Theme) -> int:
    """Height of a thin bar, in pixels."""
    return theme.pixels(6)
