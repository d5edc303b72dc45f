"""While a packet is made: which step it is at, and how far."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from appealdesk.packet.values import Delivery
from appealdesk.ui.dialogs.base import IconLabel, clear, say
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, label, row

# What the export calls its steps, and about how long each takes among the others.
_WEIGHTS = {
    "Checking the case": 1,
    "Fetching the exhibits": 6,
    "Setting the texts": 15,
    "assemble": 35,
    "verify": 35,
    "fax": 60,
    "Writing the packet": 4,
}
_SAME = {"typeset": "Setting the texts"}


class RunPage(QWidget):
    """The steps of an export with ticks, and one bar for all of it."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._steps: tuple[str, ...] = ()
        self._at = -1
        self._marks: list[IconLabel] = []
        self._words: list[QLabel] = []
        self.status = label("")
        self.status.setObjectName("exportStatus")
        self.bar = QProgressBar()
        self.bar.setObjectName("exportProgress")
        self.bar.setAccessibleName(self.tr("How far the export is"))
        self.bar.setRange(0, 100)
        self.bar.setTextVisible(False)
        self.bar.setFixedHeight(8)
        self._list = QVBoxLayout()
        self._list.setSpacing(SPACE)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(2 * SPACE)
        body.addWidget(label(self.tr("Making your packet"), "heading"))
        body.addWidget(self.bar)
        body.addWidget(self.status)
        body.addLayout(self._list)
        body.addStretch(1)

    @property
    def is_begun(self) -> bool:
        """Whether the export has told of its first step."""
        return self._at >= 0

    def begin(self, delivery: Delivery, waiting_for: str = "") -> None:
        """Show all steps as not done yet; ``waiting_for`` is work that must end first."""
        clear(self._list)
        self._steps = tuple(s for s in _WEIGHTS if s != "fax" or delivery is Delivery.FAX)
        self._at = -1
        self._marks, self._words = [], []
        for step in self._steps:
            mark, words = IconLabel(self._kit, "circle", "quiet"), label(self._name(step), "quiet")
            self._marks.append(mark)
            self._words.append(words)
            line = row(mark, words)
            line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
            line.setStretch(1, 1)
            self._list.addLayout(line)
        self.bar.setValue(0)
        wait = self.tr("Waiting for other work to end: {0}").format(waiting_for)
        self.status.setText(wait if waiting_for else self.tr("Starting..."))

    def tell(self, step: str, done: int, total: int) -> None:
        """Show how far it is, as the export tells it."""
        step = _SAME.get(step, step)
        if step not in self._steps:
            return
        at = self._steps.index(step)
        if at < self._at:
            return
        if at > self._at:
            self._move_to(at)
        share = min(1.0, done / total) if total else 0.0
        weights = [_WEIGHTS[s] for s in self._steps]
        reached = sum(weights[:at]) + weights[at] * share
        self.bar.setValue(max(self.bar.value(), round(100 * reached / sum(weights))))
        if total > 1 and step in {"assemble", "fax"}:
            self._say(self.tr("{0}: page {1} of {2}").format(self._name(step), done, total))
        else:
            self._say(self._name(step))

    def stopping(self) -> None:
        """Say that it will stop in a moment."""
        self._say(self.tr("Stopping..."))

    def _say(self, words: str) -> None:
        self.status.setText(words)

    def _move_to(self, at: int) -> None:
        for place, (mark, words) in enumerate(zip(self._marks, self._words, strict=True)):
            if place < at:
                mark.show_icon("circle-check", "good")
                words.setProperty("role", "")
                words.setAccessibleName(self.tr("Done: {0}").format(words.text()))
            elif place == at:
                mark.show_icon("circle-dot", "accent")
                words.setProperty("role", "")
                words.setAccessibleName(self.tr("Now: {0}").format(words.text()))
            words.style().polish(words)
        self._at = at
        say(self.status, self._name(self._steps[at]))

    def _name(self, step: str) -> str:
        return {
            "Checking the case": self.tr("Check that nothing needed is missing"),
            "Fetching the exhibits": self.tr("Fetch your papers"),
            "Setting the texts": self.tr("Lay out what you wrote"),
            "assemble": self.tr("Put all pages together"),
            "verify": self.tr("Check every page of the finished packet"),
            "fax": self.tr("Make the black and white fax form"),
            "Writing the packet": self.tr("Save the file"),
        }[step]
