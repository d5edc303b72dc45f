"""One print job: pages drawn beside the interface and painted band by band.

Every step in the thread of the interface is short, so that the window never stops. Sheets stay
upright for the whole job; what is read lying is turned on its sheet, as the finished file has it,
because printers take a change amid a job badly.
"""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QMarginsF, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPainter
from PySide6.QtPrintSupport import QPrinter

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.notices import Tone
from appealdesk.desk.previewing import PagePixels, page_pixels
from appealdesk.ui.jobs import Job, Lane, Report
from appealdesk.ui.view import Kit
from appealdesk.worker.client import Worker

MOST_DPI = 300
"""Dots an inch of the pictures of pages; more is not seen on paper and takes four times as long."""

_BAND = 160  # rows of a page's picture that are painted in one step
_OVERLAP = 2  # rows that bands share, so that no hairline shows between them


class Sheets(Protocol):
    """What is printed: a PDF in the folder of the worker that draws."""

    @property
    def name(self) -> str:
        """The file."""

    @property
    def sizes(self) -> Sequence[tuple[float, float]]:
        """Width and height of each page in points."""


class Keeper(Protocol):
    """Keeps the file as long as somebody holds it."""

    def hold(self, name: str) -> None:
        """Keep the file until ``release``."""

    def release(self, name: str) -> None:
        """The file is not needed any more by who held it."""


class PrintRun(QObject):
    """One print job.

    Args:
        eyes: draws the pages.
        kit: notices and jobs.
        keeper: keeps the file meanwhile.
        made: what is printed.
        printer: set up.
        parent: owns it.
        paper: title of the paper to sign that is printed; "" for the packet.
    """

    ended = Signal(bool)

    def __init__(
        self,
        eyes: Worker,
        kit: Kit,
        keeper: Keeper,
        made: Sheets,
        printer: QPrinter,
        parent: QObject,
        *,
        paper: str = "",
    ) -> None:
        super().__init__(parent)
        self._eyes, self._kit, self._keeper = eyes, kit, keeper
        self._paper = paper
        self._made, self._printer = made, printer
        self._order = page_order(printer, len(made.sizes))
        self._done = 0
        self._pictures: dict[int, PagePixels] = {}  # the page that is painted, and the one after it
        self._asked: set[int] = set()
        self._band: int | None = None  # the next one to paint; None between two pages
        self._painter = QPainter()
        self._job: Job | None = None
        self._is_over = False
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Open the printer and start with the first page."""
        self._keeper.hold(self._made.name)
        printer = self._printer
        printer.setPageOrientation(QPageLayout.Orientation.Portrait)
        printer.setFullPage(True)
        printer.setPageMargins(QMarginsF(0, 0, 0, 0))
        if not self._order or not self._painter.begin(printer):
            self._tell_broken()
            self._end(is_whole=False)
            return
        self._painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._job = self._kit.jobs.begin(self.tr("Printing"))
        self._next_page()

    def cancel(self) -> None:
        """Stop at the next step."""
        if self._job is not None:
            self._job.cancel()

    @property
    def _is_cancelled(self) -> bool:
        return self._job is not None and self._job.cancelling.is_set()

    def _next_page(self) -> None:
        if self._is_cancelled:
            self.give_up()
            return
        if self._done == len(self._order):
            self._finish()
            return
        if self._job is not None:
            self._job.progress.emit(self.tr("Printing"), self._done, len(self._order))
        page = self._order[self._done]
        self._pictures = {k: p for k, p in self._pictures.items() if k == page}
        if page in self._pictures:
            self._paint()
        else:
            self._ask(page)

    def _ask(self, page: int) -> None:
        if page not in self._asked and page not in self._pictures:
            self._asked.add(page)
            job = self._kit.jobs.start(
                Lane.EYES,
                "print",
                partial(self._draw, page),
                done=partial(self._drawn, page),
                failed=self._failed,
            )
            job.ended.connect(partial(self._looked, page))

    def _draw(self, page: int, _report: Report) -> PagePixels:
        """In the lane of the eyes. No picture is unpacked here: see ``engine.print_page``."""
        dpi = min(self._printer.resolution(), MOST_DPI)
        width = max(round(self._made.sizes[page][0] * dpi / 72), 1)
        return page_pixels(self._eyes, self._made.name, page, width, rows=_BAND, overlap=_OVERLAP)

    def _drawn(self, page: int, picture: PagePixels) -> None:
        if self._is_over:
            return
        self._asked.discard(page)
        self._pictures[page] = picture
        if self._band is None and page == self._order[self._done]:
            self._paint()

    def _looked(self, page: int) -> None:
        """A page that neither came nor failed met a bug: it would be waited for without end."""
        if not self._is_over and page in self._asked:
            self._tell_broken()
            self.give_up()

    def _paint(self) -> None:
        """Begin with the page whose turn it is; the next is drawn meanwhile."""
        if self._is_cancelled:
            self.give_up()
            return
        if self._done and not self._printer.newPage():
            self._tell_broken()
            self.give_up()
            return
        self._band = 0
        if self._done + 1 < len(self._order):
            self._ask(self._order[self._done + 1])
        self._timer.start()

    def _step(self) -> None:
        """Paint one band."""
        if self._is_cancelled or self._band is None:
            self.give_up()
            return
        picture = self._pictures[self._order[self._done]]
        if self._band < len(picture.strips):
            self._paint_band(picture, *picture.strips[self._band])
            self._band += 1
            self._timer.start()
        else:
            self._band = None
            self._done += 1
            self._next_page()

    def _paint_band(self, picture: PagePixels, top: int, rows: int, pixels: bytes) -> None:
        kind = QImage.Format.Format_Grayscale8 if picture.is_grey else QImage.Format.Format_RGB888
        # A copy: a print engine may keep it longer than these bytes live.
        band = QImage(pixels, picture.width, rows, len(pixels) // rows, kind).copy()
        paper = self._printer.paperRect(QPrinter.Unit.DevicePixel)
        painter = self._painter
        painter.save()
        if picture.width > picture.height:  # lies on its sheet
            place = sheet_place(paper, picture.height, picture.width)
            painter.translate(place.bottomLeft())
            painter.rotate(-90)
            length, share = place.height(), place.width() / picture.height
        else:
            place = sheet_place(paper, picture.width, picture.height)
            painter.translate(place.topLeft())
            length, share = place.width(), place.height() / picture.height
        painter.drawImage(QRectF(0, top * share, length, rows * share), band)
        painter.restore()

    def _finish(self) -> None:
        is_whole = self._painter.end()
        if not is_whole or self._printer.printerState() == QPrinter.PrinterState.Error:
            self._tell_broken()
            is_whole = False
        else:
            self._tell_done()
        self._end(is_whole=is_whole)

    def give_up(self) -> None:
        """Stop now and leave no half-written file."""
        if self._is_over:
            return
        self._printer.abort()
        self._painter.end()
        if self._printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
            Path(self._printer.outputFileName()).unlink(missing_ok=True)
        self._end(is_whole=False)

    def _failed(self, error: AppealDeskError) -> None:
        if not self._is_over:
            self._kit.notices.error(error)
            self.give_up()

    def _tell_done(self) -> None:
        words = self.tr("The packet was handed to the printer.")
        if self._paper:
            words = self.tr("\u201c{0}\u201d was handed to the printer.").format(self._paper)
        self._kit.notices.tell(words, "", Tone.DONE)

    def _tell_broken(self) -> None:
        if self._paper:
            self._kit.notices.error(
                AppealDeskError(
                    self.tr("The printer did not take \u201c{0}\u201d.").format(self._paper),
                    self.tr(
                        "Look whether it is switched on and has paper, and try again. Or save it "
                        "as a PDF and print that with another program."
                    ),
                )
            )
            return
        self._kit.notices.error(
            AppealDeskError(
                self.tr("The printer did not take the packet."),
                self.tr(
                    "Look whether it is switched on and has paper, and try again. Or export the "
                    "packet and print the PDF with another program."
                ),
            )
        )

    def _end(self, *, is_whole: bool) -> None:
        self._is_over = True
        self._timer.stop()
        self._pictures.clear()
        self._keeper.release(self._made.name)
        if self._job is not None:
            self._kit.jobs.finish(self._job)
            self._job = None
        self.ended.emit(is_whole)


def page_order(printer: QPrinter, pages: int) -> tuple[int, ...]:
    """The pages (0-based) in the order in which they are painted, as the user chose them.

    Copies are painted here only when the printer does not make them itself.
    """
    chosen = _chosen_pages(printer, pages)
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen = chosen[::-1]
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return tuple(chosen) * copies
    return tuple(page for page in chosen for _ in range(copies))


def _chosen_pages(printer: QPrinter, pages: int) -> Sequence[int]:
    if printer.printRange() != QPrinter.PrintRange.PageRange:
        return range(pages)
    ranges = printer.pageRanges()
    if not ranges.isEmpty():
        return [page for page in range(pages) if ranges.contains(page + 1)]
    first = max(printer.fromPage(), 1)
    last = printer.toPage() or pages
    return range(first - 1, min(last, pages))


def sheet_place(paper: QRectF, width: int, height: int) -> QRectF:
    """Where a page goes on the paper: all of it on a Letter sheet, else as large as it fits."""
    scale = min(paper.width() / width, paper.height() / height)
    wide, high = width * scale, height * scale
    return QRectF((paper.width() - wide) / 2, (paper.height() - high) / 2, wide, high)
