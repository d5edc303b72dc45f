"""Moves as edits: to a place, or one step up or down. Pure: a case in, an edit or nothing out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from appealdesk.case import edits
from appealdesk.case.document_edits import copy_documents, move_documents
from appealdesk.case.edits import Edit
from appealdesk.case.values import Case, Document
from appealdesk.ui.spot import Spot, SpotKind


@dataclass(frozen=True, slots=True)
class Place:
    """Where something goes: in front of ``before``, or at the end.

    ``section`` is that of papers, None for the tray; sections and reasons have none.
    """

    section: int | None = None
    before: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """Several parts of one kind, in the order of the tree."""

    kind: SpotKind
    ids: tuple[int, ...]

    def spots(self) -> tuple[Spot, ...]:
        """The same as spots."""
        return tuple(Spot(self.kind, one) for one in self.ids)


def to_place(case: Case, chosen: Chosen, place: Place) -> Edit | None:
    """Move what is chosen, kept in order; None when it is there already."""
    match chosen.kind:
        case SpotKind.DOCUMENT:
            edit = move_documents(chosen.ids, place.section, place.before)
        case SpotKind.SECTION:
            order: list[int] = [s.id for s in case.sections]
            label = "Move a section" if len(chosen.ids) == 1 else "Move sections"
            edit = _one_by_one(label, edits.move_section, order, chosen.ids, place.before)
        case SpotKind.REASON:
            order = [r.id for r in case.reasons]
            label = "Move a reason" if len(chosen.ids) == 1 else "Move reasons"
            edit = _one_by_one(label, edits.move_reason, order, chosen.ids, place.before)
        case _:
            return None
    return None if edit.change(case) is case else edit


def copied(chosen: Chosen, place: Place) -> Edit:
    """Put copies of papers at a place."""
    return copy_documents(chosen.ids, place.section, place.before)


def one_step(case: Case, chosen: Chosen, *, is_up: bool) -> Edit | None:
    """Move what is chosen one place up or down, gathered; None at the end of the road.

    Papers at the edge of their section go on into the neighbouring one, or into the tray.
    """
    if not chosen.ids:
        return None
    match chosen.kind:
        case SpotKind.DOCUMENT:
            place = _paper_step(case, chosen.ids, is_up=is_up)
        case SpotKind.SECTION:
            place = _step([s.id for s in case.sections], chosen.ids, is_up=is_up)
        case SpotKind.REASON:
            place = _step([r.id for r in case.reasons], chosen.ids, is_up=is_up)
        case _:
            return None
    return None if place is None else to_place(case, chosen, place)


def _one_by_one(
    label: str,
    move: Callable[[int, int | None], Edit],
    order: Sequence[int],
    ids: Sequence[int],
    before: int | None,
) -> Edit:
    """Several moves in front of the same part, as one edit."""
    start = order.index(before) if before in order else len(order)
    place = next((one for one in order[start:] if one not in ids), None)

    def change(case: Case) -> Case:
        after = case
        for one in ids:
            after = move(one, place).change(after)
        return case if after == case else after

    return Edit(label, change)


def _step(order: Sequence[int], ids: Sequence[int], *, is_up: bool) -> Place | None:
    places = [order.index(one) for one in ids]
    if is_up:
        first = min(places)
        return Place(before=order[first - 1]) if first else None
    last = max(places)
    if last == len(order) - 1:
        return None
    return Place(before=order[last + 2] if last + 2 < len(order) else None)


def _paper_step(case: Case, ids: Sequence[int], *, is_up: bool) -> Place | None:
    lists: list[tuple[int | None, tuple[Document, ...]]] = [(None, case.tray)]
    lists.extend((s.id, s.documents) for s in case.sections)
    found = [
        (number, place)
        for number, (_, documents) in enumerate(lists)
        for place, document in enumerate(documents)
        if document.id in ids
    ]
    number, place = found[0] if is_up else found[-1]
    section, documents = lists[number]
    if is_up:
        if place:
            return Place(section, documents[place - 1].id)
        return Place(lists[number - 1][0]) if number else None
    if place + 1 < len(documents):
        after = documents[place + 2].id if place + 2 < len(documents) else None
        return Place(section, after)
    if number + 1 == len(lists):
        return None
    section, documents = lists[number + 1]
    return Place(section, documents[0].id if documents else None)
