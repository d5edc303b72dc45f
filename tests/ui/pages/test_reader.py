"""The reader: page box, zoom, search, words as text."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from appealdesk.ui.pages.finding import folded
from appealdesk.ui.pages.layout import Fit, Sheet
from appealdesk.ui.pages.reader import PageReader
from support.pages import LINES, word


def words_of(line):
    return tuple(
        word(text, 0.1 + 0.1 * at, 0.1, 0.19 + 0.1 * at, 0.12)
        for at, text in enumerate(line.split())
    )


@pytest.fixture
def reader(images, kit, qtbot, monkeypatch):
    monkeypatch.setattr(images, "watch", lambda token, keys: None)
    monkeypatch.setattr(
        images, "words", lambda clean, index, is_packet=False: words_of(LINES[index])
    )
    made = PageReader(images, kit)
    qtbot.addWidget(made)
    made.resize(700, 700)
    made.set_sheets([Sheet("clean", n, 612, 792, 0, f"Page {n + 1}") for n in range(6)])
    made.set_texts([folded(line) for line in LINES])
    made.show()
    return made


def part(reader, kind, name):
    return reader.findChild(kind, name)


def marks(reader, row):
    return [overlay.kind for overlay in reader.sheets.overlays(row)]


def test_the_page_box_shows_and_goes(reader, qtbot):
    from PySide6.QtWidgets import QLineEdit

    box = part(reader, QLineEdit, "reader-page")
    reader.go_to(2)
    assert box.text() == "3"
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "5")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reader.current_row == 4
    box.selectAll()
    qtbot.keyClicks(box, "99")  # there is no such page: the second digit is not taken
    assert box.text() == "9"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert reader.current_row == 4


def test_buttons_go_on_and_back(reader, qtbot):
    from PySide6.QtWidgets import QToolButton

    part(reader, QToolButton, "page-next").click()
    part(reader, QToolButton, "page-next").click()
    part(reader, QToolButton, "page-before").click()
    assert reader.current_row == 1


def test_zoom_is_chosen_and_shown(reader):
    from PySide6.QtWidgets import QComboBox, QToolButton

    choice = part(reader, QComboBox, "reader-zoom")
    assert choice.currentText() == "Fit the width"
    choice.activated.emit(choice.findText("Fit the page"))
    assert reader.sheets.zoom == Fit.PAGE
    choice.activated.emit(choice.findText("150%"))
    assert reader.sheets.zoom == 1.5
    part(reader, QToolButton, "larger").click()
    assert choice.currentText() == "175%"


def test_search_counts_outlines_and_goes_round(reader, qtbot):
    reader.open_search()
    qtbot.keyClicks(reader.search.field, "THERAPY")
    assert reader.search.count.text() == "1 of 2"
    assert reader.current_row == 1
    assert marks(reader, 1) == ["current-hit"]
    qtbot.keyClick(reader.search.field, Qt.Key.Key_Return)
    assert reader.search.count.text() == "2 of 2"
    assert reader.current_row == 4
    assert marks(reader, 1) == ["hit"]
    assert marks(reader, 4) == ["current-hit"]
    qtbot.keyClick(reader.search.field, Qt.Key.Key_Return)
    assert reader.current_row == 1
    qtbot.keyClick(reader.search.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert reader.current_row == 4
    qtbot.keyClick(reader.search.field, Qt.Key.Key_Escape)
    assert not reader.search.isVisible()
    assert marks(reader, 4) == []


def test_search_starts_at_the_page_that_is_read(reader, qtbot):
    reader.go_to(3)
    reader.open_search()
    qtbot.keyClicks(reader.search.field, "therapy")
    assert reader.search.count.text() == "2 of 2"


def test_chosen_words_are_what_is_looked_for(reader):
    reader.sheets.choose_all()
    reader.open_search()
    assert reader.search.field.text() == LINES[0]
    assert reader.search.count.text() == "1 of 1"


@pytest.mark.parametrize(("texts", "said"), [(LINES, "Not found"), ([""] * 6, "pictures")])
def test_nothing_found_is_said(reader, qtbot, texts, said):
    reader.set_texts([folded(text) for text in texts])
    reader.open_search()
    qtbot.keyClicks(reader.search.field, "zebra")
    assert said in reader.search.count.text()


def test_words_found_elsewhere_are_shown_here(reader):
    reader.show_hits("therapy", 4)
    assert reader.search.isVisible()
    assert reader.current_row == 4
    assert marks(reader, 4) == ["current-hit"]


def test_a_page_that_is_a_picture_says_so(reader):
    assert reader.note.text() == ""
    reader.go_to(2)
    assert reader.note.text().startswith("This page is a picture")


def test_the_words_of_a_page_as_plain_text(reader, qtbot):
    from PySide6.QtWidgets import QToolButton

    assert not reader.text.isVisible()
    part(reader, QToolButton, "as-text").click()
    assert reader.text.isVisible()
    assert reader.text.toPlainText() == LINES[0]
    reader.go_to(5)
    assert reader.text.toPlainText() == LINES[5]


def test_escape_closes_the_search_first_and_then_leaves(reader, qtbot):
    reader.open_search()
    with qtbot.assertNotEmitted(reader.left):
        qtbot.keyClick(reader.search.field, Qt.Key.Key_Escape)
    with qtbot.waitSignal(reader.left):
        qtbot.keyClick(reader.sheets, Qt.Key.Key_Escape)


def test_the_keys_of_a_search_work_on_the_pages_too(reader, qtbot):
    qtbot.keyClick(reader.sheets, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert reader.search.isVisible()
    qtbot.keyClicks(reader.search.field, "therapy")
    qtbot.keyClick(reader.sheets, Qt.Key.Key_F3)
    assert reader.search.count.text() == "2 of 2"
    qtbot.keyClick(reader.sheets, Qt.Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert reader.search.count.text() == "1 of 2"


def test_the_key_of_find_is_this_papers_first_and_the_windows_second(reader):
    def is_taken(part):
        press = QKeyEvent(
            QEvent.Type.ShortcutOverride, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier
        )
        press.ignore()
        QApplication.sendEvent(part, press)
        return press.isAccepted()

    reader.sheets.setFocus()
    assert is_taken(reader.sheets)
    reader.open_search()
    assert not is_taken(reader.search.field)
