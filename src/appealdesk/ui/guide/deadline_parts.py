"""What the tab "Deadline" tells: the last day, a faster way, and what the other side owes."""

import datetime as dt

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from appealdesk.case.situation import Sending
from appealdesk.guidance.catalogue import Source
from appealdesk.guidance.deadlines import Counted, Deadline, Known
from appealdesk.guidance.decisions import Decision, FastPath
from appealdesk.ui.guide.deadline_words import left_role, left_words, near_day_words
from appealdesk.ui.guide.parts import Fold, RowButton, bold, put_icon
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import Bullets, column, frame, label, row, set_role


def say(shown: QLabel, words: str) -> None:
    """Show words; a label without any is hidden."""
    shown.setText(words)
    shown.setVisible(bool(words))


class LastDay(QFrame):
    """The last day in large letters, when to send it, what counts, and what to look out for."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setObjectName("lastDay")
        self.setProperty("role", "card")
        self._kit = kit
        self.day = label("", "title")
        self.left = label("", "quiet")
        self.plan = bold(label(""))
        self.counts = label("")
        self.keep = bold(label("", "warn"))
        self.warnings = label("")
        self._icon = QLabel()
        inner = row(self._icon, self.warnings, margin=8)
        inner.setStretch(1, 1)
        self.warned = frame("hint", inner)
        self.estimate = label(
            self.tr("This is an estimate. The notice itself counts, so compare it."), "small"
        )
        parts = (
            self.day,
            self.left,
            self.plan,
            self.counts,
            self.keep,
            self.warned,
            self.estimate,
        )
        self.setLayout(column(*parts, space=6, margin=12))

    def show_deadline(self, found: Deadline, sending: Sending, now: dt.date) -> None:
        """Show a deadline as it is on this day."""
        is_known = found.last_day is not None
        if found.last_day is not None:
            said = self.tr("Last day: %1").replace("%1", near_day_words(found.last_day, now))
            self.day.setText(said)
            self.left.setText(left_words(found.last_day, now))
            set_role(self.left, left_role(found.last_day, now))
        else:
            self.day.setText(self._ask_words(found.state))
            self.left.setText(
                self.tr("Then the desk can tell the last day, and how it is counted.")
            )
            set_role(self.left, "quiet")
        say(self.plan, self._plan_words(found, sending, now) if is_known else "")
        is_over = found.last_day is not None and found.last_day < now
        say(self.counts, self._counts_words(found) if is_known and not is_over else "")
        say(self.warnings, "\n\n".join(self.tr(words) for words in found.warnings))
        self.warned.setVisible(bool(found.warnings))
        self.estimate.setVisible(is_known)

    def show_keep(self, found: Counted | None, now: dt.date) -> None:
        """Show by when to ask that care goes on while they decide, where that can be asked."""
        said = ""
        if found is not None:
            past = self.tr("The day to ask that the care goes on was %1. Call today all the same.")
            ahead = self.tr("To keep the care while they decide, ask for that by %1.")
            said = past if found.day < now else ahead
            said = said.replace("%1", near_day_words(found.day, now))
        say(self.keep, said)

    def set_tight(self, is_tight: bool) -> None:
        """Leave the icon and some of the margin out where the words need all the room."""
        self._icon.setVisible(not is_tight)
        layout = self.layout()
        assert layout is not None  # noqa: S101  set when it was made
        side = 8 if is_tight else 12
        layout.setContentsMargins(side, 12, side, 12)

    def redraw(self) -> None:
        """Draw the icon anew."""
        put_icon(self._icon, self._kit, "triangle-alert", "warn")

    def _plan_words(self, found: Deadline, sending: Sending, now: dt.date) -> str:
        if found.last_day is None or found.mail_by is None or found.fax_by is None:
            return ""
        if found.last_day < now:
            return self.tr(
                "The day is over. Call the insurer, and ask whether a late appeal can be taken and "
                "what reason they need. Send it all the same, and say why it is late."
            )
        mail = near_day_words(found.mail_by, now)
        fax = near_day_words(max(found.fax_by, now), now)
        is_late = found.mail_by < now and sending in {Sending.MAIL, Sending.UNKNOWN}
        words = {
            Sending.PORTAL: self.tr("Send it on their website by %2."),
            Sending.FAX: self.tr("Fax it by %2."),
            Sending.MAIL: self.tr("Mail it by %1."),
            Sending.UNKNOWN: self.tr("Mail it by %1, or fax it by %2."),
        }
        late = self.tr("Too late for plain mail. Fax it by %2.")
        return (late if is_late else words[sending]).replace("%1", mail).replace("%2", fax)

    def _counts_words(self, found: Deadline) -> str:
        words = {
            "received": self.tr("It must be there by the last day. Sending it then is too late."),
            "postmarked": self.tr("The postmark must show the last day or an earlier one."),
            "postmarked or received": self.tr("It must be postmarked or be there by the last day."),
        }
        safe = self.tr("Be safe: let it be there by the last day.")
        return words.get(found.counts_as, safe)

    def _ask_words(self, state: Known) -> str:
        words = {
            Known.ASK_COVERAGE: self.tr("First: how is the patient insured?"),
            Known.ASK_NOTICE_DATE: self.tr("What is the date of the letter?"),
        }
        return words.get(state, self.tr("What does the letter say about the time to appeal?"))


class HowCounted(Fold):
    """Each step to the last day, the rule, and where it stands."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, "deadlineHow", is_open=False)
        self.set_heading(self.tr("How it is counted"))
        self.steps = Bullets()
        self.quoted = label("")
        self.source = label("", "small")
        self.body.setSpacing(8)
        for part in (self.steps, self.quoted, self.source):
            self.body.addWidget(part)

    def show_deadline(self, found: Deadline) -> None:
        """Show how a deadline came about."""
        self.steps.show_lines([words for words in (*found.arithmetic, found.rule) if words])
        quoted = self.tr("The letter says: \u201c%1\u201d").replace("%1", found.quoted)
        say(self.quoted, quoted if found.quoted else "")
        say(self.source, self._source_words(found.source))
        self.setVisible(bool(found.rule))

    def _source_words(self, source: Source | None) -> str:
        if source is None:
            return ""
        said = self.tr("Rule: %1. Read %2.")
        return said.replace("%1", source.cite).replace("%2", source.read)


class CheckRow(RowButton):
    """A check box whose words wrap."""

    def __init__(self, kit: Kit, name: str, words: str) -> None:
        super().__init__(kit, name, "square", "accent", has_arrow=False)
        self._laid_out().setAlignment(self._picture, Qt.AlignmentFlag.AlignTop)
        self.setCheckable(True)
        self.set_words(words)
        self.toggled.connect(self._mark)

    def _mark(self, is_on: bool) -> None:
        self.set_icon("square-check" if is_on else "square", "accent")


class FasterWay(Fold):
    """Who may ask for a fast decision, how, and whether the user does."""

    wanted = Signal(bool)
    """The user asks for a fast decision, or no longer does."""

    def __init__(self, kit: Kit, *, can_change: bool) -> None:
        super().__init__(kit, "needItFaster", is_open=False)
        self._can_change = can_change
        self.title = bold(label(""))
        self.when = label("")
        self.conditions = Bullets()
        self.how = label(self.tr("What to do:"))
        self.steps = Bullets()
        self.until = label("", "warn")
        self.rule = label("", "small")
        self.ask = CheckRow(kit, "askFast", self.tr("I ask for a fast decision"))
        self.ask.clicked.connect(self.wanted)
        self.body.setSpacing(8)
        self.body.addWidget(self.title)
        self.body.addLayout(column(self.when, self.conditions, space=4))
        self.body.addLayout(column(self.how, self.steps, space=4))
        for part in (self.until, self.rule, self.ask):
            self.body.addWidget(part)

    def show_path(self, found: FastPath | None, now: dt.date, *, is_urgent: bool) -> None:
        """Show the way of this case; None when no rule for one is known."""
        asked, open_words = self.tr("A fast decision is asked for"), self.tr("Need it faster?")
        self.set_heading(asked if is_urgent else open_words)
        self.ask.setChecked(is_urgent)
        is_open = found is None or found.is_open
        self.ask.setEnabled(self._can_change and (is_open or is_urgent))
        say(self.title, self.tr(found.path.title) if found is not None and is_open else "")
        if not is_open:
            say(
                self.when,
                self.tr("The care was given already. A fast decision is only for care to come."),
            )
        elif found is None:
            say(
                self.when,
                self.tr(
                    "No rule for a fast decision could be confirmed for this kind of plan. If "
                    "health cannot wait, call the plan and ask for one. Have the doctor say in "
                    "writing why it cannot wait."
                ),
            )
        else:
            say(self.when, self.tr("You may ask for it if one of these is true:"))
        shown = found if found is not None and is_open else None
        conditions = shown.path.conditions if shown is not None else ()
        steps = shown.path.ask if shown is not None else ()
        self.conditions.show_lines([self.tr(words) for words in conditions])
        self.steps.show_lines([self.tr(words) for words in steps])
        self.how.setVisible(bool(steps))
        say(self.until, self._until_words(shown, now))
        say(self.rule, "" if shown is None else f"{shown.path.rule} {shown.path.source.cite}.")

    def _until_words(self, shown: FastPath | None, now: dt.date) -> str:
        if shown is None or shown.last_day is None:
            return ""
        day = near_day_words(shown.last_day, now)
        if shown.last_day < now:
            said = self.tr("The day for it was %1. Call and ask what can still be done.")
            return said.replace("%1", day)
        said = self.tr("Ask for it by %1 (%2).").replace("%1", day)
        return said.replace("%2", left_words(shown.last_day, now))


class Afterwards(QWidget):
    """By when they must answer, and what comes after a further no."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("afterSending")
        self._head = bold(label(self.tr("Their answer")))
        self.due = label("")
        self.words = label("")
        self.late = label("", "warn")
        self.steps = label("", "small")
        self._next_head = bold(label(self.tr("If they say no again")))
        self.next_step = label("")
        answer = column(self._head, self.due, self.words, self.late, self.steps, space=4)
        after = column(self._next_head, self.next_step, space=4)
        self.setLayout(column(answer, after, space=14))

    def show_decision(self, found: Decision | None, next_step: str, now: dt.date) -> None:
        """Show what they owe; hidden as long as nobody knows who they are."""
        self.setVisible(found is not None)
        if found is None:
            return
        say(self.due, self._due_words(found, now))
        say(self.words, self.tr(found.words))
        is_late = found.is_sent and found.due is not None and found.due < now
        say(self.late, self.tr(found.late) if is_late else "")
        steps = list(found.steps)
        if found.source is not None:
            steps.append(self.tr("Rule: %1.").replace("%1", found.source.cite))
        say(self.steps, " ".join(steps))
        say(self.next_step, self.tr(next_step))
        self._next_head.setVisible(bool(next_step))

    def _due_words(self, found: Decision, now: dt.date) -> str:
        if found.due is None or found.sent is None:
            return ""
        day = near_day_words(found.due, now)
        if found.is_sent and found.due < now:
            said = self.tr("Their answer was due by %1. Is it not there? Call them.")
            return said.replace("%1", day)
        two = found.due_if_two
        if two is None:
            said = self.tr("Sent on %1, it is due by %2.")
        else:
            said = self.tr("Sent on %1, it is due by %2, or by %3 if the plan has two levels.")
            said = said.replace("%3", near_day_words(two, now))
        return said.replace("%1", near_day_words(found.sent, now)).replace("%2", day)
