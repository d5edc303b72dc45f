"""Reads the papers of the open case beside the interface, and tells when more is known."""

import time

from PySide6.QtCore import QObject, Signal

from appealdesk.case.errors import AppealDeskError
from appealdesk.desk.papers_read import PapersRead, read_by
from appealdesk.desk.session import Session
from appealdesk.ui.jobs import Job, Jobs, Lane
from appealdesk.worker.client import Worker

_TELL_EVERY = 0.5  # seconds between two tellings while many papers are read


class PapersReader(QObject):
    """Reads one paper after the other in a lane of its own.

    Args:
        session: the open case.
        jobs: runs the work.
        hands: reads the pages, many at a time.
    """

    read = Signal()
    """More is known of the papers."""

    def __init__(
        self, session: Session, jobs: Jobs, hands: Worker, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.known = PapersRead(session, read_by(hands))
        self._session = session
        self._jobs = jobs
        self._job: Job | None = None
        self._told = 0.0  # monotonic seconds
        self._is_untold = False
        self._is_closed = False

    def follow(self) -> None:
        """Read what came in since, if nothing is being read."""
        if self._job is None and not self._is_closed:
            case, known = self._session.case, self.known
            if not known.is_done(case):
                self._job = self._jobs.start(
                    Lane.PAPERS,
                    "read paper",
                    lambda report: known.read_next(case, report.cancel),
                    done=self._one_read,
                    failed=self._failed,
                )
            elif self._is_untold:
                self._tell()

    def close(self) -> None:
        """Read no more."""
        self._is_closed = True
        if self._job is not None:
            self._job.cancel()

    def _one_read(self, is_read: bool) -> None:
        self._job = None
        if self._is_closed or not is_read:
            return
        self._is_untold = True
        if time.monotonic() - self._told > _TELL_EVERY:
            self._tell()
        self.follow()

    def _failed(self, _error: AppealDeskError) -> None:
        """A damaged case file is told of where it is opened or written; reading ends here."""
        self._job = None
        self._is_closed = True

    def _tell(self) -> None:
        self._is_untold = False
        self._told = time.monotonic()
        self.read.emit()
