"""Dragging in the tree: of its own rows, and of what comes from outside.

A drag only ever *asks*: the pane makes an edit of it, and the edit moves the rows.
"""

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractItemView, QWidget
from typing_extensions import override

from appealdesk.case.values import Case
from appealdesk.ui.drops import TAKES_FILES, Own, force_copy, offers_papers, own_mime, read_own
from appealdesk.ui.packet_tree.aim import Aim, Aimer
from appealdesk.ui.packet_tree.delegate import RowDelegate
from appealdesk.ui.packet_tree.model import PacketModel
from appealdesk.ui.packet_tree.moves import Chosen
from appealdesk.ui.packet_tree.view import RowTree
from appealdesk.ui.spot import Spot, SpotKind

_KINDS = {kind.value: kind for kind in (SpotKind.SECTION, SpotKind.REASON, SpotKind.DOCUMENT)}
_OPENS_AFTER = 600  # ms over a closed section
_SCROLL_EVERY = 30  # ms
_BOTH = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


class PacketTree(RowTree):
    """The tree of a packet, to be dragged about in.

    Args:
        model: the rows.
        delegate: draws them.
        case: gives the case that is shown now.
        case_path: the case file, by which another window's papers are told from our own.
    """

    own_dropped = Signal(object, object, bool)
    """(chosen, place, as a copy): rows of this case were dropped."""
    outside_dropped = Signal(object, object)
    """(mime data, place): something from outside was dropped."""

    def __init__(
        self,
        model: PacketModel,
        delegate: RowDelegate,
        case: Callable[[], Case],
        case_path: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(model, delegate, parent)
        self._case = case
        self._case_path = case_path
        self._aimer = Aimer(self, model)
        self._aim: Aim | None = None
        self._over: Spot | None = None
        self._y = 0
        self._dragged: tuple[SpotKind, bool] | None = None  # what is over us, from outside?
        self.is_locked = False
        """A case that is read only is not dragged about."""
        self._open_timer = QTimer(self, interval=_OPENS_AFTER, singleShot=True)
        self._open_timer.timeout.connect(self._open_section)
        self._scroll_timer = QTimer(self, interval=_SCROLL_EVERY)
        self._scroll_timer.timeout.connect(self._scroll_step)
        self.setProperty(TAKES_FILES, True)
        self.viewport().setProperty(TAKES_FILES, True)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.viewport().setAcceptDrops(True)  # the view's own flag is not enough
        self.setDropIndicatorShown(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)

    @property
    def aim(self) -> Aim | None:
        """What the drag that is over the list aims at."""
        return self._aim

    # ---- going out

    @override
    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        mime = self.drag_mime()
        if mime is None:
            return
        drag = QDrag(self)
        drag.setMimeData(mime)
        drag.setPixmap(self._drag_picture())
        drag.setHotSpot(QPoint(-self.look.gap, -self.look.gap))
        # What it answers is of no concern: the drop made an edit, and that moved the rows.
        drag.exec(_BOTH, Qt.DropAction.MoveAction)

    def drag_mime(self) -> QMimeData | None:
        """What a drag of the chosen rows carries; None when they stay where they are."""
        chosen = self.chosen()
        if self.is_locked or chosen is None or chosen.kind.value not in _KINDS:
            return None
        return own_mime(Own(self._case_path, chosen.kind.value, chosen.ids))

    def _drag_picture(self) -> QPixmap:
        """The title of what is dragged, and how many more come along."""
        look, chosen = self.look, self.chosen()
        words = str(self.currentIndex().data())
        more = len(chosen.ids) - 1 if chosen is not None else 0
        if more:
            words = self.tr("{title} and {count} more").format(title=words, count=more)
        metrics = QFontMetrics(look.title)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, look.indent * 14)
        width = metrics.horizontalAdvance(shown) + 2 * look.gap
        ratio = self.devicePixelRatioF()
        height = metrics.height() + look.gap
        pixmap = QPixmap(round(width * ratio), round(height * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(look.color("accent"))
        painter = QPainter(pixmap)
        painter.setFont(look.title)
        painter.setPen(look.color("on_accent"))
        painter.drawText(QRect(0, 0, width, height), Qt.AlignmentFlag.AlignCenter, shown)
        painter.end()
        return pixmap

    # ---- coming over

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._dragged = self._what(event)
        self._answer(event)

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._dragged is None:
            self._dragged = self._what(event)
        if self._dragged is not None:
            self._aim_at(event.position().toPoint().y())
        self._answer(event)

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._end_drag()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._dragged = self._what(event)
        if self._dragged is None:
            event.ignore()
            self._end_drag()
            return
        self._aim_at(event.position().toPoint().y())
        self._answer(event)
        aim, mime = self._aim, event.mimeData()
        is_outside = self._dragged[1]
        self._end_drag()
        if aim is None:
            return
        if is_outside:
            self.outside_dropped.emit(mime, aim.place)
            return
        own = read_own(mime)
        if own is not None:
            is_copy = event.dropAction() == Qt.DropAction.CopyAction
            self.own_dropped.emit(Chosen(_KINDS[own.kind], own.ids), aim.place, is_copy)

    def _what(self, event: QDropEvent) -> tuple[SpotKind, bool] | None:
        """(kind, from outside?) of what is over us; None for what we do not take.

        A drag of ours that left the window and comes back is known by its source.
        """
        if self.is_locked:
            return None
        own = read_own(event.mimeData())
        if own is not None:
            is_ours = event.source() is not None and own.case_path == self._case_path
            return (_KINDS[own.kind], False) if is_ours and own.kind in _KINDS else None
        return (SpotKind.DOCUMENT, True) if offers_papers(event.mimeData()) else None

    def _answer(self, event: QDropEvent) -> None:
        """Files are always answered with "copied"; our own rows move, with Ctrl they are copied."""
        if self._dragged is None:
            event.ignore()
            return
        kind, is_outside = self._dragged
        is_copy = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if is_outside or (is_copy and kind is SpotKind.DOCUMENT):
            force_copy(event)
        else:
            event.setDropAction(Qt.DropAction.MoveAction)
            event.accept()

    def _aim_at(self, y: int) -> None:
        if self._dragged is None:
            return
        kind, is_outside = self._dragged
        self._y = y
        aim = self._aimer.aim(self._case(), kind, y, is_outside=is_outside)
        if aim != self._aim:
            self._aim = aim
            self.viewport().update()
        over = self._aimer.spot_at(y)
        if over != self._over:
            self._over = over
            self._open_timer.start()
        edge, height = self.look.row_height // 2, self.viewport().height()
        if edge <= y < height - edge:
            self._scroll_timer.stop()
        elif not self._scroll_timer.isActive():
            self._scroll_timer.start()

    def _end_drag(self) -> None:
        self._dragged = None
        self._aim = None
        self._over = None
        self._open_timer.stop()
        self._scroll_timer.stop()
        self.viewport().update()

    def _open_section(self) -> None:
        if self._over is not None and self._dragged is not None:
            self.expand(self.rows.index_of(self._over))
            self._aim_at(self._y)

    def _scroll_step(self) -> None:
        """The nearer to the edge, the faster."""
        edge = self.look.row_height // 2
        height = self.viewport().height()
        step = self._y - edge if self._y < edge else self._y - (height - edge)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + max(-edge, min(edge, step)))
        self._aim_at(self._y)

    # ---- the caret

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._aim is not None:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._draw_aim(painter, self._aim)
            painter.end()

    def _draw_aim(self, painter: QPainter, aim: Aim) -> None:
        """One caret, a line with a dot; or a frame around the row that it goes under."""
        look, width = self.look, self.viewport().width()
        accent = look.color("accent")
        painter.setPen(QPen(accent, 2))
        if aim.caret is None:
            rect = self.rect_of(aim.frame) if aim.frame is not None else QRect()
            whole = QRect(2, rect.top() + 1, width - 4, rect.height() - 2)
            painter.drawRoundedRect(whole, look.pad, look.pad)
            return
        y = min(max(aim.caret, look.dot + 1), self.viewport().height() - look.dot - 1)
        x = look.indent * (2 if aim.is_deep else 1)
        painter.drawLine(x, y, width - look.pad, y)
        painter.setBrush(accent)
        painter.drawEllipse(QPoint(x, y), look.dot, look.dot)
