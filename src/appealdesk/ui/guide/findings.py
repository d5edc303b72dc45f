"""The tab "To do": how far the case is, the next step, and all findings of the self-check."""

from enum import StrEnum
from functools import partial
from itertools import pairwise
from time import perf_counter

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from typing_extensions import override

from appealdesk.audit.checks import Check, State
from appealdesk.ui.check_words import is_open_question
from appealdesk.ui.guide.finding_card import FindingCard, cards_of, stops_of
from appealdesk.ui.guide.next_step import NextStep
from appealdesk.ui.guide.parts import Fold, Page
from appealdesk.ui.guide.todo_summary import Summary, first_question
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button

_FIRST = 6  # cards of a group that show without asking
_AT_ONCE = 2  # cards made before the tab is painted for the first time
_SLICE = 0.012  # seconds of making cards until the interface has its turn again


class Group(StrEnum):
    """Where a finding stands in the list."""

    MISSING = "missing"
    QUESTIONS = "questions"
    WEAK = "weak"
    DONE = "done"
    DISMISSED = "dismissed"  # by the user, with a reason
    LATER = "later"  # there is nothing to judge yet


def group_of(check: Check) -> Group:
    """The group in which a finding stands."""
    if is_open_question(check):
        return Group.QUESTIONS
    if check.state is State.NOT_APPLICABLE:
        return Group.LATER if check.answer is None else Group.DISMISSED
    return Group(check.state.value)


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
    answered = Signal(str, object, str)
    """(check id, ``AnswerState``, reason): the user answers a check."""
    withdrawn = Signal(str)
    """The user takes back the answer to the check of this id."""

    def __init__(self, kit: Kit, *, can_answer: bool = True) -> None:
        super().__init__(kit, "todoTab")
        self._can_answer = can_answer
        self._checks: tuple[Check, ...] = ()
        self._cards: dict[str, FindingCard] = {}
        self._chain: list[QWidget] = []  # all that can have the focus, as the Tab key goes
        self.summary = Summary(kit)
        self.summary.questions_wanted.connect(self.focus_questions)
        self.next_step = NextStep(kit)
        self.next_step.chosen.connect(self.chosen)
        self.next_step.card_wanted.connect(self.focus_check)
        self.groups = {
            Group.MISSING: Fold(kit, "groupMissing"),
            Group.QUESTIONS: Fold(kit, "groupQuestions"),
            Group.WEAK: Fold(kit, "groupWeak"),
            Group.DONE: Fold(kit, "groupDone", is_open=False),
            Group.DISMISSED: Fold(kit, "groupNotForThisCase", is_open=False),
            Group.LATER: Fold(kit, "groupLater", is_open=False),
        }
        self._more: dict[Group, QPushButton] = {}
        self._whole: set[Group] = set()  # groups of which all cards are wanted
        self._slices = QTimer(self, interval=0, singleShot=True)
        self._slices.timeout.connect(self._make_some)
        self.content.addWidget(self.summary)
        self.add(self.next_step)
        for key, group in self.groups.items():
            group.head.toggled.connect(self._opened)
            more = button("", partial(self._show_all, key), role="quiet")
            more.setObjectName(f"{group.head.objectName()}More")
            more.setAutoDefault(True)
            group.body.addWidget(more)
            self._more[key] = more
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
        follow = self._followers(focused)
        kept = self._kept(focused)
        top = self.top_of(kept) if kept is not None else 0
        self.summary.show_checks(checks)
        self.next_step.show_checks(checks)
        self._fill_groups()
        self.fit()
        self.settle()
        if kept is not None and kept.isVisible():
            self.put_at(kept, top)
        if focused is not None and self.isAncestorOf(focused):
            self._give_back_focus(focused, follow)

    def focus_questions(self) -> None:
        """Put the focus on the first question that waits for an answer."""
        self.focus_check(first_question(self._checks))

    def focus_check(self, check_id: str) -> None:
        """Open the card of a check and put the focus on its first button."""
        check = next((c for c in self._checks if c.id == check_id), None)
        if check is None:
            self.focus_first()
            return
        key = group_of(check)
        self.groups[key].head.setChecked(True)
        self._whole.add(key)
        card = self._card(check_id)
        self._make_some()
        self.ensureWidgetVisible(card, 0, 24)
        found = card.first_button or self.groups[key].head
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
        self.summary.redraw()
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

    def _followers(self, focused: QWidget | None) -> list[FindingCard]:
        """The card with the focus, those below it in its group, and then those above it."""
        for group in self.groups.values():
            cards = [card for card in cards_of(group.body) if not card.isHidden()]
            for number, card in enumerate(cards):
                if focused is not None and card.isAncestorOf(focused):
                    return [card, *cards[number + 1 :], *reversed(cards[:number])]
        return []

    def _give_back_focus(self, focused: QWidget, follow: list[FindingCard]) -> None:
        """A card that moved to another group lost it; one that is gone leaves it to the next."""
        if not focused.isVisible():
            heirs = (card.first_button for card in follow if card.isVisible())
            heir = next((found for found in heirs if found is not None), None)
            if heir is None:
                self.focus_first()
            else:
                heir.setFocus(Qt.FocusReason.OtherFocusReason)
                self.ensureWidgetVisible(heir, 0, 24)
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

    def _fill_groups(self, slice_ends: float | None = None) -> None:
        """Show the wanted cards; make missing ones until the time of day that is given, if any."""
        headings = {
            Group.MISSING: self.tr("Missing"),
            Group.QUESTIONS: self.tr("Questions for you"),
            Group.WEAK: self.tr("Could be better"),
            Group.DONE: self.tr("Done"),
            Group.DISMISSED: self.tr("Not for this case"),
            Group.LATER: self.tr("Nothing to check yet"),
        }
        wanted: dict[Group, list[Check]] = {key: [] for key in self.groups}
        for check in self._checks:
            wanted[group_of(check)].append(check)
        shown = {key: self._first(key, found) for key, found in wanted.items()}
        ids = {c.id for c in self._checks}
        for check_id, card in self._cards.items():
            if check_id not in ids:
                card.setVisible(False)
        room = _Room(slice_ends)
        for key, group in self.groups.items():
            group.set_heading(f"{headings[key]} ({len(wanted[key])})")
            group.setVisible(bool(wanted[key]))
            self._fill_group(group, wanted[key], len(shown[key]), room)
            left = len(wanted[key]) - len(shown[key])
            self._more[key].setVisible(left > 0)
            self._more[key].setText(self.tr("Show %1 more").replace("%1", str(left)))
        self._order_tabs()
        if not room.is_enough:
            self._slices.start()

    def _order_tabs(self) -> None:
        """Let the Tab key go from top to bottom, also to what was made late or moved."""
        chain: list[QWidget] = [self.summary.questions, self.next_step.go]
        for key, group in self.groups.items():
            chain += [group.head, *stops_of(cards_of(group.body)), self._more[key]]
        if chain != self._chain:
            self._chain = chain
            for first, then in pairwise(chain):
                self.setTabOrder(first, then)

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

    def _first(self, key: Group, found: list[Check]) -> list[Check]:
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
        limit = len(found) if key in self._whole else max(_FIRST, last + 1)
        return found if len(found) <= limit + 1 else found[:limit]

    def _make_some(self) -> None:
        """Make cards for a while; what one looks at stays where it is."""
        kept = self._kept(QApplication.focusWidget())
        top = self.top_of(kept) if kept is not None else 0
        self._fill_groups(perf_counter() + _SLICE)
        self.fit()
        self.settle()
        if kept is not None and kept.isVisible():
            self.put_at(kept, top)

    def _show_all(self, key: Group) -> None:
        found = [c for c in self._checks if group_of(c) is key]
        first_new = len(self._first(key, found))
        self._whole.add(key)
        if first_new < len(found):
            card = self._card(found[first_new].id)
            self._make_some()
            self.ensureWidgetVisible(card, 0, 24)
            (card.first_button or self.groups[key].head).setFocus(Qt.FocusReason.OtherFocusReason)

    def _opened(self, is_open: bool) -> None:
        if is_open and self._whole:
            self._make_some()
        elif is_open:
            self.finish()

    def _card(self, check_id: str) -> FindingCard:
        if check_id not in self._cards:
            card = FindingCard(self._kit, check_id, can_answer=self._can_answer)
            card.chosen.connect(self.chosen)
            card.answered.connect(self.answered)
            card.withdrawn.connect(self.withdrawn)
            card.grew.connect(self._order_tabs)
            self._cards[check_id] = card
        return self._cards[check_id]
