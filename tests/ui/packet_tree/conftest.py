"""A pane over a case with papers in the tray and in three sections, and reasons."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from appealdesk.case import edits
from appealdesk.ui.packet_tree.pane import PacketPane
from appealdesk.ui.spot import Spot, SpotKind
from support.cases import filed

BOTH = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
PAPERS = ((None, "Tray1"), (None, "Tray2"), (1, "Denial"), (3, "Chart"), (3, "Notes"), (3, "Test"))


class Driver:
    """What a person does with the pane, by the titles that they read."""

    def __init__(self, pane, bench, qtbot):
        self._through_qt = False
        self.pane, self.bench, self.qtbot, self.tree = pane, bench, qtbot, pane.tree

    def spot(self, title):
        model = self.pane.model
        return next(s for s in model.spots() if model.index_of(s).data() == title)

    def show(self, *titles):
        """Choose rows; the last one is the current one."""
        self.bench.show(self.spot(titles[-1]))
        self.pane._follower.select({self.spot(title) for title in titles})

    def changed(self, change, *args):
        with self.qtbot.waitSignal(self.bench.changed):
            change(*args)

    def do(self, name):
        assert self.pane.can(name), name
        self.changed(self.pane.do, name)

    def order(self):
        """All papers, list by list: the tray, then the sections."""
        case = self.bench.case
        lists = [case.tray, *(s.documents for s in case.sections)]
        return "|".join(" ".join(d.title for d in one) for one in lists)

    def selected(self):
        return [self.pane.model.index_of(s).data() for s in self.tree.selected_spots()]

    def y(self, title, part=0.5):
        rect = self.tree.rect_of(self.spot(title))
        return rect.top() + round(rect.height() * part)

    def over(self, mime, y, *, own=False, keys=Qt.KeyboardModifier.NoModifier):
        """Drag something to a height; our own drags have a source."""
        place = QPointF(120, y)
        for kind in (QDragEnterEvent, QDragMoveEvent):
            self._send(kind, place.toPoint(), mime, keys, own=own)

    def drop(self, mime, y, *, own=False, keys=Qt.KeyboardModifier.NoModifier):
        self.over(mime, y, own=own, keys=keys)
        return self._send(QDropEvent, QPointF(120, y), mime, keys, own=own)

    def _send(self, kind, place, mime, keys, *, own):
        event = _sourced(kind, self.tree if own else None)(
            place, BOTH, mime, Qt.MouseButton.LeftButton, keys
        )
        event.setDropAction(Qt.DropAction.MoveAction)
        handlers = {
            QDragEnterEvent: self.tree.dragEnterEvent,
            QDragMoveEvent: self.tree.dragMoveEvent,
            QDropEvent: self.tree.dropEvent,
        }
        self._through_qt = not own and kind is not QDropEvent
        if own:  # a made event cannot carry a source through Qt
            handlers[kind](event)
        else:
            QApplication.sendEvent(self.tree.viewport(), event)
        return event

    def leave(self):
        """The pointer leaves the list.

        Qt keeps the widget that a drag entered as a bare pointer: what did not enter through Qt must
        not leave through it, and what did must not stay when the widget goes.
        """
        if self._through_qt:
            QApplication.sendEvent(self.tree.viewport(), QDragLeaveEvent())
        else:
            self.tree.dragLeaveEvent(QDragLeaveEvent())
        self._through_qt = False


def _sourced(kind, source):
    return type(kind.__name__, (kind,), {"source": lambda self: source})


@pytest.fixture
def driver(bench, images, kit, qtbot):
    def fill(case):
        for section, title in PAPERS:
            case = filed(section, title, 2).change(case)
        for title in ("First reason", "Second reason"):
            case = edits.add_reason(title).change(case)
        return case

    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.Edit("Fill", fill))
    pane = PacketPane(bench, images, kit)
    qtbot.addWidget(pane)
    pane.resize(320, 1000)
    pane.show()
    made = Driver(pane, bench, qtbot)
    yield made
    made.leave()


@pytest.fixture
def document():
    return lambda number: Spot(SpotKind.DOCUMENT, number)
