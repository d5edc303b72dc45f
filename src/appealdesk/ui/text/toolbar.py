"""The row of buttons over a text."""

from functools import partial

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QComboBox, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from appealdesk.ui.preview.flow import FlowLayout
from appealdesk.ui.text.document import table_at
from appealdesk.ui.text.surface import Surface
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import icon_button

_BUTTONS = (
    # shape, icon, can it be on
    ("bold", "bold", True),
    ("italic", "italic", True),
    ("bullet", "list", True),
    ("number", "list-ordered", True),
    ("outdent", "indent-decrease", False),
    ("indent", "indent-increase", False),
    ("quote", "quote", True),
)
_COMPACT = {"bold", "italic", "bullet", "number", "quote"}


class TextToolBar(QWidget):
    """Shows how the words at the caret are dressed, and asks for another dress.

    Args:
        kit: icons and theme.
        surface: the text it belongs to.
        is_compact: leaves out what a short text seldom needs.
    """

    wanted = Signal(str)
    """A button was pressed: "bold", "bullet", "quote", "table", "add-row", "cite" ..."""
    heading_wanted = Signal(int)
    """A heading of this level, or text (0)."""

    def __init__(self, kit: Kit, surface: Surface, *, is_compact: bool) -> None:
        super().__init__()
        self._kit = kit
        self._surface = surface
        self._buttons: dict[str, QToolButton] = {}
        self.setObjectName("text-tools")
        self.setAccessibleName(self.tr("Tools for the text"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(6, 4, 6, 4)
        layout = FlowLayout(3)
        outer.addLayout(layout)
        self._levels = self._level_box()
        layout.addWidget(self._levels)
        for shape, icon, is_checkable in _BUTTONS:
            if not is_compact or shape in _COMPACT:
                layout.addWidget(self._button(shape, icon, is_checkable=is_checkable))
        self._table = self._table_button()
        layout.addWidget(self._table)
        self._cite = self._cite_button()
        layout.addWidget(self._cite)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.draw()

    def show_state(self, kind: str, *, is_bold: bool, is_italic: bool, in_table: bool) -> None:
        """Show how the words at the caret are dressed."""
        for shape, is_on in (
            ("bold", is_bold),
            ("italic", is_italic),
            ("bullet", kind == "bullet"),
            ("number", kind == "number"),
            ("quote", kind == "quote"),
        ):
            if shape in self._buttons:
                self._buttons[shape].setChecked(is_on)
        for shape in ("indent", "outdent"):
            if shape in self._buttons:
                self._buttons[shape].setEnabled(kind in {"bullet", "number"})
        with QSignalBlocker(self._levels):
            level = int(kind[1:]) if kind[:1] == "h" and kind[1:].isdigit() else 0
            self._levels.setCurrentIndex(min(level, self._levels.count() - 1))
        for shape in ("bullet", "number", "quote"):
            if shape in self._buttons:
                self._buttons[shape].setEnabled(not in_table)
        self._levels.setEnabled(not in_table)

    def draw(self) -> None:
        """Draw the icons in the inks of the theme."""
        size = self._kit.theme.pixels(18)
        for shape, icon, _ in _BUTTONS:
            if shape in self._buttons:
                self._buttons[shape].setIcon(self._kit.icons.get(icon))
        for button in (*self._buttons.values(), self._table, self._cite):
            button.setIconSize(QSize(size, size))
        self._table.setIcon(self._kit.icons.get("table"))
        self._cite.setIcon(self._kit.icons.get("locate", "accent"))

    def _level_box(self) -> QComboBox:
        box = QComboBox()
        box.setObjectName("text-level")
        box.addItems(
            [
                self.tr("Text"),
                self.tr("Heading"),
                self.tr("Smaller heading"),
                self.tr("Small heading"),
            ]
        )
        box.setAccessibleName(self.tr("Heading or text"))
        box.setToolTip(self.tr("Make this paragraph a heading, or text"))
        box.activated.connect(self.heading_wanted)
        return box

    def _button(self, shape: str, icon: str, *, is_checkable: bool) -> QToolButton:
        words = {
            "bold": self.tr("Bold (Ctrl+B)"),
            "italic": self.tr("Italic (Ctrl+I)"),
            "bullet": self.tr("List with dots (Ctrl+Shift+L)"),
            "number": self.tr("List with numbers (Ctrl+Shift+N)"),
            "outdent": self.tr("Move the list item out (Ctrl+[)"),
            "indent": self.tr("Move the list item in (Ctrl+])"),
            "quote": self.tr("Quotation"),
        }[shape]
        made = icon_button(
            self._kit.icons.get(icon),
            words,
            partial(self.wanted.emit, shape),
            name=f"text-{shape}",
            is_checkable=is_checkable,
        )
        self._buttons[shape] = made
        return made

    def _table_button(self) -> QToolButton:
        made = icon_button(self._kit.icons.get("table"), self.tr("Table"), name="text-table")
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        menu.aboutToShow.connect(partial(self._fill_table_menu, menu))
        made.setMenu(menu)
        return made

    def _fill_table_menu(self, menu: QMenu) -> None:
        menu.clear()
        in_table = table_at(self._surface.textCursor()) is not None
        rows = [("table", self.tr("Put in a table"), not in_table)]
        rows += [(what, text, in_table) for what, text in self._surface.table_changes()]
        for what, text, is_on in rows:
            action = menu.addAction(text)
            action.setEnabled(is_on)
            action.triggered.connect(partial(self._ask, what))

    def _ask(self, what: str, _checked: bool = False) -> None:
        self.wanted.emit(what)

    def _cite_button(self) -> QToolButton:
        made = icon_button(
            self._kit.icons.get("locate", "accent"),
            self.tr("Point at a page of your evidence. It is printed like “Exhibit C, p. 3”."),
            partial(self.wanted.emit, "cite"),
            name="text-cite",
        )
        made.setText(self.tr("Point at a page"))
        made.setAccessibleName(self.tr("Point at a page"))
        made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        return made

    def order(self) -> None:
        """Tab goes through the buttons as they stand, then into the text."""
        chain: list[QWidget] = [self._levels, *self._buttons.values(), self._table, self._cite]
        for one, other in zip(chain, [*chain[1:], self._surface], strict=True):
            QWidget.setTabOrder(one, other)
