"""The buttons over a document's pages: what can be done with those that are chosen."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QLayout, QMenu, QToolButton, QWidget
from typing_extensions import override

from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import icon_button, row

_WITH_WORDS = {"page-include", "cite-page", "quote"}


class PageTools(QWidget):
    """Buttons by the names of actions; ``wanted`` tells which was pressed."""

    wanted = Signal(str)

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._icons = {
            "page-include": "eye",
            "rotate-left": "rotate-ccw",
            "rotate-right": "rotate-cw",
            "cite-page": "locate",
            "quote": "text-quote",
            "zoom-out": "zoom-out",
            "zoom-fit": "maximize",
            "zoom-in": "zoom-in",
        }
        words = {
            "page-include": self.tr("In the packet"),
            "rotate-left": self.tr("Turn left"),
            "rotate-right": self.tr("Turn right"),
            "cite-page": self.tr("Use as evidence"),
            "quote": self.tr("Quote"),
            "zoom-out": self.tr("Show pages smaller"),
            "zoom-fit": self.tr("Show all pages at once"),
            "zoom-in": self.tr("Show pages larger"),
        }
        self.buttons: dict[str, QToolButton] = {}
        self._is_grid: bool | None = None
        self._widths: dict[str, tuple[int, int]] = {}  # with an icon alone, with words
        layout = row(space=2)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.addStretch(1)
        for name, icon in self._icons.items():
            made = icon_button(
                kit.icons.get(icon),
                words[name],
                partial(self.wanted.emit, name),
                name=f"tool-{name}",
                is_checkable=name == "page-include",
            )
            made.setText(words[name])
            made.setToolButtonStyle(_style(name, has_words=True))
            self.buttons[name] = made
            layout.addWidget(made)
        self.setLayout(layout)
        self._draw()
        kit.theme.changed.connect(self._draw)

    def show_state(
        self, can: Callable[[str], bool], is_checked: Callable[[str], bool], *, is_grid: bool
    ) -> None:
        """Show which can be pressed now. The reader has a zoom of its own."""
        for name, made in self.buttons.items():
            made.setEnabled(can(name))
        self.buttons["page-include"].setChecked(is_checked("page-include"))
        if self._is_grid != is_grid:
            self._is_grid = is_grid
            self.buttons["quote"].setVisible(not is_grid)
            self._hide_zoom(is_hidden=not is_grid)
            self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._wide(has_words=True), super().sizeHint().height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._wide(has_words=False), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._say_words(has_words=self.width() >= self._wide(has_words=True))

    def _wide(self, *, has_words: bool) -> int:
        """The width that the buttons take with the words of some, or with icons alone."""
        at = 1 if has_words else 0
        shown = (name for name, made in self.buttons.items() if not made.isHidden())
        return sum(self._widths[name][at] + 2 for name in shown)

    def _measure(self) -> None:
        """Know both widths of each button; asking a layout's hint must not change anything."""
        for name, made in self.buttons.items():
            made.ensurePolished()
            now = made.toolButtonStyle()
            hints = []
            for has_words in (False, True):
                made.setToolButtonStyle(_style(name, has_words=has_words))
                hints.append(made.sizeHint().width())
            made.setToolButtonStyle(now)
            self._widths[name] = (hints[0], hints[1])

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()
        self.updateGeometry()

    def _say_words(self, *, has_words: bool) -> None:
        for name, made in self.buttons.items():
            if made.toolButtonStyle() != _style(name, has_words=has_words):
                made.setToolButtonStyle(_style(name, has_words=has_words))

    def _hide_zoom(self, *, is_hidden: bool) -> None:
        for name in ("zoom-out", "zoom-fit", "zoom-in"):
            self.buttons[name].setVisible(not is_hidden)

    def _draw(self) -> None:
        side = self._kit.theme.pixels(18)
        for name, icon in self._icons.items():
            self.buttons[name].setIcon(self._kit.icons.get(icon))
            self.buttons[name].setIconSize(QSize(side, side))
        self._measure()


def _style(name: str, *, has_words: bool) -> Qt.ToolButtonStyle:
    style = Qt.ToolButtonStyle
    is_wordy = has_words and name in _WITH_WORDS
    return style.ToolButtonTextBesideIcon if is_wordy else style.ToolButtonIconOnly


def open_menu(kit: Kit, names: Sequence[str], parent: QWidget, place: QPoint) -> QMenu:
    """Open a menu of actions (an empty name draws a line) at a place of the screen."""
    menu = QMenu(parent)
    menu.setObjectName("page-menu")
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for name in names:
        if name:
            menu.addAction(kit.actions[name])
        else:
            menu.addSeparator()
    menu.popup(place)
    return menu
