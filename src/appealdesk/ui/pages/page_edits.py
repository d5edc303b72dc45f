"""The edits that a user makes on pages of a document."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from appealdesk.case import edits
from appealdesk.case.values import Document, PageId
from appealdesk.desk.notices import Notices, Tone
from appealdesk.ui.workbench import Workbench

TURNS = {"rotate-left": 270, "rotate-right": 90}
MOVES = {"move-up": -1, "move-down": 1}
ON_PAGES = {"page-include", *TURNS}


class PageEdits(QObject):
    """Asks the bench for edits of pages."""

    def __init__(self, bench: Workbench, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._bench, self._notices = bench, notices

    def include_or_turn(
        self, name: str, document: Document, pages: Sequence[PageId], is_in: bool
    ) -> None:
        """Do an action of ``ON_PAGES``; ``is_in`` tells whether all these are in the packet."""
        if name in TURNS:
            self._bench.apply(edits.rotate_pages(document.id, pages, TURNS[name]))
        else:
            self._bench.apply(edits.include_pages(document.id, pages, not is_in))

    def move(self, document: Document, pages: Sequence[PageId], before: PageId | None) -> None:
        """Put pages in front of another, or at the end."""
        self._bench.apply(edits.move_pages(document.id, pages, before))

    def step(self, document: Document, pages: Sequence[PageId], step: int) -> None:
        """Move pages one place towards the front (-1) or the end (1), if there is one."""
        to = step_target([page.id for page in document.pages], pages, step)
        if to is not None:
            self.move(document, pages, to[0])

    def with_page(self, document: Document, page: PageId, then: Callable[[], None]) -> None:
        """Go on, but with a page that is left out only when it is put in: nobody would see it."""
        ref = next((ref for ref in document.pages if ref.id == page), None)
        if ref is None:
            return
        if ref.is_included:
            then()
            return
        put_in = edits.include_pages(document.id, [page], True)
        self._notices.tell(
            self.tr("This page is left out of the packet, so the insurer would not see it."),
            self.tr("Put it into the packet first."),
            Tone.WARNING,
            action=self.tr("Put it in and go on"),
            on_action=partial(self._bench.apply, put_in, lambda _case: then()),
        )


def step_target(
    order: Sequence[PageId], moved: Sequence[PageId], step: int
) -> tuple[PageId | None] | None:
    """In front of which page (None: the end) moved ones go by one step; None when they cannot."""
    wanted = frozenset(moved)
    places = [at for at, page in enumerate(order) if page in wanted]
    if not places:
        return None
    before = places[0] - 1 if step < 0 else places[-1] + 2
    if not 0 <= before <= len(order):
        return None
    return (order[before] if before < len(order) else None,)
