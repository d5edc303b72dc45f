"""The packets that were made before, with what proves which file it was."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from appealdesk.casefile.records import ExportRecord
from appealdesk.ui.dialogs.base import say
from appealdesk.ui.dialogs.words import delivery_words, local_time
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, column, label, row

_ROWS = 5  # shown at a time


class MadeBefore(QWidget):
    """A small table of earlier packets, newest first; hidden while there are none."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.table = QTableWidget(0, 5)
        self.table.setObjectName("madeBefore")
        self.table.setAccessibleName(self.tr("Packets made before"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Made"),
                self.tr("File"),
                self.tr("Pages"),
                self.tr("Sent by"),
                self.tr("Proof (SHA-256)"),
            ]
        )
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Interactive)
        self._copy = button(self.tr("Copy the proof"), self._copy_proof, name="copyProof")
        self._copy.setIcon(kit.icons.get("copy"))
        self._copied = label("", "good")
        self.table.itemSelectionChanged.connect(self._chosen)
        foot = row(self._copy, self._copied)
        foot.setStretch(1, 1)
        self.setLayout(column(label(self.tr("Made before"), "title"), self.table, foot))
        self.hide()

    def show_records(self, records: Sequence[ExportRecord]) -> None:
        """Show what was made, given oldest first."""
        self.table.setRowCount(len(records))
        for line, record in enumerate(reversed(records)):
            words = (
                local_time(record.at),
                record.file_name,
                str(record.pages),
                delivery_words(record.delivery),
                record.sha256,
            )
            for place, text in enumerate(words):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(line, place, item)
        self.table.setColumnWidth(4, self._kit.theme.pixels(130))
        height = self.table.horizontalHeader().sizeHint().height() + 6
        height += sum(self.table.rowHeight(n) for n in range(min(_ROWS, len(records))))
        self.table.setFixedHeight(height)
        self._chosen()
        self.setVisible(bool(records))

    def _chosen(self) -> None:
        self._copy.setEnabled(bool(self.table.selectedItems()))
        self._copied.clear()

    def _copy_proof(self) -> None:
        item = self.table.item(self.table.currentRow(), 4)
        if item is not None:
            QGuiApplication.clipboard().setText(item.text())
            self._copied.setText(self.tr("Copied."))
            say(self._copied, self.tr("Copied."))
