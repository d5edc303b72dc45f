"""A parent for dialogs, so that one that was closed and one that was left open are both gone."""

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QPushButton, QWidget


@pytest.fixture
def host(qapp):
    made = QWidget()
    yield made
    for dialog in made.findChildren(QDialog):
        dialog.hide()
    made.deleteLater()
    QApplication.sendPostedEvents(None, 0)


def click(dialog, name):
    """Press the button of this name, which must be there and pressable."""
    found = dialog.findChild(QPushButton, name)
    assert found is not None, f"no button {name}"
    assert found.isEnabled(), f"{name} cannot be pressed"
    found.click()
