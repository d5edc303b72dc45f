"""The dialog that should never be seen."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from appealdesk.ui.dialogs.crash import CrashDialog
from ui.dialogs.conftest import click


def test_it_comforts_and_gives_the_report(kit, host):
    dialog = CrashDialog(kit, "ValueError\n  appealdesk.x, line 1", host)
    dialog.open()
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert "is saved up to your last few words" in words
    click(dialog, "crashCopy")
    assert QGuiApplication.clipboard().text() == "ValueError\n  appealdesk.x, line 1"
    click(dialog, "crashGoOn")
    assert not dialog.isVisible()


def test_quit_goes_the_way_that_saves(kit, host, qtbot):
    dialog = CrashDialog(kit, "report", host)
    dialog.open()
    with qtbot.waitSignal(kit.actions["quit"].triggered):
        click(dialog, "crashQuit")
    assert not dialog.isVisible()
