"""The plan of the packet: from a case and the lengths of its typeset parts to every page.

Pure: the same case and lengths give the same plan. The preview, the contents, the self-audit and
the writer all read this one value, so what is shown is what is sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from appealdesk.case.details import Details
from appealdesk.case.values import (
    DIRECT_RESPONSE,
    Arrangement,
    Case,
    Document,
    DocumentId,
    PageRef,
    Section,
)
from appealdesk.packet.numbering import exhibit_letter
from appealdesk.packet.values import (
    Anchor,
    Bookmark,
    ContentsEntry,
    Delivery,
    Exhibit,
    Lengths,
    Packet,
    PartKey,
    PartKind,
    PartLayout,
    PlannedPage,
)

LANGUAGE = "en-US"
_ONE_PAGE = PartLayout(1)
# A heading this high (points from the bottom of a Letter page) is the first thing on its page, so
# what came before it ended one page earlier.
_STARTS_PAGE = 725.0
_PAGE_TOP = 792.0


def plan(case: Case, lengths: Lengths, delivery: Delivery = Delivery.MAIL) -> Packet:
    """Lay the whole packet out.

    Args:
        case: what to send.
        lengths: layouts of the typeset parts; a part without one counts as a single page, which is
            how the first round of the fixed point begins.
        delivery: mail begins with a cover sheet, fax with a fax cover.
    """
    draft = _Draft(lengths)
    is_fax = delivery is Delivery.FAX
    front = PartKind.FAX_COVER if is_fax else PartKind.COVER
    draft.typeset(front.value, front)
    draft.point("cover", 0)
    draft.bookmarks.append(Bookmark("Fax cover" if is_fax else "Cover", 0))
    draft.typeset("contents", PartKind.CONTENTS)
    draft.point("contents", draft.start["contents"])
    draft.bookmarks.append(Bookmark("Contents", draft.start["contents"]))
    sections = tuple(_contents_of(case))
    if case.layout.arrangement is Arrangement.LETTER_FIRST:
        _letter_first(draft, case, sections)
    else:
        for section, documents in sections:
            _by_section(draft, case, section, documents)
    return _finished(draft, case, delivery)


class _Page(NamedTuple):
    """A page before it is known how many there are; a plain tuple, as there may be thousands."""

    part: PartKey
    kind: PartKind
    source_index: int
    label: str = ""
    document: DocumentId | None = None
    ref: PageRef | None = None


@dataclass(slots=True)
class _Draft:
    """What the plan is put together in; nothing outside this module sees it."""

    lengths: Lengths
    parts: list[PartKey] = field(default_factory=list)
    start: dict[PartKey, int] = field(default_factory=dict)
    pages: list[_Page] = field(default_factory=list)
    exhibits: list[Exhibit] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    contents: list[ContentsEntry] = field(default_factory=list)
    anchors: dict[Anchor, tuple[int, float | None]] = field(default_factory=dict)

    def typeset(self, part: PartKey, kind: PartKind) -> int:
        """Add a typeset part; gives its first page."""
        first = len(self.pages)
        layout = self.lengths.get(part, _ONE_PAGE)
        self.parts.append(part)
        self.start[part] = first
        self.pages.extend(_Page(part, kind, index) for index in range(layout.pages))
        for anchor, page, top in layout.anchors:
            self.anchors[anchor] = (first + page, top)
        return first

    def point(self, anchor: Anchor, page: int) -> None:
        """Let an anchor point at a page, unless the typesetter already said where."""
        self.anchors.setdefault(anchor, (page, None))

    def exhibit(self, section: Section, document: Document, *, has_divider: bool) -> Bookmark:
        """Add one exhibit with its pages; gives its bookmark."""
        letter = exhibit_letter(len(self.exhibits))
        begin = len(self.pages)
        if has_divider:
            self.typeset(f"divider:{document.id}", PartKind.DIVIDER)
        first = len(self.pages)
        part = f"document:{document.id}"
        self.parts.append(part)
        self.start[part] = first
        for number, page in enumerate(document.included_pages):
            label = f"Exhibit {letter}, p. {number + 1}"
            self.anchors[f"page:{document.id}/{page.id}"] = (first + number, None)
            self.pages.append(_Page(part, PartKind.DOCUMENT, page.index, label, document.id, page))
        self.point(f"document:{document.id}", begin)
        count = len(self.pages) - first
        self.exhibits.append(Exhibit(letter, document.id, section.id, document.title, first, count))
        self.contents.append(
            ContentsEntry(
                1,
                f"Exhibit {letter}",
                document.title,
                begin,
                first + count - 1,
                f"document:{document.id}",
            )
        )
        return Bookmark(f"Exhibit {letter}: {document.title}", begin, document=document.id)


_Filled = tuple[Section, tuple[Document, ...]]  # a section with those of its documents that go out


def _contents_of(case: Case) -> Iterable[_Filled]:
    """The sections that have something to send."""
    for section in case.sections:
        if not section.is_included:
            continue
        documents = tuple(
            d
            for d in section.documents
            if d.problem is None and any(p.is_included for p in d.pages)
        )
        shows_reasons = section.key == DIRECT_RESPONSE and bool(case.reasons)
        if section.body.strip() or shows_reasons or documents:
            yield section, documents


def _by_section(
    draft: _Draft, case: Case, section: Section, documents: tuple[Document, ...]
) -> None:
    part = f"section:{section.id}"
    first = draft.typeset(part, PartKind.SECTION)
    draft.point(part, first)
    place, end = len(draft.contents), (len(draft.pages), _PAGE_TOP)
    reasons = _reasons(draft, case, first, end) if section.key == DIRECT_RESPONSE else ()
    exhibits = tuple(
        draft.exhibit(section, document, has_divider=case.layout.has_dividers)
        for document in documents
    )
    draft.contents.insert(
        place, ContentsEntry(0, "", section.title, first, len(draft.pages) - 1, part)
    )
    draft.bookmarks.append(Bookmark(section.title, first, children=(*reasons, *exhibits)))


def _letter_first(draft: _Draft, case: Case, sections: tuple[_Filled, ...]) -> None:
    if not sections:
        return
    first = draft.typeset("letter", PartKind.LETTER)
    begin = len(draft.pages)
    draft.contents.append(ContentsEntry(0, "", "Letter of appeal", first, begin - 1, "letter"))
    draft.point("letter", first)
    for section, _ in sections:
        draft.point(f"section:{section.id}", first)
    parts: list[Bookmark] = []
    for number, (section, _) in enumerate(sections, start=1):
        page, top = draft.anchors[f"section:{section.id}"]
        reasons: tuple[Bookmark, ...] = ()
        if section.key == DIRECT_RESPONSE:
            end: tuple[int, float | None] = (begin, _PAGE_TOP)
            if number < len(sections):
                end = draft.anchors[f"section:{sections[number][0].id}"]
            reasons = _reasons(draft, case, page, end)
        parts.append(Bookmark(section.title, page, top, children=reasons))
    draft.bookmarks.append(Bookmark("Letter of appeal", first, children=tuple(parts)))
    place = len(draft.contents)
    exhibits = tuple(
        draft.exhibit(section, document, has_divider=case.layout.has_dividers)
        for section, documents in sections
        for document in documents
    )
    if exhibits:
        entry = ContentsEntry(0, "", "Exhibits", begin, len(draft.pages) - 1, "exhibits")
        draft.point("exhibits", begin)
        draft.contents.insert(place, entry)
        draft.bookmarks.append(Bookmark("Exhibits", begin, children=exhibits))


def _reasons(
    draft: _Draft, case: Case, first: int, end: tuple[int, float | None]
) -> tuple[Bookmark, ...]:
    """Bookmarks and contents entries of the reasons, which stand inside a typeset part.

    ``end`` is where that begins which follows the last reason.
    """
    for reason in case.reasons:
        draft.point(f"reason:{reason.id}", first)
    starts = [draft.anchors[f"reason:{reason.id}"] for reason in case.reasons]
    made: list[Bookmark] = []
    for number, reason in enumerate(case.reasons, start=1):
        page, top = starts[number - 1]
        last = _page_before(starts[number] if number < len(starts) else end)
        label = f"Reason {number}"
        draft.contents.append(
            ContentsEntry(1, label, reason.title, page, max(page, last), f"reason:{reason.id}")
        )
        made.append(Bookmark(f"{label}: {reason.title}", page, top))
    return tuple(made)


def _page_before(place: tuple[int, float | None]) -> int:
    """The last page on which something ends that stands right before this place."""
    page, top = place
    return page - 1 if top is not None and top >= _STARTS_PAGE else page


def _finished(draft: _Draft, case: Case, delivery: Delivery) -> Packet:
    total = len(draft.pages)
    left = _left_foot(case.details)
    return Packet(
        title=_title(case.details),
        language=LANGUAGE,
        delivery=delivery,
        parts=tuple(draft.parts),
        pages=tuple(_planned(draft.pages, left, total)),
        exhibits=tuple(draft.exhibits),
        bookmarks=tuple(draft.bookmarks),
        contents=tuple(draft.contents),
        anchors=draft.anchors,
        reason_numbers={r.id: n for n, r in enumerate(case.reasons, start=1)},
    )


def _planned(pages: Iterable[_Page], left: str, total: int) -> Iterable[PlannedPage]:
    for number, (part, kind, index, label, document, ref) in enumerate(pages, start=1):
        foot = (left, label, f"Page {number} of {total}")
        if ref is None:
            yield PlannedPage(part, kind, index, foot)
        else:
            yield PlannedPage(part, kind, index, foot, ref.rotation, document, ref.id)


def _left_foot(details: Details) -> str:
    member = details.member_id and f"Member ID {details.member_id}"
    claim = details.claim_number and f"Claim {details.claim_number}"
    return " | ".join(part for part in (details.patient_name, member, claim) if part)


def _title(details: Details) -> str:
    who = f": {details.patient_name}" if details.patient_name else ""
    claim = f", claim {details.claim_number}" if details.claim_number else ""
    return f"Appeal{who}{claim}"
