"""The left pane: a small header, the tree, and a word of help while there are no papers yet."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import (
    QMimeData,
    QModelIndex,
    QPoint,
    QSize,
    Signal,
)
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QMenu, QToolButton, QWidget
from typing_extensions import override

from appealdesk.case.values import Case
from appealdesk.ui.bringing import BringIn
from appealdesk.ui.drops import read_drop
from appealdesk.ui.guide.parts import RowButton
from appealdesk.ui.packet_tree.clip import Clip
from appealdesk.ui.packet_tree.delegate import RowDelegate
from appealdesk.ui.packet_tree.dragging import PacketTree
from appealdesk.ui.packet_tree.filing import Filing
from appealdesk.ui.packet_tree.following import Follower
from appealdesk.ui.packet_tree.look import Look
from appealdesk.ui.packet_tree.model import PacketModel
from appealdesk.ui.packet_tree.moves import Chosen, Place
from appealdesk.ui.packet_tree.rows import home_of_reasons
from appealdesk.ui.page_images import ImageKey, PageImages
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.view import Kit, View
from appealdesk.ui.widgets import column, frame, icon_button, label, line, row
from appealdesk.ui.workbench import Workbench

_NAMED = frozenset({SpotKind.SECTION, SpotKind.REASON, SpotKind.DOCUMENT})
_WRITING = frozenset(
    {"rename", "remove", "move-up", "move-down", "cut", "paste", "file-under", "switch-section",
     "document-kind"}
)  # fmt: skip
_PAPERS = frozenset({SpotKind.DOCUMENT})
_CAN: dict[str, frozenset[SpotKind]] = {
    "rename": _NAMED,
    "remove": _NAMED,
    "cut": _PAPERS,
    "copy": _PAPERS,
    "file-under": _PAPERS,
    "document-kind": _PAPERS,
    "switch-section": frozenset({SpotKind.SECTION}),
}
_MENUS: dict[SpotKind, tuple[str, ...]] = {
    SpotKind.PACKET: ("add-files", "paste", "|", "add-section", "add-reason"),
    SpotKind.TRAY: ("add-files", "paste", "|", "select-all"),
    SpotKind.SECTION: (
        "switch-section", "rename", "|", "move-up", "move-down", "|", "add-files", "paste",
        "select-all", "|", "add-section", "add-reason", "|", "remove",
    ),
    SpotKind.REASON: ("rename", "|", "move-up", "move-down", "|", "add-reason", "|", "remove"),
    SpotKind.DOCUMENT: (
        "file-under", "document-kind", "rename", "unlock", "|", "move-up", "move-down", "|",
        "cut", "copy", "paste", "select-all", "|", "remove",
    ),
}  # fmt: skip


class PacketPane(View):
    """The packet as a tree, from which everything can be reached and put in order."""

    entered = Signal()
    """Enter or a double click: the person wants to get to work on what is chosen."""

    def __init__(
        self, bench: Workbench, images: PageImages, kit: Kit, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._kit = kit
        self.filing = Filing(bench, kit, self)
        self.bringing = BringIn(bench, kit, self)
        self.clip = Clip(str(bench.path), self.filing, self.bringing, kit, self)
        self.model = PacketModel(bench.case, bench.packet, bench.checks, self)
        self._delegate = RowDelegate(Look(kit.theme, kit.icons), images, self)
        self.tree = PacketTree(self.model, self._delegate, self._case, str(bench.path))
        self.tree.setObjectName("packet-tree")
        self.tree.setAccessibleName(self.tr("The packet: sections and papers"))
        self.tree.is_locked = bench.is_read_only
        self._follower = Follower(bench, self.model, self.tree, self)
        self._hint = self._made_hint()
        self.tracker = RowButton(kit, "packetTracker", "list-checks", "accent")
        self.tracker.set_words(self.tr("How far it is"))
        self._build()
        self._connect(images)
        self._expand_new(QModelIndex(), 0, self.model.rowCount() - 1)
        self._show_hint()
        self.show_spot(bench.spot)

    # ---- building

    def _build(self) -> None:
        title = label(self.tr("Packet"), "title", wraps=False)
        self._add_button = icon_button(
            self._kit.icons.get("plus"), self.tr("Add to the packet"), name="packet-add"
        )
        self._draw_button()
        menu = QMenu(self._add_button)
        menu.setAccessibleName(self.tr("Add to the packet"))
        for name in ("add-files", "add-section", "add-reason"):
            menu.addAction(self._kit.actions[name])
        self._add_button.setMenu(menu)
        self._add_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        header = row(title)
        header.addStretch()
        header.addWidget(self._add_button)
        header.setContentsMargins(12, 8, 8, 8)
        foot = column(self.tracker, margin=4)
        inside = column(header, self.tree, self._hint, line(), foot, space=0)
        inside.setStretchFactor(self.tree, 1)
        outer = column(frame("pane", inside), space=0)
        self.setLayout(outer)

    def _made_hint(self) -> QWidget:
        words = label(
            self.tr(
                "Drag your letters, notes and test results into this list. You can also choose "
                "them with the plus button above."
            ),
            "quiet",
        )
        words.setObjectName("packet-hint")
        made = frame("hint", column(words, margin=10))
        holder = QWidget()
        holder.setLayout(column(made, margin=8))
        return holder

    def _connect(self, images: PageImages) -> None:
        tree, bench = self.tree, self._bench
        self._delegate.renamed.connect(self.filing.rename)
        tree.own_dropped.connect(self._take_own)
        tree.outside_dropped.connect(self._take_outside)
        tree.room_changed.connect(self._theme_changed)
        tree.menu_wanted.connect(self._pop_menu)
        tree.activated.connect(self._enter)
        self.tracker.clicked.connect(self._show_tracker)
        tree.selectionModel().selectionChanged.connect(self._selection_changed)
        self.model.rowsInserted.connect(self._expand_new)
        self.clip.cut_changed.connect(self._dim_cut)
        bench.changed.connect(self._case_changed)
        bench.flushing.connect(self._flush)
        images.ready.connect(self._picture_ready)
        self._kit.theme.changed.connect(self._theme_changed)

    def _show_tracker(self) -> None:
        self._kit.actions["tracker"].trigger()

    def _case(self) -> Case:
        return self._bench.case

    # ---- following the case

    def _case_changed(self, _before: object, _after: object) -> None:
        self._show_hint()
        self.actions_changed.emit()

    def _expand_new(self, above: QModelIndex, first: int, last: int) -> None:
        """New sections are open."""
        if not above.isValid():
            for number in range(first, last + 1):
                self.tree.expand(self.model.index(number, 0))

    def _show_hint(self) -> None:
        self._hint.setVisible(next(self._bench.case.documents(), None) is None)

    def _picture_ready(self, _key: ImageKey) -> None:
        self.tree.viewport().update()

    def _theme_changed(self) -> None:
        look = Look(self._kit.theme, self._kit.icons)
        is_narrow = not look.has_room(self.tree.viewport().width())
        self._delegate.look = Look(self._kit.theme, self._kit.icons, is_narrow=is_narrow)
        self._draw_button()
        self.tracker.redraw()
        self.tree.redraw()

    def _draw_button(self) -> None:
        side = self._kit.theme.pixels(18)
        self._add_button.setIconSize(QSize(side, side))
        self._add_button.setIcon(self._kit.icons.get("plus"))

    def _dim_cut(self) -> None:
        self._delegate.cut = self.clip.cut
        self.tree.viewport().update()
        self.actions_changed.emit()

    def _flush(self) -> None:
        """A title that is being typed becomes an edit now."""
        editor = self.tree.viewport().findChild(QLineEdit, "rename-editor")
        if editor is not None and self.tree.state() == QAbstractItemView.State.EditingState:
            self._delegate.commitData.emit(editor)
            self._delegate.closeEditor.emit(editor)

    # ---- what is chosen

    @override
    def show_spot(self, spot: Spot) -> None:
        self._follower.show_spot(spot)

    def _selection_changed(self) -> None:
        self.actions_changed.emit()

    def _enter(self, _index: QModelIndex) -> None:
        self.entered.emit()

    def place_for_new(self) -> Place:
        """Where new papers go: behind the chosen one, under the chosen section, or to the tray."""
        spot = self.tree.current_spot()
        case = self._bench.case
        if spot is None or spot.kind in {SpotKind.PACKET, SpotKind.TRAY}:
            return Place()
        if spot.kind is SpotKind.SECTION:
            return Place(spot.id)
        if spot.kind is SpotKind.REASON:
            return Place(home_of_reasons(case))
        section = case.section_of(spot.id)
        siblings = case.tray if section is None else section.documents
        ids: list[int] = [d.id for d in siblings]
        after = ids[ids.index(spot.id) + 1 :] if spot.id in ids else []
        return Place(None if section is None else section.id, next(iter(after), None))

    # ---- drops

    def _take_own(self, chosen: Chosen, place: Place, is_copy: bool) -> None:
        if is_copy:
            self.filing.copy(chosen, place)
        else:
            self.filing.move(chosen, place)

    def _take_outside(self, mime: QMimeData, place: Place) -> None:
        section = None if place.section is None else Spot(SpotKind.SECTION, place.section)
        if section is not None:
            self.tree.expand(self.model.index_of(section))
        self.bringing.bring(read_drop(mime), place.section, place.before)

    # ---- actions

    @override
    def can(self, name: str) -> bool:
        if name in _WRITING and self._bench.is_read_only:
            return False
        chosen = self.tree.chosen()
        if name == "paste" or chosen is None:
            return name == "paste"
        if name in {"move-up", "move-down"}:
            return self.filing.can_step(chosen, is_up=name == "move-up")
        if name == "select-all":
            return bool(self._papers_here())
        return chosen.kind in _CAN.get(name, ())

    @override
    def is_checked(self, name: str) -> bool:
        spot = self.tree.current_spot()
        if name != "switch-section" or spot is None or spot.kind is not SpotKind.SECTION:
            return False
        section = self._bench.case.section(spot.id)
        return section is not None and section.is_included

    @override
    def do(self, name: str) -> None:
        chosen = self.tree.chosen() or Chosen(SpotKind.PACKET, (0,))
        calls: dict[str, Callable[[], None]] = {
            "rename": self._rename,
            "remove": partial(self.filing.remove, self.tree.selected_spots() or chosen.spots()),
            "cut": partial(self.clip.take, chosen, is_cut=True),
            "copy": partial(self.clip.take, chosen, is_cut=False),
            "paste": partial(self.clip.paste, self.place_for_new()),
            "move-up": partial(self.filing.step, chosen, is_up=True),
            "move-down": partial(self.filing.step, chosen, is_up=False),
            "select-all": self._select_all,
            "switch-section": self._switch_section,
            "file-under": partial(self._pop_file_under, chosen.ids),
            "document-kind": partial(self._pop_kinds, chosen.ids),
        }
        calls[name]()

    @override
    def focus_work(self) -> None:
        self.tree.setFocus()

    def _rename(self) -> None:
        self.tree.scrollTo(self.tree.currentIndex())
        self.tree.edit(self.tree.currentIndex())

    def _switch_section(self) -> None:
        spot = self.tree.current_spot()
        section = None if spot is None else self._bench.case.section(spot.id)
        if section is not None:
            self.filing.set_section_shown(section.id, is_included=not section.is_included)

    def _papers_here(self) -> set[Spot]:
        """The papers of the section that the current row belongs to; all of them on the packet."""
        spot, case = self.tree.current_spot(), self._bench.case
        if spot is None or spot.kind is SpotKind.PACKET:
            papers = tuple(case.documents())
        else:
            index = self.tree.currentIndex()
            top = self.model.spot_of(index.parent()) or spot
            section = case.section(top.id)
            papers = case.tray if section is None else section.documents
        return {Spot(SpotKind.DOCUMENT, d.id) for d in papers}

    def _select_all(self) -> None:
        papers = self._papers_here()
        if self.tree.current_spot() not in papers:
            first = next(spot for spot in self.model.spots() if spot in papers)
            self._bench.show(first)
        self._follower.select(papers)

    # ---- menus

    def _pop_file_under(self, documents: tuple[int, ...]) -> None:
        self.filing.section_menu(documents, self.tree).popup(self._menu_place())

    def _pop_kinds(self, documents: tuple[int, ...]) -> None:
        self.filing.kind_menu(documents, self.tree).popup(self._menu_place())

    def _menu_place(self) -> QPoint:
        rect = self.tree.visualRect(self.tree.currentIndex())
        return self.tree.viewport().mapToGlobal(QPoint(rect.left(), rect.bottom()))

    def _pop_menu(self, place: QPoint) -> None:
        self.context_menu().popup(place)

    def context_menu(self) -> QMenu:
        """What can be done with the current row; made of the program's own actions."""
        self.actions_changed.emit()
        spot = self.tree.current_spot()
        menu = QMenu(self.tree)
        menu.setObjectName("packet-menu")
        menu.setAccessibleName(self.tr("What you can do with this"))
        menu.aboutToHide.connect(menu.deleteLater)
        for name in _MENUS[SpotKind.PACKET if spot is None else spot.kind]:
            if name == "|":
                menu.addSeparator()
            elif name != "unlock" or self._kit.actions[name].isEnabled():
                menu.addAction(self._kit.actions[name])
        return menu
