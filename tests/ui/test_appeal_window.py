"""The appeal as a whole in the real window: the guide without a case, the tracker, the next level."""

import pytest

from appealdesk.case import edits
from appealdesk.desk.settings import SettingsFile
from appealdesk.ui.guidebook.window import GuidebookWindow
from appealdesk.ui.next_level import NextLevelDialog
from appealdesk.ui.spot import PACKET, TRACKER
from appealdesk.ui.tracker.view import TrackerView
from appealdesk.ui.window import Window
from support.papers import text_pdf

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(qtbot, theme, notices, worker, eyes, tmp_path):
    settings = SettingsFile(tmp_path / "settings.json")
    made = Window(settings, theme, worker, eyes, home=tmp_path / "Appeals", notices=notices)
    made.resize(1400, 900)
    made.show()
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=10000)
    made.deleteLater()


@pytest.fixture
def desk(window, qtbot):
    """The window with a new appeal on it."""
    with qtbot.waitSignal(window.case_shown):
        window.commands.do("new")
    return window.case_desk


def test_the_guide_can_be_read_without_an_appeal(window, notices):
    window.commands.refresh()
    assert window.kit.actions["guidebook"].isEnabled()
    assert not window.kit.actions["tracker"].isEnabled()
    window.kit.actions["guidebook"].trigger()
    guide = window.findChild(GuidebookWindow)
    assert guide.isVisible()
    guide.close()


def test_the_tracker_shows_in_the_middle_and_the_list_leads_back(desk, window, qtbot):
    window.commands.do("tracker")
    assert desk.bench.spot == TRACKER
    assert isinstance(desk.view, TrackerView)
    desk.view.cards["letter"].fields.note.editor.setPlainText("Asked by phone.")
    window.commands.do("show-packet")  # leaving makes typed words an edit
    qtbot.waitUntil(lambda: [s.note for s in desk.bench.case.stages] == ["Asked by phone."])
    assert desk.bench.spot == PACKET
    desk.packet_pane.tracker.click()
    assert desk.bench.spot == TRACKER


def test_the_next_level_opens_in_place_of_the_old_appeal(desk, window, notices, qtbot, tmp_path):
    bench = desk.bench
    bench.apply(edits.set_situation("coverage", "individual"))
    qtbot.waitUntil(lambda: bench.case.situation.coverage == "individual")
    window.commands.do("next-level")
    dialog = window.findChild(NextLevelDialog)
    dialog.set_letter((text_pdf(tmp_path / "final.pdf", ["still no"]),))
    dialog.set_packet((text_pdf(tmp_path / "sent.pdf", ["our appeal"]),))
    notices.answers.append(tmp_path / "next.appeal")
    with qtbot.waitSignal(window.case_shown, timeout=20000):
        dialog.start.click()
    assert window.bench.path == tmp_path / "next.appeal"
    assert window.bench.case.situation.level == "external"
    assert [r.path for r in window.kit.settings.now.recent][:1] == [str(tmp_path / "next.appeal")]
