"""Papers from the window's menu: a blank leads to its detail, and closing asks about typed words."""

import pytest
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QDialog

from appealdesk.desk.settings import SettingsFile
from appealdesk.ui.papers.dialog import PapersDialog
from appealdesk.ui.window import Window

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(qtbot, theme, notices, worker, eyes, tmp_path):
    settings = SettingsFile(tmp_path / "settings.json")
    made = Window(settings, theme, worker, eyes, home=tmp_path / "Appeals", notices=notices)
    made.resize(1400, 900)
    made.show()
    yield made
    notices.answers = ["stop"]
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible())
    made.deleteLater()


@pytest.fixture
def papers(window, qtbot):
    """The dialog over a new appeal."""
    with qtbot.waitSignal(window.case_shown):
        window.commands.do("new")
    window.commands.do("papers")
    return shown_papers()


def shown_papers() -> PapersDialog:
    (found,) = [w for w in QApplication.topLevelWidgets() if isinstance(w, PapersDialog)]
    assert found.isVisible()
    return found


def type_words(qtbot, dialog):
    surface = dialog.editor._surface
    surface.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(surface, "Mine. ")


def test_one_dialog_stays_beside_the_window(window, papers):
    assert not papers.isModal()
    papers.show_paper("attestation")
    papers.reject()
    window.case_desk.appeal.show_papers("representative")
    assert shown_papers() is papers
    assert papers.paper == "representative"


def test_a_blank_leads_to_the_field_that_fills_it(window, papers, qtbot):
    papers.show_paper("attestation")
    places = [place.key for place in papers.facts._places]
    papers.facts.missing.linkActivated.emit(str(places.index("member_id")))
    guide = window.case_desk.guide
    qtbot.waitUntil(lambda: guide.tabs.currentWidget() is guide.details)
    qtbot.waitUntil(lambda: "member_id" in (window.focusWidget() or window).objectName())


def test_closing_asks_about_words_that_no_case_has(window, papers, notices, qtbot):
    type_words(qtbot, papers)
    papers.hide()
    window.commands.do("close-case")
    question = notices.asked[-1]
    assert question.title == "A paper is not kept yet"
    assert window.bench is not None  # "cancel" was answered
    notices.answers = ["papers"]
    window.commands.do("close-case")
    assert "Mine. " in shown_papers().editor.text()
    notices.answers = ["stop"]
    with qtbot.waitSignal(window.emptied):
        window.commands.do("close-case")
    assert not [
        w for w in QApplication.topLevelWidgets() if isinstance(w, QDialog) and w.isVisible()
    ]


def test_closing_asks_nothing_when_no_words_were_changed(window, papers, notices, qtbot):
    with qtbot.waitSignal(window.emptied):
        window.commands.do("close-case")
    assert notices.asked == []
