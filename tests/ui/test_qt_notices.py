"""The notices as the window shows them: nothing waits, everything is answered."""

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.notices import Choice, FileKinds, Question, Tone
from appealdesk.ui.notice_bar import NoticeBar
from appealdesk.ui.qt_notices import QtNotices

QUESTION = Question(
    "Title", "What now?", (Choice("go", "Go on"), Choice("drop", "Drop it", is_destructive=True))
)


@pytest.fixture
def window(qtbot, theme, icons, kit):
    made = QWidget()
    made.bar = NoticeBar(theme, icons, made)
    made.notices = QtNotices(made, made.bar, kit.settings)
    qtbot.addWidget(made)
    made.show()
    return made


def _words(bar) -> list[str]:
    return [part.text() for part in bar.findChildren(QLabel, "noticeWords") if part.isVisible()]


def test_an_error_shows_its_sentence_and_hint_until_it_is_closed(window, qtbot):
    window.notices.error(AppealDeskError("The disk is full.", "Make room."))
    assert _words(window.bar) == ["The disk is full. Make room."]
    close = next(b for b in window.bar.children()[-1].children() if hasattr(b, "click"))
    close.click()
    assert not window.bar.isVisible()


def test_the_newest_three_show_and_the_same_words_only_once(window, qtbot):
    for number in (1, 2, 3, 4, 4):
        window.notices.tell(f"Notice {number}.", tone=Tone.WARNING)
    wanted = ["Notice 2.", "Notice 3.", "Notice 4."]
    qtbot.waitUntil(lambda: _words(window.bar) == wanted)


def test_the_button_of_a_notice_does_its_thing_and_the_notice_goes(window, qtbot):
    done = []
    window.notices.tell("Removed.", action="Undo", on_action=partial(done.append, "undo"))
    button = next(b for b in window.bar.findChildren(QPushButton) if b.text() == "Undo")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert done == ["undo"]
    assert _words(window.bar) == []


@pytest.mark.parametrize(("label", "key"), [("Go on", "go"), ("Drop it", "drop")])
def test_a_question_gives_the_key_of_the_answer(window, qtbot, label, key):
    answers = []
    window.notices.ask(QUESTION, answers.append)
    assert answers == []  # asking does not wait
    box = window.findChild(QMessageBox)
    next(b for b in box.buttons() if b.text() == label).click()
    assert answers == [key]


def test_escape_answers_cancel(window, qtbot):
    answers = []
    window.notices.ask(QUESTION, answers.append)
    qtbot.keyClick(window.findChild(QMessageBox), Qt.Key.Key_Escape)
    assert answers == ["cancel"]


def test_a_new_password_is_typed_twice_alike(window, qtbot):
    given = []
    window.notices.ask_password("Password", "Choose one.", given.append, is_new=True)
    dialog = window.findChild(QDialog)
    one, two = dialog.findChildren(QLineEdit)
    ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    assert one.echoMode() == QLineEdit.EchoMode.Password
    qtbot.keyClicks(one, "abc")
    qtbot.keyClicks(two, "abd")
    assert not ok.isEnabled()
    qtbot.keyClick(two, Qt.Key.Key_Backspace)
    qtbot.keyClicks(two, "c")
    ok.click()
    assert given == ["abc"]


def test_chosen_files_come_as_paths_and_the_folder_is_remembered(window, qtbot, kit, tmp_path):
    chosen = []
    window.notices.choose_files("Add", [FileKinds("Papers", (".pdf",))], chosen.append)
    dialog = window.findChild(QFileDialog)
    dialog.filesSelected.emit([str(tmp_path / "a.pdf"), str(tmp_path / "b.pdf")])
    assert chosen == [(tmp_path / "a.pdf", tmp_path / "b.pdf")]
    assert kit.settings.now.last_folder == str(tmp_path)
    dialog.close()
