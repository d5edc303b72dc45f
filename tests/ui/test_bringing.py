"""What was dropped or pasted is brought in, and what cannot be is told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from appealdesk.ui.bringing import BringIn
from appealdesk.ui.drops import Drop
from support.papers import text_pdf


@pytest.fixture
def bring(bench, kit):
    return BringIn(bench, kit).bring


def picture(color):
    image = QImage(200, 300, QImage.Format.Format_RGB32)
    image.fill(color)
    return image


def test_files_are_taken_and_the_rest_is_told(bring, bench, notices, tmp_path, qtbot):
    paper = text_pdf(tmp_path / "Lab.pdf", ["one"])
    with qtbot.waitSignal(bench.arrived, timeout=20000):
        bring(Drop(paths=(paper,), refused="The other one is in the trash."), 1)
    assert [d.title for d in bench.case.section(1).documents] == ["Lab"]
    assert notices.sentences() == "The other one is in the trash."


def test_pictures_become_papers_and_leave_no_file_behind(bring, bench, qtbot):
    seen = []
    bench.arrived.connect(seen.append)
    bring(Drop(images=(picture(Qt.GlobalColor.red), picture(Qt.GlobalColor.blue))), 3)
    qtbot.waitUntil(lambda: len(seen) == 2, timeout=20000)
    assert [d.title for d in bench.case.section(3).documents] == [
        "Pasted picture 1", "Pasted picture 2",
    ]  # fmt: skip
    folder = seen[0].path.parent
    qtbot.waitUntil(lambda: not folder.exists())


def test_a_full_disk_is_told(bring, notices, monkeypatch, qtbot):
    monkeypatch.setattr(QImage, "save", lambda *_: False)
    bring(Drop(images=(picture(Qt.GlobalColor.red),)))
    qtbot.waitUntil(lambda: bool(notices.errors))
    assert "could not be saved" in notices.sentences()
    assert "disk is full" in notices.sentences()


def test_nothing_is_told_as_nothing(bring, notices):
    bring(Drop())
    assert "nothing here that can be put into the appeal" in notices.sentences()


def test_a_case_for_reading_only_takes_nothing(bench, kit, notices, tmp_path, monkeypatch):
    monkeypatch.setattr(type(bench), "is_read_only", property(lambda _self: True))
    BringIn(bench, kit).bring(Drop(paths=(tmp_path / "a.pdf",)))
    assert "open for reading only" in notices.sentences()
    assert not bench.jobs.shown
