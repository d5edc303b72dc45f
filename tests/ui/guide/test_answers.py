"""Answers on the cards: yes or not yet, not for this case with the reason, and taken back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from appealdesk.audit.checks import Check, State
from appealdesk.audit.places import Place
from appealdesk.case import edits
from appealdesk.case.situation import Answer, AnswerState
from appealdesk.guidance.catalogue import Source
from appealdesk.ui.guide.findings import Group, ToDoTab

PLACE = Place("document", 7, "The letter", "file")
SOURCE = Source("29 CFR 2560.503-1(h)", "2026-11", "text of the rule")
HERE = Place("case", 0, "Answer it here", "answer", "copies")
ASKED = Check(
    "copies",
    "You kept a copy",
    State.WEAK,
    "It helps.",
    (HERE,),
    is_asked=True,
    ask="Did you keep a copy?",
    todo="Keep a copy of it",
)
OPEN = Check("letter", "The letter is in", State.MISSING, "It helps.", (PLACE,), source=SOURCE)
STOPS = Check("blanks", "No blank", State.MISSING, "It helps.", (PLACE,), stops_export=True)
CHECKS = (OPEN, ASKED, STOPS, Check("done", "All is well", State.DONE, "It helps."))


def answered(check: Check, state: AnswerState, why: str = "", shown: State = State.DONE) -> Check:
    return replace(check, state=shown, answer=Answer(check.id, state, why))


@pytest.fixture
def tab(kit, qtbot):
    made = ToDoTab(kit)
    qtbot.addWidget(made)
    made.resize(340, 900)
    with qtbot.waitExposed(made):
        made.show()
    show(made, CHECKS)
    return made


def show(tab, checks):
    tab.show_checks(checks)
    tab.finish()


def seen(widget) -> str:
    return "\n".join(
        label.text() for label in widget.findChildren(QLabel) if label.isVisibleTo(widget)
    ).replace("\u200b", "")


def press(qtbot, key):
    qtbot.keyClick(QApplication.focusWidget(), key)


def test_questions_are_told_apart_from_what_is_missing(tab, qtbot):
    assert tab.summary.said.text() == "1 of 4 done. 2 things are missing."
    assert tab.summary.questions.words == "1 question for you"
    assert tab.groups[Group.QUESTIONS].head.words == "Questions for you (1)"
    qtbot.keyClick(tab.summary.questions, Qt.Key.Key_Return)
    assert QApplication.focusWidget() is tab.cards["copies"].answer.yes
    show(tab, (answered(ASKED, AnswerState.DONE), OPEN))
    assert tab.summary.questions.isHidden()


@pytest.mark.parametrize(
    ("button", "state"), [("yes", AnswerState.DONE), ("not_yet", AnswerState.NOT_DONE)]
)
def test_a_question_is_answered_by_one_key(tab, qtbot, button, state):
    card = tab.cards["copies"]
    assert "Did you keep a copy?" in seen(card)
    assert card.rows == (), "the card itself is the place"
    with qtbot.waitSignal(tab.answered) as told:
        qtbot.keyClick(getattr(card.answer, button), Qt.Key.Key_Return)
    assert told.args == ["copies", state, ""]


def test_not_yet_stays_to_be_done_and_can_still_be_answered(tab):
    show(tab, (answered(ASKED, AnswerState.NOT_DONE, shown=State.WEAK),))
    card = tab.cards["copies"]
    assert tab.groups[Group.WEAK].isAncestorOf(card)
    assert "Keep a copy of it\n" in seen(card)
    assert "You said: not yet." in seen(card)
    assert card.answer.yes.isVisible()
    assert not card.answer.not_yet.isVisible()
    assert tab.summary.questions.isHidden()


def test_done_by_ones_own_word_can_be_taken_back(tab, qtbot):
    show(tab, (OPEN, answered(ASKED, AnswerState.DONE)))
    tab.groups[Group.DONE].head.click()
    card = tab.cards["copies"]
    assert "You said that this is done." in seen(card)
    with qtbot.waitSignal(tab.withdrawn) as told:
        card.answer.back.click()
    assert told.args == ["copies"]


def test_not_for_this_case_asks_for_the_reason_in_the_card(tab, qtbot):
    card = tab.cards["letter"]
    card.quiet.dismiss.setFocus()
    press(qtbot, Qt.Key.Key_Return)
    assert card.form.editor.hasFocus()
    assert not card.quiet.dismiss.isVisible()
    press(qtbot, Qt.Key.Key_Return)
    assert "Please write a few words first." in seen(card), "an empty reason is none"
    QTest.keyClicks(card.form.editor, "  It is  a doctor's bill ")
    assert not card.form.hint.isVisible()
    with qtbot.waitSignal(tab.answered) as told:
        press(qtbot, Qt.Key.Key_Return)
    assert told.args == ["letter", AnswerState.NOT_FOR_THIS_CASE, "It is a doctor's bill"]


def test_escape_leaves_everything_as_it_was(tab, qtbot):
    card = tab.cards["letter"]
    card.ask_why()
    QTest.keyClicks(card.form.editor, "no")
    press(qtbot, Qt.Key.Key_Escape)
    assert not card.form.isVisible()
    assert card.quiet.dismiss.hasFocus()
    card.ask_why()
    assert card.form.editor.text() == "", "words that were given up do not come back"


def test_words_of_a_reason_stay_while_other_things_change(tab):
    card = tab.cards["letter"]
    card.ask_why()
    QTest.keyClicks(card.form.editor, "It is a bill")
    show(tab, (replace(OPEN, where=(PLACE, PLACE)), ASKED))
    assert card.form.editor.text() == "It is a bill"
    assert card.form.editor.hasFocus()


def test_what_stops_the_export_cannot_be_dismissed(tab):
    assert not tab.cards["blanks"].quiet
    assert "Not for this case" not in seen(tab.cards["blanks"])


def test_a_dismissed_point_tells_its_reason_and_can_come_back(tab, qtbot):
    gone = answered(OPEN, AnswerState.NOT_FOR_THIS_CASE, "It is a bill", State.NOT_APPLICABLE)
    card = tab.cards["letter"]
    card.ask_why()
    show(tab, (gone, ASKED, STOPS))
    group = tab.groups[Group.DISMISSED]
    assert group.head.words == "Not for this case (1)"
    assert QApplication.focusWidget() is tab.cards["blanks"].rows[0], "the next one in its group"
    assert tab.summary.said.text() == "0 of 2 done. One thing is missing."
    group.head.click()
    assert "Your reason: It is a bill" in seen(card)
    card.answer.back.setFocus()
    with qtbot.waitSignal(tab.withdrawn):
        press(qtbot, Qt.Key.Key_Space)
    show(tab, CHECKS)
    assert tab.groups[Group.MISSING].isAncestorOf(card)
    assert QApplication.focusWidget() is card.rows[0]
    assert not card.form.isVisible()


def test_where_a_rule_comes_from_opens_when_asked(tab, qtbot):
    fold = tab.cards["letter"].quiet
    assert "29 CFR" not in seen(tab.cards["letter"])
    qtbot.keyClick(fold.source, Qt.Key.Key_Return)
    assert "29 CFR 2560.503-1(h). Read: 2026-11, in text of the rule." in seen(fold)
    assert fold.source.accessibleName() == "Who says so? open"
    assert tab.cards["copies"].quiet.source.isHidden(), "nothing is offered that is not there"


def test_the_tab_key_goes_from_top_to_bottom_also_through_what_came_late(tab, qtbot):
    show(tab, (OPEN, ASKED))
    card = tab.cards["letter"]
    card.ask_why()
    card.rows[0].setFocus()
    walked = []
    for _ in range(5):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        walked.append(QApplication.focusWidget())
    form = card.form
    questions = tab.groups[Group.QUESTIONS].head
    assert walked == [form.editor, form.keep, form.cancel, card.quiet.source, questions]


def test_questions_are_the_next_step_when_nothing_else_is_missing(tab, qtbot):
    show(tab, (ASKED,))
    assert tab.next_step.title.text() == "Answer one question"
    tab.next_step.go.click()
    assert QApplication.focusWidget() is tab.cards["copies"].answer.yes


def test_a_question_said_not_to_be_done_leads_to_its_own_card(tab):
    late = answered(ASKED, AnswerState.NOT_DONE, shown=State.MISSING)
    show(tab, (late,))
    assert tab.next_step.title.text() == "Keep a copy of it"
    tab.next_step.go.click()
    assert QApplication.focusWidget() is tab.cards["copies"].answer.yes


def test_a_case_for_reading_only_asks_nothing(kit, qtbot):
    made = ToDoTab(kit, can_answer=False)
    qtbot.addWidget(made)
    show(made, CHECKS)
    assert made.cards["copies"].answer is None
    assert made.cards["letter"].quiet.dismiss.isHidden()


def test_buttons_stand_below_each_other_where_there_is_no_room(tab, qtbot):
    row = tab.cards["copies"].answer
    assert row.yes.y() == row.not_yet.y()
    tab.resize(190, 900)
    qtbot.waitUntil(lambda: row.not_yet.y() > row.yes.y())
    assert tab.inside.width() == tab.viewport().width(), "nothing is cut off at the right"


# ---- in the pane


def test_an_answer_becomes_an_edit_that_undo_takes_back(pane, bench, qtbot):
    pane.todo.answered.emit("denial-letter", AnswerState.NOT_FOR_THIS_CASE, "A bill")
    qtbot.waitUntil(lambda: len(bench.case.answers) == 1)
    assert bench.case.answers[0].why == "A bill"
    pane.todo.withdrawn.emit("denial-letter")
    qtbot.waitUntil(lambda: not bench.case.answers)
    bench.apply(edits.answer_check("denial-letter", AnswerState.DONE))
    qtbot.waitUntil(lambda: len(bench.case.answers) == 1)
    bench.undo()
    qtbot.waitUntil(lambda: not bench.case.answers)


def test_a_place_that_is_a_question_leads_to_its_card(pane, bench, qtbot):
    bench.apply(edits.add_reason("One", "Words", "An answer."))
    qtbot.waitUntil(lambda: bool(pane.todo.groups[Group.QUESTIONS].isVisible()))
    asked = next(c for c in bench.checks if c.is_asked and c.state is State.WEAK)
    pane.show_tab("help")
    pane.go(next(place for place in asked.where if place.key == "answer"))
    assert pane.tabs.currentWidget() is pane.todo
    assert QApplication.focusWidget() is pane.todo.cards[asked.id].answer.yes
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(bench.case.answers))
    qtbot.waitUntil(lambda: pane.todo.cards[asked.id].check.state is State.DONE)
    focused = QApplication.focusWidget()
    assert pane.todo.groups[Group.QUESTIONS].isAncestorOf(focused), "on to the next question"
