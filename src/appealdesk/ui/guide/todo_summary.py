"""The top of the tab "To do": how much is done, what is missing, what the user is asked."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from appealdesk.audit.checks import Check, State, stoppers
from appealdesk.ui.check_words import is_open_question
from appealdesk.ui.guide.parts import INSET, RowButton, smaller
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import column, counted, label


class Summary(QWidget):
    """Counts the findings. What is not for this case does not count; questions are told apart."""

    questions_wanted = Signal()
    """The first question is to be shown."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.said = label("", "title")
        self.detail = label("", "quiet")
        self.bar = QProgressBar()
        self.bar.setObjectName("todoBar")
        self.bar.setTextVisible(False)
        self.questions = RowButton(kit, "todoQuestions", "circle-help", "accent")
        self.questions.clicked.connect(self.questions_wanted)
        above = column(self.said, self.bar, self.detail)
        above.setContentsMargins(INSET, 0, 0, 0)
        self.setLayout(column(above, self.questions, space=4))

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Count anew."""
        counting = [c for c in checks if c.state is not State.NOT_APPLICABLE]
        done = sum(c.state is State.DONE for c in counting)
        missing = sum(c.state is State.MISSING and not is_open_question(c) for c in counting)
        asked = sum(map(is_open_question, counting))
        said = self.tr("%1 of %2 done.").replace("%1", str(done)).replace("%2", str(len(counting)))
        self.said.setText(f"{said} {self._missing_words(missing)}".strip())
        self.detail.setText(self._stop_words(missing, len(stoppers(tuple(checks)))))
        self.detail.setVisible(missing > 0)
        self.bar.setRange(0, max(1, len(counting)))
        self.bar.setValue(done)
        self.bar.setAccessibleName(said)
        self.questions.setVisible(asked > 0 and missing > 0)  # else they are the next step
        self.questions.set_words(
            counted(asked, self.tr("1 question for you"), self.tr("%1 questions for you"))
        )

    def redraw(self) -> None:
        """Draw icons and sizes anew."""
        self.bar.setFixedHeight(smaller(self._kit.theme))
        self.questions.redraw()

    def _missing_words(self, missing: int) -> str:
        if not missing:
            return ""
        one, many = self.tr("One thing is missing."), self.tr("%1 things are missing.")
        return counted(missing, one, many)

    def _stop_words(self, missing: int, stopping: int) -> str:
        if not stopping:
            return self.tr("You can export as it is. Your appeal is stronger with all of it done.")
        if stopping == missing:
            return self.tr("Do this before you export the packet.")
        one = self.tr("One of them must be done before you can export.")
        return counted(stopping, one, self.tr("%1 of them must be done before you can export."))


def first_question(checks: Sequence[Check]) -> str:
    """The id of the first check that waits for the user's answer; "" for none."""
    return next((check.id for check in checks if is_open_question(check)), "")
