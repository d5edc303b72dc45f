"""The case as one immutable value.

Everything that the user decides is in here; bytes of files are not (they lie in the case file under
their SHA-256). Two cases are equal exactly when every decision is equal. An edit gives a new case
that shares all unchanged parts with the old one, so ``is`` tells cheaply what did not change.

Units: page indexes are 0-based inside and 1-based when shown; rotations are degrees clockwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NewType

from appealdesk.case.details import Details
from appealdesk.case.situation import Answer, Novelty, Situation, StageRecord

SectionId = NewType("SectionId", int)
DocumentId = NewType("DocumentId", int)
PageId = NewType("PageId", int)
ReasonId = NewType("ReasonId", int)
Rotation = Literal[0, 90, 180, 270]

DIRECT_RESPONSE = "direct-response"
"""Key of the section that shows the denial reasons after its own text."""


class Kind(StrEnum):
    """What a document is in an appeal; the value is what is stored."""

    OTHER = "other"
    DENIAL_LETTER = "denial-letter"
    PROVIDER_LETTER = "provider-letter"
    PROVIDER_NOTE = "provider-note"
    TEST_RESULT = "test-result"
    THERAPY_RECORD = "therapy-record"
    RECORD = "record"
    ATTESTATION = "attestation"
    CRITERIA = "criteria"
    PLAN_DOCUMENT = "plan-document"
    GUIDELINE = "guideline"
    STATEMENT = "statement"
    PHOTO = "photo"
    PREVIOUS_APPEAL = "previous-appeal"
    FORM = "form"
    PROOF = "proof"


class Route(StrEnum):
    """Which way a file came in; told to the user when it is not DIRECT."""

    DIRECT = "direct"  # the pages are the file's own
    CONVERTED = "converted"  # a photo or scan set on pages
    REPAIRED = "repaired"  # a damaged PDF, mended
    IMAGES = "images"  # a badly damaged PDF, taken in as pictures of its pages
    REFUSED = "refused"  # nothing could be read; the problem says why


class Arrangement(StrEnum):
    """The order of texts and exhibits in the packet."""

    BY_SECTION = "by-section"  # each section's text, then its exhibits
    LETTER_FIRST = "letter-first"  # all texts as one letter, then all exhibits


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a file could not be read, and what the user can do about it."""

    code: str
    sentence: str
    hint: str


@dataclass(frozen=True, slots=True)
class PageRef:
    """One page of a document: where it comes from and how it is used."""

    id: PageId
    index: int  # 0-based page in the document's clean PDF
    is_included: bool = True
    rotation: Rotation = 0  # added to the page's own orientation


@dataclass(frozen=True, slots=True)
class Document:
    """One file that came in, filed under a section or lying in the tray.

    ``source`` is the SHA-256 (hex) of the original bytes, ``clean`` that of the PDF made from
    them, empty while the file is refused. ``notes`` are codes of what the user should know about
    how it came in (see ``engine.intake.NOTES``).
    """

    id: DocumentId
    title: str
    file_name: str
    source: str
    clean: str = ""
    kind: Kind = Kind.OTHER
    route: Route = Route.DIRECT
    notes: tuple[str, ...] = ()
    problem: Problem | None = None
    pages: tuple[PageRef, ...] = ()
    date: str = ""  # the date that the paper bears, ISO
    novelty: Novelty = Novelty.UNKNOWN

    @property
    def included_pages(self) -> tuple[PageRef, ...]:
        """The pages that go into the packet, in packet order."""
        return tuple(page for page in self.pages if page.is_included)


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the appeal: a text (Markdown) and the documents filed under it."""

    id: SectionId
    key: str  # stable name for programs, for example "introduction"
    title: str
    body: str = ""
    is_included: bool = True
    documents: tuple[Document, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A pointer to evidence by identity: a whole exhibit, or one page of it.

    It follows every move, and is broken when its document is removed or put back into the tray,
    its section is switched off, or its page is left out.
    """

    document: DocumentId
    page: PageId | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a reason's table: plain cells, and the pages that show it."""

    cells: tuple[str, ...]
    evidence: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class ReasonTable:
    """A ready-made table, filled in. ``kind`` is an id of ``resources/guidance/tables.toml``.

    Its columns stand there; a row may have fewer cells, which are then empty.
    """

    kind: str
    rows: tuple[TableRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason of the denial: the insurer's words, our answer (Markdown), the evidence.

    ``kind`` is an id of ``resources/guidance/reasons.toml``, "" when not chosen.
    """

    id: ReasonId
    title: str
    insurer_words: str = ""
    response: str = ""
    evidence: tuple[Citation, ...] = ()
    kind: str = ""
    tables: tuple[ReasonTable, ...] = ()

    @property
    def cited(self) -> tuple[Citation, ...]:
        """All evidence beside the response: that of the list, then that of the tables' rows."""
        rows = (row for table in self.tables for row in table.rows)
        return tuple(dict.fromkeys((*self.evidence, *(c for row in rows for c in row.evidence))))


@dataclass(frozen=True, slots=True)
class Layout:
    """How the packet is laid out."""

    arrangement: Arrangement = Arrangement.BY_SECTION
    has_dividers: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """One appeal. ``next_id`` is the next free id; one counter serves all kinds of parts."""

    details: Details = Details()
    sections: tuple[Section, ...] = ()
    tray: tuple[Document, ...] = ()  # "To file": came in, not yet placed
    reasons: tuple[Reason, ...] = ()
    layout: Layout = Layout()
    next_id: int = 1
    situation: Situation = Situation()
    answers: tuple[Answer, ...] = ()  # to checks of the self-audit, by the check's id
    stages: tuple[StageRecord, ...] = ()  # what was done so far, by the stage's id

    def documents(self) -> Iterator[Document]:
        """Every document: those of the sections in order, then the tray's."""
        for section in self.sections:
            yield from section.documents
        yield from self.tray

    def document(self, document_id: int) -> Document | None:
        """The document with this id, or None."""
        return next((d for d in self.documents() if d.id == document_id), None)

    def section(self, section_id: int) -> Section | None:
        """The section with this id, or None."""
        return next((s for s in self.sections if s.id == section_id), None)

    def section_of(self, document_id: int) -> Section | None:
        """The section a document is filed under; None when in the tray or unknown."""
        return next(
            (s for s in self.sections if any(d.id == document_id for d in s.documents)), None
        )

    def reason(self, reason_id: int) -> Reason | None:
        """The reason with this id, or None."""
        return next((r for r in self.reasons if r.id == reason_id), None)


STANDARD_SECTIONS: tuple[tuple[str, str], ...] = (
    ("introduction", "Introduction"),
    ("clinical-justification", "Clinical Justification"),
    ("supporting-documentation", "Supporting Documentation"),
    (DIRECT_RESPONSE, "Direct Response to Denial"),
    ("conclusion", "Conclusion"),
)


def new_case(details: Details | None = None) -> Case:
    """A fresh case with the five sections of an appeal and nothing in them."""
    sections = tuple(
        Section(id=SectionId(number), key=key, title=title)
        for number, (key, title) in enumerate(STANDARD_SECTIONS, start=1)
    )
    return Case(details=details or Details(), sections=sections, next_id=len(sections) + 1)
