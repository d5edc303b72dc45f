"""The packet's bookmarks beside its pages: the same that the finished file has."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget
from typing_extensions import override

from appealdesk.packet.values import Bookmark

_PAGE = Qt.ItemDataRole.UserRole + 1
_TOP = Qt.ItemDataRole.UserRole + 2


class OutlineModel(QStandardItemModel):
    """Bookmarks with the page each leads to."""

    def show_bookmarks(self, bookmarks: Sequence[Bookmark]) -> None:
        """Show these."""
        self.clear()
        self.setColumnCount(2)
        self._add(self.invisibleRootItem(), bookmarks)

    def _add(self, parent: QStandardItem, bookmarks: Sequence[Bookmark]) -> None:
        for bookmark in bookmarks:
            title = QStandardItem(bookmark.title)
            number = QStandardItem(str(bookmark.page + 1))
            number.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            words = self.tr("%1, page %2")
            title.setData(
                words.replace("%2", str(bookmark.page + 1)).replace("%1", bookmark.title),
                Qt.ItemDataRole.AccessibleTextRole,
            )
            title.setToolTip(bookmark.title)
            for item in (title, number):
                item.setEditable(False)
            title.setData(bookmark.page, _PAGE)
            title.setData(bookmark.top, _TOP)
            parent.appendRow([title, number])
            self._add(title, bookmark.children)

    def page(self, index: QModelIndex) -> int:
        """The packet page (0-based) that a row leads to, or -1."""
        found = index.siblingAtColumn(0).data(_PAGE)
        return -1 if found is None else int(found)

    def at_page(self, page: int) -> QModelIndex:
        """The row under which a page of the packet stands: the last that begins at or before it."""
        best = QModelIndex()
        level = QModelIndex()
        while True:
            rows = [self.index(row, 0, level) for row in range(self.rowCount(level))]
            begun = [row for row in rows if self.page(row) <= page]
            if not begun:
                return best
            best = level = begun[-1]


class OutlineTree(QTreeView):
    """Shows the outline; what is chosen is gone to."""

    page_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("packetOutline")
        self.setAccessibleName(self.tr("What is in the packet"))
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setExpandsOnDoubleClick(False)
        self._model = OutlineModel(self)
        self.setModel(self._model)
        self.clicked.connect(self._go)
        self.activated.connect(self._go)

    @override
    def model(self) -> OutlineModel:
        return self._model

    def show_bookmarks(self, bookmarks: Sequence[Bookmark]) -> None:
        """Show these, all open."""
        self._model.show_bookmarks(bookmarks)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.expandAll()

    def mark_page(self, page: int) -> None:
        """Mark where the page that is looked at stands."""
        index = self._model.at_page(page)
        if index.isValid() and self._model.page(self.currentIndex()) != page:
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _go(self, index: QModelIndex) -> None:
        page = self._model.page(index)
        if page >= 0:
            self.page_wanted.emit(page)
