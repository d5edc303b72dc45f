"""What can be wrong with a case file, each with a sentence and what to do."""

from appealdesk.case.errors import AppealDeskError


class CaseFileError(AppealDeskError):
    """A case file could not be opened, read or written. No file was harmed."""


class CaseNotFound(CaseFileError):
    """There is no such file."""


class NotACase(CaseFileError):
    """The file is something else; it was left alone."""


class CaseDamaged(CaseFileError):
    """The file is a case but its content is broken; it was left alone."""


class PasswordNeeded(CaseFileError):
    """The file is protected."""


class PasswordWrong(CaseFileError):
    """The password does not open the file."""


class CaseInUse(CaseFileError):
    """Somebody else has the case open.

    Attributes:
        owner: who has it, for example "ana".
        host: the computer they are on.
        since: when they opened it (ISO 8601, UTC).
        is_elsewhere: whether that is another computer, so that only a person can know whether
            the case is really still open there.
    """

    def __init__(
        self,
        sentence: str,
        hint: str,
        owner: str,
        host: str,
        since: str,
        is_elsewhere: bool = False,
    ) -> None:
        super().__init__(sentence, hint)
        self.is_elsewhere = is_elsewhere
        self.owner = owner
        self.host = host
        self.since = since


class CaseGone(CaseFileError):
    """The open file was moved, deleted or replaced by another program."""


class ReadOnlyCase(CaseFileError):
    """An edit was asked of a case that is open for reading only."""
