"""What is told above the pages: what keeps the packet from being sent, and what went wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from appealdesk.case.errors import AppealDeskError
from appealdesk.ui.preview.flow import FlowLayout
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, counted, label

_MOST = 12  # warnings that are written out


class WarningBanner(QFrame):
    """One line that says that the packet cannot go out yet; the reasons unfold below it."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("previewWarnings")
        self.setProperty("role", "hint")
        self._kit = kit
        self._icon = QLabel()
        self._summary = label("", "warn")
        self._details = label("")
        self._details.setObjectName("previewWarningList")
        self._details.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._more = button("", self._toggle, role="quiet", name="showWarnings")
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self._icon)
        top.addWidget(self._summary, 1)
        top.addWidget(self._more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addLayout(top)
        layout.addWidget(self._details)
        self._details.hide()
        self.draw()
        self.show_warnings(())

    def draw(self) -> None:
        """Draw the icon in the colours of the theme."""
        size = self._kit.theme.pixels(18)
        self._icon.setPixmap(self._kit.icons.pixmap("triangle-alert", size, "warn"))
        self._icon.setFixedSize(QSize(size, size))

    def show_warnings(self, warnings: Sequence[str]) -> None:
        """Tell these; without any the banner is not seen."""
        self.setVisible(bool(warnings))
        self._summary.setText(
            counted(
                len(warnings),
                self.tr("This cannot be sent yet. One thing must be mended first."),
                self.tr("This cannot be sent yet. %1 things must be mended first."),
            )
        )
        self._details.setText("\n".join(f"\u2022  {words}" for words in warnings[:_MOST]))
        self._name_button()

    def _toggle(self) -> None:
        self._details.setHidden(not self._details.isHidden())
        self._name_button()

    def _name_button(self) -> None:
        self._more.setText(self.tr("Show") if self._details.isHidden() else self.tr("Hide"))
        self._more.setAccessibleName(
            self.tr("Show what must be mended")
            if self._details.isHidden()
            else self.tr("Hide what must be mended")
        )


class ProblemBanner(QFrame):
    """Why the preview could not be made, what to do, and a way to try again."""

    retry_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("previewProblem")
        self.setProperty("role", "hint")
        self._sentence = label("", "bad")
        self._hint = label("")
        self._retry = button(self.tr("Try again"), self.retry_wanted.emit, name="retryPreview")
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._sentence)
        words.addWidget(self._hint)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        layout.addLayout(words, 1)
        layout.addWidget(self._retry, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def show_problem(self, problem: AppealDeskError | None, *, has_pages: bool) -> None:
        """Tell a problem, or none. ``has_pages``: older pages are still shown below."""
        self.setVisible(problem is not None)
        if problem is None:
            return
        older = self.tr("The pages below are from before your last change.") if has_pages else ""
        self._sentence.setText(problem.sentence)
        self._hint.setText(" ".join(words for words in (problem.hint, older) if words))
        self._hint.setVisible(bool(self._hint.text()))


class EmptyCard(QFrame):
    """What to do first, while the packet has nothing but its cover."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("previewEmpty")
        self.setProperty("role", "card")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        flow = FlowLayout(SPACE)
        self._buttons = []
        for name, words in (
            ("add-files", self.tr("Add your papers...")),
            ("add-reason", self.tr("Add a reason of the denial...")),
        ):
            action = kit.actions[name]
            made = button(words, action.trigger, name=f"empty-{name}")
            made.setEnabled(action.isEnabled())
            action.enabledChanged.connect(made.setEnabled)
            flow.addWidget(made)
            self._buttons.append((made, name))
        self._kit = kit
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.addWidget(label(self.tr("There is only a cover so far"), "title"))
        layout.addWidget(
            label(
                self.tr(
                    "Two things make an appeal: your papers, such as the denial letter and your "
                    "doctor's notes, and the insurer's reasons, which you answer one by one. "
                    "Everything that you add shows here at once."
                )
            )
        )
        layout.addLayout(flow)
        self.draw()

    def draw(self) -> None:
        """Draw the icons in the colours of the theme."""
        for made, name in self._buttons:
            icon = "file-plus" if name == "add-files" else "message-square-quote"
            made.setIcon(self._kit.icons.get(icon))
