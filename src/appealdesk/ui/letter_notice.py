"""Tells that a paper which just came in looks like the denial letter, while the case has none."""

from functools import partial

from PySide6.QtCore import QObject

from appealdesk.case import edits
from appealdesk.case.values import DocumentId, Kind
from appealdesk.desk.importing import Arrival
from appealdesk.desk.papers_read import kind_offer
from appealdesk.ui.view import Kit
from appealdesk.ui.workbench import Workbench


class LetterNotice(QObject):
    """Asks once for each paper, and sets nothing by itself.

    A card of the tray says the same about its paper; this is for papers that were put under a
    section at once.
    """

    def __init__(self, bench: Workbench, kit: Kit, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._kit = kit
        self._new: set[DocumentId] = set()
        bench.arrived.connect(self._arrived)
        bench.papers.read.connect(self._look)

    def _arrived(self, arrival: Arrival) -> None:
        if arrival.document is not None and not self._bench.is_read_only:
            self._new.add(arrival.document.id)
            self._look()

    def _look(self) -> None:
        case = self._bench.case
        facts = self._bench.papers.known.facts(case) if self._new else {}
        for number in sorted(self._new & facts.keys()):
            self._new.discard(number)
            document = case.document(number)
            has_letter = any(d.kind is Kind.DENIAL_LETTER for d in case.documents())
            if document is None or has_letter or case.section_of(number) is None:
                continue
            if kind_offer(document, facts[number]) is Kind.DENIAL_LETTER:
                self._kit.notices.tell(
                    self.tr("\u201c%1\u201d looks like the denial letter.").replace(
                        "%1", document.title
                    ),
                    self.tr("If it is, the desk can offer you what it says."),
                    action=self.tr("Yes, it is"),
                    on_action=partial(self._agree, number),
                )
                return

    def _agree(self, number: DocumentId) -> None:
        self._bench.apply(edits.set_document_kind(number, Kind.DENIAL_LETTER))
