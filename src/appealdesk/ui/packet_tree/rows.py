"""What each row of the tree says, in words: from the case, the plan and the checks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

from PySide6.QtCore import QObject

from appealdesk.audit.checks import Check, State
from appealdesk.case.values import (
    DIRECT_RESPONSE,
    Case,
    Document,
    Reason,
    Rotation,
    Section,
    SectionId,
)
from appealdesk.packet.values import Exhibit, Packet
from appealdesk.ui.spot import PACKET, TRAY, Spot, SpotKind


class Level(IntEnum):
    """How much a row needs a look; the worst one of its marks is drawn."""

    NONE = 0
    WEAK = 1  # the packet could be better
    MISSING = 2  # something is missing
    BROKEN = 3  # this paper cannot be sent


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that needs a look, as a sentence."""

    level: Level
    sentence: str


@dataclass(frozen=True, slots=True)
class Thumb:
    """The page that stands for a paper: 0-based in its clean PDF."""

    clean: str
    index: int
    rotation: Rotation


@dataclass(frozen=True, slots=True)
class Row:
    """All that is drawn and read aloud of one row.

    ``badge`` is the exhibit's letter. ``name`` is what kind of row it is, for the ear.
    """

    title: str
    line: str
    name: str = ""
    badge: str = ""
    marks: tuple[Mark, ...] = ()
    is_off: bool = False  # not in the packet
    is_waiting: bool = False  # the tray while something lies in it
    thumb: Thumb | None = None

    @property
    def level(self) -> Level:
        """The worst of its marks."""
        return max((mark.level for mark in self.marks), default=Level.NONE)


Tree = tuple[tuple[Spot, tuple[Spot, ...]], ...]
"""The rows in order: each top row with the rows below it."""


def tree_of(case: Case) -> Tree:
    """Which rows a case has.

    The reasons stand where the packet prints them, before the papers of that section. Without
    that section they stand at the end, so that nothing is out of sight.
    """
    reasons = tuple(Spot(SpotKind.REASON, r.id) for r in case.reasons)
    home = home_of_reasons(case)
    rows: list[tuple[Spot, tuple[Spot, ...]]] = [(PACKET, ()), (TRAY, _papers(case.tray))]
    for section in case.sections:
        first = reasons if section.id == home else ()
        rows.append((Spot(SpotKind.SECTION, section.id), first + _papers(section.documents)))
    if home is None:
        rows.extend((reason, ()) for reason in reasons)
    return tuple(rows)


def home_of_reasons(case: Case) -> SectionId | None:
    """The section that prints the denial reasons."""
    return next((s.id for s in case.sections if s.key == DIRECT_RESPONSE), None)


def _papers(documents: tuple[Document, ...]) -> tuple[Spot, ...]:
    return tuple(Spot(SpotKind.DOCUMENT, d.id) for d in documents)


@dataclass(frozen=True, slots=True)
class Span:
    """Pages of the packet, 0-based; without a last one it is a place in the letter."""

    first: int
    last: int | None = None


@dataclass(slots=True)
class _Seen:
    """What the rows are made from, looked up by id."""

    case: Case
    packet: Packet
    exhibits: dict[int, Exhibit] = field(default_factory=dict)
    marks: dict[Spot, list[Mark]] = field(default_factory=dict)
    spans: dict[int, Span] = field(default_factory=dict)


_Key = tuple[object, ...]


class RowWriter(QObject):
    """Writes the rows; one whose parts did not change is given again as the same object."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._kept: dict[Spot, tuple[_Key, Row]] = {}
        self._said = self._sentences()

    def rows(self, case: Case, packet: Packet, checks: tuple[Check, ...]) -> Mapping[Spot, Row]:
        """Every row of a case."""
        seen = _Seen(case, packet)
        seen.exhibits = {e.document: e for e in packet.exhibits}
        seen.spans = _spans(packet)
        for spot, mark in self._marks(checks):
            seen.marks.setdefault(spot, []).append(mark)
        kept: dict[Spot, tuple[_Key, Row]] = {}
        for spot, key in self._keys(seen):
            old = self._kept.get(spot)
            if old is not None and old[0][0] is key[0] and old[0][1:] == key[1:]:
                kept[spot] = old
            else:
                kept[spot] = (key, self._row(spot, key))
        self._kept = kept
        return {spot: row for spot, (_, row) in kept.items()}

    def _keys(self, seen: _Seen) -> Iterator[tuple[Spot, _Key]]:
        """For each row all that it is made from; the first part is compared with ``is``."""
        case = seen.case
        yield PACKET, (None, len(seen.packet.pages), len(seen.packet.exhibits))
        yield TRAY, (None, len(case.tray))
        for document in case.tray:
            spot = Spot(SpotKind.DOCUMENT, document.id)
            yield spot, (document, None, tuple(seen.marks.get(spot, ())), None)
        home = home_of_reasons(case)
        for section in case.sections:
            spot = Spot(SpotKind.SECTION, section.id)
            count = sum(1 for d in section.documents if d.id in seen.exhibits)
            reasons = len(case.reasons) if section.id == home else 0
            span = seen.spans.get(section.id)
            marks = tuple(seen.marks.get(spot, ()))
            yield spot, (section, span, count, reasons, marks)
            for document in section.documents:
                spot = Spot(SpotKind.DOCUMENT, document.id)
                marks = tuple(seen.marks.get(spot, ()))
                yield spot, (document, seen.exhibits.get(document.id), marks, section.is_included)
        is_off = home is None or any(s.id == home and not s.is_included for s in case.sections)
        for number, reason in enumerate(case.reasons, start=1):
            spot = Spot(SpotKind.REASON, reason.id)
            yield spot, (reason, number, tuple(seen.marks.get(spot, ())), is_off, home is None)

    def _row(self, spot: Spot, key: _Key) -> Row:
        match spot.kind:
            case SpotKind.PACKET:
                return self._packet(*key[1:])  # type: ignore[arg-type]
            case SpotKind.TRAY:
                return self._tray(*key[1:])  # type: ignore[arg-type]
            case SpotKind.SECTION:
                return self._section(*key)  # type: ignore[arg-type]
            case SpotKind.REASON:
                return self._reason(*key)  # type: ignore[arg-type]
            case SpotKind.DOCUMENT | SpotKind.TRACKER:  # the tracker has no row
                return self._document(*key)  # type: ignore[arg-type]

    def _packet(self, pages: int, exhibits: int) -> Row:
        line = self._pages(pages)
        if exhibits:
            line = f"{line} \u00b7 {self._exhibits(exhibits)}"
        return Row(self.tr("The whole packet"), line)

    def _tray(self, waiting: int) -> Row:
        if not waiting:
            return Row(self.tr("To file"), self.tr("Nothing is waiting"))
        line = (
            self.tr("1 paper is waiting for a place")
            if waiting == 1
            else self.tr("{count} papers are waiting for a place").format(count=waiting)
        )
        return Row(self.tr("To file"), line, is_waiting=True)

    def _section(
        self,
        section: Section,
        span: Span | None,
        exhibits: int,
        reasons: int,
        marks: tuple[Mark, ...],
    ) -> Row:
        name = self.tr("Section")
        if not section.is_included:
            line = self.tr("Switched off: not in the packet")
            return Row(section.title, line, name, marks=marks, is_off=True)
        parts = [self.tr("Empty") if span is None else self._place(span)]
        if reasons:
            parts.append(
                self.tr("1 reason")
                if reasons == 1
                else self.tr("{count} reasons").format(count=reasons)
            )
        if exhibits:
            parts.append(self._exhibits(exhibits))
        return Row(section.title, " \u00b7 ".join(parts), name, marks=marks)

    def _reason(
        self,
        reason: Reason,
        number: int,
        marks: tuple[Mark, ...],
        is_off: bool,
        is_homeless: bool,
    ) -> Row:
        line = self.tr("Reason {number}").format(number=number)
        if is_homeless:
            line = self.tr("{reason} \u00b7 not in the packet").format(reason=line)
            why = self.tr("The section that prints the reasons was removed. Undo brings it back.")
            marks = (Mark(Level.MISSING, why), *marks)
        return Row(reason.title, line, self.tr("Denial reason"), marks=marks, is_off=is_off)

    def _document(
        self,
        document: Document,
        exhibit: Exhibit | None,
        marks: tuple[Mark, ...],
        is_included: bool | None,
    ) -> Row:
        page = next(iter(document.included_pages or document.pages), None)
        thumb = Thumb(document.clean, page.index, page.rotation) if page is not None else None
        if exhibit is not None:
            first = exhibit.first_page
            span = self._span(first, first + exhibit.page_count - 1)
            line = self.tr("Exhibit {letter} \u00b7 {pages}").format(
                letter=exhibit.letter, pages=span[0].lower() + span[1:]
            )
            return Row(document.title, line, self.tr("Exhibit"), exhibit.letter, marks, thumb=thumb)
        if document.problem is not None:
            line = self.tr("Could not be read")
        elif is_included is None:
            line = self._pages(len(document.included_pages))
        elif not is_included:
            line = self.tr("Its section is switched off")
        else:
            line = self.tr("All pages are left out")
        is_off = is_included is not None
        return Row(document.title, line, self.tr("Paper"), "", marks, is_off, thumb=thumb)

    def _place(self, span: Span) -> str:
        if span.last is None:
            return self.tr("Letter, page {number}").format(number=span.first + 1)
        return self._span(span.first, span.last)

    def _pages(self, count: int) -> str:
        return self.tr("1 page") if count == 1 else self.tr("{count} pages").format(count=count)

    def _exhibits(self, count: int) -> str:
        if count == 1:
            return self.tr("1 exhibit")
        return self.tr("{count} exhibits").format(count=count)

    def _span(self, first: int, last: int) -> str:
        if first == last:
            return self.tr("Page {number}").format(number=first + 1)
        return self.tr("Pages {first}\u2013{last}").format(first=first + 1, last=last + 1)

    def _marks(self, checks: tuple[Check, ...]) -> Iterator[tuple[Spot, Mark]]:
        """What the checks found, at the rows where it is to be mended."""
        kinds = {
            kind.value: kind for kind in (SpotKind.SECTION, SpotKind.REASON, SpotKind.DOCUMENT)
        }
        for check in checks:
            if check.state not in {State.MISSING, State.WEAK} or check.id == "tray-empty":
                continue  # the tray says itself that something waits in it
            level = Level.MISSING if check.state is State.MISSING else Level.WEAK
            for place in check.where:
                # An offer ("is it here already?") is no fault of the paper that it names.
                if place.kind in kinds and place.key != "kind":
                    mark = self._mark(check.id, level, place.words)
                    yield Spot(kinds[place.kind], place.id), mark

    def _mark(self, check: str, level: Level, words: str) -> Mark:
        """A finding as it concerns one row; ``words`` are those of its place."""
        if check == "files-readable":
            return Mark(Level.BROKEN, words.partition(": ")[2] or words)
        sentence = self._said.get(check, "{where}")
        return Mark(level, sentence.format(where=words))

    def _sentences(self) -> dict[str, str]:
        return {
            "pages-chosen": self.tr("All its pages are left out of the packet."),
            "exhibits-cited": self.tr("Nothing in your appeal points at this paper yet."),
            "sections-written": self.tr("Nothing is in this section yet."),
            "reasons-quote-insurer": self.tr("The insurer\u2019s own words are missing."),
            "reasons-answered": self.tr("Your response is missing."),
            "reasons-cite-evidence": self.tr("It points at no evidence yet."),
            "no-placeholders": self.tr("A blank is left to fill in. {where}"),
            "citations-whole": self.tr("A pointer leads nowhere. {where}"),
        }


def _spans(packet: Packet) -> dict[int, Span]:
    """Where each section's pages are, or where its text begins in a letter of all texts."""
    spans: dict[int, Span] = {}
    for anchor, (page, _top) in packet.anchors.items():
        if anchor.startswith("section:"):
            spans[_id(anchor)] = Span(page)
    for entry in packet.contents:
        if entry.level == 0 and entry.anchor.startswith("section:"):
            spans[_id(entry.anchor)] = Span(entry.first_page, entry.last_page)
    return spans


def _id(anchor: str) -> int:
    return int(anchor.removeprefix("section:"))
