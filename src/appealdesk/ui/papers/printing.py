"""Prints a paper to sign: made first, so that the dialog knows its pages; then the user chooses."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.paper_making import PrintablePaper, paper_to_print
from appealdesk.desk.previewing import forget
from appealdesk.ui.jobs import Lane, Report
from appealdesk.ui.print_run import PrintRun
from appealdesk.ui.printing import Chooser, ask_system, letter_printer
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench


class PaperPrinting(QObject):
    """Prints papers of one open case, one at a time.

    Args:
        bench: the open case.
        kit: notices and jobs.
        parent: owns it; the print dialog belongs to it.
        choose: opens the dialog in which the user chooses printer, pages and copies.
    """

    finished = Signal(bool)
    """A job ended; whether all of it was handed to the printer."""

    def __init__(
        self, bench: Workbench, kit: Kit, parent: QWidget, *, choose: Chooser = ask_system
    ) -> None:
        super().__init__(parent)
        self._bench, self._kit, self._window = bench, kit, parent
        self.choose = choose
        self._holders = 0
        self._run: PrintRun | None = None
        self.is_busy = False

    def start(self, title: str, text: str) -> None:
        """Make the paper, let the user choose a printer, and print."""
        if self.is_busy:
            return
        self.is_busy = True
        case, hands, eyes = self._bench.case, self._bench.hands, self._bench.eyes

        def work(report: Report) -> PrintablePaper:
            return paper_to_print(case, hands, eyes, title, text, report.cancel)

        self._kit.jobs.start(
            Lane.HANDS,
            self.tr("Preparing a paper"),
            work,
            done=partial(self._made, title),
            failed=self._failed,
        )

    def give_up(self) -> None:
        """Stop at once: the case is closed."""
        if self._run is not None:
            self._run.give_up()

    def hold(self, name: str) -> None:
        """Keep the file until ``release``."""
        del name  # there is one file at a time
        self._holders += 1

    def release(self, name: str) -> None:
        """Remove the file once nobody needs it."""
        self._holders -= 1
        if not self._holders:
            self._remove(name)

    def _remove(self, name: str) -> None:
        eyes = self._bench.eyes
        self._kit.jobs.start(Lane.EYES, "forget", lambda _report: forget(eyes, name))

    def _made(self, title: str, made: PrintablePaper) -> None:
        if not isValid(self):  # the case was closed meanwhile
            self._remove(made.name)
            return
        self.hold(made.name)
        printer = letter_printer()
        self.choose(
            printer,
            len(made.sizes),
            self._window,
            partial(self._chosen, title, made, printer),
            partial(self._given_up, made),
        )

    def _chosen(self, title: str, made: PrintablePaper, printer: QPrinter) -> None:
        run = PrintRun(self._bench.eyes, self._kit, self, made, printer, self, paper=title)
        self._run = run
        run.ended.connect(self._ended)
        run.begin()
        self.release(made.name)  # the run holds it itself

    def _given_up(self, made: PrintablePaper) -> None:
        self.release(made.name)
        self._end(is_whole=False)

    def _failed(self, error: AppealDeskError) -> None:
        if not isValid(self):
            return
        self._kit.notices.error(error)
        self._end(is_whole=False)

    def _ended(self, is_whole: bool) -> None:
        run, self._run = self._run, None
        if run is not None:
            run.deleteLater()
        self._end(is_whole=is_whole)

    def _end(self, *, is_whole: bool) -> None:
        self.is_busy = False
        self.finished.emit(is_whole)
