"""The section view: the text goes into the case, and what else there is to a section shows."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QToolButton

from appealdesk.case import edits
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Arrangement, Citation, DocumentId
from appealdesk.desk.spelling import Speller
from appealdesk.ui.drops import Own, own_mime
from appealdesk.ui.section_view import SectionView
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.text.surface import Surface
from support.cases import filed
from ui.conftest import settled

INTRODUCTION, CLINICAL, DIRECT, CONCLUSION = 1, 2, 4, 5


@pytest.fixture(scope="module")
def speller():
    return Speller()


@pytest.fixture
def view(bench, images, kit, speller, qtbot):
    made = SectionView(bench, images, kit, speller=speller)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show_spot(Spot(SpotKind.SECTION, INTRODUCTION))
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def add_paper(bench):
    """Files a paper of two pages under a section."""
    return lambda section: bench.apply(filed(section, "Office chart", 2))


def sheet(view):
    return view.editor.findChild(Surface)


def shown(view, name):
    return view.findChild(QLabel, name).text()


def body(bench, section=INTRODUCTION):
    return bench.case.section(section).body


def test_what_is_typed_becomes_an_edit(qtbot, bench, view):
    qtbot.keyClicks(sheet(view), "I appeal.")
    with qtbot.waitSignal(bench.changed, timeout=4000):
        assert view.editor.is_dirty
    assert body(bench) == "I appeal."
    assert bench.undo_label == "Write text"


def test_undo_of_the_case_shows_the_text_before(qtbot, bench, view):
    settled(qtbot, bench, lambda: bench.apply(edits.set_section_text(INTRODUCTION, "first")))
    assert sheet(view).toPlainText() == "first"
    settled(qtbot, bench, lambda: bench.apply(edits.set_section_text(INTRODUCTION, "second")))
    settled(qtbot, bench, bench.undo)
    assert sheet(view).toPlainText() == "first"


def test_words_typed_meanwhile_are_never_thrown_away(qtbot, bench, view):
    settled(qtbot, bench, lambda: bench.apply(edits.set_section_text(INTRODUCTION, "first")))
    sheet(view).moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(sheet(view), " one")
    bench.flush()
    qtbot.keyClicks(sheet(view), " two")  # the first words are on their way into the case
    qtbot.waitUntil(lambda: body(bench) == "first one")
    assert sheet(view).toPlainText() == "first one two"
    bench.flush()
    qtbot.waitUntil(lambda: body(bench) == "first one two")
    assert sheet(view).toPlainText() == "first one two"


def test_a_change_elsewhere_while_one_types_keeps_both_in_the_history(qtbot, bench, view):
    settled(qtbot, bench, lambda: bench.apply(edits.set_section_text(INTRODUCTION, "first")))
    sheet(view).moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(sheet(view), " typed")
    bench.apply(edits.set_section_text(INTRODUCTION, "from elsewhere"))
    qtbot.waitUntil(lambda: body(bench) == "first typed")
    settled(qtbot, bench, bench.undo)
    assert body(bench) == "from elsewhere"
    assert sheet(view).toPlainText() == "from elsewhere"


def test_taking_words_back_takes_their_edits_back(qtbot, bench, view):
    settled(qtbot, bench, lambda: bench.apply(edits.set_section_text(INTRODUCTION, "first")))
    sheet(view).moveCursor(QTextCursor.MoveOperation.End)
    for words in (" one", " two"):
        qtbot.keyClicks(sheet(view), words)
        settled(qtbot, bench, bench.flush)
    while view.can("undo"):
        view.do("undo")
    bench.flush()
    qtbot.waitUntil(lambda: body(bench) == "first")
    assert sheet(view).toPlainText() == "first"
    settled(qtbot, bench, bench.undo)  # goes on behind the words, and does not bring them back
    assert body(bench) == ""


def test_taking_words_back_never_takes_back_anything_else(qtbot, bench, view, add_paper):
    qtbot.keyClicks(sheet(view), "one")
    settled(qtbot, bench, bench.flush)
    settled(qtbot, bench, lambda: add_paper(INTRODUCTION))
    view.do("undo")
    assert view.editor.text() == ""
    bench.flush()
    qtbot.waitUntil(lambda: body(bench) == "")
    assert len(bench.case.section(INTRODUCTION).documents) == 1


def test_another_section_has_its_own_text_and_undo(qtbot, bench, view):
    qtbot.keyClicks(sheet(view), "mine")
    bench.show(Spot(SpotKind.SECTION, 5))
    view.show_spot(bench.spot)
    qtbot.waitUntil(lambda: body(bench) == "mine")
    assert sheet(view).toPlainText() == ""
    assert not view.can("undo")
    assert shown(view, "section-title") == "Conclusion"
    view.show_spot(Spot(SpotKind.SECTION, INTRODUCTION))
    assert sheet(view).toPlainText() == "mine"


def test_what_could_not_be_kept_is_told_and_given_again(qtbot, bench, view, notices, monkeypatch):
    real = bench.session.apply

    def full(_edit):
        raise AppealDeskError("The disk is full.", "Make room.")

    monkeypatch.setattr(bench.session, "apply", full)
    qtbot.keyClicks(sheet(view), "words")
    bench.flush()
    qtbot.waitUntil(lambda: bool(notices.errors))
    assert "disk is full" in notices.sentences()
    assert view.editor.is_dirty
    monkeypatch.setattr(bench.session, "apply", real)
    settled(qtbot, bench, bench.flush)
    assert body(bench) == "words"


def test_the_switch_puts_the_section_in_or_out(qtbot, bench, view):
    switch = view.findChild(QCheckBox, "section-in-packet")
    assert switch.isChecked()
    settled(qtbot, bench, switch.click)
    assert not bench.case.section(INTRODUCTION).is_included
    assert "switched off" in shown(view, "section-note")
    assert view.findChild(QLabel, "section-note").isVisible()
    settled(qtbot, bench, lambda: view.do("switch-section"))
    assert view.is_checked("switch-section")
    assert not view.findChild(QLabel, "section-note").isVisible()


def test_the_section_is_renamed(qtbot, bench, view, notices):
    notices.answers = ["Why I appeal"]
    settled(qtbot, bench, view.findChild(QToolButton, "rename-section").click)
    assert shown(view, "section-title") == "Why I appeal"


def test_papers_that_follow_are_counted(qtbot, bench, view, add_paper):
    assert shown(view, "section-follows") == "No paper is filed in this section."
    settled(qtbot, bench, lambda: add_paper(INTRODUCTION))
    assert shown(view, "section-follows") == "1 paper follows this text."
    settled(qtbot, bench, lambda: add_paper(INTRODUCTION))
    assert shown(view, "section-follows") == "2 papers follow this text."
    settled(qtbot, bench, lambda: bench.apply(edits.set_layout(Arrangement.LETTER_FIRST)))
    assert "behind the letter" in shown(view, "section-follows")


def test_prompts_fit_the_section_and_can_be_hidden(qtbot, view):
    assert "date of the denial letter" in view.prompts.words()
    view.show_spot(Spot(SpotKind.SECTION, 5))
    assert "approve the care" in view.prompts.words()
    view.findChild(QToolButton, "hide-prompts").click()
    assert not view.prompts.isVisible()
    view.findChild(QPushButton, "show-prompts").click()
    assert view.prompts.isVisible()


def test_prompts_follow_the_care_and_the_reasons_while_the_section_shows(qtbot, bench, view):
    view.show_spot(Spot(SpotKind.SECTION, CLINICAL))
    assert "Choose the kind of care" in view.prompts.words()
    settled(qtbot, bench, lambda: bench.apply(edits.set_situation("service", "mri")))
    assert "About the care: MRI scan" in view.prompts.words()
    assert "Choose the kind of care" not in view.prompts.words()
    settled(qtbot, bench, lambda: bench.apply(edits.add_reason("Six weeks")))
    reason = bench.case.reasons[0].id
    settled(qtbot, bench, lambda: bench.apply(edits.set_reason_kind(reason, "conservative_care")))
    assert "Reason 1: Six weeks" in view.prompts.words()
    settled(qtbot, bench, lambda: bench.apply(edits.set_situation("service", "echo")))
    assert "MRI scan" not in view.prompts.words()


def test_where_no_care_is_chosen_a_button_leads_to_the_choice(qtbot, kit, view):
    view.show_spot(Spot(SpotKind.SECTION, CLINICAL))
    press = view.prompts.findChild(QPushButton, "prompt-action-1")
    assert press.accessibleName() == "About this care"
    kit.actions["care"].setEnabled(True)
    with qtbot.waitSignal(kit.actions["care"].triggered, timeout=1000):
        qtbot.mouseClick(press, Qt.MouseButton.LeftButton)


def test_a_sentence_that_is_offered_goes_into_the_text_with_the_law_of_the_coverage(
    qtbot, bench, view
):
    settled(qtbot, bench, lambda: bench.apply(edits.set_situation("coverage", "medicaid-plan")))
    settled(qtbot, bench, lambda: bench.apply(edits.set_section_text(CONCLUSION, "Thank you.")))
    view.show_spot(Spot(SpotKind.SECTION, CONCLUSION))
    press = next(
        button
        for button in view.prompts.findChildren(QPushButton)
        if "fair hearing" in button.accessibleName()
    )
    qtbot.mouseClick(press, Qt.MouseButton.LeftButton)
    settled(qtbot, bench, bench.flush)
    first, second = body(bench, CONCLUSION).split("\n\n")
    assert first == "Thank you."
    assert second.startswith("If you uphold the denial, please tell me how I can ask for a state")
    assert second.endswith("(42 CFR 438.408(f)).")


def test_the_same_prompts_stay_as_they_are_when_something_else_changes(qtbot, bench, view):
    view.show_spot(Spot(SpotKind.SECTION, CLINICAL))
    bar = view.prompts.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 40)
    bar.setValue(40)
    settled(qtbot, bench, lambda: bench.apply(edits.set_detail("patient_name", "Ana")))
    assert bar.value() == 40


def test_prompts_stand_below_when_there_is_little_room(qtbot, view):
    assert view.prompts.geometry().left() > 300
    view.resize(560, 700)
    qtbot.waitUntil(lambda: view.prompts.geometry().top() > 200)
    assert view.prompts.geometry().left() == 0


def test_the_reasons_stand_below_the_direct_response_only(qtbot, bench, view):
    assert not view.reasons.isVisible()
    view.show_spot(Spot(SpotKind.SECTION, DIRECT))
    assert view.reasons.isVisible()
    assert "no denial reason yet" in _words(view.reasons)
    settled(qtbot, bench, lambda: bench.apply(edits.add_reason("Not necessary", "It is not.")))
    words = _words(view.reasons)
    assert "1.  Not necessary" in words
    assert "Still missing: your response, a page of evidence" in words
    reason = bench.case.reasons[0].id
    view.findChild(QPushButton, f"reason-{reason}").click()
    assert bench.spot == Spot(SpotKind.REASON, reason)


def test_an_answered_reason_says_so(qtbot, bench, view, add_paper):
    view.show_spot(Spot(SpotKind.SECTION, DIRECT))
    settled(qtbot, bench, lambda: add_paper(INTRODUCTION))
    paper = next(bench.case.documents()).id
    answer = f"It is, see [cite:{paper}]."
    settled(qtbot, bench, lambda: bench.apply(edits.add_reason("One", "No.", answer)))
    assert "Answered" in _words(view.reasons)
    settled(qtbot, bench, lambda: bench.apply(edits.include_section(INTRODUCTION, False)))
    assert "one that you point at is not" in _words(view.reasons)


def test_a_reason_is_added_through_the_action(qtbot, kit, view):
    view.show_spot(Spot(SpotKind.SECTION, DIRECT))
    with qtbot.waitSignal(kit.actions["add-reason"].triggered):
        view.findChild(QPushButton, "add-reason").click()


def test_pointing_at_a_page_goes_through_the_window(qtbot, view):
    with qtbot.waitSignal(view.pick_evidence):
        view.findChild(QToolButton, "text-cite").click()
    view.insert_cite(Citation(DocumentId(7)))
    assert view.editor.text() == "[cite:7]"
    with qtbot.waitSignal(view.cite_opened) as told:
        sheet(view).chip_chosen.emit("[cite:7]")
    assert told.args == [Citation(DocumentId(7))]


def test_a_paper_dropped_on_the_text_is_cited_there(qtbot, bench, view, add_paper):
    settled(qtbot, bench, lambda: bench.apply(edits.set_section_text(INTRODUCTION, "see, please")))
    settled(qtbot, bench, lambda: add_paper(INTRODUCTION))
    paper = next(bench.case.documents()).id
    mime = own_mime(Own(str(bench.path), "document", (paper,)))
    target = sheet(view).viewport()
    cursor = sheet(view).textCursor()
    cursor.setPosition(3)
    at = QPointF(sheet(view).cursorRect(cursor).center())
    how = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(at.toPoint(), *how)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(at, *how))
    assert view.editor.text() == f"see [cite:{paper}], please"
    assert not sheet(view).canInsertFromMimeData(mime)


def test_text_actions_reach_the_text(qtbot, view):
    assert not view.can("copy")
    qtbot.keyClicks(sheet(view), "words")
    assert view.can("undo")
    view.do("select-all")
    assert view.can("copy")
    assert not view.can("rotate-left")


def test_an_appeal_that_can_only_be_read_says_so(qtbot, bench, view, monkeypatch):
    monkeypatch.setattr(type(bench), "is_read_only", property(lambda _bench: True))
    view.show_spot(Spot(SpotKind.SECTION, INTRODUCTION))
    assert "can only be read" in shown(view, "section-note")
    qtbot.keyClicks(sheet(view), "x")
    assert view.editor.text() == ""
    assert not view.can("rename")
    assert not view.findChild(QCheckBox, "section-in-packet").isEnabled()


def test_everything_is_named_and_reached_by_keyboard(view):
    view.show_spot(Spot(SpotKind.SECTION, DIRECT))
    for part in [
        *view.findChildren(QToolButton),
        *view.findChildren(QPushButton),
        *view.findChildren(QCheckBox),
    ]:
        assert part.objectName(), part
        assert part.accessibleName() or part.text(), part
        assert part.focusPolicy() & Qt.FocusPolicy.TabFocus, part


def _words(widget):
    return "\n".join(part.text() for part in widget.findChildren(QLabel) if not part.isHidden())


def test_words_typed_while_files_come_in_stay(view, bench, qtbot):
    bench._importing = 1  # as while five hundred files come in
    words = sheet(view)
    words.setFocus()
    qtbot.keyClicks(words, "First words.")
    with qtbot.waitSignal(bench.changed):
        view.editor.flush()
    qtbot.waitUntil(lambda: not view._waiting.get(INTRODUCTION))
    assert view.editor.text().strip() == "First words."
    qtbot.keyClicks(words, " More.")
    with qtbot.waitSignal(bench.changed):
        view.editor.flush()
    bench._importing = 0
    assert bench.case.sections[0].body.strip() == "First words. More."


def test_a_paper_of_another_appeal_dropped_on_the_text_is_refused_in_words(
    view, bench, notices, qtbot
):
    mime = own_mime(Own("/elsewhere/other.appeal", "document", (7,)))
    target = sheet(view).viewport()
    how = Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(target, QDragEnterEvent(QPointF(40, 20).toPoint(), *how))
    QApplication.sendEvent(target, QDropEvent(QPointF(40, 20), *how))
    assert "another appeal" in notices.sentences()
    assert view.editor.text() == ""
