"""The actions of the menu "Appeal": what is about the appeal as a whole, beside the packet."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from appealdesk.ui.audit_print import save_audit
from appealdesk.ui.guide.pane import GuidePane
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.reminding import save_reminders
from appealdesk.ui.spot import TRACKER
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench

if TYPE_CHECKING:
    from appealdesk.audit.places import Place
    from appealdesk.ui.papers.dialog import PapersDialog


class AppealActions(QObject):
    """Does them for one open case. Parts that cost time are loaded when they are wanted.

    Args:
        bench: the open case.
        images: draws pages.
        kit: what every part may use.
        guide: the right pane, which shows the deadline.
        parent: owns it; its window is the one that dialogs belong to.
    """

    guide_wanted = Signal()
    """The right pane must be seen."""
    work_wanted = Signal()
    """What shows in the middle takes the focus."""
    case_wanted = Signal(object)
    """Another case file is to be opened in place of this one: its ``Path``."""

    def __init__(
        self, bench: Workbench, images: PageImages, kit: Kit, guide: GuidePane, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bench = bench
        self._images = images
        self._kit = kit
        self._guide = guide
        self._papers: PapersDialog | None = None
        self._own: dict[str, Callable[[], None]] = {
            "deadline": self.show_deadline,
            "care": self._show_care,
            "reminders": self._save_reminders,
            "print-audit": self._save_audit,
            "papers": self.show_papers,
            "tracker": self.show_tracker,
            "next-level": self._start_next_level,
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

    def _show_care(self) -> None:
        self.guide_wanted.emit()
        self._guide.focus_care()

    def _save_reminders(self) -> None:
        save_reminders(self._bench, self._kit)

    def _save_audit(self) -> None:
        save_audit(self._bench, self._kit)

    def show_papers(self, paper: str = "") -> None:
        """Show the papers that can be made; ``paper`` is the id of one of them."""
        if self._papers is None:
            from appealdesk.ui.papers.dialog import PapersDialog  # noqa: PLC0415

            self._papers = PapersDialog(self._bench, self._images, self._kit, self._window)
            self._papers.go_wanted.connect(self._go)
        self._papers.show_paper(paper)
        self._papers.show()
        self._papers.raise_()
        self._papers.activateWindow()

    def show_tracker(self) -> None:
        """Show how far the appeal is, in the middle."""
        self._bench.show(TRACKER)
        self.work_wanted.emit()

    def _start_next_level(self) -> None:
        from appealdesk.ui.next_level import NextLevelDialog  # noqa: PLC0415

        dialog = NextLevelDialog(self._bench, self._kit, self._window)
        dialog.made.connect(self.case_wanted)
        dialog.open()

    @property
    def unkept_papers(self) -> tuple[str, ...]:
        """Titles of the papers whose words were changed, and neither saved nor filed."""
        return () if self._papers is None else self._papers.unkept

    def close_case(self) -> None:
        """Let go of what belongs to this case."""
        if self._papers is not None:
            self._papers.out.give_up()
            self._papers.hide()
            self._papers.deleteLater()
            self._papers = None

    @property
    def _window(self) -> QWidget | None:
        parent = self.parent()
        return parent.window() if isinstance(parent, QWidget) else None

    def _go(self, place: "Place") -> None:
        """Fill in what a paper lacks: the window comes forward."""
        self.guide_wanted.emit()
        if (window := self._window) is not None:
            window.activateWindow()
        self._guide.go(place)
