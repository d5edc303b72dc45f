"""The one port through which the user is told and asked.

Views never open a message box of their own: they speak through ``Notices``. So a test hears all
that the user is told, answers what the user is asked, and nothing can hang in it. Every question is
answered through a callback; nothing here waits.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from appealdesk.case.errors import AppealDeskError


class Tone(StrEnum):
    """How serious a notice is."""

    INFO = "info"
    DONE = "done"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a question. ``key`` is given to the callback; the label tells what happens."""

    key: str
    label: str
    is_destructive: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question with plain answers. Closing it, or Esc, answers with ``cancel``."""

    title: str
    sentence: str
    choices: tuple[Choice, ...]
    hint: str = ""
    cancel: str = "cancel"


@dataclass(frozen=True, slots=True)
class FileKinds:
    """Which files a file dialog offers: words for the user, and endings such as ``.pdf``."""

    words: str
    endings: tuple[str, ...]


class Notices(Protocol):
    """Tells and asks. Every method returns at once; answers come through the callbacks."""

    def tell(
        self,
        sentence: str,
        hint: str = "",
        tone: Tone = Tone.INFO,
        *,
        action: str = "",
        on_action: Callable[[], None] | None = None,
    ) -> None:
        """Show a notice that needs no answer; ``action`` is the label of an optional button."""

    def error(self, error: AppealDeskError) -> None:
        """Tell what went wrong and what to do."""

    def ask(self, question: Question, answered: Callable[[str], None]) -> None:
        """Ask; ``answered`` is given the key of the choice, or the question's ``cancel``."""

    def ask_text(
        self, title: str, label: str, value: str, given: Callable[[str], None], *, hint: str = ""
    ) -> None:
        """Ask for a line of text; nothing is called when the user cancels."""

    def ask_password(
        self, title: str, sentence: str, given: Callable[[str], None], *, is_new: bool = False
    ) -> None:
        """Ask for a password (a new one is typed twice); nothing is called on cancel."""

    def choose_files(
        self, title: str, kinds: Sequence[FileKinds], chosen: Callable[[tuple[Path, ...]], None]
    ) -> None:
        """Let the user choose files to open; nothing is called on cancel."""

    def choose_target(
        self, title: str, suggested: Path, kinds: FileKinds, chosen: Callable[[Path], None]
    ) -> None:
        """Let the user say where a file is to be written; replacing one was confirmed there."""

    def open_outside(self, path: Path) -> None:
        """Open a file or a folder with the program that the system has for it."""
