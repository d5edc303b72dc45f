"""Setting, changing and taking off a password."""

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from appealdesk.casefile.errors import PasswordNeeded, PasswordWrong
from appealdesk.casefile.opening import open_case
from appealdesk.casefile.schema import MIGRATIONS
from appealdesk.ui.dialogs.password import PasswordDialog, strength_words
from ui.dialogs.conftest import click


@pytest.fixture
def make(bench, kit, host):
    def made():
        dialog = PasswordDialog(bench, kit, host)
        dialog.open()
        return dialog

    return made


def typed(dialog, first, again):
    dialog.first.setText(first)
    dialog.again.setText(again)


def opens(session, tmp_path, password):
    """Whether a copy of the bytes opens with this password."""
    copy = tmp_path / "copy.appeal"
    copy.write_bytes(session.file.path.read_bytes())
    opened = open_case(copy, password, read_only=True, take_over=False, migrations=MIGRATIONS)
    opened.db.close()
    opened.folder.cleanup()


def test_a_password_is_set_changed_and_taken_off(make, session, notices, tmp_path, qtbot):
    dialog = make()
    assert dialog.findChild(QPushButton, "passwordRemove").isHidden()
    typed(dialog, "correct horse", "correct horse")
    click(dialog, "passwordSet")
    qtbot.waitUntil(lambda: len(notices.told) == 1)
    assert notices.told[0][0] == "The password is set."
    assert session.file.is_protected
    dialog = make()
    typed(dialog, "another one", "another one")
    assert dialog._set.text() == "Change the password"
    click(dialog, "passwordSet")
    qtbot.waitUntil(lambda: len(notices.told) == 2)
    dialog = make()
    click(dialog, "passwordRemove")
    qtbot.waitUntil(lambda: len(notices.told) == 3)
    assert notices.told[2] == (
        "The password was taken off.",
        "Anyone who has the file can open it now.",
    )
    assert not session.file.is_protected


def test_the_file_needs_the_very_password(make, session, notices, tmp_path, qtbot):
    dialog = make()
    typed(dialog, "correct horse", "correct horse")
    click(dialog, "passwordSet")
    qtbot.waitUntil(lambda: bool(notices.told))
    with pytest.raises(PasswordNeeded):
        opens(session, tmp_path, None)
    with pytest.raises(PasswordWrong):
        opens(session, tmp_path, "correct house")
    opens(session, tmp_path, "correct horse")


def test_it_must_be_typed_twice_and_the_same(make):
    dialog = make()
    assert not dialog._set.isEnabled()
    typed(dialog, "correct horse", "corr")
    assert not dialog._set.isEnabled()
    assert dialog.note.text() == ""  # half typed is no mistake
    typed(dialog, "correct horse", "corrx")
    assert dialog.note.text() == "The two are not the same yet."
    typed(dialog, "correct horse", "correct horse")
    assert dialog.note.text() == ""
    assert dialog._set.isEnabled()


def test_what_is_typed_can_be_seen(make):
    dialog = make()
    assert dialog.first.echoMode() == dialog.again.echoMode() == QLineEdit.EchoMode.Password
    dialog.shows.click()
    assert dialog.first.echoMode() == dialog.again.echoMode() == QLineEdit.EchoMode.Normal


def test_a_failure_is_told_and_one_can_try_again(make, session, qtbot, tmp_path):
    dialog = make()
    session.file.path.rename(tmp_path / "elsewhere.appeal")
    typed(dialog, "correct horse", "correct horse")
    click(dialog, "passwordSet")
    qtbot.waitUntil(lambda: "moved, deleted or replaced" in dialog.note.text())
    assert dialog._set.isEnabled()
    assert dialog.first.text() == "correct horse"
    (tmp_path / "elsewhere.appeal").rename(session.file.path)


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "Four or five words"), ("password1", "Easy to guess"), ("aaaaaaaaaaaaaaaa", "Easy"),
        ("short", "Easy"), ("horsestaple", "Fair"), ("horse-Staple", "Strong"),
        ("horse-Stap", "Good"), ("correct horse battery", "Strong"),
    ],
)  # fmt: skip
def test_its_strength_is_told_gently(password, words):
    assert strength_words(password).startswith(words)
