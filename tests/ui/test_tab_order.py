"""Tab goes from top to bottom, also to what was made later than the rest of a view."""

import pytest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from appealdesk.case import edits
from appealdesk.desk.prompts import Group, Point, Prompts
from appealdesk.ui.guide.deadline_tab import DeadlineTab
from appealdesk.ui.guide.help import HelpTab
from appealdesk.ui.section_prompts import PromptPanel
from appealdesk.ui.tracker.view import TrackerView
from support.reach import tab_order

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def window(qtbot):
    """A window in which a part stands in front of another one."""

    def make(part):
        made = QWidget()
        qtbot.addWidget(made)
        layout = QVBoxLayout(made)
        layout.addWidget(part)
        last = QPushButton("last")
        last.setObjectName("last")
        layout.addWidget(last)
        made.resize(700, 3000)
        with qtbot.waitExposed(made):
            made.show()
        return made

    return make


def names(root):
    return [stop.objectName() for stop in tab_order(root)]


def test_answers_of_the_deadline_come_where_they_stand(bench, kit, qtbot, window):
    tab = DeadlineTab(bench, kit)
    bench.changed.connect(tab.show_change)
    host = window(tab)
    bench.apply(edits.set_situation("coverage", "original-medicare"))
    qtbot.waitUntil(lambda: "appealLevel-hearing" in names(host))
    found = names(host)
    order = [
        "coverageFold",
        "coverage-original-medicare",
        "appealLevel-redetermination",
        "appealLevel-hearing",
        "noticeDate",
        "letterWords",
        "timing-before",
        "sending-portal",
        "letterLastDay",
        "noticeReceived",
        "last",
    ]
    assert sorted(order, key=found.index) == order


def test_stages_of_another_plan_come_where_they_stand(bench, images, kit, qtbot, window):
    tracker = TrackerView(bench, images, kit)
    host = window(tracker)
    bench.apply(edits.set_situation("coverage", "original-medicare"))
    qtbot.waitUntil(lambda: "level:hearing" in tracker.cards)
    qtbot.waitUntil(lambda: all(c.head in tab_order(host) for c in tracker.cards.values()))
    found = tab_order(host)
    heads = [found.index(card.head) for card in tracker.cards.values()]
    assert heads == sorted(heads)
    assert found[-1].objectName() == "last"


def test_sentences_to_put_in_follow_the_hints(kit, qtbot, window):
    panel = PromptPanel(kit)
    host = window(panel)
    point = Point("Say who decided.", sentence="A doctor must decide.")
    prompts = Prompts("Say it.", ("Who?",), "I ask.", (Group("About", "Why.", (point,)),))
    panel.show_prompts("intro", prompts)
    qtbot.waitUntil(lambda: "prompt-sentence-1-1" in names(host))
    assert names(host) == ["prompts", "hide-prompts", "prompt-sentence-1-1", "last"]


def test_further_pages_of_the_help_follow_its_text(bench, kit, window):
    tab = HelpTab(bench, kit)
    host = window(tab)
    tab.show_page("details")
    found = names(host)
    assert found[0] == "helpTab"
    assert found[-1] == "last"
    assert len(found) > 3
