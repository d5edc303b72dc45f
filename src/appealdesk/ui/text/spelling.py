"""The speller of the window: loaded once, beside the interface, when a text first shows."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from appealdesk.desk.spelling import Speller
from appealdesk.ui.jobs import Lane, Report
from appealdesk.ui.view import Kit


class Spelling(QObject):
    """Gives the speller to all texts.

    Args:
        kit: keeps the user's words, and whether spelling is checked.
        speller: one that is loaded already.
    """

    changed = Signal()
    """The speller came, was switched on or off, or learned a word."""

    def __init__(self, kit: Kit, speller: Speller | None = None) -> None:
        super().__init__(kit.jobs)
        self._kit = kit
        self._speller = speller
        self._is_loading = False

    @classmethod
    def of(cls, kit: Kit, speller: Speller | None = None) -> "Spelling":
        """The one of this window; made when it is first asked for."""
        found = kit.jobs.findChild(cls)
        return found if found is not None else cls(kit, speller)

    @property
    def is_on(self) -> bool:
        """Whether the user wants spelling checked."""
        return self._kit.settings.now.checks_spelling

    @property
    def speller(self) -> Speller | None:
        """The speller, when it is on and has come."""
        return self._speller if self.is_on else None

    def load(self) -> None:
        """Have it loaded, if it is wanted; ``changed`` tells when it came."""
        if self.is_on and self._speller is None and not self._is_loading:
            self._is_loading = True
            words = self._kit.settings.now.words
            self._kit.jobs.start(
                Lane.BESIDE, "spelling", lambda _report: _loaded(words, _report), done=self._came
            )

    def set_on(self, is_on: bool) -> None:
        """Switch checking on or off; this is remembered."""
        now = self._kit.settings.now
        self._kit.settings.set(replace(now, checks_spelling=is_on))
        self.load()
        self.changed.emit()

    def add(self, word: str) -> None:
        """Remember a word of the user's own."""
        now = self._kit.settings.now
        if word not in now.words:
            self._kit.settings.set(replace(now, words=(*now.words, word)))
        if self._speller is not None:
            self._speller.add(word)
        self.changed.emit()

    def _came(self, speller: Speller) -> None:
        self._speller = speller
        self._is_loading = False
        self.changed.emit()


def _loaded(words: tuple[str, ...], _report: Report) -> Speller:
    return Speller(words)
