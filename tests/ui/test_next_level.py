"""Starting the next level: what is asked, and the case file that comes of it."""

import threading

import pytest
from shiboken6 import isValid

from appealdesk.case import edits
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import Kind
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.session import Session
from appealdesk.ui import next_level
from appealdesk.ui.next_level import NextLevelDialog
from support.papers import text_pdf


@pytest.fixture
def dialog(bench, kit, qtbot):
    bench.apply(edits.set_situation("coverage", "original-medicare"))
    qtbot.waitUntil(lambda: bool(bench.case.situation.coverage))
    made = NextLevelDialog(bench, kit, None)
    with qtbot.waitExposed(made):
        made.show()
    yield made
    if isValid(made):
        made.close()


def test_it_asks_for_the_letter_and_the_level(dialog):
    assert list(dialog.level.buttons) == ["reconsideration", "hearing"]
    assert dialog.level.buttons["reconsideration"].isChecked()
    assert not dialog.start.isEnabled()
    assert not dialog.sent.isVisibleTo(dialog)


def test_a_new_case_is_made_and_wanted(dialog, bench, notices, qtbot, tmp_path):
    letter = text_pdf(tmp_path / "final.pdf", ["still no"])
    sent = text_pdf(tmp_path / "sent.pdf", ["our appeal"])
    notices.answers += [(letter,), (sent,), tmp_path / "next"]
    dialog.letter.click()
    assert dialog.letter_name.text() == "final.pdf"
    assert dialog.start.isEnabled()
    dialog.packet.buttons["file"].click()
    assert not dialog.start.isEnabled()
    dialog.sent.click()
    dialog.level.buttons["hearing"].click()
    dialog.date.setText("11/20/2026")
    with qtbot.waitSignal(dialog.made, timeout=20000) as made:
        dialog.start.click()
    path = tmp_path / "next.appeal"
    assert made.args == [path]
    assert "The new appeal was made." in notices.sentences()
    with Session(CaseFile.open(path)) as session:
        assert session.case.situation.level == "hearing"
        assert session.case.details.denial_date == "November 20, 2026"
        kinds = {d.kind for d in session.case.documents()}
        assert kinds == {Kind.DENIAL_LETTER, Kind.PREVIOUS_APPEAL}


def test_a_packet_that_is_not_whole_asks_for_the_pdf(dialog, bench, notices, qtbot, tmp_path):
    bench.apply(edits.set_section_text(bench.case.sections[0].id, "Dear [Your name]"))
    letter = text_pdf(tmp_path / "final.pdf", ["still no"])
    notices.answers += [(letter,), tmp_path / "next.appeal"]
    dialog.letter.click()
    dialog.start.click()
    qtbot.waitUntil(lambda: bool(notices.errors), timeout=20000)
    assert "Choose the PDF that you sent" in notices.sentences()
    assert dialog.packet.buttons["file"].isChecked()
    assert dialog.sent.isVisibleTo(dialog)
    assert not (tmp_path / "next.appeal").exists()


def test_an_odd_date_is_asked_about(dialog):
    dialog.date.setText("soon")
    dialog.date.editingFinished.emit()
    assert dialog.date_hint.isVisibleTo(dialog)
    dialog.date.setText("November 20, 2026")
    dialog.date.textEdited.emit("November 20, 2026")
    assert not dialog.date_hint.isVisibleTo(dialog)


def test_without_a_known_level_it_says_so(bench, kit, qtbot):
    made = NextLevelDialog(bench, kit, None)
    made.show()
    assert made.nothing.isVisibleTo(made)
    assert not made.level.isVisibleTo(made)
    made.close()


def test_a_protected_appeal_asks_for_a_password(dialog, bench, notices, qtbot, tmp_path):
    bench.session.file.set_password("old one")
    letter = text_pdf(tmp_path / "final.pdf", ["still no"])
    sent = text_pdf(tmp_path / "sent.pdf", ["our appeal"])
    dialog.set_letter((letter,))
    dialog.set_packet((sent,))
    notices.answers += [tmp_path / "next.appeal", "new one"]
    with qtbot.waitSignal(dialog.made, timeout=20000):
        dialog.start.click()
    with Session(CaseFile.open(tmp_path / "next.appeal", password="new one")) as session:
        assert session.file.is_protected


@pytest.fixture
def held(monkeypatch):
    """The making of the new case waits until it is let go; what it was given is kept."""
    calls, go = [], threading.Event()

    def making(*_told, cancel, **_more):
        calls.append(cancel)
        go.wait(10)
        if cancel.is_set():
            raise AppealDeskError("It was stopped. Nothing was made.")

    monkeypatch.setattr(next_level, "start_next_level", making)
    yield calls
    go.set()


def begin(dialog, notices, qtbot, tmp_path, held):
    notices.answers += [(text_pdf(tmp_path / "final.pdf", ["still no"]),), tmp_path / "next"]
    dialog.letter.click()
    dialog.start.click()
    qtbot.waitUntil(lambda: bool(held))


def test_it_is_made_once_however_much_is_typed_meanwhile(dialog, notices, qtbot, tmp_path, held):
    begin(dialog, notices, qtbot, tmp_path, held)
    qtbot.keyClicks(dialog.date, "11/20/2026")
    dialog.packet.buttons["again"].click()
    assert not dialog.start.isEnabled()
    assert len(held) == 1


def test_closing_gives_up_what_nobody_would_hear_of(dialog, notices, qtbot, tmp_path, held):
    begin(dialog, notices, qtbot, tmp_path, held)
    dialog.reject()
    assert held[0].is_set()
