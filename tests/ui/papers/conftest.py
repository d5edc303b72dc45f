"""The dialog of papers over an open case."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from appealdesk.ui.papers.dialog import PapersDialog


@pytest.fixture
def host(qapp):
    made = QWidget()
    yield made
    for dialog in made.findChildren(QDialog):
        dialog.hide()
    made.deleteLater()
    QApplication.sendPostedEvents(None, 0)


@pytest.fixture
def dialog(bench, images, kit, host, qtbot):
    made = PapersDialog(bench, images, kit, host)
    made.show()
    return made
