"""One row of a reason's table: its cells side by side, or below each other with their names."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QMenu
from typing_extensions import override

from appealdesk.case.values import TableRow
from appealdesk.guidance.tables import CellKind, Column, TableKind
from appealdesk.ui.drops import force_copy
from appealdesk.ui.reasons.dropped import is_ours
from appealdesk.ui.reasons.evidence import Entry
from appealdesk.ui.reasons.labels import draw_icon
from appealdesk.ui.reasons.table_cells import ChoiceCell, DateCell, WordsCell
from appealdesk.ui.reasons.table_pages import PagesCell
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, icon_button, label

WEIGHTS: Mapping[CellKind, int] = {
    CellKind.TEXT: 5,
    CellKind.CHOICE: 5,
    CellKind.DATE: 4,
    CellKind.NUMBER: 3,
    CellKind.CITE: 5,
}
"""How wide columns are beside each other, by their kind."""


class RowBox(QFrame):
    """The cells of one row: ``typed`` tells of every key, ``given`` of what is to be kept.

    Args:
        kind: the table.
        kit: what every part of the window may use.
        can_edit: whether the row may be changed.
    """

    typed = Signal()
    given = Signal()
    went = Signal(int, int)
    """(column, step): the cell above (-1) or below (1) is wanted."""
    entered = Signal(int)
    """(column): the next row is wanted."""
    pasted = Signal(int, object)
    """(column, cells): lines of a spreadsheet were pasted there."""
    moved = Signal(int)
    added = Signal()
    removed = Signal()
    page_wanted = Signal(object)
    page_removed = Signal(object)
    page_opened = Signal(object)
    dropped = Signal(object)

    def __init__(self, kind: TableKind, kit: Kit, *, can_edit: bool) -> None:
        super().__init__()
        self.setObjectName("table-row")
        self._kit = kit
        self._kind = kind
        self._can_edit = can_edit
        self._across = -1  # cells in a line, 0 for all; not laid yet
        self._rest: tuple[str, ...] = ()  # cells of columns that the table no longer has
        self.cells: list[WordsCell | ChoiceCell] = []
        self.names: list[QLabel] = []
        titles = tuple(column.title for column in kind.columns)
        for at, column in enumerate(kind.cells):
            self.cells.append(self._cell(at, column, titles))
            self.names.append(label(column.title, "small"))
        self.pages = PagesCell(kit, self)
        self.names.append(label(pages_title(kind), "small"))
        self._trouble = label("", "bad")
        self._trouble.setObjectName("row-trouble")
        self.tools = icon_button(
            kit.icons.get("ellipsis", "quiet"), "", self._show_menu, name="row-tools"
        )
        # What is shown without a parent is a window of its own, and takes the focus.
        for part in (*self.names, self._trouble, self.tools):
            part.setParent(self)
        self._trouble.hide()
        self.tools.setVisible(can_edit)
        self._grid = QGridLayout(self)
        self._grid.setHorizontalSpacing(SPACE // 2)
        self._grid.setVerticalSpacing(SPACE // 2)
        self._connect()
        self.setAcceptDrops(can_edit)
        self.redraw()

    def _connect(self) -> None:
        self.pages.wanted.connect(self.page_wanted)
        self.pages.removed.connect(self.page_removed)
        self.pages.opened.connect(self.page_opened)

    def _cell(self, at: int, column: Column, titles: tuple[str, ...]) -> WordsCell | ChoiceCell:
        if column.kind is CellKind.CHOICE:
            choice = ChoiceCell(column.choices, self)
            choice.setEnabled(self._can_edit)
            choice.setObjectName(f"cell-{column.key}")
            choice.committed.connect(self._chosen)
            choice.moved.connect(self.moved)
            return choice
        cell = (DateCell if column.kind is CellKind.DATE else WordsCell)(self._kit, titles, self)
        cell.setObjectName(f"cell-{column.key}")
        cell.setReadOnly(not self._can_edit)
        cell.setAccessibleDescription(column.help)
        cell.textChanged.connect(self.typed)
        cell.committed.connect(self._committed)
        cell.went.connect(partial(self.went.emit, at))
        cell.entered.connect(partial(self.entered.emit, at))
        cell.pasted.connect(partial(self.pasted.emit, at))
        cell.moved.connect(self.moved)
        return cell

    # ---- what it holds

    @property
    def values(self) -> tuple[str, ...]:
        """The cells as they are shown, with what was typed last."""
        return (*(cell.value for cell in self.cells), *self._rest)

    @property
    def is_dirty(self) -> bool:
        """Whether something typed was not given yet."""
        return any(cell.is_dirty for cell in self.cells)

    def show_row(self, row: TableRow, number: int) -> None:
        """Show the cells of a row; ``number`` is which one it is, counted from 1."""
        width = len(self.cells)
        cells = row.cells + ("",) * max(0, width - len(row.cells))
        self._rest = cells[width:]
        for cell, column, value in zip(self.cells, self._kind.cells, cells, strict=False):
            cell.set_value(value)
            words = self.tr("%1, row %2").replace("%2", str(number)).replace("%1", column.title)
            cell.setAccessibleName(words)
        words = self.tr("What can be done with row %1").replace("%1", str(number))
        self.tools.setAccessibleName(words)
        self.tools.setToolTip(words)

    def show_pages(self, entries: Sequence[Entry], number: int) -> None:
        """Show the pages that the row points at, and what became of one that is not there."""
        self.pages.show_pages(entries, number, can_edit=self._can_edit)
        broken = next((entry for entry in entries if entry.trouble), None)
        self._trouble.setVisible(broken is not None)
        if broken is not None:
            self._trouble.setText(self._mending(broken))

    def flush(self) -> None:
        """Give what was typed now."""
        for cell in self.cells:
            cell.flush()

    def focus_cell(self, column: int) -> None:
        """Put the focus on a cell."""
        if self.cells:
            self.cells[min(max(column, 0), len(self.cells) - 1)].setFocus(
                Qt.FocusReason.TabFocusReason
            )

    @property
    def focused(self) -> int:
        """The column whose cell has the focus; -1 for none."""
        return next((at for at, cell in enumerate(self.cells) if cell.hasFocus()), -1)

    # ---- how it lies

    def lay(self, across: int) -> None:
        """Put the cells side by side without names (0), or as a card with so many in a line."""
        if across == self._across:
            return
        self._across = across
        self.pages.set_room(across + 1 if across else 0)
        self.setProperty("role", "card" if across else "")
        self.style().unpolish(self)
        self.style().polish(self)
        margin = SPACE + 2 if across else 0
        self._grid.setContentsMargins(margin, margin, margin, margin)
        for at in range(len(self.names) + 1):
            self._grid.setColumnStretch(at, 0)
        for name in self.names:
            name.setVisible(bool(across))
        if across:
            self._lay_card(across)
        else:
            self._lay_line()

    def _lay_line(self) -> None:
        top, parts = Qt.AlignmentFlag.AlignTop, (*self.cells, self.pages)
        for at, (part, weight) in enumerate(zip(parts, weights(self._kind), strict=True)):
            self._grid.addWidget(part, 0, at, top)
            self._grid.setColumnStretch(at, weight)
        self._grid.addWidget(self.tools, 0, len(parts), top)
        self._grid.addWidget(self._trouble, 1, 0, 1, len(parts) + 1)

    def _lay_card(self, across: int) -> None:
        """The pages get a line of their own, for they may be many."""
        top, count = Qt.AlignmentFlag.AlignTop, len(self.cells)
        places = [(2 * (at // across), at % across, 1) for at in range(count)]
        places.append((2 * -(-count // across), 0, across))
        parts = (*self.cells, self.pages)
        for part, name, (down, right, span) in zip(parts, self.names, places, strict=True):
            self._grid.addWidget(name, down, right, 1, span)
            self._grid.addWidget(part, down + 1, right, 1, span, top)
        for at in range(across):
            self._grid.setColumnStretch(at, 1)
        self._grid.addWidget(self.tools, 0, across, 2, 1, top)
        self._grid.addWidget(self._trouble, places[-1][0] + 2, 0, 1, across + 1)

    def redraw(self) -> None:
        """Take the size of the text."""
        draw_icon(self.tools, self._kit, "ellipsis", "quiet")
        for cell in self.cells:
            if isinstance(cell, WordsCell):
                cell.fit()

    # ---- what is done with it

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._can_edit:
            self._menu().popup(event.globalPos())

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_ours(event.mimeData()):
            force_copy(event)
        else:
            event.ignore()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        if is_ours(event.mimeData()):
            force_copy(event)
            self.dropped.emit(event.mimeData())

    def _show_menu(self) -> None:
        self._menu().popup(self.tools.mapToGlobal(QPoint(0, self.tools.height())))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setObjectName("row-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        choices: tuple[tuple[str, str, Callable[[], object]], ...] = (
            ("plus", self.tr("&Add a row below"), self.added.emit),
            ("arrow-up", self.tr("Move &up"), partial(self.moved.emit, -1)),
            ("arrow-down", self.tr("Move &down"), partial(self.moved.emit, 1)),
            ("trash-2", self.tr("&Remove this row"), self.removed.emit),
        )
        for icon, words, call in choices:
            menu.addAction(self._kit.icons.get(icon), words, call)
        return menu

    def _mending(self, broken: Entry) -> str:
        what = f"{broken.title}: {broken.trouble}" if broken.title else broken.trouble
        if not self._can_edit:
            return what
        mend = self.tr("Press the red button to choose another page, or to remove it.")
        return f"{what} {mend}"

    def _committed(self, _words: str) -> None:
        self.given.emit()

    def _chosen(self, _words: str) -> None:
        self.typed.emit()
        self.given.emit()


def weights(kind: TableKind) -> tuple[int, ...]:
    """How wide the columns are beside each other, the pages last."""
    return (*(WEIGHTS[column.kind] for column in kind.cells), WEIGHTS[CellKind.CITE])


def pages_title(kind: TableKind) -> str:
    """What the column of the pages is called."""
    found = (column.title for column in kind.columns if column.kind is CellKind.CITE)
    return next(found, QCoreApplication.translate("RowBox", "Shown on"))
