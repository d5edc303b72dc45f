"""Sets all parts of a packet that are not documents: one small PDF for each part.

A part is set from *facts* alone, a frozen value with every word and number it shows. Equal facts
give equal bytes, so an unchanged part is not set again while the page numbers settle.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDictionary, PDFInfo, PDFString
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate, Spacer

from appealdesk.case.text import citations_in
from appealdesk.case.values import DIRECT_RESPONSE, Case, Citation, Section
from appealdesk.engine import styles
from appealdesk.engine.contents import ContentsFacts, set_contents
from appealdesk.engine.cover import (
    CoverFacts,
    DividerFacts,
    ReasonLine,
    set_cover,
    set_divider,
    set_fax_cover,
)
from appealdesk.engine.reason_tables import table_facts
from appealdesk.engine.reasons import (
    ExhibitLine,
    LetterFacts,
    ReasonFacts,
    SectionFacts,
    set_letter,
    set_section,
)
from appealdesk.engine.setter import BrokenCitation, MissingGlyph, Setter
from appealdesk.packet.values import Delivery, Packet, PartKey, PartLayout, PinCite

__all__ = ["BrokenCitation", "Cache", "MissingGlyph", "Typeset", "typeset"]

BLANK_WORDS = "This page is left blank on purpose."

Facts = CoverFacts | ContentsFacts | SectionFacts | LetterFacts | DividerFacts


@dataclass(frozen=True, slots=True)
class Typeset:
    """What was set. ``files`` are names relative to the folder, one PDF for each part."""

    layouts: dict[PartKey, PartLayout]
    files: dict[PartKey, str]
    missing_glyphs: tuple[MissingGlyph, ...] = ()
    broken_citations: tuple[BrokenCitation, ...] = ()


@dataclass(frozen=True, slots=True)
class _Set:
    facts: Facts
    least: int
    layout: PartLayout
    missing: tuple[MissingGlyph, ...]
    broken: tuple[BrokenCitation, ...]


@dataclass(slots=True)
class Cache:
    """Parts already set in a folder; the files there belong to it. For one folder only."""

    parts: dict[PartKey, _Set] = field(default_factory=dict)


def typeset(
    case: Case,
    packet: Packet,
    folder: Path,
    *,
    cache: Cache | None = None,
    at_least: Mapping[PartKey, int] | None = None,
) -> Typeset:
    """Set every part of the packet but the documents, one PDF each, in ``folder``.

    Pages are 612 x 792 points and leave the foot free. A link to an anchor is a URI link
    ``appealdesk:<anchor>``. The same case and packet give the same bytes.

    Args:
        case: the texts.
        packet: the numbers; it should be planned with the lengths that this gives back.
        folder: where the PDFs are written.
        cache: parts whose facts did not change are taken from it; it is brought up to date.
        at_least: fewest pages of a part; blank pages that say so are added.
    """
    cache = cache or Cache()
    folder.mkdir(parents=True, exist_ok=True)
    layouts: dict[PartKey, PartLayout] = {}
    files: dict[PartKey, str] = {}
    missing: dict[MissingGlyph, None] = {}
    broken: dict[BrokenCitation, None] = {}
    for key in packet.parts:
        facts = _facts(key, case, packet)
        if facts is None:
            continue
        name = f"set-{key.replace(':', '-')}.pdf"
        least = (at_least or {}).get(key, 1)
        known = cache.parts.get(key)
        if known is None or known.facts != facts or known.least != least:
            known = _set(key, facts, folder / name, least)
            cache.parts[key] = known
        layouts[key], files[key] = known.layout, name
        missing |= dict.fromkeys(known.missing)
        broken |= dict.fromkeys(known.broken)
    return Typeset(layouts, files, tuple(missing), tuple(broken))


# ---- facts


def _facts(key: PartKey, case: Case, packet: Packet) -> Facts | None:
    """What a part shows; None for a document, or a part whose section is gone."""
    kind, _, number = key.partition(":")
    is_fax = packet.delivery is Delivery.FAX
    match kind:
        case "cover" | "fax-cover":
            return CoverFacts(case.details, len(packet.pages), _reason_lines(case, packet), is_fax)
        case "contents":
            return ContentsFacts(packet.contents, is_fax)
        case "section":
            section = case.section(int(number))
            return None if section is None else _section(section, case, packet)
        case "letter":
            sections = tuple(
                _section(section, case, packet) for section in case.sections if section.is_included
            )
            return LetterFacts(case.details, sections, _exhibits(packet), is_fax)
        case "divider":
            return _divider(int(number), case, packet)
        case _:
            return None


def _reason_lines(case: Case, packet: Packet) -> tuple[ReasonLine, ...]:
    lines: list[ReasonLine] = []
    for reason in case.reasons:
        if reason.id not in packet.reason_numbers:
            continue
        anchor = f"reason:{reason.id}"
        place = packet.anchors.get(anchor)
        page = None if place is None else place[0] + 1
        lines.append(ReasonLine(packet.reason_numbers[reason.id], reason.title, page, anchor))
    return tuple(sorted(lines, key=lambda line: line.number))


def _exhibits(packet: Packet, section: int | None = None) -> tuple[ExhibitLine, ...]:
    def begin(document: int, first: int) -> int:
        # Its divider counts as its first page, as in the contents.
        return packet.anchors.get(f"document:{document}", (first, None))[0] + 1

    return tuple(
        ExhibitLine(
            letter=exhibit.letter,
            title=exhibit.title,
            first_page=begin(exhibit.document, exhibit.first_page),
            last_page=exhibit.first_page + exhibit.page_count,
            anchor=f"document:{exhibit.document}",
        )
        for exhibit in packet.exhibits
        if section is None or exhibit.section == section
    )


def _section(section: Section, case: Case, packet: Packet) -> SectionFacts:
    reasons: tuple[ReasonFacts, ...] = ()
    texts = [section.body]
    if section.key == DIRECT_RESPONSE:
        numbers = packet.reason_numbers
        ordered = sorted((r for r in case.reasons if r.id in numbers), key=lambda r: numbers[r.id])
        reasons = tuple(
            ReasonFacts(
                number=numbers[reason.id],
                reason=reason,
                evidence=tuple(
                    (cite, packet.pin_cite(cite), _title(cite, packet)) for cite in reason.evidence
                ),
                tables=table_facts(reason, case.details, packet),
            )
            for reason in ordered
        )
        texts += [reason.response for reason in ordered]
    return SectionFacts(
        id=section.id,
        title=section.title,
        body=section.body,
        details=case.details,
        pins=_pins(texts, packet),
        exhibits=_exhibits(packet, section.id),
        reasons=reasons,
        is_fax=packet.delivery is Delivery.FAX,
    )


def _title(citation: Citation, packet: Packet) -> str:
    exhibit = packet.exhibit_of(citation.document)
    return "" if exhibit is None else exhibit.title


def _pins(texts: Iterable[str], packet: Packet) -> tuple[tuple[Citation, PinCite | None], ...]:
    cites = dict.fromkeys(cite for text in texts for cite in citations_in(text))
    return tuple((cite, packet.pin_cite(cite)) for cite in cites)


def _divider(document: int, case: Case, packet: Packet) -> DividerFacts | None:
    exhibit = packet.exhibit_of(document)
    if exhibit is None:
        return None
    section = case.section(exhibit.section)
    return DividerFacts(
        letter=exhibit.letter,
        title=exhibit.title,
        first_page=exhibit.first_page + 1,
        last_page=exhibit.first_page + exhibit.page_count,
        total=len(packet.pages),
        section="" if section is None else section.title,
        is_fax=packet.delivery is Delivery.FAX,
    )


# ---- setting


def _set(key: PartKey, facts: Facts, path: Path, least: int) -> _Set:
    title = _name(key, facts)
    setter = Setter(title, has_colour=not facts.is_fax)
    pages = build(_story(key, facts, setter), path, title)
    if pages < least:
        blanks: list[Flowable] = []
        for _ in range(least - pages):
            blanks += [PageBreak(), Spacer(1, 300), setter.words(BLANK_WORDS, "blank")]
        pages = build([*_story(key, facts, setter), *blanks], path, title)
    anchors = tuple((anchor, page, top) for anchor, (page, top) in setter.anchors.items())
    layout = PartLayout(pages, anchors)
    return _Set(facts, least, layout, tuple(setter.missing), tuple(setter.broken))


def _name(key: PartKey, facts: Facts) -> str:
    """How people call a part."""
    match facts:
        case CoverFacts():
            return "the fax cover" if key == "fax-cover" else "the cover"
        case ContentsFacts():
            return "the contents"
        case SectionFacts():
            return f"the section \u201c{facts.title}\u201d"
        case LetterFacts():
            return "the letter"
        case DividerFacts():
            return f"the divider of Exhibit {facts.letter}"


def _story(key: PartKey, facts: Facts, setter: Setter) -> list[Flowable]:
    match facts:
        case CoverFacts():
            return set_fax_cover(facts, setter) if key == "fax-cover" else set_cover(facts, setter)
        case ContentsFacts():
            return set_contents(facts, setter)
        case SectionFacts():
            return set_section(facts, setter)
        case LetterFacts():
            return set_letter(facts, setter)
        case DividerFacts():
            return set_divider(facts, setter)


class _PlainInfo(PDFInfo):  # type: ignore[misc]  # reportlab has no types
    """Document information without author or dates: the same words give the same bytes."""

    def format(self, document: Any) -> bytes:  # noqa: ANN401  reportlab has no types
        written: bytes = PDFDictionary({"Title": PDFString(self.title)}).format(document)
        return written


def build(
    story: list[Flowable],
    path: Path,
    title: str,
    draw: Callable[[Canvas], None] | None = None,
) -> int:
    """Write a story as a PDF and return its number of pages.

    Args:
        story: what is set.
        path: where the PDF goes.
        title: its title.
        draw: draws on each page what is not in the story, such as a foot.
    """

    def make_canvas(*args: Any, **kwargs: Any) -> Canvas:  # noqa: ANN401  reportlab has no types
        canvas = Canvas(*args, **kwargs)
        info = _PlainInfo()
        info.title = title
        canvas._doc.info = info  # noqa: SLF001  reportlab has no other way to leave out the author
        return canvas

    def after_page(canvas: Canvas, _document: Any) -> None:  # noqa: ANN401  reportlab has no types
        counted.append(canvas.getPageNumber())
        if draw is not None:
            draw(canvas)

    counted: list[int] = []
    rl_config.useA85 = 0  # plain binary streams are a quarter smaller
    document = BaseDocTemplate(
        str(path),
        pagesize=(styles.PAGE_WIDTH, styles.PAGE_HEIGHT),
        title=title,
        invariant=1,
        pageCompression=1,
    )
    frame = Frame(
        styles.SIDE,
        styles.BOTTOM,
        styles.TEXT_WIDTH,
        styles.TEXT_HEIGHT,
        leftPadding=0,
        rightPadding=0,
        topPadding=0,
        bottomPadding=0,
    )
    document.addPageTemplates([PageTemplate("page", [frame], onPageEnd=after_page)])
    document.build(story, canvasmaker=make_canvas)
    return max(counted, default=1)
