"""The first page."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from appealdesk.desk.settings import RecentCase
from appealdesk.ui.welcome import Welcome


@pytest.fixture
def welcome(kit, qtbot, tmp_path):
    there = tmp_path / "here.appeal"
    there.write_bytes(b"")
    recent = (RecentCase(str(there), "Ana Díaz – MRI"), RecentCase("/nowhere/gone.appeal", ""))
    kit.settings.set(replace(kit.settings.now, recent=recent))
    made = Welcome(kit)
    qtbot.addWidget(made)
    made.resize(900, 700)
    made.show()
    return made


def _words(widget) -> str:
    return "\n".join(part.text() for part in widget.findChildren(QLabel))


def test_recent_cases_are_listed_and_missing_ones_marked(welcome):
    words = _words(welcome)
    assert "Ana Díaz – MRI" in words
    assert "gone" in words
    assert words.count("Not at its place any more") == 1


def test_a_click_on_a_recent_case_asks_for_it(welcome, qtbot, tmp_path):
    button = welcome.findChildren(QPushButton, "recent")[0]
    with qtbot.waitSignal(welcome.recent_chosen) as told:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert told.args == [str(tmp_path / "here.appeal")]


def test_the_three_ways_to_begin_are_actions(welcome, kit, qtbot):
    for name, action in (("startNew", "new"), ("openOther", "open"), ("trySample", "sample")):
        with qtbot.waitSignal(kit.actions[action].triggered):
            qtbot.mouseClick(welcome.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_without_recent_cases_there_is_a_sentence(kit, qtbot):
    made = Welcome(kit)
    qtbot.addWidget(made)
    assert "None yet." in _words(made)


def test_a_recent_case_shows_how_many_days_are_left(kit, qtbot, tmp_path):
    there = tmp_path / "here.appeal"
    there.write_bytes(b"")
    today = dt.datetime.now().astimezone().date()
    days = (today + dt.timedelta(days=40), today + dt.timedelta(days=3), today - dt.timedelta(9))
    recent = tuple(RecentCase(f"{there}{n}", "MRI", "", d.isoformat()) for n, d in enumerate(days))
    kit.settings.set(replace(kit.settings.now, recent=(*recent, RecentCase(str(there), "CT"))))
    made = Welcome(kit)
    qtbot.addWidget(made)
    told = [p for p in made.findChildren(QLabel) if p.text().startswith("Last day: ")]
    assert [p.text().rsplit("(", 1)[1] for p in told] == [
        "40 days left)",
        "3 days left)",
        "passed 9 days ago)",
    ]
    assert [p.property("role") for p in told] == ["quiet", "warn", "bad"]
    buttons = made.findChildren(QPushButton, "recent")
    assert "40 days left" in buttons[0].accessibleDescription()
    assert buttons[3].accessibleDescription() == "", "an unknown last day is not made up"


def test_the_last_day_is_forgotten_with_the_entry(kit):
    kit.settings.set(kit.settings.now.with_recent(RecentCase("/a.appeal", "A", "", "2027-03-09")))
    kit.settings.set(kit.settings.now.without_recent("/a.appeal"))
    assert "2027-03-09" not in kit.settings.path.read_text(encoding="utf-8")
