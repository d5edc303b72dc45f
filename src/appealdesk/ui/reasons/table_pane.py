"""The tables of a reason: those that are filled in, and those that would help."""

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from appealdesk.case import edits
from appealdesk.case.values import Case, Reason, ReasonTable
from appealdesk.guidance.tables import TableKind, table_kind, table_kinds
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.reasons.kind_list import kind_of
from appealdesk.ui.reasons.labels import draw_icon, tab_before
from appealdesk.ui.reasons.table_editor import TableEditor, table_of
from appealdesk.ui.reasons.table_rows import blank
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, label
from appealdesk.ui.workbench import Workbench


class TablePane(QWidget):
    """Shows the tables of one reason below its response, and offers those that fit its kind.

    Args:
        bench: the open case.
        images: draws the pages that are chosen from.
        kit: what every part of the window may use.
    """

    opened = Signal(object)
    """A page is to be shown: its ``Citation``."""

    def __init__(
        self, bench: Workbench, images: PageImages, kit: Kit, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("tables")
        self._bench, self._images, self._kit = bench, images, kit
        self._reason = 0
        self._offered: tuple[str, ...] | None = None
        self._awaited = ""  # a table that was asked for and takes the focus when it is there
        self.editors: dict[str, TableEditor] = {}
        self._offers: list[QPushButton] = []
        self._heading = label(self.tr("Tables"), "title")
        self._why = label("", "quiet")
        self._other = button(self.tr("Another table..."), self._show_menu, name="another-table")
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE)
        self._offer_list = QVBoxLayout()
        self._offer_list.setSpacing(SPACE // 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(self._heading)
        layout.addLayout(self._list)
        layout.addWidget(self._why)
        layout.addLayout(self._offer_list)
        layout.addWidget(self._other, 0, Qt.AlignmentFlag.AlignLeft)
        kit.theme.changed.connect(self._draw)
        self._draw()

    def show_reason(self, reason: Reason) -> None:
        """Show the tables of this reason as the case stands."""
        if reason.id != self._reason:
            self._reason = reason.id
            self._awaited = ""
            for kind in tuple(self.editors):
                self._drop(kind)
        shown = {table.kind: table for table in reason.tables if table_kind(table.kind)}
        for kind, editor in tuple(self.editors.items()):
            if kind not in shown and not editor.is_dirty:
                self._drop(kind)
        for kind, table in shown.items():
            self._show_table(kind, table)
        self._offer(reason)

    def flush(self) -> None:
        """Let typed words become edits now."""
        for editor in self.editors.values():
            editor.flush()

    def add_table(self, kind: str) -> None:
        """Add a table with one row to fill in; it takes the focus when it is there."""
        found = table_kind(kind)
        if found is None or self._bench.is_read_only:
            return
        self._awaited = kind
        edit = edits.set_reason_table(self._reason, kind, (blank(len(found.cells)),))
        self._bench.apply(edit, self._added)

    def focus_work(self) -> None:
        """Put the focus where a table is to be mended, else on the first one or its offer."""
        if any(editor.focus_broken() for editor in self.editors.values()):
            return
        if self.editors:
            next(iter(self.editors.values())).focus_first()
        else:
            (self._offers[0] if self._offers else self._other).setFocus()

    def plain_fields(self) -> Iterator[QPlainTextEdit]:
        """The cells in which words are typed."""
        for editor in self.editors.values():
            for box in editor.boxes:
                yield from (cell for cell in box.cells if isinstance(cell, QPlainTextEdit))

    # ---- tables

    def _show_table(self, kind: str, table: ReasonTable) -> None:
        found = table_kind(kind)
        editor = self.editors.get(kind)
        if editor is None and found is not None:
            editor = TableEditor(self._bench, self._images, self._kit, self._reason, found)
            editor.opened.connect(self.opened)
            self.editors[kind] = editor
            self._list.addWidget(editor)
            behind = self._offers[0] if self._offers else self._other
            for part in (editor.remove_button, editor.add_button):
                tab_before(behind, part)
            editor.show()  # now, so that it can take the focus
        if editor is not None:
            editor.show_table(table)
            if kind == self._awaited:
                self._awaited = ""
                editor.focus_first()

    def _drop(self, kind: str) -> None:
        editor = self.editors.pop(kind)
        self._list.removeWidget(editor)
        editor.hide()
        editor.deleteLater()

    def _added(self, _case: Case) -> None:
        """The case has it; ``show_reason`` was asked before."""
        table = table_of(self._bench.case, self._reason, self._awaited)
        if table is not None:
            self._show_table(self._awaited, table)

    # ---- offers

    def _offer(self, reason: Reason) -> None:
        can_edit = not self._bench.is_read_only
        has = {table.kind for table in reason.tables}
        kind = kind_of(reason)
        fitting = () if kind is None else kind.tables
        offered = tuple(t for t in fitting if t not in has and table_kind(t)) if can_edit else ()
        self._heading.setVisible(can_edit or bool(self.editors))
        self._why.setText(self._why_words(is_first=not has, fits=bool(offered)))
        self._why.setVisible(can_edit and bool(self._why.text()))
        if offered != self._offered:
            self._offered = offered
            self._make_offers(offered)
        self._other.setVisible(can_edit and bool(self._others()))

    def _make_offers(self, kinds: tuple[str, ...]) -> None:
        for old in self._offers:
            self._offer_list.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._offers.clear()
        for kind in filter(None, map(table_kind, kinds)):
            words = self.tr("Add a table: %1").replace("%1", kind.title.replace("&", "&&"))
            made = button(words, partial(self.add_table, kind.id), name=f"add-table-{kind.id}")
            made.setToolTip(kind.help)
            made.setAccessibleDescription(kind.help)
            self._offer_list.addWidget(made, 0, Qt.AlignmentFlag.AlignLeft)
            tab_before(self._other, made)
            self._offers.append(made)
        self._draw()

    def _why_words(self, *, is_first: bool, fits: bool) -> str:
        if not is_first:
            return ""
        if fits:
            return self.tr(
                "A table shows a reviewer at a glance what a page of words cannot. It is printed "
                "after your response, each row with the page that shows it."
            )
        return self.tr(
            "A table helps where there is much to list, such as treatments or dates. It is "
            "printed after your response."
        )

    def _others(self) -> tuple[TableKind, ...]:
        """Tables that belong to other kinds of reasons, each once."""
        taken = {*self.editors, *(self._offered or ())}
        return tuple(kind for kind in table_kinds() if kind.id not in taken)

    def _show_menu(self) -> None:
        menu = QMenu(self)
        menu.setObjectName("another-table-menu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for kind in self._others():
            menu.addAction(kind.title.replace("&", "&&"), partial(self.add_table, kind.id))
        menu.popup(self._other.mapToGlobal(QPoint(0, self._other.height())))

    def _draw(self) -> None:
        for made in (*self._offers, self._other):
            draw_icon(made, self._kit, "table", "accent")
