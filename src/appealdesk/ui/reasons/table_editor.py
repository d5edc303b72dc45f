"""One ready-made table of a reason, filled in on the window."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from appealdesk.audit.checks import why_broken
from appealdesk.case import edits
from appealdesk.case.values import Case, Citation, ReasonTable, TableRow
from appealdesk.desk.notices import Tone
from appealdesk.guidance.tables import TableKind
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.reasons import table_rows
from appealdesk.ui.reasons.alive import tell_and, while_alive
from appealdesk.ui.reasons.dropped import dropped_citations
from appealdesk.ui.reasons.evidence import capital, entry_of
from appealdesk.ui.reasons.evidence_picker import EvidencePicker
from appealdesk.ui.reasons.table_frame import TableFrame
from appealdesk.ui.reasons.table_row import RowBox
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench

_AT_ONCE = 2  # rows that are made at once: each takes some milliseconds


class TableEditor(TableFrame):
    """Shows and changes one table. All that was typed becomes one edit of the whole table.

    Rows have no identity. So every change builds on the rows as they are shown, with what was
    typed last, and while something typed is not kept yet the case does not replace it. Of a long
    table the first rows are made at once and the others when the interface has time.

    Args:
        bench: the open case.
        images: draws the pages that are chosen from.
        kit: what every part of the window may use.
        reason: id of the reason.
        kind: which table.
    """

    opened = Signal(object)
    """A page is to be shown: its ``Citation``."""

    def __init__(
        self,
        bench: Workbench,
        images: PageImages,
        kit: Kit,
        reason: int,
        kind: TableKind,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(kind, kit, parent, can_edit=not bench.is_read_only)
        self._bench, self._images, self._kit = bench, images, kit
        self._reason = reason
        self._rows: table_rows.Rows = ()  # shown last; typed words are in the boxes
        self._on_way = 0
        self._is_lost = False
        self._is_showing = False
        self._rest = QTimer(self, interval=0, singleShot=True)
        self._rest.timeout.connect(self._make_some)
        self.remove_button.clicked.connect(self.remove)
        self.add_button.clicked.connect(self._add_last)

    @property
    def width_of_cells(self) -> int:
        """How many cells a row has."""
        return len(self.kind.cells)

    @property
    def is_dirty(self) -> bool:
        """Whether something typed was not kept yet."""
        return self._is_lost or any(box.is_dirty for box in self.boxes)

    @property
    def rows(self) -> table_rows.Rows:
        """The rows as they are shown, with what was typed last."""
        both = zip(self.boxes, self._rows, strict=False)
        made = (TableRow(box.values, row.evidence) for box, row in both)
        return (*made, *self._rows[len(self.boxes) :])

    # ---- showing

    def show_table(self, table: ReasonTable) -> None:
        """Show the table of the case, unless something typed here is newer."""
        if self.is_dirty or self._on_way:
            self._show_pages(range(min(len(self.boxes), len(self._rows))))
        else:
            self._put(table.rows)

    def flush(self) -> None:
        """Give what was typed now."""
        if self.is_dirty:
            rows = self.rows
            self._calm()
            self._keep(rows)

    def focus_first(self) -> None:
        """Put the focus on the first cell."""
        if self.boxes:
            self.boxes[0].focus_cell(0)

    def focus_broken(self) -> bool:
        """Put the focus on the first page that is not in the packet; False if there is none."""
        self._make(len(self._rows))
        for box, row in zip(self.boxes, self._rows, strict=True):
            for chip, citation in zip(box.pages.chips, row.evidence, strict=True):
                if self._bench.packet.pin_cite(citation) is None:
                    chip.setFocus()
                    return True
        return False

    def _put(self, rows: Sequence[TableRow]) -> None:
        """Show these rows in the boxes there are, and in as many more as are needed."""
        self._rows = table_rows.squared(rows, self.width_of_cells)
        while len(self.boxes) > len(self._rows):
            self._drop_last()
        self._show_cells(range(len(self.boxes)))
        self._make(min(len(self._rows), len(self.boxes) + _AT_ONCE))
        self.summarize(self.rows)

    def _make(self, count: int) -> None:
        """Have boxes for this many rows; the others follow."""
        old = len(self.boxes)
        while len(self.boxes) < count:
            self._connect(self.add_box())
        self._show_cells(range(old, len(self.boxes)))
        if len(self.boxes) < len(self._rows):
            self._rest.start()

    def _make_some(self) -> None:
        self._make(min(len(self._rows), len(self.boxes) + _AT_ONCE))

    def _show_cells(self, numbers: range) -> None:
        self._is_showing = True
        for number in numbers:
            self.boxes[number].show_row(self._rows[number], number + 1)
        self._is_showing = False
        self._show_pages(numbers)

    def _show_pages(self, numbers: range) -> None:
        case, packet = self._bench.case, self._bench.packet
        for number in numbers:
            evidence = self._rows[number].evidence
            entries = [entry_of(case, packet, citation, {}) for citation in evidence]
            self.boxes[number].show_pages(entries, number + 1)

    def _drop_last(self) -> None:
        focused = QApplication.focusWidget()
        had_focus = focused is not None and self.boxes[-1].isAncestorOf(focused)
        self.drop_box()
        if had_focus and self.boxes:
            self.boxes[-1].focus_cell(0)

    def _connect(self, box: RowBox) -> None:
        box.typed.connect(self._typed)
        box.given.connect(self._given)
        box.went.connect(partial(self._go, box))
        box.entered.connect(partial(self._enter, box))
        box.pasted.connect(partial(self._paste, box))
        box.moved.connect(partial(self._move, box))
        box.added.connect(partial(self._insert, box))
        box.removed.connect(partial(self._take_away, box))
        box.page_wanted.connect(partial(self._pick, box))
        box.page_removed.connect(partial(self._uncite, box))
        box.page_opened.connect(self.opened)
        box.dropped.connect(partial(self._drop, box))

    # ---- what is typed

    def _typed(self) -> None:
        if not self._is_showing:
            self.summarize(self.rows)

    def _given(self) -> None:
        if not self._is_showing:
            self._keep(self.rows)

    def _calm(self) -> None:
        """Nothing typed waits any more: what is shown is kept as a whole."""
        self._is_showing = True
        for box in self.boxes:
            box.flush()
        self._is_showing = False

    def _keep(self, rows: table_rows.Rows) -> None:
        """Make an edit of the whole table."""
        self._rows = rows
        self._is_lost = False
        self._on_way += 1
        self._bench.apply(
            edits.set_reason_table(self._reason, self.kind.id, rows),
            while_alive(self, self._landed),
            partial(tell_and, self._kit, while_alive(self, self._not_landed)),
        )

    def _landed(self, _case: Case) -> None:
        self._on_way -= 1
        table = table_of(self._bench.case, self._reason, self.kind.id)
        if not self._on_way and table is not None:
            self.show_table(table)

    def _not_landed(self) -> None:
        """The words stay where they are and are given again, so that nothing typed is lost."""
        self._on_way -= 1
        self._is_lost = True

    # ---- rows

    def change(self, rows: table_rows.Rows, focus: tuple[int, int] | None = None) -> None:
        """Show other rows at once, and keep them; then put the focus on a (row, column)."""
        if self._bench.is_read_only or rows == self.rows:
            return
        self._calm()
        self._put(rows)
        self._keep(self.rows)  # the cells may say a thing better, such as a date
        if focus is not None and 0 <= focus[0] < len(self._rows):
            self._make(focus[0] + 1)
            self.boxes[focus[0]].focus_cell(focus[1])

    def remove(self) -> None:
        """Take the whole table away; what was typed comes back with it upon undo."""
        self.flush()
        self._bench.apply(edits.set_reason_table(self._reason, self.kind.id, ()))

    def _at(self, box: RowBox) -> int:
        return self.boxes.index(box)

    def _add_last(self) -> None:
        count = len(self._rows)
        self.change(table_rows.added(self.rows, count, self.width_of_cells), (count, 0))

    def _insert(self, box: RowBox) -> None:
        at = self._at(box) + 1
        self.change(table_rows.added(self.rows, at, self.width_of_cells), (at, 0))

    def _take_away(self, box: RowBox) -> None:
        at = self._at(box)
        rows = table_rows.removed(self.rows, at, self.width_of_cells)
        self.change(rows, (min(at, len(rows) - 1), 0))

    def _move(self, box: RowBox, step: int) -> None:
        at = self._at(box)
        column = max(box.focused, 0)
        self.change(table_rows.moved(self.rows, at, step), (at + step, column))

    def _go(self, box: RowBox, column: int, step: int) -> None:
        at = self._at(box) + step
        if 0 <= at < len(self._rows):
            self._make(at + 1)
            self.boxes[at].focus_cell(column)

    def _enter(self, box: RowBox, column: int) -> None:
        """The next row; below the last one there is a new one, unless that is blank still."""
        at = self._at(box)
        if at + 1 < len(self._rows):
            self._go(box, column, 1)
        elif not table_rows.is_empty(self.rows[at]):
            self.change(table_rows.added(self.rows, at + 1, self.width_of_cells), (at + 1, 0))

    def _paste(self, box: RowBox, column: int, cells: Sequence[Sequence[str]]) -> None:
        at = self._at(box)
        rows = table_rows.pasted(self.rows, at, column, cells, self.width_of_cells)
        self.change(table_rows.dated(rows, self.kind.cells), (at, column))

    # ---- pages

    def _pick(self, box: RowBox, old: Citation | None) -> None:
        """Let the user choose a page, in place of ``old`` if that is given."""
        known = old is not None and self._bench.case.document(old.document) is not None
        picker = EvidencePicker(
            self._bench, self._images, self._kit, self.window(), start=old if known else None
        )
        picker.picked.connect(while_alive(self, partial(self._picked, box, old)))
        picker.open()

    def _picked(self, box: RowBox, old: Citation | None, new: Citation) -> None:
        if box not in self.boxes:
            return  # its row was taken away meanwhile
        at = self._at(box)
        if old is None:
            rows = table_rows.cited(self.rows, at, (new,))
        else:
            rows = table_rows.cited_instead(self.rows, at, old, new)
        self.change(rows)
        box.pages.focus_chip()

    def _uncite(self, box: RowBox, citation: Citation) -> None:
        self.change(table_rows.uncited(self.rows, self._at(box), citation))
        box.pages.focus_chip()

    def _drop(self, box: RowBox, mime: QMimeData) -> None:
        bench = self._bench
        found = dropped_citations(mime, bench.case, bench.path)
        whole = [c for c in found if bench.packet.pin_cite(c) is not None]
        if not found:
            self._tell(self.tr("That paper belongs to another appeal."))
        elif not whole:
            self._tell(capital(why_broken(bench.case, found[0])))
        else:
            self.change(table_rows.cited(self.rows, self._at(box), whole))

    def _tell(self, what: str) -> None:
        hint = self.tr("Only what goes into the packet can be pointed at. Put it in first.")
        self._kit.notices.tell(what, hint, Tone.WARNING)


def table_of(case: Case, reason: int, kind: str) -> ReasonTable | None:
    """The table of this kind that a reason has."""
    found = case.reason(reason)
    return None if found is None else next((t for t in found.tables if t.kind == kind), None)
