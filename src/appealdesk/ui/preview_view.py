"""The whole packet as it will be sent: its very pages, before anything leaves the desk."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from appealdesk.desk.previewing import Previewed
from appealdesk.packet.values import Delivery, Packet, PartKind
from appealdesk.ui.page_images import PageImages
from appealdesk.ui.pages.layout import Fit
from appealdesk.ui.preview.banners import EmptyCard, ProblemBanner, WarningBanner
from appealdesk.ui.preview.bars import ChoicesBar, HeaderBar, PageBar
from appealdesk.ui.preview.outline import OutlineTree
from appealdesk.ui.preview.packets import PacketPreviews
from appealdesk.ui.preview.sheets import PacketSheets
from appealdesk.ui.printing import Printing
from appealdesk.ui.spot import Spot, SpotKind
from appealdesk.ui.view import Kit, View
from appealdesk.ui.widgets import SPACE, line
from appealdesk.ui.workbench import Workbench

_NARROW = 720  # below this the outline makes room for the pages
_OUTLINE_WIDTH = 260


class PreviewView(View):
    """Shows the packet and keeps it up to date while it is seen.

    Args:
        bench: the open case.
        images: makes the pictures of pages.
        kit: what every part may use.
        packets: makes the packet; shared with whoever prints without this view. None makes one.
        printing: prints the packet; None makes one.
    """

    def __init__(
        self,
        bench: Workbench,
        images: PageImages,
        kit: Kit,
        parent: QWidget | None = None,
        *,
        packets: PacketPreviews | None = None,
        printing: Printing | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("previewView")
        self._bench, self._kit = bench, kit
        self.packets = packets or PacketPreviews(bench, kit.jobs, self)
        self.printing = printing or Printing(bench, self.packets, kit, self)
        self._is_outline_wanted: bool | None = None  # None: when there is room
        self._header = HeaderBar(kit)
        self._choices = ChoicesBar(bench)
        self._bar = PageBar(kit)
        self._warnings = WarningBanner(kit)
        self._problem = ProblemBanner()
        self._empty = EmptyCard(kit)
        self._outline = OutlineTree()
        self._sheets = PacketSheets(images, kit, bench.eyes)
        self._waiting = QLabel()
        self._put_together()
        self._connect()
        self._draw()
        self._show_state()
        self._show_page()

    # ---- the view's own part

    def _put_together(self) -> None:
        self._waiting.setObjectName("previewWaiting")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._waiting.setWordWrap(True)
        self._waiting.setProperty("role", "quiet")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._waiting)
        self._pages.addWidget(self._sheets)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(self._outline)
        self._split.addWidget(self._pages)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([self._kit.theme.pixels(_OUTLINE_WIDTH), 4000])
        top = QVBoxLayout()
        top.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE)
        top.setSpacing(SPACE)
        for part in (
            self._header, self._choices, self._warnings, self._problem, self._empty, self._bar,
        ):  # fmt: skip
            top.addWidget(part)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        layout.addWidget(line())
        layout.addWidget(self._split, 1)
        self._empty.hide()

    def _connect(self) -> None:
        self._bench.changed.connect(self._choices.show_case)
        self._kit.theme.changed.connect(self._draw)
        self._header.print_wanted.connect(self._print)
        self._choices.delivery_chosen.connect(self.packets.set_delivery)
        self._problem.retry_wanted.connect(self.packets.refresh)
        self.packets.made.connect(self._take)
        self.packets.state_changed.connect(self._show_state)
        self.packets.progress.connect(self._progress)
        self._bar.page_wanted.connect(self._go_to_page)
        self._bar.back_wanted.connect(self._sheets.go_back)
        self._bar.outline_wanted.connect(self._want_outline)
        self._bar.zoom_wanted.connect(self._zoom)
        self._bar.open_wanted.connect(self._open_current)
        self._outline.page_wanted.connect(self._jump)
        self._sheets.taking.connect(self._make_room)
        self._sheets.taken.connect(self._taken)
        self._sheets.current_changed.connect(self._show_page)
        self._sheets.back_changed.connect(self._show_page)
        self._sheets.selection_changed.connect(self.actions_changed)
        self._sheets.activated.connect(self._open_page)
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Back), self._sheets.go_back),
            (QKeySequence("Ctrl+PgUp"), self._page_before),
            (QKeySequence("Ctrl+PgDown"), self._page_after),
        ):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _draw(self) -> None:
        for part in (self._header, self._bar, self._warnings, self._empty):
            part.draw()
        self._fit_outline()

    @property
    def sheets(self) -> PacketSheets:
        """The pages."""
        return self._sheets

    def close_case(self) -> None:
        """Let go of what belongs to this case: jobs, and its file in a worker's folder."""
        self.printing.close_case()
        self._sheets.clear()
        self.packets.close_case()

    # ---- what the window asks

    @override
    def can(self, name: str) -> bool:
        has_pages = bool(self._sheets.sheets)
        match name:
            case "zoom-in" | "zoom-out" | "zoom-fit" | "select-all":
                return has_pages
            case "copy":
                return self._sheets.choice is not None
            case "print":
                return not self.printing.is_busy
            case _:
                return False

    @override
    def do(self, name: str) -> None:
        match name:
            case "zoom-in" | "zoom-out":
                self._zoom(name.removeprefix("zoom-"))
            case "zoom-fit":
                self._zoom("width")
            case "copy":
                self._sheets.copy()
            case "select-all":
                self._sheets.choose_all()
            case "print":
                self._print()
            case _:
                super().do(name)

    @override
    def show_spot(self, spot: Spot) -> None:
        self._choices.show_case()

    @override
    def focus_work(self) -> None:
        shown = self._pages.currentWidget()  # the pages, or the words that they are being made
        (self._sheets if shown is None else shown).setFocus()

    # ---- what is made

    def _take(self, made: Previewed) -> None:
        self._sheets.show_packet(made)

    def _make_room(self, made: Previewed) -> None:
        """Before the pages come: what changes the size of their place costs twice afterwards."""
        packet = made.packet
        is_waited_for = self._waiting.hasFocus()
        self._pages.setCurrentWidget(self._sheets)
        if is_waited_for:
            self._sheets.setFocus()
        self._header.show_count(len(packet.pages), len(packet.exhibits))
        is_empty = _has_only_cover(packet)
        self._empty.setVisible(is_empty)  # says what to do first; what else is open comes later
        self._warnings.show_warnings(() if is_empty else made.warnings)
        self._outline.show_bookmarks(packet.bookmarks)

    def _taken(self) -> None:
        self._show_page()
        self._show_state()
        self.actions_changed.emit()

    def _show_state(self) -> None:
        packets = self.packets
        has_pages = bool(self._sheets.sheets)
        self._problem.show_problem(packets.problem, has_pages=has_pages)
        self._choices.show_delivery(packets.delivery)
        is_newer_coming = packets.is_building or packets.is_stale
        if not has_pages:
            self._waiting.setText(
                "" if packets.problem else self.tr("Putting your packet together...")
            )
        if has_pages and is_newer_coming and packets.problem is None:
            self._bar.tell(self.tr("Bringing this up to date..."))
        elif has_pages and packets.delivery is Delivery.FAX:
            self._bar.tell(self.tr("Black and white, as a fax machine prints it"))
        else:
            self._bar.tell("")

    def _progress(self, step: str, done: int, total: int) -> None:
        if self._sheets.sheets:
            return
        words = self.tr("Putting your packet together...")
        if total > 1:
            words = f"{words}\n{step}: {min(done + 1, total):,} / {total:,}"
        self._waiting.setText(words)

    # ---- pages

    def _show_page(self) -> None:
        row, count = self._sheets.current_row, len(self._sheets.sheets)
        self._bar.show_page(row, count)
        self._bar.back_button.setEnabled(self._sheets.can_go_back)
        if row >= 0:
            self._outline.mark_page(row)
        spot = self._spot_of(row)
        if spot is None:
            self._bar.show_way("")
        elif spot.kind is SpotKind.DOCUMENT:
            self._bar.show_way(self.tr("Go to this paper"))
        else:
            self._bar.show_way(self.tr("Go to this text"))

    def _go_to_page(self, row: int) -> None:
        self._sheets.go_to(row)

    def _page_before(self) -> None:
        self._sheets.go_to(self._sheets.current_row - 1)

    def _page_after(self) -> None:
        self._sheets.go_to(self._sheets.current_row + 1)

    def _jump(self, row: int) -> None:
        if row != self._sheets.current_row:
            self._sheets.jump(row)

    def _zoom(self, what: str) -> None:
        match what:
            case "in":
                self._sheets.zoom_step(1)
            case "out":
                self._sheets.zoom_step(-1)
            case "page":
                self._sheets.set_zoom(Fit.PAGE)
            case _:
                self._sheets.set_zoom(Fit.WIDTH)

    def _open_current(self) -> None:
        self._open_page(self._sheets.current_row)

    def _open_page(self, row: int) -> None:
        spot = self._spot_of(row)
        if spot is not None:
            self._bench.show(spot)

    def _spot_of(self, row: int) -> Spot | None:
        """What a page of the packet was made of, as far as the case still has it."""
        made = self._sheets.previewed
        if made is None or not 0 <= row < len(made.packet.pages):
            return None
        spot = _source(made, row)
        return spot if spot is not None and spot.is_in(self._bench.case) else None

    def _print(self) -> None:
        self.printing.start(self.window())

    # ---- room

    def _want_outline(self, is_wanted: bool) -> None:
        self._is_outline_wanted = is_wanted
        self._fit_outline()

    def _fit_outline(self) -> None:
        has_room = self.width() >= self._kit.theme.pixels(_NARROW)
        is_shown = has_room if self._is_outline_wanted is None else self._is_outline_wanted
        self._outline.setVisible(is_shown)
        self._bar.outline_button.setChecked(is_shown)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_outline()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.packets.set_wanted(True)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        self.packets.set_wanted(False)
        super().hideEvent(event)


def _has_only_cover(packet: Packet) -> bool:
    fronts = {PartKind.COVER, PartKind.FAX_COVER, PartKind.CONTENTS}
    return all(page.kind in fronts for page in packet.pages)


def _source(made: Previewed, row: int) -> Spot | None:
    page = made.packet.pages[row]
    kind, _, number = page.part.partition(":")
    match kind:
        case "document" | "divider":
            return Spot(SpotKind.DOCUMENT, int(number), page.page)
        case "section":
            return Spot(SpotKind.SECTION, int(number))
        case "letter":
            return _section_of_letter(made, row)
        case _:
            return None


def _section_of_letter(made: Previewed, row: int) -> Spot | None:
    """The last section that begins on this page of the letter or before it."""
    begun = [
        section.id
        for section in made.case.sections
        if made.packet.anchors.get(f"section:{section.id}", (row + 1, None))[0] <= row
    ]
    return Spot(SpotKind.SECTION, begun[-1]) if begun else None
