"""Dragging: where a drag aims, what a drop does, and what is answered to its source."""

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl

from appealdesk.case import edits
from appealdesk.ui.drops import Own, own_mime, read_own
from appealdesk.ui.packet_tree.moves import Place
from appealdesk.ui.spot import TRAY
from support.papers import text_pdf

START = "Tray1 Tray2|Denial||Chart Notes Test||"
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def files(*paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def dragged(driver, *titles):
    driver.show(*titles)
    return driver.tree.drag_mime()


def move(driver, titles, y, *, keys=Qt.KeyboardModifier.NoModifier):
    """Drag rows to a height and drop them there."""
    mime = dragged(driver, *titles)
    driver.changed(lambda: driver.drop(mime, y, own=True, keys=keys))


# ---- papers inside


def test_a_paper_is_dropped_between_others_never_onto_one(driver):
    move(driver, ["Test"], driver.y("Chart", 0.3))
    assert driver.order() == "Tray1 Tray2|Denial||Test Chart Notes||"
    move(driver, ["Test"], driver.y("Chart", 0.7))
    assert driver.order() == "Tray1 Tray2|Denial||Chart Test Notes||"


def test_there_is_no_height_that_aims_nowhere(driver):
    mime = dragged(driver, "Notes")
    bottom = driver.y("Conclusion", 1) + 60
    for y in range(0, bottom, 7):
        driver.over(mime, y, own=True)
        assert driver.tree.aim is not None, y


def test_several_papers_keep_their_order_across_sections_and_tray(driver):
    move(driver, ["Test", "Tray2", "Chart"], driver.y("Denial", 0.2))
    assert driver.order() == "Tray1|Tray2 Chart Test Denial||Notes||"
    assert driver.selected() == ["Tray2", "Chart", "Test"]
    driver.changed(driver.bench.undo)
    assert driver.order() == START


def test_on_a_section_it_goes_to_its_end_and_on_the_tray_it_is_put_back(driver):
    move(driver, ["Tray1"], driver.y("Supporting Documentation"))
    assert driver.order() == "Tray2|Denial||Chart Notes Test Tray1||"
    move(driver, ["Notes"], driver.y("To file"))
    assert driver.order() == "Tray2 Notes|Denial||Chart Test Tray1||"


def test_over_the_reasons_it_goes_behind_them(driver):
    direct = next(s.id for s in driver.bench.case.sections if s.key == "direct-response")
    move(driver, ["Notes"], driver.y("First reason"))
    move(driver, ["Test"], driver.y("Second reason"))
    assert [d.title for d in driver.bench.case.section(direct).documents] == ["Test", "Notes"]


def test_below_everything_it_goes_to_the_end(driver):
    move(driver, ["Notes"], driver.y("Conclusion", 1) + 40)
    assert driver.order() == "Tray1 Tray2|Denial||Chart Test||Notes"


def test_a_drop_where_it_was_makes_no_edit(driver, qtbot):
    mime = dragged(driver, "Chart", "Notes")
    with qtbot.assertNotEmitted(driver.bench.changed, wait=50):
        driver.drop(mime, driver.y("Chart"), own=True)
        driver.drop(mime, driver.y("Test", 0.2), own=True)
    assert driver.order() == START


def test_with_ctrl_a_paper_is_copied(driver):
    move(driver, ["Chart"], driver.y("Denial", 0.8), keys=CTRL)
    assert driver.order() == "Tray1 Tray2|Denial Chart||Chart Notes Test||"


def test_our_rows_are_answered_with_move_and_never_taken_out(driver):
    mime = dragged(driver, "Chart")
    event = driver.drop(mime, driver.y("Chart"), own=True)
    assert event.dropAction() == Qt.DropAction.MoveAction
    assert not driver.pane.model.removeRows(0, 1)
    assert driver.order() == START


def test_papers_of_another_window_are_not_taken(driver, qtbot):
    other = own_mime(Own("/elsewhere/other.appeal", "document", (driver.spot("Chart").id,)))
    own = dragged(driver, "Chart")
    with qtbot.assertNotEmitted(driver.bench.changed, wait=50):
        assert not driver.drop(other, driver.y("Denial"), own=True).isAccepted()
        assert not driver.drop(own, driver.y("Denial"), own=False).isAccepted()
    assert driver.tree.aim is None


def test_what_is_dragged_is_of_the_kind_of_the_pressed_row(driver):
    own = read_own(dragged(driver, "First reason", "Notes", "Chart"))
    assert (own.kind, [driver.bench.case.document(n).title for n in own.ids]) == (
        "document", ["Chart", "Notes"],
    )  # fmt: skip
    assert dragged(driver, "To file") is None
    assert dragged(driver, "The whole packet") is None


# ---- sections and reasons


def test_sections_go_between_sections(driver):
    move(driver, ["Conclusion"], driver.y("Introduction", 0.1))
    assert driver.bench.case.sections[0].title == "Conclusion"
    move(driver, ["Conclusion"], driver.y("Test", 0.9))
    assert [s.title for s in driver.bench.case.sections][2:4] == [
        "Supporting Documentation", "Conclusion",
    ]  # fmt: skip


def test_reasons_go_among_reasons_wherever_they_are_dropped(driver):
    move(driver, ["Second reason"], driver.y("First reason", 0.2))
    assert [r.title for r in driver.bench.case.reasons] == ["Second reason", "First reason"]
    move(driver, ["Second reason"], driver.y("Conclusion"))
    assert [r.title for r in driver.bench.case.reasons] == ["First reason", "Second reason"]
    assert driver.order() == START


# ---- the way there


def test_the_caret_is_drawn_between_and_goes_when_the_drag_leaves(driver):
    mime = dragged(driver, "Notes")
    driver.over(mime, driver.y("Denial", 0.2), own=True)
    assert driver.tree.aim.place == Place(1, driver.spot("Denial").id)
    assert driver.tree.aim.caret == driver.y("Denial", 0)
    shown = driver.tree.viewport().grab().toImage()
    driver.leave()
    assert driver.tree.aim is None
    assert driver.tree.viewport().grab().toImage() != shown


def test_waiting_over_a_closed_section_opens_it(driver, qtbot):
    section = driver.pane.model.index_of(driver.spot("Supporting Documentation"))
    mime = dragged(driver, "Denial")
    driver.tree.collapse(section)
    driver.over(mime, driver.y("Supporting Documentation"), own=True)
    qtbot.waitUntil(lambda: driver.tree.isExpanded(section))


def test_near_an_edge_the_list_scrolls(driver, qtbot):
    driver.pane.resize(320, 320)
    bar = driver.tree.verticalScrollBar()
    mime = dragged(driver, "Tray1")
    driver.over(mime, driver.tree.viewport().height() - 3, own=True)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    driver.over(mime, 2, own=True)
    qtbot.waitUntil(lambda: bar.value() == 0)
    driver.leave()
    assert not driver.tree._scroll_timer.isActive()


def test_a_case_that_is_read_only_is_not_dragged_about(driver, tmp_path):
    mime = dragged(driver, "Chart")
    driver.tree.is_locked = True
    assert driver.tree.drag_mime() is None
    assert not driver.drop(mime, driver.y("Denial"), own=True).isAccepted()
    assert not driver.drop(files(tmp_path / "a.pdf"), driver.y("Denial")).isAccepted()


# ---- from outside


def test_files_are_always_answered_with_copy(driver, tmp_path):
    driver.pane.bringing.bring = lambda *_: None
    event = driver.drop(files(tmp_path / "a.pdf"), driver.y("Denial"), keys=SHIFT)
    assert event.isAccepted()
    assert event.dropAction() == Qt.DropAction.CopyAction


def test_files_aim_at_the_caret_a_section_the_tray_or_anywhere(driver, tmp_path):
    places = []
    driver.pane.bringing.bring = lambda _drop, section, before: places.append((section, before))
    mime = files(tmp_path / "a.pdf")
    for y in (
        driver.y("Notes", 0.2),
        driver.y("Notes", 0.8),
        driver.y("Introduction"),
        driver.y("To file"),
        driver.y("The whole packet"),
        driver.y("Conclusion", 1) + 40,
    ):
        driver.drop(mime, y)
    assert places == [
        (3, driver.spot("Notes").id),
        (3, driver.spot("Test").id),
        (1, None),
        (None, None),
        (None, None),
        (None, None),
    ]


def test_a_file_from_outside_comes_in_at_the_caret(driver, tmp_path, qtbot):
    paper = text_pdf(tmp_path / "Lab.pdf", ["one", "two"])
    with qtbot.waitSignal(driver.bench.arrived, timeout=20000):
        driver.drop(files(paper), driver.y("Notes", 0.2))
    assert driver.order() == "Tray1 Tray2|Denial||Chart Lab Notes Test||"
    assert paper.exists()


def test_a_file_that_was_removed_meanwhile_from_its_section_still_comes_in(driver, tmp_path, qtbot):
    paper = text_pdf(tmp_path / "Lab.pdf", ["one"])
    driver.bench.apply(edits.remove_section(3))
    with qtbot.waitSignal(driver.bench.arrived, timeout=20000):
        driver.drop(files(paper), driver.y("Notes", 0.2))
    assert "Lab" in driver.order()


def test_what_cannot_be_taken_is_told(driver, notices):
    mime = QMimeData()
    mime.setUrls([QUrl("https://portal.example/x.pdf")])
    driver.drop(mime, driver.y("Denial"))
    assert "Download it first" in notices.sentences()


def test_words_are_not_taken_by_the_tree(driver):
    mime = QMimeData()
    mime.setText("words")
    assert not driver.drop(mime, driver.y("Denial")).isAccepted()


def test_over_the_tray_row_the_row_is_framed(driver, tmp_path):
    driver.over(files(tmp_path / "a.pdf"), driver.y("To file"))
    assert (driver.tree.aim.frame, driver.tree.aim.caret) == (TRAY, None)


@pytest.mark.parametrize("count", [40])
def test_many_papers_come_in_row_by_row_without_starting_anew(driver, count):
    """Each import is one inserted row; nothing is counted twice."""
    told = []
    driver.pane.model.rowsInserted.connect(lambda *a: told.append(a))
    driver.pane.model.modelReset.connect(lambda: pytest.fail("started anew"))
    from support.cases import filed

    for number in range(count):
        driver.changed(driver.bench.apply, filed(None, f"P{number}", 1))
    assert len(told) == count
    assert driver.pane.model.rowCount(driver.pane.model.index_of(TRAY)) == count + 2
