"""Where a drag aims: from a height in the list to a place, and to what is drawn there.

Nothing is ever dropped onto a paper, only between; and every height aims somewhere, so that there
is no dead zone to miss.
"""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPoint, QRect
from PySide6.QtWidgets import QTreeView

from appealdesk.case.values import Case, Document
from appealdesk.ui.packet_tree.model import PacketModel
from appealdesk.ui.packet_tree.moves import Place
from appealdesk.ui.packet_tree.rows import home_of_reasons
from appealdesk.ui.spot import TRAY, Spot, SpotKind


@dataclass(frozen=True, slots=True)
class Aim:
    """A place, and how it is shown: an insertion caret at a height, or a frame around a row."""

    place: Place
    caret: int | None = None  # y in the viewport
    is_deep: bool = False  # the caret stands between papers, not between sections
    frame: Spot | None = None


class Aimer:
    """Finds what a drag over a tree aims at."""

    def __init__(self, tree: QTreeView, model: PacketModel) -> None:
        self._tree = tree
        self._model = model

    def aim(self, case: Case, kind: SpotKind, y: int, *, is_outside: bool) -> Aim | None:
        """What is aimed at.

        Args:
            case: the case that is shown.
            kind: what is dragged; files from outside are papers.
            y: height in the viewport.
            is_outside: files from outside that hit nothing go into the tray.
        """
        match kind:
            case SpotKind.DOCUMENT:
                return self._papers(case, y, is_outside=is_outside)
            case SpotKind.SECTION:
                return self._sections(case, y)
            case SpotKind.REASON:
                return self._reasons(case, y)
            case _:
                return None

    def spot_at(self, y: int) -> Spot | None:
        """The row at a height."""
        index = self._index_at(y)
        return self._model.spot_of(index) if index.isValid() else None

    # ---- papers and files

    def _papers(self, case: Case, y: int, *, is_outside: bool) -> Aim:
        spot = self.spot_at(y)
        tray = Aim(Place(), frame=TRAY)
        if spot is None:
            if is_outside or not case.sections:
                return tray
            return self._end_of(case.sections[-1].id, case.sections[-1].documents)
        match spot.kind:
            case SpotKind.SECTION:
                return Aim(Place(spot.id), frame=spot)
            case SpotKind.REASON:
                return self._after_reasons(case) or tray
            case SpotKind.DOCUMENT:
                return self._beside(case, spot, y)
            case _:
                return tray

    def _beside(self, case: Case, spot: Spot, y: int) -> Aim:
        """In front of a paper or behind it, whichever edge is nearer."""
        section = case.section_of(spot.id)
        siblings = case.tray if section is None else section.documents
        home = None if section is None else section.id
        rect = self._rect(spot)
        if y < rect.center().y():
            return Aim(Place(home, spot.id), caret=rect.top(), is_deep=True)
        place = next((n for n, d in enumerate(siblings) if d.id == spot.id), len(siblings))
        after = siblings[place + 1].id if place + 1 < len(siblings) else None
        return Aim(Place(home, after), caret=rect.bottom() + 1, is_deep=True)

    def _after_reasons(self, case: Case) -> Aim | None:
        """Over the reasons: in front of the first paper of their section."""
        section = case.section(home_of_reasons(case) or 0)
        if section is None:
            return None
        last = self._rect(Spot(SpotKind.REASON, case.reasons[-1].id))
        first = section.documents[0].id if section.documents else None
        return Aim(Place(section.id, first), caret=last.bottom() + 1, is_deep=True)

    def _end_of(self, section: int, documents: tuple[Document, ...]) -> Aim:
        last = self._rect(Spot(SpotKind.DOCUMENT, documents[-1].id)) if documents else QRect()
        if last.isEmpty():
            return Aim(Place(section), frame=Spot(SpotKind.SECTION, section))
        return Aim(Place(section), caret=last.bottom() + 1, is_deep=True)

    # ---- sections

    def _sections(self, case: Case, y: int) -> Aim | None:
        if not case.sections:
            return None
        for number, section in enumerate(case.sections):
            block = self._block(case, number)
            if y < block.center().y():
                return Aim(Place(before=section.id), caret=block.top())
        return Aim(Place(), caret=self._block(case, len(case.sections) - 1).bottom() + 1)

    def _block(self, case: Case, number: int) -> QRect:
        """A section with the rows below it, as much of it as is in sight."""
        top = self._rect(Spot(SpotKind.SECTION, case.sections[number].id))
        index = self._model.index_of(Spot(SpotKind.SECTION, case.sections[number].id))
        count = self._model.rowCount(index)
        last = self._tree.visualRect(self._model.index(count - 1, 0, index)) if count else QRect()
        whole = top if last.isEmpty() else top.united(last)
        sight = whole.intersected(self._tree.viewport().rect())
        return whole if sight.isEmpty() else sight

    # ---- reasons

    def _reasons(self, case: Case, y: int) -> Aim | None:
        rects = [(r.id, self._rect(Spot(SpotKind.REASON, r.id))) for r in case.reasons]
        if not rects or any(rect.isEmpty() for _, rect in rects):  # their section is closed
            return None
        for reason, rect in rects:
            if y < rect.center().y():
                return Aim(Place(before=reason), caret=rect.top(), is_deep=True)
        return Aim(Place(), caret=rects[-1][1].bottom() + 1, is_deep=True)

    def _rect(self, spot: Spot) -> QRect:
        return self._tree.visualRect(self._model.index_of(spot))

    def _index_at(self, y: int) -> QModelIndex:
        return self._tree.indexAt(QPoint(self._tree.viewport().width() // 2, y))
