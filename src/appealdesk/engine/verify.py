"""Checks a written packet against its plan, with other eyes than those that wrote it.

pypdf helped to write; qpdf (pikepdf) and PDFium read here. Nothing leaves the desk that did not
pass: page count, foot line of each page, bookmarks, links, labels, and the ink of the sources.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import pikepdf
import pypdfium2 as pdfium
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from appealdesk.engine.boxes import settle
from appealdesk.engine.ink import shows_source
from appealdesk.engine.links import ANCHOR_SCHEME
from appealdesk.engine.page_form import Placement, place
from appealdesk.engine.pdf_walk import (
    Entry,
    Link,
    PdfObject,
    active_things,
    foot_texts,
    outline,
    page_links,
    page_numbers,
    structure_warnings,
)
from appealdesk.engine.verify_file import FileCheck, FileReport, verify_file
from appealdesk.packet.values import Bookmark, Packet, PartKey, PartKind, PlannedPage

__all__ = ["FileCheck", "FileReport", "Finding", "verify_against", "verify_file"]

Report = Callable[[str, int, int], None]

_ALL_DRAWN_TO = 80  # pages; of a longer packet only some are drawn, the rest compared by structure
_SOME_DRAWN = 24
_HEIGHT_OFF = 1.0  # points
_PLAIN = ("http://", "https://", "mailto:")
_BROKEN = (
    OSError,
    pikepdf.PdfError,
    pdfium.PdfiumError,
    PyPdfError,
    ValueError,
    TypeError,
    KeyError,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong in a written packet.

    Attributes:
        code: stable name of what is wrong.
        sentence: the same for a person.
        page: 0-based page of the packet, None when it is not about one.
    """

    code: str
    sentence: str
    page: int | None = None


class _Part(NamedTuple):
    """A run of packet pages from one source."""

    key: PartKey
    pages: tuple[tuple[int, PlannedPage], ...]


def verify_against(
    packet: Packet, sources: Mapping[PartKey, Path], out: Path, report: Report
) -> tuple[Finding, ...]:
    """Compare the written packet with its plan and its sources.

    Args:
        packet: the plan.
        sources: the PDF of each part, as they were given to ``assemble``.
        out: the written packet.
        report: told "verify", steps done, steps in all.

    Returns:
        What is wrong; nothing when the packet is as planned.
    """
    try:
        return tuple(_findings(packet, sources, out, report))
    except _BROKEN as error:
        return (Finding("unreadable", f"The packet cannot be read back ({error})."),)


def _findings(
    packet: Packet, sources: Mapping[PartKey, Path], out: Path, report: Report
) -> Iterator[Finding]:
    parts = [
        _Part(key, tuple(pages))
        for key, pages in groupby(enumerate(packet.pages), key=lambda pair: pair[1].part)
    ]
    steps = len(parts) + 3
    with pikepdf.open(out, attempt_recovery=False) as pdf, _pdfium(out) as document:
        counts = (_pypdf_count(out), len(pdf.pages), len(document))
        if set(counts) != {len(packet.pages)}:
            yield Finding(
                "page-count", f"It has {counts[1]} pages; {len(packet.pages)} were planned."
            )
            return
        yield from _syntax(pdf)
        if active_things(pdf, is_strict=True):
            yield Finding("active", "It holds something that a packet must not hold.")
        report("verify", 1, steps)
        yield from _labels(document, len(packet.pages))
        yield from _bookmarks(packet, outline(document))
        report("verify", 2, steps)
        pages = [page.obj for page in pdf.pages]
        numbers = page_numbers(pages)
        drawn = _drawn_pages(packet)
        for at, part in enumerate(parts):
            path = sources[part.key]
            with pikepdf.open(path) as source, _pdfium(path) as source_document:
                yield from _part(packet, part, source, pages, numbers)
                yield from _ink(part, source, source_document, document, drawn)
            report("verify", 3 + at, steps)
        yield from _feet(packet, pdf)
        report("verify", steps, steps)


class _pdfium:  # noqa: N801  a context manager used like a function
    """A file open in PDFium."""

    def __init__(self, path: Path) -> None:
        self._document = pdfium.PdfDocument(path)

    def __enter__(self) -> pdfium.PdfDocument:
        return self._document

    def __exit__(self, *_: object) -> None:
        self._document.close()


def _pypdf_count(path: Path) -> int:
    with path.open("rb") as file:
        pages = PdfReader(file, strict=True).root_object["/Pages"]
        return int(pages["/Count"])  # type: ignore[index]  # a dictionary, or the packet is broken


def _syntax(pdf: PdfObject) -> Iterator[Finding]:
    warnings = structure_warnings(pdf)
    if warnings:
        yield Finding("syntax", f"Its structure is damaged ({warnings[0]}).")


def _labels(document: pdfium.PdfDocument, count: int) -> Iterator[Finding]:
    for index in range(count):
        if document.get_page_label(index) != str(index + 1):
            yield Finding("label", f"Page {index + 1} has the wrong page label.", index)
            return


def _feet(packet: Packet, pdf: PdfObject) -> Iterator[Finding]:
    for index, (planned, read) in enumerate(zip(packet.pages, foot_texts(pdf), strict=True)):
        wanted = "".join(planned.foot[2].split())
        if not wanted or not "".join(read.split()).endswith(wanted):
            yield Finding("foot", f"Page {index + 1} lacks its page number.", index)


def _bookmarks(packet: Packet, found: Sequence[Entry]) -> Iterator[Finding]:
    def differs(wanted: Sequence[Bookmark], entries: Sequence[Entry], *, more: bool) -> str:
        if len(entries) < len(wanted) or (len(entries) > len(wanted) and not more):
            return wanted[0].title if wanted else entries[0].title
        for bookmark, entry in zip(wanted, entries, strict=False):
            title = " ".join(bookmark.title.split())
            if " ".join(entry.title.split()) != title or entry.page != bookmark.page:
                return bookmark.title
            has_own = bookmark.document is not None
            below = differs(bookmark.children, entry.children, more=has_own)
            if below:
                return below
            own = entry.children[len(bookmark.children) :]
            exhibit = None if bookmark.document is None else packet.exhibit_of(bookmark.document)
            if own and (
                exhibit is None or not _all_within(own, exhibit.first_page, exhibit.page_count)
            ):
                return bookmark.title
        return ""

    wrong = differs(packet.bookmarks, found, more=False)
    if wrong:
        yield Finding("bookmark", f"The bookmark \u201c{wrong}\u201d is not as planned.")


def _all_within(entries: Sequence[Entry], first: int, count: int) -> bool:
    pages = (entry.page for top in entries for entry in top.all())
    return all(page is not None and first <= page < first + count for page in pages)


def _part(
    packet: Packet,
    part: _Part,
    source: PdfObject,
    pages: Sequence[PdfObject],
    numbers: dict[tuple[int, int], int],
) -> Iterator[Finding]:
    """Compare the structure of the part's pages with their source."""
    source_pages = [page.obj for page in source.pages]
    standing: dict[tuple[int, int], int] = {}
    for index, planned in part.pages:
        standing.setdefault(source_pages[planned.source_index].objgen, index)
    for index, planned in part.pages:
        own, sheet = source_pages[planned.source_index], pages[index]
        if not _holds(sheet, own):
            yield Finding("content", f"Page {index + 1} lost what is drawn on it.", index)
        is_ours = planned.kind is not PartKind.DOCUMENT
        wanted = list(_wanted(packet, page_links(own, standing), is_ours=is_ours))
        have = page_links(sheet, numbers)
        if len(have) != len(wanted) or not all(map(_same, wanted, have)):
            yield Finding(
                "link", f"A link on page {index + 1} does not lead where it should.", index
            )


def _wanted(packet: Packet, links: Sequence[Link], *, is_ours: bool) -> Iterator[Link]:
    for link in links:
        address = link.address
        if address is None:
            if link.page is not None:
                yield Link(page=link.page)
        elif is_ours and address.startswith(ANCHOR_SCHEME):
            # A place that the plan does not know is a fault too: no link can equal Link().
            page, top = packet.anchors.get(address.removeprefix(ANCHOR_SCHEME), (None, None))
            yield Link(page=page, top=top)
        elif address.strip().lower().startswith(_PLAIN):
            yield Link(address=address)


def _same(wanted: Link, have: Link) -> bool:
    if wanted.address is not None:
        return wanted.address == have.address
    if wanted.page is None or wanted.page != have.page:
        return False
    if wanted.top is None or have.top is None:
        return True
    return abs(wanted.top - have.top) <= _HEIGHT_OFF


def _holds(sheet: PdfObject, own: PdfObject) -> bool:
    """Whether the sheet has a form with the page's own content, and its pictures and fonts."""
    form = sheet.Resources.XObject.get("/P")
    contents = own.get("/Contents")
    if not isinstance(form, pikepdf.Stream):
        return False
    if isinstance(contents, pikepdf.Stream) and "/Filter" in contents:
        if form.read_raw_bytes() != contents.read_raw_bytes():
            return False
    elif _is_drawn(contents) and int(form["/Length"]) == 0:
        return False
    resources, carried = own.get("/Resources"), form.get("/Resources")
    if not isinstance(resources, pikepdf.Dictionary):
        return True
    return all(_as_many(resources, carried, key) for key in ("/XObject", "/Font"))


def _as_many(resources: PdfObject, carried: PdfObject, key: str) -> bool:
    wanted, have = resources.get(key), carried.get(key)
    if not isinstance(wanted, pikepdf.Dictionary):
        return True
    if not isinstance(have, pikepdf.Dictionary) or set(have.keys()) != set(wanted.keys()):
        return False
    if key != "/XObject":
        return True
    return all(_length(have, name) == _length(wanted, name) for name in wanted.keys())  # noqa: SIM118  not a dict


def _length(holder: PdfObject, name: str) -> int:
    found = holder.get(name)
    return int(found["/Length"]) if isinstance(found, pikepdf.Stream) else 0


def _is_drawn(contents: PdfObject) -> bool:
    streams = [contents] if isinstance(contents, pikepdf.Stream) else contents
    if not isinstance(streams, list | pikepdf.Array):
        return False
    return any(isinstance(s, pikepdf.Stream) and s.read_bytes().strip() for s in streams)


def _drawn_pages(packet: Packet) -> frozenset[int]:
    """The pages whose ink is compared: all of a short packet, of a long one some from all over."""
    count = len(packet.pages)
    if count <= _ALL_DRAWN_TO:
        return frozenset(range(count))
    spread = {round(step * (count - 1) / (_SOME_DRAWN - 1)) for step in range(_SOME_DRAWN)}
    return frozenset(spread)


def _ink(
    part: _Part,
    source: PdfObject,
    source_document: pdfium.PdfDocument,
    document: pdfium.PdfDocument,
    drawn: frozenset[int],
) -> Iterator[Finding]:
    for index, planned in part.pages:
        if index not in drawn:
            continue
        placement = _placement(source.pages[planned.source_index].obj, planned)
        wanted, sheet = source_document[planned.source_index], document[index]
        if not shows_source(wanted, sheet, placement, planned.rotation):
            yield Finding("ink", f"Page {index + 1} does not look like its original.", index)
        wanted.close()
        sheet.close()


def _placement(page: PdfObject, planned: PlannedPage) -> Placement:
    def inherited(key: str) -> object:
        holder = page
        for _ in range(100):
            if not isinstance(holder, pikepdf.Dictionary):
                return None
            found = holder.get(key)
            if found is not None:
                return list(found) if isinstance(found, pikepdf.Array) else found
            holder = holder.get("/Parent")
        return None

    shown = settle(inherited, page.get("/UserUnit"))
    return place(shown, planned.rotation, is_ours=planned.kind is not PartKind.DOCUMENT)
