"""A reason's evidence: cards below each other, with one of them to act on."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from appealdesk.case.values import Citation
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.reasons.evidence import Entry
from appealdesk.ui.reasons.evidence_card import EvidenceCard
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE


class EvidenceList(QScrollArea):
    """Shows cards. Arrows go from one to the next; Tab stops at one of them only.

    Cards stay the same widgets while their evidence stays, so that the focus stays too.
    """

    opened = Signal(object)
    removed = Signal(object)
    put = Signal(object)
    another = Signal(object)
    moved = Signal(object, int)
    """(citation, step): it is to be moved up (-1) or down (1)."""
    current_changed = Signal()

    def __init__(self, images: PageImages, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("evidence-list")
        self.setAccessibleName(self.tr("Evidence of this reason"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the cards take it
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._images = images
        self._kit = kit
        self._can_edit = True
        self._cards: list[EvidenceCard] = []
        self._current = 0
        inner = self._inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, SPACE // 2, 0)
        self._column.setSpacing(SPACE)
        self._column.addStretch(1)
        self.setWidget(inner)

    @property
    def cards(self) -> tuple[EvidenceCard, ...]:
        """The cards, first to last."""
        return tuple(self._cards)

    @property
    def current(self) -> Citation | None:
        """The evidence whose card, or a button on it, has the focus."""
        for card in self._cards:
            if card.hasFocus() or any(tool.hasFocus() for tool in card.tools):
                return card.entry.citation
        return None

    def set_can_edit(self, can_edit: bool) -> None:
        """Whether evidence may be changed."""
        self._can_edit = can_edit
        for card in self._cards:
            card.set_can_edit(can_edit)

    def set_entries(self, entries: Sequence[Entry]) -> None:
        """Show this evidence."""
        focused = self.current
        known = {card.entry.citation: card for card in self._cards}
        wanted = {entry.citation for entry in entries}
        for citation, card in known.items():
            if citation not in wanted:
                self._drop(card)
        self._cards = [self._card(entry, known.get(entry.citation)) for entry in entries]
        for place, card in enumerate(self._cards):
            if self._column.indexOf(card) != place:
                self._column.removeWidget(card)
                self._column.insertWidget(place, card)
        at = [n for n, card in enumerate(self._cards) if card.entry.citation == focused]
        self._set_current(at[0] if at else self._current)
        if focused is not None and not at and self._cards:
            self._cards[self._current].setFocus()

    def focus_current(self) -> None:
        """Put the focus on the card that was looked at last."""
        if self._cards:
            self._cards[self._current].setFocus(Qt.FocusReason.TabFocusReason)

    def _card(self, entry: Entry, known: EvidenceCard | None) -> EvidenceCard:
        if known is not None:
            known.show_entry(entry)
            return known
        card = EvidenceCard(entry, self._images, self._kit, self._inner)
        card.set_can_edit(self._can_edit)
        citation = entry.citation
        card.opened.connect(partial(self.opened.emit, citation))
        card.removed.connect(partial(self.removed.emit, citation))
        card.put.connect(partial(self.put.emit, citation))
        card.another.connect(partial(self.another.emit, citation))
        card.moved.connect(partial(self.moved.emit, citation))
        card.stepped.connect(self._step)
        card.focused.connect(partial(self._focused, card))
        return card

    def _drop(self, card: EvidenceCard) -> None:
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _step(self, step: int) -> None:
        at = min(max(self._current + step, 0), len(self._cards) - 1)
        if at >= 0:
            self._cards[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _focused(self, card: EvidenceCard) -> None:
        if card in self._cards:
            self._set_current(self._cards.index(card))
            self.ensureWidgetVisible(card, 0, SPACE)

    def _set_current(self, at: int) -> None:
        self._current = min(max(at, 0), max(len(self._cards) - 1, 0))
        for place, card in enumerate(self._cards):
            card.set_current(place == self._current)
        self.current_changed.emit()
