"""Keeps the tree and the case in step: rows, what is chosen, what is open, what is in sight."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QObject, QPoint

from appealdesk.case.values import Case
from appealdesk.ui.packet_tree.model import PacketModel
from appealdesk.ui.packet_tree.view import RowTree
from appealdesk.ui.spot import PACKET, Spot
from appealdesk.ui.workbench import Workbench

_FLAG = QItemSelectionModel.SelectionFlag


class Follower(QObject):
    """Patches the rows when the case changes, and keeps row and spot the same, both ways."""

    def __init__(
        self, bench: Workbench, model: PacketModel, tree: RowTree, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._model = model
        self._tree = tree
        self._is_following = False
        bench.changed.connect(self._case_changed)
        bench.planned.connect(self._numbers_changed)
        bench.spot_changed.connect(self.show_spot)
        tree.selectionModel().currentChanged.connect(self._current_changed)
        tree.clicked.connect(self._row_used)
        tree.activated.connect(self._row_used)

    def show_spot(self, spot: Spot) -> None:
        """Make the row of a spot the current one."""
        index = self._model.index_of(spot)
        if not index.isValid():  # it has no row; the keyboard keeps its place in the list
            self._tree.selectionModel().clearSelection()
            return
        if self._tree.currentIndex() == index and self._tree.selectionModel().hasSelection():
            return
        was_following, self._is_following = self._is_following, True
        is_picked = self._tree.selectionModel().isSelected(index)
        how = _FLAG.NoUpdate if is_picked else _FLAG.ClearAndSelect
        self._tree.selectionModel().setCurrentIndex(index, how)
        self._tree.scrollTo(index)
        self._is_following = was_following

    def select(self, spots: set[Spot]) -> None:
        """Select these rows and no others; the current one stays."""
        if set(self._tree.selected_spots()) == spots:
            return
        selection = QItemSelection()
        for spot in spots:
            index = self._model.index_of(spot)
            selection.select(index, index)
        self._tree.selectionModel().select(selection, _FLAG.ClearAndSelect)

    def _case_changed(self, _before: Case, after: Case) -> None:
        picked = set(self._tree.selected_spots())
        shown = self._bench.spot
        wanted = shown if shown.is_in(after) else self._neighbour(shown, after)
        anchor = self._anchor(after)
        self._is_following = True
        self._model.patch(after, self._bench.packet, self._bench.checks)
        self.select({spot for spot in picked if spot.is_in(after)})
        self._is_following = False
        self._bench.show(wanted)
        self.show_spot(self._bench.spot)
        self._hold(anchor)

    def _numbers_changed(self) -> None:
        self._model.patch(self._bench.case, self._bench.packet, self._bench.checks)

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        spot = self._model.spot_of(current)
        if spot is not None and not self._is_following:
            self._bench.show(spot)

    def _row_used(self, index: QModelIndex) -> None:
        """A click or Enter on the current row, while something shows that has no row."""
        spot = self._model.spot_of(index)
        if spot is not None and not self._model.index_of(self._bench.spot).isValid():
            self._bench.show(spot)

    def _neighbour(self, gone: Spot, after: Case) -> Spot:
        """What is chosen when a row goes: the next one, else the one before, else what is above."""
        index = self._model.index_of(gone)
        above = index.parent()
        beside = [
            self._model.spot_of(self._model.index(n, 0, above))
            for n in range(self._model.rowCount(above))
        ]
        order = [*beside[index.row() + 1 :], *reversed(beside[: index.row()])]
        order.append(self._model.spot_of(above))
        found = (spot for spot in order if spot is not None and spot.is_in(after))
        return next(found, PACKET)

    def _anchor(self, after: Case) -> tuple[Spot, int] | None:
        """The first row wholly in sight that stays, and where; None at the top of the list."""
        if not self._tree.verticalScrollBar().value():
            return None
        index = self._tree.indexAt(QPoint(self._tree.viewport().width() // 2, 1))
        while index.isValid():
            spot = self._model.spot_of(index)
            top = self._tree.visualRect(index).top()
            if spot is not None and spot.is_in(after) and top >= 0:
                return spot, top
            index = self._tree.indexBelow(index)
        return None

    def _hold(self, anchor: tuple[Spot, int] | None) -> None:
        """Scroll so that the row is where it was."""
        if anchor is not None:
            spot, top = anchor
            rect = self._tree.rect_of(spot)
            if not rect.isEmpty():
                bar = self._tree.verticalScrollBar()
                bar.setValue(bar.value() + rect.top() - top)
