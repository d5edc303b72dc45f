"""Reasons of the denial, chosen from the sentences of the letter."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from appealdesk.case.values import Case
from appealdesk.desk.letter_said import ReasonOffer, add_reasons, reason_offers
from appealdesk.ui.dialogs.base import Dialog, foot, scrolling
from appealdesk.ui.guide.deadline_parts import CheckRow
from appealdesk.ui.guide.parts import INSET
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, counted, frame, label, row
from appealdesk.ui.workbench import Workbench


def ask_from_letter(
    bench: Workbench,
    kit: Kit,
    added: Callable[[], None],
    own: Callable[[], None],
    parent: QWidget | None = None,
) -> bool:
    """Let the user choose reasons from the letter; False when the letter offers none.

    Args:
        bench: the open case.
        kit: what every part may use.
        added: called when the chosen reasons are in the case, and the first of them shows.
        own: called when the user wants to write a reason instead.
        parent: the window.
    """
    case = bench.case
    found = reason_offers(case, bench.papers.known.letters(case))
    if not found or bench.is_read_only:
        return False
    dialog = FromLetter(kit, found, parent)
    dialog.chosen.connect(partial(_add, bench, added))
    dialog.own_wanted.connect(own)
    dialog.open()
    return True


def _add(bench: Workbench, added: Callable[[], None], chosen: tuple[ReasonOffer, ...]) -> None:
    old = {reason.id for reason in bench.case.reasons}

    def show(case: Case) -> None:
        first = next((r.id for r in case.reasons if r.id not in old), None)
        if first is not None:
            bench.show(Spot(SpotKind.REASON, first))
            added()

    bench.flush()
    bench.apply(add_reasons(chosen), show)


class SentenceRow(QWidget):
    """One sentence of the letter to tick, with its page and the kind of reason it may be."""

    def __init__(self, kit: Kit, number: int, offer: ReasonOffer) -> None:
        super().__init__()
        self.offer = offer
        self.check = CheckRow(kit, f"sentence-{number}", f"\u201c{offer.words}\u201d")
        page = self.tr("Page %1 of %2").replace("%1", str(offer.stand.number))
        said = page.replace("%2", offer.stand.title)
        if offer.kind:
            kind = self.tr("Seems to be: %1").replace("%1", offer.title)
            said = f"{kind}  \u00b7  {said}"
        where = label(said, "small")
        self.check.setAccessibleDescription(said)
        below = row(where)
        below.setContentsMargins(INSET + kit.theme.pixels(16) + 6, 0, INSET, 4)
        self.setLayout(column(self.check, below, space=0))


class FromLetter(Dialog):
    """Lists the sentences that may give reasons; several may be taken at once.

    Args:
        kit: what every part may use.
        found: the sentences.
        parent: the window.
    """

    chosen = Signal(tuple)
    """The ``ReasonOffer`` values that were ticked."""
    own_wanted = Signal()
    """The user wants to write a reason instead."""

    def __init__(
        self, kit: Kit, found: tuple[ReasonOffer, ...], parent: QWidget | None = None
    ) -> None:
        title = self.tr("Add denial reasons")
        super().__init__(kit, parent, title=title, name="from-letter", size=(640, 620))
        self.rows = tuple(SentenceRow(kit, n, offer) for n, offer in enumerate(found, start=1))
        ask = label(self.tr("Which of these sentences say why it was denied?"), "title")
        about = label(
            self.tr(
                "The computer found them in the letter, and it may miss some. Each one that you "
                "tick becomes a reason of its own, with the letter's words. You can change it "
                "later."
            ),
            "quiet",
        )
        rows = column(*self.rows, space=6, margin=8)
        body = column(ask, about, frame("card", rows), space=SPACE)
        body.addStretch(1)
        self._add = button("", self._done, role="main", name="add-sentences")
        self._add.setDefault(True)
        other = button(self.tr("Write my own"), self._own, role="quiet", name="own-reason")
        cancel = button(self.tr("Cancel"), self.reject, name="cancel")
        self.put(scrolling(body, "sentences"), foot=foot(other, None, cancel, self._add))
        for shown in self.rows:
            shown.check.toggled.connect(self._count)
        self._count()
        self.rows[0].check.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def draw(self) -> None:
        for shown in self.rows:
            shown.check.redraw()

    @property
    def ticked(self) -> tuple[ReasonOffer, ...]:
        """The sentences that are ticked."""
        return tuple(shown.offer for shown in self.rows if shown.check.isChecked())

    def _count(self, _is_on: bool = False) -> None:
        count = len(self.ticked)
        self._add.setEnabled(count > 0)
        self._add.setText(
            counted(count, self.tr("Add 1 reason"), self.tr("Add %1 reasons"))
            if count
            else self.tr("Add reasons")
        )

    def _done(self) -> None:
        found = self.ticked
        if found:
            self.accept()
            self.chosen.emit(found)

    def _own(self) -> None:
        self.reject()
        self.own_wanted.emit()
