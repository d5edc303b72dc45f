"""The tray in the middle of the window: cards of waiting papers, and where they go."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton

from appealdesk.case import edits
from appealdesk.case.values import Kind, Problem, Route
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.tray_view import TrayView
from support.cases import filed
from support.papers import text_pdf

BOTH = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction


class Tray:
    def __init__(self, view, bench, qtbot):
        self.view, self.bench, self.qtbot = view, bench, qtbot

    def changed(self, change, *args):
        with self.qtbot.waitSignal(self.bench.changed):
            change(*args)

    def card(self, title):
        return next(c for c in self.view.cards if c.document.title == title)

    def titles(self):
        return [card.document.title for card in self.view.cards]

    def shown(self):
        """All words that can be read."""
        return "\n".join(
            w.text() for w in self.view.findChildren(QLabel) if w.isVisibleTo(self.view)
        )

    def click(self, button):
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def choose(self, combo, words):
        """Choose an entry as a person does; what only code sets is not told."""
        place = combo.findText(words)
        assert place >= 0, words
        combo.setCurrentIndex(place)
        combo.activated.emit(place)


@pytest.fixture
def tray(bench, images, kit, qtbot):
    view = TrayView(bench, images, kit)
    qtbot.addWidget(view)
    view.resize(700, 800)
    view.show()
    return Tray(view, bench, qtbot)


@pytest.fixture
def filled(tray):
    for title, kind in (
        ("Letter", Kind.PROVIDER_LETTER), ("Denial", Kind.DENIAL_LETTER), ("MRI", Kind.TEST_RESULT),
    ):  # fmt: skip
        tray.changed(tray.bench.apply, filed(None, title, 2, kind=kind))
    return tray


def test_an_empty_tray_says_what_it_is_for_and_how_to_fill_it(tray, kit, qtbot):
    assert "wait here; they are not sent" in tray.shown()
    assert "Everything you added has its place" in tray.shown()
    button = tray.view.findChild(QPushButton, "tray-add-files")
    with qtbot.waitSignal(kit.actions["add-files"].triggered):
        tray.click(button)
    assert not tray.view.findChild(QPushButton, "tray-file-all").isVisible()


def test_each_waiting_paper_is_a_card_that_says_what_it_is(filled):
    assert filled.titles() == ["Letter", "Denial", "MRI"]
    assert "3 papers are waiting" in filled.shown()
    assert "2 pages · from MRI.pdf" in filled.shown()
    card = filled.card("MRI")
    assert card.kind.currentText() == "Test result"
    assert card.file.accessibleName() == "File “MRI” under that section"


def test_the_usual_section_is_offered_first(filled):
    offered = {title: filled.card(title).section.currentText() for title in filled.titles()}
    assert offered == {
        "Letter": "Clinical Justification",
        "Denial": "Introduction",
        "MRI": "Supporting Documentation",
    }


def test_filing_a_paper_takes_its_card_away(filled):
    filled.changed(filled.click, filled.card("Denial").file)
    assert filled.titles() == ["Letter", "MRI"]
    assert [d.title for d in filled.bench.case.sections[0].documents] == ["Denial"]
    filled.changed(filled.bench.undo)
    assert filled.titles() == ["Letter", "Denial", "MRI"]


def test_another_kind_offers_another_section_until_one_was_chosen(filled):
    card = filled.card("MRI")
    filled.changed(filled.choose, card.kind, "Denial letter")
    assert filled.bench.case.tray[2].kind is Kind.DENIAL_LETTER
    assert card.section.currentText() == "Introduction"
    filled.choose(card.section, "Conclusion")
    filled.changed(filled.choose, card.kind, "Doctor's letter")
    assert card.section.currentText() == "Conclusion"
    filled.changed(filled.click, card.file)
    assert [d.title for d in filled.bench.case.sections[4].documents] == ["MRI"]


def test_all_are_filed_at_once_in_one_step(filled):
    menu = filled.view.findChild(QPushButton, "tray-file-all").menu()
    menu.aboutToShow.emit()
    words = [a.text() for a in menu.actions() if not a.isSeparator()]
    assert words == [
        "The section that each card names",
        *(s.title for s in filled.bench.case.sections),
    ]
    filled.changed(menu.actions()[0].trigger)
    assert [[d.title for d in s.documents] for s in filled.bench.case.sections] == [
        ["Denial"], ["Letter"], ["MRI"], [], [],
    ]  # fmt: skip
    assert filled.titles() == []
    filled.changed(filled.bench.undo)
    menu.aboutToShow.emit()
    filled.changed(next(a for a in menu.actions() if a.text() == "Conclusion").trigger)
    assert [d.title for d in filled.bench.case.sections[4].documents] == ["Letter", "Denial", "MRI"]


def test_a_paper_can_be_looked_at_or_removed(filled, notices):
    number = filled.card("MRI").document.id
    filled.click(filled.card("MRI").open)
    assert filled.bench.spot == Spot(SpotKind.DOCUMENT, number)
    filled.changed(filled.click, filled.card("MRI").remove)
    assert filled.titles() == ["Letter", "Denial"]
    filled.qtbot.waitUntil(lambda: bool(notices.told))
    assert "Removed “MRI”. Undo brings it back." in notices.sentences()


def test_a_file_that_could_not_be_read_says_why(tray):
    edit = edits.add_document(
        None, title="Scan", file_name="scan.pdf", source="a" * 64, route=Route.REFUSED,
        problem=Problem("locked", "It is locked.", "Type its password."),
    )  # fmt: skip
    tray.changed(tray.bench.apply, edit)
    tray.qtbot.waitUntil(lambda: "It is locked. Type its password." in tray.shown())
    assert "Could not be read" in tray.shown()


def test_renamed_papers_and_sections_are_shown_so(filled):
    filled.changed(filled.bench.apply, edits.rename_section(3, "Evidence"))
    filled.changed(
        filled.bench.apply, edits.rename_document(filled.card("MRI").document.id, "Scan")
    )
    assert filled.card("Scan").section.currentText() == "Evidence"
    filled.changed(filled.bench.apply, edits.remove_section(3))
    assert filled.card("Scan").section.currentText() == "Introduction"


def test_without_any_section_nothing_can_be_filed(filled):
    removals = [edits.remove_section(s.id) for s in filled.bench.case.sections]
    filled.changed(filled.bench.apply_all, "All", removals)
    assert not filled.card("MRI").file.isEnabled()


def test_cards_follow_the_order_of_the_tray(filled):
    number = filled.card("MRI").document.id
    first = filled.card("Letter").document.id
    filled.changed(filled.bench.apply, edits.move_document(number, None, first))
    assert filled.titles() == ["MRI", "Letter", "Denial"]
    tops = [filled.view._list.indexOf(card) for card in filled.view.cards]
    assert tops == [0, 1, 2]


def test_many_papers_become_cards_a_few_at_a_time(tray, qtbot):
    def many(case):
        for number in range(30):
            case = filed(None, f"P{number}", 1).change(case)
        return case

    with qtbot.waitSignal(tray.view.grown):
        tray.changed(tray.bench.apply, edits.Edit("Many", many))
        assert len(tray.view.cards) < 30
    assert tray.titles() == [f"P{number}" for number in range(30)]


def test_the_wheel_scrolls_and_does_not_change_what_a_paper_is(filled):
    combo = filled.card("MRI").kind
    before = combo.currentIndex()
    event = QWheelEvent(
        QPointF(5, 5), QPointF(combo.mapToGlobal(QPoint(5, 5))), QPoint(0, 0), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(combo, event)
    assert combo.currentIndex() == before


def test_files_dropped_on_the_tray_come_into_it(tray, tmp_path, qtbot):
    paper = text_pdf(tmp_path / "Lab.pdf", ["one"])
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(paper))])
    shift = Qt.KeyboardModifier.ShiftModifier
    enter = QDragEnterEvent(QPoint(50, 50), BOTH, mime, Qt.MouseButton.LeftButton, shift)
    QApplication.sendEvent(tray.view, enter)
    drop = QDropEvent(QPointF(50, 50), BOTH, mime, Qt.MouseButton.LeftButton, shift)
    drop.setDropAction(Qt.DropAction.MoveAction)
    with qtbot.waitSignal(tray.bench.arrived, timeout=20000):
        QApplication.sendEvent(tray.view, drop)
    assert drop.dropAction() == Qt.DropAction.CopyAction
    assert tray.titles() == ["Lab"]


def test_nothing_is_wider_than_the_pane_also_with_large_text(filled, kit):
    for scale, width in ((100, 420), (200, 620)):
        kit.theme.set(text_scale=scale)
        filled.view.resize(width, 700)
        card = filled.card("MRI")
        assert card.minimumSizeHint().width() <= width - 48, scale
    kit.theme.set(text_scale=100)


def test_the_work_begins_at_the_first_card(filled):
    filled.view.activateWindow()
    filled.view.focus_work()
    assert filled.view.focusWidget() is filled.card("Letter").kind
    assert filled.view.findChild(QMenu) is not None


def test_a_tray_that_is_not_in_sight_makes_no_cards_until_it_is_shown(filled):
    filled.view.hide()
    filled.changed(filled.bench.apply, filed(None, "Meanwhile", 1))
    assert "Meanwhile" not in filled.titles()
    filled.view.show()
    assert filled.titles() == ["Letter", "Denial", "MRI", "Meanwhile"]
