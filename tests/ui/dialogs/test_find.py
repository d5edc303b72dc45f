"""Finding while typing: hits come, old searches go, keys lead to the place."""

import threading

import pytest
from PySide6.QtCore import Qt

from appealdesk.audit.checks import Place
from appealdesk.case import edits
from appealdesk.desk.search import Hit
from appealdesk.ui.dialogs import find as find_module
from appealdesk.ui.dialogs.find import FindDialog
from appealdesk.ui.dialogs.find_model import HIT, Hits
from appealdesk.ui.spot import Spot, SpotKind
from support.cases import filed


@pytest.fixture
def dialog(session, bench, kit, host, qtbot):
    session.file.set_page_texts("b" * 64, ("Twelve visits.", "", "More of twelve visits."))
    with qtbot.waitSignals([bench.changed, bench.changed]):
        session.apply(filed(3, "Chart", 3))
        session.apply(edits.set_section_text(1, "There were twelve visits in all."))
    made = FindDialog(bench, kit, host)
    made.show()
    return made


def found(qtbot, dialog, text, count):
    dialog.words.setText(text)
    qtbot.waitUntil(lambda: not dialog._pause.isActive() and dialog._job is None)
    assert dialog.hits.rowCount() == count
    return [dialog.hits.index(row).data(HIT).title for row in range(count)]


def test_hits_are_told_with_their_place(dialog, qtbot):
    assert "details, texts and reasons" in dialog.status.text()
    assert found(qtbot, dialog, "twelve", 3) == [
        "Introduction", "Exhibit A, p. 1: Chart", "Exhibit A, p. 3: Chart",
    ]  # fmt: skip
    assert dialog.status.text() == "3 places"
    found(qtbot, dialog, "more twelve", 1)
    assert dialog.status.text() == "1 place"
    found(qtbot, dialog, "zebra", 0)
    assert dialog.status.text().startswith("Nothing found.")


def test_pages_that_cannot_be_searched_are_counted(dialog, qtbot):
    qtbot.waitUntil(lambda: dialog.pictures.text() == "1 page is a picture and cannot be searched.")
    assert dialog.pictures.isVisible()


def test_it_works_by_keyboard_alone(dialog, qtbot):
    found(qtbot, dialog, "twelve", 3)
    qtbot.keyClick(dialog.words, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(dialog.open_wanted) as opened:
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    chart = dialog._bench.case.sections[2].documents[0]
    assert opened.args[:1] == [Spot(SpotKind.DOCUMENT, chart.id, chart.pages[0].id)]
    assert dialog.isVisible()  # it stays beside the work
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog.show()  # the window keeps it: the words are there again
    assert dialog.words.selectedText() == "twelve"


def test_enter_in_the_words_opens_the_first_place(dialog, qtbot):
    found(qtbot, dialog, "twelve", 3)
    with qtbot.waitSignal(dialog.open_wanted) as opened:
        qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    assert opened.args[:1] == [Spot(SpotKind.SECTION, 1)]


def test_a_detail_leads_to_its_field(dialog, qtbot):
    found(qtbot, dialog, "northfield", 1)
    with qtbot.waitSignal(dialog.detail_wanted) as wanted:
        qtbot.keyClick(dialog.words, Qt.Key.Key_Return)
    assert wanted.args == [Place("detail", 0, "Insurer", "insurer_name")]


def test_a_change_of_the_case_is_found_too(dialog, bench, qtbot):
    found(qtbot, dialog, "twelve", 3)
    with qtbot.waitSignal(bench.changed):
        bench.apply(edits.set_section_text(1, "None."))
    qtbot.waitUntil(lambda: dialog.hits.rowCount() == 2)


def test_a_new_search_stops_the_old_one_and_its_hits_are_dropped(dialog, qtbot, monkeypatch):
    slow, gate = threading.Event(), threading.Event()

    def search(_session, text, *, cancel):
        if text == "old":
            slow.set()
            assert cancel.wait(10)
            gate.wait(10)
        yield Hit("section", 1, None, f"for {text}", text, ((0, 1),))

    monkeypatch.setattr(find_module, "search", search)
    dialog.words.setText("old")
    qtbot.waitUntil(slow.is_set)
    dialog.words.setText("new")
    gate.set()
    qtbot.waitUntil(lambda: dialog.hits.rowCount() == 1)
    qtbot.waitUntil(lambda: dialog._job is None)
    assert [dialog.hits.index(0).data(HIT).title] == ["for new"]


def test_many_hits_are_bounded_and_that_is_said(dialog, session, qtbot):
    session.file.set_page_texts("c" * 64, ("twelve",) * 400)
    session.apply(
        edits.add_document(
            3, title="Long", file_name="l", source="c" * 64, clean="c" * 64, page_count=400
        )
    )
    found(qtbot, dialog, "twelve", 300)
    assert dialog.status.text().startswith("The first 300 places are shown.")


def test_the_model_keeps_the_rules(host, qtmodeltester):
    model = Hits(host)
    qtmodeltester.check(model)
    model.add((Hit("section", 1, None, "A", "b", ()), Hit("reason", 2, None, "C", "d", ((0, 1),))))
    qtmodeltester.check(model)
    assert model.index(1).data() == "C. d"
    model.clear()
    assert model.rowCount() == 0
