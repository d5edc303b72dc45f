"""Where a paper goes: into a PDF, to the printer, or among the case's documents."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.importing import Arrival
from appealdesk.desk.notices import FileKinds, Tone
from appealdesk.desk.paper_making import file_paper, paper_file_name, write_paper
from appealdesk.desk.papers import PaperKind
from appealdesk.ui.jobs import Lane, Report
from appealdesk.ui.papers.printing import PaperPrinting
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench

_ENDING = ".pdf"


class PaperOut(QObject):
    """Saves, prints and files papers, one at a time.

    Args:
        bench: the open case.
        kit: notices and jobs.
        parent: the dialog that shows them.
    """

    told = Signal(str, str)
    """Words for the user, and their role in the style sheet."""
    kept = Signal(object, str)
    """The words of a ``PaperKind`` that were saved or filed."""
    busy_changed = Signal()

    def __init__(self, bench: Workbench, kit: Kit, parent: QWidget) -> None:
        super().__init__(parent)
        self._bench, self._kit = bench, kit
        self._is_working = False
        self.printing = PaperPrinting(bench, kit, parent)
        self.printing.finished.connect(self._printed)

    @property
    def is_busy(self) -> bool:
        """Whether a paper is on its way."""
        return self._is_working or self.printing.is_busy

    def save(self, kind: PaperKind, title: str, text: str) -> None:
        """Ask where the paper is to be written, and write it."""
        self._kit.notices.choose_target(
            self.tr("Save the paper"),
            self._bench.path.with_name(paper_file_name(title)),
            FileKinds(self.tr("PDF file"), (_ENDING,)),
            partial(self._save, kind, title, text),
        )

    def file(self, kind: PaperKind, title: str, text: str) -> None:
        """File the paper, or put it in the tray."""
        bench = self._bench

        def work(report: Report) -> Arrival:
            return file_paper(bench.session, bench.hands, kind, title, text, report.cancel)

        self._start(self.tr("Filing a paper"), work, partial(self._filed, kind, text))

    def print(self, title: str, text: str) -> None:
        """Let the user choose a printer, and print the paper."""
        if not self.is_busy:
            self.printing.start(title, text)
            self.busy_changed.emit()

    def give_up(self) -> None:
        """Stop printing at once: the case is closed."""
        self.printing.give_up()

    def _save(self, kind: PaperKind, title: str, text: str, path: Path) -> None:
        if not isValid(self):  # the case was closed while its place was chosen
            return
        if path.suffix.lower() != _ENDING:
            path = path.with_name(path.name + _ENDING)
        case, hands = self._bench.case, self._bench.hands

        def work(report: Report) -> int:
            return write_paper(case, hands, title, text, path, report.cancel)

        self._start(self.tr("Saving a paper"), work, partial(self._saved, kind, text, path))

    def _start(
        self, title: str, work: Callable[[Report], object], done: Callable[..., None]
    ) -> None:
        if self.is_busy or not isValid(self):
            return
        self._is_working = True
        self.busy_changed.emit()
        self.told.emit(self.tr("Working..."), "quiet")
        self._kit.jobs.start(
            Lane.HANDS, title, work, done=partial(self._done, done), failed=self._failed
        )

    def _done(self, done: Callable[..., None], result: object) -> None:
        if isValid(self):
            self._is_working = False
            self.busy_changed.emit()
            done(result)

    def _failed(self, error: AppealDeskError) -> None:
        if isValid(self):
            self._is_working = False
            self.busy_changed.emit()
            self.told.emit(f"{error.sentence} {error.hint}".strip(), "bad")
            self._kit.notices.error(error)

    def _saved(self, kind: PaperKind, text: str, path: Path, _pages: int) -> None:
        self.kept.emit(kind, text)
        words = self.tr("Saved as \u201c{0}\u201d.").format(path.name)
        advice = self.tr("Read it before it is signed.")
        self.told.emit(f"{words} {advice}", "good")
        self._kit.notices.tell(
            self.tr("The paper was saved as \u201c{0}\u201d.").format(path.name),
            advice,
            Tone.DONE,
            action=self.tr("Open it"),
            on_action=partial(self._kit.notices.open_outside, path),
        )

    def _filed(self, kind: PaperKind, text: str, arrival: Arrival) -> None:
        if arrival.problem is not None:
            self.told.emit(" ".join(arrival.sentences()), "bad")
            return
        self.kept.emit(kind, text)
        if arrival.same_as is not None:
            self.told.emit(" ".join(arrival.sentences()), "warn")
            return
        came = arrival.document
        section = None if came is None else self._bench.session.case.section_of(came.id)
        if section is not None:
            words = self.tr("Filed in \u201c{0}\u201d.").format(section.title)
            unsigned = self.tr(
                "It is not signed yet: sign the print, or file the signed page instead."
            )
            self.told.emit(f"{words} {unsigned}", "good")
            return
        self.told.emit(
            self.tr(
                "It waits in the tray \u201cTo file\u201d. Once it is signed, scan it, add it and "
                "file that one."
            ),
            "good",
        )

    def _printed(self, is_whole: bool) -> None:
        self.busy_changed.emit()
        if is_whole:
            self.told.emit(self.tr("Handed to the printer. Read it before it is signed."), "good")
