"""How a case gets onto the desk: new, opened, with a password, for reading, or the sample.

Everything here runs beside the interface; what stands in the way becomes a question in plain words.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QObject, Signal

from appealdesk.audit.clock import deadline_of
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.values import new_case
from appealdesk.casefile.errors import CaseInUse, CaseNotFound, PasswordNeeded, PasswordWrong
from appealdesk.desk.notices import Choice, FileKinds, Question
from appealdesk.desk.settings import RecentCase
from appealdesk.ui.jobs import Job, Lane, Report
from appealdesk.ui.view import Kit
from appealdesk.worker.client import Worker

if TYPE_CHECKING:
    from appealdesk.desk.session import Session

ENDING = ".appeal"


class Opener(QObject):
    """Opens and makes cases.

    Args:
        kit: settings, jobs and notices.
        hands: the worker that reads the papers of the sample.
        home: where new appeals are kept; None is a folder in the user's documents.
    """

    opened = Signal(object)
    """An open ``Session``; whoever takes it closes it."""
    failed = Signal()
    """Nothing was opened; the user was told why."""

    def __init__(
        self, kit: Kit, hands: Worker, parent: QObject, *, home: Path | None = None
    ) -> None:
        super().__init__(parent)
        self._kit = kit
        self._hands = hands
        self._home = home or Path(platformdirs.user_documents_dir()) / "Appeals"

    def kinds(self) -> FileKinds:
        """What a file dialog offers."""
        return FileKinds(self.tr("Appeals"), (ENDING,))

    def new(self) -> Job:
        """Start an appeal. It is a file from the first moment, so there is nothing to save."""
        today = datetime.now(UTC).astimezone().date().isoformat()
        name = self.tr("Appeal of %1").replace("%1", today)
        return self._start(self.tr("Making a new appeal"), partial(self._make, name))

    def open(
        self, path: Path, password: str | None = None, *, reads: bool = False, takes: bool = False
    ) -> Job:
        """Open a case file; asks for what it needs."""

        def work(_report: Report) -> Session:
            return _open(path, password, reads=reads, takes=takes)

        return self._start(
            self.tr("Opening %1").replace("%1", path.name),
            work,
            partial(self._stopped, path, password),
        )

    def sample(self) -> Job:
        """Open the made-up example; it is made when it is not there yet."""
        path = self._home / self.tr("Finished example.appeal")
        if path.exists():
            return self.open(path)

        def work(report: Report) -> Session:
            from appealdesk.desk.sample import make_sample  # noqa: PLC0415

            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                return make_sample(path, self._hands, report, report.cancel)
            except AppealDeskError:
                path.unlink(missing_ok=True)  # ours, made a moment ago, and only half full
                raise

        return self._start(self.tr("Making the example"), work, lane=Lane.HANDS)

    def _start(
        self,
        title: str,
        work: Callable[[Report], Session],
        failed: Callable[[AppealDeskError], None] | None = None,
        lane: Lane = Lane.CASE,
    ) -> Job:
        return self._kit.jobs.start(
            lane, title, work, done=self.opened.emit, failed=failed or self._tell, is_shown=True
        )

    def _make(self, name: str, _report: Report) -> Session:
        try:
            self._home.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise AppealDeskError(
                self.tr("The folder for appeals could not be made (%1).").replace(
                    "%1", str(error.strerror or error)
                ),
                self.tr("Check that you may write to your documents folder."),
            ) from error
        number = 1
        while True:
            path = self._home / f"{name}{f' ({number})' if number > 1 else ''}{ENDING}"
            if not path.exists():
                return _create(path)
            number += 1

    def _tell(self, error: AppealDeskError) -> None:
        self._kit.notices.error(error)
        self.failed.emit()

    def _stopped(self, path: Path, password: str | None, error: AppealDeskError) -> None:
        """Opening did not go straight: ask for what is needed."""
        self.failed.emit()
        if isinstance(error, PasswordNeeded | PasswordWrong):
            is_wrong = isinstance(error, PasswordWrong) and password is not None
            sentence = self.tr("\u201c%1\u201d is protected. Type its password.")
            if is_wrong:
                sentence = self.tr("That password does not open \u201c%1\u201d. Try again.")
            self._kit.notices.ask_password(
                self.tr("Password"), sentence.replace("%1", path.name), partial(self._try, path)
            )
        elif isinstance(error, CaseInUse):
            if not error.is_elsewhere and _is_in_front(path):
                self._kit.notices.tell(
                    self.tr("\u201c%1\u201d is open in another window already.").replace(
                        "%1", path.name
                    ),
                    self.tr("That window was asked to come to the front."),
                )
                return
            self._ask_in_use(path, password, error)
        elif isinstance(error, CaseNotFound):
            self._kit.notices.tell(
                error.sentence,
                error.hint,
                action=self.tr("Take it off the list"),
                on_action=partial(self._forget, path),
            )
        else:
            self._kit.notices.error(error)

    def _try(self, path: Path, password: str) -> None:
        self.open(path, password)

    def _forget(self, path: Path) -> None:
        settings = self._kit.settings
        settings.set(settings.now.without_recent(str(path)))
        self.failed.emit()

    def _ask_in_use(self, path: Path, password: str | None, error: CaseInUse) -> None:
        choices = [Choice("read", self.tr("Open it for reading"))]
        if error.is_elsewhere:
            choices.append(Choice("take", self.tr("Open it all the same"), is_destructive=True))
        question = Question(
            self.tr("This appeal is open elsewhere"), error.sentence, tuple(choices), error.hint
        )
        self._kit.notices.ask(question, partial(self._open_in_use, path, password))

    def _open_in_use(self, path: Path, password: str | None, answer: str) -> None:
        if answer in {"read", "take"}:
            self.open(path, password, reads=answer == "read", takes=answer == "take")


# The case file's libraries are loaded by whoever opens one first, not by the first page.


def _open(path: Path, password: str | None, *, reads: bool, takes: bool) -> Session:
    from appealdesk.casefile.store import CaseFile  # noqa: PLC0415
    from appealdesk.desk.session import Session  # noqa: PLC0415

    return Session(CaseFile.open(path, password=password, read_only=reads, take_over=takes))


def _is_in_front(path: Path) -> bool:
    from appealdesk.ui.summons import summon  # noqa: PLC0415

    return summon(path)


def _create(path: Path) -> Session:
    from appealdesk.casefile.store import CaseFile  # noqa: PLC0415
    from appealdesk.desk.session import Session  # noqa: PLC0415

    return Session(CaseFile.create(path, new_case()))


def remember(kit: Kit, session: Session) -> None:
    """Put an open case in front of the recent ones, with its last day."""
    details = session.case.details
    title = " \u2013 ".join(p for p in (details.patient_name, details.service) if p)
    seen = datetime.now(UTC).isoformat(timespec="seconds")
    path = str(session.file.path.absolute())
    last_day = deadline_of(session.case).last_day
    kept = "" if last_day is None else last_day.isoformat()
    kit.settings.set(kit.settings.now.with_recent(RecentCase(path, title, seen, kept)))
