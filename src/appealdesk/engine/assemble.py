"""Writes the packet: every planned page in order, with its foot line, bookmarks and links.

The same packet and sources give the same bytes: no dates, no random numbers, no machine's names.
"""

import gc
import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape

from pypdf import PdfReader

from appealdesk.case.errors import AppealDeskError
from appealdesk.engine.boxes import shown_box
from appealdesk.engine.layers import Layers
from appealdesk.engine.links import Sheets, SourcePlaces, page_links
from appealdesk.engine.outline import Mark, packet_marks, put_outline, source_marks
from appealdesk.engine.page_form import Placement, place, put_form
from appealdesk.engine.pdf_out import Carrier, PdfOut, number, text
from appealdesk.engine.pdf_read import page_tree
from appealdesk.engine.stamp import FootLines
from appealdesk.packet.values import Packet, PartKey, PartKind, PlannedPage

Report = Callable[[str, int, int], None]

_SMALL = 16 << 20  # bytes; pypdf reads from memory twice as fast as from the disk
_BUFFER = 1 << 20
_BRANCH = 64  # pages in one knot of the page tree: readers find a page without walking all
_TELL_EVERY = 20


class AssembleProblem(AppealDeskError):
    """The packet cannot be written as planned. ``code`` is a stable name of why."""

    def __init__(self, code: str, sentence: str, hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.code = code


def assemble(packet: Packet, sources: Mapping[PartKey, Path], out: Path, report: Report) -> None:
    """Write the packet.

    Args:
        packet: the plan.
        sources: the PDF of each part: clean ones for documents, typeset ones for the rest.
        out: where it goes; an older file there is replaced only when the new one is whole.
        report: told "assemble", pages done, pages in all.

    Raises:
        AssembleProblem: a part is missing, or has fewer pages than planned.
        OSError: a file cannot be read or written.
    """
    half = out.with_name(out.name + ".part")
    try:
        with _no_collecting(), half.open("w+b", buffering=_BUFFER) as stream:
            _Assembly(packet, sources, PdfOut(stream), report).write()
        half.replace(out)
    finally:
        half.unlink(missing_ok=True)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """A parse makes millions of lasting objects; looking for rings among them doubles its time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Source:
    """One open source file and what of it was written already."""

    def __init__(self, path: Path, out: PdfOut) -> None:
        self.file: BinaryIO = path.open("rb")
        if path.stat().st_size <= _SMALL:
            with self.file:
                self.file = BytesIO(self.file.read())
        self.reader = PdfReader(self.file)
        self.carrier = Carrier(self.reader, out)
        self.root = self.reader.root_object
        self.pages = list(page_tree(self.root))
        self.forms: dict[int, int] = {}

    def close(self) -> None:
        self.file.close()


class _Assembly:
    """One packet being written."""

    def __init__(
        self, packet: Packet, sources: Mapping[PartKey, Path], out: PdfOut, report: Report
    ) -> None:
        self._packet = packet
        self._out = out
        self._report = report
        self._paths = _same_once(packet, sources)
        self._last_use = {path: part for part, path in self._paths.items()}
        self._open: dict[Path, _Source] = {}
        self._catalog, self._tree, self._info = (out.reserve() for _ in range(3))
        self._fonts = out.reserve()
        self._sheets = Sheets([out.reserve() for _ in packet.pages])
        self._knots = [out.reserve() for _ in range(0, len(packet.pages), _BRANCH)]
        self._feet = FootLines()
        self._layers = Layers()
        self._marks: dict[int, tuple[Mark, ...]] = {}

    def write(self) -> None:
        """Write all of it."""
        total = len(self._packet.pages)
        try:
            for part, run in _parts(self._packet):
                self._write_part(part, run)
        finally:
            for source in self._open.values():
                source.close()
        self._out.put(self._feet.put_fonts(self._out), self._fonts)
        self._write_tree()
        self._write_catalog()
        self._report("assemble", total, total)

    def _write_part(self, part: PartKey, run: list[tuple[int, PlannedPage]]) -> None:
        path = self._paths[part]
        source = self._open.get(path)
        if source is None:
            source = self._open[path] = _Source(path, self._out)
        places = SourcePlaces()
        placements: list[Placement] = []
        for index, planned in run:
            if not 0 <= planned.source_index < len(source.pages):
                raise AssembleProblem(
                    "page-missing",
                    f"Page {index + 1} of the packet is missing from its file.",
                    "Remove that document and add it again.",
                )
            source_number, page = source.pages[planned.source_index]
            is_ours = planned.kind is not PartKind.DOCUMENT
            placement = place(shown_box(page), planned.rotation, is_ours=is_ours)
            placements.append(placement)
            places.add(source_number, index, placement)
            if placement.is_wide:
                self._sheets.wide.add(index)
        for (index, planned), placement in zip(run, placements, strict=True):
            self._write_page(source, index, planned, placement, places)
            if index % _TELL_EVERY == 0:
                self._report("assemble", index, len(self._packet.pages))
        self._layers.add(source.root, source.carrier)
        document = run[0][1].document
        if document is not None and run[0][1].kind is PartKind.DOCUMENT:
            self._marks[document] = source_marks(source.root, places)
        if self._last_use[path] == part:
            self._open.pop(path).close()

    def _write_page(
        self,
        source: _Source,
        index: int,
        planned: PlannedPage,
        placement: Placement,
        places: SourcePlaces,
    ) -> None:
        out = self._out
        page = source.pages[planned.source_index][1]
        form = source.forms.get(planned.source_index)
        if form is None:
            form = put_form(page, placement.box, source.carrier, out)
            source.forms[planned.source_index] = form
        matrix = b" ".join(number(value) for value in placement.matrix)
        foot = self._feet.set_line(planned.foot, is_wide=placement.is_wide)
        content = out.put_stream(
            b"/Filter/FlateDecode", zlib.compress(b"q %b cm /P Do Q\n%b\n" % (matrix, foot), 6)
        )
        anchors = None if planned.kind is PartKind.DOCUMENT else self._packet.anchors
        links = [
            out.put(link) for link in page_links(page, placement, places, self._sheets, anchors)
        ]
        entries = [
            b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 612 792]/Contents %d 0 R"
            % (self._knots[index // _BRANCH], content),
            b"/Resources<</XObject<</P %d 0 R>>/Font %d 0 R>>" % (form, self._fonts),
        ]
        if "/Group" in page:
            entries.append(b"/Group %b" % source.carrier.body(page.raw_get("/Group")))
            source.carrier.flush()
        if links:
            entries.append(b"/Annots[%b]" % b" ".join(b"%d 0 R" % link for link in links))
        if placement.is_wide:
            entries.append(b"/Rotate 90")
        out.put(b"%b>>" % b"".join(entries), self._sheets.numbers[index])

    def _write_tree(self) -> None:
        numbers = self._sheets.numbers
        for at, knot in enumerate(self._knots):
            kids = numbers[at * _BRANCH : (at + 1) * _BRANCH]
            row = b" ".join(b"%d 0 R" % kid for kid in kids)
            self._out.put(
                b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%b]>>" % (self._tree, len(kids), row),
                knot,
            )
        row = b" ".join(b"%d 0 R" % knot for knot in self._knots)
        self._out.put(b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(numbers), row), self._tree)

    def _write_catalog(self) -> None:
        packet, out = self._packet, self._out
        outline = put_outline(packet_marks(packet.bookmarks, self._marks), self._sheets, out)
        entries = [
            b"/Type/Catalog/Pages %d 0 R/PageLabels<</Nums[0<</S/D>>]>>" % self._tree,
            b"/ViewerPreferences<</DisplayDocTitle true>>/Lang%b" % text(packet.language),
            b"/Metadata %d 0 R" % out.put_stream(b"/Type/Metadata/Subtype/XML", _xmp(packet)),
        ]
        if outline is not None:
            entries.append(b"/PageMode/UseOutlines/Outlines %d 0 R" % outline)
        layers = self._layers.body()
        if layers is not None:
            entries.append(b"/OCProperties %b" % layers)
        out.put(b"<<%b>>" % b"".join(entries), self._catalog)
        info = b"<</Title%b/Producer(AppealDesk)/Creator(AppealDesk)>>" % text(packet.title)
        out.put(info, self._info)
        seed = hashlib.sha256(repr((packet.title, packet.pages, packet.bookmarks)).encode())
        out.finish(self._catalog, self._info, seed.digest()[:16])


def _parts(packet: Packet) -> Iterator[tuple[PartKey, list[tuple[int, PlannedPage]]]]:
    run: list[tuple[int, PlannedPage]] = []
    for index, page in enumerate(packet.pages):
        if run and run[0][1].part != page.part:
            yield run[0][1].part, run
            run = []
        run.append((index, page))
    if run:
        yield run[0][1].part, run


def _same_once(packet: Packet, sources: Mapping[PartKey, Path]) -> dict[PartKey, Path]:
    """The file of each part; files with the same bytes become one, so that it is written once."""
    by_size: dict[int, list[Path]] = {}
    digests: dict[Path, bytes] = {}
    chosen: dict[Path, Path] = {}
    found: dict[PartKey, Path] = {}
    for page in packet.pages:
        part = page.part
        if part in found:
            continue
        path = sources.get(part)
        if path is None or not path.is_file():
            raise AssembleProblem(
                "part-missing",
                "A part of the packet has no pages to print.",
                "Remove the document that was added last and add it again.",
            )
        if path not in chosen:
            alike = by_size.setdefault(path.stat().st_size, [])
            chosen[path] = next(
                (other for other in alike if _digest(other, digests) == _digest(path, digests)),
                path,
            )
            alike.append(chosen[path])
        found[part] = chosen[path]
    return found


def _digest(path: Path, known: dict[Path, bytes]) -> bytes:
    if path not in known:
        with path.open("rb") as file:
            known[path] = hashlib.file_digest(file, "sha256").digest()
    return known[path]


def _xmp(packet: Packet) -> bytes:
    title, language = escape(packet.title), escape(packet.language)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>""".encode()
