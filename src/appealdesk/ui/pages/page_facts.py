"""What the case file knows of a document's pages: their sizes and their texts."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from appealdesk.desk.session import Session
from appealdesk.ui.pages.finding import folded

_Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """By page of the clean PDF: ``sizes`` in points, upright; ``texts`` folded for the search."""

    sizes: tuple[_Size, ...] = ()
    texts: tuple[str, ...] = ()

    def text(self, index: int) -> str:
        """The folded text of a page; empty when there is none."""
        return self.texts[index] if index < len(self.texts) else ""


def read_facts(clean: str, session: Session) -> PageFacts:
    """Read what is known of a clean PDF. Not for the thread of the interface."""
    told = session.file.import_facts(clean)
    sizes = _sizes(json.loads(told)) if told else ()
    return PageFacts(sizes, tuple(folded(text) for text in session.file.page_texts(clean)))


def _sizes(pages: Sequence[Sequence[float]]) -> tuple[_Size, ...]:
    return tuple((float(page[0]), float(page[1])) for page in pages)
