"""Reads a locked paper again, with the password that the user gives."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from appealdesk.case.values import Case, Document
from appealdesk.desk.importing import read_again
from appealdesk.desk.notices import Tone
from appealdesk.ui.jobs import Lane, Report
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench

LOCKED = frozenset({"password-needed", "password-wrong"})
"""Codes of problems that a password mends."""


def is_locked(case: Case, document_id: int) -> bool:
    """Whether a document waits for its password."""
    document = case.document(document_id)
    return document is not None and document.problem is not None and document.problem.code in LOCKED


class Unlocking(QObject):
    """Asks for the password of a paper until it opens or the user gives up."""

    opened = Signal(int)
    """A paper is open now: its id."""

    def __init__(self, bench: Workbench, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._kit = kit

    def ask(self, document_id: int) -> None:
        """Ask for the password of a document."""
        document = self._bench.case.document(document_id)
        if document is None or document.problem is None:
            return
        sentence = self.tr("Type the password of \u201c%1\u201d.").replace("%1", document.title)
        if document.problem.code == "password-wrong":
            sentence = self.tr("That password did not open it. %1").replace("%1", sentence)
        self._kit.notices.ask_password(
            self.tr("Unlock a paper"), sentence, partial(self._try, document_id)
        )

    def _try(self, document_id: int, password: str) -> None:
        def work(_report: Report) -> Document:
            return read_again(
                self._bench.session, self._bench.hands, document_id, password=password
            )

        self._kit.jobs.start(
            Lane.HANDS,
            self.tr("Opening the paper"),
            work,
            done=self._done,
            failed=self._kit.notices.error,
            is_shown=True,
        )

    def _done(self, document: Document) -> None:
        if document.problem is None:
            self.opened.emit(document.id)
            self._kit.notices.tell(
                self.tr("\u201c%1\u201d is open now.").replace("%1", document.title), tone=Tone.DONE
            )
        elif document.problem.code in LOCKED:
            self.ask(document.id)
        else:
            self._kit.notices.tell(document.problem.sentence, document.problem.hint, Tone.WARNING)
