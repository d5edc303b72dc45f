"""One document in the middle of the window: facts, grid, reader, and what can be done there."""

import pytest
from PySide6.QtCore import Qt

from appealdesk.case import edits
from appealdesk.case.values import Citation, Kind, Problem
from appealdesk.ui.pages.document_view import GRID, READER, DocumentView
from appealdesk.ui.spot import Spot, SpotKind
from support.pages import LINES
from ui.conftest import settled


def spot(document, page=None):
    return Spot(SpotKind.DOCUMENT, document.id, page)


@pytest.fixture
def view(bench, images, kit, paper, qtbot):
    made = DocumentView(bench, images, kit)
    qtbot.addWidget(made)
    made.resize(800, 700)
    made.show()
    made.show_spot(spot(paper))
    qtbot.waitUntil(lambda: bool(made.model.shown_sizes()) and made._facts.texts != ())
    return made


def now(view):
    return view._bench.case.document(view.document.id)


def read(view, qtbot, row=0):
    """Look at a page in the reader, its words known."""
    view.set_mode(READER)
    view.reader.go_to(row)
    view.reader.sheets.find_words(row)
    qtbot.waitUntil(lambda: view.reader.sheets.words(row) is not None)


# ---- what is shown


def test_a_document_says_what_it_is_and_where(view, bench):
    exhibit = bench.packet.exhibit_of(view.document.id)
    first = exhibit.first_page + 1
    assert view.header.title.text() == "chart"
    assert view.header.facts.text().split("  ·  ") == [
        "Exhibit A",
        f"packet pages {first} to {first + 5}",
        "chart.pdf",
    ]
    assert view.status.text() == "1 of 6 pages chosen"
    assert view.current_page() == view.document.pages[0].id


def test_pages_are_as_large_as_they_are(view):
    assert list(view.model.shown_sizes())[2:4] == [(612, 792), (792, 612)]


def test_a_page_of_a_spot_is_shown_at_once(view):
    page = view.document.pages[4].id
    view.show_spot(spot(view.document, page))
    assert view.grid.chosen_rows == [4]
    assert view.current_page() == page
    view.set_mode(READER)
    assert view.current_page() == page


def test_the_pictures_of_pages_come(view, images, qtbot):
    key = view.grid._delegate.key(view.model.sheet(0))
    qtbot.waitUntil(lambda: view.grid.grab() is not None and images.has(key))
    assert images.best(key).toImage().pixelColor(2, 2).name() == "#ffffff"


def test_the_kind_is_chosen_in_plain_words(view, bench, qtbot):
    choice = view.header.kind
    with qtbot.waitSignal(bench.changed):
        choice.activated.emit(choice.findText("Doctor's letter"))
    assert now(view).kind == Kind.PROVIDER_LETTER
    with qtbot.waitSignal(bench.changed):
        bench.undo()
    assert choice.currentText() == "Other paper"


def test_notes_on_how_a_file_came_in_are_shown(view, bench, qtbot):
    assert not view.header.notes.isVisible()
    old = view.document
    again = edits.replace_import(
        old.id, clean=old.clean, route=old.route, notes=["hidden-layers"], page_count=6
    )
    settled(qtbot, bench, lambda: bench.apply(again))
    assert "hidden layers" in view.header.notes.text()


def test_why_a_document_is_not_in_the_packet(view, bench, qtbot):
    settled(qtbot, bench, lambda: bench.apply(edits.move_document(view.document.id, None)))
    assert "file it under a section" in view.header.facts.text()


def refused(view, bench, qtbot, code):
    number = bench.case.next_id
    bad = edits.add_document(
        None, title="Locked letter", file_name="letter.pdf", source="a" * 64,
        problem=Problem(code, "This PDF is locked with a password.", "Enter its password."),
    )  # fmt: skip
    settled(qtbot, bench, lambda: bench.apply(bad))
    view.show_spot(Spot(SpotKind.DOCUMENT, number))


def test_a_locked_file_says_what_to_do(view, bench, kit, qtbot):
    refused(view, bench, qtbot, "password-needed")
    assert view.header.problem.text() == "This PDF is locked with a password."
    assert view.header.hint.text() == "Enter its password."
    assert not view.grid.isVisible()
    assert not any(view.can(name) for name in ("page-include", "select-all", "zoom-in", "quote"))
    with qtbot.waitSignal(kit.actions["unlock"].triggered):
        view.header.unlock.click()


def test_a_broken_file_can_be_removed(view, bench, qtbot):
    refused(view, bench, qtbot, "damaged")
    assert not view.header.unlock.isVisible()
    gone = view.document.id
    settled(qtbot, bench, view.header.remove.click)
    assert bench.case.document(gone) is None


def test_a_file_without_pages_is_no_empty_pane(view, bench, qtbot):
    number = bench.case.next_id
    empty = edits.add_document(3, title="Note", file_name="n.pdf", source="b" * 64, page_count=0)
    settled(qtbot, bench, lambda: bench.apply(empty))
    view.show_spot(Spot(SpotKind.DOCUMENT, number))
    assert view.header.problem.text() == "No page of this file could be read."
    assert view.header.remove.isVisible()


# ---- two ways to look


def test_enter_reads_a_page_and_escape_goes_back_to_the_grid(view, qtbot):
    view.focus_work()
    view.grid.choose([3])
    qtbot.keyClick(view.grid, Qt.Key.Key_Return)
    assert view.mode == READER
    assert view.reader.current_row == 3
    view.reader.go_to(4)
    qtbot.keyClick(view.reader.sheets, Qt.Key.Key_Escape)
    assert view.mode == GRID
    assert view.grid.chosen_rows == [4]
    view.tabs.setCurrentIndex(READER)
    assert view.mode == READER


def test_search_opens_the_reader(view, qtbot):
    view.open_search()
    assert view.mode == READER
    qtbot.keyClicks(view.reader.search.field, "medically")
    assert view.reader.search.count.text() == "1 of 1"
    assert view.reader.current_row == 3
    sheets = view.reader.sheets
    qtbot.waitUntil(lambda: [o.kind for o in sheets.overlays(3)] == ["current-hit"])


def test_words_found_elsewhere_are_shown(view):
    view.show_words(view.document.pages[5].id, "signed")
    assert view.mode == READER
    assert view.reader.current_row == 5
    assert view.reader.search.count.text() == "1 of 1"


# ---- what can be done


def test_chosen_pages_are_left_out_and_put_back(view, bench, qtbot):
    view.grid.choose([1, 2])
    assert view.is_checked("page-include")
    settled(qtbot, bench, lambda: view.do("page-include"))
    assert [page.is_included for page in now(view).pages] == [True, False, False, True, True, True]
    assert view.status.text() == "2 of 6 pages chosen, 2 left out"
    assert not view.is_checked("page-include")
    assert view.model.caption(1).line == "Page 2 – Left out"
    view.grid.choose([0, 1])
    settled(qtbot, bench, lambda: view.do("page-include"))  # one of them was out: both go in
    assert [page.is_included for page in now(view).pages][:3] == [True, True, False]


@pytest.mark.parametrize(("name", "turn"), [("rotate-left", 270), ("rotate-right", 90)])
def test_pages_are_turned_in_both_views(view, bench, qtbot, name, turn):
    view.grid.choose([0])
    settled(qtbot, bench, lambda: view.do(name))
    assert now(view).pages[0].rotation == turn
    assert view.model.shown_sizes()[0] == (792, 612)
    view.set_mode(READER)
    assert view.reader.sheets.sheets[0].rotation == turn
    view.set_mode(GRID)
    assert view.grid.chosen_rows == [0]


def test_pages_move_one_place_and_stay_chosen(view, bench, qtbot):
    ids = [page.id for page in view.document.pages]
    view.grid.choose([2])
    settled(qtbot, bench, lambda: view.do("move-up"))
    assert [p.id for p in now(view).pages][:3] == [ids[0], ids[2], ids[1]]
    assert view.grid.chosen_rows == [1]
    view.focus_work()
    settled(
        qtbot,
        bench,
        lambda: qtbot.keyClick(view.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier),
    )
    assert [p.id for p in now(view).pages] == ids


def test_pages_at_the_ends_cannot_move_further(view):
    view.grid.choose([0])
    assert not view.can("move-up")
    assert view.can("move-down")
    view.grid.choose([5])
    assert not view.can("move-down")


def test_dropped_pages_go_where_the_caret_was(view, bench, qtbot):
    ids = [page.id for page in view.document.pages]
    settled(qtbot, bench, lambda: view.grid.move_to([ids[0], ids[5]], 3))
    assert [p.id for p in now(view).pages] == [ids[1], ids[2], ids[0], ids[5], ids[3], ids[4]]


def test_in_the_reader_the_page_that_is_read_is_meant(view, bench, qtbot):
    view.set_mode(READER)
    view.reader.go_to(4)
    settled(qtbot, bench, lambda: view.do("page-include"))
    assert [page.is_included for page in now(view).pages].index(False) == 4
    assert view.reader.current_row == 4
    assert view.reader.sheets.sheets[4].note == "Left out"


def test_all_is_chosen(view, qtbot):
    view.do("select-all")
    assert view.grid.chosen_rows == list(range(6))
    read(view, qtbot)
    view.do("select-all")
    assert view.reader.sheets.selected_text() == LINES[0]


def test_words_are_quoted_with_their_page(view, qtbot):
    read(view, qtbot, 3)
    assert not view.can("quote")
    view.do("select-all")
    assert view.can("quote")
    assert view.can("copy")
    with qtbot.waitSignal(view.quote_wanted) as asked:
        view.do("quote")
    assert asked.args == [LINES[3], Citation(view.document.id, view.document.pages[3].id)]


def test_a_page_is_given_as_evidence(view, qtbot):
    view.grid.choose([2])
    with qtbot.waitSignal(view.cite_page_wanted) as asked:
        view.do("cite-page")
    assert asked.args == [Citation(view.document.id, view.document.pages[2].id)]


def test_a_page_that_is_left_out_is_put_in_before_it_is_evidence(view, bench, notices, qtbot):
    view.grid.choose([2])
    settled(qtbot, bench, lambda: view.do("page-include"))
    with qtbot.assertNotEmitted(view.cite_page_wanted):
        view.do("cite-page")
    assert "left out of the packet" in notices.sentences()
    with qtbot.waitSignal(view.cite_page_wanted):
        notices.actions[0]()
    assert now(view).pages[2].is_included


def test_a_case_that_is_open_for_reading_lets_nothing_be_changed(view, monkeypatch, bench):
    monkeypatch.setattr(type(bench), "is_read_only", property(lambda self: True))
    view.grid.choose([2])
    changing = ("page-include", "rotate-left", "rotate-right", "move-up", "move-down")
    assert not any(view.can(name) for name in changing)
    assert all(view.can(name) for name in ("select-all", "zoom-in", "cite-page"))
    view.show_spot(spot(view.document))
    assert not view.header.kind.isEnabled()


def test_buttons_do_what_actions_do(view, bench, qtbot):
    view.grid.choose([0, 1])
    settled(qtbot, bench, view.tools.buttons["page-include"].click)
    assert view.status.text() == "2 of 6 pages chosen, 2 left out"
    assert not view.tools.buttons["page-include"].isChecked()
    assert not view.tools.buttons["quote"].isVisible()
    view.set_mode(READER)
    assert view.tools.buttons["quote"].isVisible()
    assert not view.tools.buttons["quote"].isEnabled()


@pytest.mark.parametrize("mode", [GRID, READER])
def test_a_menu_offers_what_can_be_done(view, kit, mode, monkeypatch):
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QApplication, QMenu

    shown = []
    monkeypatch.setattr(QMenu, "popup", lambda menu, at: shown.append(menu))
    view.set_mode(mode)
    part = view.grid.viewport() if mode == GRID else view.reader.sheets.viewport()
    at = part.rect().center()
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(part, QContextMenuEvent(reason, at, part.mapToGlobal(at)))
    (menu,) = shown
    assert kit.actions["rotate-left"] in menu.actions()
    assert (kit.actions["quote"] in menu.actions()) == (mode == READER)
    menu.close()


def test_zoom_is_that_of_the_part_that_shows(view):
    thumb = view.grid._delegate.cell
    view.do("zoom-in")
    assert view.grid._delegate.cell.height() > thumb.height()
    view.set_mode(READER)
    scale = view.reader.sheets.scale
    view.do("zoom-in")
    assert view.reader.sheets.scale > scale
    view.do("zoom-fit")
    assert view.reader.sheets.scale == pytest.approx(scale, abs=0.02)


def test_another_document_starts_anew(view, bench, qtbot):
    view.open_search()
    view.reader.search.field.setText("therapy")
    number = bench.case.next_id
    settled(qtbot, bench, lambda: bench.apply(edits.add_document(
        3, title="Note", file_name="n.pdf", source="b" * 64, clean=view.document.clean, page_count=2
    )))  # fmt: skip
    view.show_spot(Spot(SpotKind.DOCUMENT, number))
    assert view.header.title.text() == "Note"
    assert not view.reader.search.isVisible()
    assert len(view.model.pages) == 2
    assert view.reader.current_row == 0


def test_everything_has_a_name_for_the_screen_reader(view, qtbot):
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QToolButton

    for mode in (GRID, READER):
        view.set_mode(mode)
        for kind in (QToolButton, QComboBox, QLineEdit, QPlainTextEdit):
            for part in view.findChildren(kind):
                if part.objectName().startswith("qt_") or not part.objectName():
                    continue
                face = QAccessible.queryAccessibleInterface(part)
                assert face.text(QAccessible.Text.Name), part.objectName()


# ---- new evidence


def test_whether_the_insurer_had_it_is_said_with_one_choice(view, qtbot):
    choice = view.header.standing.novelty
    choice.setCurrentIndex(choice.findData("new"))
    choice.activated.emit(choice.currentIndex())
    qtbot.waitUntil(lambda: now(view).novelty.value == "new")
    view._bench.undo()
    qtbot.waitUntil(lambda: choice.currentData() == "")


def test_the_date_of_a_paper_is_kept_as_a_date_and_shown_in_words(view, qtbot):
    field = view.header.standing.day
    qtbot.keyClicks(field, "9/14/2026")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: now(view).date == "2026-09-14")
    assert field.text() == "September 14, 2026"
    view._bench.undo()
    qtbot.waitUntil(lambda: not field.text())


def test_words_that_are_no_date_are_asked_about_and_stay(view, qtbot):
    standing = view.header.standing
    qtbot.keyClicks(standing.day, "last fall")
    qtbot.keyClick(standing.day, Qt.Key.Key_Return)
    assert standing.hint.text() == "Type a date like March 5, 2026."
    assert (standing.day.text(), now(view).date) == ("last fall", "")


def test_a_date_typed_a_moment_ago_is_kept_before_an_export(view, bench, qtbot):
    qtbot.keyClicks(view.header.standing.day, "September 14, 2026")
    bench.flush()
    qtbot.waitUntil(lambda: now(view).date == "2026-09-14")


def test_a_question_about_a_paper_leads_to_where_it_is_answered(view):
    view.window().activateWindow()
    for key, field in (
        ("novelty", view.header.standing.novelty), ("date", view.header.standing.day),
        ("kind", view.header.kind), ("pages", view.grid),
    ):  # fmt: skip
        view.focus_part(key)
        assert view.focusWidget() is field


def test_a_long_title_is_not_cut_where_room_is_scarce(view, kit, bench, qtbot):
    kit.theme.set("light", 200)
    bench.apply(
        edits.rename_document(view.document.id, "Office chart of Fairhollow Family Medicine")
    )
    view.resize(700, 560)
    title = view.header.title
    qtbot.waitUntil(lambda: "Fairhollow" in title.text())
    qtbot.waitUntil(lambda: title.height() >= title.heightForWidth(title.width()))
