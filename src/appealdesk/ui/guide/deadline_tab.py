"""The tab "Deadline": a few questions, the last day in large letters, and how it was counted."""

import datetime as dt
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from appealdesk.audit.clock import deadline_of, decision_of, fast_path_of, keep_care_of
from appealdesk.case import edits
from appealdesk.case.situation import Sending, Timing
from appealdesk.case.values import Case
from appealdesk.guidance.coverage import coverage, coverages
from appealdesk.guidance.deadlines import Deadline, Known
from appealdesk.ui.guide.deadline_fields import (
    Choices,
    DayField,
    KeptField,
    NoticeField,
    Option,
    keep_choice,
)
from appealdesk.ui.guide.deadline_parts import Afterwards, FasterWay, HowCounted, LastDay
from appealdesk.ui.guide.letter_card import DeadlineCard
from appealdesk.ui.guide.parts import Fold, Page, RowButton
from appealdesk.ui.reminding import save_reminders
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import label, line, tab_through
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
        self.last_day = LastDay(kit)
        self.letter = DeadlineCard(bench, kit)
        self.how = HowCounted(kit)
        self.remind = RowButton(kit, "saveReminders", "calendar", "accent")
        self.remind.set_words(self.tr("Save reminders for my calendar..."))
        self.remind.clicked.connect(self._save_reminders)
        self.faster = FasterWay(kit, can_change=not bench.is_read_only)
        self.after = Afterwards()
        self.questions = label(self.tr("What it depends on"), "group")
        self.coverage_fold = Fold(kit, "coverageFold", is_open=True)
        self.coverage = Choices(kit, "coverage", self.tr("How is the patient insured?"))
        self.level = Choices(kit, "appealLevel", self.tr("Which answer is this an appeal to?"))
        self.timing = Choices(kit, "timing", self.tr("When is the care given?"))
        self.sending = Choices(kit, "sending", self.tr("How will you send the appeal?"))
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
        parts = ("situation", "details", "stages")
        if any(getattr(before, part) is not getattr(after, part) for part in parts):
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
        self.timing.show_value(case.situation.timing)
        self.sending.show_value(case.situation.sending)
        self._show_found(case)
        self.fit()

    @override
    def redraw(self) -> None:
        self.last_day.redraw()
        for fold in (self.how, self.faster, self.coverage_fold):
            fold.redraw()
        for shown in self.inside.findChildren(RowButton):
            shown.redraw()
        for field in self.fields:
            field.redraw()
        super().redraw()

    @override
    def fit(self) -> None:
        super().fit()
        self.last_day.set_tight(self.is_tight)

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
        self.add(self.last_day, self.letter)
        for part in (self.how, self.remind, self.faster):
            self.content.addWidget(part)
        self.add(self.after, line(), self.questions)
        self.coverage_fold.body.addWidget(self.coverage)
        self.content.addWidget(self.coverage_fold)
        notice, words, day, came = self.fields
        self.add(self.level, notice, words, self.timing, self.sending, day, came)
        self.content.addStretch(1)
        self.coverage.question.hide()  # the heading of the fold asks it
        self.coverage.set_options(
            [Option(c.id, self.tr(c.title), self.tr(c.hints[0])) for c in coverages()],
            is_enabled=not self._bench.is_read_only,
        )
        self.timing.set_options(
            [
                Option(
                    Timing.BEFORE,
                    self.tr("It is still to come"),
                    self.tr("They said no beforehand."),
                ),
                Option(
                    Timing.ONGOING,
                    self.tr("It is being given now"),
                    self.tr("They want to stop it, or to cut it."),
                ),
                Option(
                    Timing.AFTER,
                    self.tr("It was given already"),
                    self.tr("They do not pay for it."),
                ),
            ],
            is_enabled=not self._bench.is_read_only,
        )
        self.sending.set_options(
            [
                Option(
                    Sending.MAIL,
                    self.tr("By mail"),
                    self.tr("Certified mail with a return receipt proves the day it came."),
                ),
                Option(
                    Sending.FAX,
                    self.tr("By fax"),
                    self.tr("Keep the page that says that all pages went through."),
                ),
                Option(
                    Sending.PORTAL,
                    self.tr("On their website"),
                    self.tr("Keep the number, or a picture of the page that says it came in."),
                ),
            ],
            is_enabled=not self._bench.is_read_only,
        )
        self._order_tabs()
        if coverage(self._bench.case.situation.coverage) is not None:
            self.coverage_fold.head.setChecked(False)

    def _order_tabs(self) -> None:
        """Let Tab go from top to bottom: answers are made later than fields."""
        notice, words, day, came = self.fields
        parts = (self.coverage, self.level, notice, words, self.timing, self.sending, day, came)
        tab_through(self.coverage_fold.head, parts)

    def _connect(self) -> None:
        for key, choices in (
            ("coverage", self.coverage),
            ("level", self.level),
            ("timing", self.timing),
            ("sending", self.sending),
        ):
            choices.chosen.connect(partial(self._choose, key))
        self.faster.wanted.connect(partial(self._choose, "is_urgent"))
        for field in self.fields:
            field.typed.connect(self._idle.start)
        self._bench.flushing.connect(self.commit)

    def _save_reminders(self) -> None:
        save_reminders(self._bench, self._kit)

    def _choose(self, key: str, value: str | bool) -> None:
        keep_choice(self._bench, edits.set_situation(key, value), self, self.show_case)

    def _show_levels(self, case: Case) -> None:
        found = coverage(case.situation.coverage)
        levels = found.levels if found is not None else ()
        self.level.setVisible(len(levels) > 1)
        if found is not None and len(levels) > 1:
            self.level.set_options(
                [Option(level.id, self.tr(level.title)) for level in levels],
                is_enabled=not self._bench.is_read_only,
            )
            self._order_tabs()
            self.level.show_value(found.level(case.situation.level).id)

    def _show_found(self, case: Case) -> None:
        found, now, told = self._deadline, today(), case.situation
        self.last_day.show_deadline(found, told.sending, now)
        self.last_day.show_keep(keep_care_of(case), now)
        self.how.show_deadline(found)
        self.remind.setVisible(found.last_day is not None)
        has_coverage = coverage(told.coverage) is not None
        self.faster.setVisible(has_coverage)
        self.faster.show_path(fast_path_of(case), now, is_urgent=told.is_urgent)
        self.after.show_decision(decision_of(case), found.next_step, now)
