"""The plan of the packet: from a case and the lengths of its typeset parts to every page.

Pure: the same case and lengths give the same plan. The preview, the contents, the self-audit and
the writer all read this one value, so what is shown is what is sent.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from appealdesk.case.details import Details
from appealdesk.case.values import DIRECT_RESPONSE, Arrangement, Case, Document, PageRef, Section
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
    sections = tuple(s for s in case.sections if _has_content(s, case))
    if case.layout.arrangement is Arrangement.LETTER_FIRST:
        _letter_first(draft, case, sections)
    else:
        for section in sections:
            _by_section(draft, case, section)
    return _finished(draft, case, delivery)


@dataclass(slots=True)
class _Page:
    part: PartKey
    kind: PartKind
    index: int
    label: str = ""
    document: Document | None = None
    ref: int = -1  # place among the document's included pages


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
        for ref, page in enumerate(document.included_pages):
            label = f"Exhibit {letter}, p. {ref + 1}"
            self.anchors[f"page:{document.id}/{page.id}"] = (first + ref, None)
            self.pages.append(_Page(part, PartKind.DOCUMENT, page.index, label, document, ref))
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


def _sendable(section: Section) -> tuple[Document, ...]:
    return tuple(d for d in section.documents if d.problem is None and d.included_pages)


def _has_content(section: Section, case: Case) -> bool:
    if not section.is_included:
        return False
    shows_reasons = section.key == DIRECT_RESPONSE and bool(case.reasons)
    return bool(section.body.strip()) or shows_reasons or bool(_sendable(section))


def _by_section(draft: _Draft, case: Case, section: Section) -> None:
    part = f"section:{section.id}"
    first = draft.typeset(part, PartKind.SECTION)
    draft.point(part, first)
    place = len(draft.contents)
    reasons = _reasons(draft, case, part, first) if section.key == DIRECT_RESPONSE else ()
    exhibits = tuple(
        draft.exhibit(section, document, has_divider=case.layout.has_dividers)
        for document in _sendable(section)
    )
    draft.contents.insert(
        place, ContentsEntry(0, "", section.title, first, len(draft.pages) - 1, part)
    )
    draft.bookmarks.append(Bookmark(section.title, first, children=(*reasons, *exhibits)))


def _letter_first(draft: _Draft, case: Case, sections: tuple[Section, ...]) -> None:
    if not sections:
        return
    first = draft.typeset("letter", PartKind.LETTER)
    last = len(draft.pages) - 1
    draft.contents.append(ContentsEntry(0, "", "Letter of appeal", first, last, "letter"))
    draft.point("letter", first)
    parts: list[Bookmark] = []
    for section in sections:
        anchor = f"section:{section.id}"
        draft.point(anchor, first)
        page, top = draft.anchors[anchor]
        reasons = _reasons(draft, case, "letter", first) if section.key == DIRECT_RESPONSE else ()
        parts.append(Bookmark(section.title, page, top, children=reasons))
    draft.bookmarks.append(Bookmark("Letter of appeal", first, children=tuple(parts)))
    place, begin = len(draft.contents), len(draft.pages)
    exhibits = tuple(
        draft.exhibit(section, document, has_divider=case.layout.has_dividers)
        for section in sections
        for document in _sendable(section)
    )
    if exhibits:
        entry = ContentsEntry(0, "", "Exhibits", begin, len(draft.pages) - 1, "exhibits")
        draft.point("exhibits", begin)
        draft.contents.insert(place, entry)
        draft.bookmarks.append(Bookmark("Exhibits", begin, children=exhibits))


def _reasons(draft: _Draft, case: Case, part: PartKey, first: int) -> tuple[Bookmark, ...]:
    """Bookmarks and contents entries of the reasons, which stand inside a typeset part."""
    last_of_part = first + draft.lengths.get(part, _ONE_PAGE).pages - 1
    places = []
    for reason in case.reasons:
        anchor = f"reason:{reason.id}"
        draft.point(anchor, first)
        places.append((reason, anchor, *draft.anchors[anchor]))
    made: list[Bookmark] = []
    for number, (reason, anchor, page, top) in enumerate(places, start=1):
        following = places[number][2] if number < len(places) else last_of_part
        draft.contents.append(
            ContentsEntry(1, f"Reason {number}", reason.title, page, max(page, following), anchor)
        )
        made.append(Bookmark(f"Reason {number}: {reason.title}", page, top))
    return tuple(made)


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
    included: tuple[PageRef, ...] = ()
    owner: Document | None = None
    for number, page in enumerate(pages, start=1):
        foot = (left, page.label, f"Page {number} of {total}")
        if page.document is None:
            yield PlannedPage(page.part, page.kind, page.index, foot)
            continue
        if page.document is not owner:
            owner, included = page.document, page.document.included_pages
        ref = included[page.ref]
        yield PlannedPage(
            page.part, page.kind, page.index, foot, ref.rotation, page.document.id, ref.id
        )


def _left_foot(details: Details) -> str:
    member = details.member_id and f"Member ID {details.member_id}"
    claim = details.claim_number and f"Claim {details.claim_number}"
    return " | ".join(part for part in (details.patient_name, member, claim) if part)


def _title(details: Details) -> str:
    who = f": {details.patient_name}" if details.patient_name else ""
    claim = f", claim {details.claim_number}" if details.claim_number else ""
    return f"Appeal{who}{claim}"
