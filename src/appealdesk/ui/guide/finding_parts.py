"""What a card of the self-check asks and answers: yes or not yet, not for this case, the source."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from appealdesk.audit.checks import Check
from appealdesk.case.change import one_line
from appealdesk.case.situation import AnswerState
from appealdesk.guidance.catalogue import Source
from appealdesk.ui.guide.parts import INSET, RowButton, set_words
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, column, label, row


class FaintButton(RowButton):
    """A small quiet button whose words wrap, for what is seldom wanted."""

    def __init__(self, kit: Kit, name: str, words: str, icon: str = "") -> None:
        super().__init__(kit, name, icon, "quiet", has_arrow=False)
        self.setProperty("role", "faint")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._words.setProperty("role", "small")
        self._laid_out().setContentsMargins(INSET, 2, INSET, 2)
        self.set_words(words)


class AnswerRow(QWidget):
    """Two answers to what only the user can tell; or what was told, to be taken back."""

    answered = Signal(object)
    """The ``AnswerState`` that was chosen."""
    withdrawn = Signal()

    def __init__(self, kit: Kit, check_id: str) -> None:
        super().__init__()
        self.said = label("")
        self.yes = button(
            self.tr("Yes, done"),
            partial(self.answered.emit, AnswerState.DONE),
            icon=kit.icons.get("circle-check", "good"),
            name=f"yes-{check_id}",
        )
        self.not_yet = button(
            self.tr("Not yet"),
            partial(self.answered.emit, AnswerState.NOT_DONE),
            name=f"notYet-{check_id}",
        )
        self.back = button(
            self.tr("Take it back"), self.withdrawn.emit, role="quiet", name=f"takeBack-{check_id}"
        )
        for made in (self.yes, self.not_yet, self.back):
            made.setAutoDefault(True)
        buttons = row(self.yes, self.not_yet)
        buttons.addStretch(1)
        back = row(self.back)
        back.addStretch(1)
        back.setContentsMargins(0, 0, 0, 0)
        self.setLayout(column(self.said, buttons, back, space=4))

    def show_check(self, check: Check) -> None:
        """Show what may be answered, and what was."""
        state = check.answer.state if check.answer is not None else None
        is_asked = check.is_asked and state in {None, AnswerState.NOT_DONE}
        self.yes.setVisible(is_asked)
        self.not_yet.setVisible(is_asked and state is None)
        self.back.setVisible(state is not None and not is_asked)
        title = check.title
        self.yes.setAccessibleName(self.tr("Yes, done: %1").replace("%1", title))
        self.not_yet.setAccessibleName(self.tr("Not yet: %1").replace("%1", title))
        self.back.setAccessibleName(self.tr("Take it back: %1").replace("%1", title))
        words = self._said_words(check)
        set_words(self.said, words)
        self.said.setVisible(bool(words))

    def _said_words(self, check: Check) -> str:
        if check.answer is None:
            return ""
        why = check.answer.why
        match check.answer.state:
            case AnswerState.DONE:
                return self.tr("You said that this is done.")
            case AnswerState.NOT_DONE:
                return self.tr("You said: not yet.")
            case AnswerState.NOT_FOR_THIS_CASE:
                return self.tr("Your reason: %1").replace("%1", why)


class DismissForm(QWidget):
    """Asks, in the card itself, why a point is not for this case."""

    kept = Signal(str)
    """The reason."""
    cancelled = Signal()

    def __init__(self, check_id: str) -> None:
        super().__init__()
        self.setObjectName(f"dismiss-{check_id}")
        asked = label(self.tr("Why is this not for your case?"))
        self.editor = QLineEdit()
        self.editor.setObjectName(f"why-{check_id}")
        self.editor.setPlaceholderText(self.tr("A few words are enough"))
        asked.setBuddy(self.editor)
        self.editor.setAccessibleName(asked.text())
        self.hint = label(self.tr("Please write a few words first."), "warn")
        self.hint.hide()
        self.keep: QPushButton = button(self.tr("Keep"), self._keep, name=f"keep-{check_id}")
        self.cancel: QPushButton = button(
            self.tr("Cancel"), self.cancelled.emit, role="quiet", name=f"cancel-{check_id}"
        )
        for made in (self.keep, self.cancel):
            made.setAutoDefault(True)
        self.editor.returnPressed.connect(self._keep)
        self.editor.textEdited.connect(self.hint.hide)
        buttons = row(self.keep, self.cancel)
        buttons.addStretch(1)
        self.setLayout(column(asked, self.editor, self.hint, buttons, space=4))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _keep(self) -> None:
        why = one_line(self.editor.text())
        if why:
            self.kept.emit(why)
        else:
            self.hint.show()
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)


class SourceFold(QWidget):
    """Where a rule comes from, folded away until somebody asks."""

    def __init__(self, kit: Kit, check_id: str) -> None:
        super().__init__()
        self._title = self.tr("Where this comes from")
        self.head = FaintButton(kit, f"source-{check_id}", self._title, "chevron-right")
        self.head.setCheckable(True)
        self.words = label("", "small")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.hide()
        self.head.toggled.connect(self._toggle)
        below = row(self.words)
        below.setContentsMargins(INSET, 0, 0, 0)
        self.setLayout(column(self.head, below, space=0))
        self._toggle(False)

    def show_source(self, source: Source | None) -> None:
        """Show a source; none hides it all."""
        self.setVisible(source is not None)
        if source is not None:
            said = self.tr("%1. Read: %2, in %3.").replace("%1", source.cite)
            set_words(self.words, said.replace("%2", source.read).replace("%3", source.where))

    def redraw(self) -> None:
        """Draw the arrow anew."""
        self.head.redraw()

    def _toggle(self, is_open: bool) -> None:
        self.words.setVisible(is_open)
        self.head.set_icon("chevron-down" if is_open else "chevron-right", "quiet")
        state = self.tr("open") if is_open else self.tr("closed")
        self.head.setAccessibleName(f"{self._title}, {state}")
