"""Every change of the appeal, newest first, and the way back to any of them."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTreeView, QWidget
from typing_extensions import override

from appealdesk.casefile.records import HistoryEntry
from appealdesk.desk.session import Session
from appealdesk.ui.dialogs.base import Dialog, foot, say
from appealdesk.ui.dialogs.words import local_time
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, label
from appealdesk.ui.workbench import Workbench

_PAUSE = 30  # ms; a walk over many edits tells of each of them
ENTRY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class Edits(QAbstractTableModel):
    """The edits, newest first; the last row is the time before the first of them."""

    def __init__(self, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._kit = kit
        self._entries: tuple[HistoryEntry, ...] = ()
        self._present = 0  # seq of the last edit that is done, 0 for none

    @property
    def present(self) -> int:
        """The number of the last edit that is done; 0 when none is."""
        return self._present

    def show_entries(self, entries: Sequence[HistoryEntry]) -> None:
        """Show these, given oldest first."""
        self.beginResetModel()
        start = HistoryEntry(0, self.tr("Before the first change"), "", True)
        self._entries = (*reversed(entries), start)
        self._present = max(e.seq for e in self._entries if e.is_done)
        self.endResetModel()

    def row_of(self, seq: int) -> int:
        """The row of an edit, or -1."""
        return next((n for n, e in enumerate(self._entries) if e.seq == seq), -1)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self._entries)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else 3

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (self.tr("Change"), self.tr("When"), self.tr("State"))[section]

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry = self._entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._words(entry)[index.column()]
            case Qt.ItemDataRole.ToolTipRole:
                return entry.label
            case Qt.ItemDataRole.ForegroundRole if not entry.is_done:
                return QColor(self._kit.theme.colors.quiet)
            case Qt.ItemDataRole.FontRole:
                font = QFont(QApplication.font())
                font.setBold(entry.seq == self._present)
                font.setItalic(not entry.is_done)
                return font
            case _:
                return entry if role == ENTRY else None

    def _words(self, entry: HistoryEntry) -> tuple[str, str, str]:
        state = "" if entry.is_done else self.tr("Taken back")
        if entry.seq == self._present:
            state = self.tr("You are here")
        return entry.label, local_time(entry.at_iso) if entry.at_iso else "", state


class HistoryDialog(Dialog):
    """Shows all edits, and goes back or forward to any of them.

    Args:
        bench: the open case.
        kit: what every part of the window may use.
        parent: the window.
    """

    def __init__(self, bench: Workbench, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(
            kit, parent, title=self.tr("History"), name="historyDialog", size=(640, 560)
        )
        self._bench = bench
        self.model = Edits(kit, self)
        self.list = QTreeView()
        self.list.setObjectName("historyList")
        self.list.setAccessibleName(self.tr("Changes, newest first"))
        self.list.setModel(self.model)
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setAllColumnsShowFocus(True)
        self.list.setStyleSheet("QTreeView::item { padding: 4px 6px; }")
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.list.activated.connect(self._activated)
        self.note = label("", "quiet")
        self.note.setObjectName("historyNote")
        self._close = button(self.tr("Close"), self.reject, name="historyClose")
        self._go = button(self.tr("Go back to here"), self._ask, role="main", name="historyGo")
        self._go.setDefault(True)
        words = self.tr(
            "Everything that was done to this appeal. Choose a change to bring the appeal back to "
            "how it was right after it. You can come forward again in the same way, until you "
            "change something else."
        )
        top = column(label(words), self.note, space=SPACE)
        top.setContentsMargins(20, 16, 20, SPACE)
        line = foot(None, self._close, self._go)
        self.put(top, self.list, foot=line)
        self.model.show_entries(())
        self._chosen()
        bench.flush()
        self._soon = QTimer(self, interval=_PAUSE, singleShot=True)
        self._soon.timeout.connect(self._read)
        bench.changed.connect(self._changed)
        self._read()

    @override
    def draw(self) -> None:
        self.list.viewport().update()

    def _changed(self) -> None:
        self._soon.start()

    def _read(self) -> None:
        self._bench.read(_history, self.alive(self._show))

    def _show(self, entries: tuple[HistoryEntry, ...]) -> None:
        chosen = self._entry()
        was_present = chosen is None or chosen.seq == self.model.present
        self.model.show_entries(entries)
        seq = self.model.present if was_present or chosen is None else chosen.seq
        row = max(0, self.model.row_of(seq))
        self.list.setCurrentIndex(self.model.index(row, 0))
        self._chosen()

    def _entry(self) -> HistoryEntry | None:
        found = self.list.currentIndex().siblingAtColumn(0).data(ENTRY)
        return found if isinstance(found, HistoryEntry) else None

    def _chosen(self) -> None:
        entry = self._entry()
        is_forward = entry is not None and entry.seq > self.model.present
        is_elsewhere = entry is not None and entry.seq != self.model.present
        self._go.setText(
            self.tr("Come forward to here") if is_forward else self.tr("Go back to here")
        )
        self._go.setEnabled(is_elsewhere and not self._bench.is_read_only)
        if self._bench.is_read_only:
            self.note.setText(
                self.tr("This appeal is open for reading only, so it stays as it is.")
            )
        elif self.model.rowCount() == 1:
            self.note.setText(self.tr("Nothing was changed yet."))
        else:
            self.note.setText("")
        self.note.setVisible(bool(self.note.text()))

    def _activated(self, _index: QModelIndex) -> None:
        if self._go.isEnabled():
            self._ask()

    def _ask(self) -> None:
        """Go there; first let typed words become an edit, which may change what can be reached."""
        entry = self._entry()
        if entry is not None:
            self._bench.flush()
            self._bench.read(_history, self.alive(partial(self._walk, entry)))

    def _walk(self, entry: HistoryEntry, entries: tuple[HistoryEntry, ...]) -> None:
        self.model.show_entries(entries)
        is_there = entry.seq == 0 or any(
            (e.seq, e.at_iso, e.label) == (entry.seq, entry.at_iso, entry.label) for e in entries
        )
        if is_there:
            self._bench.go_to(entry.seq - self.model.present)
            say(self.list, self.tr("The appeal is as it was after: {0}").format(entry.label))
        self._show(entries)
        if not is_there:
            self.note.setText(self.tr("That change is gone, because you changed something else."))
            self.note.show()


def _history(session: Session) -> tuple[HistoryEntry, ...]:
    return session.file.history()
