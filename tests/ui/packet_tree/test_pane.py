"""The left pane: chosen rows, actions, clipboard, menus."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QContextMenuEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from appealdesk.case import edits
from appealdesk.case.values import Kind
from appealdesk.ui.drops import Own, own_mime
from appealdesk.ui.packet_tree.delegate import fitted_lines
from appealdesk.ui.packet_tree.pane import PacketPane
from appealdesk.ui.spot import PACKET, TRACKER, TRAY, SpotKind
from support.cases import filed
from support.papers import text_pdf

pops_up = pytest.mark.qt_log_ignore("^This plugin does not support (grabbing|raise)", extend=True)
START = "Tray1 Tray2|Denial||Chart Notes Test||"


@pytest.fixture(autouse=True)
def clipboard(qapp):
    board = QGuiApplication.clipboard()
    board.clear()
    yield board
    board.clear()


# ---- what is chosen


def test_a_chosen_row_is_shown_and_what_is_shown_is_chosen(driver):
    driver.tree.setCurrentIndex(driver.pane.model.index_of(driver.spot("Notes")))
    assert driver.bench.spot == driver.spot("Notes")
    driver.bench.show(driver.spot("Second reason"))
    assert driver.tree.currentIndex().data() == "Second reason"
    assert driver.selected() == ["Second reason"]
    driver.bench.show(TRAY)
    assert driver.selected() == ["To file"]


def test_several_papers_may_be_chosen_and_the_last_one_is_shown(driver, qtbot):
    driver.show("Chart")
    rect = driver.tree.rect_of(driver.spot("Test"))
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.mouseClick(driver.tree.viewport(), Qt.MouseButton.LeftButton, ctrl, rect.center())
    assert driver.selected() == ["Chart", "Test"]
    assert driver.bench.spot == driver.spot("Test")


def test_what_is_shown_in_a_closed_section_opens_it(driver):
    section = driver.pane.model.index_of(driver.spot("Supporting Documentation"))
    driver.tree.collapse(section)
    driver.bench.show(driver.spot("Notes"))
    assert driver.tree.isExpanded(section)


def test_typing_a_name_finds_its_row(driver, qtbot):
    driver.show("The whole packet")
    driver.tree.setFocus()
    qtbot.keyClicks(driver.tree, "not")
    assert driver.bench.spot == driver.spot("Notes")


def test_choice_opened_sections_and_what_is_in_sight_survive_changes(driver):
    driver.pane.resize(320, 300)
    driver.show("Chart", "Test", "Notes")
    closed = driver.pane.model.index_of(driver.spot("Introduction"))
    driver.tree.collapse(closed)
    driver.tree.verticalScrollBar().setValue(150)
    top = driver.y("Notes", 0)
    for edit in (
        filed(None, "New", 1, before=driver.bench.case.tray[0].id),
        edits.move_document(driver.spot("Test").id, 3, driver.spot("Chart").id),
        filed(1, "Newer", 1),
    ):
        driver.changed(driver.bench.apply, edit)
    assert driver.selected() == ["Test", "Chart", "Notes"]
    assert driver.bench.spot == driver.spot("Notes")
    assert not driver.tree.isExpanded(driver.pane.model.index_of(driver.spot("Introduction")))
    assert abs(driver.y("Notes", 0) - top) <= driver.tree.look.paper_height  # Test passed over it


def test_papers_that_come_in_above_do_not_push_the_list(driver):
    driver.pane.resize(320, 300)
    driver.tree.verticalScrollBar().setValue(200)
    top = driver.y("Notes", 0)
    driver.changed(driver.bench.apply, filed(None, "New", 1))
    assert driver.y("Notes", 0) == top


def test_new_sections_are_open(driver):
    driver.changed(driver.bench.apply, edits.add_section("Mine"))
    section = driver.spot("Mine")
    driver.changed(driver.bench.apply, filed(section.id, "Inside", 1))
    assert not driver.tree.rect_of(driver.spot("Inside")).isEmpty()


def test_help_is_there_while_there_are_no_papers(bench, images, kit, qtbot):
    pane = PacketPane(bench, images, kit)
    qtbot.addWidget(pane)
    pane.show()
    hint = pane.findChild(object, "packet-hint")
    assert hint.isVisible()
    with qtbot.waitSignal(bench.changed):
        bench.apply(filed(None, "A", 1))
    assert not hint.isVisible()


# ---- renaming


@pytest.mark.parametrize("title", ["Chart", "Introduction", "First reason"])
def test_a_title_is_changed_in_place(driver, qtbot, title):
    driver.show(title)
    driver.pane.do("rename")
    editor = driver.tree.findChild(QLineEdit, "rename-editor")
    assert editor.text() == editor.selectedText() == title
    editor.setText("Another")
    driver.changed(qtbot.keyClick, editor, Qt.Key.Key_Return)
    assert driver.tree.currentIndex().data() == "Another"


def test_escape_leaves_the_title_as_it_was(driver, qtbot):
    driver.show("Chart")
    driver.pane.do("rename")
    editor = driver.tree.findChild(QLineEdit, "rename-editor")
    editor.setText("Another")
    with qtbot.assertNotEmitted(driver.bench.changed):
        qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert driver.tree.currentIndex().data() == "Chart"


def test_a_title_that_is_being_typed_is_kept_when_the_case_is_closed(driver):
    driver.show("Chart")
    driver.pane.do("rename")
    driver.tree.findChild(QLineEdit, "rename-editor").setText("Half typed")
    driver.changed(driver.bench.flush)
    assert driver.tree.currentIndex().data() == "Half typed"


def test_a_title_of_nothing_is_told(driver, notices, qtbot):
    driver.show("Chart")
    driver.pane.do("rename")
    editor = driver.tree.findChild(QLineEdit, "rename-editor")
    editor.setText("  ")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(notices.errors))
    assert "needs a title" in notices.sentences()


# ---- moving with the keyboard


def test_papers_move_up_and_down_and_stay_chosen(driver):
    driver.show("Notes")
    driver.do("move-up")
    assert driver.order() == "Tray1 Tray2|Denial||Notes Chart Test||"
    assert driver.bench.spot == driver.spot("Notes")
    driver.do("move-up")
    assert driver.order() == "Tray1 Tray2|Denial|Notes|Chart Test||"
    driver.show("Chart", "Test")
    driver.do("move-down")
    assert driver.order() == "Tray1 Tray2|Denial|Notes||Chart Test|"
    assert driver.selected() == ["Chart", "Test"]
    driver.changed(driver.bench.undo)
    assert driver.selected() == ["Chart", "Test"]


def test_sections_and_reasons_move(driver):
    driver.show("Introduction")
    assert not driver.pane.can("move-up")
    driver.do("move-down")
    assert [s.title for s in driver.bench.case.sections][:2] == [
        "Clinical Justification", "Introduction",
    ]  # fmt: skip
    driver.show("Second reason")
    assert not driver.pane.can("move-down")
    driver.do("move-up")
    assert [r.title for r in driver.bench.case.reasons] == ["Second reason", "First reason"]


def test_a_move_that_cannot_be_made_does_not_move_the_choice(driver, qtbot):
    driver.show("Introduction")
    qtbot.keyClick(driver.tree, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert driver.bench.spot == driver.spot("Introduction")


# ---- removing


def test_removing_asks_nothing_and_can_be_taken_back_at_once(driver, notices):
    driver.show("Notes")
    driver.do("remove")
    assert driver.order() == "Tray1 Tray2|Denial||Chart Test||"
    driver.qtbot.waitUntil(lambda: bool(notices.actions))
    assert "Removed “Notes”. Undo brings it back." in notices.sentences()
    assert notices.asked == []
    assert driver.bench.spot == driver.spot("Test")
    driver.changed(notices.actions[0])
    assert driver.order() == START


def test_the_button_of_an_old_notice_undoes_nothing_else(driver, notices, qtbot):
    driver.show("Notes")
    driver.do("remove")
    driver.changed(driver.bench.apply, edits.rename_document(driver.spot("Chart").id, "Kept"))
    qtbot.waitUntil(lambda: bool(notices.actions))
    with qtbot.assertNotEmitted(driver.bench.changed):
        notices.actions[0]()
    assert "other changes" in notices.sentences()
    assert "Kept" in driver.order()


def test_a_removed_section_leaves_its_papers_in_the_tray(driver, notices):
    driver.show("Supporting Documentation")
    driver.do("remove")
    assert driver.order() == "Tray1 Tray2 Chart Notes Test|Denial|||"
    driver.qtbot.waitUntil(lambda: bool(notices.told))
    assert "papers are under “To file” now" in notices.sentences()


def test_several_things_go_in_one_step(driver, notices):
    driver.show("Denial", "First reason", "Chart", "Supporting Documentation")
    driver.do("remove")
    assert driver.order() == "Tray1 Tray2 Notes Test||||"
    assert [r.title for r in driver.bench.case.reasons] == ["Second reason"]
    driver.changed(driver.bench.undo)
    assert driver.order() == START


def test_the_packet_and_the_tray_stay(driver):
    for spot in (PACKET, TRAY):
        driver.bench.show(spot)
        for name in ("remove", "rename", "cut", "copy", "move-up", "file-under", "switch-section"):
            assert not driver.pane.can(name), name


# ---- cut, copy, paste


def test_cut_papers_are_dimmed_and_move_when_pasted(driver, clipboard):
    driver.show("Chart", "Test")
    driver.pane.do("cut")
    assert driver.pane._delegate.cut == {driver.spot("Chart").id, driver.spot("Test").id}
    driver.show("Denial")
    driver.do("paste")
    assert driver.order() == "Tray1 Tray2|Denial Chart Test||Notes||"
    assert driver.pane._delegate.cut == frozenset()
    assert clipboard.text() == ""


def test_what_was_cut_stays_when_something_else_is_copied(driver, clipboard):
    driver.show("Chart")
    driver.pane.do("cut")
    clipboard.setText("words")
    assert driver.pane._delegate.cut == frozenset()


def test_copied_papers_are_there_twice(driver, clipboard):
    driver.show("Chart")
    driver.pane.do("copy")
    assert clipboard.text() == "Chart"
    driver.show("Clinical Justification")
    driver.do("paste")
    assert driver.order() == "Tray1 Tray2|Denial|Chart|Chart Notes Test||"


def test_the_end_of_the_program_leaves_plain_words_on_the_clipboard(driver, clipboard):
    """Mime data made in Python must be gone before Python is, or the program ends in a crash."""
    driver.show("Chart", "Notes")
    driver.pane.do("copy")
    QApplication.instance().aboutToQuit.emit()
    assert clipboard.text() == "Chart\nNotes"
    assert clipboard.mimeData().formats() == ["text/plain"]


def test_papers_of_another_appeal_are_refused_politely(driver, clipboard, notices, qtbot):
    clipboard.setMimeData(own_mime(Own("/elsewhere/other.appeal", "document", (7,))))
    with qtbot.assertNotEmitted(driver.bench.changed):
        driver.pane.do("paste")
    assert "belong to another appeal" in notices.sentences()
    assert "Add files" in notices.sentences()


def test_files_and_pictures_are_pasted_at_the_chosen_place(driver, clipboard, tmp_path, qtbot):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(text_pdf(tmp_path / "Lab.pdf", ["one"])))])
    clipboard.setMimeData(mime)
    driver.show("Chart")
    with qtbot.waitSignal(driver.bench.arrived, timeout=20000):
        driver.pane.do("paste")
    assert driver.order() == "Tray1 Tray2|Denial||Chart Lab Notes Test||"
    image = QImage(300, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkBlue)
    clipboard.setImage(image)
    driver.show("Introduction")
    with qtbot.waitSignal(driver.bench.arrived, timeout=20000) as heard:
        driver.pane.do("paste")
    assert driver.order() == "Tray1 Tray2|Denial Pasted picture||Chart Lab Notes Test||"
    folder = heard.args[0].path.parent
    qtbot.waitUntil(lambda: not folder.exists())


def test_words_or_nothing_on_the_clipboard_is_told(driver, clipboard, notices):
    driver.pane.do("paste")
    assert "nothing here that can be put" in notices.sentences()
    clipboard.setText("not medically necessary")
    driver.pane.do("paste")
    assert "Those are words, not a file." in notices.sentences()


def test_select_all_takes_the_papers_of_the_section(driver):
    driver.show("Notes")
    driver.pane.do("select-all")
    assert driver.selected() == ["Chart", "Notes", "Test"]
    assert driver.bench.spot == driver.spot("Notes")
    driver.show("To file")
    driver.pane.do("select-all")
    assert driver.selected() == ["Tray1", "Tray2"]
    driver.show("Conclusion")
    assert not driver.pane.can("select-all")


# ---- menus and switches


def menu_of(driver, name):
    return driver.tree.findChild(QMenu, name)


def pick(menu, words):
    """Choose an entry of an open menu, as a click does: it closes first."""
    action = next(a for a in menu.actions() if a.text() == words)
    menu.close()
    action.trigger()


@pops_up
def test_papers_are_filed_from_a_menu(driver):
    driver.show("Tray1", "Tray2")
    driver.pane.do("file-under")
    menu = menu_of(driver, "file-under-menu")
    assert [a.text() for a in menu.actions() if a.isChecked()] == ["To file (no place yet)"]
    driver.changed(pick, menu, "Conclusion")
    assert driver.order() == "|Denial||Chart Notes Test||Tray1 Tray2"


@pops_up
def test_papers_are_said_to_be_what_they_are_from_a_menu(driver):
    driver.show("Chart", "Notes")
    driver.pane.do("document-kind")
    driver.changed(pick, menu_of(driver, "document-kind-menu"), "Test result")
    kinds = [d.kind for d in driver.bench.case.section(3).documents]
    assert kinds == [Kind.TEST_RESULT, Kind.TEST_RESULT, Kind.OTHER]
    driver.changed(driver.bench.undo)
    assert {d.kind for d in driver.bench.case.documents()} == {Kind.OTHER}


def test_a_section_is_switched_off_and_on(driver):
    driver.show("Introduction")
    assert driver.pane.is_checked("switch-section")
    driver.do("switch-section")
    assert not driver.bench.case.sections[0].is_included
    assert not driver.pane.is_checked("switch-section")


@pops_up
@pytest.mark.parametrize(
    "title", ["The whole packet", "To file", "Introduction", "First reason", "Chart"]
)
def test_every_row_has_its_menu_of_the_programs_own_actions(driver, kit, title):
    driver.show(title)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
    QApplication.sendEvent(driver.tree.viewport(), event)
    menu = menu_of(driver, "packet-menu")
    assert menu.isVisible()
    own = {action for _, action in kit.actions}
    shown = [a for a in menu.actions() if not a.isSeparator()]
    assert len(shown) >= 3
    assert set(shown) <= own
    menu.close()


def test_what_can_be_done_is_told_anew_when_another_row_is_chosen(driver, qtbot):
    driver.show("Chart")
    with qtbot.waitSignal(driver.pane.actions_changed):
        driver.bench.show(TRAY)


def test_new_papers_go_where_the_choice_is(driver):
    places = {}
    for title in ("The whole packet", "To file", "Introduction", "Notes", "Test", "First reason"):
        driver.show(title)
        place = driver.pane.place_for_new()
        places[title] = (place.section, place.before)
    direct = next(s.id for s in driver.bench.case.sections if s.key == "direct-response")
    assert places == {
        "The whole packet": (None, None),
        "To file": (None, None),
        "Introduction": (1, None),
        "Notes": (3, driver.spot("Test").id),
        "Test": (3, None),
        "First reason": (direct, None),
    }


def test_enter_asks_for_the_work(driver, qtbot):
    driver.show("Chart")
    with qtbot.waitSignal(driver.pane.entered):
        qtbot.keyClick(driver.tree, Qt.Key.Key_Return)
    assert driver.spot("Chart").kind is SpotKind.DOCUMENT


def test_everything_grows_with_the_text(driver, kit):
    small = driver.tree.rect_of(driver.spot("Chart")).height()
    kit.theme.set(text_scale=200)
    try:
        assert driver.tree.rect_of(driver.spot("Chart")).height() > 1.8 * small
    finally:
        kit.theme.set(text_scale=100)


def test_a_screen_reader_reads_the_rows_in_words(driver):
    interface = QAccessible.queryAccessibleInterface(driver.tree)
    assert interface.text(QAccessible.Text.Name) == "The packet: sections and papers"
    rows = [interface.child(n) for n in range(interface.childCount())]
    read = [row.text(QAccessible.Text.Name) for row in rows if row is not None]
    assert "To file, 2 papers are waiting for a place" in read
    assert any(words.startswith("Exhibit B, Chart, pages ") for words in read)


def test_a_narrow_list_gives_titles_two_lines(driver):
    wide = driver.tree.rect_of(driver.spot("Introduction"))
    driver.pane.resize(200, 900)
    narrow = driver.tree.rect_of(driver.spot("Introduction"))
    assert narrow.height() > wide.height()
    assert driver.tree.look.indent < 18
    driver.pane.resize(320, 900)
    assert driver.tree.rect_of(driver.spot("Introduction")).height() == wide.height()


def test_titles_break_between_words(driver):
    metrics = driver.tree.fontMetrics()
    width = metrics.horizontalAdvance("Denial letter of")
    assert fitted_lines(metrics, "Denial letter of September", width, 2) == [
        "Denial letter of", "September",
    ]  # fmt: skip
    assert fitted_lines(metrics, "Denial letter of September", width, 1) == [
        "Denial letter of September"
    ]
    assert fitted_lines(metrics, "Short", width, 2) == ["Short"]
    assert fitted_lines(metrics, "Onewordthatislongerthanthelineis", width, 2) == [
        "Onewordthatislongerthanthelineis"
    ]


def test_a_view_without_a_row_leaves_the_list_and_any_row_leads_back(driver, qtbot):
    row = driver.spot("The whole packet")
    driver.bench.show(row)
    driver.bench.show(TRACKER)
    assert driver.selected() == []
    driver.tree.setFocus()
    assert driver.bench.spot == TRACKER
    place = driver.tree.rect_of(row).center()
    qtbot.mouseClick(driver.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert driver.bench.spot == row
    driver.bench.show(TRACKER)
    driver.bench.show(row)
    assert driver.selected() == ["The whole packet"]


def test_the_foot_leads_to_how_far_the_appeal_is(driver, kit):
    told = []
    kit.actions["tracker"].triggered.connect(lambda _on=False: told.append(1))
    driver.pane.tracker.click()
    assert told == [1]
