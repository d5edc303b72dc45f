"""The window's tests run offscreen: an open case, its workbench, and nothing left behind."""

import gc
import os

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from appealdesk.desk.previews import Previews
from appealdesk.desk.settings import SettingsFile
from appealdesk.ui.actions import Actions
from appealdesk.ui.garbage import collect_due
from appealdesk.ui.icons import Icons
from appealdesk.ui.jobs import Jobs
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.theme import Theme
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench
from appealdesk.worker.client import Worker
from support.notices import RecordingNotices


@pytest.fixture(scope="session")
def eyes():
    with Worker() as warm:
        yield warm


@pytest.fixture(scope="session")
def theme(qapp):
    return Theme(qapp, "light")


@pytest.fixture(scope="session")
def icons(theme):
    return Icons(theme)


@pytest.fixture
def notices():
    return RecordingNotices()


@pytest.fixture
def jobs(qapp):
    made = Jobs()
    yield made
    made.close()


@pytest.fixture
def bench(session, jobs, notices, worker, eyes, theme, qtbot):
    """The workbench of an empty case with the standard sections."""
    made = Workbench(session, jobs, notices, worker, eyes)
    yield made
    with qtbot.waitCallback() as closed:
        made.close(closed)


@pytest.fixture
def images(bench, jobs, eyes):
    return PageImages(Previews(bench.session, eyes), jobs)


@pytest.fixture
def kit(theme, icons, notices, jobs, tmp_path, qtbot):
    """What every part of the window may use."""
    owner = QObject()
    yield Kit(
        theme,
        icons,
        Actions(icons, {}, owner),
        SettingsFile(tmp_path / "settings.json"),
        notices,
        jobs,
    )
    owner.deleteLater()


@pytest.fixture(scope="session", autouse=True)
def garbage(qapp):
    """Parts of the window are taken apart in the thread of the interface, as in the program."""
    gc.disable()  # it stays so for what runs later: what is left of a window must not fall then


@pytest.fixture(autouse=True)
def nothing_left_behind(request, qapp):
    """A window or a thread that outlives its test is named, closed, and fails the test."""
    threads = set(threading.enumerate())
    yield
    collect_due()
    left = [w for w in QApplication.topLevelWidgets() if w.isVisible()]
    for window in left:
        window.close()
    alive = [
        t.name
        for t in set(threading.enumerate()) - threads
        if t.is_alive() and t.name.startswith("appealdesk")
    ]
    assert not left, f"left open: {left}"
    assert not alive, f"still running: {alive}"


def settled(qtbot, bench, change, *, timeout=5000):
    """Do something that makes an edit, and wait until the bench has heard of it."""
    with qtbot.waitSignal(bench.changed, timeout=timeout):
        change()
