"""What stands over a document's pages: its name, what it is, and how it came in."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from appealdesk.case.values import Case, Document, Kind, Problem
from appealdesk.desk.kinds import KIND_WORDS
from appealdesk.desk.notes import sentences
from appealdesk.packet.values import Packet
from appealdesk.ui.pages.sides import Sides
from appealdesk.ui.pages.standing import Standing
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import SPACE, button, column, frame, label, row
from appealdesk.ui.workbench import Workbench

_LOCKED = ("password-needed", "password-wrong")


class DocumentHeader(QWidget):
    """Shows a document's name and facts; what the user wants is told by signals."""

    kind_chosen = Signal(object)
    """Another ``Kind``."""
    unlock_wanted = Signal()
    remove_wanted = Signal()

    def __init__(self, bench: Workbench, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self.title = label("", "heading")
        self.title.setObjectName("document-title")
        self.facts = label("", "quiet")
        self.facts.setObjectName("document-facts")
        self.kind = QComboBox()
        self.kind.setObjectName("document-kind-choice")
        for kind, words in KIND_WORDS.items():
            self.kind.addItem(self.tr(words), kind.value)
        self.kind.setMaxVisibleItems(len(KIND_WORDS))
        self.kind.activated.connect(self._kind_chosen)
        what = label(self.tr("&What it is:"), "quiet", wraps=False)
        what.setTextFormat(Qt.TextFormat.AutoText)
        what.setBuddy(self.kind)
        self.standing = Standing(bench, kit)
        self.notes = label("", "small")
        self.notes.setObjectName("document-notes")
        self.problem = label("", "title")
        self.problem.setObjectName("document-problem")
        self.hint = label("")
        self.hint.setObjectName("document-hint")
        self.unlock = button(
            self.tr("Give the password..."), self.unlock_wanted.emit, role="main", name="unlock"
        )
        self.remove = button(self.tr("Remove this file"), self.remove_wanted.emit, name="remove")
        buttons = row(self.unlock, self.remove)
        buttons.addStretch(1)
        self.card = frame("card", column(self.problem, self.hint, buttons, margin=2 * SPACE))
        choice = QWidget()
        kinds = row(what, self.kind)
        kinds.addStretch(1)
        choice.setLayout(kinds)
        head = Sides(self.title, choice, left_grows=True)
        layout: QVBoxLayout = column(
            head, self.facts, self.standing, self.notes, self.card, space=4
        )
        self.setLayout(layout)

    def show_document(self, document: Document, case: Case, packet: Packet) -> None:
        """Show a document as the case and the plan of the packet have it."""
        self.title.setText(document.title)
        self.facts.setText(self._facts(document, case, packet))
        self.kind.setCurrentIndex(self.kind.findData(document.kind.value))
        problem = document.problem
        if problem is None and not document.pages:
            sentence = self.tr("No page of this file could be read.")
            hint = self.tr("Remove it, and ask the sender for another copy.")
            problem = Problem("no-pages", sentence, hint)
        self.card.setVisible(problem is not None)
        self.standing.setVisible(problem is None)
        self.standing.show_document(document)
        if problem is not None:
            self.problem.setText(problem.sentence)
            self.hint.setText(problem.hint)
            self.unlock.setVisible(problem.code in _LOCKED)
        notes = "" if problem is not None else " ".join(sentences(document))
        self.notes.setText(notes)
        self.notes.setVisible(bool(notes))

    def set_editable(self, is_editable: bool) -> None:
        """Whether the user may change anything here."""
        for part in (self.kind, self.unlock, self.remove):
            part.setEnabled(is_editable)
        self.standing.set_editable(is_editable)

    def _facts(self, document: Document, case: Case, packet: Packet) -> str:
        """Exhibit, pages in the packet, file name; or why it is not in the packet."""
        exhibit = packet.exhibit_of(document.id)
        facts = [document.file_name]
        if exhibit is not None and exhibit.page_count:
            first, last = exhibit.first_page + 1, exhibit.first_page + exhibit.page_count
            pages = (
                self.tr("packet page {0}").format(first)
                if first == last
                else self.tr("packet pages {0} to {1}").format(first, last)
            )
            facts = [self.tr("Exhibit {0}").format(exhibit.letter), pages, *facts]
        elif document.problem is None:
            facts = [self._why_not_in(document, case), *facts]
        return "  \u00b7  ".join(facts)

    def _why_not_in(self, document: Document, case: Case) -> str:
        section = case.section_of(document.id)
        if section is None:
            return self.tr("Not in the packet yet: file it under a section")
        if not section.is_included:
            return self.tr("Not in the packet: its section is switched off")
        return self.tr("Not in the packet: all its pages are left out")

    def _kind_chosen(self, at: int) -> None:
        self.kind_chosen.emit(Kind(self.kind.itemData(at)))
