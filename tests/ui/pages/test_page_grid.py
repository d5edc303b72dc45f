"""The grid of a document's pages: rows, captions, choosing, dragging, zoom."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragLeaveEvent, QDragMoveEvent, QDropEvent, QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from appealdesk.case import edits
from appealdesk.ui.pages.cell_view import SIDES
from appealdesk.ui.pages.page_drag import pages_mime
from appealdesk.ui.pages.page_grid import PageGrid
from appealdesk.ui.pages.page_model import PageModel
from support.cases import small_case

ACTION, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier


@pytest.fixture
def document():
    return next(small_case([(3, "chart", 7)]).documents())


@pytest.fixture
def model(document, bench):
    made = PageModel()
    made.set_document(document, bench.packet)
    return made


@pytest.fixture
def grid(model, images, kit, qtbot, document, monkeypatch):
    monkeypatch.setattr(images, "watch", lambda token, keys: None)
    made = PageGrid(model, images, kit)
    qtbot.addWidget(made)
    made.set_document(document.id)
    made.resize(700, 500)
    made.show()
    return made


def gap_point(grid, row):
    """A point of the view just left of a page."""
    rect = grid.visualRect(grid.model().index(row))
    return QPoint(rect.left() + 2, rect.center().y())


def over(grid, point, data):
    event = QDragMoveEvent(point, ACTION, data, LEFT, NONE.NoModifier)
    event.ignore()
    grid.dragMoveEvent(event)
    return event


def drop(grid, point, data):
    event = QDropEvent(QPointF(point), ACTION, data, LEFT, NONE.NoModifier)
    grid.dropEvent(event)
    return event


def test_the_model_is_sound(model, document, bench, qtmodeltester):
    qtmodeltester.check(model)
    model.set_document(replace(document, pages=document.pages[::-1]), bench.packet)
    qtmodeltester.check(model)


def test_a_page_is_called_by_its_own_number_and_by_that_of_the_packet(bench, qtbot, model, paper):
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.include_pages(paper.id, [paper.pages[0].id], False))
    model.set_document(bench.case.document(paper.id), bench.packet)
    first = bench.packet.exhibit_of(paper.id).first_page + 1
    said = [model.data(model.index(row)) for row in range(3)]
    assert said == [
        "Page 1 – Left out",
        f"Page 2 – packet page {first}",
        f"Page 3 – packet page {first + 1}",
    ]


def test_what_is_chosen_moves_along_with_its_pages(grid, model, document, bench):
    grid.choose([1, 2])
    chosen = [page.id for page in grid.chosen]
    pages = document.pages
    model.set_document(replace(document, pages=(*pages[3:], *pages[:3])), bench.packet)
    assert [page.id for page in grid.chosen] == chosen
    assert grid.chosen_rows == [5, 6]


def test_cells_lie_where_the_caret_and_the_pictures_think(grid, model):
    for wide in (*range(300, 420, 7), 568, 700, 1003):
        grid.resize(wide, 500)
        for row in range(7):
            cell = grid._cells.rect(row)
            shown = grid.visualRect(model.index(row))
            assert cell.top() == shown.top()
            assert abs(cell.center().x() - shown.center().x()) <= 1


def test_a_drop_goes_between_pages(grid, document, qtbot):
    ids = [page.id for page in document.pages]
    data = pages_mime(document.id, ids[5], [ids[5]])
    point = gap_point(grid, 2)
    assert over(grid, point, data).isAccepted()
    assert grid._gap.before == 2
    with qtbot.waitSignal(grid.move_wanted) as asked:
        assert drop(grid, point, data).isAccepted()
    assert asked.args == [(ids[5],), ids[2]]
    assert grid._gap is None


def test_the_caret_shows_while_pages_are_dragged_and_goes_when_they_leave(grid, document):
    ids = [page.id for page in document.pages]
    point = gap_point(grid, 1)
    before = grid.grab().toImage()
    over(grid, point, pages_mime(document.id, ids[5], [ids[5]]))
    during = grid.grab().toImage()
    assert during != before
    at = grid.caret_rect(grid._gap).center() + grid.viewport().pos()
    assert during.pixelColor(at).name() == grid._kit.theme.colors.accent.lower()
    grid.dragLeaveEvent(QDragLeaveEvent())
    assert grid.grab().toImage() == before


@pytest.mark.parametrize("what", ["files", "another document", "nonsense"])
def test_what_is_no_page_of_this_paper_is_not_taken(grid, document, qtbot, what):
    data = QMimeData()
    if what == "files":
        data.setText("file:///tmp/a.pdf")
    elif what == "nonsense":
        data.setData("application/x-appealdesk-page", b"[1,")
    else:
        data = pages_mime(document.id + 1, document.pages[0].id, [document.pages[0].id])
    point = gap_point(grid, 3)
    assert not over(grid, point, data).isAccepted()
    with qtbot.assertNotEmitted(grid.move_wanted):
        drop(grid, point, data)


def test_a_drag_at_the_edge_scrolls(grid, document, qtbot):
    grid.resize(300, 400)
    ids = [page.id for page in document.pages]
    data = pages_mime(document.id, ids[0], [ids[0]])
    bar = grid.verticalScrollBar()
    over(grid, QPoint(100, grid.viewport().height() - 3), data)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    over(grid, QPoint(100, 200), data)
    assert not grid._scroll_timer.isActive()


def test_a_drag_carries_all_chosen_pages_and_the_one_with_the_focus(grid, document):
    grid.choose([2, 0, 4])
    told = bytes(grid.drag_data().data("application/x-appealdesk-page").data()).decode()
    ids = [page.id for page in document.pages]
    assert f'"page": {ids[2]}' in told
    assert f'"pages": [{ids[0]}, {ids[2]}, {ids[4]}]' in told


def test_arrows_go_on_across_the_end_of_a_line(grid, qtbot):
    grid.choose([0])
    columns = grid._cells.columns
    for _ in range(columns):
        qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.chosen_rows == [columns]
    qtbot.keyClick(grid, Qt.Key.Key_Up)
    assert grid.chosen_rows == [0]
    qtbot.keyClick(grid, Qt.Key.Key_End)
    assert grid.chosen_rows == [6]
    qtbot.keyClick(grid, Qt.Key.Key_Home, Qt.KeyboardModifier.ShiftModifier)
    assert grid.chosen_rows == list(range(7))


def test_keys_open_move_and_let_go(grid, qtbot):
    grid.choose([3])
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.keyClick(grid, Qt.Key.Key_Return)
    assert opened.args == [3]
    with qtbot.waitSignal(grid.step_wanted) as asked:
        qtbot.keyClick(grid, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert asked.args == [-1]
    qtbot.keyClick(grid, Qt.Key.Key_Escape)
    assert not grid.selectionModel().hasSelection()


def test_a_frame_drawn_from_beside_a_page_chooses_what_it_touches(grid, model, qtbot):
    view = grid.viewport()
    first, second = (grid.visualRect(model.index(row)) for row in (0, 1))
    start = QPoint(first.left() + 4, first.top() + 40)  # left of the upright page, in its cell
    assert not grid.indexAt(start).isValid()
    assert grid.indexAt(first.center()).row() == 0
    qtbot.mousePress(view, LEFT, pos=start)
    for point in (start + QPoint(30, 5), second.center()):
        move = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(point), QPointF(point), LEFT, LEFT, NONE.NoModifier
        )
        QApplication.sendEvent(view, move)
    qtbot.mouseRelease(view, LEFT, pos=second.center())
    assert grid.chosen_rows == [0, 1]
    qtbot.mouseClick(view, LEFT, pos=start)
    assert not grid.selectionModel().hasSelection()


def test_a_double_click_opens_a_page(grid, model, qtbot):
    point = grid.visualRect(model.index(1)).center()
    qtbot.mouseClick(grid.viewport(), LEFT, pos=point)
    with qtbot.waitSignal(grid.opened) as opened:
        qtbot.mouseDClick(grid.viewport(), LEFT, pos=point)
    assert opened.args == [1]


def test_zoom(grid):
    def size():
        return grid._delegate.thumb(grid._pages.sheet(0)).height()

    usual = size()
    wheel = QWheelEvent(QPointF(9, 9), QPointF(9, 9), QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton,
                        NONE.ControlModifier, Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
    QApplication.sendEvent(grid.viewport(), wheel)
    assert size() > usual
    for _ in SIDES:
        grid.zoom(-1)
    assert size() == SIDES[0]
    grid.zoom_fit()
    assert grid.verticalScrollBar().maximum() == 0
    assert size() > SIDES[0]


def test_only_what_shows_is_asked_for(images, kit, bench, qtbot, monkeypatch):
    asked = []
    monkeypatch.setattr(images, "watch", lambda token, keys: asked.append(keys))
    model = PageModel()
    grid = PageGrid(model, images, kit)
    qtbot.addWidget(grid)
    grid.resize(700, 500)
    document = next(small_case([(3, "chart", 2000)]).documents())
    model.set_document(document, bench.packet)
    grid.show()
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    grid.grab()
    indexes = {key.index for key in asked[-1]}
    assert len(indexes) < 40
    middle = grid.indexAt(grid.viewport().rect().center()).row()
    assert middle in indexes
    assert 0 not in indexes
    assert asked[-1][0].index in grid.visible_rows()


def test_pages_have_their_true_relative_size(grid, model):
    model.set_sizes([(612, 792), (792, 612), (306, 396)] + [(612, 792)] * 4)
    sizes = [grid._delegate.thumb(model.sheet(row)) for row in range(3)]
    assert sizes[0].height() == sizes[1].width() == 2 * sizes[2].height()


def test_one_huge_page_does_not_make_all_others_tiny(grid, model):
    before = grid._delegate.thumb(model.sheet(0)).height()
    model.set_sizes([(612, 792), (12240, 15840)] + [(612, 792)] * 5)
    assert grid._delegate.thumb(model.sheet(0)).height() >= before // 2
    assert grid._delegate.thumb(model.sheet(1)).height() <= SIDES[3]


def test_every_page_has_a_name_for_the_screen_reader(grid, model):
    from PySide6.QtGui import QAccessible

    face = QAccessible.queryAccessibleInterface(grid)
    assert face.text(QAccessible.Text.Name) == "Pages of this paper"
    names = [face.child(n).text(QAccessible.Text.Name) for n in range(face.childCount())]
    assert [name[:6] for name in names] == [f"Page {n}" for n in range(1, 8)]


def test_the_focus_is_seen_without_moving_anything(grid, qtbot):
    grid.clearFocus()
    before = grid.viewport().size()
    grid.setFocus()
    QApplication.sendEvent(grid, QEvent(QEvent.Type.StyleChange))
    assert grid.viewport().size() == before
