"""The preview of a small whole case."""

import shutil

import pytest

from appealdesk.case.values import new_case
from appealdesk.casefile.store import CaseFile
from appealdesk.desk.session import Session
from appealdesk.ui.preview import packets
from appealdesk.ui.preview_view import PreviewView
from support.cases import DETAILS
from support.packet_case import fill, is_up_to_date


@pytest.fixture(scope="session")
def filled(worker, tmp_path_factory):
    """The file of the case, made once."""
    folder = tmp_path_factory.mktemp("filled")
    path = folder / "filled.appeal"
    with Session(CaseFile.create(path, new_case(DETAILS))) as made:
        fill(made, worker, folder)
    return path


@pytest.fixture
def session(filled, tmp_path):
    path = tmp_path / "case.appeal"
    shutil.copyfile(filled, path)
    with Session(CaseFile.open(path)) as opened:
        yield opened


@pytest.fixture(autouse=True)
def no_older_files(eyes):
    """What another test's window left with the shared worker is not this test's."""
    for left in eyes.folder.glob("packet-*"):
        left.unlink()


@pytest.fixture
def hidden(bench, images, kit, qtbot, monkeypatch):
    """The view before anybody sees it; it rests a moment only."""
    monkeypatch.setattr(packets, "REST", 20)
    view = PreviewView(bench, images, kit)
    view.resize(1000, 800)
    yield view
    view.close_case()
    view.close()
    view.deleteLater()


@pytest.fixture
def view(hidden, qtbot):
    """The view with the packet on the screen."""
    hidden.show()
    qtbot.waitUntil(lambda: is_up_to_date(hidden), timeout=20000)
    return hidden
