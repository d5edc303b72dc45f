"""The pages of one document as rows: what each is called, and what the grid draws of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from appealdesk.case.values import Document, PageId, PageRef
from appealdesk.packet.values import Packet
from appealdesk.ui.pages.layout import Sheet

LETTER = (612.0, 792.0)  # points; the size of a page until its own is known
PAGE_ROLE = int(Qt.ItemDataRole.UserRole)
SHEET_ROLE = PAGE_ROLE + 1
WORDS_ROLE = PAGE_ROLE + 2
"""A ``Caption``: the two lines below a thumbnail."""

_LINE_ROLES = {
    int(Qt.ItemDataRole.DisplayRole),
    int(Qt.ItemDataRole.AccessibleTextRole),
    int(Qt.ItemDataRole.ToolTipRole),
}
_Size = tuple[float, float]
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Caption:
    """What a page is called: in its own file, and in the packet."""

    own: str
    packet: str
    is_left_out: bool

    @property
    def line(self) -> str:
        """Both on one line."""
        return f"{self.own} \u2013 {self.packet}" if self.packet else self.own


class PageModel(QAbstractListModel):
    """Pages in the order in which the document has them. It shows; it never edits."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._packet: Packet | None = None
        self._sizes: Sequence[_Size] = ()
        self._kept: dict[PageId, tuple[PageRef, int | None, _Size, tuple[Sheet, Caption]]] = {}
        self._page_words = self.tr("Page {0}")
        self._packet_words = self.tr("packet page {0}")
        self._out_words = self.tr("Left out")

    @property
    def pages(self) -> tuple[PageRef, ...]:
        """What is shown."""
        return self._document.pages if self._document is not None else ()

    def set_document(self, document: Document | None, packet: Packet | None) -> None:
        """Show a document. When it is the same with its pages moved, what is chosen moves along."""
        old = self._document
        before = [page.id for page in self.pages]
        after = [page.id for page in document.pages] if document is not None else []
        is_same = (
            old is not None
            and document is not None
            and (old.id, old.clean) == (document.id, document.clean)
        )
        if is_same and before == after:
            self._put(document, packet)
            self._all_changed()
        elif is_same and sorted(before) == sorted(after):
            self.layoutAboutToBeChanged.emit()
            held = self.persistentIndexList()
            self._put(document, packet)
            place = {page: row for row, page in enumerate(after)}
            moved = [self.index(place[before[index.row()]]) for index in held]
            self.changePersistentIndexList(held, moved)
            self.layoutChanged.emit()
        else:
            self.beginResetModel()
            self._put(document, packet)
            self._kept.clear()
            if not is_same:
                self._sizes = ()
            self.endResetModel()

    def set_packet(self, packet: Packet) -> None:
        """The page numbers of the packet are others now."""
        self._packet = packet
        self._all_changed()

    def set_sizes(self, sizes: Sequence[_Size]) -> None:
        """Tell the size of each page of the clean PDF, in points, upright."""
        self._sizes = sizes
        self._all_changed()

    def size(self, page: PageRef) -> tuple[float, float]:
        """Width and height of a page in points, upright as in its file."""
        return self._sizes[page.index] if page.index < len(self._sizes) else LETTER

    def shown_sizes(self) -> list[_Size]:
        """Width and height of every page as the user turned it."""
        sizes = ((page, self.size(page)) for page in self.pages)
        return [
            (high, wide) if page.rotation % 180 else (wide, high) for page, (wide, high) in sizes
        ]

    def sheet(self, row: int) -> Sheet:
        """A page as the reader and the grid draw it."""
        return self._told(row)[0]

    def caption(self, row: int) -> Caption:
        """What a page is called."""
        return self._told(row)[1]

    def packet_page(self, page: PageRef) -> int | None:
        """Where a page is in the packet, 0-based; None when it is not in it."""
        if self._packet is None or self._document is None:
            return None
        place = self._packet.anchors.get(f"page:{self._document.id}/{page.id}")
        return None if place is None else place[0]

    def _told(self, row: int) -> tuple[Sheet, Caption]:
        """Both are kept: an edit among 2,000 pages makes anew only what it changed."""
        page = self.pages[row]
        place, size = self.packet_page(page), self.size(page)
        kept = self._kept.get(page.id)
        if kept is not None and kept[0] is page and kept[1:3] == (place, size):
            return kept[3]
        document = self._document
        assert document is not None  # noqa: S101  there are no pages without one
        own = self._page_words.format(page.index + 1)
        if not page.is_included:
            caption = Caption(own, self._out_words, is_left_out=True)
        elif place is None:
            caption = Caption(own, "", is_left_out=False)
        else:
            caption = Caption(own, self._packet_words.format(place + 1), is_left_out=False)
        note = caption.packet if caption.is_left_out else ""
        words = caption.own if caption.is_left_out else caption.line
        sheet = Sheet(document.clean, page.index, *size, page.rotation, words, False, note)
        self._kept[page.id] = (page, place, size, (sheet, caption))
        return sheet, caption

    def row_of(self, page: int | None) -> int:
        """The row of a page by its id, or -1."""
        return next((row for row, ref in enumerate(self.pages) if ref.id == page), -1)

    @override
    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.pages)

    @override
    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = index.row()
        if not index.isValid() or row >= len(self.pages):
            return None
        if role in _LINE_ROLES:
            return self.caption(row).line
        told: dict[int, Callable[[int], object]] = {
            PAGE_ROLE: self.pages.__getitem__,
            SHEET_ROLE: self.sheet,
            WORDS_ROLE: self.caption,
        }
        return told[role](row) if role in told else None

    @override
    def flags(self, index: _Index) -> Qt.ItemFlag:
        flag = Qt.ItemFlag
        if not index.isValid():
            return flag.NoItemFlags
        return (
            flag.ItemIsEnabled
            | flag.ItemIsSelectable
            | flag.ItemIsDragEnabled
            | flag.ItemNeverHasChildren
        )

    def _put(self, document: Document | None, packet: Packet | None) -> None:
        self._document, self._packet = document, packet

    def _all_changed(self) -> None:
        if self.pages:
            self.dataChanged.emit(self.index(0), self.index(len(self.pages) - 1))
