"""A reason's evidence as it is shown: where it points, what stands there, or why it is broken."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from appealdesk.audit.checks import why_broken
from appealdesk.case.values import Case, Citation, Document, PageRef
from appealdesk.packet.values import Packet


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of evidence.

    Attributes:
        citation: what it points at.
        where: "Exhibit C, p. 3", or what takes its place when it is broken.
        title: the document's title; empty when the document was removed.
        words: the first words of the page.
        trouble: why the packet cannot show it, as a sentence; empty when all is well.
        clean: SHA-256 of the clean PDF for the picture; empty for none.
        index: the page of the picture in the clean PDF, 0-based.
        rotation: degrees clockwise.
    """

    citation: Citation
    where: str
    title: str = ""
    words: str = ""
    trouble: str = ""
    clean: str = ""
    index: int = 0
    rotation: int = 0

    @property
    def spoken(self) -> str:
        """All of it in words, for a screen reader."""
        parts = (self.where, self.title, self.trouble, self.words)
        return ". ".join(part.rstrip(".") for part in parts if part)


PageWords = Mapping[tuple[str, int], str]
"""The first words of pages, as far as they are known: by clean SHA-256 and page (0-based)."""


def entry_of(case: Case, packet: Packet, citation: Citation, known: PageWords) -> Entry:
    """What to show of a citation."""
    document = case.document(citation.document)
    cite = packet.pin_cite(citation)
    where = _tr("Not in the packet") if cite is None else cite.words
    trouble = capital(why_broken(case, citation)) if cite is None else ""
    if document is None:
        return Entry(citation, where, trouble=trouble)
    page = _page(document, citation)
    if page is None or not document.clean:
        return Entry(citation, where, document.title, trouble=trouble)
    words = known.get((document.clean, page.index), "")
    if citation.page is None:
        words = _whole(document)
    return Entry(
        citation, where, document.title, words, trouble, document.clean, page.index, page.rotation
    )


def capital(words: str) -> str:
    """Words with a capital at the start."""
    return words[:1].upper() + words[1:]


def _page(document: Document, citation: Citation) -> PageRef | None:
    if citation.page is None:
        return next(iter(document.included_pages or document.pages), None)
    return next((p for p in document.pages if p.id == citation.page), None)


def _whole(document: Document) -> str:
    count = len(document.included_pages)
    if count == 1:
        return _tr("The whole exhibit, one page")
    return _tr("The whole exhibit, {count} pages").format(count=count)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Evidence", text)
