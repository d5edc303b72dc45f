"""The guide on an open case, shown so that focus and places are real."""

import pytest

from appealdesk.ui.guide.pane import GuidePane


@pytest.fixture
def pane(bench, images, kit, qtbot):
    made = GuidePane(bench, images, kit)
    qtbot.addWidget(made)
    made.resize(340, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made
