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
    QSize,
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
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QListView, QMenu, QWidget
from typing_extensions import override

from appealdesk.case.values import DocumentId, PageId, PageRef
from appealdesk.ui.page_images import ImageKey, PageImages
from appealdesk.ui.pages.cells import Cells, Gap
from appealdesk.ui.pages.overlays import focus_frame
from appealdesk.ui.pages.page_delegate import PAD, PageDelegate
from appealdesk.ui.pages.page_drag import drag_picture, own_pages, pages_mime, target_of
from appealdesk.ui.pages.page_model import PageModel
from appealdesk.ui.view import Kit

SIDES = (80, 110, 145, 190, 240, 310, 400, 520)  # pixels of a page's long side, by zoom step
USUAL = 3  # of them
MENU = ("page-include", "rotate-left", "rotate-right", "", "move-up", "move-down", "", "cite-page")
_EDGE = 36  # pixels at the border where a drag scrolls
_SCROLL_EVERY = 30  # ms
_AHEAD = 2  # rows of cells above and below whose pictures are made too
_LARGEST_ODD = 2.0  # a page over this many times the usual size is drawn smaller than true


class PageGrid(QListView):
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
        super().__init__(parent)
        self._pages, self._images, self._kit = model, images, kit
        self._token = images.token()
        self._document = DocumentId(0)
        self._step = USUAL
        self._cells = Cells(0, 1, 1, 1)
        self._gap: Gap | None = None
        self._drag_at = QPoint()
        self._scroll_timer = QTimer(self, interval=_SCROLL_EVERY)
        self._scroll_timer.timeout.connect(self._scroll_on)
        self._delegate = PageDelegate(images, kit, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Fixed)  # done by hand in _measure
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionRectVisible(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setDragEnabled(True)  # setMovement(Static) switched it off
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setAccessibleName(self.tr("Pages of this paper"))
        self.doubleClicked.connect(self._opened)
        self.selectionModel().selectionChanged.connect(self._chosen_changed)
        self.selectionModel().currentChanged.connect(self._chosen_changed)
        for changed in (model.modelReset, model.layoutChanged, model.dataChanged):
            changed.connect(self._measure)
        images.ready.connect(self._picture_ready)
        kit.theme.changed.connect(self._theme_changed)
        self._theme_changed()

    # ---- what is chosen

    def set_document(self, document: DocumentId) -> None:
        """Say whose pages these are, for what is dragged out."""
        self._document = document

    @property
    def chosen(self) -> tuple[PageRef, ...]:
        """The chosen pages in their order; the page with the focus when none is chosen."""
        rows = self.chosen_rows
        return tuple(self._pages.pages[row] for row in rows)

    @property
    def chosen_rows(self) -> list[int]:
        """Their rows."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if not rows and self.currentIndex().isValid():
            return [self.currentIndex().row()]
        return rows

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

    # ---- sizes

    def zoom(self, step: int) -> None:
        """Show thumbnails this many steps larger or smaller."""
        self._set_step(self._step + step)

    def zoom_fit(self) -> None:
        """Show all pages at once, as large as they go; the usual size when there are too many."""
        for step in reversed(range(len(SIDES))):
            cell = self._cell(step)
            columns = max(self.viewport().width() // cell.width(), 1)
            lines = -(-len(self._pages.pages) // columns)
            is_wide_enough = cell.width() <= self.viewport().width()
            if is_wide_enough and lines * cell.height() <= self.viewport().height():
                self._set_step(step)
                return
        self._set_step(USUAL)

    def _set_step(self, step: int) -> None:
        step = min(max(step, 0), len(SIDES) - 1)
        if step != self._step:
            self._step = step
            self._measure()
            if self.currentIndex().isValid():
                self.scrollTo(self.currentIndex())

    def _long_side(self) -> float:
        """Points that a thumbnail's long side stands for; one huge page does not count."""
        sides = sorted(max(size) for size in self._pages.shown_sizes()) or [792.0]
        return min(sides[-1], sides[len(sides) // 2] * _LARGEST_ODD)

    def _cell(self, step: int) -> QSize:
        """Square but for the words, so that turning a page moves no other."""
        wide = max(SIDES[step], self._kit.theme.pixels(70)) + 2 * PAD
        return QSize(wide, SIDES[step] + 2 * PAD + self._delegate.words_height())

    def _measure(self) -> None:
        """Cells of one size, spread evenly over the width."""
        wide = max(min(self.viewport().width(), self.maximumViewportSize().width()), 2)
        wide -= 1  # Qt starts a new line when cells fill the view to the last pixel
        cell = self._cell(self._step)
        columns = max(wide // cell.width(), 1)
        cells = Cells(len(self._pages.pages), columns, max(wide // columns, 1), cell.height())
        self._delegate.cell = QSize(min(cell.width(), cells.width), cell.height())
        self._delegate.scale = SIDES[self._step] / self._long_side()
        self._delegate.ratio = self.devicePixelRatioF()
        if cells != self._cells:
            self._cells = cells
            self.setGridSize(QSize(cells.width, cells.height))
        self.doItemsLayout()

    def _theme_changed(self) -> None:
        self.setStyleSheet(focus_frame("QListView", self._kit.theme.colors))
        self._measure()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    # ---- pictures

    def visible_rows(self) -> range:
        """The rows of the model that show now."""
        top = self.verticalScrollBar().value()
        return self._cells.rows(top, top + self.viewport().height() - 1)

    def _ask(self) -> None:
        shown = self.visible_rows()
        top, more = self.verticalScrollBar().value(), _AHEAD * self._cells.height
        near = self._cells.rows(top - more, top + self.viewport().height() + more)
        rows = [*shown, *(row for row in near if row not in shown)]
        keys = [self._delegate.key(self._pages.sheet(row)) for row in rows]
        self._images.watch(self._token, keys)

    def _picture_ready(self, key: ImageKey) -> None:
        for row in self.visible_rows():
            sheet = self._pages.sheet(row)
            if (sheet.key_source, sheet.index) == (key.clean, key.index):
                self.update(self._pages.index(row))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        self._ask()
        super().paintEvent(event)
        if self._gap is not None:
            painter = QPainter(self.viewport())
            painter.fillRect(self.caret_rect(self._gap), QColor(self._kit.theme.colors.accent))
            painter.end()

    # ---- moving by hand

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
        return pages_mime(self._document, current if current in pages else pages[0], pages)

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
    def moveCursor(
        self, cursorAction: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Left and right go on across line ends; an icon view of Qt stops there."""
        action = QAbstractItemView.CursorAction
        last = len(self._pages.pages) - 1
        lines = max(self.viewport().height() // self._cells.height, 1)
        steps = {
            action.MoveLeft: -1,
            action.MovePrevious: -1,
            action.MoveRight: 1,
            action.MoveNext: 1,
            action.MoveUp: -self._cells.columns,
            action.MoveDown: self._cells.columns,
            action.MovePageUp: -self._cells.columns * lines,
            action.MovePageDown: self._cells.columns * lines,
            action.MoveHome: -last - 1,
            action.MoveEnd: last + 1,
        }
        now = max(self.currentIndex().row(), 0)
        target = now + steps.get(cursorAction, 0)
        if cursorAction in {action.MoveUp, action.MoveDown} and not 0 <= target <= last:
            target = now
        return self._pages.index(min(max(target, 0), last)) if last >= 0 else QModelIndex()

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
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in MENU:
            if name:
                menu.addAction(self._kit.actions[name])
            else:
                menu.addSeparator()
        menu.popup(event.globalPos())

    def _opened(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(index.row())

    def _chosen_changed(self) -> None:
        self.chosen_changed.emit()
