"""The tab "Deadline": what it asks first, what it shows, and that answers become edits."""

import datetime as dt

import pytest

from appealdesk.audit.clock import deadline_of
from appealdesk.case import edits
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
    assert "60 days later is Tuesday, June 9, 2026." in tab.how.steps.text()
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
