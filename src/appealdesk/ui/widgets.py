"""Small parts that look alike everywhere: labels, buttons, cards, lines, columns."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPixmap
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

SPACE = 8  # the unit of all distances, in device-independent pixels


def label(text: str, role: str = "", *, wraps: bool = True) -> QLabel:
    """Words on the window. Roles are those of ``style.qss``: title, heading, quiet, small ..."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wraps)
    if role:
        made.setProperty("role", role)
    return made


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget another role of the style sheet."""
    if widget.property("role") != role:
        widget.setProperty("role", role)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class WordButton(QPushButton):
    """A button with words; its icon keeps a distance to them, which style sheets cannot give."""

    _GAP = 6

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self._own = QIcon()
        self._asked = QSize()  # the size that was set; none: as large as the words
        self._made = 0  # cache key of the padded icon, to see whether it is to be drawn anew

    @override
    def setIcon(self, icon: QIcon | QPixmap) -> None:
        self._own = QIcon(icon)
        self._made = -1  # not 0: that is the key of no icon at all
        self._pad()

    @override
    def setIconSize(self, size: QSize) -> None:
        self._asked = size
        self._pad()

    @override
    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._pad()

    def _pad(self) -> None:
        words = max(16, round(self.fontMetrics().ascent() * 1.15))
        side = self._asked if self._asked.isValid() else QSize(words, words)
        wide = QSize(side.width() + self._GAP, side.height())
        if super().iconSize() == wide and super().icon().cacheKey() == self._made:
            return
        padded = QIcon()
        if not self._own.isNull():
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Disabled):
                drawn = self._own.pixmap(side, self.devicePixelRatio(), mode)
                canvas = QPixmap(wide * drawn.devicePixelRatio())
                canvas.setDevicePixelRatio(drawn.devicePixelRatio())
                canvas.fill(Qt.GlobalColor.transparent)
                painter = QPainter(canvas)
                painter.drawPixmap(0, 0, drawn)
                painter.end()
                padded.addPixmap(canvas, mode)
        super().setIcon(padded)
        super().setIconSize(wide)
        self._made = super().icon().cacheKey()


def button(
    text: str,
    clicked: Callable[[], object] | None = None,
    *,
    role: str = "",
    icon: QIcon | None = None,
    name: str = "",
) -> QPushButton:
    """A button with words. Roles: main (one a view), quiet, danger. ``name``: object name."""
    made = WordButton(text)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if icon is not None:
        made.setIcon(icon)
    if name:
        made.setObjectName(name)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def icon_button(
    icon: QIcon,
    words: str,
    clicked: Callable[[], object] | None = None,
    *,
    name: str = "",
    is_checkable: bool = False,
) -> QToolButton:
    """A button that shows an icon alone; ``words`` are its tool tip and what is read aloud."""
    made = QToolButton()
    made.setIcon(icon)
    made.setIconSize(QSize(18, 18))
    made.setToolTip(words)
    made.setAccessibleName(words)
    made.setCheckable(is_checkable)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # tool buttons have none by default
    if name:
        made.setObjectName(name)
    if clicked is not None:
        made.clicked.connect(lambda _checked=False: clicked())
    return made


def frame(role: str, layout: QLayout) -> QFrame:
    """A frame of the style sheet (card, pane, hint) around a layout."""
    made = QFrame()
    made.setProperty("role", role)
    made.setLayout(layout)
    return made


def line() -> QFrame:
    """A hairline across."""
    made = QFrame()
    made.setProperty("role", "line")
    return made


def bullet(shown: QLabel) -> QWidget:
    """A label as one line of a list: a dot in front, and its words stay beside the dot."""
    made = QWidget()
    mark = label("\u2022", "quiet", wraps=False)
    mark.setAlignment(Qt.AlignmentFlag.AlignTop)
    inner = row(mark, shown)
    inner.setStretch(1, 1)
    made.setLayout(inner)
    return made


class Bullets(QWidget):
    """Lines of a list, each with its dot; hidden while there are none. Roles as for ``label``."""

    def __init__(self, role: str = "") -> None:
        super().__init__()
        self._role = role
        self._lines: tuple[str, ...] = ()
        self._list = column(space=SPACE // 2)
        self.setLayout(self._list)

    @property
    def words(self) -> str:
        """All lines."""
        return "\n".join(self._lines)

    def show_lines(self, lines: Sequence[str]) -> None:
        """Show these lines; the same ones keep their labels."""
        if self.parent() is not None:  # what is shown without a parent is a window of its own
            self.setVisible(bool(lines))
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        while (item := self._list.takeAt(0)) is not None:
            gone = item.widget()
            if gone is not None:
                gone.hide()
                gone.setParent(None)  # it is gone at once, also for those who ask what shows
                gone.deleteLater()
        for words in lines:
            self._list.addWidget(bullet(label(words, self._role)))


def tab_through(before: QWidget, parts: Iterable[QWidget]) -> None:
    """Let Tab go from ``before`` through these parts in this order, whenever they were made.

    What is made late stands at the end of the window's order until it is told its place.
    """
    for part in parts:
        for stop in (part, *part.findChildren(QWidget)):
            is_stop = stop.focusPolicy() & Qt.FocusPolicy.TabFocus
            if is_stop and stop.window() is part.window():
                QWidget.setTabOrder(before, stop)
                before = stop


def column(*parts: QWidget | QLayout, space: int = SPACE, margin: int = 0) -> QVBoxLayout:
    """Parts one below the other."""
    made = QVBoxLayout()
    _fill(made, parts, space, margin)
    return made


def row(*parts: QWidget | QLayout, space: int = SPACE, margin: int = 0) -> QHBoxLayout:
    """Parts side by side."""
    made = QHBoxLayout()
    _fill(made, parts, space, margin)
    return made


def _fill(
    layout: QHBoxLayout | QVBoxLayout,
    parts: tuple[QWidget | QLayout, ...],
    space: int,
    margin: int,
) -> None:
    layout.setSpacing(space)
    layout.setContentsMargins(margin, margin, margin, margin)
    for part in parts:
        if isinstance(part, QWidget):
            layout.addWidget(part)
        else:
            layout.addLayout(part)


def counted(number: int, one: str, many: str) -> str:
    """Words for a number: ``one`` as it is for 1, else ``many`` with the number for ``%1``."""
    return one if number == 1 else many.replace("%1", f"{number:,}")
