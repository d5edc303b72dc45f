"""The tab "Deadline": a few questions, the last day in large letters, and how it was counted."""

import datetime as dt
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QWidget
from typing_extensions import override

from appealdesk.audit.clock import deadline_of
from appealdesk.case import edits
from appealdesk.case.values import Case
from appealdesk.guidance.coverage import coverage, coverages
from appealdesk.guidance.deadlines import Deadline, Known
from appealdesk.ui.guide.deadline_fields import Choices, DayField, KeptField, NoticeField, Option
from appealdesk.ui.guide.deadline_words import left_role, left_words, near_day_words
from appealdesk.ui.guide.parts import Fold, Page, RowButton
from appealdesk.ui.reminding import save_reminders
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import label, set_role
from appealdesk.ui.workbench import Workbench

_IDLE = 800  # ms without a key until typed words become an edit


def today() -> dt.date:
    """The day on this computer."""
    return dt.datetime.now().astimezone().date()


class DeadlineTab(Page):
    """Asks what the last day depends on, and shows it."""

    def __init__(self, bench: Workbench, kit: Kit) -> None:
        super().__init__(kit, "deadlineTab")
        self._bench = bench
        self._deadline = deadline_of(bench.case)
        self.day = label("", "title")
        self.left = label("", "quiet")
        self.plan = label("")
        self.counts = label("")
        self.warnings = label("", "warn")
        self.how = Fold(kit, "deadlineHow", is_open=False)
        self.how.set_heading(self.tr("How it is counted"))
        self._steps = label("")
        self._source = label("", "small")
        self.how.body.addWidget(self._steps)
        self.how.body.addWidget(self._source)
        self.after = label("")
        self.remind = RowButton(kit, "saveReminders", "calendar", "accent")
        self.remind.set_words(self.tr("Save reminders for my calendar..."))
        self.remind.clicked.connect(self._save_reminders)
        self.estimate = label(
            self.tr("This is an estimate. The notice itself counts, so compare it."), "small"
        )
        self.coverage_fold = Fold(kit, "coverageFold", is_open=True)
        self.coverage = Choices(kit, "coverage", self.tr("How is the patient insured?"))
        self.level = Choices(kit, "appealLevel", self.tr("Which answer is this an appeal to?"))
        self.fields = self._fields(kit)
        self._idle = QTimer(self, interval=_IDLE, singleShot=True)
        self._idle.timeout.connect(self.commit)
        self._fill()
        self._connect()
        self.show_case()

    @property
    def deadline(self) -> Deadline:
        """The last day as it shows."""
        return self._deadline

    def commit(self) -> None:
        """Make edits of all that was typed."""
        self._idle.stop()
        for field in self.fields:
            field.commit()

    def focus_first(self) -> None:
        """Put the focus on what is to be answered first."""
        state = self._deadline.state
        target: QWidget = self.how.head
        if state is Known.ASK_COVERAGE:
            self.coverage_fold.head.setChecked(True)
            self.coverage.focus()
            return
        if state is Known.ASK_NOTICE_DATE:
            target = self.fields[0].editor
        elif state is Known.NO_RULE:
            target = self.fields[1].editor
        target.setFocus()
        self.ensureWidgetVisible(target)

    def show_change(self, before: Case, after: Case) -> None:
        """Show the case as it is now; what is being typed stays."""
        if before.situation is not after.situation or before.details is not after.details:
            for field in self.fields:
                field.show_case(after)
            self.show_case()

    def show_case(self) -> None:
        """Count anew."""
        case = self._bench.case
        self._deadline = deadline_of(case)
        chosen = coverage(case.situation.coverage)
        self.coverage.show_value(case.situation.coverage)
        said = self.tr("How is the patient insured?")
        self.coverage_fold.set_heading(said if chosen is None else chosen.title)
        self._show_levels(case)
        self._show_day(self._deadline)
        self.fit()

    @override
    def redraw(self) -> None:
        for fold in (self.how, self.coverage_fold):
            fold.redraw()
        for shown in self.inside.findChildren(RowButton):
            shown.redraw()
        for field in self.fields:
            field.redraw()
        super().redraw()

    def _fields(self, kit: Kit) -> tuple[KeptField, ...]:
        bench = self._bench
        notice = NoticeField(
            bench,
            kit,
            "noticeDate",
            (self.tr("Date of the letter"), self.tr("The date printed on it.")),
            lambda case: case.details.denial_date,
            partial(edits.set_detail, "denial_date"),
        )
        words = KeptField(
            bench,
            kit,
            "letterWords",
            (
                self.tr("What the letter says about the time to appeal"),
                self.tr("Copy the sentence, such as: You have 180 days to appeal."),
            ),
            lambda case: case.situation.letter_words,
            partial(edits.set_situation, "letter_words"),
            is_long=True,
        )
        day = DayField(
            bench,
            kit,
            "letterLastDay",
            (self.tr("Last day, if the letter prints one"), self.tr("Else leave it empty.")),
            lambda case: case.situation.letter_last_day,
            partial(edits.set_situation, "letter_last_day"),
        )
        came = DayField(
            bench,
            kit,
            "noticeReceived",
            (
                self.tr("The day it came, if you can prove it"),
                self.tr("For example by the envelope. Leave it empty to be safe."),
            ),
            lambda case: case.situation.notice_received,
            partial(edits.set_situation, "notice_received"),
        )
        return (notice, words, day, came)

    def _fill(self) -> None:
        self.add(self.day, self.left, self.plan, self.counts, self.warnings)
        self.content.addWidget(self.how)
        self.content.addWidget(self.remind)
        self.add(self.after, self.estimate)
        self.coverage_fold.body.addWidget(self.coverage)
        self.content.addWidget(self.coverage_fold)
        self.add(self.level)
        for field in self.fields:
            self.add(field)
        self.content.addStretch(1)
        self.coverage.question.hide()  # the heading of the fold asks it
        self.coverage.set_options(
            [Option(c.id, self.tr(c.title), self.tr(c.hints[0])) for c in coverages()],
            is_enabled=not self._bench.is_read_only,
        )
        if coverage(self._bench.case.situation.coverage) is not None:
            self.coverage_fold.head.setChecked(False)

    def _connect(self) -> None:
        self.coverage.chosen.connect(self._choose_coverage)
        self.level.chosen.connect(self._choose_level)
        for field in self.fields:
            field.typed.connect(self._idle.start)
        self._bench.flushing.connect(self.commit)

    def _save_reminders(self) -> None:
        save_reminders(self._bench, self._kit)

    def _choose_coverage(self, value: str) -> None:
        self._bench.apply(edits.set_situation("coverage", value))

    def _choose_level(self, value: str) -> None:
        self._bench.apply(edits.set_situation("level", value))

    def _show_levels(self, case: Case) -> None:
        found = coverage(case.situation.coverage)
        levels = found.levels if found is not None else ()
        self.level.setVisible(len(levels) > 1)
        if found is not None and len(levels) > 1:
            self.level.set_options(
                [Option(level.id, self.tr(level.title)) for level in levels],
                is_enabled=not self._bench.is_read_only,
            )
            self.level.show_value(found.level(case.situation.level).id)

    def _show_day(self, found: Deadline) -> None:
        now = today()
        is_known = found.last_day is not None
        if found.last_day is not None:
            self.day.setText(
                self.tr("Last day: %1").replace("%1", near_day_words(found.last_day, now))
            )
            self.left.setText(left_words(found.last_day, now))
            set_role(self.left, left_role(found.last_day, now))
            self.plan.setText(self._plan_words(found, now))
        else:
            self.day.setText(self._ask_words(found.state))
            self.left.setText(
                self.tr("Then the desk can tell the last day, and how it is counted.")
            )
            set_role(self.left, "quiet")
        self._say(self.plan, self.plan.text() if is_known else "")
        self._say(self.counts, self._counts_words(found) if is_known else "")
        self._say(self.warnings, "\n".join(self.tr(w) for w in found.warnings))
        self._say(self._steps, "\n".join((*found.arithmetic, found.rule)))
        self.how.setVisible(bool(found.rule))
        source = found.source
        said = self.tr("Rule: %1. Read %2.")
        self._say(
            self._source,
            "" if source is None else said.replace("%1", source.cite).replace("%2", source.read),
        )
        self._say(self.after, " ".join(p for p in (found.decision, found.next_step) if p))
        self.estimate.setVisible(is_known)
        self.remind.setVisible(is_known)

    def _plan_words(self, found: Deadline, now: dt.date) -> str:
        if found.last_day is None or found.mail_by is None or found.fax_by is None:
            return ""
        if found.last_day < now:
            return self.tr(
                "The day is over. Call the insurer, and ask whether a late appeal can be taken and "
                "what reason they need. Send it all the same, and say why it is late."
            )
        if found.mail_by < now:
            return self.tr("Too late for plain mail. Fax it by %1.").replace(
                "%1", near_day_words(max(found.fax_by, now), now)
            )
        return (
            self.tr("Mail it by %1, or fax it by %2.")
            .replace("%1", near_day_words(found.mail_by, now))
            .replace("%2", near_day_words(found.fax_by, now))
        )

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

    def _say(self, shown: QLabel, words: str) -> None:
        shown.setText(words)
        shown.setVisible(bool(words))
