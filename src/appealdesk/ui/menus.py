"""The menus and the tool bar, made from the table of actions."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QToolButton, QWidget

from appealdesk.ui.action_table import MENUS
from appealdesk.ui.actions import Actions
from appealdesk.ui.status_line import StatusLine

_THEMES = ("theme-light", "theme-dark", "theme-system")
_ICON_ONLY = ("undo", "redo", "find")


def fill_menus(
    window: QMainWindow, actions: Actions, status: StatusLine, trigger: Callable[[str], None]
) -> None:
    """Give the window a menu bar with every action in it."""
    menus: dict[str, QMenu] = {}
    for name in MENUS:
        menus[name] = window.menuBar().addMenu(_menu_words(name))
        menus[name].setObjectName(f"menu{name}")
    for spec, action in actions:
        menu = menus[spec.menu.lstrip("|")]
        if spec.menu.startswith("|"):
            menu.addSeparator()
        menu.addAction(action)
        window.addAction(action)
        action.triggered.connect(partial(_triggered, trigger, spec.name))
        action.hovered.connect(partial(status.tell, action.statusTip()))
    for menu in menus.values():
        menu.aboutToHide.connect(partial(status.tell, ""))
    group = QActionGroup(window)
    for name in _THEMES:
        group.addAction(actions[name])


def tool_bar(actions: Actions) -> QToolBar:
    """The tool bar of an open case: what is wanted most, the packet on the right."""
    bar = QToolBar(QCoreApplication.translate("Menus", "Tools"))
    bar.setObjectName("tools")
    bar.setMovable(False)
    bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    bar.toggleViewAction().setVisible(False)
    for name in ("add-files", "add-reason", "|", *_ICON_ONLY):
        if name == "|":
            bar.addSeparator()
        else:
            bar.addAction(actions[name])
    gap = QWidget()
    gap.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(gap)
    for name in ("show-packet", "export"):
        bar.addAction(actions[name])
    for name in _ICON_ONLY:
        button = bar.widgetForAction(actions[name])
        if isinstance(button, QToolButton):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
    bar.setIconSize(QSize(18, 18))
    for spec, action in actions:
        button = bar.widgetForAction(action)
        if isinstance(button, QToolButton):
            plain = action.text().replace("&", "").rstrip(".")
            action.setIconText(f" {plain}")  # else the words stand right against the icon
            button.setAccessibleName(plain)
            button.setObjectName(f"tool-{spec.name}")
    for button in bar.findChildren(QToolButton):
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # tool bars leave the keyboard out
    return bar


def fit_tools(bar: QToolBar, actions: Actions, room: int) -> None:
    """Leave words out where there is no room for all; the tool tips have them.

    Args:
        bar: made by ``tool_bar``.
        actions: the actions in it.
        room: width of the window in pixels.
    """
    beside = Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    for name in ("export", "add-files", "add-reason", "show-packet"):
        button = bar.widgetForAction(actions[name])
        if isinstance(button, QToolButton):
            button.setToolButtonStyle(beside)
    for name in ("show-packet", "add-reason", "add-files"):
        if bar.sizeHint().width() <= room:
            return
        button = bar.widgetForAction(actions[name])
        if isinstance(button, QToolButton):
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)


def _triggered(trigger: Callable[[str], None], name: str, _checked: bool = False) -> None:
    trigger(name)


def _menu_words(name: str) -> str:
    words = {
        "File": QCoreApplication.translate("Menus", "&File"),
        "Edit": QCoreApplication.translate("Menus", "&Edit"),
        "Packet": QCoreApplication.translate("Menus", "&Packet"),
        "Appeal": QCoreApplication.translate("Menus", "Appea&l"),
        "Page": QCoreApplication.translate("Menus", "P&age"),
        "View": QCoreApplication.translate("Menus", "&View"),
        "Help": QCoreApplication.translate("Menus", "&Help"),
    }
    return words[name]
