"""The tracker in the middle of the window: what shows, and that what is written down is kept."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QLabel

from appealdesk.case import edits
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.situation import Timing
from appealdesk.desk.tracker import change_stage, record_of
from appealdesk.ui.guide.hints import has_more_than_a_date
from appealdesk.ui.guidebook.window import GuidebookWindow
from appealdesk.ui.status_line import StatusLine
from appealdesk.ui.tracker import card
from appealdesk.ui.tracker.view import TrackerView
from appealdesk.ui.tracker.words import sent_words

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def tracker(bench, images, kit, qtbot, monkeypatch):
    monkeypatch.setattr(card, "today", lambda: dt.date(2026, 10, 11))
    made = TrackerView(bench, images, kit)
    qtbot.addWidget(made)
    made.resize(700, 900)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(view) -> str:
    """All words that can be read."""
    return "\n".join(w.text() for w in view.findChildren(QLabel) if w.isVisibleTo(view))


def test_the_stages_stand_in_order_and_the_first_is_open(tracker):
    assert list(tracker.cards) == [
        "letter",
        "gap",
        "doctor",
        "peer-to-peer",
        "internal-appeal",
        "external-review",
    ]
    assert [name for name, one in tracker.cards.items() if one.is_open] == ["letter"]
    assert "Now: Get the letter and the criteria" in shown(tracker)
    assert "Ask for the rule or guideline" in shown(tracker)


def test_a_typed_date_is_kept_as_a_day_and_shown_as_people_say_it(tracker, bench, qtbot):
    field = tracker.cards["letter"].fields.started
    field.editor.setText("10/1/2026")
    bench.flush()
    qtbot.waitUntil(lambda: record_of(bench.case, "letter").started == "2026-10-01")
    qtbot.waitUntil(lambda: "Asked for the criteria on October 1, 2026" in shown(tracker))
    bench.undo()
    qtbot.waitUntil(lambda: not bench.case.stages)
    qtbot.waitUntil(lambda: field.editor.text() == "")


def test_what_is_no_date_is_asked_about_and_not_kept(tracker, bench):
    field = tracker.cards["letter"].fields.started
    field.editor.setText("soon")
    field.finish()
    assert "Is this a date?" in shown(tracker)
    assert not bench.case.stages


def test_date_note_and_number_typed_together_are_all_kept(tracker, bench, qtbot):
    fields = tracker.cards["internal-appeal"].fields
    fields.started.editor.setText("October 2, 2026")
    fields.note.editor.setPlainText("Spoke to Jo.\nShe has 61 pages.")
    fields.proof.number.editor.setText("9407 1118")
    bench.flush()
    qtbot.waitUntil(lambda: bool(record_of(bench.case, "internal-appeal").note))
    kept = record_of(bench.case, "internal-appeal")
    assert kept.note == "Spoke to Jo.\nShe has 61 pages."
    assert kept.proof == "9407 1118"
    assert kept.started == "2026-10-02"
    box = fields.proof.kind
    number = box.findData("certified")
    box.setCurrentIndex(number)
    box.activated.emit(number)
    qtbot.waitUntil(
        lambda: record_of(bench.case, "internal-appeal").proof == "Certified mail: 9407 1118"
    )
    assert fields.proof.number.name.text() == "Tracking number"
    assert fields.proof.number.editor.text() == "9407 1118"


def test_an_outcome_closes_a_stage_and_opens_the_next(tracker, bench, qtbot):
    tracker.cards["letter"].fields.outcome.buttons["have-all"].click()
    qtbot.waitUntil(lambda: tracker.cards["gap"].is_open)
    assert "Read both side by side" in shown(tracker)
    assert "Now: Find the gap" in shown(tracker)


def test_the_answer_that_is_due_shows_after_sending(tracker, bench, qtbot):
    bench.apply(edits.set_situation("coverage", "individual"))
    bench.apply(edits.set_situation("timing", Timing.BEFORE))
    bench.apply(change_stage("internal-appeal", "started", "2026-10-01"))
    qtbot.waitUntil(
        lambda: (
            "The answer is due by October 31, 2026 (20 days left)."
            in tracker.cards["internal-appeal"].due.text()
        )
    )
    bench.apply(change_stage("internal-appeal", "started", "2026-08-01"))
    qtbot.waitUntil(lambda: "passed" in tracker.cards["internal-appeal"].due.text())
    assert tracker.cards["internal-appeal"].due.property("role") == "warn"
    bench.apply(change_stage("internal-appeal", "ended", "2026-09-01"))
    qtbot.waitUntil(lambda: not tracker.cards["internal-appeal"].due.isVisibleTo(tracker))


def test_a_coverage_brings_its_own_names_and_a_no_offers_the_next_level(tracker, bench, kit, qtbot):
    told = []
    kit.actions["next-level"].triggered.connect(lambda _on=False: told.append("next-level"))
    assert tracker._ask.isVisibleTo(tracker)
    bench.apply(edits.set_situation("coverage", "original-medicare"))
    qtbot.waitUntil(lambda: "level:hearing" in tracker.cards)
    qtbot.waitUntil(lambda: "Level 1: redetermination" in shown(tracker))
    assert not tracker._ask.isVisibleTo(tracker)
    first = tracker.cards["internal-appeal"]
    first.head.setChecked(True)
    assert not first.next_level.isVisibleTo(tracker)
    first.fields.outcome.buttons["refused"].click()
    qtbot.waitUntil(lambda: first.next_level.isVisibleTo(tracker))
    first.next_level.click()
    assert told == ["next-level"]


def test_links_ask_for_papers_and_show_pages_of_the_guide(tracker, qtbot):
    links = {link.words: link for link in tracker.cards["letter"].links}
    paper = next(link for words, link in links.items() if words.startswith("Make a paper"))
    with qtbot.waitSignal(tracker.paper_wanted) as wanted:
        paper.click()
    assert wanted.args == ["claim-file-request"]
    links["Read: Reading your denial letter"].click()
    guide = tracker.findChild(GuidebookWindow)
    assert guide.page.id == "read-the-letter"
    guide.close()


def test_a_yes_is_told_as_the_end(tracker, bench, qtbot):
    bench.apply(change_stage("internal-appeal", "outcome", "approved"))
    qtbot.waitUntil(lambda: "They said yes. Keep the letter" in shown(tracker))


def test_the_wheel_over_a_choice_changes_nothing(tracker, bench, qtbot):
    from PySide6.QtCore import QPoint, QPointF, Qt
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    tracker.cards["internal-appeal"].head.setChecked(True)
    box = tracker.cards["internal-appeal"].fields.proof.kind
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert box.currentIndex() == 0


def test_everything_has_a_name_and_fits_at_twice_the_size(tracker, theme, qtbot):
    for one in tracker.cards.values():
        one.head.setChecked(True)
        for field in one.fields.fields:
            assert field.editor.accessibleName()
        assert one.head.accessibleName().endswith("open")
    theme.set(text_scale=200)
    tracker.resize(560, 900)
    qtbot.waitUntil(lambda: tracker._page.viewport().width() >= tracker._page.inside.width())
    theme.set(text_scale=100)


def test_the_foot_of_the_window_says_when_the_answer_is_due(bench, kit, jobs, qtbot, theme, icons):
    line = StatusLine(jobs, icons, theme)
    qtbot.addWidget(line)
    line.set_bench(bench)
    assert line.deadline.text() == "deadline not known"
    bench.apply(edits.set_situation("coverage", "individual"))
    bench.apply(change_stage("internal-appeal", "started", "2026-10-01"))
    qtbot.waitUntil(lambda: line.deadline.text() == "sent, waiting for the answer")
    with qtbot.waitSignal(line.tracker_wanted):
        line.deadline.click()
    assert sent_words(bench.case, dt.date(2026, 10, 2)) == ("sent, waiting for the answer", False)
    bench.apply(edits.set_situation("timing", Timing.BEFORE))
    qtbot.waitUntil(lambda: bench.case.situation.timing is Timing.BEFORE)
    assert sent_words(bench.case, dt.date(2026, 10, 2)) == ("sent, answer due by October 31", False)
    assert sent_words(bench.case, dt.date(2026, 11, 2)) == ("answer was due on October 31", True)
    bench.apply(change_stage("internal-appeal", "outcome", "refused"))
    qtbot.waitUntil(lambda: line.deadline.text() == "They said no again")


def test_a_case_for_reading_shows_and_changes_nothing(bench, images, kit, qtbot, monkeypatch):
    bench.apply(change_stage("letter", "note", "Asked by phone."))
    qtbot.waitUntil(lambda: bool(bench.case.stages))
    monkeypatch.setattr(type(bench), "is_read_only", property(lambda _self: True))
    view = TrackerView(bench, images, kit)
    qtbot.addWidget(view)
    fields = view.cards["internal-appeal"].fields
    assert all(field.editor.isReadOnly() for field in fields.fields)
    assert not fields.proof.kind.isEnabled()
    assert not any(b.isEnabled() for b in fields.outcome.buttons.values())
    assert view.cards["letter"].fields.note.text == "Asked by phone."


def test_an_outcome_that_cannot_be_kept_is_not_shown_as_chosen(
    tracker, bench, notices, qtbot, monkeypatch
):
    def refuse(_edit):
        raise AppealDeskError("The disk is full.")

    monkeypatch.setattr(bench.session, "apply", refuse)
    fields = tracker.cards["internal-appeal"].fields
    fields.outcome.buttons["refused"].click()
    qtbot.waitUntil(lambda: bool(notices.errors))
    assert fields.outcome.buttons[""].isChecked()
    fields.proof.kind.setCurrentIndex(1)
    fields.proof.kind.activated.emit(1)
    qtbot.waitUntil(lambda: len(notices.errors) == 2)
    assert fields.proof.kind.currentIndex() == 0


def test_words_beside_a_date_are_not_thrown_away(tracker, bench):
    field = tracker.cards["letter"].fields.started
    for typed in ("March 5, 2026 by phone", "maybe March 5, 2026"):
        field.editor.setText(typed)
        field.finish()
        assert "Only the date can be kept here." in shown(tracker)
        assert field.editor.text() == typed
    assert not bench.case.stages


@pytest.mark.parametrize(
    "typed", ["Thursday, March 5th, 2026", "the 5th of March 2026", "on Mar. 5, 2026", "3/5/26"]
)
def test_a_date_may_be_written_in_many_ways(typed):
    assert not has_more_than_a_date(typed)
