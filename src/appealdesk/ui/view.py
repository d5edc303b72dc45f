"""What the window asks of its parts, and what it gives them."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from appealdesk.desk.notices import Notices
from appealdesk.desk.settings import SettingsFile
from appealdesk.ui.actions import Actions
from appealdesk.ui.icons import Icons
from appealdesk.ui.jobs import Jobs
from appealdesk.ui.spot import Spot
from appealdesk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class Kit:
    """What every part of the window may use, whatever case is open."""

    theme: Theme
    icons: Icons
    actions: Actions
    settings: SettingsFile
    notices: Notices
    jobs: Jobs


class View(QWidget):
    """A part of the window: it shows a spot and does those actions that it knows.

    The window asks the part that has the focus first, then the list, then the middle.
    """

    actions_changed = Signal()
    """What ``can`` or ``is_checked`` answers may have changed."""

    def show_spot(self, spot: Spot) -> None:
        """Show what is chosen."""

    def can(self, name: str) -> bool:  # noqa: ARG002
        """Whether the action of this name can be done here now."""
        return False

    def is_checked(self, name: str) -> bool:  # noqa: ARG002
        """Whether a checkable action is on here."""
        return False

    def do(self, name: str) -> None:
        """Do the action; asked only when ``can`` said yes."""
        raise KeyError(name)

    def focus_work(self) -> None:
        """Put the focus where the work is."""
        self.setFocus()
