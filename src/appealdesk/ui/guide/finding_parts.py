"""What a card of the self-check asks and answers: yes or not yet, not for this case, the source."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from appealdesk.audit.checks import Check
from appealdesk.case.change import one_line
from appealdesk.case.situation import AnswerState
from appealdesk.guidance.catalogue import Source
from appealdesk.ui.guide.parts import INSET, RowButton, set_words
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, label, row


class FaintButton(RowButton):
    """A small quiet button whose words wrap, for what is seldom wanted."""

    def __init__(self, kit: Kit, name: str, words: str, icon: str = "") -> None:
        super().__init__(kit, name, icon, "quiet", has_arrow=False)
        self.setProperty("role", "faint")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._words.setProperty("role", "small")
        self._laid_out().setContentsMargins(INSET, 2, INSET, 2)
        self.set_words(words)

    @property
    def whole_width(self) -> int:
        """Pixels that it needs for all its words in one line."""
        words = self._words.fontMetrics().horizontalAdvance(self.words)
        picture = self._kit.theme.pixels(16) + 6 if not self._picture.isHidden() else 0
        return words + picture + 2 * INSET + 4

    def set_wrapping(self, wraps: bool) -> None:
        """Let the words go over several lines, or keep them in one."""
        self._words.setWordWrap(wraps)


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
        self._pair = row(self.yes, self.not_yet)
        self._pair.addStretch(1)
        back = row(self.back)
        back.addStretch(1)
        self.setLayout(column(self.said, self._pair, back, space=4))

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

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()

    @override
    def minimumSizeHint(self) -> QSize:
        # What does not fit stands one below the other, so only the wider one needs its room.
        hint = super().minimumSizeHint()
        return QSize(max(b.sizeHint().width() for b in (self.yes, self.not_yet)), hint.height())

    def arrange(self) -> None:
        """Put the buttons beside each other, or one below the other where there is no room."""
        needed = self.yes.sizeHint().width() + self.not_yet.sizeHint().width() + SPACE
        self._pair.setDirection(_direction(is_wide=needed <= self.width()))

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


def _direction(*, is_wide: bool) -> QBoxLayout.Direction:
    return QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom


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


class QuietRow(QWidget):
    """What is seldom wanted: not for this case, and where the rule comes from.

    The two stand beside each other, or one below the other where there is no room for that.
    """

    def __init__(self, kit: Kit, check_id: str) -> None:
        super().__init__()
        self._title = self.tr("Who says so?")
        self.dismiss = FaintButton(
            kit, f"notForThisCase-{check_id}", self.tr("Not for this case...")
        )
        self.source = FaintButton(kit, f"source-{check_id}", self._title, "chevron-right")
        self.source.setCheckable(True)
        self.words = label("", "small")
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.words.hide()
        self.source.toggled.connect(self._toggle)
        self._pair = row(self.dismiss, self.source, space=4)
        self._pair.addStretch(1)
        below = row(self.words)
        below.setContentsMargins(INSET, 0, 0, 0)
        self.setLayout(column(self._pair, below, space=0))
        self._toggle(False)

    def show_check(self, check: Check, *, can_dismiss: bool, source: Source | None) -> None:
        """Show what may be done with a check, and the source of its rule, if any."""
        self.dismiss.setVisible(can_dismiss)
        said = self.tr("Not for this case: %1").replace("%1", check.title)
        self.dismiss.setAccessibleName(said)
        self.source.setVisible(source is not None)
        if source is not None:
            words = self.tr("%1. Read: %2, in %3.").replace("%1", source.cite)
            set_words(self.words, words.replace("%2", source.read).replace("%3", source.where))
        self.words.setVisible(source is not None and self.source.isChecked())
        self._arrange()

    def redraw(self) -> None:
        """Draw the arrow anew."""
        self.source.redraw()
        self._arrange()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        shown = [one for one in (self.dismiss, self.source) if not one.isHidden()]
        is_wide = sum(one.whole_width + 4 for one in shown) <= self.width()
        self._pair.setDirection(_direction(is_wide=is_wide))
        for one in shown:
            one.set_wrapping(not is_wide)

    def _toggle(self, is_open: bool) -> None:
        self.words.setVisible(is_open)
        self.source.set_icon("chevron-down" if is_open else "chevron-right", "quiet")
        state = self.tr("open") if is_open else self.tr("closed")
        self.source.setAccessibleName(f"{self._title} {state}")
