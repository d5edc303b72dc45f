"""What all dialogs share: a scrolling middle, a foot with buttons, a size that fits the screen."""

from collections.abc import Callable
from typing import ParamSpec

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QPalette
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, label, line

P = ParamSpec("P")

_MARGIN = 20
_AROUND = 60  # pixels of the screen that a dialog leaves free


class Dialog(QDialog):
    """A dialog of the program; it is deleted when it is closed, unless it ``stays``.

    Args:
        kit: what every part of the window may use.
        parent: the window it belongs to.
        title: what its title bar says.
        name: object name.
        size: wished size at 100% text; grows with the text, up to the screen.
    """

    stays = False

    def __init__(
        self, kit: Kit, parent: QWidget | None, *, title: str, name: str, size: tuple[int, int]
    ) -> None:
        super().__init__(parent)
        self.kit = kit
        self._wished = size
        self.setWindowTitle(title)
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSizeGripEnabled(True)
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(0)
        self.finished.connect(self._finished)
        kit.theme.changed.connect(self.draw)

    def draw(self) -> None:
        """Draw again what has the colours of the theme in it, such as icons."""

    def alive(self, callback: Callable[P, object]) -> Callable[P, None]:
        """A callback for work beside the interface: nothing happens once the dialog is gone."""

        def call(*args: P.args, **kwargs: P.kwargs) -> None:
            if isValid(self):
                callback(*args, **kwargs)

        return call

    def fit(self) -> None:
        """Take the wished size, as far as the screen allows."""
        screen = self.screen()
        room = screen.availableSize() - QSize(_AROUND, _AROUND)
        wished = QSize(*(self.kit.theme.pixels(length) for length in self._wished))
        self.setMinimumSize(QSize(320, 240).boundedTo(room))
        self.resize(wished.boundedTo(room))

    def put(self, *parts: QWidget | QLayout, foot: QLayout | None = None) -> None:
        """Fill the dialog: parts one below the other, and the foot below a line."""
        for part in parts:
            if isinstance(part, QWidget):
                self._body.addWidget(part, 1)
            else:
                self._body.addLayout(part)
        if foot is not None:
            foot.setContentsMargins(_MARGIN, SPACE + 4, _MARGIN, SPACE + 4)
            self._body.addWidget(line())
            self._body.addLayout(foot)
        self.fit()

    def _finished(self, _result: int) -> None:
        if not self.stays:
            self.deleteLater()


def scrolling(layout: QLayout, name: str, *, margin: int = _MARGIN) -> QScrollArea:
    """A middle that scrolls down when the text is large; it never scrolls sideways."""
    inner = QWidget()
    layout.setContentsMargins(margin, margin, margin, margin)
    inner.setLayout(layout)
    area = QScrollArea()
    area.setObjectName(name)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Qt scrolls to whatever has the focus
    area.setWidget(inner)
    return area


def foot(*parts: QWidget | None) -> QHBoxLayout:
    """The row of buttons at the bottom; None is the gap."""
    made = QHBoxLayout()
    made.setSpacing(SPACE)
    for part in parts:
        if part is None:
            made.addStretch(1)
        else:
            made.addWidget(part)
    return made


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def selectable(label: QLabel) -> QLabel:
    """Let the words of a label be marked and copied, by mouse and by keyboard."""
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


class IconLabel(QLabel):
    """An icon that stands beside words and follows the theme. It is not read aloud."""

    def __init__(self, kit: Kit, name: str, color: str = "", size: int = 18) -> None:
        super().__init__()
        self._kit = kit
        self._name, self._color, self._size = name, color, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.theme.changed.connect(self._draw)
        self._draw()

    def show_icon(self, name: str, color: str = "") -> None:
        """Show another icon."""
        if (name, color) != (self._name, self._color):
            self._name, self._color = name, color
            self._draw()

    def _draw(self) -> None:
        size = self._kit.theme.pixels(self._size)
        self.setPixmap(self._kit.icons.pixmap(self._name, size, self._color))


class WrapButton(QPushButton):
    """A quiet button whose words wrap, so that long ones never make the window wide."""

    def __init__(self, words: str, *, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setProperty("role", "quiet")
        self.setAutoDefault(False)
        self.setAccessibleName(words)
        text = label(words)
        text.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        text.setForegroundRole(QPalette.ColorRole.Link)
        inner = QVBoxLayout(self)
        inner.setContentsMargins(SPACE, 4, SPACE, 4)
        inner.addWidget(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    @override
    def sizeHint(self) -> QSize:
        return self._inner().sizeHint()

    @override
    def minimumSizeHint(self) -> QSize:
        return self._inner().minimumSize()

    def _inner(self) -> QLayout:
        layout = self.layout()
        assert layout is not None  # noqa: S101  made in the constructor
        return layout


def say(widget: QWidget, words: str) -> None:
    """Have a screen reader say words that appeared by themselves."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
