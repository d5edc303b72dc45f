"""The tab "To do": how far the case is, the next step, and all findings of the self-check."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QProgressBar, QWidget
from typing_extensions import override

from appealdesk.audit.checks import Check, State, stoppers
from appealdesk.ui.guide.finding_card import FindingCard
from appealdesk.ui.guide.next_step import NextStep
from appealdesk.ui.guide.parts import Fold, Page, smaller
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import label


class ToDoTab(Page):
    """Shows the findings and keeps place, focus and what is open while they change."""

    chosen = Signal(object)
    """A ``Place`` is wanted."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "todoTab")
        self._checks: tuple[Check, ...] = ()
        self._cards: dict[str, FindingCard] = {}
        self.summary = label("", "title")
        self.detail = label("", "quiet")
        self.bar = QProgressBar()
        self.bar.setObjectName("todoBar")
        self.bar.setTextVisible(False)
        self.next_step = NextStep(kit)
        self.next_step.chosen.connect(self.chosen)
        self.groups = {
            State.MISSING: Fold(kit, "groupMissing"),
            State.WEAK: Fold(kit, "groupWeak"),
            State.DONE: Fold(kit, "groupDone", is_open=False),
        }
        self.add(self.summary, self.bar, self.detail, self.next_step)
        for group in self.groups.values():
            group.head.toggled.connect(self._opened)
            self.content.addWidget(group)
        self.content.addStretch(1)
        self.redraw()

    @property
    def cards(self) -> dict[str, FindingCard]:
        """The card of each finding, by the check's id."""
        return dict(self._cards)

    def show_checks(self, checks: tuple[Check, ...]) -> None:
        """Show findings; what one looks at or has the focus on stays where it is."""
        if checks == self._checks:
            return
        self._checks = checks
        focused = QApplication.focusWidget()
        kept = self._kept(focused)
        top = self.top_of(kept) if kept is not None else 0
        self._summarize()
        self.next_step.show_checks(checks)
        self._fill_groups()
        self.fit()
        self.settle()
        if kept is not None and kept.isVisible():
            self.put_at(kept, top)
        if focused is not None and self.isAncestorOf(focused):
            self._give_back_focus(focused)

    def focus_first(self) -> None:
        """Put the focus on the next step; where that cannot be taken, on the first group."""
        button: QWidget = self.next_step.go
        if not button.isEnabled():
            button = next((g.head for g in self.groups.values() if g.isVisible()), button)
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(button)

    @override
    def redraw(self) -> None:
        """Draw icons and sizes anew."""
        self.bar.setFixedHeight(smaller(self._kit.theme))
        self.next_step.redraw()
        for group in self.groups.values():
            group.redraw()
        for card in self._cards.values():
            card.redraw()
        super().redraw()

    @override
    def fit(self) -> None:
        """What belongs to a title stands under its words, where there is room for that."""
        super().fit()
        for card in self._cards.values():
            card.set_indent(0 if self.is_tight else self._kit.theme.pixels(18) + 8)

    def _give_back_focus(self, focused: QWidget) -> None:
        """A card that moved to another group lost it; one that is gone leaves it to the next."""
        if not focused.isVisible():
            self.focus_first()
        elif not focused.hasFocus():
            focused.setFocus(Qt.FocusReason.OtherFocusReason)

    def _kept(self, focused: QWidget | None) -> QWidget | None:
        """What must not move: the row with the focus if it shows, else the topmost card."""
        height = self.viewport().height()
        has_focus = focused is not None and self.inside.isAncestorOf(focused)
        if focused is not None and has_focus and 0 <= self.top_of(focused) < height:
            return focused
        if not self.verticalScrollBar().value():
            return None  # the top stays the top
        shown = [c for c in self._cards.values() if c.isVisible() and self.top_of(c) >= 0]
        return min(shown, key=self.top_of, default=None)

    def _summarize(self) -> None:
        counted = [c for c in self._checks if c.state is not State.NOT_APPLICABLE]
        done = sum(c.state is State.DONE for c in counted)
        missing = sum(c.state is State.MISSING for c in counted)
        stopping = len(stoppers(self._checks))
        said = self.tr("%1 of %2 done.").replace("%1", str(done)).replace("%2", str(len(counted)))
        self.summary.setText(f"{said} {self._missing_words(missing)}".strip())
        self.detail.setText(self._stop_words(missing, stopping))
        self.detail.setVisible(missing > 0)
        self.bar.setRange(0, max(1, len(counted)))
        self.bar.setValue(done)
        self.bar.setAccessibleName(said)

    def _missing_words(self, missing: int) -> str:
        if not missing:
            return ""
        if missing == 1:
            return self.tr("One thing is still missing.")
        return self.tr("%1 things are still missing.").replace("%1", str(missing))

    def _stop_words(self, missing: int, stopping: int) -> str:
        if not stopping:
            return self.tr("You can export as it is. Your appeal is stronger with all of it done.")
        if stopping == missing:
            return self.tr("Do this before you export the packet.")
        if stopping == 1:
            return self.tr("One of them must be done before you can export.")
        return self.tr("%1 of them must be done before you can export.").replace(
            "%1", str(stopping)
        )

    def _fill_groups(self) -> None:
        headings = {
            State.MISSING: self.tr("Missing"),
            State.WEAK: self.tr("Could be better"),
            State.DONE: self.tr("Done"),
        }
        ids = {c.id for c in self._checks if c.state in self.groups}
        for check_id, card in self._cards.items():
            card.setVisible(check_id in ids)
        for state, group in self.groups.items():
            found = [c for c in self._checks if c.state is state]
            group.set_heading(f"{headings[state]} ({len(found)})")
            group.setVisible(bool(found))
            if not group.is_open:  # cards that nobody sees are made when somebody looks
                found = [c for c in found if c.id in self._cards]
            for place, check in enumerate(found):
                card = self._card(check.id)
                card.show_check(check)
                if group.body.indexOf(card) != place:
                    group.body.insertWidget(place, card)
                card.setVisible(True)

    def _opened(self, is_open: bool) -> None:
        if is_open:
            self._fill_groups()
            self.fit()

    def _card(self, check_id: str) -> FindingCard:
        if check_id not in self._cards:
            card = FindingCard(self._kit, check_id)
            card.chosen.connect(self.chosen)
            self._cards[check_id] = card
        return self._cards[check_id]
