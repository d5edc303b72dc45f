"""What a person may do with papers, sections and reasons: each gesture as an edit and its words."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from appealdesk.case import edits
from appealdesk.case.edits import Edit
from appealdesk.case.values import Case, Kind
from appealdesk.desk.kinds import KIND_WORDS
from appealdesk.desk.notices import Tone
from appealdesk.ui.packet_tree.moves import Chosen, Place, copied, one_step, to_place
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench


class Filing(QObject):
    """Makes edits of gestures. The tree and the tray share it."""

    def __init__(self, bench: Workbench, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._kit = kit

    def move(self, chosen: Chosen, place: Place) -> None:
        """Move what is chosen to a place; what is there already makes no edit."""
        known = self._known(chosen)
        edit = to_place(self._bench.case, known, place) if known.ids else None
        if edit is not None:
            self._bench.apply(edit)

    def copy(self, chosen: Chosen, place: Place) -> None:
        """Put copies of papers at a place."""
        known = self._known(chosen)
        if known.ids:
            self._bench.apply(copied(known, place))

    def step(self, chosen: Chosen, *, is_up: bool) -> None:
        """Move what is chosen one place up or down."""
        edit = one_step(self._bench.case, chosen, is_up=is_up)
        if edit is not None:
            self._bench.apply(edit)

    def can_step(self, chosen: Chosen, *, is_up: bool) -> bool:
        """Whether there is a place to step to."""
        return one_step(self._bench.case, chosen, is_up=is_up) is not None

    def rename(self, spot: Spot, title: str) -> None:
        """Give something another title; the same one makes no edit."""
        if title == self.title(spot):
            return
        match spot.kind:
            case SpotKind.SECTION:
                self._bench.apply(edits.rename_section(spot.id, title))
            case SpotKind.REASON:
                self._bench.apply(edits.set_reason(spot.id, title=title))
            case SpotKind.DOCUMENT:
                self._bench.apply(edits.rename_document(spot.id, title))
            case _:
                return

    def title(self, spot: Spot) -> str:
        """What something is called; empty for what has no title of its own."""
        case = self._bench.case
        found = {
            SpotKind.SECTION: case.section,
            SpotKind.REASON: case.reason,
            SpotKind.DOCUMENT: case.document,
        }.get(spot.kind)
        part = None if found is None else found(spot.id)
        return "" if part is None else part.title

    def set_kind(self, documents: tuple[int, ...], kind: Kind) -> None:
        """Say what papers are."""
        changed = [
            edits.set_document_kind(one, kind)
            for one in documents
            if (paper := self._bench.case.document(one)) is not None and paper.kind is not kind
        ]
        if changed:
            self._bench.apply_all(changed[0].label, changed)

    def set_section_shown(self, section: int, *, is_included: bool) -> None:
        """Switch a section on or off."""
        self._bench.apply(edits.include_section(section, is_included))

    # ---- taking out

    def remove(self, spots: tuple[Spot, ...]) -> None:
        """Take parts out of the appeal. Nothing is asked, because undo brings all of it back."""
        spots = tuple(s for s in spots if self.title(s))
        if not spots:
            return
        changes = [self._removal(spot) for spot in sorted(spots, key=_papers_first)]
        label = changes[0].label if len(changes) == 1 else f"Remove {len(changes)} things"
        told = partial(self._tell_removed, self._removed_words(spots))
        self._bench.apply_all(label, changes, done=told)

    def _removal(self, spot: Spot) -> Edit:
        if spot.kind is SpotKind.SECTION:
            return edits.remove_section(spot.id)
        if spot.kind is SpotKind.REASON:
            return edits.remove_reason(spot.id)
        return edits.remove_document(spot.id)

    def _removed_words(self, spots: tuple[Spot, ...]) -> str:
        if len(spots) == 1:
            words = self.tr("Removed \u201c{title}\u201d.").format(title=self.title(spots[0]))
        else:
            words = self.tr("Removed {count} things.").format(count=len(spots))
        gone = {s.id for s in spots}
        kept = [
            d
            for s in self._bench.case.sections
            if s.id in gone
            for d in s.documents
            if d.id not in gone
        ]
        if kept:
            return self.tr("{removed} Its papers are under \u201cTo file\u201d now.").format(
                removed=words
            )
        return words

    def _tell_removed(self, words: str, after: Case) -> None:
        self._kit.notices.tell(
            self.tr("{removed} Undo brings it back.").format(removed=words),
            tone=Tone.DONE,
            action=self.tr("Undo"),
            on_action=partial(self._take_back, after),
        )

    def _take_back(self, after: Case) -> None:
        """Undo that very removal; a later change must not be undone in its place."""
        if self._bench.case is after:
            self._bench.undo()
            return
        self._kit.notices.tell(
            self.tr("You made other changes since then."),
            self.tr("Open History in the Edit menu to go back to where it was."),
        )

    # ---- menus

    def section_menu(self, documents: tuple[int, ...], parent: QWidget) -> QMenu:
        """A menu of all sections, and the tray, that files papers under what is chosen."""
        menu = _menu(parent, "file-under-menu", self.tr("File under"))
        homes = {self._home(one) for one in documents}
        home = homes.pop() if len(homes) == 1 else -1
        for section, (title, call) in zip(
            self._bench.case.sections, self.homes(documents), strict=True
        ):
            self._add_choice(menu, title, section.id == home, call)
        menu.addSeparator()
        words = self.tr("To file (no place yet)")
        self._add_choice(menu, words, home is None, partial(self._file, documents, None))
        return menu

    def homes(self, documents: tuple[int, ...]) -> list[tuple[str, Callable[[], None]]]:
        """For each section its title, and a call that files the papers under it."""
        return [
            (section.title, partial(self._file, documents, section.id))
            for section in self._bench.case.sections
        ]

    def kind_menu(self, documents: tuple[int, ...], parent: QWidget) -> QMenu:
        """A menu of what a paper may be."""
        menu = _menu(parent, "document-kind-menu", self.tr("What it is"))
        papers = [self._bench.case.document(one) for one in documents]
        kinds = {paper.kind for paper in papers if paper is not None}
        for kind, words in KIND_WORDS.items():
            call = partial(self.set_kind, documents, kind)
            self._add_choice(menu, self.tr(words), kinds == {kind}, call)
        return menu

    def _add_choice(self, menu: QMenu, words: str, is_on: bool, call: Callable[[], None]) -> None:
        action = menu.addAction(words.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(is_on)
        action.triggered.connect(partial(_called, call))

    def _file(self, documents: tuple[int, ...], section: int | None) -> None:
        elsewhere = tuple(one for one in documents if self._home(one) != section)
        if elsewhere:
            self.move(Chosen(SpotKind.DOCUMENT, elsewhere), Place(section))

    def _home(self, document: int) -> int | None:
        section = self._bench.case.section_of(document)
        return None if section is None else section.id

    def _known(self, chosen: Chosen) -> Chosen:
        """What is chosen, without what has been removed meanwhile."""
        return Chosen(chosen.kind, tuple(s.id for s in chosen.spots() if s.is_in(self._bench.case)))


def _papers_first(spot: Spot) -> bool:
    """A chosen paper must not go to the tray with its section before it is removed."""
    return spot.kind is SpotKind.SECTION


def _called(call: Callable[[], None], _is_on: bool = False) -> None:
    call()


def _menu(parent: QWidget, name: str, title: str) -> QMenu:
    menu = QMenu(title, parent)
    menu.setObjectName(name)
    menu.setAccessibleName(title)
    menu.aboutToHide.connect(menu.deleteLater)
    return menu
