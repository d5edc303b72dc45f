"""Tables of a reason on the window: offered, filled in, cited, undone."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QMenu

from appealdesk.case import edits
from appealdesk.case.values import Citation, TableRow
from appealdesk.ui.reasons.dropped import PAGE_MIME
from appealdesk.ui.reasons.evidence_picker import EvidencePicker
from appealdesk.ui.reasons.table_cells import WordsCell
from appealdesk.ui.reasons.table_pane import TablePane
from appealdesk.ui.workbench import Workbench

pytestmark = pytest.mark.qt_log_ignore(
    "^This plugin does not support (grabbing|raise)", extend=True
)
TRIED = "prior-treatments"
POINTS = "criteria"
GYM = ("Gym", "2026-03-02", "2026-03-15", "", "", "")
POOL = ("Pool", "", "", "", "", "")


def rows(bench, kind=TRIED):
    return next((t.rows for t in bench.case.reasons[0].tables if t.kind == kind), None)


def cells(bench):
    return [row.cells for row in rows(bench)]


@pytest.fixture
def fill(heard, bench):
    """Give the first reason a table with these rows."""

    def put(*new, kind=TRIED):
        made = [row if isinstance(row, TableRow) else TableRow(row) for row in new]
        edit = edits.set_reason_table(bench.case.reasons[0].id, kind, made)
        heard(lambda: bench.apply(edit))

    return put


@pytest.fixture
def editor(view):
    """The editor of a table by its kind."""
    return lambda kind=TRIED: view.findChild(TablePane).editors[kind]


@pytest.fixture
def cell(editor):
    """A cell by the number of its row and its column's key."""

    def find(number, key, kind=TRIED):
        box = editor(kind).boxes[number]
        return next(c for c in box.cells if c.objectName() == f"cell-{key}")

    return find


def menu_of(widget, name):
    """The menu of this name that hangs open."""
    menus = widget.findChildren(QMenu, name)
    return next(m for m in menus if m.isVisible())


def choose(menu, words):
    """Press an entry of a menu that popped up."""
    found = next(a for a in menu.actions() if words in a.text().replace("&", ""))
    found.trigger()
    menu.close()


# ---- offered and taken away


def test_the_kind_offers_its_tables_and_a_new_one_takes_the_focus(
    qtbot, heard, bench, view, part, cell
):
    number = bench.case.reasons[0].id
    heard(lambda: bench.apply(edits.set_reason_kind(number, "conservative_care")))
    offer = part(f"add-table-{TRIED}")
    assert offer.text() == "Add a table: Treatments tried so far"
    heard(lambda: qtbot.mouseClick(offer, Qt.MouseButton.LeftButton))
    assert cells(bench) == [("",) * 6]
    qtbot.waitUntil(lambda: cell(0, "treatment").hasFocus())


def test_a_table_that_the_kind_does_not_offer_is_in_the_menu(qtbot, heard, bench, view, part):
    qtbot.mouseClick(part("another-table"), Qt.MouseButton.LeftButton)
    menu = menu_of(view, "another-table-menu")
    heard(lambda: choose(menu, "Medicines tried"))
    assert rows(bench, "medicines") is not None


def test_a_removed_table_comes_back_with_undo_and_with_what_was_typed_last(
    qtbot, heard, bench, view, part, fill, cell
):
    fill(GYM)
    qtbot.keyClicks(cell(0, "outcome"), "no help")
    heard(lambda: qtbot.mouseClick(part("remove-table"), Qt.MouseButton.LeftButton))
    qtbot.waitUntil(lambda: rows(bench) is None)
    assert not view.findChild(TablePane).editors
    heard(bench.undo)
    assert rows(bench)[0].cells[5] == "no help"
    assert cell(0, "outcome").toPlainText() == "no help"


# ---- typed words


def test_typed_cells_become_one_edit_when_the_bench_flushes(qtbot, heard, bench, fill, cell):
    fill(GYM, POOL)
    steps = len(bench.session.file.history())
    cell(0, "outcome").setFocus()
    qtbot.keyClicks(cell(0, "outcome"), "none")
    qtbot.keyClicks(cell(1, "amount"), "twice")
    assert cells(bench) == [GYM, POOL]
    heard(bench.flush)
    qtbot.waitUntil(lambda: not bench.jobs.running)
    assert cells(bench) == [(*GYM[:5], "none"), (*POOL[:3], "twice", "", "")]
    assert len(bench.session.file.history()) <= steps + 1


def test_typed_cells_become_an_edit_after_a_pause(qtbot, bench, fill, cell):
    fill(GYM)
    with qtbot.waitSignal(bench.changed, timeout=3000):
        qtbot.keyClicks(cell(0, "giver"), "Dr. Ito")
    assert cells(bench)[0][4] == "Dr. Ito"


def test_what_is_being_typed_is_left_alone_when_the_case_changes(qtbot, heard, bench, fill, cell):
    fill(GYM)
    qtbot.keyClicks(cell(0, "giver"), "half a na")
    heard(lambda: bench.apply(edits.set_reason(bench.case.reasons[0].id, response="Other")))
    assert cell(0, "giver").toPlainText() == "half a na"
    heard(bench.flush)
    assert cells(bench)[0][4] == "half a na"


def test_undo_takes_typed_words_back_and_the_cell_shows_it(qtbot, heard, bench, fill, cell):
    fill(GYM)
    qtbot.keyClicks(cell(0, "giver"), "Dr. Ito")
    heard(bench.flush)
    heard(bench.undo)
    assert cell(0, "giver").toPlainText() == ""
    heard(bench.redo)
    assert cell(0, "giver").toPlainText() == "Dr. Ito"


def test_words_that_could_not_be_kept_stay_and_are_given_again(
    qtbot, heard, bench, view, fill, cell, notices, monkeypatch
):
    fill(GYM)
    with monkeypatch.context() as broken:
        broken.setattr(bench.session, "apply", lambda _e: edits.set_reason(999).change(bench.case))
        qtbot.keyClicks(cell(0, "giver"), "precious")
        bench.flush()
        qtbot.waitUntil(lambda: bool(notices.errors))
        qtbot.waitUntil(lambda: not bench.jobs.running)
    assert cell(0, "giver").toPlainText() == "precious"
    heard(bench.flush)
    assert cells(bench)[0][4] == "precious"


def test_an_older_edit_on_its_way_does_not_overwrite_newer_words(qtbot, bench, fill, cell):
    fill(GYM)
    field = cell(0, "giver")
    qtbot.keyClicks(field, "one")
    bench.flush()
    qtbot.keyClicks(field, " two")
    bench.flush()
    seen = []
    bench.changed.connect(lambda _before, _after: seen.append(field.toPlainText()))
    qtbot.waitUntil(lambda: cells(bench)[0][4] == "one two")
    assert set(seen) == {"one two"}


def test_a_date_is_kept_as_iso_and_shown_in_words(qtbot, heard, bench, view, fill, cell):
    fill(POOL)
    field = cell(0, "from")
    qtbot.waitUntil(view.isActiveWindow)
    field.setFocus()
    qtbot.keyClicks(field, "3/5/2026")
    heard(lambda: cell(0, "treatment").setFocus())
    assert cells(bench)[0][1] == "2026-03-05"
    assert field.toPlainText() == "March 5, 2026"
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, "in spring")
    heard(bench.flush)
    assert cells(bench)[0][1] == "in spring"


def test_a_choice_is_kept_at_once_and_a_strange_one_stays(qtbot, heard, bench, fill, cell):
    fill(("Pain for six weeks", "perhaps", ""), kind=POINTS)
    combo = cell(0, "state", POINTS)
    assert combo.currentText() == "perhaps"
    heard(lambda: (combo.setCurrentText("Met"), combo.activated.emit(combo.currentIndex())))
    assert rows(bench, POINTS)[0].cells[1] == "Met"


def test_the_sum_follows_the_typing(qtbot, bench, part, fill, cell):
    fill(("Gym", "2026-03-02", "", "", "", ""))
    assert not part("table-summary").isVisible()
    qtbot.keyClicks(cell(0, "to"), "March 15, 2026")
    assert "2 weeks (14 days)" in part("table-summary").text()
    assert part("table-summary").isVisible()
    assert cells(bench)[0][2] == ""


def test_a_time_that_is_turned_round_is_told_while_one_types(qtbot, part, fill, cell):
    fill(("Gym", "2026-03-02", "", "", "", ""))
    assert not part("table-hints").isVisible()
    qtbot.keyClicks(cell(0, "to"), "March 1, 2026")
    assert part("table-hints").text().startswith("Row 1 ends before it begins.")
    assert part("table-hints").isVisible()


# ---- rows


def test_enter_goes_down_and_makes_a_row_below_the_last(qtbot, heard, bench, view, fill, cell):
    fill(GYM, POOL)
    qtbot.waitUntil(view.isActiveWindow)
    cell(0, "amount").setFocus()
    qtbot.keyClick(cell(0, "amount"), Qt.Key.Key_Return)
    qtbot.waitUntil(cell(1, "amount").hasFocus)
    heard(lambda: qtbot.keyClick(cell(1, "amount"), Qt.Key.Key_Return))
    assert len(rows(bench)) == 3
    qtbot.waitUntil(lambda: cell(2, "treatment").hasFocus())
    qtbot.keyClick(cell(2, "treatment"), Qt.Key.Key_Return)
    bench.flush()
    assert len(rows(bench)) == 3, "a blank row needs no other below it"


def test_rows_move_by_keyboard_with_what_was_typed_last(qtbot, heard, bench, view, fill, cell):
    fill(GYM, POOL)
    qtbot.waitUntil(view.isActiveWindow)
    cell(1, "treatment").setFocus()
    cell(1, "treatment").moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(cell(1, "treatment"), "s")
    up = Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier
    heard(lambda: qtbot.keyClick(cell(1, "treatment"), *up))
    qtbot.waitUntil(lambda: not bench.jobs.running)
    assert [row[0] for row in cells(bench)] == ["Pools", "Gym"]
    assert cell(0, "treatment").hasFocus()


def test_the_menu_of_a_row_adds_and_removes(qtbot, heard, bench, view, fill, editor):
    fill(GYM, POOL)
    qtbot.mouseClick(editor().boxes[0].tools, Qt.MouseButton.LeftButton)
    heard(lambda: choose(menu_of(view, "row-menu"), "Add a row"))
    assert [row[0] for row in cells(bench)] == ["Gym", "", "Pool"]
    qtbot.mouseClick(editor().boxes[1].tools, Qt.MouseButton.LeftButton)
    heard(lambda: choose(menu_of(view, "row-menu"), "Remove"))
    assert [row[0] for row in cells(bench)] == ["Gym", "Pool"]


def test_rows_of_a_spreadsheet_fill_the_cells(qtbot, heard, bench, fill, cell):
    fill(GYM)
    QApplication.clipboard().setText("Treatment\tFrom\nRest\t3/1/2026\nIbuprofen\tApril 2026\n")
    heard(cell(0, "treatment").paste)
    assert [row[:2] for row in cells(bench)] == [
        ("Rest", "2026-03-01"),
        ("Ibuprofen", "April 2026"),
    ]
    QApplication.clipboard().setText("only\nwords")
    cell(1, "giver").paste()
    assert cell(1, "giver").toPlainText() == "only words"


def test_a_long_table_is_made_bit_by_bit_and_loses_nothing(
    qtbot, heard, bench, view, fill, editor, cell
):
    many = [(f"Visit {n}", "", "", "", "", "") for n in range(40)]
    fill(*many)
    made = len(editor().boxes)
    qtbot.keyClicks(cell(0, "giver"), "Dr. Ito")
    heard(bench.flush)
    assert made < 40, "the interface would stand still"
    assert [row[0] for row in cells(bench)] == [row[0] for row in many]
    assert cells(bench)[0][4] == "Dr. Ito"
    qtbot.waitUntil(lambda: len(editor().boxes) == 40)
    assert cell(39, "treatment").toPlainText() == "Visit 39"


def test_a_row_added_to_a_long_table_stands_last_and_has_the_focus(
    qtbot, heard, bench, view, part, fill, editor, cell
):
    fill(*[(f"Visit {n}", "", "", "", "", "") for n in range(12)])
    heard(lambda: qtbot.mouseClick(part("add-row"), Qt.MouseButton.LeftButton))
    assert [row[0] for row in cells(bench)][-2:] == ["Visit 11", ""]
    qtbot.waitUntil(lambda: cell(12, "treatment").hasFocus())


# ---- pages


def test_a_row_points_at_a_page_that_is_picked(qtbot, heard, bench, view, fill, editor, page):
    fill(GYM)
    qtbot.mouseClick(editor().boxes[0].pages.add, Qt.MouseButton.LeftButton)
    picker = view.findChild(EvidencePicker)
    heard(lambda: picker.picked.emit(page(2)))
    picker.reject()
    assert rows(bench)[0].evidence == (page(2),)
    assert bench.case.reasons[0].cited == (page(2),)
    (chip,) = editor().boxes[0].pages.chips
    assert chip.text().endswith("B, p. 2")


def test_a_page_is_opened_and_removed_from_its_chip(qtbot, heard, bench, view, fill, editor, page):
    fill(TableRow(GYM, (page(2),)))
    (chip,) = editor().boxes[0].pages.chips
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.cite_opened) as opened:
        choose(menu_of(view, "row-page-menu"), "Open the page")
    assert opened.args == [page(2)]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    heard(lambda: choose(menu_of(view, "row-page-menu"), "Remove"))
    assert rows(bench)[0].evidence == ()


def test_a_broken_page_says_what_became_of_it_and_can_still_be_mended(
    qtbot, heard, bench, view, part, fill, editor, cell, page, chart
):
    fill(TableRow(GYM, (page(2),)))
    heard(lambda: bench.apply(edits.remove_document(chart.id)))
    assert "the document was removed" in part("row-trouble").text().casefold()
    assert "Press the red button" in part("row-trouble").text()
    assert "not in the packet" in part("reason-status").text()
    view.focus_part("table")
    qtbot.waitUntil(lambda: editor().boxes[0].pages.chips[0].hasFocus())
    qtbot.keyClicks(cell(0, "giver"), "Dr. Ito")
    heard(bench.flush)
    assert cells(bench)[0][4] == "Dr. Ito", "the row can be changed although its paper went"


def test_a_page_dropped_on_a_row_is_pointed_at(heard, bench, view, fill, editor, page):
    fill(GYM)
    mime = QMimeData()
    cite = page(3)
    mime.setData(PAGE_MIME, f'{{"document": {cite.document}, "page": {cite.page}}}'.encode())
    heard(lambda: editor().boxes[0].dropped.emit(mime))
    assert rows(bench)[0].evidence == (cite,)


# ---- how it lies


@pytest.mark.parametrize(("width", "is_stacked"), [(1200, False), (480, True)])
def test_cells_lie_below_each_other_where_there_is_no_room(
    qtbot, view, fill, editor, cell, width, is_stacked
):
    fill(GYM)
    view.resize(width, 800)

    def is_below():
        first, second = cell(0, "treatment"), cell(0, "giver")
        return second.mapTo(view, QPoint(0, 0)).y() > first.mapTo(view, QPoint(0, 0)).y()

    qtbot.waitUntil(lambda: is_below() is is_stacked)
    assert editor().boxes[0].names[0].isVisible() is is_stacked


def test_a_cell_is_as_high_as_its_words(qtbot, view, fill, cell):
    fill((*GYM[:5], "word " * 60))
    long = cell(0, "outcome")
    block = long.document().firstBlock()
    qtbot.waitUntil(lambda: long.viewport().height() >= long.blockBoundingGeometry(block).height())


def test_tab_goes_through_a_row_and_on_to_the_next(qtbot, view, fill, cell, editor):
    fill(GYM, POOL)
    qtbot.waitUntil(view.isActiveWindow)
    cell(0, "treatment").setFocus()
    seen = []
    for _ in range(9):
        QApplication.focusWidget().focusNextChild()
        seen.append(QApplication.focusWidget().objectName())
    assert seen == [
        "cell-from",
        "cell-to",
        "cell-amount",
        "cell-giver",
        "cell-outcome",
        "point-row-at-page",
        "row-tools",
        "cell-treatment",
        "cell-from",
    ]


def test_a_read_only_case_shows_tables_without_ways_to_change_them(
    bench, view, fill, editor, part, page, monkeypatch, qtbot
):
    monkeypatch.setattr(Workbench, "is_read_only", property(lambda _self: True))
    reason = bench.case.reasons[0].id
    row = TableRow(GYM, (page(2),))
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.set_reason_table(reason, TRIED, (row,)))
    assert all(c.isReadOnly() for c in view.findChildren(WordsCell))
    assert not any(c.isEnabled() for c in editor().findChildren(QComboBox))
    for name in ("add-row", "remove-table", "row-tools", "point-row-at-page", "another-table"):
        assert not part(name).isVisible(), name
    assert part("row-page").isVisible()


def test_everything_that_takes_the_focus_has_a_name(fill, view, page, unnamed):
    fill(TableRow(GYM, (page(1), Citation(page(1).document))))
    fill(("a", "Met", ""), kind=POINTS)
    assert unnamed(view) == []


def test_another_reason_shows_its_own_tables(qtbot, heard, bench, view, part, fill, cell):
    fill(GYM)
    qtbot.keyClicks(cell(0, "giver"), "Dr. Ito")
    heard(lambda: qtbot.mouseClick(part("reason-next"), Qt.MouseButton.LeftButton))
    assert not view.findChild(TablePane).editors
    assert cells(bench)[0][4] == "Dr. Ito"


def test_a_finding_leads_to_the_table_and_scrolls_to_it(qtbot, view, fill, cell):
    fill(GYM, POOL)
    view.resize(700, 500)
    qtbot.waitUntil(view.isActiveWindow)
    assert cell(0, "treatment").visibleRegion().isEmpty()
    view.focus_part("table")
    qtbot.waitUntil(lambda: not cell(0, "treatment").visibleRegion().isEmpty())
    assert cell(0, "treatment").hasFocus()
