"""A second start of the program calls the window that has the case open."""

import os
import subprocess
import sys

import pytest

from appealdesk.ui.summons import Summons, summon

CALL = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from appealdesk.ui.summons import summon
app = QCoreApplication([])
sys.exit(0 if summon(Path(sys.argv[1])) else 3)
"""


@pytest.fixture
def hearing(qtbot, tmp_path):
    summons = Summons(None)
    case = tmp_path / "Ana's appeal.appeal"
    case.touch()
    assert summons.listen(case)
    yield summons, case
    summons.stop()
    summons.deleteLater()


def call(case, **env):
    return subprocess.Popen([sys.executable, "-c", CALL, case], env=os.environ | env)


def test_the_window_that_has_the_case_is_called(qtbot, hearing):
    summons, case = hearing
    with qtbot.waitSignal(summons.called, timeout=20_000):
        second = call(case)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert second.returncode == 0


def test_the_desktop_s_permission_to_come_to_the_front_is_handed_on(qtbot, hearing, monkeypatch):
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "")
    summons, case = hearing
    with qtbot.waitSignal(summons.called, timeout=20_000):
        second = call(case, XDG_ACTIVATION_TOKEN="token-17_TIME4")
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "token-17_TIME4"  # noqa: S105


def test_another_way_to_the_same_file_calls_too(qtbot, hearing, tmp_path):
    summons, case = hearing
    link = tmp_path / "link.appeal"
    link.symlink_to(case)
    with qtbot.waitSignal(summons.called, timeout=20_000):
        second = call(link)
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=20_000)


def test_nobody_answers_for_another_case(hearing, tmp_path):
    assert not summon(tmp_path / "other.appeal")


def test_after_the_case_is_closed_nobody_answers(hearing):
    summons, case = hearing
    summons.stop()
    assert not summon(case)


def test_a_name_left_by_a_crash_is_taken_again(qtbot, tmp_path):
    case = tmp_path / "a.appeal"
    first, second = Summons(None), Summons(None)
    assert first.listen(case)
    assert second.listen(case)  # whoever holds the case's lock is right
    for summons in (first, second):
        summons.stop()
        summons.deleteLater()
