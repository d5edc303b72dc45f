"""The tab "Deadline": what it asks first, what it shows, and that answers become edits."""

import datetime as dt

import pytest
from PySide6.QtCore import Qt

from appealdesk.audit.clock import deadline_of
from appealdesk.case import edits
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.situation import Sending, StageRecord, Timing
from appealdesk.guidance.coverage import coverages
from appealdesk.ui.guide import deadline_tab
from appealdesk.ui.guide.deadline_tab import DeadlineTab


@pytest.fixture
def tab(bench, kit, qtbot, monkeypatch):
    monkeypatch.setattr(deadline_tab, "today", lambda: dt.date(2026, 5, 1))
    bench.apply(edits.set_detail("denial_date", ""))
    qtbot.waitUntil(lambda: not bench.case.details.denial_date)
    made = DeadlineTab(bench, kit)
    bench.changed.connect(made.show_change)
    qtbot.addWidget(made)
    made.resize(360, 900)
    made.show()
    return made


def test_it_asks_step_by_step_and_then_tells(tab, bench, qtbot):
    assert "how is the patient insured" in tab.last_day.day.text()
    assert set(tab.coverage.buttons) == {kind.id for kind in coverages()}
    tab.coverage.buttons["medicaid-plan"].click()
    qtbot.waitUntil(lambda: "date of the letter" in tab.last_day.day.text())
    tab.fields[0].editor.setText("April 10, 2026")
    tab.commit()
    qtbot.waitUntil(lambda: "June 9" in tab.last_day.day.text())
    assert tab.last_day.left.text() == "39 days left"
    assert "Mail it by Tuesday, June 2" in tab.last_day.plan.text()
    assert "42 CFR 438.402" in tab.how.source.text()
    assert "60 days later is Tuesday, June 9, 2026." in tab.how.steps.words
    assert tab.last_day.estimate.isVisible()


def test_letter_and_rule_that_differ_are_told(tab, bench, qtbot):
    bench.apply(edits.set_detail("denial_date", "April 10, 2026"))
    bench.apply(edits.set_situation("coverage", "individual"))
    tab.fields[1].editor.setPlainText("You have 30 days to appeal.")
    bench.flush()
    qtbot.waitUntil(lambda: "May 10" in tab.last_day.day.text())
    assert "The letter gives Sunday, May 10, 2026" in tab.last_day.warnings.text()
    assert "Be done by Friday, May 8, 2026" in tab.last_day.warnings.text()
    assert tab.deadline == deadline_of(bench.case)


def test_a_day_that_is_over_says_what_can_still_be_done(tab, bench, qtbot):
    bench.apply(edits.set_situation("letter_last_day", "2026-04-29"))
    qtbot.waitUntil(lambda: "April 29" in tab.last_day.day.text())
    assert tab.last_day.left.text() == "passed 2 days ago"
    assert "Call the insurer" in tab.last_day.plan.text()
    assert not tab.last_day.counts.isVisible(), "what would have been in time helps no more"


def test_another_coverage_offers_its_own_levels(tab, bench, qtbot):
    assert not tab.level.isVisible()
    bench.apply(edits.set_situation("coverage", "original-medicare"))
    qtbot.waitUntil(lambda: tab.level.isVisible())
    assert list(tab.level.buttons) == ["redetermination", "reconsideration", "hearing"]
    tab.level.buttons["hearing"].click()
    qtbot.waitUntil(lambda: bench.case.situation.level == "hearing")


def test_reminders_are_saved_for_a_calendar(tab, bench, notices, qtbot, tmp_path):
    assert not tab.remind.isVisible()
    bench.apply(edits.set_situation("letter_last_day", "2026-06-01"))
    qtbot.waitUntil(lambda: tab.remind.isVisible())
    notices.answers.append(tmp_path / "dates")
    tab.remind.click()
    qtbot.waitUntil(lambda: "were saved" in notices.sentences())
    text = (tmp_path / "dates.ics").read_bytes()
    assert b"DTSTART;VALUE=DATE:20260601\r\n" in text


def test_a_folder_that_cannot_be_written_is_told(tab, bench, notices, qtbot, tmp_path):
    bench.apply(edits.set_situation("letter_last_day", "2026-06-01"))
    qtbot.waitUntil(lambda: tab.remind.isVisible())
    notices.answers.append(tmp_path / "gone" / "dates.ics")
    tab.remind.click()
    qtbot.waitUntil(lambda: "could not be written" in notices.sentences())


def told(tab, bench, qtbot, **values):
    """Set what the tab asks, and wait until it shows it."""
    for key, value in values.items():
        bench.apply(
            edits.set_detail(key, value)
            if key in {"denial_date", "letter_date"}
            else edits.set_situation(key, value)
        )
    qtbot.waitUntil(
        lambda: all(
            getattr(bench.case.details if "date" in key else bench.case.situation, key) == value
            for key, value in values.items()
        )
    )


def test_the_way_of_sending_gives_the_one_day_to_send_it(tab, bench, qtbot):
    told(tab, bench, qtbot, coverage="medicaid-plan", denial_date="April 10, 2026")
    tab.sending.buttons[Sending.FAX].click()
    qtbot.waitUntil(lambda: tab.last_day.plan.text() == "Fax it by Monday, June 8.")
    tab.sending.buttons[Sending.PORTAL].click()
    qtbot.waitUntil(lambda: "website by Monday, June 8" in tab.last_day.plan.text())
    tab.sending.buttons[Sending.MAIL].click()
    qtbot.waitUntil(lambda: tab.last_day.plan.text() == "Mail it by Tuesday, June 2.")
    assert tab.sending.buttons[Sending.MAIL].isChecked()


def test_mail_that_would_come_too_late_is_told(tab, bench, qtbot):
    told(tab, bench, qtbot, letter_last_day="2026-05-04", sending="mail")
    qtbot.waitUntil(lambda: tab.last_day.plan.text().startswith("Too late for plain mail."))
    told(tab, bench, qtbot, sending="fax")
    qtbot.waitUntil(lambda: tab.last_day.plan.text() == "Fax it by Friday, May 1.")


@pytest.mark.parametrize(
    ("coverage", "words"),
    [
        ("original-medicare", "Sending it then is too late"),
        ("tricare", "must be postmarked or be there"),
        ("individual", "let it be there by the last day"),
    ],
)
def test_received_by_and_postmarked_by_are_told_apart(tab, bench, qtbot, coverage, words):
    told(tab, bench, qtbot, coverage=coverage, denial_date="April 10, 2026")
    qtbot.waitUntil(lambda: words in tab.last_day.counts.text())


def test_the_fast_way_is_told_and_asked_for(tab, bench, qtbot):
    assert not tab.faster.isVisible()
    told(tab, bench, qtbot, coverage="tricare", denial_date="April 28, 2026")
    tab.faster.head.click()
    assert "is in the hospital" in tab.faster.conditions.words
    assert "Ask for it by Wednesday, May 6 (5 days left)." in tab.faster.until.text()
    assert "32 CFR 199.10" in tab.faster.rule.text()
    qtbot.keyClick(tab.faster.ask, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bench.case.situation.is_urgent)
    qtbot.waitUntil(lambda: tab.faster.head.words == "A fast decision is asked for")
    assert tab.faster.ask.isChecked()


def test_care_that_was_given_cannot_be_hurried_but_the_mark_can_be_taken_off(tab, bench, qtbot):
    told(tab, bench, qtbot, coverage="individual", timing="after")
    tab.faster.head.click()
    assert "was given already" in tab.faster.when.text()
    assert not tab.faster.ask.isEnabled()
    told(tab, bench, qtbot, is_urgent=True)
    qtbot.waitUntil(lambda: tab.faster.ask.isEnabled())


def test_a_plan_without_a_known_fast_way_still_tells_what_to_do(tab, bench, qtbot):
    told(tab, bench, qtbot, coverage="chip")
    tab.faster.head.click()
    assert "call the plan and ask for one" in tab.faster.when.text()
    assert tab.faster.ask.isEnabled()


def test_their_answer_is_told_by_timing_and_day_of_sending(tab, bench, qtbot):
    assert not tab.after.isVisible()
    told(tab, bench, qtbot, coverage="employer-insured", letter_date="May 4, 2026")
    assert "60 days if it was given" in tab.after.words.text()
    assert not tab.after.due.isVisible()
    tab.timing.buttons[Timing.BEFORE].click()
    qtbot.waitUntil(lambda: "due by Wednesday, June 3" in tab.after.due.text())
    assert "or by Tuesday, May 19 if the plan has two levels." in tab.after.due.text()
    assert "29 CFR 2560.503-1(i)(2)" in tab.after.steps.text()
    assert "external review" in tab.after.next_step.text()


def test_an_answer_that_is_late_says_what_one_can_do(tab, bench, qtbot):
    told(tab, bench, qtbot, coverage="medicaid-plan", letter_date="March 2, 2026")
    qtbot.waitUntil(lambda: "Sent on Monday, March 2" in tab.after.due.text())
    assert not tab.after.late.isVisible(), "nobody knows whether it was sent"
    bench.apply(edits.set_stage(StageRecord("internal-appeal", started="2026-03-03")))
    qtbot.waitUntil(lambda: "was due by Thursday, April 2" in tab.after.due.text())
    assert "ask the state for a fair hearing" in tab.after.late.text()


def test_care_that_goes_on_has_a_day_of_its_own(tab, bench, qtbot):
    told(tab, bench, qtbot, coverage="medicaid-plan", denial_date="April 28, 2026")
    assert not tab.last_day.keep.isVisible()
    tab.timing.buttons[Timing.ONGOING].click()
    qtbot.waitUntil(lambda: "ask for that by Friday, May 8" in tab.last_day.keep.text())
    told(tab, bench, qtbot, denial_date="April 10, 2026")
    qtbot.waitUntil(lambda: "was Monday, April 20. Call today" in tab.last_day.keep.text())


@pytest.mark.parametrize("width", [260, 320])
def test_a_narrow_tab_cuts_nothing_off(tab, bench, theme, qtbot, width):
    told(tab, bench, qtbot, coverage="employer-insured", denial_date="April 10, 2026")
    for fold in (tab.how, tab.faster, tab.coverage_fold):
        fold.head.setChecked(True)
    theme.set("light", 200)
    try:
        tab.redraw()
        tab.resize(width, 700)
        tab.settle()
        assert tab.inside.width() == tab.viewport().width()
    finally:
        theme.set("light", 100)


def test_an_answer_that_cannot_be_kept_is_not_shown_as_chosen(
    tab, bench, notices, qtbot, monkeypatch
):
    def refuse(_edit):
        raise AppealDeskError("The disk is full.")

    monkeypatch.setattr(bench.session, "apply", refuse)
    tab.sending.buttons["fax"].click()
    assert tab.sending.buttons["fax"].isChecked()
    qtbot.waitUntil(lambda: bool(notices.errors))
    assert "The disk is full." in notices.sentences()
    assert not tab.sending.buttons["fax"].isChecked()
