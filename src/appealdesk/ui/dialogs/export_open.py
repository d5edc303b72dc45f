"""What is still open before a packet goes out: needed, missing, weak, each a click away."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from appealdesk.audit.checks import Check, Place, State, stoppers
from appealdesk.ui.check_words import title_of
from appealdesk.ui.dialogs.base import IconLabel, WrapButton, clear
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, column, label, row


class OpenChecks(QWidget):
    """Lists the checks that are not done. Every place is a button that leads there."""

    go_wanted = Signal(object)
    """The user wants to mend this: a ``Place``."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("openChecks")
        self._kit = kit
        self._shown: tuple[Check, ...] | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(SPACE)

    def show_checks(self, checks: Sequence[Check]) -> None:
        """Show those that are open, the ones that let no packet out first."""
        still_open = tuple(c for c in checks if c.state in {State.MISSING, State.WEAK})
        if still_open == self._shown:
            return
        self._shown = still_open
        clear(self._layout)
        needed = stoppers(still_open)
        missing = [c for c in still_open if c.state is State.MISSING and c not in needed]
        weak = [c for c in still_open if c.state is State.WEAK]
        if not still_open:
            self._layout.addLayout(
                row(
                    IconLabel(self._kit, "circle-check", "good"),
                    label(self.tr("Nothing is open.")),
                )
            )
        self._add_group(self.tr("Needed before it can go out"), needed, "circle-alert", "bad")
        self._add_group(self.tr("Still missing"), missing, "circle", "warn")
        self._add_group(self.tr("Could be stronger"), weak, "circle", "quiet")
        self._layout.addStretch(1)

    def first_place(self) -> QPushButton | None:
        """The first button that leads somewhere."""
        return self.findChild(QPushButton)

    def _add_group(self, title: str, checks: Sequence[Check], icon: str, color: str) -> None:
        if not checks:
            return
        if self._layout.count():
            self._layout.addSpacing(SPACE)
        self._layout.addWidget(label(title, "title"))
        for check in checks:
            title = self.tr(title_of(check))
            parts = column(label(title), label(check.why, "small"), space=2)
            for place in check.where:
                parts.addWidget(self._link(check, place))
            mark = IconLabel(self._kit, icon, color)
            line = row(mark, parts)
            line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
            line.setStretch(1, 1)
            self._layout.addLayout(line)

    def _link(self, check: Check, place: Place) -> QWidget:
        made = WrapButton(place.words, name="placeButton")
        made.setAccessibleDescription(self.tr(title_of(check)))
        made.clicked.connect(lambda: self.go_wanted.emit(place))
        return made
