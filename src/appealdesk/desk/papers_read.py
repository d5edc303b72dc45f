"""Reads what the papers of a case say, each file once, and keeps it while the case is open.

The texts and facts of pages lie in the case file since the import. A scan without text is not
readable for us: its pages have no words, and nothing is concluded from that.
"""

import json
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import islice
from types import MappingProxyType

from appealdesk.case.values import Case, Document, DocumentId, Kind
from appealdesk.desk.session import Session
from appealdesk.guidance.reasons import reason_kinds
from appealdesk.reading.letter import LetterFacts, read_letter
from appealdesk.reading.paper import PageRead, PageText, PaperFacts, merged, read_page
from appealdesk.worker.client import Worker, WorkerProblem
from appealdesk.worker.messages import ReadPagesAnswer, ReadPagesRequest

_AT_ONCE = 20  # pages read in one call of the worker, which others wait for
_DEADLINE = 60.0  # seconds for them
_KEPT_TEXT = 2  # pages whose beginning is kept, to guess the kind of a paper
_CARC, _GROUPS = "CARC", ("co", "pr", "oa", "pi", "carc")  # "CO-50": group and reason
_LETTERS = frozenset({Kind.DENIAL_LETTER})


ReadPages = Callable[[Sequence[PageText]], Sequence[PageRead]]


def read_here(pages: Sequence[PageText]) -> Sequence[PageRead]:
    """Read pages in this process."""
    return [read_page(page) for page in pages]


def read_by(worker: Worker) -> ReadPages:
    """Read pages in the worker, so that a window stays quick: Python threads share one processor.

    What the worker cannot read is read here; only a worker that was closed raises.
    """

    def read(pages: Sequence[PageText]) -> Sequence[PageRead]:
        request = ReadPagesRequest(tuple(pages))
        try:
            answer = worker.call("read_pages", request, ReadPagesAnswer, deadline=_DEADLINE)
        except WorkerProblem as problem:
            if problem.code == "cancelled":
                raise
            return read_here(pages)
        return answer.pages if len(answer.pages) == len(pages) else read_here(pages)

    return read


class PapersRead:
    """What the papers of one case say, as far as they were read.

    ``read_next`` is called from one thread, the others from any.

    Args:
        session: the open case.
        read_pages: reads the words of some pages.
    """

    def __init__(self, session: Session, read_pages: ReadPages = read_here) -> None:
        self._session = session
        self._read_pages = read_pages
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
        # One that was once said to be the letter, and is no more, must still look like one.
        known = [d for d in case.documents() if d.clean in self._letters and self._is_letter(d)]
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
            WorkerProblem: the worker that reads was closed.
        """
        document = self._next(case)
        if document is None:
            return False
        clean = document.clean
        if clean not in self._pages:
            pages: list[PageRead] = []
            texts = self._texts(clean)
            while some := tuple(islice(texts, _AT_ONCE)):
                if cancel is not None and cancel.is_set():
                    return False
                pages.extend(self._read_pages(some))
            pages[_KEPT_TEXT:] = [replace(page, text="") for page in pages[_KEPT_TEXT:]]
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


@cache
def reason_phrases() -> Mapping[str, tuple[str, ...]]:
    """How letters put each kind of denial reason, by the kind's id.

    A code of a statement counts for the kind that names it first.
    """
    phrases: dict[str, tuple[str, ...]] = {}
    coded: set[str] = set()
    for kind in reason_kinds():
        own = [c.code for c in kind.codes if c.system == _CARC and c.code not in coded]
        coded.update(own)
        codes = tuple(f"{group} {code}" for code in own for group in _GROUPS)
        phrases[kind.id] = (*kind.says, *codes)
    return MappingProxyType(phrases)
