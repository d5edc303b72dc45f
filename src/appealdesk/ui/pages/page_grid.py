"""The grid of a document's pages: choose, turn, leave out and move them; drag one out as evidence.

Qt's own drag and drop of an icon view drops *onto* items and has dead zones between them. Here a
drop always goes between two pages: the nearest gap, shown by one caret.
"""

from collections.abc import Sequence

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QMimeData,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from appealdesk.case.values import DocumentId, PageId, PageRef
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.pages.cell_view import CellView
from appealdesk.ui.pages.cells import Gap
from appealdesk.ui.pages.page_drag import drag_picture, own_pages, pages_mime, target_of
from appealdesk.ui.pages.page_model import PageModel
from appealdesk.ui.pages.page_tools import open_menu
from appealdesk.ui.view import Kit

MENU = ("page-include", "rotate-left", "rotate-right", "", "move-up", "move-down", "", "cite-page")
_EDGE = 36  # pixels at the border where a drag scrolls
_SCROLL_EVERY = 30  # ms


class PageGrid(CellView):
    """Thumbnails of pages.

    Args:
        model: the pages.
        images: makes the pictures.
        kit: colours, icons, actions of the menu.
    """

    opened = Signal(int)
    """Enter or a double click on a page: its row."""
    chosen_changed = Signal()
    move_wanted = Signal(object, object)
    """(ids of pages, id of the page to put them in front of, or None for the end)."""
    step_wanted = Signal(int)
    """The chosen pages are to move one place: -1 or 1."""

    def __init__(
        self, model: PageModel, images: PageImages, kit: Kit, parent: QWidget | None = None
    ) -> None:
        super().__init__(model, images, kit, parent)
        self._document = DocumentId(0)
        self.case_path = ""  # told with a drag, so that another window refuses it
        self._chosen: list[int] | None = None  # rows, None while not counted
        self._gap: Gap | None = None
        self._drag_at = QPoint()
        self._scroll_timer = QTimer(self, interval=_SCROLL_EVERY)
        self._scroll_timer.timeout.connect(self._scroll_on)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)
        self.setDragEnabled(True)  # setMovement(Static) switched it off
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setAccessibleName(self.tr("Pages of this paper"))
        self.doubleClicked.connect(self._opened)
        self.selectionModel().selectionChanged.connect(self._chosen_changed)
        self.selectionModel().currentChanged.connect(self._chosen_changed)
        for changed in (model.modelReset, model.layoutChanged):
            changed.connect(self._forget_chosen)

    # ---- what is chosen

    def set_document(self, document: DocumentId) -> None:
        """Say whose pages these are, for what is dragged out."""
        self._document = document

    @property
    def chosen(self) -> tuple[PageRef, ...]:
        """The chosen pages in their order; the page with the focus when none is chosen."""
        pages = self._pages.pages
        return tuple(pages[row] for row in self.chosen_rows if row < len(pages))

    @property
    def chosen_rows(self) -> list[int]:
        """Their rows."""
        if self._chosen is None:  # asked for by every button, and slow when all are chosen
            found = self.selectionModel().selection()
            parts = [found.at(n) for n in range(found.count())]
            self._chosen = sorted(
                row for part in parts for row in range(part.top(), part.bottom() + 1)
            )
        if not self._chosen and self.currentIndex().isValid():
            return [self.currentIndex().row()]
        return list(self._chosen)

    @property
    def chosen_count(self) -> int:
        """How many pages are chosen; the one with the focus alone does not count."""
        return len(self.chosen_rows) if self.selectionModel().hasSelection() else 0

    def choose(self, rows: Sequence[int]) -> None:
        """Choose pages; the first is the one with the focus."""
        chosen = QItemSelection()
        for row in rows:
            index = self._pages.index(row)
            chosen.select(index, index)
        flag = QItemSelectionModel.SelectionFlag
        if rows:
            self.selectionModel().setCurrentIndex(self._pages.index(rows[0]), flag.NoUpdate)
        self.selectionModel().select(chosen, flag.ClearAndSelect)

    @override
    def indexAt(self, p: QPoint) -> QModelIndex:
        """The page whose picture or words are under a point.

        Beside them is empty ground, from where a frame is drawn round several pages.
        """
        index = super().indexAt(p)
        if not index.isValid():
            return index
        cell = self.visualRect(index)
        place = self._delegate.place(cell, self._pages.sheet(index.row()))
        place.setBottom(cell.bottom())
        return index if place.contains(p) else QModelIndex()

    # ---- moving by hand

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is not None:
            painter = QPainter(self.viewport())
            painter.fillRect(self.caret_rect(self._gap), QColor(self._kit.theme.colors.accent))
            painter.end()

    def gap_at(self, point: QPoint) -> Gap:
        """The gap between pages that a point of the view means; there is always one."""
        return self._cells.gap_at(point + QPoint(0, self.verticalScrollBar().value()))

    def caret_rect(self, gap: Gap) -> QRect:
        """Where in the view the caret of a gap is drawn."""
        return self._cells.caret(gap).translated(0, -self.verticalScrollBar().value())

    def drag_data(self) -> QMimeData:
        """What a drag of the chosen pages carries; a reason takes of it the page with the focus."""
        pages = [page.id for page in self.chosen]
        row = self.currentIndex().row()
        current = self._pages.pages[row].id if row >= 0 else pages[0]
        first = current if current in pages else pages[0]
        return pages_mime(self._document, first, pages, self.case_path)

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        if not self.chosen:
            return
        drag = QDrag(self)
        drag.setMimeData(self.drag_data())
        drag.setPixmap(self._drag_picture())
        drag.setHotSpot(QPoint(12, 12))
        drag.exec(Qt.DropAction.CopyAction)
        self._end_drag()

    def _drag_picture(self) -> QPixmap:
        side, color = self._kit.theme.pixels(90), self._kit.theme.colors.accent
        picture = self._images.best(self._delegate.key(self._pages.sheet(self.chosen_rows[0])))
        return drag_picture(
            picture or self._kit.icons.pixmap("file-text", side, "accent"), side, color
        )

    def _own_pages(self, data: QMimeData) -> list[PageId]:
        return own_pages(data, self._document, self._pages.pages)

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._drag_over(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drag_over(event)

    def _drag_over(self, event: QDragMoveEvent) -> None:
        if not self._own_pages(event.mimeData()):
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._drag_at = event.position().toPoint()
        self._gap = self.gap_at(self._drag_at)
        if self._edge_step():
            self._scroll_timer.start()
        else:
            self._scroll_timer.stop()
        self.viewport().update()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._end_drag()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        pages = self._own_pages(event.mimeData())
        gap = self.gap_at(event.position().toPoint())
        self._end_drag()
        if not pages:
            event.ignore()
            return
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.move_to(pages, gap.before)

    def move_to(self, pages: Sequence[PageId], before: int) -> None:
        """Ask for pages to be put into a gap; nothing is asked when they are there already."""
        target, is_move = target_of([page.id for page in self._pages.pages], pages, before)
        if is_move:
            self.move_wanted.emit(tuple(pages), target)

    def _end_drag(self) -> None:
        self._gap = None
        self._scroll_timer.stop()
        self.viewport().update()

    def _edge_step(self) -> int:
        y, high = self._drag_at.y(), self.viewport().height()
        if y < _EDGE:
            return y - _EDGE
        return max(y - (high - _EDGE), 0)

    def _scroll_on(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self._edge_step())
        self._gap = self.gap_at(self._drag_at)
        self.viewport().update()

    # ---- keys, wheel, menu

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        back, on = (Qt.Key.Key_Left, Qt.Key.Key_Up), (Qt.Key.Key_Right, Qt.Key.Key_Down)
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in back + on:
            self.step_wanted.emit(-1 if event.key() in back else 1)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._opened(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape and self.selectionModel().hasSelection():
            self.clearSelection()
        else:
            super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        open_menu(self._kit, MENU, self, event.globalPos())

    def _opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.row())

    def _forget_chosen(self) -> None:
        self._chosen = None

    def _chosen_changed(self) -> None:
        self._chosen = None
        self.chosen_changed.emit()
