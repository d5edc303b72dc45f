"""The export dialog: what it asks, what it shows while it works, what it tells afterwards."""

import hashlib
import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton

from appealdesk.audit.checks import Check, Place, State
from appealdesk.case import edits
from appealdesk.case.values import Arrangement
from appealdesk.desk.exporting import ExportFailed, ExportStopped
from appealdesk.packet.values import Delivery
from appealdesk.ui.dialogs import export as export_module
from appealdesk.ui.dialogs.export import ExportDialog, _Page
from appealdesk.ui.jobs import Lane
from appealdesk.worker.client import WorkerProblem
from support.papers import page_texts
from ui.dialogs.conftest import click


@pytest.fixture
def folder(kit, tmp_path):
    made = tmp_path / "out"
    made.mkdir()
    kit.settings.set(replace(kit.settings.now, export_folder=str(made)))
    return made


@pytest.fixture
def dialog(session, bench, kit, host, folder, qtbot):
    with qtbot.waitSignal(bench.changed):
        session.apply(edits.set_section_text(1, "I appeal the denial."))
    made = ExportDialog(bench, kit, host)
    made.open()
    qtbot.waitUntil(lambda: made._target is not None)
    return made


def page(dialog):
    return _Page(dialog._pages.currentIndex())


def words(dialog, name):
    return dialog.findChild(QLabel, name).text()


def shown(dialog):
    """All words that can be seen in the present state."""
    parts = dialog.findChildren(QLabel) + dialog.findChildren(QPushButton)
    return "\n".join(p.accessibleName() or p.text() for p in parts if p.isVisible())


def until(qtbot, dialog, wanted):
    qtbot.waitUntil(lambda: page(dialog) is not _Page.RUN, timeout=20000)
    assert page(dialog) is wanted, words(dialog, "exportError") + words(dialog, "exportHint")


def test_it_suggests_a_name_that_says_whose_appeal_it_is(dialog, folder):
    name = words(dialog, "exportName")
    assert name.startswith("Appeal - Ana Díaz - C-9 - ")
    assert name.endswith(".pdf")
    assert words(dialog, "exportFolder") == str(folder)


def test_a_fax_gets_a_name_of_its_own(dialog, qtbot):
    dialog.findChild(QRadioButton, "exportFax").click()
    qtbot.waitUntil(lambda: words(dialog, "exportName").endswith(" fax.pdf"))


def test_a_packet_is_made_and_proven(dialog, bench, kit, notices, folder, qtbot):
    assert "3 pages" in words(dialog, "exportPages")
    told = []
    kit.jobs.started.connect(lambda job: job.progress.connect(lambda step, *_: told.append(step)))
    click(dialog, "exportGo")
    assert page(dialog) is _Page.RUN
    until(qtbot, dialog, _Page.DONE)
    (made,) = folder.iterdir()
    sha = hashlib.sha256(made.read_bytes()).hexdigest()
    assert words(dialog, "exportedProof").replace(" ", "") == sha
    assert str(made) == words(dialog, "exportedWhere")
    assert words(dialog, "exportedWhat").startswith("3 pages, ")
    assert dialog.run.bar.value() >= 90
    assert "assemble" in told
    click(dialog, "exportedCopy")
    assert QGuiApplication.clipboard().text() == sha
    click(dialog, "exportOpenFile")
    click(dialog, "exportOpenFolder")
    assert notices.opened == [made, folder]
    assert kit.settings.now.export_folder == str(folder)
    assert [r.sha256 for r in bench.session.file.exports()] == [sha]


def test_what_was_just_typed_is_in_the_packet(dialog, bench, folder, qtbot):
    def flush():
        bench.apply(edits.set_section_text(1, "These words came last."))

    bench.flushing.connect(flush, type=Qt.ConnectionType.SingleShotConnection)
    click(dialog, "exportGo")
    until(qtbot, dialog, _Page.DONE)
    (made,) = folder.iterdir()
    assert "These words came last." in "".join(page_texts(made))


def test_a_fax_comes_with_a_picture_file(dialog, folder, qtbot):
    dialog.findChild(QRadioButton, "exportFax").click()
    qtbot.waitUntil(lambda: words(dialog, "exportName").endswith(" fax.pdf"))
    click(dialog, "exportGo")
    assert "Make the black and white fax form" in shown(dialog)
    until(qtbot, dialog, _Page.DONE)
    assert sorted(p.suffix for p in folder.iterdir()) == [".pdf", ".tif"]
    assert words(dialog, "exportedTiff").endswith(".tif")


def test_a_second_packet_never_takes_the_place_of_the_first(
    dialog, bench, kit, host, folder, qtbot
):
    click(dialog, "exportGo")
    until(qtbot, dialog, _Page.DONE)
    click(dialog, "exportCancel")
    again = ExportDialog(bench, kit, host)
    again.open()
    qtbot.waitUntil(lambda: again.choose.before.table.rowCount() == 1)
    qtbot.waitUntil(lambda: words(again, "exportName").endswith(" (2).pdf"))
    table = again.choose.before.table
    assert table.item(0, 1).text() == next(folder.iterdir()).name
    assert table.item(0, 0).text().startswith("Today, ")
    table.selectRow(0)
    click(again, "copyProof")
    sha = hashlib.sha256(next(folder.iterdir()).read_bytes()).hexdigest()
    assert QGuiApplication.clipboard().text() == sha


def test_what_is_needed_is_said_and_one_click_away(dialog, bench, qtbot):
    with qtbot.waitSignal(bench.changed):
        bench.apply_all(
            "x", [edits.set_detail("patient_name", ""), edits.set_section_text(1, "See [cite:99].")]
        )
    assert not dialog._export.isEnabled()
    assert words(dialog, "exportWhyNot") == (
        "It cannot go yet: 2 things are needed. The list says which."
    )
    qtbot.waitUntil(lambda: "Could be stronger" in shown(dialog))
    texts = shown(dialog)
    assert texts.index("Needed before it can go out") < texts.index("Still missing")
    assert texts.index("Still missing") < texts.index("Could be stronger")
    first = next(b for b in dialog.findChildren(QPushButton, "placeButton"))
    assert first.accessibleName() == "Patient's name"
    with qtbot.waitSignal(dialog.go_wanted) as went:
        first.click()
    assert went.args == [Place("detail", 0, "Patient's name", "patient_name")]
    assert not dialog.isVisible()


def test_what_is_open_but_stops_nothing_is_never_hidden(dialog):
    assert dialog._export.isEnabled()
    told = words(dialog, "exportWhyNot")
    assert told.endswith(" things on the list are still open. You may export all the same.")


def test_when_all_is_well_one_line_says_so(dialog, qtbot):
    dialog.choose.open.show_checks([Check("x", "Something", State.DONE, "Why.")])
    qtbot.waitUntil(lambda: "Nothing is open." in shown(dialog))
    seen = [label.text() for label in dialog.choose.open.findChildren(QLabel) if label.isVisible()]
    assert [words for words in seen if words] == ["Nothing is open."]


def test_the_choices_of_the_layout_are_edits_that_can_be_undone(dialog, bench, qtbot):
    with qtbot.waitSignal(bench.changed):
        dialog.findChild(QRadioButton, "exportLetterFirst").click()
    assert bench.case.layout.arrangement is Arrangement.LETTER_FIRST
    with qtbot.waitSignal(bench.changed):
        dialog.findChild(QCheckBox, "exportDividers").click()
    assert bench.case.layout.has_dividers
    with qtbot.waitSignals([bench.changed, bench.changed]):
        bench.go_to(-2)
    qtbot.waitUntil(dialog.findChild(QRadioButton, "exportBySection").isChecked)
    assert not dialog.findChild(QCheckBox, "exportDividers").isChecked()


def test_another_place_may_be_chosen_and_replacing_is_said(dialog, notices, tmp_path, qtbot):
    old = tmp_path / "mine.pdf"
    old.write_bytes(b"%PDF-old")
    notices.answers.append(tmp_path / "mine")
    click(dialog, "exportChange")
    assert notices.asked[-1][1].name.startswith("Appeal - ")
    qtbot.waitUntil(lambda: "will be replaced" in shown(dialog))
    assert words(dialog, "exportName") == "mine.pdf"
    dialog.findChild(QRadioButton, "exportFax").click()
    assert words(dialog, "exportName") == "mine.pdf"
    dialog.findChild(QRadioButton, "exportMail").click()
    click(dialog, "exportGo")
    until(qtbot, dialog, _Page.DONE)
    assert old.read_bytes() != b"%PDF-old"


def test_an_error_is_told_and_nothing_is_lost(dialog, folder, qtbot, monkeypatch):
    def fail(*_args, **_more):
        raise ExportFailed("The disk is full.", "Make room.")

    monkeypatch.setattr(export_module, "export", fail)
    dialog.findChild(QRadioButton, "exportFax").click()
    click(dialog, "exportGo")
    until(qtbot, dialog, _Page.CHOOSE)
    assert words(dialog, "exportError") == "The disk is full."
    assert words(dialog, "exportHint") == "Make room."
    assert dialog.choose.delivery is Delivery.FAX
    assert dialog._export.isEnabled()
    assert not list(folder.iterdir())


def test_what_stopped_an_export_is_listed(dialog, qtbot, monkeypatch):
    place = Place("section", 1, "Introduction, line 1: [Name]")
    open_check = Check(
        "no-placeholders",
        "No blank is left to fill in",
        State.MISSING,
        "Why.",
        (place,),
        stops_export=True,
    )

    def fail(*_args, **_more):
        raise ExportStopped("Not ready.", "Mend these first:", (open_check,))

    monkeypatch.setattr(export_module, "export", fail)
    click(dialog, "exportGo")
    until(qtbot, dialog, _Page.CHOOSE)
    qtbot.waitUntil(lambda: place.words in shown(dialog))


def test_a_fault_of_the_program_does_not_leave_it_hanging(dialog, kit, qtbot, monkeypatch):
    def fail(*_args, **_more):
        raise RuntimeError("bug")

    monkeypatch.setattr(export_module, "export", fail)
    with qtbot.waitSignal(kit.jobs.crashed):
        click(dialog, "exportGo")
    until(qtbot, dialog, _Page.CHOOSE)
    assert "fault in the program" in words(dialog, "exportError")


def test_cancel_stops_it_and_writes_nothing(dialog, folder, qtbot, monkeypatch):
    def hang(*_args, on_progress, cancel, **_more):
        on_progress("assemble", 3, 10)
        assert cancel.wait(20)
        raise WorkerProblem("cancelled", "Stopped, as you asked.")

    monkeypatch.setattr(export_module, "export", hang)
    click(dialog, "exportGo")
    qtbot.waitUntil(lambda: "page 3 of 10" in words(dialog, "exportStatus"))
    assert "Done: Fetch your papers" in shown(dialog)
    assert "Now: Put all pages together" in shown(dialog)
    dialog.reject()  # what Esc does
    until(qtbot, dialog, _Page.CHOOSE)
    assert dialog.isVisible()
    assert words(dialog, "exportError") == "Stopped, as you asked."
    assert words(dialog, "exportHint") == "Nothing was written."
    assert not list(folder.iterdir())


def test_an_export_that_waits_for_other_work_says_so_and_can_be_cancelled(
    dialog, kit, folder, qtbot
):
    gate = threading.Event()
    kit.jobs.start(Lane.HANDS, "Adding files", lambda _report: gate.wait(20), is_shown=True)
    try:
        click(dialog, "exportGo")
        assert "Adding files" in words(dialog, "exportStatus")
        qtbot.waitUntil(lambda: dialog._job is not None)
        click(dialog, "exportCancel")
        assert page(dialog) is _Page.CHOOSE
        assert words(dialog, "exportHint") == "Nothing was written."
    finally:
        gate.set()
    qtbot.waitUntil(lambda: not kit.jobs.running, timeout=20000)
    assert page(dialog) is _Page.CHOOSE
    assert not list(folder.iterdir())


def test_a_dialog_that_is_gone_hears_no_more(dialog, kit, host, qtbot):
    gate = threading.Event()
    kit.jobs.start(
        Lane.BESIDE, "x", lambda _report: gate.wait(20), done=dialog.alive(dialog.setWindowTitle)
    )
    dialog.reject()
    qtbot.waitUntil(lambda: not host.findChildren(ExportDialog))
    gate.set()
    qtbot.waitUntil(lambda: not kit.jobs.running)


def test_a_made_packet_leads_to_where_its_sending_is_written_down(dialog, kit, qtbot):
    told = []
    kit.actions["tracker"].triggered.connect(lambda _on=False: told.append(dialog.isVisible()))
    click(dialog, "exportGo")
    until(qtbot, dialog, _Page.DONE)
    click(dialog, "exportedWriteDown")
    assert told == [False]
