"""Of which day a paper is, and whether the insurer had it before: what makes it new evidence."""

import datetime as dt
from functools import partial

from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QWidget

from appealdesk.case import edits
from appealdesk.case.errors import AppealDeskError
from appealdesk.case.situation import Novelty
from appealdesk.case.values import Case, Document
from appealdesk.reading.dates import parse_date
from appealdesk.ui.guide.deadline_words import day_of, day_words
from appealdesk.ui.pages.sides import Sides
from appealdesk.ui.reasons.alive import while_alive
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, column, label, row
from appealdesk.ui.workbench import Workbench


class Standing(QWidget):
    """Two questions about the paper that is shown; the answers become edits.

    Args:
        bench: the open case.
        kit: what every part may use.
    """

    def __init__(self, bench: Workbench, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._kit = kit
        self._document = 0
        self._known = ""  # what the field showed last for the case, as words
        self._flying = 0  # dates on their way; until they land, the case is behind us
        self.day = QLineEdit()
        self.day.setObjectName("document-day")
        self.day.setPlaceholderText(self.tr("March 5, 2026"))
        self.day.setAccessibleDescription(self.tr("The date that stands on the paper."))
        self.day.editingFinished.connect(self.commit)
        self.day.textEdited.connect(self._typed)
        self.novelty = QComboBox()
        self.novelty.setObjectName("document-novelty")
        for value, words in (
            (Novelty.UNKNOWN, self.tr("Not said yet")),
            (Novelty.NEW, self.tr("No, it is new")),
            (Novelty.SENT_BEFORE, self.tr("Yes, it was sent before")),
        ):
            self.novelty.addItem(words, value.value)
        self.novelty.activated.connect(self._choose)
        before = self.tr("Before it said no. New papers make an appeal stronger.")
        self.novelty.setAccessibleDescription(before)
        self.novelty.setToolTip(before)
        self.hint = label("", "warn")
        self.hint.setObjectName("document-day-hint")
        self.hint.hide()
        sides = Sides(
            _asked(self.tr("Date on it:"), self.day),
            _asked(self.tr("Did the insurer have it?"), self.novelty),
        )
        self.setLayout(column(sides, self.hint, space=2))
        bench.flushing.connect(self.commit)

    def show_document(self, document: Document) -> None:
        """Show what the case has; a date that is being typed stays."""
        if document.id != self._document:
            self.commit()
            self._document, self._known, self._flying = document.id, "", 0
            self.day.clear()
            self.hint.hide()
        shown = _words(document.date)
        if not self._flying and shown != self._known and self.day.text() == self._known:
            self._known = shown
            self.day.setText(shown)
        self.novelty.setCurrentIndex(self.novelty.findData(document.novelty.value))

    def set_editable(self, is_editable: bool) -> None:
        """Whether the user may change anything here."""
        self.day.setReadOnly(not is_editable)
        self.novelty.setEnabled(is_editable)

    def commit(self) -> None:
        """Keep the date that was typed; words that are no date are asked about and stay."""
        text = self.day.text().strip()
        if text == self._known or self.day.isReadOnly() or not self._document:
            return
        day = parse_date(text)
        if text and day is None:
            self.hint.setText(self.tr("Type a date like March 5, 2026."))
            self.hint.show()
            return
        self.hint.hide()
        kept = "" if day is None else day.isoformat()
        self._known = _words(kept)
        self.day.setText(self._known)
        self._flying += 1
        self._bench.apply(
            edits.set_document_date(self._document, kept),
            while_alive(self, partial(self._landed, self._document)),
            while_alive(self, partial(self._refused, self._document)),
        )

    def _landed(self, document: int, case: Case) -> None:
        if document == self._document:
            self._flying = max(0, self._flying - 1)
            now = case.document(document)
            if now is not None:
                self.show_document(now)

    def _refused(self, document: int, error: AppealDeskError) -> None:
        if document == self._document:
            self._flying = max(0, self._flying - 1)
        self._kit.notices.error(error)

    def _typed(self, _text: str) -> None:
        self.hint.hide()

    def _choose(self, at: int) -> None:
        value = Novelty(self.novelty.itemData(at))
        self._bench.apply(edits.set_novelty(self._document, value))


def _asked(words: str, field: QWidget) -> QWidget:
    name: QLabel = label(words, "quiet", wraps=False)
    name.setBuddy(field)
    field.setAccessibleName(words.rstrip(":"))
    made = QWidget()
    line = row(name, field, space=SPACE)
    line.addStretch(1)
    made.setLayout(line)
    return made


def _words(iso: str) -> str:
    day: dt.date | None = day_of(iso)
    return "" if day is None else day_words(day)
