"""The pages of one paper, large enough to read, and which of them may be pointed at."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from appealdesk.case.values import Citation, Document, PageRef
from appealdesk.desk.search import Wanted, folded
from appealdesk.packet.values import Packet
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.pages.layout import Sheet
from appealdesk.ui.pages.overlays import HIT, Overlay
from appealdesk.ui.pages.selection import box_of
from appealdesk.ui.pages.sheets import SheetsArea
from appealdesk.ui.reasons.labels import OneLine, draw_icon
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, column, icon_button, label, row

LETTER = (612.0, 792.0)  # points; for a page whose size is not known


@dataclass(frozen=True, slots=True)
class Paper:
    """What the case file knows of a document: the size of each page in points, upright."""

    sizes: tuple[tuple[float, float], ...] = ()


class _Sheets(SheetsArea):
    """Sheets on which a double click means the page, not a word."""

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row_ = self.row_at(event.position().toPoint())
        if row_ >= 0:
            self.activated.emit(row_)


class ExhibitPages(QWidget):
    """Shows the pages of a paper; those that are left out of the packet are dimmed."""

    page_changed = Signal()
    """Another page is looked at."""
    used = Signal()
    """The page that is looked at was double-clicked, or Enter was pressed on it."""

    def __init__(self, images: PageImages, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._pages: tuple[PageRef, ...] = ()
        self._looked_for = Wanted(())
        self._row_to_show = -1
        self._title = OneLine(self)
        self._place = label("", "quiet", wraps=False)
        icons = kit.icons
        self._back = icon_button(
            icons.get("chevron-up"), self.tr("Page before (Page Up)"), self.back, name="page-before"
        )
        self._on = icon_button(
            icons.get("chevron-down"), self.tr("Next page (Page Down)"), self.on, name="page-next"
        )
        self._sheets = _Sheets(images, kit, self)
        self._sheets.setObjectName("picker-pages")
        self._sheets.setAccessibleName(self.tr("Pages of the chosen paper"))
        self._empty = label("", "quiet")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMargin(SPACE * 3)
        top = row(self._title, self._place, self._back, self._on)
        top.setStretch(0, 1)
        layout = column(top, self._sheets, self._empty)
        layout.setStretch(1, 1)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        self._sheets.current_changed.connect(self._moved)
        self._sheets.activated.connect(self._activated)
        self._sheets.words_changed.connect(self._mark_row)
        kit.theme.changed.connect(self._draw)
        self._draw()

    @property
    def page(self) -> PageRef | None:
        """The page that is looked at."""
        row_ = self._sheets.current_row
        return self._pages[row_] if 0 <= row_ < len(self._pages) else None

    def show_nothing(self, why: str) -> None:
        """Show a sentence instead of pages."""
        self._pages = ()
        self._sheets.set_sheets(())
        self._title.show_words("")
        self._say(why)
        self._moved()

    def show_paper(
        self, document: Document, packet: Packet, paper: Paper, page: int | None
    ) -> None:
        """Show a document.

        Args:
            document: the document.
            packet: tells what its pages are called.
            paper: what the case file knows of its pages.
            page: id of the page to start at; None is the first that is not left out.
        """
        self._pages = document.pages if document.clean else ()
        self._title.show_words(document.title)
        if not self._pages:
            problem = document.problem
            why = self.tr("This file has no pages that could be read.")
            self._say(f"{problem.sentence} {problem.hint}".strip() if problem else why)
            self._sheets.set_sheets(())
            self._moved()
            return
        self._say("")
        sheets = [self._sheet(document, packet, paper, ref) for ref in self._pages]
        self._sheets.set_sheets(sheets)
        start = self._row(page)
        self._sheets.go_to(start)
        self._row_to_show = start if page is not None else -1  # once its words are known
        for row_ in range(len(sheets)):
            if self._sheets.words(row_) is not None:
                self._mark_row(row_)
        self._moved()

    def look_for(self, words: Wanted) -> None:
        """Mark these words on the pages that are shown from now on."""
        self._looked_for = words

    def back(self) -> None:
        """Show the page before."""
        self._sheets.go_to(self._sheets.current_row - 1)

    def on(self) -> None:
        """Show the next page."""
        self._sheets.go_to(self._sheets.current_row + 1)

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        self._sheets.setFocus(reason)

    def _row(self, page: int | None) -> int:
        found = (n for n, ref in enumerate(self._pages) if ref.id == page)
        shown = (n for n, ref in enumerate(self._pages) if ref.is_included)
        return next(found if page is not None else shown, 0)

    def _sheet(self, document: Document, packet: Packet, paper: Paper, ref: PageRef) -> Sheet:
        cite = packet.pin_cite(Citation(document.id, ref.id))
        width, height = paper.sizes[ref.index] if ref.index < len(paper.sizes) else LETTER
        number = self.tr("Page {number} of the file").format(number=ref.index + 1)
        return Sheet(
            document.clean,
            ref.index,
            width,
            height,
            ref.rotation,
            number if cite is None else cite.words,
            note="" if cite is not None or ref.is_included else self.tr("left out"),
        )

    def _mark_row(self, row_: int) -> None:
        words = self._sheets.words(row_) or ()
        forms = [form for one in self._looked_for.words for form in one]
        found = [w for w in words if any(form in folded(w.text) for form in forms)]
        self._sheets.set_overlays(row_, [Overlay(box_of(word), HIT) for word in found])
        if found and row_ == self._row_to_show:
            self._row_to_show = -1
            self._sheets.show_box(row_, box_of(found[0]))

    def _say(self, why: str) -> None:
        self._empty.setText(why)
        self._empty.setVisible(bool(why))
        self._sheets.setVisible(not why and bool(self._pages))

    def _moved(self, _row: int = -1) -> None:
        at, count = self._sheets.current_row, len(self._pages)
        place = self.tr("Page {page} of {count}").format(page=at + 1, count=count)
        self._place.setText(place if count else "")
        self._back.setEnabled(at > 0)
        self._on.setEnabled(at + 1 < count)
        self.page_changed.emit()

    def _activated(self, _row: int) -> None:
        self.used.emit()

    def _draw(self) -> None:
        draw_icon(self._back, self._kit, "chevron-up")
        draw_icon(self._on, self._kit, "chevron-down")


def known_sizes(facts: Sequence[tuple[float, float, bool]]) -> tuple[tuple[float, float], ...]:
    """The sizes in what the import found out."""
    return tuple((width, height) for width, height, _ in facts)
