"""The tree as Qt wants it: rows that follow the case one by one, without ever starting anew.

The model only shows. It has no ``removeRows`` and no ``dropMimeData``: a drag makes an edit, and
the edit moves the rows, so none can vanish or double.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import count
from typing import cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from typing_extensions import override

from appealdesk.audit.checks import Check
from appealdesk.case.values import Case
from appealdesk.packet.values import Packet
from appealdesk.ui.packet_tree.order import staying
from appealdesk.ui.packet_tree.rows import Level, Row, RowWriter, Tree, tree_of
from appealdesk.ui.spot import Spot, SpotKind

SPOT = int(Qt.ItemDataRole.UserRole)
"""Role of a row's ``Spot``."""
ROW = SPOT + 1
"""Role of all that is drawn of a row: a ``Row``."""

Index = QModelIndex | QPersistentModelIndex
_SHOWN = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_MOVED = _SHOWN | Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsEditable
_FLAGS = {  # made once: a view asks for them thousands of times
    None: Qt.ItemFlag.NoItemFlags,
    SpotKind.PACKET: _SHOWN | Qt.ItemFlag.ItemNeverHasChildren,
    SpotKind.TRAY: _SHOWN,
    SpotKind.SECTION: _MOVED,
    SpotKind.REASON: _MOVED | Qt.ItemFlag.ItemNeverHasChildren,
    SpotKind.DOCUMENT: _MOVED | Qt.ItemFlag.ItemNeverHasChildren,
}


class _Node:
    """One row and the rows below it. ``serial`` is what its indexes carry."""

    __slots__ = ("below", "parent", "serial", "spot")

    def __init__(self, spot: Spot | None, parent: "_Node | None", serial: int) -> None:
        self.spot = spot
        self.parent = parent
        self.serial = serial
        self.below: list[_Node] = []


class PacketModel(QAbstractItemModel):
    """Rows of a case. ``patch`` brings them up to date."""

    def __init__(
        self, case: Case, packet: Packet, checks: tuple[Check, ...], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._serials = count(1)
        self._writer = RowWriter(self)
        self._root = _Node(None, None, 0)
        self._by_serial: dict[int, _Node] = {}
        self._by_spot: dict[Spot, _Node] = {}
        self._rows = dict(self._writer.rows(case, packet, checks))
        for top, below in tree_of(case):
            node = self._made(top, self._root)
            self._root.below.append(node)
            node.below.extend(self._made(spot, node) for spot in below)

    # ---- what views ask

    @override
    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:
        node = self._node(parent)
        if column != 0 or not 0 <= row < len(node.below):
            return QModelIndex()
        return self.createIndex(row, 0, node.below[row].serial)

    @override
    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override]
        above = self._node(index).parent
        return QModelIndex() if above is None else self._index(above)

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return len(self._node(parent).below)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:
        return 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        spot = self._node(index).spot
        return _FLAGS[None if spot is None else spot.kind]

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        node = self._node(index)
        if node.spot is None:
            return None
        row = self._rows[node.spot]
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole}:
            return row.title
        if role == Qt.ItemDataRole.ToolTipRole:
            said = (row.title, row.line, *(mark.sentence for mark in row.marks))
            return "".join(f"<p>{escape(words)}</p>" for words in said)  # a title is no HTML
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        return {SPOT: node.spot, ROW: row}.get(role)

    # ---- what the pane asks

    def index_of(self, spot: Spot) -> QModelIndex:
        """The row of a spot; an invalid index when it has none."""
        node = self._by_spot.get(Spot(spot.kind, spot.id))
        return QModelIndex() if node is None else self._index(node)

    def spot_of(self, index: Index) -> Spot | None:
        """What a row stands for."""
        return self._node(index).spot

    def spots(self) -> Iterator[Spot]:
        """All rows, from top to bottom."""
        for top in self._root.below:
            yield cast("Spot", top.spot)
            yield from (cast("Spot", node.spot) for node in top.below)

    def patch(self, case: Case, packet: Packet, checks: tuple[Check, ...]) -> None:
        """Show another case: rows that stay are kept, the others come, go or move."""
        rows = dict(self._writer.rows(case, packet, checks))
        old = self._rows
        self._rows = old | rows  # rows that are about to go are still asked for
        self._rearrange(tree_of(case))
        self._rows = rows
        self._tell_new(old)

    # ---- following the case

    def _rearrange(self, tree: Tree) -> None:
        top = [spot for spot, _ in tree]
        home = {spot: above for above, below in tree for spot in below}
        for node in (self._root, *self._root.below):
            self._drop_leaves(node, home, frozenset(top))
        for place, spot in enumerate(top):
            if spot not in self._by_spot:
                self._insert(self._root, min(place, len(self._root.below)), [spot])
        for node in tuple(self._root.below):
            spot = cast("Spot", node.spot)
            if spot.kind is SpotKind.SECTION and spot not in top:
                self._dissolve(node, home)
        self._arrange(self._root, top)
        for spot, below in tree:
            self._arrange(self._by_spot[spot], list(below))

    def _dissolve(self, section: _Node, home: dict[Spot, Spot]) -> None:
        """Take a section away whose rows live on elsewhere."""
        for child in tuple(section.below):
            above = home.get(cast("Spot", child.spot))
            to = self._root if above is None else self._by_spot[above]
            self._move(child, to, len(to.below))
        self._remove(self._root, self._root.below.index(section), 1)

    def _drop_leaves(self, node: _Node, home: dict[Spot, Spot], top: frozenset[Spot]) -> None:
        """Take rows away that are gone, each run at once; sections are left for later."""
        end = len(node.below)
        while end:
            gone = end
            while gone and self._is_gone(node.below[gone - 1], home, top):
                gone -= 1
            if gone < end:
                self._remove(node, gone, end - gone)
            end = max(gone - 1, 0)

    def _is_gone(self, node: _Node, home: dict[Spot, Spot], top: frozenset[Spot]) -> bool:
        spot = cast("Spot", node.spot)
        return spot.kind is not SpotKind.SECTION and spot not in home and spot not in top

    def _arrange(self, node: _Node, wanted: list[Spot]) -> None:
        """Bring the rows below ``node`` into order; as few as possible move."""
        have = [n.spot for n in node.below]
        if have == wanted:
            return
        stay = staying(cast("list[Spot]", have), wanted)
        place = 0
        number = 0
        while number < len(wanted):
            spot = wanted[number]
            if spot in stay:
                place = node.below.index(self._by_spot[spot]) + 1
                number += 1
            elif spot in self._by_spot:
                place = self._move(self._by_spot[spot], node, place) + 1
                number += 1
            else:
                run = self._new_run(wanted, number)
                self._insert(node, place, run)
                place += len(run)
                number += len(run)

    def _new_run(self, wanted: list[Spot], start: int) -> list[Spot]:
        end = start
        while end < len(wanted) and wanted[end] not in self._by_spot:
            end += 1
        return wanted[start:end]

    def _insert(self, node: _Node, place: int, spots: Sequence[Spot]) -> None:
        self.beginInsertRows(self._index(node), place, place + len(spots) - 1)
        node.below[place:place] = [self._made(spot, node) for spot in spots]
        self.endInsertRows()

    def _remove(self, node: _Node, place: int, length: int) -> None:
        self.beginRemoveRows(self._index(node), place, place + length - 1)
        for gone in node.below[place : place + length]:
            del self._by_serial[gone.serial]
            del self._by_spot[cast("Spot", gone.spot)]
        del node.below[place : place + length]
        self.endRemoveRows()

    def _move(self, moved: _Node, to: _Node, place: int) -> int:
        """Move a row to stand before row ``place`` of ``to``; gives where it is then."""
        old = cast("_Node", moved.parent)
        row = old.below.index(moved)
        if old is to and place in {row, row + 1}:
            return row
        self.beginMoveRows(self._index(old), row, row, self._index(to), place)
        del old.below[row]
        if old is to and row < place:
            place -= 1
        to.below.insert(place, moved)
        moved.parent = to
        self.endMoveRows()
        return place

    def _tell_new(self, old: dict[Spot, Row]) -> None:
        """Tell which rows say something new; those that are the very same object do not."""
        for node in (self._root, *self._root.below):
            changed = [
                n
                for n, child in enumerate(node.below)
                if self._rows[cast("Spot", child.spot)] != old.get(cast("Spot", child.spot))
            ]
            if changed:
                above = self._index(node)
                self.dataChanged.emit(
                    self.index(changed[0], 0, above), self.index(changed[-1], 0, above)
                )

    # ---- nodes

    def _made(self, spot: Spot, parent: _Node) -> _Node:
        node = _Node(spot, parent, next(self._serials))
        self._by_serial[node.serial] = node
        self._by_spot[spot] = node
        return node

    def _node(self, index: Index) -> _Node:
        if not index.isValid():
            return self._root
        return self._by_serial[index.internalId()]

    def _index(self, node: _Node) -> QModelIndex:
        if node.parent is None:
            return QModelIndex()
        return self.createIndex(node.parent.below.index(node), 0, node.serial)

    def _spoken(self, row: Row) -> str:
        """A row as it is read aloud."""
        line = row.line.replace("\u2013", self.tr(" to "))
        letter, _, rest = line.partition(" \u00b7 ")
        said = (letter, row.title, rest) if row.badge else (row.name, row.title, line)
        words = ", ".join(part for part in said if part).replace(" \u00b7 ", ", ")
        if row.level is Level.NONE:
            return words
        how = {
            Level.WEAK: self.tr("{row}, needs a look: {what}"),
            Level.MISSING: self.tr("{row}, something is missing: {what}"),
            Level.BROKEN: self.tr("{row}, it cannot be sent: {what}"),
        }[row.level]
        return how.format(row=words, what=" ".join(mark.sentence for mark in row.marks))
