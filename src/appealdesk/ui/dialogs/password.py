"""Setting, changing and taking off the password of the open appeal."""

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.notices import Tone
from appealdesk.ui.dialogs.base import Dialog, IconLabel, foot, say, scrolling
from appealdesk.ui.jobs import Lane, Report
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, label, row, set_role
from appealdesk.ui.workbench import Workbench

_COMMON = ("password", "12345", "qwerty", "abc123", "letmein", "111111", "iloveyou", "welcome")


class PasswordDialog(Dialog):
    """Protects the case file with a password, or takes it off.

    Args:
        bench: the open case.
        kit: what every part of the window may use.
        parent: the window.
    """

    def __init__(self, bench: Workbench, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(
            kit, parent, title=self.tr("Password"), name="passwordDialog", size=(520, 520)
        )
        self._bench = bench
        self._is_running = False
        is_protected = bench.session.file.is_protected
        self.first = self._field(self.tr("New password"), "passwordFirst")
        self.again = self._field(self.tr("The same again"), "passwordAgain")
        self.shows = QCheckBox(self.tr("Show what I type"))
        self.shows.setObjectName("passwordShow")
        self.shows.toggled.connect(self._show_or_hide)
        self.strength = label("", "small")
        self.strength.setObjectName("passwordStrength")
        self.note = label("")
        self.note.setObjectName("passwordNote")
        self._take_off = button(
            self.tr("Take the password off"), self._remove, role="danger", name="passwordRemove"
        )
        self._take_off.setVisible(is_protected)
        self._cancel = button(self.tr("Cancel"), self.reject, name="passwordCancel")
        set_words = self.tr("Change the password") if is_protected else self.tr("Set the password")
        self._set = button(set_words, self._apply, role="main", name="passwordSet")
        self._set.setDefault(True)
        line = foot(self._take_off, None, self._cancel, self._set)
        self.put(scrolling(self._middle(is_protected), "passwordScroll"), foot=line)
        if bench.is_read_only:
            self._tell(
                self.tr("This appeal is open for reading only, so its password stays as it is."),
                "warn",
            )
            for part in (self.first, self.again, self.shows, self._take_off):
                part.setEnabled(False)
        self._typed()
        self.first.setFocus()

    @override
    def reject(self) -> None:
        if not self._is_running:
            super().reject()

    def _middle(self, is_protected: bool) -> QVBoxLayout:
        if is_protected:
            title = self.tr("This appeal has a password")
            words = self.tr("Without it nobody can open the file, not even as a copy.")
        else:
            title = self.tr("Protect this appeal with a password")
            words = self.tr(
                "Then nobody can open the file without it. Your papers are locked in, too."
            )
        lost = row(
            IconLabel(self.kit, "triangle-alert", "warn", 20),
            label(
                self.tr(
                    "If you lose the password, your appeal is lost. Nobody can find it out again, "
                    "and there is no other way in. Write it down and keep it in a safe place."
                )
            ),
        )
        lost.setStretch(1, 1)
        middle = column(
            label(title, "heading"),
            label(words),
            lost,
            column(self._buddy(self.first), self.first, self.strength, space=4),
            column(self._buddy(self.again), self.again, space=4),
            self.shows,
            self.note,
            space=SPACE + 4,
        )
        middle.addStretch(1)
        return middle

    def _field(self, words: str, name: str) -> QLineEdit:
        made = QLineEdit()
        made.setObjectName(name)
        made.setAccessibleName(words)
        made.setEchoMode(QLineEdit.EchoMode.Password)
        made.textChanged.connect(self._typed)
        return made

    def _buddy(self, field: QLineEdit) -> QLabel:
        made = label(field.accessibleName())
        made.setBuddy(field)
        return made

    def _show_or_hide(self, is_shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if is_shown else QLineEdit.EchoMode.Password
        self.first.setEchoMode(mode)
        self.again.setEchoMode(mode)

    def _typed(self) -> None:
        first, again = self.first.text(), self.again.text()
        self.strength.setText(strength_words(first))
        if not self._bench.is_read_only:
            is_other = bool(again) and not first.startswith(again)
            self._tell(self.tr("The two are not the same yet.") if is_other else "", "warn")
        self._set.setEnabled(bool(first) and first == again and not self._bench.is_read_only)

    def _apply(self) -> None:
        self._start(self.first.text())

    def _remove(self) -> None:
        self._start(None)

    def _start(self, password: str | None) -> None:
        self._is_running = True
        for part in (self.first, self.again, self._set, self._take_off, self._cancel):
            part.setEnabled(False)
        self._tell(self.tr("The whole file is being written anew. Please wait..."), "")
        self._bench.flush()
        job = self.kit.jobs.start(
            Lane.CASE,
            self.tr("Writing the file with its new password"),
            partial(_set_password, self._bench, password),
            done=self.alive(partial(self._done, password is not None)),
            failed=self.alive(self._failed),
            is_shown=True,
        )
        job.ended.connect(self._ended)

    def _done(self, is_protected: bool, _none: None) -> None:
        if is_protected:
            sentence = self.tr("The password is set.")
            hint = self.tr("You need it the next time that you open this appeal.")
        else:
            sentence = self.tr("The password was taken off.")
            hint = self.tr("Anyone who has the file can open it now.")
        self._is_running = False
        self.kit.notices.tell(sentence, hint, Tone.DONE)
        self.accept()

    def _failed(self, error: AppealDeskError) -> None:
        self._ended()
        self._tell(f"{error.sentence} {error.hint}".strip(), "bad")

    def _ended(self) -> None:
        """Let the user go on, also when the program had a fault."""
        if not self._is_running:
            return
        self._is_running = False
        self._tell(self.tr("This was stopped by a fault. Your appeal is as it was."), "bad")
        for part in (self.first, self.again, self._take_off, self._cancel):
            part.setEnabled(True)
        self._set.setEnabled(bool(self.first.text()) and self.first.text() == self.again.text())

    def _tell(self, words: str, role: str) -> None:
        set_role(self.note, role)
        if words != self.note.text():
            self.note.setText(words)
            say(self.note, words)


def strength_words(password: str) -> str:
    """What a friend would say of a password, without scolding."""

    def tr(words: str) -> str:
        return QCoreApplication.translate("Password", words)

    low = password.casefold()
    if not password:
        return tr("Four or five words that have nothing to do with each other are good.")
    if len(set(low)) < 4 or len(password) < 8 or any(low.startswith(c) for c in _COMMON):
        return tr("Easy to guess. Longer is better.")
    kinds = sum(
        any(test(c) for c in password)
        for test in (str.islower, str.isupper, str.isdigit, lambda c: not c.isalnum())
    )
    if len(password) >= 16 or (len(password) >= 12 and kinds >= 3):
        return tr("Strong.")
    if len(password) >= 12 or kinds >= 3:
        return tr("Good.")
    return tr("Fair. A few more letters make it good.")


def _set_password(bench: Workbench, password: str | None, _report: Report) -> None:
    bench.session.file.set_password(password)
