"""The actions of the menu "Appeal": what is about the appeal as a whole, beside the packet."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from appealdesk.ui.guide.pane import GuidePane
from appealdesk.ui.reminding import save_reminders
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench


class AppealActions(QObject):
    """Does them for one open case. Parts that cost time are loaded when they are wanted.

    Args:
        bench: the open case.
        kit: what every part may use.
        guide: the right pane, which shows the deadline.
        parent: owns it; its window is the one that dialogs belong to.
    """

    guide_wanted = Signal()
    """The right pane must be seen."""

    def __init__(self, bench: Workbench, kit: Kit, guide: GuidePane, parent: QObject) -> None:
        super().__init__(parent)
        self._bench = bench
        self._kit = kit
        self._guide = guide
        self._own: dict[str, Callable[[], None]] = {
            "deadline": self.show_deadline,
            "reminders": self._save_reminders,
        }

    def can(self, name: str) -> bool:
        """Whether it is one of these."""
        return name in self._own

    def do(self, name: str) -> None:
        """Do it."""
        self._own[name]()

    def show_deadline(self) -> None:
        """Show the last day and how it is counted, in the guide."""
        self.guide_wanted.emit()
        self._guide.show_tab("deadline")
        self._guide.focus_work()

    def _save_reminders(self) -> None:
        save_reminders(self._bench, self._kit)
