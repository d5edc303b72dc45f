"""A view of equal cells in lines: sizes, zoom, pictures, and the way of the arrow keys."""

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget
from typing_extensions import override

from appealdesk.ui.page_images import ImageKey, PageImages
from appealdesk.ui.pages.cells import Cells
from appealdesk.ui.pages.overlays import focus_frame
from appealdesk.ui.pages.page_delegate import PAD, PageDelegate
from appealdesk.ui.pages.page_model import PageModel
from appealdesk.ui.view import Kit

SIDES = (80, 110, 145, 190, 240, 310, 400, 520)  # pixels of a page's long side, by zoom step
USUAL = 3  # of them
_AHEAD = 2  # lines of cells above and below whose pictures are made too
_LARGEST_ODD = 2.0  # a page over this many times the usual size is drawn smaller than true


class CellView(QListView):
    """Thumbnails of pages. Only what shows is painted and asked for.

    Args:
        model: the pages.
        images: makes the pictures.
        kit: colours, icons, actions of the menu.
    """

    def __init__(
        self, model: PageModel, images: PageImages, kit: Kit, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._pages, self._images, self._kit = model, images, kit
        self._token = images.token()
        self._step = USUAL
        self._cells = Cells(0, 1, 1, 1)
        self._delegate = PageDelegate(images, kit, self)
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Fixed)  # done by hand in _measure
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        for changed in (model.modelReset, model.layoutChanged, model.dataChanged):
            changed.connect(self._measure)
        images.ready.connect(self._picture_ready)
        kit.theme.changed.connect(self._theme_changed)
        self._theme_changed()

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
        self.viewport().update()

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
        self._delegate.ratio = self.devicePixelRatioF()  # the window may be on another screen
        self._ask()
        super().paintEvent(event)

    # ---- keys and wheel

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
    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)
