"""The plan of a packet: every page in order, what stands on it, and what points where.

A *part* is a run of pages set by the typesetter from the case (cover, contents, a section's text)
or taken from one document. Parts are named by ``PartKey`` strings: ``cover``, ``fax-cover``,
``contents``, ``section:<section id>``, ``letter`` (all texts as one, letter first),
``divider:<document id>`` and ``document:<document id>``.

An *anchor* names a place that something may point to: ``section:<id>``, ``reason:<id>``,
``document:<id>`` (its first page, the divider if there is one), ``page:<document id>/<page id>``,
``cover``, ``contents``. All page indexes are 0-based in the packet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from appealdesk.case.values import Citation, DocumentId, PageId, ReasonId, Rotation, SectionId

PartKey = str
Anchor = str


class Delivery(StrEnum):
    """How the packet is sent."""

    MAIL = "mail"
    FAX = "fax"


class PartKind(StrEnum):
    """What a part is."""

    COVER = "cover"
    FAX_COVER = "fax-cover"
    CONTENTS = "contents"
    SECTION = "section"
    LETTER = "letter"
    DIVIDER = "divider"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class PartLayout:
    """What the typesetter reports of a part it set.

    ``anchors`` tells for each anchor inside the part (reasons, sections of a letter) the 0-based
    page within the part and the height in points from the bottom of the page.
    """

    pages: int
    anchors: tuple[tuple[Anchor, int, float], ...] = ()


Lengths = Mapping[PartKey, PartLayout]
"""Layouts of typeset parts; documents need no entry, their included pages are counted."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A document in the packet. ``first_page`` is its first own page (not the divider), 0-based."""

    letter: str  # A ... Z, AA ...
    document: DocumentId
    section: SectionId
    title: str
    first_page: int
    page_count: int


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """One page of the packet.

    ``source_index`` is the page within the part's own PDF: for a document the 0-based page in its
    clean PDF, else the page of the typeset part. ``foot`` is (left, middle, right) of the foot
    line, for example ("Ana Diaz | Member W123 | Claim 9", "Exhibit C, p. 3", "Page 7 of 40").
    """

    part: PartKey
    kind: PartKind
    source_index: int
    foot: tuple[str, str, str]
    rotation: Rotation = 0
    document: DocumentId | None = None
    page: PageId | None = None


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A bookmark of ours; ``document`` asks for the source's own bookmarks below it."""

    title: str
    page: int
    top: float | None = None  # height in points; None keeps the reader's view
    document: DocumentId | None = None
    children: tuple["Bookmark", ...] = ()


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the contents. Pages are 0-based, both ends included."""

    level: int  # 0 section, 1 exhibit or reason
    label: str  # "Exhibit C", "Reason 1", or "" for a section
    title: str
    first_page: int
    last_page: int
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class PinCite:
    """What a citation says in this packet. ``words`` is "Exhibit C, p. 3" or "Exhibit C"."""

    words: str
    anchor: Anchor
    page: int  # 0-based packet page


@dataclass(frozen=True, slots=True)
class Packet:
    """The whole plan. ``parts`` lists the part keys in packet order."""

    title: str
    language: str
    delivery: Delivery
    parts: tuple[PartKey, ...]
    pages: tuple[PlannedPage, ...]
    exhibits: tuple[Exhibit, ...]
    bookmarks: tuple[Bookmark, ...]
    contents: tuple[ContentsEntry, ...]
    anchors: Mapping[Anchor, tuple[int, float | None]]  # packet page (0-based), height or None
    reason_numbers: Mapping[ReasonId, int]  # 1-based

    def exhibit_of(self, document: int) -> Exhibit | None:
        """The exhibit made of this document, or None when it is not in the packet."""
        return next((e for e in self.exhibits if e.document == document), None)

    def pin_cite(self, citation: Citation) -> PinCite | None:
        """What a citation says here; None when it is broken."""
        exhibit = self.exhibit_of(citation.document)
        if exhibit is None or exhibit.page_count == 0:
            return None
        if citation.page is None:
            anchor = f"document:{citation.document}"
            place = self.anchors.get(anchor)
            return None if place is None else PinCite(f"Exhibit {exhibit.letter}", anchor, place[0])
        anchor = f"page:{citation.document}/{citation.page}"
        place = self.anchors.get(anchor)
        if place is None:
            return None
        number = place[0] - exhibit.first_page + 1
        return PinCite(f"Exhibit {exhibit.letter}, p. {number}", anchor, place[0])
