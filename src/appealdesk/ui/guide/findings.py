"""The tab "To do": how far the case is, the next step, and all findings of the self-check."""

from functools import partial
from time import perf_counter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QProgressBar, QPushButton, QWidget
from typing_extensions import override

from appealdesk.audit.checks import Check, State, stoppers
from appealdesk.ui.guide.finding_card import FindingCard
from appealdesk.ui.guide.next_step import NextStep
from appealdesk.ui.guide.parts import Fold, Page, smaller
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, label

_FIRST = 6  # cards of a group that show without asking
_AT_ONCE = 2  # cards made before the tab is painted for the first time
_SLICE = 0.012  # seconds of making cards until the interface has its turn again


class _Room:
    """How many cards may still be made in this turn of the interface."""

    def __init__(self, ends: float | None) -> None:
        self._ends = ends  # as ``perf_counter`` tells it; None: only the very first ones
        self._left = _AT_ONCE
        self.is_enough = True

    def take(self) -> bool:
        """Whether one more may be made now."""
        if self._ends is None:
            has_room = self._left > 0
            self._left -= 1
        else:
            has_room = perf_counter() < self._ends
        self.is_enough = self.is_enough and has_room
        return has_room


class ToDoTab(Page):
    """Shows the findings and keeps place, focus and what is open while they change.

    Cards are costly to make, so only the first are made at once and the others in slices; a group
    shows its first few and the rest when asked.
    """

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
            State.NOT_APPLICABLE: Fold(kit, "groupNotForThisCase", is_open=False),
        }
        self._more: dict[State, QPushButton] = {}
        self._whole: set[State] = set()  # groups of which all cards are wanted
        self._slices = QTimer(self, interval=0, singleShot=True)
        self._slices.timeout.connect(self._make_some)
        self.add(self.summary, self.bar, self.detail, self.next_step)
        for state, group in self.groups.items():
            group.head.toggled.connect(self._opened)
            more = button("", partial(self._show_all, state), role="quiet")
            more.setObjectName(f"{group.head.objectName()}More")
            more.setAutoDefault(True)
            group.body.addWidget(more)
            self._more[state] = more
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

    def focus_check(self, check_id: str) -> None:
        """Open the card of a check and put the focus on its first button."""
        check = next((c for c in self._checks if c.id == check_id), None)
        if check is None or check.state not in self.groups:
            self.focus_first()
            return
        self._whole.add(check.state)
        self.groups[check.state].head.setChecked(True)
        self.finish()
        self.settle()
        card = self._cards[check_id]
        self.ensureWidgetVisible(card, 0, 24)
        found = card.first_button or self.groups[check.state].head
        found.setFocus(Qt.FocusReason.OtherFocusReason)

    def finish(self) -> None:
        """Make all cards that are wanted now, however long it takes."""
        self._slices.stop()
        self._fill_groups(float("inf"))
        self.fit()
        self.settle()

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

    def _fill_groups(self, slice_ends: float | None = None) -> None:
        """Show the wanted cards; make missing ones until the time of day that is given, if any."""
        headings = {
            State.MISSING: self.tr("Missing"),
            State.WEAK: self.tr("Could be better"),
            State.DONE: self.tr("Done"),
            State.NOT_APPLICABLE: self.tr("Not for this case"),
        }
        wanted = {s: [c for c in self._checks if c.state is s] for s in self.groups}
        shown = {s: self._first(s, found) for s, found in wanted.items()}
        ids = {c.id for found in wanted.values() for c in found}
        for check_id, card in self._cards.items():
            if check_id not in ids:
                card.setVisible(False)
        room = _Room(slice_ends)
        for state, group in self.groups.items():
            group.set_heading(f"{headings[state]} ({len(wanted[state])})")
            group.setVisible(bool(wanted[state]))
            self._fill_group(group, wanted[state], len(shown[state]), room)
            left = len(wanted[state]) - len(shown[state])
            self._more[state].setVisible(left > 0)
            self._more[state].setText(self.tr("Show %1 more").replace("%1", str(left)))
        if not room.is_enough:
            self._slices.start()

    def _fill_group(self, group: Fold, wanted: list[Check], limit: int, room: _Room) -> None:
        place = 0
        for number, check in enumerate(wanted):
            is_shown = number < limit
            if check.id not in self._cards and not (is_shown and group.is_open and room.take()):
                continue  # cards that nobody sees are made when somebody looks
            card = self._card(check.id)
            card.show_check(check)
            if group.body.indexOf(card) != place:
                group.body.insertWidget(place, card)
            card.setVisible(is_shown)
            place += 1

    def _first(self, state: State, found: list[Check]) -> list[Check]:
        """The first few of a group, and what has the focus; a single one more needs no button."""
        focused = QApplication.focusWidget()
        last = max(
            (
                n
                for n, c in enumerate(found)
                if focused is not None
                and c.id in self._cards
                and self._cards[c.id].isAncestorOf(focused)
            ),
            default=0,
        )
        limit = len(found) if state in self._whole else max(_FIRST, last + 1)
        return found if len(found) <= limit + 1 else found[:limit]

    def _make_some(self) -> None:
        self._fill_groups(perf_counter() + _SLICE)
        self.fit()

    def _show_all(self, state: State) -> None:
        first_new = len(self._first(state, [c for c in self._checks if c.state is state]))
        self._whole.add(state)
        self.finish()
        found = [c for c in self._checks if c.state is state]
        if first_new < len(found):
            card = self._cards[found[first_new].id]
            self.settle()
            self.ensureWidgetVisible(card, 0, 24)
            (card.first_button or self.groups[state].head).setFocus(Qt.FocusReason.OtherFocusReason)

    def _opened(self, is_open: bool) -> None:
        if is_open:
            self.finish()

    def _card(self, check_id: str) -> FindingCard:
        if check_id not in self._cards:
            card = FindingCard(self._kit, check_id)
            card.chosen.connect(self.chosen)
            self._cards[check_id] = card
        return self._cards[check_id]
