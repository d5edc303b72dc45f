"""The tree as a list of drawn rows: grounds, chevrons, the current row, the keys."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHoverEvent, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QTreeView, QWidget
from typing_extensions import override

from appealdesk.ui.packet_tree.delegate import RowDelegate
from appealdesk.ui.packet_tree.look import Look
from appealdesk.ui.packet_tree.model import ROW, SPOT, Index, PacketModel
from appealdesk.ui.packet_tree.moves import Chosen
from appealdesk.ui.packet_tree.rows import Row
from appealdesk.ui.spot import Spot, SpotKind

_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down)


class RowTree(QTreeView):
    """Shows the rows of a packet.

    Args:
        model: the rows.
        delegate: draws one of them.
    """

    menu_wanted = Signal(QPoint)
    """The context menu is asked for, at a global position."""
    room_changed = Signal()
    """The list has become too narrow for long lines, or wide enough again."""

    def __init__(
        self, model: PacketModel, delegate: RowDelegate, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.rows = model
        self._delegate = delegate
        self._hover = QPersistentModelIndex()
        self.setModel(model)
        self.setItemDelegate(delegate)
        self.setHeaderHidden(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.redraw()

    @property
    def look(self) -> Look:
        """Sizes and fonts of the rows."""
        return self._delegate.look

    def redraw(self) -> None:
        """Lay everything out anew, for another text size or theme."""
        line, ring = self.look.color("base").name(), self.look.color("accent").name()
        # The border is there without the focus as well, so that nothing jumps when it comes.
        self.setStyleSheet(
            f"QTreeView {{ border: 2px solid {line}; }} "
            f"QTreeView:focus {{ border: 2px solid {ring}; }}"
        )
        self.setIndentation(self.look.indent)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.look.has_room(self.viewport().width()) == self.look.is_narrow:
            self.room_changed.emit()

    # ---- what is chosen

    def current_spot(self) -> Spot | None:
        """What the current row stands for."""
        return self.rows.spot_of(self.currentIndex())

    def chosen(self) -> Chosen | None:
        """The selected rows of the current row's kind, in order; the current one at least."""
        current = self.current_spot()
        if current is None:
            return None
        picked = {self.rows.spot_of(index) for index in self.selectedIndexes()} | {current}
        ids = (s.id for s in self.rows.spots() if s.kind is current.kind and s in picked)
        return Chosen(current.kind, tuple(ids))

    def selected_spots(self) -> tuple[Spot, ...]:
        """All selected rows, in order."""
        picked = {self.rows.spot_of(index) for index in self.selectedIndexes()}
        return tuple(spot for spot in self.rows.spots() if spot in picked)

    def rect_of(self, spot: Spot) -> QRect:
        """Where a row is in the viewport; empty when it is in a closed section."""
        return self.visualRect(self.rows.index_of(spot))

    # ---- drawing

    @override
    def drawRow(self, painter: QPainter, options: QStyleOptionViewItem, index: Index) -> None:
        top = self.visualRect(index)
        whole = QRect(0, top.top(), self.viewport().width(), top.height())
        ground = self._ground(index)
        painter.fillRect(whole, self.look.color(ground))
        super().drawRow(painter, options, index)
        if index == self.currentIndex():
            self._draw_current(painter, whole)

    @override
    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        if not self.rows.hasChildren(index):
            return
        look = self.look
        name = "chevron-down" if self.isExpanded(index) else "chevron-right"
        icon = look.picture(name, "quiet", look.mark)
        place = QPoint(
            rect.right() - (look.indent + look.mark) // 2, rect.center().y() - look.mark // 2 + 1
        )
        painter.drawPixmap(place, icon)

    def _ground(self, index: Index) -> str:
        row: Row = index.data(ROW)
        if self.selectionModel().isSelected(index):
            return "chosen"
        if self._hover.isValid() and index == self._hover:
            return "hover"
        return "warn_ground" if row.is_waiting else "base"

    def _draw_current(self, painter: QPainter, whole: QRect) -> None:
        look = self.look
        if self.selectionModel().isSelected(self.currentIndex()):
            bar = QRect(whole.left(), whole.top(), look.bar, whole.height())
            painter.fillRect(bar, look.color("accent"))
        if self.hasFocus():
            painter.setPen(QPen(look.color("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(whole.adjusted(0, 0, -1, -1))

    # ---- events

    @override
    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHoverEvent):
            is_gone = event.type() == QEvent.Type.HoverLeave
            index = QModelIndex() if is_gone else self.indexAt(event.position().toPoint())
            if index != self._hover:
                self._hover = QPersistentModelIndex(index)
                self.viewport().update()
        return super().viewportEvent(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _MOVES and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            event.ignore()  # a move that cannot be made must not look like one
            return
        super().keyPressEvent(event)

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the row under the pointer, or of the current one when a key asked."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
            rect = self.visualRect(self.currentIndex())
            place = self.viewport().mapToGlobal(rect.center())
        elif not self.indexAt(event.pos()).isValid():
            self.clearSelection()
        self.menu_wanted.emit(place)
        event.accept()

    def is_draggable(self, index: Index) -> bool:
        """Whether a row can be dragged at all."""
        spot: Spot | None = index.data(SPOT)
        return spot is not None and spot.kind not in {SpotKind.PACKET, SpotKind.TRAY}
