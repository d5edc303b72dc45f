"""Asking for one more reason."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPlainTextEdit, QPushButton, QWidget
from shiboken6 import isValid

from appealdesk.ui.reasons.new_reason import NewReason, ask_for_reason


@pytest.fixture
def asked(qtbot, kit):
    """(dialog, what it gave)."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    given = []
    ask_for_reason(kit, lambda *told: given.append(told), window)
    dialog = window.findChild(NewReason)
    dialog.activateWindow()
    yield dialog, given
    if isValid(dialog):
        dialog.reject()


def listed(dialog):
    model = dialog.findChild(QListView, "common-reasons").model()
    return [model.index(row).data() for row in range(model.rowCount())]


def told(dialog):
    """Which kind the dialog says it took."""
    return dialog.findChild(QLabel, "chosen-kind").text()


def test_a_common_reason_by_keyboard(qtbot, asked):
    dialog, given = asked
    title = dialog.findChild(QLineEdit, "reason-title")
    qtbot.keyClicks(title, "step therapy")
    qtbot.keyClick(title, Qt.Key.Key_Down)
    common = dialog.findChild(QListView, "common-reasons")
    qtbot.waitUntil(common.hasFocus)
    qtbot.keyClick(common, Qt.Key.Key_Return)
    assert given == [("Another medicine must be tried first", "", "step_therapy")]
    assert not dialog.isVisible()


def test_a_reason_of_ones_own_with_the_insurers_words(qtbot, asked):
    dialog, given = asked
    title = dialog.findChild(QLineEdit, "reason-title")
    qtbot.keyClicks(title, "The moon was full")
    assert listed(dialog)[-1] == "I am not sure"
    words = dialog.findChild(QPlainTextEdit, "insurer-words")
    qtbot.keyClicks(words, "We do not pay at full moon.")
    qtbot.keyClick(words, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert given == [("The moon was full", "We do not pay at full moon.", "")]


def test_a_typed_title_that_is_a_kinds_own_name_sets_the_kind(qtbot, asked):
    dialog, given = asked
    title = dialog.findChild(QLineEdit, "reason-title")
    qtbot.keyClicks(title, "not medically  necessary")
    assert "Not medically necessary" in told(dialog)
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert given == [("not medically necessary", "", "nmn_general")]


def test_a_title_of_ones_own_is_kept_when_a_kind_is_chosen_for_it(qtbot, asked):
    dialog, given = asked
    title = dialog.findChild(QLineEdit, "reason-title")
    qtbot.keyClicks(title, "Moon tax")
    qtbot.keyClick(title, Qt.Key.Key_Down)
    assert "Not medically necessary" in told(dialog)
    qtbot.keyClick(title, Qt.Key.Key_Return)
    assert given == [("Moon tax", "", "nmn_general")]


def test_a_kind_goes_with_its_name_and_stays_while_more_is_added(qtbot, asked):
    dialog, _given = asked
    title = dialog.findChild(QLineEdit, "reason-title")
    qtbot.keyClick(title, Qt.Key.Key_Down)
    title.setFocus()
    title.end(False)
    qtbot.keyClicks(title, " (MRI)")
    assert "Not medically necessary" in told(dialog)
    title.selectAll()
    qtbot.keyClicks(title, "moon")
    assert told(dialog) == ""


def test_who_is_not_sure_says_so(qtbot, asked):
    dialog, given = asked
    title = dialog.findChild(QLineEdit, "reason-title")
    common = dialog.findChild(QListView, "common-reasons")
    qtbot.keyClicks(title, "Moon tax")
    qtbot.keyClick(title, Qt.Key.Key_Down)
    qtbot.keyClick(common, Qt.Key.Key_End)
    assert told(dialog) == ""
    qtbot.keyClick(common, Qt.Key.Key_Return)
    assert given == [("Moon tax", "", "")]


def test_words_of_ones_own_are_one_tab_away_from_the_insurers_words(qtbot, asked):
    dialog, _given = asked
    title = dialog.findChild(QLineEdit, "reason-title")
    qtbot.waitUntil(dialog.isActiveWindow)
    qtbot.keyClicks(title, "Moon tax")
    qtbot.keyClick(title, Qt.Key.Key_Tab)
    qtbot.waitUntil(dialog.findChild(QPlainTextEdit, "insurer-words").hasFocus)


def test_without_a_title_nothing_can_be_added(qtbot, asked):
    dialog, given = asked
    add = dialog.findChild(QPushButton, "add-reason")
    assert not add.isEnabled()
    qtbot.keyClick(dialog.findChild(QLineEdit, "reason-title"), Qt.Key.Key_Return)
    assert given == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert given == []


def test_up_leads_back_from_the_list_to_the_title(qtbot, asked):
    dialog, _given = asked
    title = dialog.findChild(QLineEdit, "reason-title")
    title.setFocus()
    qtbot.keyClick(title, Qt.Key.Key_Down)
    common = dialog.findChild(QListView, "common-reasons")
    assert title.text() == "Not medically necessary"
    qtbot.keyClick(common, Qt.Key.Key_Up)
    qtbot.waitUntil(title.hasFocus)


def test_the_list_of_common_reasons_is_a_sound_model(qtmodeltester, asked):
    dialog, _given = asked
    qtmodeltester.check(dialog.findChild(QListView, "common-reasons").model())


def test_everything_that_takes_the_focus_has_a_name(asked, unnamed):
    dialog, _given = asked
    assert unnamed(dialog) == []


def test_tab_leaves_the_title_that_was_typed(qtbot, asked):
    dialog, _given = asked
    title = dialog.findChild(QLineEdit, "reason-title")
    qtbot.waitUntil(dialog.isActiveWindow)
    title.setFocus()
    qtbot.keyClicks(title, "medical")
    qtbot.keyClick(title, Qt.Key.Key_Tab)
    assert title.text() == "medical"
