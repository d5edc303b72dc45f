"""The column with the insurer's words."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from appealdesk.case.values import Case, Document, Kind
from appealdesk.packet.values import Packet
from appealdesk.ui.reasons.labels import draw_icon
from appealdesk.ui.reasons.typed import WordsField
from appealdesk.ui.view import Kit
from appealdesk.ui.widgets import button, column, label


class InsurerPane(QWidget):
    """A field for what the insurer wrote, and the way to the letter where it stands."""

    letter_wanted = Signal(int)
    """The denial letter is to be shown: its document id."""

    def __init__(self, kit: Kit, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kit = kit
        self._letter = 0
        self.words = WordsField(self)
        self.words.setObjectName("insurer-words")
        self.words.setPlaceholderText(
            self.tr("Copy this reason from the letter, word for word. Do not change it.")
        )
        heading = label(self.tr("What the insurer wrote"), "title")
        heading.setBuddy(self.words)
        self.words.setAccessibleName(self.tr("What the insurer wrote"))
        self._take = button(
            self.tr("Take it from the letter..."),
            self._show_letter,
            name="take-from-letter",
        )
        self._take.setToolTip(
            self.tr("Shows the denial letter. Mark the words there, then copy them.")
        )
        self._none = label(
            self.tr(
                "To take the words from the letter, add it to this appeal and say that it is the "
                "denial letter."
            ),
            "small",
        )
        layout = column(heading, self._take, self.words, self._none)
        layout.setStretch(2, 1)
        self.setLayout(layout)
        kit.theme.changed.connect(self._draw)
        self._draw()

    def show_case(self, case: Case, packet: Packet) -> None:
        """Offer the denial letter of this case, the one in the packet before others."""
        letter = _denial_letter(case, packet)
        self._letter = 0 if letter is None else letter.id
        self._take.setVisible(letter is not None)
        self._none.setVisible(letter is None)

    def _show_letter(self) -> None:
        self.letter_wanted.emit(self._letter)

    def _draw(self) -> None:
        draw_icon(self._take, self._kit, "scroll-text", "accent")


def _denial_letter(case: Case, packet: Packet) -> Document | None:
    letters = [d for d in case.documents() if d.kind is Kind.DENIAL_LETTER and d.pages]
    shown = partial(_is_waiting, packet)
    return min(letters, key=shown, default=None)


def _is_waiting(packet: Packet, document: Document) -> bool:
    return packet.exhibit_of(document.id) is None
