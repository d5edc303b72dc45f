"""Keys are found, changed, taken from each other by choice, and given back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence

from appealdesk.desk.settings import SettingsFile
from appealdesk.ui.dialogs.shortcuts import ShortcutsDialog
from ui.dialogs.conftest import click


@pytest.fixture
def dialog(kit, host):
    made = ShortcutsDialog(kit, host)
    made.open()
    return made


def press(qtbot, dialog, key, held=Qt.KeyboardModifier.ControlModifier):
    qtbot.keyClick(dialog.keys, key, held)


def keys(kit, name):
    return kit.actions[name].shortcut().toString()


def test_every_action_is_listed_with_its_keys(dialog, kit):
    assert set(dialog._rows) == {spec.name for spec, _ in kit.actions}
    assert dialog._rows["export"].text(0) == "Export the packet"
    assert dialog._rows["export"].text(1) == "Ctrl+E"


def test_new_keys_are_used_at_once_and_kept(dialog, kit, qtbot):
    dialog.choose("add-section")
    press(qtbot, dialog, Qt.Key.Key_J)
    assert dialog._rows["add-section"].text(1) == ""  # nothing happens before it is said
    click(dialog, "shortcutsUse")
    assert keys(kit, "add-section") == "Ctrl+J"
    assert dialog._rows["add-section"].text(1) == "Ctrl+J"
    assert SettingsFile(kit.settings.path).now.shortcuts == {"add-section": "Ctrl+J"}


def test_a_conflict_is_told_by_name_and_taken_by_choice(dialog, kit, qtbot):
    dialog.choose("add-section")
    press(qtbot, dialog, Qt.Key.Key_E)
    assert dialog.note.text() == "Ctrl+E belongs to “Export the packet”, which would lose it."
    assert dialog.use.text() == "Take them"
    assert keys(kit, "export") == "Ctrl+E"
    click(dialog, "shortcutsUse")
    assert keys(kit, "add-section") == "Ctrl+E"
    assert keys(kit, "export") == ""
    dialog.choose("export")
    assert dialog.note.text() == "The usual keys are Ctrl+E."
    click(dialog, "shortcutsUsual")
    assert keys(kit, "export") == "Ctrl+E"
    assert keys(kit, "add-section") == ""
    assert dialog.note.text() == "“Add a section” had these keys and has none now."
    assert kit.settings.now.shortcuts == {}  # both are as usual again


@pytest.mark.parametrize(
    ("key", "held"),
    [
        (Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier),
        (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Up, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_keys_that_one_types_and_moves_with_are_not_taken(dialog, qtbot, key, held):
    dialog.choose("add-section")
    press(qtbot, dialog, key, held)
    assert "Hold Ctrl or Alt with it." in dialog.note.text()
    assert not dialog.use.isEnabled()


def test_function_keys_need_nothing_held(dialog, kit, qtbot):
    dialog.choose("add-section")
    press(qtbot, dialog, Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier)
    click(dialog, "shortcutsUse")
    assert keys(kit, "add-section") == "F9"


def test_keys_can_be_taken_away_and_all_given_back(dialog, kit, notices):
    dialog.choose("undo")
    click(dialog, "shortcutsNone")
    assert keys(kit, "undo") == ""
    notices.answers.append("cancel")
    click(dialog, "shortcutsReset")
    assert keys(kit, "undo") == ""
    notices.answers.append("all")
    click(dialog, "shortcutsReset")
    assert keys(kit, "undo") == QKeySequence(QKeySequence.StandardKey.Undo).toString()
    assert kit.settings.now.shortcuts == {}


def test_the_filter_finds_by_words_and_by_keys(dialog, qtbot):
    def seen():
        return {name for name, item in dialog._rows.items() if not item.isHidden()}

    dialog.filter.setText("export packet")
    assert seen() == {"export"}
    assert dialog._what.text() == "Export the packet"
    dialog.filter.setText("ctrl+e")
    assert "export" in seen()
    assert "undo" not in seen()
    dialog.filter.setText("zebra")
    assert seen() == set()
    assert dialog.none.isVisible()
    dialog.filter.clear()
    assert len(seen()) == len(dialog._rows)
    qtbot.keyClick(dialog.filter, Qt.Key.Key_Down)
    assert dialog.focusWidget() is dialog.table


def test_esc_empties_the_keys_and_then_closes(dialog, qtbot):
    dialog.choose("add-section")
    press(qtbot, dialog, Qt.Key.Key_J)
    press(qtbot, dialog, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert dialog.keys.keySequence().isEmpty()
    assert dialog.isVisible()
    press(qtbot, dialog, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    assert not dialog.isVisible()
