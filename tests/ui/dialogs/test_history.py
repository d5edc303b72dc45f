"""The history: what was done, where one is, and back to any of it."""

import pytest
from PySide6.QtCore import Qt

from appealdesk.case import edits
from appealdesk.casefile.records import HistoryEntry
from appealdesk.ui.dialogs.history import ENTRY, Edits, HistoryDialog
from ui.dialogs.conftest import click


@pytest.fixture
def dialog(session, bench, kit, host, qtbot):
    with qtbot.waitSignals([bench.changed] * 3):
        for title in ("One", "Two", "Three"):
            session.apply(edits.add_reason(title))
    made = HistoryDialog(bench, kit, host)
    made.open()
    qtbot.waitUntil(lambda: made.model.rowCount() == 4)
    return made


def rows(dialog):
    model = dialog.model
    return [(model.index(n, 0).data(), model.index(n, 2).data()) for n in range(model.rowCount())]


def titles(bench):
    return [reason.title for reason in bench.case.reasons]


def test_the_newest_is_on_top_and_the_present_is_marked(dialog):
    assert rows(dialog) == [
        ("Add reason “Three”", "You are here"),
        ("Add reason “Two”", ""),
        ("Add reason “One”", ""),
        ("Before the first change", ""),
    ]
    assert dialog.model.index(0, 1).data().startswith("Today, ")
    assert not dialog._go.isEnabled()


def test_back_and_forward_to_any_of_them(dialog, bench, qtbot):
    dialog.list.setCurrentIndex(dialog.model.index(2, 0))
    assert dialog._go.text() == "Go back to here"
    click(dialog, "historyGo")
    qtbot.waitUntil(lambda: titles(bench) == ["One"])
    qtbot.waitUntil(lambda: rows(dialog)[2][1] == "You are here")
    assert rows(dialog)[0] == ("Add reason “Three”", "Taken back")
    assert dialog.model.index(0, 0).data(Qt.ItemDataRole.ForegroundRole) is not None
    dialog.list.setCurrentIndex(dialog.model.index(0, 0))
    assert dialog._go.text() == "Come forward to here"
    click(dialog, "historyGo")
    qtbot.waitUntil(lambda: titles(bench) == ["One", "Two", "Three"])


def test_back_to_before_everything(dialog, bench, qtbot):
    dialog.list.setCurrentIndex(dialog.model.index(3, 0))
    click(dialog, "historyGo")
    qtbot.waitUntil(lambda: titles(bench) == [])


def test_words_that_were_just_typed_do_not_lead_astray(dialog, bench, qtbot):
    """An edit that is made by flushing comes on top; the chosen one is still what was meant."""

    def flush():
        bench.apply(edits.add_reason("Typed"))

    dialog.list.setCurrentIndex(dialog.model.index(1, 0))
    bench.flushing.connect(flush, type=Qt.ConnectionType.SingleShotConnection)
    click(dialog, "historyGo")
    qtbot.waitUntil(lambda: bench.redo_label == "Add reason “Three”")
    assert titles(bench) == ["One", "Two"]


def test_what_was_taken_back_and_is_gone_is_said(dialog, bench, qtbot):
    dialog.list.setCurrentIndex(dialog.model.index(2, 0))
    click(dialog, "historyGo")
    qtbot.waitUntil(lambda: rows(dialog)[2][1] == "You are here")

    def flush():
        bench.apply(edits.add_reason("Typed"))

    dialog.list.setCurrentIndex(dialog.model.index(0, 0))
    bench.flushing.connect(flush, type=Qt.ConnectionType.SingleShotConnection)
    click(dialog, "historyGo")
    qtbot.waitUntil(lambda: "That change is gone" in dialog.note.text())
    assert titles(bench) == ["One", "Typed"]


def test_a_fresh_appeal_says_that_nothing_was_done(bench, kit, host, qtbot):
    made = HistoryDialog(bench, kit, host)
    made.open()
    assert made.note.text() == "Nothing was changed yet."
    assert not made._go.isEnabled()


def test_the_model_keeps_the_rules(kit, host, qtmodeltester):
    model = Edits(kit, host)
    qtmodeltester.check(model)
    now = "2026-11-25T02:46:00+00:00"
    model.show_entries([HistoryEntry(1, "A", now, True), HistoryEntry(2, "B", now, False)])
    qtmodeltester.check(model)
    assert model.index(0, 0).data(ENTRY).seq == 2
