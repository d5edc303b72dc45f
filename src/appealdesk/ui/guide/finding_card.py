"""One finding of the self-check: how it stands, why it matters, and where it is mended."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from appealdesk.audit.checks import Check, State, stoppers
from appealdesk.audit.places import Place
from appealdesk.case.situation import AnswerState
from appealdesk.ui.check_words import has_question, is_open_question, places_of, title_of
from appealdesk.ui.guide.finding_parts import AnswerRow, DismissForm, QuietRow
from appealdesk.ui.guide.parts import INSET, RowButton, bold, put_icon, set_words
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, column, label, row

_FIRST = 5
_MORE = 20
_ICONS = {
    State.MISSING: ("circle-alert", "warn"),
    State.WEAK: ("info", "accent"),
    State.DONE: ("circle-check", "good"),
    State.NOT_APPLICABLE: ("circle", "quiet"),
}


class FindingCard(QWidget):
    """Shows one check. The same card is kept while the check stays, whatever its state.

    Args:
        kit: what every part may use.
        check_id: the check's id.
        can_answer: False when the case can only be read.
    """

    chosen = Signal(object)
    """A ``Place`` is wanted."""
    answered = Signal(str, object, str)
    """(check id, ``AnswerState``, reason): the user answers the check."""
    withdrawn = Signal(str)
    """The user takes back the answer to the check of this id."""
    grew = Signal()
    """It has other buttons than before."""

    def __init__(self, kit: Kit, check_id: str, *, can_answer: bool = True) -> None:
        super().__init__()
        self.setObjectName(f"finding-{check_id}")
        self._kit = kit
        self._id = check_id
        self._can_answer = can_answer
        self._check: Check | None = None
        self._limit = _FIRST
        self._indent = 0
        self._icon = QLabel()
        self._title = bold(label(""))
        self._why = label("", "small")
        self._stop = label(self.tr("Needed before you can export"), "bad")
        self._places = column(space=0)
        self._places.setContentsMargins(0, 0, 0, 0)
        self._rows: list[RowButton] = []
        self._more: QPushButton = button("", self._show_more, role="quiet")
        self._more.setObjectName(f"more-{check_id}")
        self._more.setAutoDefault(True)
        # Made when they are wanted first: cards are many, and most need none of these.
        self.answer: AnswerRow | None = None
        self.form: DismissForm | None = None
        self.quiet: QuietRow | None = None
        top = row(self._icon, self._title, space=8)
        top.setStretch(1, 1)
        top.setAlignment(self._icon, Qt.AlignmentFlag.AlignTop)
        self._below = column(self._stop, self._why, space=2)
        self._rows_below = column(self._places, self._more, space=2)
        self._asked = column(space=4)
        self._last = column(space=0)
        layout = column(top, self._below, self._asked, self._rows_below, self._last, space=2)
        self.setLayout(layout)

    @property
    def check(self) -> Check | None:
        """The finding as it shows."""
        return self._check

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it is mended."""
        return () if self._check is None else places_of(self._check)

    @property
    def rows(self) -> tuple[RowButton, ...]:
        """One row for each place that shows."""
        return tuple(r for r in self._rows if not r.isHidden())

    @property
    def first_button(self) -> QWidget | None:
        """The first thing to press or to fill in that shows, for the focus."""
        return next((w for w in self.stops if w.isEnabled() and w.isVisibleTo(self)), None)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """All that can have the focus, in the order in which they stand."""
        found: list[QWidget] = []
        if self.answer is not None:
            found += [self.answer.yes, self.answer.not_yet, self.answer.back]
        found += [*self._rows, self._more]
        if self.form is not None:
            found += [self.form.editor, self.form.keep, self.form.cancel]
        if self.quiet is not None:
            found += [self.quiet.dismiss, self.quiet.source]
        return tuple(found)

    def show_check(self, check: Check) -> None:
        """Show a finding; rows that stay keep their widgets, and so the focus."""
        if check == self._check:
            return
        self._check = check
        is_open = check.state in {State.MISSING, State.WEAK}
        set_words(self._title, self.tr(title_of(check)))
        self._why.setText(self.tr(check.why))
        self._why.setVisible(is_open)
        self._stop.setVisible(check.stops_export and check.state is State.MISSING)
        self._show_answer(check)
        self._show_quiet(check, is_open=is_open)
        self._draw_icon()
        self._fill()

    def set_indent(self, width: int) -> None:
        """Set what stands below the title in by this much, in pixels."""
        self._indent = width
        for part in (self._below, self._asked):
            part.setContentsMargins(width, 0, 0, 0)
        for part in (self._rows_below, self._last):
            part.setContentsMargins(max(0, width - INSET), 0, 0, 0)

    def redraw(self) -> None:
        """Draw the icons anew."""
        self._draw_icon()
        for shown in self._rows:
            shown.redraw()
        if self.quiet is not None:
            self.quiet.redraw()
        if self.answer is not None:
            self.answer.yes.setIcon(self._kit.icons.get("circle-check", "good"))

    def ask_why(self) -> None:
        """Open the little form that asks why this is not for the case."""
        if self.form is None:
            self.form = DismissForm(self._id)
            self.form.kept.connect(self._dismissed)
            self.form.cancelled.connect(self._close_form)
            self._last.insertWidget(0, self.form)
            self.form.setContentsMargins(INSET, 0, 0, 0)
            self.grew.emit()
        self.form.show()
        if self.quiet is not None:
            self.quiet.dismiss.hide()
        self.form.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_answer(self, check: Check) -> None:
        wanted = self._can_answer and (check.answer is not None or has_question(check))
        if wanted and self.answer is None:
            self.answer = AnswerRow(self._kit, self._id)
            self.answer.answered.connect(self._answered)
            self.answer.withdrawn.connect(partial(self.withdrawn.emit, self._id))
            self._asked.addWidget(self.answer)
            self.grew.emit()
        if self.answer is not None:
            self.answer.setVisible(wanted)
            if wanted:
                self.answer.show_check(check)

    def _show_quiet(self, check: Check, *, is_open: bool) -> None:
        """The two that are seldom wanted: not for this case, and where the rule comes from."""
        can_dismiss = is_open and check.can_dismiss and self._can_answer
        if not can_dismiss and self.form is not None:
            self._close_form(takes_focus=False)
        source = check.source if is_open else None
        wanted = can_dismiss or source is not None
        if wanted and self.quiet is None:
            self.quiet = QuietRow(self._kit, self._id)
            self.quiet.dismiss.clicked.connect(self.ask_why)
            self._last.addWidget(self.quiet)
            self.grew.emit()
        if self.quiet is not None:
            self.quiet.setVisible(wanted)
            is_asking = self.form is not None and not self.form.isHidden()
            self.quiet.show_check(check, can_dismiss=can_dismiss and not is_asking, source=source)

    def _draw_icon(self) -> None:
        if self._check is not None:
            name, color = _ICONS[self._check.state]
            if is_open_question(self._check):
                name, color = "circle-help", "accent"
            elif self._check in stoppers((self._check,)):
                color = "bad"
            put_icon(self._icon, self._kit, name, color)

    def _fill(self) -> None:
        where = self.places
        shown = where[: self._limit]
        while len(self._rows) < len(shown):
            made = RowButton(self._kit, f"{self.objectName()}-{len(self._rows)}")
            made.clicked.connect(partial(self._choose, len(self._rows)))
            self._rows.append(made)
            self._places.addWidget(made)
        for number, item in enumerate(self._rows):
            if number < len(shown):
                item.set_words(shown[number].words)
            item.setVisible(number < len(shown))
        left = len(where) - len(shown)
        self._more.setVisible(left > 0)
        self._more.setText(self.tr("and %1 more").replace("%1", str(left)))

    def _show_more(self) -> None:
        first_new = min(self._limit, len(self._rows))
        self._limit += _MORE
        self._fill()
        self.grew.emit()
        if self._more.isHidden() and first_new < len(self._rows):
            self._rows[first_new].setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, number: int, _checked: bool = False) -> None:
        if number < len(self.places):
            self.chosen.emit(self.places[number])

    def _answered(self, state: AnswerState) -> None:
        self.answered.emit(self._id, state, "")

    def _dismissed(self, why: str) -> None:
        self.answered.emit(self._id, AnswerState.NOT_FOR_THIS_CASE, why)

    def _close_form(self, *, takes_focus: bool = True) -> None:
        if self.form is None or self.form.isHidden():
            return
        if self.quiet is not None:
            self.quiet.dismiss.show()
            if takes_focus:
                self.quiet.dismiss.setFocus(Qt.FocusReason.OtherFocusReason)
        self.form.hide()
        self.form.editor.clear()
        self.form.hint.hide()


def cards_of(body: QVBoxLayout) -> list[FindingCard]:
    """The cards in a column, from top to bottom."""
    items = (body.itemAt(number) for number in range(body.count()))
    shown = (item.widget() for item in items if item is not None)
    return [card for card in shown if isinstance(card, FindingCard)]


def stops_of(cards: list[FindingCard]) -> list[QWidget]:
    """All that can have the focus in these cards, from top to bottom."""
    return [stop for card in cards for stop in card.stops]
