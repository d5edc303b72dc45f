"""The window as a whole: cases come and go, files are let go on it, actions know their time."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QTextEdit

from appealdesk.case import edits
from appealdesk.case.values import Citation
from appealdesk.desk.settings import SettingsFile
from appealdesk.ui.drops import Drop
from appealdesk.ui.spot import TRAY, Spot, SpotKind
from appealdesk.ui.window import Window
from support.papers import photo, text_pdf
from support.pdfs import locked


@pytest.fixture
def window(qtbot, theme, notices, worker, eyes, tmp_path):
    settings = SettingsFile(tmp_path / "settings.json")
    made = Window(settings, theme, worker, eyes, home=tmp_path / "Appeals", notices=notices)
    made.resize(1400, 900)
    made.show()
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible())
    made.deleteLater()


@pytest.fixture
def desk(window, qtbot):
    """The window with a new appeal on it."""
    with qtbot.waitSignal(window.case_shown):
        window.commands.do("new")
    return window.case_desk


def _documents(window) -> list:
    return [] if window.bench is None else list(window.bench.case.documents())


def _apply(qtbot, bench, edit):
    with qtbot.waitSignal(bench.changed):
        bench.apply(edit)


def test_files_let_go_on_the_first_page_start_an_appeal_with_them(window, qtbot, tmp_path):
    letter = text_pdf(tmp_path / "denial letter #1 ñ.pdf", ["We deny this."])
    picture = photo(tmp_path / "page.jpg")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(letter)), QUrl.fromLocalFile(str(picture))])
    drop = QDropEvent(
        QPointF(300, 300),
        Qt.DropAction.CopyAction | Qt.DropAction.MoveAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.ShiftModifier,
    )
    QApplication.sendEvent(window.windowHandle(), drop)
    qtbot.waitUntil(lambda: len(_documents(window)) == 2, timeout=20000)
    assert drop.dropAction() == Qt.DropAction.CopyAction  # else the source may delete its file
    assert letter.exists()
    assert [d.title for d in window.bench.case.tray] == ["denial letter #1 ñ", "page"]
    assert window.bench.spot == TRAY  # the next step is to file them


def test_a_case_let_go_on_the_first_page_is_opened(window, qtbot, desk):
    path = desk.bench.path
    with qtbot.waitSignal(window.emptied):
        window.commands.do("close-case")
    with qtbot.waitSignal(window.case_shown):
        window._dropped(Drop(paths=(path,)))
    assert window.bench.path == path


def test_files_added_while_a_section_shows_go_under_it(window, qtbot, desk, tmp_path):
    section = desk.bench.case.sections[2]
    desk.bench.show(Spot(SpotKind.SECTION, section.id))
    window.add_files((text_pdf(tmp_path / "note.pdf", ["A note"]),))
    qtbot.waitUntil(lambda: len(_documents(window)) == 1, timeout=20000)
    assert [d.title for d in window.bench.case.section(section.id).documents] == ["note"]


def test_what_was_typed_last_is_kept_when_the_window_closes(window, qtbot, desk):
    bench, path = desk.bench, desk.bench.path
    bench.show(Spot(SpotKind.SECTION, 1))
    editor = desk.view.findChild(QTextEdit)
    editor.setFocus()
    qtbot.keyClicks(editor, "I appeal this denial.")
    window.close()
    qtbot.waitUntil(lambda: not window.isVisible())
    from appealdesk.casefile.store import CaseFile

    with CaseFile.open(path) as file:
        assert file.case.sections[0].body.strip() == "I appeal this denial."


def test_closing_shows_the_first_page_with_the_case_on_it(window, qtbot, desk):
    _apply(qtbot, desk.bench, edits.set_detail("patient_name", "Mo Reyes"))
    assert window.windowTitle() == "Mo Reyes – AppealDesk"
    with qtbot.waitSignal(window.emptied):
        window.commands.do("close-case")
    assert window.bench is None
    assert window.welcome.isVisible()
    assert window.kit.settings.now.recent[0].title == "Mo Reyes"


def test_actions_are_off_when_they_make_no_sense(window, qtbot):
    actions = window.kit.actions
    window.commands.refresh()
    assert actions["new"].isEnabled()
    assert actions["add-files"].isEnabled()
    assert not actions["export"].isEnabled()
    assert not actions["undo"].isEnabled()
    with qtbot.waitSignal(window.case_shown):
        window.commands.do("new")
    assert actions["export"].isEnabled()
    assert not actions["undo"].isEnabled()


def test_undo_names_what_it_takes_back(window, qtbot, desk):
    _apply(qtbot, desk.bench, edits.add_section("Notes of mine"))
    qtbot.waitUntil(lambda: "Notes of mine" in window.kit.actions["undo"].text())
    with qtbot.waitSignal(desk.bench.changed):
        window.commands.do("undo")
    assert len(desk.bench.case.sections) == 5
    qtbot.waitUntil(lambda: "Notes of mine" in window.kit.actions["redo"].text())


def test_the_look_is_kept(window, theme):
    window.commands.do("theme-dark")
    window.commands.do("text-larger")
    kept = SettingsFile(window.kit.settings.path).now
    assert (kept.theme, kept.text_scale) == ("dark", 110)
    assert theme.is_dark
    window.commands.do("text-smaller")
    window.commands.do("theme-light")
    assert not theme.is_dark


def test_where_there_is_no_room_the_guide_gives_way_and_can_be_called(window, qtbot, desk):
    window.resize(760, 600)
    qtbot.waitUntil(desk.guide.isHidden)
    window.commands.do("go-guide")
    assert desk.guide.isVisible()
    assert desk.packet_pane.isHidden()
    window.resize(1400, 900)
    qtbot.waitUntil(lambda: desk.guide.isVisible() and desk.packet_pane.isVisible())


def test_a_locked_paper_opens_with_its_password(window, qtbot, desk, notices, tmp_path):
    window.add_files((locked(tmp_path / "locked.pdf", user="right"),))
    qtbot.waitUntil(lambda: len(_documents(window)) == 1, timeout=20000)
    document = _documents(window)[0]
    assert document.problem is not None
    desk.bench.show(Spot(SpotKind.DOCUMENT, document.id))
    notices.answers = ["wrong", "right"]
    assert desk.can("unlock")
    desk.do("unlock")
    qtbot.waitUntil(lambda: _documents(window)[0].problem is None, timeout=20000)
    assert "did not open it" in notices.asked[-1][1]
    assert "is open now" in notices.sentences()
    # The button that asked is gone; the keyboard goes on where the pages are.
    qtbot.waitUntil(lambda: desk.view.isAncestorOf(QApplication.focusWidget()))


def test_enter_presses_the_button_that_has_the_focus(window, qtbot):
    window.activateWindow()
    for name in ("startNew", "openOther", "trySample"):
        button = window.welcome.findChild(QPushButton, name)
        button.setFocus()
        pressed = []
        button.clicked.disconnect()
        button.clicked.connect(lambda _checked=False, p=pressed: p.append(1))
        qtbot.keyClick(button, Qt.Key.Key_Return)
        qtbot.keyClick(button, Qt.Key.Key_Enter)
        assert pressed == [1, 1], name


def test_enter_on_cancel_does_not_export(window, qtbot, desk, tmp_path):
    for key, value in (("patient_name", "Ana"), ("insurer_name", "N"), ("claim_number", "1")):
        _apply(qtbot, desk.bench, edits.set_detail(key, value))
    window.commands.do("export")
    dialog = window.findChild(QDialog, "exportDialog")
    buttons = [b for b in dialog.findChildren(QPushButton) if b.isVisible()]
    cancel = next(b for b in buttons if b.text() == "Cancel")
    qtbot.waitUntil(dialog.isActiveWindow)
    cancel.setFocus()
    assert QApplication.focusWidget() is cancel
    qtbot.keyClick(cancel, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert not window.jobs.shown
    assert not list(tmp_path.rglob("*.pdf"))


def test_a_page_becomes_evidence_of_the_reason_that_the_user_names(
    window, qtbot, desk, notices, tmp_path
):
    window.add_files((text_pdf(tmp_path / "note.pdf", ["A note"]),))
    qtbot.waitUntil(lambda: len(_documents(window)) == 1, timeout=20000)
    document = _documents(window)[0]
    citation = Citation(document.id, document.pages[0].id)
    desk._citing.cite(citation)
    assert "no denial reason yet" in notices.sentences()
    for title in ("One", "Two"):
        _apply(qtbot, desk.bench, edits.add_reason(title))
    second = desk.bench.case.reasons[1]
    notices.answers = [str(second.id)]
    with qtbot.waitSignal(desk.bench.changed):
        desk._citing.cite(citation)
    assert desk.bench.case.reason(second.id).evidence == (citation,)
    assert notices.asked[-1].choices[0].label == "1. One"


def test_a_file_that_came_in_badly_is_told_at_once(window, qtbot, desk, notices, tmp_path):
    bad = tmp_path / "broken.pdf"
    bad.write_bytes(b"nothing of a PDF")
    window.add_files((bad,))
    qtbot.waitUntil(lambda: len(_documents(window)) == 1, timeout=20000)
    qtbot.waitUntil(lambda: "broken.pdf" in notices.sentences())


def test_what_the_export_offers_to_mend_is_mended(window, qtbot, desk):
    """A click on a place goes the guide's way, also for what is no part to be shown."""
    bench = desk.bench
    direct = bench.case.sections[3]
    _apply(qtbot, bench, edits.add_reason("One"))
    _apply(qtbot, bench, edits.include_section(direct.id, False))
    place = next(p for c in bench.checks if c.id == "reasons-shown" for p in c.where)
    with qtbot.waitSignal(bench.changed):
        window.commands._go(place)
    assert bench.case.section(direct.id).is_included


def test_undo_in_one_reason_brings_nothing_of_another(window, qtbot, desk):
    bench = desk.bench
    for title in ("One", "Two"):
        _apply(qtbot, bench, edits.add_reason(title))
    first, second = bench.case.reasons
    bench.show(Spot(SpotKind.REASON, first.id))
    editor = desk.view._response.editor
    surface = editor.findChild(QTextEdit)
    qtbot.keyClicks(surface, "x")
    qtbot.keyClick(surface, Qt.Key.Key_Backspace)
    bench.show(Spot(SpotKind.REASON, second.id))
    assert not surface.document().isUndoAvailable()


def test_closing_while_files_come_in_asks_first(window, qtbot, desk, notices, tmp_path):
    papers = tuple(text_pdf(tmp_path / f"note {n}.pdf", [f"Note {n}"]) for n in range(6))
    window.add_files(papers)
    assert window.jobs.shown
    window.commands.do("close-case")
    assert "not done yet" in notices.asked[-1].sentence
    assert window.bench is not None  # "cancel" was answered
    qtbot.waitUntil(lambda: len(_documents(window)) == 6, timeout=20000)


def test_stopping_an_import_by_closing_tells_no_error(window, qtbot, desk, notices, tmp_path):
    papers = tuple(text_pdf(tmp_path / f"note {n}.pdf", [f"Note {n}"]) for n in range(6))
    window.add_files(papers)
    notices.answers = ["stop"]
    with qtbot.waitSignal(window.emptied):
        window.commands.do("close-case")
    qtbot.waitUntil(lambda: not window.jobs.running)
    assert notices.errors == []
