"""Evidence of a reason as cards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from appealdesk.case import edits
from appealdesk.case.text import cite_token
from appealdesk.case.values import Citation
from appealdesk.ui.reasons.evidence_picker import EvidencePicker


@pytest.fixture
def cards(view, part):
    return lambda: part("evidence-list").cards


@pytest.fixture
def cited(heard, bench, view, page):
    """Three pages of the chart are evidence."""
    number = bench.case.reasons[0].id
    steps = [edits.cite(number, page(n)) for n in (1, 2, 3)]
    heard(lambda: bench.apply_all("cite", steps))
    return number


def evidence(bench):
    return bench.case.reasons[0].evidence


def test_a_card_tells_exhibit_page_title_and_what_stands_there(qtbot, cards, cited):
    qtbot.waitUntil(lambda: "Weakness" in cards()[1].accessibleName())
    assert cards()[1].accessibleName() == "Exhibit B, p. 2. Office chart. Weakness of the left foot"


def test_a_whole_exhibit_tells_how_many_pages_it_has(heard, bench, cards, chart):
    heard(lambda: bench.apply(edits.cite(bench.case.reasons[0].id, Citation(chart.id))))
    assert cards()[0].accessibleName() == "Exhibit B. Office chart. The whole exhibit, 3 pages"


def test_numbers_follow_when_a_page_before_is_left_out(heard, bench, cards, cited, chart, page):
    heard(lambda: bench.apply(edits.include_pages(chart.id, [page(1).page], is_included=False)))
    said = [card.accessibleName() for card in cards()]
    assert said[0].startswith("Not in the packet. Office chart. Page 1 of “Office chart” is left")
    assert said[1].startswith("Exhibit B, p. 1.")


def test_evidence_of_a_removed_paper_says_so(heard, bench, cards, cited, chart):
    heard(lambda: bench.apply(edits.remove_document(chart.id)))
    assert cards()[0].accessibleName() == "Not in the packet. The document was removed"


def test_arrows_go_from_card_to_card_and_enter_opens(qtbot, view, cards, cited, page):
    cards()[0].setFocus()
    qtbot.keyClick(cards()[0], Qt.Key.Key_Down)
    qtbot.waitUntil(cards()[1].hasFocus)
    with qtbot.waitSignal(view.cite_opened) as opened:
        qtbot.keyClick(cards()[1], Qt.Key.Key_Return)
    assert opened.args == [page(2)]
    qtbot.keyClick(cards()[1], Qt.Key.Key_End)
    assert cards()[2].hasFocus()


def test_tab_stops_at_one_card_only(cards, cited):
    cards()[1].setFocus()
    stops = [bool(card.focusPolicy() & Qt.FocusPolicy.TabFocus) for card in cards()]
    assert stops == [False, True, False]


def test_a_click_opens_the_page(qtbot, view, cards, cited, page):
    with qtbot.waitSignal(view.cite_opened) as opened:
        qtbot.mouseClick(cards()[2], Qt.MouseButton.LeftButton)
    assert opened.args == [page(3)]


def test_delete_removes_and_the_next_card_has_the_focus(qtbot, heard, bench, cards, cited, page):
    cards()[1].setFocus()
    heard(lambda: qtbot.keyClick(cards()[1], Qt.Key.Key_Delete))
    assert evidence(bench) == (page(1), page(3))
    assert cards()[1].hasFocus()
    assert cards()[1].entry.citation == page(3)
    heard(bench.undo)
    assert evidence(bench) == (page(1), page(2), page(3))
    assert len(cards()) == 3


def test_alt_and_arrows_change_the_order_and_keep_the_focus(
    qtbot, heard, bench, view, cards, cited, page
):
    cards()[0].setFocus()
    assert view.can("move-down")
    assert not view.can("move-up")
    heard(lambda: qtbot.keyClick(cards()[0], Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier))
    assert evidence(bench) == (page(2), page(1), page(3))
    assert cards()[1].hasFocus()
    heard(lambda: view.do("move-up"))
    assert evidence(bench) == (page(1), page(2), page(3))


def test_the_window_removes_the_chosen_evidence_too(heard, bench, view, cards, cited, page):
    assert not view.can("remove")
    cards()[2].setFocus()
    assert view.can("remove")
    heard(lambda: view.do("remove"))
    assert evidence(bench) == (page(1), page(2))


def test_put_it_into_the_response_writes_a_chip(qtbot, heard, bench, cards, cited, page):
    put = cards()[1].findChild(QPushButton, "put-evidence")
    qtbot.mouseClick(put, Qt.MouseButton.LeftButton)
    heard(bench.flush)
    assert cite_token(page(2)) in bench.case.reasons[0].response


def test_another_page_is_chosen_for_broken_evidence(
    qtbot, heard, bench, view, cards, cited, chart, page
):
    heard(lambda: bench.apply(edits.include_pages(chart.id, [page(1).page], is_included=False)))
    card = cards()[0]
    assert not card.findChild(QPushButton, "put-evidence").isVisible()
    qtbot.mouseClick(card.findChild(QPushButton, "choose-another"), Qt.MouseButton.LeftButton)
    picker = view.window().findChild(EvidencePicker)
    heard(lambda: picker.picked.emit(Citation(chart.id)))
    picker.reject()
    assert evidence(bench) == (Citation(chart.id), page(2), page(3))
