"""The scroller of sheets: what shows, what is asked for, links, marks, words."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QApplication

from appealdesk.ui.pages.layout import Fit, Sheet
from appealdesk.ui.pages.overlays import HIT, LINK, Overlay
from appealdesk.ui.pages.selection import Choice, box_of
from appealdesk.ui.pages.sheets import SheetsArea
from support.pages import word

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
WORDS = (
    word("No", 0.10, 0.1, 0.20, 0.15),
    word("therapy", 0.22, 0.1, 0.50, 0.15),
    word("since", 0.10, 0.2, 0.30, 0.25, 1),
    word("July", 0.32, 0.2, 0.50, 0.25, 1),
)
TO_A = Overlay(QRectF(0.1, 0.5, 0.4, 0.1), LINK, "a", "Exhibit A, page 2")
TO_B = Overlay(QRectF(0.1, 0.7, 0.4, 0.1), LINK, "b", "Exhibit B")


def sheets(count, rotation=0):
    return [Sheet("clean", n, 612, 792, rotation, f"Page {n + 1}") for n in range(count)]


@pytest.fixture
def area(images, kit, qtbot, monkeypatch):
    """Twelve sheets at a fit of the page; nothing is really drawn."""
    monkeypatch.setattr(images, "watch", lambda token, keys: None)
    monkeypatch.setattr(images, "words", lambda *page, is_packet=False: None)
    made = SheetsArea(images, kit)
    qtbot.addWidget(made)
    made.resize(600, 700)
    made.set_zoom(Fit.PAGE)
    made.set_sheets(sheets(12))
    made.show()
    return made


def point(area, row, x, y):
    """A point of the view by fractions of a sheet."""
    rect = area.sheet_rect(row)
    return QPoint(round(rect.left() + x * rect.width()), round(rect.top() + y * rect.height()))


def middle(area, row, box):
    return area._in_view(row, box).center().toPoint()


def drag(qtbot, area, start, end):
    view = area.viewport()
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, start + QPoint(15, 0))
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QMouseEvent

    for at in (start + QPoint(15, 0), end):  # qtbot.mouseMove holds no button
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(at),
            QPointF(at),
            LEFT,
            LEFT,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(view, move)
    qtbot.mouseRelease(view, LEFT, pos=end)


def test_the_sheet_that_is_looked_at_follows_the_scrolling(area, qtbot):
    assert area.current_row == 0
    seen = []
    area.current_changed.connect(seen.append)
    bar = area.verticalScrollBar()
    for value in range(0, bar.maximum() + 40, 40):
        bar.setValue(value)
    assert seen == list(range(1, 12))


def test_going_to_a_sheet_shows_it(area):
    area.go_to(7)
    assert area.current_row == 7
    assert area.viewport().rect().contains(area.sheet_rect(7))
    area.go_to(99)
    assert area.current_row == 11


def test_keys_scroll(area, qtbot):
    qtbot.keyClick(area, Qt.Key.Key_End)
    assert area.current_row == 11
    qtbot.keyClick(area, Qt.Key.Key_Home)
    assert area.current_row == 0
    qtbot.keyClick(area, Qt.Key.Key_PageDown)
    assert area.current_row == 1
    qtbot.keyClick(area, Qt.Key.Key_Space, SHIFT)
    assert area.verticalScrollBar().value() == 0


def test_the_page_under_the_pointer_stays_there_when_zooming(area):
    area.go_to(5)
    at = point(area, 5, 0.3, 0.6)
    wheel = QWheelEvent(QPointF(at), QPointF(at), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(area.viewport(), wheel)
    assert isinstance(area.zoom, float)
    assert abs(point(area, 5, 0.3, 0.6).y() - at.y()) <= 2


def test_zoom_has_ends(area):
    for _ in range(30):
        area.zoom_step(1)
    assert area.zoom == 4.0
    for _ in range(30):
        area.zoom_step(-1)
    assert area.zoom == 0.25


def test_the_page_that_is_looked_at_stays_when_pages_move(area):
    area.go_to(6)
    seen = []
    area.current_changed.connect(seen.append)
    area.set_sheets(sheets(12)[::-1])
    assert area.current_row == 5
    assert area.sheets[5].index == 6
    assert area.viewport().rect().contains(area.sheet_rect(5))
    assert seen == [5]


def test_no_sheets_at_all(area):
    area.set_sheets(())
    assert area.current_row == -1
    area.go_to(3)
    area.grab()
    assert area.row_at(QPoint(50, 50)) == -1


def test_only_what_shows_and_its_neighbours_are_asked_for(area, images, monkeypatch, qtbot):
    asked = []
    monkeypatch.setattr(images, "watch", lambda token, keys: asked.append(keys))
    area.set_sheets(sheets(2000))
    qtbot.waitUntil(lambda: not area._sharpen.isActive())
    area.go_to(1000)
    area.grab()
    indexes = [key.index for key in asked[-1]]
    assert indexes[0] == 1000
    assert set(indexes) <= set(range(997, 1004))
    width = area.sheet_rect(1000).width()
    assert asked[-1][0].width == round(width * area.devicePixelRatioF())


def test_a_turned_sheet_asks_for_the_width_before_turning(area):
    area.set_sheets(sheets(1, rotation=90))
    key = area._key(0)
    assert key.rotation == 90
    assert key.width == area.sheet_rect(0).height()


def test_words_are_looked_for_when_the_scrolling_rests(area, images, monkeypatch, qtbot):
    asked = []
    monkeypatch.setattr(images, "words", lambda clean, index, is_packet=False: asked.append(index))
    area.set_sheets(sheets(40))
    area.grab()
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    area.grab()
    qtbot.waitUntil(lambda: 39 in asked)
    assert set(asked) <= {38, 39}


def test_a_link_is_followed_by_the_mouse(area, qtbot):
    area.set_overlays(0, [TO_A, TO_B])
    at = middle(area, 0, TO_B.rect)
    qtbot.mouseMove(area.viewport(), at)
    assert area.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor
    assert area.viewport().toolTip() == "Exhibit B"
    with qtbot.waitSignal(area.link_clicked) as followed:
        qtbot.mouseClick(area.viewport(), LEFT, pos=at)
    assert followed.args == [0, "b"]


def test_a_link_of_a_turned_page_is_where_it_is_seen(area, qtbot):
    area.set_sheets(sheets(1, rotation=90))
    area.set_overlays(0, [TO_A])
    with qtbot.waitSignal(area.link_clicked):
        qtbot.mouseClick(area.viewport(), LEFT, pos=point(area, 0, 0.45, 0.3))
    with qtbot.assertNotEmitted(area.link_clicked):
        qtbot.mouseClick(area.viewport(), LEFT, pos=point(area, 0, 0.3, 0.55))


def test_links_are_followed_by_the_keyboard(area, qtbot):
    area.setFocus()
    area.set_overlays(0, [TO_A, TO_B])
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert area.accessibleDescription() == "Exhibit A, page 2"
    plain = area.grab().toImage()
    qtbot.keyClick(area, Qt.Key.Key_Tab)
    assert area.grab().toImage() != plain
    with qtbot.waitSignal(area.link_clicked) as followed:
        qtbot.keyClick(area, Qt.Key.Key_Return)
    assert followed.args == [0, "b"]
    qtbot.keyClick(area, Qt.Key.Key_Backtab)
    with qtbot.waitSignal(area.link_clicked) as followed:
        qtbot.keyClick(area, Qt.Key.Key_Return)
    assert followed.args == [0, "a"]


def test_enter_without_a_link_and_a_double_click_beside_words_open_a_sheet(area, qtbot):
    with qtbot.waitSignal(area.activated):
        qtbot.keyClick(area, Qt.Key.Key_Return)
    with qtbot.waitSignal(area.activated) as opened:
        qtbot.mouseDClick(area.viewport(), LEFT, pos=point(area, 0, 0.5, 0.8))
    assert opened.args == [0]


def test_words_are_chosen_with_the_mouse_and_copied(area, qtbot):
    area.set_words(0, WORDS)
    drag(qtbot, area, middle(area, 0, box_of(WORDS[1])), middle(area, 0, box_of(WORDS[2])))
    assert area.selected_text() == "therapy\nsince"
    qtbot.keyClick(area, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "therapy\nsince"
    qtbot.mouseClick(area.viewport(), LEFT, pos=point(area, 0, 0.8, 0.9))
    assert area.selected_text() == ""


@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_words_of_a_turned_page_are_chosen_where_they_are_seen(area, qtbot, rotation):
    area.set_sheets(sheets(1, rotation))
    area.set_words(0, WORDS)
    qtbot.mouseDClick(area.viewport(), LEFT, pos=middle(area, 0, box_of(WORDS[3])))
    assert area.selected_text() == "July"


def test_a_double_click_chooses_a_word_and_it_shows(area, qtbot):
    area.set_words(0, WORDS)
    before = area.grab().toImage()
    qtbot.mouseDClick(area.viewport(), LEFT, pos=middle(area, 0, box_of(WORDS[1])))
    assert area.selected_text() == "therapy"
    assert area.grab().toImage() != before


def test_words_are_chosen_with_the_keyboard(area, qtbot):
    area.set_words(0, WORDS)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(area, key, SHIFT)
    assert area.selected_text() == "No therapy"
    qtbot.keyClick(area, Qt.Key.Key_Down, SHIFT)
    assert area.selected_text() == "No therapy\nsince July"
    qtbot.keyClick(area, Qt.Key.Key_Left, SHIFT)
    assert area.selected_text() == "No therapy\nsince"
    qtbot.keyClick(area, Qt.Key.Key_Escape)
    assert area.selected_text() == ""
    qtbot.keyClick(area, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert area.selected_text() == "No therapy\nsince July"


def test_chosen_words_stay_with_their_page(area):
    area.set_words(2, WORDS)
    area.choose(Choice(2, 0, 1))
    area.set_sheets(sheets(12)[::-1])
    assert area.choice == Choice(9, 0, 1)
    assert area.selected_text() == "No therapy"
    area.set_sheets(sheets(2))
    assert area.choice is None


def test_the_words_of_the_page_are_read_aloud(area):
    area.set_words(0, WORDS)
    assert area.accessibleDescription() == "Page 1\nNo therapy\nsince July"
    area.go_to(1)
    assert area.accessibleDescription() == "Page 2"


def test_marks_are_painted_on_the_page_and_a_far_one_is_scrolled_to(area):
    before = area.grab().toImage()
    area.set_overlays(0, [Overlay(QRectF(0.2, 0.3, 0.2, 0.05), HIT)])
    assert area.grab().toImage() != before
    area.set_zoom(4.0)
    box = QRectF(0.8, 0.9, 0.05, 0.02)
    area.show_box(3, box)
    assert area.viewport().rect().contains(middle(area, 3, box))
    assert area.current_row == 3


def test_a_page_that_cannot_be_drawn_says_why(area, images, monkeypatch):
    before = area.grab().toImage()
    monkeypatch.setattr(images, "why_not", lambda key: "This page cannot be shown.")
    area.viewport().update()
    assert area.grab().toImage() != before
