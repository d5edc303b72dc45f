"""What stands around the rows of a table: its title, the names of its columns, what it comes to."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from appealdesk.guidance.tables import TableKind, hints, summary
from appealdesk.ui.reasons.labels import draw_icon
from appealdesk.ui.reasons.table_row import RowBox, pages_title, weights
from appealdesk.ui.reasons.table_rows import Rows
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, icon_button, label, row

_STACKED = 540  # below this width, at 100% text, a row is a card
_CELL = 94  # a column of a line needs about as much
_FIELD = 180  # and a field of a card


class TableFrame(QFrame):
    """Shows rows in lines or as cards, by the room there is.

    Args:
        kind: which table.
        kit: what every part of the window may use.
        can_edit: whether the table may be changed.
    """

    def __init__(
        self, kind: TableKind, kit: Kit, parent: QWidget | None = None, *, can_edit: bool
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"table-{kind.id}")
        self.setProperty("role", "card")
        self.kind = kind
        self.boxes: list[RowBox] = []
        self._kit = kit
        self._can_edit = can_edit
        self._across = 0
        self.remove_button = icon_button(
            kit.icons.get("trash-2", "quiet"),
            self.tr("Remove this table. Undo brings it back."),
            name="remove-table",
        )
        self.add_button = button(self.tr("Add a row"), role="quiet", name="add-row")
        self._head = QWidget()
        self._gap = QWidget()  # as wide as the tools of a row
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE // 2)
        self._summary = label("")
        self._summary.setObjectName("table-summary")
        self._hints = label("", "quiet")
        self._hints.setObjectName("table-hints")
        self._build()
        kit.theme.changed.connect(self._redraw)

    def add_box(self) -> RowBox:
        """One more row at the end."""
        box = RowBox(self.kind, self._kit, can_edit=self._can_edit)
        box.lay(self._across)
        last = self.boxes[-1].tools if self.boxes else self.remove_button
        self.boxes.append(box)
        self._list.addWidget(box)
        box.show()  # now, so that it can take the focus
        _tab_through(last, box)
        return box

    def drop_box(self) -> None:
        """The last row goes."""
        box = self.boxes.pop()
        self._list.removeWidget(box)
        box.hide()
        box.deleteLater()

    def summarize(self, rows: Rows) -> None:
        """Say what the rows come to, and what looks odd about them."""
        told = "\n".join(hints(self.kind, rows))
        for part, words in ((self._summary, summary(self.kind, rows)), (self._hints, told)):
            part.setText(words)
            part.setVisible(bool(words))

    def _build(self) -> None:
        top = row(label(self.kind.title, "title"), self.remove_button)
        top.setStretch(0, 1)
        head = QHBoxLayout(self._head)
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(SPACE // 2)
        titles = (*(c.title for c in self.kind.cells), pages_title(self.kind))
        for words, weight in zip(titles, weights(self.kind), strict=True):
            made = label(words, "small")
            made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            made.setAlignment(Qt.AlignmentFlag.AlignBottom)
            head.addWidget(made, weight)
        head.addWidget(self._gap)
        foot = QHBoxLayout()
        foot.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._summary, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE + 4, SPACE, SPACE + 4, SPACE)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(label(self.kind.help, "quiet"))
        layout.addWidget(self._head)
        layout.addLayout(self._list)
        layout.addLayout(foot)
        layout.addWidget(self._hints)
        for part in (self.remove_button, self._gap, self.add_button):
            part.setVisible(self._can_edit)  # not before they have a parent: they would be windows
        self._redraw()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        pixels = self._kit.theme.pixels
        needs = max(_STACKED, _CELL * len(weights(self.kind)))
        is_card = self.width() < pixels(needs)
        most = min(len(self.kind.cells), 3)
        self._across = max(1, min(most, self.width() // pixels(_FIELD))) if is_card else 0
        self._head.setVisible(not is_card)
        for box in self.boxes:
            box.lay(self._across)

    def _redraw(self) -> None:
        draw_icon(self.remove_button, self._kit, "trash-2", "quiet")
        for box in self.boxes:
            box.redraw()
        self._gap.setFixedWidth(self.remove_button.sizeHint().width())
        self._lay()


def _tab_through(before: QWidget, box: RowBox) -> None:
    """Tab goes through a row from its first cell to its tools, then to the next row."""
    for part in (*box.cells, box.pages.add, box.tools):
        QWidget.setTabOrder(before, part)
        before = part
