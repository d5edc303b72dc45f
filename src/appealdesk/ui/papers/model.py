"""The list of papers: what each is for, and whether this case needs it now."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from appealdesk.case.values import Case
from appealdesk.desk.papers import PaperKind, paper_kinds, why_now
from appealdesk.ui.view import Kit

ROW = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex
_AROUND = 9  # pixels around the words of a row, at 100%
_BETWEEN = 3
_WRAPS = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
_TALL = 10_000


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper as the list shows it; ``note`` is what the user did with it."""

    kind: PaperKind
    title: str
    why: str = ""
    note: str = ""


class PaperList(QAbstractListModel):
    """Every paper that can be made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = tuple(PaperRow(kind, kind.title) for kind in paper_kinds())

    def show_case(self, case: Case, notes: dict[str, str]) -> None:
        """Show what this case needs; ``notes`` by the paper's id."""
        rows = tuple(
            PaperRow(
                kind,
                kind.title_for(case.situation.coverage),
                why_now(kind, case),
                notes.get(kind.id, ""),
            )
            for kind in paper_kinds()
        )
        for number, (old, new) in enumerate(zip(self._rows, rows, strict=True)):
            if old != new:
                self._rows = (*self._rows[:number], new, *self._rows[number + 1 :])
                changed = self.index(number)
                self.dataChanged.emit(changed, changed)

    def row_of(self, paper_id: str) -> int:
        """The row of a paper, or -1."""
        return next((n for n, row in enumerate(self._rows) if row.kind.id == paper_id), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                said = (f"{row.title}.", row.kind.when, row.why and self._for_case(row), row.note)
                return " ".join(part for part in said if part)
            case _:
                return row if role == ROW else None

    def _for_case(self, row: PaperRow) -> str:
        return self.tr("Worth making now: {0}").format(row.why)

    def reason(self, row: PaperRow) -> str:
        """Why this case needs the paper, as the list says it; "" when nothing says so."""
        return self._for_case(row) if row.why else ""


class PaperDelegate(QStyledItemDelegate):
    """Draws a paper: its name, when to use it, and why this case needs it."""

    def __init__(self, kit: Kit, view: QListView, papers: PaperList) -> None:
        super().__init__(view)
        self._kit, self._view, self._papers = kit, view, papers

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        around = self._kit.theme.pixels(_AROUND)
        height = sum(
            self._height(text, font, self._room) + _BETWEEN
            for text, font, _ in self._lines(option, index)
        )
        return QSize(self._view.viewport().width(), height + 2 * around)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        around = self._kit.theme.pixels(_AROUND)
        box: QRect = option.rect.adjusted(around, around, -around, -around)
        box.setWidth(self._room)
        painter.save()
        for text, font, color in self._lines(option, index):
            painter.setFont(font)
            painter.setPen(QColor(color))
            painter.drawText(box, int(_WRAPS), text)
            box.setTop(box.top() + self._height(text, font, box.width()) + _BETWEEN)
        painter.restore()

    @property
    def _room(self) -> int:
        """Pixels for the words: the same whether the scroll bar shows or not."""
        bar = self._view.verticalScrollBar().sizeHint().width()
        around = self._kit.theme.pixels(_AROUND)
        return max(40, self._view.contentsRect().width() - bar - 2 * around)

    def _lines(self, option: QStyleOptionViewItem, index: Index) -> list[tuple[str, QFont, str]]:
        row: PaperRow = index.data(ROW)
        colors = self._kit.theme.colors
        bold, small = QFont(option.font), QFont(option.font)
        bold.setBold(True)
        small.setPointSizeF(self._kit.theme.points(-1))
        lines = [(row.title, bold, colors.text), (row.kind.when, small, colors.quiet)]
        if row.why:
            lines.append((self._papers.reason(row), small, colors.good))
        if row.note:
            lines.append((row.note, small, colors.accent))
        return lines

    @staticmethod
    def _height(text: str, font: QFont, width: int) -> int:
        room = QRect(0, 0, width, _TALL)
        return QFontMetrics(font).boundingRect(room, int(_WRAPS), text).height()
