"""Prints the packet: the same file that the preview shows, in the form (mail or fax) that it shows.

The packet is made first, so that the dialog knows how many pages there are; then the user chooses.
"""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from appealdesk.desk.previewing import Previewed
from appealdesk.ui.preview.packets import PacketPreviews
from appealdesk.ui.print_run import PrintRun
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench

Chooser = Callable[[QPrinter, int, QWidget | None, Callable[[], None], Callable[[], None]], None]
"""Lets the user choose: (printer, pages, parent, chosen, given up)."""


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
        self._choose = choose or ask_system
        self._waiting: tuple[QWidget | None] | None = None
        self._run: PrintRun | None = None
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
        self._run = run = PrintRun(self._bench.eyes, self._kit, self._packets, made, printer, self)
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


def ask_system(
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
