"""Choosing the page that shows something."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QPushButton, QWidget
from shiboken6 import isValid

from appealdesk.case import edits
from appealdesk.case.values import Citation
from appealdesk.ui.pages.sheets import SheetsArea
from appealdesk.ui.reasons.evidence_picker import EvidencePicker
from appealdesk.ui.reasons.exhibit_rows import ROW, RowKind

CHART, SCAN = "c" * 64, "5" * 64


class Hands:
    """A picker with the hands of a user."""

    def __init__(self, qtbot, picker):
        self.qtbot = qtbot
        self.picker = picker
        self.picked = []
        picker.picked.connect(self.picked.append)
        self.find = picker.findChild(QLineEdit, "find-page")
        self.list = picker.findChild(QListView, "exhibits")
        self.pages = picker.findChild(SheetsArea)
        self.use = picker.findChild(QPushButton, "use-page")
        self.whole = picker.findChild(QPushButton, "use-whole-exhibit")

    @property
    def rows(self):
        model = self.list.model()
        return [model.index(n, 0).data(ROW) for n in range(model.rowCount())]

    @property
    def said(self):
        return [row.spoken for row in self.rows if row.kind is not RowKind.HEADING]

    def status(self):
        return self.picker.findChild(QLabel, "picker-status").text()

    def type(self, words):
        self.qtbot.keyClicks(self.find, words)

    def choose(self, title):
        row = next(n for n, row in enumerate(self.rows) if row.text == title)
        self.list.setCurrentIndex(self.list.model().index(row, 0))
        clean = {"Office chart": CHART, "Poor scan": SCAN}[title]
        self.qtbot.waitUntil(
            lambda: bool(self.pages.sheets) and self.pages.sheets[0].key_source == clean
        )


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def hands(qtbot, bench, images, kit, appeal, window):
    picker = EvidencePicker(bench, images, kit, window)
    picker.open()
    picker.activateWindow()
    yield Hands(qtbot, picker)
    if isValid(picker):
        picker.reject()


def test_papers_stand_under_their_sections_those_of_the_tray_last(hands):
    assert [row.text for row in hands.rows] == [
        "Introduction",
        "Denial letter",
        "Supporting Documentation",
        "Office chart",
        "To file (not in the packet yet)",
        "Poor scan",
    ]
    assert hands.said == [
        "Exhibit A. Denial letter. 2 pages",
        "Exhibit B. Office chart. 3 pages",
        "Poor scan. File it under a section first",
    ]


def test_words_down_enter(qtbot, hands, page):
    hands.type("weakness")
    qtbot.waitUntil(lambda: len(hands.rows) == 2)
    assert hands.said[0].startswith("Exhibit B, p. 2.")
    assert "Weakness of the left foot" in hands.said[0]
    qtbot.keyClick(hands.find, Qt.Key.Key_Down)
    qtbot.waitUntil(hands.list.hasFocus)
    qtbot.waitUntil(hands.use.isEnabled)
    assert hands.status() == "The packet will say: Exhibit B, p. 2"
    qtbot.keyClick(hands.list, Qt.Key.Key_Return)
    assert hands.picked == [page(2)]
    assert not hands.picker.isVisible()


def test_a_paper_is_found_by_its_name_or_letter_and_page_down_turns_its_pages(qtbot, hands, page):
    hands.type("exhibit b")
    qtbot.waitUntil(lambda: len(hands.pages.sheets) == 3)
    qtbot.waitUntil(hands.use.isEnabled)
    qtbot.keyClick(hands.find, Qt.Key.Key_PageDown)
    qtbot.keyClick(hands.find, Qt.Key.Key_PageDown)
    qtbot.keyClick(hands.find, Qt.Key.Key_PageUp)
    assert hands.status() == "The packet will say: Exhibit B, p. 2"
    qtbot.keyClick(hands.find, Qt.Key.Key_Return)
    assert hands.picked == [page(2)]


def test_the_whole_exhibit(qtbot, hands, chart):
    hands.choose("Office chart")
    qtbot.mouseClick(hands.whole, Qt.MouseButton.LeftButton)
    assert hands.picked == [Citation(chart.id)]


def test_a_double_click_on_a_page_uses_it(qtbot, hands, page):
    hands.choose("Office chart")
    qtbot.waitUntil(lambda: len(hands.pages.sheets) == 3)
    point = QPointF(hands.pages.sheet_rect(0).center())
    event = QMouseEvent(
        QMouseEvent.Type.MouseButtonDblClick,
        QPointF(point.x(), 40),
        QPointF(hands.pages.viewport().mapToGlobal(point)),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(hands.pages.viewport(), event)
    assert hands.picked == [page(1)]


def test_what_lies_in_the_tray_cannot_be_used_and_it_is_said_why(qtbot, hands):
    hands.choose("Poor scan")
    qtbot.waitUntil(lambda: "lies in the tray" in hands.status())
    assert "File it under a section" in hands.status()
    assert not hands.use.isEnabled()
    assert not hands.whole.isEnabled()
    qtbot.keyClick(hands.find, Qt.Key.Key_Return)
    assert hands.picked == []


def test_a_page_that_is_left_out_is_dimmed_and_cannot_be_used(
    qtbot, heard, bench, hands, chart, page
):
    heard(lambda: bench.apply(edits.include_pages(chart.id, [page(2).page], is_included=False)))
    hands.choose("Office chart")
    qtbot.waitUntil(lambda: len(hands.pages.sheets) == 3)
    assert [bool(sheet.note) for sheet in hands.pages.sheets] == [False, True, False]
    assert hands.pages.sheets[2].caption == "Exhibit B, p. 2"
    qtbot.keyClick(hands.find, Qt.Key.Key_PageDown)
    assert "Page 2 of “Office chart” is left out." in hands.status()
    assert not hands.use.isEnabled()
    assert hands.whole.isEnabled()
    hands.type("weakness")
    qtbot.waitUntil(lambda: len(hands.rows) == 2)
    assert hands.said[0].startswith("Not in the packet.")


def test_found_words_without_a_hit_give_a_sentence_that_helps(qtbot, hands):
    hands.type("zebra")
    labels = hands.picker.findChildren(QLabel)
    qtbot.waitUntil(lambda: any("Try fewer or other words" in w.text() for w in labels))
    assert not hands.use.isEnabled()
    qtbot.keyClick(hands.find, Qt.Key.Key_Return)
    assert hands.picked == []


def test_letters_typed_in_the_list_go_on_with_the_search(qtbot, hands):
    hands.list.setFocus()
    qtbot.keyClicks(hands.list, "o")
    qtbot.waitUntil(hands.find.hasFocus)
    assert hands.find.text() == "o"
    qtbot.keyClick(hands.find, Qt.Key.Key_Down)
    qtbot.keyClick(hands.list, Qt.Key.Key_Up)
    qtbot.waitUntil(hands.find.hasFocus)


def test_esc_chooses_nothing(qtbot, hands):
    qtbot.keyClick(hands.find, Qt.Key.Key_Escape)
    assert not hands.picker.isVisible()
    assert hands.picked == []


def test_the_paper_that_was_looked_at_last_is_shown_again(qtbot, bench, images, kit, hands, window):
    hands.choose("Office chart")
    hands.picker.reject()
    again = EvidencePicker(bench, images, kit, window)
    qtbot.addWidget(again)
    index = again.findChild(QListView, "exhibits").currentIndex()
    assert index.data(ROW).text == "Office chart"


def test_an_appeal_without_papers_says_what_to_do(qtbot, bench, images, kit):
    picker = EvidencePicker(bench, images, kit)
    qtbot.addWidget(picker)
    picker.show()
    said = " ".join(w.text() for w in picker.findChildren(QLabel) if w.isVisible())
    assert "Add files first" in said


def test_headings_cannot_be_chosen_and_the_model_is_sound(qtmodeltester, hands):
    model = hands.list.model()
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    qtmodeltester.check(model)


def test_the_page_that_is_looked_at_stays_when_the_case_changes(qtbot, heard, bench, hands):
    hands.choose("Office chart")
    qtbot.waitUntil(hands.use.isEnabled)
    qtbot.keyClick(hands.find, Qt.Key.Key_PageDown)
    heard(lambda: bench.apply(edits.add_reason("One more")))
    assert hands.status() == "The packet will say: Exhibit B, p. 2"


def test_everything_that_takes_the_focus_has_a_name(hands, unnamed):
    assert unnamed(hands.picker) == []
