"""Reasons come from the sentences of the letter: ticked by the user, several at once."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from appealdesk.case import edits
from appealdesk.case.values import Kind
from appealdesk.ui.reasons.from_letter import FromLetter, ask_from_letter
from appealdesk.ui.spot import SpotKind
from support.denial_letters import CLASSIC
from ui.conftest import settled


@pytest.fixture
def letter(bench, qtbot):
    with qtbot.waitSignal(bench.papers.read, timeout=10_000):
        bench.session.file.set_page_texts("a" * 64, tuple(CLASSIC))
        bench.session.apply(
            edits.add_document(
                1,
                title="The letter",
                file_name="letter.pdf",
                source="b" * 64,
                clean="a" * 64,
                kind=Kind.DENIAL_LETTER,
                page_count=1,
            )
        )
    return bench


class Asked:
    def __init__(self, bench, kit, window):
        self.added, self.own = [], []
        self.is_open = ask_from_letter(
            bench, kit, lambda: self.added.append(True), lambda: self.own.append(True), window
        )
        self.dialog = window.findChild(FromLetter)


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def asked(letter, kit, window):
    return Asked(letter, kit, window)


def press(qtbot, dialog, name):
    qtbot.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_the_sentences_show_with_their_page_and_none_is_ticked(asked):
    rows = asked.dialog.rows
    assert [r.check.words for r in rows] == [
        (
            "\u201cThe clinical information submitted does not meet our criteria for medical necessity."
            "\u201d"
        ),
        "\u201cThe notes do not document that physical therapy was tried and failed.\u201d",
    ]
    assert any("Page 1 of The letter" in x.text() for x in rows[0].findChildren(QLabel))
    assert asked.dialog.ticked == ()
    assert not asked.dialog.findChild(QPushButton, "add-sentences").isEnabled()


def test_several_become_reasons_in_one_step(asked, letter, qtbot):
    for row in asked.dialog.rows:
        qtbot.mouseClick(row.check, Qt.MouseButton.LeftButton)
    add = asked.dialog.findChild(QPushButton, "add-sentences")
    assert add.text() == "Add 2 reasons"
    settled(qtbot, letter, add.click)
    assert [r.insurer_words for r in letter.case.reasons] == [
        "The clinical information submitted does not meet our criteria for medical necessity.",
        "The notes do not document that physical therapy was tried and failed.",
    ]
    qtbot.waitUntil(lambda: asked.added == [True])
    assert (letter.spot.kind, letter.spot.id) == (SpotKind.REASON, letter.case.reasons[0].id)
    settled(qtbot, letter, letter.undo)
    assert letter.case.reasons == ()


def test_it_can_be_done_with_keys_alone(asked, letter, qtbot):
    dialog = asked.dialog
    qtbot.keyClick(dialog.rows[0].check, Qt.Key.Key_Space)
    add = dialog.findChild(QPushButton, "add-sentences")
    assert add.focusPolicy() & Qt.FocusPolicy.TabFocus
    settled(qtbot, letter, lambda: qtbot.keyClick(add, Qt.Key.Key_Space))
    assert len(letter.case.reasons) == 1


def test_words_of_ones_own_are_a_press_away(asked, letter, qtbot):
    press(qtbot, asked.dialog, "own-reason")
    assert asked.own == [True]
    assert letter.case.reasons == ()


def test_cancel_adds_nothing(asked, letter, qtbot):
    qtbot.mouseClick(asked.dialog.rows[0].check, Qt.MouseButton.LeftButton)
    press(qtbot, asked.dialog, "cancel")
    assert (asked.own, asked.added, letter.case.reasons) == ([], [], ())


def test_what_is_quoted_already_is_not_offered_again(letter, kit, window, qtbot):
    words = "The notes do not document that physical therapy was tried and failed."
    settled(qtbot, letter, lambda: letter.apply(edits.add_reason("Therapy", f"They say: {words}")))
    asked = Asked(letter, kit, window)
    assert [r.offer.words for r in asked.dialog.rows] == [
        "The clinical information submitted does not meet our criteria for medical necessity."
    ]


def test_without_a_letter_it_does_not_open(bench, kit, window):
    asked = Asked(bench, kit, window)
    assert not asked.is_open
    assert asked.dialog is None


def test_every_row_is_named_for_those_who_do_not_see_it(asked):
    for row in asked.dialog.rows:
        assert row.offer.words in row.check.accessibleName()
        assert "Page 1" in row.check.accessibleDescription()
