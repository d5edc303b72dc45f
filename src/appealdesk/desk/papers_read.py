"""Reads what the papers of a case say, each file once, and keeps it while the case is open.

The texts and facts of pages lie in the case file since the import. A scan without text is not
readable for us: its pages have no words, and nothing is concluded from that.
"""

import json
import threading
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

from appealdesk.case.values import Case, Document, DocumentId, Kind
from appealdesk.desk.session import Session
from appealdesk.reading.letter import LetterFacts, read_letter
from appealdesk.reading.paper import PageRead, PageText, PaperFacts, merged, read_page

_KEPT_TEXT = 2  # pages whose beginning is kept, to guess the kind of a paper
_LETTERS = frozenset({Kind.DENIAL_LETTER})


class PapersRead:
    """What the papers of one case say, as far as they were read.

    ``read_next`` is called from one thread, the others from any.

    Args:
        session: the open case.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._pages: dict[str, tuple[PageRead, ...]] = {}  # by clean file
        self._letters: dict[str, LetterFacts] = {}
        self._merged: dict[DocumentId, tuple[Document, PaperFacts]] = {}

    def facts(self, case: Case) -> Mapping[DocumentId, PaperFacts]:
        """What each paper that was read says on the pages that go into the packet."""
        return MappingProxyType(
            {d.id: self._facts_of(d) for d in case.documents() if d.clean in self._pages}
        )

    def letters(self, case: Case) -> Mapping[DocumentId, LetterFacts]:
        """What the denial letters say, in the order of the case.

        Papers that only look like one come last, and only while nobody said what they are.
        """
        known = [d for d in case.documents() if d.clean in self._letters]
        sure = [d for d in known if d.kind in _LETTERS]
        maybe = [d for d in known if d.kind is Kind.OTHER]
        return MappingProxyType({d.id: self._letters[d.clean] for d in (*sure, *maybe)})

    def is_done(self, case: Case) -> bool:
        """Whether every paper was read."""
        return self._next(case) is None

    def read_next(self, case: Case, cancel: threading.Event | None = None) -> bool:
        """Read one paper that was not read yet; False when there is none, or when cancelled.

        Raises:
            CaseFileError: the case file cannot be read.
        """
        document = self._next(case)
        if document is None:
            return False
        clean = document.clean
        if clean not in self._pages:
            pages: list[PageRead] = []
            for number, page in enumerate(self._texts(clean)):
                if cancel is not None and cancel.is_set():
                    return False
                read = read_page(page)
                pages.append(read if number < _KEPT_TEXT else replace(read, text=""))
            self._pages[clean] = tuple(pages)
        if self._is_letter(document):
            self._letters[clean] = read_letter(
                self._session.file.page_texts(clean), reason_phrases()
            )
        return True

    def read_all(self, case: Case, cancel: threading.Event | None = None) -> None:
        """Read every paper.

        Raises:
            CaseFileError: the case file cannot be read.
        """
        while self.read_next(case, cancel):
            pass

    def _next(self, case: Case) -> Document | None:
        return next((d for d in case.documents() if d.clean and self._is_unread(d)), None)

    def _is_unread(self, document: Document) -> bool:
        clean = document.clean
        return clean not in self._pages or (
            self._is_letter(document) and clean not in self._letters
        )

    def _is_letter(self, document: Document) -> bool:
        if document.kind in _LETTERS:
            return True
        return document.kind is Kind.OTHER and self._facts_of(document).kind_guess in _LETTERS

    def _facts_of(self, document: Document) -> PaperFacts:
        kept = self._merged.get(document.id)
        if kept is not None and (
            kept[0].pages is document.pages and kept[0].clean == document.clean
        ):
            return kept[1]
        included = {page.index for page in document.included_pages}
        facts = merged(self._pages[document.clean], included)
        self._merged[document.id] = (document, facts)
        return facts

    def _texts(self, clean: str) -> Iterator[PageText]:
        texts = self._session.file.page_texts(clean)
        told = self._session.file.import_facts(clean)
        facts = json.loads(told) if told else []
        for number in range(max(len(texts), len(facts))):
            text = texts[number] if number < len(texts) else ""
            if number < len(facts):
                width, height, has_ink = facts[number]
                yield PageText(text, bool(has_ink), float(width), float(height))
            else:
                yield PageText(text)


def kind_offer(document: Document, facts: PaperFacts | None) -> Kind | None:
    """What a paper seems to be, while nobody said what it is."""
    if facts is None or document.kind is not Kind.OTHER:
        return None
    return facts.kind_guess


def reason_phrases() -> Mapping[str, tuple[str, ...]]:
    """How letters put each kind of denial reason, by the kind's id."""
    return MappingProxyType({})
