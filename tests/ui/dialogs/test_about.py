"""What the program says of itself."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel

from appealdesk import __version__
from appealdesk.resources import resource_path
from appealdesk.ui.dialogs.about import AboutDialog
from ui.dialogs.conftest import click


@pytest.fixture
def dialog(kit, host, qtbot):
    made = AboutDialog(kit, host)
    made.open()
    qtbot.waitUntil(lambda: made.table.rowCount() > 0)
    return made


def rows(dialog):
    return {
        dialog.table.item(n, 0).text(): (n, dialog.table.item(n, 2).text())
        for n in range(dialog.table.rowCount())
    }


def test_it_says_what_it_is_and_what_it_is_not(dialog):
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert f"Version {__version__}" in words
    assert "Nothing leaves this computer." in words
    assert "no legal and no medical advice" in words
    assert "ask whoever gave it to you" in words


def test_every_part_has_a_licence_and_its_text(dialog):
    found = rows(dialog)
    assert next(iter(found)) == "AppealDesk"
    for name in (
        "pypdf",
        "reportlab",
        "pikepdf",
        "chunspell",
        "platformdirs",
        "msgspec",
        "natsort",
    ):
        assert found[name][1]
    for name, (row, licence) in found.items():
        assert licence, name
        dialog.table.selectRow(row)
        assert len(dialog.text.toPlainText()) > 300, name


def test_qt_is_there_under_the_lgpl_with_its_rights(dialog):
    name = next(n for n in rows(dialog) if n.lower().startswith("pyside6"))
    row, licence = rows(dialog)[name]
    assert "LGPL-3.0" in licence
    dialog.table.selectRow(row)
    text = dialog.text.toPlainText()
    assert "You may replace them" in text
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "GNU GENERAL PUBLIC LICENSE" in text


def test_no_licence_in_the_resources_is_forgotten(dialog):
    shown = "".join(part.text for part in dialog._parts)
    files = sorted(resource_path("fonts").parent.glob("*/LICENSE*"))
    assert len(files) >= 6
    for file in files:
        assert file.read_text(encoding="utf-8")[:400] in shown, file.name


def test_facts_of_the_computer_name_nobody(dialog):
    click(dialog, "aboutCopy")
    facts = QGuiApplication.clipboard().text()
    assert f"AppealDesk {__version__}" in facts
    assert "Qt: 6." in facts
    assert "/" not in facts.replace("x86/64", "")
