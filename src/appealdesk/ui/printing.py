"""Prints the packet: the same file that the preview shows, page by page, while the window works on.

A page is drawn beside the interface, then painted in bands: one band a turn of the event loop, so
that the window never stops. Sheets stay upright for the whole job; what is read lying is turned on
its sheet, as the finished file has it, because printers take a change amid a job badly.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, QObject, QRectF, QTimer, Signal
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.notices import Tone
from appealdesk.desk.previewing import Previewed
from appealdesk.desk.previews import Previews
from appealdesk.ui.jobs import Job, Lane, Report
from appealdesk.ui.preview.packets import PacketPreviews
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench

MOST_DPI = 300
"""Dots an inch of the pictures of pages; more is not seen on paper and takes four times as long."""

_BAND = 160  # rows of a page's picture that are painted in one step
_OVERLAP = 2  # rows that bands share, so that no hairline shows between them

Chooser = Callable[[QPrinter, int, QWidget | None, Callable[[], None], Callable[[], None]], None]
"""Lets the user choose: (printer, pages, parent, chosen, given up)."""


@dataclass(frozen=True, slots=True)
class _Picture:
    """A page turned upright, cut into bands from the top down: (first row, band)."""

    width: int
    height: int
    bands: tuple[tuple[int, QImage], ...]


class Printing(QObject):
    """Prints the packet of one open case, one job at a time.

    Args:
        bench: the open case.
        packets: makes the file that is printed.
        kit: notices and jobs.
        choose: opens the dialog in which the user chooses printer, pages and copies.
    """

    finished = Signal(bool)
    """A job ended; whether all of it was handed to the printer."""

    def __init__(
        self,
        bench: Workbench,
        packets: PacketPreviews,
        kit: Kit,
        parent: QObject | None = None,
        *,
        choose: Chooser | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench, self._packets, self._kit = bench, packets, kit
        self._choose = choose or _ask_system
        self._previews = Previews(bench.session, bench.eyes)
        self._waiting: tuple[QWidget | None] | None = None
        self._run: _Run | None = None
        packets.state_changed.connect(self._look_whether_made)

    @property
    def is_busy(self) -> bool:
        """Whether something is being printed, or prepared for it."""
        return self._run is not None or self._waiting is not None

    def start(self, parent: QWidget | None) -> None:
        """Make the packet as it stands, let the user choose a printer, and print."""
        if self.is_busy:
            self._kit.notices.tell(
                self.tr("The packet is being printed already."),
                self.tr("You can stop it at the foot of the window."),
            )
            return
        self._bench.flush()
        self._waiting = (parent,)
        self._packets.set_needed(True)
        self._look_whether_made()

    def print_to(self, printer: QPrinter, made: Previewed) -> None:
        """Print a packet on a printer that was set up; ``finished`` tells the end."""
        self._run = run = _Run(self._previews, self._kit, self._packets, made, printer, self)
        run.ended.connect(self._ended)
        run.begin()

    def cancel(self) -> None:
        """Stop printing."""
        if self._run is not None:
            self._run.cancel()

    def close_case(self) -> None:
        """Stop at once: what is printed goes away."""
        self._waiting = None
        if self._run is not None:
            self._run.give_up()

    def _look_whether_made(self) -> None:
        if self._waiting is None or self._packets.is_building:
            return
        made, problem = self._packets.shown, self._packets.problem
        if problem is None and (made is None or self._packets.is_stale):
            return  # it will be made when the case has come to rest
        (parent,) = self._waiting
        self._waiting = None
        self._packets.set_needed(False)
        if problem is not None or made is None:
            if problem is not None:
                self._kit.notices.error(problem)
            self.finished.emit(False)
            return
        self._let_choose(made, parent)

    def _let_choose(self, made: Previewed, parent: QWidget | None) -> None:
        printer = letter_printer()
        self._packets.hold(made.name)
        self._choose(
            printer,
            len(made.sizes),
            parent,
            partial(self._chosen, made, printer),
            partial(self._given_up, made),
        )

    def _chosen(self, made: Previewed, printer: QPrinter) -> None:
        self.print_to(printer, made)
        self._packets.release(made.name)  # the run holds it itself

    def _given_up(self, made: Previewed) -> None:
        self._packets.release(made.name)
        self.finished.emit(False)

    def _ended(self, is_whole: bool) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()
        self.finished.emit(is_whole)


def letter_printer() -> QPrinter:
    """The user's printer, set to US Letter, upright, up to the edges of the sheet."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
    printer.setPageOrientation(QPageLayout.Orientation.Portrait)
    printer.setDocName("AppealDesk")
    return printer


class _Run(QObject):
    """One print job."""

    ended = Signal(bool)

    def __init__(
        self,
        previews: Previews,
        kit: Kit,
        packets: PacketPreviews,
        made: Previewed,
        printer: QPrinter,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._previews, self._kit, self._packets = previews, kit, packets
        self._made, self._printer = made, printer
        self._order = page_order(printer, len(made.sizes))
        self._done = 0
        self._picture: tuple[int, _Picture] | None = None  # of the page that was drawn last
        self._bands: Iterator[tuple[int, QImage]] = iter(())
        self._painter = QPainter()
        self._job: Job | None = None
        self._is_over = False
        self._timer = QTimer(self, interval=0, singleShot=True)
        self._timer.timeout.connect(self._step)

    def begin(self) -> None:
        """Open the printer and start with the first page."""
        self._packets.hold(self._made.name)
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
        if self._picture is not None and self._picture[0] == page:
            self._paint(self._picture[1])  # one more copy of the same page
            return
        self._picture = None  # one page at a time in memory
        self._kit.jobs.start(
            Lane.EYES,
            "print",
            partial(self._draw, page),
            done=partial(self._drawn, page),
            failed=self._failed,
        )

    def _draw(self, page: int, _report: Report) -> _Picture:
        """In the lane of the eyes: the page's picture, upright, in bands."""
        width, height = self._made.sizes[page]
        dpi = min(self._printer.resolution(), MOST_DPI)
        png = self._previews.file_page(self._made.name, page, max(round(width * dpi / 72), 1))
        image = QImage.fromData(png)
        if width > height:
            image = image.transformed(QTransform().rotate(-90))
        if image.allGray():
            image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        bands = tuple(
            (top, image.copy(0, top, image.width(), min(_BAND + _OVERLAP, image.height() - top)))
            for top in range(0, image.height(), _BAND)
        )
        return _Picture(image.width(), image.height(), bands)

    def _drawn(self, page: int, picture: _Picture) -> None:
        if not self._is_over:
            self._picture = (page, picture)
            self._paint(picture)

    def _paint(self, picture: _Picture) -> None:
        if self._is_cancelled:
            self.give_up()
            return
        if self._done and not self._printer.newPage():
            self._tell_broken()
            self.give_up()
            return
        self._bands = iter(picture.bands)
        self._timer.start()

    def _step(self) -> None:
        """Paint one band."""
        if self._is_cancelled:
            self.give_up()
            return
        band = next(self._bands, None)
        if band is None:
            self._done += 1
            self._next_page()
            return
        if self._picture is not None:
            picture = self._picture[1]
            top, image = band
            place = sheet_place(
                self._printer.paperRect(QPrinter.Unit.DevicePixel), picture.width, picture.height
            )
            share = place.height() / picture.height
            strip = QRectF(
                place.left(), place.top() + top * share, place.width(), image.height() * share
            )
            self._painter.drawImage(strip, image)
        self._timer.start()

    def _finish(self) -> None:
        is_whole = self._painter.end()
        if not is_whole or self._printer.printerState() == QPrinter.PrinterState.Error:
            self._tell_broken()
            is_whole = False
        else:
            self._kit.notices.tell(self.tr("The packet was handed to the printer."), "", Tone.DONE)
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

    def _tell_broken(self) -> None:
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
        self._picture = None
        self._packets.release(self._made.name)
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


def _ask_system(
    printer: QPrinter,
    pages: int,
    parent: QWidget | None,
    chosen: Callable[[], None],
    given_up: Callable[[], None],
) -> None:
    """Open the print dialog of the system."""
    dialog = QPrintDialog(printer, parent)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, on=True)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintSelection, on=False)
    dialog.setMinMax(1, max(pages, 1))
    dialog.setFromTo(1, max(pages, 1))
    dialog.finished.connect(partial(_answered, dialog, chosen, given_up))
    QDialog.open(dialog)  # PySide hides it behind an overload that wants a receiver


def _answered(
    dialog: QPrintDialog, chosen: Callable[[], None], given_up: Callable[[], None], result: int
) -> None:
    dialog.deleteLater()
    if result == QDialog.DialogCode.Accepted:
        chosen()
    else:
        given_up()
