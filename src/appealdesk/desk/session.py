"""One open case: every edit goes through here, and whoever listens hears of it.

The case file writes first; listeners hear afterwards. So what is shown is what is on disk.
"""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from appealdesk.case.edits import Edit
from appealdesk.case.values import Case
from appealdesk.casefile.store import CaseFile

Listener = Callable[[Case, Case], None]
"""Called with the case before and after a change; compare parts with ``is``."""


class Session:
    """An open case file with its listeners.

    Any thread may make an edit; listeners hear of edits in the order in which they were made, in
    the thread that made them. A listener must be quick and must not wait for another thread.
    """

    def __init__(self, file: CaseFile) -> None:
        self.file = file
        self._listeners: list[Listener] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def case(self) -> Case:
        """The case as it stands on disk."""
        return self.file.case

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Hear of every change; the returned function ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def apply(self, edit: Edit) -> Case:
        """Make one edit; it is on disk when this returns.

        Raises:
            EditRefused: the edit makes no sense for this case; nothing changed.
            CaseFileError: it could not be written; nothing changed.
        """
        with self.file.lock:
            before = self.case
            after = self.file.apply(edit.label, edit.change)
            self._tell(before)
            return after

    def undo(self) -> str | None:
        """Take back the last edit; gives its label, or None when there is nothing to undo."""
        with self.file.lock:
            before = self.case
            label = self.file.undo()
            self._tell(before)
            return label

    def redo(self) -> str | None:
        """Do again what was undone last; gives its label, or None."""
        with self.file.lock:
            before = self.case
            label = self.file.redo()
            self._tell(before)
            return label

    def close(self) -> None:
        """Let go of the file."""
        self._listeners.clear()
        self.file.close()

    def _tell(self, before: Case) -> None:
        if before is not self.case:
            for listener in tuple(self._listeners):
                listener(before, self.case)
