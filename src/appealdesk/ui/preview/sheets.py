"""The pages of the packet on sheets, with its own links and the way back.

Links are read from the written file, a hundred pages at a time, so that what is wrong in the packet
is wrong here too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QRectF, QTimer, Signal
from PySide6.QtGui import QHideEvent, QMouseEvent
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.previewing import LINKS_AT_A_TIME, Previewed, links
from appealdesk.packet.values import PlannedPage
from appealdesk.ui.jobs import Lane, Report
from appealdesk.ui.page_images import ImageKey, PageImages
from appealdesk.ui.pages.layout import Sheet
from appealdesk.ui.pages.overlays import LINK, Overlay
from appealdesk.ui.pages.sheets import SheetsArea
from appealdesk.ui.view import Kit
from appealdesk.worker.client import Worker
from appealdesk.worker.messages import PageLink

_MOST_BACK = 50
_PATIENCE = 1500  # ms that old pages wait for pictures of the new ones

_Identity: TypeAlias = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: a page of the packet (0-based) and a height on it, or outside."""

    page: int | None = None
    top: float | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What is looked at: a page, and how much of it is above the view, as a share of its height."""

    row: int
    above: float


class PacketSheets(SheetsArea):
    """Shows one ``Previewed`` after the other without losing the place.

    Args:
        images: makes the pictures.
        kit: what every part may use.
        eyes: reads the links.
    """

    back_changed = Signal()
    """``can_go_back`` may be another."""
    taking = Signal(object)
    """Another ``Previewed`` is put on the screen now: what stands around the pages makes room."""
    taken = Signal()
    """Its pages are on the screen."""

    def __init__(
        self, images: PageImages, kit: Kit, eyes: Worker, parent: QWidget | None = None
    ) -> None:
        super().__init__(images, kit, parent)
        self.setObjectName("packetSheets")
        self.setAccessibleName(self.tr("Pages of the packet"))
        self._eyes = eyes
        self._previewed: Previewed | None = None
        self._next: Previewed | None = None
        self._awaited: list[ImageKey] = []
        self._await_token = images.token()  # what the sheets themselves want goes under another
        self._patience = QTimer(self, interval=_PATIENCE, singleShot=True)
        self._patience.timeout.connect(self._swap)
        self._back: list[Place] = []
        self._asked_links: set[int] = set()
        images.ready.connect(self._one_ready)
        self.link_clicked.connect(self._follow)
        self.current_changed.connect(self._read_links)

    @property
    def previewed(self) -> Previewed | None:
        """What is on the screen; None before the first."""
        return self._previewed

    @property
    def can_go_back(self) -> bool:
        """Whether a link was followed, so that there is a place to return to."""
        return bool(self._back)

    # ---- which packet

    def show_packet(self, made: Previewed) -> None:
        """Show a packet. Older pages stay until those that take their place have been drawn."""
        self._next = made
        self._awaited = self._first_seen(made)
        if not self._awaited:
            self._swap()
            return
        self._patience.start()
        self._images.watch(self._await_token, self._awaited)
        self._look_whether_ready()

    def clear(self) -> None:
        """Show nothing."""
        self._previewed = self._next = None
        self._back.clear()
        self.set_sheets(())

    def _first_seen(self, made: Previewed) -> list[ImageKey]:
        """Pictures that are to be there before the old pages go; none when there are no old."""
        if self._previewed is None or not self.isVisible():
            return []
        moved = _moved(self._previewed, made)
        keys = []
        for row in self.visible_rows():
            if row in moved:
                key = self._key(row)
                keys.append(replace(key, clean=made.name, index=moved[row], rotation=0))
        return keys

    def _one_ready(self, _key: ImageKey) -> None:
        if self._next is not None:
            self._look_whether_ready()

    def _look_whether_ready(self) -> None:
        if all(self._images.has(key) or self._images.why_not(key) for key in self._awaited):
            self._swap()

    def _swap(self) -> None:
        made, old = self._next, self._previewed
        self._patience.stop()
        if made is None:
            return
        self._next, self._awaited = None, []
        place = self.place()
        moved = _moved(old, made) if old is not None else {}
        self._back = [
            Place(moved[back.row], back.above) for back in self._back if back.row in moved
        ]
        self._previewed = made
        self._asked_links.clear()
        self.taking.emit(made)
        self.set_sheets(self._sheet_list(made))
        if old is not None and place is not None:
            last = len(made.packet.pages) - 1
            self.go_to_place(Place(moved.get(place.row, min(place.row, last)), place.above))
        self._read_links()
        self.back_changed.emit()
        self.taken.emit()

    def _sheet_list(self, made: Previewed) -> list[Sheet]:
        pages = made.packet.pages
        words = self.tr("Page %1 of %2").replace("%2", str(len(pages)))  # once: there may be many
        sheets = []
        for row, page in enumerate(pages):
            width, height = made.sizes[row] if row < len(made.sizes) else (612.0, 792.0)
            number = words.replace("%1", str(row + 1))
            caption = f"{number}  \u00b7  {page.foot[1]}" if page.foot[1] else number
            sheets.append(Sheet(made.name, row, width, height, caption=caption, is_packet=True))
        return sheets

    # ---- places

    def place(self) -> Place | None:
        """What is looked at now."""
        row = self.current_row
        if row < 0:
            return None
        rect = self.sheet_rect(row)
        return Place(row, -rect.top() / max(rect.height(), 1))

    def go_to_place(self, place: Place) -> None:
        """Look at what was looked at before."""
        self.go_to(place.row)
        rect = self.sheet_rect(place.row)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + rect.top() + round(place.above * rect.height()))

    def jump(self, page: int, top: float | None = None) -> None:
        """Go to a page, and remember where one came from."""
        here = self.place()
        if here is not None:
            self._back = [*self._back[1 - _MOST_BACK :], here]
            self.back_changed.emit()
        self.go_to(page)
        if top:
            self.show_box(page, QRectF(0.0, min(top, 0.98), 1.0, 0.02))

    def go_back(self) -> None:
        """Return to where the last link was followed."""
        if self._back:
            self.go_to_place(self._back.pop())
            self.back_changed.emit()

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._swap()  # nobody sees it, and nobody draws for who is not seen

    # ---- links

    def _follow(self, _row: int, target: object) -> None:
        if not isinstance(target, Target):
            return
        if target.address:
            self._kit.notices.tell(
                self.tr("This link leads to %1").replace("%1", target.address),
                self.tr("It works in the finished file. AppealDesk itself never goes online."),
            )
        elif target.page is not None:
            self.jump(target.page, target.top)

    def _read_links(self) -> None:
        made = self._previewed
        if made is None or not self.sheets:
            return
        rows = self.visible_rows()
        for at in {row // LINKS_AT_A_TIME for row in (*rows, max(self.current_row, 0))}:
            if at not in self._asked_links:
                self._asked_links.add(at)
                first = at * LINKS_AT_A_TIME
                self._kit.jobs.start(
                    Lane.EYES,
                    "links",
                    partial(_links, self._eyes, made, first),
                    done=partial(self._put_links, made),
                    failed=_no_links,
                )

    def _put_links(self, made: Previewed, found: Sequence[PageLink]) -> None:
        if made is not self._previewed:
            return
        by_row: dict[int, list[Overlay]] = {}
        for link in found:
            left, top, right, bottom = link.box
            overlay = Overlay(
                QRectF(left, top, right - left, bottom - top),
                LINK,
                Target(link.page, link.top, link.address),
                self._words_for(made, link),
            )
            by_row.setdefault(link.on, []).append(overlay)
        for row, overlays in by_row.items():
            self.set_overlays(row, overlays)

    def _words_for(self, made: Previewed, link: PageLink) -> str:
        if link.address:
            return link.address
        if link.page is None:
            return self.tr("This link leads nowhere.")
        words = self.tr("Go to page %1").replace("%1", str(link.page + 1))
        label = made.packet.pages[link.page].foot[1] if link.page < len(made.packet.pages) else ""
        return f"{words} ({label})" if label else words

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position().toPoint())
        if row >= 0:
            self.activated.emit(row)


def _identity(page: PlannedPage) -> _Identity:
    """What a page is, wherever it stands in the packet."""
    if page.page is not None:
        return ("page", page.document, page.page)
    return (page.part, page.source_index)


def _moved(old: Previewed, new: Previewed) -> dict[int, int]:
    """Where each page of the old packet is in the new one."""
    rows = {_identity(page): row for row, page in enumerate(new.packet.pages)}
    return {
        row: rows[_identity(page)]
        for row, page in enumerate(old.packet.pages)
        if _identity(page) in rows
    }


def _links(eyes: Worker, made: Previewed, first: int, _report: Report) -> tuple[PageLink, ...]:
    return links(eyes, made, first)


def _no_links(_error: AppealDeskError) -> None:
    """A page whose links cannot be read can still be looked at."""
