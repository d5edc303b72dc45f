"""Cells of a table are checked for spelling and for blanks."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QContextMenuEvent, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication, QMenu

from appealdesk.desk.spelling import Speller
from appealdesk.ui.reasons.table_cells import DateCell, WordsCell
from appealdesk.ui.text.spelling import Spelling


@pytest.fixture(scope="module")
def speller():
    return Speller()


@pytest.fixture
def cell(qtbot, kit, speller):
    """A cell that shows, with a speller that has come."""
    Spelling(kit, speller)
    made = WordsCell(kit, ())
    qtbot.addWidget(made)
    made.show()
    return made


def underlined(cell) -> list[str]:
    """The words with the wavy line."""
    line = QTextCharFormat.UnderlineStyle.SpellCheckUnderline
    block = cell.document().firstBlock()
    text = block.text()
    return [
        text[f.start : f.start + f.length]
        for f in block.layout().formats()
        if f.format.underlineStyle() == line
    ]


def under(cell, word: str) -> QTextCursor:
    cursor = QTextCursor(cell.document())
    cursor.setPosition(cell.toPlainText().index(word) + 1)
    return cursor


def test_a_wrong_word_is_marked_and_that_is_no_edit(cell) -> None:
    given = []
    cell.committed.connect(given.append)
    cell.set_value("Phisical therapy")
    assert "".join(underlined(cell)) == "Phisical"
    assert not cell.is_dirty
    cell.flush()
    assert given == []


def test_the_word_that_is_being_typed_is_left_alone_until_one_leaves(qtbot, cell) -> None:
    cell.setFocus()
    qtbot.waitUntil(cell.hasFocus)
    qtbot.keyClicks(cell, "no releif")
    assert underlined(cell) == []
    cell.clearFocus()
    assert "".join(underlined(cell)) == "releif"


def test_the_menu_mends_a_word(cell) -> None:
    cell.set_value("no releif")
    menu = cell.spelling.menu(under(cell, "releif"))
    words = [action.text() for action in menu.actions()]
    assert "relief" in words
    next(a for a in menu.actions() if a.text() == "relief").trigger()
    assert cell.value == "no relief"
    assert underlined(cell) == []
    menu.close()


def test_the_menu_learns_a_word_for_all_cells(cell) -> None:
    cell.set_value("Zorblatt clinic")
    assert "".join(underlined(cell)) == "Zorblatt"
    menu = cell.spelling.menu(under(cell, "Zorblatt"))
    next(a for a in menu.actions() if "Zorblatt" in a.text()).trigger()
    assert underlined(cell) == []
    menu.close()


@pytest.mark.qt_log_ignore("^This plugin does not support", extend=True)
@pytest.mark.parametrize("is_key", [False, True])
def test_the_menu_hangs_open_with_the_usual_entries(cell, is_key: bool) -> None:
    cell.set_value("fine words")
    place, reason = QPoint(4, 4), QContextMenuEvent.Reason
    event = QContextMenuEvent(
        reason.Keyboard if is_key else reason.Mouse, place, cell.mapToGlobal(place)
    )
    QApplication.sendEvent(cell if is_key else cell.viewport(), event)
    (menu,) = cell.findChildren(QMenu)
    assert menu.isVisible()
    assert any("Select All" in a.text() for a in menu.actions())
    menu.close()


def test_a_blank_is_marked(cell) -> None:
    cell.set_value("since ____")
    formats = cell.document().firstBlock().layout().formats()
    assert any(
        f.start == len("since ") and f.format.hasProperty(QTextCharFormat.Property.BackgroundBrush)
        for f in formats
    )


def test_switched_off_nothing_is_marked(kit, cell) -> None:
    cell.set_value("no releif")
    Spelling.of(kit).set_on(False)
    assert underlined(cell) == []


def test_a_day_is_no_word(qtbot, kit, speller) -> None:
    Spelling(kit, speller)
    made = DateCell(kit, ())
    qtbot.addWidget(made)
    made.show()
    made.set_value("Febuary")
    assert underlined(made) == []
